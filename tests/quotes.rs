//! Quotes case by case, from the tables in `fixtures/quotes` (see the README there), and what hostile text does.
#![cfg(all(feature = "html", not(target_family = "wasm")))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use plainleaf::article::Span;
use plainleaf::clutter::{Verdict, Verdicts};
use plainleaf::marks::names::{Name, NameKind};
use plainleaf::marks::quotes::{self, Quote};
use plainleaf::page::Limits;
use plainleaf::{Context, Page, Text, article};
use std::fmt::Write;
use std::path::Path;

#[derive(Default, Clone)]
struct Case {
    place: String,
    text: String,
    html: String,
    language: String,
    names: Vec<(NameKind, String, Vec<String>)>,
    quotes: Vec<String>,
}

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/quotes");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    files.sort();
    let mut cases = Vec::new();
    for file in files {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let mut case = Case::default();
        for (number, line) in std::fs::read_to_string(&file).unwrap().lines().chain([""]).enumerate() {
            if line.trim().is_empty() {
                if !case.quotes.is_empty() {
                    cases.push(std::mem::take(&mut case));
                }
                case = Case::default();
                continue;
            }
            let Some((key, value)) = line.split_once(':').filter(|_| !line.starts_with('#')) else { continue };
            let value = value.trim();
            match key {
                "text" => case.text += value,
                "html" => case.html += value,
                "language" => case.language += value,
                "people" => case.names.extend(names(NameKind::Person, value)),
                "bodies" => case.names.extend(names(NameKind::Organisation, value)),
                "places" => case.names.extend(names(NameKind::Place, value)),
                "quote" => {
                    case.place = format!("{name}:{}", number + 1);
                    case.quotes.push(value.to_owned());
                }
                other => panic!("{name}:{}: unknown key {other}", number + 1),
            }
        }
    }
    cases
}

fn names(kind: NameKind, list: &str) -> Vec<(NameKind, String, Vec<String>)> {
    list.split(';')
        .map(|name| {
            let mut forms = name.split('=').map(|form| form.trim().to_owned());
            let full = forms.next().unwrap();
            (kind, full, forms.collect())
        })
        .collect()
}

impl Case {
    fn read(&self) -> Text {
        if self.html.is_empty() {
            return Text::from_plain(&self.text.replace(" ¶ ", "\n\n"));
        }
        let page = Page::from_html(&self.html, Limits::default()).unwrap();
        article::build(&page, &Verdicts::all(&page, Verdict::Keep), None).text
    }

    /// Every place where a form of a name stands, longer forms first.
    fn names(&self, text: &Text) -> Vec<Name> {
        let mut taken = vec![false; text.as_str().len()];
        let mut forms: Vec<(usize, &str)> = Vec::new();
        for (index, (_, full, others)) in self.names.iter().enumerate() {
            forms.push((index, full));
            forms.extend(others.iter().map(|form| (index, form.as_str())));
        }
        forms.sort_by_key(|form| std::cmp::Reverse(form.1.len()));
        let mut found: Vec<Name> = self
            .names
            .iter()
            .map(|(kind, full, _)| Name { kind: *kind, name: full.clone(), mentions: Vec::new() })
            .collect();
        for (index, form) in forms {
            for (start, _) in text.as_str().match_indices(form) {
                let range = start..start + form.len();
                if taken[range.clone()].iter().all(|taken| !taken) {
                    taken[range.clone()].fill(true);
                    found[index].mentions.push(Span::new(range.start, range.end));
                }
            }
        }
        for name in &mut found {
            name.mentions.sort();
        }
        found
    }

    /// What is wrong, empty where nothing is.
    fn check(&self) -> String {
        let text = self.read();
        let names = self.names(&text);
        let context = Context { language: &self.language, ..Context::default() };
        let found = quotes::find(&text, &names, &context);
        let wanted: Vec<&String> = self.quotes.iter().filter(|quote| *quote != "none").collect();
        let mut wrong = String::new();
        for index in 0..found.len().max(wanted.len()) {
            match (wanted.get(index), found.get(index)) {
                (Some(want), Some(got)) => compare(want, got, &text, &names, &mut wrong),
                (Some(want), None) => writeln!(wrong, "  missing: {want}").unwrap(),
                (None, Some(got)) => writeln!(wrong, "  too much: {}", show(got, &text)).unwrap(),
                (None, None) => {}
            }
        }
        wrong
    }
}

