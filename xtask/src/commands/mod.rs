//! The commands: one module each. Every one does the set-up that it needs by itself.

mod bench;
mod build;
mod check;
mod dist;
mod fuzz;
mod score;
mod serve;
mod setup;
mod test;
mod train;

use anyhow::{Result, bail};
use lexopt::{Arg, Parser};

use crate::project::Project;

const HELP: &str = "\
cargo xtask COMMAND

  setup                 get everything that the other commands need
  build                 build the browser package into www/pkg and weigh it
  serve                 build, then serve the site on this machine
      --port N            on this port; 0 picks a free one
      --open              and open it in the browser
  test [PART]           run every test, or one part: native, browser, site
  check                 formatting, lints, documentation and dependencies
  score --data DIR      measure accuracy on a folder of cases, and check tests/floors.toml
      --only PART         articles, names, quotes or figures
      --worst N           and list the N worst cases of each measure
      --command FILE      of a command built earlier, not of the one of now
  fuzz [NAME]           try every check of fuzz/src, or one, on inputs that nobody thought of
      --seconds N         for so long each
  bench PLACE           time reading: native (each stage), browser (beside other readers), or growth (with the input)
      --pages DIR         on the *.html files below it, not on the samples
      --rounds N          as often as that
      --only WORDS        growth: of the inputs whose names hold these words
  train WHAT            remake a learned model from data: names or clutter
  dist [PART]           make dist/, or one part: command, npm, site, extension

Each command first sets up what it needs, so none has to come before another.";

/// Runs the command that the arguments name.
pub(crate) fn run(mut arguments: Parser) -> Result<()> {
    let name = match arguments.next()? {
        None | Some(Arg::Short('h') | Arg::Long("help")) => {
            println!("{HELP}");
            return Ok(());
        }
        Some(Arg::Value(name)) => name.to_string_lossy().into_owned(),
        Some(other) => bail!("{}", other.unexpected()),
    };
    match name.as_str() {
        "help" => println!("{HELP}"),
        "setup" => setup::run(&plain(arguments)?)?,
        "build" => build::run(&plain(arguments)?)?,
        "serve" => {
            let options = serve::Options::parse(arguments)?;
            serve::run(&Project::open()?, &options)?;
        }
        "test" => {
            let parts = parts(&test::Part::NAMES, arguments)?;
            test::run(&Project::open()?, &parts)?;
        }
        "check" => check::run(&plain(arguments)?)?,
        "score" => {
            let options = score::parse(arguments)?;
            score::run(&Project::open()?, &options)?;
        }
        "bench" => {
            let options = bench::Options::parse(arguments)?;
            bench::run(&Project::open()?, &options)?;
        }
        "fuzz" => {
            let options = fuzz::Options::parse(arguments)?;
            fuzz::run(&Project::open()?, &options)?;
        }
        "train" => train::run(&Project::open()?, arguments)?,
        "dist" => {
            let parts = parts(&dist::Part::NAMES, arguments)?;
            dist::run(&Project::open()?, &parts)?;
        }
        _ => bail!("there is no command `{name}`\n\n{HELP}"),
    }
    Ok(())
}

/// Reads which parts of a command are asked for, by their names; all, where none is.
fn parts<Part: Copy>(named: &[(&str, Part)], mut arguments: Parser) -> Result<Vec<Part>> {
    let names = || named.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
    let mut parts = Vec::new();
    while let Some(argument) = arguments.next()? {
        let Arg::Value(name) = argument else {
            bail!("{}; the parts are {}", argument.unexpected(), names());
        };
        match named.iter().find(|(known, _)| name == *known) {
            Some(&(_, part)) => parts.push(part),
            None => bail!("there is no part `{}`: {}", name.display(), names()),
        }
    }
    Ok(if parts.is_empty() { named.iter().map(|&(_, part)| part).collect() } else { parts })
}

/// Opens the project for a command that takes no arguments.
fn plain(mut arguments: Parser) -> Result<Project> {
    if let Some(argument) = arguments.next()? {
        bail!("{}; `cargo xtask help` lists what there is", argument.unexpected());
    }
    Project::open()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(words: &[&str]) -> String {
        run(Parser::from_args(words)).unwrap_err().to_string()
    }

    #[test]
    fn an_unknown_command_is_answered_with_the_list() {
        let error = refused(&["sevre"]);
        assert!(error.starts_with("there is no command `sevre`"), "{error}");
        assert!(error.contains("serve "), "{error}");
    }

    #[test]
    fn all_parts_are_meant_where_none_is_named() {
        let named = [("one", 1), ("two", 2)];
        assert_eq!(parts(&named, Parser::from_args([""; 0])).unwrap(), [1, 2]);
        assert_eq!(parts(&named, Parser::from_args(["two"])).unwrap(), [2]);
    }

    #[test]
    fn an_argument_too_many_is_named() {
        assert!(refused(&["build", "--fast"]).contains("--fast"));
        assert!(refused(&["dist", "here"]).contains("here"));
        assert!(refused(&["serve", "--prot", "1"]).contains("--prot"));
        assert!(refused(&["serve", "--port", "99999"]).contains("99999"));
        assert!(refused(&["test", "everything"]).contains("everything"));
        assert!(refused(&["score"]).contains("--data"));
        assert!(refused(&["bench"]).contains("native"));
        assert!(refused(&["score", "--data", ".", "--only", "words"]).contains("words"));
    }
}
