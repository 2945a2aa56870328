//! The article as Markdown: CommonMark, with GitHub's tables and strikethrough.
//!
//! Source: the CommonMark specification 0.31 and GitHub Flavored Markdown 0.29 (tables); formulas are TeX between dollar
//! signs, as GitHub, Pandoc and most others take them. What Markdown has no form for
//! is written as its words; sub- and superscripts as the HTML that both take.

use super::inline::{Inline, Wrap};
use super::tex::Tex;
use super::writer::{Writer, write};
use crate::article::Article;
use crate::marks::Marks;
use crate::page::Tag;

/// The article as Markdown. Marks are not shown.
#[must_use]
pub fn markdown(article: &Article) -> String {
    let mut writer = Markdown::default();
    write(article, &Marks::default(), &mut writer);
    writer.end_block(false);
    writer.out
}

#[derive(Default)]
struct Markdown {
    out: String,
    /// The words of the block that is being written.
    inline: Inline,
    /// What the lines of a block begin with.
    containers: Vec<Container>,
    /// How many containers have stayed open since the last block was written.
    common: usize,
    lists: Vec<List>,
    /// The number of the outermost list that the last block stood in, and of the last list that began.
    last_list: usize,
    list_count: usize,
    /// A list that has just ended: another one of its kind behind it needs another sign.
    ended: Option<(bool, bool)>,
    heading: usize,
    /// The language of preformatted text, if that is what is being written.
    code: Option<String>,
    table: Option<Table>,
    formula: Option<Formula>,
}

/// A formula that is being written.
struct Formula {
    /// What the page gives for it; else it is made of the elements.
    given: Option<String>,
    made: Tex,
    is_display: bool,
}

enum Container {
    Quotation,
    Item { sign: String, begun: bool },
}

struct List {
    number: usize,
    ordered: bool,
    other_sign: bool,
    next: i64,
    step: i64,
}

#[derive(Default)]
struct Table {
    rows: Vec<Vec<String>>,
    /// Whether the first row is a header.
    has_header: bool,
    /// Columns that the open cell takes beyond its own.
    span: usize,
}

