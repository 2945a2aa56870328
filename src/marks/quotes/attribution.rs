//! Who said a stretch, by the words of its own sentence.

use super::frame::Frame;
use super::lexicon::Classes;
use super::phrase::{Phrase, is_possessive};
use super::scan::Stretch;
use crate::table::listed;

/// How a stretch is tied to its speaker, from the closest tie to the loosest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Tie {
    /// “…,” she said. — Said she: “…”
    Tagged,
    /// She said “…”, she told them that “…”, according to her, “…”
    Led,
    /// She said that the plan was “…”
    Governed,
    /// The plan was “…” and would fail, she said.
    Trailing,
    /// She … “…”: the sentence's subject, no verb that says anything.
    Subject,
}

/// The words that give a stretch to a speaker.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Attribution {
    /// The speaker's words.
    pub(super) mention: Phrase,
    /// The words that say that it is said.
    pub(super) cue: Option<Phrase>,
    /// How they are tied.
    pub(super) tie: Tie,
}

const VERB: Classes = Classes::SPEECH;
/// How far behind a quote a tag's verb may stand: room for a long apposition.
const TAG: usize = 45;
/// How far back the words that lead up to a quote are read.
const LEAD: usize = 90;

const fn one(token: usize) -> Phrase {
    Phrase { first: token, end: token + 1 }
}

