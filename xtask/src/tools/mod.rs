//! The programs that the commands call: one module each, with how to get it and how to call it.

pub(crate) mod apt;
pub(crate) mod browser;
pub(crate) mod cargo;
pub(crate) mod entry;
pub(crate) mod front_end;
pub(crate) mod node;
pub(crate) mod pinned;
pub(crate) mod rust;
pub(crate) mod screen;
pub(crate) mod wasm_opt;
pub(crate) mod wasm_pack;
