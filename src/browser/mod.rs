//! The JavaScript module: converts, calls, converts back.
//!
//! ```js
//! import init, { read } from "./plainleaf.js";
//! await init();
//! const reading = read(document);
//! if (reading) reader.append(reading.toFragment(document));
//! ```

// What JavaScript hands over is owned here, so that is how the exported functions take it.
#![allow(clippy::needless_pass_by_value)]

mod errors;
mod marking;
mod options;

use crate::page::Limits;
use crate::{Page, Read, render};
use errors::{page_error, usage_error};
pub use marking::mark_snapshot;
pub use options::ReadOptions;
use serde::Serialize;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &'static str = include_str!("types.d.ts");

#[wasm_bindgen(module = "/src/browser/snapshot.js")]
extern "C" {
    type Capture;

    #[wasm_bindgen(catch)]
    fn capture(root: &JsValue) -> Result<Capture, JsValue>;

    #[wasm_bindgen(method, getter)]
    fn bytes(this: &Capture) -> js_sys::Uint8Array;

    fn address(input: &JsValue) -> Option<String>;
}

#[wasm_bindgen(module = "/src/browser/reading.js")]
extern "C" {
    #[wasm_bindgen(js_name = reading)]
    fn reading_with_methods(data: JsValue, article: ArticleHandle) -> JsValue;
}

#[wasm_bindgen]
extern "C" {
    /// What can be read: a document, a part of one, or a string.
    #[wasm_bindgen(typescript_type = "Document | DocumentFragment | Element | string")]
    pub type Input;

    /// What can be captured.
    #[wasm_bindgen(typescript_type = "Document | DocumentFragment | Element")]
    pub type Root;

    /// A reading, or `null`.
    #[wasm_bindgen(typescript_type = "Reading | null")]
    pub type MaybeReading;

    /// A reading or the reason why there is none.
    #[wasm_bindgen(typescript_type = "{ reading: Reading, reason: null } | { reading: null, reason: string }")]
    pub type Explained;

    /// Marks with their text.
    #[wasm_bindgen(typescript_type = "Marks")]
    pub type MarksObject;
}

/// Runs when the module is loaded: a panic, which would be a bug, is told on the console. What follows it is `init.js`'s
/// to mend.
#[wasm_bindgen(start, private)]
pub fn start() {
    console_error_panic_hook::set_once();
}

/// Takes the names model into use: the bytes of `plainleaf_names.bin`. `init` does so by itself; call this where the
/// module is started in another way. Without it no names are found, and everything else works.
///
/// @throws {Error} `PlainleafModelError` for bytes that are no model, or one of another version.
#[wasm_bindgen(js_name = loadNames)]
pub fn load_names(model: &[u8]) -> Result<(), JsValue> {
    match crate::marks::names::load_model(model) {
        Ok(()) | Err(crate::marks::names::ModelError::AlreadyLoaded) => Ok(()),
        Err(error) => Err(errors::model_error(&error)),
    }
}

/// Reads a page: takes the clutter away and marks what is left.
///
/// Takes a `Document` (or a part of one), or a string of HTML or, with `input: "text"`, of plain text.
/// Gives `null` where there is no article; `readOrExplain` tells why.
///
/// @throws {Error} `PlainleafUsageError` for an input or option that it does not know; `PlainleafTooLargeError` for a
/// page over 128 MiB or 8 million nodes.
#[wasm_bindgen]
pub fn read(input: &Input, options: Option<ReadOptions>) -> Result<MaybeReading, JsValue> {
    let read = read_input(input, options.as_ref())?;
    Ok(read.map_or(Ok(JsValue::NULL), to_reading)?.unchecked_into())
}

/// Reads a page like `read`, and says why where there is no article.
///
/// @throws {Error} as `read`.
#[wasm_bindgen(js_name = readOrExplain)]
pub fn read_or_explain(input: &Input, options: Option<ReadOptions>) -> Result<Explained, JsValue> {
    explain(read_input(input, options.as_ref())?)
}

/// Packs what a page shows into bytes that a worker can read with `readSnapshot`.
///
/// @throws {Error} as `read`.
#[wasm_bindgen]
pub fn snapshot(root: &Root) -> Result<js_sys::Uint8Array, JsValue> {
    Ok(capture(root)?.bytes())
}

/// Reads a snapshot made with `snapshot`, in a worker say. Tell it the page's `url`: the bytes do not hold it.
///
/// @throws {Error} as `read`, and `PlainleafSnapshotError` for bytes that are no snapshot, or one of another version.
#[wasm_bindgen(js_name = readSnapshot)]
pub fn read_snapshot(bytes: &js_sys::Uint8Array, options: Option<ReadOptions>) -> Result<MaybeReading, JsValue> {
    let options = options::read_options(options.as_ref())?;
    let page = Page::from_snapshot(&bytes.to_vec(), Limits::default()).map_err(page_error)?;
    let read = crate::read(&page, &options.options);
    Ok(read.map_or(Ok(JsValue::NULL), to_reading)?.unchecked_into())
}

