//! Pull quotes: words set on their own that the text says elsewhere are not said twice.

use super::frame::Frame;
use super::scan::{Stretch, is_headline};
use super::typography::Pair;
use crate::article::TokenKind;
use crate::hash;
use crate::map::Map;

/// So many words must agree before anything is compared; shorter repeats are left alone.
const KEY: usize = 4;
/// So many places are compared for one stretch: enough for any page, and it keeps hostile repetition linear.
const PLACES: usize = 16;

/// For each stretch, whether it only repeats words that stand elsewhere in the text.
pub(super) fn repeats(frame: &Frame<'_>) -> Vec<bool> {
    let stretches = frame.stretches;
    let mut repeats = vec![false; stretches.len()];
    let alone: Vec<usize> = (0..stretches.len()).filter(|&index| stands_alone(frame, &stretches[index])).collect();
    if alone.is_empty() {
        return repeats;
    }
    let words: Vec<(usize, u64)> = frame
        .text
        .tokens()
        .iter()
        .enumerate()
        .filter(|(_, token)| token.kind != TokenKind::Sign)
        .map(|(index, token)| (index, of_letters(frame.text.slice(token.span))))
        .collect();
    let mut by_key: Map<Vec<(usize, usize)>> = Map::default();
    for &index in &alone {
        let first = words.partition_point(|word| word.0 < stretches[index].first);
        let end = words.partition_point(|word| word.0 < stretches[index].end);
        if let Some(key) = key(&words[first..end]) {
            by_key.entry(key, Vec::new()).push((index, first));
        }
    }
    if by_key.len() == 0 {
        return repeats;
    }
    let mut places = vec![0_usize; stretches.len()];
    for at in 0..words.len() {
        let Some(candidates) = key(&words[at..]).and_then(|key| by_key.get(key)) else { continue };
        for &(index, first) in candidates.iter().take(PLACES) {
            if at == first || repeats[index] || places[index] >= PLACES {
                continue;
            }
            places[index] += 1;
            let stretch = &stretches[index];
            let length = words.partition_point(|word| word.0 < stretch.end) - first;
            let same =
                at + length <= words.len() && (0..length).all(|offset| words[first + offset].1 == words[at + offset].1);
            let Some(other) = same.then(|| frame.stretch_at(words[at].0)) else { continue };
            // Of two that stand alone the first is kept.
            let twin = other.is_some_and(|other| stands_alone(frame, &stretches[other]));
            let inside = words[at].0 >= stretch.first && words[at].0 < stretch.end;
            repeats[index] = !inside && (!twin || at < first);
        }
    }
    repeats
}

/// Whether a stretch has its block to itself.
fn stands_alone(frame: &Frame<'_>, stretch: &Stretch) -> bool {
    let (start, end) = frame.block(stretch.block);
    stretch.pair != Pair::Line
        && (stretch.first == start && stretch.end == end && !stretch.continues
            || is_headline(frame.text, stretch.block))
}

fn key(words: &[(usize, u64)]) -> Option<u64> {
    Some(hash::of_all(words.get(..KEY)?.iter().map(|word| word.1)))
}

fn of_letters(word: &str) -> u64 {
    if word.is_ascii() {
        let letters = word.bytes().filter(u8::is_ascii_alphanumeric);
        return hash::of_all(letters.map(|letter| letter.to_ascii_lowercase().into()));
    }
    let letters = word.chars().filter(|character| character.is_alphanumeric());
    hash::of_all(letters.flat_map(char::to_lowercase).map(u64::from))
}
