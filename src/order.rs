//! Putting lists in order.

/// A key and the place of its item, in one number so that a million take little room.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Keyed(u128);

impl Keyed {
    /// Bits for the place.
    const PLACE: u32 = 32;

    const fn new(key: u128, place: usize) -> Self {
        debug_assert!(key >> (u128::BITS - Self::PLACE) == 0);
        Self(key << Self::PLACE | place as u128)
    }

    const fn key(self) -> u128 {
        self.0 >> Self::PLACE
    }

    /// Where the item stands among all.
    pub(crate) const fn place(self) -> usize {
        self.0 as u32 as usize
    }
}

/// The keys in order, and those of the same key in the order that they came in.
///
/// Each use of the standard library's sort is compiled anew for its type, some five kilobytes every time. Here a list is
/// always of one type, and the items then follow.
fn sorted(keys: impl Iterator<Item = u128>) -> Vec<Keyed> {
    let mut all: Vec<Keyed> = keys.zip(0..).map(|(key, place)| Keyed::new(key, place)).collect();
    if !all.is_sorted() {
        sort(&mut all);
    }
    all
}

/// Sorts in place with a heap. The standard library does it faster in fifteen times the code, but few lists are long and
/// not in order.
fn sort(all: &mut [Keyed]) {
    let length = all.len();
    // While the heap is built every place is a root in turn, from the middle back; then the greatest goes behind it.
    for turn in (0..length + length / 2).rev() {
        let mut root = turn.saturating_sub(length);
        let end = turn.min(length);
        if turn < length {
            all.swap(0, turn);
        }
        loop {
            let child = 2 * root + 1;
            let greater = if child + 1 < end && all[child] < all[child + 1] { child + 1 } else { child };
            if greater >= end || all[root] >= all[greater] {
                break;
            }
            all.swap(root, greater);
            root = greater;
        }
    }
}

/// Sorts by a key of 96 bits at most; items of the same key keep their order.
pub(crate) fn by_key<T>(items: &mut [T], key: impl Fn(&T) -> u128) {
    let mut order = sorted(items.iter().map(key));
    for first in 0..order.len() {
        let mut at = first;
        loop {
            let from = std::mem::replace(&mut order[at], Keyed::new(0, at)).place();
            if from == first {
                break;
            }
            items.swap(at, from);
            at = from;
        }
    }
}

/// Calls `see` on those of the same key, in order, for each key.
pub(crate) fn each_alike(keys: impl Iterator<Item = u128>, see: impl FnMut(&[Keyed])) {
    sorted(keys).chunk_by(|one, other| one.key() == other.key()).for_each(see);
}

#[cfg(all(test, not(target_family = "wasm")))]
mod tests {
    use super::{Keyed, by_key, each_alike};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn order_is_that_of_a_stable_sort(keys in prop::collection::vec(0_u8..20, 0..60)) {
            let mut ours: Vec<(u8, usize)> = keys.into_iter().zip(0..).collect();
            let mut theirs = ours.clone();
            by_key(&mut ours, |item| item.0.into());
            theirs.sort_by_key(|item| item.0);
            prop_assert_eq!(ours, theirs);
        }

        #[test]
        fn items_alike_come_together_and_in_order(keys in prop::collection::vec(0_u8..20, 0..60)) {
            let mut found = Vec::new();
            each_alike(keys.iter().map(|&key| key.into()), |alike| {
                found.push(alike.iter().copied().map(Keyed::place).collect::<Vec<_>>());
            });
            let places = |key: u8| (0..keys.len()).filter(|&at| keys[at] == key).collect::<Vec<_>>();
            let expected: Vec<Vec<usize>> = (0..20).map(places).filter(|places| !places.is_empty()).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
