//! Quoted stretches by typography alone: marks paired by kind, nested, within one block.
//!
//! One pass over each block's tokens with a shallow stack. A mark that is never closed takes nothing with it
//! unless the next paragraph opens again, which is how a quote runs over paragraphs.

use super::lexicon::{Classes, classes};
use super::typography::{Pair, Shape, is_clipped, mark};
use crate::article::{Block, BlockKind, Span, Text, TokenKind};

/// A stretch between marks, the marks included.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Stretch {
    /// Its bytes.
    pub(super) span: Span,
    /// Its first token: the opening mark.
    pub(super) first: usize,
    /// Behind its last token.
    pub(super) end: usize,
    /// The block that it stands in.
    pub(super) block: usize,
    /// What kind of marks.
    pub(super) pair: Pair,
    /// Whether it was closed.
    pub(super) closed: bool,
    /// Whether the next block goes on with it.
    pub(super) continues: bool,
}

/// Nesting beyond this is noise, not speech.
const DEPTH: usize = 6;

/// Finds the outermost stretches of a text, in order.
pub(super) fn scan(text: &Text) -> Vec<Stretch> {
    let mut found = Vec::new();
    let blocks = text.blocks();
    for (index, block) in blocks.iter().enumerate() {
        if block.kind == BlockKind::Code {
            continue;
        }
        let resumes = blocks.get(index + 1).is_some_and(|next| resumes(text, block, next));
        Scanner::new(text, index, block).run(resumes, &mut found);
    }
    prefer_one_weight(text, &mut found);
    found
}

/// Whether the next block begins with a mark that may go on with a quote left open.
fn resumes(text: &Text, block: &Block, next: &Block) -> bool {
    next.kind == block.kind
        && next.quoted == block.quoted
        && mark(text.token(next.tokens.start as usize))
            .is_some_and(|(character, pair, shape)| pair != Pair::Single && shape != Shape::Closes && character != '”')
}

/// Single marks set quotes in British texts; where double marks do the work, a single-quoted stretch outside any
/// quote is headline style or an apostrophe gone astray.
fn prefer_one_weight(text: &Text, found: &mut Vec<Stretch>) {
    let words = |stretch: &Stretch| stretch.end - stretch.first;
    let (mut single, mut other) = (0, 0);
    for stretch in found.iter().filter(|stretch| stretch.closed) {
        if stretch.pair == Pair::Single { single += words(stretch) } else { other += words(stretch) }
    }
    if other >= single {
        found.retain(|stretch| stretch.pair != Pair::Single);
    } else {
        found.retain(|stretch| stretch.pair != Pair::Single || !is_headline(text, stretch.block));
    }
}

/// Whether a block is set as a headline: a heading, or a lone line with most words capitalised.
pub(super) fn is_headline(text: &Text, block: usize) -> bool {
    let block = &text.blocks()[block];
    if matches!(block.kind, BlockKind::Heading(_)) {
        return true;
    }
    let tokens = block.tokens.start as usize..block.tokens.end as usize;
    if tokens.len() > 40 {
        return false;
    }
    let (mut long, mut capitals) = (0, 0);
    for token in &text.tokens()[tokens] {
        let word = text.slice(token.span);
        if token.kind == TokenKind::Word && word.len() > 3 {
            long += 1;
            capitals += usize::from(word.chars().next().is_some_and(char::is_uppercase));
        }
    }
    long >= 4 && capitals * 10 >= long * 8
}

/// A mark waiting for its partner.
struct Open {
    character: char,
    pair: Pair,
    token: usize,
    /// Where, in the list of finished stretches, those inside this one begin.
    inside: usize,
}

struct Scanner<'a> {
    text: &'a Text,
    block: usize,
    start: usize,
    end: usize,
    stack: Vec<Open>,
    done: Vec<Stretch>,
    /// For each token of the block: whether a later single mark could close, before another one opens.
    closes_later: Vec<bool>,
}

impl<'a> Scanner<'a> {
    fn new(text: &'a Text, index: usize, block: &Block) -> Self {
        Self {
            text,
            block: index,
            start: block.tokens.start as usize,
            end: block.tokens.end as usize,
            stack: Vec::new(),
            done: Vec::new(),
            closes_later: Vec::new(),
        }
    }

