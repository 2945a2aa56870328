//! Stands between the tokenizer and the tree builder and keeps the work linear.
//!
//! The tree builder walks its stack of open elements for nearly every tag, and reopens every unclosed
//! formatting element in each new paragraph. The guard swallows start tags where either list has
//! grown beyond all honest use, and the end tags that belong to them.

use super::arena::{Arena, Handle};
use crate::page::{Limits, Tag};
use html5ever::interface::Tracer;
use html5ever::tokenizer::{self, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::TreeBuilder;
use html5ever::{Attribute, LocalName};
use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};

/// The most formatting elements (`b`, `font`, …) open or waiting to be reopened.
const FORMATTING: usize = 64;

/// The most attributes that an element keeps; formatting elements, which are copied, keep fewer.
pub(super) const ATTRIBUTES: usize = 64;
const FORMATTING_ATTRIBUTES: usize = 16;

/// The most different long names of elements that HTML does not know, and of attributes; further ones
/// count as one name or are dropped. The parser's table of names has a fixed size and would grow slow.
const UNKNOWN_NAMES: usize = 4096;

/// How much room stays for texts to be gathered in, in bytes.
const ROOM: usize = 64 << 10;

/// Attributes that are kept even where an element has too many.
const KEPT_ATTRIBUTES: &[&str] = &[
    "alt",
    "charset",
    "class",
    "content",
    "href",
    "id",
    "itemprop",
    "itemscope",
    "itemtype",
    "lang",
    "name",
    "property",
    "rel",
    "src",
    "srcset",
    "style",
    "type",
];

/// A token sink that passes on what the tree builder can take.
pub(super) struct Guard {
    builder: TreeBuilder<Handle, Arena>,
    limits: Limits,
    tokens: Cell<u64>,
    /// How many start tags, and how many formatting ones, may pass before the lists are measured again.
    room: Cell<usize>,
    formatting_room: Cell<usize>,
    /// How many elements were open when the lists were last measured.
    depth: Cell<usize>,
    /// Whether an end tag has passed since the lists were measured, so that there may be room again.
    changed: Cell<bool>,
    swallowed: RefCell<Swallowed>,
    unknown: RefCell<HashSet<LocalName>>,
    /// What has come of a text so far: the tokenizer gives it line by line, and each piece is as much work as all of it.
    text: RefCell<String>,
}

impl Guard {
    pub(super) fn new(builder: TreeBuilder<Handle, Arena>, limits: Limits) -> Self {
        Self {
            builder,
            limits,
            tokens: Cell::new(0),
            room: Cell::new(0),
            formatting_room: Cell::new(0),
            depth: Cell::new(0),
            changed: Cell::new(true),
            swallowed: RefCell::default(),
            unknown: RefCell::default(),
            text: RefCell::default(),
        }
    }

    /// How many tokens have come by, errors aside.
    pub(super) fn tokens(&self) -> u64 {
        self.tokens.get()
    }

    /// Whether the page has more nodes than it may.
    pub(super) fn is_full(&self) -> bool {
        self.builder.sink.len() > self.limits.nodes
    }

    pub(super) fn into_arena(self) -> Arena {
        self.builder.sink
    }

    /// Measures the builder's lists and sets how much may pass before they must be measured again.
    fn measure(&self) {
        let count = Count { arena: &self.builder.sink, all: Cell::new(0), of_them: Cell::new(0) };
        self.builder.trace_handles(&count);
        // The document, the head and perhaps a form are traced besides the open elements.
        let depth = count.all.get().saturating_sub(3);
        self.room.set(self.limits.depth.saturating_sub(depth));
        self.formatting_room.set(FORMATTING.saturating_sub(count.of_them.get()));
        self.changed.set(false);
        self.depth.set(depth);
    }

    fn has_room(&self, formatting: bool) -> bool {
        let enough = || self.room.get() > 0 && (!formatting || self.formatting_room.get() > 1);
        if !enough() && self.changed.get() {
            self.measure();
        }
        enough()
    }

    fn start(&self, mut tag: tokenizer::Tag, line: u64) -> TokenSinkResult<Handle> {
        let kind = self.rename(&mut tag.name);
        let formatting = is_formatting(&tag.name);
        if !kind.is_void() && !is_raw_text(kind) && !self.has_room(formatting) {
            self.swallowed.borrow_mut().open(tag.name);
            return self.keep_apart(kind, line);
        }
        self.keep_some(&mut tag.attrs, if formatting { FORMATTING_ATTRIBUTES } else { ATTRIBUTES });
        if !kind.is_void() {
            self.room.set(self.room.get().saturating_sub(1));
            // An element in the list of formatting elements is traced twice.
            self.formatting_room.set(self.formatting_room.get().saturating_sub(if formatting { 2 } else { 0 }));
        }
        self.builder.process_token(Token::TagToken(tag), line)
    }

