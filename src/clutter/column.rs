//! Columns for what only some of a page's nodes have: a page may have a million that hold nothing.

use crate::page::{NodeId, Page};
use std::ops::Index;
use std::rc::Rc;

/// Some of a page's nodes: a bit for each that it has.
pub(super) struct NodeSet {
    bits: Vec<u64>,
}

impl NodeSet {
    /// None of them.
    pub(super) fn none(page: &Page) -> Self {
        Self { bits: vec![0; page.len().div_ceil(64)] }
    }

    /// Takes a node in, and says whether it is new.
    pub(super) fn insert(&mut self, node: NodeId) -> bool {
        let (word, bit) = (&mut self.bits[node.index() / 64], 1 << (node.index() % 64));
        let is_new = *word & bit == 0;
        *word |= bit;
        is_new
    }

    /// Takes a node and all around it in; those around one that is in already must be so as well.
    #[cfg_attr(target_family = "wasm", inline(never))]
    pub(super) fn insert_with_ancestors(&mut self, page: &Page, node: NodeId) {
        let mut at = node;
        while self.insert(at) {
            at = page.parent(at);
        }
    }

    /// Whether a node is in it.
    pub(super) fn contains(&self, node: NodeId) -> bool {
        self.bits[node.index() / 64] >> (node.index() % 64) & 1 == 1
    }
}

/// Where those of a page's nodes that are in a set have their rows in a list that has rows for them alone, in order.
#[derive(Clone, Default)]
pub(super) struct Rows {
    words: Vec<Word>,
    count: usize,
}

/// 64 nodes: which of them have rows, and how many rows stand before theirs.
#[derive(Clone, Copy)]
struct Word {
    bits: u64,
    before: u32,
}

impl Rows {
    pub(super) fn of(nodes: &NodeSet) -> Self {
        let mut count = 0;
        let word = |&bits: &u64| {
            let word = Word { bits, before: count };
            count += bits.count_ones();
            word
        };
        let words = nodes.bits.iter().map(word).collect();
        Self { words, count: count as usize }
    }

    /// How many rows there are.
    pub(super) const fn len(&self) -> usize {
        self.count
    }

    /// The row of a node, where it has one.
    #[cfg_attr(target_family = "wasm", inline(never))]
    pub(super) fn row(&self, node: NodeId) -> Option<usize> {
        let word = self.words[node.index() / 64];
        let bit = 1 << (node.index() % 64);
        (word.bits & bit != 0).then(|| word.before as usize + (word.bits & (bit - 1)).count_ones() as usize)
    }

    /// The node that a row is of.
    pub(super) fn node(&self, row: usize) -> NodeId {
        let word = self.words.partition_point(|word| word.before as usize <= row).saturating_sub(1);
        let Word { mut bits, before } = self.words[word];
        for _ in before as usize..row {
            bits &= bits - 1;
        }
        NodeId(word as u32 * 64 + bits.trailing_zeros())
    }

    /// The nodes that have rows, in order.
    pub(super) fn nodes(&self) -> impl DoubleEndedIterator<Item = NodeId> {
        (0..self.words.len() as u32 * 64)
            .map(NodeId)
            .filter(|&node| self.words[node.index() / 64].bits >> (node.0 % 64) & 1 == 1)
    }
}

/// A value for every node, kept for those alone that have rows. All others have the usual one.
#[derive(Clone, Default)]
pub(super) struct Column<T> {
    pub(super) rows: Rc<Rows>,
    /// In the order of the rows.
    pub(super) values: Vec<T>,
    usual: T,
}

impl<T: Default> Column<T> {
    pub(super) fn new(rows: Rc<Rows>, values: Vec<T>) -> Self {
        debug_assert_eq!(rows.len(), values.len());
        Self { rows, values, usual: T::default() }
    }
}

impl<T> Index<NodeId> for Column<T> {
    type Output = T;

    #[cfg_attr(target_family = "wasm", inline(never))]
    fn index(&self, node: NodeId) -> &T {
        self.rows.row(node).map_or(&self.usual, |row| &self.values[row])
    }
}

#[cfg(all(test, feature = "html", not(target_family = "wasm")))]
mod tests {
    use super::*;
    use crate::page::Limits;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_column_has_the_values_of_its_rows_and_the_usual_one_elsewhere(
            chosen in prop::collection::vec(any::<bool>(), 1..300)
        ) {
            let page = Page::from_html(&"<br>".repeat(chosen.len()), Limits::default()).ok();
            let page = page.as_ref().map_or_else(|| unreachable!(), |page| page);
            let mut nodes = NodeSet::none(page);
            for node in page.nodes().zip(&chosen).filter(|(_, chosen)| **chosen).map(|(node, _)| node) {
                prop_assert!(nodes.insert(node) && !nodes.insert(node) && nodes.contains(node));
            }
            let rows = Rc::new(Rows::of(&nodes));
            let with_rows: Vec<NodeId> = rows.nodes().collect();
            prop_assert_eq!(with_rows.len(), rows.len());
            for (row, &node) in with_rows.iter().enumerate() {
                prop_assert_eq!((rows.row(node), rows.node(row)), (Some(row), node));
            }
            prop_assert!(rows.nodes().rev().eq(with_rows.iter().rev().copied()));
            let column = Column::new(rows, with_rows.iter().map(|node| node.0 + 1).collect());
            for node in page.nodes() {
                let is_chosen = chosen.get(node.index()).copied().unwrap_or_default();
                prop_assert_eq!(column[node], if is_chosen { node.0 + 1 } else { 0 });
            }
        }
    }

    #[test]
    fn a_node_is_taken_in_with_all_around_it() {
        let page = Page::from_html("<div><p>Rain<b></b></p><p></p></div>", Limits::default());
        let Ok(page) = page else { unreachable!() };
        let mut nodes = NodeSet::none(&page);
        for node in page.nodes().filter(|&node| !page.text(node).is_empty()) {
            nodes.insert_with_ancestors(&page, node);
        }
        let names: Vec<&str> = Rows::of(&nodes).nodes().map(|node| page.tag(node).name()).collect();
        assert_eq!(names, ["#document", "html", "body", "div", "p", "#text"]);
    }
}
