//! What the cut leaves undone: where the rules know better than the scorer, and what would be a hole in the text.

use super::super::Ruled;
use crate::clutter::features::Run;
use crate::clutter::signals::Signals;
use crate::clutter::{is_caption, tidy};
use crate::page::{NodeId, Page, Tag};
use std::ops::Range;

/// A page is taken for an article's from this chance.
pub(super) const IS_ARTICLE: f32 = 0.5;
/// On a page that may be an article's, what is found outside counts only where it is more than one word in so many of
/// what the rules find, if that is enough to read: a line or two elsewhere are more likely of something else.
const MAY_BE_ARTICLE: f32 = 0.1;
const FEW: u32 = 10;
const ENOUGH: u32 = 100;

/// Which runs of a page are kept, so far.
pub(super) struct Choice<'a> {
    pub(super) page: &'a Page,
    pub(super) ruled: &'a Ruled,
    /// How likely the page is an article's, 0 to 1.
    pub(super) article: f32,
    pub(super) keep: Vec<bool>,
}

impl<'a> Choice<'a> {
    /// Does all that the cut left undone. `tables` are the runs of tables that may stay.
    pub(super) fn mend(&mut self, tables: &[Range<usize>]) {
        self.drop_the_little_outside();
        self.keep_what_belongs_with_others();
        self.keep_tables(tables);
        self.drop_slides();
        self.keep_notes();
        self.close_holes();
        self.keep_what_heads();
    }

    fn may_be_article(&self) -> bool {
        self.article >= MAY_BE_ARTICLE
    }

    fn runs(&self) -> &'a [Run] {
        &self.ruled.seen.features.runs
    }

    /// How many kept words stand in such runs.
    fn words(&self, of: &dyn Fn(&Run) -> bool) -> u32 {
        self.runs().iter().zip(&self.keep).filter(|(run, keep)| **keep && of(run)).map(|(run, _)| run.words).sum()
    }

    fn drop_the_little_outside(&mut self) {
        let Self { page, ruled, .. } = *self;
        let outside = |run: &Run| {
            let around = page.parent(page.parent(run.container));
            ruled.drops(run) && (!page.contains(ruled.root, run.container) || ruled.verdicts.is_dropped(around))
        };
        if !self.may_be_article() {
            return;
        }
        let (inside, found) = (self.words(&|run| !ruled.drops(run)), self.words(&outside));
        if inside >= ENOUGH && found < inside / FEW {
            let runs = self.runs();
            self.keep.iter_mut().zip(runs).for_each(|(keep, run)| *keep &= !outside(run));
        }
    }

    /// On articles the rules decide on what belongs to a picture along with the picture.
    fn keep_what_belongs_with_others(&mut self) {
        let (runs, may_be_article) = (self.runs(), self.may_be_article());
        for (keep, run) in self.keep.iter_mut().zip(runs) {
            if *keep == self.ruled.drops(run)
                && (!*keep || may_be_article)
                && belongs_with_others(self.page, self.ruled, run, self.article >= IS_ARTICLE)
            {
                *keep = !*keep;
            }
        }
    }

    /// Tables stay as the rules leave them.
    fn keep_tables(&mut self, tables: &[Range<usize>]) {
        for at in tables.iter().cloned().flatten() {
            self.keep[at] |= !self.ruled.drops(&self.runs()[at]);
        }
    }

    /// Slides beside much else to read show other things; a piece that is told in slides has little around them.
    fn drop_slides(&mut self) {
        let Self { page, ruled, .. } = *self;
        let runs = self.runs();
        for list in tidy::slideshows(page, &ruled.sums) {
            let is_slide = |run: &Run| page.contains(list, run.first);
            if self.words(&|run| !is_slide(run)) < ENOUGH {
                continue;
            }
            for (at, keep) in self.keep.iter_mut().enumerate() {
                let heads =
                    || runs.get(at + 1).is_some_and(is_slide) && page.tag(runs[at].container).heading_level().is_some();
                *keep &= !is_slide(&runs[at]) && !heads();
            }
        }
    }

    /// Footnotes stay, but where a page is surely no article: there they are as often a shop's small print.
    fn keep_notes(&mut self) {
        let Self { page, ruled, .. } = *self;
        if !self.may_be_article() {
            return;
        }
        let runs = self.runs();
        let mut notes = ruled.notes.iter().copied().peekable();
        for (keep, run) in self.keep.iter_mut().zip(runs) {
            while notes.peek().is_some_and(|&note| page.end(note) <= run.first) {
                notes.next();
            }
            *keep |= notes.peek().is_some_and(|&note| page.contains(note, run.first)) && !ruled.drops(run);
        }
    }

    /// A paragraph between two that stay does so too.
    fn close_holes(&mut self) {
        let Self { page, ruled, .. } = *self;
        let stand_alike = |(one, other): (&Run, &Run)| {
            page.parent(one.container) == page.parent(other.container)
                && page.tag(one.container) == page.tag(other.container)
        };
        for (at, three) in self.runs().windows(3).enumerate() {
            let [before, run, behind] = three else { continue };
            let is_hole = self.keep[at] && self.keep[at + 2] && !ruled.drops(run);
            self.keep[at + 1] |= is_hole && stand_alike((before, run)) && stand_alike((run, behind));
        }
    }

    /// A heading stays with what it announces, and so does the first line of a box of two.
    fn keep_what_heads(&mut self) {
        let Self { page, ruled, .. } = *self;
        let runs = self.runs();
        let heads_box = |at: usize| {
            let holds = |other: Option<&Run>| {
                other.is_some_and(|other| page.contains(page.parent(runs[at].container), other.container))
            };
            holds(runs.get(at + 1)) && !holds(runs.get(at + 2)) && !holds(at.checked_sub(1).and_then(|at| runs.get(at)))
        };
        for at in (1..runs.len()).rev().map(|at| at - 1) {
            let heads = || page.tag(runs[at].container).heading_level().is_some() || heads_box(at);
            self.keep[at] |= self.keep[at + 1] && !ruled.drops(&runs[at]) && heads();
        }
    }
}

/// Whether what stands here is shown with the text around it, whatever its words: a quote, code, a formula, or what a
/// picture's line says; on articles, all that a figure with one picture holds.
fn belongs_with_others(page: &Page, ruled: &Ruled, run: &Run, is_article: bool) -> bool {
    /// How many elements around it are looked at.
    const LEVELS: usize = 6;
    /// And how many nodes of such an element, for its figure.
    const FEW_NODES: usize = 16;
    let mut around = std::iter::once(run.container).chain(page.ancestors(run.container)).take(LEVELS);
    let is_named = |node: NodeId| ruled.seen.features.signals[node].any(Signals::CAPTION);
    let in_line = || page.ancestors(run.first).take_while(|&node| node != run.container);
    let is_formula = || in_line().any(|node| page.tag(node) == Tag::Math && page.end(node) >= run.end);
    around.any(|node| {
        matches!(page.tag(node), Tag::Blockquote | Tag::Pre)
            || is_named(node)
            || is_article
                && ruled.sums[node].is_picture()
                && page.subtree(node).take(FEW_NODES).any(|inner| page.tag(inner) == Tag::Figure)
            || is_caption(page, node)
    }) || is_formula()
}
