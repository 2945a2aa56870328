//! The page as it was read: immutable columns in document order.
//!
//! A node is an index. Nodes stand in document order, so a node's subtree is the index range
//! `id..end(id)`, a sum over every subtree is one backward sweep, and skipping a subtree is one
//! assignment. Nothing here judges what belongs to the article.

mod builder;
pub mod dates;
mod folded;
mod lengths;
pub mod metadata;
mod plain;
mod snapshot;
mod tag;
pub mod url;

#[cfg(all(feature = "html", not(target_family = "wasm")))]
mod bytes;
#[cfg(all(feature = "html", not(target_family = "wasm")))]
mod html;

#[cfg(all(feature = "html", not(target_family = "wasm")))]
pub use bytes::decode;

use crate::cut::Cut;

pub use builder::{Limits, PageBuilder, PageError};
pub use metadata::Metadata;
pub use tag::Tag;

/// A node of a [`Page`]: its place in document order. Node 0 is the document.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct NodeId(pub u32);

impl NodeId {
    /// The document node, parent of everything.
    pub const DOCUMENT: Self = Self(0);

    /// The id as an index into columns of the page's length.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// Where a page came from: it decides how much its markup can be trusted to mean.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Source {
    /// Parsed HTML.
    #[default]
    Html,
    /// A snapshot of a live page: its nodes lead back there.
    Snapshot,
    /// Lines of plain text, one `p` a line.
    Plain,
    /// HTML that was written from a reading: an `article` of which all belongs, and around it what is said of it.
    #[cfg(all(feature = "html", not(target_family = "wasm")))]
    Saved,
}

/// What a document that is written from a reading names as its generator. A page with it is read as it stands.
pub const GENERATOR: &str = "Plainleaf";

/// A page as it was read. Made by a [`PageBuilder`] and never changed.
#[derive(Debug, Default)]
pub struct Page {
    tags: Vec<Tag>,
    parents: Vec<u32>,
    ends: Vec<u32>,
    /// Where in `strings` that of each node begins; it ends where that of the next one does.
    starts: Vec<u32>,
    /// What each text says, and of each element its attributes: the lengths of a name and of its value, both of them, and
    /// so on.
    strings: String,
    /// A bit for each node.
    hidden: Vec<u32>,
    /// What is only folded away, in order.
    folded: Vec<NodeId>,
    source: Source,
}

