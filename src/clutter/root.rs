//! Which subtrees hold the article: candidate scoring and the choice of a root.
//!
//! Paragraphs give points to the elements around them, fewer with every level; links take points away; names and
//! semantic elements tip the scale. The scheme is that of arc90's Readability and what Mozilla made of it, over our
//! columns and without editing the page.

use super::Verdicts;
use super::column::Column;
use super::features::{Features, Sums};
use super::signals::Signals;
use crate::page::{NodeId, Page, Tag};

/// The shortest run, in characters, that counts as a paragraph.
const SHORTEST_RUN: u32 = 25;
/// How many levels up a paragraph gives points.
const LEVELS: usize = 5;
/// How many of the best candidates are compared.
const CANDIDATES: usize = 5;

/// The chosen root and the subtrees that make up the article, in document order.
pub(super) struct Choice {
    pub(super) root: NodeId,
    pub(super) parts: Vec<NodeId>,
    /// Whether the root was widened: a page of many parts.
    pub(super) wide: bool,
}

/// Scores by node; `None` for a node that no paragraph speaks for.
struct Scores {
    of: Vec<f32>,
    seen: Vec<bool>,
}

/// Chooses what holds the article, or `None` where no paragraph speaks for anything.
pub(super) fn choose(page: &Page, features: &Features, sums: &Column<Sums>, verdicts: &Verdicts) -> Option<Choice> {
    let scores = score(page, features, sums, verdicts);
    let mut best: Vec<NodeId> = Vec::with_capacity(CANDIDATES + 1);
    for node in page.nodes().filter(|node| scores.seen[node.index()]) {
        let place = best.iter().position(|other| scores.of[other.index()] < scores.of[node.index()]);
        match place {
            Some(place) => best.insert(place, node),
            None if best.len() < CANDIDATES => best.push(node),
            None => {}
        }
        best.truncate(CANDIDATES);
    }
    let top = *best.first()?;
    let top = shared_ancestor(page, &scores, &best).unwrap_or(top);
    let top = climb(page, &scores, top);
    let top = declared(page, features, sums, top);
    let parts = with_siblings(page, features, sums, verdicts, &scores, top);
    Some(widen(page, sums, Choice { root: top, parts, wide: false }))
}

/// Goes up to the ancestor that adds the most sentences for the least else: an article in sections of its own, or a
/// page of many parts.
fn widen(page: &Page, sums: &Column<Sums>, choice: Choice) -> Choice {
    /// An article of no more than some four hundred words, in characters.
    const SHORT: u32 = 2_500;
    let value = |sum: &Sums| {
        let sentences = sum.sentence_characters as f32;
        let rest = sum.characters as f32 - sentences;
        sentences - 0.5 * rest - 0.5 * sum.link_characters as f32 - 300.0 * sum.teasers as f32
    };
    let mut own = Sums::default();
    for &part in &choice.parts {
        own += sums[part];
    }
    let least = value(&own) * 1.3;
    let mut best: Option<(NodeId, f32)> = None;
    for ancestor in page.ancestors(choice.root) {
        if matches!(page.tag(ancestor), Tag::Html | Tag::Document) {
            break;
        }
        let worth = value(&sums[ancestor]);
        // Short articles are read whole, with what little their other parts add.
        let is_short = page.tag(ancestor) == Tag::Article && sums[ancestor].characters <= SHORT;
        if worth > least + if is_short { 0.0 } else { 200.0 } && best.is_none_or(|(_, most)| worth > most * 1.05) {
            best = Some((ancestor, worth));
        }
    }
    match best {
        Some((root, _)) => Choice { root, parts: vec![root], wide: true },
        None => choice,
    }
}

fn score(page: &Page, features: &Features, sums: &Column<Sums>, verdicts: &Verdicts) -> Scores {
    let mut scores = Scores { of: vec![0.0; page.len()], seen: vec![false; page.len()] };
    for run in &features.runs {
        if run.characters < SHORTEST_RUN || verdicts.is_dropped(run.first) {
            continue;
        }
        let container = run.container;
        let tag = page.tag(container);
        let own = match tag {
            Tag::P | Tag::Pre | Tag::Td => true,
            Tag::Div | Tag::Section | Tag::Article | Tag::Main | Tag::Center | Tag::Body => sums[container].blocks <= 1,
            Tag::Blockquote | Tag::Li | Tag::Dd => false,
            _ => continue,
        };
        let points = 2.0 + run.commas as f32 + ((run.characters / 100) as f32).min(3.0);
        let mut at = if own { page.parent(container) } else { container };
        while matches!(page.tag(at), Tag::Li | Tag::Ul | Tag::Ol | Tag::Dl | Tag::Dd | Tag::Dt) {
            at = page.parent(at);
        }
        for level in 0..LEVELS {
            if at == NodeId::DOCUMENT {
                break;
            }
            let index = at.index();
            if !scores.seen[index] {
                scores.seen[index] = true;
                scores.of[index] = first_score(page, features, at);
            }
            scores.of[index] += match level {
                0 => points,
                1 => points / 2.0,
                level => points / (level as f32 * 3.0),
            };
            at = page.parent(at);
        }
    }
    for node in page.nodes().filter(|node| scores.seen[node.index()]) {
        scores.of[node.index()] *= 1.0 - sums[node].link_density();
    }
    scores
}

