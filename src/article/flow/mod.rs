//! Keeps what is written into an article well nested: blocks hold lines, lines hold words.

mod blocks;
mod line;

use super::addresses::prefixed;
use super::shape::holds_words_only;
use super::spoken::elements;
use super::{Article, BlockKind, Element, Item, Run, Span, Store};
use crate::page::{NodeId, Page, Tag};
use blocks::{Context, Opened};
use line::{Gap, is_space};
use std::collections::VecDeque;

/// An element's attributes.
pub(super) type Attributes = Vec<(&'static str, String)>;

/// More inline elements than this around a word mean nothing; the inner ones are left out.
const DEEPEST_INLINE: usize = 16;

/// An article as it is written.
pub(super) struct Flow<'a> {
    page: &'a Page,
    article: Article,
    /// Open blocks.
    open: Vec<Opened>,
    /// The inline elements around the place; the first `written` of them are open in the article.
    inline: Vec<Inline>,
    written: usize,
    /// What stands between the words before and what comes next, if anything does.
    gaps: Vec<Gap>,
    /// Whether the line has anything on it.
    inked: bool,
    /// Whether a line break was written before a picture; in the text it comes with the next words, if any do.
    owes_line: bool,
    /// Where the open block of text began, and where it stands.
    block: Option<(usize, Context)>,
    /// Where the last block of text stood.
    last: Option<Context>,
    /// Where the open caption began in `aside`.
    caption: Option<usize>,
    /// Ids for the next element.
    ids: VecDeque<String>,
    cells: u32,
    /// The language of the words to come, where it is not the page's own.
    pub(super) language: Option<Box<str>>,
}

struct Inline {
    tag: Tag,
    node: NodeId,
    attributes: Attributes,
}

/// How far things were open, to go back to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Level {
    open: usize,
    inline: usize,
}

impl<'a> Flow<'a> {
    pub(super) fn new(page: &'a Page) -> Self {
        Self {
            page,
            article: Article::default(),
            open: Vec::new(),
            inline: Vec::new(),
            written: 0,
            gaps: Vec::new(),
            inked: false,
            owes_line: false,
            block: None,
            last: None,
            caption: None,
            ids: VecDeque::new(),
            cells: 0,
            language: None,
        }
    }

    /// Makes room for about so many items and bytes of text.
    #[cfg(not(target_family = "wasm"))]
    pub(super) fn reserve(&mut self, items: usize, bytes: usize) {
        self.article.items.reserve_exact(items);
        self.article.text.string_mut().reserve_exact(bytes);
    }

    pub(super) fn level(&self) -> Level {
        Level { open: self.open.len(), inline: self.inline.len() }
    }

    /// The innermost block that the page itself has.
    pub(super) fn innermost(&self) -> Option<Tag> {
        self.open.iter().rev().find(|opened| !opened.automatic).map(|opened| opened.tag)
    }

    pub(super) fn is_preformatted(&self) -> bool {
        self.open.last().is_some_and(|opened| opened.context.kind == BlockKind::Code)
    }

    pub(super) fn is_in_caption(&self) -> bool {
        self.caption.is_some()
    }

    /// Whether words stand here that a block would interrupt.
    pub(super) fn is_in_words(&self) -> bool {
        self.inked || self.open.last().is_some_and(|opened| holds_words_only(opened.tag) || opened.tag == Tag::Figure)
    }

    /// Whether anything was written yet.
    pub(super) fn is_empty(&self) -> bool {
        self.article.items.is_empty()
    }

    /// An id that the next element bears.
    pub(super) fn add_id(&mut self, id: &str) {
        self.ids.push_back(prefixed(id));
    }

    /// An inline element begins.
    pub(super) fn begin_inline(&mut self, tag: Tag, node: NodeId, attributes: Attributes) {
        // A link cannot hold a link, and what is bold is bold.
        let again = !matches!(tag, Tag::Span | Tag::Sub | Tag::Sup | Tag::Small | Tag::Bdi | Tag::Bdo | Tag::Q)
            && self.inline.iter().any(|inline| inline.tag == tag || (is_ruby_text(tag) && is_ruby_text(inline.tag)));
        if !again && self.inline.len() < DEEPEST_INLINE {
            self.inline.push(Inline { tag, node, attributes });
        }
    }

