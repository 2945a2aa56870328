//! What a caller may ask, taken from a plain object.

use super::errors::usage_error;
use crate::{Kinds, NodeId, Options};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// `{ url, marks, input, published, keep }`, each of which may be left out.
    #[wasm_bindgen(typescript_type = "ReadOptions")]
    pub type ReadOptions;

    #[wasm_bindgen(method, getter)]
    fn url(this: &ReadOptions) -> JsValue;

    #[wasm_bindgen(method, getter)]
    fn marks(this: &ReadOptions) -> JsValue;

    #[wasm_bindgen(method, getter)]
    fn input(this: &ReadOptions) -> JsValue;

    #[wasm_bindgen(method, getter)]
    fn published(this: &ReadOptions) -> JsValue;

    #[wasm_bindgen(method, getter)]
    fn keep(this: &ReadOptions) -> JsValue;
}

/// What the options come to.
pub(super) struct Asked {
    pub(super) options: Options,
    /// Whether a string holds plain text.
    pub(super) plain: bool,
}

/// Reads the options; a name or value that is not known is an error, so that a slip does not pass unseen.
pub(super) fn read_options(given: Option<&ReadOptions>) -> Result<Asked, JsValue> {
    let Some(given) = given.filter(|given| !given.is_null()) else {
        return Ok(Asked { options: Options::default(), plain: false });
    };
    if !given.is_object() {
        return Err(usage_error("Give the options as an object: { url, marks, input, published, keep }."));
    }
    let plain = match text(&given.input(), "input")?.as_deref() {
        None | Some("html") => false,
        Some("text") => true,
        Some(_) => return Err(usage_error("The option `input` is \"html\" or \"text\".")),
    };
    let options = Options {
        url: text(&given.url(), "url")?,
        marks: kinds(&given.marks())?,
        published: text(&given.published(), "published")?,
        keep: nodes(&given.keep())?,
    };
    Ok(Asked { options, plain })
}

fn nodes(value: &JsValue) -> Result<Vec<NodeId>, JsValue> {
    if value.is_null() || value.is_undefined() {
        return Ok(Vec::new());
    }
    if !js_sys::Array::is_array(value) {
        return Err(usage_error("The option `keep` is a list of numbers of nodes."));
    }
    Ok(js_sys::Uint32Array::new(value).to_vec().into_iter().map(NodeId).collect())
}

fn text(value: &JsValue, name: &str) -> Result<Option<String>, JsValue> {
    if value.is_null() || value.is_undefined() {
        return Ok(None);
    }
    // Addresses come as `URL` or `Location` objects too, which become strings as their own `toString` says.
    let text = value
        .as_string()
        .or_else(|| value.is_object().then(|| value.unchecked_ref::<js_sys::Object>().to_string().into()));
    match text {
        Some(text) => Ok(Some(text)),
        None => Err(usage_error(&["The option `", name, "` is a string."].concat())),
    }
}

fn kinds(value: &JsValue) -> Result<Kinds, JsValue> {
    if value.is_null() || value.is_undefined() {
        return Ok(Kinds::ALL);
    }
    if let Some(all) = value.as_bool() {
        return Ok(if all { Kinds::ALL } else { Kinds::NONE });
    }
    if !js_sys::Array::is_array(value) {
        return Err(usage_error("The option `marks` is true, false, or a list such as [\"quotes\"]."));
    }
    let mut kinds = Kinds::NONE;
    for kind in js_sys::Array::from(value).iter() {
        match kind.as_string().as_deref() {
            Some("quotes") => kinds.quotes = true,
            Some("figures") => kinds.figures = true,
            Some("names") => kinds.names = true,
            _ => return Err(usage_error("The option `marks` lists \"quotes\", \"figures\" and \"names\".")),
        }
    }
    Ok(kinds)
}
