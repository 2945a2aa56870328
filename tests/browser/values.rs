//! What JavaScript gives, taken apart.

use plainleaf::browser::ReadOptions;
use wasm_bindgen::prelude::*;

pub(crate) fn get(object: &JsValue, key: &str) -> JsValue {
    js_sys::Reflect::get(object, &key.into()).unwrap()
}

pub(crate) fn call(object: &JsValue, method: &str, argument: &JsValue) -> JsValue {
    get(object, method).unchecked_into::<js_sys::Function>().call1(object, argument).unwrap()
}

/// Options as a caller gives them.
pub(crate) fn options(json: &str) -> Option<ReadOptions> {
    Some(js_sys::JSON::parse(json).unwrap().unchecked_into())
}

/// Reads a string of HTML.
pub(crate) fn read(html: &str, options: Option<ReadOptions>) -> JsValue {
    plainleaf::browser::read(&JsValue::from_str(html).unchecked_into(), options).unwrap().into()
}
