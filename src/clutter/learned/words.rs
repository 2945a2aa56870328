//! What the words of a run say, beside those of the title and the excerpt.

use crate::clutter::features::Run;
use crate::clutter::words::{each, mix};
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

/// Words to be known again: their hashes in order, and a bit for each sixty-fourth of all hashes that one is in.
pub(super) struct Known {
    hashes: Vec<u32>,
    bits: u64,
}

impl Known {
    fn of(text: Option<&str>) -> Self {
        let (mut hashes, mut bits) = (Vec::new(), 0);
        each(text.unwrap_or_default(), &mut |word, _| {
            hashes.push(word);
            bits |= Self::bit(word);
        });
        order::by_key(&mut hashes, |&word| word.into());
        Self { hashes, bits }
    }

    pub(super) fn len(&self) -> u32 {
        self.hashes.len() as u32
    }

    fn has(&self, word: u32) -> bool {
        self.bits & Self::bit(word) != 0 && self.hashes.binary_search(&word).is_ok()
    }

    const fn bit(word: u32) -> u64 {
        1 << (word >> 26)
    }
}

/// Reads words one after the other and compares them with those of the title and the excerpt.
pub(super) struct Reader {
    pub(super) title: Known,
    excerpt: Known,
}

impl Reader {
    pub(super) fn new(metadata: &Metadata) -> Self {
        Self { title: Known::of(metadata.title.as_deref()), excerpt: Known::of(metadata.excerpt.as_deref()) }
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
            each(text, &mut |word, capital| {
                words.hash = mix(words.hash, word);
                words.capitals += u32::from(capital);
                words.in_title += u32::from(self.title.has(word));
                words.in_excerpt += u32::from(self.excerpt.has(word));
                words.all += 1;
            });
            words.letters += text.len() as u32;
        }
        words
    }
}
