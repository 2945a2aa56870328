//! The test pages of Defuddle: whether every code block, table, footnote and formula of the expected Markdown is there.
//!
//! The two write Markdown differently, so each part is looked for by what it says: code by its lines, tables and
//! footnotes by their pairs of words (a footnote that is a link alone by its address), formulas by their signs.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::score::plainleaf::Plainleaf;
use crate::score::report::Measure;
use crate::score::tally::share;
use crate::score::words::words;

/// So much of a table's or a footnote's pairs of words must be there, in hundredths.
const MOST: usize = 90;
/// Commands of TeX that say how something is set, and not what it is.
const LAYOUT: &[&str] = &[
    "left",
    "right",
    "text",
    "mathrm",
    "mathbf",
    "mathit",
    "mathcal",
    "mathsf",
    "operatorname",
    "frac",
    "dfrac",
    "tfrac",
    "genfrac",
    "overset",
    "underset",
    "displaystyle",
    "textstyle",
    "small",
    "quad",
    "qquad",
    "hdots",
    "ldots",
    "cdots",
    "dots",
    "big",
    "Big",
    "vec",
    "dot",
    "ddot",
    "hat",
    "tilde",
    "cdot",
    "rightarrow",
];

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Kind {
    Code,
    Table,
    Footnote,
    Formula,
}

const KINDS: [(Kind, &str); 4] =
    [(Kind::Code, "code"), (Kind::Table, "tables"), (Kind::Footnote, "footnotes"), (Kind::Formula, "formulas")];

pub(super) fn score(plainleaf: &Plainleaf, folder: &Path) -> Result<Measure> {
    let mut parts: Vec<(Kind, bool)> = Vec::new();
    let mut cases = Vec::new();
    for expected in expected_in(folder)? {
        let wanted = parts_of(without_head(&crate::score::read(&expected)?));
        if wanted.is_empty() {
            continue;
        }
        let found = Found::of(&plainleaf.markdown(&expected.with_extension("html"))?);
        let kept: Vec<(Kind, bool)> = wanted.iter().map(|(kind, text)| (*kind, found.has(*kind, text))).collect();
        let count = kept.iter().filter(|(_, kept)| *kept).count();
        let name = expected.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        cases.push((share(count, kept.len()), name));
        parts.extend(kept);
    }
    let kept = |of: &dyn Fn(Kind) -> bool| {
        let of_kind = parts.iter().filter(|(kind, _)| of(*kind));
        let (kept, all) = of_kind.fold((0, 0), |(kept, all), part| (kept + usize::from(part.1), all + 1));
        share(kept, all)
    };
    let mut measure = Measure::new("articles.defuddle").share("kept", kept(&|_| true));
    for (kind, name) in KINDS {
        measure = measure.share(name, kept(&|of| of == kind));
    }
    Ok(measure.count("parts", parts.len()).cases(cases))
}

fn expected_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let listing = fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?;
    let files = listing.filter_map(|entry| Some(entry.ok()?.path()));
    let mut files: Vec<PathBuf> = files.filter(|path| path.extension() == Some(OsStr::new("md"))).collect();
    files.sort();
    Ok(files)
}

/// The Markdown without the block of metadata before it.
fn without_head(markdown: &str) -> &str {
    let rest = markdown.strip_prefix("```json\n").and_then(|rest| rest.split_once("\n```\n"));
    rest.map_or(markdown, |(_, rest)| rest)
}

