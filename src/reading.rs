//! The result as Rust, JavaScript and the command give it, and nothing else.
//!
//! Every offset is in UTF-16 code units into [`Reading::text`], end-exclusive, so that
//! `text.slice(start, end)` works in JavaScript.

use crate::article::{Article, Item, Span, Store, Text};
use crate::clutter::{self, Reason, Verdict, Verdicts};
use crate::cut::Cut;
use crate::marks::figures::{FigureKind, Modifier};
use crate::marks::names::NameKind;
use crate::marks::{self, Marks};
use crate::page::{Metadata, NodeId, Page, Source};
use serde::Serialize;
use std::borrow::Cow;

/// What a page says, without the clutter, with its marks.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Reading {
    /// The article's title without the site's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The authors' names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub byline: Option<String>,
    /// The site's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
    /// When it was first published, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// When it was last changed, ISO 8601.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modified: Option<String>,
    /// The language, a BCP 47 tag.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// `ltr` or `rtl`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<String>,
    /// A sentence or two about the piece, as the page gives it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub excerpt: Option<String>,
    /// The lead picture's absolute address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    /// The page's own address, absolute.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// How many words the text has.
    pub words: usize,
    /// How many minutes a fast and a slow reader take.
    pub minutes: (usize, usize),
    /// The body: blocks joined by an empty line, list items and table rows by a line break.
    pub text: String,
    /// Captions of pictures and tables.
    pub captions: Vec<String>,
    /// Safe HTML with the marks in place, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub html: Option<String>,
    /// Who said what.
    pub quotes: Vec<Quote>,
    /// How much and when.
    pub figures: Vec<Figure>,
    /// Who is who.
    pub names: Vec<Name>,
    /// What was left out of the page and why.
    pub removed: Vec<Removed>,
    /// Where the text of each node of [`Options::keep`](crate::Options::keep) stands, in their order; empty for one
    /// without text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kept: Vec<Range>,
}

/// A range of UTF-16 code units in [`Reading::text`], end-exclusive.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Range {
    /// The first unit.
    pub start: usize,
    /// Behind the last unit.
    pub end: usize,
}

/// Words given as spoken or written by someone.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Quote {
    /// Unique within the reading: `q1`, `q2`, …
    pub id: String,
    /// Where its first opening mark begins.
    pub start: usize,
    /// Behind its last closing mark.
    pub end: usize,
    /// The quoted stretches, marks included.
    pub segments: Vec<Range>,
    /// Who said it, where the text tells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker: Option<Speaker>,
    /// The words that say that it is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cue: Option<Range>,
}

/// Who said a quote.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Speaker {
    /// The words that name the speaker.
    pub mention: Range,
    /// The id of the name that they stand for, when it is known.
    pub name: Option<String>,
}

/// A number, amount or date with its value.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Figure {
    /// Unique within the reading: `f1`, `f2`, …
    pub id: String,
    /// Where the number and the words that make its unit begin.
    pub start: usize,
    /// Behind them.
    pub end: usize,
    /// The words.
    pub text: String,
    /// What it is.
    pub kind: FigureKind,
    /// The value, where one number says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// The lower end of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    /// The upper end of a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
    /// ISO 4217 code for money, UCUM-style or plain singular unit else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<Cow<'static, str>>,
    /// The unit in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit_name: Option<Cow<'static, str>>,
    /// ISO 8601 (or EDTF-like partial) form of a date, time or duration.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iso: Option<String>,
    /// How exactly it is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modifier: Option<Modifier>,
}

/// Someone or something named.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Name {
    /// Unique within the reading: `n1`, `n2`, …
    pub id: String,
    /// What it names.
    pub kind: NameKind,
    /// The fullest form in the text.
    pub name: String,
    /// Where it is mentioned, in order.
    pub mentions: Vec<Range>,
}

