//! The words of a text as hashes, for what only asks whether words are the same.

use crate::cut::Cut;

/// One more value for a hash.
pub(super) const fn mix(hash: u32, value: u32) -> u32 {
    (hash.rotate_left(5) ^ value).wrapping_mul(0x9e37_79b1)
}

/// Calls `see` on the hash of every word in lower case, and whether it began with a capital.
pub(super) fn each(text: &str, see: &mut dyn FnMut(u32, bool)) {
    let (mut hash, mut capital, mut inside) = (0, false, false);
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at) {
        // Most text is ASCII, and quicker to look at byte by byte.
        let (of_word, upper, lower) = if byte.is_ascii() {
            at += 1;
            if inside && byte.is_ascii_alphanumeric() {
                // A bit tells small letters from capitals; digits have it too.
                hash = mix(hash, u32::from(byte | 0x20));
                continue;
            }
            (byte.is_ascii_alphanumeric(), byte.is_ascii_uppercase(), u32::from(byte | 0x20))
        } else {
            let Some(character) = text.cut(at..).chars().next() else { break };
            at += character.len_utf8();
            let lower = character.to_lowercase().next().unwrap_or(character);
            (character.is_alphanumeric(), character.is_uppercase(), lower as u32)
        };
        if of_word {
            if !inside {
                capital = upper;
                (hash, inside) = (1, true);
            }
            hash = mix(hash, lower);
        } else if inside {
            see(hash, capital);
            inside = false;
        }
    }
    if inside {
        see(hash, capital);
    }
}
