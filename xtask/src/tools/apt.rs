//! What Debian and systems like it can install by themselves.

use std::process::Command;

use anyhow::Result;

use crate::{process, say};

/// Whether this is such a system, with the right to install packages.
pub(crate) fn can_install() -> bool {
    process::find("apt-get").is_some() && process::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

/// Learns anew what there is: it may be years behind, or nothing at all. Where the servers cannot be reached, installing
/// says so.
pub(crate) fn update() {
    drop(process::output(Command::new("apt-get").args(["update", "--quiet"])));
}

/// Installs packages.
pub(crate) fn install(packages: &[&str]) -> Result<()> {
    say::doing(&format!("Installing {} with apt-get", packages.join(" and ")));
    process::run(
        Command::new("apt-get")
            .env("DEBIAN_FRONTEND", "noninteractive")
            .args(["install", "--yes", "--quiet", "--no-install-recommends"])
            .args(packages),
        "apt-get says above what it met; a way to its servers is needed.",
    )
}

/// Whether apt-get has a package to install under that name, and not only heard of it.
pub(crate) fn has_package(name: &str) -> bool {
    process::output(Command::new("apt-cache").args(["policy", name])).is_ok_and(|policy| {
        policy.lines().any(|line| line.trim().strip_prefix("Candidate:").is_some_and(|found| found.trim() != "(none)"))
    })
}
