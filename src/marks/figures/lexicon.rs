//! What every word of a language may mean to the grammar: the tables, indexed by word.

use super::digits::Separators;
use super::languages::{self, LANGUAGES, Language};
pub(super) use super::roles::{Meaning, NOTHING, Phrase, Roles, TimeUnit, Unit};
use super::tables::currencies::{CURRENCIES, MINORS};
use super::tables::units::{Evidence, Measure, PREFIXES, UNITS};
use super::tables::zones::ZONES;
use super::words::Word;
use crate::hash;
use crate::map::Map;
use std::borrow::Cow;
use std::sync::OnceLock;

/// Abbreviated scales, written onto digits or behind a currency's amount.
#[rustfmt::skip]
const SCALES: &[(&str, f64)] = &[
    ("k", 1e3), ("K", 1e3), ("m", 1e6), ("M", 1e6), ("mn", 1e6), ("mln", 1e6), ("mil", 1e6), ("mill", 1e6),
    ("mm", 1e6), ("MM", 1e6), ("mio", 1e6), ("b", 1e9), ("B", 1e9), ("bn", 1e9), ("bln", 1e9), ("bil", 1e9),
    ("mrd", 1e9), ("mld", 1e9), ("t", 1e12), ("T", 1e12), ("tn", 1e12), ("trn", 1e12), ("cr", 1e7),
];

/// No word of the tables is longer, in bytes.
const LONGEST: usize = 40;

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
    /// Letters with a sign ("US$", lower case), by the currency's row.
    signs: Map<u16>,
}

/// The lexicon of a language tag, built on first use.
pub(super) fn of(tag: &str) -> &'static Lexicon {
    static LEXICONS: [OnceLock<Lexicon>; LANGUAGES.len()] = [const { OnceLock::new() }; LANGUAGES.len()];
    let language = languages::of(tag);
    let index = LANGUAGES.iter().position(|other| other.tag == language.tag).unwrap_or(0);
    LEXICONS[index].get_or_init(|| Lexicon::new(LANGUAGES[index]))
}

