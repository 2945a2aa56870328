//! A linear-chain conditional random field (Lafferty, McCallum and Pereira, 2001), decoded by Viterbi's algorithm.

use super::candidates::{self, Stretch};
use super::document::Document;
use super::features::{Beside, FEATURE_BITS, Features, FirstPass, Sink};
use super::labels::{LABELS, Label};
use super::lexicon::Lexicon;
use std::ops::Range;

/// Weights in a row: one a label, and room to make the row a power of two.
pub const ROW: usize = 16;

/// The most passes there are.
pub(super) const PASSES: usize = 2;

/// Bits of a feature that say where its mark is: 256 KiB of marks, and one in thirty or so set.
const PLACE_BITS: u32 = 21;

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
/// Nearly all features of the second pass are features of the first, so one look into one table serves both. It is an
/// open-addressed table without its free places: a bit for each place says whether it is taken, and the number of those
/// before it is the number of its row. Most features of a text have no weight, and the bits, few enough to stay in a near
/// cache, tell so of nearly all of them.
#[derive(Clone, Debug, Default)]
pub struct Tagger {
    /// Which places are taken.
    taken: Vec<u64>,
    /// For each 64 places how many are taken before them.
    before: Vec<u32>,
    rows: Vec<Row>,
    chains: Vec<Chain>,
}

/// A feature and its weights, in half a line of the processor's cache: for each pass [`LABELS`] weights as bytes, [`BIAS`]
/// more than they are, so that eight can be added up at a time; in the bytes that no label has, the feature.
#[derive(Clone, Copy, Debug)]
#[repr(align(32))]
struct Row([[u64; ROW / 8]; PASSES]);

const BIAS: u8 = 128;

impl Row {
    fn of(feature: u32) -> Self {
        let low = u64::from_le_bytes([BIAS; 8]);
        let high = u64::from_le_bytes([BIAS, BIAS, BIAS, BIAS, BIAS, 0, 0, 0]);
        let part = |at: u32| u64::from(feature >> (24 * at) & 0xff_ffff) << 40;
        Self([[low, high | part(0)], [low, high | part(1)]])
    }

    fn set(&mut self, pass: usize, weights: &[i8; ROW]) {
        for (label, weight) in weights[..LABELS].iter().enumerate() {
            let shift = label % 8 * 8;
            let biased = weight.wrapping_add_unsigned(BIAS).cast_unsigned();
            let eight = &mut self.0[pass][label / 8];
            *eight = *eight & !(0xff << shift) | u64::from(biased) << shift;
        }
    }

    #[inline(always)]
    const fn feature(&self) -> u32 {
        (self.0[0][1] >> 40 | self.0[1][1] >> 40 << 24) as u32
    }
}

impl Tagger {
    /// Joins the passes, if there are no more than [`PASSES`]; the features of each are sorted.
    #[must_use]
    pub(super) fn new(passes: Vec<(Weights, Chain)>) -> Option<Self> {
        if passes.len() > PASSES {
            return None;
        }
        let mut rows: Vec<Row> = Vec::new();
        let mut rests: Vec<_> =
            passes.iter().map(|(weights, _)| weights.features.iter().zip(&weights.rows).peekable()).collect();
        while let Some(feature) = rests.iter_mut().filter_map(|rest| rest.peek().map(|next| *next.0)).min() {
            let mut row = Row::of(feature);
            for (pass, rest) in rests.iter_mut().enumerate() {
                if let Some((_, weights)) = rest.next_if(|next| *next.0 == feature) {
                    row.set(pass, weights);
                }
            }
            rows.push(row);
        }
        let mut tagger = Self { taken: vec![0; 1 << (PLACE_BITS - 6)], ..Self::default() };
        // Fewer than there are places, or looking for one would not end.
        if rows.len() >> (PLACE_BITS - 1) != 0 {
            return None;
        }
        let places: Vec<u32> = rows.iter().map(|row| tagger.take_place(row.feature())).collect();
        let mut count = 0;
        for taken in &tagger.taken {
            tagger.before.push(count);
            count += taken.count_ones();
        }
        tagger.rows = rows.clone();
        for (row, place) in rows.into_iter().zip(places) {
            let index = tagger.row(place);
            tagger.rows[index] = row;
        }
        tagger.chains = passes.into_iter().map(|(_, chain)| chain).collect();
        Some(tagger)
    }

