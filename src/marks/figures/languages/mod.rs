//! What the grammar must know of a language, as data. A new language is a new table of words and a row in
//! [`LANGUAGES`].
//!
//! Separators, month and weekday names, date orders and the place of the currency follow CLDR 46 (Unicode licence);
//! the number words are common knowledge. A table ([`crate::table`]) has these headings, each line of the form
//! `key: word, word`; a line too long is a second one of the same key:
//!
//! | heading | key |
//! |---|---|
//! | `numbers` | a [`NumberWord`] with its value |
//! | `vague numbers` | the number that plural or otherwise vague scales ("hundreds") count in |
//! | `ordinals`, `fractions` | the number, or what it divides by |
//! | `ordinal suffixes` | none: they follow digits ("21st") |
//! | `months`, `weekdays` | the month; the day, Monday 1 |
//! | `units of time` | the English singular |
//! | `words` | a part of [`Word`](super::words::Word) |
//! | `units`, `currencies` | UCUM and ISO 4217 code |
//! | `before a number`, `behind a number` | how exactly the phrase says that the number is meant |
//! | `idioms` | none: phrases whose digits or ordinals are no figures |
//! | `plurals` | the singular of irregular ones, for things counted |
//! | `plural endings` | what the singular of regular ones ends in instead; the first that fits counts |
//! | `holidays` | month and day |

use super::digits::Separators;
use crate::decimal;
use crate::table;

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

impl NumberWord {
    /// Reads a key of the tables: "tens 20", "scale 1e6", "hundred".
    pub(super) fn read(key: &str) -> Option<Self> {
        let (kind, value) = key.split_once(' ').unwrap_or((key, "0"));
        let value = decimal::read(value)?;
        Some(match kind {
            "unit" => Self::Unit(value as u8),
            "tens" => Self::Tens(value as u8),
            "hundreds" => Self::Hundreds(value as u16),
            "hundred" => Self::Hundred,
            "scale" => Self::Scale(value),
            "dozen" => Self::Dozen(value),
            "half" => Self::Half,
            _ => return None,
        })
    }
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
    /// What a working day's name needs behind a hyphen ("segunda-feira").
    pub(super) weekday_tail: Option<&'static str>,
    /// Its table of words.
    pub(super) words: &'static str,
}

/// The place of a language, by its BCP 47 tag, in [`LANGUAGES`]; English where it is not known.
pub(super) fn of(tag: &str) -> usize {
    let primary = tag.split(['-', '_']).next().unwrap_or_default();
    LANGUAGES.iter().position(|language| language.tag.eq_ignore_ascii_case(primary)).unwrap_or(0)
}

/// All of them, English first.
pub(super) static LANGUAGES: [Language; 7] = [
    Language {
        tag: "en",
        separators: Separators { decimal: b'.', group: b',' },
        space_groups: false,
        day_first: false,
        compounds: false,
        weekday_tail: None,
        words: table::file!("english.txt"),
    },
    Language { compounds: true, ..continental("de", table::file!("german.txt")) },
    continental("fr", table::file!("french.txt")),
    continental("es", table::file!("spanish.txt")),
    Language { compounds: true, ..continental("it", table::file!("italian.txt")) },
    Language { weekday_tail: Some("feira"), ..continental("pt", table::file!("portuguese.txt")) },
    Language { compounds: true, ..continental("nl", table::file!("dutch.txt")) },
];

/// A language that writes "12.500,75" and the day first.
const fn continental(tag: &'static str, words: &'static str) -> Language {
    Language {
        tag,
        separators: Separators { decimal: b',', group: b'.' },
        space_groups: true,
        day_first: true,
        compounds: false,
        weekday_tail: None,
        words,
    }
}
