//! The kept content: a tree of elements flattened in document order, and its running text.

mod addresses;
pub(crate) mod allowed;
mod build;
mod embeds;
mod flow;
mod pictures;
mod sentences;
mod shape;
mod spoken;
mod tables;
mod text;
mod weight;
mod words;

pub use build::build;
pub use text::{Block, BlockKind, Sentence, Span, Text, Token, TokenKind};

use crate::page::{NodeId, Tag};

/// The article: what is kept of a page.
#[derive(Clone, Debug, Default)]
pub struct Article {
    /// The running text, with blocks, sentences and tokens.
    pub text: Text,
    /// Elements and runs of text in document order: a tree, flattened.
    pub items: Vec<Item>,
    /// Text that stands apart from the running text: captions of pictures and tables. [`Run`]s of
    /// [`Store::Aside`] point into it.
    pub aside: String,
    /// The captions, as ranges of bytes in `aside`.
    pub captions: Vec<Span>,
}

/// One step of the article's tree.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// An element begins.
    Open(Element),
    /// A stretch of text.
    Run(Run),
    /// The innermost open element ends.
    Close,
}

/// An element of the article.
#[derive(Clone, Debug, PartialEq)]
pub struct Element {
    /// What it is.
    pub tag: Tag,
    /// The page's node that it came from.
    pub node: NodeId,
    /// Its attributes: names that an article may carry, values made absolute and checked by the renderers.
    pub attributes: Box<[(&'static str, String)]>,
}

/// A stretch of text that stands in one text node of the page, byte for byte but for white space: where the
/// page has another white-space character, the run has a space of the same length.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Where the text is kept.
    pub store: Store,
    /// Its bytes there.
    pub span: Span,
    /// The page's text node; or an element whose words are no text of the page: in [`Store::Aside`], such as the title
    /// of an embedded film, and in a formula, where an element stands for a sign.
    pub node: NodeId,
    /// Where the run begins in the text node, in bytes.
    pub offset: u32,
}

/// Where a run's text is kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Store {
    /// [`Article::text`]: the running text, which marks are about.
    Text,
    /// [`Article::aside`]: captions.
    Aside,
}