    fn run(mut self, resumes: bool, found: &mut Vec<Stretch>) {
        let mut at = self.start;
        while at < self.end {
            if let Some((character, pair, shape)) = mark(self.text.token(at)) {
                if pair == Pair::Single {
                    self.single(at, character);
                } else {
                    self.other(at, character, pair, shape);
                }
            }
            at += 1;
        }
        self.finish(resumes, found);
    }

    /// Whether something stands right before the mark.
    fn attached_before(&self, at: usize) -> bool {
        at > self.start && !self.text.tokens()[at].spaced
    }

    /// Whether something stands right behind the mark.
    fn attached_after(&self, at: usize) -> bool {
        at + 1 < self.end && !self.text.tokens()[at + 1].spaced
    }

    /// Whether what stands right before cannot end a quoted stretch: a bracket, a dash, another opening mark.
    fn may_open(&self, at: usize) -> bool {
        if !self.attached_before(at) {
            return true;
        }
        let before = self.text.token(at - 1);
        matches!(before, "(" | "[" | "{" | "—" | "–" | "-" | "/" | ":" | "¿" | "¡" | "=" | ">" | "…")
            || mark(before).is_some_and(|_| self.stack.last().is_some_and(|open| open.token + 1 == at))
    }

    fn other(&mut self, at: usize, character: char, pair: Pair, shape: Shape) {
        let (before, after) = (self.attached_before(at), self.attached_after(at));
        let open = self.stack.iter().rev().find(|open| open.pair == pair).map(|open| open.character);
        let opens = match shape {
            Shape::Opens => true,
            Shape::Closes => false,
            Shape::MostlyOpens => match open {
                Some('„') if character == '“' => false,
                Some('»') if character == '«' => false,
                Some('›') if character == '‹' => false,
                // A mark typed the wrong way round: it hangs on a word and space follows.
                Some(_) if before && !after && !self.may_open(at) => false,
                _ => after || pair != Pair::Double,
            },
            Shape::MostlyCloses => match open {
                None => !before && after,
                Some('”') if character == '”' => false,
                // »…« inside »…«, or a paragraph that goes on in the French way.
                Some(_) => false,
            },
            Shape::Either => {
                if self.is_measure(at) && open != Some(character) {
                    return;
                }
                match (self.may_open(at) && after, before) {
                    (true, false) => true,
                    (true, true) => open.is_none(),
                    (false, _) => false,
                }
            }
        };
        if opens {
            if open.is_none() && !after && pair == Pair::Double {
                return;
            }
            self.open(at, character, pair);
        } else if open.is_some() {
            self.close(at, pair);
        }
    }

    /// 6' 2", 5”: a digit right before, and nothing to close.
    fn is_measure(&self, at: usize) -> bool {
        self.attached_before(at)
            && self.text.tokens()[at - 1].kind == TokenKind::Number
            && self.text.token(at - 1).ends_with(|character: char| character.is_numeric())
    }

    fn single(&mut self, at: usize, character: char) {
        // Two in a row are a way to type one double mark, or an empty quote: neither is a single one.
        let twin = |other: usize| mark(self.text.token(other)).is_some_and(|row| row.0 == character);
        if (self.attached_after(at) && twin(at + 1)) || (self.attached_before(at) && twin(at - 1)) {
            return;
        }
        let (before, after) = (self.attached_before(at), self.attached_after(at));
        let open = self.stack.iter().rev().find(|open| open.pair == Pair::Single).map(|open| open.character);
        match character {
            '‚' | '‛' => self.open(at, character, Pair::Single),
            '‘' if open == Some('‚') => self.close(at, Pair::Single),
            '‘' | '\''
                if after
                    && self.may_open(at)
                    && !(character == '\'' && before && open.is_some())
                    && !self.leaves_out(at) =>
            {
                self.open(at, character, Pair::Single);
            }
            '’' | '\'' if open.is_some() && before && self.may_close(at) => self.close(at, Pair::Single),
            _ => {}
        }
    }

    /// 'em, '90s, ’n’: an apostrophe for what is left out, unless the word is quoted alone.
    fn leaves_out(&self, at: usize) -> bool {
        let next = self.text.token(at + 1);
        let alone = mark(self.text.token(at + 2)).is_some_and(|row| row.1 == Pair::Single) && next != "n";
        is_clipped(next) && !alone
    }

