//! What the command line may say.

use crate::output;
use clap::error::ErrorKind;
use clap::{Args, Parser, Subcommand, ValueEnum};
use plainleaf::page::{dates, url};
use std::path::PathBuf;
use std::process::ExitCode;

/// Takes the clutter out of web pages and marks quotes, figures and names.
#[derive(Debug, Parser)]
#[command(
    version,
    about,
    after_help = "Exit status: 0, or 2 for bad usage or a file that cannot be read; the other files are still done."
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read pages: the clutter goes, the marks come.
    Read(ReadArguments),
    /// Mark plain text as it stands.
    Mark(MarkArguments),
}

#[derive(Debug, Args)]
pub(crate) struct ReadArguments {
    /// How the readings are written.
    #[arg(long, value_enum, default_value = "html")]
    pub(crate) format: ReadFormat,
    /// Where the page was found; relative links are resolved against it.
    #[arg(long, value_parser = absolute)]
    pub(crate) url: Option<String>,
    /// What the files hold.
    #[arg(long, value_enum, default_value = "html")]
    pub(crate) input: Input,
    /// Leave the marks out.
    #[arg(long)]
    pub(crate) no_marks: bool,
    /// Show every removed block with its reason, on standard error.
    #[arg(long)]
    pub(crate) explain: bool,
    /// Files to read; - is standard input.
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReadFormat {
    /// A complete document a file, safe to open.
    Html,
    /// The reading, indented; of several files a list of readings.
    Json,
    /// One reading a line, in the order of the files; a line with "reason" where there is none.
    Jsonl,
    /// The article as Markdown.
    Markdown,
    /// The article's text.
    Text,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Input {
    /// Web pages.
    Html,
    /// Pages saved or copied as plain text.
    Text,
}

#[derive(Debug, Args)]
pub(crate) struct MarkArguments {
    /// How the marked text is written.
    #[arg(long, value_enum, default_value = "html", conflicts_with = "jsonl")]
    pub(crate) format: MarkFormat,
    /// When the text was published (a date, ISO 8601); relative dates in it are resolved against it.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) published: Option<String>,
    /// Read one {"id", "text", "published"?} a line, write one {"id", "quotes", "figures", "names"} a line.
    #[arg(long)]
    pub(crate) jsonl: bool,
    /// Files to mark; - is standard input.
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum MarkFormat {
    /// A complete document a file, with the marks in place.
    Html,
    /// Text and marks, indented; of several files a list. Offsets are into the text as given.
    Json,
}

/// The arguments, or the code to leave with: help was asked for, or the usage was bad and one line
/// on standard error says how.
pub(crate) fn parse() -> Result<Arguments, ExitCode> {
    Arguments::try_parse().map_err(|error| match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // A pipe that is closed early is no failure.
            let _ = error.print();
            ExitCode::SUCCESS
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
            output::note("plainleaf: say what to do, read or mark; see plainleaf --help\n");
            ExitCode::from(2)
        }
        _ => {
            // The parser's message spreads over lines: what is wrong, then tips and the usage.
            let message = error.render().to_string();
            let what = message.split("\n\n").next().unwrap_or_default();
            let what = what.split_whitespace().collect::<Vec<_>>().join(" ");
            let what = what.strip_prefix("error: ").unwrap_or(&what);
            output::note(&format!("plainleaf: {what}; see plainleaf --help\n"));
            ExitCode::from(2)
        }
    })
}

fn absolute(address: &str) -> Result<String, &'static str> {
    url::resolve("", address)
        .filter(|address| url::host(address).is_some())
        .ok_or("an absolute address is wanted, such as https://example.org/page")
}

fn date(text: &str) -> Result<String, &'static str> {
    dates::parse(text).ok_or("a date is wanted, such as 2023-05-04 or 2023-05-04T09:30:00Z")
}
