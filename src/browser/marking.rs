//! Marks on the live page.

use super::options::{self, ReadOptions};
use super::{marks_object, page_error};
use crate::page::{Limits, Page};
use crate::render::in_place::{self, Label};
use crate::{Context, article};
use js_sys::{Array, Uint32Array};
use wasm_bindgen::prelude::*;

/// Finds the marks of a page as it stands, nothing removed, from a snapshot of it. Gives what `paint` in `marking.js`
/// takes beside the page's nodes: the steps, the labels that they name, and the marks.
///
/// @throws {Error} as `readSnapshot`.
#[wasm_bindgen(js_name = markSnapshot, skip_typescript)]
pub fn mark_snapshot(
    bytes: &js_sys::Uint8Array,
    language: &str,
    options: Option<ReadOptions>,
) -> Result<Array, JsValue> {
    let asked = options::read_options(options.as_ref())?.options;
    let page = Page::from_snapshot(&bytes.to_vec(), Limits::default()).map_err(page_error)?;
    let url = asked.url.as_deref();
    let article = article::build(&page, &in_place::shown(&page), url);
    let context = Context { language, published: asked.published.as_deref(), url };
    let marks = crate::mark(&article.text, &context, asked.marks);
    let (steps, labels) = in_place::steps(&page, &article, &marks);
    let labels: Array = labels.iter().map(label).collect();
    Ok(Array::of3(&Uint32Array::from(&steps[..]), &labels, &marks_object(&article.text, &marks)?))
}

/// A label's kind and id, and for a figure with a value the element that carries it and the value.
fn label(label: &Label) -> Array {
    let list = Array::of2(&label.kind.into(), &label.id.as_str().into());
    if let Some((name, value)) = &label.value {
        list.push(&(*name).into());
        list.push(&value.as_str().into());
    }
    list
}
