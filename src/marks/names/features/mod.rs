//! The features of a unit: small facts about it and its surroundings, each a hash. The training tool and the tagger
//! call this very code, so that a weight means the same to both. Changing anything here means training again.

mod run;
mod second;
mod sink;

pub use second::FirstPass;
pub use sink::Sink;

use super::cues;
use super::document::{Document, NO_RUN, Place, Seen};
use super::lexicon::Lexicon;
use super::units::{Case, Mode, Word};
use sink::Writer;
use std::ops::Range;

/// Bits of a feature's hash.
pub const FEATURE_BITS: u32 = 26;

/// The word that stands beyond a block's edges.
fn edge() -> Word {
    Word {
        form: 1,
        lower: 1,
        lower_id: 0,
        case: Case::Sign,
        shape: 1,
        prefixes: [0; 3],
        suffixes: [0; 4],
        letter: '\0',
        length: 0,
        cues: 0,
        cluster: 0,
        habit: 0,
        given: false,
        family: false,
        possessive: false,
        sign: 0,
    }
}

/// Where a word stands beside the unit that features are of.
#[derive(Clone, Copy, Debug)]
pub(super) enum Beside {
    Itself,
    Before,
    Behind,
    TwoBefore,
    TwoBehind,
}

impl Beside {
    pub(super) const ALL: [Self; 5] = [Self::Itself, Self::Before, Self::Behind, Self::TwoBefore, Self::TwoBehind];
}

/// Writes the features of units of one document.
#[derive(Debug)]
pub struct Features<'a> {
    document: &'a Document,
    lexicon: &'a Lexicon,
    first_pass: Option<&'a FirstPass>,
    edge: Word,
}

impl<'a> Features<'a> {
    /// For a document; with what the first pass found, the features of the second.
    #[must_use]
    pub fn new(document: &'a Document, lexicon: &'a Lexicon, first_pass: Option<&'a FirstPass>) -> Self {
        Self { document, lexicon, first_pass, edge: edge() }
    }

    /// Writes the features of the unit `at` of a block, which is `block`, to `out`, which is emptied first.
    pub fn write(&self, block: &Range<usize>, at: usize, out: &mut Vec<u32>) {
        out.clear();
        self.both(block, at, out);
        if let Some(first) = self.first_pass {
            self.second(first, block, at, out);
        }
    }

    /// The features that both passes have.
    fn both(&self, block: &Range<usize>, at: usize, sink: &mut impl Sink) {
        let is_near = self.is_near_capital(block, at);
        for (beside, word) in Beside::ALL.into_iter().zip(self.words(block, at)) {
            self.of_word(beside, word, is_near, sink);
        }
        self.of_place(block, at, is_near, sink);
    }

    /// The numbers of a unit's word and of those beside it, in the order of [`Beside::ALL`].
    pub(super) fn words(&self, block: &Range<usize>, at: usize) -> [u32; Beside::ALL.len()] {
        [0, -1, 1, -2, 2].map(|offset| self.number(block, at, offset))
    }

    /// The number of the word so far from a unit.
    fn number(&self, block: &Range<usize>, at: usize, offset: isize) -> u32 {
        let units = &self.document.units;
        let near = at.checked_add_signed(offset).filter(|near| block.contains(near));
        near.map_or(units.words.len() as u32, |near| units.units[near].word)
    }

    /// A word by its number; the one beyond a block's edges has a number behind all others.
    fn word(&self, number: u32) -> &Word {
        self.document.units.words.get(number as usize).unwrap_or(&self.edge)
    }

