//! The words of one block of Markdown.

use super::markdown::longest_run;
use crate::cut::Cut;
use crate::page::Tag;

/// What Markdown puts around words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Wrap {
    Emphasis,
    Strong,
    Struck,
    Code,
    /// To an address.
    Link(Words),
    /// An element of HTML that Markdown takes as it is.
    Element(Tag),
}

/// Words of a block, as their bytes among all of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Words {
    start: u32,
    end: u32,
}

/// The words of a block as they come.
#[derive(Default)]
pub(super) struct Inline {
    parts: Vec<Part>,
    /// All words of the parts, one after the other: a block may have a million parts.
    words: String,
    /// What is open: the element, and the part that opened it.
    open: Vec<(Tag, usize)>,
}

#[derive(Clone, Copy)]
enum Part {
    /// Words as they are to be read.
    Text(Words),
    /// Markdown as it is to be written.
    Raw(Words),
    Break,
    /// Something begins; `end` is the part that ends it, once it is known.
    Open {
        wrap: Wrap,
        end: u32,
    },
    Close {
        begin: u32,
    },
}

impl Inline {
    pub(super) fn text(&mut self, text: &str) {
        let words = self.add(text);
        match self.parts.last_mut() {
            Some(Part::Text(last)) => last.end = words.end,
            _ => self.parts.push(Part::Text(words)),
        }
    }

    fn raw(&mut self, raw: &str) {
        let words = self.add(raw);
        self.parts.push(Part::Raw(words));
    }

    fn add(&mut self, words: &str) -> Words {
        let start = self.words.len() as u32;
        self.words.push_str(words);
        Words { start, end: self.words.len() as u32 }
    }

    /// Preformatted text, which is taken with [`Inline::take_verbatim`].
    pub(super) fn verbatim(&mut self, text: &str) {
        self.text(text);
    }

    pub(super) fn line_break(&mut self) {
        if !self.parts.is_empty() {
            self.parts.push(Part::Break);
        }
    }

    pub(super) fn picture(&mut self, address: &str, words: &str) {
        if is_formula(address, words) {
            return self.formula(words.trim(), false);
        }
        let mut out = String::from("![");
        escape(&mut out, words, ' ', &mut false);
        out.push_str("](");
        out.push_str(&destination(address));
        out.push(')');
        self.raw(&out);
    }

    /// A formula in TeX, so that it is also no markup, code or link for a renderer that knows no formulas.
    pub(super) fn formula(&mut self, tex: &str, is_display: bool) {
        if !tex.is_empty() {
            let sign = if is_display { "$$" } else { "$" };
            let tex = tex.replace('<', "\\lt ").replace('`', "'").replace("](", "] (");
            self.raw(&[sign, &tex, sign].concat());
        }
    }

    pub(super) fn code(&mut self, words: &str) {
        if !words.is_empty() {
            self.raw(&code(words));
        }
    }

    pub(super) fn link(&mut self, address: &str) {
        let address = self.add(address);
        self.open(Tag::A, Wrap::Link(address));
    }

    pub(super) fn open(&mut self, tag: Tag, wrap: Wrap) {
        self.open.push((tag, self.parts.len()));
        self.parts.push(Part::Open { wrap, end: 0 });
    }

    pub(super) fn close(&mut self, tag: Tag) {
        if self.open.last().is_none_or(|(open, _)| *open != tag) {
            return;
        }
        let Some((_, begin)) = self.open.pop() else { return };
        if begin + 1 == self.parts.len() {
            self.parts.pop();
            return;
        }
        let here = self.parts.len();
        let is_code = match &mut self.parts[begin] {
            Part::Open { wrap, end } => {
                *end = here as u32;
                *wrap == Wrap::Code
            }
            _ => false,
        };
        if is_code {
            // Nothing in code is Markdown, so what is within are words alone.
            let words = self.line().words_from(begin);
            self.parts.truncate(begin);
            self.code(&words);
        } else {
            self.parts.push(Part::Close { begin: begin as u32 });
        }
    }

    /// The preformatted text that came.
    pub(super) fn take_verbatim(&mut self) -> String {
        let words = self.line().words_from(0);
        self.clear();
        words
    }

    /// The words as lines of Markdown.
    pub(super) fn take(&mut self) -> String {
        let words = self.written("\\\n");
        guard_lines(&words)
    }