    /// Whether a single mark that hangs on a word may close: no word follows, and it is no apostrophe.
    fn may_close(&mut self, at: usize) -> bool {
        let word_behind = self.attached_after(at) && self.text.tokens()[at + 1].kind == TokenKind::Word;
        let clipped =
            self.text.token(at - 1).eq_ignore_ascii_case("n") && mark(self.text.token(at.saturating_sub(2))).is_some();
        !word_behind && !clipped && !self.is_possessive(at)
    }

    /// The dogs’ bowls: behind an s, a word follows, and another mark could close later.
    fn is_possessive(&mut self, at: usize) -> bool {
        let before = self.text.token(at - 1);
        let lower = |word: &str| word.chars().next().is_some_and(char::is_lowercase);
        let plural = before.ends_with(['s', 'S', 'z', 'x']) || before.ends_with("in");
        plural && lower(self.text.token(at + 1)) && self.closes_later(at)
    }

    fn closes_later(&mut self, at: usize) -> bool {
        if self.closes_later.is_empty() {
            let mut later = vec![false; self.end - self.start + 1];
            let mut seen = false;
            for token in (self.start..self.end).rev() {
                later[token - self.start] = seen;
                if let Some((character, Pair::Single, _)) = mark(self.text.token(token)) {
                    let (before, after) = (self.attached_before(token), self.attached_after(token));
                    let opening = character == '‘' || (!before && after && character == '\'');
                    let word_after = after && self.text.tokens()[token + 1].kind == TokenKind::Word;
                    if opening {
                        seen = false;
                    } else if before && !word_after {
                        seen = true;
                    }
                }
            }
            self.closes_later = later;
        }
        self.closes_later[at - self.start]
    }

    fn open(&mut self, at: usize, character: char, pair: Pair) {
        // Straight marks say nothing: one that opens while another of them is open means that the first stayed open.
        if let Some(place) = self.stack.iter().rposition(|open| open.pair == pair)
            && character == self.stack[place].character
            && mark(self.text.token(at)).is_some_and(|row| row.2 == Shape::Either)
        {
            self.stack.truncate(place);
        }
        if self.stack.len() < DEPTH {
            self.stack.push(Open { character, pair, token: at, inside: self.done.len() });
        }
    }

    fn close(&mut self, at: usize, pair: Pair) {
        let Some(place) = self.stack.iter().rposition(|open| open.pair == pair) else { return };
        self.stack.truncate(place + 1);
        let Some(open) = self.stack.pop() else { return };
        if at == open.token + 1 {
            return;
        }
        self.done.truncate(open.inside);
        self.done.push(self.stretch(open.token, at + 1, pair, true));
    }

    fn stretch(&self, first: usize, end: usize, pair: Pair, closed: bool) -> Stretch {
        let tokens = self.text.tokens();
        let span = Span { start: tokens[first].span.start, end: tokens[end - 1].span.end };
        Stretch { span, first, end, block: self.block, pair, closed, continues: false }
    }

    /// What is still open goes on in the next block, was a paragraph with its closing mark forgotten, or was nothing.
    fn finish(mut self, resumes: bool, found: &mut Vec<Stretch>) {
        const FORGOTTEN: usize = 4;
        // The last one that opened and takes the rest of the block: an earlier one is the stray.
        let open = self
            .stack
            .iter()
            .find(|open| open.pair != Pair::Single && self.end - open.token > FORGOTTEN && self.leads(open, resumes));
        if let Some(open) = open {
            let mut stretch = self.stretch(open.token, self.end, open.pair, false);
            stretch.continues = resumes;
            let inside = open.inside;
            self.done.truncate(inside);
            self.done.push(stretch);
        }
        found.append(&mut self.done);
    }

    /// Whether an opening mark that is never closed still speaks for itself: it has the shape of one, or the next
    /// paragraph goes on with it; and it starts the paragraph, or stands where speech starts.
    fn leads(&self, open: &Open, resumes: bool) -> bool {
        if !resumes && matches!(open.character, '"' | '＂') {
            return false;
        }
        if open.token == self.start {
            return true;
        }
        let before = self.text.token(open.token - 1);
        match before {
            ":" | "," => !self.attached_before(open.token),
            "." | "?" | "!" | "—" | "–" | "that" | "”" | "\"" => resumes,
            _ => resumes && classes(before).any(Classes::SPEECH),
        }
    }
}