    fn end(&self, mut tag: tokenizer::Tag, line: u64) -> TokenSinkResult<Handle> {
        let kind = self.rename(&mut tag.name);
        if self.swallowed.borrow_mut().close(&tag.name) {
            return self.keep_apart(kind, line);
        }
        self.changed.set(true);
        if self.swallowed.borrow().is_empty() {
            return self.builder.process_token(Token::TagToken(tag), line);
        }
        // An end tag that closes what lies around the swallowed elements closes them too.
        let before = self.depth.get();
        let result = self.builder.process_token(Token::TagToken(tag), line);
        self.measure();
        if self.depth.get() < before {
            self.swallowed.borrow_mut().clear();
        }
        result
    }

    /// Hands on the text that has come.
    fn flush(&self, line: u64) {
        let mut text = self.text.borrow_mut();
        if !text.is_empty() {
            let token = Token::CharacterTokens(text.as_str().into());
            text.clear();
            text.shrink_to(ROOM);
            // Of what a text brings about, nothing is for the tokenizer.
            let _ = self.builder.process_token(token, line);
        }
    }

    /// Puts a space where a swallowed block begins or ends, so that words do not run together.
    fn keep_apart(&self, kind: Tag, line: u64) -> TokenSinkResult<Handle> {
        if kind.is_block() {
            return self.builder.process_token(Token::CharacterTokens(" ".into()), line);
        }
        TokenSinkResult::Continue
    }

    /// Gives one name to all unknown elements after the first few thousand different ones. Tells what the element is.
    fn rename(&self, name: &mut LocalName) -> Tag {
        let kind = Tag::of(name);
        if kind == Tag::Other && !self.knows(name) {
            *name = LocalName::from("x-other");
        }
        kind
    }

    /// Whether a name is short, or among the first few thousand.
    fn knows(&self, name: &LocalName) -> bool {
        if name.len() < 8 {
            return true;
        }
        let mut unknown = self.unknown.borrow_mut();
        if unknown.len() < UNKNOWN_NAMES {
            unknown.insert(name.clone());
            return true;
        }
        unknown.contains(name)
    }

    /// Keeps the first attributes, and those that mean something to the page.
    fn keep_some(&self, attributes: &mut Vec<Attribute>, limit: usize) {
        let mut seen = 0;
        attributes.retain(|attribute| {
            seen += 1;
            (seen <= limit && self.knows(&attribute.name.local))
                || KEPT_ATTRIBUTES.binary_search(&&*attribute.name.local).is_ok()
        });
    }
}

impl TokenSink for Guard {
    type Handle = Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Handle> {
        if !matches!(token, Token::ParseError(_)) {
            self.tokens.set(self.tokens.get() + 1);
        }
        match token {
            Token::CharacterTokens(text) => {
                if !self.is_full() {
                    self.text.borrow_mut().push_str(&text);
                }
                return TokenSinkResult::Continue;
            }
            Token::ParseError(_) => return TokenSinkResult::Continue,
            _ => self.flush(line),
        }
        match token {
            Token::EOFToken => self.builder.process_token(token, line),
            _ if self.is_full() => TokenSinkResult::Continue,
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => self.start(tag, line),
            Token::TagToken(tag) => self.end(tag, line),
            token => self.builder.process_token(token, line),
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.flush(0);
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Counts the tree builder's handles, and the formatting elements among them.
struct Count<'a> {
    arena: &'a Arena,
    all: Cell<usize>,
    of_them: Cell<usize>,
}

impl Tracer for Count<'_> {
    type Handle = Handle;

    fn trace_handle(&self, node: &Handle) {
        self.all.set(self.all.get() + 1);
        self.of_them.set(self.of_them.get() + usize::from(self.arena.is_formatting(*node)));
    }
}

/// The swallowed elements that are still open: a stack that knows where each name stands in it.
#[derive(Default)]
struct Swallowed {
    stack: Vec<LocalName>,
    places: HashMap<LocalName, Vec<usize>>,
}

impl Swallowed {
    fn is_empty(&self) -> bool {
        self.stack.is_empty()
    }

    fn clear(&mut self) {
        self.stack.clear();
        self.places.clear();
    }

    fn open(&mut self, name: LocalName) {
        self.places.entry(name.clone()).or_default().push(self.stack.len());
        self.stack.push(name);
    }

    /// Closes the innermost element of the name and all within it; says whether there was one.
    fn close(&mut self, name: &LocalName) -> bool {
        let Some(&place) = self.places.get(name).and_then(|places| places.last()) else { return false };
        for inner in self.stack.drain(place..) {
            if let Some(places) = self.places.get_mut(&inner) {
                places.pop();
            }
        }
        true
    }
}

/// The HTML standard's formatting elements.
pub(super) fn is_formatting(name: &str) -> bool {
    matches!(
        name,
        "a" | "b" | "big" | "code" | "em" | "font" | "i" | "nobr" | "s" | "small" | "strike" | "strong" | "tt" | "u"
    )
}

/// Elements whose content the tokenizer reads as text: they nest nothing and must not be swallowed.
const fn is_raw_text(kind: Tag) -> bool {
    matches!(kind, Tag::Script | Tag::Style | Tag::Title | Tag::Textarea | Tag::Iframe)
}
