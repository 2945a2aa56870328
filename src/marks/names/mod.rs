//! Who and what the piece is about: people, organisations and places.
//!
//! [`find`] cuts the text into units, labels them in two passes with a small learned model, and joins the mentions that
//! stand for the same name.

mod candidates;
mod cues;
mod document;
mod features;
mod join;
mod labels;
mod lexicon;
mod mentions;
mod model;
mod tagger;
mod units;

pub use model::{ModelError, load_model};

use super::Context;
use crate::article::{Span, Text};
use serde::Serialize;

/// What a name names.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum NameKind {
    /// A person.
    Person,
    /// An organisation: company, party, team, ministry, band.
    Organisation,
    /// A place: country, city, river, building.
    Place,
}

/// Someone or something named, with every mention.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Name {
    /// What it names.
    pub kind: NameKind,
    /// The fullest form in the text.
    pub name: String,
    /// Where it is mentioned, in order; titles ("Mr.") and the possessive "'s" are outside.
    pub mentions: Vec<Span>,
}

/// Who carries a first name or a title.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Gender {
    /// Women.
    Female,
    /// Men.
    Male,
}

/// Who carries a first name, by census lists; nothing where it is not known, both do, or no model is loaded.
///
/// ```
/// use plainleaf::marks::names::{Gender, gender};
///
/// assert_eq!(gender("Maria"), Some(Gender::Female));
/// assert_eq!(gender("Robin"), None);
/// ```
#[must_use]
pub fn gender(first_name: &str) -> Option<Gender> {
    model::current()?.lexicon.gender(units::lower_hash(first_name))
}

/// Finds the names in a text, joined and sorted by first mention.
///
/// Without a model (in the browser, before [`load_model`]) and for languages other than English the list is empty.
#[must_use]
pub fn find(text: &Text, context: &Context<'_>) -> Vec<Name> {
    if !is_english(context.language) {
        return Vec::new();
    }
    model::current().map_or_else(Vec::new, |model| model.names(text))
}

/// The tagger has learnt English alone. Where the language is not known, it is taken for that.
fn is_english(language: &str) -> bool {
    let primary = language.split(['-', '_']).next().unwrap_or_default();
    primary.is_empty() || primary.eq_ignore_ascii_case("en") || primary.eq_ignore_ascii_case("und")
}

/// What the training tool needs, and nobody else. No part of the stable interface.
#[doc(hidden)]
pub mod training {
    pub use super::cues::{DEMONYM, of as cues_of};
    pub use super::document::Document;
    pub use super::features::{FEATURE_BITS, Features, FirstPass, Sink};
    pub use super::labels::{LABELS, Label, Part};
    pub use super::lexicon::{KEY_BITS, Lexicon, key, sequence};
    pub use super::mentions::part;
    pub use super::model::{HEADER, MAGIC, Model, VERSION, checksum};
    pub use super::tagger::ROW;
    pub use super::units::{Case, Mode, Units, lower_hash};
}
