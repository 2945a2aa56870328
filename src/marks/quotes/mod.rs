//! Who said what.
//!
//! Each step in a file: `scan` pairs the marks; `set_off` adds what the layout gives; `frame` reads the sentences around them; `attribution` asks each
//! stretch's sentence who speaks; `judge` tells quotes from titles and words used as words; `assemble` joins
//! stretches into quotes and finds the speaker that another sentence gives.

mod assemble;
mod attribution;
mod frame;
mod judge;
mod lexicon;
mod phrase;
mod repeats;
mod resolve;
mod scan;
mod set_off;
mod typography;

use super::{Context, Name};
use crate::article::{Span, Text};
use typography::Pair;

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
pub fn find(text: &Text, names: &[Name], _context: &Context<'_>) -> Vec<Quote> {
    let stretches = set_off::add(text, scan::scan(text));
    if stretches.is_empty() {
        return Vec::new();
    }
    let frame = frame::Frame::new(text, &stretches);
    let own: Vec<_> = stretches
        .iter()
        .map(|stretch| match stretch.pair {
            Pair::Block => set_off::signed(&frame, stretch),
            Pair::Line => set_off::labelled(&frame, stretch),
            _ => frame.attribution(stretch),
        })
        .collect();
    let repeats = repeats::repeats(&frame);
    let is_quote: Vec<bool> =
        (0..stretches.len()).map(|index| !repeats[index] && judge::is_quote(&frame, index, own[index])).collect();
    let mut resolver = resolve::Resolver::new(&frame, names);
    assemble::assemble(&frame, &own, &is_quote)
        .into_iter()
        .filter_map(|assembled| {
            let segments: Vec<Span> = assembled.stretches.iter().map(|&index| stretches[index].span).collect();
            let span = Span { start: segments.first()?.start, end: segments.last()?.end };
            let mention = assembled.attribution.map(|attribution| attribution.mention);
            let speaker = mention.map(|mention| Speaker {
                mention: frame.span(mention.first, mention.end),
                name: resolver.resolve(mention),
            });
            let cue = assembled.attribution.and_then(|attribution| attribution.cue);
            Some(Quote { span, segments, speaker, cue: cue.map(|cue| frame.span(cue.first, cue.end)) })
        })
        .collect()
}
