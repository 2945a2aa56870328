//! Columns for what only some of a page's nodes have: a page may have a million that hold nothing.

use crate::page::{NodeId, Page};
use std::ops::{Index, Range};
use std::sync::Arc;

/// Some of a page's nodes: a bit for each that it has.
#[derive(Default)]
pub(super) struct NodeSet {
    bits: Vec<u32>,
}

/// Nodes in one number.
const BITS: usize = u32::BITS as usize;

impl NodeSet {
    /// None of them.
    pub(super) fn none(page: &Page) -> Self {
        Self { bits: vec![0; page.len().div_ceil(BITS)] }
    }

    /// Takes a node in, and says whether it is new.
    pub(super) fn insert(&mut self, node: NodeId) -> bool {
        let is_new = !self.contains(node);
        self.bits[node.index() / BITS] |= 1 << (node.index() % BITS);
        is_new
    }

    /// Takes a node and all around it in; those around one that is in already must be so as well.
    pub(super) fn insert_with_ancestors(&mut self, page: &Page, node: NodeId) {
        let mut at = node;
        while self.insert(at) {
            at = page.parent(at);
        }
    }

    /// Whether a node is in it.
    pub(super) fn contains(&self, node: NodeId) -> bool {
        self.bits[node.index() / BITS] >> (node.index() % BITS) & 1 == 1
    }

    /// The first of them from a node on.
    #[cfg_attr(target_family = "wasm", inline(never))]
    fn next(&self, from: usize) -> Option<NodeId> {
        let mut place = from / BITS;
        let mut bits = self.bits.get(place)? & u32::MAX << (from % BITS);
        while bits == 0 {
            place += 1;
            bits = *self.bits.get(place)?;
        }
        Some(NodeId((place * BITS) as u32 + bits.trailing_zeros()))
    }

    /// The last of them before a node.
    #[cfg_attr(target_family = "wasm", inline(never))]
    fn last(&self, before: usize) -> Option<NodeId> {
        let mut place = before / BITS;
        let mut bits = self.bits.get(place).map_or(0, |bits| bits & !(u32::MAX << (before % BITS)));
        while bits == 0 {
            place = place.checked_sub(1)?;
            bits = self.bits[place];
        }
        Some(NodeId((place * BITS) as u32 + bits.ilog2()))
    }
}

/// Where those of a page's nodes that are in a set have their rows in a list that has rows for them alone, in order.
#[derive(Default)]
pub(super) struct Rows {
    set: NodeSet,
    /// For each number of the set, how many of them stand before its nodes.
    before: Vec<u32>,
    count: usize,
}

impl Rows {
    pub(super) fn of(set: NodeSet) -> Self {
        let mut count = 0;
        let mut before = Vec::with_capacity(set.bits.len());
        for bits in &set.bits {
            before.push(count);
            count += bits.count_ones();
        }
        Self { set, before, count: count as usize }
    }

    /// How many rows there are.
    pub(super) const fn len(&self) -> usize {
        self.count
    }

    /// The row of a node, where it has one.
    #[cfg_attr(target_family = "wasm", inline(never))]
    pub(super) fn row(&self, node: NodeId) -> Option<usize> {
        let place = node.index() / BITS;
        let bits = self.set.bits.as_slice()[place];
        let behind = bits >> (node.index() % BITS);
        // Those from the node on, taken from all up to the end of its number.
        let all = self.before.as_slice()[place] + bits.count_ones();
        (behind & 1 == 1).then(|| (all - behind.count_ones()) as usize)
    }

    /// The node that a row is of.
    pub(super) fn node(&self, row: usize) -> NodeId {
        let place = self.before.partition_point(|&before| before as usize <= row).saturating_sub(1);
        let mut bits = self.set.bits[place];
        for _ in self.before[place] as usize..row {
            bits &= bits - 1;
        }
        NodeId((place * BITS) as u32 + bits.trailing_zeros())
    }

    /// How many rows are of nodes before a node, which may be the one behind the last.
    pub(super) fn rows_before(&self, node: NodeId) -> usize {
        let place = node.index() / BITS;
        let bits = self.set.bits.get(place).map(|bits| bits & !(u32::MAX << (node.index() % BITS)));
        self.before.get(place).zip(bits).map_or(self.count, |(before, bits)| (before + bits.count_ones()) as usize)
    }

