//! The parser's tree: linked nodes in one vector, and the walk that writes them into a page's columns.

mod late;

use super::column::Column;
use super::guard::{ATTRIBUTES, is_formatting};
use crate::page::{GENERATOR, Limits, Page, PageBuilder, PageError, Source};
use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, Namespace, QualName};
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use late::{Boundary, Place};

/// A node's place in the arena.
pub(super) type Handle = u32;

/// No node.
const NONE: Handle = u32::MAX;

/// The document's node.
const DOCUMENT: Handle = 0;

/// The one node that stands for all comments and processing instructions; it is never linked.
const COMMENT: Handle = 1;

/// What a node is. A page may have millions of them, so what only some have is kept elsewhere.
#[derive(Clone, Copy, Debug)]
enum Content {
    Document,
    /// An element without attributes: its name's place in the list of names.
    Plain(u32),
    /// Any other element: its place among the rich ones.
    Rich(u32),
    /// A text: its place among the texts.
    Text(u32),
    /// A comment that says where something begins or ends.
    Boundary(Boundary),
    /// Any other comment, or the root of a template's content.
    Nothing,
}

/// What an element has besides its name.
#[derive(Debug)]
struct Rich {
    name: u32,
    /// Where a template's content hangs; `NONE` for any other element.
    template: Handle,
    attributes: Vec<Attribute>,
}

#[derive(Clone, Copy, Debug)]
struct Node {
    content: Content,
    parent: Handle,
    previous: Handle,
    next: Handle,
    first: Handle,
    last: Handle,
}

impl Node {
    const fn new(content: Content) -> Self {
        Self { content, parent: NONE, previous: NONE, next: NONE, first: NONE, last: NONE }
    }
}

/// The parser's tree.
#[derive(Debug)]
pub(super) struct Arena {
    nodes: RefCell<Column<Node>>,
    rich: RefCell<Column<Rich>>,
    texts: RefCell<Column<StrTendril>>,
    names: RefCell<Names>,
    /// Where parts belong that come late, by their ids.
    places: RefCell<HashMap<String, Place>>,
}

/// The names of elements, each once.
#[derive(Debug, Default)]
struct Names {
    list: Vec<(Rc<QualName>, bool)>,
    places: HashMap<QualName, u32>,
    /// Places of names that came lately, by their hashes.
    lately: [u32; 32],
}

impl Names {
    /// The place of a name in the list.
    fn place(&mut self, name: QualName) -> u32 {
        let lately = &mut self.lately[name.local.get_hash() as usize % 32];
        if self.list.get(*lately as usize).is_some_and(|(known, _)| **known == name) {
            return *lately;
        }
        if let Some(&place) = self.places.get(&name) {
            *lately = place;
            return place;
        }
        let place = self.list.len() as u32;
        self.list.push((Rc::new(name.clone()), is_formatting(&name.local)));
        self.places.insert(name, place);
        place
    }
}

/// An element's name, as the parser asks for it.
#[derive(Debug)]
pub(super) struct Name(Rc<QualName>);

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
        let arena = Self {
            nodes: RefCell::default(),
            rich: RefCell::default(),
            texts: RefCell::default(),
            names: RefCell::default(),
            places: RefCell::default(),
        };
        arena.add(Content::Document);
        arena.add(Content::Nothing);
        arena
    }

    /// How many nodes were made.
    pub(super) fn len(&self) -> usize {
        self.nodes.borrow().len()
    }

    /// Whether a node is one of HTML's formatting elements.
    pub(super) fn is_formatting(&self, node: Handle) -> bool {
        let name = match self.nodes.borrow()[node].content {
            Content::Plain(name) => name,
            Content::Rich(place) => self.rich.borrow()[place].name,
            _ => return false,
        };
        self.names.borrow().list[name as usize].1
    }

    fn add(&self, content: Content) -> Handle {
        self.nodes.borrow_mut().push(Node::new(content))
    }

    fn add_text(&self, text: StrTendril) -> Handle {
        let place = self.texts.borrow_mut().push(text);
        self.add(Content::Text(place))
    }

    fn unlink(&self, node: Handle) {
        let mut nodes = self.nodes.borrow_mut();
        let Node { parent, previous, next, .. } = nodes[node];
        match (previous, parent) {
            (NONE, NONE) => {}
            (NONE, _) => nodes[parent].first = next,
            _ => nodes[previous].next = next,
        }
        match (next, parent) {
            (NONE, NONE) => {}
            (NONE, _) => nodes[parent].last = previous,
            _ => nodes[next].previous = previous,
        }
        let node = &mut nodes[node];
        (node.parent, node.previous, node.next) = (NONE, NONE, NONE);
    }

    /// Puts a node under a parent, before a sibling or (`NONE`) last.
    fn insert(&self, parent: Handle, before: Handle, child: NodeOrText<Handle>) {
        let child = match child {
            NodeOrText::AppendText(text) => {
                let nodes = self.nodes.borrow();
                let neighbour = if before == NONE { nodes[parent].last } else { nodes[before].previous };
                if neighbour != NONE
                    && let Content::Text(place) = nodes[neighbour].content
                {
                    self.texts.borrow_mut()[place].push_tendril(&text);
                    return;
                }
                drop(nodes);
                self.add_text(text)
            }
            NodeOrText::AppendNode(COMMENT) => return,
            NodeOrText::AppendNode(node) => {
                self.unlink(node);
                node
            }
        };
        let mut nodes = self.nodes.borrow_mut();
        let previous = if before == NONE { nodes[parent].last } else { nodes[before].previous };
        {
            let node = &mut nodes[child];
            (node.parent, node.previous, node.next) = (parent, previous, before);
        }
        if previous == NONE {
            nodes[parent].first = child;
        } else {
            nodes[previous].next = child;
        }
        if before == NONE {
            nodes[parent].last = child;
        } else {
            nodes[before].previous = child;
        }
    }

    /// Writes the tree into a page. `bytes` is how long the HTML was.
    pub(super) fn into_page(self, bytes: usize, limits: Limits) -> Result<Page, PageError> {
        if self.len() > limits.nodes {
            return Err(PageError::TooManyNodes { limit: limits.nodes });
        }
        self.put_late_parts(&self.places.take());
        let nodes = self.nodes.into_inner();
        let (rich, texts, names) = (self.rich.into_inner(), self.texts.into_inner(), self.names.into_inner().list);
        let mut builder = PageBuilder::new(limits);
        builder.reserve(nodes.len(), bytes);
        let mut at = nodes[DOCUMENT].first;
        while at != NONE {
            let node = &nodes[at];
            let mut below = NONE;
            match node.content {
                Content::Plain(name) => {
                    builder.open(&names[name as usize].0.local, [])?;
                    below = node.first;
                    if below == NONE {
                        builder.close();
                    }
                }
                Content::Rich(place) => {
                    let Rich { name, attributes, template } = &rich[place];
                    let name = &names[*name as usize].0.local;
                    let pairs = attributes.iter().map(|attribute| (&*attribute.name.local, &*attribute.value));
                    if *template == NONE {
                        if &**name == "meta" && is_generator(attributes) {
                            builder.set_source(Source::Saved);
                        }
                        builder.open(name, pairs)?;
                        below = node.first;
                    } else if is_shadow_root(attributes) {
                        // Shown in the place of the template, which itself is not kept.
                        builder.open("div", [])?;
                        below = nodes[*template].first;
                    } else {
                        builder.open(name, pairs)?;
                    }
                    if below == NONE {
                        builder.close();
                    }
                }
                Content::Text(place) => builder.text(&texts[place])?,
                Content::Document | Content::Boundary(_) | Content::Nothing => {}
            }
            if below != NONE {
                at = below;
                continue;
            }
            // Up to the next node that has a sibling.
            let mut done = at;
            while nodes[done].next == NONE {
                done = nodes[done].parent;
                if done == NONE || done == DOCUMENT {
                    return Ok(builder.finish());
                }
                // The root of a template's content is no element of its own: the template is.
                if matches!(nodes[done].content, Content::Plain(_) | Content::Rich(_)) {
                    builder.close();
                }
            }
            at = nodes[done].next;
        }
        Ok(builder.finish())
    }
}

