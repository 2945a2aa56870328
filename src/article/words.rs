//! Words by Unicode's segmentation (UAX #29), with a short way for those of ASCII: nearly all are, and what the rules say
//! of ASCII is little.

use unicode_segmentation::UnicodeSegmentation;

/// The words of a text in order, white space and signs among them, with where each begins.
pub(super) struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Words<'a> {
    pub(super) const fn of(text: &'a str) -> Self {
        Self { text, at: 0 }
    }
}

impl<'a> Iterator for Words<'a> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let word = match ascii(rest.as_bytes()) {
            Some(length) => rest.get(..length)?,
            // Between two words nothing before counts, so the rules can be asked from here on.
            None => rest.split_word_bounds().next()?,
        };
        let start = self.at;
        self.at += word.len();
        Some((start, word))
    }
}

/// The length of the first word, unless it takes more than ASCII to tell.
fn ascii(bytes: &[u8]) -> Option<usize> {
    let first = *bytes.first()?;
    let mut end = 1;
    match first {
        // Nothing joins the end of a line, not even an accent.
        b'\r' if bytes.get(1) == Some(&b'\n') => return Some(2),
        b'\r' | b'\n' | 0xb | 0xc => return Some(1),
        b' ' => {
            while bytes.get(end) == Some(&b' ') {
                end += 1;
            }
        }
        _ if is_part(first) => {
            while let Some(&byte) = bytes.get(end) {
                if is_part(byte) {
                    end += 1;
                    continue;
                }
                let before = bytes[end - 1];
                let joins = match byte {
                    b'.' | b'\'' => before != b'_',
                    b':' => before.is_ascii_alphabetic(),
                    b',' | b';' => before.is_ascii_digit(),
                    _ => false,
                };
                if !joins {
                    break;
                }
                match bytes.get(end + 1) {
                    Some(behind) if !behind.is_ascii() => return None,
                    // "U.S", "it's", "3.5", but neither "a.5" nor "5.a".
                    Some(&behind)
                        if is_part(behind) && behind != b'_' && behind.is_ascii_digit() == before.is_ascii_digit() =>
                    {
                        end += 2;
                    }
                    _ => break,
                }
            }
        }
        _ if first.is_ascii() => {}
        _ => return None,
    }
    bytes.get(end).is_none_or(u8::is_ascii).then_some(end)
}

const fn is_part(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

#[cfg(all(test, not(target_family = "wasm")))]
mod tests {
    use super::*;

    /// One of each kind of character that the rules know, and all of ASCII that they name.
    const CHARACTERS: &[char] = &[
        'a', 'B', '5', '_', '.', '\'', '"', ':', ',', ';', '-', ' ', '\n', '\r', '\t', '\u{c}', '\u{301}', '\u{200d}',
        '\u{ad}', '\u{2003}', '\u{85}', '’', '·', '٫', 'é', 'א', 'ア', '漢', '🇬', '👩', '٣', '‿',
    ];

    fn same(text: &str) {
        let quick: Vec<(usize, &str)> = Words::of(text).collect();
        let slow: Vec<(usize, &str)> = text.split_word_bound_indices().collect();
        assert_eq!(quick, slow, "{text:?}");
    }

    #[test]
    fn words_are_those_of_the_rules() {
        let count = CHARACTERS.len();
        for number in 0..count.pow(4) {
            let text: String = (0..4).map(|place| CHARACTERS[number / count.pow(place) % count]).collect();
            // Shorter ones are the beginnings of these.
            same(&text);
        }
    }

    #[test]
    fn ascii_words_are_those_of_the_rules() {
        for first in 0..128_u8 {
            for second in 0..128_u8 {
                same(&[b'a', first, second, b'1', first, b'a'].map(char::from).iter().collect::<String>());
                same(&[first, second, first].map(char::from).iter().collect::<String>());
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn words_of_long_texts_are_those_of_the_rules(
            text in proptest::collection::vec(proptest::sample::select(CHARACTERS), 0..40)
        ) {
            same(&text.into_iter().collect::<String>());
        }
    }
}
