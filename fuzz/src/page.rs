//! Whole pages: read, marked and written out every way, and read again.

use super::marks;
use plainleaf::article::Item;
use plainleaf::clutter::{self, Verdict, Verdicts};
use plainleaf::page::{GENERATOR, Limits, NodeId, Tag};
use plainleaf::{Article, Marks, Metadata, Options, Page, Read, article, render};

/// Small enough that a fuzzer soon meets the limits.
const LIMITS: Limits = Limits { bytes: 1 << 20, nodes: 200_000, depth: 512 };
const FOUND_AT: &str = "https://example.org/news/piece.html";

/// Any bytes as a page: whatever is read of it holds.
///
/// # Panics
/// Where something does not hold.
pub fn page(input: &[u8]) {
    if let Ok(page) = Page::from_bytes(input, None, LIMITS) {
        reads(&page, input.len());
    }
    let text = String::from_utf8_lossy(input);
    if let Ok(page) = Page::from_plain(&text, LIMITS) {
        reads(&page, text.len());
    }
}

/// What is written of any page can be read again, and says the same.
///
/// # Panics
/// Where something does not hold.
pub fn saved(input: &[u8]) {
    let Ok(page) = Page::from_html(&String::from_utf8_lossy(input), LIMITS) else { return };
    let built = article::build(&page, &Verdicts::all(&page, Verdict::Keep), Some(FOUND_AT));
    let html = render::html(&built, &Marks::default());
    // Signs without a word in them are no article.
    if !built.text.tokens().is_empty() {
        assert_eq!(again(&html), built.text.as_str(), "the HTML of all of a page is read as something else:\n{html}");
    }
    let Ok(read) = plainleaf::read(&page, &Options { url: Some(FOUND_AT.to_owned()), ..Options::default() }) else {
        return;
    };
    let html = read.to_html();
    let reading = &read.reading;
    assert_eq!(again(&html), reading.text, "the HTML of a reading is read as something else:\n{html}");
}

/// The running text of an article that was written as HTML, saved and read again.
fn again(html: &str) -> String {
    let saved = format!(
        "<!doctype html><meta name=generator content={GENERATOR}><title>Saved</title><article>{html}</article>"
    );
    let page = Page::from_html(&saved, Limits::default()).expect("what was written can be read");
    plainleaf::read(&page, &Options::default()).map_or_else(|_| String::new(), |read| read.reading.text)
}

/// Reads a page, where there is anything to read on it, and checks all that comes of it.
pub(super) fn reads(page: &Page, size: usize) {
    let Ok(read) = plainleaf::read(page, &Options { url: Some(FOUND_AT.to_owned()), ..Options::default() }) else {
        return;
    };
    let Read { article, marks, reading } = &read;
    assert_eq!(reading.text, article.text.as_str());
    marks::hold(&article.text, marks);
    marks::read_alike(reading, &article.text, marks);
    only_what_was_kept(page, article);

    let marked = read.to_html();
    let plain = render::html(article, &Marks::default());
    let words = |html: &str| {
        Page::from_html(html, Limits::default()).expect("what was written can be read").text_content(NodeId::DOCUMENT)
    };
    assert_eq!(words(&marked), words(&plain), "marks change the text");
    let json = serde_json::to_string(reading).expect("a reading can be written as JSON");
    assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok());
    let markdown = read.to_markdown();

    let most = size.saturating_mul(64) + 4096;
    for (what, length) in [("text", reading.text.len()), ("HTML", plain.len()), ("Markdown", markdown.len())] {
        assert!(length <= most, "{length} bytes of {what} come of {size} bytes");
    }
    let count: usize = marks.figures.len()
        + marks.quotes.iter().map(|quote| quote.segments.len()).sum::<usize>()
        + marks.names.iter().map(|name| name.mentions.len()).sum::<usize>();
    assert!(count <= 4 * reading.text.len(), "{count} marks in {} bytes", reading.text.len());
}

/// Nothing of the page is in the article that was dropped.
fn only_what_was_kept(page: &Page, article: &Article) {
    let metadata = Metadata::of(page, Some(FOUND_AT));
    let verdicts = clutter::judge(page, &metadata).expect("what was read can be judged");
    let mut open = 0_usize;
    for item in &article.items {
        let node = match item {
            Item::Open(element) => {
                open += 1;
                if element.tag == Tag::Br {
                    // What is dropped may still end a line.
                    continue;
                }
                element.node
            }
            Item::Run(run) => run.node,
            Item::Close => {
                open = open.checked_sub(1).expect("every element that ends has begun");
                continue;
            }
        };
        assert!(!matches!(verdicts.of(node), Verdict::Drop(_)), "{node:?} was dropped, and is in the article");
    }
    assert_eq!(open, 0, "every element that begins ends");
}
