//! The scorer's file: what is known of tokens, and the trees.
//!
//! ```text
//! magic "PLCM" · version u8 · checksum of the body u32 · body
//! body   = count u16 · tokens without their low byte u24, sorted · their odds i8 · trees for runs · trees for pages
//! trees  = count u16 · start i8 · count of nodes u16 · numbers u8 · most u8 · values i8
//! ```
//!
//! A node's number is that of the row that it looks at, or 255 for a leaf; behind it come its left and its right node.
//! Each node that is no leaf has the most that goes left, each leaf its value, in the order of the nodes. What is alike
//! stands together because it packs better so. Numbers are little-endian; odds are in sixteenths, leaves in
//! [`LEAF_STEPS`]ths.

use super::rows::{Row, WIDTH};
use super::tokens::Token;

/// The first bytes of the file.
pub const MAGIC: [u8; 4] = *b"PLCM";
/// The format that this code reads. It changes with the file's layout and with what the numbers of a row mean.
pub const VERSION: u8 = 2;
/// Bytes before the body.
pub const HEADER: usize = 9;
/// Stands for a leaf where a node has the number of what it looks at.
pub const LEAF: u8 = u8::MAX;
/// How many steps a leaf's value of 1 is.
pub const LEAF_STEPS: f32 = 128.0;
/// How many steps a token's odds of 1 are.
pub const ODDS_STEPS: f32 = 16.0;

/// A node of a tree: what it looks at, and the most that goes left, which is the next node. A leaf has its value there.
#[derive(Clone, Copy, Debug)]
struct Node {
    number: u8,
    most: u8,
    right: u16,
}

/// Trees whose leaves add up to logarithmic odds.
#[derive(Clone, Debug, Default)]
struct Trees {
    start: i32,
    /// The nodes of all trees, each node before those below it.
    nodes: Vec<Node>,
    /// Where each tree begins.
    first: Vec<u32>,
}

/// What the scorer has learnt.
#[derive(Clone, Debug, Default)]
pub struct Model {
    tokens: Vec<(Token, i8)>,
    runs: Trees,
    pages: Trees,
}

impl Model {
    /// Reads a file; `None` where it is not a whole one of this version.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        if !is_whole(bytes) {
            return None;
        }
        let mut rest = &bytes[HEADER..];
        let count = usize::from(u16::from_le_bytes(take(&mut rest)?));
        let (tokens, odds) = (rest.get(..count * 3)?, rest.get(count * 3..count * 4)?);
        let tokens = tokens
            .chunks_exact(3)
            .zip(odds)
            .map(|(token, &odds)| (u32::from_le_bytes([token[0], token[1], token[2], 0]), odds as i8))
            .collect();
        rest = &rest[count * 4..];
        let model = Self { tokens, runs: Trees::read(&mut rest)?, pages: Trees::read(&mut rest)? };
        rest.is_empty().then_some(model)
    }

    /// The odds of a token, where it is known.
    #[must_use]
    pub fn odds(&self, token: Token) -> Option<f32> {
        let at = self.tokens.binary_search_by_key(&(token >> 8), |known| known.0).ok()?;
        Some(f32::from(self.tokens[at].1) / ODDS_STEPS)
    }

    /// The logarithmic odds that a row's run belongs to what there is to read.
    pub(super) fn run(&self, row: &Row) -> f32 {
        self.runs.sum(row)
    }

    /// The chance, 0 to 1, that a row's page holds one article and what goes around it.
    pub(super) fn is_article(&self, row: &Row) -> f32 {
        chance(self.pages.sum(row))
    }
}

/// The chance, 0 to 1, that logarithmic odds give.
pub(super) fn chance(odds: f32) -> f32 {
    1.0 / (1.0 + (-odds).exp())
}

impl Trees {
    fn read(rest: &mut &[u8]) -> Option<Self> {
        let count = u16::from_le_bytes(take(rest)?);
        let mut trees = Self { start: i32::from(i8::from_le_bytes(take(rest)?)), ..Self::default() };
        let nodes = usize::from(u16::from_le_bytes(take(rest)?));
        let (numbers, behind) = rest.split_at_checked(nodes)?;
        let splits = numbers.iter().filter(|&&number| number != LEAF).count();
        let (mosts, behind) = behind.split_at_checked(splits)?;
        let (values, behind) = behind.split_at_checked(nodes - splits)?;
        *rest = behind;
        let (mut numbers, mut mosts, mut values) = (numbers.iter(), mosts.iter(), values.iter());
        for _ in 0..count {
            trees.first.push(trees.nodes.len() as u32);
            // Nodes whose right side is still to come.
            let mut open: Vec<usize> = Vec::new();
            loop {
                let number = *numbers.next()?;
                let most = *if number == LEAF { values.next()? } else { mosts.next()? };
                trees.nodes.push(Node { number, most, right: 0 });
                if number != LEAF {
                    open.push(trees.nodes.len() - 1);
                    continue;
                }
                let Some(above) = open.pop() else { break };
                trees.nodes[above].right = (trees.nodes.len() - above) as u16;
            }
        }
        Some(trees)
    }

    fn sum(&self, row: &Row) -> f32 {
        // A place for every byte, so that none of the many looks has to be checked.
        let mut places = [0; 1 << u8::BITS];
        places[..WIDTH].copy_from_slice(row);
        let (nodes, mut sum) = (self.nodes.as_slice(), self.start);
        for &first in &self.first {
            let mut at = first as usize;
            let mut node = nodes[at];
            while node.number != LEAF {
                at += if places[usize::from(node.number)] <= node.most { 1 } else { usize::from(node.right) };
                node = nodes[at];
            }
            sum += i32::from(node.most as i8);
        }
        sum as f32 / LEAF_STEPS
    }
}

fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (first, others) = rest.split_first_chunk()?;
    *rest = others;
    Some(*first)
}

/// Whether bytes begin as the file does and nothing of the rest is lost or changed.
#[must_use]
pub(super) const fn is_whole(bytes: &[u8]) -> bool {
    if bytes.len() < HEADER {
        return false;
    }
    let mut at = 0;
    while at < MAGIC.len() {
        if bytes[at] != MAGIC[at] {
            return false;
        }
        at += 1;
    }
    let sum = checksum(bytes.split_at(HEADER).1).to_le_bytes();
    bytes[4] == VERSION && bytes[5] == sum[0] && bytes[6] == sum[1] && bytes[7] == sum[2] && bytes[8] == sum[3]
}

/// The checksum of a body (FNV-1a).
#[must_use]
pub const fn checksum(body: &[u8]) -> u32 {
    let mut sum = 0x811c_9dc5_u32;
    let mut at = 0;
    while at < body.len() {
        sum = (sum ^ body[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    sum
}
