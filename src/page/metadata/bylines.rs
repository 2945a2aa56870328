//! Who wrote the piece.

use super::json_ld::JsonLd;
use super::sweep::Sweep;
use super::text::{bare, short, some};
use crate::cut::Cut;
use crate::letters::small;
use crate::page::{NodeId, Page, dates};
use crate::table::listed;

/// `meta` keys that hold an author, in order of trust.
const KEYS: &str = "author parsely-author article:author og:article:author sailthru.author byl article:author_name \
     cxenseparse:author shareaholic:article_author_name twitter:creator:name";

/// What [`Sweep`] calls `article:author` where it stands as a `name`. By its definition it is a
/// `property` and holds an address; where it does not, it is often left over from another piece.
const MISTAKEN_KEY: &str = "name:article:author";

/// What stands before a name and is no part of it, lower case.
const LEADS: &str = "written by:, written by, authored by:, authored by, posted by:, posted by, published by, words by, story by, \
     text by, article by:, article by, recipe by, guide by, review by, post by, by:, by, author:, authors:, von, \
     par, por";

/// Words that fill the field where no author was given, lower case.
const NOBODY: &str = "admin administrator author anonymous unknown null undefined none guest user root n/a";

/// Small words within names.
const PARTICLES: &str = "al bin da de del della den der di dos du el ibn la le van von y zu";

/// Capitalised words of links and labels that are no names.
const NO_NAMES: &str =
    "About All Author Authors Bio By Contributors Follow More Our Posts Profile Read See Sign The View";

/// How many nodes below the heading are looked at for a line that begins with "By".
const BELOW: u32 = 120;

/// The longest byline, in bytes.
const LONGEST: usize = 100;

/// The authors' names, joined by commas: as the page's data names them, or else as a line of the page does.
pub(super) fn byline(page: &Page, sweep: &Sweep<'_>, json_ld: &JsonLd) -> Option<String> {
    joined(json_ld.authors.iter().map(String::as_str))
        .or_else(|| inverted(sweep, "dc:creator"))
        .or_else(|| KEYS.split(' ').find_map(|key| joined(sweep.all(key))))
        .or_else(|| inverted(sweep, "citation_author"))
        .or_else(|| labelled(sweep))
        .or_else(|| sweep.bylines.iter().find_map(|&node| visible(page, sweep, node)))
        .or_else(|| joined(sweep.all(MISTAKEN_KEY)))
        .or_else(|| joined(json_ld.creators.iter().map(String::as_str)))
        .or_else(|| {
            sweep.author_links.iter().filter_map(|&link| short(page, link, LONGEST)).find(|text| is_person(text))
        })
        .or_else(|| below_heading(page, sweep))
}

/// A line "By Jane Doe" not far below the first heading, without any markup that says so.
fn below_heading(page: &Page, sweep: &Sweep<'_>) -> Option<String> {
    let heading = *sweep.headings.first()?;
    let end = page.end(NodeId::DOCUMENT).0.min(page.end(heading).0 + BELOW);
    (page.end(heading).0..end).map(NodeId).filter(|&node| page.tag(node) != crate::page::Tag::Text).find_map(|node| {
        let line = short(page, node, LONGEST)?;
        let name = without_lead(&line);
        let name = without_date(name).split(['|', '·', '•', ',']).next()?.trim();
        (name.len() < line.len() && is_person(name)).then(|| name.to_owned())
    })
}

/// Whether a text reads like a person's name: a few capitalised words and nothing else.
fn is_person(text: &str) -> bool {
    let count = text.split_whitespace().count();
    (2..=5).contains(&count)
        && text.split_whitespace().all(|word| {
            word.starts_with(char::is_uppercase)
                && word.chars().all(|letter| letter.is_alphabetic() || matches!(letter, '.' | '-' | '\'' | '’'))
                || listed(PARTICLES, word)
        })
        && !text.split_whitespace().any(|word| listed(NO_NAMES, word))
}

/// Names, each once, joined by commas.
fn joined<'a>(names: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut joined = String::new();
    let mut seen: Vec<String> = Vec::new();
    for name in names.take(50).filter_map(name) {
        let bare = bare(&name);
        if seen.contains(&bare) {
            continue;
        }
        seen.push(bare);
        if !joined.is_empty() {
            joined.push_str(", ");
        }
        joined.push_str(&name);
    }
    (!joined.is_empty()).then_some(joined)
}

