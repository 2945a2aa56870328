//! Cargo: builds the `plainleaf` command.

use std::path::PathBuf;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::process;
use crate::project::Project;

/// Builds the command, with these arguments to Cargo besides, and gives its place.
pub(crate) fn build_command(project: &Project, arguments: &[&str]) -> Result<PathBuf> {
    let mut cargo = project.cargo();
    cargo.args(["build", "--package", "plainleaf", "--bin", "plainleaf"]).args(arguments);
    cargo.arg("--message-format=json-render-diagnostics");
    let messages = process::output_with_live_errors(&mut cargo, "The compiler's message above says what to mend.")?;
    executable(&messages).context("Cargo built the command but did not say where")
}

/// The last executable that Cargo's messages name.
fn executable(messages: &str) -> Option<PathBuf> {
    #[derive(Deserialize)]
    struct Message {
        executable: Option<PathBuf>,
    }
    let places = messages.lines().filter_map(|line| serde_json::from_str::<Message>(line).ok());
    places.filter_map(|message| message.executable).next_back()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_is_read_from_the_messages() {
        let messages = r#"{"reason":"compiler-artifact","executable":null}
{"reason":"compiler-artifact","executable":"/target/release/plainleaf"}
{"reason":"build-finished","success":true}"#;
        assert_eq!(executable(messages), Some("/target/release/plainleaf".into()));
        assert_eq!(executable(""), None);
    }
}
