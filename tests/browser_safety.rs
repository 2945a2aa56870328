//! Nothing that could run, restyle or reach out is ever in what the browser module writes.
#![cfg(target_family = "wasm")]
// Clippy knows `#[test]` for a test, but not `#[wasm_bindgen_test]`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use plainleaf::browser;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Document, DocumentFragment, Element, window};

wasm_bindgen_test_configure!(run_in_browser);

/// Each stands in an article; each would set `window.plainleafWasHit` if it ran.
const ATTACKS: &[&str] = &[
    "<img src=x onerror='window.plainleafWasHit=1'>",
    "<img src='javascript:window.plainleafWasHit=1'>",
    "<a href='javascript:window.plainleafWasHit=1'>link</a>",
    "<a href=' &#1;java&#10;script:window.plainleafWasHit=1'>link</a>",
    "<a href='data:text/html,<script>window.plainleafWasHit=1</script>'>link</a>",
    "<svg onload='window.plainleafWasHit=1'><a xlink:href='javascript:1'><text>words</text></a></svg>",
    "<math><mtext><img src=x onerror='window.plainleafWasHit=1'></mtext><mi xlink:href='javascript:1'>x</mi></math>",
    "<p style='background:url(https://example.org/x)' onclick='window.plainleafWasHit=1'>words</p>",
    "<style>*{display:none}</style><script>window.plainleafWasHit=1</script>",
    "<iframe srcdoc='<script>parent.plainleafWasHit=1</script>' src='javascript:1'></iframe>",
    "<object data='javascript:1'></object><embed src='javascript:1'><base href='https://evil.example/'>",
    "<form action='javascript:1'><button formaction='javascript:1'>Go</button><input autofocus onfocus='window.plainleafWasHit=1'></form>",
    "<details open ontoggle='window.plainleafWasHit=1'><summary>more</summary>words</details>",
    "<video><source onerror='window.plainleafWasHit=1' src='javascript:1'></video>",
    "<noscript><p title='</noscript><img src=x onerror=window.plainleafWasHit=1>'>words</p></noscript>",
    "<p id='cookie' name='location'>words</p><a name='document' id='body'>words</a>",
    "<template><img src=x onerror='window.plainleafWasHit=1'></template>",
    "<a href='vbscript:1' target='_top' ping='https://evil.example/'>words</a>",
];

const PADDING: &str = "<p>Rain fell on the valley for most of the night, and by the morning the lower road was closed to \
    all traffic, so that nobody could reach the bridge before the evening of the next day.</p>";

const SCRIPTED: &[&str] = &[
    "script", "style", "svg", "iframe", "object", "embed", "form", "input", "button", "base", "link", "meta", "video",
    "template",
];
const ATTRIBUTES: &[&str] = &[
    "href",
    "src",
    "alt",
    "width",
    "height",
    "data-kind",
    "data-id",
    "id",
    "lang",
    "dir",
    "open",
    "value",
    "datetime",
    "title",
    "class",
    "display",
    "cite",
];

fn document() -> Document {
    window().unwrap().document().unwrap()
}

fn fragment(html: &str) -> Element {
    let reading: JsValue = browser::read(&JsValue::from_str(html).unchecked_into(), None).unwrap().into();
    assert!(!reading.is_null(), "{html}");
    let method: js_sys::Function = js_sys::Reflect::get(&reading, &"toFragment".into()).unwrap().unchecked_into();
    let fragment: DocumentFragment = method.call1(&reading, &document()).unwrap().unchecked_into();
    let holder = document().create_element("div").unwrap();
    holder.append_child(&fragment).unwrap();
    // On the page, where anything that could run would.
    document().body().unwrap().append_child(&holder).unwrap();
    holder
}

#[wasm_bindgen_test]
fn no_attack_reaches_the_fragment() {
    for attack in ATTACKS {
        let holder = fragment(&format!("<article>{PADDING}{attack}{PADDING}</article>"));
        let all = holder.query_selector_all("*").unwrap();
        for index in 0..all.length() {
            let element: Element = all.item(index).unwrap().unchecked_into();
            let name = element.local_name();
            assert!(!SCRIPTED.contains(&name.as_str()), "{attack}: {name}");
            for attribute in element.get_attribute_names().iter().filter_map(|name| name.as_string()) {
                assert!(ATTRIBUTES.contains(&attribute.as_str()), "{attack}: {attribute}");
                let value = element.get_attribute(&attribute).unwrap();
                if attribute == "href" || attribute == "src" {
                    let good = ["http:", "https:", "mailto:", "#pl-", "data:image/"];
                    assert!(good.iter().any(|start| value.starts_with(start)), "{attack}: {value}");
                }
                assert!(attribute != "id" || value.starts_with("pl-"), "{attack}: {value}");
            }
        }
        holder.remove();
    }
    assert!(js_sys::Reflect::get(&window().unwrap(), &"plainleafWasHit".into()).unwrap().is_undefined());
}

#[wasm_bindgen_test]
fn what_is_written_as_html_parses_back_to_the_fragment() {
    for attack in ATTACKS {
        let html = format!("<article>{PADDING}{attack}{PADDING}</article>");
        let holder = fragment(&html);
        let reading: JsValue = browser::read(&JsValue::from_str(&html).unchecked_into(), None).unwrap().into();
        let method: js_sys::Function = js_sys::Reflect::get(&reading, &"toHTML".into()).unwrap().unchecked_into();
        let written = method.call0(&reading).unwrap().as_string().unwrap();
        let parsed = document().create_element("div").unwrap();
        parsed.set_inner_html(&written);
        assert_eq!(parsed.inner_html().replace('\n', ""), holder.inner_html().replace('\n', ""), "{attack}");
        holder.remove();
    }
}