    /// The words on one line.
    pub(super) fn take_line(&mut self) -> String {
        let mut words = self.written(" ").replace('\n', " ");
        // Signs at a heading's end would be taken for its end.
        if words.ends_with('#') {
            words.insert(words.len() - 1, '\\');
        }
        words
    }

    /// The words as a cell of a table.
    pub(super) fn take_cell(&mut self) -> String {
        let words = self.written("<br>").replace('\n', " ");
        let mut out = String::with_capacity(words.len());
        // In code a backslash may stand before the sign that ends a cell; two would then let it through.
        let mut is_escaped = false;
        for character in words.trim_end_matches("<br>").chars() {
            if character == '|' {
                out.push_str(if is_escaped { "\\\\" } else { "\\" });
            }
            is_escaped = character == '\\' && !is_escaped;
            out.push(character);
        }
        out
    }

    fn written(&mut self, line_break: &str) -> String {
        let written = self.line().written(line_break);
        self.clear();
        written
    }

    fn line(&self) -> Line<'_> {
        Line { parts: &self.parts, words: &self.words }
    }

    fn clear(&mut self) {
        self.open.clear();
        self.parts.clear();
        self.words.clear();
    }
}

/// Parts of a block with their words.
#[derive(Clone, Copy)]
struct Line<'a> {
    parts: &'a [Part],
    words: &'a str,
}

impl<'a> Line<'a> {
    fn words(self, words: Words) -> &'a str {
        self.words.cut(words.start as usize..words.end as usize)
    }

    /// What the parts from one on say.
    fn words_from(self, first: usize) -> String {
        let words = |part: &Part| match *part {
            Part::Text(words) => self.words(words),
            Part::Break => "\n",
            _ => "",
        };
        self.parts.iter().skip(first).map(words).collect()
    }

    fn written(self, line_break: &str) -> String {
        let last = self.parts.iter().rposition(|part| !matches!(part, Part::Break)).map_or(0, |last| last + 1);
        let parts = &self.parts[..last];
        let line = Line { parts, ..self };
        let mut out = String::new();
        let mut linked = false;
        for (index, part) in parts.iter().enumerate() {
            match *part {
                Part::Text(text) => {
                    let (text, next) = (self.words(text), line.edge(parts[index + 1..].iter(), true));
                    out.reserve(text.len());
                    escape(&mut out, text, next, &mut linked);
                }
                Part::Raw(raw) => {
                    if linked {
                        out.push(' ');
                    }
                    out.push_str(self.words(raw));
                    linked = !self.words(raw).starts_with('`');
                }
                Part::Break => {
                    out.push_str(line_break);
                    linked = false;
                }
                Part::Open { end: 0, .. } => {}
                Part::Open { wrap, end } => out.push_str(&line.sign(wrap, index, end as usize, true)),
                Part::Close { begin } => {
                    if let Part::Open { wrap, .. } = parts[begin as usize] {
                        out.push_str(&line.sign(wrap, begin as usize, index, false));
                        linked |= matches!(wrap, Wrap::Link(_));
                    }
                }
            }
        }
        out.truncate(out.trim_end_matches(' ').len());
        out
    }

    /// What begins or ends the parts from `begin` to `end`.
    fn sign(self, wrap: Wrap, begin: usize, end: usize, opens: bool) -> String {
        let (plain, element) = match wrap {
            Wrap::Link(_) if opens => return String::from("["),
            Wrap::Link(address) => return ["](", &destination(self.words(address)), ")"].concat(),
            Wrap::Element(tag) => ("", tag.name()),
            Wrap::Emphasis => ("*", "em"),
            Wrap::Strong => ("**", "strong"),
            Wrap::Struck => ("~~", "del"),
            Wrap::Code => return String::new(),
        };
        if !plain.is_empty() && self.stands(begin, end) {
            return plain.to_owned();
        }
        [if opens { "<" } else { "</" }, element, ">"].concat()
    }

    /// Whether signs around the parts are taken for signs: white space must not stand inside of one, and where
    /// punctuation does, no letter may stand outside ("left-flanking" and "right-flanking" in the specification).
    fn stands(self, begin: usize, end: usize) -> bool {
        let flanks = |inside: char, outside: char| {
            !inside.is_whitespace() && (!is_punctuation(inside) || outside.is_whitespace() || is_punctuation(outside))
        };
        let parts = self.parts;
        let first = self.edge(parts[begin + 1..].iter(), true);
        let before = self.edge(parts[..begin].iter().rev(), false);
        let last = self.edge(parts[..end].iter().rev(), false);
        let behind = self.edge(parts[(end + 1).min(parts.len())..].iter(), true);
        flanks(first, before) && flanks(last, behind)
    }

    /// The first character of the parts, or the last of parts that come from behind; a space where there is none.
    fn edge(self, parts: impl Iterator<Item = &'a Part>, first: bool) -> char {
        for part in parts {
            match *part {
                Part::Text(text) if first => return self.words(text).chars().next().unwrap_or(' '),
                Part::Text(text) => return self.words(text).chars().next_back().unwrap_or(' '),
                Part::Raw(_) => return '!',
                Part::Break => return ' ',
                Part::Open { .. } | Part::Close { .. } => {}
            }
        }
        ' '
    }
}

