//! What no page should be, and some are: empty, binary, wrongly declared, endless, deep, hostile.
#![cfg(all(feature = "cli", not(target_family = "wasm")))]
#![allow(clippy::unwrap_used)]

use plainleaf::page::{Limits, Metadata, PageError, Tag};
use plainleaf::{Options, Page};
use serde_json::Value;
use std::io::Write;
use std::process::{Command, Stdio};

/// Sizes are smaller where the compiler has not optimised.
const SCALE: usize = if cfg!(debug_assertions) { 1 } else { 10 };

fn read(html: &str) -> Result<String, String> {
    let page = Page::from_html(html, Limits::default()).map_err(|error| error.to_string())?;
    let read = plainleaf::read(&page, &Options::default()).map_err(|error| error.to_string())?;
    Ok(read.reading.text)
}

/// What the command answers to bytes on its standard input: exit code and the one line of JSON.
fn answer(bytes: &[u8]) -> (Option<i32>, Value) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_plainleaf"))
        .args(["read", "--format", "jsonl", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(bytes).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(text.lines().count(), 1, "{text}");
    (output.status.code(), serde_json::from_str(&text).unwrap())
}

#[test]
fn empty_and_blank_files_have_no_text() {
    for bytes in [&b""[..], b" \n\t", b"\xEF\xBB\xBF", b"<!doctype html>", b"<html><body></body></html>"] {
        let (code, line) = answer(bytes);
        assert_eq!(code, Some(0));
        assert_eq!(line["text"], "");
        assert!(line["reason"].as_str().unwrap().contains("text"), "{line}");
    }
}

#[test]
fn binary_files_are_refused_in_words() {
    let mut noise = b"\x7FELF\x02\x01\x01".to_vec();
    noise.extend((0..50_000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 11) as u8));
    for bytes in [&noise[..], b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"PK\x03\x04\x14\0\x06\0", &[0; 1000]] {
        let (code, line) = answer(bytes);
        assert_eq!(code, Some(2), "a binary file cannot be read");
        assert_eq!(line["reason"], "this is not a text file");
    }
}

#[test]
fn pages_without_an_article_say_so() {
    for html in [
        "<title>Log in</title><form><input name=user><input type=password><button>Log in</button></form>",
        "<title>Log in</title><form><label>Name <input></label><button>Log in</button></form>",
    ] {
        assert!(read(html).is_err());
        let (code, line) = answer(html.as_bytes());
        assert_eq!(code, Some(0));
        assert!(line["reason"].is_string());
    }
}

#[test]
fn wrong_encodings_are_read_all_the_same() {
    let body = "<article><p>Größe und Maß der Brücke waren lange unbekannt, schrieb der Rat am Freitag in seinem Bericht über die alte Mühle.</p>\
        <p>Die Brücke wird im Frühling für zwei Wochen gesperrt, und die Busse fahren über den Hügel, bis sie wieder öffnet.</p></article>";
    let latin = |text: &str| text.chars().map(|character| character as u32 as u8).collect::<Vec<u8>>();
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    for bytes in [
        body.as_bytes().to_vec(),
        latin(body),
        latin(&format!("<meta charset=utf-8>{body}")),
        latin(&format!("<meta charset=iso-8859-1>{body}")),
        format!("<meta charset=iso-8859-1>{body}").into_bytes(),
        format!("<meta charset=utf-16>{body}").into_bytes(),
        utf16(&format!("\u{feff}{body}")),
        utf16(body),
    ] {
        let (_, line) = answer(&bytes);
        let text = line["text"].as_str().unwrap();
        assert!(text.starts_with("Größe und Maß der Brücke") && text.contains("Mühle"), "{line}");
    }
}

#[test]
fn a_hundred_thousand_nested_elements_are_read() {
    let words = "<p>Rain fell on the valley for most of the night, and by the morning the lower road was closed to all traffic.</p>";
    for (open, close) in [
        ("<div>", "</div>"),
        ("<ul><li>", "</li></ul>"),
        ("<blockquote>", "</blockquote>"),
        ("<span>", "</span>"),
        ("<b><i>", "</i></b>"),
        ("<table><tr><td>", "</td></tr></table>"),
        ("<x-leaf>", "</x-leaf>"),
        ("<svg>", "</svg>"),
        ("<template>", ""),
        ("<font size=1>", ""),
        ("<b><p>", "</b>"),
        ("<a href=x><div>", ""),
        ("<select><option>", ""),
    ] {
        for closed in [true, false] {
            // The whole number for the commonest of them, and for all where the compiler has optimised.
            let elements = if SCALE > 1 || (open == "<div>" && closed) { 100_000 } else { 1_500 };
            let count = elements / open.matches('<').count();
            let html = format!(
                "<body>{words}{}{words}{}{words}",
                open.repeat(count),
                if closed { close.repeat(count) } else { String::new() }
            );
            let page = Page::from_html(&html, Limits::default()).unwrap();
            let deepest = page.nodes().map(|node| page.ancestors(node).take(1000).count()).max().unwrap();
            assert!(deepest <= Limits::default().depth + 1, "{open}: {deepest}");
            let _ = plainleaf::read(&page, &Options::default());
        }
    }
}

