//! Noun phrases, by the words that may and may not stand in them: no parser.

mod subject;
mod verb;

use super::frame::Frame;
use super::lexicon::Classes;
use crate::table::listed;

/// A run of tokens that names someone or something.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Phrase {
    /// Its first token.
    pub(super) first: usize,
    /// Behind its last token.
    pub(super) end: usize,
}

/// No phrase is longer.
const LONGEST: usize = 24;

impl Frame<'_> {
    /// Whether a token may begin a phrase that names a speaker.
    pub(super) fn starts_phrase(&self, token: usize) -> bool {
        if self.stretch_at(token).is_some() {
            return false;
        }
        if self.is(token, Classes::PRONOUN) {
            return !self.is(token, Classes::RELATIVE);
        }
        if self.is(token, Classes::DETERMINER) {
            return !self.says(token, "that");
        }
        let never = Classes::CONJUNCTION | Classes::PREPOSITION | Classes::AUX | Classes::ADVERB | Classes::TIME;
        (self.is(token, Classes::WORD) && !self.is(token, never) && !self.is_verb(token))
            || (matches!(self.word(token), "@" | "#") && self.attached(token + 1))
    }

    /// The phrase that begins at a token, before `limit`.
    pub(super) fn phrase_from(&self, first: usize, limit: usize) -> Option<Phrase> {
        if first >= limit || !self.starts_phrase(first) {
            return None;
        }
        if self.is(first, Classes::PRONOUN) && !self.is(first, Classes::DETERMINER) {
            return Some(Phrase { first, end: first + 1 });
        }
        let named = self.is(first, Classes::CAPITAL) && !self.is(first, Classes::DETERMINER);
        let limit = limit.min(first + LONGEST);
        let mut at = first + 1;
        while at < limit && self.stretch_at(at).is_none() && self.goes_on(at, limit, named) {
            at += 1;
        }
        while at > first + 1 && !self.may_end(at - 1) {
            at -= 1;
        }
        Some(Phrase { first, end: at })
    }

    /// Whether a phrase may end with this token.
    fn may_end(&self, token: usize) -> bool {
        let never = Classes::PREPOSITION | Classes::CONJUNCTION | Classes::ADVERB | Classes::DETERMINER;
        if self.is(token, Classes::WORD) {
            !self.is(token, never)
        } else {
            matches!(self.word(token), "’" | "'") || self.is_stop_inside(token)
        }
    }

    /// A full stop that belongs to the word before it: Rep., J., Jr.
    fn is_stop_inside(&self, token: usize) -> bool {
        self.word(token) == "."
            && token > 0
            && self.attached(token)
            && (self.is(token - 1, Classes::TITLE)
                || self.word(token - 1).chars().count() <= 2
                || self.word(token - 1).contains('.'))
    }

    /// Whether a phrase goes on over this token.
    fn goes_on(&self, token: usize, limit: usize, named: bool) -> bool {
        let next = |offset: usize, classes: Classes| token + offset < limit && self.is(token + offset, classes);
        if !self.is(token, Classes::WORD) {
            return match self.word(token) {
                "." => self.is_stop_inside(token) && next(1, Classes::CAPITAL),
                "-" | "‑" | "–" | "/" => self.attached(token) && self.attached(token + 1),
                "&" | "@" | "#" | "_" => true,
                "’" | "'" => self.attached(token),
                _ => false,
            };
        }
        if self.is(token, Classes::AUX | Classes::OTHER_VERB)
            || self.is_past(token, token + 1)
            || self.is(token, Classes::PRONOUN) && !self.is(token, Classes::DETERMINER)
        {
            return false;
        }
        if self.is(token, Classes::CAPITAL) {
            return !self.is(token, Classes::TIME) || self.is(token + 1, Classes::CAPITAL);
        }
        if self.is(token, Classes::CONJUNCTION) {
            let coordinates = listed("and or y und et e", self.word(token));
            return coordinates
                && token + 1 < limit
                && (next(1, Classes::CAPITAL)
                    || !named && next(1, Classes::DETERMINER | Classes::ROLE | Classes::TITLE))
                && !self.is_verb(token + 1);
        }
        if self.is(token, Classes::RELATIVE) || self.is(token, Classes::TIME) {
            return false;
        }
        if self.is(token, Classes::PREPOSITION) {
            // "of the Council", "secretary of state Ada Moss"
            let of_name = matches!(self.word(token), "of" | "for")
                && (next(1, Classes::CAPITAL)
                    || next(2, Classes::CAPITAL)
                        && (next(1, Classes::DETERMINER) || self.is(token - 1, Classes::ROLE)));
            let time = next(1, Classes::TIME) || next(2, Classes::TIME);
            let medium = (1..4).any(|offset| next(offset, Classes::SPEECH_NOUN) && !next(offset, Classes::CAPITAL));
            let joins = listed("of for by at with from in to on near behind like", self.word(token));
            return !time && if named { of_name } else { joins && !medium };
        }
        if self.is(token, Classes::PARTICLE) && next(1, Classes::CAPITAL) {
            return true;
        }
        if self.is_verb(token) {
            return false;
        }
        if named {
            // "Moss aide Ben Reed", "the Moss campaign": words between capitals, or a role.
            return self.is(token, Classes::ROLE | Classes::TITLE)
                || next(1, Classes::CAPITAL)
                || next(2, Classes::CAPITAL) && !next(1, Classes::PREPOSITION | Classes::CONJUNCTION);
        }
        !self.is(token, Classes::ADVERB) || !next(1, Classes::SPEECH | Classes::AUX)
    }

    /// The phrase that ends with a token, not before `limit`.
    pub(super) fn phrase_to(&self, last: usize, limit: usize) -> Option<Phrase> {
        self.phrase_back(last, limit, 0)
    }

    fn phrase_back(&self, last: usize, limit: usize, depth: usize) -> Option<Phrase> {
        if self.stretch_at(last).is_some() || depth > 3 {
            return None;
        }
        if self.is(last, Classes::PRONOUN) && !self.is(last, Classes::RELATIVE) {
            return Some(Phrase { first: last, end: last + 1 });
        }
        let floor = limit.max(last.saturating_sub(LONGEST));
        let mut first = last;
        let mut relative = None;
        while first > floor {
            let before = first - 1;
            if self.stretch_at(before).is_some() {
                break;
            }
            if !self.is(before, Classes::WORD) {
                let inside = match self.word(before) {
                    "." => self.is_stop_inside(before),
                    "-" | "‑" | "–" | "/" => self.attached(before) && self.attached(first),
                    "&" | "@" | "#" | "_" => true,
                    "’" | "'" => self.attached(before),
                    _ => false,
                };
                if inside {
                    first = before;
                    continue;
                }
                break;
            }
            if self.is(before, Classes::CAPITAL)
                && !self.is(
                    before,
                    Classes::TIME
                        | Classes::AUX
                        | Classes::CONJUNCTION
                        | Classes::PRONOUN
                        | Classes::PREPOSITION
                        | Classes::ADVERB,
                )
            {
                first = before;
                continue;
            }
            if self.is(before, Classes::RELATIVE) && !self.is(before, Classes::POSSESSIVE) {
                relative = (!self.says(before, "that")).then_some(before);
                break;
            }
            if self.is(before, Classes::OTHER_VERB) || self.is_past(before, first) {
                break;
            }
            if self.is(before, Classes::AUX) || self.is_verb(before) {
                relative = (before.saturating_sub(3).max(floor)..before).rev().find(|&token| {
                    self.is(token, Classes::RELATIVE)
                        && !self.is(token, Classes::POSSESSIVE)
                        && !self.says(token, "that")
                });
                break;
            }
            if self.is(before, Classes::PRONOUN) && !self.is(before, Classes::DETERMINER) {
                break;
            }
            if self.is(before, Classes::CONJUNCTION) && !self.is(before, Classes::PREPOSITION) {
                let joins = matches!(self.word(before), "and" | "or")
                    && before > floor
                    && self.is(before - 1, Classes::WORD)
                    && self.is(first, Classes::CAPITAL | Classes::DETERMINER)
                    && self.is(before - 1, Classes::CAPITAL | Classes::ROLE)
                    && !self.is_verb(before - 1);
                if !joins {
                    break;
                }
            } else if self.is(before, Classes::TIME | Classes::ADVERB) {
                break;
            }
            first = before;
        }
        if let Some(relative) = relative
            && relative > limit
        {
            let mut antecedent = relative - 1;
            if self.word(antecedent) == "," && antecedent > limit {
                antecedent -= 1;
            }
            if self.is(antecedent, Classes::WORD)
                && !self.is(antecedent, Classes::PREPOSITION | Classes::CONJUNCTION | Classes::AUX)
                && !self.is_verb(antecedent)
            {
                return self.phrase_back(antecedent, limit, depth + 1);
            }
        }
        let first = self.trimmed(first, last);
        self.starts_phrase(first).then_some(Phrase { first, end: last + 1 })
    }

    /// Takes an opening adverbial off the front: "In Geneva Ms Ode" leaves "Ms Ode".
    fn trimmed(&self, mut first: usize, last: usize) -> usize {
        let adverbial = Classes::PREPOSITION | Classes::CONJUNCTION | Classes::ADVERB | Classes::TIME;
        while first < last && self.is(first, adverbial) {
            if self.is(first, Classes::PREPOSITION) && !self.is(first, Classes::CONJUNCTION) {
                let mut start = last;
                let named = self.is(last, Classes::CAPITAL);
                while start > first + 1 {
                    let before = start - 1;
                    let belongs = if named {
                        self.is(before, Classes::CAPITAL | Classes::PARTICLE | Classes::TITLE)
                            && !self.is(before, Classes::TIME)
                            || self.is_stop_inside(before)
                    } else {
                        !self.is(start, Classes::DETERMINER) && !self.is(before, Classes::PREPOSITION)
                    };
                    if !belongs {
                        break;
                    }
                    start = before;
                }
                return start;
            }
            first += 1;
        }
        first
    }

    /// The run of capitalised words that ends with a token.
    pub(super) fn named_to(&self, last: usize, limit: usize) -> Phrase {
        let mut first = last;
        while first > limit
            && (self.is(first - 1, Classes::CAPITAL | Classes::PARTICLE) || self.is_stop_inside(first - 1))
        {
            first -= 1;
        }
        Phrase { first, end: last + 1 }
    }
}

/// Whether a word ends as an owner does.
pub(super) fn is_possessive(word: &str) -> bool {
    word.ends_with("'s") || word.ends_with("’s")
}