    /// Takes the first free place from a feature's own on.
    fn take_place(&mut self, feature: u32) -> u32 {
        let mut place = place_of(feature);
        while is_taken(&self.taken, place) {
            place = behind(place);
        }
        self.taken[place as usize / 64] |= 1 << (place % 64);
        place
    }

    /// The number of the row of a place that is taken.
    #[inline(always)]
    fn row(&self, place: u32) -> usize {
        let word = place as usize / 64;
        let below = self.taken.as_slice()[word] & ((1 << (place % 64)) - 1);
        (self.before.as_slice()[word] + below.count_ones()) as usize
    }

    /// The best labels of a document: the passes in turn, each over what the one before found.
    #[must_use]
    pub fn label(&self, document: &Document, lexicon: &Lexicon) -> Vec<Label> {
        let mut labels = vec![Label::OUTSIDE; document.units.units.len()];
        let [first, rest @ ..] = &self.chains[..] else { return labels };
        let features = Features::new(document, lexicon, None);
        let stretches = candidates::stretches(&document.units);
        let mut found = Found { taken: &self.taken, features: [0; MOST_FEATURES], count: 0 };
        let mut scores = Vec::with_capacity(stretches.iter().map(|stretch| stretch.units.len()).sum());
        let mut back = Vec::new();
        let mut kept = Kept::new(document.units.words.len());
        for stretch in &stretches {
            let own = stretch.units.clone().map(|at| {
                let sum = self.sum_of(&features, &stretch.block, at, &mut found, &mut kept);
                scores.push(sum.scores(1));
                sum.scores(0)
            });
            first.decode(stretch, own, &mut back, &mut labels);
        }
        for chain in rest {
            let before = FirstPass::new(document, labels.clone());
            let mut start = 0;
            for stretch in &stretches {
                let mut own = scores[start..start + stretch.units.len()].iter();
                start += stretch.units.len();
                let summed = stretch.units.clone().map(|at| {
                    features.second(&before, &stretch.block, at, &mut found);
                    let more = self.sum(&mut found).scores(1);
                    let shared = own.next().copied().unwrap_or_default();
                    std::array::from_fn(|label| shared[label] + more[label])
                });
                chain.decode(stretch, summed, &mut back, &mut labels);
            }
        }
        labels
    }

    /// The weights of all features of a unit but those that the first pass gives.
    fn sum_of(
        &self,
        features: &Features<'_>,
        block: &Range<usize>,
        at: usize,
        found: &mut Found<'_>,
        kept: &mut Kept,
    ) -> Sum {
        let is_near = features.is_near_capital(block, at);
        features.of_place(block, at, is_near, found);
        let words = Beside::ALL.into_iter().zip(features.words(block, at));
        if !is_near {
            words.for_each(|(beside, word)| features.of_word(beside, word, false, found));
            return self.sum(found);
        }
        let mut all = self.sum(found);
        for (beside, word) in words {
            all.add(kept.get(beside, word, || {
                features.of_word(beside, word, true, found);
                self.sum(found)
            }));
        }
        all
    }

    /// Adds up the weights of the features found, for each pass and label, and empties the list.
    ///
    /// The rows are more than the near caches hold, so much of the time goes by in waiting for memory. Plain short loops
    /// let the processor wait for many rows at once.
    fn sum(&self, found: &mut Found<'_>) -> Sum {
        /// Of each eight bytes the even ones; the odd ones apart, there is room for sums of as many as 256 of them.
        const EVEN: u64 = 0x00ff_00ff_00ff_00ff;
        let features = &mut found.features[..found.count];
        found.count = 0;
        let rows = self.rows.as_slice();
        let mut count = 0;
        for at in 0..features.len() {
            let feature = features[at];
            let mut place = place_of(feature);
            loop {
                let row = self.row(place);
                if rows[row].feature() == feature {
                    features[count] = row as u32;
                    count += 1;
                    break;
                }
                place = behind(place);
                if !is_taken(&self.taken, place) {
                    break;
                }
            }
        }
        // One by one, for the sums to stay in registers whatever the compiler is told to save.
        let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = [0; 8];
        for &row in &features[..count] {
            let Row([[one, two], [three, four]]) = rows[row as usize];
            (a, b) = (a + (one & EVEN), b + (one >> 8 & EVEN));
            (c, d) = (c + (two & EVEN), d + (two >> 8 & EVEN));
            (e, f) = (e + (three & EVEN), f + (three >> 8 & EVEN));
            (g, h) = (g + (four & EVEN), h + (four >> 8 & EVEN));
        }
        Sum { of: [[[a, b], [c, d]], [[e, f], [g, h]]], count: count as u32 }
    }
}

