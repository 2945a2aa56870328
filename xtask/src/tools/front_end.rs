//! The front end as it goes out: `xtask/front-end.mjs` makes it from `www/` with esbuild.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::fingerprint::{Fingerprint, Stamp, files_under};
use crate::project::Project;
use crate::{process, say};

const SCRIPT: &str = "xtask/front-end.mjs";

/// Does one of the script's tasks; the script's head lists them.
pub(crate) fn make(project: &Project, task: &str, places: &[&Path]) -> Result<()> {
    let mut command = project.command("node");
    command.arg(SCRIPT).arg(task).args(places);
    process::run(&mut command, "The message above says which file of www/ it stopped at.")
}

/// Puts the typefaces that can be chosen into `www/fonts`, where they are not there yet.
pub(crate) fn ensure_fonts(project: &Project) -> Result<()> {
    let mut wanted = Fingerprint::default();
    wanted.path(&project.root.join(SCRIPT))?.path(&project.end_to_end().join("package-lock.json"))?;
    let stamp = Stamp::new(project.scratch()?.join("fonts"), &wanted);
    if stamp.is_current() && project.site().join("fonts").is_dir() {
        return Ok(());
    }
    say::doing("Cutting the typefaces to the letters that are needed");
    stamp.clear();
    make(project, "fonts", &[])?;
    stamp.set()
}

/// Every script and style that a visitor or the extension downloads, as small as it goes out.
pub(crate) fn files(project: &Project) -> Result<Vec<PathBuf>> {
    let folder = project.scratch()?.join("front-end");
    if folder.is_dir() {
        fs::remove_dir_all(&folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    make(project, "weigh", &[&folder])?;
    let mut files = Vec::new();
    files_under(&folder, &mut files)?;
    Ok(files)
}
