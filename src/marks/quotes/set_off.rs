//! Words given as someone's by their place on the page rather than by marks: block quotations, and the lines of an
//! interview or a transcript.

use super::attribution::{Attribution, Tie};
use super::frame::Frame;
use super::lexicon::{Classes, classes};
use super::phrase::Phrase;
use super::scan::Stretch;
use super::typography::Pair;
use crate::article::{Block, BlockKind, Span, Text, TokenKind};
use crate::hash;
use crate::letters::large;
use crate::map::Map;
use crate::page::Tag;
use crate::table::listed;

/// Adds the stretches that the page's layout gives, and takes out those that they hold; in order of the text.
pub(super) fn add(text: &Text, stretches: Vec<Stretch>) -> Vec<Stretch> {
    let stretches = inline_quotations(text, stretches);
    let mut set_off = block_quotations(text);
    set_off.extend(spoken_lines(text, &stretches));
    if set_off.is_empty() {
        return stretches;
    }
    let mut held = vec![false; text.blocks().len()];
    for stretch in &set_off {
        held[stretch.block] = true;
    }
    // A quoted block's closing line that names its author is no quote either.
    for (index, block) in text.blocks().iter().enumerate() {
        held[index] |= block.quoted && is_signature(text, block);
    }
    let mut all: Vec<Stretch> = stretches.into_iter().filter(|stretch| !held[stretch.block]).collect();
    all.append(&mut set_off);
    crate::order::by_key(&mut all, |stretch| stretch.first as u128);
    all
}

fn stretch(text: &Text, first: usize, end: usize, block: usize, pair: Pair, continues: bool) -> Stretch {
    let tokens = text.tokens();
    let span = Span { start: tokens[first].span.start, end: tokens[end - 1].span.end };
    Stretch { span, first, end, block, pair, closed: false, continues }
}

/// The tokens of the elements of one kind, each with its block.
fn elements(text: &Text, tag: Tag) -> impl Iterator<Item = (usize, usize, usize)> {
    text.elements().iter().filter(move |element| element.0 == tag).filter_map(|&(_, span)| {
        let first = text.tokens().partition_point(|token| token.span.start < span.start);
        let end = text.tokens().partition_point(|token| token.span.end <= span.end);
        let block = text.blocks().partition_point(|block| block.tokens.end as usize <= first);
        (first < end).then_some((block, first, end))
    })
}

/// Adds the `q`s; where one stands inside marks or around them, the outer of the two is the quote.
fn inline_quotations(text: &Text, stretches: Vec<Stretch>) -> Vec<Stretch> {
    let mut all = stretches;
    all.extend(
        elements(text, Tag::Q).map(|(block, first, end)| Stretch {
            closed: true,
            ..stretch(text, first, end, block, Pair::Inline, false)
        }),
    );
    if all.last().is_none_or(|last| last.pair != Pair::Inline) {
        return all;
    }
    // Of two that begin together the longer one comes first, and of two alike the one with marks.
    crate::order::by_key(&mut all, |stretch| (stretch.first as u128) << 64 | u128::from(u32::MAX - stretch.end as u32));
    let mut covered = 0;
    all.retain(|stretch| {
        let free = stretch.first >= covered;
        covered = covered.max(stretch.end);
        free
    });
    all
}

fn words(text: &Text, block: &Block) -> usize {
    text.tokens()[block.tokens.start as usize..block.tokens.end as usize]
        .iter()
        .filter(|token| token.kind != TokenKind::Sign)
        .count()
}

/// The `blockquote`s, unless they hold most of the article: then they are layout.
fn block_quotations(text: &Text) -> Vec<Stretch> {
    let blocks = text.blocks();
    if !blocks.iter().any(|block| block.quoted) {
        return Vec::new();
    }
    let spoken = |block: &Block| {
        block.quoted && matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem) && !block.tokens.is_empty()
    };
    let quoted: usize = blocks.iter().filter(|block| spoken(block)).map(|block| words(text, block)).sum();
    if quoted * 2 > text.words() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        if !spoken(block) || is_signature(text, block) {
            continue;
        }
        let continues = blocks.get(index + 1).is_some_and(|next| spoken(next) && !is_signature(text, next));
        let (first, end) = (block.tokens.start as usize, block.tokens.end as usize);
        let end = signature(text, block).unwrap_or(end);
        found.push(stretch(text, first, end, index, Pair::Block, continues));
    }
    found
}

/// Whether a block is the line that names whom the block before it is from: "— Ada Moss, *Letters*".
fn is_signature(text: &Text, block: &Block) -> bool {
    signature(text, block) == Some(block.tokens.start as usize)
}

