//! Tools that must have one exact version: taken from `.tools/` or the PATH, or compiled.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::project::Project;
use crate::{process, say};

/// A tool that Cargo can install, at the version that `wasm-pack.toml` asks for.
pub(crate) struct Pinned<'a> {
    /// The package on crates.io.
    pub(crate) package: &'static str,
    /// The programs that the package brings; the first is asked for its version.
    pub(crate) programs: &'static [&'static str],
    pub(crate) version: &'a str,
    /// Whether to compile it with the dependencies that it was published with.
    pub(crate) locked: bool,
    /// Whether to compile it with the features that are on by default.
    pub(crate) default_features: bool,
}

impl<'a> Pinned<'a> {
    pub(crate) fn wasm_pack(project: &'a Project) -> Self {
        Self {
            package: "wasm-pack",
            programs: &["wasm-pack"],
            version: &project.config.tools.wasm_pack,
            locked: true,
            default_features: true,
        }
    }

    pub(crate) fn cargo_fuzz(project: &'a Project) -> Self {
        Self {
            package: "cargo-fuzz",
            programs: &["cargo-fuzz"],
            version: &project.config.tools.cargo_fuzz,
            locked: true,
            default_features: true,
        }
    }

    pub(crate) fn wasm_bindgen(project: &'a Project) -> Self {
        Self {
            package: "wasm-bindgen-cli",
            programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
            version: &project.config.tools.wasm_bindgen,
            // The lock that it was published with holds versions that were withdrawn since.
            locked: false,
            default_features: true,
        }
    }

    pub(crate) fn cargo_deny(project: &'a Project) -> Self {
        Self {
            package: "cargo-deny",
            programs: &["cargo-deny"],
            version: &project.config.tools.cargo_deny,
            locked: true,
            // They fetch advisories, which is not what it is asked for here.
            default_features: false,
        }
    }

    pub(crate) fn geckodriver(project: &'a Project) -> Self {
        let version = &project.config.tools.geckodriver;
        Self { package: "geckodriver", programs: &["geckodriver"], version, locked: true, default_features: true }
    }

    /// Gives the folder that holds the tool, after compiling it into `.tools/` where neither that
    /// folder nor the PATH has it at the right version.
    pub(crate) fn ensure(&self, project: &Project) -> Result<PathBuf> {
        let own = project.tools().join("bin");
        if let Some(folder) = self.folder(&own) {
            return Ok(folder);
        }
        say::doing(&format!("Compiling {} {} into .tools/ (once; takes some minutes)", self.package, self.version));
        process::run(
            &mut self.installation(project),
            "Look at the compiler's message above; a missing C compiler or linker is the usual cause.",
        )?;
        self.folder(&own).with_context(|| format!("{} was installed, but is not in {}", self.package, own.display()))
    }

    /// The folder that has every program, the first of them at the right version.
    fn folder(&self, own: &Path) -> Option<PathBuf> {
        let first = self.programs.first()?;
        let on_path = process::find(first).and_then(|file| Some(file.parent()?.to_owned()));
        [Some(own.to_owned()), on_path].into_iter().flatten().find(|folder| {
            self.programs.iter().all(|name| file_in(folder, name).is_file())
                && version_of(&file_in(folder, first)).is_some_and(|found| found == self.version)
        })
    }

    fn installation(&self, project: &Project) -> Command {
        let mut command = project.cargo();
        command.args(["install", self.package]);
        command.args(["--version", &format!("={}", self.version)]);
        command.arg("--root").arg(project.tools()).arg("--force");
        if self.locked {
            command.arg("--locked");
        }
        if !self.default_features {
            command.arg("--no-default-features");
        }
        // These tools work for seconds at a time: compiling them sooner is worth more than speed.
        command.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
        command
    }
}

fn file_in(folder: &Path, program: &str) -> PathBuf {
    folder.join(format!("{program}{}", std::env::consts::EXE_SUFFIX))
}

/// The version that a program gives for itself, or `None` where it gives none.
fn version_of(program: &Path) -> Option<String> {
    parse_version(&process::output(Command::new(program).arg("--version")).ok()?).map(str::to_owned)
}

/// The first word of a line such as `wasm-pack 0.15.1` that starts with a digit.
pub(crate) fn parse_version(line: &str) -> Option<&str> {
    line.split_whitespace()
        .map(|word| word.trim_start_matches('v'))
        .find(|word| word.starts_with(|first: char| first.is_ascii_digit()))
}

/// The number before the first point of a version.
pub(crate) fn major(version: &str) -> Option<u32> {
    version.split('.').next()?.parse().ok()
}

/// Fails unless the version is at least `least`.
pub(crate) fn at_least(program: &str, version: &str, least: u32, remedy: &str) -> Result<()> {
    let found = parse_version(version).and_then(major);
    ensure!(
        found.is_some_and(|found| found >= least),
        "{program} {least} or later is needed, and this is {}. {remedy}",
        version.trim()
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_from_what_programs_print() {
        assert_eq!(parse_version("wasm-pack 0.15.1\n"), Some("0.15.1"));
        assert_eq!(parse_version("v20.20.2"), Some("20.20.2"));
        assert_eq!(parse_version("Google Chrome 131.0.6778.85 unknown"), Some("131.0.6778.85"));
        assert_eq!(parse_version("ChromeDriver 131.0.1 (abc123)"), Some("131.0.1"));
        assert_eq!(parse_version("no version here"), None);
        assert_eq!(major("131.0.1"), Some(131));
        assert_eq!(major("next"), None);
    }

    #[test]
    fn an_old_version_is_refused_with_what_to_do() {
        assert!(at_least("Node", "v20.1.0", 20, "").is_ok());
        let error = at_least("Node", "v9.9.9\n", 20, "Get a newer one.").unwrap_err().to_string();
        assert_eq!(error, "Node 20 or later is needed, and this is v9.9.9. Get a newer one.");
    }
}
