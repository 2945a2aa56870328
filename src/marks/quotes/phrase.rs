//! Noun phrases and subjects, by the words that may and may not stand in them: no parser, only its question
//! "who does this verb?".

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

const VERB: Classes = Classes::SPEECH;
/// No phrase is longer.
const LONGEST: usize = 24;
/// No search for a subject goes further back.
const REACH: usize = 90;

impl Frame<'_> {
    /// Whether a token is used as a verb of giving words, or of doing something with them.
    pub(super) fn is_verb(&self, token: usize) -> bool {
        let verb = VERB | Classes::ACT;
        if !self.is(token, verb) || self.is(token, Classes::PREPOSITION) {
            return false;
        }
        let (start, _) = self.sentence(token);
        if self.is(token, Classes::CAPITAL) {
            return token == start && !self.is(token, Classes::PRESENT);
        }
        if token == start {
            return true;
        }
        let before = token - 1;
        if self.is(before, Classes::DETERMINER) && !self.says(before, "that") && !self.says(before, "all") {
            // "the so-called", "his call": a noun or an adjective, but "some say", "many believe" are subjects.
            return !self.is(before, Classes::POSSESSIVE)
                && !listed("the a an no The A An any each every", self.word(before))
                && !self.is(token, Classes::SPEECH_NOUN);
        }
        if !self.is(token, Classes::PRESENT) {
            return true;
        }
        if self.is(before, Classes::PREPOSITION) && !self.says(before, "to") || is_possessive(self.word(before)) {
            return false;
        }
        // "the swing state", "general counsel": the base form needs a plural, a name in the plural or a helper in front.
        let base = !self.word(token).ends_with('s');
        if base && self.is(before, Classes::CAPITAL) && !self.is(before, Classes::PRONOUN) {
            let several = self.word(before).ends_with('s') || before > start && self.says(before - 1, "and");
            return several && !is_possessive(self.word(before));
        }
        let plural = self.word(before).ends_with('s') || self.is(before, Classes::RELATIVE);
        let noun = self.is(token, Classes::SPEECH_NOUN | Classes::ROLE | Classes::WORK);
        if noun || !self.is(token, VERB) || base && !plural {
            // A word that is as often a noun: something in front must be able to be its subject.
            let subject = Classes::PRONOUN | Classes::CAPITAL | Classes::AUX | Classes::ADVERB | Classes::ROLE;
            return self.is(before, subject) && !self.is(before, Classes::POSSESSIVE)
                || self.says(before, "to")
                || self.says(before, "and")
                || matches!(self.word(before), "," | ")")
                || self.stretch_at(before).is_some();
        }
        true
    }

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

    /// Whether a word that the table does not know looks like a verb in the past: "faced a", "turned to the".
    fn is_past(&self, token: usize, next: usize) -> bool {
        let word = self.word(token);
        word.len() > 4
            && word.ends_with("ed")
            && !self.is(token, Classes::CAPITAL)
            && self.is(next, Classes::DETERMINER | Classes::PREPOSITION | Classes::PRONOUN)
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
        !self.is(token, Classes::ADVERB) || !next(1, VERB | Classes::AUX)
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

    /// Who does the verb at a token; the search stays at or behind `limit`.
    pub(super) fn subject(&self, verb: usize, limit: usize) -> Option<Phrase> {
        self.subject_at(verb, limit.max(verb.saturating_sub(REACH)), 0)
    }

    fn subject_at(&self, verb: usize, limit: usize, depth: usize) -> Option<Phrase> {
        if depth > 4 {
            return None;
        }
        let mut at = verb;
        let mut main = self.is(verb, Classes::ING);
        while at > limit {
            let before = at - 1;
            if self.stretch_at(before).is_some() {
                break;
            }
            if self.is(before, Classes::AUX) {
                main = main && !self.is(before, Classes::BE);
            } else if self.says(before, "to") {
                main = true;
                break;
            } else if self.word(before) == ")" {
                let open = (limit.max(at.saturating_sub(14))..before).rev().find(|&token| self.word(token) == "(")?;
                at = open;
                continue;
            } else if self.is(before, Classes::TIME)
                && !(self.is(before, Classes::CAPITAL)
                    && before > limit
                    && self.is(before - 1, Classes::CAPITAL)
                    && !self.is(before - 1, Classes::TIME)
                    && depth == 99)
            {
                at = before;
                while at > limit
                    && (self.is(at - 1, Classes::TIME)
                        || listed("this the that", self.word(at - 1))
                        || self.text.tokens()[at - 1].kind == crate::article::TokenKind::Number)
                {
                    at -= 1;
                }
                if at > limit && self.is(at - 1, Classes::PREPOSITION) {
                    at -= 1;
                }
                continue;
            } else if !self.is(before, Classes::ADVERB)
                || self.is(before, Classes::CONJUNCTION)
                || self.is(before, Classes::CAPITAL) && before > limit
            {
                break;
            }
            at = before;
        }
        if at <= limit {
            return None;
        }
        let before = at - 1;
        if main {
            return self.participle_subject(verb, before, limit, depth);
        }
        if self.stretch_at(before).is_some() {
            return None;
        }
        match self.word(before) {
            "and" | "but" | "or" | "then" | "nor" => {
                return self.earlier_subject(before, limit, depth);
            }
            "," | "—" | "–" | "―" | "-" => {
                return self.main_subject(self.clause_start(before, limit), before, depth);
            }
            _ => {}
        }
        if self.is(before, Classes::RELATIVE) && !self.is(before, Classes::POSSESSIVE) {
            let mut antecedent = before.checked_sub(1).filter(|&token| token >= limit)?;
            if self.word(antecedent) == "," {
                antecedent = antecedent.checked_sub(1).filter(|&token| token >= limit)?;
            }
            return self.phrase_to(antecedent, limit);
        }
        if !self.is(before, Classes::WORD) && !listed("’ ' . *", self.word(before)) {
            return None;
        }
        self.phrase_to(before, limit)
    }

    /// Who does a verb in -ing or an infinitive: "with one of the ads asking", "as the crowd rose, shouting", or
    /// whoever the sentence is about.
    fn participle_subject(&self, verb: usize, before: usize, limit: usize, depth: usize) -> Option<Phrase> {
        if self.is(verb, Classes::ING)
            && before > limit
            && self.is(before, Classes::WORD)
            && !self.is(before, Classes::AUX | Classes::ADVERB | Classes::CONJUNCTION | Classes::PREPOSITION)
        {
            let named = self.is(before, Classes::CAPITAL).then(|| self.named_to(before, limit));
            if let Some(phrase) = named.or_else(|| self.phrase_to(before, limit))
                && phrase.first > limit
                && listed("with of With", self.word(phrase.first - 1))
            {
                return Some(phrase);
            }
        } else if self.word(before) == "," {
            let opening = (limit..before).rev().find(|&at| self.word(at) == "," || self.stretch_at(at).is_some());
            if let Some(comma) = opening
                && listed("when as while after before where", self.word(comma + 1))
                && let Some(phrase) = self.phrase_from(comma + 2, before)
                && !self.is(comma + 2, Classes::DETERMINER)
            {
                return Some(phrase);
            }
        }
        self.main_subject(limit, verb, depth)
    }

    /// The run of capitalised words that ends with a token.
    fn named_to(&self, last: usize, limit: usize) -> Phrase {
        let mut first = last;
        while first > limit
            && (self.is(first - 1, Classes::CAPITAL | Classes::PARTICLE) || self.is_stop_inside(first - 1))
        {
            first -= 1;
        }
        Phrase { first, end: last + 1 }
    }

    /// The subject of the last verb before a token: coordinated verbs share theirs.
    fn earlier_subject(&self, token: usize, limit: usize, depth: usize) -> Option<Phrase> {
        let earlier = (limit..token).rev().find(|&at| {
            self.stretch_at(at).is_none()
                && !self.is(at, Classes::ING)
                && (self.is_verb(at) || self.is(at, Classes::AUX))
        });
        match earlier {
            Some(verb) => self
                .subject_at(verb, limit, depth + 1)
                .or_else(|| self.inverted(verb))
                .or_else(|| self.main_subject(limit, token, depth + 1)),
            None => self.main_subject(limit, token, depth + 1),
        }
    }

    /// The subject behind a verb that follows a quote: “…,” said Ada Moss.
    pub(super) fn inverted(&self, verb: usize) -> Option<Phrase> {
        let (start, end) = self.sentence(verb);
        if verb == start || self.stretch_at(verb - 1).is_none() && !listed(", — – -", self.word(verb - 1)) {
            return None;
        }
        self.phrase_from(verb + 1, end)
    }

    /// Where the clause that holds a token begins.
    fn clause_start(&self, token: usize, limit: usize) -> usize {
        (limit..token)
            .rev()
            .find(|&at| {
                self.stretch_at(at).is_some()
                    || matches!(self.word(at), ";" | ":")
                    || self.says(at, "that") && at > limit && self.is_verb(at - 1)
            })
            .map_or(limit, |at| at + 1)
    }

    /// Behind "LISBON, July 25 — " or "Lisbon (Agency) — ", where a sentence begins so.
    fn behind_dateline(&self, start: usize, end: usize) -> usize {
        const LONGEST: usize = 16;
        let place = self.word(start);
        let shouted = place.len() > 2 && place.chars().all(char::is_uppercase);
        (start + 1..end.min(start + LONGEST))
            .find(|&at| listed("— – ― -", self.word(at)) && !self.attached(at + 1))
            .filter(|&dash| shouted || self.word(dash - 1) == ")" && self.word(start + 1) == "(")
            .map_or(start, |dash| dash + 1)
    }

    /// The first phrase of a sentence that is no opening adverbial: its subject, as English has it.
    pub(super) fn main_subject(&self, start: usize, end: usize, depth: usize) -> Option<Phrase> {
        let subordinate = |token: usize| {
            self.is(token, Classes::PREPOSITION | Classes::CONJUNCTION)
                && !listed("and but or so yet And But Or So Yet nor Nor", self.word(token))
        };
        let mut at = self.behind_dateline(start, end);
        while at < end {
            if self.stretch_at(at).is_some() {
                at += 1;
                continue;
            }
            let opening = subordinate(at)
                || self.is(at, Classes::TIME)
                || self.is_verb(at)
                || at == start && self.word(at).ends_with("ing") && self.is(at + 1, Classes::DETERMINER)
                || self.is(at, Classes::ADVERB) && self.word(at + 1) == ",";
            if opening
                && self.is_verb(at)
                && let Some(phrase) = self.inverted(at)
            {
                return Some(phrase);
            }
            if opening {
                let comma = (at..end).find(|&token| self.word(token) == "," && self.stretch_at(token).is_none());
                let Some(comma) = comma else {
                    let verb = (at + 1..end.min(at + REACH)).find(|&token| {
                        self.stretch_at(token).is_none()
                            && (self.is_verb(token) && !self.is(token, Classes::ING) || self.is(token, Classes::AUX))
                    });
                    return match verb {
                        Some(verb) if depth < 4 => self.subject_at(verb, start, depth + 1),
                        _ => self.inverted(at).or_else(|| self.phrase_to(end.checked_sub(1)?, start)),
                    };
                };
                at = comma + 1;
                continue;
            }
            if self.starts_phrase(at) {
                let phrase = self.phrase_from(at, end)?;
                // "In Geneva, Switzerland, Ms Ode said": the second phrase stands right before its verb.
                if at > start
                    && self.word(phrase.end) == ","
                    && self.is(at, Classes::CAPITAL)
                    && let Some(second) = self.phrase_from(phrase.end + 1, end)
                    && !self.is(second.first, Classes::DETERMINER)
                    && (self.is(second.end, Classes::AUX) || second.end < end && self.is_verb(second.end))
                {
                    return Some(second);
                }
                return Some(phrase);
            }
            at += 1;
        }
        None
    }
}

/// Whether a word ends as an owner does.
pub(super) fn is_possessive(word: &str) -> bool {
    word.ends_with("'s") || word.ends_with("’s")
}
