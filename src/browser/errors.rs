//! Errors as JavaScript has them: an `Error` with a name to tell it by, and a sentence that says what to do.

use crate::marks::names::ModelError;
use crate::page::PageError;
use wasm_bindgen::JsValue;

/// A call that cannot be meant.
pub(super) fn usage_error(message: &str) -> JsValue {
    named("PlainleafUsageError", message)
}

/// A page that cannot be read.
pub(super) fn page_error(error: PageError) -> JsValue {
    let (name, advice) = match error {
        PageError::TooManyBytes { .. } | PageError::TooManyNodes { .. } => {
            ("PlainleafTooLargeError", "Read a part of it instead: an element of the page can be given too.")
        }
        PageError::BadSnapshot(_) => (
            "PlainleafSnapshotError",
            "Make it with snapshot(document) of this very version, and pass it on unchanged.",
        ),
        _ => ("PlainleafUsageError", "Give a Document, or a string of HTML or of plain text."),
    };
    named(name, &sentence(&error.to_string(), advice))
}

/// A names model that cannot be used.
pub(super) fn model_error(error: &ModelError) -> JsValue {
    let what = error.to_string();
    let (what, advice) = what.split_once("; ").unwrap_or((&what, "fetch it again"));
    named("PlainleafModelError", &[&sentence(what, ""), " ", &sentence(advice, "")].concat())
}

fn sentence(what: &str, advice: &str) -> String {
    let mut message = String::new();
    let mut characters = what.chars();
    message.extend(characters.next().map(|first| first.to_ascii_uppercase()));
    message.push_str(characters.as_str());
    message.push('.');
    if !advice.is_empty() {
        message.push(' ');
        message.push_str(advice);
    }
    message
}

fn named(name: &str, message: &str) -> JsValue {
    let error = js_sys::Error::new(message);
    error.set_name(name);
    error.into()
}
