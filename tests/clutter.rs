//! What is kept of small pages, one kind of clutter each: `tests/fixtures/clutter/NAME.html` (or `.txt`) must come out as
//! the lines of `NAME.expected`; an empty one says that the page has no article. Add a pair of files to add a case.

#![cfg(all(feature = "html", not(target_family = "wasm")))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use plainleaf::clutter::{is_caption, is_probably_readable};
use plainleaf::page::{Limits, Page, Tag};
use plainleaf::{NoArticle, Options};
use std::path::{Path, PathBuf};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/clutter")
}

fn page(path: &Path) -> Page {
    let text = std::fs::read_to_string(path).expect("a fixture can be read");
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("txt") => Page::from_plain(&text, Limits::default()),
        _ => Page::from_html(&text, Limits::default()),
    }
    .expect("a fixture is a page")
}

fn html(text: &str) -> Page {
    Page::from_html(text, Limits::default()).expect("a page")
}

fn kept_lines(page: &Page) -> Vec<String> {
    let options = Options { marks: plainleaf::Kinds::NONE, ..Options::default() };
    plainleaf::read(page, &options).map_or_else(|_| Vec::new(), |read| lines(&read.reading.text))
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[test]
fn every_fixture_comes_out_as_its_expected_lines() {
    let mut cases = 0;
    let mut wrong = Vec::new();
    for entry in std::fs::read_dir(fixtures()).expect("the fixtures' folder") {
        let path = entry.expect("an entry").path();
        if !matches!(path.extension().and_then(|ending| ending.to_str()), Some("html" | "txt")) {
            continue;
        }
        let expected = std::fs::read_to_string(path.with_extension("expected")).expect("expected lines");
        let (kept, expected) = (kept_lines(&page(&path)), lines(&expected));
        cases += 1;
        if kept != expected {
            let lost: Vec<_> = expected.iter().filter(|line| !kept.contains(line)).collect();
            let extra: Vec<_> = kept.iter().filter(|line| !expected.contains(line)).collect();
            wrong.push(format!("{}: lost {lost:#?}, wrongly kept {extra:#?}", path.display()));
        }
    }
    assert!(cases >= 6, "only {cases} fixtures were found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn where_there_is_nothing_to_read_both_answers_say_so() {
    for name in ["results", "links", "log-in", "home", "error"] {
        let page = page(&fixtures().join(name).with_extension("html"));
        let answer = plainleaf::read(&page, &Options::default());
        assert!(matches!(answer, Err(NoArticle::NothingToRead)), "{name}");
        assert!(!is_probably_readable(&page), "{name}");
    }
}

#[test]
fn a_lead_picture_and_a_picture_in_a_box_stay_with_their_captions() {
    let page = page(&fixtures().join("lead.html"));
    let options = Options { url: Some("https://hob.example/spout".to_owned()), ..Options::default() };
    let read = plainleaf::read(&page, &options).expect("an article");
    let captions = ["The spout, before it was mended with a spoon.", "What was left of the spoon"];
    assert_eq!(read.reading.captions, captions);
    let html = read.to_html();
    assert!(html.contains("https://hob.example/pictures/spout.jpg") && html.contains("/pictures/spoon.jpg"), "{html}");
    assert!(!html.contains("banner"), "{html}");
}

#[test]
fn pictures_between_and_in_the_parts_of_an_article_stay() {
    let page = page(&fixtures().join("pictures.html"));
    let options = Options { url: Some("https://hob.example/ferry".to_owned()), ..Options::default() };
    let read = plainleaf::read(&page, &options).expect("an article");
    assert_eq!(read.reading.captions, ["Larch planks from the woods at Fennel, by Orla Tuck"]);
    let html = read.to_html();
    for file in ["hull.jpg", "planks.jpg", "bow.jpg", "stern.jpg"] {
        assert!(html.contains(file), "{file} is missing: {html}");
    }
}

#[test]
fn every_removal_of_the_news_fixture_has_its_reason() {
    let page = page(&fixtures().join("news.html"));
    let reading = plainleaf::read(&page, &Options::default()).expect("an article").reading;
    let reason_of = |words: &str| {
        let removed = reading.removed.iter().find(|removed| removed.text.contains(words));
        removed.map(|removed| removed.reason)
    };
    for (words, reason) in [
        ("Home", "navigation"),
        ("Save our cookies", "consent"),
        ("Share", "share"),
        ("Get the Evening Kettle", "newsletter"),
        ("Kettles at half price", "advertisement"),
        ("Also worth a read", "related"),
        ("Filed under", "label"),
        ("Ivo Brandt writes", "author box"),
        ("First!", "comments"),
    ] {
        assert!(
            reason_of(words).is_some_and(|given| reason.starts_with(given) || given.starts_with(reason)),
            "{words}: {:?}",
            reason_of(words)
        );
    }
}

#[test]
fn a_page_without_text_is_empty_and_a_long_menu_is_nothing_to_read() {
    for markup in ["", "<body></body>", "<body><script>let a = 1;</script><img src=a.png></body>"] {
        let answer = plainleaf::read(&html(markup), &Options::default());
        assert!(matches!(answer, Err(NoArticle::Empty | NoArticle::NothingToRead)), "{markup}");
    }
}

#[test]
fn menus_and_log_in_pages_are_not_probably_readable_and_a_story_is() {
    let menu = format!("<ul>{}</ul>", "<li><a href=/a>Somewhere else</a></li>".repeat(80));
    assert!(!is_probably_readable(&html(&menu)));
    assert!(!is_probably_readable(&html(
        "<form><label>Name <input></label><label>Word <input></label><button>Log in</button></form>"
    )));
    assert!(is_probably_readable(&page(&fixtures().join("news.html"))));
}

#[test]
fn a_named_line_beside_a_picture_is_a_caption_and_a_paragraph_is_not() {
    let page = html(
        "<div class=wp-caption><img src=a.jpg><p class=wp-caption-text>The old mill.</p></div>\
         <figure><img src=b.jpg><div>By the river.</div></figure><p>The mill stands by the river.</p>",
    );
    let captions: Vec<String> =
        page.nodes().filter(|&node| is_caption(&page, node)).map(|node| page.text_content(node)).collect();
    assert!(captions.contains(&"The old mill.".to_owned()), "{captions:?}");
    assert!(captions.contains(&"By the river.".to_owned()), "{captions:?}");
    let paragraph = page.nodes().rfind(|&node| page.tag(node) == Tag::P).expect("a paragraph");
    assert!(!is_caption(&page, paragraph));
}

/// Nothing here measures time: a pass that is not linear would make the suite visibly hang.
#[test]
fn hostile_pages_get_an_answer() {
    let deep = format!("{}A word.{}", "<div class=share>".repeat(5_000), "</div>".repeat(5_000));
    let links = "<a href=/x>a link</a> ".repeat(20_000);
    let long = format!("<p>{}</p>", "word, ".repeat(20_000));
    let flat = "<p>Some words here, and a few more.</p>".repeat(5_000);
    let hidden = "<p hidden>Nobody sees these words at all, not one of them.</p>".repeat(100);
    let tables = format!("{}cell{}", "<table><tr><td>".repeat(150), "</table>".repeat(150));
    for markup in [deep, links, long, flat, hidden, tables] {
        let options = Options { marks: plainleaf::Kinds::NONE, ..Options::default() };
        let _ = plainleaf::read(&html(&markup), &options);
        let _ = Page::from_plain(&markup, Limits::default()).map(|page| plainleaf::read(&page, &options));
    }
}
