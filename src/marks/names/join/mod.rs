//! Joins the mentions that stand for one name under its fullest form.
//!
//! Mentions become forms (the distinct ways in which names are written), forms become names: the fuller forms first, then
//! each shorter one is given to a name that it can be short for. All look-ups go by hash, so the work grows with the
//! number of mentions, whatever they are.

mod bodies;
mod forms;
mod people;

use super::document::Document;
use super::lexicon::Lexicon;
use super::mentions::Mention;
use super::units::is_zero_width;
use super::{Name, NameKind};
use crate::article::{Span, Text};
use crate::hash;
use crate::map::Map;
use forms::Forms;

/// A name while it is being put together, by its number.
type NameId = u32;

/// How many names one look-up key may lead to: more make the key useless, and the work must stay bounded.
const MOST: usize = 8;

/// The names that the mentions stand for, sorted by first mention.
pub(super) fn names(document: &Document, text: &Text, lexicon: &Lexicon, mentions: &[Mention]) -> Vec<Name> {
    let forms = Forms::of(document, text, lexicon, mentions);
    let mut groups = Groups { of: vec![None; mentions.len()], fullest: Vec::new() };
    people::join(&forms, &mut groups);
    bodies::join(&forms, document, text, mentions, &mut groups);
    write(text, mentions, &forms, &groups)
}

/// Which mentions stand for which name.
struct Groups {
    /// The name of each mention.
    of: Vec<Option<NameId>>,
    /// For each name the form that is its fullest.
    fullest: Vec<u32>,
}

impl Groups {
    fn new_name(&mut self, fullest: usize) -> NameId {
        self.fullest.push(fullest as u32);
        self.fullest.len() as u32 - 1
    }
}

fn write(text: &Text, mentions: &[Mention], forms: &Forms, groups: &Groups) -> Vec<Name> {
    let mut place_of = vec![None; groups.fullest.len()];
    let mut names: Vec<Name> = Vec::new();
    for (mention, group) in mentions.iter().zip(&groups.of) {
        let Some(group) = *group else { continue };
        let index = *place_of[group as usize].get_or_insert_with(|| {
            let fullest = &forms.forms[groups.fullest[group as usize] as usize];
            names.push(Name {
                kind: mention.kind,
                name: shown(text, mentions[fullest.best as usize].span),
                mentions: Vec::new(),
            });
            names.len() - 1
        });
        names[index].mentions.push(mention.span);
    }
    names
}

/// A name as it is shown: white space of any kind as one space, nothing that cannot be seen.
fn shown(text: &Text, span: Span) -> String {
    let mut shown = String::with_capacity(span.len());
    for word in text.slice(span).split_whitespace() {
        if !shown.is_empty() {
            shown.push(' ');
        }
        shown.extend(word.chars().filter(|&character| !is_zero_width(character)));
    }
    shown
}

/// Adds to a list under a key, up to [`MOST`].
fn note(map: &mut Map<Vec<NameId>>, key: u64, name: NameId) {
    let list = map.entry(key, Vec::new());
    if list.len() < MOST && list.last() != Some(&name) {
        list.push(name);
    }
}

/// The hash of words in order.
fn hash_of(words: impl Iterator<Item = u64>) -> u64 {
    hash::finish(words.fold(hash::SEED, hash::step))
}

const _: () = assert!(NameKind::Person as u8 == 0);
