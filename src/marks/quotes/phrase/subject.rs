//! Who does a verb: the phrase before it, behind it, or the one that its sentence is about. No parser, only its question.

use super::Phrase;
use crate::marks::quotes::frame::Frame;
use crate::marks::quotes::lexicon::Classes;
use crate::table::listed;

/// No search for a subject goes further back.
const REACH: usize = 90;

impl Frame<'_> {
    /// Who does the verb at a token; the search stays at or behind `limit`.
    pub(in crate::marks::quotes) fn subject(&self, verb: usize, limit: usize) -> Option<Phrase> {
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
            } else if self.is(before, Classes::TIME) {
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
    pub(in crate::marks::quotes) fn inverted(&self, verb: usize) -> Option<Phrase> {
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
    pub(in crate::marks::quotes) fn main_subject(&self, start: usize, end: usize, depth: usize) -> Option<Phrase> {
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
