//! Runs that are decided together: what stands alike is likely all wanted or all not.
//!
//! The trees see every run by itself, and are now and then wrong about one of many. A third of a chance is therefore that
//! of the runs that stand alike; on hosts that the scorer has not seen this is worth a thousandth of F1 (five parts of WCXB;
//! up to four fifths it is worth as much, but news lose), and what is read has fewer holes.

use crate::clutter::features::Run;
use crate::clutter::tidy;
use crate::page::{NodeId, Page, Tag};
use std::ops::Range;

/// How much of a chance is that of the runs that stand alike.
const SHARED: f32 = 1.0 / 3.0;

/// What a run is for the choice.
#[derive(Clone, Copy)]
pub(super) struct Chance {
    /// How likely it is wanted, 0 to 1.
    pub(super) chance: f32,
    pub(super) words: f32,
}

/// The mean chance of a word.
#[derive(Clone, Copy, Default)]
struct Mean {
    chances: f32,
    words: f32,
}

impl Mean {
    fn add(&mut self, run: Chance) {
        self.chances += run.chance * run.words;
        self.words += run.words;
    }

    fn get(self) -> f32 {
        self.chances / self.words.max(1.0)
    }
}

/// Brings the chances of runs that stand alike nearer to each other. `groups` has the first run of each run's kind; what is
/// `apart` has nothing to do with the others of its kind.
pub(super) fn share_among_alike(runs: &[Run], groups: &[u32], apart: impl Fn(&Run) -> bool, chances: &mut [Chance]) {
    // What is a link stands for something else, wherever it stands.
    let place = |group: u32, run: &Run| {
        4 * group as usize + 2 * usize::from(apart(run)) + usize::from(run.link_characters * 2 > run.characters)
    };
    let mut means = vec![Mean::default(); 4 * runs.len()];
    for ((run, &group), &chance) in runs.iter().zip(groups).zip(&*chances) {
        means[place(group, run)].add(chance);
    }
    for ((run, &group), own) in runs.iter().zip(groups).zip(chances) {
        own.chance += SHARED * (means[place(group, run)].get() - own.chance);
    }
}

/// The runs of each table of data, in order.
pub(super) fn tables(page: &Page, runs: &[Run]) -> Vec<Range<usize>> {
    let mut tables = Vec::new();
    let mut at = 0;
    for table in page.nodes().filter(|&node| page.tag(node) == Tag::Table) {
        let behind = |node: NodeId| runs[at..].partition_point(|run| run.first < node) + at;
        let (first, end) = (behind(table), behind(page.end(table)));
        at = first;
        if end - first > 1 && tidy::is_data_table(page, table) {
            tables.push(first..end);
        }
    }
    tables
}

/// Gives these runs one chance: they stay together or go.
pub(super) fn share(runs: &mut [Chance]) {
    let mut mean = Mean::default();
    runs.iter().for_each(|&run| mean.add(run));
    runs.iter_mut().for_each(|run| run.chance = mean.get());
}

#[cfg(all(test, feature = "html", not(target_family = "wasm")))]
mod tests {
    use super::*;
    use crate::clutter::Seen;
    use crate::clutter::signals::Signals;
    use crate::page::Limits;
    use std::sync::Arc;

    fn runs(html: &str) -> (Page, Vec<Run>) {
        let page = Page::from_html(html, Limits::default()).unwrap_or_default();
        let seen = Seen::of(&page, &Arc::new(Signals::of_all(&page)), true);
        (page, seen.features.runs)
    }

    fn chances(chances: &[f32]) -> Vec<Chance> {
        chances.iter().map(|&chance| Chance { chance, words: 1.0 }).collect()
    }

    #[test]
    fn what_stands_alike_comes_nearer_but_for_links() {
        let (_, runs) =
            runs("<p>One<p>Two<p>Three<p><a href=/four>Four</a><h2>Five</h2><p>Six words and then two more");
        let mut chances = chances(&[0.9, 0.9, 0.3, 0.1, 0.2, 0.1]);
        share_among_alike(&runs, &[0, 0, 0, 0, 4, 0], |run| run.words == 6, &mut chances);
        let near = |got: f32, expected: f32| (got - expected).abs() < 1e-5;
        let expected = [2.5 / 3.0, 2.5 / 3.0, 1.3 / 3.0, 0.1, 0.2, 0.1];
        assert!(chances.iter().zip(expected).all(|(own, expected)| near(own.chance, expected)));
    }

    #[test]
    fn the_cells_of_a_table_of_data_have_one_chance() {
        let (page, runs) = runs(
            "<p>A</p><table><tr><th>B<th>C<tr><td>D<td>E</table><p>F</p><table><tr><td>G<td>H</table>
             <table><tr><td>I<td><table><tr><th>J<tr><td>K</table></table>",
        );
        let mut chances = chances(&[0.9, 0.1, 0.2, 0.3, 0.4, 0.8, 0.1, 0.9, 0.5, 0.2, 0.4]);
        tables(&page, &runs).into_iter().for_each(|cells| share(&mut chances[cells]));
        let tenths: Vec<u32> = chances.iter().map(|own| (own.chance * 100.0).round() as u32).collect();
        assert_eq!(tenths, [90, 25, 25, 25, 25, 80, 10, 90, 50, 30, 30]);
    }
}
