//! Gradient boosting with trees over rows of small numbers (Friedman, 2001; histograms as Ke et al., 2017).

use crate::random::Random;
use plainleaf::clutter::training::{LEAF, LEAF_STEPS, Row, STEPS, WIDTH};
use std::ops::Range;

/// How trees are grown.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    pub(crate) trees: usize,
    pub(crate) leaves: usize,
    pub(crate) rate: f32,
    /// Added to the second derivatives of a leaf.
    pub(crate) calm: f32,
    /// The least weight, in second derivatives, of a leaf.
    pub(crate) least: f32,
    /// The share of pages, and of numbers, that a tree sees.
    pub(crate) pages: f32,
    pub(crate) numbers: f32,
    pub(crate) seed: u64,
}

/// A row to learn from.
#[derive(Clone, Copy)]
pub(crate) struct Example {
    pub(crate) row: Row,
    pub(crate) label: f32,
    pub(crate) weight: f32,
    /// The page that it is of.
    pub(crate) page: u32,
}

/// A tree's nodes, each before those below it: the number and the most that goes left, or a leaf with its value.
pub(crate) type Tree = Vec<Node>;

#[derive(Clone, Copy, Debug)]
pub(crate) enum Node {
    Split { number: u8, most: u8, right: usize },
    Leaf(i8),
}

/// Trees, and where the sum begins.
pub(crate) struct Forest {
    pub(crate) start: i8,
    pub(crate) trees: Vec<Tree>,
}

/// First and second derivatives by number and value.
type Histogram = Vec<[[f32; 2]; STEPS]>;

struct Grown {
    rows: Vec<u32>,
    histogram: Histogram,
    split: Option<Split>,
    /// Where it stands in the tree.
    at: usize,
}

#[derive(Clone, Copy)]
struct Split {
    number: usize,
    most: u8,
    gain: f32,
}

/// A node of a tree that is growing.
#[derive(Clone, Copy)]
enum Growing {
    Leaf(f32),
    Split(Split, usize, usize),
}

/// Grows trees that look at these numbers of the rows.
pub(crate) fn train(examples: &[Example], numbers: Range<usize>, settings: &Settings) -> Forest {
    let mut random = Random::new(settings.seed);
    let (mut labels, mut weights) = (0.0_f64, 0.0_f64);
    for example in examples {
        labels += f64::from(example.label * example.weight);
        weights += f64::from(example.weight);
    }
    let prior = (labels / weights).clamp(0.01, 0.99);
    let start = ((prior / (1.0 - prior)).ln() as f32 * LEAF_STEPS).clamp(-127.0, 127.0) as i8;
    let mut sums = vec![f32::from(start) / LEAF_STEPS; examples.len()];
    let pages = examples.iter().map(|example| example.page + 1).max().unwrap_or(0) as usize;
    let mut slopes = vec![[0.0_f32; 2]; examples.len()];
    let mut forest = Forest { start, trees: Vec::new() };
    for _ in 0..settings.trees {
        for ((slope, example), sum) in slopes.iter_mut().zip(examples).zip(&sums) {
            let chance = 1.0 / (1.0 + (-sum).exp());
            *slope = [example.weight * (chance - example.label), example.weight * chance * (1.0 - chance)];
        }
        let seen: Vec<bool> = (0..pages).map(|_| random.chance(settings.pages)).collect();
        let rows: Vec<u32> =
            (0..examples.len() as u32).filter(|&at| seen[examples[at as usize].page as usize]).collect();
        let numbers: Vec<usize> = numbers.clone().filter(|_| random.chance(settings.numbers)).collect();
        let tree = grow(examples, &slopes, rows, &numbers, settings);
        for (sum, example) in sums.iter_mut().zip(examples) {
            *sum += f32::from(value(&tree, &example.row)) / LEAF_STEPS;
        }
        forest.trees.push(tree);
    }
    forest
}

/// What a tree says of a row.
fn value(tree: &Tree, row: &Row) -> i8 {
    let mut at = 0;
    loop {
        match tree[at] {
            Node::Leaf(value) => return value,
            Node::Split { number, most, right } => {
                at = if row[usize::from(number)] <= most { at + 1 } else { right };
            }
        }
    }
}

fn grow(examples: &[Example], slopes: &[[f32; 2]], rows: Vec<u32>, numbers: &[usize], settings: &Settings) -> Tree {
    let histogram = histogram(examples, slopes, &rows, numbers);
    let mut nodes = vec![Growing::Leaf(worth(total(&histogram, numbers), settings))];
    let split = best(&histogram, numbers, settings);
    let mut leaves = vec![Grown { rows, histogram, split, at: 0 }];
    while leaves.len() < settings.leaves {
        let gain = |leaf: &Grown| leaf.split.map_or(0.0, |split| split.gain);
        let Some((at, _)) = leaves.iter().enumerate().max_by(|one, other| gain(one.1).total_cmp(&gain(other.1))) else {
            break;
        };
        let Some(split) = leaves[at].split else { break };
        let leaf = leaves.swap_remove(at);
        let (left, right): (Vec<u32>, Vec<u32>) =
            leaf.rows.iter().partition(|&&row| examples[row as usize].row[split.number] <= split.most);
        let small = histogram_of_smaller(examples, slopes, &left, &right, numbers);
        let mut large = leaf.histogram;
        for &number in numbers {
            for (large, small) in large[number].iter_mut().zip(&small[number]) {
                large[0] -= small[0];
                large[1] -= small[1];
            }
        }
        let (of_left, of_right) = if left.len() <= right.len() { (small, large) } else { (large, small) };
        nodes[leaf.at] = Growing::Split(split, nodes.len(), nodes.len() + 1);
        for (rows, histogram) in [(left, of_left), (right, of_right)] {
            let at = nodes.len();
            nodes.push(Growing::Leaf(worth(total(&histogram, numbers), settings)));
            let split = best(&histogram, numbers, settings);
            leaves.push(Grown { rows, histogram, split, at });
        }
    }
    let mut tree = Vec::with_capacity(nodes.len());
    settle(&nodes, 0, &mut tree);
    tree
}

