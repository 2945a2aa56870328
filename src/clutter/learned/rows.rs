//! What the trees look at: one row of small numbers a run of text.
//!
//! Every number is cut to steps (`scale.rs`) once and for all, so that a row is a handful of bytes, learning needs no
//! other steps, and scoring compares bytes.

use super::places::{self, HINTS, KINDS, mix};
use super::scale::{few, log, odds, share};
use super::words::{Reader, Words};
use super::{tokens, whole};
use crate::clutter::features::{Features, Run, Sums};
use crate::clutter::{Reason, Verdict, Verdicts, labels};
use crate::order;
use crate::page::{Metadata, NodeId, Page, Tag};
use std::ops::Range;

/// How many numbers a row has.
pub const WIDTH: usize = 150;
/// A row of numbers.
pub type Row = [u8; WIDTH];
/// The numbers of a row that are those of the whole page.
pub const OF_PAGE: Range<usize> = 115..149;
/// The number of a row that says which label its words are, 0 for none.
pub(super) const LABEL: usize = 15;
/// A run of at least so many words that reads like a sentence is long.
const LONG: u32 = 15;
/// How many elements around a run are looked at, of those that hold more runs than the one below.
const LEVELS: usize = 5;

/// What is known of a page when its runs are scored.
pub(in crate::clutter) struct Known<'a> {
    pub(in crate::clutter) page: &'a Page,
    pub(in crate::clutter) metadata: &'a Metadata,
    pub(in crate::clutter) features: &'a Features,
    /// Sums of everything that can be seen.
    pub(in crate::clutter) sums: &'a [Sums],
    /// What the rules take for the article's root.
    pub(in crate::clutter) root: NodeId,
    /// What the rules say of every node.
    pub(in crate::clutter) rules: &'a Verdicts,
}

/// Runs that stand in elements alike.
#[derive(Clone, Copy, Default)]
struct Group {
    runs: u32,
    words: u32,
    characters: u32,
    links: u32,
    sentences: u32,
}

/// The rows of a page, one a run, in order.
pub(in crate::clutter) fn of<'a>(known: &Known<'a>, odds_of: &'a dyn Fn(tokens::Token) -> Option<f32>) -> Vec<Row> {
    let page = known.page;
    let runs = &known.features.runs;
    let places = places::of(known, odds_of);
    let reader = Reader::new(known.metadata);
    let words: Vec<Words> = runs.iter().map(|run| reader.read(page, run)).collect();
    let is_sentence = |run: &Run| known.features.texts[run.first.index()].sentence;
    let is_long = |run: &Run| run.words >= LONG && is_sentence(run);

    // Runs alike by their words, and by the four elements around them.
    let mut same: Vec<(u32, u32)> = words.iter().enumerate().map(|(at, words)| (words.hash, at as u32)).collect();
    let twins = counts(&mut same, runs.len());
    let signatures: Vec<u32> = runs
        .iter()
        .map(|run| {
            let around = std::iter::once(run.container).chain(page.ancestors(run.container)).take(4);
            around.fold(0, |hash, node| mix(hash, places[node.index()].signature))
        })
        .collect();
    let mut alike: Vec<(u32, u32)> = signatures.iter().enumerate().map(|(at, &hash)| (hash, at as u32)).collect();
    order::by_key(&mut alike, |pair| pair.0.into());
    let mut groups = vec![Group::default(); runs.len()];
    for members in alike.chunk_by(|one, other| one.0 == other.0) {
        let mut group = Group::default();
        for &(_, at) in members {
            let run = &runs[at as usize];
            group.runs += 1;
            group.words += run.words;
            group.characters += run.characters;
            group.links += run.link_characters;
            group.sentences += if is_sentence(run) { run.characters } else { 0 };
        }
        for &(_, at) in members {
            groups[at as usize] = group;
        }
    }

    // Distances back and forth.
    let count = runs.len();
    let mut next_long = vec![u32::MAX; count + 1];
    for at in (0..count).rev() {
        next_long[at] = if is_long(&runs[at]) { 0 } else { next_long[at + 1].saturating_add(1) };
    }
    let long_runs = runs.iter().filter(|run| is_long(run)).count() as u32;
    let all_words: u32 = runs.iter().map(|run| run.words).sum();
    let prices = words.iter().map(|words| words.prices).sum();
    let of_page = whole::numbers(known, long_runs, prices);
    let root_depth = places[known.root.index()].depth;
    let (mut since_long, mut since_title, mut since_head) = (u32::MAX, u32::MAX, u32::MAX);
    let (mut head, mut head_words, mut words_before, mut long_before) = (0, 0, 0, 0);

    let mut rows = Vec::with_capacity(count);
    for (at, run) in runs.iter().enumerate() {
        let mut row = [0; WIDTH];
        let mut next = 0;
        let mut push = |value: u8| {
            row[next] = value.min(63);
            next += 1;
        };
        let said = &words[at];
        let place = &places[run.container.index()];
        let level = page.tag(run.container).heading_level();
        since_long = if is_long(run) { 0 } else { since_long.saturating_add(1) };
        since_head = since_head.saturating_add(1);
        since_title = since_title.saturating_add(1);
        if let Some(level) = level {
            (since_head, head, head_words) = (0, level, run.words);
            if level == 1 {
                since_title = 0;
            }
        }

        push(log(run.words));
        push(share(run.link_characters, run.characters));
        push(share(run.commas * 8, run.words));
        push(u8::from(run.terminal) + 2 * u8::from(is_sentence(run)));
        push(few(run.characters * 4 / run.words.max(1)));
        push(share(said.digits, said.letters));
        push(share(said.capitals, said.all));
        push(few(said.prices));
        push(class_of(page.tag(run.container)));
        push(class_of(page.tag(page.parent(run.container))));
        push(known.features.texts[run.first.index()].link);
        push(few(twins[at]));
        push(share(said.in_title, said.all));
        push(share(said.in_title, reader.title.len() as u32));
        push(share(said.in_excerpt, said.all));
        push(label(page, run));

        for step in [-2_isize, -1, 1, 2] {
            let other = at.checked_add_signed(step).and_then(|at| runs.get(at));
            push(other.map_or(0, |other| log(other.words)));
            push(other.map_or(0, |other| share(other.link_characters, other.characters)));
            push(other.map_or(63, |other| class_of(page.tag(other.container))));
            push(other.map_or(0, |other| {
                let place = &places[other.container.index()];
                odds(place.sum / (place.known as f32 + 1.0))
            }));
        }
        push(log(since_long));
        push(log(next_long[at + 1]));
        push(log(since_title));
        push(log(since_head));
        push(head);
        push(log(head_words));
        push(share(at as u32, count as u32));
        push(share(words_before, all_words));
        push(log(words_before));
        push(log(all_words - words_before));
        push(share(long_before, long_runs));
        push(log(long_runs - long_before));

        let mut around = run.container;
        for step in 0..LEVELS {
            let wide = &places[around.index()];
            let sum = &known.sums[around.index()];
            push(log(sum.words));
            push(share(sum.sentence_characters, sum.characters));
            push(share(sum.link_characters, sum.characters));
            push(log(wide.runs));
            push(share(sum.words, all_words));
            if step < 4 {
                push(share((at as u32).saturating_sub(wide.before), wide.runs));
                push(odds(wide.own));
            }
            around = NodeId(wide.wider);
        }

        let parent = page.parent(run.container);
        push(odds(place.own));
        push(odds(places[parent.index()].own));
        push(odds(places[page.parent(parent).index()].own));
        push(odds(place.sum / (place.known as f32 + 1.0)));
        push(odds(place.sum / 4.0));
        push(odds(place.least));
        push(odds(place.most));

        push(few(place.depth));
        push(few(place.depth - place.meets.min(place.depth)));
        push(few(root_depth - place.meets.min(root_depth)));

        let group = &groups[at];
        push(log(group.runs));
        push(share(group.words, all_words));
        push(share(group.sentences, group.characters));
        push(share(group.links, group.characters));
        push(log(group.words / group.runs.max(1)));

        for kind in 0..KINDS.len() {
            push((place.within >> kind & 1) as u8);
        }
        for hint in HINTS {
            push(u8::from(place.hints.any(hint)));
        }
        push(place.against);
        push(place.favour);
        of_page.iter().for_each(|&number| push(number));
        push(rule(known.rules.of(run.first)));
        debug_assert_eq!((next, of_page.len()), (WIDTH, OF_PAGE.len()));
        rows.push(row);
        words_before += run.words;
        long_before += u32::from(is_long(run));
    }
    rows
}

