//! How long each stage of reading takes: `cargo xtask bench native`.

#[cfg(not(target_family = "wasm"))]
mod native;
#[cfg(not(target_family = "wasm"))]
mod walk;

#[cfg(not(target_family = "wasm"))]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    native::run()
}

/// In a browser, `cargo xtask bench browser` times instead; Cargo still wants a `main` when it builds every target.
#[cfg(target_family = "wasm")]
fn main() {}
