//! `cargo xtask fuzz`: gives each check of `fuzz/src` inputs that nobody thought of, for some seconds each.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};
use lexopt::{Arg, Parser, ValueExt};

use crate::project::Project;
use crate::tools::pinned::Pinned;
use crate::tools::rust;
use crate::{process, say};

/// The fuzzers, each with its dictionary and with folders of our own files that it may begin with.
const FUZZERS: [(&str, &str, &[&str]); 6] = [
    ("page", "html", &["www/samples", "tests/fixtures/clutter", "tests/fixtures/page"]),
    ("saved", "html", &["www/samples", "tests/fixtures/clutter"]),
    ("snapshot", "html", &[]),
    ("marking", "marking", &["tests/fixtures/quotes", "tests/fixtures/names"]),
    ("figures", "figures", &["tests/fixtures/figures"]),
    ("metadata", "metadata", &[]),
];

/// A fuzzer's compiler: what watches a program's paths is not in the stable one.
const TOOLCHAIN: &str = "nightly";
/// An input that takes longer than this has hung, in seconds; and the longest, in bytes.
const HUNG: u32 = 20;
const LONGEST: u32 = 16 << 10;

/// How it was asked for.
#[derive(Debug)]
pub(crate) struct Options {
    /// For each fuzzer.
    seconds: u32,
    /// All, where none is named.
    only: Vec<String>,
}

impl Options {
    pub(crate) fn parse(mut arguments: Parser) -> Result<Self> {
        let mut options = Self { seconds: 60, only: Vec::new() };
        while let Some(argument) = arguments.next()? {
            match argument {
                Arg::Long("seconds") => {
                    let number = arguments.value()?;
                    let parsed: Option<u32> = number.parse().ok().filter(|&seconds| seconds > 0);
                    options.seconds = parsed.with_context(|| {
                        format!("--seconds takes a number from 1 upwards, not {}", number.display())
                    })?;
                }
                Arg::Value(name) if FUZZERS.iter().any(|(known, ..)| name == *known) => {
                    options.only.push(name.to_string_lossy().into_owned());
                }
                Arg::Value(name) => {
                    let names: Vec<_> = FUZZERS.iter().map(|(name, ..)| *name).collect();
                    bail!("there is no fuzzer `{}`: {}", name.display(), names.join(", "));
                }
                other => bail!("{}; fuzz takes the names of fuzzers, and --seconds N", other.unexpected()),
            }
        }
        Ok(options)
    }
}

/// Builds the fuzzers and runs each for a while; fails at the first that finds something.
pub(crate) fn run(project: &Project, options: &Options) -> Result<()> {
    if let Err(error) = rust::ensure_toolchain(TOOLCHAIN) {
        say::note(&format!("Nothing is fuzzed, for that takes Rust's {TOOLCHAIN} compiler: {error}"));
        say::note("tests/any_input.rs checks all that was ever found without it");
        return Ok(());
    }
    let fuzz = Pinned::cargo_fuzz(project).ensure(project)?;
    let cargo_fuzz = |verb: &str| -> Result<Command> {
        let mut command = project.command("rustup");
        command.env("PATH", process::path_with(&[&fuzz])?).env_remove("CARGO").env_remove("RUSTUP_TOOLCHAIN");
        // The library forbids unsafe code, so that watching memory would only cost time.
        command.args(["run", TOOLCHAIN, "cargo", "fuzz", verb, "--sanitizer", "none", "--target-dir", "target/fuzz"]);
        Ok(command)
    };
    say::doing("Building the fuzzers");
    process::run(&mut cargo_fuzz("build")?, "The compiler's message above says what to mend.")?;

    for (name, dictionary, seeds) in FUZZERS {
        if !options.only.is_empty() && !options.only.iter().any(|only| only == name) {
            continue;
        }
        say::doing(&format!("Fuzzing {name} for {} s", options.seconds));
        // What it finds on its way goes to the first folder; the project's own stays as it is.
        let found = project.root.join("target/fuzz/corpus").join(name);
        fs::create_dir_all(&found).with_context(|| format!("cannot make the folder {}", found.display()))?;
        let own = project.root.join("fuzz/corpus").join(name);
        let folders = seeds.iter().map(|seeds| project.root.join(seeds)).chain([own]).filter(|folder| folder.is_dir());
        let mut command = cargo_fuzz("run")?;
        command.arg(name).arg(&found).args(folders.collect::<Vec<PathBuf>>()).arg("--");
        command.arg(format!("-max_total_time={}", options.seconds));
        command.arg(format!("-dict={}", project.root.join(format!("fuzz/dictionaries/{dictionary}.dict")).display()));
        command.args([format!("-timeout={HUNG}"), format!("-max_len={LONGEST}")]);
        command.args(["-rss_limit_mb=2048", "-verbosity=0", "-print_final_stats=1"]);
        process::run(
            &mut command,
            "The input that it names breaks what the message above says: put it into fuzz/corpus under a name that says \
             what it shows, see `cargo test --test any_input` fail, and mend the code.",
        )?;
    }
    say::done("The fuzzers found nothing");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &[&str]) -> Result<Options> {
        Options::parse(Parser::from_args(words))
    }

    #[test]
    fn fuzzers_are_asked_for_by_name_and_seconds() {
        let options = parse(&["page", "--seconds", "5", "saved"]).unwrap();
        assert_eq!((options.seconds, options.only), (5, vec!["page".to_owned(), "saved".to_owned()]));
        assert!(parse(&["pages"]).unwrap_err().to_string().contains("metadata"));
        assert!(parse(&["--seconds", "0"]).unwrap_err().to_string().contains("--seconds"));
    }

    #[test]
    fn every_fuzzer_is_there_with_its_dictionary() {
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
        for (name, dictionary, seeds) in FUZZERS {
            assert!(root.join(format!("fuzz/fuzz_targets/{name}.rs")).is_file(), "{name}");
            assert!(root.join(format!("fuzz/dictionaries/{dictionary}.dict")).is_file(), "{dictionary}");
            assert!(seeds.iter().all(|seeds| root.join(seeds).is_dir()), "{name}: {seeds:?}");
        }
    }
}
