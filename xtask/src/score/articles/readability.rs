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

/// Where Readability's own tests say that every page is from.
const ADDRESS: &str = "http://fakehost/test/page.html";
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
    let readings: Vec<Reading> = plainleaf.read("test pages", &["--url", ADDRESS], &pages)?;

    let mut cases = Vec::new();
    let (mut titles, mut bylines, mut with_byline, mut with_pictures) = (0, 0, 0, 0);
    for (folder, reading) in folders.iter().zip(&readings) {
        let found = [&reading.html, &reading.text].into_iter().flatten().find(|text| !text.is_empty());
        let wanted = crate::score::read(&folder.join("expected.html"))?;
        let f1 = compare(&wanted, found.map_or("", |found| found));
        cases.push((f1, folder.file_name().unwrap_or_default().to_string_lossy().into_owned()));

        let page = crate::score::read(&folder.join("source.html"))?;
        with_pictures += usize::from(has_pictures(&wanted, found.map_or("", |found| found), &page));

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

/// Whether every picture of one piece of HTML is in another, in whatever size the page has it.
fn has_pictures(wanted: &str, found: &str, page: &str) -> bool {
    let files = |markup: &str| elements(markup).flat_map(addresses).map(file).collect::<HashSet<_>>();
    let found = files(found);
    // Sizes of one picture stand in one element of the page.
    let sizes: Vec<HashSet<String>> = elements(page).map(|element| addresses(element).map(file).collect()).collect();
    let shown = elements(wanted).filter_map(|element| element.split_once("src=\"")?.1.split('"').next());
    let shown = shown.filter(|address| !address.starts_with("data:")).map(file);
    shown.filter(|file| !file.is_empty()).all(|file| {
        found.contains(&file) || sizes.iter().any(|sizes| sizes.contains(&file) && !sizes.is_disjoint(&found))
    })
}

/// What stands in the tags of a piece of HTML that have to do with pictures.
fn elements(markup: &str) -> impl Iterator<Item = &str> {
    markup.split("<img").skip(1).map(|element| element.split('>').next().unwrap_or_default())
}

/// The addresses in the attributes of an element, near enough: whatever has a slash or a full stop in it.
fn addresses(element: &str) -> impl Iterator<Item = &str> {
    let words = element.split(['"', '\'', ' ', ',', '\n', '\t']);
    words.filter(|word| word.contains(['/', '.']) && !word.starts_with("data:"))
}

/// The name of the file at an address.
fn file(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    path.rsplit('/').next().unwrap_or_default().to_owned()
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
    fn a_picture_is_kept_in_any_size_that_its_element_has() {
        let page = "<img src='/a/small.png?w=1' srcset='/b/large.png 2x'><img src=other.png>";
        let wanted = "<p><img src=\"https://example.org/a/small.png\">";
        assert!(has_pictures(wanted, "<img alt=a src=\"https://example.org/b/large.png\">", page));
        assert!(!has_pictures(wanted, "<img src=\"https://example.org/other.png\">", page));
        assert!(has_pictures("<p>None", "", page));
    }

    #[test]
    fn titles_are_the_same_but_for_white_space() {
        let some = |text: &str| Some(text.to_owned());
        assert!(same(&some(" A  title\n"), &some("A title")));
        assert!(same(&None, &some(" ")));
        assert!(!same(&some("A title"), &None));
    }
}
