//! `cargo xtask bench`: how long reading takes, natively by stage and in a browser beside other readers.

use std::fs;
use std::path::{Path, PathBuf};

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
/// What a page's file is called where what a reader should make of it lies beside it.
const SOURCE: &str = "source.html";

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
}

impl Options {
    pub(crate) fn parse(mut arguments: Parser) -> Result<Self> {
        let (mut place, mut pages, mut rounds, mut only) = (None, None, None, None);
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
                Arg::Long("rounds") => {
                    let number = arguments.value()?;
                    let parsed: Option<u32> = number.parse().ok().filter(|&rounds| rounds > 0);
                    rounds = Some(parsed.with_context(|| {
                        format!("--rounds takes a number from 1 upwards, not {}", number.display())
                    })?);
                }
                other => {
                    bail!("{}; bench takes native, browser or growth, --pages, --rounds and --only", other.unexpected())
                }
            }
        }
        let place = place.context("say what to time: cargo xtask bench native, or cargo xtask bench browser")?;
        Ok(Self { place, pages, rounds, only })
    }
}

/// Times what was asked for, prints the figures and leaves them as JSON.
pub(crate) fn run(project: &Project, options: &Options) -> Result<()> {
    if options.place == Place::Growth {
        return growth(project, options);
    }
    let folder = options.pages.clone().unwrap_or_else(|| project.site().join("samples"));
    let pages = pages(&folder)?;
    let results = project.root.join("target/bench");
    fs::create_dir_all(&results).with_context(|| format!("cannot make the folder {}", results.display()))?;
    let list = results.join("pages.txt");
    let lines: Vec<_> = pages.iter().map(|page| page.display().to_string()).collect();
    fs::write(&list, lines.join("\n")).with_context(|| format!("cannot write {}", list.display()))?;

    let out = match options.place {
        Place::Native => native(project, options, &list, results.join("native.json"))?,
        _ => in_browser(project, options, &list, results.join("browser.json"))?,
    };
    say::done(&format!("The figures are in {}", out.strip_prefix(&project.root).unwrap_or(&out).display()));
    Ok(())
}

/// How time and memory grow with the input; fails where either grows too fast.
fn growth(project: &Project, options: &Options) -> Result<()> {
    say::doing("Reading inputs that mean harm, at growing sizes");
    let results = project.root.join("target/bench");
    fs::create_dir_all(&results).with_context(|| format!("cannot make the folder {}", results.display()))?;
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
    cargo.args(["bench", "--quiet", "--package", "plainleaf", "--bench", "stages", "--"]);
    cargo.arg("--list").arg(list).arg("--out").arg(&out);
    if let Some(rounds) = options.rounds {
        cargo.args(["--rounds", &rounds.to_string()]);
    }
    process::run(&mut cargo, "The message above says what it met.")?;
    Ok(out)
}

fn in_browser(project: &Project, options: &Options, list: &Path, out: PathBuf) -> Result<PathBuf> {
    build::package(project)?;
    node::ensure_packages(project)?;
    let chromium = Driven::ensure(project, Browser::Chrome)?.browser;
    say::doing("Timing side by side in headless Chromium");
    let mut command = project.command("node");
    command.arg(project.end_to_end().join(IN_BROWSER)).env("CHROMIUM_PATH", chromium);
    command.arg("--list").arg(list).arg("--package").arg(project.package()).arg("--out").arg(&out);
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
