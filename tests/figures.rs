//! Figures, against tables of cases.
//!
//! `tests/fixtures/figures/*.tsv` hold one case a row: a text with every figure that must be found in
//! [brackets], a tab, and for each bracket what it must be: `kind, value, unit, modifier`, parted by ` | `. Trailing
//! parts that do not apply are left out, `-` stands for an earlier one. The value is a number, `low..high` for a range,
//! or the ISO form of a date or time. A row without brackets must give no figure. Lines that begin with `#` are
//! remarks, except `# language:`, `# published:` and `# url:`, which hold for the rows below them.

#![cfg(not(target_family = "wasm"))]
#![allow(clippy::unwrap_used, reason = "a test that cannot read its tables must stop")]

use plainleaf::marks::figures::{self, Figure};
use plainleaf::{Context, Text};
use std::fmt::Write;
use std::path::Path;

/// Takes the brackets out: the bare text and the bracketed byte ranges.
fn bare(marked: &str) -> (String, Vec<(usize, usize)>) {
    let (mut text, mut spans, mut open) = (String::new(), Vec::new(), None);
    let mut escaped = false;
    for character in marked.chars() {
        match character {
            '\\' if !escaped => {
                escaped = true;
                continue;
            }
            '[' if !escaped => open = Some(text.len()),
            ']' if !escaped => spans.extend(open.take().map(|start| (start, text.len()))),
            _ => text.push(character),
        }
        escaped = false;
    }
    (text, spans)
}

/// A figure as the tables write it.
fn told(figure: &Figure) -> String {
    let number = |value: f64| if value.abs() >= 1e15 { format!("{value:e}") } else { format!("{value}") };
    let kind = serde_json::to_value(figure.kind).ok().and_then(|kind| kind.as_str().map(str::to_owned));
    let value = match (figure.value, figure.low, figure.high, &figure.iso) {
        (Some(value), ..) => number(value),
        (_, Some(low), Some(high), _) => format!("{}..{}", number(low), number(high)),
        (.., Some(iso)) => iso.clone(),
        _ => "-".to_owned(),
    };
    let modifier = figure.modifier.and_then(|modifier| serde_json::to_value(modifier).ok());
    let modifier = modifier.as_ref().and_then(|modifier| modifier.as_str()).unwrap_or("-").to_owned();
    let unit = figure.unit.as_deref().unwrap_or("-").to_owned();
    let mut parts = vec![kind.unwrap_or_default(), value, unit, modifier];
    while parts.last().is_some_and(|last| last == "-") {
        parts.pop();
    }
    parts.join(", ")
}

#[test]
fn every_row_of_the_tables_comes_out_as_it_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/figures");
    let mut files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let (mut rows, mut wrong, mut report) = (0, 0, String::new());
    for file in files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "tsv")) {
        let table = std::fs::read_to_string(file).unwrap();
        let (mut language, mut published, mut url) = (String::new(), None, None);
        for (line, row) in table.lines().enumerate().filter(|(_, row)| !row.trim().is_empty()) {
            if let Some(remark) = row.strip_prefix('#') {
                let (key, value) = remark.split_once(':').unwrap_or((remark, ""));
                let value = value.trim().to_owned();
                match key.trim() {
                    "language" => language = value,
                    "published" => published = Some(value).filter(|value| !value.is_empty()),
                    "url" => url = Some(value).filter(|value| !value.is_empty()),
                    _ => {}
                }
                continue;
            }
            rows += 1;
            let (marked, wanted) = row.split_once('\t').unwrap_or((row, ""));
            let (text, spans) = bare(marked);
            let context = Context { language: &language, published: published.as_deref(), url: url.as_deref() };
            let found = figures::find(&Text::from_plain(&text), &context);
            let got: Vec<_> = found.iter().map(|figure| (figure.span.range().start, figure.span.range().end)).collect();
            let wanted: Vec<_> = wanted.split(" | ").map(str::trim).filter(|wanted| !wanted.is_empty()).collect();
            let values: Vec<_> = found.iter().map(told).collect();
            if got != spans || values != wanted {
                wrong += 1;
                let shown: Vec<_> = found.iter().map(|figure| &text[figure.span.range()]).collect();
                let name = file.file_name().unwrap_or_default().display();
                writeln!(
                    report,
                    "{name}:{}: {marked}\n    wanted {wanted:?}\n    found  {values:?} in {shown:?}",
                    line + 1
                )
                .unwrap();
            }
        }
    }
    assert!(rows >= 300, "the tables hold {rows} rows only");
    assert!(wrong == 0, "{wrong} of {rows} rows are wrong:\n{report}");
}

#[test]
fn hostile_runs_neither_panic_nor_go_deep() {
    let find = |text: &str| figures::find(&Text::from_plain(text), &Context::default());
    let beyond = find(&"9".repeat(1_000_000));
    assert_eq!((beyond.len(), beyond[0].value), (1, None), "beyond the range the mark stands without a value");
    assert_eq!(find("1e999999")[0].value, None);
    for unit in [
        "minus ",
        "one hundred ",
        "two million ",
        "1,000,",
        "1,",
        "the month of ",
        "3 of next Friday ",
        "between 1 and ",
        "a half ",
        "since ",
        "1-",
        "half a ",
        "hundreds of ",
        "2 days, ",
        "(",
        "½",
        "May the ",
        "1/2/",
        "twenty-",
        "5 new and ",
        "$",
        "1:",
    ] {
        let text = unit.repeat(5_000);
        for figure in find(&text) {
            assert!(text.get(figure.span.range()).is_some(), "{unit:?} gives a span off the character boundaries");
        }
    }
}
