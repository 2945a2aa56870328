//! A linear-chain conditional random field (Lafferty, McCallum and Pereira, 2001), decoded by Viterbi's algorithm.

use super::candidates::{self, Stretch};
use super::document::Document;
use super::features::{FEATURE_BITS, Features, FirstPass, Sink};
use super::labels::{LABELS, Label};
use super::lexicon::Lexicon;

/// Weights in a row: one a label, and room to make the row a power of two.
pub const ROW: usize = 16;

/// The most passes there are.
pub(super) const PASSES: usize = 2;

/// Bits of a feature that the filter goes by: 256 KiB, and one bit in thirty or so set.
const FILTER_BITS: u32 = 21;

/// What one pass has learnt of features.
#[derive(Debug, Default)]
pub(super) struct Weights {
    /// The features, sorted.
    pub features: Vec<u32>,
    /// Of each feature the weights for each label.
    pub rows: Vec<[i8; ROW]>,
}

/// What one pass has learnt of labels.
#[derive(Clone, Debug)]
pub(super) struct Chain {
    /// Score of one label behind another, in the same unit as the weights.
    pub transitions: [[i16; LABELS]; LABELS],
    /// Score of a label at a block's start.
    pub starts: [i16; LABELS],
}

/// What all passes have learnt.
///
/// Nearly all features of the second pass are features of the first, so one look into one table serves both.
#[derive(Clone, Debug, Default)]
pub struct Tagger {
    /// A bit for the low [`FILTER_BITS`] of every feature. Most features of a text have no weight, and this table, small
    /// enough to stay in a near cache, tells so of nearly all of them.
    filter: Vec<u64>,
    /// Feature plus one, and its row; zero where free.
    slots: Vec<(u32, u32)>,
    /// The weights of a feature for each pass.
    rows: Vec<[Row; PASSES]>,
    chains: Vec<Chain>,
}

/// Weights as bytes, [`BIAS`] more than they are, so that eight can be added up at a time.
type Row = [u64; ROW / 8];
const BIAS: u8 = 128;
const NO_WEIGHTS: Row = [u64::from_ne_bytes([BIAS; 8]); ROW / 8];

fn packed(row: &[i8; ROW]) -> Row {
    std::array::from_fn(|half| {
        (0..8).fold(0, |packed, at| {
            packed | u64::from(row[half * 8 + at].wrapping_add_unsigned(BIAS).cast_unsigned()) << (8 * at)
        })
    })
}

impl Tagger {
    /// Joins the passes, each of which has distinct features.
    #[must_use]
    pub(super) fn new(passes: Vec<(Weights, Chain)>) -> Option<Self> {
        if passes.len() > PASSES {
            return None;
        }
        let most = passes.iter().map(|(weights, _)| weights.features.len()).sum::<usize>();
        let mut tagger = Self {
            filter: vec![0; 1 << (FILTER_BITS - 6)],
            slots: vec![(0, 0); (most * 2).next_power_of_two()],
            ..Self::default()
        };
        for (pass, (weights, chain)) in passes.into_iter().enumerate() {
            for (&feature, row) in weights.features.iter().zip(&weights.rows) {
                let at = tagger.slot(feature);
                if tagger.slots[at].0 == 0 {
                    let (word, bit) = filter_place(feature);
                    tagger.filter[word] |= bit;
                    tagger.slots[at] = (feature + 1, tagger.rows.len() as u32);
                    tagger.rows.push([NO_WEIGHTS; PASSES]);
                }
                tagger.rows[tagger.slots[at].1 as usize][pass] = packed(row);
            }
            tagger.chains.push(chain);
        }
        Some(tagger)
    }

    /// Where a feature is, or could be.
    fn slot(&self, feature: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = feature as usize & mask;
        while self.slots[at].0 != 0 && self.slots[at].0 != feature + 1 {
            at = (at + 1) & mask;
        }
        at
    }

    /// The best labels of a document: the passes in turn, each over what the one before found.
    #[must_use]
    pub fn label(&self, document: &Document, lexicon: &Lexicon) -> Vec<Label> {
        let mut labels = vec![Label::OUTSIDE; document.units.units.len()];
        let [first, rest @ ..] = &self.chains[..] else { return labels };
        let features = Features::new(document, lexicon, None);
        let stretches = candidates::stretches(&document.units);
        let mut found = Found { filter: &self.filter, features: [0; MOST_FEATURES], count: 0 };
        let mut scores = Vec::with_capacity(stretches.iter().map(|stretch| stretch.units.len()).sum());
        let mut back = Vec::new();
        for stretch in &stretches {
            let start = scores.len();
            for at in stretch.units.clone() {
                features.both(&stretch.block, at, &mut found);
                scores.push(self.sum(&mut found));
            }
            first.decode(stretch, scores[start..].iter().map(|of_each| of_each[0]), &mut back, &mut labels);
        }
        for chain in rest {
            let before = FirstPass::new(document, labels.clone());
            let mut start = 0;
            for stretch in &stretches {
                let mut own = scores[start..start + stretch.units.len()].iter();
                start += stretch.units.len();
                let summed = stretch.units.clone().map(|at| {
                    features.second(&before, &stretch.block, at, &mut found);
                    let [_, more] = self.sum(&mut found);
                    let [_, shared] = own.next().copied().unwrap_or_default();
                    std::array::from_fn(|label| shared[label] + more[label])
                });
                chain.decode(stretch, summed, &mut back, &mut labels);
            }
        }
        labels
    }

