//! How time and memory grow with the input, on inputs that mean harm: `cargo xtask bench growth`.

#[cfg(not(target_family = "wasm"))]
mod inputs;
#[cfg(not(target_family = "wasm"))]
mod measure;

#[cfg(not(target_family = "wasm"))]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    measure::run()
}

/// Cargo still wants a `main` when it builds every target for a browser.
#[cfg(target_family = "wasm")]
fn main() {}
