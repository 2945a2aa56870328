//! The `plainleaf` command, as a shell sees it.
#![cfg(all(feature = "cli", not(target_family = "wasm")))]
#![allow(clippy::unwrap_used)]

use serde_json::Value;
use std::io::{Read, Write};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A page with an article about rain, a menu and a footer.
const PAGE: &str = "<!doctype html><html lang=en><head><title>Rain closes the valley road | Valley Voice</title>\
    <meta property=og:site_name content='Valley Voice'><meta name=author content='Ada Marsh'>\
    <meta property=article:published_time content='2023-05-04T09:30:00Z'></head><body>\
    <nav><ul><li><a href=/>Home</a><li><a href=/news>News</a><li><a href=/sport>Sport</a></ul></nav>\
    <main><article><h1>Rain closes the valley road</h1>\
    <p>Rain fell on the valley for most of the night, and by the morning the lower road was closed to all traffic, the council said.</p>\
    <p>Nobody was hurt, and the <a href=bridge>old bridge</a> at the mill was not touched, although water stood in 12 houses near the river.</p>\
    <p>\u{201c}We have never seen the river so high,\u{201d} said Ben Okoro, who has lived beside the mill since it closed thirty years ago.</p>\
    </article></main><footer><p>\u{a9} Valley Voice. All rights reserved. <a href=/terms>Terms</a></p></footer></body></html>";

/// A page with nothing to read.
const LOGIN: &str = "<title>Log in</title><form><label>Name <input></label><button>Log in</button></form>";

fn plainleaf(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_plainleaf"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The command may leave without reading its input.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

/// Standard error, which must be one line.
fn complaint(output: &Output) -> &str {
    let text = std::str::from_utf8(&output.stderr).unwrap();
    assert_eq!(text.lines().count(), 1, "{text}");
    assert!(text.starts_with("plainleaf: "), "{text}");
    text.trim_end()
}

/// A file in a folder of its own that goes when the test does.
struct File(std::path::PathBuf);

impl File {
    fn new(name: &str, content: impl AsRef<[u8]>) -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("plainleaf-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join(name);
        std::fs::write(&path, content).unwrap();
        Self(path)
    }

    fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(self.0.parent().unwrap());
    }
}

#[test]
fn html_is_a_complete_document_in_which_nothing_runs() {
    let output = plainleaf(&["read", "--url", "https://valley.example/news/rain", "-"], PAGE);
    assert!(output.status.success() && output.stderr.is_empty());
    let html = out(&output);
    assert!(html.starts_with("<!doctype html>\n<html lang=\"en\" dir=\"ltr\">"), "{html}");
    assert!(html.contains("default-src 'none'") && html.ends_with("</html>\n"));
    assert!(html.contains("<title>Rain closes the valley road</title>"));
    assert!(html.contains("<h1>Rain closes the valley road</h1>"));
    assert!(
        html.contains("<p><bdi>Ada Marsh</bdi> · <bdi>Valley Voice</bdi> · <time datetime=\"2023-05-04T09:30:00Z\">2023-05-04</time></p>")
    );
    assert!(html.contains("href=\"https://valley.example/news/bridge\""), "{html}");
    assert!(!html.contains("All rights reserved"));
}

#[test]
fn a_title_cannot_bring_markup_along() {
    let page = PAGE.replace("<title>Rain", "<title>&lt;script>alert(1)&lt;/script>\"Rain");
    let output = plainleaf(&["read", "-"], &page);
    assert!(!out(&output).contains("<script"), "{}", out(&output));
}

#[test]
fn json_is_one_reading_or_a_list_of_them() {
    let file = File::new("rain.html", PAGE);
    let one: Value = serde_json::from_str(out(&plainleaf(&["read", "--format", "json", file.path()], ""))).unwrap();
    assert_eq!(one["source"], file.path());
    assert_eq!(one["title"], "Rain closes the valley road");
    assert_eq!(one["byline"], "Ada Marsh");
    assert!(one["text"].as_str().unwrap().contains("Nobody was hurt"));
    assert!(one["html"].as_str().unwrap().contains("<p>"));
    let two = plainleaf(&["read", "--format", "json", file.path(), file.path()], "");
    let two: Value = serde_json::from_str(out(&two)).unwrap();
    assert_eq!(two.as_array().unwrap(), &[one.clone(), one]);
}

#[test]
fn json_lines_keep_the_files_order_and_say_why_there_is_nothing() {
    let (rain, login) = (File::new("rain.html", PAGE), File::new("login.html", LOGIN));
    let output = plainleaf(&["read", "--format", "jsonl", login.path(), rain.path(), "-"], PAGE);
    assert!(output.status.success() && output.stderr.is_empty());
    let lines: Vec<Value> = out(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[0]["source"], login.path());
    assert_eq!(lines[0]["text"], "");
    assert!(lines[0]["reason"].is_string());
    assert_eq!(lines[1]["source"], rain.path());
    assert_eq!(lines[2]["source"], "-");
    assert_eq!(lines[1]["text"], lines[2]["text"]);
}