/// The code, tables, footnotes and formulas of Markdown.
fn parts_of(markdown: &str) -> Vec<(Kind, String)> {
    let mut parts: Vec<(Kind, String)> = Vec::new();
    let mut prose = String::new();
    let mut fence: Option<(String, String)> = None;
    let mut last: Option<Kind> = None;
    for line in markdown.lines() {
        let bare = line.trim_start_matches(['>', ' ']);
        if let Some((sign, code)) = &mut fence {
            if bare.trim_end() == sign {
                parts.push((Kind::Code, std::mem::take(code)));
                fence = None;
            } else {
                code.push_str(line);
                code.push('\n');
            }
            continue;
        }
        let ticks = bare.len() - bare.trim_start_matches('`').len();
        if ticks >= 3 {
            fence = Some((bare[..ticks].to_owned(), String::new()));
            last = None;
            continue;
        }
        let note = bare.strip_prefix("[^").and_then(|rest| rest.split_once("]:")).map(|(_, text)| text.trim());
        let is_row = bare.starts_with('|') && bare.trim_end().ends_with('|');
        let (kind, text) = match note {
            Some(text) => (Some(Kind::Footnote), text),
            None if is_row => (Some(Kind::Table), bare),
            None if last == Some(Kind::Footnote) && line.starts_with("    ") => (last, line),
            None => (None, line),
        };
        match (kind, parts.last_mut()) {
            (Some(kind), Some((_, text_before))) if last == Some(kind) && note.is_none() => {
                text_before.push('\n');
                text_before.push_str(text);
            }
            (Some(kind), _) => parts.push((kind, text.to_owned())),
            (None, _) => {}
        }
        last = kind;
        prose.push_str(line);
        prose.push('\n');
    }
    parts.extend(formulas(&prose).into_iter().map(|tex| (Kind::Formula, tex)));
    parts
}

/// What stands between dollar signs, two or one.
fn formulas(prose: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = prose;
    let mut before = ' ';
    while let Some(at) = rest.find('$') {
        before = rest[..at].chars().next_back().unwrap_or(before);
        let double = rest[at..].starts_with("$$");
        let (sign, inside) = if double { ("$$", &rest[at + 2..]) } else { ("$", &rest[at + 1..]) };
        let end = inside.find(sign).filter(|&end| {
            let tex = &inside[..end];
            let stands = !tex.starts_with(char::is_whitespace) && !tex.ends_with(char::is_whitespace);
            let behind = inside[end + sign.len()..].chars().next().unwrap_or(' ');
            let single = stands && !tex.contains('\n') && !before.is_alphanumeric() && before != '\\';
            !tex.trim().is_empty() && (double || single && !behind.is_ascii_digit())
        });
        before = '$';
        match end {
            Some(end) => {
                found.push(inside[..end].to_owned());
                rest = &inside[end + sign.len()..];
            }
            None => rest = inside,
        }
    }
    found
}

/// What was found of a page.
struct Found {
    markdown: String,
    lines: HashSet<String>,
    pairs: HashSet<(String, String)>,
    words: HashSet<String>,
    formulas: String,
}

impl Found {
    fn of(markdown: &str) -> Self {
        let said = without_addresses(markdown);
        Self {
            lines: markdown.lines().map(squeezed).collect(),
            pairs: pairs(&said),
            words: words(&said.to_lowercase()).map(str::to_owned).collect(),
            formulas: formulas(markdown).iter().map(|tex| signs(tex) + " ").collect(),
            markdown: markdown.to_owned(),
        }
    }

    fn has(&self, kind: Kind, text: &str) -> bool {
        match kind {
            Kind::Code => {
                text.lines().map(squeezed).filter(|line| !line.is_empty()).all(|line| self.lines.contains(&line))
            }
            Kind::Formula => self.formulas.contains(&signs(text)),
            Kind::Table | Kind::Footnote => {
                let link = text.strip_prefix('[').and_then(|text| text.split_once("]("));
                if let Some(address) = link.and_then(|(_, rest)| rest.trim().strip_suffix(')'))
                    && !address.contains(' ')
                {
                    // What counts where readers come from is taken off links.
                    let address = address.split('?').next().unwrap_or_default();
                    return self.markdown.contains(address);
                }
                let said = without_addresses(text);
                let wanted = pairs(&said);
                let known = wanted.iter().filter(|pair| self.pairs.contains(*pair)).count();
                known * 100 >= wanted.len() * MOST
                    && words(&said.to_lowercase()).next().is_none_or(|word| self.words.contains(word))
            }
        }
    }
}

/// A line of code without its white space, and without the signs that Markdown puts around or before it.
fn squeezed(line: &str) -> String {
    let line = line.trim_start_matches(['>', ' ']).trim_end_matches('\\');
    line.chars().filter(|sign| !sign.is_whitespace() && !matches!(sign, '`' | '\\')).collect()
}

