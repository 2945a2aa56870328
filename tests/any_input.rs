//! What must hold for any input (`fuzz/src`), without a fuzzer: on all that one ever found, on words of its dictionaries
//! in any order, and on pages that were cut off, damaged or never were any.
//!
//! `PLAINLEAF_INPUT=page:FILE cargo test --test any_input one_file` checks one file more.
#![cfg(all(feature = "html", not(target_family = "wasm")))]
// Clippy takes helpers of tests for production code.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[allow(unreachable_pub)]
#[path = "../fuzz/src/lib.rs"]
mod checks;

use plainleaf::Page;
use plainleaf::page::{Limits, PageError};
use proptest::prelude::*;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

type Check = fn(&[u8]);

/// Every check, by the name of its fuzzer and of its folder in `fuzz/corpus`.
const CHECKS: [(&str, Check); 6] = [
    ("page", checks::page),
    ("snapshot", checks::snapshot),
    ("marking", checks::marking),
    ("figures", checks::figures),
    ("metadata", checks::metadata),
    ("saved", checks::saved),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn check(name: &str) -> Check {
    CHECKS.iter().find(|(known, _)| *known == name).unwrap_or_else(|| panic!("there is no check `{name}`")).1
}

/// Runs a check, and says on what it failed.
fn run(name: &str, input: &[u8], what: &str) {
    let outcome = std::panic::catch_unwind(|| check(name)(input));
    assert!(outcome.is_ok(), "{name} does not hold on {what}");
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect();
    files.sort();
    files
}

/// Our own pages.
fn pages() -> Vec<PathBuf> {
    let folders = ["www/samples", "tests/fixtures/clutter", "tests/fixtures/page"];
    let all = folders.iter().flat_map(|folder| files(&root().join(folder)));
    all.filter(|file| file.extension().is_some_and(|extension| extension == "html")).collect()
}

/// The words of a fuzzer's dictionary.
fn dictionary(name: &str) -> Vec<String> {
    let lines = fs::read_to_string(root().join(format!("fuzz/dictionaries/{name}.dict"))).unwrap();
    let words = lines.lines().filter(|line| line.starts_with('"'));
    words.map(|line| String::from_utf8(unquoted(&line[1..line.len() - 1])).unwrap()).collect()
}

fn unquoted(mut text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    while let Some(at) = text.find('\\') {
        bytes.extend(text[..at].bytes());
        let (byte, length) = match text.as_bytes()[at + 1] {
            b'x' => (u8::from_str_radix(&text[at + 2..at + 4], 16).unwrap(), 4),
            other => (other, 2),
        };
        bytes.push(byte);
        text = &text[at + length..];
    }
    bytes.extend(text.bytes());
    bytes
}

/// Words of a dictionary in any order, with a little of anything between them.
fn soup(name: &str, most: usize) -> impl Strategy<Value = String> {
    let parts = prop_oneof![4 => prop::sample::select(dictionary(name)), 2 => "[a-z .]{1,9}", 1 => "\\PC{0,4}"];
    prop::collection::vec(parts, 0..most).prop_map(|parts| parts.concat())
}

#[test]
fn one_file() {
    let Ok(asked) = std::env::var("PLAINLEAF_INPUT") else { return };
    let (name, file) = asked.split_once(':').expect("PLAINLEAF_INPUT is CHECK:FILE");
    check(name)(&fs::read(file).unwrap());
}

#[test]
fn all_that_was_ever_found_holds() {
    let mut count = 0;
    for (name, _) in CHECKS {
        for file in files(&root().join("fuzz/corpus").join(name)) {
            run(name, &fs::read(&file).unwrap(), &file.display().to_string());
            count += 1;
        }
    }
    assert!(count > 100, "only {count} inputs are in fuzz/corpus");
}

#[test]
fn our_own_pages_hold() {
    for file in pages() {
        for name in ["page", "saved"] {
            run(name, &fs::read(&file).unwrap(), &file.display().to_string());
        }
    }
}

/// The same numbers below a bound in every run.
fn random() -> impl FnMut(usize) -> usize {
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    move |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % below as u64) as usize
    }
}

