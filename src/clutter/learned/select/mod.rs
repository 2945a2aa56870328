//! From chances to verdicts.

mod choice;
mod together;

use super::model::{Model, chance};
use super::rows::Row;
use super::{NoArticle, Reason, Ruled, Verdict, Verdicts, rows};
use crate::clutter::column::{Column, NodeSet};
use crate::clutter::features::Run;
use crate::clutter::finish;
use crate::order;
use crate::page::{Metadata, NodeId, Page, Tag};
use choice::{Choice, IS_ARTICLE};
use std::ops::AddAssign;
use together::Chance;

/// How much less likely, in logarithmic odds, a run is kept that the rules drop on a page that surely is an article's:
/// one outside what they take for the article, and one that they drop for what it is.
const OUTSIDE: f32 = 1.5;
const KNOWN: f32 = 4.5;
/// Where the rules doubt that there is anything to read, there is from this F1 that the scorer promises, over so many words
/// that it takes to be wanted.
const PROMISED: f32 = 0.6;
const WANTED: f32 = 50.0;

/// What is kept of a page.
pub(super) struct Kept {
    /// Whether each run is.
    pub(super) runs: Vec<bool>,
    /// Whether the page is taken for an article's.
    pub(super) is_article: bool,
}

/// Which runs of a page are kept.
///
/// # Errors
/// When there is nothing to read.
pub(super) fn keep(page: &Page, metadata: &Metadata, ruled: &Ruled, model: &Model) -> Result<Kept, NoArticle> {
    let runs = &ruled.seen.features.runs;
    // What nobody came to read on any page: what says so itself, and the title, which stands apart from the text.
    let never = |row: &Row, run: &Run| match ruled.verdicts.of(run.first) {
        Verdict::Drop(Reason::Consent | Reason::Newsletter | Reason::Share | Reason::Title | Reason::Label) => true,
        Verdict::Drop(_) => row[rows::LABEL] > 0,
        _ => false,
    };
    let mut article = None;
    let (mut chances, mut keep) = (Vec::with_capacity(runs.len()), Vec::with_capacity(runs.len()));
    let groups = rows::each(&ruled.known(page, metadata), &|token| model.odds(token), |run, row| {
        // What is true of the whole page stands in every row.
        let article = *article.get_or_insert_with(|| model.is_article(row));
        // On articles the rules know what is not of the piece; elsewhere they know next to nothing.
        let doubt = match ruled.verdicts.of(run.first) {
            Verdict::Drop(Reason::LowScore) => OUTSIDE,
            Verdict::Drop(_) => KNOWN,
            _ => 0.0,
        };
        let chance = chance(model.run(row) - doubt * article * article);
        chances.push(Chance { chance, words: run.words as f32 });
        keep.push(!never(row, run));
    });
    let article = article.unwrap_or_default();
    let heads_nothing = |run: &Run| ruled.drops(run) && page.tag(run.container).heading_level().is_some();
    together::share_among_alike(runs, &groups, heads_nothing, &mut chances);
    let mut tables = together::tables(page, runs);
    tables.iter().for_each(|cells| together::share(&mut chances[cells.clone()]));
    let cut = Cut::of(&chances);
    if ruled.doubtful && (cut.promised < PROMISED || cut.wanted < WANTED) {
        return Err(NoArticle::NothingToRead);
    }
    keep.iter_mut().zip(&chances).for_each(|(keep, run)| *keep &= run.chance >= cut.least);
    // A table that is half as likely as what is kept may stay.
    tables.retain(|cells| chances[cells.start].chance * 2.0 >= cut.least);
    let mut choice = Choice { page, ruled, article, keep };
    choice.mend(&tables);
    let mut keep = choice.keep;
    if !keep.contains(&true) {
        if ruled.doubtful {
            return Err(NoArticle::NothingToRead);
        }
        // The rules found something to read; a word of it is better than none.
        keep = runs.iter().map(|run| !ruled.drops(run)).collect();
    }
    Ok(Kept { runs: keep, is_article: article >= IS_ARTICLE })
}

/// Which runs promise the best F1 over a page's words.
struct Cut {
    /// The chance from which a run is kept, between a tenth and a half.
    least: f32,
    /// That F1.
    promised: f32,
    /// How many words are likely wanted.
    wanted: f32,
}

impl Cut {
    fn of(runs: &[Chance]) -> Self {
        let mut sorted = runs.to_vec();
        // The likeliest first: the bits of positive numbers are in the order of the numbers.
        order::by_key(&mut sorted, |run| u128::from(u32::MAX - run.chance.to_bits()));
        let wanted: f32 = sorted.iter().map(|run| run.chance * run.words).sum();
        let (mut right, mut found, mut promised, mut least) = (0.0, 0.0, 0.0, 0.5);
        for Chance { chance, words } in sorted {
            right += words * chance;
            found += words;
            let promise = 2.0 * right / (found + wanted).max(1.0);
            if promise > promised {
                (promised, least) = (promise, chance);
            }
        }
        Self { least: least.clamp(0.1, 0.5), promised, wanted }
    }
}

