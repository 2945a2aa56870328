//! What the grammar must know of a language, as data. A new language is a new file with one [`Language`] and its row
//! in [`of`].
//!
//! Separators, month and weekday names, date orders and the place of the currency follow CLDR 46 (Unicode licence);
//! the number words are common knowledge.

mod dutch;
mod english;
mod french;
mod german;
mod italian;
mod portuguese;
mod spanish;

use super::Modifier;
use super::digits::Separators;
use super::words::Word;

/// A word for a number and how it joins with its neighbours.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum NumberWord {
    /// 0 to 19, or any number below a hundred that stands on its own: added to tens and hundreds.
    Unit(u8),
    /// 20 to 90: a unit may follow.
    Tens(u8),
    /// A hundred in full ("doscientos"): added.
    Hundreds(u16),
    /// Multiplies what stands before it by a hundred.
    Hundred,
    /// Multiplies what stands before it by a thousand, a million …
    Scale(f64),
    /// Twelve, as a word that counts like a scale.
    Dozen(f64),
    /// A half, as a word before what it halves.
    Half,
}

/// A language's facts.
#[derive(Debug)]
pub(super) struct Language {
    /// BCP 47 primary tag.
    pub(super) tag: &'static str,
    /// How digits are parted.
    pub(super) separators: Separators,
    /// Whether a space may part groups ("12 500").
    pub(super) space_groups: bool,
    /// Whether the day stands before the month in "03/04/2023".
    pub(super) day_first: bool,
    /// Whether number words are written together ("einundzwanzig").
    pub(super) compounds: bool,
    /// Number words.
    pub(super) numbers: &'static [(&'static str, NumberWord)],
    /// Plural or otherwise vague scales ("hundreds"): the number that they count in.
    pub(super) vague: &'static [(&'static str, f64)],
    /// Ordinals.
    pub(super) ordinals: &'static [(&'static str, u16)],
    /// What follows digits in an ordinal ("21st").
    pub(super) ordinal_suffixes: &'static [&'static str],
    /// Denominators: word, and what it divides by.
    pub(super) fractions: &'static [(&'static str, f64)],
    /// January to December: name and short forms.
    pub(super) months: [&'static [&'static str]; 12],
    /// Monday to Sunday: name and short forms.
    pub(super) weekdays: [&'static [&'static str]; 7],
    /// What a working day's name needs behind a hyphen ("segunda-feira").
    pub(super) weekday_tail: Option<&'static str>,
    /// Units of time: second, minute, hour, day, week, fortnight, month, quarter, year, decade, century.
    pub(super) time_units: [&'static [&'static str]; 11],
    /// Small words and their parts, space-separated words a part.
    pub(super) words: &'static [(Word, &'static str)],
    /// Names of units in this language: word, and the unit's code.
    pub(super) units: &'static [(&'static str, &'static str)],
    /// Names of currencies in this language: word, and ISO 4217 code.
    pub(super) currencies: &'static [(&'static str, &'static str)],
    /// Phrases before a number that say how exactly it is meant; longer ones first.
    pub(super) before: &'static [(&'static str, Modifier)],
    /// Phrases behind a number.
    pub(super) after: &'static [(&'static str, Modifier)],
    /// Phrases whose digits or ordinals are no figures, the number word in them counted from the phrase's start.
    pub(super) idioms: &'static [&'static str],
    /// Singulars of irregular plurals, for things counted; the rest follows `plural_endings`.
    pub(super) plurals: &'static [(&'static str, &'static str)],
    /// Endings of regular plurals and what the singular has instead.
    pub(super) plural_endings: &'static [(&'static str, &'static str)],
    /// Named days: phrase, month, day.
    pub(super) holidays: &'static [(&'static str, u8, u8)],
}

/// The language of a BCP 47 tag; English where it is not known.
pub(super) fn of(tag: &str) -> &'static Language {
    let primary = tag.split(['-', '_']).next().unwrap_or_default();
    LANGUAGES.iter().copied().find(|language| language.tag.eq_ignore_ascii_case(primary)).unwrap_or(&english::ENGLISH)
}

/// All of them, English first.
pub(super) const LANGUAGES: [&Language; 7] = [
    &english::ENGLISH,
    &german::GERMAN,
    &french::FRENCH,
    &spanish::SPANISH,
    &italian::ITALIAN,
    &portuguese::PORTUGUESE,
    &dutch::DUTCH,
];
