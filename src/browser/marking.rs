//! Marks on the live page.

use super::options::{self, ReadOptions};
use super::{Root, address, capture, marks_object, page_error};
use crate::page::{Limits, Page};
use crate::render::in_place::{self, Label};
use crate::{Context, article};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/browser/marking.js")]
extern "C" {
    fn wrap(nodes: js_sys::Array, steps: Vec<u32>, labels: JsValue, marks: JsValue) -> JsValue;
}

#[wasm_bindgen(module = "/src/browser/snapshot.js")]
extern "C" {
    fn language(root: &JsValue) -> Option<String>;
}

#[wasm_bindgen]
extern "C" {
    /// Marks that stand on a live page.
    #[wasm_bindgen(typescript_type = "Marking")]
    pub type Marking;
}

/// Marks the words of a live page, or of a part of it, where they stand. Nothing is removed, and `undo()` leaves the
/// page as it was, to the byte.
///
/// @throws {Error} as `read`.
#[wasm_bindgen(js_name = markInPlace)]
pub fn mark_in_place(root: &Root, options: Option<ReadOptions>) -> Result<Marking, JsValue> {
    let asked = options::read_options(options.as_ref())?.options;
    let captured = capture(root)?;
    let page = Page::from_snapshot(&captured.bytes().to_vec(), Limits::default()).map_err(page_error)?;
    let url = asked.url.or_else(|| address(root));
    let article = article::build(&page, &in_place::shown(&page), url.as_deref());
    let language = language(root).unwrap_or_default();
    let context = Context { language: &language, published: asked.published.as_deref(), url: url.as_deref() };
    let marks = crate::mark(&article.text, &context, asked.marks);
    let (steps, labels) = in_place::steps(&page, &article, &marks);
    let labels: js_sys::Array = labels.iter().map(label).collect::<Result<_, JsValue>>()?;
    let marks = marks_object(&article.text, &marks)?;
    Ok(wrap(captured.nodes(), steps, labels.into(), marks).unchecked_into())
}

fn label(label: &Label) -> Result<JsValue, JsValue> {
    let object = js_sys::Object::new();
    let set = |key: &str, value: &str| js_sys::Reflect::set(&object, &key.into(), &value.into()).map(|_| ());
    set("kind", label.kind)?;
    set("id", &label.id)?;
    if let Some((name, value)) = &label.value {
        set("name", name)?;
        set("value", value)?;
    }
    Ok(object.into())
}
