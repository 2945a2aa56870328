//! `plainleaf mark`.

use crate::arguments::{MarkArguments, MarkFormat};
use crate::output::{List, Together, json};
use crate::{document, input, output};
use plainleaf::clutter::Verdict;
use plainleaf::page::{Limits, Source, dates, decode};
use plainleaf::reading::{self, Figure, Name, Quote, Reading};
use plainleaf::{Context, Kinds, Page, Text, Verdicts, article, render};
use serde::{Deserialize, Serialize};
use std::io::{self, BufRead, Read, Write};
use std::path::Path;

/// Marks every file and writes what was found to standard output; says whether all could be read.
pub(crate) fn run(arguments: &MarkArguments) -> io::Result<bool> {
    let mut out = output::standard();
    let mut all_read = true;
    let together = if arguments.format == MarkFormat::Json && !arguments.jsonl && arguments.files.len() > 1 {
        Together::JsonList
    } else {
        Together::Lines
    };
    let mut list = List::new(together);
    for file in &arguments.files {
        if arguments.jsonl {
            all_read &= mark_lines(file, arguments, &mut out)?;
            continue;
        }
        match mark_file(file, arguments) {
            Ok(text) => list.write(&mut out, &text)?,
            Err(what) => {
                output::complain(&input::name(file), &what);
                all_read = false;
            }
        }
    }
    list.finish(&mut out)?;
    out.flush()?;
    Ok(all_read)
}

/// A text of its own with its marks.
#[derive(Serialize)]
struct Marked<'a> {
    source: &'a str,
    text: &'a str,
    quotes: Vec<Quote>,
    figures: Vec<Figure>,
    names: Vec<Name>,
}

fn mark_file(file: &Path, arguments: &MarkArguments) -> Result<String, String> {
    let bytes = input::bytes(file)?;
    let text = decode(&bytes, None, Source::Plain).map_err(|error| error.to_string())?;
    let context = Context { published: arguments.published.as_deref(), ..Context::default() };
    match arguments.format {
        MarkFormat::Json => {
            let (quotes, figures, names) = marks(&text, &context);
            Ok(json(&Marked { source: &input::name(file), text: &text, quotes, figures, names }, true))
        }
        MarkFormat::Html => {
            let page = Page::from_plain(&text, Limits::default()).map_err(|error| error.to_string())?;
            let article = article::build(&page, &Verdicts::all(&page, Verdict::Keep), None);
            let marks = plainleaf::mark(&article.text, &context, Kinds::ALL);
            Ok(document::document(&Reading::default(), &render::html(&article, &marks)))
        }
    }
}

/// A line of input.
#[derive(Deserialize)]
struct Row {
    #[serde(default)]
    id: serde_json::Value,
    text: String,
    #[serde(default)]
    published: Option<String>,
}

/// A line of output.
#[derive(Serialize)]
struct MarkedRow<'a> {
    id: &'a serde_json::Value,
    quotes: Vec<Quote>,
    figures: Vec<Figure>,
    names: Vec<Name>,
}

/// Marks one text a line; says whether all lines could be read.
fn mark_lines(file: &Path, arguments: &MarkArguments, out: &mut impl Write) -> io::Result<bool> {
    let source = input::name(file);
    let mut lines = match input::open(file) {
        Ok(lines) => lines,
        Err(error) => {
            output::complain(&source, &input::reason(&error));
            return Ok(false);
        }
    };
    let limit = Limits::default().bytes;
    let (mut all_read, mut line) = (true, Vec::new());
    for number in 1_usize.. {
        line.clear();
        match (&mut lines).take(limit as u64).read_until(b'\n', &mut line) {
            Ok(0) => break,
            Ok(_) => {}
            Err(error) => {
                output::complain(&source, &input::reason(&error));
                return Ok(false);
            }
        }
        let json_text = if number == 1 { line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line) } else { &line };
        if json_text.trim_ascii().is_empty() {
            continue;
        }
        match serde_json::from_slice::<Row>(json_text) {
            Ok(row) => {
                let published =
                    row.published.as_deref().map(|date| dates::parse(date).unwrap_or_else(|| date.to_owned()));
                let published = published.as_deref().or(arguments.published.as_deref());
                let (quotes, figures, names) = marks(&row.text, &Context { published, ..Context::default() });
                out.write_all(json(&MarkedRow { id: &row.id, quotes, figures, names }, false).as_bytes())?;
            }
            Err(error) => {
                output::complain(&source, &format!("line {number}: {}", what(&error)));
                all_read = false;
            }
        }
    }
    Ok(all_read)
}

/// What is wrong with a line, without the parser's own line number, which is always 1.
fn what(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.split_once(" at line 1 column ") {
        Some((what, column)) => format!("{what} at column {column}"),
        None => text,
    }
}

fn marks(text: &str, context: &Context<'_>) -> (Vec<Quote>, Vec<Figure>, Vec<Name>) {
    let text = Text::from_plain(text);
    let marks = plainleaf::mark(&text, context, Kinds::ALL);
    reading::marked(&text, &marks)
}
