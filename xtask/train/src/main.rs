//! `cargo xtask train …`: remakes the learned models from data.
//!
//! ```text
//! names --data DIR [--lexicons DIR] [--out FILE] [--card FILE]
//! clutter --data DIR [--out FILE]
//! ```
//!
//! The same inputs give the same bytes.

mod bits;
mod card;
mod clutter;
mod crf;
mod data;
mod lexicon;
mod names;
mod random;
mod score;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.split_first() {
        Some((what, rest)) if what == "names" => {
            names::Settings::parse(rest).and_then(|settings| names::train(&settings))
        }
        Some((what, rest)) if what == "clutter" => {
            clutter::Settings::parse(rest).and_then(|settings| clutter::train(&settings))
        }
        _ => Err(USAGE.to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("plainleaf-train: {message}");
            ExitCode::from(2)
        }
    }
}

pub(crate) const USAGE: &str = "usage: names --data DIR [--lexicons DIR] [--out FILE] [--card FILE]
  --data      the folder with names/train and names/dev
  --lexicons  the folder that `python3 xtask/train/fetch.py DIR` filled; target/lexicons if not given
  --out       where the model goes; src/marks/names/names.model if not given
  --card      where its card goes; MODEL.md beside the model if not given
or: clutter --data DIR [--out FILE]
  --data      the folder with articles/wcxb
  --out       where the scorer goes, with its card MODEL.md beside it; src/clutter/learned/clutter.model if not given";
