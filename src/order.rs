//! Putting lists in order.

/// Sorts by a key; items of the same key keep their order.
///
/// Each use of the standard library's sort is compiled anew for its type, some five kilobytes every time. Here keys and
/// places are sorted, always of one type, and the items then follow.
pub(crate) fn by_key<T>(items: &mut [T], key: impl Fn(&T) -> u128) {
    let mut places: Vec<(u128, usize)> = items.iter().map(key).zip(0..).collect();
    if places.is_sorted() {
        return;
    }
    places.sort_unstable();
    for first in 0..places.len() {
        let mut at = first;
        loop {
            let from = std::mem::replace(&mut places[at].1, at);
            if from == first {
                break;
            }
            items.swap(at, from);
            at = from;
        }
    }
}

#[cfg(all(test, not(target_family = "wasm")))]
mod tests {
    use super::by_key;
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
    }
}
