//! What the whole text says about each of its words, and where capitals run together: the evidence that a sentence
//! alone does not have (Chieu and Ng, "Named Entity Recognition: A Maximum Entropy Approach Using Global Information", 2002).

use super::cues;
use super::lexicon::{self, Lexicon};
use super::units::{Case, Mode, Units};
use crate::hash;
use crate::map::Map;
use std::ops::Range;

/// No run.
pub(super) const NO_RUN: u32 = u32::MAX;
/// The longest place name looked up, in words.
const LONGEST_PLACE: usize = 5;
/// How many different neighbours of a word are kept.
pub(super) const NEIGHBOURS: usize = 3;

/// A text's units with what the whole of it says.
#[derive(Clone, Debug)]
pub struct Document {
    /// Units and words.
    pub units: Units,
    /// The capitalised run that each unit is in, or [`NO_RUN`].
    pub run_of: Vec<u32>,
    /// The runs, in order.
    pub runs: Vec<Run>,
    /// For each unit its part in a place name of the gazetteer.
    pub places: Vec<Place>,
    /// For each lower-case form what is seen of it.
    pub seen: Vec<Seen>,
    /// By the hash of a word spelt with the first letters of a run: that run.
    pub(super) spelt: Map<u32>,
}

/// Words with capitals beside each other.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    /// Its first unit.
    pub start: u32,
    /// Behind its last unit.
    pub end: u32,
    /// First unit of the run with those that "of", "and" and the like join to it.
    pub wide_start: u32,
    /// Behind the last unit of those.
    pub wide_end: u32,
    /// Hash of its words.
    pub hash: u64,
    /// Cues that any of its words is.
    pub cues: u32,
}

/// A unit's part in a place name.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Place {
    /// 0 none, 1 first, 2 later.
    pub part: u8,
    /// The place's tier: countries 0, the smallest towns 4.
    pub tier: u8,
    /// How many words it has.
    pub length: u8,
}

/// What is seen of a lower-case form in the text.
#[derive(Clone, Copy, Default, Debug)]
pub struct Seen {
    /// Times in small letters, in prose.
    pub lower: u32,
    /// Times with a capital in the middle of a sentence of prose.
    pub middle: u32,
    /// Times with a capital.
    pub capital: u32,
    /// A title or trade stands before it somewhere.
    pub after_title: bool,
    /// A first name stands before it somewhere.
    pub after_given: bool,
    /// It is a first word of a run whose second is a family name, or is none known.
    pub before_family: bool,
    /// It is in a run that ends with an organisation's cue somewhere.
    pub organisation: bool,
    /// It is in a run with a place's cue somewhere.
    pub place: bool,
    /// It ends a longer run somewhere.
    pub ends_longer: bool,
    /// It begins a longer run somewhere.
    pub begins_longer: bool,
    /// It has "in", "from" or the like before it somewhere.
    pub after_in: bool,
    /// A verb of saying stands beside it somewhere.
    pub speaks: bool,
    /// Lower-case forms before its capitalised mentions.
    pub before: [u64; NEIGHBOURS],
    /// Lower-case forms behind them.
    pub behind: [u64; NEIGHBOURS],
}

impl Seen {
    /// How many facts there are.
    pub(super) const FACTS: u64 = 9;

    /// How it is written, by how often each way.
    pub(super) fn written(&self) -> u64 {
        u64::from(self.lower.min(2)) | u64::from(self.middle.min(2)) << 2 | u64::from(self.capital.min(3)) << 4
    }

    /// What is seen of it somewhere: a bit a fact.
    pub(super) fn facts(&self) -> u64 {
        u64::from(self.after_title)
            | u64::from(self.after_given) << 1
            | u64::from(self.before_family) << 2
            | u64::from(self.organisation) << 3
            | u64::from(self.place) << 4
            | u64::from(self.ends_longer) << 5
            | u64::from(self.begins_longer) << 6
            | u64::from(self.after_in) << 7
            | u64::from(self.speaks) << 8
    }
}

impl Document {
    /// Reads the units.
    #[must_use]
    pub fn of(units: Units, lexicon: &Lexicon) -> Self {
        let count = units.units.len();
        let mut document = Self {
            run_of: vec![NO_RUN; count],
            runs: Vec::new(),
            places: vec![Place::default(); count],
            seen: vec![Seen::default(); units.lowers as usize],
            spelt: Map::default(),
            units,
        };
        for block in 0..document.units.blocks.len() {
            let range = document.units.blocks[block].clone();
            document.find_runs(range.clone());
            document.find_places(range.clone(), lexicon);
            document.see(range);
        }
        document
    }

    /// Whether a unit can be part of a capitalised run.
    fn in_run(&self, unit: usize) -> bool {
        let word = self.units.word(unit);
        if !word.case.is_capital() && word.case != Case::Inner {
            return false;
        }
        let at = &self.units.units[unit];
        // A function word with a capital begins the sentence, no name; in a headline it is capitalised like the rest.
        !(word.cues & cues::FUNCTION != 0 && word.case != Case::Capitals && (at.first || at.mode == Mode::Title))
    }

