//! The specifications of Recognizers-Text: a case is right when all its spans are found, and none
//! besides of the kinds that its suite is about.

use std::collections::HashSet;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

use super::marked::{Case, marked};
use super::plainleaf::{Marking, Plainleaf, Span};
use super::report::Measure;
use super::tally::share;

/// Each suite, whether it is about amounts or about times, and the kinds of figures in it.
const SUITES: [(&str, About, &[&str]); 13] = [
    ("number", About::Amounts, &["number"]),
    ("ordinal", About::Amounts, &["ordinal"]),
    ("percent", About::Amounts, &["percent"]),
    ("range", About::Amounts, &["range"]),
    ("currency", About::Amounts, &["money"]),
    ("dimension", About::Amounts, &["quantity"]),
    ("temperature", About::Amounts, &["temperature", "quantity"]),
    ("age", About::Amounts, &["age", "quantity"]),
    ("date", About::Times, &["date"]),
    ("date-period", About::Times, &["date", "range"]),
    ("duration", About::Times, &["duration"]),
    ("time", About::Times, &["time"]),
    ("datetime", About::Times, &["date", "time", "duration", "range"]),
];

#[derive(Clone, Copy, Eq, PartialEq)]
enum About {
    Amounts,
    Times,
}

#[derive(Deserialize)]
struct Wanted {
    suite: String,
    results: Vec<Stretch>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Stretch {
    #[serde(default)]
    start: Option<usize>,
    #[serde(default)]
    text: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
struct Counts {
    right: usize,
    cases: usize,
    spans_found: usize,
    spans: usize,
}

pub(super) fn score(plainleaf: &Plainleaf, name: &str, path: &Path) -> Result<Measure> {
    let cases = marked::<Wanted>(plainleaf, path)?;
    let mut suites: Vec<(&str, Counts)> = Vec::new();
    let mut scored = Vec::new();
    for (case, marking) in &cases {
        let suite = &case.wanted.suite;
        let counts = compare(case, marking)?;
        let label = format!("{suite:<12} {} {}", case.id, case.text);
        let share_found = share(counts.spans_found, counts.spans);
        scored.push((if counts.right == 1 { 1.0 } else { share_found / 2.0 }, label));
        let known = suites.iter().position(|(known, _)| known == suite);
        let at = known.unwrap_or_else(|| {
            suites.push((suite, Counts::default()));
            suites.len() - 1
        });
        let sums = &mut suites[at].1;
        sums.right += counts.right;
        sums.cases += counts.cases;
        sums.spans_found += counts.spans_found;
        sums.spans += counts.spans;
    }

    let right_about = |about| {
        let of_this =
            |(suite, _): &&(&str, Counts)| SUITES.iter().any(|(known, its, _)| known == suite && *its == about);
        let (right, cases) = suites
            .iter()
            .filter(of_this)
            .fold((0, 0), |sums, (_, counts)| (sums.0 + counts.right, sums.1 + counts.cases));
        share(right, cases)
    };
    let spans_found = suites.iter().map(|(_, counts)| counts.spans_found).sum();
    let spans = suites.iter().map(|(_, counts)| counts.spans).sum();
    let by_suite: Vec<String> =
        suites.iter().map(|(suite, counts)| format!("{suite} {}/{}", counts.right, counts.cases)).collect();
    Ok(Measure::new(name)
        .share("amounts", right_about(About::Amounts))
        .share("times", right_about(About::Times))
        .share("spans", share(spans_found, spans))
        .detail(by_suite.join("  "))
        .cases(scored))
}

fn compare(case: &Case<Wanted>, marking: &Marking) -> Result<Counts> {
    let kinds = SUITES.iter().find(|(suite, ..)| *suite == case.wanted.suite);
    let (_, _, kinds) =
        kinds.with_context(|| format!("case {}: there is no suite `{}`", case.id, case.wanted.suite))?;
    let wanted: HashSet<Option<Span>> = case.wanted.results.iter().map(|result| span(&case.text, result)).collect();
    let found = |pick: &dyn Fn(&str) -> bool| -> HashSet<Option<Span>> {
        let picked = marking.figures.iter().filter(|figure| pick(&figure.kind));
        picked.map(|figure| Some(figure.span)).collect()
    };
    let all = found(&|_| true);
    let of_its_kinds = found(&|kind| kinds.contains(&kind));
    Ok(Counts {
        right: usize::from(wanted.is_subset(&all) && of_its_kinds.is_subset(&wanted)),
        cases: 1,
        spans_found: wanted.intersection(&all).count(),
        spans: wanted.len(),
    })
}

/// Where a wanted result is: where it says, or where its text first occurs, whatever the case;
/// `None` where that is nowhere.
fn span(text: &str, wanted: &Stretch) -> Option<Span> {
    let words = wanted.text.as_deref().unwrap_or_default();
    let start = match wanted.start {
        Some(start) => start,
        None => {
            let lower = text.to_lowercase();
            lower[..lower.find(&words.to_lowercase())?].chars().count()
        }
    };
    Some(Span { start, end: start + words.chars().count() })
}

#[cfg(test)]
mod tests {
    use super::*;

    use std::collections::BTreeMap;

    fn compared(suite: &str, results: &str, figures: &str) -> Counts {
        let wanted = Wanted { suite: suite.to_owned(), results: serde_json::from_str(results).unwrap() };
        let case = Case::new("a", "I saw Twenty of 30 on Monday", wanted);
        let marking = format!(r#"{{"id": "a", "quotes": [], "figures": {figures}, "names": []}}"#);
        compare(&case, &serde_json::from_str(&marking).unwrap()).unwrap()
    }

    const BOTH: &str = r#"[{"Start": 6, "Text": "Twenty"}, {"Text": "30"}]"#;

    #[test]
    fn all_spans_and_no_other_of_the_kind_make_a_case_right() {
        let found = r#"[{"start": 6, "end": 12, "kind": "number"}, {"start": 16, "end": 18, "kind": "number"},
            {"start": 22, "end": 28, "kind": "date"}]"#;
        let right = Counts { right: 1, cases: 1, spans_found: 2, spans: 2 };
        assert_eq!(compared("number", BOTH, found), right);
        assert_eq!(compared("datetime", BOTH, found), Counts { right: 0, ..right });
    }

    #[test]
    fn a_span_missed_makes_it_wrong() {
        let found = r#"[{"start": 6, "end": 12, "kind": "number"}]"#;
        let counts = compared("number", BOTH, found);
        assert_eq!(counts, Counts { right: 0, cases: 1, spans_found: 1, spans: 2 });
        assert_eq!(compared("number", "[]", "[]").right, 1);
        assert_eq!(compared("number", r#"[{"Text": "forty"}]"#, found).right, 0);
    }

    #[test]
    fn every_suite_is_known_once() {
        let mut kinds = BTreeMap::new();
        for (suite, _, of) in SUITES {
            assert!(kinds.insert(suite, of).is_none(), "{suite}");
        }
    }
}
