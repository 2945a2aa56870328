//! Marks in the browser: in the fragment that is built, and on the live page.
#![cfg(target_family = "wasm")]
// Clippy knows `#[test]` for a test, but not `#[wasm_bindgen_test]`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use plainleaf::browser;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Document, DocumentFragment, Element, window};

wasm_bindgen_test_configure!(run_in_browser);

const ARTICLE: &str = "<article><h2>The river rises</h2>\n\
    <p>Rain fell on the valley for most of the night, and by the morning the lower road was closed to all traffic.</p>\n\
    <p>“We have seen <em>nothing   like</em> it in 40&nbsp;years,” said Marta Oldfield, who runs the ferry.</p>\n\
    <p>The council put the damage at $2.5 million &amp; asked\n everyone to stay away until <i>Friday</i> 😀.</p>\n\
    <p hidden>About 70 people saw it, “they say”.</p><p contenteditable>Write 7 words.</p></article>";

fn document() -> Document {
    window().unwrap().document().unwrap()
}

/// An element on the live page that holds `html`; it goes when the guard does.
struct Place(Element);

impl Place {
    fn new(html: &str) -> Self {
        let element = document().create_element("div").unwrap();
        element.set_inner_html(html);
        document().body().unwrap().append_child(&element).unwrap();
        Self(element)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.remove();
    }
}

fn get(object: &JsValue, key: &str) -> JsValue {
    js_sys::Reflect::get(object, &key.into()).unwrap()
}

fn call(object: &JsValue, method: &str, argument: &JsValue) -> JsValue {
    get(object, method).unchecked_into::<js_sys::Function>().call1(object, argument).unwrap()
}

fn read(html: &str) -> JsValue {
    browser::read(&JsValue::from_str(html).unchecked_into(), None).unwrap().into()
}

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
    let reading = read(ARTICLE);
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
    let plain = js_sys::JSON::parse(r#"{"marks": false}"#).unwrap();
    let html = JsValue::from_str(ARTICLE);
    let unmarked: JsValue = browser::read(html.unchecked_ref(), Some(plain.unchecked_into())).unwrap().into();
    let (with, without) = (fragment(&read(ARTICLE)), fragment(&unmarked));
    assert!(without.query_selector("mark").unwrap().is_none());
    assert_eq!(with.text_content(), without.text_content());
    let text = get(&unmarked, "text").as_string().unwrap();
    assert_eq!(without.text_content().unwrap(), text.replace("\n\n", ""));
}

#[wasm_bindgen_test]
fn a_live_page_is_marked_and_left_as_it_was() {
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

    let marking: JsValue = browser::mark_in_place(place.0.unchecked_ref(), None).unwrap().into();
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
    let place = Place::new("<p>It cost $5 million.</p><p>It cost $7 million.</p>");
    let marking: JsValue = browser::mark_in_place(place.0.unchecked_ref(), None).unwrap().into();
    let paragraph = place.0.query_selector("p").unwrap().unwrap();
    assert_eq!(marked(&place.0, "figure").len(), 2);
    paragraph.set_text_content(Some("Sold."));
    call(&marking, "undo", &JsValue::UNDEFINED);
    assert_eq!(place.0.inner_html(), "<p>Sold.</p><p>It cost $7 million.</p>");
}
