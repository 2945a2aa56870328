//! The parser's tree: linked nodes in one vector, and the walk that writes them into a page's columns.

use super::guard::{ATTRIBUTES, is_formatting};
use crate::page::{Limits, Page, PageBuilder, PageError};
use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, Namespace, QualName};
use std::borrow::Cow;
use std::cell::{Ref, RefCell};

/// A node's place in the arena.
pub(super) type Handle = u32;

/// No node.
const NONE: Handle = u32::MAX;

/// The document's node.
const DOCUMENT: Handle = 0;

/// The one node that stands for all comments and processing instructions; it is never linked.
const COMMENT: Handle = 1;

#[derive(Debug)]
enum Content {
    Document,
    Element {
        name: QualName,
        attributes: Vec<Attribute>,
        /// Where a template's content hangs; `NONE` for any other element.
        template: Handle,
    },
    Text(StrTendril),
    /// A comment, or the root of a template's content.
    Nothing,
}

#[derive(Debug)]
struct Node {
    content: Content,
    parent: Handle,
    previous: Handle,
    next: Handle,
    first: Handle,
    last: Handle,
}

impl Node {
    fn new(content: Content) -> Self {
        Self { content, parent: NONE, previous: NONE, next: NONE, first: NONE, last: NONE }
    }
}

/// The parser's tree.
#[derive(Debug)]
pub(super) struct Arena {
    nodes: RefCell<Vec<Node>>,
    formatting: RefCell<Vec<bool>>,
}

/// An element's name, as the parser asks for it.
#[derive(Debug)]
pub(super) struct Name(QualName);

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl Arena {
    pub(super) fn new() -> Self {
        Self {
            nodes: RefCell::new(vec![Node::new(Content::Document), Node::new(Content::Nothing)]),
            formatting: RefCell::new(vec![false; 2]),
        }
    }

    /// How many nodes were made.
    pub(super) fn len(&self) -> usize {
        self.nodes.borrow().len()
    }

    /// Whether each node is one of HTML's formatting elements.
    pub(super) fn formatting(&self) -> Ref<'_, Vec<bool>> {
        self.formatting.borrow()
    }

    fn add(&self, content: Content) -> Handle {
        let formatting = matches!(&content, Content::Element { name, .. } if is_formatting(&name.local));
        self.formatting.borrow_mut().push(formatting);
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node::new(content));
        nodes.len() as Handle - 1
    }

    fn unlink(&self, node: Handle) {
        let mut nodes = self.nodes.borrow_mut();
        let Node { parent, previous, next, .. } = nodes[node as usize];
        match (previous, parent) {
            (NONE, NONE) => {}
            (NONE, _) => nodes[parent as usize].first = next,
            _ => nodes[previous as usize].next = next,
        }
        match (next, parent) {
            (NONE, NONE) => {}
            (NONE, _) => nodes[parent as usize].last = previous,
            _ => nodes[next as usize].previous = previous,
        }
        let node = &mut nodes[node as usize];
        (node.parent, node.previous, node.next) = (NONE, NONE, NONE);
    }

    /// Puts a node under a parent, before a sibling or (`NONE`) last.
    fn insert(&self, parent: Handle, before: Handle, child: NodeOrText<Handle>) {
        let child = match child {
            NodeOrText::AppendText(text) => {
                let mut nodes = self.nodes.borrow_mut();
                let neighbour =
                    if before == NONE { nodes[parent as usize].last } else { nodes[before as usize].previous };
                if neighbour != NONE
                    && let Content::Text(existing) = &mut nodes[neighbour as usize].content
                {
                    existing.push_tendril(&text);
                    return;
                }
                drop(nodes);
                self.add(Content::Text(text))
            }
            NodeOrText::AppendNode(COMMENT) => return,
            NodeOrText::AppendNode(node) => {
                self.unlink(node);
                node
            }
        };
        let mut nodes = self.nodes.borrow_mut();
        let previous = if before == NONE { nodes[parent as usize].last } else { nodes[before as usize].previous };
        {
            let node = &mut nodes[child as usize];
            (node.parent, node.previous, node.next) = (parent, previous, before);
        }
        if previous == NONE {
            nodes[parent as usize].first = child;
        } else {
            nodes[previous as usize].next = child;
        }
        if before == NONE {
            nodes[parent as usize].last = child;
        } else {
            nodes[before as usize].previous = child;
        }
    }

    /// Writes the tree into a page.
    pub(super) fn into_page(self, limits: Limits) -> Result<Page, PageError> {
        if self.len() > limits.nodes {
            return Err(PageError::TooManyNodes { limit: limits.nodes });
        }
        let nodes = self.nodes.into_inner();
        let mut builder = PageBuilder::new(limits);
        let mut at = nodes[DOCUMENT as usize].first;
        while at != NONE {
            let node = &nodes[at as usize];
            let mut below = NONE;
            match &node.content {
                Content::Element { name, attributes, template } => {
                    let pairs = attributes.iter().map(|attribute| (&*attribute.name.local, &*attribute.value));
                    if *template == NONE {
                        builder.open(&name.local, pairs)?;
                        below = node.first;
                    } else if is_shadow_root(attributes) {
                        // Shown in the place of the template, which itself is not kept.
                        builder.open("div", [])?;
                        below = nodes[*template as usize].first;
                    } else {
                        builder.open(&name.local, pairs)?;
                    }
                    if below == NONE {
                        builder.close();
                    }
                }
                Content::Text(text) => builder.text(text)?,
                Content::Document | Content::Nothing => {}
            }
            if below != NONE {
                at = below;
                continue;
            }
            // Up to the next node that has a sibling.
            let mut done = at;
            while nodes[done as usize].next == NONE {
                done = nodes[done as usize].parent;
                if done == NONE || done == DOCUMENT {
                    return Ok(builder.finish());
                }
                // The root of a template's content is no element of its own: the template is.
                if matches!(nodes[done as usize].content, Content::Element { .. }) {
                    builder.close();
                }
            }
            at = nodes[done as usize].next;
        }
        Ok(builder.finish())
    }
}