/// The weights of some features added up: for each pass four of the labels in a number, the even and the odd ones of each
/// eight apart.
#[derive(Clone, Copy, Default)]
struct Sum {
    of: [[[u64; 2]; ROW / 8]; PASSES],
    /// How many they are: each is [`BIAS`] too much.
    count: u32,
}

impl Sum {
    /// What a pass makes of each label.
    fn scores(&self, pass: usize) -> [i16; LABELS] {
        let bias = self.count as i32 * i32::from(BIAS);
        let mut scores = [0; LABELS];
        for (label, score) in scores.iter_mut().enumerate() {
            let sum = self.of[pass][label / 8][label % 2] >> (label % 8 / 2 * 16) & 0xffff;
            *score = (sum as i32 - bias) as i16;
        }
        scores
    }

    fn add(&mut self, other: &Self) {
        for pass in 0..PASSES {
            for eight in 0..ROW / 8 {
                self.of[pass][eight][0] += other.of[pass][eight][0];
                self.of[pass][eight][1] += other.of[pass][eight][1];
            }
        }
        self.count += other.count;
    }
}

/// What words give the units that they stand beside, kept for as many as there is room for: the same few words stand
/// beside most names, and a name comes again and again.
struct Kept {
    /// For each place beside a unit as many slots, each with one more than the place of its sum, or 0.
    slots: Vec<u16>,
    mask: usize,
    /// Each with the number of its word.
    sums: Vec<(u32, Sum)>,
}

impl Kept {
    /// A power of two: at most so many words are kept for each place.
    const MOST: usize = 512;

    /// For a document of so many words.
    fn new(words: usize) -> Self {
        let room = words.next_power_of_two().min(Self::MOST);
        Self { slots: vec![0; room * Beside::ALL.len()], mask: room - 1, sums: Vec::new() }
    }

    /// What a word gives at a place, made where it is not kept.
    fn get(&mut self, beside: Beside, word: u32, mut make: impl FnMut() -> Sum) -> &Sum {
        let slot = &mut self.slots[beside as usize * (self.mask + 1) + (word as usize & self.mask)];
        if *slot == 0 {
            self.sums.push((word, make()));
            *slot = self.sums.len() as u16;
        }
        let kept = &mut self.sums[*slot as usize - 1];
        if kept.0 != word {
            *kept = (word, make());
        }
        &kept.1
    }
}

/// The most features that a unit has.
const MOST_FEATURES: usize = 256;

/// Keeps those features of a unit whose places are taken.
struct Found<'a> {
    taken: &'a [u64],
    features: [u32; MOST_FEATURES],
    count: usize,
}

impl Sink for Found<'_> {
    #[inline(always)]
    fn take(&mut self, feature: u32) {
        debug_assert!(feature < 1 << FEATURE_BITS);
        // Which features are kept cannot be foretold, so nothing here branches on it.
        if let Some(slot) = self.features.get_mut(self.count) {
            *slot = feature;
            self.count += usize::from(is_taken(self.taken, place_of(feature)));
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
                    if BEFORE[label][0] == Label::OUTSIDE.0 {
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
        let mut label = OUTSIDE;
        for &closed in CLOSED {
            if sums[closed as usize] > sums[label] {
                label = closed as usize;
            }
        }
        for (at, from) in stretch.units.clone().zip(back.iter()).rev() {
            labels[at] = Label(label as u8);
            label = from[label] as usize;
        }
    }
}

/// Where a feature is, if that is free.
const fn place_of(feature: u32) -> u32 {
    feature & ((1 << PLACE_BITS) - 1)
}

/// The next place.
const fn behind(place: u32) -> u32 {
    place_of(place + 1)
}

#[inline(always)]
fn is_taken(taken: &[u64], place: u32) -> bool {
    taken[place as usize / 64] >> (place % 64) & 1 != 0
}

/// Far below any score, far above the smallest number.
const IMPOSSIBLE: i32 = i32::MIN / 4;

const OUTSIDE: usize = Label::OUTSIDE.0 as usize;

/// For each label those that may stand before it; see [`Label::allows`].
const BEFORE: [&[u8]; LABELS] =
    [CLOSED, CLOSED, &[1, 2], &[1, 2], CLOSED, CLOSED, &[5, 6], &[5, 6], CLOSED, CLOSED, &[9, 10], &[9, 10], CLOSED];
const CLOSED: &[u8] = &[0, 3, 4, 7, 8, 11, 12];
