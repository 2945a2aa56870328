//! Nodes that a caller keeps whatever is made of them.

#![cfg(all(feature = "html", not(target_family = "wasm")))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use plainleaf::page::{Limits, NodeId, Page};
use plainleaf::{Options, Reading};

const PAGE: &str = "<article><h1>The lower road</h1>\
    <p>Rain fell on the valley for most of the night, and by the morning the lower road was closed to all traffic.</p>\
    <aside class='newsletter-signup' id=box><h2>Letters</h2><p id=offer>“Sign up,” said Ada Holm. It costs $4 a month.</p>\
    <p hidden id=unseen>Never shown</p><script>code()</script></aside>\
    <p>The council put the damage at $2.5 million, and asked everyone to stay away until Friday.</p></article>";

fn page() -> Page {
    Page::from_html(PAGE, Limits::default()).unwrap()
}

fn node(page: &Page, id: &str) -> NodeId {
    page.nodes().find(|&node| page.attribute(node, "id") == Some(id)).unwrap()
}

fn read(page: &Page, keep: Vec<NodeId>) -> Reading {
    plainleaf::read(page, &Options { keep, ..Options::default() }).unwrap().reading
}

fn words(reading: &Reading, at: usize) -> &str {
    // The pages here are ASCII but for quotation marks, which the ranges are tested with.
    let units: Vec<u16> = reading.text.encode_utf16().collect();
    let range = reading.kept[at];
    let before = String::from_utf16(&units[..range.start]).unwrap().len();
    let within = String::from_utf16(&units[range.start..range.end]).unwrap().len();
    &reading.text[before..before + within]
}

#[test]
fn a_box_that_is_kept_stands_in_its_place_with_its_marks_and_without_what_nobody_sees() {
    let page = page();
    let without = read(&page, Vec::new());
    assert!(!without.text.contains("Sign up") && without.kept.is_empty());
    let with = read(&page, vec![node(&page, "box")]);
    assert_eq!(words(&with, 0), "Letters\n\n“Sign up,” said Ada Holm. It costs $4 a month.");
    assert!(
        with.text.contains("all traffic.\n\nLetters") && with.text.contains("a month.\n\nThe council"),
        "{}",
        with.text
    );
    assert!(!with.text.contains("Never shown") && !with.text.contains("code"));
    assert_eq!((with.quotes.len(), with.figures.len()), (without.quotes.len() + 1, without.figures.len() + 1));
    assert!(with.removed.iter().all(|part| !part.text.contains("Sign up")), "{:?}", with.removed);
    assert!(with.words > without.words);
}

#[test]
fn a_part_of_a_box_is_kept_without_the_rest_of_it() {
    let page = page();
    let reading = read(&page, vec![node(&page, "offer")]);
    assert_eq!(words(&reading, 0), "“Sign up,” said Ada Holm. It costs $4 a month.");
    assert!(!reading.text.contains("Letters"), "{}", reading.text);
}

#[test]
fn what_was_hidden_is_kept_where_it_is_what_was_asked_for() {
    let page = page();
    assert_eq!(words(&read(&page, vec![node(&page, "unseen")]), 0), "Never shown");
}

#[test]
fn numbers_that_lead_nowhere_and_the_whole_page_change_nothing() {
    let page = page();
    let reading = read(&page, vec![NodeId(u32::MAX), NodeId::DOCUMENT, NodeId(page.len() as u32)]);
    assert_eq!(reading.text, read(&page, Vec::new()).text);
    assert_eq!((words(&reading, 0), words(&reading, 2)), ("", ""));
}

#[test]
fn only_what_was_read_from_a_snapshot_leads_back_to_its_nodes() {
    let reading = read(&page(), Vec::new());
    assert!(!reading.removed.is_empty() && reading.removed.iter().all(|part| part.node.is_none()));
}
