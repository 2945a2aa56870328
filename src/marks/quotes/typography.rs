//! Quotation marks: which characters open and close what, and which apostrophes are none of them.

use crate::cut::Cut;

/// A pair of marks that belong together. Straight and curly marks of one weight pair with each other, because
/// pages mix them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Pair {
    /// “…” "…" „…“ ”…”
    Double,
    /// ‘…’ '…' ‚…‘
    Single,
    /// «…» »…«
    Guillemet,
    /// ‹…› ›…‹
    SingleGuillemet,
    /// 「…」
    Corner,
    /// 『…』
    DoubleCorner,
    /// No marks in the text: a `q`, for which the browser draws them.
    Inline,
    /// No marks: a block quotation.
    Block,
    /// No marks: a line of an interview behind its label.
    Line,
}

/// What a mark does by its shape alone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Shape {
    /// Always opens.
    Opens,
    /// Always closes.
    Closes,
    /// Opens as a rule; closes in some languages.
    MostlyOpens,
    /// Closes as a rule; opens in some languages.
    MostlyCloses,
    /// Says nothing by its shape.
    Either,
}

/// One row a mark.
const MARKS: &[(char, Pair, Shape)] = &[
    ('"', Pair::Double, Shape::Either),
    ('＂', Pair::Double, Shape::Either),
    ('“', Pair::Double, Shape::MostlyOpens), // closes in German, Czech, Bulgarian: „…“
    ('”', Pair::Double, Shape::MostlyCloses), // opens in Swedish and Finnish: ”…”
    ('„', Pair::Double, Shape::Opens),
    ('‟', Pair::Double, Shape::Opens),
    ('〝', Pair::Double, Shape::Opens),
    ('〞', Pair::Double, Shape::Closes),
    ('\'', Pair::Single, Shape::Either),
    ('‘', Pair::Single, Shape::MostlyOpens),  // closes in German: ‚…‘
    ('’', Pair::Single, Shape::MostlyCloses), // an apostrophe far more often than not
    ('‚', Pair::Single, Shape::Opens),
    ('‛', Pair::Single, Shape::Opens),
    ('«', Pair::Guillemet, Shape::MostlyOpens), // closes in German books and Danish: »…«
    ('»', Pair::Guillemet, Shape::MostlyCloses),
    ('‹', Pair::SingleGuillemet, Shape::MostlyOpens),
    ('›', Pair::SingleGuillemet, Shape::MostlyCloses),
    ('「', Pair::Corner, Shape::Opens),
    ('」', Pair::Corner, Shape::Closes),
    ('『', Pair::DoubleCorner, Shape::Opens),
    ('』', Pair::DoubleCorner, Shape::Closes),
];

/// What a token is as a mark, if it is one.
pub(super) fn mark(word: &str) -> Option<(char, Pair, Shape)> {
    // These two are the only ones of ASCII, with which nearly all tokens begin.
    if word.as_bytes().first().is_some_and(|&first| first.is_ascii() && !matches!(first, b'"' | b'\'')) {
        return None;
    }
    let mut characters = word.chars();
    let first = characters.next()?;
    if characters.next().is_some() || first.is_alphanumeric() {
        return None;
    }
    MARKS.iter().copied().find(|row| row.0 == first)
}

/// Words that begin with an apostrophe where letters are left out; lower case, without the apostrophe.
const CLIPPED: &[&str] = &[
    "bout", "cause", "cept", "em", "er", "fraid", "im", "kay", "n", "neath", "nother", "nuff", "round", "s", "scuse",
    "sup", "til", "till", "tis", "twas", "twere", "twill", "tude", "un", "cos", "cuz", "hood", "burbs",
];

/// Whether an apostrophe before this word stands for letters or digits left out ('em, '90s, ’n’).
pub(super) fn is_clipped(word: &str) -> bool {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 2 && matches!(word.cut(digits..), "" | "s" | "er" | "ers") {
        return true;
    }
    word.len() <= 7 && CLIPPED.iter().any(|clipped| word.eq_ignore_ascii_case(clipped))
}
