//! Sentence ends over tokens.
//!
//! A full stop ends a sentence but for what the tables here say; what follows it decides the rest. The rules are those
//! that every splitter for newspapers settles on (Grefenstette and Tapanainen, "What is a word, what is a sentence?",
//! 1994): abbreviations by what may stand behind them, initials, and words that begin sentences.

use super::{Sentence, Token, TokenKind};
use crate::letters::small;
use crate::table::listed;

/// Words that end in a full stop and never end a sentence: a name or more words follow. Lower case, without the stop.
const BEFORE_NAMES: &str = "adm brig capt cf cmdr col cpl dr e.g fr gen gov hon i.e lt maj messrs mlle mme mr mrs ms msgr mt mx pres prof \
     pvt rep reps rev sen sens sgt st ste supt viz vs";

/// Words whose full stop is theirs only where a number follows: "No. 5", but "He said no."
const BEFORE_NUMBERS: &str = "app apr art aug ca ch chap dec ed eq feb fig figs jan jul jun mar no nos nov nr oct op p para pp pt sec sep \
     sept vol vols";

/// Words whose full stop is theirs and may end a sentence too: it does where a word follows that begins sentences.
const ANYWHERE: &str = "assn ave bldg blvd bros co corp dept est ft inc jr ltd mfg plc rd sq sr univ";

/// Words that, with a capital, nearly always begin a sentence.
const BEGINNERS: &str = "A After All Also Although An And Another As At Because Before Both But By Even For From He Her Here His How \
     However I If In It Its Many Meanwhile Most My No Not Now Of On One Or Our She Since So Some That The Their \
     Then There These They This Those Though To Under We What When Where While Who Why With Without Yet You";

/// Stops of scripts that need no space behind them.
const STOPS_WITHOUT_SPACE: &[&str] = &["。", "！", "？", "｡", "．"];

/// Cuts the tokens from `first` on, all of one block, into sentences.
pub(super) fn cut(text: &str, tokens: &[Token], first: usize, sentences: &mut Vec<Sentence>) {
    let ends = tokens[first..].first().zip(tokens.last());
    let whole = ends.map_or(0..0, |(first, last)| first.span.start as usize..last.span.end as usize);
    let cutter = Cutter { text, tokens, has_lines: text.as_bytes()[whole].contains(&b'\n') };
    let mut start = first;
    let mut at = first;
    while at < tokens.len() {
        match cutter.end_behind(start, at) {
            Some(end) => {
                push(start, end, sentences);
                start = end;
                at = end;
            }
            None => at += 1,
        }
    }
    if start < tokens.len() {
        push(start, tokens.len(), sentences);
    }
}

fn push(start: usize, end: usize, sentences: &mut Vec<Sentence>) {
    sentences.push(Sentence { tokens: start as u32..end as u32 });
}

struct Cutter<'a> {
    text: &'a str,
    tokens: &'a [Token],
    /// Whether the block has more than one line.
    has_lines: bool,
}

