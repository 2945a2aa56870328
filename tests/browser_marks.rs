//! Marks in the browser: in the fragment that is built, and on the live page.
#![cfg(target_family = "wasm")]
// Clippy knows `#[test]` for a test, but not `#[wasm_bindgen_test]`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "browser/place.rs"]
mod place;
#[path = "browser/values.rs"]
mod values;

use place::{Place, document};
use plainleaf::browser;
use values::{call, get, options, read};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{DocumentFragment, Element};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen(module = "/src/browser/snapshot.js")]
extern "C" {
    fn capture(root: &JsValue) -> JsValue;
}

#[wasm_bindgen(module = "/src/browser/marking.js")]
extern "C" {
    fn language(root: &JsValue) -> String;
    fn paint(nodes: &JsValue, found: &JsValue) -> JsValue;
}

/// Marks a part of the live page once, as `markInPlace` does.
fn mark(root: &Element) -> JsValue {
    let captured = capture(root);
    let found = browser::mark_snapshot(get(&captured, "bytes").unchecked_ref(), &language(root), None).unwrap();
    paint(&get(&captured, "nodes"), &found)
}

/// The browser without highlights, as an older one is, until the guard goes.
struct WithoutHighlights(JsValue);

impl WithoutHighlights {
    fn new() -> Self {
        let global = js_sys::global();
        let highlight = get(&global, "Highlight");
        js_sys::Reflect::delete_property(&global, &"Highlight".into()).unwrap();
        Self(highlight)
    }
}

impl Drop for WithoutHighlights {
    fn drop(&mut self) {
        js_sys::Reflect::set(&js_sys::global(), &"Highlight".into(), &self.0).unwrap();
    }
}

/// The words of all ranges of a kind that the browser highlights.
fn lit(kind: &str) -> Vec<String> {
    let registry = get(&get(&js_sys::global(), "CSS"), "highlights");
    let highlight = call(&registry, "get", &format!("plainleaf-{kind}").into());
    if highlight.is_undefined() {
        return Vec::new();
    }
    js_sys::Array::from(&highlight)
        .iter()
        .map(|range| String::from(range.unchecked_ref::<js_sys::Object>().to_string()))
        .collect()
}

const ARTICLE: &str = "<article><h2>The river rises</h2>\n\
    <p>Rain fell on the valley for most of the night, and by the morning the lower road was closed to all traffic.</p>\n\
    <p>“We have seen <em>nothing   like</em> it in 40&nbsp;years,” said Marta Oldfield, who runs the ferry.</p>\n\
    <p>The council put the damage at $2.5 million &amp; asked\n everyone to stay away until <i>Friday</i> 😀.</p>\n\
    <p hidden>About 70 people saw it, “they say”.</p><p contenteditable>Write 7 words.</p></article>";

/// The reading's fragment in a `div` of its own.
fn fragment(reading: &JsValue) -> Element {
    let fragment: DocumentFragment = call(reading, "toFragment", &document()).unchecked_into();
    let holder = document().create_element("div").unwrap();
    holder.append_child(&fragment).unwrap();
    holder
}

/// The words of all marks of a kind, in order; those of one mark joined.
fn marked(holder: &Element, kind: &str) -> Vec<String> {
    let all = holder.query_selector_all(&format!("mark[data-kind={kind}]")).unwrap();
    let mut found: Vec<(String, String)> = Vec::new();
    for index in 0..all.length() {
        let mark: Element = all.item(index).unwrap().unchecked_into();
        let (id, words) = (mark.get_attribute("data-id").unwrap(), mark.text_content().unwrap());
        match found.iter_mut().find(|(other, _)| *other == id) {
            Some((_, earlier)) => earlier.push_str(&words),
            None => found.push((id, words)),
        }
    }
    found.into_iter().map(|(_, words)| words).collect()
}

