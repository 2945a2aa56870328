//! Texts whose marks a person gave, each beside the marks that the command gives it.

use std::path::Path;

use anyhow::Result;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::plainleaf::{Marking, Plainleaf, Text};

/// A line of a file of cases.
#[derive(Deserialize)]
pub(super) struct Case<Wanted> {
    pub(super) id: String,
    pub(super) text: String,
    #[serde(default)]
    published: Option<String>,
    /// What a person marked, in the fields that each kind of case has for it.
    #[serde(flatten)]
    pub(super) wanted: Wanted,
}

impl<Wanted> Case<Wanted> {
    #[cfg(test)]
    pub(super) fn new(id: &str, text: &str, wanted: Wanted) -> Self {
        Self { id: id.to_owned(), text: text.to_owned(), published: None, wanted }
    }
}

/// Has every text of a file marked; gives the cases in their order, each with its marking.
pub(super) fn marked<Wanted: DeserializeOwned>(
    plainleaf: &Plainleaf,
    path: &Path,
) -> Result<Vec<(Case<Wanted>, Marking)>> {
    let cases: Vec<Case<Wanted>> = super::read_lines(path)?;
    let texts: Vec<Text<'_>> = cases
        .iter()
        .map(|case| Text { id: &case.id, text: &case.text, published: case.published.as_deref() })
        .collect();
    let markings = plainleaf.mark(&texts)?;
    Ok(cases.into_iter().zip(markings).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_holds_a_text_and_what_was_marked_in_it() {
        #[derive(Deserialize)]
        struct Wanted {
            names: Vec<u32>,
        }
        let lines = "{\"id\": \"a\", \"text\": \"Rain\", \"names\": [1, 2], \"source\": \"ours\"}\n\
                     {\"id\": \"b\", \"text\": \"\", \"published\": \"2023-05-04\", \"names\": []}";
        let cases: Vec<Case<Wanted>> = super::super::parse_lines(lines).unwrap();
        assert_eq!((cases[0].id.as_str(), cases[0].text.as_str(), cases[0].published.as_deref()), ("a", "Rain", None));
        assert_eq!(cases[0].wanted.names, [1, 2]);
        assert_eq!(cases[1].published.as_deref(), Some("2023-05-04"));
        assert!(super::super::parse_lines::<Case<Wanted>>("{\"id\": \"c\", \"text\": \"\"}").is_err());
    }
}
