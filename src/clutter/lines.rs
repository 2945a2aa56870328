//! The same judgement where there is no markup: over the lines of a page copied as plain text.
//!
//! What speaks is the line itself (its length, its end, what it says) and its company: prose stands among prose,
//! menus among menus.

use super::column::{NodeSet, Rows};
use super::features::{ends_like_sentence, measure};
use super::labels::{label, normal};
use super::{NoArticle, Reason, Verdict, Verdicts};
use crate::hash;
use crate::letters::small;
use crate::map::Map;
use crate::page::{Metadata, NodeId, Page, Tag};

/// Longer lines are no labels, and not compared with others.
const LONGEST: u32 = 60;
/// Longer ones may well stand there twice.
const LONGEST_REPEATED: u32 = 12;

/// A line with what it tells by itself, in few bytes: a text may have millions of lines.
#[derive(Clone, Copy)]
struct Line {
    /// Or as many as a number has room for.
    words: u16,
    label: Option<Reason>,
    signs: u8,
}

/// It ends as sentences do.
const TERMINAL: u8 = 1;
/// It is sentences, and enough of them to be a paragraph.
const PROSE: u8 = 2;
/// The page has this very line more than once.
const REPEATED: u8 = 4;

impl Line {
    const fn is(&self, sign: u8) -> bool {
        self.signs & sign != 0
    }
}

/// The lines of a page.
struct Lines<'a> {
    page: &'a Page,
    /// Of each line its node.
    nodes: Rows,
    all: Vec<Line>,
}

impl Lines<'_> {
    fn text(&self, index: usize) -> String {
        self.page.text_content(self.nodes.node(index))
    }

    /// A line as the phrase tables have it, if it is not too long for them.
    fn normal(&self, index: usize) -> String {
        if u32::from(self.all[index].words) <= LONGEST { normal(&self.text(index)) } else { String::new() }
    }
}

/// Judges the lines of a plain text.
pub(super) fn judge(page: &Page, metadata: &Metadata) -> Result<Verdicts, NoArticle> {
    let lines = read(page);
    if lines.all.is_empty() {
        return Err(NoArticle::Empty);
    }
    let Some((start, end)) = body(&lines.all) else {
        // Without a paragraph, a short text is taken as it stands; a long one is a menu.
        let is_short = lines.all.len() <= 30;
        return if is_short { Ok(Verdicts::all(page, Verdict::Keep)) } else { Err(NoArticle::NothingToRead) };
    };
    let mut reasons: Vec<Option<Reason>> = vec![None; lines.all.len()];
    frame(&lines, start, end, metadata, &mut reasons);
    inside(&lines, start, end, &mut reasons);
    let mut verdicts = Verdicts::all(page, Verdict::Keep);
    for (node, reason) in lines.nodes.nodes().zip(reasons) {
        if let Some(reason) = reason {
            verdicts.set_subtree(page, node, Verdict::Drop(reason));
        }
    }
    Ok(verdicts)
}

fn read(page: &Page) -> Lines<'_> {
    let is_line = |&node: &NodeId| page.tag(node) == Tag::P;
    // Where each line that may be repeated came first.
    let mut first: Map<u32> = Map::default();
    let mut nodes = NodeSet::none(page);
    let mut all: Vec<Line> = Vec::with_capacity(page.nodes().filter(is_line).count());
    for node in page.nodes().filter(is_line) {
        let text = page.text_content(node);
        let facts = measure(&text);
        if facts.words == 0 {
            continue;
        }
        let mut line = Line { words: facts.words.min(u16::MAX.into()) as u16, label: None, signs: 0 };
        let is_terminal = ends_like_sentence(&text);
        if is_terminal {
            line.signs |= TERMINAL;
        }
        if facts.words <= LONGEST {
            let normal = normal(&text);
            line.label = label(&normal, facts.words, 0.0).or_else(|| only_labels(&normal));
            if facts.words <= LONGEST_REPEATED {
                let index = all.len() as u32;
                let first = *first.entry(hash::of_word(&normal), index);
                if first != index {
                    line.signs |= REPEATED;
                    all[first as usize].signs |= REPEATED;
                }
            }
        }
        let is_long = facts.words >= 30 || is_terminal && (facts.words >= 10 || facts.characters >= 150);
        if line.label.is_none() && is_long {
            line.signs |= PROSE;
        }
        nodes.insert(node);
        all.push(line);
    }
    Lines { page, nodes: Rows::of(nodes), all }
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
        if line.is(PROSE) {
            i64::from(line.words.min(120))
        } else if line.label.is_some() || line.is(REPEATED) {
            -6
        } else if line.is(TERMINAL) && line.words >= 5 {
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
        if line.is(PROSE) && best.is_none_or(|(most, _, _)| sum > most) {
            best = Some((sum, start, index + 1));
        }
    }
    let (_, start, end) = best?;
    let start = (start..end).find(|&index| lines[index].is(PROSE))?;
    let end = end_of(lines, start, end);
    // Short paragraphs at the rim: sentences that no label speaks against.
    let follows = |line: &Line| line.is(TERMINAL) && line.words >= 3 && line.label.is_none() && !line.is(REPEATED);
    let before = lines[..start].iter().rev().take_while(|line| follows(line)).count();
    let behind = lines[end..].iter().take_while(|line| follows(line)).count();
    Some((start - before, end + behind))
}

