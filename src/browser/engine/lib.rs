//! The library as the browser's module: what it exports to JavaScript, and nothing besides.

#[cfg(target_family = "wasm")]
pub use plainleaf::browser::*;

#[cfg(target_family = "wasm")]
#[global_allocator]
static MEMORY: rlsf::GlobalTlsf = rlsf::GlobalTlsf::new();
