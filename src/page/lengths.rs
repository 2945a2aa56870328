//! Lengths that stand before what they are of, in the same string: digits of six bits each, all but the last with a flag.

/// Flags that more digits follow.
const MORE: u8 = 1 << 6;

/// Writes a length.
pub(super) fn push(to: &mut String, length: usize) {
    let digits = length.checked_ilog2().unwrap_or_default() / MORE.ilog2();
    for digit in (0..=digits).rev() {
        let value = (length >> (digit * MORE.ilog2())) as u8 & (MORE - 1);
        to.push(char::from(if digit > 0 { value | MORE } else { value }));
    }
}

/// Takes two strings with their lengths before both from the beginning of a string; `None` where there are none.
#[cfg_attr(target_family = "wasm", inline(never))]
pub(super) fn take_two<'a>(from: &mut &'a str) -> Option<(&'a str, &'a str)> {
    let (first, second) = (take(from)?, take(from)?);
    let (first, behind) = from.split_at_checked(first)?;
    let (second, behind) = behind.split_at_checked(second)?;
    *from = behind;
    Some((first, second))
}

/// Takes a length from the beginning of a string; `None` where there is none.
fn take(from: &mut &str) -> Option<usize> {
    let mut length = 0;
    loop {
        let (&digit, _) = from.as_bytes().split_first()?;
        *from = from.get(1..)?;
        length = length << MORE.ilog2() | usize::from(digit & (MORE - 1));
        if digit < MORE {
            return Some(length);
        }
    }
}

#[cfg(all(test, not(target_family = "wasm")))]
mod tests {
    use super::{push, take};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn lengths_come_back(lengths in prop::collection::vec(prop_oneof![0..200_usize, 0..1_usize << 32], 0..9)) {
            let mut written = String::new();
            for &length in &lengths {
                push(&mut written, length);
                written.push('é');
            }
            let mut rest = written.as_str();
            for length in lengths {
                prop_assert_eq!(take(&mut rest), Some(length));
                rest = rest.strip_prefix('é').unwrap_or("no length");
            }
            prop_assert_eq!(take(&mut rest), None);
        }
    }
}
