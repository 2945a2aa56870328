//! Who and what the piece is about: people, organisations and places.

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

/// Finds the names in a text, joined and sorted by first mention.
#[must_use]
pub fn find(_text: &Text, _context: &Context<'_>) -> Vec<Name> {
    Vec::new()
}
