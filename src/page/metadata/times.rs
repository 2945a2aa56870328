//! When the piece was published and changed.

use super::json_ld::JsonLd;
use super::sweep::Sweep;
use super::text::{contains_ignoring_case, short};
use crate::page::{NodeId, Page, dates};

/// `meta` keys, in order of trust.
const PUBLISHED: &str = "article:published_time og:article:published_time og:published_time article:published datepublished \
     parsely-pub-date sailthru.date dc:date.issued dc:issued dc:date.created dc:created citation_publication_date \
     citation_online_date publish-date publish_date publishdate pubdate published publication_date displaydate \
     cxenseparse:recs:publishtime dc:date date";
const MODIFIED: &str = "article:modified_time og:updated_time og:modified_time datemodified dc:modified dc:date.modified last-modified \
     lastmod revised article:modified";

/// The longest line that is read as a date, in bytes.
const LONGEST: usize = 100;

/// The longest text, in bytes, that is hardly more than a date.
const BARE: usize = 40;

/// How many nodes below the heading are looked at.
const BELOW: u32 = 120;

pub(super) fn published(page: &Page, sweep: &Sweep<'_>, json_ld: &JsonLd, address: Option<&str>) -> Option<String> {
    json_ld
        .published
        .clone()
        .or_else(|| PUBLISHED.split(' ').flat_map(|key| sweep.all(key)).find_map(dates::parse))
        .or_else(|| property(page, sweep, "datePublished"))
        .or_else(|| property(page, sweep, "dateCreated"))
        .or_else(|| time_element(page, sweep))
        .or_else(|| address.and_then(in_address))
        .or_else(|| shown(page, sweep))
}

pub(super) fn modified(page: &Page, sweep: &Sweep<'_>, json_ld: &JsonLd) -> Option<String> {
    json_ld
        .modified
        .clone()
        .or_else(|| MODIFIED.split(' ').flat_map(|key| sweep.all(key)).find_map(dates::parse))
        .or_else(|| property(page, sweep, "dateModified"))
        .or_else(|| sweep.times.iter().filter(|&&time| is_update(page, time)).find_map(|&time| date_of(page, time)))
}

/// The date of the first element with a property.
fn property(page: &Page, sweep: &Sweep<'_>, name: &str) -> Option<String> {
    let has = |value: &str| value.split_ascii_whitespace().any(|property| property == name);
    sweep.properties.iter().filter(|(_, value)| has(value)).find_map(|&(node, _)| date_of(page, node))
}

/// The date of the first `time` that is no update; one that says it is the publication's goes before others.
fn time_element(page: &Page, sweep: &Sweep<'_>) -> Option<String> {
    let says_so = |time: NodeId| {
        page.attributes(time).any(|(name, value)| {
            name == "pubdate"
                || (name == "class"
                    && ["published", "entry-date", "pubdate"].iter().any(|part| contains_ignoring_case(value, part)))
        })
    };
    let times = || sweep.times.iter().copied().filter(|&time| !is_update(page, time));
    times().filter(|&time| says_so(time)).chain(times()).find_map(|time| date_of(page, time))
}

/// Whether a `time` is that of a change.
fn is_update(page: &Page, time: NodeId) -> bool {
    page.attributes(time).any(|(name, value)| {
        matches!(name, "class" | "itemprop" | "id")
            && ["updated", "modified"].iter().any(|part| contains_ignoring_case(value, part))
            && !contains_ignoring_case(value, "published")
    })
}

/// The date in an element's attributes, or in its text.
fn date_of(page: &Page, node: NodeId) -> Option<String> {
    ["datetime", "content", "title"]
        .iter()
        .filter_map(|name| page.attribute(node, name))
        .find_map(dates::parse)
        .or_else(|| dates::parse(&short(page, node, LONGEST)?))
}

/// The date that an address has in its path, as `/2023/05/04/` or `/2023-05-04-`.
fn in_address(address: &str) -> Option<String> {
    let path = address.split(['?', '#']).next()?;
    let digits = |part: &str, count: usize| part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = path.split(['/', '-', '_']).collect();
    parts
        .windows(3)
        .filter(|parts| digits(parts[0], 4) && digits(parts[1], 2) && digits(parts[2], 2))
        .find_map(|parts| dates::parse(&parts.join("-")))
}

/// The first date on a line of its own that a class or a byline marks.
fn shown(page: &Page, sweep: &Sweep<'_>) -> Option<String> {
    let lines = sweep.dates.iter().chain(&sweep.bylines).filter_map(|&node| short(page, node, LONGEST));
    lines
        .filter(|line| !contains_ignoring_case(line, "updated"))
        .find_map(|line| dates::parse(&line))
        .or_else(|| below_heading(page, sweep))
}

/// A date that is nearly all of a text not far below the first heading.
fn below_heading(page: &Page, sweep: &Sweep<'_>) -> Option<String> {
    let heading = *sweep.headings.first()?;
    let end = page.end(NodeId::DOCUMENT).0.min(page.end(heading).0 + BELOW);
    let texts = (page.end(heading).0..end).map(|node| page.text(NodeId(node)).trim());
    texts.filter(|text| (8..=BARE).contains(&text.len())).find_map(dates::parse)
}