    /// The features that a word alone gives a unit by where it stands beside that: the same wherever the two meet in the
    /// text. Of units far from capitals little is asked.
    pub(super) fn of_word(&self, beside: Beside, word: u32, is_near: bool, sink: &mut impl Sink) {
        let put = &mut Writer(sink);
        let w = self.word(word);
        let [middle, coarse] = self.lexicon.coarse(w.cluster).map(u64::from);
        match beside {
            Beside::Itself => {
                put.add(1, 0);
                put.add(2, w.lower);
                put.add(7, u64::from(w.shape));
                put.add(8, u64::from(w.cluster));
                put.add(9, middle << 3 | code(w.case));
                put.add(10, coarse << 3 | code(w.case));
            }
            Beside::Before => put.add(3, w.lower),
            Beside::Behind => put.add(4, w.lower),
            Beside::TwoBefore | Beside::TwoBehind => {}
        }
        if !is_near {
            return;
        }
        // What a word behind gives has the number after that of what the like word before does.
        let behind = u32::from(matches!(beside, Beside::Behind | Beside::TwoBehind));
        let [cluster, cues] = [u64::from(w.cluster), u64::from(w.cues)];
        match beside {
            Beside::Itself => {
                put.add(13, w.form);
                for (index, &affix) in w.prefixes.iter().enumerate() {
                    put.some(21 + index as u32, affix);
                }
                for (index, &affix) in w.suffixes.iter().enumerate() {
                    put.some(24 + index as u32, affix);
                }
                put.add(30, u64::from(w.length.min(12)) << 3 | code(w.case));
                put.add(53, person(w));
                put.add(61, cues);
                if w.case >= Case::Inner {
                    self.document_wide(w, put);
                }
            }
            Beside::Before | Beside::Behind => {
                put.add(19 + behind, u64::from(w.shape));
                put.some(28 + behind, w.suffixes[2]);
                put.add(35 + behind, cluster);
                put.add(37 + behind, middle);
                // Between the two stand the cues of the word itself.
                put.add(60 + 2 * behind, cues);
            }
            Beside::TwoBefore | Beside::TwoBehind => {
                put.add(11 + behind, w.lower);
                put.add(41 + behind, middle);
                put.add(43 + behind, coarse);
                put.add(63 + behind, cues);
            }
        }
    }

    /// The features that a unit has from several words together, and from its place.
    pub(super) fn of_place(&self, block: &Range<usize>, at: usize, is_near: bool, sink: &mut impl Sink) {
        let units = &self.document.units;
        let unit = units.units[at];
        let [w, l1, r1, l2, r2] = self.words(block, at).map(|number| self.word(number));
        let put = &mut Writer(sink);

        // The word and those beside it.
        let cases = code(l1.case) | code(w.case) << 3 | code(r1.case) << 6;
        let mode = unit.mode as u64;
        let start = u64::from(unit.first);
        put.add(5, cases);
        put.add(6, code(w.case) | start << 3 | mode << 4);
        if !is_near {
            return;
        }
        put.pair(14, l1.lower, w.lower);
        put.pair(15, w.lower, r1.lower);
        put.add(16, cases << 6 | code(l2.case) | code(r2.case) << 3);
        put.add(17, cases << 4 | start << 2 | mode);
        put.pair(18, w.lower, start << 2 | mode);

        // How the words are usually written.
        let habit = |word: &Word| u64::from(word.habit);
        put.add(31, habit(w) << 3 | start << 2 | mode);
        put.add(32, habit(l1) << 6 | code(l1.case) << 3 | code(w.case));
        put.add(33, habit(r1) << 6 | code(r1.case) << 3 | code(w.case));
        put.add(34, habit(w) << 12 | cases << 3 | start << 2 | mode);

        // Their classes.
        let coarse_of = |word: &Word| u64::from(self.lexicon.coarse(word.cluster)[1]);
        let [l2c, lc, coarse, rc, r2c] = [l2, l1, w, r1, r2].map(coarse_of);
        put.add(39, lc << 3 | code(w.case));
        put.add(40, rc << 3 | code(w.case));
        put.add(45, lc << 8 | coarse);
        put.add(46, coarse << 8 | rc);
        put.add(47, lc << 8 | rc);
        put.add(48, l2c << 8 | lc);
        put.add(49, rc << 8 | r2c);

        // Names of people.
        put.add(50, person(l1) << 10 | person(w) << 5 | person(r1));
        put.add(51, person(w) << 5 | person(r1));
        put.add(52, person(l1) << 5 | person(w));
        put.add(54, person(w) << 10 | person(r1) << 5 | person(r2));
        put.add(55, person(l2) << 10 | person(l1) << 5 | person(w));

        // Places of the gazetteer.
        let place = |index: isize| match at.checked_add_signed(index) {
            Some(index) if block.contains(&index) => place_code(self.document.places[index]),
            _ => 0,
        };
        let places = place(-1) << 16 | place(0) << 8 | place(1);
        put.add(56, place(0));
        put.add(57, places);
        put.add(58, place(0) << 3 | habit(w));
        put.add(59, place(0) << 5 | person(w));

        // Cues.
        let cue = |word: &Word| u64::from(word.cues);
        put.pair(65, cue(l1), cue(w) << 3 | code(w.case));
        put.pair(66, cue(w), cue(r1) << 3 | code(r1.case));
        put.pair(67, cue(l2), cue(l1));

        if l1.sign == b'-' && w.case == Case::Lower {
            // "Hsien-loong", "Washington-based".
            put.pair(68, person(l2) << 8 | code(l2.case) << 4 | habit(w), coarse);
            let l3 = self.word(self.number(block, at, -3));
            let far = u64::from(l3.given) | u64::from(l3.family) << 1 | code(l3.case) << 4;
            put.pair(69, far, person(l2) << 8 | habit(w));
        }

        self.run(block, at, put);
        if w.case >= Case::Inner {
            self.written(at, put);
        }
    }