impl Writer for Markdown {
    fn open(&mut self, tag: Tag, attributes: &[(&'static str, &str)]) {
        let get = |name: &str| attributes.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| *value);
        if tag == Tag::Math && self.formula.is_none() && self.code.is_none() {
            let given = Some(get("alttext")).filter(|tex| !tex.is_empty()).map(str::to_owned);
            self.formula = Some(Formula { given, made: Tex::default(), is_display: get("display") == "block" });
        }
        if let Some(formula) = &mut self.formula {
            formula.made.open(tag, attributes);
            return;
        }
        if let Some(table) = &mut self.table {
            match tag {
                Tag::Tr => table.rows.push(Vec::new()),
                Tag::Td | Tag::Th => {
                    table.span = get("colspan").parse::<u32>().unwrap_or(1).clamp(1, 100) as usize - 1;
                    table.has_header |= tag == Tag::Th && table.rows.len() == 1;
                }
                tag if tag.is_block() && self.code.is_none() => self.inline.line_break(),
                _ => self.open_inline(tag, get("href"), get("src"), get("alt")),
            }
            return;
        }
        match tag {
            Tag::Blockquote => {
                self.end_block(false);
                self.containers.push(Container::Quotation);
            }
            Tag::Ul | Tag::Ol => {
                self.end_block(self.is_in_item());
                self.open_list(tag == Tag::Ol, get("start"), attributes.iter().any(|(name, _)| *name == "reversed"));
            }
            Tag::Li => {
                self.end_block(self.is_in_item());
                self.open_item(get("value"));
            }
            Tag::Table => {
                self.end_block(false);
                self.table = Some(Table::default());
            }
            Tag::Hr => {
                self.end_block(false);
                self.write_block("---", false);
            }
            Tag::Pre => {
                self.end_block(false);
                self.code = Some(get("class").strip_prefix("language-").unwrap_or_default().to_owned());
            }
            Tag::Code if self.code.is_some() => {
                if let Some(language) = get("class").strip_prefix("language-") {
                    self.code = Some(language.to_owned());
                }
            }
            tag if tag.is_block() => {
                self.end_block(self.is_in_item());
                if let Some(level) = tag.heading_level() {
                    self.heading = level.into();
                }
            }
            _ => self.open_inline(tag, get("href"), get("src"), get("alt")),
        }
    }

    fn text(&mut self, text: &str) {
        // The line feeds between the article's blocks are written for readers of HTML.
        if let Some(formula) = &mut self.formula {
            formula.made.text(text);
        } else if self.code.is_some() {
            self.inline.verbatim(text);
        } else {
            self.inline.text(text);
        }
    }

    fn close(&mut self, tag: Tag) {
        if let Some(formula) = &mut self.formula {
            if let Some(made) = formula.made.close()
                && let Some(formula) = self.formula.take()
            {
                self.inline.formula(&formula.given.unwrap_or(made), formula.is_display);
            }
            return;
        }
        match tag {
            Tag::Td | Tag::Th if self.table.is_some() => self.close_cell(),
            Tag::Table => {
                if let Some(table) = self.table.take() {
                    self.write_block(&written(&table), false);
                }
            }
            Tag::Caption if self.table.is_some() => {
                // The caption stands before its table.
                let words = self.inline.take_line();
                self.write_block(&words, false);
            }
            _ if self.table.is_some() => {
                if !tag.is_block() {
                    self.inline.close(tag);
                }
            }
            Tag::Blockquote => {
                self.end_block(false);
                self.close_container();
            }
            Tag::Li => {
                self.end_block(true);
                self.close_container();
            }
            Tag::Ul | Tag::Ol => {
                self.end_block(true);
                self.ended = self.lists.pop().map(|list| (list.ordered, list.other_sign));
            }
            Tag::Pre => {
                self.end_code();
            }
            Tag::Code if self.code.is_some() => {}
            tag if tag.is_block() => {
                self.end_block(false);
                self.heading = 0;
            }
            tag => self.inline.close(tag),
        }
    }
}

impl Markdown {
    fn open_inline(&mut self, tag: Tag, href: &str, src: &str, alt: &str) {
        let in_code = self.code.is_some();
        match tag {
            Tag::Br if in_code => self.inline.verbatim("\n"),
            _ if in_code => {}
            Tag::Br => self.inline.line_break(),
            Tag::Img => self.inline.picture(src, alt),
            // Anchors are not kept, so a link to one leads nowhere.
            Tag::A if href.starts_with('#') => {}
            Tag::A => self.inline.link(href),
            Tag::Em | Tag::I | Tag::Cite | Tag::Dfn | Tag::Var => self.inline.open(tag, Wrap::Emphasis),
            Tag::Strong | Tag::B | Tag::Dt => self.inline.open(tag, Wrap::Strong),
            Tag::S | Tag::Del => self.inline.open(tag, Wrap::Struck),
            Tag::Code | Tag::Samp | Tag::Kbd => self.inline.open(tag, Wrap::Code),
            Tag::Sub | Tag::Sup => self.inline.open(tag, Wrap::Element(tag)),
            _ => {}
        }
    }

    fn is_in_item(&self) -> bool {
        matches!(self.containers.last(), Some(Container::Item { .. }))
    }

    fn open_list(&mut self, ordered: bool, start: &str, reversed: bool) {
        self.list_count += 1;
        let other_sign = self.ended.is_some_and(|(was_ordered, other)| was_ordered == ordered && !other);
        let next = start.parse().unwrap_or(1);
        let step = if reversed { -1 } else { 1 };
        self.lists.push(List { number: self.list_count, ordered, other_sign, next, step });
    }

