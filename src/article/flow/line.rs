//! A line of words: white space collapses as CSS does it or stays as it is, and breaks wait until words come behind them.

use super::{Flow, Inline};
use crate::article::{Item, Run, Span, Store};
use crate::cut::Cut;
use crate::page::{NodeId, Tag};

/// The most pieces that the white space before a line's first word is kept in.
const DEEPEST_INDENT: usize = 16;

/// What stands between two words.
#[derive(Clone, Copy)]
pub(super) enum Gap {
    /// White space that collapses, in a text node at a byte.
    Space(NodeId, usize),
    /// Preformatted white space: some bytes of a text node.
    Verbatim(NodeId, usize, usize),
    /// A `br`.
    Break(NodeId),
    /// The border of a block in something that holds words only.
    Border(NodeId),
}

impl Flow<'_> {
    /// Words of a text node: preformatted where that is so, else with white space collapsed as CSS does it.
    pub(in crate::article) fn words(&mut self, node: NodeId) {
        let text = self.page.text(node);
        if self.is_preformatted() {
            return self.preformatted(node, text);
        }
        let mut from = 0;
        while from < text.len() {
            let rest = text.cut(from..);
            let space = rest.bytes().take_while(|&byte| is_space(char::from(byte))).count();
            if space > 0 {
                // Of white space in several nodes the first counts; in an indent, that behind each blank.
                let counts = if self.inked {
                    !self.gaps.iter().any(|gap| matches!(gap, Gap::Space(..)))
                } else {
                    matches!(self.gaps.last(), Some(Gap::Verbatim(..)))
                };
                if counts {
                    self.gaps.push(Gap::Space(node, from));
                }
                from += space;
                continue;
            }
            let length = stretch(rest);
            if !self.inked && rest.cut(..length).trim().is_empty() {
                // No-break spaces are an indent where words follow, and nothing by themselves.
                if self.gaps.len() < DEEPEST_INDENT {
                    self.gaps.push(Gap::Verbatim(node, from, from + length));
                }
            } else {
                self.begin_words(node, true);
                self.write(node, from, rest.cut(..length));
            }
            from += length;
        }
    }

    fn preformatted(&mut self, node: NodeId, text: &str) {
        let words = text.trim_start_matches(is_space);
        let start = text.len() - words.len();
        let end = start + words.trim_end_matches(is_space).len();
        self.gaps.push(Gap::Verbatim(node, 0, start));
        if start < end {
            self.begin_words(node, true);
            self.write_verbatim(node, start, end);
            self.gaps.push(Gap::Verbatim(node, end, text.len()));
        }
    }

    /// A `br`.
    pub(in crate::article) fn line_break(&mut self, node: NodeId) {
        self.gaps.push(Gap::Break(node));
    }

    /// A place where a long word may break.
    pub(in crate::article) fn break_place(&mut self, node: NodeId) {
        if self.inked && self.gaps.is_empty() {
            self.element(Tag::Wbr, node, Vec::new());
        }
    }

    /// Readies the place for words, or for a picture, which needs no text around it.
    pub(super) fn begin_words(&mut self, node: NodeId, words: bool) {
        let mut indent = Vec::new();
        if self.is_preformatted() {
            // Blank lines before the first words go; before a picture blanks wait for the words behind it.
            if words && !self.has_words() {
                indent = self.indent();
                self.gaps.clear();
            } else if words {
                self.write_gaps();
            }
        } else if !self.inked {
            indent = std::mem::take(&mut self.gaps);
            indent.retain(|gap| words && matches!(gap, Gap::Verbatim(..) | Gap::Space(..)));
        } else if !self.write_breaks(words) && words {
            if let Some(&Gap::Space(node, offset)) = self.gaps.first() {
                self.write_space(node, offset);
            }
            self.gaps.clear();
        }
        self.ready_block(node, words);
        for index in self.written..self.inline.len() {
            let Inline { tag, node, attributes } = &self.inline[index];
            let (tag, node, attributes) = (*tag, *node, attributes.clone());
            self.push_open(tag, node, attributes);
        }
        self.written = self.inline.len();
        while let Some(id) = self.ids.pop_front() {
            self.element(Tag::Span, node, vec![("id", id)]);
        }
        if words && self.caption.is_none() && self.block.is_none() {
            self.begin_text();
        }
        if words && std::mem::take(&mut self.owes_line) {
            self.end_text_line();
        }
        for gap in indent {
            match gap {
                Gap::Verbatim(node, start, end) => self.write_verbatim(node, start, end),
                Gap::Space(node, offset) => self.write(node, offset, " "),
                Gap::Break(_) | Gap::Border(_) => {}
            }
        }
        self.inked = true;
    }

    /// Writes the line breaks that stand before the next words, if any do.
    fn write_breaks(&mut self, words: bool) -> bool {
        let breaks = self.gaps.iter().filter(|gap| matches!(gap, Gap::Break(_))).count();
        let Some(node) = self.gaps.iter().find_map(|gap| match *gap {
            Gap::Break(node) | Gap::Border(node) => Some(node),
            Gap::Space(..) | Gap::Verbatim(..) => None,
        }) else {
            return false;
        };
        self.gaps.clear();
        if breaks >= 2 && self.caption.is_none() && self.can_split() {
            self.end_line();
            if self.can_split() {
                self.close();
            }
        } else {
            (0..breaks.clamp(1, 2)).for_each(|_| self.write_break(node, words));
        }
        true
    }

    fn store(&self) -> Store {
        if self.caption.is_some() { Store::Aside } else { Store::Text }
    }

    fn target(&mut self) -> &mut String {
        match self.store() {
            Store::Text => self.article.text.string_mut(),
            Store::Aside => &mut self.article.aside,
        }
    }

    /// The space between two words, where there is none yet.
    fn write_space(&mut self, node: NodeId, offset: usize) {
        if self.has_words() && !self.target().ends_with([' ', '\n', '\t']) {
            self.write(node, offset, " ");
        }
    }

    /// A line break; in the text it is a line feed, which no run holds.
    fn write_break(&mut self, node: NodeId, words: bool) {
        self.element(Tag::Br, node, Vec::new());
        if words {
            self.end_text_line();
        } else {
            self.owes_line = true;
        }
    }

    fn end_text_line(&mut self) {
        if self.has_words() {
            self.target().push('\n');
        }
    }

    /// Whether words stand in the open block or caption.
    fn has_words(&self) -> bool {
        match self.block {
            Some((start, _)) => start < self.article.text.as_str().len(),
            None => self.caption.is_some_and(|start| start < self.article.aside.len()),
        }
    }

    /// The white space of the first preformatted line that has words on it.
    fn indent(&self) -> Vec<Gap> {
        let mut indent = Vec::new();
        for &gap in &self.gaps {
            match gap {
                Gap::Verbatim(node, start, end) => {
                    let line = self.page.text(node).get(start..end).and_then(|blank| blank.rfind('\n'));
                    if line.is_some() {
                        indent.clear();
                    }
                    indent.push(Gap::Verbatim(node, start + line.map_or(0, |line| line + 1), end));
                }
                Gap::Break(_) | Gap::Border(_) => indent.clear(),
                Gap::Space(..) => {}
            }
        }
        indent
    }

    /// Preformatted white space and line breaks between words.
    fn write_gaps(&mut self) {
        let gaps = std::mem::take(&mut self.gaps);
        // The border of a block is a line's end only where the text itself has none.
        let mut ended = gaps.iter().any(|gap| match *gap {
            Gap::Verbatim(node, start, end) => {
                self.page.text(node).get(start..end).is_some_and(|blank| blank.contains('\n'))
            }
            Gap::Break(_) => true,
            Gap::Border(_) | Gap::Space(..) => false,
        });
        for gap in gaps {
            match gap {
                Gap::Verbatim(node, start, end) => self.write_verbatim(node, start, end),
                Gap::Break(node) => self.write_break(node, true),
                Gap::Border(node) if !ended => {
                    ended = true;
                    self.write_break(node, true);
                }
                Gap::Border(_) | Gap::Space(..) => {}
            }
        }
    }

    /// Writes a part of a text node as it is, but for carriage returns: from HTML they would come back as line feeds.
    fn write_verbatim(&mut self, node: NodeId, start: usize, end: usize) {
        let words = self.page.text(node).cut(start..end);
        let mut from = 0;
        for part in words.split('\r') {
            if from > 0 {
                self.write(node, start + from - 1, " ");
            }
            if !part.is_empty() {
                self.write(node, start + from, part);
            }
            from += part.len() + 1;
        }
    }

    pub(super) fn write(&mut self, node: NodeId, offset: usize, words: &str) {
        let store = self.store();
        let target = self.target();
        let start = target.len();
        target.push_str(words);
        let span = Span::new(start, target.len());
        if let Some(Item::Run(last)) = self.article.items.last_mut()
            && last.node == node
            && last.store == store
            && last.span.end == span.start
            && last.offset as usize + last.span.len() == offset
        {
            last.span.end = span.end;
            return;
        }
        self.article.items.push(Item::Run(Run { store, span, node, offset: offset as u32 }));
    }
}

/// How much of a text that begins with a word has single spaces only.
fn stretch(text: &str) -> usize {
    let bytes = text.as_bytes();
    let is_blank = |at: usize| bytes.get(at).is_none_or(|&byte| is_space(byte as char));
    let mut at = 0;
    while at < bytes.len() && (!is_blank(at) || bytes[at] == b' ' && !is_blank(at + 1)) {
        at += 1;
    }
    at
}

/// White space that collapses (not the no-break space).
pub(super) const fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}