fn is_punctuation(character: char) -> bool {
    !character.is_alphanumeric() && !character.is_whitespace()
}

/// Writes words so that nothing in them is Markdown; `next` is the character behind them.
///
/// `linked` is whether they go on with a word that has an address in it. Most renderers make a link of such a word and
/// take a backslash into it, which then escapes nothing; there a sign is written by its number.
fn escape(out: &mut String, text: &str, next: char, linked: &mut bool) {
    let mut characters = text.chars().peekable();
    let mut before = ' ';
    while let Some(character) = characters.next() {
        let behind = characters.peek().copied().unwrap_or(next);
        let special = match character {
            '\\' | '`' | '*' | '[' | ']' | '<' | '~' => true,
            // Within a word an underscore is one.
            '_' => !(before.is_alphanumeric() && behind.is_alphanumeric()),
            '&' => behind.is_alphanumeric() || behind == '#',
            '!' => behind == '[',
            _ => false,
        };
        *linked = !character.is_whitespace()
            && (*linked || character == ':' || (character == '.' && out.ends_with(['w', 'W'])));
        if special && *linked {
            out.push_str("&#");
            out.push_str(&(character as u32).to_string());
            out.push(';');
        } else {
            if special {
                out.push('\\');
            }
            out.push(character);
        }
        before = character;
    }
}

/// Escapes what would begin a heading, list, quotation, rule or table at the start of a line.
fn guard_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            out.push('\n');
        }
        let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let at = match line.as_bytes().get(digits) {
            Some(b'.' | b')') if (1..=9).contains(&digits) => digits,
            Some(b'#' | b'>' | b'+' | b'-' | b'=' | b'|' | b':') if digits == 0 => 0,
            _ => {
                out.push_str(line);
                continue;
            }
        };
        out.push_str(line.cut(..at));
        out.push('\\');
        out.push_str(line.cut(at..));
    }
    out
}

/// Whether a picture is a formula in TeX that was drawn: its words are that TeX.
fn is_formula(address: &str, words: &str) -> bool {
    let has_command =
        || words.split('\\').skip(1).any(|rest| rest.starts_with(|sign: char| sign.is_ascii_alphabetic()));
    let drawn = address.split(['/', '.', '?']).any(|part| part == "latex" || part == "tex");
    !words.trim().is_empty() && !words.contains('$') && (drawn || has_command())
}

/// Words as code in a line.
fn code(words: &str) -> String {
    let words = words.replace('\n', " ");
    let fence = "`".repeat(longest_run(&words, '`') + 1);
    let edge = |character: Option<char>| matches!(character, Some('`' | ' '));
    let pad = if edge(words.chars().next()) || edge(words.chars().next_back()) { " " } else { "" };
    [&fence, pad, &words, pad, &fence].concat()
}

/// An address as a link or picture has it.
fn destination(address: &str) -> String {
    let mut out = String::with_capacity(address.len() + 8);
    for character in address.chars() {
        // A backtick would begin code, in which the end of the link is none.
        if character <= ' ' || "()<>\\`|\"".contains(character) {
            out.push('%');
            for digit in [character as usize >> 4, character as usize & 15] {
                out.push(char::from(b"0123456789ABCDEF"[digit]));
            }
        } else {
            out.push(character);
        }
    }
    out
}