#[test]
fn text_below_the_depth_limit_is_kept_and_its_words_stay_apart() {
    let html = format!("{}<p>one</p><p>two</p><b>thr</b>ee{}<p>four", "<div>".repeat(1000), "</div>".repeat(1000));
    let page = Page::from_html(&html, Limits::default()).unwrap();
    let text = page.text_content(plainleaf::page::NodeId::DOCUMENT);
    assert_eq!(text.split_whitespace().collect::<Vec<_>>(), ["one", "two", "three", "four"]);
    // What stands behind the deep part is not in it.
    let last = page.nodes().rfind(|&node| page.tag(node) == Tag::P).unwrap();
    assert_eq!(page.text_content(last), "four");
    assert!(page.ancestors(last).count() <= 3);
}

#[test]
fn a_huge_page_is_read_and_a_larger_one_is_refused_in_words() {
    let words = "<p>Rain fell on the valley for most of the night, and by the morning the lower road was closed to all traffic.</p>\n";
    // 50 MB where the compiler has optimised.
    let html = format!("<article>{}</article>", words.repeat(5_000_000 * SCALE / words.len()));
    assert!(Page::from_html(&html, Limits::default()).unwrap().len() > 50_000 * SCALE);
    let limits = Limits { bytes: html.len() - 1, ..Limits::default() };
    assert_eq!(Page::from_html(&html, limits).unwrap_err(), PageError::TooManyBytes { limit: limits.bytes });
    let limits = Limits { nodes: 10_000, ..Limits::default() };
    assert_eq!(Page::from_html(&html, limits).unwrap_err(), PageError::TooManyNodes { limit: 10_000 });
}

#[test]
fn attributes_and_names_without_end_are_cut_short() {
    let count = 6_000 * SCALE;
    let plain: String = (0..count).map(|i| format!(" a{i}")).collect();
    let quoted: String = (0..count).map(|i| format!(" a{i}='>'")).collect();
    let names: String = (0..count).map(|i| format!("<x-name{i} data-long-name-{i}=1>")).collect();
    let bodies: String = (0..count).map(|i| format!("<body a{i}=1>")).collect();
    for html in [format!("<p{plain}>read"), format!("<p{quoted}>read"), format!("{names}read"), format!("{bodies}read")]
    {
        let page = Page::from_html(&html, Limits::default()).unwrap();
        assert!(page.text_content(plainleaf::page::NodeId::DOCUMENT).ends_with("read"));
        assert!(page.nodes().all(|node| page.attributes(node).count() <= 100));
        let _ = Metadata::of(&page, None);
    }
}

#[test]
fn long_values_and_comments_are_whole() {
    let data = "A".repeat(200_000);
    let html = format!(
        "<!-- {} --><img src='data:image/png;base64,{data}' alt='a leaf'><p title=\"{}\">read",
        "a > b ".repeat(50_000),
        "x y > z ".repeat(20_000)
    );
    let page = Page::from_html(&html, Limits::default()).unwrap();
    let image = page.nodes().find(|&node| page.tag(node) == Tag::Img).unwrap();
    assert_eq!(page.attribute(image, "src").unwrap().len(), data.len() + "data:image/png;base64,".len());
    assert_eq!(page.attribute(image, "alt"), Some("a leaf"));
    assert_eq!(page.text_content(plainleaf::page::NodeId::DOCUMENT).trim(), "read");
}

#[test]
fn every_beginning_of_a_page_can_be_read() {
    let html = "<!doctype html><html lang=en><head><title>Rain & flood</title><script type=application/ld+json>{\"@type\":\"Article\",\"headline\":\"Ra\\u00edn\"}</script>\
        <meta property=og:image content=/r.jpg></head><body><template shadowrootmode=open><p>Shown</p></template><template><p>Not shown</p></template>\
        <noscript><img src=leaf.jpg></noscript><table><tr><b>Größe<td>12&nbsp;m</table><svg><title>x</title></svg><math><mi>x</mi></math>\
        <!-- comment --><textarea><p></textarea><p class=byline>By Ada – 4 May 2023</p></body></html>";
    for end in (0..=html.len()).filter(|&end| html.is_char_boundary(end)) {
        let page = Page::from_html(&html[..end], Limits::default()).unwrap();
        let _ = Metadata::of(&page, Some("https://example.org/a/"));
        let _ = Page::from_bytes(&html.as_bytes()[..end], None, Limits::default());
        let _ = Page::from_plain(&html[..end], Limits::default()).unwrap();
    }
    let page = Page::from_html(html, Limits::default()).unwrap();
    let text = page.text_content(plainleaf::page::NodeId::DOCUMENT);
    assert!(text.contains("Shown") && !text.contains("Not shown"), "{text}");
    assert!(page.nodes().any(|node| page.tag(node) == Tag::Noscript && page.children(node).count() == 1));
}
