//! The command that is scored: pages and texts go in, readings and marks come out.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use anyhow::{Context, Result, anyhow, bail, ensure};
use flate2::read::GzDecoder;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::process;
use crate::say::Bar;

/// How many pages one call of the command reads.
const BATCH: usize = 40;

/// The built command.
pub(crate) struct Plainleaf {
    program: PathBuf,
    /// Where pages are unpacked while they are read.
    unpacked: PathBuf,
}

/// A text for the command to mark.
#[derive(Serialize)]
pub(super) struct Text<'a> {
    pub(super) id: &'a str,
    pub(super) text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) published: Option<&'a str>,
}

/// What the command found in a text.
#[derive(Debug, Deserialize)]
pub(super) struct Marking {
    id: String,
    pub(super) quotes: Vec<Quote>,
    pub(super) figures: Vec<Figure>,
    pub(super) names: Vec<Name>,
}

/// A stretch of a text, in UTF-16 code units, end-exclusive.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq)]
pub(super) struct Span {
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Span {
    /// Whether the two share anything.
    pub(super) fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Quote {
    #[serde(flatten)]
    span: Span,
    #[serde(default)]
    segments: Option<Vec<Span>>,
    #[serde(default)]
    pub(super) speaker: Option<Speaker>,
}

impl Quote {
    /// The quoted stretches: the segments, or the whole where it is not broken.
    pub(super) fn pieces(&self) -> &[Span] {
        match &self.segments {
            Some(segments) if !segments.is_empty() => segments,
            _ => std::slice::from_ref(&self.span),
        }
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Speaker {
    #[serde(default)]
    pub(super) mention: Option<Span>,
    #[serde(default)]
    pub(super) name: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Figure {
    #[serde(flatten)]
    pub(super) span: Span,
    pub(super) kind: String,
    #[serde(default)]
    pub(super) value: Option<Value>,
    #[serde(default)]
    pub(super) low: Option<Value>,
    #[serde(default)]
    pub(super) high: Option<Value>,
    #[serde(default)]
    pub(super) unit: Option<String>,
    #[serde(default)]
    pub(super) unit_name: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Name {
    pub(super) kind: String,
    pub(super) mentions: Vec<Span>,
}

impl Plainleaf {
    pub(crate) fn new(program: PathBuf, unpacked: PathBuf) -> Self {
        Self { program, unpacked }
    }

    /// Reads pages and gives, in their order, as much of each reading as `T` asks for.
    ///
    /// `arguments` go to the command as they are. A page whose name ends in `.gz` is unpacked first. Batches are read side by side, on as
    /// many processors as there are.
    pub(super) fn read<T: DeserializeOwned + Send>(
        &self,
        label: &str,
        arguments: &[&str],
        pages: &[PathBuf],
    ) -> Result<Vec<T>> {
        let batches: Vec<&[PathBuf]> = pages.chunks(BATCH).collect();
        let bar = Bar::new(label, pages.len());
        let next = AtomicUsize::new(0);
        let answers = Mutex::new(Vec::new());
        let work = || -> Result<()> {
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(batch) = batches.get(at) else {
                    return Ok(());
                };
                let readings = self.read_batch::<T>(&self.unpacked.join(at.to_string()), arguments, batch);
                if readings.is_err() {
                    next.store(batches.len(), Ordering::Relaxed);
                }
                let readings = readings?;
                let mut answers = answers.lock().map_err(|_| anyhow!("a reading thread fell"))?;
                answers.push((at, readings));
                bar.advance(batch.len());
            }
        };
        let processors = thread::available_parallelism().map_or(1, usize::from);
        thread::scope(|scope| {
            let threads: Vec<_> = (0..processors).map(|_| scope.spawn(work)).collect();
            for thread in threads {
                thread.join().map_err(|_| anyhow!("a reading thread fell"))??;
            }
            anyhow::Ok(())
        })?;
        let mut answers = answers.into_inner().map_err(|_| anyhow!("a reading thread fell"))?;
        answers.sort_by_key(|(at, _)| *at);
        Ok(answers.into_iter().flat_map(|(_, readings)| readings).collect())
    }

    fn read_batch<T: DeserializeOwned>(&self, folder: &Path, arguments: &[&str], pages: &[PathBuf]) -> Result<Vec<T>> {
        fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
        let files = pages.iter().map(|page| unpack(page, folder)).collect::<Result<Vec<_>>>()?;
        let mut command = Command::new(&self.program);
        command.args(["read", "--format", "jsonl"]).args(arguments).args(&files);
        let answer = process::output(&mut command)?;
        let readings: Vec<T> = parse_answer(&command, &answer)?;
        ensure!(
            readings.len() == pages.len(),
            "`{}` read {} files, but gave {} lines",
            process::show(&command),
            pages.len(),
            readings.len()
        );
        fs::remove_dir_all(folder).with_context(|| format!("cannot empty {}", folder.display()))?;
        Ok(readings)
    }

    /// A page as Markdown; empty where there is nothing to read.
    pub(super) fn markdown(&self, page: &Path) -> Result<String> {
        process::output(Command::new(&self.program).args(["read", "--no-marks", "--format", "markdown"]).arg(page))
    }

    /// Marks texts and gives what was found in each, in their order.
    pub(super) fn mark(&self, texts: &[Text<'_>]) -> Result<Vec<Marking>> {
        let mut lines = Vec::new();
        for text in texts {
            serde_json::to_writer(&mut lines, text)?;
            lines.push(b'\n');
        }
        let mut command = Command::new(&self.program);
        command.args(["mark", "--jsonl", "-"]);
        let answer = fed(&mut command, &lines)?;
        let markings: Vec<Marking> = parse_answer(&command, &answer)?;
        in_order(texts, markings)
    }
}

/// Gives each text its marking; they may come in any order.
fn in_order(texts: &[Text<'_>], markings: Vec<Marking>) -> Result<Vec<Marking>> {
    let mut by_id: HashMap<String, Marking> =
        markings.into_iter().map(|marking| (marking.id.clone(), marking)).collect();
    texts
        .iter()
        .map(|text| by_id.remove(text.id).with_context(|| format!("the command gave no line for {}", text.id)))
        .collect()
}

/// Runs a command on what is written to its standard input.
fn fed(command: &mut Command, input: &[u8]) -> Result<String> {
    let shown = process::show(command);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().with_context(|| format!("`{shown}` could not be started"))?;
    let stdin = child.stdin.take();
    let output = thread::scope(|scope| {
        // Apart, so that neither waits for the other where both write much.
        scope.spawn(move || {
            if let Some(mut stdin) = stdin {
                // A command that ends before it has read all says why by itself.
                drop(stdin.write_all(input));
            }
        });
        child.wait_with_output()
    })?;
    if !output.status.success() {
        let errors = String::from_utf8_lossy(&output.stderr);
        bail!("`{shown}` failed ({}): {}", output.status, errors.trim());
    }
    String::from_utf8(output.stdout).with_context(|| format!("`{shown}` gave what is not text"))
}

fn parse_answer<T: DeserializeOwned>(command: &Command, answer: &str) -> Result<Vec<T>> {
    super::parse_lines(answer).with_context(|| format!("cannot make sense of what `{}` gave", process::show(command)))
}

/// The page as a file that the command can read: itself, or unpacked into the folder.
fn unpack(page: &Path, folder: &Path) -> Result<PathBuf> {
    if page.extension().is_none_or(|kind| kind != "gz") {
        return Ok(page.to_owned());
    }
    let name = page.file_stem().context("a page has no name")?;
    let file = folder.join(name);
    let unpacked = File::open(page)
        .and_then(|packed| io::copy(&mut GzDecoder::new(io::BufReader::new(packed)), &mut File::create(&file)?));
    unpacked.with_context(|| format!("cannot unpack {}", page.display()))?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;
    use crate::testing::Folder;

    fn text(id: &str) -> Text<'_> {
        Text { id, text: "", published: None }
    }

    fn marking(id: &str) -> Marking {
        Marking { id: id.into(), quotes: vec![], figures: vec![], names: vec![] }
    }

    #[test]
    fn markings_are_put_in_the_order_of_their_texts() {
        let found = in_order(&[text("a"), text("b")], vec![marking("b"), marking("a")]).unwrap();
        assert_eq!(found[0].id, "a");
        let error = in_order(&[text("a"), text("b")], vec![marking("a")]).unwrap_err();
        assert_eq!(error.to_string(), "the command gave no line for b");
    }

    #[test]
    fn a_quote_that_is_not_broken_is_one_piece() {
        let whole: Quote = serde_json::from_str(r#"{"start": 1, "end": 9}"#).unwrap();
        assert_eq!(whole.pieces(), [Span { start: 1, end: 9 }]);
        let broken = r#"{"start": 1, "end": 9, "segments": [{"start": 1, "end": 3}, {"start": 5, "end": 9}],
            "speaker": {"mention": null, "name": "n1"}}"#;
        let broken: Quote = serde_json::from_str(broken).unwrap();
        assert_eq!(broken.pieces(), [Span { start: 1, end: 3 }, Span { start: 5, end: 9 }]);
    }

    #[test]
    fn spans_that_touch_do_not_overlap() {
        let span = |start, end| Span { start, end };
        assert!(span(0, 2).overlaps(span(1, 3)) && !span(0, 2).overlaps(span(2, 3)));
    }

    #[test]
    fn packed_pages_are_unpacked_and_others_left_where_they_are() {
        let folder = Folder::new("unpack");
        let mut packer = GzEncoder::new(Vec::new(), Compression::default());
        packer.write_all("<p>Text".as_bytes()).unwrap();
        let packed = folder.write("one.html.gz", packer.finish().unwrap());
        let file = unpack(&packed, folder.path()).unwrap();
        assert_eq!(file, folder.path().join("one.html"));
        assert_eq!(fs::read_to_string(&file).unwrap(), "<p>Text");
        assert_eq!(unpack(&file, folder.path()).unwrap(), file);
        let broken = folder.write("two.html.gz", "not packed at all");
        assert!(unpack(&broken, folder.path()).unwrap_err().to_string().contains("two.html.gz"));
    }
}
