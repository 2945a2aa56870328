//! `cargo xtask score`: how well the command does on a folder of cases.

use std::path::PathBuf;

use anyhow::{Context, Result, bail, ensure};
use lexopt::{Arg, Parser, ValueExt};

use crate::project::Project;
use crate::say;
use crate::score::floors::Floors;
use crate::score::plainleaf::Plainleaf;
use crate::score::{self, Options, Part};
use crate::tools::cargo;

/// Where the floors are, from the root of the project.
const FLOORS: &str = "tests/floors.toml";

/// Reads what is to be scored.
pub(crate) fn parse(mut arguments: Parser) -> Result<Options> {
    let mut data: Option<PathBuf> = None;
    let mut command = None;
    let mut only = None;
    let mut worst = 0;
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("data") => data = Some(arguments.value()?.into()),
            Arg::Long("command") => command = Some(arguments.value()?.into()),
            Arg::Long("only") => {
                let name = arguments.value()?.string()?;
                only = Some(
                    Part::named(&name)
                        .with_context(|| format!("there is no part `{name}`: articles, names, quotes, figures"))?,
                );
            }
            Arg::Long("worst") => {
                let number = arguments.value()?;
                worst = number
                    .parse()
                    .with_context(|| format!("--worst takes a number of cases, not {}", number.display()))?;
            }
            other => {
                bail!("{}; score takes --data DIR, --only PART, --worst N and --command FILE", other.unexpected())
            }
        }
    }
    let data = data.context("say where the cases are: cargo xtask score --data DIR")?;
    Ok(Options { data, only, worst, command })
}

/// Builds the command, scores it, and fails where a measure is below its floor.
pub(crate) fn run(project: &Project, options: &Options) -> Result<()> {
    let data = &options.data;
    ensure!(data.is_dir(), "there is no folder {}", data.display());
    let floors = Floors::parse(&project.read(FLOORS)?).with_context(|| format!("{FLOORS} is not as it should be"))?;

    let program = match &options.command {
        Some(program) => {
            program.canonicalize().with_context(|| format!("there is no command {}", program.display()))?
        }
        None => {
            say::doing("Building the command");
            cargo::build_command(project, &["--release"])?
        }
    };
    let plainleaf = Plainleaf::new(program, project.scratch()?.join("pages"));
    let measures = score::run(&plainleaf, options)?;

    let compared = floors.compare(&measures)?;
    for sentence in &compared.raise {
        say::note(sentence);
    }
    if options.only.is_none() {
        for name in &compared.unmeasured {
            say::note(&format!("{name} was not measured, so its floor was not checked"));
        }
    }
    if compared.below.is_empty() {
        say::done(&format!("No figure is below its floor ({} compared)", compared.held));
        return Ok(());
    }
    bail!("below the floors of {FLOORS}: {}", compared.below.join("; "))
}
