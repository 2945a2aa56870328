//! Who said what.

mod scan;
mod typography;

use super::{Context, Name};
use crate::article::{Span, Text};

/// Words given as spoken or written by someone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Quote {
    /// From the first opening to the last closing mark.
    pub span: Span,
    /// The quoted stretches, marks included; one where nothing breaks the quote.
    pub segments: Vec<Span>,
    /// Who said it, where the text tells.
    pub speaker: Option<Speaker>,
    /// The words that say that it is said ("said", "according to").
    pub cue: Option<Span>,
}

/// Who said a quote.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Speaker {
    /// The words that name the speaker.
    pub mention: Span,
    /// The name that the mention stands for, as an index into the names.
    pub name: Option<usize>,
}

/// Finds the quotes in a text, sorted by start. `names` are the text's names, for the speakers.
#[must_use]
pub fn find(text: &Text, _names: &[Name], _context: &Context<'_>) -> Vec<Quote> {
    scan::scan(text)
        .into_iter()
        .map(|stretch| Quote { span: stretch.span, segments: vec![stretch.span], speaker: None, cue: None })
        .collect()
}
