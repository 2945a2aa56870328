//! Node and npm: the packages that the tests and the build use, and brotli.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::fingerprint::{Fingerprint, Stamp};
use crate::project::Project;
use crate::tools::pinned;
use crate::{process, say};

const OLDEST: u32 = 20;
const REMEDY: &str = "Get it from https://nodejs.org or from your system's packages.";

/// Fails unless a Node that can run the tests is there.
pub(crate) fn check() -> Result<()> {
    let version = process::output(Command::new("node").arg("--version"))
        .with_context(|| format!("Node {OLDEST} or later is needed. {REMEDY}"))?;
    pinned::at_least("Node", &version, OLDEST, REMEDY)
}

/// Installs the npm packages, if those there are not the ones that the lock holds.
pub(crate) fn ensure_packages(project: &Project) -> Result<()> {
    check()?;
    let folder = project.end_to_end();
    let mut wanted = Fingerprint::default();
    wanted.path(&folder.join("package.json"))?.path(&folder.join("package-lock.json"))?;
    let stamp = Stamp::new(folder.join("node_modules/.plainleaf"), &wanted);
    if stamp.is_current() {
        return Ok(());
    }
    say::doing("Installing the npm packages of tests/e2e");
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    process::run(
        Command::new(npm).current_dir(&folder).args(["ci", "--no-audit", "--no-fund"]),
        "npm needs a way to its registry; its message above says what it met.",
    )?;
    stamp.set()
}

/// How many bytes each file has after brotli, as a server with time to spare would send it.
pub(crate) fn brotli(files: &[PathBuf]) -> Result<Vec<u64>> {
    // Node brings the reference encoder, and spares a newcomer compiling another.
    const PROGRAM: &str = "
        const { brotliCompressSync } = require('node:zlib');
        const { readFileSync } = require('node:fs');
        for (const file of process.argv.slice(1)) console.log(brotliCompressSync(readFileSync(file)).length);
    ";
    if files.is_empty() {
        return Ok(Vec::new());
    }
    let sizes = process::output(Command::new("node").args(["-e", PROGRAM, "--"]).args(files))?;
    sizes.lines().map(|line| line.parse().context("Node gave a size that is no number")).collect()
}

/// Runs the end-to-end tests in the given files.
pub(crate) fn test(project: &Project, files: &[PathBuf], settings: &[(&str, &std::ffi::OsStr)]) -> Result<()> {
    let mut command = project.command("node");
    // Without a limit a browser that no longer answers would keep everything waiting.
    command.args(["--test", "--test-reporter=spec", "--test-timeout=900000"]);
    command.args(files.iter().map(|file| file.strip_prefix(&project.root).unwrap_or(file)));
    command.envs(settings.iter().copied());
    process::run(&mut command, "The tests above that are marked ✖ say what they met.")
}

/// A script that an npm package brings, to be run by Node.
pub(crate) fn script(project: &Project, path: &str) -> Command {
    let mut command = project.command("node");
    command.arg(script_path(project, path));
    command
}

fn script_path(project: &Project, path: &str) -> PathBuf {
    project.end_to_end().join("node_modules").join(Path::new(path))
}
