//! Marks never change a text: whatever the page and wherever the marks, to the character.
#![cfg(all(feature = "html", not(target_family = "wasm")))]
// Clippy takes helpers of tests for production code.
#![allow(clippy::unwrap_used, clippy::panic)]

use plainleaf::article::{Article, Item, Span, Store};
use plainleaf::clutter::{Verdict, Verdicts};
use plainleaf::marks::figures::FigureKind;
use plainleaf::marks::names::NameKind;
use plainleaf::marks::{Figure, Marks, Name, Quote};
use plainleaf::page::{Limits, NodeId, PageBuilder, Tag};
use plainleaf::{Page, article, render};
use proptest::prelude::*;

/// Elements of all kinds, those that must not stand in one another too.
const ELEMENTS: &[&str] = &[
    "p",
    "div",
    "h2",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "pre",
    "code",
    "table",
    "caption",
    "tbody",
    "tr",
    "td",
    "th",
    "figure",
    "figcaption",
    "img",
    "br",
    "hr",
    "wbr",
    "a",
    "b",
    "em",
    "span",
    "sup",
    "mark",
    "q",
    "details",
    "summary",
    "section",
    "noscript",
    "iframe",
    "video",
    "math",
    "mrow",
    "mi",
    "semantics",
    "mjx-container",
    "mjx-math",
    "mjx-munderover",
    "mjx-msubsup",
    "mjx-mi",
    "mjx-c",
    "svg",
    "script",
    "my-element",
    "button",
    "ruby",
    "rt",
    "time",
    "data",
];
const WORDS: &[&str] = &[
    "leaf",
    " ",
    "  ",
    "\n",
    "“rain”",
    "é",
    "😀 ",
    "\u{a0}",
    "&lt;",
    "<b>",
    "a b  c\t\nd",
    "7",
    "$5 ",
    "\r\n",
    "\u{200b}",
    "雨",
    ". ",
    "x\n  y",
    "]]>",
    "&",
];

#[derive(Clone, Debug)]
enum Step {
    Open(usize, bool),
    Text(usize),
    Close,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => (0..ELEMENTS.len(), any::<bool>()).prop_map(|(element, rich)| Step::Open(element, rich)),
        5 => (0..WORDS.len()).prop_map(Step::Text),
        3 => Just(Step::Close),
    ];
    prop::collection::vec(step, 0..60)
}

fn page(steps: &[Step]) -> Page {
    let rich = [
        ("href", "/a?b=1&c=\"2\""),
        ("src", "/picture.jpg"),
        ("alt", "a <b> & \"c\""),
        ("id", "one"),
        ("lang", "fr"),
        ("onclick", "x()"),
        ("style", "color:red"),
        ("datetime", "2023-05-04"),
        ("value", "7"),
        ("class", "language-rust mjx-c3C"),
    ];
    let mut builder = PageBuilder::new(Limits::default());
    for step in steps {
        match *step {
            Step::Open(element, is_rich) => {
                let attributes = if is_rich { &rich[..] } else { &[] };
                builder.open(ELEMENTS[element], attributes.iter().copied()).unwrap();
            }
            Step::Text(word) => builder.text(WORDS[word]).unwrap(),
            Step::Close => builder.close(),
        }
    }
    builder.finish()
}

fn built(page: &Page) -> Article {
    article::build(page, &Verdicts::all(page, Verdict::Keep), Some("https://example.org/"))
}

/// Marks at any places: ends are fractions of the text.
fn marks(text: &str, places: &[(u8, f64, f64)]) -> Marks {
    let boundary = |share: f64| {
        let mut at = (text.len() as f64 * share) as usize;
        while !text.is_char_boundary(at) {
            at += 1;
        }
        at
    };
    let mut marks = Marks::default();
    for &(kind, one, other) in places {
        let (start, end) = (boundary(one.min(other)), boundary(one.max(other)));
        let span = Span::new(start, end);
        match kind % 3 {
            0 => marks.quotes.push(Quote { span, segments: vec![span], speaker: None, cue: None }),
            1 => marks.names.push(Name { kind: NameKind::Person, name: "N".into(), mentions: vec![span] }),
            _ => marks.figures.push(Figure {
                span,
                kind: FigureKind::Number,
                value: Some(7.5),
                low: None,
                high: None,
                unit: None,
                unit_name: None,
                iso: (kind > 128).then(|| "2023-05-04".to_owned()),
                modifier: None,
            }),
        }
    }
    marks
}

/// The words of an HTML string, by the parser itself.
fn words(html: &str) -> String {
    Page::from_html(html, Limits::default()).unwrap().text_content(NodeId::DOCUMENT)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn html_has_the_same_words_with_and_without_marks(
        steps in steps(),
        places in prop::collection::vec((any::<u8>(), 0.0..=1.0, 0.0..=1.0), 0..8),
    ) {
        let article = built(&page(&steps));
        let marks = marks(article.text.as_str(), &places);
        let plain = render::html(&article, &Marks::default());
        let marked = render::html(&article, &marks);
        prop_assert_eq!(words(&plain), words(&marked));
        let all_marked: usize = places.iter().filter(|(_, one, other)| one != other).count();
        prop_assert!(all_marked > 0 || marked == plain);
    }

    #[test]
    fn runs_are_the_text_and_the_page(steps in steps()) {
        let page = page(&steps);
        let article = built(&page);
        let (mut text, mut aside) = (0, 0);
        let mut place = (NodeId::DOCUMENT, 0);
        let mut open = Vec::new();
        for item in &article.items {
            let run = match item {
                Item::Open(element) => {
                    open.push(element.tag);
                    continue;
                }
                Item::Close => {
                    open.pop();
                    continue;
                }
                Item::Run(run) => run,
            };
            let (at, whole) = match run.store {
                Store::Text => (&mut text, article.text.as_str()),
                Store::Aside => (&mut aside, article.aside.as_str()),
            };
            let between = &whole[*at..run.span.start as usize];
            prop_assert!(between.chars().all(|c| matches!(c, '\n' | '\t' | ' ')), "{between:?} lies between runs");
            *at = run.span.end as usize;
            let words = &whole[run.span.range()];
            if run.store == Store::Text && page.tag(run.node) != Tag::Text {
                prop_assert!(open.contains(&Tag::Math), "{words:?} stands in no text of the page");
            } else if run.store == Store::Text {
                let start = run.offset as usize;
                let there = &page.text(run.node)[start..start + words.len()];
                let same = there.chars().zip(words.chars()).all(|(a, b)| a == b || b == ' ' && a.is_ascii_whitespace());
                prop_assert!(same, "{there:?} became {words:?}");
                // What is drawn of a formula is put in order.
                prop_assert!(place <= (run.node, start) || open.contains(&Tag::Math), "runs go backwards");
                place = (run.node, start + words.len());
            }
        }
        prop_assert_eq!(text, article.text.as_str().len());
    }

    #[test]
    fn blocks_are_the_text_without_what_parts_them(steps in steps()) {
        let article = built(&page(&steps));
        let text = article.text.as_str();
        let mut at = 0;
        for block in article.text.blocks() {
            let between = &text[at..block.span.start as usize];
            prop_assert!(between.chars().all(|c| matches!(c, '\n' | '\t' | ' ')) && between.len() <= 32);
            prop_assert_eq!(block.span.start == 0, between.is_empty());
            let words = article.text.slice(block.span);
            prop_assert!(!words.is_empty() && !words.ends_with([' ', '\n', '\t']), "{words:?}");
            at = block.span.end as usize;
        }
        prop_assert_eq!(at, text.len());
    }
}
