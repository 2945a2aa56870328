//! Units of measure, from `units.txt`.
//!
//! Codes follow the Unified Code for Units of Measure (UCUM, case-sensitive), in its plainest form. A line is a [`Row`]:
//! its fields up to the prefixes in their order, then what it measures, where that matters, and `glued`. A unit with
//! prefixes stands for all their combinations too ("km" from "m").

use crate::table::{self, Line, lines};

/// What a unit measures, as far as the grammar treats it differently.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in super::super) enum Measure {
    /// Length: may be squared, cubed, or divided by a time.
    Length,
    /// A temperature.
    Temperature,
    /// A time.
    Time,
    /// Anything else.
    Other,
}

/// A row of the table.
#[derive(Debug)]
pub(in super::super) struct Row {
    /// UCUM code.
    pub(in super::super) code: &'static str,
    /// The singular in British spelling.
    pub(in super::super) name: &'static str,
    /// Words for it, lower case, the name included; an underscore is a space between two lexemes.
    pub(in super::super) words: &'static str,
    /// Symbols, exact case.
    pub(in super::super) symbols: &'static str,
    /// Prefixes that it takes, as letters of [`PREFIXES`].
    pub(in super::super) prefixes: &'static str,
    /// What it measures.
    pub(in super::super) measure: Measure,
    /// Whether a symbol counts only when written onto digits ("12in", "5c"), never apart.
    pub(in super::super) glued: bool,
}

/// SI prefixes: letter, name.
pub(in super::super) const PREFIXES: &[(&str, &str)] = &[
    ("n", "nano"),
    ("µ", "micro"),
    ("m", "milli"),
    ("c", "centi"),
    ("d", "deci"),
    ("h", "hecto"),
    ("k", "kilo"),
    ("M", "mega"),
    ("G", "giga"),
    ("T", "tera"),
    ("P", "peta"),
];

/// The table.
pub(in super::super) fn units() -> impl Iterator<Item = Row> {
    lines(table::file!("units.txt")).map(row)
}

fn row(line: Line) -> Row {
    let mut cells = line.cells();
    let [code, name, words, symbols, prefixes, notes] = [(); 6].map(|()| cells.cell());
    let noted = |note| notes.split(' ').any(|other| other == note);
    let measure = match () {
        () if noted("length") => Measure::Length,
        () if noted("temperature") => Measure::Temperature,
        () if noted("time") => Measure::Time,
        () => Measure::Other,
    };
    Row { code, name, words, symbols, prefixes, measure, glued: noted("glued") }
}
