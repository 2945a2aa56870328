//! Where things are, and what `wasm-pack.toml` says of them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::config::Config;

/// The project that the commands work on.
pub(crate) struct Project {
    pub(crate) root: PathBuf,
    pub(crate) config: Config,
}

/// What `Cargo.toml` says of the package, as far as an npm package says it too.
#[derive(Deserialize)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) description: String,
    #[serde(default)]
    pub(crate) keywords: Vec<String>,
    #[serde(default)]
    pub(crate) repository: Option<String>,
    /// From the workspace, where the package inherits it.
    #[serde(skip)]
    pub(crate) version: String,
    /// As above.
    #[serde(skip)]
    pub(crate) license: String,
}

impl Project {
    /// Opens the project that this program belongs to.
    pub(crate) fn open() -> Result<Self> {
        // Cargo says it anew at each run, so that a project moved elsewhere is still found.
        let xtask = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = xtask.parent().context("xtask has no folder above it")?.to_owned();
        let config = Config::read(&root)?;
        Ok(Self { root, config })
    }

    /// Cargo, to be run in the root.
    pub(crate) fn cargo(&self) -> Command {
        self.command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
    }

    /// A program, to be run in the root.
    pub(crate) fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        command
    }

    /// The site's folder.
    pub(crate) fn site(&self) -> PathBuf {
        self.root.join("www")
    }

    /// Where the browser package is put.
    pub(crate) fn package(&self) -> PathBuf {
        self.root.join(&self.config.build.out_dir)
    }

    /// The end-to-end tests, with the npm packages that they and the build use.
    pub(crate) fn end_to_end(&self) -> PathBuf {
        self.root.join("tests/e2e")
    }

    /// The tools that set-up compiles.
    pub(crate) fn tools(&self) -> PathBuf {
        self.root.join(".tools")
    }

    /// A folder for what the commands keep between runs; made if it is not there.
    pub(crate) fn scratch(&self) -> Result<PathBuf> {
        let folder = self.root.join("target/xtask");
        fs::create_dir_all(&folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
        Ok(folder)
    }

    /// Reads a text file of the project.
    pub(crate) fn read(&self, path: impl AsRef<Path>) -> Result<String> {
        let path = self.root.join(path);
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    }

    /// Reads what `Cargo.toml` says of the package.
    pub(crate) fn package_metadata(&self) -> Result<Package> {
        parse_package(&self.read("Cargo.toml")?)
    }
}

fn parse_package(manifest: &str) -> Result<Package> {
    #[derive(Deserialize)]
    struct Manifest {
        package: Package,
        workspace: Workspace,
    }
    #[derive(Deserialize)]
    struct Workspace {
        package: Shared,
    }
    #[derive(Deserialize)]
    struct Shared {
        version: String,
        license: String,
    }
    let manifest: Manifest = toml::from_str(manifest).context("cannot make sense of Cargo.toml")?;
    let Shared { version, license } = manifest.workspace.package;
    Ok(Package { version, license, ..manifest.package })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_package_inherits_version_and_licence() {
        let package = parse_package(include_str!("../../Cargo.toml")).unwrap();
        assert_eq!(package.name, "plainleaf");
        assert_eq!(package.version, env!("CARGO_PKG_VERSION"));
        assert_eq!(package.license, "MIT OR Apache-2.0");
    }
}
