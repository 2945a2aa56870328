//! Puts what a server sent late where it is wanted.
//!
//! React streams a page: what takes long comes behind the rest, in a hidden element with the id `S:…`, and a script moves
//! it to the `template` with the id `B:…` or `P:…` that keeps its place, in exchange for what stands there meanwhile. The
//! numbers behind the colons are the same ([source]). Where no script runs, the page would stay without its text.
//!
//! [source]: https://github.com/facebook/react/tree/main/packages/react-dom-bindings/src/server/fizz-instruction-set

use super::{Arena, Content, DOCUMENT, Handle, NONE};
use html5ever::Attribute;
use html5ever::interface::NodeOrText;
use std::collections::HashMap;

/// How many elements above a place are looked at, to see that it does not lie in the part that belongs there, and how many
/// nodes behind it, for the end of what stands there meanwhile.
const FAR: usize = 1_000;

/// Where what stands meanwhile begins or ends: a comment of React's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Boundary {
    Begin,
    End,
}

impl Boundary {
    pub(super) fn of_comment(text: &str) -> Option<Self> {
        match text {
            "$" | "$?" | "$!" | "$~" => Some(Self::Begin),
            "/$" => Some(Self::End),
            _ => None,
        }
    }
}

/// A template that keeps the place of a part.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    template: Handle,
    /// Whether something stands behind it meanwhile.
    is_boundary: bool,
}

impl Place {
    /// The place that a template keeps, and the id of the part that belongs there.
    pub(super) fn of(template: Handle, attributes: &[Attribute]) -> Option<(String, Self)> {
        let (before, number) = id(attributes)?.rsplit_once(':')?;
        let (before, is_boundary) = match before.strip_suffix('B') {
            Some(before) => (before, true),
            None => (before.strip_suffix('P')?, false),
        };
        let is_number = !number.is_empty() && number.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        is_number.then(|| (format!("{before}S:{number}"), Self { template, is_boundary }))
    }
}

fn id(attributes: &[Attribute]) -> Option<&str> {
    attributes.iter().find(|attribute| &*attribute.name.local == "id").map(|attribute| &*attribute.value)
}

impl Arena {
    /// Moves every part that came late to its place. The places are given by the ids of their parts.
    pub(super) fn put_late_parts(&self, places: &HashMap<String, Place>) {
        if places.is_empty() {
            return;
        }
        for part in 0..self.len() as Handle {
            let Content::Rich(element) = self.nodes.borrow()[part].content else { continue };
            let place = id(&self.rich.borrow()[element].attributes).and_then(|id| places.get(id).copied());
            if let Some(Place { template, is_boundary }) = place
                && self.is_outside(template, part)
            {
                if is_boundary {
                    self.clear_behind(template);
                }
                self.put(part, template);
            }
        }
    }

    /// Whether a template is on the page, and surely not in a part.
    fn is_outside(&self, template: Handle, part: Handle) -> bool {
        let nodes = self.nodes.borrow();
        let mut at = template;
        for _ in 0..FAR {
            at = nodes[at].parent;
            if at == DOCUMENT {
                return true;
            }
            if at == NONE || at == part {
                return false;
            }
        }
        false
    }

    /// Takes away what stands behind a template meanwhile, if it is marked where that ends.
    fn clear_behind(&self, template: Handle) {
        let (mut meanwhile, mut depth) = (Vec::new(), 0_u32);
        let mut at = self.nodes.borrow()[template].next;
        while at != NONE && meanwhile.len() < FAR {
            let content = self.nodes.borrow()[at].content;
            match content {
                Content::Boundary(Boundary::Begin) => depth += 1,
                Content::Boundary(Boundary::End) if depth == 0 => {
                    meanwhile.into_iter().for_each(|node| self.unlink(node));
                    return;
                }
                Content::Boundary(Boundary::End) => depth -= 1,
                _ => {}
            }
            meanwhile.push(at);
            at = self.nodes.borrow()[at].next;
        }
    }

    /// Moves what a part holds before a template.
    fn put(&self, part: Handle, template: Handle) {
        let parent = self.nodes.borrow()[template].parent;
        loop {
            let child = self.nodes.borrow()[part].first;
            if child == NONE {
                return;
            }
            self.insert(parent, template, NodeOrText::AppendNode(child));
        }
    }
}