/// How many words of a subtree are kept, and how many are not.
#[derive(Clone, Copy, Default)]
struct Held {
    kept: u32,
    /// Words that the rules keep.
    lost: u32,
    /// Words that the rules drop as well.
    gone: u32,
}

impl AddAssign for Held {
    fn add_assign(&mut self, other: Self) {
        self.kept += other.kept;
        self.lost += other.lost;
        self.gone += other.gone;
    }
}

/// The verdicts of the rules, changed to keep these runs and no others.
pub(super) fn verdicts(page: &Page, ruled: Ruled, keep: &Kept) -> Verdicts {
    let Ruled { mut verdicts, seen, mut sums, .. } = ruled;
    let features = &seen.features;
    let mut kept = NodeSet::none(page);
    for (run, _) in features.runs.iter().zip(&keep.runs).filter(|(_, keep)| **keep) {
        (run.first.0..run.end.0).for_each(|node| _ = kept.insert(NodeId(node)));
    }
    let of_text = |text: NodeId, verdict: Verdict| {
        let (mut held, words) = (Held::default(), features.texts[text].words);
        match verdict {
            _ if kept.contains(text) => held.kept = words,
            Verdict::Drop(_) => held.gone = words,
            _ => held.lost = words,
        }
        held
    };
    let mut held = vec![Held::default(); features.boxes.len()];
    let around = |node: NodeId| features.boxes.row(page.parent(node)).unwrap_or_default();
    for text in features.texts.rows.nodes() {
        held[around(text)] += of_text(text, verdicts.of(text));
    }
    for (row, node) in features.boxes.backwards().filter(|(_, node)| *node != NodeId::DOCUMENT) {
        let own = held[row];
        held[around(node)] += own;
    }
    let held = Column::new(features.boxes.clone(), held);
    let all = held[NodeId::DOCUMENT].kept;
    let end = page.end(NodeId::DOCUMENT);
    let mut at = NodeId::DOCUMENT;
    while at < end {
        let verdict = verdicts.of(at);
        let own = if page.tag(at) == Tag::Text { of_text(at, verdict) } else { held[at] };
        if own.kept == 0 {
            if own.lost > 0 {
                drop_rest(page, &mut verdicts, at);
            }
            at = page.end(at);
            continue;
        }
        if matches!(verdict, Verdict::Drop(_)) && own.lost + own.gone == 0 {
            restore(page, &seen.unseen, &mut verdicts, at);
        }
        if verdict != Verdict::Keep {
            // What holds all that is kept only stands around it.
            verdicts.set(at, if own.kept == all { Verdict::Descend } else { Verdict::Keep });
        }
        at = NodeId(at.0 + 1);
    }
    if keep.is_article {
        finish::drop_orphan_headings(page, features, &[NodeId::DOCUMENT], &mut verdicts);
    }
    features.sum_up(page, &verdicts, &mut sums);
    finish::drop_marks(page, &sums, NodeId::DOCUMENT, &mut verdicts);
    verdicts
}

/// Drops a subtree, but keeps the reasons that were given in it.
fn drop_rest(page: &Page, verdicts: &mut Verdicts, node: NodeId) {
    for inner in page.subtree(node) {
        if !verdicts.is_dropped(inner) {
            verdicts.set(inner, Verdict::Drop(Reason::LowScore));
        }
    }
}

/// Keeps a part with what has no words in it, its pictures and its rules, but not what nobody sees.
fn restore(page: &Page, unseen: &Verdicts, verdicts: &mut Verdicts, node: NodeId) {
    let mut at = node;
    while at < page.end(node) {
        let unseen = unseen.of(at);
        if matches!(unseen, Verdict::Drop(_)) {
            verdicts.set_subtree(page, at, unseen);
            at = page.end(at);
        } else {
            verdicts.set(at, Verdict::Keep);
            at = NodeId(at.0 + 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn the_cut_is_where_the_promise_is_best() {
        let least = |runs: &[(f32, f32)]| {
            Cut::of(&runs.iter().map(|&(chance, words)| Chance { chance, words }).collect::<Vec<_>>()).least
        };
        assert_eq!(least(&[(0.9, 100.0), (0.8, 100.0), (0.05, 300.0)]), 0.5);
        // Half of a page at three in ten: leaving all of it out would promise nothing.
        assert!((least(&[(0.3, 100.0), (0.3, 100.0), (0.01, 10.0)]) - 0.3).abs() < 1e-6);
        assert_eq!(least(&[]), 0.5);
    }
}
