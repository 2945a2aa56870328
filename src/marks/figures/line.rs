//! A block's lexemes with what the grammar asks of them.

use super::lexeme::{Kind, Lexeme};
use super::lexicon::{Lexicon, Meaning, Phrase};
use super::roles::Begins;
use super::words::Word;
use crate::article::Span;

/// The lexemes of one block.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    /// The lexemes in order.
    pub(super) lexemes: &'a [Lexeme<'a>],
    /// The block's language.
    pub(super) lexicon: &'static Lexicon,
    /// Whether an address of the web or mail may be among them.
    pub(super) holds_address: bool,
}

// What the grammar asks at hundreds of places is compiled once where bytes are dear.
impl<'a> Line<'a> {
    /// The lexeme at an index.
    #[cfg_attr(target_family = "wasm", inline(never))]
    pub(super) fn at(&self, index: usize) -> Option<&'a Lexeme<'a>> {
        self.lexemes.get(index)
    }

    /// The lexeme before an index.
    #[cfg_attr(target_family = "wasm", inline(never))]
    pub(super) fn before(&self, index: usize) -> Option<&'a Lexeme<'a>> {
        self.lexemes.get(index.checked_sub(1)?)
    }

    /// Whether the lexeme plays the part.
    #[cfg_attr(target_family = "wasm", inline(never))]
    pub(super) fn is(&self, index: usize, word: Word) -> bool {
        self.at(index).is_some_and(|lexeme| lexeme.is(word))
    }

    /// Whether the lexeme plays one of the parts.
    pub(super) fn is_any(&self, index: usize, words: &[Word]) -> bool {
        self.at(index).is_some_and(|lexeme| lexeme.is_any(words))
    }

    /// Whether the lexeme is this sign.
    pub(super) fn is_sign(&self, index: usize, sign: &str) -> bool {
        self.at(index).is_some_and(|lexeme| lexeme.is_sign(sign))
    }

    /// Whether the lexeme is there and written onto the one before.
    #[cfg_attr(target_family = "wasm", inline(never))]
    pub(super) fn is_glued(&self, index: usize) -> bool {
        self.at(index).is_some_and(|lexeme| !lexeme.spaced)
    }

    /// Whether a dash stands there, written onto both its neighbours.
    pub(super) fn is_hyphen(&self, index: usize) -> bool {
        self.at(index).is_some_and(|lexeme| lexeme.is_dash() && !lexeme.spaced) && self.is_glued(index + 1)
    }

    /// The index behind a hyphen, or the same index where there is none.
    pub(super) fn past_hyphen(&self, index: usize) -> usize {
        if self.is_hyphen(index) { index + 1 } else { index }
    }

    /// Whether the lexeme's text is this, whatever its case.
    pub(super) fn says(&self, index: usize, text: &str) -> bool {
        self.at(index).is_some_and(|lexeme| same(lexeme.text, text))
    }

    /// Whether a sentence may begin at the index: the block's start, or behind a stop, colon or quotation mark.
    pub(super) fn begins(&self, index: usize) -> bool {
        self.before(index).is_none_or(|before| {
            !before.is_word()
                && before.digits().is_none()
                && !before.is_dash()
                && !matches!(before.text, "," | "’" | "'" | "%")
        })
    }

    /// Whether nothing begins at the index, neither a figure nor anything that is passed over, whatever stands before it.
    pub(super) fn is_inert(&self, index: usize) -> bool {
        let begins = |at: usize| self.lexemes.get(at).map_or(Begins::Nothing, |lexeme| lexeme.begins);
        let next = self.lexemes.get(index + 1);
        let is_inert = match begins(index) {
            Begins::Nothing => true,
            // Behind "the" and the like the telling part may stand behind another such word.
            Begins::Lead => match begins(index + 1) {
                Begins::Nothing => true,
                Begins::Lead => begins(index + 2) != Begins::Figure,
                Begins::Figure => false,
            },
            Begins::Figure => false,
        };
        // A currency's sign behind letters is read with them, and an address goes on as long as no space comes.
        is_inert
            && !next.is_some_and(|next| matches!(next.kind, Kind::Sign) && next.begins == Begins::Figure)
            && !(self.holds_address && next.is_some_and(|next| !next.spaced))
    }

    /// Whether the word means nothing to the grammar and nothing behind it changes that.
    pub(super) fn is_mute(&self, index: usize) -> bool {
        self.at(index).is_some_and(|lexeme| {
            lexeme.is_word()
                && std::ptr::eq(lexeme.roles, &raw const super::lexicon::NOTHING)
                && !self.lexicon.language.compounds
                && !lexeme.text.ends_with("fold")
                && !lexeme.text.ends_with("ties")
                && lexeme.text != "w"
                && !self.at(index + 1).is_some_and(|next| {
                    !next.is_word()
                        && next.digits().is_none()
                        && !next.spaced | (next.text.len() < 4)
                        && next.roles.currency.is_some()
                        || next.is_sign("=")
                })
        })
    }

    /// The bytes from one index to behind another.
    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        let start = self.at(from).map_or(0, |lexeme| lexeme.span.start);
        let end = self.before(to).map_or(start, |lexeme| lexeme.span.end);
        Span { start, end: end.max(start) }
    }

    /// The first phrase at the index whose meaning is wanted, and the index behind it.
    pub(super) fn phrase<T>(&self, index: usize, wanted: impl Fn(Meaning) -> Option<T>) -> Option<(T, usize)> {
        let first = self.at(index)?;
        first.roles.phrases.iter().find_map(|phrase| {
            let meaning = wanted(phrase.meaning)?;
            self.follows(index, phrase).then_some((meaning, index + 1 + phrase.rest.len()))
        })
    }

    fn follows(&self, index: usize, phrase: &Phrase) -> bool {
        phrase.rest.iter().enumerate().all(|(offset, word)| self.says(index + 1 + offset, word))
    }
}

/// Whether two words are the same but for their case; `lower` is in lower case.
pub(super) fn same(word: &str, lower: &str) -> bool {
    if word.is_ascii() {
        word.eq_ignore_ascii_case(lower)
    } else {
        word.len() < 64 && word.chars().flat_map(char::to_lowercase).eq(lower.chars())
    }
}