/// Where the article ends: before the first stretch of labels that has little prose behind it.
fn end_of(lines: &[Line], start: usize, end: usize) -> usize {
    /// So many lines in a row that are no prose, a label among them, close an article.
    const CLOSING: usize = 4;
    let total: u32 = lines[start..end].iter().filter(|line| line.is(PROSE)).map(|line| u32::from(line.words)).sum();
    let mut behind = 0;
    let mut closing = end;
    let mut at = end;
    while at > start {
        let run_end = at;
        while at > start && !lines[at - 1].is(PROSE) {
            at -= 1;
        }
        let others = &lines[at..run_end];
        if others.len() >= CLOSING && others.iter().any(|line| line.label.is_some()) && behind * 4 <= total {
            closing = at;
        }
        if at > start {
            behind += u32::from(lines[at - 1].words);
            at -= 1;
        }
        if behind * 4 > total {
            break;
        }
    }
    closing
}

/// Gives reasons to what stands before and behind the article.
fn frame(lines: &Lines<'_>, start: usize, end: usize, metadata: &Metadata, reasons: &mut [Option<Reason>]) {
    let title = metadata.title.as_deref().map(normal);
    // The title: the one that the page gives, or else the nearest line above the text that could be one.
    let could_be = |index: usize| {
        let line = &lines.all[index];
        let fits = line.label.is_none() && !line.is(REPEATED) && (3..=25).contains(&line.words) && !line.is(TERMINAL);
        let normal = || lines.normal(index);
        fits && !is_credit(&normal()) && !normal().starts_with("by ")
    };
    let titled = title
        .and_then(|title| (0..start).find(|&index| title == lines.normal(index)))
        .or_else(|| (start.saturating_sub(24)..start).rev().find(|&index| could_be(index)));
    for (index, line) in lines.all.iter().enumerate() {
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
fn inside(lines: &Lines<'_>, start: usize, end: usize, reasons: &mut [Option<Reason>]) {
    let all = &lines.all;
    for index in start..end {
        let line = &all[index];
        if reasons[index].is_some() {
            continue;
        }
        let asks = || (line.words <= 30 && asks_to_subscribe(&lines.normal(index))).then_some(Reason::Newsletter);
        if let Some(reason) = line.label.or_else(asks) {
            reasons[index] = Some(reason);
            match reason {
                Reason::Related => drop_list(all, index + 1, end, reason, reasons),
                Reason::Advertisement => drop_until(all, index + 1, end, 5, Reason::Advertisement, reasons),
                Reason::Label if is_box_counter(&lines.normal(index)) => {
                    drop_until(all, index + 1, end, 14, Reason::Navigation, reasons);
                    drop_head(all, start, index, Reason::Label, reasons);
                }
                Reason::Newsletter => drop_head(all, start, index, reason, reasons),
                _ => {}
            }
        } else if line.is(REPEATED) && line.words <= 6 && !line.is(TERMINAL) {
            reasons[index] = Some(Reason::Navigation);
        } else if !line.is(TERMINAL) && u32::from(line.words) <= LONGEST && is_credit(&lines.text(index)) {
            reasons[index] = Some(Reason::Label);
        }
    }
    // A heading must have something below it.
    let mut below = false;
    for index in (start..end).rev() {
        if reasons[index].is_some() {
            continue;
        }
        let line = &all[index];
        if !below && !line.is(PROSE) && !line.is(TERMINAL) && line.words <= 12 {
            reasons[index] = Some(Reason::Label);
        } else {
            below = true;
        }
    }
}

/// Whether a line calls for an address in a sentence: "… in your inbox every weekday".
fn asks_to_subscribe(line: &str) -> bool {
    let says = |word: &str| line.contains(word);
    says("your inbox") || says("our newsletter") || (says("newsletter") && (says("sign up") || says("subscribe")))
}

/// Drops the short lines that follow a label such as "You might also like".
fn drop_list(lines: &[Line], from: usize, end: usize, reason: Reason, reasons: &mut [Option<Reason>]) {
    for index in from..end.min(from + 12) {
        let line = &lines[index];
        if line.is(PROSE) || line.is(TERMINAL) || line.words > 20 {
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
        if !above.is(PROSE) && !above.is(TERMINAL) && above.words <= 12 {
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
    let lower = small(text);
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
