//! Writes an article out with its marks: HTML and Markdown as strings, and DOM nodes in the browser.
//!
//! Safe by construction: elements, attributes and URL schemes come from an allow-list, and what is
//! not on it is never written.

#[cfg(all(feature = "html", not(target_family = "wasm")))]
mod clean;
#[cfg(target_family = "wasm")]
pub(crate) mod dom;
mod html;
#[cfg(any(target_family = "wasm", test))]
pub(crate) mod in_place;
mod inline;
pub(crate) mod layers;
mod markdown;
mod tex;
mod writer;

pub use html::html;
pub use markdown::markdown;
