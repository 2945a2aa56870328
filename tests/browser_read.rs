//! Reads live pages, strings and snapshots in a browser.
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

wasm_bindgen_test_configure!(run_in_browser);

const ARTICLE: &str = "<article><h1>The lower road is closed</h1>\
    <p>Rain fell on the valley for most of the night, and by the morning the lower road was closed to all traffic.</p>\
    <h2>The river rises</h2>\
    <p>\"We have seen nothing like it in 40 years,\" said Marta Oldfield, who runs the ferry at the bridge.</p>\
    <p>The council put the damage at $2.5 million, and asked everyone to stay away until <em>Friday</em>.</p></article>";

fn string(object: &JsValue, key: &str) -> String {
    get(object, key).as_string().unwrap_or_else(|| panic!("{key} is {:?}", get(object, key)))
}

#[wasm_bindgen_test]
fn a_live_document_becomes_a_reading() {
    let place = Place::new(ARTICLE);
    let reading: JsValue = browser::read(place.0.unchecked_ref(), None).unwrap().into();
    assert!(string(&reading, "text").contains("all traffic.\n\nThe river rises\n\n\"We have"), "{reading:?}");
    assert!(get(&reading, "words").as_f64().unwrap() > 50.0);
    let fragment: web_sys::DocumentFragment = call(&reading, "toFragment", &document()).unchecked_into();
    let holder = document().create_element("div").unwrap();
    holder.append_child(&fragment).unwrap();
    assert_eq!(holder.query_selector_all("p").unwrap().length(), 3);
    assert_eq!(holder.text_content().unwrap(), string(&reading, "text").replace("\n\n", ""));
    assert!(string_of(&call(&reading, "toHTML", &JsValue::UNDEFINED)).contains("<em>"));
}

fn string_of(value: &JsValue) -> String {
    value.as_string().unwrap()
}

#[wasm_bindgen_test]
fn a_string_of_html_reads_like_the_live_page() {
    let place = Place::new(ARTICLE);
    let live: JsValue = browser::read(place.0.unchecked_ref(), None).unwrap().into();
    assert_eq!(string(&read(ARTICLE, None), "text"), string(&live, "text"));
}

#[wasm_bindgen_test]
fn parts_that_came_late_stand_in_their_places_in_a_string_too() {
    let text = string(&read(include_str!("fixtures/clutter/late.html"), None), "text");
    let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(lines, include_str!("fixtures/clutter/late.expected").lines().collect::<Vec<_>>());
}

#[wasm_bindgen_test]
fn formulas_that_are_drawn_read_alike_from_a_live_page_and_a_string() {
    const PAGE: &str = include_str!("fixtures/clutter/formulas.html");
    let body = PAGE.split_once("<body>").and_then(|(_, rest)| rest.split_once("</body>")).unwrap().0;
    let place = Place::new(body);
    let live: JsValue = browser::read(place.0.unchecked_ref(), None).unwrap().into();
    for reading in [live, read(PAGE, None)] {
        let text = string(&reading, "text");
        let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(lines, include_str!("fixtures/clutter/formulas.expected").lines().collect::<Vec<_>>());
        let html = string_of(&call(&reading, "toHTML", &JsValue::UNDEFINED));
        assert!(html.contains("<msup><mi>𝑤</mi><mn>2</mn></msup>"), "{html}");
        assert!(string_of(&call(&reading, "toMarkdown", &JsValue::UNDEFINED)).contains("t = \\frac{k}{w^{2}}"));
    }
}

#[wasm_bindgen_test]
fn a_reading_is_plain_data() {
    let reading = read(ARTICLE, None);
    let json = js_sys::JSON::stringify(&reading).unwrap().as_string().unwrap();
    let again = js_sys::JSON::parse(&json).unwrap();
    assert_eq!(string(&again, "text"), string(&reading, "text"));
    assert!(get(&again, "toHTML").is_undefined());
    assert!(js_sys::Array::is_array(&get(&again, "names")));
}

#[wasm_bindgen_test]
fn a_page_without_an_article_gives_null_and_a_reason() {
    assert!(read("<p></p>", None).is_null());
    let empty = JsValue::from_str("<div></div>");
    let explained: JsValue = browser::read_or_explain(empty.unchecked_ref(), None).unwrap().into();
    assert!(get(&explained, "reading").is_null());
    assert!(!string(&explained, "reason").is_empty());
}

