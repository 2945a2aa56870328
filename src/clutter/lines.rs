//! The same judgement where there is no markup: over the lines of a page copied as plain text.
//!
//! What speaks is the line itself (its length, its end, what it says) and its company: prose stands among prose,
//! menus among menus.

use super::features::{ends_like_sentence, measure};
use super::labels::{label, normal};
use super::{NoArticle, Reason, Verdict, Verdicts};
use crate::hash;
use crate::map::Map;
use crate::page::{Metadata, NodeId, Page, Tag};

/// A line with what it tells by itself.
struct Line {
    node: NodeId,
    words: u32,
    /// As the phrase tables have it.
    normal: String,
    terminal: bool,
    /// Sentences, and enough of them to be a paragraph.
    prose: bool,
    label: Option<Reason>,
    /// How often the page has this very line.
    seen: u32,
}

/// Judges the lines of a plain text.
pub(super) fn judge(page: &Page, metadata: &Metadata) -> Result<Verdicts, NoArticle> {
    let lines = read(page);
    if lines.is_empty() {
        return Err(NoArticle::Empty);
    }
    let mut verdicts = Verdicts::all(page, Verdict::Keep);
    let (start, end) = match body(&lines) {
        Some(body) => body,
        // Without a paragraph, a short text is taken as it stands; a long one is a menu.
        None if lines.len() <= 30 => return Ok(verdicts),
        None => return Err(NoArticle::NothingToRead),
    };
    let mut reasons: Vec<Option<Reason>> = vec![None; lines.len()];
    frame(&lines, start, end, metadata, &mut reasons);
    inside(page, &lines, start, end, &mut reasons);
    for (line, reason) in lines.iter().zip(reasons) {
        if let Some(reason) = reason {
            verdicts.set_subtree(page, line.node, Verdict::Drop(reason));
        }
    }
    Ok(verdicts)
}

fn read(page: &Page) -> Vec<Line> {
    let mut seen: Map<u32> = Map::default();
    let mut lines = Vec::new();
    for node in page.nodes().filter(|&node| page.tag(node) == Tag::P) {
        let text = page.text_content(node);
        let facts = measure(&text);
        if facts.words == 0 {
            continue;
        }
        let terminal = ends_like_sentence(&text);
        let normal = if facts.words <= 60 { normal(&text) } else { String::new() };
        let label =
            if facts.words <= 60 { label(&normal, facts.words, 0.0).or_else(|| only_labels(&normal)) } else { None };
        if facts.words <= 12 {
            *seen.entry(hash::of_word(&normal), 0) += 1;
        }
        let prose = label.is_none()
            && (facts.words >= 30 || (facts.words >= 10 && terminal) || (facts.characters >= 150 && terminal));
        lines.push(Line { node, words: facts.words, normal, terminal, prose, label, seen: 1 });
    }
    for line in lines.iter_mut().filter(|line| line.words <= 12) {
        line.seen = seen.get(hash::of_word(&line.normal)).copied().unwrap_or(1);
    }
    lines
}

/// "Previous Next", "Share Tweet Email": a line made of labels alone.
fn only_labels(line: &str) -> Option<Reason> {
    let mut first = None;
    let mut words = 0;
    for word in line.split(' ') {
        let reason = label(word, 1, 0.0)?;
        first = first.or(Some(reason));
        words += 1;
    }
    if (2..=8).contains(&words) { first } else { None }
}

/// The stretch of lines that holds the article, ends exclusive: prose adds its words, everything else takes away.
fn body(lines: &[Line]) -> Option<(usize, usize)> {
    let worth = |line: &Line| -> i64 {
        if line.prose {
            i64::from(line.words.min(120))
        } else if line.label.is_some() || line.seen > 1 {
            -6
        } else if line.terminal && line.words >= 5 {
            0
        } else {
            -4
        }
    };
    let mut best: Option<(i64, usize, usize)> = None;
    let (mut sum, mut start) = (0, 0);
    for (index, line) in lines.iter().enumerate() {
        if sum <= 0 {
            (sum, start) = (0, index);
        }
        sum += worth(line);
        if line.prose && best.is_none_or(|(most, _, _)| sum > most) {
            best = Some((sum, start, index + 1));
        }
    }
    let (_, start, end) = best?;
    let start = (start..end).find(|&index| lines[index].prose)?;
    let end = end_of(lines, start, end);
    // Short paragraphs at the rim: sentences that no label speaks against.
    let follows = |line: &Line| line.terminal && line.words >= 3 && line.label.is_none() && line.seen == 1;
    let before = lines[..start].iter().rev().take_while(|line| follows(line)).count();
    let behind = lines[end..].iter().take_while(|line| follows(line)).count();
    Some((start - before, end + behind))
}

/// Where the article ends: before the first stretch of labels that has little prose behind it.
fn end_of(lines: &[Line], start: usize, end: usize) -> usize {
    /// So many lines in a row that are no prose, a label among them, close an article.
    const CLOSING: usize = 4;
    let total: u32 = lines[start..end].iter().filter(|line| line.prose).map(|line| line.words).sum();
    let mut behind = 0;
    let mut closing = end;
    let mut at = end;
    while at > start {
        let run_end = at;
        while at > start && !lines[at - 1].prose {
            at -= 1;
        }
        let others = &lines[at..run_end];
        if others.len() >= CLOSING && others.iter().any(|line| line.label.is_some()) && behind * 4 <= total {
            closing = at;
        }
        if at > start {
            behind += lines[at - 1].words;
            at -= 1;
        }
        if behind * 4 > total {
            break;
        }
    }
    closing
}

