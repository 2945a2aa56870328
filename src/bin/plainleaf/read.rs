//! `plainleaf read`.

use crate::arguments::{Input, ReadArguments, ReadFormat};
use crate::output::{List, Together, json};
use crate::progress::Progress;
use crate::{document, explain, input, output, pool};
use plainleaf::page::{Limits, Source, decode};
use plainleaf::{Kinds, Options, Page, Read, Reading};
use serde::Serialize;
use std::io::{self, Write};
use std::path::Path;

/// Reads every file, on all cores, and writes the readings to standard output in the order of the files; says whether all
/// could be read.
pub(crate) fn run(arguments: &ReadArguments) -> io::Result<bool> {
    let files = &arguments.files;
    let mut out = output::standard();
    let mut progress = Progress::new(files.len());
    let kind = match arguments.format {
        ReadFormat::Json if files.len() > 1 => Together::JsonList,
        ReadFormat::Markdown | ReadFormat::Text => Together::Paragraphs,
        _ => Together::Lines,
    };
    let mut list = List::new(kind);
    let mut unreadable = 0;
    let work = |file: usize| answer(&files[file], arguments);
    pool::in_order(files.len(), pool::threads(files.len()), work, |file, answer| {
        let source = input::name(&files[file]);
        let answer = answer.unwrap_or_else(|| {
            no_reading(&source, "it brings out a mistake in Plainleaf".to_owned(), false, arguments.format)
        });
        if answer.complaint.is_some() || !answer.explanation.is_empty() {
            progress.clear();
        }
        if let Some(complaint) = &answer.complaint {
            output::complain(&source, complaint);
        }
        output::note(&answer.explanation);
        unreadable += usize::from(!answer.is_read);
        list.write(&mut out, &answer.output)?;
        progress.show(file + 1);
        Ok(())
    })?;
    list.finish(&mut out)?;
    out.flush()?;
    progress.finish(unreadable);
    Ok(unreadable == 0)
}

/// What comes of one file.
#[derive(Default)]
struct Answer {
    /// For standard output; empty where there is nothing to write.
    output: String,
    /// For standard error: what is wrong.
    complaint: Option<String>,
    /// For standard error: what was left out.
    explanation: String,
    /// Whether the file could be read at all.
    is_read: bool,
}

/// A reading with the file that it is of.
#[derive(Serialize)]
struct Sourced<'a> {
    source: &'a str,
    #[serde(flatten)]
    reading: &'a Reading,
}

/// The answer where there is no reading.
#[derive(Serialize)]
struct NoReading<'a> {
    source: &'a str,
    text: &'static str,
    reason: &'a str,
}

fn answer(file: &Path, arguments: &ReadArguments) -> Answer {
    let source = input::name(file);
    let page = match page(file, arguments.input) {
        Ok(page) => page,
        Err(reason) => return no_reading(&source, reason, false, arguments.format),
    };
    let marks = if arguments.no_marks { Kinds::NONE } else { Kinds::ALL };
    let options = Options { url: arguments.url.clone(), marks, ..Options::default() };
    match plainleaf::read(&page, &options) {
        Ok(read) => {
            let explanation =
                if arguments.explain { explain::table(&source, &read.reading.removed) } else { String::new() };
            let output = written(&source, read, arguments.format);
            Answer { output, explanation, complaint: None, is_read: true }
        }
        Err(reason) => no_reading(&source, reason.to_string(), true, arguments.format),
    }
}

fn page(file: &Path, kind: Input) -> Result<Page, String> {
    let bytes = input::bytes(file)?;
    let page = match kind {
        Input::Html => Page::from_bytes(&bytes, None, Limits::default()),
        Input::Text => decode(&bytes, None, Source::Plain).and_then(|text| Page::from_plain(&text, Limits::default())),
    };
    page.map_err(|error| error.to_string())
}

fn no_reading(source: &str, reason: String, is_read: bool, format: ReadFormat) -> Answer {
    let mut answer = Answer { is_read, ..Answer::default() };
    if format == ReadFormat::Jsonl {
        answer.output = json(&NoReading { source, text: "", reason: &reason }, false);
    }
    // A line that says why is answer enough for a page without an article.
    if format != ReadFormat::Jsonl || !is_read {
        answer.complaint = Some(reason);
    }
    answer
}

fn written(source: &str, mut read: Read, format: ReadFormat) -> String {
    match format {
        ReadFormat::Json | ReadFormat::Jsonl => {
            read.reading.html = Some(read.to_html());
            json(&Sourced { source, reading: &read.reading }, format == ReadFormat::Json)
        }
        ReadFormat::Html => document::document(&read.reading, &read.to_html()),
        ReadFormat::Markdown => line(read.to_markdown()),
        ReadFormat::Text => line(read.reading.text),
    }
}

/// The text with one line break at its end.
fn line(mut text: String) -> String {
    text.truncate(text.trim_end_matches('\n').len());
    text.push('\n');
    text
}
