//! `cargo xtask bench`: how long reading takes, natively by stage and in a browser beside other readers.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use lexopt::{Arg, Parser, ValueExt};

use crate::commands::build;
use crate::config::Browser;
use crate::fingerprint::files_under;
use crate::project::Project;
use crate::tools::browser::Driven;
use crate::tools::node;
use crate::{process, say};

/// The timing in the browser, from the folder of the end-to-end tests.
const IN_BROWSER: &str = "bench/browser.mjs";
/// How time and memory grow in the browser, ours and the peers'.
const GROWTH_IN_BROWSER: &str = "bench/growth.mjs";
/// What a page's file is called where what a reader should make of it lies beside it.
const SOURCE: &str = "source.html";
/// Criterion takes no fewer samples.
const LEAST_NATIVE: u32 = 10;

/// Where reading is timed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Place {
    Native,
    Browser,
    Growth,
}

/// How it was asked for.
#[derive(Debug)]
pub(crate) struct Options {
    place: Place,
    /// The project's own samples, where there is none.
    pages: Option<PathBuf>,
    rounds: Option<u32>,
    /// Words in the names of the inputs that growth is measured on.
    only: Option<String>,
    /// Whether growth is measured in the browser beside other readers, on pages that mean no harm.
    peers: bool,
}

impl Options {
    pub(crate) fn parse(mut arguments: Parser) -> Result<Self> {
        let (mut place, mut pages, mut rounds, mut only, mut peers) = (None, None, None, None, false);
        while let Some(argument) = arguments.next()? {
            match argument {
                Arg::Value(name) if place.is_none() => {
                    place = Some(match name.to_str() {
                        Some("native") => Place::Native,
                        Some("browser") => Place::Browser,
                        Some("growth") => Place::Growth,
                        _ => bail!("there is no `{}` to time: native, browser, growth", name.display()),
                    });
                }
                Arg::Long("pages") => pages = Some(arguments.value()?.into()),
                Arg::Long("only") => only = Some(arguments.value()?.string()?),
                Arg::Long("peers") => peers = true,
                Arg::Long("rounds") => {
                    let number = arguments.value()?;
                    let parsed: Option<u32> = number.parse().ok().filter(|&rounds| rounds > 0);
                    rounds = Some(parsed.with_context(|| {
                        format!("--rounds takes a number from 1 upwards, not {}", number.display())
                    })?);
                }
                other => {
                    bail!(
                        "{}; bench takes native, browser or growth, --pages, --rounds, --only and --peers",
                        other.unexpected()
                    )
                }
            }
        }
        let place = place.context("say what to time: cargo xtask bench native, or cargo xtask bench browser")?;
        ensure!(
            place != Place::Native || rounds.is_none_or(|rounds| rounds >= LEAST_NATIVE),
            "--rounds takes a number from {LEAST_NATIVE} upwards natively: fewer say nothing of how sure the figures are"
        );
        ensure!(
            !peers || place == Place::Growth,
            "--peers is for growth: native has no other readers, and browser has them always"
        );
        Ok(Self { place, pages, rounds, only, peers })
    }
}

/// Times what was asked for, prints the figures and leaves them as JSON.
pub(crate) fn run(project: &Project, options: &Options) -> Result<()> {
    if options.place == Place::Growth && options.peers {
        return growth_beside_peers(project);
    }
    if options.place == Place::Growth {
        return growth(project, options);
    }
    let folder = options.pages.clone().unwrap_or_else(|| project.site().join("samples"));
    let pages = pages(&folder)?;
    let results = results(project)?;
    let list = results.join("pages.txt");
    let lines: Vec<_> = pages.iter().map(|page| page.display().to_string()).collect();
    fs::write(&list, lines.join("\n")).with_context(|| format!("cannot write {}", list.display()))?;

    let out = match options.place {
        Place::Native => native(project, options, &list, results.join("native.json"))?,
        _ => in_browser(project, options, &list, results.join("browser.json"))?,
    };
    told(project, &out);
    Ok(())
}

/// Where figures and plots are left.
fn results(project: &Project) -> Result<PathBuf> {
    let folder = project.root.join("target/bench");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    Ok(folder)
}

fn told(project: &Project, out: &Path) {
    let out = out.strip_prefix(&project.root).unwrap_or(out);
    say::done(&format!("The figures are in {}; plots, where there are any, stand beside them", out.display()));
}

/// How time and memory grow with pages that mean no harm, in the browser beside other readers.
fn growth_beside_peers(project: &Project) -> Result<()> {
    let out = results(project)?.join("growth-peers.json");
    let mut command = browser_bench(project, GROWTH_IN_BROWSER)?;
    command.arg("--out").arg(&out);
    say::doing("Reading pages of 1 KB to 16 MB side by side in headless Chromium");
    process::run(&mut command, "The message above says what it met.")?;
    told(project, &out);
    Ok(())
}

