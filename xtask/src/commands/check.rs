//! `cargo xtask check`: formatting, lints, documentation and dependencies, with no warning let through.

use anyhow::Result;

use crate::commands::setup;
use crate::project::Project;
use crate::tools::pinned::Pinned;
use crate::tools::rust::BROWSER_TARGET;
use crate::{process, say};

/// Checks all of it, and stops at the first that is not as it should be.
pub(crate) fn run(project: &Project) -> Result<()> {
    setup::for_check()?;

    say::doing("Checking the formatting");
    process::run(project.cargo().args(["fmt", "--all", "--check"]), "`cargo fmt --all` puts it right.")?;

    say::doing("Linting the code");
    process::run(
        project.cargo().args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]),
        "Each message above says what to mend.",
    )?;

    say::doing("Linting the code as the browser gets it");
    process::run(
        project.cargo().args(["clippy", "--package", "plainleaf", "--all-targets", "--target"]).args([
            BROWSER_TARGET,
            "--",
            "-D",
            "warnings",
        ]),
        "Each message above says what to mend.",
    )?;

    say::doing("Building the documentation");
    process::run(
        project.cargo().env("RUSTDOCFLAGS", "-D warnings").args(["doc", "--workspace", "--no-deps"]),
        "Each message above says what to mend.",
    )?;

    say::doing("Holding the dependencies against deny.toml");
    let cargo_deny = Pinned::cargo_deny(project).ensure(project)?.join("cargo-deny");
    process::run(
        // What is locked is known on this machine, and what it says of itself does not change.
        project.command(cargo_deny).args(["--locked", "check", "licenses", "bans", "sources"]),
        "Its message above names the dependency; deny.toml says what may stand among them.",
    )?;

    say::done("Formatting, lints, documentation and dependencies are as they should be");
    Ok(())
}
