//! Small and capital letters, for what is looked up or compared.

use crate::hash;

/// A text in small letters, one by one.
///
/// The sigma at the end of a Greek word stays the one of its middle, which is all the same to a look-up; what
/// [`str::to_lowercase`] does about it is six kilobytes of code.
pub(crate) fn small(text: &str) -> String {
    let mut small = String::with_capacity(text.len());
    text.chars().for_each(|letter| push_small(&mut small, letter));
    small
}

/// The hash of a word in small letters, as [`small`] makes them.
pub(crate) fn of_small(word: &str) -> u64 {
    if word.is_ascii() {
        let letters = word.bytes().map(|letter| letter.to_ascii_lowercase().into());
        return hash::of_all(letters);
    }
    hash::of_word(&small(word))
}

/// Adds a letter to a text as a small one.
pub(crate) fn push_small(to: &mut String, letter: char) {
    if letter.is_ascii() {
        to.push(letter.to_ascii_lowercase());
    } else {
        to.extend(letter.to_lowercase());
    }
}

/// A text in capital letters, one by one. A table of them is three kilobytes of the download, and few texts are asked
/// about, so the browser module asks the browser.
pub(crate) fn large(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_uppercase();
    }
    #[cfg(target_family = "wasm")]
    return js_sys::JsString::from(text).to_upper_case().into();
    #[cfg(not(target_family = "wasm"))]
    text.to_uppercase()
}

#[cfg(test)]
mod tests {
    use super::{large, of_small, small};
    use crate::hash;

    #[test]
    fn letters_of_all_scripts_become_small() {
        for word in ["Rain", "RAIN-5", "Über", "ß", ""] {
            assert_eq!(of_small(word), hash::of_word(&small(word)));
        }
        assert_eq!(small("ÜBER Straße, ДОМ, ΟΔΟΣ: İ 字"), "über straße, дом, οδοσ: i\u{307} 字");
    }

    #[test]
    fn letters_of_all_scripts_become_capitals() {
        assert_eq!(large("über Straße, дом, οδος: ŉ 字"), "ÜBER STRASSE, ДОМ, ΟΔΟΣ: ʼN 字");
    }
}
