//! What the model knows of words beforehand: their class, how they are usually written, and whether they are places or
//! people's names. Sets of hashes, unpacked into open-addressed tables.

use super::Gender;
use crate::hash;

/// Bits of a word's hash that the model file keeps. Of the words that no table holds, fewer than one in two thousand is
/// taken for one that a table of 100,000 holds.
pub const KEY_BITS: u32 = 28;

/// The hash as the tables keep it.
#[must_use]
pub const fn key(hash: u64) -> u32 {
    (hash >> (64 - KEY_BITS)) as u32
}

/// No cluster.
pub(super) const NO_CLUSTER: u16 = 0;

/// A map from keys to values.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Key plus one, and value; zero where free. As many as a power of two, half of them free.
    slots: Vec<(u32, u16)>,
}

impl Table {
    /// Makes a table of distinct keys and their values.
    #[must_use]
    pub fn new(entries: impl ExactSizeIterator<Item = (u32, u16)>) -> Self {
        let mut slots = vec![(0, 0); (entries.len() * 2).next_power_of_two()];
        let mask = slots.len() - 1;
        for (key, value) in entries {
            let mut at = spread(key) & mask;
            while slots[at].0 != 0 {
                at = (at + 1) & mask;
            }
            slots[at] = (key + 1, value);
        }
        Self { slots }
    }

    /// The value of a hash's key.
    #[must_use]
    #[inline]
    pub fn get(&self, hash: u64) -> Option<u16> {
        let key = key(hash);
        let mask = self.slots.len().checked_sub(1)?;
        let mut at = spread(key) & mask;
        let slots = self.slots.as_slice();
        loop {
            match slots[at] {
                (0, _) => return None,
                (found, value) if found == key + 1 => return Some(value),
                _ => at = (at + 1) & mask,
            }
        }
    }
}

#[inline]
const fn spread(key: u32) -> usize {
    (key.wrapping_mul(0x9e37_79b1) >> 7) as usize
}

/// The tables.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    /// Words: cluster in the low 12 bits, habit in the next 3.
    pub words: Table,
    /// Places by the hash of all their words: tier in the low 3 bits.
    pub places: Table,
    /// Names of people: bit 0 first name, bit 1 family name, bit 2 a woman's, bit 3 a man's.
    pub people: Table,
    /// For each fine cluster the middle and the coarse cluster that it is part of.
    pub coarser: Vec<[u16; 2]>,
}

/// Hash of a sequence of words, from the hashes of their lower-case forms.
#[must_use]
pub fn sequence(words: impl Iterator<Item = u64>) -> u64 {
    hash::finish(words.fold(hash::SEED, hash::step))
}

impl Lexicon {
    /// A word's cluster and habit, zero where not known.
    #[must_use]
    pub fn word(&self, lower: u64) -> (u16, u8) {
        self.words.get(lower).map_or((NO_CLUSTER, 0), |value| (value & 0xfff, (value >> 12 & 7) as u8))
    }

    /// Whether a word is a first name, and whether it is a family name.
    #[must_use]
    pub fn person(&self, lower: u64) -> (bool, bool) {
        self.people.get(lower).map_or((false, false), |value| (value & 1 != 0, value & 2 != 0))
    }

    /// Who carries a first name; nothing where it is none, or both women and men do.
    #[must_use]
    pub fn gender(&self, lower: u64) -> Option<Gender> {
        match self.people.get(lower)? & 0b1101 {
            0b0101 => Some(Gender::Female),
            0b1001 => Some(Gender::Male),
            _ => None,
        }
    }

    /// The middle and the coarse cluster of a fine one.
    #[must_use]
    pub fn coarse(&self, cluster: u16) -> [u16; 2] {
        self.coarser.get(cluster as usize).copied().unwrap_or([NO_CLUSTER; 2])
    }
}