/// Writes a node and what is below it.
fn settle(nodes: &[Growing], at: usize, tree: &mut Tree) {
    match nodes[at] {
        Growing::Leaf(value) => tree.push(Node::Leaf((value * LEAF_STEPS).round().clamp(-127.0, 127.0) as i8)),
        Growing::Split(split, left, right) => {
            let here = tree.len();
            tree.push(Node::Leaf(0));
            settle(nodes, left, tree);
            tree[here] = Node::Split { number: split.number as u8, most: split.most, right: tree.len() };
            settle(nodes, right, tree);
        }
    }
}

fn histogram_of_smaller(
    examples: &[Example],
    slopes: &[[f32; 2]],
    left: &[u32],
    right: &[u32],
    numbers: &[usize],
) -> Histogram {
    histogram(examples, slopes, if left.len() <= right.len() { left } else { right }, numbers)
}

/// Sums by number and value, each half of the numbers on a processor of its own.
fn histogram(examples: &[Example], slopes: &[[f32; 2]], rows: &[u32], numbers: &[usize]) -> Histogram {
    let half = |numbers: &[usize]| {
        let mut sums = vec![[[0.0_f32; 2]; STEPS]; numbers.len()];
        for &row in rows {
            let slope = slopes[row as usize];
            let row = &examples[row as usize].row;
            for (sums, &number) in sums.iter_mut().zip(numbers) {
                let sum = &mut sums[usize::from(row[number]) % STEPS];
                sum[0] += slope[0];
                sum[1] += slope[1];
            }
        }
        sums
    };
    let (first, second) = numbers.split_at(numbers.len() / 2);
    let halves = if rows.len() < 2_000 {
        [half(first), half(second)]
    } else {
        std::thread::scope(|scope| {
            let other = scope.spawn(|| half(second));
            let first = half(first);
            [first, other.join().unwrap_or_default()]
        })
    };
    let mut histogram = vec![[[0.0; 2]; STEPS]; WIDTH];
    for (&number, sums) in numbers.iter().zip(halves.iter().flatten()) {
        histogram[number] = *sums;
    }
    histogram
}

fn total(histogram: &Histogram, numbers: &[usize]) -> [f32; 2] {
    let Some(&number) = numbers.first() else { return [0.0; 2] };
    histogram[number].iter().fold([0.0; 2], |sum, one| [sum[0] + one[0], sum[1] + one[1]])
}

fn worth(sum: [f32; 2], settings: &Settings) -> f32 {
    -settings.rate * sum[0] / (sum[1] + settings.calm)
}

/// The split that gains most, if any gains anything.
fn best(histogram: &Histogram, numbers: &[usize], settings: &Settings) -> Option<Split> {
    let whole = total(histogram, numbers);
    let score = |sum: [f32; 2]| sum[0] * sum[0] / (sum[1] + settings.calm);
    let mut best: Option<Split> = None;
    for &number in numbers {
        let mut left = [0.0_f32; 2];
        for (most, sum) in histogram[number].iter().enumerate().take(STEPS - 1) {
            left = [left[0] + sum[0], left[1] + sum[1]];
            let right = [whole[0] - left[0], whole[1] - left[1]];
            if left[1] < settings.least {
                continue;
            }
            if right[1] < settings.least {
                break;
            }
            let gain = score(left) + score(right) - score(whole);
            if gain > best.map_or(1e-4, |best| best.gain) {
                best = Some(Split { number, most: most as u8, gain });
            }
        }
    }
    best
}

impl Forest {
    /// The trees as the model's file has them.
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        out.extend((self.trees.len() as u16).to_le_bytes());
        out.push(self.start as u8);
        let nodes = || self.trees.iter().flatten();
        out.extend((nodes().count() as u16).to_le_bytes());
        out.extend(nodes().map(|node| match *node {
            Node::Split { number, .. } => number,
            Node::Leaf(_) => LEAF,
        }));
        out.extend(nodes().filter_map(|node| match *node {
            Node::Split { most, .. } => Some(most),
            Node::Leaf(_) => None,
        }));
        out.extend(nodes().filter_map(|node| match *node {
            Node::Leaf(value) => Some(value as u8),
            Node::Split { .. } => None,
        }));
    }
}
