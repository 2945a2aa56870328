//! How much and when: numbers, money, percentages, quantities, dates.

mod amounts;
mod cardinals;
mod counted;
mod dates;
mod digits;
mod exclusions;
mod finder;
mod fractions;
mod languages;
mod lexeme;
mod lexicon;
mod line;
mod measures;
mod numbers;
mod ordinals;
mod ranges;
mod roles;
mod tables;
mod words;

use super::{Context, MOST};
use crate::article::{Block, BlockKind, Span, Text};
use serde::Serialize;
use std::borrow::Cow;

/// What a figure is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FigureKind {
    /// A plain number.
    Number,
    /// A rank: third, 21st.
    Ordinal,
    /// A share in a hundred.
    Percent,
    /// An amount of money.
    Money,
    /// A measure, or a count of things.
    Quantity,
    /// A temperature.
    Temperature,
    /// Somebody's or something's age.
    Age,
    /// How long.
    Duration,
    /// A day, month, year or period.
    Date,
    /// A time of day, with or without its date.
    Time,
    /// From one number to another.
    Range,
}

/// How exactly a figure is meant.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Modifier {
    /// about, around, some
    About,
    /// more than, over
    MoreThan,
    /// less than, under
    LessThan,
    /// at least
    AtLeast,
    /// at most, up to
    AtMost,
}

/// A number, amount or date in the text, with its value.
#[derive(Clone, PartialEq, Debug)]
pub struct Figure {
    /// The number and the words that make its unit; of things counted the number alone.
    pub span: Span,
    /// What it is.
    pub kind: FigureKind,
    /// The value, where one number says it.
    pub value: Option<f64>,
    /// The lower end of a range.
    pub low: Option<f64>,
    /// The upper end of a range.
    pub high: Option<f64>,
    /// ISO 4217 code for money, UCUM-style or plain singular unit else.
    pub unit: Option<Cow<'static, str>>,
    /// The unit in words.
    pub unit_name: Option<Cow<'static, str>>,
    /// ISO 8601 (or EDTF-like partial) form of a date, time or duration.
    pub iso: Option<String>,
    /// How exactly it is meant.
    pub modifier: Option<Modifier>,
}

/// Finds the figures in a text, sorted, none overlapping another.
#[must_use]
pub fn find(text: &Text, context: &Context<'_>) -> Vec<Figure> {
    let mut figures = Vec::new();
    let mut lexemes = Vec::new();
    let dollar = dollar_of(context);
    let calendar = dates::Calendar::new(context.published);
    for block in text.blocks().iter().filter(|block| block.kind != BlockKind::Code) {
        let lexicon = lexicon::of(text.language(block).unwrap_or(context.language));
        let day_first = lexicon.language.day_first || is_day_first(context.language);
        let mut from = block.tokens.start;
        while from < block.tokens.end && figures.len() < MOST {
            let to = piece(text, block, from);
            let holds_address = lexeme::cut(text, from..to, lexicon, &mut lexemes);
            let line = line::Line { lexemes: &lexemes, lexicon, holds_address };
            let dates = dates::Dates::new(line, calendar, day_first);
            finder::Finder { line, dollar, dates, figures: &mut figures, pending: None }.run();
            from = to;
        }
    }
    figures
}

/// How many tokens are read at a time, so that a block of megabytes needs no more room than others.
const PIECE: u32 = 1 << 13;

/// Where the piece of a block ends that begins at a token: with a sentence, if one ends in time.
fn piece(text: &Text, block: &Block, from: u32) -> u32 {
    let end = from + PIECE;
    if block.tokens.end <= end {
        return block.tokens.end;
    }
    let sentences = &text.sentences()[block.sentences.start as usize..block.sentences.end as usize];
    let last = sentences.partition_point(|sentence| sentence.tokens.end <= end);
    last.checked_sub(1).map(|last| sentences[last].tokens.end).filter(|&to| to > from).unwrap_or(end)
}

/// The currency's row that a bare "$" means: by the language's region, then by the host's country.
fn dollar_of(context: &Context<'_>) -> u16 {
    let region = context.language.split(['-', '_']).skip(1).find(|part| part.len() == 2);
    let host = context.url.and_then(|url| url.split_once("://")).map(|(_, rest)| rest);
    let host = host.and_then(|rest| rest.split(['/', '?', '#', ':']).next());
    let country = host.and_then(|host| host.rsplit('.').next());
    let row = |place: &str| {
        let rows = &tables::currencies::CURRENCIES;
        rows.iter().position(|row| !row.dollar_of.is_empty() && row.dollar_of.eq_ignore_ascii_case(place))
    };
    region.and_then(row).or_else(|| country.and_then(row)).unwrap_or(0) as u16
}

/// Whether English of this region writes the day before the month: all but the United States and the Philippines.
fn is_day_first(language: &str) -> bool {
    let region = language.split(['-', '_']).skip(1).find(|part| part.len() == 2);
    region.is_some_and(|region| !["US", "PH"].iter().any(|other| region.eq_ignore_ascii_case(other)))
}
