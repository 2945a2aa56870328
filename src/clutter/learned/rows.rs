//! What the trees look at: one row of small numbers a run of text.
//!
//! Every number is cut to steps (`scale.rs`) once and for all, so that a row is a handful of bytes, learning needs no
//! other steps, and scoring compares bytes.

use super::places::{self, HINTS, KINDS};
use super::scale::{few, log, odds, share};
use super::words::Reader;
use super::{tokens, whole};
use crate::clutter::column::Column;
use crate::clutter::features::{Features, Run, Sums};
use crate::clutter::words::mix;
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
    pub(in crate::clutter) sums: &'a Column<Sums>,
    /// What the rules take for the article's root.
    pub(in crate::clutter) root: NodeId,
    /// What the rules say of every node.
    pub(in crate::clutter) rules: &'a Verdicts,
    pub(in crate::clutter) is_forum: bool,
}

/// What the words of a run say, as it stands in its row, and a hash of them.
struct Said {
    hash: u32,
    numbers: [u8; 6],
}

/// What the words of all runs say, and how many prices are in them.
fn said(page: &Page, metadata: &Metadata, runs: &[Run]) -> (Vec<Said>, u32) {
    let reader = Reader::new(metadata);
    let mut prices = 0;
    let read = |run| {
        let words = reader.read(page, run);
        prices += words.prices;
        let numbers = [
            share(words.digits, words.letters),
            share(words.capitals, words.all),
            few(words.prices),
            share(words.in_title, words.all),
            share(words.in_title, reader.title.len()),
            share(words.in_excerpt, words.all),
        ];
        Said { hash: words.hash, numbers }
    };
    (runs.iter().map(read).collect(), prices)
}

/// Calls `see` on every run of a page with its row, in order. Gives the first run of those that each run stands alike.
pub(in crate::clutter) fn each<'a>(
    known: &Known<'a>,
    odds_of: &'a dyn Fn(tokens::Token) -> Option<f32>,
    mut see: impl FnMut(&Run, &Row),
) -> Vec<u32> {
    let page = known.page;
    let runs = &known.features.runs;
    let places = places::of(known, odds_of);
    let is_sentence = |run: &Run| known.features.texts[run.first].sentence;
    let is_long = |run: &Run| run.words >= LONG && is_sentence(run);
    let count = runs.len();
    let long_runs = runs.iter().filter(|run| is_long(run)).count() as u32;
    let all_words: u32 = runs.iter().map(|run| run.words).sum();

    // Runs alike by their words, and by the four elements around them.
    let (said, prices) = said(page, known.metadata, runs);
    let mut twins = vec![0; count];
    order::each_alike(said.iter().map(|said| said.hash.into()), |alike| {
        alike.iter().for_each(|run| twins[run.place()] = few(alike.len() as u32));
    });
    let signature = |run: &Run| {
        let around = std::iter::once(run.container).chain(page.ancestors(run.container)).take(4);
        around.fold(0, |hash, node| mix(hash, places[node].signature)).into()
    };
    let (mut groups, mut of_groups) = (vec![0; count], vec![[0; 5]; count]);
    order::each_alike(runs.iter().map(signature), |alike| {
        let (mut words, mut characters, mut links, mut sentences) = (0, 0, 0, 0);
        for run in alike.iter().map(|run| &runs[run.place()]) {
            words += run.words;
            characters += run.characters;
            links += run.link_characters;
            sentences += if is_sentence(run) { run.characters } else { 0 };
        }
        let members = alike.len() as u32;
        let first = alike[0].place();
        of_groups[first] = [
            log(members),
            share(words, all_words),
            share(sentences, characters),
            share(links, characters),
            log(words / members.max(1)),
        ];
        alike.iter().for_each(|run| groups[run.place()] = first as u32);
    });

    let of_page = whole::numbers(known, long_runs, prices);
    let root_depth = page.ancestors(known.root).count() as u32;
    // Distances back and forth.
    let (mut since_long, mut since_title, mut since_head) = (u32::MAX, u32::MAX, u32::MAX);
    let (mut head, mut head_words, mut words_before, mut long_before) = (0, 0, 0, 0);
    let mut next_long = 0;

    for (at, run) in runs.iter().enumerate() {
        let mut row = [0; WIDTH];
        let mut next = 0;
        let mut push = |value: u8| {
            row[next] = value.min(63);
            next += 1;
        };
        let words = said[at].numbers;
        let place = &places[run.container];
        let level = page.tag(run.container).heading_level();
        if next_long <= at {
            next_long = (at + 1..count).find(|&next| is_long(&runs[next])).unwrap_or(usize::MAX);
        }
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
        words[..3].iter().for_each(|&number| push(number));
        push(class_of(page.tag(run.container)));
        push(class_of(page.tag(page.parent(run.container))));
        push(known.features.texts[run.first].link);
        push(twins[at]);
        words[3..].iter().for_each(|&number| push(number));
        push(label(page, run));

        for step in [-2_isize, -1, 1, 2] {
            let other = at.checked_add_signed(step).and_then(|at| runs.get(at));
            push(other.map_or(0, |other| log(other.words)));
            push(other.map_or(0, |other| share(other.link_characters, other.characters)));
            push(other.map_or(63, |other| class_of(page.tag(other.container))));
            push(other.map_or(0, |other| {
                let place = &places[other.container];
                odds(place.sum / (place.known as f32 + 1.0))
            }));
        }
        push(log(since_long));
        push(log((next_long - at - 1).min(u32::MAX as usize) as u32));
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
            let wide = &places[around];
            let sum = &known.sums[around];
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
        push(odds(places[parent].own));
        push(odds(places[page.parent(parent)].own));
        push(odds(place.sum / (place.known as f32 + 1.0)));
        push(odds(place.sum / 4.0));
        push(odds(place.least));
        push(odds(place.most));

        push(few(place.depth));
        push(few(place.depth - place.meets.min(place.depth)));
        push(few(root_depth - place.meets.min(root_depth)));

        of_groups[groups[at] as usize].iter().for_each(|&number| push(number));
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
        see(run, &row);
        words_before += run.words;
        long_before += u32::from(is_long(run));
    }
    groups
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