impl Lexicon {
    /// The roles of a word.
    pub(super) fn roles(&'static self, word: &str, scratch: &mut String) -> &'static Roles {
        if word.len() > LONGEST {
            return &NOTHING;
        }
        if let Some(roles) = self.exact.get(hash::of_word(word)) {
            return roles;
        }
        if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return self.lower.get(hash::of_word(word)).unwrap_or(&NOTHING);
        }
        scratch.clear();
        scratch.extend(word.chars().flat_map(char::to_lowercase));
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

    /// The roles of a sign.
    pub(super) fn sign(&'static self, sign: &str) -> &'static Roles {
        self.exact.get(hash::of_word(sign)).or_else(|| self.lower.get(hash::of_word(sign))).unwrap_or(&NOTHING)
    }

    /// Whether letters may stand glued before digits: a currency or a month.
    pub(super) fn is_prefix(&self, letters: &str) -> bool {
        let role = |roles: &Roles| roles.currency.is_some() || (roles.month > 0 && letters.len() >= 3);
        self.exact.get(hash::of_word(letters)).is_some_and(role)
            || DOLLAR_LETTERS.contains(&letters)
            || (letters.len() <= 9
                && self.lower.get(hash::of_word(&letters.to_lowercase())).is_some_and(|roles| roles.month > 0))
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
        let mut key = letters.to_lowercase();
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
            signs: Map::default(),
        };
        made.add_language(language);
        made.add_shared();
        made.add_currencies();
        for &(words, code) in language.units {
            if let Some(index) = made.units.iter().position(|unit| unit.code == code) {
                made.phrase(words, Meaning::Unit(index as u16));
            }
        }
        for &(words, code) in language.currencies {
            if let Some(row) = CURRENCIES.iter().position(|currency| currency.code == code) {
                made.phrase(words, Meaning::Currency(row as u16));
            }
        }
        // What matters in its exact case keeps the roles of its lower case.
        for (mine, &lower) in made.exact.values_mut().iter_mut().zip(&made.exact_in_lower) {
            if let Some(roles) = made.lower.get(lower) {
                mine.words |= roles.words;
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
            crate::order::by_key(&mut roles.phrases, |phrase| u128::MAX - phrase.rest.len() as u128);
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
            self.exact_in_lower.push(hash::of_word(&word.to_lowercase()));
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

    fn add_language(&mut self, language: &'static Language) {
        for &(word, number) in language.numbers {
            self.word(word).number = Some(number);
        }
        for &(word, value) in language.vague {
            self.word(word).vague = Some(value);
        }
        for &(word, value) in language.ordinals {
            self.word(word).ordinal = Some(value);
        }
        for &suffix in language.ordinal_suffixes {
            self.word(suffix).ordinal_suffix = true;
        }
        for &(word, value) in language.fractions {
            self.word(word).fraction = Some(value);
        }
        for (index, names) in language.months.iter().enumerate() {
            for name in *names {
                self.word(name).month = index as u8 + 1;
            }
        }
        for (index, names) in language.weekdays.iter().enumerate() {
            for name in *names {
                self.word(name).weekday = index as u8 + 1;
            }
        }
        for (unit, names) in TimeUnit::ALL.iter().zip(language.time_units) {
            for name in names {
                self.word(name).time = Some(*unit);
            }
        }
        for &(part, words) in language.words {
            for word in words.split_ascii_whitespace() {
                self.word(word).words |= part.bit();
            }
        }
        for &(phrase, modifier) in language.before {
            self.phrase(phrase, Meaning::Before(modifier));
        }
        for &(phrase, modifier) in language.after {
            self.phrase(phrase, Meaning::After(modifier));
        }
        for &phrase in language.idioms {
            self.phrase(phrase, Meaning::Idiom);
        }
        for &(phrase, month, day) in language.holidays {
            self.phrase(phrase, Meaning::Holiday(month, day));
        }
    }

    fn add_shared(&mut self) {
        for sign in ["%", "％", "٪"] {
            self.word(sign).words |= Word::Percent.bit();
        }
        for &(scale, value) in SCALES {
            self.exact(scale).scale = Some(value);
        }
        for &(zone, offset) in ZONES {
            self.exact(zone).zone = Some(offset);
        }
        for row in UNITS {
            let unit = Unit { code: Cow::Borrowed(row.code), name: Cow::Borrowed(row.name), measure: row.measure };
            let index = self.units.len() as u16;
            self.units.push(unit);
            let glued = row.evidence == Evidence::Glued;
            for word in row.words.split_ascii_whitespace() {
                if word.contains('_') {
                    let mut parts = word.split('_');
                    let first = parts.next().unwrap_or_default();
                    self.word(first).phrases.push(Phrase { rest: parts.collect(), meaning: Meaning::Unit(index) });
                } else {
                    self.word(word).unit.get_or_insert(index);
                }
            }
            for symbol in row.symbols.split_ascii_whitespace() {
                let roles = self.exact(symbol);
                roles.unit.get_or_insert(index);
                roles.unit_glued = glued;
            }
            for &(letter, name) in PREFIXES.iter().filter(|(letter, _)| row.prefixes.contains(*letter)) {
                let index = self.units.len() as u16;
                let ucum = if letter == 'µ' { 'u' } else { letter };
                self.units.push(Unit {
                    code: Cow::Owned(format!("{ucum}{}", row.code)),
                    name: Cow::Owned(format!("{name}{}", row.name)),
                    measure: row.measure,
                });
                for word in row.words.split_ascii_whitespace() {
                    if let Some((first, rest)) = word.split_once('_') {
                        let phrase = Phrase { rest: rest.split('_').collect(), meaning: Meaning::Unit(index) };
                        self.word(&[name, first].concat()).phrases.push(phrase);
                        continue;
                    }
                    self.word(&[name, word].concat()).unit.get_or_insert(index);
                }
                for symbol in row.symbols.split_ascii_whitespace() {
                    // The micro sign and the Greek letter look the same.
                    let mut buffer = [0; 4];
                    let letters = if letter == 'µ' { "µμu" } else { letter.encode_utf8(&mut buffer) };
                    for letter in letters.chars() {
                        self.exact(&format!("{letter}{symbol}")).unit.get_or_insert(index);
                    }
                }
            }
        }
    }

    fn add_currencies(&mut self) {
        for (row, currency) in CURRENCIES.iter().enumerate() {
            let row = row as u16;
            for words in currency.words.split(',').filter(|words| !words.is_empty()) {
                self.phrase(words, Meaning::Currency(row));
            }
            self.exact(currency.code).currency = Some(row);
            for sign in currency.signs.split(' ').filter(|sign| !sign.is_empty()) {
                if sign.chars().count() == 1 || sign.chars().all(char::is_alphabetic) {
                    self.exact(sign).currency = Some(row);
                } else {
                    self.signs.insert(hash::of_word(&sign.to_lowercase()), row);
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
