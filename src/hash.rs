//! One hash for words, sequences of words and features, the same on every platform: it is part of the names model's
//! format.

/// What a hash begins with.
pub(crate) const SEED: u64 = 0x9e37_79b9_7f4a_7c15;

/// Takes one more value in. The rotation and multiplier are those of FxHash.
#[inline]
#[must_use]
pub(crate) const fn step(hash: u64, value: u64) -> u64 {
    (hash.rotate_left(5) ^ value).wrapping_mul(0x517c_c1b7_2722_0a95)
}

/// Spreads what was taken in over all bits: the finaliser of MurmurHash3.
#[inline]
#[must_use]
pub(crate) const fn finish(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    let hash = (hash ^ (hash >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}

/// The hash of a word as it stands in a table.
#[must_use]
pub(crate) fn of_word(word: &str) -> u64 {
    // The same, without taking characters apart: nearly every word of a text is hashed.
    if word.is_ascii() {
        of_ascii(word.as_bytes())
    } else {
        finish(word.chars().fold(SEED, |hash, character| step(hash, character as u64)))
    }
}

/// The hash of a word of ASCII.
#[must_use]
pub(crate) fn of_ascii(word: &[u8]) -> u64 {
    finish(word.iter().fold(SEED, |hash, &byte| step(hash, u64::from(byte))))
}

/// The hash of words in order, from their hashes.
#[must_use]
pub(crate) fn of_all(hashes: impl IntoIterator<Item = u64>) -> u64 {
    finish(hashes.into_iter().fold(SEED, step))
}
