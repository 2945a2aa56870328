//! What every word of a language may mean to the grammar: the tables, indexed by word.

use super::Modifier;
use super::dates::{LEADING, TELLING};
use super::digits::Separators;
use super::languages::{self, LANGUAGES, Language, NumberWord};
pub(super) use super::roles::{Begins, Meaning, NOTHING, Phrase, Roles, TimeUnit, Unit};
use super::tables::SHARED;
use super::tables::currencies::{CURRENCIES, MINORS};
use super::tables::units::{Measure, PREFIXES, Row, units};
use super::words::{Word, Words};
use crate::decimal;
use crate::hash;
use crate::letters::small;
use crate::map::Map;
use crate::table::{Line, lines};
use std::sync::OnceLock;

/// No word of the tables is longer, in bytes.
const LONGEST: usize = 40;

/// Words that dates may begin with, though they play no part in the grammar: "no later than", "w/c", "prior to".
pub(super) const DATE_OPENERS: &str = "w no as prior middle";

/// The like words of other figures and of what is passed over: of shares ("per cent of ten"), and what announces an
/// identifier.
const OPENERS: &str = "www per pour por isbn issn doi tel telephone phone fax mobile whatsapp asin ean iban arxiv";

/// The like signs.
const OPENING_SIGNS: &str = "[ ( + - – — ‐ ‑ − . ' ’ ‘ = > /";

/// Parts that numbers begin with.
const NUMBERING: Words = Words::of(&[Word::Half, Word::Point, Word::Minus, Word::Percent]);

/// Letters before "$" that are no currency on their own.
const DOLLAR_LETTERS: &[&str] = &["US", "AU", "NZ", "HK", "CA", "SG", "NT"];

/// A language's words with their roles.
#[derive(Debug)]
pub(super) struct Lexicon {
    /// The language.
    pub(super) language: &'static Language,
    /// How it writes digits.
    pub(super) separators: Separators,
    /// Units by index.
    pub(super) units: Vec<Unit>,
    /// By lower case.
    lower: Map<Roles>,
    /// By exact case, where the case matters; these roles hold those of the lower case too.
    exact: Map<Roles>,
    /// The hashes of its words in lower case, in the same order.
    exact_in_lower: Vec<u64>,
    /// The number words.
    pub(super) numbers: Vec<(&'static str, NumberWord)>,
    /// Irregular plurals and their singulars.
    pub(super) plurals: Vec<(&'static str, &'static str)>,
    /// Endings of regular plurals and what the singular has instead.
    pub(super) plural_endings: Vec<(&'static str, &'static str)>,
    /// Letters with a sign ("US$", lower case), by the currency's row.
    signs: Map<u16>,
}

/// The lexicon of a language tag, built on first use.
pub(super) fn of(tag: &str) -> &'static Lexicon {
    static LEXICONS: [OnceLock<Lexicon>; LANGUAGES.len()] = [const { OnceLock::new() }; LANGUAGES.len()];
    let index = languages::of(tag);
    LEXICONS[index].get_or_init(|| Lexicon::new(&LANGUAGES[index]))
}