    /// The inline elements since `level` end.
    pub(super) fn end_inline(&mut self, level: Level) {
        while self.written > level.inline {
            self.article.items.push(Item::Close);
            self.written -= 1;
        }
        self.inline.truncate(level.inline);
    }

    /// A picture, or the link to something embedded; `words` are the link's own where it has no picture.
    pub(super) fn figure(&mut self, node: NodeId, link: Option<String>, picture: Option<Attributes>, words: &str) {
        self.begin_words(node, false);
        if self.gaps.iter().any(|gap| matches!(gap, Gap::Space(..))) {
            // The space belongs to the words behind the picture, if any come; before the picture it only shows.
            self.aside_words(node, " ");
        }
        // A link cannot hold a link.
        let address = link.filter(|_| !self.inline.iter().any(|inline| inline.tag == Tag::A));
        let tag = if address.is_some() { Tag::A } else { Tag::Span };
        let mut attributes: Attributes = address.map(|address| ("href", address)).into_iter().collect();
        if picture.is_none() {
            // So that whoever reads what is written knows that these are no words of the text.
            attributes.push(("data-kind", "embed".to_owned()));
        }
        let wrapped = !attributes.is_empty();
        if wrapped {
            self.begin(tag, node, attributes);
        }
        match picture {
            Some(attributes) => self.element(Tag::Img, node, attributes),
            None => self.aside_words(node, words),
        }
        if wrapped {
            self.article.items.push(Item::Close);
        }
    }

    /// Words that stand in no text node of the page.
    fn aside_words(&mut self, node: NodeId, words: &str) {
        let start = self.article.aside.len();
        self.article.aside.push_str(words);
        let span = Span::new(start, self.article.aside.len());
        self.article.items.push(Item::Run(Run { store: Store::Aside, span, node, offset: 0 }));
    }

    /// An element of a formula begins; formulas are written as they are.
    pub(super) fn begin_formula(&mut self, tag: Tag, node: NodeId, attributes: Attributes) {
        if tag == Tag::Math {
            self.begin_words(node, true);
        }
        self.begin(tag, node, attributes);
    }

    /// Words of a formula: white space around them only lays out the markup.
    pub(super) fn formula_words(&mut self, node: NodeId) {
        let text = self.page.text(node);
        let mut from = 0;
        let mut begun = false;
        for word in text.split(is_space) {
            if !word.is_empty() {
                if begun {
                    self.write(node, from - 1, " ");
                }
                self.write(node, from, word);
                begun = true;
            }
            from += word.len() + 1;
        }
    }

    /// A sign of a formula that is drawn: an element stands for it.
    pub(super) fn formula_sign(&mut self, node: NodeId, sign: char) {
        self.write(node, 0, sign.encode_utf8(&mut [0; 4]));
    }

    /// An element of a formula ends.
    pub(super) fn end_formula(&mut self) {
        self.article.items.push(Item::Close);
    }

    /// The article as it stands.
    pub(super) fn finish(mut self) -> Article {
        self.end_line();
        while !self.open.is_empty() {
            self.close();
        }
        while self.ends_with_rule() {
            self.article.items.truncate(self.article.items.len() - 2);
        }
        self.article.text.set_elements(elements(&self.article.items));
        self.article
    }

    fn push_open(&mut self, tag: Tag, node: NodeId, mut attributes: Attributes) {
        if let Some(id) = self.ids.pop_front() {
            attributes.push(("id", id));
        }
        self.begin(tag, node, attributes);
    }

    /// An element begins; most have one attribute or none, and take no more room than for that.
    #[cfg_attr(target_family = "wasm", inline(never))]
    fn begin(&mut self, tag: Tag, node: NodeId, attributes: Attributes) {
        self.article.items.push(Item::Open(Element { tag, node, attributes: attributes.into() }));
    }

    /// An element that holds nothing.
    fn element(&mut self, tag: Tag, node: NodeId, attributes: Attributes) {
        self.begin(tag, node, attributes);
        self.article.items.push(Item::Close);
    }

    /// Closes the inline elements that are written; they stay open for what comes.
    fn close_inline(&mut self) {
        for _ in 0..std::mem::take(&mut self.written) {
            self.article.items.push(Item::Close);
        }
    }
}

/// Whether an element is one of the two that stand beside the words of a `ruby`: each ends where the other begins.
const fn is_ruby_text(tag: Tag) -> bool {
    matches!(tag, Tag::Rt | Tag::Rp)
}