    /// Whether the unit or one beside it has a capital; far from all, little is asked about a unit.
    pub(super) fn is_near_capital(&self, block: &Range<usize>, at: usize) -> bool {
        (at.saturating_sub(1)..at + 2)
            .any(|unit| block.contains(&unit) && self.document.units.word(unit).case >= Case::Inner)
    }

    /// What the rest of the text says about a word.
    fn document_wide(&self, w: &Word, put: &mut Writer<'_, impl Sink>) {
        let seen = &self.document.seen[w.lower_id as usize];
        put.add(111, seen.written() << 3 | u64::from(w.habit));
        let facts = seen.facts();
        (0..Seen::FACTS).filter(|fact| facts >> fact & 1 != 0).for_each(|fact| put.add(112, fact));
        for &before in seen.before.iter().filter(|&&before| before != 0) {
            put.add(114, before);
        }
        for &behind in seen.behind.iter().filter(|&&behind| behind != 0) {
            put.add(115, behind);
        }
    }

    /// The like, with how the word is written here.
    fn written(&self, at: usize, put: &mut Writer<'_, impl Sink>) {
        let unit = self.document.units.units[at];
        let seen = &self.document.seen[self.document.units.word(at).lower_id as usize];
        put.add(110, seen.written() << 3 | u64::from(unit.first) << 2 | unit.mode as u64);
        let run = self.document.run_of[at];
        let alone = run != NO_RUN && {
            let run = self.document.runs[run as usize];
            run.end - run.start == 1
        };
        put.add(113, seen.facts() << 1 | u64::from(alone));
    }
}

/// What a word may be in a person's name.
fn person(word: &Word) -> u64 {
    u64::from(word.given)
        | u64::from(word.family) << 1
        | u64::from(word.case.is_capital()) << 2
        | u64::from(word.case == Case::Initial) << 3
        | u64::from(word.cues & cues::PARTICLE != 0) << 4
}

fn code(case: Case) -> u64 {
    case as u64
}

fn place_code(place: Place) -> u64 {
    if place.part == 0 {
        0
    } else {
        u64::from(place.part) | u64::from(place.tier) << 2 | u64::from(place.length.min(3)) << 5
    }
}

/// Keeps the compiler from thinking that a mode is never read.
const _: () = assert!(Mode::Lower as u8 == 3);
