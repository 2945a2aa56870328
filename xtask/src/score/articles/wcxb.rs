//! Pages of many types, compared by their bags of words, lower case.
//!
//! The measure of the Web Content Extraction Benchmark: the mean over all pages, and by page type. The clutter scorer
//! has learnt from its development pages, so on those the measure only shows that nothing broke.

use std::path::Path;

use anyhow::Result;
use serde::Deserialize;

use super::TextOnly;
use crate::score::plainleaf::Plainleaf;
use crate::score::report::Measure;
use crate::score::tally::{Tally, mean};
use crate::score::words::{bag, common, size, words};

/// Said beside the figures.
const LEARNT: &str = "The scorer has learnt from the benchmark's development pages; how well it reads hosts that it has not \
                      seen is in src/clutter/learned/MODEL.md";

#[derive(Deserialize)]
struct Gold {
    id: String,
    page_type: String,
    text: String,
    #[serde(default)]
    url: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Page {
    precision: f64,
    recall: f64,
    f1: f64,
}

pub(super) fn score(plainleaf: &Plainleaf, folder: &Path) -> Result<Measure> {
    let gold: Vec<Gold> = crate::score::read_lines(&folder.join("gold.jsonl"))?;
    let pages: Vec<_> = gold.iter().map(|page| folder.join("html").join(format!("{}.html.gz", page.id))).collect();
    let readings: Vec<TextOnly> = plainleaf.read("pages of many types", &[], &pages)?;
    let scores: Vec<(&Gold, Page)> =
        gold.iter().zip(&readings).map(|(gold, reading)| (gold, compare(&gold.text, reading.text()))).collect();

    let over_all = |figure: fn(&Page) -> f64| mean(scores.iter().map(|(_, page)| figure(page)));
    let mut measure = Measure::new("articles.wcxb")
        .share("F1", over_all(|page| page.f1))
        .share("precision", over_all(|page| page.precision))
        .share("recall", over_all(|page| page.recall))
        .count("pages", gold.len());
    for kind in kinds(&gold) {
        let of_kind = scores.iter().filter(|(gold, _)| gold.page_type == kind);
        measure = measure.share(kind, mean(of_kind.map(|(_, page)| page.f1)));
    }
    let measure = measure.detail(LEARNT.to_owned());
    Ok(measure.cases(scores.iter().map(|(gold, page)| {
        let url = gold.url.as_deref().unwrap_or_default();
        (page.f1, format!("{:<13} {} {url}", gold.page_type, gold.id))
    })))
}

/// The page types, the most frequent first.
fn kinds(gold: &[Gold]) -> Vec<&str> {
    let mut kinds: Vec<(&str, usize)> = Vec::new();
    for page in gold {
        match kinds.iter_mut().find(|(kind, _)| *kind == page.page_type) {
            Some((_, count)) => *count += 1,
            None => kinds.push((&page.page_type, 1)),
        }
    }
    // A sort that keeps the order of those as frequent as each other.
    kinds.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    kinds.into_iter().map(|(kind, _)| kind).collect()
}

fn compare(wanted: &str, found: &str) -> Page {
    let (wanted, found) = (wanted.to_lowercase(), found.to_lowercase());
    let (wanted, found) = (bag(words(&wanted)), bag(words(&found)));
    if wanted.is_empty() {
        let all = if found.is_empty() { 1.0 } else { 0.0 };
        return Page { precision: all, recall: all, f1: all };
    }
    let tally = Tally { right: common(&wanted, &found), found: size(&found), wanted: size(&wanted) };
    Page { precision: tally.precision(), recall: tally.recall(), f1: tally.f1() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_count_whatever_their_case_and_order() {
        let page = compare("The cat sat. The mouse too", "TOO the CAT");
        assert_eq!((page.precision, page.recall, page.f1), (1.0, 0.5, 2.0 / 3.0));
    }

    #[test]
    fn where_nothing_is_wanted_nothing_is_right() {
        assert_eq!(compare("", "").f1, 1.0);
        assert_eq!(compare("…", "word").f1, 0.0);
        assert_eq!(compare("word", "").f1, 0.0);
    }

    #[test]
    fn kinds_come_by_how_many_there_are() {
        let page = |kind: &str| Gold { id: String::new(), page_type: kind.into(), text: String::new(), url: None };
        assert_eq!(kinds(&[page("a"), page("b"), page("c"), page("b")]), ["b", "a", "c"]);
    }
}