fn show(quote: &Quote, text: &Text) -> String {
    quote.segments.iter().map(|&segment| text.slice(segment)).collect::<Vec<_>>().join(" || ")
}

fn compare(want: &str, got: &Quote, text: &Text, names: &[Name], wrong: &mut String) {
    let mut fields = want.split(" | ");
    let segments = fields.next().unwrap().trim();
    if show(got, text) != segments {
        writeln!(wrong, "  quote: wanted {segments}\n         found  {}", show(got, text)).unwrap();
    }
    for field in fields {
        let (key, value) = field.trim().split_once(' ').unwrap();
        let found = match key {
            "by" => got.speaker.map(|speaker| text.slice(speaker.mention)),
            "name" => got.speaker.and_then(|speaker| speaker.name).map(|name| names[name].name.as_str()),
            "cue" => got.cue.map(|cue| text.slice(cue)),
            other => panic!("unknown field {other} in {want}"),
        };
        if found.unwrap_or("-") != value {
            writeln!(wrong, "  {key}: wanted {value}, found {}", found.unwrap_or("-")).unwrap();
        }
    }
}

#[test]
fn every_case_of_the_tables_comes_out_as_written() {
    let cases = cases();
    assert!(cases.len() >= 150, "only {} cases were read", cases.len());
    let mut report = String::new();
    let mut failed = 0;
    for case in &cases {
        let wrong = case.check();
        if !wrong.is_empty() {
            failed += 1;
            write!(report, "{}\n  {}{}\n{wrong}", case.place, case.text, case.html).unwrap();
        }
    }
    assert!(failed == 0, "{failed} of {} cases fail:\n{report}", cases.len());
}

/// A page's own sentence with a quote, to be found whatever stands around it.
const HONEST: &str = "“We found the letter in the harbour,” said Ada Moss.";

fn finds_the_honest_quote(hostile: &str) {
    for page in [format!("{HONEST}\n\n{hostile}"), format!("{hostile}\n\n{HONEST}")] {
        let text = Text::from_plain(&page);
        let found = quotes::find(&text, &[], &Context::default());
        let honest = found.iter().any(|quote| {
            quote.segments.iter().any(|&segment| text.slice(segment) == "“We found the letter in the harbour,”")
                && quote.speaker.is_some_and(|speaker| text.slice(speaker.mention) == "Ada Moss")
        });
        assert!(honest, "beside {:?}…", hostile.chars().take(40).collect::<String>());
    }
}

#[test]
fn marks_without_end_do_not_hide_the_quotes_beside_them() {
    let marks = ["\"", "“", "”", "'", "‘", "’", "«", "»", "„", "‹", "›", "「", "」", "『"];
    for mark in marks {
        finds_the_honest_quote(&mark.repeat(20_000));
        finds_the_honest_quote(&format!("{mark}word ").repeat(20_000));
        finds_the_honest_quote(&format!("word{mark} ").repeat(20_000));
    }
    finds_the_honest_quote(&marks.concat().repeat(7_000));
    finds_the_honest_quote(&marks.join(" a ").repeat(7_000));
}

#[test]
fn a_mark_that_opens_in_every_paragraph_stays_there() {
    for mark in ["\"", "'", "‘", "«", "„"] {
        finds_the_honest_quote(&format!("{mark}a line that goes on for some words\n").repeat(20_000));
    }
    finds_the_honest_quote(&"said she, “and he said that he said that he said \n".repeat(20_000));
}

#[test]
fn odd_texts_give_no_panic() {
    for text in [
        "",
        "“",
        "”",
        "“”",
        "\"\"",
        "'",
        "—“",
        "“a",
        "a”",
        "“\u{301}”",
        "“😀”",
        "=\"x\"",
        "“a”“b”“c”",
        "said “",
        ": “x” — ",
        "“…,” said",
    ] {
        let text = Text::from_plain(text);
        for quote in quotes::find(&text, &[], &Context::default()) {
            assert!(quote.segments.iter().all(|&segment| quote.span.contains(segment)));
            assert!(text.as_str().get(quote.span.range()).is_some());
        }
    }
}
