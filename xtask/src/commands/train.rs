//! `cargo xtask train`: remakes a learned model from data.
//!
//! The work is done by `xtask/train`, a program of its own: it is slow to compile, and few need it.

use std::ffi::OsString;
use std::process::Command;

use anyhow::Result;
use lexopt::Parser;

use crate::project::Project;
use crate::{process, say};

/// Hands the arguments on as they are; the trainer says what it takes.
pub(crate) fn run(project: &Project, mut arguments: Parser) -> Result<()> {
    let handed_on: Vec<OsString> = arguments.raw_args()?.collect();
    say::doing("Compiling and running the trainer");
    // In the folder where one stands, so that the folders given are found from there.
    let mut cargo = Command::new(project.cargo().get_program());
    cargo.args(["run", "--release", "--package", "plainleaf-train", "--manifest-path"]);
    cargo.arg(project.root.join("Cargo.toml")).arg("--").args(handed_on);
    process::run(&mut cargo, "The message above says what it met.")
}
