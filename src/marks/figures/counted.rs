//! Things counted: the noun that a number counts, in the singular.

use super::lexeme::Lexeme;
use super::line::{Line, same};
use super::words::Word;
use crate::letters::small;
use crate::table::listed;

/// How many words may stand before the noun ("different", "eligible", "Kia and Hyundai").
const WINDOW: usize = 6;

/// Longer words name no thing, in bytes.
const LONGEST: usize = 40;

/// Nouns that a number may count in the singular, before another noun ("12 page document", "four-cylinder engine").
const COUNTERS: &str = "bed bedroom carriage cylinder door episode floor game man match member mission nation page part party person \
     piece player point room seat speed star state step storey story team tier track vote way wheel woman";

/// Endings of adjectives, behind which the noun is still to come.
const ADJECTIVES: &str = "al ar ous ive ic able ible ful less ed ent ant ese ish";

/// Words that end like plurals and are none.
const NO_PLURALS: &str = "across afterwards alas always as besides bus chaos christmas economics gas has his hers innings its lens less \
     minus news ours overseas perhaps physics plus politics previous serious sometimes thanks theirs this thus \
     towards upwards us various versus vs was yes yours atlas canvas texas wales paris james";

/// A noun and the index behind it.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Noun {
    /// The singular, lower case.
    pub(super) singular: String,
    /// The word as it stands in the plural, where its singular is another word ("people").
    pub(super) irregular: Option<String>,
    /// The index behind it.
    pub(super) end: usize,
}

impl Line<'_> {
    /// The noun that a number in front of the index counts.
    pub(super) fn counted(&self, index: usize, value: f64, vague: bool) -> Option<Noun> {
        let mut at = index;
        if vague && self.is(at, Word::Of) {
            at += 1;
            if self.is_any(at, &[Word::The, Word::A]) {
                at += 1;
            }
        }
        if self.says(at, "or") && self.says(at + 1, "more") {
            at += 2;
        }
        if self.says(at, "more") || self.says(at, "other") || self.says(at, "additional") {
            at += 1;
        }
        if self.is_hyphen(at) {
            let noun = self.at(at + 1)?;
            let counter = noun.is_word() && listed(COUNTERS, noun.text);
            return counter.then(|| Noun { singular: noun.text.to_owned(), irregular: None, end: at + 2 });
        }
        if value == 1.0 {
            return self.single(at);
        }
        let first = self.at(at)?;
        let mut crossed = false;
        for offset in 0..WINDOW {
            let lexeme = self.at(at + offset)?;
            if offset > 0 && lexeme.is_dash() && self.is_hyphen(at + offset) {
                continue;
            }
            if !lexeme.is_word() {
                break;
            }
            if lexeme.is(Word::Function) {
                // "digital and physical sales"
                let joins = offset > 0 && !crossed && lexeme.is(Word::And);
                if !joins {
                    break;
                }
                crossed = true;
                continue;
            }
            if let Some((singular, irregular)) = self.singular(lexeme) {
                return Some(Noun { singular, irregular, end: at + offset + 1 });
            }
            if lexeme.roles.number.is_some() || lexeme.roles.month > 0 && lexeme.is_capitalised() {
                break;
            }
        }
        // "12 page document", "11 member trade agreement"
        let noun = first.is_word() && listed(COUNTERS, first.text) && self.at(at + 1).is_some_and(Lexeme::is_word);
        noun.then(|| Noun { singular: first.text.to_owned(), irregular: None, end: at + 1 })
    }

    /// What "one" counts: the noun behind it, past an adjective.
    fn single(&self, at: usize) -> Option<Noun> {
        let content = |index: usize| {
            self.at(index).filter(|lexeme| {
                lexeme.is_word()
                    && !lexeme.is(Word::Function)
                    && lexeme.text.len() <= LONGEST
                    && !lexeme.text.ends_with("ing")
                    && lexeme.roles.number.is_none()
            })
        };
        let first = content(at)?;
        let adjective = ADJECTIVES.split(' ').any(|ending| first.text.ends_with(ending));
        let (noun, end) = match content(at + 1) {
            Some(second) if adjective && second.spaced => (second, at + 2),
            _ => (first, at + 1),
        };
        // "what one hears": a verb, not a thing.
        let singular = small(noun.text);
        let verb = self.singular(noun).is_some_and(|(base, _)| base != singular);
        (!verb).then_some(Noun { singular, irregular: None, end })
    }

    /// The noun in "one of the largest dinosaurs", behind "of".
    pub(super) fn one_of(&self, of: usize) -> Option<Noun> {
        let determined = self.at(of + 1)?;
        let pointed = determined.is(Word::The)
            || ["my", "his", "her", "its", "our", "your", "their", "many", "several"]
                .iter()
                .any(|word| same(determined.text, word))
            || determined.roles.number.is_some()
            || determined.is_capitalised();
        let from = if determined.is_capitalised() { of + 1 } else { of + 2 };
        if !pointed {
            return None;
        }
        // The noun's plural may stand behind several adjectives, "most" and "and" among them.
        (from..from + WINDOW + 2).find_map(|at| {
            let lexeme = self.at(at).filter(|lexeme| lexeme.is_word())?;
            let (singular, irregular) = self.singular(lexeme)?;
            Some(Noun { singular, irregular, end: at + 1 })
        })
    }

    /// The singular of a plural, and the plural itself where it is irregular.
    fn singular(&self, lexeme: &Lexeme<'_>) -> Option<(String, Option<String>)> {
        let language = self.lexicon.language;
        if lexeme.text.len() > LONGEST || lexeme.is(Word::Function) || lexeme.text.len() < 3 {
            return None;
        }
        if language.tag == "de" && !lexeme.is_capitalised() {
            return None;
        }
        let lower = small(lexeme.text);
        if let Some(&(plural, singular)) = self.lexicon.plurals.iter().find(|(plural, _)| *plural == lower) {
            return Some((singular.to_owned(), Some(plural.to_owned())));
        }
        // "percent-owned", "TDs"
        let &(ending, instead) = self.lexicon.plural_endings.iter().find(|(ending, _)| lower.ends_with(ending))?;
        if language.tag == "en" && instead.is_empty() && ending != "s" {
            return None;
        }
        if language.tag == "en" && (listed(NO_PLURALS, &lower) || lower.contains(['\'', '’'])) {
            return None;
        }
        let stem = lower.strip_suffix(ending)?;
        (stem.len() >= 2).then(|| (format!("{stem}{instead}"), None))
    }
}
