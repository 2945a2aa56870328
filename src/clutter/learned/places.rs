//! What stands around the runs of a page, top down.

use super::rows::Known;
use super::tokens;
use crate::clutter::column::{Column, NodeSet, Rows};
use crate::clutter::lately::Lately;
use crate::clutter::signals::Signals;
use crate::clutter::words::mix;
use crate::page::{NodeId, Page, Tag};
use std::sync::Arc;

/// What stands around an element, and how much of it.
#[derive(Clone, Copy, Default)]
pub(super) struct Place {
    pub(super) depth: u32,
    /// Which kinds of elements it lies in.
    pub(super) within: u16,
    /// Hints of the names around it.
    pub(super) hints: Signals,
    /// Levels up to names that speak against and for it.
    pub(super) against: u8,
    pub(super) favour: u8,
    pub(super) own: f32,
    pub(super) sum: f32,
    pub(super) least: f32,
    pub(super) most: f32,
    pub(super) known: u32,
    /// Tag and classes.
    pub(super) signature: u32,
    /// Runs in it, and before it.
    pub(super) runs: u32,
    pub(super) before: u32,
    /// The nearest element around it with more runs.
    pub(super) wider: u32,
    /// The depth of the nearest element around it that lies between the document and the root.
    pub(super) meets: u32,
}

/// The kinds of elements that it matters to lie in.
pub(super) const KINDS: [Tag; 14] = [
    Tag::Nav,
    Tag::Footer,
    Tag::Aside,
    Tag::Header,
    Tag::Form,
    Tag::Table,
    Tag::Li,
    Tag::Article,
    Tag::Main,
    Tag::Figure,
    Tag::Blockquote,
    Tag::Section,
    Tag::Noscript,
    Tag::Dl,
];

/// Hints that each make a number.
pub(super) const HINTS: [Signals; 7] = [
    Signals::NAVIGATION.or(Signals::SIDEBAR).or(Signals::FOOTER),
    Signals::COMMENTS,
    Signals::RELATED,
    Signals::SHARE.or(Signals::NEWSLETTER).or(Signals::ADVERT).or(Signals::PROMOTION).or(Signals::CONSENT),
    Signals::META.or(Signals::TAGS).or(Signals::AUTHOR),
    Signals::POST,
    Signals::BODY.or(Signals::DECLARED),
];

/// What stands around every element that holds a run.
pub(super) fn of<'a>(known: &Known<'a>, odds_of: &'a dyn Fn(tokens::Token) -> Option<f32>) -> Column<Place> {
    let page = known.page;
    let mut holders = NodeSet::none(page);
    known.features.runs.iter().for_each(|run| holders.insert_with_ancestors(page, run.container));
    let rows = Rows::of(holders);
    // Where the place of what is around an element stands; the document is around itself.
    let above = |node: NodeId| rows.row(page.parent(node)).unwrap_or_default();
    let mut places: Vec<Place> = Vec::with_capacity(rows.len());
    let mut runs = known.features.runs.iter().peekable();
    let mut before = 0;
    let mut odds_of = Odds::new(odds_of);
    for node in rows.nodes() {
        while runs.peek().is_some_and(|run| run.first < node) {
            runs.next();
            before += 1;
        }
        let parent = places.get(above(node)).copied().unwrap_or_default();
        let mut place = Place { before, runs: 0, own: 0.0, ..parent };
        if node == NodeId::DOCUMENT {
            place.against = 63;
            place.favour = 63;
        } else {
            place.depth = parent.depth + 1;
            if let Some(kind) = KINDS.iter().position(|&kind| kind == page.tag(node)) {
                place.within |= 1 << kind;
            }
            let hints = known.features.signals[node];
            place.hints = parent.hints.or(hints);
            place.against = if hints.any(Signals::AGAINST) { 0 } else { parent.against.saturating_add(1) };
            place.favour = if hints.any(Signals::FOR) { 0 } else { parent.favour.saturating_add(1) };
            let (sum, count) = odds_of.node(page, node);
            if count > 0 {
                place.own = sum / count as f32;
                place.sum += place.own;
                place.least = place.least.min(place.own);
                place.most = place.most.max(place.own);
                place.known += 1;
            }
            place.signature = signature(page, node);
            if node <= known.root && known.root < page.end(node) {
                place.meets = place.depth;
            }
        }
        places.push(place);
    }
    for run in &known.features.runs {
        if let Some(row) = rows.row(run.container) {
            places[row].runs += 1;
        }
    }
    for (row, node) in rows.backwards().filter(|(_, node)| *node != NodeId::DOCUMENT) {
        let runs = places[row].runs;
        places[above(node)].runs += runs;
    }
    for (row, node) in rows.nodes().enumerate().skip(1) {
        let around = &places[above(node)];
        places[row].wider = if around.runs > places[row].runs { page.parent(node).0 } else { around.wider };
    }
    Column::new(Arc::new(rows), places)
}

/// The sum of the odds of known tokens, and how many these are.
type Total = (f32, u32);

/// The odds of elements' tokens.
struct Odds<'a> {
    of: &'a dyn Fn(tokens::Token) -> Option<f32>,
    /// Of the tags that came.
    tags: Vec<Option<Total>>,
    /// Of attributes' values.
    values: Lately<'a, Total>,
}

impl<'a> Odds<'a> {
    fn new(of: &'a dyn Fn(tokens::Token) -> Option<f32>) -> Self {
        Self { of, tags: Vec::new(), values: Lately::default() }
    }

    fn node(&mut self, page: &'a Page, node: NodeId) -> Total {
        let (mut sum, mut count) = self.tag(page.tag(node));
        for (space, value) in tokens::values(page, node) {
            let of_value = self.value(space, value);
            sum += of_value.0;
            count += of_value.1;
        }
        (sum, count)
    }

    fn tag(&mut self, tag: Tag) -> Total {
        let place = tag as usize;
        if place >= self.tags.len() {
            self.tags.resize(place + 1, None);
        }
        *self.tags[place].get_or_insert_with(|| (self.of)(tokens::of_tag(tag)).map_or((0.0, 0), |odds| (odds, 1)))
    }

    fn value(&mut self, space: u8, value: &'a str) -> Total {
        self.values.get(space, value, |value| {
            let mut total = (0.0, 0);
            tokens::each_of_value(space, value, |token| {
                if let Some(odds) = (self.of)(token) {
                    total.0 += odds;
                    total.1 += 1;
                }
            });
            total
        })
    }
}

/// What makes repeated parts of a page alike: the tag and the first three classes.
fn signature(page: &Page, node: NodeId) -> u32 {
    let mut hash = mix(0, page.tag(node) as u32);
    if let Some(class) = page.attribute(node, "class") {
        let mut classes = 0;
        for &byte in class.as_bytes().iter().take(200) {
            if byte.is_ascii_whitespace() {
                classes += 1;
                if classes == 3 {
                    break;
                }
            }
            // Numbers tell one of a kind from another.
            if !byte.is_ascii_digit() {
                hash = mix(hash, u32::from(byte));
            }
        }
    }
    hash
}