/// Markdown without the addresses of its links, and without its signs.
fn without_addresses(markdown: &str) -> String {
    let mut out = String::new();
    let mut rest = markdown;
    while let Some(at) = rest.find("](") {
        out.push_str(&rest[..at]);
        out.push(' ');
        // An address may hold brackets, escaped or in pairs.
        let (mut depth, mut escaped) = (1, false);
        let end = rest[at + 2..].find(|sign: char| {
            let skipped = std::mem::replace(&mut escaped, sign == '\\');
            depth += if skipped { 0 } else { i32::from(sign == '(') - i32::from(sign == ')') };
            depth == 0 || sign == '\n'
        });
        rest = end.map_or("", |end| &rest[at + 2 + end + 1..]);
    }
    out.push_str(rest);
    out.retain(|sign| !matches!(sign, '*' | '_' | '`' | '\\'));
    out
}

fn pairs(text: &str) -> HashSet<(String, String)> {
    let text = text.to_lowercase();
    let words: Vec<&str> = words(&text).collect();
    words.windows(2).map(|pair| (pair[0].to_owned(), pair[1].to_owned())).collect()
}

/// The letters, digits and signs of TeX, without what only sets them.
fn signs(tex: &str) -> String {
    let tex = tex.replace("\\genfrac{}{}{0pt}{}", " ").replace("\\lt ", "<").replace('−', "-");
    let mut out = String::new();
    let mut rest = tex.as_str();
    while let Some(sign) = rest.chars().next() {
        rest = &rest[sign.len_utf8()..];
        if sign != '\\' {
            if sign.is_alphanumeric() || matches!(sign, '+' | '=' | '<' | '>' | '/') {
                out.push(sign);
            }
            continue;
        }
        let name = &rest[..rest.find(|sign: char| !sign.is_ascii_alphabetic()).unwrap_or(rest.len())];
        rest = &rest[name.len()..];
        if matches!(name, "begin" | "end") {
            rest = rest.split_once('}').map_or("", |(_, rest)| rest);
        } else if !LAYOUT.contains(&name) {
            out.push_str(name);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const MARKDOWN: &str = "Costs $5 or $6 and $a_1$ and\n$$\n\\frac{a}{b}\n$$\n\n```rust\nlet a = 1;\n\n```\n\n\
        | a | b |\n| --- | --- |\n| c | d |\n\n[^1]: A *note*, [linked](https://example.org/a_\\(b\\)).\n    More.\n";

    #[test]
    fn parts_are_told_apart() {
        let parts = parts_of(MARKDOWN);
        let texts = |of: Kind| parts.iter().filter(|part| part.0 == of).map(|part| part.1.as_str()).collect::<Vec<_>>();
        assert_eq!(texts(Kind::Code), ["let a = 1;\n\n"]);
        assert_eq!(texts(Kind::Table), ["| a | b |\n| --- | --- |\n| c | d |"]);
        assert_eq!(texts(Kind::Footnote), ["A *note*, [linked](https://example.org/a_\\(b\\)).\n    More."]);
        assert_eq!(texts(Kind::Formula), ["a_1", "\n\\frac{a}{b}\n"]);
    }

    #[test]
    fn parts_are_found_however_they_are_written() {
        let found = Found::of("# T\n\n`let a=1;`\n\n1. A _note_, linked. More\n\na b c d $\\dfrac a b$ $a_{1}$");
        assert!(parts_of(MARKDOWN).iter().all(|(kind, text)| found.has(*kind, text)));
        let none = Found::of("let a = 2;\n\nnote linked\n\n$a$ $b$");
        assert!(!parts_of(MARKDOWN).iter().any(|(kind, text)| none.has(*kind, text)));
    }

    #[test]
    fn a_note_that_is_a_link_is_found_by_its_address() {
        let found = Found::of("See [the paper](https://example.org/p).");
        assert!(found.has(Kind::Footnote, "[example.org](https://example.org/p)"));
        assert!(!found.has(Kind::Footnote, "[example.org](https://example.org/q)"));
    }

    #[test]
    fn the_head_is_no_code() {
        assert_eq!(without_head("```json\n{}\n```\n\nText"), "\nText");
        assert_eq!(without_head("Text"), "Text");
    }
}