/// Where the words begin that name whom a block is from: behind a dash that opens it, or in the `cite` that closes it.
fn signature(text: &Text, block: &Block) -> Option<usize> {
    const LONGEST: usize = 24;
    let (start, end) = (block.tokens.start as usize, block.tokens.end as usize);
    let dash = |token: usize| listed("— – ― - ~", text.token(token));
    if end - start > 1 && end - start <= LONGEST && dash(start) {
        return Some(start);
    }
    if !block.quoted || end == start {
        return None;
    }
    let last = text.tokens()[end - 1].span;
    let elements = text.elements();
    let at = elements.partition_point(|element| element.1.end < last.end);
    let (_, cite) = elements.get(at).filter(|(tag, span)| *tag == Tag::Cite && span.contains(last))?;
    let mut first = start + text.tokens()[start..end].partition_point(|token| token.span.start < cite.start);
    // "Ada Moss, <cite>Letters</cite>"
    let capitals =
        |token: usize| text.tokens()[token].kind == TokenKind::Sign || classes(text.token(token)).any(Classes::CAPITAL);
    if first - start <= 6 && (start..first).all(capitals) {
        return Some(start);
    }
    let cited = first;
    while first > start && (dash(first - 1) || text.token(first - 1) == "(") {
        first -= 1;
    }
    // "as it says in <cite>Letters</cite>" goes on: behind a sentence's end, or set off, it does not.
    let ended = first == start || listed(". ! ? … ” \" ’ »", text.token(first - 1));
    (ended || first < cited).then_some(first)
}

/// So many blocks on, a signature is looked for; those of a longer quotation find it from its later blocks.
const REACH: usize = 8;

/// Who a block quotation is from, by what closes it: inside the quotation, or right behind it.
pub(super) fn signed(frame: &Frame<'_>, stretch: &Stretch) -> Option<Attribution> {
    let text = frame.text;
    let blocks = text.blocks();
    let near = blocks.iter().skip(stretch.block).take(REACH);
    let quoted = near.take_while(|block| block.quoted || is_signature(text, block));
    let (first, end) = quoted.filter_map(|block| Some((signature(text, block)?, block.tokens.end as usize))).next()?;
    let name = (first..end).find(|&token| frame.is(token, Classes::WORD))?;
    let mention = frame.phrase_from(name, end)?;
    Some(Attribution { mention, cue: None, tie: Tie::Tagged })
}

/// The tokens of a line's label, if it has one: "MOSS:", "Ada Moss:", "Q.", "A:". The end is behind the colon.
fn label(text: &Text, block: &Block) -> Option<(Phrase, usize)> {
    const LONGEST: usize = 7;
    let (first, end) = (block.tokens.start as usize, block.tokens.end as usize);
    if !matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem) || end - first < 3 {
        return None;
    }
    if matches!(text.token(first), "Q" | "A") && matches!(text.token(first + 1), "." | ":") {
        return Some((Phrase { first, end: first + 1 }, first + 2));
    }
    let colon = (first + 1..end.min(first + LONGEST)).find(|&token| text.token(token) == ":")?;
    let named = (first..colon).all(|token| {
        let found = classes(text.token(token));
        found.any(Classes::CAPITAL | Classes::PARTICLE) || listed(". - ’ '", text.token(token))
    });
    let whole = classes(text.token(first)).any(Classes::CAPITAL) && colon + 1 < end && text.tokens()[colon + 1].spaced;
    // "Stone: 2,316": a tally.
    let talks = (colon + 1..end).any(|token| text.tokens()[token].kind == TokenKind::Word);
    (named && whole && talks).then_some((Phrase { first, end: colon }, colon + 1))
}

/// The lines of an interview or a transcript: at least four that begin with a label, two labels that come back.
fn spoken_lines(text: &Text, stretches: &[Stretch]) -> Vec<Stretch> {
    const LINES: usize = 4;
    let lines: Vec<(usize, Phrase, usize)> = text
        .blocks()
        .iter()
        .enumerate()
        .filter_map(|(index, block)| label(text, block).map(|(label, begin)| (index, label, begin)))
        .collect();
    if lines.len() < LINES {
        return Vec::new();
    }
    let key = |label: &Phrase| {
        let tokens = text.tokens();
        let span = Span { start: tokens[label.first].span.start, end: tokens[label.end - 1].span.end };
        hash::of_word(&large(text.slice(span)))
    };
    let mut counts: Map<usize> = Map::default();
    for (_, label, _) in &lines {
        *counts.entry(key(label), 0) += 1;
    }
    let returning = |label: &Phrase| counts.get(key(label)).is_some_and(|&count| count > 1);
    if counts.values().iter().filter(|&&count| count > 1).count() < 2 {
        return Vec::new();
    }
    let marked: Vec<usize> = stretches.iter().map(|stretch| stretch.first).collect();
    lines
        .iter()
        .filter(|(_, label, begin)| {
            // A label in front of marks introduces the marked words.
            (returning(label)) && marked.binary_search(begin).is_err()
        })
        .map(|&(block, _, begin)| {
            let end = text.blocks()[block].tokens.end as usize;
            stretch(text, begin, end, block, Pair::Line, false)
        })
        .collect()
}

/// Who speaks a line: its label.
pub(super) fn labelled(frame: &Frame<'_>, stretch: &Stretch) -> Option<Attribution> {
    let (mention, _) = label(frame.text, &frame.text.blocks()[stretch.block])?;
    Some(Attribution { mention, cue: None, tie: Tie::Tagged })
}
