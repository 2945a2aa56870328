//! The features that a unit has from the run of capitals that it is part of, or stands between.

use super::Features;
use super::sink::{Sink, Writer};
use crate::marks::names::document::NO_RUN;
use crate::marks::names::units::Case;
use std::ops::Range;

impl Features<'_> {
    /// Features of the run of capitals.
    pub(super) fn run(&self, block: &Range<usize>, at: usize, put: &mut Writer<'_, impl Sink>) {
        let index = self.document.run_of[at];
        if index == NO_RUN {
            // Between two parts of a wide run: "of", "and".
            let (left, right) =
                (at.checked_sub(1).map(|left| self.document.run_of[left]), self.document.run_of.get(at + 1));
            if let (Some(left), Some(&right)) = (left, right)
                && left != NO_RUN
                && right != NO_RUN
                && block.contains(&(at - 1))
                && block.contains(&(at + 1))
            {
                let units = &self.document.units;
                let (left, right) = (self.document.runs[left as usize], self.document.runs[right as usize]);
                let w = units.word(at);
                put.pair(70, w.lower, u64::from(left.cues));
                put.pair(71, w.lower, u64::from(right.cues));
                put.pair(72, units.word(left.end as usize - 1).lower, w.lower);
                put.pair(73, w.lower, units.word(right.start as usize).lower);
                put.pair(74, u64::from(units.word(left.end as usize - 1).cluster), w.lower);
                put.pair(75, u64::from(left.end - left.start), u64::from(right.end - right.start) << 8 | w.lower << 16);
            }
            return;
        }
        let units = &self.document.units;
        let run = self.document.runs[index as usize];
        let (start, end) = (run.start as usize, run.end as usize);
        let length = (end - start).min(6) as u64;
        let position = (at - start).min(6) as u64;
        let left_over = (end - 1 - at).min(6) as u64;
        let (first, last) = (units.word(start), units.word(end - 1));
        let is_first = u64::from(at == start);
        let is_last = u64::from(at + 1 == end);
        let part = is_first | is_last << 1;
        put.add(80, length << 4 | position);
        put.add(81, length << 4 | left_over);
        put.pair(82, first.lower, part);
        put.pair(83, last.lower, part);
        put.pair(84, u64::from(last.cluster), part);
        put.pair(85, u64::from(first.cluster), part);
        put.pair(86, u64::from(last.cues), part << 4 | length);
        put.pair(87, u64::from(run.cues), part);
        put.add(88, run.hash);
        let edge = &self.edge;
        let before = if start > block.start { units.word(start - 1) } else { edge };
        let behind = if end < block.end { units.word(end) } else { edge };
        put.pair(89, before.lower, part);
        put.pair(90, behind.lower, part);
        put.pair(91, u64::from(before.cluster), length);
        put.pair(92, u64::from(behind.cluster), length);
        put.pair(93, before.lower, 1 << 60 | behind.lower);
        put.pair(
            94,
            u64::from(first.given) | u64::from(last.family) << 1 | u64::from(first.family) << 2,
            part << 4 | length,
        );
        put.pair(
            95,
            u64::from(self.document.places[start].part) << 4 | u64::from(self.document.places[end - 1].part),
            part << 4 | length,
        );
        put.pair(102, u64::from(last.suffixes[2]), part);
        put.pair(103, u64::from(first.habit) << 3 | u64::from(last.habit), part << 4 | length);
        if index > 0 {
            let left = self.document.runs[index as usize - 1];
            let gap = run.start - left.end;
            if gap <= 3 && left.start as usize >= block.start {
                let last = units.word(left.end as usize - 1);
                put.pair(104, before.lower, u64::from(last.cluster));
                put.pair(105, before.lower, u64::from(left.cues) << 4 | part);
                put.pair(
                    106,
                    u64::from(last.case as u8) << 3 | u64::from(self.document.places[left.end as usize - 1].tier),
                    before.lower,
                );
            }
        }
        if first.case == Case::Capitals && length == 1 {
            let spelt = self.document.spelt.get(first.lower).map(|&run| self.document.runs[run as usize]);
            let cues = spelt.map_or(0, |run| 1 << 32 | u64::from(run.cues));
            put.add(107, cues);
            if let Some(run) = spelt {
                put.add(108, u64::from(units.word(run.wide_end as usize - 1).cluster));
                put.add(109, u64::from(units.word(run.wide_start as usize).cluster));
            }
        }
        if (run.wide_start, run.wide_end) != (run.start, run.end) {
            let (wide_start, wide_end) = (run.wide_start as usize, run.wide_end as usize);
            let (head, tail) = (units.word(wide_start), units.word(wide_end - 1));
            let side = u64::from(run.wide_start == run.start) | u64::from(run.wide_end == run.end) << 1;
            put.pair(96, head.lower, side << 2 | part);
            put.pair(97, tail.lower, side << 2 | part);
            put.pair(98, u64::from(head.cues), side << 2 | part);
            if run.wide_start != run.start {
                let joiner = units.word(start - 1);
                put.pair(99, joiner.lower, u64::from(units.word(wide_start).cues) << 2 | part);
            }
            if run.wide_end != run.end {
                let joiner = units.word(end);
                put.pair(100, joiner.lower, u64::from(last.cues) << 2 | part);
                put.pair(101, joiner.lower, u64::from(last.cluster) << 2 | part);
            }
        }
    }
}
