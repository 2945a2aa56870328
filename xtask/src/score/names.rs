//! Names: a mention is found when its span and its kind are exactly those wanted.

use std::collections::HashSet;
use std::path::Path;

use anyhow::Result;
use serde::Deserialize;

use super::marked::marked;
use super::plainleaf::{Marking, Name, Plainleaf, Span};
use super::report::Measure;
use super::tally::Tally;

const KINDS: [&str; 3] = ["person", "organisation", "place"];

#[derive(Deserialize)]
struct Wanted {
    names: Vec<Mention>,
}

#[derive(Deserialize)]
struct Mention {
    #[serde(flatten)]
    span: Span,
    kind: String,
}

/// The mentions of one text, each once.
type Mentions<'a> = HashSet<(Span, &'a str)>;

pub(super) fn score(plainleaf: &Plainleaf, name: &str, path: &Path) -> Result<Measure> {
    let cases = marked::<Wanted>(plainleaf, path)?;
    let (mut all, mut spans) = (Tally::default(), Tally::default());
    let mut of_kind = [Tally::default(); KINDS.len()];
    let mut scored = Vec::new();
    for (case, marking) in &cases {
        let wanted: Mentions<'_> =
            case.wanted.names.iter().map(|mention| (mention.span, mention.kind.as_str())).collect();
        let found = mentions(marking);
        let tally = compare(&wanted, &found);
        all += tally;
        spans += compare(&only_spans(&wanted), &only_spans(&found));
        for (tally, kind) in of_kind.iter_mut().zip(KINDS) {
            *tally += compare(&only_kind(&wanted, kind), &only_kind(&found, kind));
        }
        scored.push((tally.of_case(), case.id.clone()));
    }
    let mut measure =
        Measure::new(name).share("F1", all.f1()).share("precision", all.precision()).share("recall", all.recall());
    for (tally, kind) in of_kind.iter().zip(KINDS) {
        measure = measure.share(kind, tally.f1());
    }
    Ok(measure.share("span", spans.f1()).cases(scored))
}

fn mentions<'a>(marking: &'a Marking) -> Mentions<'a> {
    let of_each = |name: &'a Name| name.mentions.iter().map(|span| (*span, name.kind.as_str()));
    marking.names.iter().flat_map(of_each).collect()
}

fn only_spans(mentions: &Mentions<'_>) -> HashSet<Span> {
    mentions.iter().map(|(span, _)| *span).collect()
}

fn only_kind<'a>(mentions: &Mentions<'a>, kind: &str) -> Mentions<'a> {
    mentions.iter().filter(|(_, found)| *found == kind).copied().collect()
}

fn compare<T: std::hash::Hash + Eq>(wanted: &HashSet<T>, found: &HashSet<T>) -> Tally {
    Tally { right: wanted.intersection(found).count(), found: found.len(), wanted: wanted.len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mention(start: usize, end: usize, kind: &str) -> (Span, &str) {
        (Span { start, end }, kind)
    }

    #[test]
    fn span_and_kind_must_both_be_right() {
        let wanted = Mentions::from([mention(0, 4, "person"), mention(9, 12, "place")]);
        let found = Mentions::from([mention(0, 4, "person"), mention(9, 12, "organisation"), mention(9, 13, "place")]);
        assert_eq!(compare(&wanted, &found), Tally { right: 1, found: 3, wanted: 2 });
        let spans = compare(&only_spans(&wanted), &only_spans(&found));
        assert_eq!(spans, Tally { right: 2, found: 3, wanted: 2 });
        let places = compare(&only_kind(&wanted, "place"), &only_kind(&found, "place"));
        assert_eq!(places, Tally { right: 0, found: 1, wanted: 1 });
    }

    #[test]
    fn every_mention_of_every_name_counts_once() {
        let marking = r#"{"id": "a", "quotes": [], "figures": [], "names": [
            {"id": "n1", "kind": "person", "name": "A", "mentions": [{"start": 0, "end": 1}, {"start": 4, "end": 5}]},
            {"id": "n2", "kind": "person", "name": "A", "mentions": [{"start": 0, "end": 1}]}]}"#;
        let marking: Marking = serde_json::from_str(marking).unwrap();
        assert_eq!(mentions(&marking).len(), 2);
    }
}
