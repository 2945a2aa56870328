//! The smallest pieces that the grammar sees: words, runs of digits and signs.
//!
//! The text's tokens follow UAX #29, which keeps "3.4m" and "RM2.05" whole; here they are split
//! where digits meet letters, and every piece learns once which parts its word can play.

use super::digits::Digits;
use super::lexicon::{Lexicon, NOTHING, Roles};
use super::roles::Begins;
use super::words::Word;
use crate::article::{Span, Text, TokenKind};
use crate::cut::Cut;
use std::ops::Range;

/// What a lexeme is.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Kind {
    /// Letters.
    Word,
    /// Digits with their separators.
    Digits(Digits),
    /// One character of punctuation, or anything that cannot be a number ("24703L202").
    Sign,
}

/// A word, a run of digits or a sign.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lexeme<'a> {
    /// Its bytes in the text.
    pub(super) span: Span,
    /// Its characters.
    pub(super) text: &'a str,
    /// What it is.
    pub(super) kind: Kind,
    /// Whether white space, or nothing, stands before it.
    pub(super) spaced: bool,
    /// The parts that the word can play.
    pub(super) roles: &'static Roles,
    /// What may begin with it here.
    pub(super) begins: Begins,
}

impl Lexeme<'_> {
    /// Whether the word can play this part.
    #[cfg_attr(target_family = "wasm", inline(never))]
    pub(super) fn is(&self, word: Word) -> bool {
        self.roles.words.has(word)
    }

    /// Whether the word can play one of these parts.
    pub(super) fn is_any(&self, words: &[Word]) -> bool {
        words.iter().any(|&word| self.is(word))
    }

    /// The digits, if it is digits.
    pub(super) const fn digits(&self) -> Option<&Digits> {
        match &self.kind {
            Kind::Digits(digits) => Some(digits),
            _ => None,
        }
    }

    /// Whether it is letters.
    pub(super) fn is_word(&self) -> bool {
        matches!(self.kind, Kind::Word)
    }

    /// Whether it is a sign of this look.
    pub(super) fn is_sign(&self, sign: &str) -> bool {
        matches!(self.kind, Kind::Sign) && self.text == sign
    }

    /// Whether it has a capital: "London", "iPhone".
    pub(super) fn is_capitalised(&self) -> bool {
        self.is_word() && self.text.chars().any(char::is_uppercase)
    }

    /// Whether it is a hyphen or a dash.
    pub(super) fn is_dash(&self) -> bool {
        matches!(self.kind, Kind::Sign) && matches!(self.text, "-" | "–" | "—" | "‐" | "‑" | "−")
    }
}

/// What a token is made of, seen in one look at its bytes.
#[derive(Clone, Copy)]
struct Makeup(u8);

impl Makeup {
    const SMALL_LETTER: u8 = 1;
    const DIGIT: u8 = 1 << 1;
    const UNDERSCORE: u8 = 1 << 2;
    const OTHER: u8 = 1 << 3;

    fn of(word: &str) -> Self {
        let of_byte = |byte: u8| match byte {
            b'a'..=b'z' => Self::SMALL_LETTER,
            b'0'..=b'9' => Self::DIGIT,
            b'_' => Self::UNDERSCORE,
            _ => Self::OTHER,
        };
        Self(word.bytes().fold(0, |all, byte| all | of_byte(byte)))
    }

    const fn has(self, what: u8) -> bool {
        self.0 & what != 0
    }

    /// Whether it is ASCII's small letters and nothing else.
    const fn is_small(self) -> bool {
        self.0 == Self::SMALL_LETTER
    }
}

/// Cuts some tokens of the text; says whether an address of the web or mail may be among them.
pub(super) fn cut<'a>(
    text: &'a Text,
    tokens: Range<u32>,
    lexicon: &'static Lexicon,
    made: &mut Vec<Lexeme<'a>>,
) -> bool {
    made.clear();
    let mut scratch = String::new();
    let mut holds_address = false;
    for token in &text.tokens()[tokens.start as usize..tokens.end as usize] {
        let word = text.slice(token.span);
        let start = token.span.start as usize;
        let makeup = Makeup::of(word);
        holds_address |= makeup.has(Makeup::UNDERSCORE)
            || token.kind == TokenKind::Sign && matches!(word.as_bytes(), [b'@' | b'/' | b'\\']);
        let mut push = |from: usize, to: usize, kind: Kind, spaced: bool| {
            let piece = word.cut(from..to);
            let roles = match kind {
                Kind::Word => {
                    let is_small = if piece.len() < word.len() { Makeup::of(piece) } else { makeup }.is_small();
                    lexicon.roles(piece, is_small, &mut scratch)
                }
                Kind::Sign => lexicon.sign(piece),
                Kind::Digits(_) => &NOTHING,
            };
            let begins = match kind {
                Kind::Word if lexicon.may_be_number(piece) => Begins::Figure,
                Kind::Digits(_) => Begins::Figure,
                Kind::Sign if makeup.has(Makeup::DIGIT) => Begins::Figure,
                // A stop or dash begins a number before which there is a space.
                Kind::Sign if !spaced && matches!(piece, "." | "-" | "–" | "—") => Begins::Nothing,
                _ => roles.begins,
            };
            let span = Span::new(start + from, start + to);
            made.push(Lexeme { span, text: piece, kind, spaced, roles, begins });
        };
        if makeup.has(Makeup::OTHER)
            && let Some(digits) = fraction(word)
        {
            push(0, word.len(), Kind::Digits(digits), token.spaced);
        } else if token.kind == TokenKind::Sign {
            push(0, word.len(), Kind::Sign, token.spaced);
        } else if !makeup.has(Makeup::DIGIT) {
            let kind = if token.kind == TokenKind::Word { Kind::Word } else { Kind::Sign };
            push(0, word.len(), kind, token.spaced);
        } else {
            split(word, token.spaced, lexicon, &mut push);
        }
    }
    holds_address
}