/// Gives reasons to what stands before and behind the article.
fn frame(lines: &[Line], start: usize, end: usize, metadata: &Metadata, reasons: &mut [Option<Reason>]) {
    let title = metadata.title.as_deref().map(normal);
    // The title: the one that the page gives, or else the nearest line above the text that could be one.
    let could_be = |line: &Line| {
        line.label.is_none()
            && line.seen == 1
            && (3..=25).contains(&line.words)
            && !line.terminal
            && !is_credit(&line.normal)
    };
    let titled =
        (0..start).find(|&index| title.as_ref().is_some_and(|title| *title == lines[index].normal)).or_else(|| {
            (start.saturating_sub(24)..start)
                .rev()
                .find(|&index| could_be(&lines[index]) && !lines[index].normal.starts_with("by "))
        });
    for (index, line) in lines.iter().enumerate() {
        if (start..end).contains(&index) {
            continue;
        }
        reasons[index] = Some(if Some(index) == titled {
            Reason::Title
        } else if let Some(reason) = line.label {
            reason
        } else if line.words <= 6 {
            Reason::Navigation
        } else {
            Reason::LowScore
        });
    }
}

/// Gives reasons to what stands in the article and is not of it.
fn inside(page: &Page, lines: &[Line], start: usize, end: usize, reasons: &mut [Option<Reason>]) {
    for index in start..end {
        let line = &lines[index];
        if reasons[index].is_some() {
            continue;
        }
        if let Some(reason) = line.label.or_else(|| asks_to_subscribe(line)) {
            reasons[index] = Some(reason);
            match reason {
                Reason::Related => drop_list(lines, index + 1, end, reason, reasons),
                Reason::Advertisement => drop_until(lines, index + 1, end, 5, Reason::Advertisement, reasons),
                Reason::Label if is_box_counter(&line.normal) => {
                    drop_until(lines, index + 1, end, 14, Reason::Navigation, reasons);
                    drop_head(lines, start, index, Reason::Label, reasons);
                }
                Reason::Newsletter => drop_head(lines, start, index, reason, reasons),
                _ => {}
            }
        } else if line.seen > 1 && line.words <= 6 && !line.terminal {
            reasons[index] = Some(Reason::Navigation);
        } else if !line.terminal && is_credit(&page.text_content(line.node)) && line.words <= 60 {
            reasons[index] = Some(Reason::Label);
        }
    }
    // A heading must have something below it.
    let mut below = false;
    for index in (start..end).rev() {
        if reasons[index].is_some() {
            continue;
        }
        let line = &lines[index];
        if !below && !line.prose && !line.terminal && line.words <= 12 {
            reasons[index] = Some(Reason::Label);
        } else {
            below = true;
        }
    }
}

/// A call for an address in a sentence: "… in your inbox every weekday".
fn asks_to_subscribe(line: &Line) -> Option<Reason> {
    let says = |word: &str| line.normal.contains(word);
    let asks = line.words <= 30
        && (says("your inbox")
            || says("our newsletter")
            || (says("newsletter") && (says("sign up") || says("subscribe"))));
    asks.then_some(Reason::Newsletter)
}

/// Drops the short lines that follow a label such as "You might also like".
fn drop_list(lines: &[Line], from: usize, end: usize, reason: Reason, reasons: &mut [Option<Reason>]) {
    for index in from..end.min(from + 12) {
        let line = &lines[index];
        if line.prose || line.terminal || line.words > 20 {
            return;
        }
        reasons[index] = Some(line.label.unwrap_or(reason));
    }
}

/// Drops what stands between a label and the next line that closes its box, if there is one near by.
fn drop_until(lines: &[Line], from: usize, end: usize, far: usize, closes: Reason, reasons: &mut [Option<Reason>]) {
    let close = (from..end.min(from + far)).find(|&index| lines[index].label == Some(closes));
    if let Some(close) = close {
        let reason = if closes == Reason::Navigation { Reason::Related } else { closes };
        for index in from..=close {
            reasons[index] = Some(lines[index].label.unwrap_or(reason));
        }
    }
}

/// Drops the heading right above a box that goes.
fn drop_head(lines: &[Line], start: usize, index: usize, reason: Reason, reasons: &mut [Option<Reason>]) {
    if index > start {
        let above = &lines[index - 1];
        if !above.prose && !above.terminal && above.words <= 12 {
            reasons[index - 1] = Some(reason);
        }
    }
}

/// "Card 1 of 5": counts the cards of a box set into the story.
fn is_box_counter(line: &str) -> bool {
    line.starts_with("card ") || line.starts_with("slide ") || line.starts_with("part ")
}

/// Whether a line ends in the credit of a picture: "… Ann Example/The Paper", "Photo: Ann Example".
fn is_credit(text: &str) -> bool {
    let lower = text.to_lowercase();
    let marks =
        ["photo:", "photo by", "image:", "credit:", "photograph:", "foto:", "getty images", "©", "illustration:"];
    if marks.iter().any(|mark| lower.contains(mark)) && text.split_whitespace().count() <= 60 {
        return true;
    }
    // "/" between two words in capitals among the last eight.
    let words: Vec<&str> = text.split_whitespace().collect();
    words[words.len().saturating_sub(8)..].iter().any(|word| {
        word.split_once('/').is_some_and(|(left, right)| {
            let name = |part: &str| {
                part.len() >= 2 && part.starts_with(char::is_uppercase) && part.chars().all(char::is_alphabetic)
            };
            name(left) && name(right)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_are_told_from_sentences() {
        assert!(is_credit("The wall was built in 1958. Ann Example/The Paper"));
        assert!(is_credit("Photo: Ann Example"));
        assert!(!is_credit("He and/or she went to the 9/11 memorial."));
    }
}
