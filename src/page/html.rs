//! HTML into a page, by `html5ever`.
//!
//! The parser moves nodes about (misnested tags, text in tables), so it first fills a small arena of
//! linked nodes, which one walk then writes into the page's columns.

use super::{Limits, Page, PageBuilder, PageError};
use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{Attribute, LocalName, Namespace, ParseOpts, QualName, parse_document};
use std::borrow::Cow;
use std::cell::RefCell;

impl Page {
    /// Parses HTML as a browser without scripting would.
    ///
    /// # Errors
    /// When a limit is passed.
    pub fn from_html(html: &str, limits: Limits) -> Result<Self, PageError> {
        if html.len() > limits.bytes {
            return Err(PageError::TooManyBytes { limit: limits.bytes });
        }
        let options = ParseOpts {
            tree_builder: TreeBuilderOpts { scripting_enabled: false, ..Default::default() },
            ..Default::default()
        };
        let arena = parse_document(Arena::new(), options).one(html);
        arena.into_page(limits)
    }
}

type Handle = u32;

/// No node.
const NONE: Handle = u32::MAX;

#[derive(Debug)]
enum Content {
    Document,
    Element {
        name: QualName,
        attributes: Vec<Attribute>,
        template: Handle,
    },
    Text(StrTendril),
    /// Comments, processing instructions and removed text: kept only as places.
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
struct Arena {
    nodes: RefCell<Vec<Node>>,
}

/// An element's name, as the parser asks for it.
#[derive(Debug)]
struct Name(QualName);

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl Arena {
    fn new() -> Self {
        Self { nodes: RefCell::new(vec![Node::new(Content::Document)]) }
    }

    fn add(&self, content: Content) -> Handle {
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

    fn into_page(self, limits: Limits) -> Result<Page, PageError> {
        let nodes = self.nodes.into_inner();
        let mut builder = PageBuilder::new(limits);
        let mut at = nodes[0].first;
        while at != NONE {
            let node = &nodes[at as usize];
            let mut opened = false;
            match &node.content {
                Content::Element { name, attributes, .. } => {
                    let attributes = attributes.iter().map(|attribute| (&*attribute.name.local, &*attribute.value));
                    builder.open(&name.local, attributes)?;
                    opened = true;
                }
                Content::Text(text) => builder.text(text)?,
                Content::Document | Content::Nothing => {}
            }
            if opened && node.first != NONE {
                at = node.first;
                continue;
            }
            if opened {
                builder.close();
            }
            // Up to the next node that has a sibling.
            let mut done = at;
            while nodes[done as usize].next == NONE {
                done = nodes[done as usize].parent;
                if done == NONE || done == 0 {
                    return Ok(builder.finish());
                }
                builder.close();
            }
            at = nodes[done as usize].next;
        }
        Ok(builder.finish())
    }
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
        0
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> Name {
        match &self.nodes.borrow()[*target as usize].content {
            Content::Element { name, .. } => Name(name.clone()),
            _ => Name(QualName::new(None, Namespace::default(), LocalName::default())),
        }
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> Handle {
        let template = if flags.template { self.add(Content::Nothing) } else { NONE };
        self.add(Content::Element { name, attributes, template })
    }

    fn create_comment(&self, _text: StrTendril) -> Handle {
        self.add(Content::Nothing)
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> Handle {
        self.add(Content::Nothing)
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
                if attributes.iter().all(|existing| existing.name != attribute.name) {
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
