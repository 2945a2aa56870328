//! Writes an article out with its marks: HTML and Markdown as strings, and DOM nodes in the browser.
//!
//! Safe by construction: elements, attributes and URL schemes come from an allow-list, and what is
//! not on it is never written.

mod html;

pub use html::html;
