//! What must hold for any input, as one function a kind of input. Each takes bytes and panics where something does not
//! hold; the fuzzers call them, and so does `tests/any_input.rs` on all that was ever found.

mod marks;
mod metadata;
mod page;
mod snapshot;
mod text;

pub use metadata::metadata;
pub use page::{page, saved};
pub use snapshot::{pack, snapshot};
pub use text::{figures, marking};