/// Whether a page is likely to hold an article: quicker than reading it, and sometimes wrong.
///
/// @throws {Error} as `read`.
#[wasm_bindgen(js_name = isProbablyReadable)]
pub fn is_probably_readable(document: &Root) -> Result<bool, JsValue> {
    let page = Page::from_snapshot(&capture(document)?.bytes().to_vec(), Limits::default()).map_err(page_error)?;
    Ok(crate::clutter::is_probably_readable(&page))
}

/// Marks a plain text as it stands: nothing is removed, and offsets are into the text as given.
///
/// @throws {Error} `PlainleafUsageError` for an option that it does not know.
#[wasm_bindgen]
pub fn mark(text: &str, options: Option<ReadOptions>) -> Result<MarksObject, JsValue> {
    let options = options::read_options(options.as_ref())?.options;
    let text = crate::Text::from_plain(text);
    let context = crate::Context { language: "", published: options.published.as_deref(), url: options.url.as_deref() };
    let marks = crate::mark(&text, &context, options.marks);
    Ok(marks_object(&text, &marks)?.unchecked_into())
}

fn read_input(input: &Input, options: Option<&ReadOptions>) -> Result<Result<Read, crate::NoArticle>, JsValue> {
    let mut options = options::read_options(options)?;
    let page = if options.plain {
        let text = input.as_string().ok_or_else(|| usage_error("With input: \"text\", give a string."))?;
        Page::from_plain(&text, Limits::default())
    } else {
        if options.options.url.is_none() {
            options.options.url = address(input);
        }
        Page::from_snapshot(&capture(input)?.bytes().to_vec(), Limits::default())
    };
    Ok(crate::read(&page.map_err(page_error)?, &options.options))
}

fn explain(read: Result<Read, crate::NoArticle>) -> Result<Explained, JsValue> {
    let (reading, reason) = match read {
        Ok(read) => (to_reading(read)?, JsValue::NULL),
        Err(reason) => (JsValue::NULL, JsValue::from_str(&reason.to_string())),
    };
    let explained = js_sys::Object::new();
    js_sys::Reflect::set(&explained, &"reading".into(), &reading)?;
    js_sys::Reflect::set(&explained, &"reason".into(), &reason)?;
    Ok(explained.unchecked_into())
}

fn to_reading(read: Read) -> Result<JsValue, JsValue> {
    let data = to_object(&read.reading)?;
    Ok(reading_with_methods(data, ArticleHandle { read }))
}

fn marks_object(text: &crate::Text, marks: &crate::Marks) -> Result<JsValue, JsValue> {
    #[derive(Serialize)]
    struct Marked<'a> {
        text: &'a str,
        quotes: Vec<crate::reading::Quote>,
        figures: Vec<crate::reading::Figure>,
        names: Vec<crate::reading::Name>,
    }
    let (quotes, figures, names) = crate::reading::marked(text, marks);
    to_object(&Marked { text: text.as_str(), quotes, figures, names })
}

fn to_object(value: &impl Serialize) -> Result<JsValue, JsValue> {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).map_err(Into::into)
}

/// What a reading keeps of its article, for what is made on request.
#[wasm_bindgen(skip_typescript)]
pub struct ArticleHandle {
    read: Read,
}

#[wasm_bindgen]
impl ArticleHandle {
    /// The article as safe HTML with the marks in place.
    #[wasm_bindgen(js_name = toHTML)]
    #[must_use]
    pub fn to_html(&self) -> String {
        self.read.to_html()
    }

    /// The article as Markdown.
    #[wasm_bindgen(js_name = toMarkdown)]
    #[must_use]
    pub fn to_markdown(&self) -> String {
        self.read.to_markdown()
    }

    /// The article as nodes of `document`.
    ///
    /// # Errors
    /// Throws a `PlainleafUsageError` for what is no document.
    #[wasm_bindgen(js_name = toFragment)]
    pub fn to_fragment(&self, document: &JsValue) -> Result<web_sys::DocumentFragment, JsValue> {
        if !document.is_object() || !js_sys::Reflect::has(document, &"createDocumentFragment".into())? {
            return Err(usage_error("Give the Document that the fragment is for: reading.toFragment(document)."));
        }
        // A document of another window is no instance of this one's `Document`, and just as good.
        render::dom::fragment(&self.read.article, &self.read.marks, document.unchecked_ref())
    }
}