impl Frame<'_> {
    /// Who said a stretch by the words of its sentence, if they tell.
    pub(super) fn attribution(&self, stretch: &Stretch) -> Option<Attribution> {
        let led = self.lead(stretch);
        // "describing as “…” a letter": nothing sets off what follows, and the verb stands right in front.
        let close = led.is_some_and(|led| {
            led.tie == Tie::Led && led.cue.is_some_and(|cue| stretch.first - cue.end.min(stretch.first) <= 1)
        });
        if !close || self.hangs(stretch) {
            let tagged = self.tag(stretch);
            if tagged.is_some() {
                return tagged;
            }
        }
        if led.is_some_and(|led| led.tie <= Tie::Governed) {
            return led;
        }
        self.trail(stretch).or(led)
    }

    /// What a quote's last sign inside or first sign behind the marks says about what may follow.
    fn hangs(&self, stretch: &Stretch) -> bool {
        listed(", ? ! … - — – ，", self.word(self.last_inside(stretch))) || listed(", — – ― -", self.word(stretch.end))
    }

    /// “…,” she said; “…,” said Ada Moss, the mayor; “…,” according to the report; “…” — Ada Moss
    fn tag(&self, stretch: &Stretch) -> Option<Attribution> {
        if !stretch.closed {
            return None;
        }
        let (_, block_end) = self.block(stretch.block);
        let full_stop = self.word(self.last_inside(stretch)) == ".";
        let mut hangs = self.hangs(stretch);
        let mut at = stretch.end;
        let mut dash = false;
        while at < block_end && listed(", — – ― -", self.word(at)) {
            dash |= self.word(at) != ",";
            at += 1;
        }
        let relative = self.is(at, Classes::RELATIVE) && !self.is(at, Classes::POSSESSIVE);
        if at >= block_end || self.stretch_at(at).is_some() || relative {
            return None;
        }
        if dash && let Some(mention) = self.signature(at, block_end) {
            return Some(Attribution { mention, cue: None, tie: Tie::Tagged });
        }
        if full_stop && !dash {
            // “It is done.” said Moss: wrong, but clear. A capital begins a sentence of its own.
            if self.is(at, Classes::CAPITAL) {
                return None;
            }
            hangs = true;
        }
        while at < block_end && self.is(at, Classes::ADVERB) && !self.is(at, Classes::CONJUNCTION) {
            at += 1;
        }
        if self.says(at, "according") && self.says(at + 1, "to") {
            let mention = self.phrase_from(at + 2, block_end)?;
            return Some(Attribution { mention, cue: Some(Phrase { first: at, end: at + 2 }), tie: Tie::Tagged });
        }
        // "a déclaré Ada Moss", "ha detto Ada Moss"
        let perfect = self.is(at, Classes::AUX | Classes::PARTICLE) || listed("a ha ont hanno", self.word(at));
        let verb = if perfect && self.is(at + 1, VERB) && !self.is(at + 1, Classes::ING) { at + 1 } else { at };
        if self.is(verb, VERB | Classes::ACT) && !self.is(verb, Classes::CAPITAL) && self.stretch_at(verb).is_none() {
            return self.inverted_tag(verb, hangs, block_end);
        }
        let mut mention = self.phrase_from(at, block_end)?;
        let limit = block_end.min(at + TAG);
        let mut behind = mention.end;
        let mut plain = true;
        while behind < limit {
            if let Some(index) = self.stretch_at(behind)
                && hangs
                && self.stretches[index].end - behind <= 5
                && !self.hangs(&self.stretches[index])
            {
                // A nickname inside the speaker's name.
                behind = self.stretches[index].end;
                while plain && behind < limit && self.is(behind, Classes::CAPITAL) {
                    behind += 1;
                    mention.end = behind;
                }
                continue;
            }
            if self.says(behind, "according")
                || self.stretch_at(behind).is_some()
                || listed("; : ? !", self.word(behind))
            {
                return None;
            }
            if self.is_verb(behind)
                && !self.is(behind, Classes::ING)
                && (plain || self.is(behind, VERB))
                && !self.in_relative(mention.end, behind)
            {
                let speech = self.is(behind, VERB);
                let pronoun = self.is(mention.first, Classes::PRONOUN) || self.is(mention.first, Classes::CAPITAL);
                let told = hangs && (speech || plain)
                    || plain && speech && (pronoun || self.is(mention.first, Classes::DETERMINER));
                return told.then_some(Attribution { mention, cue: Some(one(behind)), tie: Tie::Tagged });
            }
            if self.sentence_stops(behind) {
                return None;
            }
            if !self.is(behind, Classes::AUX | Classes::ADVERB) {
                let first = plain;
                plain = false;
                if !hangs {
                    return None;
                }
                // What follows must be an apposition, a relative clause or a place: set off, or behind "who", "of".
                if first
                    && !listed(", ( — – -", self.word(behind))
                    && !self.is(behind, Classes::RELATIVE | Classes::PREPOSITION | Classes::TIME)
                {
                    return None;
                }
            }
            behind += 1;
        }
        None
    }

    /// “…,” said Ada Moss: the verb at a token, and behind it who does it.
    fn inverted_tag(&self, verb: usize, hangs: bool, block_end: usize) -> Option<Attribution> {
        if !self.is(verb, VERB) || self.is(verb, Classes::ING) {
            return None;
        }
        let mut subject = verb + 1;
        while self.is(subject, Classes::ADVERB) && !self.is(subject, Classes::CONJUNCTION) {
            subject += 1;
        }
        if self.word(subject) == "," && hangs {
            subject += 1;
        }
        if !hangs
            && (self.is(verb, Classes::MIND)
                || !self.is(subject, Classes::CAPITAL | Classes::DETERMINER | Classes::PRONOUN))
        {
            // “…” means nothing: the marked words are the verb's subject.
            return None;
        }
        let mention = self.phrase_from(subject, block_end)?;
        Some(Attribution { mention, cue: Some(one(verb)), tie: Tie::Tagged })
    }

    /// Whether the verb at a token belongs to a relative clause that opened behind the mention: "Moss, who said …, added".
    fn in_relative(&self, from: usize, verb: usize) -> bool {
        let mut at = verb;
        while at > from {
            at -= 1;
            if self.is(at, Classes::RELATIVE) && !self.is(at, Classes::POSSESSIVE) {
                return true;
            }
            if !self.is(at, Classes::AUX | Classes::ADVERB) {
                return false;
            }
        }
        false
    }

    /// Whether a full stop at a token ends a sentence.
    fn sentence_stops(&self, token: usize) -> bool {
        matches!(self.word(token), "." | "…") && {
            let (_, end) = self.sentence(token);
            token + 1 == end
        }
    }

    /// The name behind a dash that closes the paragraph: “…” — Ada Moss, Lisbon
    fn signature(&self, at: usize, block_end: usize) -> Option<Phrase> {
        const LONGEST: usize = 14;
        if block_end - at > LONGEST || !self.is(at, Classes::CAPITAL) {
            return None;
        }
        if (at..block_end).any(|token| {
            self.is_verb(token) || self.is(token, Classes::AUX | Classes::PRONOUN) || self.stretch_at(token).is_some()
        }) {
            return None;
        }
        self.phrase_from(at, block_end)
    }

    /// The nearest words in front that say who speaks.
    fn lead(&self, stretch: &Stretch) -> Option<Attribution> {
        let (start, _) = self.sentence(stretch.first);
        if start >= stretch.first {
            return None;
        }
        let floor = start.max(stretch.first.saturating_sub(LEAD));
        if let Some(named) = self.introduced(stretch, floor) {
            return Some(named);
        }
        let mut at = stretch.first;
        while at > floor {
            at -= 1;
            if let Some(index) = self.stretch_at(at) {
                at = self.stretches[index].first.max(floor);
                continue;
            }
            if let Some(found) = self.lead_at(at, start, stretch) {
                let direct = found.tie == Tie::Led
                    && (self.word(stretch.first - 1) == ":"
                        || self.word(stretch.first - 1) == "," && stretch.first - at <= 4);
                if direct {
                    return Some(found);
                }
                return self.outer(floor, at, start, stretch).or(Some(found));
            }
        }
        let mention = self.main_subject(start, stretch.first, 0)?;
        Some(Attribution { mention, cue: None, tie: Tie::Subject })
    }

    /// "Ada Moss: “…”", at the start of a sentence or behind a dash.
    fn introduced(&self, stretch: &Stretch, floor: usize) -> Option<Attribution> {
        let colon = stretch.first - 1;
        if self.word(colon) != ":" || colon <= floor {
            return None;
        }
        let mention = self.phrase_to(colon - 1, floor)?;
        let alone = mention.first == floor || listed("— – - :", self.word(mention.first - 1));
        let named = (mention.first..mention.end).all(|token| {
            self.is(token, Classes::CAPITAL | Classes::PARTICLE | Classes::TITLE) || !self.is(token, Classes::WORD)
        });
        (alone && named && self.is(mention.first, Classes::CAPITAL)).then_some(Attribution {
            mention,
            cue: Some(one(colon)),
            tie: Tie::Led,
        })
    }

    /// The verb of speech whose report holds the one found: in "Moss said he would call it “…”" the words are what
    /// Moss said. `inner` is the verb that stands nearest to the quote.
    fn outer(&self, floor: usize, inner: usize, start: usize, stretch: &Stretch) -> Option<Attribution> {
        let reports = |at: usize| {
            self.stretch_at(at).is_none() && self.is(at, VERB) && !self.is(at, Classes::MIND) && self.is_verb(at)
        };
        // A new main clause that says something itself cuts the report off.
        let clause = (floor + 1..inner)
            .rev()
            .find(|&at| {
                self.stretch_at(at).is_none()
                    && (self.word(at) == ";"
                        || self.word(at - 1) == ","
                            && listed("and but while though although yet so", self.word(at))
                            && self.starts_phrase(at + 1)
                            && (at..=inner).any(reports))
            })
            .unwrap_or(floor);
        for verb in (clause..inner).filter(|&at| reports(at)) {
            let mention = if self.is(verb, Classes::ING) && verb > start && self.word(verb - 1) != "," {
                None
            } else {
                self.subject(verb, start)
            };
            let Some(mention) = mention else { continue };
            let free = mention.first == start
                || self.stretch_at(mention.first - 1).is_some()
                || self.is(mention.first - 1, Classes::ADVERB)
                || self.is(verb, Classes::ING)
                || listed(", — – - and but And But So Yet : ) ;", self.word(mention.first - 1))
                || self.is(mention.first - 1, Classes::TIME);
            if free && mention.first < verb {
                return Some(Attribution { mention, cue: Some(one(verb)), tie: self.tie(verb, stretch) });
            }
        }
        None
    }

    fn lead_at(&self, at: usize, start: usize, stretch: &Stretch) -> Option<Attribution> {
        if self.says(at, "according") && self.says(at + 1, "to") {
            let mention = self.phrase_from(at + 2, stretch.first)?;
            return Some(Attribution { mention, cue: Some(Phrase { first: at, end: at + 2 }), tie: Tie::Led });
        }
        if self.is_verb(at) {
            let tie = self.tie(at, stretch);
            let mention =
                self.passive_agent(at, stretch).or_else(|| self.subject(at, start)).or_else(|| self.inverted(at));
            let mention = match mention {
                Some(mention) => mention,
                // "Said Ada Moss: “…”"
                None if at == start => self.phrase_from(at + 1, stretch.first)?,
                None => return None,
            };
            return Some(Attribution { mention, cue: Some(one(at)), tie });
        }
        if self.is(at, Classes::SPEECH_NOUN) && at > start && !self.is(at, Classes::CAPITAL) {
            // "Moss's repeated claim that “…”", "her remark that “…”"
            let owner = (start.max(at.saturating_sub(4))..at)
                .rev()
                .take_while(|&token| self.is(token, Classes::WORD))
                .find(|&token| {
                    self.stretch_at(token).is_none()
                        && (is_possessive(self.word(token)) || self.is(token, Classes::POSSESSIVE))
                })?;
            let mention = if self.is(owner, Classes::POSSESSIVE) { one(owner) } else { self.phrase_to(owner, start)? };
            let adjacent =
                stretch.first - at <= 3 && (at + 1..stretch.first).all(|token| listed("that : , of", self.word(token)));
            let tie = if adjacent { Tie::Led } else { Tie::Governed };
            return (adjacent || self.says(at + 1, "that")).then_some(Attribution { mention, cue: Some(one(at)), tie });
        }
        None
    }

    /// "was called “…” by Ada Moss": the agent behind the quote speaks.
    fn passive_agent(&self, verb: usize, stretch: &Stretch) -> Option<Phrase> {
        let passive = verb > 0
            && !self.is(verb, Classes::ING | Classes::PRESENT)
            && (verb.saturating_sub(3)..verb)
                .rev()
                .take_while(|&token| self.is(token, Classes::AUX | Classes::ADVERB))
                .any(|token| self.is(token, Classes::BE));
        if !passive {
            return None;
        }
        let (_, end) = self.sentence(stretch.first);
        let by = (stretch.end..end.min(stretch.end + 6))
            .chain(verb + 1..stretch.first)
            .find(|&token| self.says(token, "by") && self.stretch_at(token).is_none())?;
        self.phrase_from(by + 1, end)
    }

    /// How close a verb stands to the quote that it leads up to.
    fn tie(&self, verb: usize, stretch: &Stretch) -> Tie {
        let gap = stretch.first - verb - 1;
        let last = self.word(stretch.first - 1);
        let light = (verb + 1..stretch.first).all(|token| {
            self.stretch_at(token).is_none()
                && (self.is(
                    token,
                    Classes::DETERMINER | Classes::PRONOUN | Classes::BE | Classes::ADVERB | Classes::PREPOSITION,
                ) || !self.is(token, Classes::WORD)
                    || self.is(token, Classes::CAPITAL))
        });
        let pointing = listed(": , that as", last) && gap <= 25 || last == ":";
        if gap == 0 || (self.is(verb, VERB) && (pointing || light && gap <= 4)) { Tie::Led } else { Tie::Governed }
    }

    /// A tag further on: … “…” on the day, the minister said.
    fn trail(&self, stretch: &Stretch) -> Option<Attribution> {
        let (_, end) = self.sentence(stretch.first);
        let mut at = stretch.end;
        let limit = end.min(stretch.end + LEAD);
        while at < limit {
            if let Some(index) = self.stretch_at(at) {
                at = self.stretches[index].end;
                continue;
            }
            if self.says(at, "according") && self.says(at + 1, "to") {
                let mention = self.phrase_from(at + 2, end)?;
                return Some(Attribution { mention, cue: Some(Phrase { first: at, end: at + 2 }), tie: Tie::Trailing });
            }
            let put = self.says(at, "as") || self.says(at, "per") && self.word(at - 1) == ",";
            if put
                && self.hangs(stretch)
                && let Some(mention) = self.phrase_from(at + 1, end)
                && (self.says(at, "per") || self.is_verb(mention.end) && self.is(mention.end, VERB))
            {
                return Some(Attribution { mention, cue: Some(one(at)), tie: Tie::Trailing });
            }
            let set_off = |first: usize| {
                first > stretch.end
                    && (self.word(first - 1) == ","
                        || self.stretch_at(first - 1).is_some_and(|index| self.hangs(&self.stretches[index])))
            };
            if self.is(at, VERB) && self.is_verb(at) && !self.is(at, Classes::ING) {
                if set_off(at)
                    && let Some(mention) = self.phrase_from(at + 1, end)
                {
                    return Some(Attribution { mention, cue: Some(one(at)), tie: Tie::Trailing });
                }
                let mention = self.subject(at, stretch.end).filter(|mention| set_off(mention.first));
                if let Some(mention) = mention {
                    return Some(Attribution { mention, cue: Some(one(at)), tie: Tie::Trailing });
                }
            }
            at += 1;
        }
        None
    }

    /// Who the sentence before a token is about: the subject of its last verb of speech, or its first phrase.
    pub(super) fn speaker_before(&self, token: usize, block_start: usize) -> Option<Attribution> {
        let last = token.checked_sub(1).filter(|&last| last >= block_start)?;
        let (start, end) = self.sentence(last);
        self.speaker_in(start, end.min(token))
    }

    /// Who a sentence is about.
    pub(super) fn speaker_in(&self, start: usize, end: usize) -> Option<Attribution> {
        let floor = start.max(end.saturating_sub(LEAD));
        let verbs = || (floor..end).rev().filter(|&at| self.stretch_at(at).is_none() && self.is_verb(at));
        let according = (floor..end)
            .rev()
            .find(|&at| self.says(at, "according") && self.says(at + 1, "to") && self.stretch_at(at).is_none());
        if let Some(at) = according
            && let Some(mention) = self.phrase_from(at + 2, end)
        {
            return Some(Attribution { mention, cue: Some(Phrase { first: at, end: at + 2 }), tie: Tie::Subject });
        }
        for at in verbs().take(4) {
            let speech = self.is(at, VERB);
            if !speech {
                continue;
            }
            if let Some(mention) = self.subject(at, start).or_else(|| self.inverted(at)) {
                return Some(Attribution { mention, cue: Some(one(at)), tie: Tie::Subject });
            }
        }
        let mention = self.main_subject(start, end, 0)?;
        Some(Attribution { mention, cue: None, tie: Tie::Subject })
    }
}
