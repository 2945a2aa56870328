//! wasm-opt: makes the compiled module smaller.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;
use crate::project::Project;
use crate::tools::node;

/// Runs the passes of `wasm-pack.toml` over a module, in its place.
pub(crate) fn run(project: &Project, module: &Path) -> Result<()> {
    let passes = &project.config.build.wasm_opt;
    if passes.is_empty() {
        return Ok(());
    }
    let smaller = module.with_extension("smaller");
    process::run(
        &mut command(project, module, &smaller, passes),
        "Look at `build.wasm-opt` in wasm-pack.toml: each entry is handed to wasm-opt as it stands.",
    )?;
    fs::rename(&smaller, module).with_context(|| format!("cannot replace {}", module.display()))
}

fn command(project: &Project, module: &Path, smaller: &Path, passes: &[String]) -> Command {
    let mut command = node::script(project, "binaryen/bin/wasm-opt");
    command.arg(module).arg("--output").arg(smaller).args(passes);
    command
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::config::tests::COMMITTED;

    #[test]
    fn the_passes_of_the_file_reach_wasm_opt() {
        let text = COMMITTED.replace("\"--rse\", \"--remove-unused-module-elements\"", "\"-O1\", \"--flatten\"");
        let project = Project { root: "project".into(), config: Config::parse(&text).unwrap() };
        let passes = &project.config.build.wasm_opt;
        let command = command(&project, Path::new("in"), Path::new("out"), passes);
        let arguments: Vec<_> = command.get_args().map(|word| word.to_string_lossy()).collect();
        assert_eq!(arguments[1..6], ["in", "--output", "out", "-O1", "--flatten"]);
        assert!(!arguments.contains(&"--rse".into()));
    }
}