/// A part of the page that was left out.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Removed {
    /// Why.
    pub reason: &'static str,
    /// How many words it had.
    pub words: usize,
    /// Its first words.
    pub text: String,
    /// Its number in the snapshot that the page was read from: it leads back to the live page, and tells
    /// [`Options::keep`](crate::Options::keep) what to put back. None for a page that was no snapshot.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub node: Option<u32>,
}

impl Reading {
    /// Puts the parts together.
    #[must_use]
    pub fn new(metadata: Metadata, article: &Article, marks: &Marks, removed: Vec<Removed>) -> Self {
        let words = article.text.words();
        let (quotes, figures, names) = marked(&article.text, marks);
        Self {
            title: metadata.title,
            byline: metadata.byline,
            site: metadata.site,
            published: metadata.published,
            modified: metadata.modified,
            language: metadata.language,
            direction: metadata.direction,
            excerpt: metadata.excerpt,
            image: metadata.image,
            url: metadata.canonical,
            words,
            minutes: minutes(words),
            text: article.text.as_str().to_owned(),
            captions: article.captions.iter().map(|span| article.aside.cut(span.range()).to_owned()).collect(),
            html: None,
            quotes,
            figures,
            names,
            removed,
            kept: Vec::new(),
        }
    }
}

/// The marks of a text with offsets in UTF-16 code units.
#[must_use]
pub fn marked(text: &Text, marks: &Marks) -> (Vec<Quote>, Vec<Figure>, Vec<Name>) {
    let units = Units::of(text.as_str());
    let id = |letter: char, index: usize| format!("{letter}{}", index + 1);
    let quote = |(index, quote): (usize, &marks::Quote)| Quote {
        id: id('q', index),
        start: units.offset(quote.span.start),
        end: units.offset(quote.span.end),
        segments: quote.segments.iter().map(|&span| units.range(span)).collect(),
        speaker: quote.speaker.map(|speaker| Speaker {
            mention: units.range(speaker.mention),
            name: speaker.name.map(|index| id('n', index)),
        }),
        cue: quote.cue.map(|span| units.range(span)),
    };
    let figure = |(index, figure): (usize, &marks::Figure)| Figure {
        id: id('f', index),
        start: units.offset(figure.span.start),
        end: units.offset(figure.span.end),
        text: text.slice(figure.span).to_owned(),
        kind: figure.kind,
        value: figure.value,
        low: figure.low,
        high: figure.high,
        unit: figure.unit.clone(),
        unit_name: figure.unit_name.clone(),
        iso: figure.iso.clone(),
        modifier: figure.modifier,
    };
    let name = |(index, name): (usize, &marks::Name)| Name {
        id: id('n', index),
        kind: name.kind,
        name: name.name.clone(),
        mentions: name.mentions.iter().map(|&span| units.range(span)).collect(),
    };
    (
        marks.quotes.iter().enumerate().map(quote).collect(),
        marks.figures.iter().enumerate().map(figure).collect(),
        marks.names.iter().enumerate().map(name).collect(),
    )
}

/// Minutes for a fast and a slow reader, at 258 and 198 words a minute: one standard deviation about the mean for
/// English in the International Reading Speed Texts (Trauzettel-Klosinski and Dietz, 2012).
fn minutes(words: usize) -> (usize, usize) {
    ((words / 258).max(1), (words / 198).max(1))
}

/// What the verdicts left out: every largest part with words in it, in order.
#[must_use]
pub fn removed(page: &Page, verdicts: &Verdicts) -> Vec<Removed> {
    let mut list = Vec::new();
    let end = page.end(NodeId::DOCUMENT);
    let mut at = NodeId::DOCUMENT;
    while at < end {
        let Verdict::Drop(reason) = verdicts.of(at) else {
            at = NodeId(at.0 + 1);
            continue;
        };
        if reason != Reason::NotText {
            let (words, text) = gist(page, at);
            if words > 0 {
                let node = (page.source() == Source::Snapshot).then_some(at.0);
                list.push(Removed { reason: reason.name(), words, text, node });
            }
        }
        at = page.end(at);
    }
    list
}