/// Whether a template's attributes make it an open shadow root.
fn is_shadow_root(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        &*attribute.name.local == "shadowrootmode" && attribute.value.trim().eq_ignore_ascii_case("open")
    })
}

impl TreeSink for Arena {
    type Handle = Handle;
    type Output = Self;
    type ElemName<'a> = Name;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        DOCUMENT
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> Name {
        match &self.nodes.borrow()[*target as usize].content {
            Content::Element { name, .. } => Name(name.clone()),
            _ => Name(QualName::new(None, Namespace::default(), LocalName::default())),
        }
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> Handle {
        let template = if flags.template { self.add(Content::Nothing) } else { NONE };
        let element = self.add(Content::Element { name, attributes, template });
        if template != NONE {
            // A way back up for the walk; the template has no other children.
            self.nodes.borrow_mut()[template as usize].parent = element;
        }
        element
    }

    fn create_comment(&self, _text: StrTendril) -> Handle {
        COMMENT
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> Handle {
        COMMENT
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.insert(*parent, NONE, child);
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        if self.nodes.borrow()[*element as usize].parent == NONE {
            self.append(previous, child);
        } else {
            self.append_before_sibling(element, child);
        }
    }

    fn append_doctype_to_document(&self, _name: StrTendril, _public: StrTendril, _system: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        match self.nodes.borrow()[*target as usize].content {
            Content::Element { template, .. } if template != NONE => template,
            _ => *target,
        }
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let parent = self.nodes.borrow()[*sibling as usize].parent;
        self.insert(parent, *sibling, child);
    }

    fn add_attrs_if_missing(&self, target: &Handle, added: Vec<Attribute>) {
        if let Content::Element { attributes, .. } = &mut self.nodes.borrow_mut()[*target as usize].content {
            for attribute in added {
                if attributes.len() < ATTRIBUTES && attributes.iter().all(|existing| existing.name != attribute.name) {
                    attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.unlink(*target);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        loop {
            let first = self.nodes.borrow()[*node as usize].first;
            if first == NONE {
                return;
            }
            self.insert(*new_parent, NONE, NodeOrText::AppendNode(first));
        }
    }
}
