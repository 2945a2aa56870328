//! Files, and standard input, as bytes.

use plainleaf::page::{Limits, PageError};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

/// Opens a file; `-` is standard input.
pub(crate) fn open(path: &Path) -> io::Result<Box<dyn BufRead>> {
    if path.as_os_str() == "-" {
        return Ok(Box::new(io::stdin().lock()));
    }
    Ok(Box::new(BufReader::new(File::open(path)?)))
}

/// Reads a whole file, or says in a few words why not.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    let limit = Limits::default().bytes;
    let mut bytes = Vec::new();
    let mut input = open(path).map_err(|error| reason(&error))?.take(limit as u64 + 1);
    input.read_to_end(&mut bytes).map_err(|error| reason(&error))?;
    if bytes.len() > limit { Err(PageError::TooManyBytes { limit }.to_string()) } else { Ok(bytes) }
}

/// What went wrong, without the system's error number.
pub(crate) fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    match text.split_once(" (os error") {
        Some((what, _)) => what.to_lowercase(),
        None => text,
    }
}

/// What a file is called in messages and results.
pub(crate) fn name(path: &Path) -> String {
    path.display().to_string()
}
