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
    let (first, second, end) = next(from.as_bytes(), 0)?;
    let two = (from.get(first..second)?, from.get(second..end)?);
    *from = from.get(end..)?;
    Some(two)
}

/// The second of the first two strings whose first one is this.
pub(super) fn find<'a>(from: &'a str, first: &str) -> Option<&'a str> {
    let bytes = from.as_bytes();
    let mut at = 0;
    loop {
        let (start, second, end) = next(bytes, at)?;
        if second - start == first.len() && bytes.get(start..second) == Some(first.as_bytes()) {
            return from.get(second..end);
        }
        at = end;
    }
}

/// Where the next two strings begin, and where the second ends.
#[cfg_attr(target_family = "wasm", inline(never))]
fn next(from: &[u8], mut at: usize) -> Option<(usize, usize, usize)> {
    let mut lengths = [0; 2];
    for length in &mut lengths {
        loop {
            let digit = *from.get(at)?;
            at += 1;
            *length = *length << MORE.ilog2() | usize::from(digit & (MORE - 1));
            if digit < MORE {
                break;
            }
        }
    }
    Some((at, at + lengths[0], at + lengths[0] + lengths[1]))
}

#[cfg(all(test, not(target_family = "wasm")))]
mod tests {
    use super::{find, push, take_two};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn strings_come_back_two_by_two(
            strings in prop::collection::vec(("é{0,3}[a-c]{0,70}", "[a-z]{0,2}(é{5000})?"), 0..9)
        ) {
            let mut written = String::new();
            for (first, second) in &strings {
                push(&mut written, first.len());
                push(&mut written, second.len());
                written += first;
                written += second;
            }
            let mut rest = written.as_str();
            for (first, second) in &strings {
                prop_assert_eq!(take_two(&mut rest), Some((&**first, &**second)));
                let known = strings.iter().find(|(other, _)| other == first).map(|(_, second)| &**second);
                prop_assert_eq!(find(&written, first), known);
            }
            prop_assert_eq!((take_two(&mut rest), find(&written, "d")), (None, None));
        }
    }
}
