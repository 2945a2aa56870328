//! `cargo xtask build`: the browser package, in `www/pkg`, within its budgets.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::commands::setup;
use crate::config;
use crate::fingerprint::{Fingerprint, Stamp};
use crate::project::Project;
use crate::say;
use crate::tools::{entry, front_end, node, rust, wasm_opt};

/// The names model: where it is committed, and what the browser asks for.
const MODEL: (&str, &str) = ("src/marks/names/names.model", "plainleaf_names.bin");
const MODULE: &str = "plainleaf_bg.wasm";
/// The JavaScript that is imported, and the hand-written parts of it.
const ENTRY: &str = "plainleaf.js";
const START: [&str; 2] = ["src/browser/init.js", "src/browser/open.js"];
const MARKING: &str = "src/browser/marking.js";
/// What reads in a worker: as it is written, and in the package.
const WORKER: (&str, &str) = ("src/browser/worker.js", "plainleaf_worker.js");

/// What the package is made from, besides the settings and the versions of the tools.
const SOURCES: [&str; 5] = ["src", "Cargo.toml", "Cargo.lock", ".cargo/config.toml", "tests/e2e/package-lock.json"];

/// Builds the package, prints what each part weighs, and fails over a budget.
pub(crate) fn run(project: &Project) -> Result<()> {
    package(project)?;
    let weighed = weigh(project, front_end::files(project)?)?;
    print!("{}", table(&weighed));
    over_budget(&weighed)
}

/// Builds the package, if anything that it is made from has changed.
pub(crate) fn package(project: &Project) -> Result<()> {
    let wasm_pack = setup::for_build(project)?;
    front_end::ensure_fonts(project)?;
    let package = project.package();
    let module = package.join(MODULE);
    let stamp = Stamp::new(project.scratch()?.join("package"), &fingerprint(project)?);
    if stamp.is_current() && module.is_file() {
        say::done(&format!("{} is up to date", project.config.build.out_dir));
        return Ok(());
    }
    stamp.clear();

    say::doing("Compiling the library for the browser");
    // wasm-pack leaves the pieces of earlier builds, under names that nothing asks for any more.
    remove(&package.join("snippets"))?;
    wasm_pack.build(project)?;
    let [start, open] = START.map(|file| project.root.join(file));
    entry::write(&package.join(ENTRY), [&start, &open], &project.root.join(MARKING))?;
    let worker = package.join(WORKER.1);
    fs::copy(project.root.join(WORKER.0), &worker)
        .with_context(|| format!("cannot copy {} to {}", WORKER.0, worker.display()))?;
    if !project.config.build.wasm_opt.is_empty() {
        say::doing("Making the module smaller with wasm-opt");
        wasm_opt::run(project, &module)?;
    }
    let (committed, served) = (project.root.join(MODEL.0), package.join(MODEL.1));
    if committed.is_file() {
        fs::copy(&committed, &served).with_context(|| format!("cannot copy {} to {}", MODEL.0, served.display()))?;
    } else {
        remove(&served)?;
    }
    stamp.set()
}

fn fingerprint(project: &Project) -> Result<Fingerprint> {
    let mut fingerprint = Fingerprint::default();
    fingerprint.text(&rust::version()?).path(&project.root.join(config::FILE))?;
    for source in SOURCES {
        fingerprint.path(&project.root.join(source))?;
    }
    Ok(fingerprint)
}

fn remove(path: &Path) -> Result<()> {
    let removed = if path.is_dir() {
        fs::remove_dir_all(path)
    } else if path.exists() {
        fs::remove_file(path)
    } else {
        Ok(())
    };
    removed.with_context(|| format!("cannot remove {}", path.display()))
}

/// One line of the table.
struct Weighed {
    part: &'static str,
    raw: u64,
    brotli: u64,
    /// In KiB after brotli.
    budget: f64,
}

