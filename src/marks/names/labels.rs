//! Labels of units: outside, or a part of a name of a kind (begin, inside, last, unit).

use super::NameKind;

/// How many labels there are.
pub const LABELS: usize = 13;

/// A label: 0 outside, else `1 + 4 * kind + part`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Label(pub u8);

/// Where in a name a unit is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// First of several.
    Begin,
    /// Neither first nor last.
    Inside,
    /// Last of several.
    Last,
    /// The whole name.
    Unit,
}

impl Label {
    /// No name.
    pub const OUTSIDE: Self = Self(0);

    /// The label of a part of a kind.
    #[must_use]
    pub const fn new(kind: NameKind, part: Part) -> Self {
        Self(1 + 4 * kind as u8 + part as u8)
    }

    /// 0 outside, then person, organisation, place.
    #[must_use]
    pub const fn kind_index(self) -> usize {
        (self.0 as usize).div_ceil(4)
    }

    /// The kind.
    #[must_use]
    pub const fn kind(self) -> Option<NameKind> {
        match self.kind_index() {
            1 => Some(NameKind::Person),
            2 => Some(NameKind::Organisation),
            3 => Some(NameKind::Place),
            _ => None,
        }
    }

    /// 0 to 3 for begin, inside, last, unit.
    #[must_use]
    pub const fn part_index(self) -> Option<usize> {
        match self.0 {
            0 => None,
            label => Some((label as usize - 1) % 4),
        }
    }

    /// Whether a name goes on behind this label.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self.part_index(), Some(0 | 1))
    }

    /// Whether `next` may follow.
    #[must_use]
    pub const fn allows(self, next: Self) -> bool {
        let goes_on = matches!(next.part_index(), Some(1 | 2));
        if self.is_open() { goes_on && self.kind_index() == next.kind_index() } else { !goes_on }
    }
}
