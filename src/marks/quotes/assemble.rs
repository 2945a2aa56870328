//! Stretches into quotes: what belongs together, and who speaks where a sentence does not say so itself.

use super::attribution::{Attribution, Tie};
use super::frame::Frame;
use super::scan::Stretch;
use super::typography::Pair;
use crate::table::listed;

/// A quote by its stretches.
pub(super) struct Assembled {
    /// Indices of its stretches, in order.
    pub(super) stretches: Vec<usize>,
    /// Who said it.
    pub(super) attribution: Option<Attribution>,
}

/// Joins the stretches that are quotes and finds each one's speaker.
pub(super) fn assemble(frame: &Frame<'_>, own: &[Option<Attribution>], is_quote: &[bool]) -> Vec<Assembled> {
    let mut quotes: Vec<Assembled> = Vec::new();
    for (index, stretch) in frame.stretches.iter().enumerate() {
        if !is_quote[index] {
            continue;
        }
        let attribution = own[index].filter(|attribution| attribution.tie < Tie::Subject);
        let last = quotes.last().and_then(|quote| quote.stretches.last().map(|&last| (quote, last)));
        if let Some((quote, last)) = last {
            let before = &frame.stretches[last];
            let goes_on = goes_on(frame, before, stretch, quote.attribution, attribution);
            if goes_on {
                let adopt =
                    attribution.filter(|_| quote.attribution.is_none_or(|attribution| attribution.tie == Tie::Subject));
                if let Some(quote) = quotes.last_mut() {
                    quote.stretches.push(index);
                    if adopt.is_some() {
                        quote.attribution = adopt;
                    }
                }
                continue;
            }
        }
        let attribution = attribution.or_else(|| {
            let previous = quotes.last().and_then(|quote| {
                let last = *quote.stretches.last()?;
                Some((&frame.stretches[last], quote.attribution?))
            });
            around(frame, stretch, own[index], previous)
        });
        quotes.push(Assembled { stretches: vec![index], attribution });
    }
    quotes
}

/// Whether a stretch goes on with the quote that ends in the stretch before it.
fn goes_on(
    frame: &Frame<'_>,
    before: &Stretch,
    stretch: &Stretch,
    speaker: Option<Attribution>,
    own: Option<Attribution>,
) -> bool {
    if before.continues && before.block + 1 == stretch.block && stretch.first == frame.block(stretch.block).0 {
        // Each with its own tag: the first one's closing mark was forgotten.
        let tagged = |attribution: Option<Attribution>| attribution.is_some_and(|found| found.tie == Tie::Tagged);
        return !(tagged(own) && speaker.is_some_and(|speaker| speaker.tie <= Tie::Governed));
    }
    if before.block != stretch.block || stretch.pair != before.pair {
        return false;
    }
    if before.end == stretch.first {
        return own.is_none_or(|own| own.tie != Tie::Tagged);
    }
    let Some(speaker) = speaker else { return false };
    // Between them must stand the attribution, and nothing but it: at most one sentence end.
    let between = before.end <= speaker.mention.first && speaker.mention.end <= stretch.first;
    if !between || speaker.tie != Tie::Tagged {
        return false;
    }
    let same = own.is_none_or(|own| own.cue == speaker.cue && own.mention == speaker.mention);
    let (_, end) = frame.sentence(before.end);
    same && (end == stretch.first || frame.sentence(stretch.first).0 == frame.sentence(before.end).0)
}

/// Who speaks where the sentence has no words that say so.
fn around(
    frame: &Frame<'_>,
    stretch: &Stretch,
    own: Option<Attribution>,
    previous: Option<(&Stretch, Attribution)>,
) -> Option<Attribution> {
    let (block_start, _) = frame.block(stretch.block);
    let (sentence_start, _) = frame.sentence(stretch.first);
    if sentence_start < stretch.first && own.is_some() {
        return own;
    }
    let loose = |attribution: Attribution| Attribution { tie: Tie::Subject, ..attribution };
    // The same paragraph: the sentence before, unless it is nothing but the quote before.
    if sentence_start > block_start {
        if let Some((before, attribution)) = previous
            && before.block == stretch.block
        {
            let (_, end) = frame.sentence(before.end - 1);
            if end >= sentence_start {
                return Some(loose(attribution));
            }
        }
        if let Some(found) = frame.speaker_before(sentence_start, block_start) {
            return Some(found);
        }
    }
    // The paragraph before: it announces, or its speaker goes on.
    let before = stretch.block.checked_sub(1)?;
    let (start, end) = frame.block(before);
    if start == end {
        return None;
    }
    let announces = listed(": — –", frame.word(end - 1));
    if !announces
        && stretch.pair != Pair::Block
        && let Some((quoted, attribution)) = previous
        && stretch.block - quoted.block <= 1
    {
        return Some(loose(attribution));
    }
    let found = frame.speaker_before(end, start);
    if stretch.pair == Pair::Block && !announces {
        // A block quotation that nothing announces may be from anywhere.
        return found.filter(|found| found.cue.is_some());
    }
    found.or(own)
}
