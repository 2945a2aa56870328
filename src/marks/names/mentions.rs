//! From labels to mentions: spans with a kind, tidied at the edges.

use super::NameKind;
use super::cues;
use super::document::Document;
use super::labels::{Label, Part};
use super::units::{Case, Word};
use crate::article::{Span, Text};
use crate::table::listed;
use std::ops::Range;

/// One mention of a name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Mention {
    /// Its units.
    pub units: Range<usize>,
    /// Its bytes in the text.
    pub span: Span,
    /// What it names.
    pub kind: NameKind,
}

/// The mentions that labels say, in order.
#[must_use]
pub(super) fn of(document: &Document, text: &Text, labels: &[Label]) -> Vec<Mention> {
    let mut mentions: Vec<Mention> = Vec::new();
    let mut at = 0;
    while at < labels.len() {
        let start = at;
        at += 1;
        let Some(kind) = labels[start].kind() else { continue };
        while at < labels.len() && labels[at - 1].is_open() {
            at += 1;
        }
        let Some(mut mention) = tidy(document, text, start..at, kind) else { continue };
        if mention.kind == NameKind::Organisation && is_dateline(document, text, &mention) {
            mention.kind = NameKind::Place;
        }
        match mentions.last_mut() {
            Some(last) if saint(document, last, &mention) => {
                last.units.end = mention.units.end;
                last.span.end = mention.span.end;
            }
            _ => mentions.push(mention),
        }
    }
    mentions
}

/// Whether two places side by side are one: "St." and what follows it.
fn saint(document: &Document, before: &Mention, mention: &Mention) -> bool {
    before.kind == NameKind::Place
        && mention.kind == NameKind::Place
        && before.units.len() == 1
        && before.units.end == mention.units.start
        && document.units.word(before.units.start).cues & cues::ABBREVIATION != 0
}

/// Whether a mention is where a report was sent from: "KYIV, Ukraine (AP) —" begins its block in capitals, and a dash
/// ends what stands behind it in commas or brackets.
fn is_dateline(document: &Document, text: &Text, mention: &Mention) -> bool {
    /// Units of a dateline at most, behind the place.
    const LONGEST: usize = 12;
    let units = &document.units;
    let Ok(block) = units.blocks.binary_search_by_key(&mention.units.start, |block| block.start) else { return false };
    let end = units.blocks[block].end.min(mention.units.end + LONGEST);
    let sign = |unit: usize| text.slice(units.units[unit].span);
    mention.units.clone().all(|unit| units.word(unit).case == Case::Capitals)
        && mention.units.end < end
        && matches!(sign(mention.units.end), "," | "(")
        && (mention.units.end..end)
            .take_while(|&unit| units.word(unit).case != Case::Lower)
            .any(|unit| matches!(sign(unit), "—" | "–" | "-" | "--"))
}

/// Takes off what is no part of a name, and gives nothing where no name is left.
fn tidy(document: &Document, text: &Text, mut units: Range<usize>, kind: NameKind) -> Option<Mention> {
    /// Units of a name at most: what is longer is none, and would make the work below grow with its square.
    const LONGEST: usize = 64;
    if units.len() > LONGEST {
        return None;
    }
    let word = |unit: usize| -> &Word { document.units.word(unit) };
    // "Ohio Gov. Ann Hale": the name begins behind the title.
    if kind == NameKind::Person
        && let Some(title) = (units.start..units.end - 1).rev().find(|&unit| is_short_title(word(unit)))
    {
        units.start = title + 1;
    }
    loop {
        let first = word(units.start);
        let last = word(units.end - 1);
        if first.case == Case::Sign && units.len() > 1 {
            units.start += 1;
        } else if (last.case == Case::Sign && !closes(document, text, &units)) && units.len() > 1 {
            units.end -= 1;
        } else if kind == NameKind::Person && units.len() > 1 && is_title(first) && first.case.is_capital() {
            units.start += 1;
        } else {
            break;
        }
    }
    let first = word(units.start);
    let behind = text.slice(document.units.units.get(units.end).map_or(Span::default(), |unit| unit.span));
    if kind == NameKind::Place && listed("$ dollar dollars Dollar Dollars", behind) {
        return None;
    }
    if units.len() == 1 && !can_stand_alone(first, kind) {
        return None;
    }
    let mut span =
        Span { start: document.units.units[units.start].span.start, end: document.units.units[units.end - 1].span.end };
    // The stop behind a lone initial, "Plan B.", belongs to the sentence; that of "U.S." to the name.
    let last = text.slice(document.units.units[units.end - 1].span);
    if last.ends_with('.')
        && last.chars().filter(|&character| character == '.').count() == 1
        && word(units.end - 1).cues & cues::ABBREVIATION == 0
    {
        span.end -= 1;
    }
    Some(Mention { units, span, kind })
}

/// Whether a single word can be a name: not a sign, not a word for where someone is from or belongs, not a lone title.
fn can_stand_alone(word: &Word, kind: NameKind) -> bool {
    match kind {
        NameKind::Place if word.cues & cues::DEMONYM != 0 => false,
        NameKind::Person if word.cues & cues::MEMBERS != 0 || is_short_title(word) => false,
        _ => word.case >= Case::Number,
    }
}

/// Whether the sign at the end belongs to the name: a bracket whose partner is within, "!" of "Yahoo!".
fn closes(document: &Document, text: &Text, units: &Range<usize>) -> bool {
    let sign = text.slice(document.units.units[units.end - 1].span);
    sign == ")" && units.clone().any(|unit| text.slice(document.units.units[unit].span) == "(")
}

/// Titles written short: "Gov.", "Dr".
fn is_short_title(word: &Word) -> bool {
    const SHORT_TITLE: u32 = cues::TITLE | cues::ABBREVIATION;
    word.cues & SHORT_TITLE == SHORT_TITLE && word.case == Case::Capital
}

/// Titles that stand before a person's name and are no part of it. "King" and "Pope" are family names too, but not where
/// another name follows.
fn is_title(word: &Word) -> bool {
    word.cues & cues::TITLE != 0 && (word.cues & cues::RANK != 0 || !word.given && !word.family)
}

/// The part of a unit in a mention of `length` units.
#[must_use]
pub fn part(index: usize, length: usize) -> Part {
    match (index, length) {
        (_, 1) => Part::Unit,
        (0, _) => Part::Begin,
        (index, length) if index + 1 == length => Part::Last,
        _ => Part::Inside,
    }
}
