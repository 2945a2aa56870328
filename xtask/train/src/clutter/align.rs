//! Which runs of a page belong to its content: the page's words laid beside those of a text that a person kept.

use std::collections::{HashMap, HashSet};

/// The words of a text in lower case, as numbers.
#[derive(Default)]
pub(crate) struct Words {
    numbers: HashMap<String, u32>,
}

impl Words {
    pub(crate) fn of(&mut self, text: &str) -> Vec<u32> {
        split(text)
            .map(|word| {
                let next = self.numbers.len() as u32;
                *self.numbers.entry(word).or_insert(next)
            })
            .collect()
    }
}

/// The words of a text in lower case.
pub(crate) fn split(text: &str) -> impl Iterator<Item = String> {
    text.split(|character: char| !character.is_alphanumeric() && character != '_')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

/// Longer pages are cut.
const LONGEST: usize = 60_000;
/// How many words make a shingle.
const SHINGLE: usize = 4;

/// The share of every run's words that belong: those of the longest common subsequence with the text, and those in
/// shingles of what that left over, as some texts have another order.
pub(crate) fn labels(runs: &[Vec<u32>], wanted: &[u32]) -> Vec<f32> {
    let mut columns: HashMap<u32, Vec<usize>> = HashMap::new();
    for (at, &word) in wanted.iter().enumerate() {
        columns.entry(word).or_default().push(at);
    }
    let page: Vec<(usize, u32)> = runs
        .iter()
        .enumerate()
        .flat_map(|(run, words)| words.iter().map(move |&word| (run, word)))
        .filter(|(_, word)| columns.contains_key(word))
        .take(LONGEST)
        .collect();
    let mut right = vec![0_usize; runs.len()];
    let mut left = vec![true; wanted.len()];
    for (row, column) in common(&page.iter().map(|&(_, word)| word).collect::<Vec<_>>(), wanted, &columns) {
        right[page[row].0] += 1;
        left[column] = false;
    }
    let shingles: HashSet<&[u32]> = wanted
        .windows(SHINGLE)
        .enumerate()
        .filter(|(at, _)| left[*at..at + SHINGLE].iter().filter(|&&left| left).count() * 2 > SHINGLE)
        .map(|(_, shingle)| shingle)
        .collect();
    runs.iter()
        .zip(right)
        .map(|(words, right)| {
            let mut found = vec![false; words.len()];
            for (at, shingle) in words.windows(SHINGLE).enumerate() {
                if shingles.contains(shingle) {
                    found[at..at + SHINGLE].fill(true);
                }
            }
            let rescued = found.iter().filter(|&&found| found).count();
            right.max(rescued) as f32 / words.len().max(1) as f32
        })
        .collect()
}

/// The pairs of places of a longest common subsequence, by rows of bits (Hyyrö, 2004): a 0 in a row says that the
/// length grows at that column.
fn common(rows: &[u32], wanted: &[u32], columns: &HashMap<u32, Vec<usize>>) -> Vec<(usize, usize)> {
    let width = wanted.len().div_ceil(64);
    let mut bits = vec![u64::MAX; width];
    let mut all: Vec<u64> = Vec::with_capacity(rows.len() * width);
    let mut matches = vec![0_u64; width];
    for word in rows {
        matches.fill(0);
        for &column in columns.get(word).into_iter().flatten() {
            matches[column / 64] |= 1 << (column % 64);
        }
        let mut carry = false;
        for (bits, &matches) in bits.iter_mut().zip(&matches) {
            let both = *bits & matches;
            let (sum, over) = bits.overflowing_add(both);
            let (sum, more) = sum.overflowing_add(u64::from(carry));
            carry = over || more;
            *bits = sum | (*bits & !matches);
        }
        all.extend_from_slice(&bits);
    }
    let grows = |row: usize, column: usize| all[row * width + column / 64] >> (column % 64) & 1 == 0;
    let mut pairs = Vec::new();
    let (mut row, mut column) = (rows.len(), wanted.len());
    while row > 0 && column > 0 {
        if !grows(row - 1, column - 1) {
            column -= 1;
        } else if row > 1 && grows(row - 2, column - 1) {
            row -= 1;
        } else {
            row -= 1;
            column -= 1;
            pairs.push((row, column));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_order_belong_and_moved_ones_are_found_again() {
        let mut words = Words::default();
        let runs: Vec<Vec<u32>> =
            ["home news", "it rained all night long", "share this", "the road was closed by noon"]
                .iter()
                .map(|run| words.of(run))
                .collect();
        let kept = words.of("It rained all night long. The road was closed by noon.");
        assert_eq!(labels(&runs, &kept), [0.0, 1.0, 0.0, 1.0]);
        let moved = words.of("The road was closed by noon. It rained all night long.");
        assert_eq!(labels(&runs, &moved), [0.0, 1.0, 0.0, 1.0]);
        assert_eq!(labels(&runs, &[]), [0.0; 4]);
    }

    #[test]
    fn a_subsequence_is_as_long_as_it_can_be() {
        let wanted: Vec<u32> = (0..200).collect();
        let mut columns: HashMap<u32, Vec<usize>> = HashMap::new();
        for &word in &wanted {
            columns.entry(word).or_default().push(word as usize);
        }
        let rows: Vec<u32> = (0..200).filter(|word| word % 3 != 1).collect();
        let pairs = common(&rows, &wanted, &columns);
        assert_eq!(pairs.len(), rows.len());
        assert!(pairs.iter().all(|&(row, column)| rows[row] == wanted[column]));
    }
}
