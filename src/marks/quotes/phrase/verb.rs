//! Which words are used as verbs, and which of them give words.

use super::is_possessive;
use crate::marks::quotes::frame::Frame;
use crate::marks::quotes::lexicon::Classes;
use crate::table::listed;

impl Frame<'_> {
    /// Whether a token is used as a verb of giving words, or of doing something with them.
    pub(in crate::marks::quotes) fn is_verb(&self, token: usize) -> bool {
        let verb = Classes::SPEECH | Classes::ACT;
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
        if noun || !self.is(token, Classes::SPEECH) || base && !plural {
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

    /// Whether a word that the table does not know looks like a verb in the past: "faced a", "turned to the".
    pub(in crate::marks::quotes) fn is_past(&self, token: usize, next: usize) -> bool {
        let word = self.word(token);
        word.len() > 4
            && word.ends_with("ed")
            && !self.is(token, Classes::CAPITAL)
            && self.is(next, Classes::DETERMINER | Classes::PREPOSITION | Classes::PRONOUN)
    }
}
