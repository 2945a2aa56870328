//! What pages say about themselves: each `tests/fixtures/page/NAME.html` against its `NAME.json`, and titles in a table.
#![cfg(all(feature = "html", not(target_family = "wasm")))]
#![allow(clippy::unwrap_used, clippy::panic)]

use plainleaf::Page;
use plainleaf::page::{Limits, Metadata};
use std::collections::BTreeMap;
use std::path::Path;

/// Where every fixture was found.
const FOUND: &str = "https://found.example/story";

fn metadata(html: &str) -> Metadata {
    Metadata::of(&Page::from_html(html, Limits::default()).unwrap(), Some(FOUND))
}

fn fields(metadata: Metadata) -> BTreeMap<String, String> {
    let Metadata { title, byline, site, published, modified, language, direction, excerpt, image, canonical } =
        metadata;
    [
        ("title", title),
        ("byline", byline),
        ("site", site),
        ("published", published),
        ("modified", modified),
        ("language", language),
        ("direction", direction),
        ("excerpt", excerpt),
        ("image", image),
        ("canonical", canonical),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some((name.to_owned(), value?)))
    .collect()
}

#[test]
fn every_fixture_gives_what_its_json_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/page");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "html") {
            let expected = std::fs::read_to_string(path.with_extension("json")).unwrap();
            let expected: BTreeMap<String, String> = serde_json::from_str(&expected).unwrap();
            assert_eq!(fields(metadata(&std::fs::read_to_string(&path).unwrap())), expected, "{}", path.display());
            count += 1;
        }
    }
    assert!(count >= 8, "only {count} fixtures were found");
}

#[test]
fn titles_lose_the_sites_name_and_nothing_else() {
    // The title element, og:site_name, the title that should come out.
    for (title, site, expected) in [
        ("Rain closes the valley road | Valley Voice", "Valley Voice", "Rain closes the valley road"),
        ("Valley Voice » Rain closes the valley road", "Valley Voice", "Rain closes the valley road"),
        ("Rain closes the valley road — Valley Voice", "Valley Voice", "Rain closes the valley road"),
        ("Rain · Valley Voice", "valley voice", "Rain"),
        ("Road｜Valley Voice", "Valley Voice", "Road"),
        ("Rain closes the valley road - News - Valley", "", "Rain closes the valley road - News"),
        ("Rain-soaked valley road closes for a week", "", "Rain-soaked valley road closes for a week"),
        ("A/B tests and what they cannot tell you", "", "A/B tests and what they cannot tell you"),
        ("Rain - Snow", "", "Rain - Snow"),
        ("Found: a road that nobody had ever mapped", "", "a road that nobody had ever mapped"),
        ("The long road home and why it floods: a history", "", "The long road home and why it floods: a history"),
    ] {
        let html = format!("<title>{title}</title><meta property=og:site_name content=\"{site}\"><h1>x</h1>");
        assert_eq!(metadata(&html).title.as_deref(), Some(expected), "{title}");
    }
}

#[test]
fn a_short_title_that_is_a_heading_loses_a_name_that_nothing_else_tells_of() {
    // The title element, the page's heading, the title that should come out.
    for (title, heading, expected) in [
        ("The night ferry | Harbour Post", "The night ferry", "The night ferry"),
        ("Night ferries – Reports of a harbour pilot", "Night ferries", "Reports of a harbour pilot"),
        ("Rain – or shine – Harbour Post", "Rain – or shine", "Rain – or shine"),
        ("The night ferry | Harbour Post", "Harbour Post", "The night ferry | Harbour Post"),
        ("The night ferry | Harbour Post", "Read on", "The night ferry | Harbour Post"),
    ] {
        let html = format!("<title>{title}</title><h1>{heading}</h1>");
        assert_eq!(metadata(&html).title.as_deref(), Some(expected), "{title}");
    }
}

#[test]
fn an_authors_own_title_keeps_its_dashes() {
    let with = |title: &str| {
        metadata(&format!("<meta property=og:title content=\"{title}\"><meta property=og:site_name content=\"Leaf\">"))
            .title
            .unwrap()
    };
    assert_eq!(with("Rain — and then the flood"), "Rain — and then the flood");
    assert_eq!(with("Rain &amp;amp; flood | Leaf"), "Rain & flood");
    assert_eq!(with("Rain | flood"), "Rain | flood");
}

#[test]
fn bylines_are_names() {
    for (markup, expected) in [
        ("<meta name=author content='Jane Doe'>", Some("Jane Doe")),
        ("<meta name=author content='By Jane Doe'>", Some("Jane Doe")),
        ("<meta name=author content='admin'>", None),
        ("<meta name=author content='https://example.org/jane'>", None),
        ("<meta name=author content='jane@example.org'>", None),
        ("<meta name=author content='Jane Doe'><meta name=author content='Sam Poe'>", Some("Jane Doe, Sam Poe")),
        ("<meta name=parsely-author content='Jane Doe'>", Some("Jane Doe")),
        ("<meta name=sailthru.author content='Jane Doe'>", Some("Jane Doe")),
        ("<meta name=citation_author content='Doe, Jane'>", Some("Jane Doe")),
        (
            "<meta name=twitter:label1 content='Written by'><meta name=twitter:data1 content='Jane Doe'>",
            Some("Jane Doe"),
        ),
        ("<meta name=twitter:label1 content='Price'><meta name=twitter:data1 content='9 pounds'>", None),
        ("<a rel=author href=/jane>Jane Doe</a>", Some("Jane Doe")),
        ("<p class=byline>Posted by Jane Doe on 4 May 2023</p>", Some("Jane Doe")),
        ("<p class=byline>4 May 2023</p><p class=author-name>Jane Doe</p>", Some("Jane Doe")),
        ("<div class='author vcard'><span class=fn>Jane Doe</span></div>", Some("Jane Doe")),
        ("<h1>Rain</h1><div><span>By Jane Doe</span> | <span>4 May 2023</span></div>", Some("Jane Doe")),
        ("<h1>Rain</h1><p>By the river stood a mill that nobody used any more.</p>", None),
        ("<p class=byline hidden>Jane Doe</p>", None),
        ("<ol class=comments><li><b class=author>Jane Doe</b></ol>", None),
    ] {
        assert_eq!(metadata(markup).byline.as_deref(), expected, "{markup}");
    }
}

#[test]
fn dates_come_from_the_surest_place() {
    for (markup, expected) in [
        (
            "<meta property=article:published_time content='2023-05-04T09:30:00Z'><time datetime=2020-01-01>",
            Some("2023-05-04T09:30:00Z"),
        ),
        ("<meta name=parsely-pub-date content='2023-05-04T09:30:00Z'>", Some("2023-05-04T09:30:00Z")),
        ("<meta name=citation_publication_date content='2023/05/04'>", Some("2023-05-04")),
        ("<time class=updated datetime=2024-01-01></time><time datetime=2023-05-04></time>", Some("2023-05-04")),
        ("<time datetime=2024-01-01></time><time class=published datetime=2023-05-04></time>", Some("2023-05-04")),
        ("<link rel=canonical href=https://example.org/2023/05/04/rain>", Some("2023-05-04")),
        ("<span class=post-date>May 4, 2023</span>", Some("2023-05-04")),
        ("<span class=post-date>yesterday</span>", None),
        ("<h1>Rain</h1><p>May 4, 2023</p>", Some("2023-05-04")),
        ("<h1>Rain</h1><p>On May 4, 2023, rain fell for most of the night and the day after.</p>", None),
    ] {
        assert_eq!(metadata(markup).published.as_deref(), expected, "{markup}");
    }
}