/// A timing in the browser, with all that it needs but what it is to do.
fn browser_bench(project: &Project, script: &str) -> Result<Command> {
    build::package(project)?;
    node::ensure_packages(project)?;
    let chromium = Driven::ensure(project, Browser::Chrome)?.browser;
    let mut command = project.command("node");
    command.arg(project.end_to_end().join(script)).env("CHROMIUM_PATH", chromium);
    command.arg("--package").arg(project.package());
    Ok(command)
}

/// How time and memory grow with the input; fails where either grows too fast.
fn growth(project: &Project, options: &Options) -> Result<()> {
    say::doing("Reading inputs that mean harm, at growing sizes");
    let results = results(project)?;
    let mut cargo = project.cargo();
    cargo.args(["bench", "--quiet", "--package", "plainleaf", "--bench", "growth", "--", "--out"]);
    cargo.arg(results.join("growth.json"));
    if let Some(only) = &options.only {
        cargo.args(["--only", only]);
    }
    process::run(&mut cargo, "The last line above names what grows too fast.")
}

fn native(project: &Project, options: &Options, list: &Path, out: PathBuf) -> Result<PathBuf> {
    say::doing("Timing each stage natively");
    let mut cargo = project.cargo();
    cargo.args(["bench", "--quiet", "--package", "plainleaf", "--bench", "stages", "--", "--quiet"]);
    cargo.env("PLAINLEAF_PAGES", list).env("PLAINLEAF_FIGURES", &out);
    if let Some(rounds) = options.rounds {
        cargo.env("PLAINLEAF_ROUNDS", rounds.to_string());
    }
    process::run(&mut cargo, "The message above says what it met.")?;
    Ok(out)
}

fn in_browser(project: &Project, options: &Options, list: &Path, out: PathBuf) -> Result<PathBuf> {
    let mut command = browser_bench(project, IN_BROWSER)?;
    say::doing("Timing side by side in headless Chromium");
    command.arg("--list").arg(list).arg("--out").arg(&out);
    if let Some(rounds) = options.rounds {
        command.args(["--rounds", &rounds.to_string()]);
    }
    process::run(&mut command, "The message above says what it met.")?;
    Ok(out)
}

/// The pages below a folder: every HTML file, but beside a `source.html` only that one, as the others there are what
/// should come out of it.
fn pages(folder: &Path) -> Result<Vec<PathBuf>> {
    ensure!(folder.is_dir(), "there is no folder {}", folder.display());
    let folder = folder.canonicalize().with_context(|| format!("cannot open {}", folder.display()))?;
    let mut files = Vec::new();
    files_under(&folder, &mut files)?;
    files.retain(|file| {
        let html = file.extension().is_some_and(|extension| extension == "html" || extension == "htm");
        html && (file.ends_with(SOURCE) || !file.with_file_name(SOURCE).is_file())
    });
    ensure!(!files.is_empty(), "there is no *.html below {}", folder.display());
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Folder;

    fn parse(words: &[&str]) -> Result<Options> {
        Options::parse(Parser::from_args(words))
    }

    #[test]
    fn what_to_time_has_to_be_said_and_known() {
        assert!(parse(&[]).unwrap_err().to_string().contains("bench native"));
        assert!(parse(&["firefox"]).unwrap_err().to_string().contains("firefox"));
        assert!(parse(&["native", "browser"]).unwrap_err().to_string().contains("browser"));
        assert!(parse(&["native", "--rounds", "0"]).unwrap_err().to_string().contains("--rounds"));
        assert!(parse(&["native", "--rounds", "9"]).unwrap_err().to_string().contains("10 upwards"));
        assert!(parse(&["native", "--rounds", "10"]).is_ok());
        assert!(parse(&["browser", "--peers"]).unwrap_err().to_string().contains("--peers"));
        assert!(parse(&["growth", "--peers"]).unwrap().peers);
        let options = parse(&["browser", "--pages", "here", "--rounds", "4"]).unwrap();
        assert_eq!((options.place, options.rounds), (Place::Browser, Some(4)));
    }

    #[test]
    fn the_pages_are_all_html_files_but_what_lies_beside_a_source() {
        let folder = Folder::new("bench-pages");
        for file in ["one.html", "deep/two.htm", "deep/notes.txt", "three/source.html", "three/expected.html"] {
            folder.write(file, "");
        }
        let root = folder.path().canonicalize().unwrap();
        let found = pages(folder.path()).unwrap();
        assert_eq!(found, ["deep/two.htm", "one.html", "three/source.html"].map(|file| root.join(file)));
    }

    #[test]
    fn a_folder_without_pages_is_named() {
        let folder = Folder::new("bench-empty");
        folder.write("notes.txt", "");
        assert!(pages(folder.path()).unwrap_err().to_string().contains("bench-empty"));
        assert!(pages(Path::new("no-such-folder")).unwrap_err().to_string().contains("no-such-folder"));
    }
}
