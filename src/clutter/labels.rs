//! Lines inside the chosen parts that are about the page: labels, dates, bylines, calls, and the title again.

use super::column::Column;
use super::features::{Features, Run, Sums};
use super::phrases;
use super::{Reason, Verdict, Verdicts};
use crate::letters::{push_small, small};
use crate::page::{Metadata, NodeId, Page, Tag};
use crate::table::listed;

/// Longer lines than this many words are never labels.
const LONGEST: u32 = 60;

/// A line's words as the tables have them: lower case, one space, bare at both ends.
pub(super) fn normal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for part in text.split_ascii_whitespace() {
        // Most words are ASCII, and quicker to look at byte by byte; others may have spaces of other kinds within.
        if part.bytes().all(|byte| byte.is_ascii_graphic()) {
            out.push_str(if out.is_empty() { "" } else { " " });
            let start = out.len();
            out.push_str(part);
            if let Some(word) = out.get_mut(start..) {
                word.make_ascii_lowercase();
            }
            continue;
        }
        for word in part.split_whitespace() {
            out.push_str(if out.is_empty() { "" } else { " " });
            word.chars().for_each(|letter| push_small(&mut out, if letter == '’' { '\'' } else { letter }));
        }
    }
    let bare = |character: char| {
        character.is_whitespace()
            || (character.is_ascii_punctuation() && !matches!(character, '(' | ')'))
            || matches!(
                character,
                '…' | '»'
                    | '«'
                    | '›'
                    | '‹'
                    | '→'
                    | '←'
                    | '▼'
                    | '▶'
                    | '•'
                    | '·'
                    | '–'
                    | '—'
                    | '×'
                    | '“'
                    | '”'
            )
    };
    out.truncate(out.trim_end_matches(bare).len());
    out.drain(..out.len() - out.trim_start_matches(bare).len());
    out
}

/// The text of a run.
fn text_of(page: &Page, run: &Run, verdicts: &Verdicts) -> String {
    let mut text = String::new();
    let mut at = run.first;
    while at < run.end {
        if verdicts.is_dropped(at) {
            at = page.end(at);
            continue;
        }
        text.push_str(page.text(at));
        at = NodeId(at.0 + 1);
    }
    text
}

/// Why a line is about the page and not of the article, by its words alone. `link` is the share of it that is a link.
pub(super) fn label(line: &str, words: u32, link: f32) -> Option<Reason> {
    if words > LONGEST || line.is_empty() {
        return None;
    }
    if words <= 8
        && let Some(reason) = phrases::of_line(line)
    {
        return Some(reason);
    }
    if let Some(reason) = phrases::of_beginning(line, words, link) {
        return Some(reason);
    }
    // "The Hob may earn a commission …": said by whoever sells through links.
    if words >= 4
        && line.contains(" may earn ")
        && ["commission", "affiliate", "from links"].iter().any(|word| line.contains(word))
    {
        return Some(Reason::Advertisement);
    }
    if is_comment_count(line, words) {
        return Some(Reason::Comments);
    }
    if is_date_line(line, words) || is_counter(line, words) || is_file_name(line, words) {
        return Some(Reason::Label);
    }
    None
}

/// Whether a heading announces other pieces: "More on kettles", "Related reading".
pub(super) fn announces_others(line: &str) -> bool {
    line.split(' ').count() <= 8 && phrases::begins_as_related(line)
}

fn is_comment_count(line: &str, words: u32) -> bool {
    words == 2
        && line.starts_with(|character: char| character.is_ascii_digit())
        && [
            "comments",
            "comment",
            "kommentare",
            "commentaires",
            "comentarios",
            "comentários",
            "shares",
            "replies",
            "views",
        ]
        .iter()
        .any(|word| line.ends_with(word))
}