/// Splits a token that holds digits.
fn split(word: &str, spaced: bool, lexicon: &Lexicon, push: &mut impl FnMut(usize, usize, Kind, bool)) {
    let separators = lexicon.separators;
    let whole = |push: &mut dyn FnMut(usize, usize, Kind, bool)| push(0, word.len(), Kind::Sign, spaced);
    let first = word.bytes().position(|byte| byte.is_ascii_digit()).unwrap_or(word.len());
    let (letters, rest) = word.split_at(first);
    let length = digits_length(rest);
    let (digits, tail) = rest.split_at(length);
    let tail = tail.strip_prefix('.').map_or(tail, |after| if after.is_empty() { tail } else { after });
    let tail_at = word.len() - tail.len();
    if !letters.is_empty() {
        // "RM2.05", "USD10m", "Dec31": known prefixes only, so that "iPhone14", "G7" and "scp173m" stay whole.
        let known = lexicon.is_prefix(letters) && tail.bytes().all(|byte| !byte.is_ascii_digit());
        if !known {
            return whole(push);
        }
        push(0, first, Kind::Word, spaced);
    }
    let spaced = spaced && letters.is_empty();
    let Some(value) = Digits::read(digits, separators) else {
        push(first, first + digits.len(), Kind::Sign, spaced);
        if !tail.is_empty() {
            push(tail_at, word.len(), Kind::Word, false);
        }
        return;
    };
    if tail.bytes().any(|byte| byte.is_ascii_digit()) {
        // "32m2", "17h30": a unit with its exponent, or a clock; nothing else with digits inside is a figure.
        if lexicon.is_power(tail) {
            push(first, first + digits.len(), Kind::Digits(value), spaced);
            push(tail_at, word.len(), Kind::Word, false);
        } else if let Some(minutes) = tail.strip_prefix(['h', 'H']).filter(|rest| rest.len() == 2)
            && let Some(read) = Digits::read(minutes, separators)
            && letters.is_empty()
        {
            push(first, first + digits.len(), Kind::Digits(value), spaced);
            push(tail_at, tail_at + 1, Kind::Word, false);
            push(tail_at + 1, word.len(), Kind::Digits(read), false);
        } else {
            whole(push);
        }
        return;
    }
    push(first, first + digits.len(), Kind::Digits(value), spaced);
    if !tail.is_empty() {
        push(tail_at, word.len(), Kind::Word, false);
    }
}

/// How many bytes at the start are a number: digits, separators between digits, an exponent.
fn digits_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut at = 0;
    loop {
        while digit(at) {
            at += 1;
        }
        match bytes.get(at) {
            Some(b'.' | b',' | b'\'') if digit(at + 1) => at += 1,
            // The apostrophe and the narrow no-break space.
            Some(0xE2) if matches!(bytes.get(at + 1..at + 3), Some(&[0x80, 0x99 | 0xAF])) && digit(at + 3) => at += 3,
            _ => break,
        }
    }
    // "1e10": only digits may follow the letter.
    if matches!(bytes.get(at), Some(b'e' | b'E')) && digit(at + 1) && bytes[at + 1..].iter().all(u8::is_ascii_digit) {
        return bytes.len();
    }
    at
}

/// The value of a vulgar fraction.
fn fraction(word: &str) -> Option<Digits> {
    let value = match word {
        "½" => 0.5,
        "⅓" => 1.0 / 3.0,
        "⅔" => 2.0 / 3.0,
        "¼" => 0.25,
        "¾" => 0.75,
        "⅕" => 0.2,
        "⅖" => 0.4,
        "⅗" => 0.6,
        "⅘" => 0.8,
        "⅙" => 1.0 / 6.0,
        "⅛" => 0.125,
        "⅜" => 0.375,
        "⅝" => 0.625,
        "⅞" => 0.875,
        _ => return None,
    };
    Some(Digits { value, length: 0, grouped: false, places: None, padded: false, fraction: true, exponent: false })
}