    /// The nodes that have rows, in order.
    pub(super) fn nodes(&self) -> impl Iterator<Item = NodeId> {
        self.nodes_in(NodeId::DOCUMENT..NodeId(u32::MAX))
    }

    /// Those of some nodes that have rows, in order.
    pub(super) fn nodes_in(&self, nodes: Range<NodeId>) -> impl Iterator<Item = NodeId> {
        let mut from = nodes.start.index();
        std::iter::from_fn(move || {
            let node = self.set.next(from).filter(|&node| node < nodes.end)?;
            from = node.index() + 1;
            Some(node)
        })
    }

    /// The rows with their nodes, the last first.
    pub(super) fn backwards(&self) -> impl Iterator<Item = (usize, NodeId)> {
        self.backwards_in(NodeId::DOCUMENT..NodeId((self.set.bits.len() * BITS) as u32))
    }

    /// Those of some nodes, the last first.
    pub(super) fn backwards_in(&self, nodes: Range<NodeId>) -> impl Iterator<Item = (usize, NodeId)> {
        let (mut row, mut before) = (self.rows_before(nodes.end), nodes.end.index());
        std::iter::from_fn(move || {
            let node = self.set.last(before).filter(|&node| node >= nodes.start)?;
            (row, before) = (row - 1, node.index());
            Some((row, node))
        })
    }
}

/// A value for every node, kept for those alone that have rows. All others have the usual one.
#[derive(Clone, Default)]
pub(super) struct Column<T> {
    pub(super) rows: Arc<Rows>,
    /// In the order of the rows.
    pub(super) values: Vec<T>,
    usual: T,
}

impl<T: Default> Column<T> {
    pub(super) fn new(rows: Arc<Rows>, values: Vec<T>) -> Self {
        debug_assert_eq!(rows.len(), values.len());
        Self { rows, values, usual: T::default() }
    }
}

impl<T> Index<NodeId> for Column<T> {
    type Output = T;

    fn index(&self, node: NodeId) -> &T {
        self.rows.row(node).map_or(&self.usual, |row| &self.values.as_slice()[row])
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
            let page = Page::from_html(&"<br>".repeat(chosen.len()), Limits::default()).unwrap();
            let mut nodes = NodeSet::none(&page);
            for node in page.nodes().zip(&chosen).filter(|(_, chosen)| **chosen).map(|(node, _)| node) {
                prop_assert!(nodes.insert(node) && !nodes.insert(node) && nodes.contains(node));
            }
            let rows = Arc::new(Rows::of(nodes));
            let with_rows: Vec<NodeId> = rows.nodes().collect();
            prop_assert_eq!(with_rows.len(), rows.len());
            for (row, &node) in with_rows.iter().enumerate() {
                prop_assert_eq!((rows.row(node), rows.node(row)), (Some(row), node));
            }
            let end = page.len() as u32;
            prop_assert!(rows.backwards().eq(with_rows.iter().copied().enumerate().rev()));
            let some = NodeId(end / 3)..NodeId(end / 3 * 2);
            let expected: Vec<NodeId> = with_rows.iter().copied().filter(|node| some.contains(node)).collect();
            prop_assert!(rows.nodes_in(some.clone()).eq(expected.iter().copied()));
            prop_assert!(rows.backwards_in(some.clone()).map(|(_, node)| node).eq(expected.iter().copied().rev()));
            prop_assert_eq!(rows.rows_before(some.end) - rows.rows_before(some.start), expected.len());
            let column = Column::new(rows, with_rows.iter().map(|node| node.0 + 1).collect());
            for node in page.nodes() {
                let is_chosen = chosen.get(node.index()).copied().unwrap_or_default();
                prop_assert_eq!(column[node], if is_chosen { node.0 + 1 } else { 0 });
            }
        }
    }

    #[test]
    fn a_node_is_taken_in_with_all_around_it() {
        let page = Page::from_html("<div><p>Rain<b></b></p><p></p></div>", Limits::default()).unwrap();
        let mut nodes = NodeSet::none(&page);
        for node in page.nodes().filter(|&node| !page.text(node).is_empty()) {
            nodes.insert_with_ancestors(&page, node);
        }
        let names: Vec<&str> = Rows::of(nodes).nodes().map(|node| page.tag(node).name()).collect();
        assert_eq!(names, ["#document", "html", "body", "div", "p", "#text"]);
    }
}
