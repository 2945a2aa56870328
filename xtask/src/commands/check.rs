//! `cargo xtask check`: formatting, lints and documentation, with no warning let through.

use anyhow::Result;

use crate::commands::setup;
use crate::project::Project;
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

    say::done("Formatting, lints and documentation are as they should be");
    Ok(())
}