/// Whether a line is nothing but a date, with a time or a word about publishing at most.
pub(super) fn is_date_line(line: &str, words: u32) -> bool {
    if words > 14 {
        return false;
    }
    let (mut digits, mut named, mut numbers) = (0, false, 0);
    for token in line.split(|character: char| !character.is_alphanumeric()).filter(|token| !token.is_empty()) {
        if token.starts_with(|character: char| character.is_ascii_digit()) {
            // 14, 14th, 9am, 20h15.
            if token.trim_start_matches(|character: char| character.is_ascii_digit()).len() > 4 {
                return false;
            }
            digits += token.len();
            numbers += 1;
        } else if phrases::is_date_word(token) {
            named |= token.len() > 2;
        } else {
            return false;
        }
    }
    digits >= 2 && (named || numbers >= 3) || (named && digits > 0 && (line.ends_with("ago") || line.ends_with("read")))
}

/// "1 of 5", "image 2 of 7", "card 3 of 4", "1/12".
fn is_counter(line: &str, words: u32) -> bool {
    let mut tokens = line.split([' ', '/']).filter(|token| !token.is_empty());
    let number = |token: Option<&str>| {
        token.is_some_and(|token| token.len() <= 3 && token.bytes().all(|byte| byte.is_ascii_digit()))
    };
    match words {
        1 | 2 => line.contains('/') && number(tokens.next()) && number(tokens.next()) && tokens.next().is_none(),
        3 | 4 => {
            let mut tokens = line.split(' ').rev();
            number(tokens.next())
                && matches!(tokens.next(), Some("of" | "von" | "de" | "sur"))
                && number(tokens.next())
                && tokens.next().is_none_or(|word| listed("image photo slide card picture page part", word))
        }
        _ => false,
    }
}

/// "DSC_0417.jpg": a file's name where a caption should be.
pub(super) fn is_file_name(line: &str, words: u32) -> bool {
    words == 1
        && line.rsplit_once('.').is_some_and(|(stem, ending)| {
            stem.len() >= 3 && listed("jpg jpeg png gif webp avif svg tif tiff bmp heic", ending)
        })
}

/// "By Jane Doe", "Von Max Mustermann und Erika Muster".
fn is_byline(text: &str, line: &str, words: u32) -> bool {
    if !(2..=14).contains(&words) {
        return false;
    }
    let Some(by) = phrases::writer_words(line) else { return false };
    // Names stand in capitals; joining words may not.
    let rest = text.split_whitespace().skip(by.split(' ').count());
    let (mut names, mut others) = (0, 0);
    for word in rest {
        if word.starts_with(char::is_uppercase) {
            names += 1;
        } else if !listed("and und et y e en | • - – — & , for in of de van von", word) {
            others += 1;
        }
    }
    names >= 1 && others <= 1 && !text.trim_end().ends_with(['!', '?'])
}

/// Whether a heading says the title again: most of its words are the title's, and it is not just one of them.
fn repeats_title(line: &str, title: &[String], all: usize) -> bool {
    let tokens: Vec<&str> =
        line.split(|character: char| !character.is_alphanumeric()).filter(|token| !token.is_empty()).collect();
    let length: usize = tokens.iter().map(|token| token.len()).sum();
    let shared: usize =
        tokens.iter().filter(|token| title.iter().any(|word| word == **token)).map(|token| token.len()).sum();
    length > 0 && shared * 4 >= length * 3 && (length * 2 >= all || length >= 40)
}

