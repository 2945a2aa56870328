//! Counting what was found against what was wanted.

use std::ops::AddAssign;

/// How many were found, how many were wanted, and how many were both.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Tally {
    pub(super) right: usize,
    pub(super) found: usize,
    pub(super) wanted: usize,
}

impl Tally {
    /// The share of what was found that is right; 0 where nothing was found.
    pub(super) fn precision(self) -> f64 {
        share(self.right, self.found)
    }

    /// The share of what was wanted that is right; 0 where nothing was wanted.
    pub(super) fn recall(self) -> f64 {
        share(self.right, self.wanted)
    }

    /// The harmonic mean of both.
    pub(super) fn f1(self) -> f64 {
        harmonic(self.precision(), self.recall())
    }

    /// F1 of one case by itself, where nothing found for nothing wanted is all right.
    pub(super) fn of_case(self) -> f64 {
        if self.found == 0 && self.wanted == 0 { 1.0 } else { self.f1() }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.right += other.right;
        self.found += other.found;
        self.wanted += other.wanted;
    }
}

/// The one as a share of the other; 0 of nothing.
pub(super) fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// The harmonic mean; 0 where both are.
pub(super) fn harmonic(one: f64, other: f64) -> f64 {
    if one + other == 0.0 { 0.0 } else { 2.0 * one * other / (one + other) }
}

/// The mean; 0 of nothing.
pub(super) fn mean(values: impl IntoIterator<Item = f64>) -> f64 {
    let (mut sum, mut count) = (0.0, 0);
    for value in values {
        sum += value;
        count += 1;
    }
    if count == 0 { 0.0 } else { sum / f64::from(count) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shares_follow_from_the_counts() {
        let mut tally = Tally { right: 1, found: 2, wanted: 3 };
        tally += Tally { right: 1, found: 2, wanted: 1 };
        assert_eq!(tally, Tally { right: 2, found: 4, wanted: 4 });
        assert_eq!((tally.precision(), tally.recall(), tally.f1()), (0.5, 0.5, 0.5));
    }

    #[test]
    fn nothing_gives_nought_and_no_division() {
        let none = Tally::default();
        assert_eq!((none.precision(), none.recall(), none.f1()), (0.0, 0.0, 0.0));
        assert_eq!(none.of_case(), 1.0);
        assert_eq!(mean([]), 0.0);
        assert_eq!(mean([1.0, 0.0]), 0.5);
    }
}
