//! What every node holds, summed over its subtree in one backward sweep.

mod runs;
mod sums;
mod text;

use super::Verdicts;
use super::column::{Column, Rows};
use super::signals::Signals;
use crate::page::{NodeId, Page};
use runs::Found;
pub(super) use runs::Run;
use std::sync::Arc;
pub(super) use sums::{Sums, ratio};
pub(super) use text::{TextFacts, ends_like_sentence, measure};

/// The columns that judge a page.
#[derive(Clone)]
pub(super) struct Features {
    pub(super) signals: Arc<Column<Signals>>,
    /// Of the texts with a word in them.
    pub(super) texts: Column<TextFacts>,
    pub(super) runs: Vec<Run>,
    /// The elements that hold anything that is summed up.
    pub(super) boxes: Arc<Rows>,
}

impl Features {
    /// Reads every node once. Nodes dropped in `verdicts` count for nothing, and no other verdicts may keep them again.
    pub(super) fn of(page: &Page, signals: Arc<Column<Signals>>, verdicts: &Verdicts) -> Self {
        let Found { texts, facts, boxes, runs } = runs::find(page, verdicts);
        let texts = Column::new(Arc::new(Rows::of(texts)), facts);
        Self { signals, texts, runs, boxes: Arc::new(Rows::of(boxes)) }
    }

    /// Sums of every subtree without what `verdicts` drops: one backward sweep. The sums that stood there before are
    /// forgotten, but for their room.
    pub(super) fn sum_up(&self, page: &Page, verdicts: &Verdicts, sums: &mut Column<Sums>) {
        let mut values = std::mem::take(&mut sums.values);
        values.resize(self.boxes.len(), Sums::default());
        self.sum_up_below(page, NodeId::DOCUMENT, verdicts, &mut values);
        *sums = Column::new(self.boxes.clone(), values);
    }

    /// The like, where nothing has changed but in some parts of the page, none within another: the sums of what lies
    /// around them stay as they were.
    pub(super) fn sum_up_parts(&self, page: &Page, parts: &[NodeId], verdicts: &Verdicts, sums: &mut Column<Sums>) {
        for &part in parts {
            self.sum_up_below(page, part, verdicts, &mut sums.values);
        }
    }

    /// Sums up a node and what is below it.
    fn sum_up_below(&self, page: &Page, node: NodeId, verdicts: &Verdicts, values: &mut [Sums]) {
        let (boxes, texts) = (&self.boxes, &self.texts.rows);
        let subtree = node..page.end(node);
        let (first_box, first_text) = (boxes.rows_before(subtree.start), texts.rows_before(subtree.start));
        values[first_box..boxes.rows_before(subtree.end)].fill(Sums::default());
        for (text, facts) in texts.nodes_in(subtree.clone()).zip(&self.texts.values[first_text..]) {
            if !verdicts.is_dropped(text)
                && let Some(around) = boxes.row(page.parent(text))
            {
                values[around].add_text(facts);
            }
        }
        for (row, inner) in boxes.backwards_in(subtree) {
            if verdicts.is_dropped(inner) {
                values[row] = Sums::default();
                continue;
            }
            values[row].close(page.tag(inner));
            if inner != node
                && let Some(around) = boxes.row(page.parent(inner))
            {
                let own = values[row];
                values[around] += own;
            }
        }
    }
}

#[cfg(all(test, feature = "html", not(target_family = "wasm")))]
mod tests {
    use super::*;
    use crate::clutter::{Reason, Verdict};
    use crate::page::{Limits, Tag};
    use proptest::prelude::*;

    /// Some of a subtree's sums, counted node by node.
    fn counted(page: &Page, verdicts: &Verdicts, node: NodeId) -> [u32; 6] {
        let mut sums = [0; 6];
        let mut at = node;
        while at < page.end(node) {
            if verdicts.is_dropped(at) {
                at = page.end(at);
                continue;
            }
            let (tag, facts) = (page.tag(at), measure(page.text(at)));
            let own = [
                facts.words,
                facts.characters,
                u32::from(tag == Tag::P),
                u32::from(tag == Tag::Img),
                u32::from(tag == Tag::A),
                u32::from(tag.is_block()),
            ];
            sums.iter_mut().zip(own).for_each(|(sum, own)| *sum += own);
            at = NodeId(at.0 + 1);
        }
        sums
    }

    proptest! {
        #[test]
        fn sums_are_those_of_what_is_not_dropped(
            parts in prop::collection::vec(
                prop::sample::select(vec![
                    "<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<br>", "<img>", "<a href=x>", "</a>", "<ul><li>",
                    "</ul>", "Rain fell, ", "on the road. ", " ", "<h2>", "</h2>", "<span></span>",
                ]),
                0..60,
            ),
            dropped in prop::collection::vec(0_usize..90, 0..6),
        ) {
            let page = Page::from_html(&parts.concat(), Limits::default()).unwrap();
            let mut verdicts = Verdicts::all(&page, Verdict::Descend);
            let features = Features::of(&page, Arc::new(Signals::of_all(&page)), &verdicts);
            let mut sums = Column::default();
            // What stood there before must not matter.
            features.sum_up(&page, &verdicts, &mut sums);
            for node in dropped.into_iter().filter(|&node| node < page.len()).map(|node| NodeId(node as u32)) {
                verdicts.set_subtree(&page, node, Verdict::Drop(Reason::Label));
            }
            features.sum_up(&page, &verdicts, &mut sums);
            for node in page.nodes().filter(|&node| page.tag(node) != Tag::Text) {
                let Sums { words, characters, paragraphs, pictures, links, blocks, .. } = sums[node];
                let expected = counted(&page, &verdicts, node);
                prop_assert_eq!([words, characters, paragraphs, pictures, links, blocks], expected, "{:?}", node);
            }
        }
    }
}
