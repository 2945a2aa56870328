//! The features of the second pass: what the first found.

use super::Features;
use super::sink::{Sink, Writer};
use crate::marks::names::document::{Document, NO_RUN};
use crate::marks::names::labels::Label;
use crate::marks::names::units::{Case, Word};
use std::ops::Range;

/// What the first pass found, for the second.
#[derive(Clone, Debug, Default)]
pub struct FirstPass {
    /// The label of each unit.
    pub labels: Vec<Label>,
    /// For each lower-case form how often it was in which kind of name, in the order outside, person, organisation, place.
    pub kinds: Vec<[u16; 4]>,
    /// For each lower-case form how often it began, was within, ended and was the whole of a name.
    pub parts: Vec<[u16; 4]>,
}

impl FirstPass {
    /// Counts labels over the text.
    #[must_use]
    pub fn new(document: &Document, labels: Vec<Label>) -> Self {
        let mut kinds = vec![[0_u16; 4]; document.seen.len()];
        let mut parts = vec![[0_u16; 4]; document.seen.len()];
        for (unit, &label) in labels.iter().enumerate() {
            let word = document.units.word(unit);
            if !word.case.is_capital() && label == Label::OUTSIDE {
                continue;
            }
            let id = word.lower_id as usize;
            let kind = &mut kinds[id][label.kind_index()];
            *kind = kind.saturating_add(1);
            if let Some(part) = label.part_index() {
                parts[id][part] = parts[id][part].saturating_add(1);
            }
        }
        Self { labels, kinds, parts }
    }
}

impl Features<'_> {
    /// What the first pass found here and for the same words elsewhere.
    pub(in crate::marks::names) fn second(
        &self,
        first: &FirstPass,
        block: &Range<usize>,
        at: usize,
        sink: &mut impl Sink,
    ) {
        if !self.is_near_capital(block, at) {
            return;
        }
        let put = &mut Writer(sink);
        let label = |offset: isize| match at.checked_add_signed(offset) {
            Some(index) if block.contains(&index) => first.labels[index].0 as u64,
            _ => 15,
        };
        put.add(130, label(0));
        put.add(131, label(-1) << 4 | label(0));
        put.add(132, label(0) << 4 | label(1));
        put.add(133, label(-1) << 8 | label(0) << 4 | label(1));
        put.add(134, label(-2) << 8 | label(-1) << 4 | label(0));
        put.add(135, label(0) << 8 | label(1) << 4 | label(2));
        let w = self.document.units.word(at);
        put.pair(136, label(0), w.lower);
        if w.case < Case::Inner {
            return;
        }
        let kinds = first.kinds[w.lower_id as usize];
        let parts = first.parts[w.lower_id as usize];
        let level = |count: u16| u64::from(count.min(3));
        let all = kinds.iter().fold(0, |all, &count| all << 2 | level(count));
        put.add(137, all << 4 | label(0));
        put.add(138, rank(&kinds) << 4 | label(0));
        put.add(139, rank(&parts) << 8 | rank(&kinds) << 4 | label(0));
        let run = self.document.run_of[at];
        if run != NO_RUN {
            // The kinds of the whole run's other words.
            let run = self.document.runs[run as usize];
            let last = self.document.units.word(run.end as usize - 1);
            let head = self.document.units.word(run.start as usize);
            let of = |word: &Word| {
                rank(&first.kinds[word.lower_id as usize]) << 4 | rank(&first.parts[word.lower_id as usize])
            };
            put.add(140, of(head) << 12 | of(last) << 4 | label(0));
        }
    }
}

/// Which is the largest, and whether any other is there.
fn rank(counts: &[u16; 4]) -> u64 {
    let (mut best, mut others) = (4, 0_u32);
    let mut most = 0;
    for (index, &count) in counts.iter().enumerate() {
        if count > most {
            (best, most) = (index, count);
        }
        others += u32::from(count);
    }
    best as u64 | u64::from(others > u32::from(most)) << 3
}