/// Where the text of each node and of what is below it stands.
#[must_use]
pub fn kept(page: &Page, article: &Article, nodes: &[NodeId]) -> Vec<Range> {
    let units = Units::of(article.text.as_str());
    let range = |&node: &NodeId| {
        let mut span = Span::new(0, 0);
        for item in &article.items {
            if let Item::Run(run) = item
                && run.store == Store::Text
                && node.index() < page.len()
                && page.contains(node, run.node)
            {
                span = Span { start: if span.end == 0 { run.span.start } else { span.start }, ..run.span };
            }
        }
        units.range(span)
    };
    nodes.iter().map(range).collect()
}

/// How many words a subtree shows, and the first of them.
fn gist(page: &Page, node: NodeId) -> (usize, String) {
    const FIRST_WORDS: usize = 12;
    let (mut words, mut text) = (0, String::new());
    let (mut taken, mut more) = (0, false);
    let mut at = node;
    while at < page.end(node) {
        if page.tag(at).is_silent() {
            at = page.end(at);
            continue;
        }
        let shown = page.text(at);
        let count = clutter::count_words(shown);
        words += count;
        at = NodeId(at.0 + 1);
        if more || count == 0 {
            continue;
        }
        let mut shown = shown.split_whitespace();
        for word in shown.by_ref().take(FIRST_WORDS - taken) {
            if !text.is_empty() {
                text.push(' ');
            }
            text.extend(word.chars().take(64));
            taken += 1;
        }
        more = shown.next().is_some();
    }
    if more {
        text.push('…');
    }
    (words, text)
}

/// How many UTF-16 units the characters take that begin in these bytes.
fn units_of(bytes: &[u8]) -> u32 {
    bytes.iter().map(|&byte| u32::from(byte & 0xc0 != 0x80) + u32::from(byte >= 0xf0)).sum()
}

/// Turns byte offsets into UTF-16 offsets: the count at every 64th byte, and a short walk from there.
struct Units<'a> {
    text: &'a str,
    /// UTF-16 units before the character that holds byte `64 * index`; empty where the text is ASCII.
    at: Vec<u32>,
}

impl<'a> Units<'a> {
    const STEP: usize = 64;

    fn of(text: &'a str) -> Self {
        let mut at = Vec::new();
        if !text.is_ascii() {
            let mut units = 0;
            for (step, bytes) in text.as_bytes().chunks(Self::STEP).enumerate() {
                let begun = &text.as_bytes()[Self::begin(text, step)..step * Self::STEP];
                at.push(units - units_of(begun));
                units += units_of(bytes);
            }
            at.push(units);
        }
        Self { text, at }
    }

    /// Where the character begins that holds the first byte of a step.
    fn begin(text: &str, step: usize) -> usize {
        let mut at = (step * Self::STEP).min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    fn offset(&self, byte: u32) -> usize {
        let byte = byte as usize;
        if self.at.is_empty() {
            return byte;
        }
        let step = (byte / Self::STEP).min(self.at.len() - 1);
        let from = Self::begin(self.text, step);
        (self.at[step] + self.text.as_bytes().get(from..byte).map_or(0, units_of)) as usize
    }

    fn range(&self, span: Span) -> Range {
        Range { start: self.offset(span.start), end: self.offset(span.end) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn byte_offsets_become_utf16_offsets_at_every_character() {
        let text = "a“quoted” ünder 😀 — ".repeat(20);
        let units = Units::of(&text);
        let mut expected = 0;
        for (byte, character) in text.char_indices() {
            assert_eq!(units.offset(byte as u32), expected, "at byte {byte}");
            expected += character.len_utf16();
        }
        assert_eq!(units.offset(text.len() as u32), expected);
    }
}
