//! Quotes: a piece is found when it covers the same words as the one wanted; a speaker, when the
//! mention given touches one of those wanted.

use std::collections::HashSet;
use std::path::Path;

use anyhow::Result;
use serde::Deserialize;

use super::marked::{Case, marked};
use super::plainleaf::{Marking, Plainleaf, Span};
use super::report::Measure;
use super::tally::{Tally, share};
use super::words::words;

#[derive(Deserialize)]
struct Wanted {
    quotes: Vec<Quote>,
}

#[derive(Deserialize)]
struct Quote {
    #[serde(flatten)]
    span: Span,
    /// Whether it is given as somebody's words; others, such as the titles of books, are neither
    /// wanted nor excused.
    #[serde(default)]
    attributed: bool,
    #[serde(default)]
    speaker: Option<Vec<Span>>,
}

/// What the quotes of some texts came to.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
struct Counts {
    quotes: Tally,
    /// Quotes found of which the speaker is known.
    sourced: usize,
    /// Of those, how many have the right speaker,
    speakers: usize,
    /// and how many speakers were given a name.
    named: usize,
}

pub(super) fn score(plainleaf: &Plainleaf, name: &str, path: &Path) -> Result<Measure> {
    let cases = marked::<Wanted>(plainleaf, path)?;
    let mut all = Counts::default();
    let mut scored = Vec::new();
    for (case, marking) in &cases {
        let counts = compare(case, marking);
        scored.push((counts.quotes.of_case(), case.id.clone()));
        all.quotes += counts.quotes;
        all.sourced += counts.sourced;
        all.speakers += counts.speakers;
        all.named += counts.named;
    }
    Ok(Measure::new(name)
        .share("F1", all.quotes.f1())
        .share("precision", all.quotes.precision())
        .share("recall", all.quotes.recall())
        .share("speaker", share(all.speakers, all.sourced))
        .share("with a name", share(all.named, all.sourced))
        .count("sourced", all.sourced)
        .cases(scored))
}

fn compare(case: &Case<Wanted>, marking: &Marking) -> Counts {
    let text: Vec<u16> = case.text.encode_utf16().collect();
    let covered = |span: Span| {
        let end = span.end.min(text.len());
        String::from_utf16_lossy(&text[span.start.min(end)..end])
    };
    let pieces: Vec<_> =
        marking.quotes.iter().flat_map(|quote| quote.pieces().iter().map(move |piece| (quote, *piece))).collect();
    let mut counts = Counts::default();
    counts.quotes.found = pieces.len();
    let mut used = HashSet::new();
    for wanted in case.wanted.quotes.iter().filter(|wanted| wanted.attributed) {
        counts.quotes.wanted += 1;
        let theirs = covered(wanted.span);
        let found = pieces.iter().find(|(_, piece)| {
            !used.contains(piece) && piece.overlaps(wanted.span) && words(&covered(*piece)).eq(words(&theirs))
        });
        let Some((quote, piece)) = found else {
            continue;
        };
        used.insert(*piece);
        counts.quotes.right += 1;
        let sources = wanted.speaker.as_deref().unwrap_or_default();
        if sources.is_empty() {
            continue;
        }
        counts.sourced += 1;
        let Some(speaker) = &quote.speaker else {
            continue;
        };
        let is_right = |mention: Span| sources.iter().any(|source| mention.overlaps(*source));
        counts.speakers += usize::from(speaker.mention.is_some_and(is_right));
        counts.named += usize::from(speaker.name.as_ref().is_some_and(|name| !name.is_empty()));
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compared(text: &str, wanted: &str, found: &str) -> Counts {
        let case = Case::new("a", text, Wanted { quotes: serde_json::from_str(wanted).unwrap() });
        let marking = format!(r#"{{"id": "a", "quotes": {found}, "figures": [], "names": []}}"#);
        compare(&case, &serde_json::from_str(&marking).unwrap())
    }

    // The rocket is two UTF-16 code units: offsets after it are one more than its characters.
    const TEXT: &str = "🚀 “Go, now,” she said. “Up!”";

    #[test]
    fn the_same_words_are_enough_and_the_marks_need_not_fit() {
        let wanted = r#"[{"start": 3, "end": 13, "attributed": true, "speaker": [{"start": 14, "end": 17}]}]"#;
        let found = r#"[{"start": 4, "end": 11, "speaker": {"mention": {"start": 14, "end": 22}, "name": "n1"}}]"#;
        let counts = compared(TEXT, wanted, found);
        assert_eq!(counts.quotes, Tally { right: 1, found: 1, wanted: 1 });
        assert_eq!((counts.sourced, counts.speakers, counts.named), (1, 1, 1));
    }

    #[test]
    fn a_piece_too_long_is_wrong_and_so_is_a_speaker_elsewhere() {
        let wanted = r#"[{"start": 3, "end": 13, "attributed": true, "speaker": [{"start": 14, "end": 17}]}]"#;
        let longer = r#"[{"start": 3, "end": 17}]"#;
        assert_eq!(compared(TEXT, wanted, longer).quotes.right, 0);
        let elsewhere = r#"[{"start": 3, "end": 13, "speaker": {"mention": {"start": 18, "end": 22}, "name": null}}]"#;
        let counts = compared(TEXT, wanted, elsewhere);
        assert_eq!((counts.sourced, counts.speakers, counts.named), (1, 0, 0));
    }

    #[test]
    fn each_segment_counts_and_none_twice() {
        let wanted = r#"[{"start": 3, "end": 13, "attributed": true}, {"start": 24, "end": 29, "attributed": true},
            {"start": 24, "end": 29, "attributed": true}, {"start": 0, "end": 2, "attributed": false}]"#;
        let found = r#"[{"start": 3, "end": 29, "segments": [{"start": 3, "end": 13}, {"start": 24, "end": 29}]}]"#;
        let counts = compared(TEXT, wanted, found);
        assert_eq!(counts.quotes, Tally { right: 2, found: 2, wanted: 3 });
    }

    #[test]
    fn spans_past_the_end_cover_nothing() {
        let wanted = r#"[{"start": 3, "end": 13, "attributed": true}]"#;
        let found = r#"[{"start": 9, "end": 4}, {"start": 5, "end": 9000}, {"start": 8000, "end": 9000}]"#;
        assert_eq!(compared(TEXT, wanted, found).quotes.right, 0);
    }
}