/// A name out of a field of data: without "By", and nothing where the field holds an address or a filler.
fn name(field: &str) -> Option<String> {
    let field = some(field)?;
    let name = without_lead(&field).trim_matches([',', ';', '|', ' ']);
    let lower = small(name);
    let address = ["http://", "https://", "www.", "//", "@", "/"].iter().any(|start| lower.starts_with(start))
        || (!lower.contains(' ') && (lower.contains('@') || lower.contains(".com") || lower.contains('/')));
    let empty = !name.chars().any(char::is_alphabetic) || listed(NOBODY, &lower);
    (!address && !empty).then(|| name.to_owned())
}

/// The names under a key of libraries and journals, which put the surname first.
fn inverted(sweep: &Sweep<'_>, key: &str) -> Option<String> {
    let names: Vec<String> = sweep.all(key).map(upright).collect();
    joined(names.iter().map(String::as_str))
}

/// "Marsh, Ada" as "Ada Marsh".
fn upright(name: &str) -> String {
    match name.split_once(", ") {
        Some((last, first)) if !first.contains(',') && !first.trim().is_empty() => {
            format!("{} {}", first.trim(), last.trim())
        }
        _ => name.to_owned(),
    }
}

/// The line without "Written by" and the like.
fn without_lead(line: &str) -> &str {
    for lead in LEADS.split(", ") {
        if let (Some(start), Some(rest)) = (line.get(..lead.len()), line.get(lead.len()..))
            && start.eq_ignore_ascii_case(lead)
            && rest.starts_with(' ')
        {
            return rest.trim_start();
        }
    }
    line
}

/// The author in the labelled pair that WordPress writes for Twitter and Slack: "Written by", "Jane Doe".
fn labelled(sweep: &Sweep<'_>) -> Option<String> {
    let label = sweep.first("twitter:label1")?.trim();
    let wanted = ["written by", "by", "author"].iter().any(|word| label.eq_ignore_ascii_case(word));
    joined(sweep.first("twitter:data1").filter(|_| wanted).into_iter())
}

/// A byline as a line of the page shows it, its date left out.
fn visible(page: &Page, sweep: &Sweep<'_>, node: NodeId) -> Option<String> {
    let line = short(page, node, LONGEST)?;
    // Where the name has an element of its own, that alone is the name.
    let inner = sweep.properties.iter().find(|&&(inner, property)| {
        inner > node
            && page.contains(node, inner)
            && property.split_ascii_whitespace().any(|property| property == "name")
    });
    let line = inner.and_then(|&(inner, _)| short(page, inner, LONGEST)).unwrap_or(line);
    // A line that begins with "By" stays as the page shows it, which is how other reader modes have it.
    let line = if line.starts_with("By ") { &line } else { without_lead(without_aside(without_date(&line))) };
    let letters = line.chars().filter(|character| character.is_alphabetic()).count();
    let line = line.trim_matches([',', ';', '|', '·', '•', '-', '–', '—', ' ']);
    let lower = small(line);
    let nobody = listed(NOBODY, &lower) || LEADS.split(", ").any(|lead| lead == lower);
    (letters >= 2 && !nobody && (line.starts_with("By ") || dates::parse(line).is_none())).then(|| line.to_owned())
}

/// The line up to a dot or bar, if what follows is no name: "Jane Doe • 8 min", "Jane Doe | 3 comments".
fn without_aside(line: &str) -> &str {
    match line.split_once(['•', '·', '|']) {
        Some((name, aside)) if aside.contains(|character: char| character.is_ascii_digit()) => name.trim_end(),
        _ => line,
    }
}

/// The line up to where a date begins.
fn without_date(line: &str) -> &str {
    if dates::parse(line).is_none() {
        return line;
    }
    // The longest beginning, at a word's start, that leaves the whole date behind.
    let mut starts = line.char_indices().filter(|&(at, _)| at == 0 || line.cut(..at).ends_with(' ')).map(|(at, _)| at);
    let full = dates::parse(line);
    let last = starts.rfind(|&at| dates::parse(line.cut(at..)) == full).unwrap_or(0);
    let mut line = line.cut(..last).trim_end_matches([',', '|', '·', '•', '-', '–', '—', '(', ' ']);
    for label in [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "updated",
        "published",
        "posted",
        "last modified",
        "on",
        "at",
    ] {
        if let Some(start) = line.len().checked_sub(label.len())
            && line.get(start..).is_some_and(|end| end.eq_ignore_ascii_case(label))
            && (start == 0 || line.cut(..start).ends_with(' '))
        {
            line = line.cut(..start).trim_end_matches([',', '|', '·', '•', '-', '–', '—', '(', ' ']);
        }
    }
    line
}