/// Cuts a page off and flips some of its bits, and checks both.
fn damage(whole: &[u8], file: &Path, random: &mut impl FnMut(usize) -> usize) {
    let mut bytes = whole[..random(whole.len())].to_vec();
    run("saved", &bytes, &format!("the first {} bytes of {}", bytes.len(), file.display()));
    let flips = 1 + random(30);
    let flipped: Vec<(usize, usize)> = (0..flips.min(bytes.len())).map(|_| (random(bytes.len()), random(8))).collect();
    for &(at, bit) in &flipped {
        bytes[at] ^= 1 << bit;
    }
    for name in ["page", "saved"] {
        run(name, &bytes, &format!("{} bytes of {} with bits {flipped:?} flipped", bytes.len(), file.display()));
    }
}

#[test]
fn our_own_pages_hold_cut_off_anywhere_and_with_any_bit_flipped() {
    let mut random = random();
    for file in pages() {
        let whole = fs::read(&file).unwrap();
        for _ in 0..6 {
            damage(&whole, &file, &mut random);
        }
    }
}

/// As pages of the web are: long, and of every make. `PLAINLEAF_DAMAGED` says how many are damaged, each anew.
#[test]
fn real_pages_hold_cut_off_anywhere_and_with_any_bit_flipped() {
    let Some(cases) = std::env::var_os("PLAINLEAF_CASES").map(|cases| root().join(cases).join("articles")) else {
        println!("PLAINLEAF_CASES names no folder of cases, so real pages are left out");
        return;
    };
    let folders = fs::read_dir(cases.join("readability")).into_iter().flatten();
    let mut real: Vec<_> = folders.map(|entry| entry.unwrap().path().join("source.html")).collect();
    real.sort();
    real.extend(files(&cases.join("scrapinghub/html")));
    if real.is_empty() {
        println!("there are no pages in {}, so real pages are left out", cases.display());
        return;
    }
    let most: usize = std::env::var("PLAINLEAF_DAMAGED").map_or(24, |count| count.parse().unwrap());
    let mut random = random();
    for _ in 0..most {
        let file = &real[random(real.len())];
        damage(&unpacked(fs::read(file).unwrap()), file, &mut random);
    }
}

fn unpacked(bytes: Vec<u8>) -> Vec<u8> {
    if !bytes.starts_with(b"\x1f\x8b") {
        return bytes;
    }
    let mut whole = Vec::new();
    flate2::read::GzDecoder::new(&*bytes).read_to_end(&mut whole).unwrap();
    whole
}

#[test]
fn every_beginning_of_a_page_is_read_the_same_again() {
    let html = "<!doctype html><title>Rain & flood</title><article><h1>Rain</h1><p class=byline>By Ada – 4 May 2023<ul><li>one\
        <div>two</div>three<li><b>four<i>five</b>six</i></ul><table><tr><th>a<td>“7 km,” said Ada<caption>c</table><pre>\n\n x\r y</pre>\
        <figure><a href=/b><img src=/a.jpg alt=A> Words</a><figcaption>Photo: Ben</figure><math><mi>x</mi></math><svg><p>q";
    for end in 0..=html.len() {
        run("saved", &html.as_bytes()[..end], &format!("the first {end} bytes"));
        run("page", &html.as_bytes()[..end], &format!("the first {end} bytes"));
    }
}