/// Drops the lines of the kept parts that are about the page.
pub(super) fn drop_labels(
    page: &Page,
    metadata: &Metadata,
    features: &Features,
    parts: &[NodeId],
    sums: &Column<Sums>,
    verdicts: &mut Verdicts,
) {
    let title: Vec<String> = small(metadata.title.as_deref().unwrap_or_default())
        .split(|character: char| !character.is_alphanumeric())
        .filter(|token| !token.is_empty())
        .take(60)
        .map(str::to_owned)
        .collect();
    let title_length: usize = title.iter().map(String::len).sum();
    let mut parts = parts.iter().copied().peekable();
    // Whether no sentence has come yet: title, byline and date stand before the first.
    let mut at_top = true;
    let mut short_lines: Vec<usize> = Vec::new();
    let mut after_related: Option<NodeId> = None;
    for (index, run) in features.runs.iter().enumerate() {
        while parts.peek().is_some_and(|&part| page.end(part) <= run.first) {
            parts.next();
        }
        let Some(&part) = parts.peek() else { break };
        if !page.contains(part, run.first) || verdicts.is_dropped(run.first) {
            continue;
        }
        let tag = page.tag(run.container);
        if matches!(tag, Tag::Pre | Tag::Td | Tag::Th | Tag::Code) && page.end(part).0 - part.0 > 3 && !at_top {
            continue;
        }
        let heading = tag.heading_level().is_some();
        let link = super::features::ratio(run.link_characters, run.characters);
        if run.words > LONGEST {
            at_top = false;
            after_related = None;
            continue;
        }
        let text = text_of(page, run, verdicts);
        let line = normal(&text);
        let mut reason = label(&line, run.words, link);
        if heading && matches!(reason, Some(Reason::Label | Reason::Navigation)) && !is_date_line(&line, run.words) {
            reason = None;
        }
        if reason.is_none() && at_top {
            if (heading || run.words >= 3) && repeats_title(&line, &title, title_length) {
                reason = Some(Reason::Title);
                // What stands above the title is not the article.
                for &above in &short_lines {
                    drop_run(page, &features.runs[above], sums, part, Reason::Label, verdicts);
                }
                short_lines.clear();
            } else if is_byline(&text, &line, run.words) || is_byline_of(metadata, &line) {
                reason = Some(Reason::Title);
            }
        }
        if reason.is_none() && matches!(tag, Tag::H1 | Tag::H2) && repeats_title(&line, &title, title_length) {
            reason = Some(Reason::Title);
        }
        if reason.is_none() && after_related.is_some() && link > 0.8 && !run.terminal && !heading {
            reason = Some(Reason::Related);
        }
        // A paragraph that is one link and no sentence leads to another piece.
        if reason.is_none()
            && matches!(tag, Tag::P | Tag::Div)
            && link > 0.95
            && !run.terminal
            && (4..=25).contains(&run.words)
            && !at_top
        {
            reason = Some(Reason::Related);
        }
        match reason {
            Some(reason) => {
                drop_run(page, run, sums, part, reason, verdicts);
                if reason == Reason::Related {
                    after_related = Some(run.container);
                }
            }
            None => {
                after_related = None;
                if at_top && run.words <= 12 && !run.terminal && !heading {
                    short_lines.push(index);
                }
                if run.characters >= 80 && (run.terminal || run.characters >= 160) {
                    at_top = false;
                }
            }
        }
    }
}

fn is_byline_of(metadata: &Metadata, line: &str) -> bool {
    metadata.byline.as_deref().is_some_and(|byline| normal(byline) == line)
}

/// Drops a run: its container where it holds nothing else, the run's own nodes else.
fn drop_run(page: &Page, run: &Run, sums: &Column<Sums>, part: NodeId, reason: Reason, verdicts: &mut Verdicts) {
    let mut whole = None;
    let mut at = run.container;
    while at != part && page.contains(part, at) {
        let sum = &sums[at];
        if sum.characters > run.characters || sum.pictures > 0 || sum.embeds > 0 {
            break;
        }
        whole = Some(at);
        at = page.parent(at);
    }
    if let Some(whole) = whole {
        verdicts.set_subtree(page, whole, Verdict::Drop(reason));
        return;
    }
    for index in run.first.0..run.end.0 {
        let node = NodeId(index);
        if page.tag(node) == Tag::Text {
            verdicts.set(node, Verdict::Drop(reason));
        }
    }
}
