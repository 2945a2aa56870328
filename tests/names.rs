//! Names: what is found, what is joined, and that nothing breaks it. The cases are in `fixtures/names`.

#![cfg(not(target_family = "wasm"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use plainleaf::article::{Span, Text};
use plainleaf::marks::names::training::Model;
use plainleaf::marks::names::{self, ModelError, Name, NameKind};
use plainleaf::{Context, Kinds};
use std::collections::BTreeMap;
use std::fmt::Write;

const MODEL: &[u8] = include_bytes!("../src/marks/names/names.model");

#[test]
fn a_text_that_is_read_in_parts_has_each_name_once() {
    let text = Text::from_plain(&"Ada Moss met Ben Poe in London. ".repeat(20_000));
    assert!(text.tokens().len() > 1 << 17, "it is one part");
    let found = names::find(&text, &Context::default());
    let found: Vec<(&str, usize)> = found.iter().map(|name| (&*name.name, name.mentions.len())).collect();
    assert_eq!(found, [("Ada Moss", 20_000), ("Ben Poe", 20_000), ("London", 20_000)]);
}

/// A case of a fixture: its title, the text without brackets, the mentions, and the fullest forms asked for.
struct Case {
    title: String,
    text: String,
    mentions: Vec<(Span, NameKind, String)>,
    fullest: Vec<(String, String)>,
}

fn cases(fixture: &str) -> Vec<Case> {
    fixture.split("\n# ").skip(1).map(case).collect()
}

fn case(block: &str) -> Case {
    let mut lines = block.lines();
    let title = lines.next().unwrap().to_owned();
    let mut case = Case { title, text: String::new(), mentions: Vec::new(), fullest: Vec::new() };
    for line in lines.filter(|line| !line.is_empty()) {
        if let Some((name, form)) = line.strip_prefix("=> ").and_then(|rest| rest.split_once(": ")) {
            case.fullest.push((name.to_owned(), form.to_owned()));
            continue;
        }
        let mut rest = line;
        while let Some((before, mention)) = rest.split_once('[') {
            let (inside, behind) = mention.split_once(']').expect("a bracket is not closed");
            let (name, words) = inside.split_once(' ').expect("a mention has a kind, a number and words");
            case.text.push_str(before);
            let start = case.text.len();
            case.text.push_str(words);
            let kind = match name.trim_end_matches(char::is_numeric) {
                "person" => NameKind::Person,
                "organisation" => NameKind::Organisation,
                "place" => NameKind::Place,
                other => panic!("{}: no such kind: {other}", case.title),
            };
            case.mentions.push((Span::new(start, case.text.len()), kind, name.to_owned()));
            rest = behind;
        }
        case.text.push_str(rest);
        case.text.push('\n');
    }
    case
}

/// The text with brackets around the mentions, names numbered as they come: what two results are compared by.
fn bracketed(text: &str, mut mentions: Vec<(Span, NameKind, usize)>) -> String {
    mentions.sort_by_key(|mention| mention.0);
    let mut numbers = BTreeMap::new();
    let mut written = String::new();
    let mut at = 0;
    for (span, kind, name) in mentions {
        let next = numbers.len() + 1;
        let number = *numbers.entry(name).or_insert(next);
        written.push_str(&text[at..span.start as usize]);
        write!(written, "[{kind:?}{number} {}]", &text[span.range()]).unwrap();
        at = span.end as usize;
    }
    written + &text[at..]
}

fn found(names: &[Name]) -> Vec<(Span, NameKind, usize)> {
    let of =
        |(index, name): (usize, &Name)| name.mentions.iter().map(|&span| (span, name.kind, index)).collect::<Vec<_>>();
    names.iter().enumerate().flat_map(of).collect()
}

fn wanted(case: &Case) -> Vec<(Span, NameKind, usize)> {
    let mut ids: Vec<&str> = Vec::new();
    let mut list = Vec::new();
    for (span, kind, name) in &case.mentions {
        let id = ids.iter().position(|known| known == name).unwrap_or_else(|| {
            ids.push(name);
            ids.len() - 1
        });
        list.push((*span, *kind, id));
    }
    list
}