// What is asked of every node is asked of slices: where a build is to be small, the compiler calls a function to find an
// item of a `Vec`.
impl Page {
    /// The number of nodes, the document included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tags.len()
    }

    /// Whether there is nothing but the document node.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() <= 1
    }

    /// Where the page came from.
    #[must_use]
    pub fn source(&self) -> Source {
        self.source
    }

    /// Every node in document order.
    pub fn nodes(&self) -> impl DoubleEndedIterator<Item = NodeId> + use<> {
        (0..self.tags.len() as u32).map(NodeId)
    }

    /// The node's subtree, itself first.
    pub fn subtree(&self, node: NodeId) -> impl DoubleEndedIterator<Item = NodeId> + use<> {
        (node.0..self.ends[node.index()]).map(NodeId)
    }

    /// What the node is.
    #[must_use]
    pub fn tag(&self, node: NodeId) -> Tag {
        self.tags.as_slice()[node.index()]
    }

    /// The node's parent; the document is its own.
    #[must_use]
    pub fn parent(&self, node: NodeId) -> NodeId {
        NodeId(self.parents.as_slice()[node.index()])
    }

    /// The first node behind the node's subtree, as a bound: it may equal the page's length.
    #[must_use]
    pub fn end(&self, node: NodeId) -> NodeId {
        NodeId(self.ends.as_slice()[node.index()])
    }

    /// Whether `inner` is `outer` or lies below it.
    #[must_use]
    pub fn contains(&self, outer: NodeId, inner: NodeId) -> bool {
        outer <= inner && inner < self.end(outer)
    }

    /// The node's children in order.
    pub fn children(&self, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let end = self.ends[node.index()];
        let mut next = node.0 + 1;
        std::iter::from_fn(move || {
            (next < end).then(|| {
                let child = NodeId(next);
                next = self.ends[child.index()];
                child
            })
        })
    }

    /// The node's ancestors from its parent up to the document.
    pub fn ancestors(&self, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let mut at = node;
        std::iter::from_fn(move || {
            (at != NodeId::DOCUMENT).then(|| {
                at = self.parent(at);
                at
            })
        })
    }

    /// Whether the node was not shown on the live page, or is marked hidden in the markup. What is only folded away, in an
    /// accordion or behind another tab, counts as shown.
    #[must_use]
    pub fn is_hidden(&self, node: NodeId) -> bool {
        self.hidden.as_slice()[node.index() / 32] >> (node.index() % 32) & 1 == 1
    }

    /// The text of a text node as it stands in the page, white space included; empty for an element.
    #[cfg_attr(target_family = "wasm", inline(never))]
    #[must_use]
    pub fn text(&self, node: NodeId) -> &str {
        if self.tag(node) == Tag::Text { self.string(node) } else { "" }
    }

    /// Whether a node has no text of its own but white space.
    pub(crate) fn is_blank(&self, node: NodeId) -> bool {
        // Between elements stand line breaks and blanks, and words mostly begin with ASCII: quicker to see in bytes.
        let text = self.text(node).trim_ascii_start();
        text.bytes().next().is_none_or(|byte| !byte.is_ascii_graphic() && text.trim().is_empty())
    }

    /// The value of an element's attribute, by lower-case name.
    #[cfg_attr(target_family = "wasm", inline(never))]
    #[must_use]
    pub fn attribute(&self, node: NodeId, name: &str) -> Option<&str> {
        lengths::find(self.said(node), name)
    }

    /// An element's attributes in order: lower-case name, value.
    pub fn attributes(&self, node: NodeId) -> impl Iterator<Item = (&str, &str)> {
        let mut rest = self.said(node);
        std::iter::from_fn(move || lengths::take_two(&mut rest))
    }

    /// All text below a node, shown or not, in one string with white space as it stands.
    #[must_use]
    pub fn text_content(&self, node: NodeId) -> String {
        self.subtree(node).map(|inner| self.text(inner)).collect()
    }

    /// The address that the page's relative ones are resolved against: its first `base href`, itself
    /// resolved against `url`, where the page was found. `None` where neither gives an absolute address.
    #[must_use]
    pub fn base_url(&self, url: Option<&str>) -> Option<String> {
        let found = url.unwrap_or_default();
        let base =
            self.nodes().filter(|&node| self.tag(node) == Tag::Base).find_map(|node| self.attribute(node, "href"));
        url::resolve(found, base.unwrap_or_default())
    }

    /// Calls headings what says that it is one, if it holds a line and not a text.
    fn name_headings(&mut self, headings: &[(NodeId, Tag)]) {
        const FEW_NODES: u32 = 48;
        for &(node, heading) in headings {
            let is_line = |inner: NodeId| matches!(self.tag(inner), Tag::Div) || !self.tag(inner).is_block();
            if self.end(node).0 - node.0 <= FEW_NODES && self.subtree(node).skip(1).all(is_line) {
                self.tags[node.index()] = heading;
            }
        }
    }

    /// An element's attributes as they are stored.
    fn said(&self, node: NodeId) -> &str {
        if self.tag(node) == Tag::Text { "" } else { self.string(node) }
    }

    #[cfg_attr(target_family = "wasm", inline(never))]
    fn string(&self, node: NodeId) -> &str {
        let starts = self.starts.as_slice();
        let end = starts.get(node.index() + 1).map_or(self.strings.len(), |&end| end as usize);
        self.strings.cut(starts[node.index()] as usize..end)
    }
}
