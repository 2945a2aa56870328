//! The test pages of Mozilla's Readability, compared by words, with titles and bylines.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::score::markup::text_of;
use crate::score::plainleaf::Plainleaf;
use crate::score::report::Measure;
use crate::score::tally::{Tally, mean, share};
use crate::score::words::{bag, common, size, squash, words};

/// A page from this F1 on counts as read well.
const WELL: f64 = 0.95;

#[derive(Deserialize)]
struct Reading {
    #[serde(default)]
    html: Option<String>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    byline: Option<String>,
}

#[derive(Deserialize)]
struct Expected {
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    byline: Option<String>,
}

pub(super) fn score(plainleaf: &Plainleaf, folder: &Path) -> Result<Measure> {
    let folders = folders_in(folder)?;
    let pages: Vec<_> = folders.iter().map(|folder| folder.join("source.html")).collect();
    let readings: Vec<Reading> = plainleaf.read("test pages", &pages)?;

    let mut cases = Vec::new();
    let (mut titles, mut bylines, mut with_byline, mut with_pictures) = (0, 0, 0, 0);
    for (folder, reading) in folders.iter().zip(&readings) {
        let found = [&reading.html, &reading.text].into_iter().flatten().find(|text| !text.is_empty());
        let wanted = crate::score::read(&folder.join("expected.html"))?;
        let f1 = compare(&wanted, found.map_or("", |found| found));
        cases.push((f1, folder.file_name().unwrap_or_default().to_string_lossy().into_owned()));

        let kept = files_of_pictures(found.map_or("", |found| found));
        with_pictures += usize::from(files_of_pictures(&wanted).is_subset(&kept));

        let path = folder.join("expected-metadata.json");
        let expected: Expected = serde_json::from_str(&crate::score::read(&path)?)
            .with_context(|| format!("cannot make sense of {}", path.display()))?;
        titles += usize::from(same(&expected.title, &reading.title));
        if expected.byline.as_ref().is_some_and(|byline| !byline.is_empty()) {
            with_byline += 1;
            bylines += usize::from(same(&expected.byline, &reading.byline));
        }
    }
    let well = cases.iter().filter(|(f1, _)| *f1 >= WELL).count();
    Ok(Measure::new("articles.readability")
        .share("F1", mean(cases.iter().map(|(f1, _)| *f1)))
        .share("from 95", share(well, folders.len()))
        .share("title", share(titles, folders.len()))
        .share("byline", share(bylines, with_byline))
        .share("all pictures", share(with_pictures, folders.len()))
        .count("pages", folders.len())
        .cases(cases))
}

fn compare(wanted: &str, found: &str) -> f64 {
    let (wanted, found) = (text_of(wanted), text_of(found));
    let (wanted, found) = (bag(words(&wanted)), bag(words(&found)));
    Tally { right: common(&wanted, &found), found: size(&found), wanted: size(&wanted) }.f1()
}

/// Whether the two are the same but for white space; none is the same as empty.
fn same(wanted: &Option<String>, found: &Option<String>) -> bool {
    squash(wanted.as_deref().unwrap_or_default()) == squash(found.as_deref().unwrap_or_default())
}

/// The names of the files that pictures come from: which of several sizes is taken does not matter.
fn files_of_pictures(markup: &str) -> HashSet<String> {
    let mut files = HashSet::new();
    for element in markup.split("<img").skip(1) {
        let element = element.split('>').next().unwrap_or_default();
        let address = element.split_once(" src=").and_then(|(_, value)| {
            let quote = value.chars().next()?;
            value[1..].split(quote).next()
        });
        let path = address.unwrap_or_default().split(['?', '#']).next().unwrap_or_default();
        let file = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        if !file.is_empty() && !path.starts_with("data:") {
            files.insert(file.to_owned());
        }
    }
    files
}

fn folders_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let listing = fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?;
    let mut folders: Vec<PathBuf> =
        listing.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_dir()).collect();
    folders.sort();
    Ok(folders)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_compared_by_what_is_read() {
        assert_eq!(compare("<p>One two</p>", "<div>one <b>two</b> One</div>"), 0.8);
        assert_eq!(compare("<p>a&amp;b", "a b<script>c</script>"), 1.0);
        assert_eq!(compare("<p>a", ""), 0.0);
    }

    #[test]
    fn titles_are_the_same_but_for_white_space() {
        let some = |text: &str| Some(text.to_owned());
        assert!(same(&some(" A  title\n"), &some("A title")));
        assert!(same(&None, &some(" ")));
        assert!(!same(&some("A title"), &None));
    }
}