/// How often each first number comes.
fn counts(pairs: &mut [(u32, u32)], length: usize) -> Vec<u32> {
    order::by_key(pairs, |pair| pair.0.into());
    let mut counts = vec![0; length];
    for same in pairs.chunk_by(|one, other| one.0 == other.0) {
        for &(_, at) in same {
            counts[at as usize] = same.len() as u32;
        }
    }
    counts
}

/// What the rules say, in an order from kept to dropped for good reasons.
const fn rule(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Keep | Verdict::Descend => 0,
        Verdict::Drop(Reason::LowScore) => 1,
        Verdict::Drop(reason) => 2 + reason as u8,
    }
}

/// Whether the words of a run are those of a label, and which.
fn label(page: &Page, run: &Run) -> u8 {
    if run.words > 12 {
        return 0;
    }
    let mut text = String::new();
    for node in (run.first.0..run.end.0).map(NodeId).filter(|&node| page.tag(node) == Tag::Text) {
        text.push_str(page.text(node));
    }
    let link = crate::clutter::features::ratio(run.link_characters, run.characters);
    labels::label(&labels::normal(&text), run.words, link).map_or(0, |reason| 1 + reason as u8)
}

/// Tags by how like prose they are.
const fn class_of(tag: Tag) -> u8 {
    match tag {
        Tag::P => 0,
        Tag::Pre => 1,
        Tag::Blockquote => 2,
        Tag::H1 => 3,
        Tag::H2 => 4,
        Tag::H3 => 5,
        Tag::H4 | Tag::H5 | Tag::H6 => 6,
        Tag::Dd => 7,
        Tag::Dt => 8,
        Tag::Td => 9,
        Tag::Th => 10,
        Tag::Tr | Tag::Table | Tag::Tbody => 11,
        Tag::Article | Tag::Main => 12,
        Tag::Section => 13,
        Tag::Div => 14,
        Tag::Li => 15,
        Tag::Ul | Tag::Ol | Tag::Dl => 16,
        Tag::Figcaption | Tag::Caption | Tag::Figure => 17,
        Tag::Form | Tag::Fieldset | Tag::Legend => 18,
        Tag::Header | Tag::Hgroup => 19,
        Tag::Aside => 20,
        Tag::Nav => 21,
        Tag::Footer => 22,
        Tag::Body | Tag::Html => 23,
        _ => 24,
    }
}