    fn find_runs(&mut self, block: Range<usize>) {
        let first_run = self.runs.len();
        let mut at = block.start;
        while at < block.end {
            if !self.in_run(at) {
                at += 1;
                continue;
            }
            let start = at;
            let mut end = at + 1;
            while end < block.end && !self.units.units[end].first {
                if self.in_run(end) {
                    end += 1;
                } else if end + 1 < block.end
                    && matches!(self.units.word(end).sign, b'-' | b'&')
                    && self.in_run(end + 1)
                    && !self.units.units[end + 1].first
                {
                    end += 2;
                } else {
                    break;
                }
            }
            let hash = lexicon::sequence((start..end).map(|unit| self.units.word(unit).lower));
            let all = (start..end).fold(0, |all, unit| all | self.units.word(unit).cues);
            for run in &mut self.run_of[start..end] {
                *run = self.runs.len() as u32;
            }
            self.runs.push(Run {
                start: start as u32,
                end: end as u32,
                wide_start: start as u32,
                wide_end: end as u32,
                hash,
                cues: all,
            });
            at = end;
        }
        // Joins runs over "of", "and the" and the like: one or two joining words between.
        let mut from = first_run;
        while from < self.runs.len() {
            let mut to = from + 1;
            while to < self.runs.len() && self.joined(self.runs[to - 1].end as usize, self.runs[to].start as usize) {
                to += 1;
            }
            let (start, end) = (self.runs[from].start, self.runs[to - 1].end);
            for run in &mut self.runs[from..to] {
                (run.wide_start, run.wide_end) = (start, end);
            }
            self.spell(start as usize..end as usize, to as u32 - 1);
            from = to;
        }
    }

    /// Notes the word that the first letters of a run spell.
    fn spell(&mut self, run: Range<usize>, index: u32) {
        const LONGEST: usize = 8;
        let mut letters = 0;
        let mut hashed = hash::SEED;
        for unit in run.take(2 * LONGEST) {
            let word = self.units.word(unit);
            if word.case.is_capital() {
                letters += 1;
                hashed = hash::step(hashed, word.letter as u64);
            }
        }
        if (2..=LONGEST).contains(&letters) {
            self.spelt.entry(hash::finish(hashed), index);
        }
    }

    fn joined(&self, from: usize, to: usize) -> bool {
        from < to
            && to - from <= 2
            && (from..=to).all(|unit| !self.units.units[unit].first)
            && (from..to).all(|unit| {
                let word = self.units.word(unit);
                word.case == Case::Lower && word.cues & (cues::JOINER | cues::PARTICLE) != 0 || word.sign == b'&'
            })
    }

    fn find_places(&mut self, block: Range<usize>, lexicon: &Lexicon) {
        let mut at = block.start;
        while at < block.end {
            let length =
                if self.units.word(at).case.is_capital() { self.place_at(at, block.end, lexicon) } else { None };
            let Some((length, tier)) = length else {
                at += 1;
                continue;
            };
            for (index, place) in self.places[at..at + length].iter_mut().enumerate() {
                *place = Place { part: if index == 0 { 1 } else { 2 }, tier, length: length as u8 };
            }
            at += length;
        }
    }

    /// The longest place name that begins here: its length in units and its tier.
    fn place_at(&self, start: usize, end: usize, lexicon: &Lexicon) -> Option<(usize, u8)> {
        // Of the first words together, one more each time.
        let mut hashes = [0; LONGEST_PLACE];
        let (mut count, mut hashed) = (0, hash::SEED);
        for unit in start..end.min(start + LONGEST_PLACE) {
            let word = self.units.word(unit);
            if word.case == Case::Sign && !matches!(word.sign, b'-' | b'\'') {
                break;
            }
            hashed = hash::step(hashed, word.lower);
            hashes[count] = hash::finish(hashed);
            count += 1;
        }
        (1..=count).rev().find_map(|length| {
            // A name does not end with a word in small letters.
            if self.units.word(start + length - 1).case <= Case::Lower {
                return None;
            }
            let value = lexicon.places.get(hashes[length - 1])?;
            Some((length, (value & 7) as u8))
        })
    }

    fn see(&mut self, block: Range<usize>) {
        let Self { units, run_of, runs, seen, .. } = self;
        for at in block.clone() {
            let word = units.word(at);
            let unit = units.units[at];
            if word.case < Case::Lower {
                continue;
            }
            let prose = unit.mode == Mode::Prose;
            let seen = &mut seen[word.lower_id as usize];
            if word.case == Case::Lower {
                seen.lower += u32::from(prose);
                continue;
            }
            let before = (at > block.start && !unit.first).then(|| units.word(at - 1));
            let behind = (at + 1 < block.end && !units.units[at + 1].first).then(|| units.word(at + 1));
            let run = runs.get(run_of[at] as usize);
            seen.capital += 1;
            seen.middle += u32::from(prose && !unit.first);
            if let Some(before) = before {
                seen.after_title |= before.cues & (cues::TITLE | cues::ROLE) != 0;
                seen.after_given |= before.given && before.case.is_capital();
                seen.speaks |= before.cues & cues::SPEECH != 0;
                remember(&mut seen.before, before.lower);
                seen.after_in |= is_in(before.lower);
            }
            if let Some(behind) = behind {
                seen.speaks |= behind.cues & cues::SPEECH != 0;
                seen.before_family |= behind.family && behind.case.is_capital();
                remember(&mut seen.behind, behind.lower);
            }
            if let Some(run) = run
                && prose
            {
                let longer = run.end - run.start > 1;
                seen.ends_longer |= longer && at + 1 == run.end as usize;
                seen.begins_longer |= longer && at == run.start as usize;
                seen.organisation |= longer && run.cues & cues::ORGANISATION != 0;
                seen.place |= longer && run.cues & cues::PLACE != 0;
            }
        }
    }
}

fn remember(known: &mut [u64; NEIGHBOURS], lower: u64) {
    for slot in known {
        if *slot == lower {
            return;
        }
        if *slot == 0 {
            *slot = lower;
            return;
        }
    }
}

fn is_in(lower: u64) -> bool {
    use crate::hash::of_word;
    use std::sync::OnceLock;
    static WORDS: OnceLock<[u64; 5]> = OnceLock::new();
    WORDS.get_or_init(|| ["in", "from", "near", "across", "outside"].map(of_word)).contains(&lower)
}
