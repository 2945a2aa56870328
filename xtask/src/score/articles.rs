//! Articles: how much of the text that a person would keep is kept, and how much else.

mod defuddle;
mod readability;
mod scrapinghub;
mod trafilatura;
mod wcxb;

use std::path::Path;

use anyhow::Result;
use serde::Deserialize;

use super::plainleaf::Plainleaf;
use super::report::Measure;
use crate::say;

/// As much of a reading as most measures ask for.
#[derive(Deserialize)]
struct TextOnly {
    #[serde(default)]
    text: Option<String>,
}

impl TextOnly {
    fn text(&self) -> &str {
        self.text.as_deref().unwrap_or_default()
    }
}

/// Scores every set of pages that is there.
pub(super) fn run(plainleaf: &Plainleaf, data: &Path, keep: &mut dyn FnMut(Measure)) -> Result<()> {
    type Score = fn(&Plainleaf, &Path) -> Result<Measure>;
    let sets: [(&str, Score); 5] = [
        ("scrapinghub", scrapinghub::score),
        ("readability", readability::score),
        ("defuddle", defuddle::score),
        ("wcxb", wcxb::score),
        ("trafilatura", trafilatura::score),
    ];
    for (name, score) in sets {
        let folder = data.join("articles").join(name);
        if folder.is_dir() {
            keep(score(plainleaf, &folder)?);
        } else {
            say::note(&format!("There is no {}: skipped", folder.display()));
        }
    }
    Ok(())
}
