//! What the words of a run say, beside those of the title and the excerpt.

use super::places::mix;
use crate::clutter::features::Run;
use crate::order;
use crate::page::{Metadata, NodeId, Page, Tag};

/// What the words of a run say.
#[derive(Clone, Copy, Default)]
pub(super) struct Words {
    pub(super) hash: u32,
    pub(super) letters: u32,
    pub(super) digits: u32,
    pub(super) capitals: u32,
    pub(super) prices: u32,
    pub(super) in_title: u32,
    pub(super) in_excerpt: u32,
    pub(super) all: u32,
}

/// Reads words one after the other and compares them with those of the title and the excerpt.
pub(super) struct Reader {
    /// Hashes of the words, in order.
    pub(super) title: Vec<u32>,
    excerpt: Vec<u32>,
}

impl Reader {
    pub(super) fn new(metadata: &Metadata) -> Self {
        let words = |text: Option<&str>| {
            let mut words = Vec::new();
            each_word(text.unwrap_or_default(), |word, _| words.push(word));
            order::by_key(&mut words, |&word| word.into());
            words
        };
        Self { title: words(metadata.title.as_deref()), excerpt: words(metadata.excerpt.as_deref()) }
    }

    pub(super) fn read(&self, page: &Page, run: &Run) -> Words {
        let mut words = Words::default();
        for node in (run.first.0..run.end.0).map(NodeId).filter(|&node| page.tag(node) == Tag::Text) {
            let text = page.text(node);
            for byte in text.bytes() {
                words.digits += u32::from(byte.is_ascii_digit());
                words.prices += u32::from(byte == b'$');
            }
            if !text.is_ascii() {
                words.prices += text.chars().filter(|sign| matches!(sign, '€' | '£' | '¥' | '₹')).count() as u32;
            }
            each_word(text, |word, capital| {
                words.hash = mix(words.hash, word);
                words.capitals += u32::from(capital);
                words.in_title += u32::from(self.title.binary_search(&word).is_ok());
                words.in_excerpt += u32::from(self.excerpt.binary_search(&word).is_ok());
                words.all += 1;
            });
            words.letters += text.len() as u32;
        }
        words
    }
}

/// Calls `see` on the hash of every word in lower case, and whether it began with a capital.
fn each_word(text: &str, mut see: impl FnMut(u32, bool)) {
    let (mut hash, mut capital, mut inside) = (0, false, false);
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at) {
        // Most text is ASCII, and quicker to look at byte by byte.
        let (of_word, upper, lower) = if byte.is_ascii() {
            at += 1;
            (byte.is_ascii_alphanumeric(), byte.is_ascii_uppercase(), u32::from(byte.to_ascii_lowercase()))
        } else {
            let Some(character) = text[at..].chars().next() else { break };
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