    fn open_item(&mut self, value: &str) {
        let mut sign = String::from("- ");
        if let Some(list) = self.lists.last_mut() {
            if list.ordered {
                // A list item's number has no sign and nine digits at most.
                let number = value.parse().unwrap_or(list.next).clamp(0, 999_999_999);
                list.next = number + list.step;
                sign = number.to_string();
                sign.push_str(if list.other_sign { ") " } else { ". " });
            } else if list.other_sign {
                sign = String::from("* ");
            }
        }
        self.containers.push(Container::Item { sign, begun: false });
    }

    fn close_container(&mut self) {
        self.containers.pop();
        self.common = self.common.min(self.containers.len());
    }

    fn close_cell(&mut self) {
        let words = self.inline.take_cell();
        if let Some(table) = &mut self.table
            && let Some(row) = table.rows.last_mut()
        {
            row.push(words);
            row.extend(std::iter::repeat_n(String::new(), table.span));
        }
    }

    fn end_code(&mut self) {
        let Some(language) = self.code.take() else { return };
        let words = self.inline.take_verbatim();
        if self.table.is_some() {
            self.inline.code(&words);
            return;
        }
        let fence = "`".repeat(longest_run(&words, '`').max(2) + 1);
        self.write_block(&[&fence, &language, "\n", &words, "\n", &fence].concat(), false);
    }

    /// Ends the words of a block. In a tight one no empty line stands before it.
    fn end_block(&mut self, tight: bool) {
        if self.table.is_some() || self.code.is_some() {
            return;
        }
        let words = if self.heading > 0 { self.inline.take_line() } else { self.inline.take() };
        if words.is_empty() {
            return;
        }
        if self.heading > 0 {
            let mut line = "#".repeat(self.heading);
            line.push(' ');
            line.push_str(&words);
            self.write_block(&line, false);
        } else {
            self.write_block(&words, tight);
        }
    }

    /// Writes lines behind what their containers begin lines with.
    fn write_block(&mut self, lines: &str, tight: bool) {
        if lines.is_empty() {
            return;
        }
        self.ended = None;
        let list = self.lists.first().map_or(0, |list| list.number);
        let joined = tight && list == self.last_list;
        if !self.out.is_empty() && !joined {
            let common = self.common.min(self.containers.len());
            let blank: String = self.containers[..common].iter().map(Container::rest).collect();
            self.out.push_str(blank.trim_end());
            self.out.push('\n');
        }
        self.out.reserve(lines.len() + 1);
        for line in lines.split('\n') {
            let start = self.out.len();
            for container in &mut self.containers {
                let prefix = container.prefix();
                self.out.push_str(&prefix);
            }
            self.out.push_str(line);
            let end = self.out.trim_end_matches(' ').len().max(start);
            self.out.truncate(end);
            self.out.push('\n');
        }
        self.last_list = list;
        self.common = self.containers.len();
    }
}

impl Container {
    /// What the next line begins with.
    fn prefix(&mut self) -> String {
        match self {
            Self::Item { sign, begun: begun @ false } => {
                *begun = true;
                sign.clone()
            }
            other => other.rest(),
        }
    }

    /// What lines behind the first begin with.
    fn rest(&self) -> String {
        match self {
            Self::Quotation => String::from("> "),
            Self::Item { sign, .. } => " ".repeat(sign.len()),
        }
    }
}

fn written(table: &Table) -> String {
    let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0);
    if columns == 0 {
        return String::new();
    }
    let mut out = String::new();
    let mut row = |cells: &[String]| {
        for column in 0..columns {
            out.push_str("| ");
            out.push_str(cells.get(column).map_or("", String::as_str));
            out.push(' ');
        }
        out.push_str("|\n");
    };
    let header = if table.has_header { &table.rows[0][..] } else { &[] };
    row(header);
    row(&vec!["---".to_owned(); columns]);
    table.rows.iter().skip(usize::from(table.has_header)).for_each(|cells| row(cells));
    out.pop();
    out
}

/// The length of the longest run of a character.
pub(super) fn longest_run(text: &str, of: char) -> usize {
    text.split(|character| character != of).map(str::len).max().unwrap_or(0)
}