#[wasm_bindgen_test]
fn plain_text_is_read_too() {
    let text = JsValue::from_str("Rain fell on the valley for most of the night.\n\nThe lower road was closed.");
    let reading: JsValue = browser::read(text.unchecked_ref(), options(r#"{"input": "text"}"#)).unwrap().into();
    assert!(string(&reading, "text").contains("lower road"), "{reading:?}");
}

#[wasm_bindgen_test]
fn a_snapshot_reads_like_its_page() {
    let place = Place::new(ARTICLE);
    let bytes = browser::snapshot(place.0.unchecked_ref()).unwrap();
    let reading: JsValue = browser::read_snapshot(&bytes, None).unwrap().into();
    let live: JsValue = browser::read(place.0.unchecked_ref(), None).unwrap().into();
    assert_eq!(string(&reading, "text"), string(&live, "text"));
}

const WITH_BOX: &str = "<article><h1>The lower road is closed</h1>\
    <p>Rain fell on the valley for most of the night, and by the morning the lower road was closed to all traffic.</p>\
    <aside class='newsletter-signup'><p>“Sign up,” said Ada Holm, our editor. It costs $4 a month.</p><p hidden>Never shown</p></aside>\
    <p>The council put the damage at $2.5 million, and asked everyone to stay away until <em>Friday</em>.</p></article>";

/// The first removed part whose words contain these.
fn removed(reading: &JsValue, words: &str) -> Option<JsValue> {
    js_sys::Array::from(&get(reading, "removed")).iter().find(|part| string(part, "text").contains(words))
}

#[wasm_bindgen_test]
fn a_removed_part_leads_back_to_its_node_and_is_kept_on_demand_with_marks() {
    let place = Place::new(WITH_BOX);
    let bytes = browser::snapshot(place.0.unchecked_ref()).unwrap();
    let first: JsValue = browser::read_snapshot(&bytes, None).unwrap().into();
    assert!(!string(&first, "text").contains("Sign up"));
    let node = get(&removed(&first, "Sign up").unwrap(), "node");
    let keep = js_sys::JSON::parse("{}").unwrap();
    // A number that leads nowhere is passed over.
    let nodes = js_sys::Array::of2(&node, &9_999_999.into());
    js_sys::Reflect::set(&keep, &"keep".into(), &nodes).unwrap();
    let reading: JsValue = browser::read_snapshot(&bytes, Some(keep.unchecked_into())).unwrap().into();
    let text = string(&reading, "text");
    assert!(
        text.contains("all traffic.\n\n“Sign up,” said Ada Holm, our editor. It costs $4 a month.\n\nThe council"),
        "{text}"
    );
    assert!(!text.contains("Never shown"));
    assert!(removed(&reading, "Sign up").is_none());
    let kept = js_sys::Array::from(&get(&reading, "kept"));
    let range = |index: u32| {
        let range = kept.get(index);
        (get(&range, "start").as_f64().unwrap() as u32, get(&range, "end").as_f64().unwrap() as u32)
    };
    let (start, end) = range(0);
    let said = js_sys::JsString::from(text.as_str()).slice(start, end);
    assert_eq!(said, "“Sign up,” said Ada Holm, our editor. It costs $4 a month.");
    assert_eq!(range(1), (0, 0));
    let figures = js_sys::Array::from(&get(&reading, "figures"));
    assert!(figures.iter().any(|figure| string(&figure, "text") == "$4 a month" || string(&figure, "text") == "$4"));
    assert_eq!(js_sys::Array::from(&get(&reading, "quotes")).length(), 1);
}

#[wasm_bindgen_test]
fn what_is_read_from_plain_text_leads_to_no_node() {
    let text = format!(
        "Home\nNews\nSport\n\n{}\n\nShare this\nSubscribe",
        "Rain fell on the valley for most of the night.\n\n".repeat(6)
    );
    let reading: JsValue =
        browser::read(JsValue::from_str(&text).unchecked_ref(), options(r#"{"input": "text"}"#)).unwrap().into();
    for part in js_sys::Array::from(&get(&reading, "removed")).iter() {
        assert!(get(&part, "node").is_undefined(), "{part:?}");
    }
}

#[wasm_bindgen_test]
fn errors_have_a_name_and_a_sentence() {
    let number: JsValue = 7.into();
    let nothing = JsValue::NULL;
    let text = JsValue::from_str("<p>Words.</p>");
    let cases = [
        ("PlainleafUsageError", browser::read(number.unchecked_ref(), None).err()),
        ("PlainleafUsageError", browser::read(nothing.unchecked_ref(), None).err()),
        ("PlainleafUsageError", browser::read(text.unchecked_ref(), options(r#"{"marks": ["quote"]}"#)).err()),
        ("PlainleafUsageError", browser::read(text.unchecked_ref(), options(r#"{"input": "pdf"}"#)).err()),
        ("PlainleafUsageError", browser::read(text.unchecked_ref(), options(r#"{"url": 7}"#)).err()),
        ("PlainleafUsageError", browser::read(text.unchecked_ref(), options(r#"{"keep": 7}"#)).err()),
        ("PlainleafUsageError", browser::read(number.unchecked_ref(), options(r#"{"input": "text"}"#)).err()),
        ("PlainleafSnapshotError", browser::read_snapshot(&js_sys::Uint8Array::new_with_length(40), None).err()),
    ];
    for (index, (name, error)) in cases.into_iter().enumerate() {
        let error: js_sys::Error = error.unwrap_or_else(|| panic!("case {index} passed")).dyn_into().unwrap();
        assert_eq!(error.name(), name, "case {index}");
        let message = String::from(error.message());
        assert!(message.ends_with('.') && message.contains(' '), "case {index}: {message}");
    }
}
