//! Accuracy on a folder of cases: what is found beside what should be.
//!
//! The folder holds, each part where there is one:
//!
//! - `articles/scrapinghub`, `articles/readability`, `articles/wcxb`, `articles/trafilatura`:
//!   pages with the text that a person would keep;
//! - `names/*.jsonl`, `quotes/*.jsonl`, or either in `dev/`: texts with the spans that are there;
//! - `figures/recognizers-text.jsonl` and `figures/newsquant.jsonl`, or either in `dev/`.
//!
//! Every span is in UTF-16 code units, end-exclusive.

mod articles;
pub(crate) mod floors;
mod marked;
mod markup;
mod names;
mod newsquant;
pub(crate) mod plainleaf;
mod quotes;
mod recognizers;
pub(crate) mod report;
mod tally;
mod words;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::de::DeserializeOwned;

use crate::say;
use plainleaf::Plainleaf;
use report::Measure;

/// What is to be scored, and how much of it shown.
#[derive(Debug)]
pub(crate) struct Options {
    pub(crate) data: PathBuf,
    /// One part, or all where none is named.
    pub(crate) only: Option<Part>,
    /// How many of the worst cases of each measure to list.
    pub(crate) worst: usize,
    /// A command built earlier, to be scored in place of the one of now.
    pub(crate) command: Option<PathBuf>,
}

/// The parts that accuracy comes in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Part {
    Articles,
    Names,
    Quotes,
    Figures,
}

impl Part {
    const ALL: [(Self, &'static str); 4] =
        [(Self::Articles, "articles"), (Self::Names, "names"), (Self::Quotes, "quotes"), (Self::Figures, "figures")];

    /// The part of that name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, known)| *known == name).map(|(part, _)| part)
    }
}

/// Scores the parts asked for, and prints each measure as it is known.
pub(crate) fn run(plainleaf: &Plainleaf, options: &Options) -> Result<Vec<Measure>> {
    let mut measures = Vec::new();
    for (part, name) in Part::ALL {
        if options.only.is_some_and(|only| only != part) {
            continue;
        }
        let before = measures.len();
        let mut keep = |measure: Measure| {
            print!("{}", measure.show(options.worst));
            measures.push(measure);
        };
        match part {
            Part::Articles => articles::run(plainleaf, &options.data, &mut keep)?,
            Part::Names => marks(plainleaf, options, name, names::score, &mut keep)?,
            Part::Quotes => marks(plainleaf, options, name, quotes::score, &mut keep)?,
            Part::Figures => figures(plainleaf, options, &mut keep)?,
        }
        if measures.len() == before {
            say::note(&format!("There are no {name} in {}: skipped", options.data.display()));
        }
    }
    Ok(measures)
}

/// How a file of cases is scored: the command, the measure's name, the file.
type Score = fn(&Plainleaf, &str, &Path) -> Result<Measure>;

fn marks(
    plainleaf: &Plainleaf,
    options: &Options,
    part: &str,
    score: Score,
    keep: &mut dyn FnMut(Measure),
) -> Result<()> {
    for file in case_files(&options.data.join(part))? {
        let stem = file.file_stem().unwrap_or_default().to_string_lossy();
        keep(score(plainleaf, &format!("{part}.{stem}"), &file)?);
    }
    Ok(())
}

fn figures(plainleaf: &Plainleaf, options: &Options, keep: &mut dyn FnMut(Measure)) -> Result<()> {
    let suites: [(&str, &str, Score); 2] = [
        ("figures.recognizers", "recognizers-text.jsonl", recognizers::score),
        ("figures.newsquant", "newsquant.jsonl", newsquant::score),
    ];
    let folder = options.data.join("figures");
    for (name, file, score) in suites {
        for path in [folder.join("dev").join(file), folder.join(file)] {
            if path.is_file() {
                keep(score(plainleaf, name, &path)?);
            }
        }
    }
    Ok(())
}

/// The `.jsonl` files in `dev/` of a folder and in the folder itself, each lot sorted by name.
fn case_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for folder in [folder.join("dev"), folder.to_owned()] {
        if !folder.is_dir() {
            continue;
        }
        let listing = fs::read_dir(&folder).with_context(|| format!("cannot list {}", folder.display()))?;
        let mut here: Vec<PathBuf> = listing
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.extension().is_some_and(|kind| kind == "jsonl"))
            .collect();
        here.sort();
        files.append(&mut here);
    }
    Ok(files)
}

/// Reads a file of one JSON value a line.
fn read_lines<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>> {
    let text = read(path)?;
    parse_lines(&text).with_context(|| format!("cannot make sense of {}", path.display()))
}

fn parse_lines<T: DeserializeOwned>(text: &str) -> Result<Vec<T>> {
    text.split('\n')
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(at, line)| serde_json::from_str(line).with_context(|| format!("line {}", at + 1)))
        .collect()
}

fn read(path: &Path) -> Result<String> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Folder;

    #[test]
    fn case_files_are_those_for_tuning_then_the_others() {
        let folder = Folder::new("cases");
        for file in ["b.jsonl", "a.jsonl", "dev/z.jsonl", "train/t.jsonl", "card.md"] {
            folder.write(file, "");
        }
        let files = case_files(folder.path()).unwrap();
        let names: Vec<_> = files.iter().map(|file| file.file_stem().unwrap()).collect();
        assert_eq!(names, ["z", "a", "b"]);
        assert!(case_files(&folder.path().join("none")).unwrap().is_empty());
    }

    #[test]
    fn a_bad_line_is_named() {
        let error = parse_lines::<u32>("1\n\n2\nthree\n").unwrap_err();
        assert!(format!("{error:#}").starts_with("line 4"), "{error:#}");
        assert_eq!(parse_lines::<u32>("1\n\n2\n").unwrap(), [1, 2]);
    }
}