fn weigh(project: &Project, front_end: Vec<PathBuf>) -> Result<Vec<Weighed>> {
    let package = project.package();
    let budgets = project.config.budgets;
    let parts = [
        ("engine", vec![package.join(MODULE)], budgets.engine),
        ("names model", vec![package.join(MODEL.1)], budgets.names_model),
        ("front end", front_end, budgets.front_end),
    ];
    let mut weighed = Vec::new();
    for (part, mut files, budget) in parts {
        files.retain(|file| file.is_file());
        let mut raw = 0;
        for file in &files {
            let metadata = fs::metadata(file);
            raw += metadata.with_context(|| format!("cannot weigh {}", file.display()))?.len();
        }
        let brotli = node::brotli(&files)?.iter().sum();
        weighed.push(Weighed { part, raw, brotli, budget });
    }
    Ok(weighed)
}

fn table(weighed: &[Weighed]) -> String {
    let kibibytes = |bytes: u64| bytes as f64 / 1024.0;
    let mut table = format!("{:<12}{:>12}{:>12}{:>12}\n", "", "raw", "brotli", "budget");
    for Weighed { part, raw, brotli, budget } in weighed {
        if *raw == 0 {
            table += &format!("{part:<12}{:>12}{:>12}{budget:>8.1} KiB\n", "none", "");
        } else {
            let (raw, brotli) = (kibibytes(*raw), kibibytes(*brotli));
            table += &format!("{part:<12}{raw:>8.1} KiB{brotli:>8.1} KiB{budget:>8.1} KiB\n");
        }
    }
    table
}

fn over_budget(weighed: &[Weighed]) -> Result<()> {
    let over: Vec<String> = weighed
        .iter()
        .filter(|part| part.brotli as f64 > part.budget * 1024.0)
        .map(|part| {
            let above = part.brotli as f64 / 1024.0 - part.budget;
            format!("the {} is {above:.1} KiB over its budget of {} KiB", part.part, part.budget)
        })
        .collect();
    if over.is_empty() {
        return Ok(());
    }
    bail!("{}. Make it smaller; the budgets are in {}", over.join("; "), config::FILE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::config::tests::COMMITTED;
    use crate::testing::Folder;

    fn project(folder: &Folder, settings: &str) -> Project {
        folder.write(config::FILE, settings);
        Project { root: folder.path().to_owned(), config: Config::parse(settings).unwrap() }
    }

    /// Bytes that no compression makes much smaller.
    fn noise(length: usize) -> Vec<u8> {
        let mut state = 1_u64;
        let next = |_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 56) as u8
        };
        (0..length).map(next).collect()
    }

    #[test]
    fn a_budget_changed_in_the_file_decides_whether_the_build_passes() {
        let folder = Folder::new("budget");
        folder.write("www/pkg/plainleaf_bg.wasm", noise(3 * 1024));
        let passes = project(&folder, COMMITTED);
        over_budget(&weigh(&passes, Vec::new()).unwrap()).unwrap();

        let fails = project(&folder, &COMMITTED.replace("engine = ", "engine = 2 # "));
        let error = over_budget(&weigh(&fails, Vec::new()).unwrap()).unwrap_err().to_string();
        assert!(error.starts_with("the engine is 1.0 KiB over its budget of 2 KiB"), "{error}");
    }

    #[test]
    fn any_value_changed_in_the_file_makes_the_package_anew() {
        let folder = Folder::new("anew");
        folder.write("src/lib.rs", "");
        let of = |settings: &str| fingerprint(&project(&folder, settings)).unwrap().finish();
        let before = of(COMMITTED);
        assert_eq!(of(COMMITTED), before);
        assert_ne!(of(&COMMITTED.replace("--vacuum", "-Os")), before);
        folder.write("src/lib.rs", "pub mod page;");
        assert_ne!(of(COMMITTED), before);
    }

    #[test]
    fn a_part_that_is_not_there_is_told_apart_from_a_small_one() {
        let folder = Folder::new("parts");
        folder.write("www/reader.js", "let reader = 1;\n");
        let front_end = vec![folder.path().join("www/reader.js")];
        let table = table(&weigh(&project(&folder, COMMITTED), front_end).unwrap());
        let lines: Vec<_> = table.lines().collect();
        assert!(lines[1].starts_with("engine") && lines[1].contains("none"), "{table}");
        assert!(lines[3].starts_with("front end") && lines[3].contains("0.0 KiB"), "{table}");
    }
}
