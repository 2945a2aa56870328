//! The parts that a word can play in the grammar, whatever the language.

use super::Modifier;
use super::languages::NumberWord;
use super::tables::units::Measure;
use super::words::Words;
use std::borrow::Cow;

/// A unit of measure as the grammar gives it.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Unit {
    /// UCUM code.
    pub(super) code: Cow<'static, str>,
    /// The singular in words.
    pub(super) name: Cow<'static, str>,
    /// What it measures.
    pub(super) measure: Measure,
}

/// Units of time, from the shortest to the longest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum TimeUnit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl TimeUnit {
    /// All of them, in order.
    pub(super) const ALL: [Self; 11] = [
        Self::Second,
        Self::Minute,
        Self::Hour,
        Self::Day,
        Self::Week,
        Self::Fortnight,
        Self::Month,
        Self::Quarter,
        Self::Year,
        Self::Decade,
        Self::Century,
    ];

    /// The unit of this name.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.name() == name)
    }

    /// The singular.
    pub(super) const fn name(self) -> &'static str {
        ["second", "minute", "hour", "day", "week", "fortnight", "month", "quarter", "year", "decade", "century"]
            [self as usize]
    }

    /// UCUM code.
    pub(super) const fn code(self) -> &'static str {
        ["s", "min", "h", "d", "wk", "{fortnight}", "mo", "{quarter}", "a", "{decade}", "{century}"][self as usize]
    }
}

/// What a phrase means.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Meaning {
    /// A currency, by its row.
    Currency(u16),
    /// A coin, by its row.
    Minor(u8),
    /// How exactly the number that follows is meant.
    Before(Modifier),
    /// How exactly the number in front is meant.
    After(Modifier),
    /// No figure, whatever is in it.
    Idiom,
    /// A named day: month, day.
    Holiday(u8, u8),
    /// A unit, by its index.
    Unit(u16),
}

/// A phrase of which the first word is known.
#[derive(Debug)]
pub(super) struct Phrase {
    /// The words behind the first.
    pub(super) rest: Vec<&'static str>,
    /// What it means.
    pub(super) meaning: Meaning,
}

/// What may begin with a word or a sign. With most of a text nothing can, and nothing need be tried there.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Begins {
    /// Nothing.
    Nothing,
    /// A date or number, where one follows: "the", "in".
    Lead,
    /// A figure, or something with digits that is passed over.
    Figure,
}

/// The parts that a word can play.
#[derive(Debug)]
pub(super) struct Roles {
    /// What may begin with it.
    pub(super) begins: Begins,
    /// Parts in the grammar.
    pub(super) words: Words,
    /// A number word.
    pub(super) number: Option<NumberWord>,
    /// A vague number ("hundreds").
    pub(super) vague: Option<f64>,
    /// An ordinal.
    pub(super) ordinal: Option<u16>,
    /// Whether it turns digits before it into an ordinal ("st").
    pub(super) ordinal_suffix: bool,
    /// What it divides by, as a denominator.
    pub(super) fraction: Option<f64>,
    /// A scale when written onto digits ("m", "bn").
    pub(super) scale: Option<f64>,
    /// A month, 1 to 12, or 0.
    pub(super) month: u8,
    /// A day of the week, Monday 1 to Sunday 7, or 0.
    pub(super) weekday: u8,
    /// A unit of time.
    pub(super) time: Option<TimeUnit>,
    /// A unit of measure, by its index.
    pub(super) unit: Option<u16>,
    /// Whether the unit counts only when written onto digits.
    pub(super) unit_glued: bool,
    /// A currency by letters or sign, by its row.
    pub(super) currency: Option<u16>,
    /// A coin's letter, by its row.
    pub(super) minor: Option<u8>,
    /// A time zone: its offset in minutes where it is fixed.
    pub(super) zone: Option<Option<i16>>,
    /// Phrases that begin with the word, longest first.
    pub(super) phrases: Vec<Phrase>,
}

/// The roles of a word that the tables do not know.
pub(super) static NOTHING: Roles = EMPTY;

const EMPTY: Roles = Roles {
    begins: Begins::Nothing,
    words: Words::NONE,
    number: None,
    vague: None,
    ordinal: None,
    ordinal_suffix: false,
    fraction: None,
    scale: None,
    month: 0,
    weekday: 0,
    time: None,
    unit: None,
    unit_glued: false,
    currency: None,
    minor: None,
    zone: None,
    phrases: Vec::new(),
};

impl Default for Roles {
    fn default() -> Self {
        EMPTY
    }
}
