//! The library as the browser's module: what it exports to JavaScript, and nothing besides.

#[cfg(target_family = "wasm")]
pub use plainleaf::browser::*;
