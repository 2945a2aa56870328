//! The pages to learn from, with what a person kept of each.

use super::align::{Words, labels, split};
use crate::data;
use flate2::read::GzDecoder;
use plainleaf::clutter::training::{Case, Token, each_token};
use plainleaf::page::{Limits, NodeId, Page, Source, Tag, decode};
use std::collections::HashMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// A page to learn from.
pub(crate) struct Lesson {
    pub(crate) case: Case,
    pub(crate) kind: String,
    /// The number of its host: pages of one host are never on both sides of a fold.
    pub(crate) host: usize,
    /// The words that a person kept, with how often each comes.
    pub(crate) wanted: HashMap<String, u32>,
    /// The share of each run that belongs, and how much it counts.
    pub(crate) labels: Vec<f32>,
    pub(crate) weights: Vec<f32>,
    /// Words below every token, and those of them that belong.
    pub(crate) tokens: HashMap<Token, (f32, f32)>,
}

/// A page as it lies in the folder.
struct Raw {
    kind: String,
    text: String,
    host: String,
    bytes: Vec<u8>,
}

/// A page without a word, or that says itself that it has no article.
pub(crate) struct Without {
    pub(crate) kind: String,
    /// Whether the person kept nothing either.
    pub(crate) is_empty: bool,
}

/// The pages of a folder, and those that are refused before anything is scored.
pub(crate) fn read(folder: &Path) -> Result<(Vec<Lesson>, Vec<Without>), String> {
    let mut pages = Vec::new();
    for row in data::lines(&folder.join("gold.jsonl"))? {
        let string = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
        let path = folder.join("html").join(format!("{}.html.gz", string("id")));
        let mut bytes = Vec::new();
        File::open(&path)
            .and_then(|file| GzDecoder::new(file).read_to_end(&mut bytes))
            .map_err(|error| format!("{}: {error}", path.display()))?;
        pages.push(Raw { kind: string("page_type"), text: string("text"), host: host(&string("url")), bytes });
    }
    let mut hosts: Vec<&str> = pages.iter().map(|page| page.host.as_str()).collect();
    hosts.sort_unstable();
    hosts.dedup();
    let work = |pages: &[Raw]| pages.iter().map(|page| lesson(page, &hosts)).collect::<Vec<_>>();
    let (first, second) = pages.split_at(pages.len() / 2);
    let all = std::thread::scope(|scope| {
        let other = scope.spawn(|| work(second));
        let mut all = work(first);
        all.extend(other.join().unwrap_or_default());
        all
    });
    let (mut lessons, mut without) = (Vec::new(), Vec::new());
    for (lesson, page) in all.into_iter().zip(&pages) {
        match lesson {
            Some(lesson) => lessons.push(lesson),
            None => without.push(Without { kind: page.kind.clone(), is_empty: page.text.trim().is_empty() }),
        }
    }
    Ok((lessons, without))
}

/// The part of an address's host that is registered, near enough: the last two names, three where the last two are short.
fn host(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', ':']).next().unwrap_or_default().to_lowercase();
    let names: Vec<&str> = host.split('.').collect();
    let short = names.len() > 2 && names[names.len() - 1].len() == 2 && names[names.len() - 2].len() <= 3;
    names[names.len().saturating_sub(if short { 3 } else { 2 })..].join(".")
}

fn lesson(raw: &Raw, hosts: &[&str]) -> Option<Lesson> {
    let text = decode(&raw.bytes, None, Source::Html).ok()?;
    let page = Page::from_html(&text, Limits::default()).ok()?;
    let case = Case::of(page).ok()?;
    let mut words = Words::default();
    let wanted = words.of(&raw.text);
    let page = &case.page;
    let runs: Vec<Vec<u32>> = case
        .runs()
        .map(|(first, end, _)| {
            let text: String = (first.0..end.0)
                .map(NodeId)
                .filter(|&node| page.tag(node) == Tag::Text)
                .map(|node| page.text(node))
                .collect();
            words.of(&text)
        })
        .collect();
    let labels = labels(&runs, &wanted);
    let all: usize = runs.iter().map(Vec::len).sum();
    let whole = (wanted.len() as f32).max(all as f32 / 10.0).max(30.0);
    let weights = runs.iter().map(|run| (run.len() as f32 + 1.0) / whole).collect();
    let mut held = vec![(0.0_f32, 0.0_f32); page.len()];
    for (((first, _, _), label), run) in case.runs().zip(&labels).zip(&runs) {
        let own = &mut held[first.index()];
        own.0 += run.len() as f32;
        own.1 += run.len() as f32 * label;
    }
    let mut tokens: HashMap<Token, (f32, f32)> = HashMap::new();
    for node in page.nodes().rev() {
        let own = held[node.index()];
        if own.0 > 0.0 {
            each_token(page, node, |token| {
                let sum = tokens.entry(token).or_default();
                sum.0 += own.0;
                sum.1 += own.1;
            });
        }
        if node != NodeId::DOCUMENT {
            let above = &mut held[page.parent(node).index()];
            above.0 += own.0;
            above.1 += own.1;
        }
    }
    let host = hosts.binary_search(&raw.host.as_str()).unwrap_or(0);
    let mut bag = HashMap::new();
    for word in split(&raw.text) {
        *bag.entry(word).or_default() += 1;
    }
    Some(Lesson { case, kind: raw.kind.clone(), host, wanted: bag, labels, weights, tokens })
}

/// F1 of a text's words, without order, against those wanted.
pub(crate) fn f1(wanted: &HashMap<String, u32>, text: &str) -> f64 {
    let mut found: HashMap<String, u32> = HashMap::new();
    for word in split(text) {
        *found.entry(word).or_default() += 1;
    }
    let size = |bag: &HashMap<String, u32>| bag.values().map(|&count| f64::from(count)).sum::<f64>();
    if wanted.is_empty() {
        return if found.is_empty() { 1.0 } else { 0.0 };
    }
    let same: f64 =
        found.iter().map(|(word, &count)| f64::from(count.min(wanted.get(word).copied().unwrap_or(0)))).sum();
    2.0 * same / (size(wanted) + size(&found))
}