    /// Adds up the weights of the features found, for each pass and label, and empties the list.
    ///
    /// The tables are larger than the near caches, so much of the time goes by in waiting for memory. Short loops, each
    /// without a branch that hangs on what it waits for, let the processor wait for many at once.
    fn sum(&self, found: &mut Found<'_>) -> [[i16; LABELS]; PASSES] {
        let features = &mut found.features[..found.count];
        let mut count = 0;
        for at in 0..features.len() {
            let slot = self.slots[self.slot(features[at])];
            features[count] = slot.1;
            count += usize::from(slot.0 != 0);
        }
        found.count = 0;
        // Of each eight bytes the even and the odd ones apart, to have room for sums of as many as 256 of them.
        const EVEN: u64 = 0x00ff_00ff_00ff_00ff;
        let mut sums = [[[0_u64; 2]; ROW / 8]; PASSES];
        for &row in &features[..count] {
            let Some(row) = self.rows.get(row as usize) else { continue };
            for (sums, row) in sums.iter_mut().zip(row) {
                for (sums, eight) in sums.iter_mut().zip(row) {
                    sums[0] += eight & EVEN;
                    sums[1] += eight >> 8 & EVEN;
                }
            }
        }
        let bias = count as i32 * i32::from(BIAS);
        sums.map(|sums| {
            std::array::from_fn(|label| {
                let sum = sums[label / 8][label % 2] >> (label % 8 / 2 * 16) & 0xffff;
                (sum as i32 - bias) as i16
            })
        })
    }
}

/// The most features that a unit has.
const MOST_FEATURES: usize = 256;

/// Keeps those features of a unit that may have weights.
struct Found<'a> {
    filter: &'a [u64],
    features: [u32; MOST_FEATURES],
    count: usize,
}

impl Sink for Found<'_> {
    #[inline(always)]
    fn take(&mut self, feature: u32) {
        debug_assert!(feature < 1 << FEATURE_BITS);
        let (word, bit) = filter_place(feature);
        if let Some(slot) = self.features.get_mut(self.count) {
            *slot = feature;
            self.count += usize::from(self.filter[word] & bit != 0);
        }
    }
}

impl Chain {
    /// The best labels of a stretch, whose units have these scores for each label. `back` is room to work in.
    fn decode(
        &self,
        stretch: &Stretch,
        scores: impl Iterator<Item = [i16; LABELS]>,
        back: &mut Vec<[u8; LABELS]>,
        labels: &mut [Label],
    ) {
        back.clear();
        let starts = if stretch.units.start == stretch.block.start { &self.starts } else { &self.transitions[OUTSIDE] };
        let mut sums = [IMPOSSIBLE; LABELS];
        for (index, own) in scores.enumerate() {
            let mut best = [IMPOSSIBLE; LABELS];
            let mut from = [0_u8; LABELS];
            for label in 0..LABELS {
                if index == 0 {
                    if Label::OUTSIDE.allows(Label(label as u8)) {
                        best[label] = i32::from(starts[label]);
                    }
                } else {
                    for &before in BEFORE[label] {
                        let score = sums[before as usize] + i32::from(self.transitions[before as usize][label]);
                        if score > best[label] {
                            (best[label], from[label]) = (score, before);
                        }
                    }
                }
                best[label] += i32::from(own[label]);
            }
            // Keeps the sums small on a stretch of any length.
            let top = best.iter().copied().max().unwrap_or(0);
            for sum in &mut best {
                *sum = (*sum - top).max(IMPOSSIBLE);
            }
            sums = best;
            back.push(from);
        }
        if stretch.units.end < stretch.block.end {
            for (sum, transitions) in sums.iter_mut().zip(&self.transitions) {
                *sum += i32::from(transitions[OUTSIDE]);
            }
        }
        let mut label = (0..LABELS)
            .filter(|&label| !Label(label as u8).is_open())
            .max_by_key(|&label| (sums[label], std::cmp::Reverse(label)))
            .unwrap_or(0);
        for (at, from) in stretch.units.clone().zip(back.iter()).rev() {
            labels[at] = Label(label as u8);
            label = from[label] as usize;
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

const OUTSIDE: usize = Label::OUTSIDE.0 as usize;

/// For each label those that may stand before it; see [`Label::allows`].
const BEFORE: [&[u8]; LABELS] =
    [CLOSED, CLOSED, &[1, 2], &[1, 2], CLOSED, CLOSED, &[5, 6], &[5, 6], CLOSED, CLOSED, &[9, 10], &[9, 10], CLOSED];
const CLOSED: &[u8] = &[0, 3, 4, 7, 8, 11, 12];
