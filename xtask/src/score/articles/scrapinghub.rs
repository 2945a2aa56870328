//! News pages, compared by runs of four words.
//!
//! The measure of the article-extraction-benchmark by Scrapinghub (now Zyte): precision and
//! recall of each page's shingles, their means over the pages, and F1 of the means.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::TextOnly;
use crate::score::plainleaf::Plainleaf;
use crate::score::report::Measure;
use crate::score::tally::{Tally, harmonic, mean, share};
use crate::score::words::{common, shingles, size, words};

#[derive(Deserialize)]
struct Gold {
    #[serde(rename = "articleBody")]
    body: String,
    #[serde(default)]
    url: Option<String>,
}

pub(super) fn score(plainleaf: &Plainleaf, folder: &Path) -> Result<Measure> {
    let path = folder.join("gold.json");
    let gold: BTreeMap<String, Gold> = serde_json::from_str(&crate::score::read(&path)?)
        .with_context(|| format!("cannot make sense of {}", path.display()))?;
    let pages: Vec<_> = gold.keys().map(|id| folder.join("html").join(format!("{id}.html.gz"))).collect();
    let readings: Vec<TextOnly> = plainleaf.read("news pages", &[], &pages)?;

    let mut compared = Vec::new();
    let mut exact = 0;
    let mut cases = Vec::new();
    for ((id, gold), reading) in gold.iter().zip(&readings) {
        let page = compare(&gold.body, reading.text());
        exact += usize::from(words(&gold.body).eq(words(reading.text())));
        let short: String = id.chars().take(10).collect();
        let url = gold.url.as_deref().unwrap_or_default();
        let f1 = harmonic(page.precision.unwrap_or(0.0), page.recall);
        cases.push((f1, format!("{short} {url}")));
        compared.push(page);
    }
    let precision = mean(compared.iter().filter_map(|page| page.precision));
    let recall = mean(compared.iter().map(|page| page.recall));
    Ok(Measure::new("articles.scrapinghub")
        .share("F1", harmonic(precision, recall))
        .share("precision", precision)
        .share("recall", recall)
        .share("exact", share(exact, gold.len()))
        .count("pages", gold.len())
        .cases(cases))
}

struct Page {
    /// `None` where nothing was found though something was wanted: such a page counts for recall
    /// alone.
    precision: Option<f64>,
    recall: f64,
}

fn compare(wanted: &str, found: &str) -> Page {
    let (wanted, found) = (shingles(wanted), shingles(found));
    let tally = Tally { right: common(&wanted, &found), found: size(&found), wanted: size(&wanted) };
    if tally.right == tally.found && tally.right == tally.wanted {
        return Page { precision: Some(1.0), recall: 1.0 };
    }
    Page { precision: (tally.found > 0).then(|| tally.precision()), recall: tally.recall() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_compared_by_four_words() {
        let page = compare("one two three four five six", "one two three four five");
        assert_eq!((page.precision, page.recall), (Some(1.0), 2.0 / 3.0));
        let page = compare("one two three four", "one two three four five six seven");
        assert_eq!((page.precision, page.recall), (Some(0.25), 1.0));
    }

    #[test]
    fn a_page_with_nothing_found_counts_for_recall_alone() {
        let page = compare("one two three four", "");
        assert_eq!((page.precision, page.recall), (None, 0.0));
    }

    #[test]
    fn nothing_found_where_nothing_is_wanted_is_right() {
        let page = compare("", " … ");
        assert_eq!((page.precision, page.recall), (Some(1.0), 1.0));
        let page = compare("", "one");
        assert_eq!((page.precision, page.recall), (Some(0.0), 0.0));
    }
}
