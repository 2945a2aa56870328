//! How much and when: numbers, money, percentages, quantities, dates.

use super::Context;
use crate::article::{Span, Text};
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
pub fn find(_text: &Text, _context: &Context<'_>) -> Vec<Figure> {
    Vec::new()
}