/// Compares every case with what `names` makes of it, and shows all that differ at once.
fn check(fixture: &str, names: impl Fn(&Text, &Case) -> Vec<Name>) -> usize {
    let cases = cases(fixture);
    let mut wrong = String::new();
    for case in &cases {
        let text = Text::from_plain(&case.text);
        let names = names(&text, case);
        let (is, should) = (bracketed(&case.text, found(&names)), bracketed(&case.text, wanted(case)));
        if is != should {
            write!(wrong, "\n# {}\n  should be {should}  but is    {is}", case.title).unwrap();
        }
        for (id, form) in &case.fullest {
            let first = case.mentions.iter().find(|mention| mention.2 == *id).unwrap().0;
            let name = names.iter().find(|name| name.mentions.contains(&first)).map(|name| name.name.as_str());
            if name != Some(form) {
                write!(wrong, "\n# {}\n  {id} should be {form:?} but is {name:?}\n", case.title).unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    cases.len()
}

#[test]
fn mentions_of_one_name_are_joined_and_others_are_not() {
    let model = Model::read(MODEL).unwrap();
    let count = check(include_str!("fixtures/names/joining.txt"), |text, case| {
        let mentions: Vec<_> = case.mentions.iter().map(|(span, kind, _)| (*span, *kind)).collect();
        model.join(text, &mentions)
    });
    assert!(count >= 60, "only {count} cases were read");
}

#[test]
fn names_are_found_and_nothing_else() {
    let count = check(include_str!("fixtures/names/finding.txt"), |text, _| names::find(text, &Context::default()));
    assert!(count >= 10, "only {count} cases were read");
}

#[test]
fn a_piece_in_another_language_has_no_names() {
    let text = Text::from_plain("Die Kanzlerin traf am Freitag in Berlin Emmanuel Macron und Ursula von der Leyen.");
    for language in ["de", "de-AT", "ja", "pt_BR"] {
        assert!(names::find(&text, &Context { language, ..Context::default() }).is_empty(), "{language}");
    }
    for language in ["", "en", "en-GB", "EN_us"] {
        assert!(!names::find(&text, &Context { language, ..Context::default() }).is_empty(), "{language}");
    }
}

#[test]
fn a_file_that_is_no_whole_model_is_a_clear_error() {
    assert_eq!(Model::read(b"").err(), Some(ModelError::NotAModel));
    assert_eq!(Model::read(b"<!doctype html>").err(), Some(ModelError::NotAModel));
    assert_eq!(Model::read(&MODEL[..10]).err(), Some(ModelError::Length { expected: 16, found: 10 }));
    let cut = &MODEL[..MODEL.len() / 2];
    assert_eq!(Model::read(cut).err(), Some(ModelError::Length { expected: MODEL.len(), found: cut.len() }));
    let mut longer = MODEL.to_vec();
    longer.push(0);
    assert_eq!(Model::read(&longer).err(), Some(ModelError::Length { expected: MODEL.len(), found: longer.len() }));
    let mut other = MODEL.to_vec();
    other[4] = 99;
    assert_eq!(Model::read(&other).err(), Some(ModelError::Version { found: 99 }));
    for at in [16, 1000, MODEL.len() / 2, MODEL.len() - 1] {
        let mut damaged = MODEL.to_vec();
        damaged[at] ^= 1;
        assert_eq!(Model::read(&damaged).err(), Some(ModelError::Damaged), "a changed bit in byte {at}");
    }
    assert!(Model::read(&MODEL[..10]).unwrap_err().to_string().contains("10 bytes instead of 16"));
}

#[test]
fn hostile_texts_give_whole_spans() {
    let cases = [
        "CAPITALS ".repeat(120_000),
        "A".repeat(1 << 20),
        "A. ".repeat(300_000),
        "Ann\u{200b}".repeat(200_000),
        "\u{200b}".repeat(300_000),
        "Jo\u{301}se\u{301} 👩‍👩‍👧 Garci\u{301}a ".repeat(30_000),
        "( ".repeat(500_000),
        "Smith-".repeat(170_000),
        "Bank of ".repeat(130_000),
        "’s ".repeat(300_000),
    ];
    for text in cases {
        spans_are_whole(&text);
    }
}

#[test]
fn fifty_thousand_people_of_one_surname() {
    let mut text = String::new();
    for number in 0..50_000_u32 {
        let letter = |shift: u32| char::from(b'a' + (number / 26_u32.pow(shift) % 26) as u8);
        let first = format!("J{}{}{}{}", letter(0), letter(1), letter(2), letter(3));
        write!(text, "Mr. {first} Smith met Smith. ").unwrap();
    }
    spans_are_whole(&text);
}

fn spans_are_whole(string: &str) {
    let text = Text::from_plain(string);
    let marks = plainleaf::mark(&text, &Context::default(), Kinds { names: true, ..Kinds::NONE });
    let mut last = 0;
    let mut spans: Vec<Span> = marks.names.iter().flat_map(|name| name.mentions.iter().copied()).collect();
    spans.sort();
    for span in spans {
        assert!(span.start >= last && span.start < span.end, "spans overlap or are empty");
        assert!(string.is_char_boundary(span.start as usize) && string.is_char_boundary(span.end as usize));
        last = span.end;
    }
}
