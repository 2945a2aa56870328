//! What becomes of markup in an article: every case in `tests/fixtures/article/*.txt`.
//!
//! A case is `=== what it shows`, the page's HTML, then any of `--- html`, `--- text`, `--- markdown` and
//! `--- captions`, each followed by what must come out. `PLAINLEAF_FIXTURES=write cargo test --test articles` writes what
//! comes out into the files, for a person to read in the difference.
#![cfg(all(feature = "html", not(target_family = "wasm")))]
// Clippy takes helpers of tests for production code.
#![allow(clippy::unwrap_used, clippy::panic)]

use plainleaf::clutter::{Verdict, Verdicts};
use plainleaf::page::Limits;
use plainleaf::{Article, Marks, Page, article, render};
use std::fmt::Write;

fn article(html: &str) -> Article {
    let page = Page::from_html(html, Limits::default()).unwrap();
    article::build(&page, &Verdicts::all(&page, Verdict::Keep), Some("https://example.org/news/piece"))
}

fn output(article: &Article, part: &str) -> String {
    match part {
        "html" => render::html(article, &Marks::default()),
        "text" => article.text.as_str().to_owned(),
        "markdown" => render::markdown(article),
        "captions" => {
            let captions = article.captions.iter().map(|span| &article.aside[span.range()]);
            captions.collect::<Vec<_>>().join("\n")
        }
        other => panic!("no output is called {other}"),
    }
}

#[test]
fn markup_becomes_what_the_fixtures_say() {
    let mut wrong = String::new();
    let mut cases = 0;
    let mut files: Vec<_> =
        std::fs::read_dir("tests/fixtures/article").unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    for file in files {
        let fixture = std::fs::read_to_string(&file).unwrap();
        let mut written = String::new();
        for case in fixture.split("=== ").skip(1) {
            cases += 1;
            let (name, rest) = case.split_once('\n').unwrap();
            let mut parts = rest.split("\n--- ");
            let html = parts.next().unwrap();
            let article = article(html);
            writeln!(written, "=== {name}\n{}", html.trim_end()).unwrap();
            for part in parts {
                let (kind, expected) = part.split_once('\n').unwrap_or((part.trim(), ""));
                let actual = output(&article, kind);
                writeln!(written, "--- {kind}\n{}", actual.trim_end()).unwrap();
                if actual.trim_end() != expected.trim_end() {
                    let file = file.display();
                    writeln!(
                        wrong,
                        "{file}: {name}: {kind}\nexpected:\n{}\nactual:\n{}\n",
                        expected.trim_end(),
                        actual.trim_end()
                    )
                    .unwrap();
                }
            }
            written.push('\n');
        }
        if std::env::var("PLAINLEAF_FIXTURES").is_ok_and(|what| what == "write") {
            std::fs::write(&file, written.trim_end().to_owned() + "\n").unwrap();
        }
    }
    assert!(cases > 35, "only {cases} cases were found");
    assert!(wrong.is_empty(), "{wrong}");
}
