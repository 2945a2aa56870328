//! HTML into a page, by `html5ever`.
//!
//! The parser moves nodes about (misnested tags, text in tables), so it first fills a small arena of
//! linked nodes, which one walk then writes into the page's columns. Between tokenizer and tree
//! builder stands a guard that keeps hostile nesting from costing more than honest text.

mod arena;
mod column;
mod guard;
mod thin;

use super::{Limits, Page, PageError};
use crate::cut::Cut;
use arena::Arena;
use guard::Guard;
use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::Tokenizer;
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};

/// How many bytes the tokenizer is given at a time.
const CHUNK: usize = 16 << 10;

/// After how many chunks without a single token a tag may be one whose attributes never end.
const SILENT_CHUNKS: usize = 2;

impl Page {
    /// Parses HTML as a browser without scripting would, but for parts that a server sent late (React's streaming), which
    /// are put where its scripts would put them.
    ///
    /// Templates are left out, but for declarative shadow roots, which are shown. Elements deeper than
    /// [`Limits::depth`] are read as if their tags were not there; their text is kept.
    ///
    /// # Errors
    /// When a limit is passed.
    pub fn from_html(html: &str, limits: Limits) -> Result<Self, PageError> {
        if html.len() > limits.bytes {
            return Err(PageError::TooManyBytes { limit: limits.bytes });
        }
        let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
        let guard = Guard::new(TreeBuilder::new(Arena::new(), options), limits);
        let tokenizer = Tokenizer::new(guard, Default::default());
        let queue = BufferQueue::default();
        let feed = |piece: &str| {
            queue.push_back(StrTendril::from_slice(piece));
            while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
        };
        let (mut at, mut tokens) = (0, 0);
        let mut silence = Silence::default();
        while at < html.len() && !tokenizer.sink.is_full() {
            let end = boundary(html, at + CHUNK);
            let chunk = html.cut(at..end);
            if !silence.is_suspicious() {
                feed(chunk);
                at = end;
            } else {
                // Up to the next place where the silent tag or comment could end, and no further.
                let end = chunk.find('>').map_or(chunk.len(), |end| end + 1);
                feed(&thin::thin(chunk.cut(..end)));
                at += end;
            }
            let now = tokenizer.sink.tokens();
            if now != tokens {
                silence = Silence::default();
            } else if !silence.is_suspicious() {
                silence.add(chunk);
            }
            tokens = now;
        }
        tokenizer.end();
        tokenizer.sink.into_arena().into_page(html.len(), limits)
    }
}

/// What the tokenizer has been given since its last token.
#[derive(Default)]
struct Silence {
    chunks: usize,
    bytes: usize,
    /// Signs that can stand between two attributes.
    separators: usize,
}

impl Silence {
    fn add(&mut self, chunk: &str) {
        self.chunks += 1;
        self.bytes += chunk.len();
        self.separators +=
            chunk.bytes().filter(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'"' | b'\'')).count();
    }

    /// Whether this may be thousands of attributes. A picture in a `data:` address has a slash in 64
    /// characters, and is let pass up to some megabytes.
    const fn is_suspicious(&self) -> bool {
        self.chunks >= SILENT_CHUNKS
            && (self.separators > 4_000 && self.separators * 40 > self.bytes || self.separators > 30_000)
    }
}

/// The nearest character boundary at or below a byte offset.
fn boundary(text: &str, offset: usize) -> usize {
    if offset >= text.len() {
        return text.len();
    }
    (0..=offset).rev().find(|&offset| text.is_char_boundary(offset)).unwrap_or(0)
}
