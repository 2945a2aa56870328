//! Who said what.
//!
//! Rules, no training. Each step in a file: `scan` pairs the marks by their kind (`typography`); `set_off` adds what the
//! markup and the layout give, `q`s, block quotations and interviews, and takes a closing `cite` for whom they are from;
//! `frame` reads the sentences around the stretches, each word by its classes (`lexicon`, from the table `words.txt`);
//! `attribution` asks each stretch's own sentence who speaks, by finding the verb that gives the words and that
//! verb's subject (`phrase`); `judge` tells quotes from titles, nicknames and words used as words; `repeats`
//! finds pull quotes; `assemble` joins stretches into quotes and takes the speaker from another sentence where the own one
//! is silent; `resolve` finds the name behind the speaker's words.
//!
//! The order of the ties (a tag behind the quote, then the words in front, then the verb that reports, then what is
//! around) follows Pareti's account of attribution (*A Database of Attribution Relations*, LREC 2012); that a pronoun's
//! person is first sought among the speakers and subjects nearest to it is Hobbs's observation (*Resolving Pronoun
//! References*, Lingua 1978). The verbs are the frequent ones of English news, checked against the cues that PolNeAR
//! (Newell, Margolin and Ruths, LREC 2018) lists; nothing of that corpus is kept.
//!
//! The work is linear in the text: every search backwards or forwards has a fixed reach.

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

use super::{Context, MOST, Name};
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
    let mut stretches = set_off::add(text, scan::scan(text));
    stretches.truncate(MOST);
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
