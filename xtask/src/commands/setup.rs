//! `cargo xtask setup`: everything that the other commands need, at once.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::project::Project;
use crate::say;
use crate::tools::browser::{Driven, missing};
use crate::tools::wasm_pack::WasmPack;
use crate::tools::{node, rust};

/// Gets everything; quick where all is there.
pub(crate) fn run(project: &Project) -> Result<()> {
    let wasm_pack = for_build(project)?;
    for_check()?;
    let browsers = for_browser_tests(project)?;

    say::done("All is set up");
    for driven in browsers {
        println!("browser    {}", driven.browser.display());
        println!("driver     {}", driven.driver.display());
    }
    println!("wasm-pack  {}", project.config.tools.wasm_pack);
    println!("\nTo call wasm-pack by hand:\n  {}", path_line(&wasm_pack)?);
    Ok(())
}

/// What `build` needs.
pub(crate) fn for_build(project: &Project) -> Result<WasmPack> {
    rust::ensure_browser_target()?;
    node::ensure_packages(project)?;
    WasmPack::ensure(project)
}

/// What the tests in browsers need besides.
///
/// The first browser that the settings name must be there; the others are left out where they cannot be had.
pub(crate) fn for_browser_tests(project: &Project) -> Result<Vec<Driven>> {
    let mut found = Vec::new();
    for &kind in &project.config.test.browsers {
        if found.is_empty() {
            found.push(Driven::ensure(project, kind)?);
        } else if let Some(driven) = Driven::obtain(project, kind)? {
            found.push(driven);
        } else {
            say::note(&format!("{kind:?} is left out: {}", missing(kind)));
        }
    }
    Ok(found)
}

/// What `check` needs.
pub(crate) fn for_check() -> Result<()> {
    rust::ensure_browser_target()?;
    rust::ensure_component("rustfmt", "fmt")?;
    rust::ensure_component("clippy", "clippy")
}

fn path_line(wasm_pack: &WasmPack) -> Result<String> {
    let folders: Vec<PathBuf> = wasm_pack.folders();
    let joined = std::env::join_paths(folders).context("a folder's name holds a colon")?;
    let joined = joined.to_string_lossy();
    Ok(if cfg!(windows) {
        format!("$env:PATH = \"{joined};$env:PATH\"")
    } else {
        format!("export PATH=\"{joined}:$PATH\"")
    })
}