fn first_score(page: &Page, features: &Features, node: NodeId) -> f32 {
    let by_tag = match page.tag(node) {
        Tag::Div => 5.0,
        Tag::Article | Tag::Main => 10.0,
        Tag::Pre | Tag::Td | Tag::Blockquote => 3.0,
        Tag::Address | Tag::Ol | Tag::Ul | Tag::Dl | Tag::Dd | Tag::Dt | Tag::Li | Tag::Form => -3.0,
        Tag::Th => -5.0,
        tag if tag.heading_level().is_some() => -5.0,
        _ => 0.0,
    };
    by_tag + name_weight(features.signals[node])
}

/// What names say, as points.
pub(super) fn name_weight(signals: Signals) -> f32 {
    let mut weight = 0.0;
    if signals.any(Signals::FOR) {
        weight += 25.0;
    }
    if signals.any(Signals::BODY.or(Signals::DECLARED)) {
        weight += 25.0;
    }
    if signals.any(Signals::AGAINST) {
        weight -= 25.0;
    }
    weight
}

/// The element around several candidates that are nearly as good as the best: an article in several parts.
fn shared_ancestor(page: &Page, scores: &Scores, best: &[NodeId]) -> Option<NodeId> {
    /// How many candidates must lie below it.
    const ENOUGH: usize = 3;
    let top = *best.first()?;
    let least = scores.of[top.index()] * 0.75;
    let others: Vec<NodeId> = best[1..].iter().copied().filter(|node| scores.of[node.index()] >= least).collect();
    if others.len() < ENOUGH {
        return None;
    }
    page.ancestors(top)
        .take_while(|&node| page.tag(node) != Tag::Body && node != NodeId::DOCUMENT)
        .find(|&node| others.iter().filter(|&&other| other != node && page.contains(node, other)).count() >= ENOUGH)
}

/// Climbs while the parent scores better, and out of single children.
fn climb(page: &Page, scores: &Scores, top: NodeId) -> NodeId {
    let is_end = |node: NodeId| matches!(page.tag(node), Tag::Body | Tag::Html | Tag::Document);
    let mut top = top;
    let mut last = scores.of[top.index()];
    let least = last / 3.0;
    for parent in page.ancestors(top) {
        if is_end(parent) {
            break;
        }
        if !scores.seen[parent.index()] {
            continue;
        }
        let score = scores.of[parent.index()];
        if score < least {
            break;
        }
        if score > last {
            top = parent;
            break;
        }
        last = score;
    }
    loop {
        let parent = page.parent(top);
        if is_end(parent) || page.children(parent).filter(|&child| page.tag(child) != Tag::Text).take(2).count() > 1 {
            return top;
        }
        top = parent;
    }
}

/// The nearest element around the top that is declared or named as the text of the article.
fn declared(page: &Page, features: &Features, sums: &Column<Sums>, top: NodeId) -> NodeId {
    let named = |&node: &NodeId| {
        let signals = features.signals[node];
        signals.any(Signals::DECLARED) || (signals.any(Signals::BODY) && sums[node].link_density() < 0.3)
    };
    if named(&top) {
        return top;
    }
    page.ancestors(top).take_while(|&node| !matches!(page.tag(node), Tag::Body | Tag::Html)).find(named).unwrap_or(top)
}

/// The root and those of its siblings that read like more of the same.
fn with_siblings(
    page: &Page,
    features: &Features,
    sums: &Column<Sums>,
    verdicts: &Verdicts,
    scores: &Scores,
    top: NodeId,
) -> Vec<NodeId> {
    if matches!(page.tag(top), Tag::Body | Tag::Html | Tag::Document) {
        return vec![top];
    }
    let top_score = scores.of[top.index()];
    let least = (top_score * 0.2).max(10.0);
    let class = page.attribute(top, "class").filter(|class| !class.is_empty());
    let (mut parts, mut pictures) = (Vec::new(), Vec::new());
    for sibling in page.children(page.parent(top)) {
        if sibling == top {
            parts.append(&mut pictures);
            parts.push(top);
            continue;
        }
        if verdicts.is_dropped(sibling) || page.tag(sibling) == Tag::Text {
            continue;
        }
        let sum = &sums[sibling];
        let bonus = if class.is_some() && page.attribute(sibling, "class") == class { top_score * 0.2 } else { 0.0 };
        // A picture among the parts belongs to them; behind the last it may be of anything.
        if !parts.is_empty() && sum.is_picture() {
            pictures.push(sibling);
            continue;
        }
        let fits = (scores.seen[sibling.index()] && scores.of[sibling.index()] + bonus >= least)
            || (page.tag(sibling) == Tag::P
                && ((sum.characters > 80 && sum.link_density() < 0.25)
                    || (sum.characters > 0 && sum.link_characters == 0 && sum.sentence_characters > 0)));
        if fits && !features.signals[sibling].any(Signals::COMMENTS) {
            parts.append(&mut pictures);
            parts.push(sibling);
        }
    }
    parts
}
