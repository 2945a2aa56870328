//! What a snapshot sees of a live page that its source does not say.
#![cfg(target_family = "wasm")]
// Clippy knows `#[test]` for a test, but not `#[wasm_bindgen_test]`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "browser/place.rs"]
mod place;

use place::{Place, document};
use plainleaf::Page;
use plainleaf::browser;
use plainleaf::page::{Limits, NodeId, Tag};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{ShadowRootInit, ShadowRootMode};

wasm_bindgen_test_configure!(run_in_browser);

fn page_of(place: &Place) -> Page {
    let bytes = browser::snapshot(place.0.unchecked_ref()).unwrap();
    Page::from_snapshot(&bytes.to_vec(), Limits::default()).unwrap()
}

/// The page's text without what is hidden.
fn shown(page: &Page) -> String {
    let mut out = String::new();
    let mut at = NodeId::DOCUMENT;
    while at < page.end(NodeId::DOCUMENT) {
        if page.is_hidden(at) {
            at = page.end(at);
        } else {
            out.push_str(page.text(at));
            at = NodeId(at.0 + 1);
        }
    }
    out
}

fn find(page: &Page, tag: Tag) -> NodeId {
    page.nodes().find(|&node| page.tag(node) == tag).unwrap()
}

#[wasm_bindgen_test]
fn what_style_hides_is_hidden() {
    let place = Place::new(
        "<style>.gone { display: none } .unseen { visibility: hidden } .seen { visibility: visible }\
         .boxless { display: contents } [hidden].forced { display: block }</style>\
         <p>a</p><p class=gone>b<b>c</b></p><p class=unseen>d</p><div class=unseen><p>e</p><p class=seen>f</p></div>\
         <div class=boxless><p>g</p></div><p hidden>h</p><p hidden class=forced>i</p><p style='display:none'>j</p>\
         <details><summary>k</summary><p>l</p></details><dialog>m</dialog><div style='opacity:0'>n</div>",
    );
    assert_eq!(shown(&page_of(&place)), "afgikln");
}

#[wasm_bindgen_test]
fn what_is_only_folded_away_is_shown() {
    let place = Place::new(
        "<style>.gone { display: none }</style>\
         <h2><button aria-expanded=false aria-controls='one two'>a</button></h2><div id=one class=gone><p>b</p></div><p id=two class=gone>c</p>\
         <div role=tabpanel class=gone><p>d</p></div><div role=region aria-labelledby=one class=gone>e</div><div role=region class=gone>f</div>\
         <button aria-controls=menu>g</button><div id=menu class=gone>h</div><div class=gone><div role=tabpanel>i</div></div>",
    );
    assert_eq!(shown(&page_of(&place)), "abcdeg");
}

#[wasm_bindgen_test]
fn what_is_shown_by_its_first_child_is_asked_for_each_child() {
    let place = Place::new(
        "<style>.gone { display: none } .unseen { visibility: hidden } .seen { visibility: visible }</style>\
         <div><p><b>a</b></p><p class=gone><b>b</b></p><p class=unseen>c<b class=seen>d</b><i>e</i></p></div>\
         <div><p class=gone>f</p><p>g</p></div><div class=gone><div><p>h</p></div></div>\
         <form><input name=firstChild><input name=nextSibling><input name=attributes><p>i</p></form>",
    );
    // What is not shown itself but holds something that is, is taken for shown with its own words.
    assert_eq!(shown(&page_of(&place)), "acdgi");
}

#[wasm_bindgen_test]
fn open_shadow_roots_are_read_as_they_show() {
    let place = Place::new("<my-box>light<b slot=title>title</b><i>more</i><u slot=nowhere>unseen</u></my-box>");
    let host = place.0.first_element_child().unwrap();
    let root = host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open)).unwrap();
    root.set_inner_html("<h2><slot name=title>none</slot></h2><p>within</p><slot></slot><slot name=other>own</slot>");
    let page = page_of(&place);
    assert_eq!(page.text_content(NodeId::DOCUMENT), "titlewithinlightmoreown");
    assert_eq!(page.tag(page.parent(find(&page, Tag::B))), Tag::Slot);
}

#[wasm_bindgen_test]
fn what_is_kept_for_readers_without_scripts_is_elements() {
    let place = Place::new("");
    let noscript = document().create_element("noscript").unwrap();
    noscript.set_text_content(Some("<figure><img src='/a.jpg' alt='A'></figure>"));
    place.0.append_child(&noscript).unwrap();
    let page = page_of(&place);
    let image = find(&page, Tag::Img);
    assert_eq!(page.attribute(image, "alt"), Some("A"));
    assert!(page.contains(find(&page, Tag::Noscript), image));
}

#[wasm_bindgen_test]
fn code_handlers_styles_and_notes_of_scripts_stay_behind_and_data_comes() {
    let place = Place::new(
        "<p onclick='x()' style='color:red' class='lead' data-src='y' data-x='z'>a</p><!-- no --><style>b{}</style>\
         <script type='application/ld+json'>{\"a\": 1}</script><script>var c</script><svg><text>d</text></svg>\
         <select><option>e</select><textarea>f</textarea>",
    );
    let page = page_of(&place);
    assert_eq!(page.text_content(NodeId::DOCUMENT), "a{\"a\": 1}");
    let attributes: Vec<_> = page.attributes(find(&page, Tag::P)).collect();
    assert_eq!(attributes, [("class", "lead"), ("data-src", "y")]);
}

#[wasm_bindgen_test]
fn elements_nested_without_end_are_flattened() {
    // Not on the page: what browsers lay out nests less deep than what scripts can build.
    let place = Place(document().create_element("div").unwrap());
    let mut innermost = place.0.clone();
    for _ in 0..5_000 {
        let child = document().create_element("span").unwrap();
        innermost.append_child(&child).unwrap();
        innermost = child;
    }
    innermost.set_text_content(Some("deep"));
    let page = page_of(&place);
    assert_eq!(page.text_content(NodeId::DOCUMENT), "deep");
    assert!(page.ancestors(NodeId(page.len() as u32 - 1)).count() <= 512);
}

#[wasm_bindgen_test]
fn text_that_ends_in_half_a_character_does_not_melt_into_the_next() {
    let place = Place::new("<p></p>");
    let paragraph = place.0.first_element_child().unwrap();
    let halves = [0xd83d, 0xde00].map(|half| {
        let node = document().create_text_node("");
        js_sys::Reflect::set(&node, &"data".into(), &js_sys::JsString::from_char_code1(half)).unwrap();
        node
    });
    for half in &halves {
        paragraph.append_child(half).unwrap();
    }
    assert_eq!(page_of(&place).text_content(NodeId::DOCUMENT), "\u{fffd}\u{fffd}");
}

#[wasm_bindgen_test]
fn what_is_encoded_bit_by_bit_comes_whole() {
    let place = Place::new("");
    let mut expected = String::new();
    // Of all lengths around those at which the snapshot encodes what it has.
    for length in [1, 8_190, 8_191, 8_192, 8_193, 100_000, 3] {
        let words = "a".repeat(length) + "é😀" + &"ü".repeat(length);
        let paragraph = document().create_element("p").unwrap();
        paragraph.set_attribute("title", &words).unwrap();
        paragraph.set_text_content(Some(&words));
        place.0.append_child(&paragraph).unwrap();
        expected += &words;
    }
    let page = page_of(&place);
    assert!(page.text_content(NodeId::DOCUMENT) == expected);
    let titles: String = page.nodes().filter_map(|node| page.attribute(node, "title")).collect();
    assert!(titles == expected);
}