impl<'a> Cutter<'a> {
    fn word(&self, index: usize) -> &'a str {
        self.tokens.get(index).and_then(|token| self.text.get(token.span.range())).unwrap_or_default()
    }

    /// Whether a token stands close behind the one before it.
    fn is_close(&self, index: usize) -> bool {
        self.tokens.get(index).is_some_and(|token| !token.spaced)
    }

    /// The token behind the sentence that begins at `start`, if it ends with the token at `at` and what belongs to that.
    fn end_behind(&self, start: usize, at: usize) -> Option<usize> {
        let is_sign = self.tokens[at].kind == TokenKind::Sign;
        let stop = if is_sign { self.word(at) } else { "" };
        if !is_stop(stop) {
            return self.line_ends_behind(at).then_some(at + 1);
        }
        let mut end = at + 1;
        while is_stop(self.word(end)) && self.is_close(end) {
            end += 1;
        }
        let single = end == at + 1;
        while is_closing(self.word(end)) && self.is_close(end) {
            end += 1;
        }
        end = self.behind_note(end);
        let Some(next) = self.tokens.get(end) else { return Some(end) };
        if STOPS_WITHOUT_SPACE.contains(&stop) || self.line_ends_behind(end - 1) {
            return Some(end);
        }
        if !next.spaced {
            return None;
        }
        if stop == "." && single && self.is_close(at) && self.belongs_to_word(start, at, end) {
            return None;
        }
        let begins_small = self.word(end).chars().next().is_some_and(char::is_lowercase);
        (!begins_small).then_some(end)
    }

    /// Whether a line break behind a token ends the sentence: it does unless the next line goes on in small letters.
    fn line_ends_behind(&self, at: usize) -> bool {
        if !self.has_lines {
            return false;
        }
        let (Some(token), Some(next)) = (self.tokens.get(at), self.tokens.get(at + 1)) else { return false };
        next.spaced
            && self.text.as_bytes()[token.span.end as usize..next.span.start as usize].contains(&b'\n')
            && !self.word(at + 1).chars().next().is_some_and(char::is_lowercase)
    }

    /// The token behind the mark of a footnote: a bare number, or one in brackets.
    fn behind_note(&self, end: usize) -> usize {
        let is_note = |index: usize| self.is_close(index) && self.word(index).len() <= 3;
        let is_number = |index: usize| self.tokens.get(index).is_some_and(|token| token.kind == TokenKind::Number);
        if self.word(end) == "[" && is_note(end) && is_note(end + 1) && self.word(end + 2) == "]" && is_note(end + 2) {
            return self.behind_note(end + 3);
        }
        if is_note(end) && is_number(end) && self.tokens.get(end + 1).is_none_or(|next| next.spaced) {
            return end + 1;
        }
        end
    }

    /// Whether a full stop belongs to the word before it and does not end the sentence. `next` is the token behind.
    fn belongs_to_word(&self, start: usize, at: usize, next: usize) -> bool {
        if at == start {
            return false;
        }
        let word = self.word(at - 1);
        let follows = self.word(next);
        let is_number = |index: usize| self.tokens.get(index).is_some_and(|token| token.kind == TokenKind::Number);
        // "1. Item"
        if is_number(at - 1) {
            return at - 1 == start && word.len() <= 3;
        }
        // Behind a closing mark only what is sure counts: "the 'No.' sign".
        let closed = next > at + 1;
        let lower = small(word);
        let is_in = |list: &str| listed(list, &lower);
        if is_in(BEFORE_NAMES) {
            return !closed;
        }
        if is_in(BEFORE_NUMBERS) {
            return is_number(next) && !closed;
        }
        let mut letters = word.chars();
        let initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
        if initial || word.contains('.') || is_in(ANYWHERE) {
            // "J. K. Rowling", "U.S. Senate", "Acme Inc. said", but "in the U.S. The", "at 3 p.m. On".
            let opens = self.tokens.get(next).is_some_and(|token| token.kind == TokenKind::Sign);
            return !opens && !listed(BEGINNERS, follows);
        }
        false
    }
}

fn is_stop(word: &str) -> bool {
    matches!(word, "." | "!" | "?" | "…" | "‽" | "؟" | "۔" | "।" | "॥" | "։" | "።")
        || STOPS_WITHOUT_SPACE.contains(&word)
}

fn is_closing(word: &str) -> bool {
    matches!(word, "\"" | "”" | "’" | "'" | "»" | "›" | ")" | "]" | "“" | "」" | "』" | "）" | "＂" | "】" | "》")
}

#[cfg(test)]
mod tests {
    use crate::article::Text;

    /// In every line, `|` stands where one sentence ends and the next begins.
    #[test]
    fn sentences_end_where_they_should() {
        for marked in [
            "Rain fell.| The road closed!| Was anyone hurt?| No.",
            "Mr. Smith met Dr. J. K. Rowling of St. Ives.| They spoke.",
            "George W. Bush won.| He left.",
            "The U.S. Senate met.| The U.N. did not.",
            "He lives in the U.S.| The house is small.",
            "It begins at 3 p.m. Friday.| It ends at 5 p.m.| The hall is open.",
            "Acme Inc. said so.| It owns Bolt Co.| The firm is old.",
            "See No. 5 on p. 12, fig. 3.| He said no.| Nobody spoke.",
            "On Jan. 5 it rained.| It was wet in Jan.| Feb. 3 was dry.",
            "Bring bread, water etc. and wait.| Bring bread etc.| Wait.",
            "“Stop.”| He left.",
            "“Stop!”| He left.",
            "“Where is it?” she asked.| Nobody knew.",
            "He said “yes.”| “No,” she said.",
            "She left (in May.)| He stayed.",
            "Well… she left.| Well...| He stayed.| What?!| Yes.",
            "It cost 3.5 million.| It weighed 2.| The end.",
            "1. Open the box.| 2. Look inside.",
            "Visit example.org.| Then write to a.b@example.org today.",
            "It fell.[1]| The end.[2][3]| Rain fell.4| More fell.",
            "e.g. this one, i.e. that one.| Yes.",
            "今日は雨です。|明日は晴れ！|「本当？」|はい。",
            "Yahoo! announced it.| Good.",
            "वर्षा हुई।| सड़क बंद है।",
            "Так сказал А. С. Пушкин.| Он ушёл.",
            "First line\nwent on in small letters|\nSecond line|\n3 third",
        ] {
            let plain: String = marked.chars().filter(|&character| character != '|').collect();
            let mut text = Text::default();
            text.string_mut().push_str(&plain);
            text.close_block(crate::article::BlockKind::Paragraph, 0, false, None);
            let found: Vec<&str> =
                text.sentences().iter().map(|sentence| text.slice(text.sentence(sentence))).collect();
            let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
            assert_eq!(found, expected, "{marked}");
        }
    }
}