#[test]
fn html5libs_documents_hold() {
    let Some(cases) = std::env::var_os("PLAINLEAF_CASES") else {
        println!("PLAINLEAF_CASES names no folder of cases, so html5lib's documents are left out");
        return;
    };
    let file = root().join(cases).join("attacks/html5lib.jsonl");
    let Ok(lines) = fs::read_to_string(&file) else {
        println!("there is no {}, so html5lib's documents are left out", file.display());
        return;
    };
    let mut count = 0;
    for line in lines.lines() {
        let case: serde_json::Value = serde_json::from_str(line).unwrap();
        let html = ["html", "data", "input"].iter().find_map(|key| case[key].as_str()).expect("a case has its HTML");
        run("page", html.as_bytes(), html);
        run("saved", html.as_bytes(), html);
        count += 1;
    }
    assert!(count > 0, "{} is empty", file.display());
}

/// A small page as a snapshot.
fn small() -> Vec<u8> {
    let html = "<p class='lead ünder'>One 😀 <b hidden>leaf</b>.<p lang=de>Zwei<br>Blätter, sagte Ada.";
    checks::pack(&Page::from_html(html, Limits::default()).unwrap())
}

#[test]
fn a_page_and_its_snapshot_are_the_same_page() {
    for file in pages() {
        let page = Page::from_bytes(&fs::read(&file).unwrap(), None, Limits::default()).unwrap();
        let sent = Page::from_snapshot(&checks::pack(&page), Limits::default()).unwrap();
        assert_eq!(sent.len(), page.len());
        for node in page.nodes() {
            assert_eq!(
                (sent.tag(node), sent.end(node), sent.text(node)),
                (page.tag(node), page.end(node), page.text(node))
            );
            assert!(sent.attributes(node).eq(page.attributes(node)));
        }
    }
}

#[test]
fn a_snapshot_cut_off_anywhere_is_refused_in_words() {
    let whole = small();
    assert!(Page::from_snapshot(&whole, Limits::default()).is_ok());
    for end in 0..whole.len() {
        let refused = Page::from_snapshot(&whole[..end], Limits::default());
        assert!(matches!(refused, Err(PageError::BadSnapshot(_))), "{end} bytes are taken for a page: {refused:?}");
    }
}

#[test]
fn a_snapshot_with_any_byte_changed_is_refused_or_holds() {
    let whole = small();
    for at in 0..whole.len() {
        let flipped = (0..8).map(|bit| whole[at] ^ 1 << bit);
        for byte in flipped.chain([0, 0x7f, 0x80, u8::MAX]) {
            let mut bytes = whole.clone();
            bytes[at] = byte;
            run("snapshot", &bytes, &format!("a snapshot with byte {at} = {byte}"));
        }
    }
}

#[test]
fn a_snapshot_with_any_number_forged_is_refused_or_holds() {
    let whole = small();
    for at in 0..whole.len() / 4 {
        for number in [0, 1, 2, 3, 4, 0xff, 0x7fff_ffff, 0x8000_0000, 0xffff_fffe, u32::MAX, whole.len() as u32] {
            let mut bytes = whole.clone();
            bytes[at * 4..at * 4 + 4].copy_from_slice(&number.to_le_bytes());
            run("snapshot", &bytes, &format!("a snapshot with number {at} = {number}"));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, max_shrink_time: 20_000, ..ProptestConfig::default() })]

    #[test]
    fn pages_of_any_tags_and_words_hold(html in soup("html", 60)) {
        checks::page(html.as_bytes());
    }

    #[test]
    fn pages_of_any_tags_and_words_are_read_the_same_again(html in soup("html", 60)) {
        checks::saved(html.as_bytes());
    }

    #[test]
    fn marks_of_any_words_hold(choice: u8, words in soup("marking", 80)) {
        checks::marking(&[&[choice], words.as_bytes()].concat());
    }

    #[test]
    fn figures_of_any_words_hold(choice: u8, words in soup("figures", 80)) {
        checks::figures(&[&[choice], words.as_bytes()].concat());
    }

    #[test]
    fn metadata_of_any_words_hold(words in soup("metadata", 60)) {
        checks::metadata(words.as_bytes());
    }
}