/// Whether a `meta` says that the page was written from a reading.
fn is_generator(attributes: &[Attribute]) -> bool {
    let says = |name: &str, value: &str| attributes.iter().any(|it| &*it.name.local == name && &*it.value == value);
    says("name", "generator") && says("content", GENERATOR)
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
        let place = match self.nodes.borrow()[*target].content {
            Content::Plain(name) => name,
            Content::Rich(place) => self.rich.borrow()[place].name,
            _ => return Name(Rc::new(QualName::new(None, Namespace::default(), LocalName::default()))),
        };
        Name(self.names.borrow().list[place as usize].0.clone())
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> Handle {
        let name = self.names.borrow_mut().place(name);
        if attributes.is_empty() && !flags.template {
            return self.add(Content::Plain(name));
        }
        let template = if flags.template { self.add(Content::Nothing) } else { NONE };
        let place = self.rich.borrow_mut().push(Rich { name, template, attributes });
        let element = self.add(Content::Rich(place));
        if template != NONE {
            // A way back up for the walk; the template has no other children.
            self.nodes.borrow_mut()[template].parent = element;
            if let Some((part, kept)) = Place::of(element, &self.rich.borrow()[place].attributes) {
                self.places.borrow_mut().insert(part, kept);
            }
        }
        element
    }

    fn create_comment(&self, text: StrTendril) -> Handle {
        Boundary::of_comment(&text).map_or(COMMENT, |boundary| self.add(Content::Boundary(boundary)))
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> Handle {
        COMMENT
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.insert(*parent, NONE, child);
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        if self.nodes.borrow()[*element].parent == NONE {
            self.append(previous, child);
        } else {
            self.append_before_sibling(element, child);
        }
    }

    fn append_doctype_to_document(&self, _name: StrTendril, _public: StrTendril, _system: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        match self.nodes.borrow()[*target].content {
            Content::Rich(place) => match self.rich.borrow()[place].template {
                NONE => *target,
                template => template,
            },
            _ => *target,
        }
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let parent = self.nodes.borrow()[*sibling].parent;
        self.insert(parent, *sibling, child);
    }

    fn add_attrs_if_missing(&self, target: &Handle, added: Vec<Attribute>) {
        let mut nodes = self.nodes.borrow_mut();
        let node = &mut nodes[*target];
        let mut rich = self.rich.borrow_mut();
        let place = match node.content {
            Content::Rich(place) => place,
            Content::Plain(name) => {
                let place = rich.push(Rich { name, template: NONE, attributes: Vec::new() });
                node.content = Content::Rich(place);
                place
            }
            _ => return,
        };
        let attributes = &mut rich[place].attributes;
        for attribute in added {
            if attributes.len() < ATTRIBUTES && attributes.iter().all(|existing| existing.name != attribute.name) {
                attributes.push(attribute);
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.unlink(*target);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        loop {
            let first = self.nodes.borrow()[*node].first;
            if first == NONE {
                return;
            }
            self.insert(*new_parent, NONE, NodeOrText::AppendNode(first));
        }
    }
}
