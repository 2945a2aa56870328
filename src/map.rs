//! Look-ups by hash: one kind of table for the whole crate.
//!
//! Keys are 64-bit hashes ([`crate::hash`]) and nothing else is compared, so two words of one hash count as one. By
//! chance that happens to no page; a page that makes it happen misleads itself alone. Every kind of key in a map of the
//! standard library would be compiled anew, some three kilobytes each time.

use std::sync::OnceLock;

/// Values by the hash of what they belong to, in the order of their arrival.
#[derive(Clone, Debug)]
pub(crate) struct Map<V> {
    keys: Set,
    values: Vec<V>,
}

impl<V> Default for Map<V> {
    fn default() -> Self {
        Self { keys: Set::default(), values: Vec::new() }
    }
}

impl<V> Map<V> {
    /// The value of a key.
    pub(crate) fn get(&self, key: u64) -> Option<&V> {
        self.values.get(self.keys.place(key)?)
    }

    /// The value of a key, to change it.
    pub(crate) fn get_mut(&mut self, key: u64) -> Option<&mut V> {
        let place = self.keys.place(key)?;
        self.values.get_mut(place)
    }

    /// The value of a key, which is this one where it has none yet.
    pub(crate) fn entry(&mut self, key: u64, value: V) -> &mut V {
        let (place, fresh) = self.keys.place_or_insert(key);
        if fresh {
            self.values.push(value);
        }
        &mut self.values[place]
    }

    /// Gives a key a value, in place of any that it had.
    pub(crate) fn insert(&mut self, key: u64, value: V) {
        let (place, fresh) = self.keys.place_or_insert(key);
        if fresh {
            self.values.push(value);
        } else {
            self.values[place] = value;
        }
    }

    /// How many keys there are.
    pub(crate) fn len(&self) -> usize {
        self.values.len()
    }

    /// The values, in the order of their arrival.
    pub(crate) fn values(&self) -> &[V] {
        &self.values
    }

    /// The values, to change them.
    pub(crate) fn values_mut(&mut self) -> &mut [V] {
        &mut self.values
    }
}

/// Hashes, each once, in the order of their arrival.
#[derive(Clone, Debug, Default)]
pub(crate) struct Set {
    keys: Vec<u64>,
    /// Places in `keys` plus one, zero where free, each at or behind the slot that its key spreads to. As many as a
    /// power of two, half of them free at least.
    slots: Vec<u32>,
}

impl Set {
    /// Whether the set has a hash.
    pub(crate) fn contains(&self, key: u64) -> bool {
        self.place(key).is_some()
    }

    /// Takes a hash in, and says whether it is new.
    pub(crate) fn insert(&mut self, key: u64) -> bool {
        self.place_or_insert(key).1
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// Where a hash stands in the order of arrival.
    fn place(&self, key: u64) -> Option<usize> {
        let slot = self.slot(key, seed())?;
        (self.slots[slot] as usize).checked_sub(1)
    }

    fn place_or_insert(&mut self, key: u64) -> (usize, bool) {
        let seed = seed();
        if self.keys.len() * 2 >= self.slots.len() {
            self.grow(seed);
        }
        let slot = self.slot(key, seed).unwrap_or_default();
        if let Some(place) = (self.slots[slot] as usize).checked_sub(1) {
            return (place, false);
        }
        self.keys.push(key);
        self.slots[slot] = self.keys.len() as u32;
        (self.keys.len() - 1, true)
    }

    /// The slot that holds a hash, or the free one where it belongs; none where there are no slots at all.
    fn slot(&self, key: u64, seed: u64) -> Option<usize> {
        let mask = self.slots.len().checked_sub(1)?;
        // Multiply-shift with a random odd factor (Dietzfelbinger and others, 1997): whatever the keys, two of them
        // fall together with a chance of two in the number of slots, so no page can make its look-ups slow.
        let mut slot = (key.wrapping_mul(seed) >> (u64::BITS - self.slots.len().trailing_zeros())) as usize;
        // A small build calls a function to find an item of a `Vec`, but none for a slice's.
        let (slots, keys) = (self.slots.as_slice(), self.keys.as_slice());
        loop {
            match slots[slot] {
                0 => return Some(slot),
                place if keys[place as usize - 1] == key => return Some(slot),
                _ => slot = (slot + 1) & mask,
            }
        }
    }

    fn grow(&mut self, seed: u64) {
        self.slots = vec![0; (self.slots.len() * 2).max(16)];
        for place in 0..self.keys.len() {
            if let Some(slot) = self.slot(self.keys[place], seed) {
                self.slots[slot] = place as u32 + 1;
            }
        }
    }
}

impl Extend<u64> for Set {
    fn extend<T: IntoIterator<Item = u64>>(&mut self, keys: T) {
        for key in keys {
            self.insert(key);
        }
    }
}

impl FromIterator<u64> for Set {
    fn from_iter<T: IntoIterator<Item = u64>>(keys: T) -> Self {
        let mut set = Self::default();
        set.extend(keys);
        set
    }
}

/// An odd number, drawn anew for every run.
fn seed() -> u64 {
    static SEED: OnceLock<u64> = OnceLock::new();
    *SEED.get_or_init(|| {
        #[cfg(target_family = "wasm")]
        let drawn = js_sys::Math::random().to_bits().wrapping_mul(crate::hash::SEED);
        #[cfg(not(target_family = "wasm"))]
        let drawn = std::hash::BuildHasher::hash_one(&std::hash::RandomState::new(), 0);
        drawn | 1
    })
}

#[cfg(all(test, not(target_family = "wasm")))]
mod tests {
    use super::{Map, Set};
    use proptest::prelude::*;
    use std::collections::HashMap;

    proptest! {
        #[test]
        fn values_are_found_by_their_keys(entries in prop::collection::vec((0_u64..40, 0_u8..9, any::<bool>()), 0..90)) {
            let (mut ours, mut theirs) = (Map::default(), HashMap::new());
            for (key, value, first) in entries {
                // Keys that agree in their low bits must not get in one another's way.
                let wide = key << 58 | key << 3;
                if first {
                    prop_assert_eq!(*ours.entry(wide, value), *theirs.entry(wide).or_insert(value));
                } else {
                    ours.insert(wide, value);
                    theirs.insert(wide, value);
                }
            }
            prop_assert_eq!(ours.len(), theirs.len());
            for key in (0..41).map(|key| key << 58 | key << 3) {
                prop_assert_eq!(ours.get(key), theirs.get(&key));
            }
        }
    }

    #[test]
    fn a_set_takes_each_hash_once_and_values_keep_the_order_of_arrival() {
        let mut set = Set::default();
        assert!(set.is_empty() && !set.contains(0));
        assert!(set.insert(0) && !set.insert(0) && set.insert(7));
        assert!(set.contains(0) && set.contains(7) && !set.contains(8));
        let mut map = Map::default();
        for key in [9, 3, 9, 1] {
            *map.entry(key, key * 10) += 1;
        }
        assert_eq!(map.values(), [92, 31, 11]);
    }
}