#[test]
fn text_and_markdown_end_with_a_line_break() {
    for format in ["text", "markdown"] {
        let output = plainleaf(&["read", "--format", format, "-"], PAGE);
        let text = out(&output);
        assert!(text.contains("Nobody was hurt") && !text.contains("<p>"), "{text}");
        assert!(text.ends_with('\n') && !text.ends_with("\n\n"));
    }
}

#[test]
fn marks_can_be_left_out() {
    let with: Value = serde_json::from_str(out(&plainleaf(&["read", "--format", "json", "-"], PAGE))).unwrap();
    let without: Value =
        serde_json::from_str(out(&plainleaf(&["read", "--no-marks", "--format", "json", "-"], PAGE))).unwrap();
    assert_eq!(with["text"], without["text"]);
    for kind in ["quotes", "figures", "names"] {
        assert_eq!(without[kind].as_array().unwrap().len(), 0);
    }
    assert!(!without["html"].as_str().unwrap().contains("<mark"));
}

#[test]
fn explain_shows_each_removed_block_with_its_reason() {
    let output = plainleaf(&["read", "--explain", "--format", "jsonl", "-"], PAGE);
    let reading: Value = serde_json::from_str(out(&output)).unwrap();
    let table = std::str::from_utf8(&output.stderr).unwrap();
    let removed = reading["removed"].as_array().unwrap();
    assert!(!removed.is_empty());
    assert_eq!(table.lines().count(), removed.len() + 1, "{table}");
    for (line, block) in table.lines().skip(1).zip(removed) {
        assert!(line.contains(block["reason"].as_str().unwrap()), "{table}");
    }
}

#[test]
fn plain_text_is_read_as_text() {
    let text = "Home\nNews\nSport\n\nRain closes the valley road\n\n\
        Rain fell on the valley for most of the night, and by the morning the lower road was closed to all traffic, the council said.\n\n\
        Nobody was hurt, and 3 < 4 is how the <b>old bridge</b> at the mill was marked, although water stood in houses near the river.\n";
    let output = plainleaf(&["read", "--input", "text", "--format", "text", "-"], text);
    assert!(out(&output).contains("3 < 4 is how the <b>old bridge</b>"), "{}", out(&output));
}

#[test]
fn a_page_without_an_article_is_one_line_on_standard_error() {
    for format in ["html", "json", "markdown", "text"] {
        let output = plainleaf(&["read", "--format", format, "-"], LOGIN);
        assert_eq!(output.status.code(), Some(0));
        assert!(output.stdout.is_empty());
        assert!(complaint(&output).starts_with("plainleaf: -: "));
    }
}

