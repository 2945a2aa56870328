//! Reads texts with the names marked in them, and cleans them.

use plainleaf::article::Text;
use plainleaf::marks::names::NameKind;
use plainleaf::marks::names::training::{self, Lexicon, Units, lower_hash};
use std::fs;
use std::path::{Path, PathBuf};

/// A text and the names marked in it.
pub(crate) struct Marked {
    pub(crate) text: Text,
    /// Bytes from, to, and what is named.
    pub(crate) names: Vec<(u32, u32, NameKind)>,
    /// How much it counts in training.
    pub(crate) weight: f32,
    /// The number of the text that it is, or was made of: what belongs together in folds.
    pub(crate) group: usize,
}

/// How much a line of each source counts: those nearest to edited news most.
const WEIGHTS: &[(&str, f32)] =
    &[("wikigold", 2.0), ("uner-ewt", 2.0), ("crossner", 1.0), ("redocred", 0.6), ("broad-twitter", 0.6)];

/// Every file of a folder with an ending, in order.
pub(crate) fn files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files: Vec<PathBuf> =
        entries.flatten().map(|entry| entry.path()).filter(|path| path.to_string_lossy().ends_with(ending)).collect();
    files.sort();
    Ok(files)
}

/// The lines of a file of JSON lines.
pub(crate) fn lines(path: &Path) -> Result<Vec<serde_json::Value>, String> {
    let content = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let parse = |(number, line): (usize, &str)| {
        serde_json::from_str(line).map_err(|error| format!("{}, line {}: {error}", path.display(), number + 1))
    };
    content.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(parse).collect()
}

/// The texts of a folder.
pub(crate) fn read(folder: &Path) -> Result<Vec<Marked>, String> {
    let mut all = Vec::new();
    for path in files(folder, ".jsonl")? {
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let weight = WEIGHTS.iter().find(|(name, _)| *name == stem).map_or(1.0, |&(_, weight)| weight);
        for row in lines(&path)? {
            let string = row["text"].as_str().unwrap_or_default();
            let bytes = bytes_of_units(string);
            let kind = |name: &str| match name {
                "person" => Some(NameKind::Person),
                "organisation" => Some(NameKind::Organisation),
                "place" => Some(NameKind::Place),
                _ => None,
            };
            let mut names = Vec::new();
            for name in row["names"].as_array().into_iter().flatten() {
                let at = |key: &str| name[key].as_u64().and_then(|unit| bytes.get(unit as usize)).copied();
                if let (Some(start), Some(end), Some(kind)) =
                    (at("start"), at("end"), name["kind"].as_str().and_then(kind))
                {
                    names.push((start, end, kind));
                }
            }
            names.sort_unstable_by_key(|&(start, end, _)| (start, end));
            let group = all.len();
            all.push(Marked { text: Text::from_plain(string), names, weight, group });
        }
    }
    Ok(all)
}

/// For every UTF-16 unit the byte at which its character begins, and one more for the end.
fn bytes_of_units(text: &str) -> Vec<u32> {
    let mut bytes = Vec::with_capacity(text.len() + 1);
    for (at, character) in text.char_indices() {
        for _ in 0..character.len_utf16() {
            bytes.push(at as u32);
        }
    }
    bytes.push(text.len() as u32);
    bytes
}

impl Marked {
    /// Takes out what other conventions mark: handles, words for where someone is from, the article before a name.
    pub(crate) fn clean(&mut self) {
        let text = self.text.as_str();
        for name in &mut self.names {
            if let Some(rest) = text.get(name.0 as usize..name.1 as usize).and_then(|words| words.strip_prefix("the "))
            {
                name.0 = name.1 - rest.len() as u32;
            }
        }
        self.names.retain(|&(start, end, kind)| {
            let words = text.get(start as usize..end as usize).unwrap_or_default();
            let last = words.rsplit([' ', '-']).next().unwrap_or_default();
            let demonym = training::cues_of(lower_hash(last)) & training::DEMONYM != 0;
            let dropped = words.starts_with('@') || words.is_empty() || (kind == NameKind::Place && demonym);
            !dropped
        });
    }

    /// The text again with its first line as headlines have it: all in capitals, or with one on every longer word. The
    /// sources have few such lines, and pages many.
    pub(crate) fn with_headline(&self, capitals: bool) -> Option<Self> {
        let text = self.text.as_str();
        let (line, rest) = text.split_once('\n')?;
        // Offsets stay as they are where letters keep their length.
        if !line.is_ascii() || !(20..=160).contains(&line.len()) {
            return None;
        }
        let mut changed = String::with_capacity(text.len());
        if capitals {
            changed.push_str(&line.to_ascii_uppercase());
        } else {
            for word in line.split_inclusive(' ') {
                let (first, others) = word.split_at(usize::from(word.len() > 4));
                changed.push_str(&first.to_ascii_uppercase());
                changed.push_str(others);
            }
        }
        changed.push('\n');
        changed.push_str(rest);
        Some(Self {
            text: Text::from_plain(&changed),
            names: self.names.clone(),
            weight: self.weight / 2.0,
            group: self.group,
        })
    }

    /// The label of every unit.
    pub(crate) fn labels(&self, units: &Units) -> Vec<training::Label> {
        let mut labels = vec![training::Label::OUTSIDE; units.units.len()];
        let mut from = 0;
        for &(start, end, kind) in &self.names {
            while from < units.units.len() && units.units[from].span.end <= start {
                from += 1;
            }
            let mut to = from;
            while to < units.units.len() && units.units[to].span.start < end {
                to += 1;
            }
            while to > from && units.word(to - 1).possessive {
                to -= 1;
            }
            for (at, label) in labels[from..to].iter_mut().enumerate() {
                *label = training::Label::new(kind, training::part(at, to - from));
            }
            from = to;
        }
        labels
    }

    pub(crate) fn units(&self, lexicon: &Lexicon) -> Units {
        Units::of(&self.text, lexicon)
    }
}
