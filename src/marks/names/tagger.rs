//! A linear-chain conditional random field (Lafferty, McCallum and Pereira, 2001), decoded by Viterbi's algorithm.

use super::document::Document;
use super::features::{FEATURE_BITS, Features, FirstPass};
use super::labels::{LABELS, Label};
use super::lexicon::Lexicon;
use std::ops::Range;

/// Weights in a row: one a label, and room to make the row a power of two.
pub const ROW: usize = 16;

/// Bits of a feature that the filter goes by: 256 KiB, and one bit in ten or so set.
const FILTER_BITS: u32 = 21;

/// What one pass has learnt.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    /// A bit for the low [`FILTER_BITS`] of every feature. Most features of a text have no weight, and this table, small
    /// enough to stay in a near cache, tells so of nearly all of them.
    filter: Vec<u64>,
    /// Feature plus one, and its row; zero where free.
    slots: Vec<(u32, u32)>,
    rows: Vec<[i8; ROW]>,
    /// Score of one label behind another, in the same unit as the rows.
    pub transitions: [[i16; LABELS]; LABELS],
    /// Score of a label at a block's start.
    pub starts: [i16; LABELS],
}

impl Weights {
    /// Makes the table of distinct features.
    #[must_use]
    pub fn new(
        features: &[u32],
        rows: Vec<[i8; ROW]>,
        transitions: [[i16; LABELS]; LABELS],
        starts: [i16; LABELS],
    ) -> Self {
        let mut slots = vec![(0, 0); (features.len() * 2).next_power_of_two()];
        let mask = slots.len() - 1;
        let mut filter = vec![0; 1 << (FILTER_BITS - 6)];
        for (row, &feature) in features.iter().enumerate() {
            let (word, bit) = filter_place(feature);
            filter[word] |= bit;
            let mut at = feature as usize & mask;
            while slots[at].0 != 0 {
                at = (at + 1) & mask;
            }
            slots[at] = (feature + 1, row as u32);
        }
        Self { filter, slots, rows, transitions, starts }
    }

    /// Adds up the rows of features; `found` is room to work in.
    ///
    /// The tables are larger than the near caches, so nearly all the time goes by in waiting for memory. Three short
    /// loops, each without a branch that hangs on what it waits for, let the processor wait for many at once.
    fn sum(&self, features: &[u32], found: &mut Vec<u32>) -> [i16; ROW] {
        found.clear();
        found.extend(features.iter().copied().filter(|&feature| {
            debug_assert!(feature < 1 << FEATURE_BITS);
            let (word, bit) = filter_place(feature);
            self.filter.get(word).is_some_and(|bits| bits & bit != 0)
        }));
        for place in found.iter_mut() {
            *place = self.row(*place);
        }
        let mut sums = [0_i16; ROW];
        for row in found.iter().filter_map(|&row| self.rows.get(row as usize)) {
            for (sum, &weight) in sums.iter_mut().zip(row) {
                *sum = sum.saturating_add(i16::from(weight));
            }
        }
        sums
    }

    /// The number of a feature's row; one that no row has, where it has no weight.
    #[inline]
    fn row(&self, feature: u32) -> u32 {
        let mask = self.slots.len() - 1;
        let mut at = feature as usize & mask;
        loop {
            match self.slots[at] {
                (0, _) => return u32::MAX,
                (found, row) if found == feature + 1 => return row,
                _ => at = (at + 1) & mask,
            }
        }
    }

    /// The best labels of a document.
    #[must_use]
    pub fn label(&self, document: &Document, lexicon: &Lexicon, first: Option<&FirstPass>) -> Vec<Label> {
        let features = Features::new(document, lexicon, first);
        let mut labels = vec![Label::OUTSIDE; document.units.units.len()];
        let mut scratch = Scratch::default();
        for block in &document.units.blocks {
            self.block(&features, block, &mut scratch, &mut labels);
        }
        labels
    }

    fn block(&self, features: &Features<'_>, block: &Range<usize>, scratch: &mut Scratch, labels: &mut [Label]) {
        if block.is_empty() || self.slots.is_empty() {
            return;
        }
        scratch.back.clear();
        let mut scores = [0_i32; LABELS];
        for at in block.clone() {
            features.write(block, at, &mut scratch.features);
            let own = self.sum(&scratch.features, &mut scratch.found);
            let mut best = [IMPOSSIBLE; LABELS];
            let mut from = [0_u8; LABELS];
            for label in 0..LABELS {
                if at == block.start {
                    if Label::OUTSIDE.allows(Label(label as u8)) {
                        best[label] = i32::from(self.starts[label]);
                    }
                } else {
                    for &before in BEFORE[label] {
                        let score = scores[before as usize] + i32::from(self.transitions[before as usize][label]);
                        if score > best[label] {
                            (best[label], from[label]) = (score, before);
                        }
                    }
                }
                best[label] += i32::from(own[label]);
            }
            // Keeps scores small on a block of any length.
            let top = best.iter().copied().max().unwrap_or(0);
            for score in &mut best {
                *score = (*score - top).max(IMPOSSIBLE);
            }
            scores = best;
            scratch.back.push(from);
        }
        let mut label = (0..LABELS)
            .filter(|&label| !Label(label as u8).is_open())
            .max_by_key(|&label| (scores[label], std::cmp::Reverse(label)))
            .unwrap_or(0);
        for at in block.clone().rev() {
            labels[at] = Label(label as u8);
            label = scratch.back[at - block.start][label] as usize;
        }
    }
}

/// Where in the filter a feature is: the word of 64 bits, and its bit there.
#[inline]
const fn filter_place(feature: u32) -> (usize, u64) {
    let low = feature & ((1 << FILTER_BITS) - 1);
    ((low >> 6) as usize, 1 << (low & 63))
}

/// Far below any score, far above the smallest number.
const IMPOSSIBLE: i32 = i32::MIN / 4;

#[derive(Default)]
struct Scratch {
    features: Vec<u32>,
    found: Vec<u32>,
    back: Vec<[u8; LABELS]>,
}

/// For each label those that may stand before it; see [`Label::allows`].
const BEFORE: [&[u8]; LABELS] =
    [CLOSED, CLOSED, &[1, 2], &[1, 2], CLOSED, CLOSED, &[5, 6], &[5, 6], CLOSED, CLOSED, &[9, 10], &[9, 10], CLOSED];
const CLOSED: &[u8] = &[0, 3, 4, 7, 8, 11, 12];
