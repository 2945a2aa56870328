//! The text outside the quotes: each token's classes, which stretch covers it, and the sentences as they run
//! around the quotes rather than through them.

use super::lexicon::{Classes, classes};
use super::scan::Stretch;
use super::typography::Pair;
use crate::article::{Span, Text};
use crate::table::listed;

/// A text with its stretches, ready for questions about the words around them.
pub(super) struct Frame<'a> {
    /// The text.
    pub(super) text: &'a Text,
    classes: Vec<Classes>,
    /// For each token: one more than the index of the stretch that covers it; 0 outside.
    cover: Vec<u32>,
    /// For each token: the first token of its sentence.
    start: Vec<u32>,
    /// For each token: behind the last token of its sentence.
    end: Vec<u32>,
    /// The stretches.
    pub(super) stretches: &'a [Stretch],
}

impl<'a> Frame<'a> {
    /// Reads the text around the stretches.
    pub(super) fn new(text: &'a Text, stretches: &'a [Stretch]) -> Self {
        let count = text.tokens().len();
        let mut cover = vec![0; count];
        for (index, stretch) in stretches.iter().enumerate() {
            for covered in &mut cover[stretch.first..stretch.end] {
                *covered = index as u32 + 1;
            }
        }
        let classes = (0..count).map(|token| classes(text.token(token))).collect();
        let mut frame = Self { text, classes, cover, start: vec![0; count], end: vec![0; count], stretches };
        frame.cut();
        frame
    }

    /// The word of a token.
    pub(super) fn word(&self, token: usize) -> &'a str {
        self.text.token(token)
    }

    /// Whether a token is in any of these classes.
    #[cfg_attr(target_family = "wasm", inline(never))]
    pub(super) fn is(&self, token: usize, classes: Classes) -> bool {
        self.classes.get(token).is_some_and(|found| found.any(classes))
    }

    /// Whether a token is this word, in any case.
    pub(super) fn says(&self, token: usize, word: &str) -> bool {
        self.word(token).eq_ignore_ascii_case(word)
    }

    /// The stretch that covers a token.
    pub(super) fn stretch_at(&self, token: usize) -> Option<usize> {
        self.cover.get(token).and_then(|&cover| (cover as usize).checked_sub(1))
    }

    /// The sentence that a token stands in.
    pub(super) fn sentence(&self, token: usize) -> (usize, usize) {
        (self.start[token] as usize, self.end[token] as usize)
    }

    /// The tokens of a block.
    pub(super) fn block(&self, block: usize) -> (usize, usize) {
        let tokens = &self.text.blocks()[block].tokens;
        (tokens.start as usize, tokens.end as usize)
    }

    /// The bytes of a run of tokens.
    pub(super) fn span(&self, first: usize, end: usize) -> Span {
        let tokens = self.text.tokens();
        Span { start: tokens[first].span.start, end: tokens[end - 1].span.end }
    }

    /// Whether a token stands right behind the one before it.
    pub(super) fn attached(&self, token: usize) -> bool {
        self.text.tokens().get(token).is_some_and(|token| !token.spaced)
    }

    /// The last token inside a stretch's marks.
    pub(super) fn last_inside(&self, stretch: &Stretch) -> usize {
        if stretch.closed && stretch.pair != Pair::Inline {
            stretch.end.saturating_sub(2).max(stretch.first)
        } else {
            stretch.end - 1
        }
    }

    /// Whether the sentence goes on behind a question or exclamation inside the marks, as in “Why?” Ada Moss asked.
    fn is_tagged(&self, mut token: usize, end: usize) -> bool {
        let limit = end.min(token + 8);
        let first = token;
        while token < limit && self.cover[token] == 0 {
            if token > first && self.is(token, Classes::SPEECH) && !self.is(token, Classes::CAPITAL) {
                return true;
            }
            let named = self.is(token, Classes::CAPITAL | Classes::PRONOUN | Classes::TITLE | Classes::ADVERB);
            if !named && !listed(". - , the a", self.word(token)) {
                return false;
            }
            token += 1;
        }
        false
    }

    /// Whether a stretch ends the sentence that it stands in.
    fn ends_sentence(&self, stretch: &Stretch, block_end: usize) -> bool {
        let next = stretch.end;
        if next >= block_end || !stretch.closed {
            return true;
        }
        let last = self.word(self.last_inside(stretch));
        let lower = self.word(next).chars().next().is_some_and(char::is_lowercase);
        let sign = !self.is(next, Classes::WORD) && self.cover[next] == 0;
        match last {
            "." | "…" | "。" => !lower && !listed(", - — – ― ( [ . ; :", self.word(next)),
            "!" | "?" => !lower && !sign && !self.is_tagged(next, block_end),
            _ => false,
        }
    }

    fn cut(&mut self) {
        let text = self.text;
        for block in text.blocks() {
            let (block_start, block_end) = (block.tokens.start as usize, block.tokens.end as usize);
            let mut sentences = text.sentences()[block.sentences.start as usize..block.sentences.end as usize].iter();
            let mut sentence_end = sentences.next().map_or(block_end, |sentence| sentence.tokens.end as usize);
            let (mut start, mut at) = (block_start, block_start);
            while at < block_end {
                let ends = if let Some(index) = self.stretch_at(at) {
                    let stretch = &self.stretches[index];
                    at = stretch.end;
                    self.ends_sentence(stretch, block_end)
                } else {
                    at += 1;
                    at == sentence_end
                };
                while sentence_end <= at && sentence_end < block_end {
                    sentence_end = sentences.next().map_or(block_end, |sentence| sentence.tokens.end as usize);
                }
                if ends || at >= block_end {
                    self.start[start..at].fill(start as u32);
                    self.end[start..at].fill(at as u32);
                    start = at;
                }
            }
        }
    }
}
