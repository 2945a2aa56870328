//! What the command line may say.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Takes the clutter out of web pages and marks quotes, figures and names.
#[derive(Debug, Parser)]
#[command(version, about)]
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
    /// How the reading is written.
    #[arg(long, value_enum, default_value = "html")]
    pub(crate) format: ReadFormat,
    /// Where the page was found, for relative links.
    #[arg(long)]
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
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReadFormat {
    Html,
    Json,
    Jsonl,
    Markdown,
    Text,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Input {
    Html,
    Text,
}

#[derive(Debug, Args)]
pub(crate) struct MarkArguments {
    /// How the marked text is written.
    #[arg(long, value_enum, default_value = "html")]
    pub(crate) format: MarkFormat,
    /// When the text was published (ISO 8601), for relative dates.
    #[arg(long)]
    pub(crate) published: Option<String>,
    /// Read one {"id", "text", "published"?} a line, write one {"id", "quotes", "figures", "names"} a line.
    #[arg(long)]
    pub(crate) jsonl: bool,
    /// Files to mark; - is standard input.
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum MarkFormat {
    Html,
    Json,
}
