//! `cargo xtask dist`: what goes out of the house, in `dist/`.
//!
//! `dist/plainleaf` is the command, `dist/npm/` the package for npm, `dist/site/` the site, `dist/extension/` the
//! extension, and beside it the ZIP file of it that shops take.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::commands::build;
use crate::fingerprint::files_under;
use crate::project::{Package, Project};
use crate::say;
use crate::tools::{cargo, front_end};

/// What goes with the package besides the code.
const PAPERS: [&str; 4] = ["LICENSE-APACHE", "LICENSE-MIT", "README.md", "CHANGELOG.md"];

/// What `dist/` is made of.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Part {
    Command,
    Npm,
    Site,
    Extension,
}

impl Part {
    pub(crate) const NAMES: [(&str, Self); 4] =
        [("command", Self::Command), ("npm", Self::Npm), ("site", Self::Site), ("extension", Self::Extension)];
}

/// Builds the package and puts the parts into `dist/`; of each, what was there before goes.
pub(crate) fn run(project: &Project, parts: &[Part]) -> Result<()> {
    // The budgets hold for what goes out, above all.
    build::run(project)?;
    let dist = project.root.join("dist");
    for part in parts {
        match part {
            Part::Command => command(project, &dist)?,
            Part::Npm => {
                npm_package(project, &empty(dist.join("npm"))?)?;
                say::done("dist/npm is the package: `npm publish dist/npm`");
            }
            Part::Site => {
                front_end::make(project, "site", &[&empty(dist.join("site"))?])?;
                say::done("dist/site is the site, to upload as it stands");
            }
            Part::Extension => extension(project, &dist)?,
        }
    }
    Ok(())
}

fn command(project: &Project, dist: &Path) -> Result<()> {
    say::doing("Compiling the command at its best");
    let command = cargo::build_command(project, &["--profile", "dist"])?;
    let name = command.file_name().context("the command has no name")?;
    copy(&command, &dist.join(name))?;
    say::done("dist/ holds the command");
    Ok(())
}

fn extension(project: &Project, dist: &Path) -> Result<()> {
    let folder = empty(dist.join("extension"))?;
    let version = project.package_metadata()?.version;
    let file = dist.join(format!("plainleaf-extension-{version}.zip"));
    front_end::make(project, "extension", &[&folder])?;
    front_end::make(project, "zip", &[&folder, &file])?;
    say::done(&format!("{} is for the shops; dist/extension is to be loaded unpacked", file.display()));
    Ok(())
}

/// A folder without anything in it.
fn empty(folder: PathBuf) -> Result<PathBuf> {
    if folder.is_dir() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    Ok(folder)
}

fn npm_package(project: &Project, folder: &Path) -> Result<()> {
    copy_folder(&project.package(), folder)?;
    for paper in PAPERS {
        let from = project.root.join(paper);
        if from.is_file() {
            copy(&from, &folder.join(paper))?;
        }
    }
    let manifest = serde_json::to_string_pretty(&manifest(&project.package_metadata()?))?;
    let path = folder.join("package.json");
    fs::write(&path, manifest + "\n").with_context(|| format!("cannot write {}", path.display()))
}

/// The `package.json` of the npm package.
fn manifest(package: &Package) -> Value {
    let Package { name, description, keywords, repository, version, license } = package;
    let mut manifest = json!({
        "name": name,
        "version": version,
        "description": description,
        "keywords": keywords,
        "license": license,
        "type": "module",
        "main": format!("./{name}.js"),
        "types": format!("./{name}.d.ts"),
        "exports": {
            ".": { "types": format!("./{name}.d.ts"), "default": format!("./{name}.js") },
            // For bundlers and servers that put these files elsewhere and hand over their place.
            format!("./{name}_bg.wasm"): format!("./{name}_bg.wasm"),
            format!("./{name}_names.bin"): format!("./{name}_names.bin"),
            format!("./{name}_worker.js"): format!("./{name}_worker.js"),
            "./package.json": "./package.json",
        },
        // The scripts that the module brings along run nothing when they are loaded, but a bundler
        // must not drop what only the module itself calls.
        "sideEffects": ["./snippets/*", format!("./{name}_worker.js")],
    });
    if let (Some(repository), Some(fields)) = (repository, manifest.as_object_mut()) {
        fields.insert("repository".to_owned(), json!({ "type": "git", "url": repository }));
    }
    manifest
}

/// Copies every file under a folder, but for those whose name starts with a point.
fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    let mut files: Vec<PathBuf> = Vec::new();
    files_under(from, &mut files)?;
    for file in files {
        let inside = file.strip_prefix(from)?;
        let hidden = |part: std::path::Component<'_>| part.as_os_str().to_string_lossy().starts_with('.');
        if !inside.components().any(hidden) {
            copy(&file, &to.join(inside))?;
        }
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    let folder = to.parent().context("a file to copy needs a folder to go to")?;
    fs::create_dir_all(folder)
        .and_then(|()| fs::copy(from, to))
        .with_context(|| format!("cannot copy {} to {}", from.display(), to.display()))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Folder;

    fn package() -> Package {
        Package {
            name: "plainleaf".into(),
            description: "Reads".into(),
            keywords: vec!["reader".into()],
            repository: None,
            version: "1.2.3".into(),
            license: "MIT OR Apache-2.0".into(),
        }
    }

    #[test]
    fn the_npm_package_says_what_it_exports() {
        let manifest = manifest(&package());
        assert_eq!(manifest["version"], "1.2.3");
        assert_eq!(manifest["exports"]["."]["types"], "./plainleaf.d.ts");
        assert_eq!(manifest["exports"]["./plainleaf_bg.wasm"], "./plainleaf_bg.wasm");
        assert!(manifest.get("repository").is_none());
        let kept = Package { repository: Some("https://example.org/p".into()), ..package() };
        assert_eq!(super::manifest(&kept)["repository"]["url"], "https://example.org/p");
    }

    #[test]
    fn hidden_files_stay_behind() {
        let folder = Folder::new("copy");
        folder.write("from/deep/page.html", "page");
        folder.write("from/.stamp", "");
        folder.write("from/.git/config", "");
        let to = folder.path().join("to");
        copy_folder(&folder.path().join("from"), &to).unwrap();
        let mut files = Vec::new();
        files_under(&to, &mut files).unwrap();
        assert_eq!(files, [to.join("deep/page.html")]);
    }
}
