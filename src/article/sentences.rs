//! Sentence ends over tokens.

use super::{Sentence, Span, Token, TokenKind};

/// Words that end in a full stop in the middle of a sentence, lower case, without the stop.
const ABBREVIATIONS: &[&str] = &[
    "adm", "apr", "art", "assn", "aug", "ave", "bldg", "blvd", "brig", "bros", "ca", "capt", "cf", "cmdr", "col",
    "cpl", "dec", "dept", "dr", "e.g", "ed", "etc", "feb", "fig", "fr", "ft", "gen", "gov", "hon", "i.e", "jan", "jr",
    "lt", "maj", "messrs", "mme", "mr", "mrs", "ms", "mt", "no", "nos", "nov", "oct", "pp", "pres", "prof", "pvt",
    "rep", "reps", "rev", "sen", "sens", "sep", "sept", "sgt", "sr", "st", "supt", "vol", "vs",
];

/// Cuts the tokens from `first` on, all of one block, into sentences.
pub(super) fn cut(text: &str, tokens: &[Token], first: usize, sentences: &mut Vec<Sentence>) {
    let mut start = first;
    let mut at = first;
    while at < tokens.len() {
        let end = sentence_end(text, tokens, at);
        if let Some(end) = end {
            push(tokens, start, end, sentences);
            start = end;
            at = end;
        } else {
            at += 1;
        }
    }
    if start < tokens.len() {
        push(tokens, start, tokens.len(), sentences);
    }
}

fn push(tokens: &[Token], start: usize, end: usize, sentences: &mut Vec<Sentence>) {
    let span = Span { start: tokens[start].span.start, end: tokens[end - 1].span.end };
    sentences.push(Sentence { span, tokens: start as u32..end as u32 });
}

/// The token behind the sentence, if the token at `at` is a stop that ends one.
fn sentence_end(text: &str, tokens: &[Token], at: usize) -> Option<usize> {
    let word = |index: usize| tokens.get(index).map_or("", |token: &Token| &text[token.span.range()]);
    let stop = word(at);
    if !matches!(stop, "." | "!" | "?" | "…" | "。" | "！" | "？" | "؟" | "।" | "...") {
        return None;
    }
    let mut end = at + 1;
    while matches!(word(end), "." | "!" | "?" | "…") && !tokens[end].spaced {
        end += 1;
    }
    while is_closing(word(end)) && !tokens[end].spaced {
        end += 1;
    }
    let Some(next) = tokens.get(end) else { return Some(end) };
    if matches!(stop, "。" | "！" | "？") {
        return Some(end);
    }
    if !next.spaced {
        return None;
    }
    if stop == "." && at > 0 && end == at + 1 && !tokens[at].spaced {
        let before = word(at - 1);
        let initial = before.chars().count() == 1 && before.chars().all(char::is_uppercase);
        let lower = before.to_lowercase();
        if initial || ABBREVIATIONS.binary_search(&lower.as_str()).is_ok() {
            return None;
        }
    }
    let begins = word(end).chars().next()?;
    let lower = next.kind == TokenKind::Word && begins.is_lowercase();
    (!lower).then_some(end)
}

fn is_closing(word: &str) -> bool {
    matches!(word, "\"" | "”" | "’" | "'" | "»" | "›" | ")" | "]" | "“" | "」" | "』")
}
