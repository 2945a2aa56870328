//! The Rust toolchain: the browser's target, the formatter, the linter.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::{process, say};

/// What the browser runs.
pub(crate) const BROWSER_TARGET: &str = "wasm32-unknown-unknown";

/// Adds the browser's target to the toolchain, if it is not there.
pub(crate) fn ensure_browser_target() -> Result<()> {
    let libraries =
        process::output(Command::new("rustc").args(["--print", "target-libdir", "--target", BROWSER_TARGET]))?;
    if Path::new(libraries.trim()).is_dir() {
        return Ok(());
    }
    say::doing("Adding the browser's target to Rust");
    process::run(
        Command::new("rustup").args(["target", "add", BROWSER_TARGET]),
        "Rust needs its library for the browser. With rustup (https://rustup.rs) this adds it; \
         a Rust from elsewhere has it in a package of its own.",
    )
}

/// Adds a component such as `clippy` to the toolchain, if `cargo COMMAND` is not there.
pub(crate) fn ensure_component(component: &str, command: &str) -> Result<()> {
    if process::output(Command::new("cargo").args([command, "--version"])).is_ok() {
        return Ok(());
    }
    say::doing(&format!("Adding {component} to Rust"));
    process::run(
        Command::new("rustup").args(["component", "add", component]),
        &format!("Install {component} for your Rust, then try again."),
    )
}

/// Adds a toolchain such as `nightly`, if it is not there.
pub(crate) fn ensure_toolchain(name: &str) -> Result<()> {
    // Rustup would add it by itself, without a word.
    let installed = process::output(Command::new("rustup").args(["toolchain", "list"]))?;
    if installed.lines().any(|line| line.starts_with(name)) {
        return Ok(());
    }
    say::doing(&format!("Adding Rust's {name} compiler"));
    process::run(
        Command::new("rustup").args(["toolchain", "install", name, "--profile", "minimal"]),
        "It comes from where rustup gets its toolchains.",
    )
}

/// The compiler's version in full.
pub(crate) fn version() -> Result<String> {
    process::output(Command::new("rustc").args(["--version", "--verbose"]))
}
