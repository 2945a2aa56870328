//! A linear-chain conditional random field (Lafferty, McCallum and Pereira, 2001), decoded by Viterbi's algorithm.

use super::document::Document;
use super::features::{FEATURE_BITS, Features, FirstPass};
use super::labels::{LABELS, Label};
use super::lexicon::Lexicon;
use std::ops::Range;

/// Weights in a row: one a label, and room to make the row a power of two.
pub const ROW: usize = 16;

/// What one pass has learnt.
#[derive(Clone, Debug, Default)]
pub struct Weights {
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
        for (row, &feature) in features.iter().enumerate() {
            let mut at = feature as usize & mask;
            while slots[at].0 != 0 {
                at = (at + 1) & mask;
            }
            slots[at] = (feature + 1, row as u32);
        }
        Self { slots, rows, transitions, starts }
    }

    #[inline]
    fn row(&self, feature: u32) -> Option<&[i8; ROW]> {
        debug_assert!(feature < 1 << FEATURE_BITS);
        let mask = self.slots.len() - 1;
        let mut at = feature as usize & mask;
        loop {
            match self.slots[at] {
                (0, _) => return None,
                (found, row) if found == feature + 1 => return self.rows.get(row as usize),
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
            let mut own = [0_i16; ROW];
            for &feature in &scratch.features {
                if let Some(row) = self.row(feature) {
                    for (sum, &weight) in own.iter_mut().zip(row) {
                        *sum = sum.saturating_add(i16::from(weight));
                    }
                }
            }
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

/// Far below any score, far above the smallest number.
const IMPOSSIBLE: i32 = i32::MIN / 4;

#[derive(Default)]
struct Scratch {
    features: Vec<u32>,
    back: Vec<[u8; LABELS]>,
}

/// For each label those that may stand before it; see [`Label::allows`].
const BEFORE: [&[u8]; LABELS] =
    [CLOSED, CLOSED, &[1, 2], &[1, 2], CLOSED, CLOSED, &[5, 6], &[5, 6], CLOSED, CLOSED, &[9, 10], &[9, 10], CLOSED];
const CLOSED: &[u8] = &[0, 3, 4, 7, 8, 11, 12];