impl Lexicon {
    /// The roles of a word.
    /// `is_small` says whether it is all of ASCII's small letters.
    pub(super) fn roles(&'static self, word: &str, is_small: bool, scratch: &mut String) -> &'static Roles {
        if word.len() > LONGEST {
            return &NOTHING;
        }
        let hash = hash::of_word(word);
        if let Some(roles) = self.exact.get(hash) {
            return roles;
        }
        if is_small {
            return self.lower.get(hash).unwrap_or(&NOTHING);
        }
        scratch.clear();
        if word.is_ascii() {
            scratch.push_str(word);
            scratch.make_ascii_lowercase();
        } else {
            scratch.extend(word.chars().flat_map(char::to_lowercase));
        }
        let found = self.lower.get(hash::of_word(scratch));
        // "year's", "today’s": the word is what stands before.
        found
            .or_else(|| {
                let stem = scratch.strip_suffix("'s").or_else(|| scratch.strip_suffix("’s"))?;
                self.lower.get(hash::of_word(stem))
            })
            .or_else(|| {
                // "d'euros", "l’an"
                let (article, stem) = scratch.split_once(['\'', '’'])?;
                let elides = matches!(self.language.tag, "fr" | "it") && article.len() <= 2;
                self.lower.get(hash::of_word(stem)).filter(|_| elides)
            })
            .unwrap_or(&NOTHING)
    }

    /// Whether a word can be a number by what it is put together from: "sixfold", "the twenties", "einundzwanzig".
    pub(super) fn may_be_number(&self, word: &str) -> bool {
        match word.as_bytes() {
            [.., b'f', b'o', b'l', b'd'] | [.., b't', b'i', b'e', b's'] => true,
            word => self.language.compounds && word.len() >= 6,
        }
    }

    /// The roles of a sign.
    pub(super) fn sign(&'static self, sign: &str) -> &'static Roles {
        let hash = hash::of_word(sign);
        self.exact.get(hash).or_else(|| self.lower.get(hash)).unwrap_or(&NOTHING)
    }

    /// Whether letters may stand glued before digits: a currency or a month.
    pub(super) fn is_prefix(&self, letters: &str) -> bool {
        let role = |roles: &Roles| roles.currency.is_some() || (roles.month > 0 && letters.len() >= 3);
        self.exact.get(hash::of_word(letters)).is_some_and(role)
            || DOLLAR_LETTERS.contains(&letters)
            || (letters.len() <= 9
                && self.lower.get(hash::of_word(&small(letters))).is_some_and(|roles| roles.month > 0))
    }

    /// Whether the text is a unit of length with an exponent ("m2", "km3").
    pub(super) fn is_power(&self, text: &str) -> bool {
        self.power(text).is_some()
    }

    /// The unit and exponent of "m2", "km3".
    pub(super) fn power(&self, text: &str) -> Option<(&Unit, u8)> {
        let exponent = if text.ends_with('2') { 2 } else { 3 };
        let symbol = text.strip_suffix(['2', '3'])?;
        let unit = &self.units[self.exact.get(hash::of_word(symbol))?.unit? as usize];
        (unit.measure == Measure::Length).then_some((unit, exponent))
    }

    /// The currency of letters with a sign behind or before them ("US" and "$").
    pub(super) fn currency_of(&self, letters: &str, sign: &str) -> Option<u16> {
        let mut key = small(letters);
        key.push_str(sign);
        self.signs.get(hash::of_word(&key)).copied()
    }

    fn new(language: &'static Language) -> Self {
        let mut made = Self {
            language,
            separators: language.separators,
            units: Vec::new(),
            lower: Map::default(),
            exact: Map::default(),
            exact_in_lower: Vec::new(),
            numbers: Vec::new(),
            plurals: Vec::new(),
            plural_endings: Vec::new(),
            signs: Map::default(),
        };
        let mut named = Vec::new();
        for line in lines(language.words).chain(lines(SHARED)) {
            match line.heading {
                "units" | "currencies" => named.push(line),
                _ => made.add(line),
            }
        }
        made.add_units();
        made.add_currencies();
        for line in named {
            made.add(line);
        }
        for word in DATE_OPENERS.split(' ').chain(OPENERS.split(' ')) {
            made.word(word).begins = Begins::Figure;
        }
        for sign in OPENING_SIGNS.split(' ') {
            made.exact(sign).begins = Begins::Figure;
        }
        // What matters in its exact case keeps the roles of its lower case.
        for (mine, &lower) in made.exact.values_mut().iter_mut().zip(&made.exact_in_lower) {
            if let Some(roles) = made.lower.get(lower) {
                mine.begins = mine.begins.max(roles.begins);
                mine.words = mine.words.or(roles.words);
                mine.number = roles.number;
                mine.vague = roles.vague;
                mine.ordinal = roles.ordinal;
                mine.ordinal_suffix = roles.ordinal_suffix;
                mine.fraction = roles.fraction;
                mine.month = roles.month;
                mine.weekday = roles.weekday;
                mine.time = roles.time;
                if mine.unit.is_none() {
                    mine.unit = roles.unit;
                    mine.unit_glued = roles.unit_glued;
                }
                mine.phrases = roles
                    .phrases
                    .iter()
                    .map(|phrase| Phrase { rest: phrase.rest.clone(), meaning: phrase.meaning })
                    .collect();
            }
        }
        for roles in made.lower.values_mut().iter_mut().chain(made.exact.values_mut()) {
            roles.begins = roles.begins.max(begins(roles));
            crate::order::by_key(&mut roles.phrases, |phrase| u128::from(u64::MAX) - phrase.rest.len() as u128);
        }
        made
    }

    fn word(&mut self, word: &str) -> &mut Roles {
        self.lower.entry(hash::of_word(word), Roles::default())
    }

    fn exact(&mut self, word: &str) -> &mut Roles {
        let known = self.exact.len();
        self.exact.entry(hash::of_word(word), Roles::default());
        if self.exact.len() > known {
            self.exact_in_lower.push(hash::of_word(&small(word)));
        }
        self.exact.entry(hash::of_word(word), Roles::default())
    }

    fn phrase(&mut self, words: &'static str, meaning: Meaning) {
        let mut words = words.split(' ');
        if let Some(first) = words.next() {
            let rest = words.collect();
            self.word(first).phrases.push(Phrase { rest, meaning });
        }
    }

    /// Takes in a line of a table; a key that is not known has no words.
    fn add(&mut self, line: Line) {
        let (key, words) = line.entry();
        for word in words {
            self.add_word(line.heading, key, word);
        }
    }

    fn add_word(&mut self, heading: &str, key: &'static str, word: &'static str) -> Option<()> {
        match heading {
            "numbers" => {
                let number = NumberWord::read(key)?;
                self.numbers.push((word, number));
                self.word(word).number = Some(number);
            }
            "vague numbers" => self.word(word).vague = decimal::read(key),
            "ordinals" => self.word(word).ordinal = Some(decimal::read(key)? as u16),
            "ordinal suffixes" => self.word(word).ordinal_suffix = true,
            "fractions" => self.word(word).fraction = decimal::read(key),
            "months" => self.word(word).month = decimal::read(key)? as u8,
            "weekdays" => self.word(word).weekday = decimal::read(key)? as u8,
            "units of time" => self.word(word).time = TimeUnit::named(key),
            "words" => {
                let words = Words::named(key)?;
                let roles = self.word(word);
                roles.words = roles.words.or(words);
            }
            "units" => {
                let unit = self.units.iter().position(|unit| unit.code == key)?;
                self.phrase(word, Meaning::Unit(unit as u16));
            }
            "currencies" => {
                let row = CURRENCIES.iter().position(|currency| currency.code == key)?;
                self.phrase(word, Meaning::Currency(row as u16));
            }
            "before a number" => self.phrase(word, Meaning::Before(modifier(key)?)),
            "behind a number" => self.phrase(word, Meaning::After(modifier(key)?)),
            "idioms" => self.phrase(word, Meaning::Idiom),
            "plurals" => self.plurals.push((word, key)),
            "plural endings" => self.plural_endings.push((word, key)),
            "holidays" => {
                let (month, day) = key.split_once('-')?;
                self.phrase(word, Meaning::Holiday(decimal::read(month)? as u8, decimal::read(day)? as u8));
            }
            "scales" => self.exact(word).scale = decimal::read(key),
            "zones" => self.exact(word).zone = Some(decimal::read(key).map(|offset| offset as i16)),
            _ => return None,
        }
        Some(())
    }

    fn add_units(&mut self) {
        for row in units() {
            self.units.push(Unit { code: row.code.into(), name: row.name.into(), measure: row.measure });
            self.add_unit(&row, "", "");
            for &(letter, name) in PREFIXES.iter().filter(|(letter, _)| row.prefixes.contains(*letter)) {
                // The micro sign and the Greek letter look the same.
                let (ucum, letters) = if letter == "µ" { ("u", "µμu") } else { (letter, letter) };
                self.units.push(Unit {
                    code: [ucum, row.code].concat().into(),
                    name: [name, row.name].concat().into(),
                    measure: row.measure,
                });
                self.add_unit(&row, name, letters);
            }
        }
    }

    /// Enters the last unit under all words and symbols of its row, with a prefix's name and letters.
    fn add_unit(&mut self, row: &Row, prefix: &str, letters: &str) {
        let index = self.units.len() as u16 - 1;
        for word in row.words.split_ascii_whitespace() {
            let mut parts = word.split('_');
            let roles = self.word(&[prefix, parts.next().unwrap_or_default()].concat());
            let rest: Vec<_> = parts.collect();
            if rest.is_empty() {
                roles.unit.get_or_insert(index);
            } else {
                roles.phrases.push(Phrase { rest, meaning: Meaning::Unit(index) });
            }
        }
        for symbol in row.symbols.split_ascii_whitespace() {
            if letters.is_empty() {
                let roles = self.exact(symbol);
                roles.unit.get_or_insert(index);
                roles.unit_glued = row.glued;
            }
            for letter in letters.chars() {
                self.exact(&format!("{letter}{symbol}")).unit.get_or_insert(index);
            }
        }
    }

    fn add_currencies(&mut self) {
        for (row, currency) in CURRENCIES.iter().enumerate() {
            let row = row as u16;
            for words in currency.words.split(", ").filter(|words| !words.is_empty()) {
                self.phrase(words, Meaning::Currency(row));
            }
            self.exact(currency.code).currency = Some(row);
            for sign in currency.signs.split(' ').filter(|sign| !sign.is_empty()) {
                if sign.chars().count() == 1 || sign.chars().all(char::is_alphabetic) {
                    self.exact(sign).currency = Some(row);
                } else {
                    self.signs.insert(hash::of_word(&small(sign)), row);
                }
            }
        }
        for (row, minor) in MINORS.iter().enumerate() {
            for word in minor.words.split(' ') {
                self.phrase(word, Meaning::Minor(row as u8));
            }
            for letter in minor.letter.split(' ').filter(|letter| !letter.is_empty()) {
                self.exact(letter).minor = Some(row as u8);
            }
        }
    }
}

/// What may begin with a word that has these roles.
fn begins(roles: &Roles) -> Begins {
    let of_figure = roles.words.any(TELLING)
        || roles.words.any(NUMBERING)
        || roles.number.is_some()
        || roles.vague.is_some()
        || roles.ordinal.is_some()
        || roles.fraction.is_some()
        || roles.month > 0
        || roles.weekday > 0
        || roles.time.is_some()
        || roles.currency.is_some()
        || roles.minor.is_some()
        || !roles.phrases.is_empty();
    if of_figure {
        Begins::Figure
    } else if roles.words.any(LEADING) {
        Begins::Lead
    } else {
        Begins::Nothing
    }
}

/// How exactly a number is meant, as the tables say it.
fn modifier(name: &str) -> Option<Modifier> {
    Some(match name {
        "about" => Modifier::About,
        "more than" => Modifier::MoreThan,
        "less than" => Modifier::LessThan,
        "at least" => Modifier::AtLeast,
        "at most" => Modifier::AtMost,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{CURRENCIES, LANGUAGES, Lexicon, SHARED, lines, units};

    #[test]
    fn every_line_of_the_tables_is_understood() {
        for language in &LANGUAGES {
            let mut lexicon = Lexicon::new(language);
            for line in lines(language.words).chain(lines(SHARED)) {
                let (key, words) = line.entry();
                assert!(words.clone().count() > 0, "{}: {line:?} has no words", language.tag);
                for word in words {
                    assert!(word.len() <= super::LONGEST, "{}: {word}", language.tag);
                    assert!(lexicon.add_word(line.heading, key, word).is_some(), "{}: {line:?}", language.tag);
                }
            }
        }
    }

    #[test]
    fn rows_of_units_and_currencies_are_whole() {
        assert!(units().all(|row| !row.code.is_empty() && !row.name.is_empty()));
        assert!(units().any(|row| row.glued && row.measure == super::Measure::Length && row.symbols == "in"));
        for currency in CURRENCIES.iter() {
            assert!(currency.code.len() == 3 && !currency.name.is_empty(), "{currency:?}");
        }
        assert_eq!(CURRENCIES[0].code, "USD");
    }
}
