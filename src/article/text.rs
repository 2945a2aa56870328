//! The running text, cut into blocks, sentences and tokens.

use super::sentences;
use super::words::Words;
use crate::cut::Cut;
use crate::page::Tag;

/// A range of bytes, end-exclusive, on character boundaries of the text that it belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// Behind the last byte.
    pub end: u32,
}

impl Span {
    /// The range `start..end`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end as u32 }
    }

    /// The range for slicing.
    #[must_use]
    pub const fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Its length in bytes.
    #[must_use]
    pub const fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the two share a byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies within.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// What a block is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BlockKind {
    /// A paragraph, or any text of its own.
    Paragraph,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// An item of a list.
    ListItem,
    /// A cell of a table.
    Cell,
    /// Preformatted text.
    Code,
}

/// A block of the running text.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its bytes in the text, without the separator that follows.
    pub span: Span,
    /// Whether it stands in a `blockquote`.
    pub quoted: bool,
    /// Its tokens, as indices into [`Text::tokens`].
    pub tokens: std::ops::Range<u32>,
    /// Which of the text's languages it is in, from 1; 0 for the page's own. [`Text::language`] tells its name.
    language: u32,
    /// Its sentences, as indices into [`Text::sentences`].
    pub sentences: std::ops::Range<u32>,
}

/// A sentence; sentences never cross blocks. Its bytes are [`Text::sentence`]'s to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens, as indices into [`Text::tokens`].
    pub tokens: std::ops::Range<u32>,
}

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum TokenKind {
    /// Begins with a letter.
    Word,
    /// Begins with a digit.
    Number,
    /// Anything else: punctuation and signs, one character each.
    Sign,
}

/// A word by Unicode's segmentation (UAX #29), or a sign; white space makes none.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Token {
    /// Its bytes in the text.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// Whether white space, or nothing, stands before it.
    pub spaced: bool,
}

/// A block of more bytes than this is counted before it is cut.
#[cfg(not(target_family = "wasm"))]
const LONG: usize = 1 << 20;

/// Running text with its blocks, sentences and tokens.
#[derive(Clone, Debug, Default)]
pub struct Text {
    string: String,
    blocks: Vec<Block>,
    sentences: Vec<Sentence>,
    tokens: Vec<Token>,
    elements: Vec<(Tag, Span)>,
    /// Of blocks that are not in the page's own language; of several together once.
    languages: Vec<Box<str>>,
}

impl Text {
    /// Text as it was given: every line that is not blank is a block.
    #[must_use]
    pub fn from_plain(text: &str) -> Self {
        let mut made = Self::default();
        for line in text.split_inclusive('\n') {
            let trimmed = line.trim();
            if !trimmed.is_empty() {
                let before = line.len() - line.trim_start().len();
                made.string.push_str(line.cut(..before));
                let start = made.string.len();
                made.string.push_str(trimmed);
                made.close_block(BlockKind::Paragraph, start, false, None);
                made.string.push_str(line.cut(before + trimmed.len()..));
            } else {
                made.string.push_str(line);
            }
        }
        made
    }

    /// The whole text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.string
    }

    /// The words of a span.
    #[cfg_attr(target_family = "wasm", inline(never))]
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.string.cut(span.range())
    }

    /// The blocks in order.
    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The sentences in order.
    #[must_use]
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// The tokens in order.
    #[must_use]
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// Where the text stands in a `q` or a `cite`: the outermost ones, in order, each within one block.
    #[must_use]
    pub fn elements(&self) -> &[(Tag, Span)] {
        &self.elements
    }

    /// A block's language where the page says one that differs from the page's own (BCP 47).
    #[must_use]
    pub fn language(&self, block: &Block) -> Option<&str> {
        let index = (block.language as usize).checked_sub(1)?;
        self.languages.get(index).map(|language| &**language)
    }

    /// A sentence's bytes in the text, without white space around it.
    #[cfg_attr(target_family = "wasm", inline(never))]
    #[must_use]
    pub fn sentence(&self, sentence: &Sentence) -> Span {
        let tokens = &self.tokens[sentence.tokens.start as usize..sentence.tokens.end as usize];
        let ends = tokens.first().zip(tokens.last());
        ends.map_or(Span::default(), |(first, last)| Span { start: first.span.start, end: last.span.end })
    }

    /// The token's words.
    #[must_use]
    pub fn token(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |token| self.slice(token.span))
    }

    /// How many words there are.
    #[must_use]
    pub fn words(&self) -> usize {
        self.tokens.iter().filter(|token| token.kind != TokenKind::Sign).count()
    }

    pub(super) fn set_elements(&mut self, elements: Vec<(Tag, Span)>) {
        self.elements = elements;
    }

    pub(super) fn string_mut(&mut self) -> &mut String {
        &mut self.string
    }

    /// Makes what was written since `start` a block: tokens and sentences are cut here.
    pub(super) fn close_block(&mut self, kind: BlockKind, start: usize, quoted: bool, language: Option<&str>) {
        if let Some(language) = language
            && self.languages.last().is_none_or(|last| **last != *language)
        {
            self.languages.push(language.into());
        }
        let first_token = self.tokens.len();
        let first_sentence = self.sentences.len();
        let block = self.string.cut(start..);
        #[cfg(not(target_family = "wasm"))]
        if block.len() > LONG {
            // A list that doubles as it grows holds three times what it needs.
            self.tokens.reserve_exact(Words::of(block).filter(|(_, word)| !word.trim_start().is_empty()).count());
        }
        let mut spaced = true;
        for (offset, word) in Words::of(block) {
            let Some(first) = word.chars().next() else { continue };
            if first.is_whitespace() {
                spaced = true;
                continue;
            }
            let kind = if first.is_numeric() {
                TokenKind::Number
            } else if first.is_alphabetic() {
                TokenKind::Word
            } else {
                TokenKind::Sign
            };
            let at = start + offset;
            self.tokens.push(Token { span: Span::new(at, at + word.len()), kind, spaced });
            spaced = false;
        }
        sentences::cut(&self.string, &self.tokens, first_token, &mut self.sentences);
        self.blocks.push(Block {
            kind,
            span: Span::new(start, self.string.len()),
            quoted,
            language: if language.is_some() { self.languages.len() as u32 } else { 0 },
            tokens: first_token as u32..self.tokens.len() as u32,
            sentences: first_sentence as u32..self.sentences.len() as u32,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_know_their_languages() {
        let languages = [None, Some("de"), Some("de"), None, Some("fr"), Some("de"), None];
        let mut text = Text::default();
        for language in languages {
            let start = text.string.len();
            text.string.push_str("Rain. ");
            text.close_block(BlockKind::Paragraph, start, false, language);
        }
        let found: Vec<Option<&str>> = text.blocks().iter().map(|block| text.language(block)).collect();
        assert_eq!(found, languages);
        assert_eq!(text.languages.len(), 3);
    }
}