#[wasm_bindgen_test]
fn the_fragment_has_the_marks_of_the_reading() {
    let reading = read(ARTICLE, None);
    let holder = fragment(&reading);
    let quotes = marked(&holder, "quote");
    assert_eq!(quotes, ["“We have seen nothing like it in 40\u{a0}years,”"]);
    let figures = marked(&holder, "figure");
    assert!(figures.contains(&"$2.5 million".to_owned()), "{figures:?}");
    let money = holder.query_selector("mark[data-kind=figure] > data[value='2500000']").unwrap();
    assert_eq!(money.unwrap().text_content().unwrap(), "$2.5 million");
    // The quote crosses the borders of the emphasis, so it stands in pieces that share an id.
    assert!(holder.query_selector("em > mark[data-id=q1]").unwrap().is_some());
    assert!(holder.query_selector("p > mark[data-id=q1]").unwrap().is_some());
}

#[wasm_bindgen_test]
fn the_fragment_has_the_text_to_the_character() {
    let unmarked = read(ARTICLE, options(r#"{"marks": false}"#));
    let (with, without) = (fragment(&read(ARTICLE, None)), fragment(&unmarked));
    assert!(without.query_selector("mark").unwrap().is_none());
    assert_eq!(with.text_content(), without.text_content());
    let text = get(&unmarked, "text").as_string().unwrap();
    assert_eq!(without.text_content().unwrap(), text.replace("\n\n", ""));
}

#[wasm_bindgen_test]
fn a_live_page_is_lit_without_changing_a_node() {
    let place = Place::new(ARTICLE);
    let before = place.0.outer_html();
    let marking = mark(&place.0);
    assert_eq!(lit("quote").concat(), "“We have seen nothing   like it in 40\u{a0}years,”");
    let figures = lit("figure");
    assert!(figures.contains(&"$2.5 million".to_owned()), "{figures:?}");
    assert!(!figures.concat().contains("70") && !figures.concat().contains('7'), "{figures:?}");
    assert_eq!(place.0.outer_html(), before);
    assert!(get(&get(&marking, "marks"), "text").as_string().unwrap().contains("nothing like it"));
    call(&marking, "undo", &JsValue::UNDEFINED);
    assert!(lit("quote").is_empty() && lit("figure").is_empty());
    let sheets = js_sys::Array::from(&get(&document(), "adoptedStyleSheets"));
    assert_eq!(sheets.length(), 0);
}

#[wasm_bindgen_test]
fn small_numbers_in_words_are_not_lit() {
    let place = Place::new("<p>The first of two ferries cost $5 million and carried one hundred people.</p>");
    let marking = mark(&place.0);
    let figures = lit("figure");
    call(&marking, "undo", &JsValue::UNDEFINED);
    assert!(figures.contains(&"$5 million".to_owned()), "{figures:?}");
    assert!(!figures.contains(&"first".to_owned()) && !figures.contains(&"two".to_owned()), "{figures:?}");
}

#[wasm_bindgen_test]
fn what_is_open_in_the_shadow_is_lit_in_its_own_style() {
    let place = Place::new("<section></section>");
    let init = web_sys::ShadowRootInit::new(web_sys::ShadowRootMode::Open);
    let root = place.0.first_element_child().unwrap().attach_shadow(&init).unwrap();
    root.set_inner_html("<p>The ferry cost $31 million.</p>");
    let sheets = || js_sys::Array::from(&get(&root, "adoptedStyleSheets")).length();
    let marking = mark(&place.0);
    assert_eq!((lit("figure"), sheets()), (vec!["$31 million".to_owned()], 1));
    call(&marking, "undo", &JsValue::UNDEFINED);
    assert_eq!((lit("figure"), sheets()), (Vec::new(), 0));
}

#[wasm_bindgen_test]
fn where_there_are_no_highlights_a_live_page_gets_elements_and_is_left_as_it_was() {
    let _older = WithoutHighlights::new();
    let place = Place::new(ARTICLE);
    // Text nodes that are split, empty, or hold half a surrogate pair must come back as they were.
    let paragraph = place.0.query_selector("p").unwrap().unwrap();
    let text: web_sys::Text = paragraph.first_child().unwrap().unchecked_into();
    text.split_text(9).unwrap();
    paragraph.append_child(&document().create_text_node("")).unwrap();
    let half = js_sys::JsString::from_char_code1(0xd800);
    let lone = document().create_text_node(" 50 km");
    js_sys::Reflect::set(&lone, &"data".into(), &half.concat(&" 50 km away".into())).unwrap();
    paragraph.append_child(&lone).unwrap();
    let before = place.0.outer_html();
    let nodes = paragraph.child_nodes().length();
    let words = place.0.text_content();

    let marking = mark(&place.0);
    let quotes = marked(&place.0, "quote");
    assert_eq!(quotes, ["“We have seen nothing   like it in 40\u{a0}years,”"]);
    let figures = marked(&place.0, "figure");
    assert!(figures.contains(&"$2.5 million".to_owned()) && figures.contains(&"50 km".to_owned()), "{figures:?}");
    assert_eq!(place.0.text_content(), words, "marks change no text");
    assert!(place.0.query_selector("[hidden] mark").unwrap().is_none(), "what is hidden is left alone");
    assert!(place.0.query_selector("[contenteditable] mark").unwrap().is_none(), "what is edited is left alone");
    assert!(get(&get(&marking, "marks"), "text").as_string().unwrap().contains("nothing like it"));

    call(&marking, "undo", &JsValue::UNDEFINED);
    assert_eq!(place.0.outer_html(), before);
    assert_eq!(paragraph.child_nodes().length(), nodes);
    call(&marking, "undo", &JsValue::UNDEFINED);
    assert_eq!(place.0.outer_html(), before, "undoing twice is harmless");
}

#[wasm_bindgen_test]
fn undoing_keeps_what_the_page_wrote_meanwhile() {
    let _older = WithoutHighlights::new();
    let place = Place::new("<p>It cost $5 million.</p><p>It cost $7 million.</p>");
    let marking = mark(&place.0);
    let paragraph = place.0.query_selector("p").unwrap().unwrap();
    assert_eq!(marked(&place.0, "figure").len(), 2);
    paragraph.set_text_content(Some("Sold."));
    call(&marking, "undo", &JsValue::UNDEFINED);
    assert_eq!(place.0.inner_html(), "<p>Sold.</p><p>It cost $7 million.</p>");
}

#[wasm_bindgen_test]
fn marking_any_page_changes_no_words_and_undoing_leaves_every_node_as_it_was() {
    const PARTS: &[&str] = &[
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<b>",
        "<i>",
        "</b>",
        "</i>",
        "<a href=#x>",
        "</a>",
        "<ul><li>",
        "</ul>",
        "<table><tr><td>",
        "</table>",
        "<pre>",
        "</pre>",
        "<br>",
        "<q>",
        "</q>",
        "<svg><text>",
        "</svg>",
        "<textarea>",
        "</textarea>",
        "<p hidden>",
        "<mark>",
        "</mark>",
        "<!-- -->",
        "“",
        "”",
        "\"",
        "said Ada Moss",
        "President Ben Poe",
        " in London ",
        "$5 million",
        "12 per cent",
        "on 4 May 2023",
        ". ",
        ", ",
        "\n  ",
        "&nbsp;",
        "😀",
        "e\u{301}",
        "雨",
        "It rained and ",
    ];
    let _older = WithoutHighlights::new();
    let (mut seed, mut marks) = (0x9e37_79b9_u32, 0);
    let mut random = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 17;
        seed ^= seed << 5;
        seed as usize % below
    };
    for _ in 0..300 {
        let html: String = (0..random(50)).map(|_| PARTS[random(PARTS.len())]).collect();
        let place = Place::new(&html);
        let nodes = || js_sys::Array::from(&get(&capture(&place.0), "nodes"));
        let (before, words, stood) = (place.0.outer_html(), place.0.text_content(), nodes());
        let marking = mark(&place.0);
        assert_eq!(place.0.text_content(), words, "marks change the words of {html}");
        marks += ["quote", "figure", "name"].map(|kind| marked(&place.0, kind).len()).iter().sum::<usize>();
        call(&marking, "undo", &JsValue::UNDEFINED);
        assert_eq!(place.0.outer_html(), before, "{html}");
        let stands = nodes();
        assert_eq!(stands.length(), stood.length(), "{html}");
        assert!(stands.iter().zip(stood.iter()).all(|(now, then)| now == then), "another node stands in {html}");
    }
    assert!(marks > 300, "only {marks} marks were made");
}
