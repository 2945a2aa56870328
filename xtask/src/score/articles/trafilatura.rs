//! Pages with strings that belong to the article and strings that do not.

use std::path::Path;

use anyhow::Result;
use serde::Deserialize;

use super::TextOnly;
use crate::score::plainleaf::Plainleaf;
use crate::score::report::Measure;
use crate::score::tally::Tally;

#[derive(Deserialize)]
struct Gold {
    id: String,
    /// Strings that belong.
    #[serde(default, rename = "with")]
    inside: Option<Vec<String>>,
    /// Strings that do not.
    #[serde(default, rename = "without")]
    outside: Option<Vec<String>>,
}

pub(super) fn score(plainleaf: &Plainleaf, folder: &Path) -> Result<Measure> {
    let gold: Vec<Gold> = crate::score::read_lines(&folder.join("gold.jsonl"))?;
    let pages: Vec<_> = gold.iter().map(|page| folder.join("html").join(&page.id)).collect();
    let readings: Vec<TextOnly> = plainleaf.read("pages with strings", &[], &pages)?;
    let mut total = Tally::default();
    let mut cases = Vec::new();
    for (gold, reading) in gold.iter().zip(&readings) {
        let page = compare(gold, reading.text());
        cases.push((page.of_case(), gold.id.clone()));
        total += page;
    }
    Ok(Measure::new("articles.trafilatura")
        .share("F1", total.f1())
        .share("precision", total.precision())
        .share("recall", total.recall())
        .count("pages", gold.len())
        .cases(cases))
}

fn compare(gold: &Gold, text: &str) -> Tally {
    let inside = gold.inside.as_deref().unwrap_or_default();
    let outside = gold.outside.as_deref().unwrap_or_default();
    let held = |strings: &[String]| strings.iter().filter(|string| text.contains(*string)).count();
    let right = held(inside);
    Tally { right, found: right + held(outside), wanted: inside.len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_count_by_where_they_belong() {
        let strings = |list: &[&str]| Some(list.iter().map(|text| (*text).to_owned()).collect());
        let gold =
            Gold { id: "page".into(), inside: strings(&["a fine day", "rain"]), outside: strings(&["Share", "Home"]) };
        let tally = compare(&gold, "It was a fine day. Share");
        assert_eq!(tally, Tally { right: 1, found: 2, wanted: 2 });
    }
}
