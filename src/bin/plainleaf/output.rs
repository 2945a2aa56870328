//! Standard output, and how the command ends.

use crate::input;
use serde::Serialize;
use std::io::{self, BufWriter, ErrorKind, StdoutLock, Write};
use std::process::ExitCode;

/// Standard output, locked and buffered.
pub(crate) fn standard() -> BufWriter<StdoutLock<'static>> {
    BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

/// Says on one line of standard error what is wrong with a file.
pub(crate) fn complain(source: &str, what: &str) {
    let what = what.split_whitespace().collect::<Vec<_>>().join(" ");
    note(&format!("plainleaf: {source}: {what}\n"));
}

/// Writes to standard error; when nobody listens there, nothing is lost.
pub(crate) fn note(text: &str) {
    let _ = io::stderr().write_all(text.as_bytes());
}

/// A value as JSON with a line break behind.
pub(crate) fn json(value: &impl Serialize, indented: bool) -> String {
    let written = if indented { serde_json::to_string_pretty(value) } else { serde_json::to_string(value) };
    // Strings and numbers can always be written.
    let mut written = written.unwrap_or_default();
    written.push('\n');
    written
}

/// How the outputs of several files stand together.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Together {
    /// One after the other.
    Lines,
    /// With an empty line between.
    Paragraphs,
    /// As the members of a JSON list.
    JsonList,
}

/// Puts the outputs of several files together.
pub(crate) struct List {
    together: Together,
    written: usize,
}

impl List {
    pub(crate) const fn new(together: Together) -> Self {
        Self { together, written: 0 }
    }

    /// Writes one file's output; nothing where there is none.
    pub(crate) fn write(&mut self, out: &mut impl Write, text: &str) -> io::Result<()> {
        if text.is_empty() {
            return Ok(());
        }
        let (before, text) = match (self.together, self.written) {
            (Together::JsonList, 0) => ("[\n", text.trim_end()),
            (Together::JsonList, _) => (",\n", text.trim_end()),
            (Together::Paragraphs, 1..) => ("\n", text),
            _ => ("", text),
        };
        self.written += 1;
        out.write_all(before.as_bytes())?;
        out.write_all(text.as_bytes())
    }

    pub(crate) fn finish(&self, out: &mut impl Write) -> io::Result<()> {
        match (self.together, self.written) {
            (Together::JsonList, 0) => out.write_all(b"[]\n"),
            (Together::JsonList, _) => out.write_all(b"\n]\n"),
            _ => Ok(()),
        }
    }
}

/// The exit code of a run: whether every file could be read, or why standard output could not be written.
pub(crate) fn exit_code(done: io::Result<bool>) -> ExitCode {
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(2),
        // Whoever reads has seen enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            complain("standard output", &input::reason(&error));
            ExitCode::from(2)
        }
    }
}