#[test]
fn good_files_are_done_beside_bad_ones() {
    let rain = File::new("rain.html", PAGE);
    let output = plainleaf(&["read", "--format", "text", "no-such-file.html", rain.path()], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(out(&output).contains("Nobody was hurt"));
    assert!(complaint(&output).contains("no-such-file.html: no such file"), "{}", complaint(&output));
    let lines = plainleaf(&["read", "--format", "jsonl", "no-such-file.html", rain.path()], "");
    assert_eq!(lines.status.code(), Some(2));
    assert_eq!(out(&lines).lines().count(), 2, "a line a file, so that they can be counted off");
}

#[test]
fn of_many_files_each_is_answered_in_order_whatever_the_others_are() {
    let number = |at: usize| PAGE.replace("12 houses", &format!("{} houses", 100 + at));
    let good: Vec<File> = (0..40).map(|at| File::new("rain.html", number(at))).collect();
    let (login, binary) =
        (File::new("login.html", LOGIN), File::new("noise.html", [0_u8, 159, 146, 150, 0, 255].repeat(99)));
    let large =
        File::new("large.html", PAGE.replace("<p>Nobody", &("<p>It rained all day.</p>".repeat(20_000) + "<p>Nobody")));
    // The slowest comes first, and every tenth file is one that cannot be read.
    let mut files = vec![large.path()];
    for (at, file) in good.iter().enumerate() {
        files.push(match at % 10 {
            7 => "no-such-file.html",
            8 => login.path(),
            9 => binary.path(),
            _ => file.path(),
        });
    }
    let output = plainleaf(&[&["read", "--format", "jsonl"][..], &files].concat(), "");
    assert_eq!(output.status.code(), Some(2));
    let lines: Vec<Value> = out(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let sources: Vec<&str> = lines.iter().map(|line| line["source"].as_str().unwrap()).collect();
    assert_eq!(sources, files);
    for (at, line) in lines.iter().skip(1).enumerate().filter(|(at, _)| at % 10 < 7) {
        assert!(line["text"].as_str().unwrap().contains(&format!("{} houses", 100 + at)), "{line}");
    }
    let complaints = std::str::from_utf8(&output.stderr).unwrap();
    assert_eq!(complaints.lines().filter(|line| line.contains("no-such-file.html: no such file")).count(), 4);
    assert!(complaints.lines().all(|line| line.starts_with("plainleaf: ")), "{complaints}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_long_run_tells_a_terminal_how_far_it_is_and_a_pipe_nothing() {
    let page = File::new("rain.html", PAGE);
    let command =
        format!("{} read --format text '{}' - no-such-file.html", env!("CARGO_BIN_EXE_plainleaf"), page.path());
    // Standard input keeps it waiting.
    let slow = format!("(sleep 1.5; cat '{}') | {command}", page.path());
    // Makes a terminal; where there is none, there is nothing to see.
    let script = Command::new("script")
        .args(["--quiet", "--command", &format!("{slow} > /dev/null"), "/dev/null"])
        .stdin(Stdio::null())
        .output();
    if let Ok(output) = script {
        let shown = String::from_utf8_lossy(&output.stdout);
        assert!(shown.contains("] 2 of 3 files, 1 a second"), "{shown:?}");
        assert!(shown.contains("plainleaf: no-such-file.html: no such file"), "{shown:?}");
        let last = shown.trim_end().rsplit(['\r', '\n']).next().unwrap();
        assert!(last.contains("3 files in ") && last.ends_with(" a second; 1 could not be read"), "{last:?}");
    }
    let output = Command::new("sh").args(["-c", &slow]).output().unwrap();
    assert_eq!(complaint(&output), "plainleaf: no-such-file.html: no such file or directory");
}

#[test]
fn bad_usage_is_one_line_and_two() {
    for arguments in [
        &[][..],
        &["read"],
        &["read", "--format", "pdf", "-"],
        &["read", "--no-such-option", "-"],
        &["read", "--url", "not an address", "-"],
        &["mark", "--published", "some day", "-"],
        &["mark", "--jsonl", "--format", "json", "-"],
        &["eat", "-"],
    ] {
        let output = plainleaf(arguments, "");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty());
        complaint(&output);
    }
    let folder = plainleaf(&["read", env!("CARGO_MANIFEST_DIR")], "");
    assert_eq!(folder.status.code(), Some(2));
    complaint(&folder);
}

#[test]
fn help_and_version_are_no_failures() {
    for arguments in [&["--help"][..], &["--version"], &["read", "--help"], &["mark", "--help"]] {
        let output = plainleaf(arguments, "");
        assert!(output.status.success() && output.stderr.is_empty() && !output.stdout.is_empty(), "{arguments:?}");
    }
}

#[test]
fn mark_gives_offsets_into_the_text_as_it_was_given() {
    let text = "  \u{1f343} \u{201c}It rained,\u{201d} said Ben Okoro.\n\n";
    let marked: Value = serde_json::from_str(out(&plainleaf(&["mark", "--format", "json", "-"], text))).unwrap();
    assert_eq!(marked["text"], text);
    let units: Vec<u16> = text.encode_utf16().collect();
    let quote = &marked["quotes"][0];
    let at = |key: &str| usize::try_from(quote[key].as_u64().unwrap()).unwrap();
    assert_eq!(String::from_utf16(&units[at("start")..at("end")]).unwrap(), "\u{201c}It rained,\u{201d}");
}

#[test]
fn mark_writes_a_document_too() {
    let output = plainleaf(&["mark", "-"], "It cost <b>12</b> & more.");
    assert!(out(&output).starts_with("<!doctype html>") && !out(&output).contains("<b>"), "{}", out(&output));
}

#[test]
fn mark_by_line_echoes_ids_in_order_and_names_bad_lines() {
    let input = "{\"id\": \"b\", \"text\": \"It rained.\"}\n\n{\"id\": 7, \"text\": \"\", \"published\": \"2023-05-04\"}\n\
        not json\n{\"id\": [1, \"x\"], \"text\": \"It rained.\", \"published\": null}\n{\"id\": 8}\n";
    let output = plainleaf(&["mark", "--jsonl", "-"], input);
    assert_eq!(output.status.code(), Some(2));
    let lines: Vec<Value> = out(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let ids: Vec<String> = lines.iter().map(|line| line["id"].to_string()).collect();
    assert_eq!(ids, ["\"b\"", "7", "[1,\"x\"]"]);
    assert!(
        lines.iter().all(|line| line["quotes"].is_array() && line["figures"].is_array() && line["names"].is_array())
    );
    let complaints: Vec<&str> = std::str::from_utf8(&output.stderr).unwrap().lines().collect();
    assert_eq!(complaints.len(), 2, "{complaints:?}");
    assert!(complaints[0].starts_with("plainleaf: -: line 4: "), "{complaints:?}");
    assert!(complaints[1].starts_with("plainleaf: -: line 6: ") && complaints[1].contains("text"), "{complaints:?}");
}

#[test]
fn a_reader_that_leaves_early_is_no_failure() {
    let rain = File::new("rain.html", PAGE);
    let mut arguments = vec!["read", "--format", "jsonl"];
    arguments.resize(200, rain.path());
    let mut child = Command::new(env!("CARGO_BIN_EXE_plainleaf"))
        .args(&arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}
