//! Blocks: which are open, what words need around them where they stand, and what parts their text.

use super::line::Gap;
use super::{Attributes, Flow, Level};
use crate::article::shape::{holds_words_only, may_hold, part_of};
use crate::article::{BlockKind, Item, Span};
use crate::page::{NodeId, Tag};

/// The most tabs between two cells of a row.
const MOST_TABS: u32 = 32;

/// An open block.
#[derive(Clone, Copy)]
pub(super) struct Opened {
    pub(super) tag: Tag,
    /// Made for words that stood in no block; it ends with its line.
    pub(super) automatic: bool,
    /// Whether a line of words has ended in it that stands in no other block.
    lined: bool,
    pub(super) context: Context,
}

/// Where words stand: it decides what a block of text is and what parts it from the one before.
#[derive(Clone, Copy)]
pub(super) struct Context {
    pub(super) kind: BlockKind,
    quoted: bool,
    /// The outermost list, table, and the row and cell in it; 0 for none.
    list: u32,
    table: u32,
    row: u32,
    cell: u32,
}

const NOWHERE: Context = Context { kind: BlockKind::Paragraph, quoted: false, list: 0, table: 0, row: 0, cell: 0 };

impl Flow<'_> {
    /// A block begins: `element` is its tag and attributes, or `None` for a wrapper. Gives the level to go back to at its
    /// end, or `None` where its borders are no more than a line break.
    pub(in crate::article) fn begin_block(
        &mut self,
        node: NodeId,
        element: Option<(Tag, Attributes)>,
    ) -> Option<Level> {
        let tag = element.as_ref().map(|(tag, _)| *tag);
        if self.is_soft(tag) {
            self.border(node);
            return None;
        }
        self.end_line();
        // Words that a block interrupts do not go on around it.
        while self.open.last().is_some_and(|opened| holds_words_only(opened.tag)) {
            self.close();
        }
        let level = self.level();
        let Some((tag, attributes)) = element else { return Some(level) };
        while let Some(outer) = self.open.last().map(|opened| opened.tag)
            && !may_hold(outer, tag)
            && let Some(part) = part_of(outer)
            && part != tag
        {
            self.open(part, node, Vec::new(), true);
        }
        self.open(tag, node, attributes, false);
        Some(level)
    }

    /// Whether a block's borders are no more than line breaks where it stands.
    fn is_soft(&self, tag: Option<Tag>) -> bool {
        if self.is_in_caption() || self.is_preformatted() {
            return true;
        }
        let words_only = self.open.last().is_some_and(|opened| !opened.automatic && holds_words_only(opened.tag));
        let plain = tag.is_none_or(|tag| tag == Tag::P || tag.heading_level().is_some());
        words_only && plain && self.innermost() != Some(Tag::P)
    }

    /// The border of a block in something that holds words only, or of a block that holds nothing.
    pub(in crate::article) fn border(&mut self, node: NodeId) {
        self.gaps.push(Gap::Border(node));
    }

    /// A block ends that `begin_block` gave a level for.
    pub(in crate::article) fn end_block(&mut self, level: Level) {
        self.end_line();
        while self.open.len() > level.open {
            self.close();
        }
    }

    /// A line across, where blocks may stand and something stands before it.
    pub(in crate::article) fn rule(&mut self, node: NodeId) {
        let in_words = self.open.last().is_some_and(|opened| !opened.automatic && holds_words_only(opened.tag));
        if self.is_in_caption() || in_words {
            self.border(node);
            return;
        }
        self.end_line();
        let fits = self.open.last().is_none_or(|opened| may_hold(opened.tag, Tag::Hr));
        if fits && !self.is_empty() && !self.ends_with_rule() {
            self.element(Tag::Hr, node, Vec::new());
        }
    }

    pub(super) fn ends_with_rule(&self) -> bool {
        matches!(&self.article.items[..], [.., Item::Open(element), Item::Close] if element.tag == Tag::Hr)
    }

    /// A caption begins: what follows stands apart from the running text.
    pub(in crate::article) fn begin_caption(&mut self) {
        self.end_line();
        if !self.article.aside.is_empty() {
            self.article.aside.push('\n');
        }
        self.caption = Some(self.article.aside.len());
    }

    /// The caption ends.
    pub(in crate::article) fn end_caption(&mut self) {
        self.end_line();
        if let Some(start) = self.caption.take() {
            let span = Span::new(start, self.article.aside.len());
            if !span.is_empty() {
                self.article.captions.push(span);
            }
        }
    }

    /// Whether the line stands in a paragraph that can end here for another to begin.
    pub(super) fn can_split(&self) -> bool {
        self.open.last().is_some_and(|opened| opened.tag == Tag::P)
    }

    /// Opens what words need around them where they stand.
    pub(super) fn ready_block(&mut self, node: NodeId, words: bool) {
        loop {
            let wanted = match self.open.last().map(|opened| opened.tag) {
                Some(Tag::Figure) if !words => return,
                // A second line of an item or a cell would run into the first.
                Some(Tag::Li | Tag::Dd | Tag::Td | Tag::Th) if self.open.last().is_some_and(|opened| opened.lined) => {
                    Tag::P
                }
                None | Some(Tag::Blockquote | Tag::Div | Tag::Details | Tag::Figure) => Tag::P,
                Some(tag) => match part_of(tag) {
                    Some(part) => part,
                    None => return,
                },
            };
            // What a picture of a figure stands in ends before a paragraph, and begins again in it.
            self.close_inline();
            self.open(wanted, node, Vec::new(), true);
        }
    }

    fn open(&mut self, tag: Tag, node: NodeId, attributes: Attributes, automatic: bool) {
        let outer = self.open.last().map_or(NOWHERE, |opened| opened.context);
        let mut context = outer;
        match tag {
            Tag::Blockquote => context.quoted = true,
            Tag::Pre => context.kind = BlockKind::Code,
            Tag::Ul | Tag::Ol | Tag::Dl if outer.list == 0 => context.list = self.article.items.len() as u32 + 1,
            Tag::Li | Tag::Dt | Tag::Dd => context.kind = BlockKind::ListItem,
            Tag::Table if outer.table == 0 => context.table = self.article.items.len() as u32 + 1,
            Tag::Tr => {
                context.row = self.article.items.len() as u32 + 1;
                self.cells = 0;
            }
            Tag::Td | Tag::Th => {
                self.cells += 1;
                context.cell = self.cells;
                context.kind = BlockKind::Cell;
            }
            tag => {
                if let Some(level) = tag.heading_level() {
                    context.kind = BlockKind::Heading(level);
                }
            }
        }
        self.push_open(tag, node, attributes);
        self.open.push(Opened { tag, automatic, lined: false, context });
    }

    pub(super) fn close(&mut self) {
        if self.open.pop().is_some() {
            self.article.items.push(Item::Close);
        }
    }

    /// Ends the line: its text block, its inline elements, and the blocks that were made for it.
    pub(super) fn end_line(&mut self) {
        self.close_inline();
        self.gaps.clear();
        self.inked = false;
        self.owes_line = false;
        if let Some((start, context)) = self.block.take() {
            if let Some(opened) = self.open.last_mut() {
                opened.lined = true;
            }
            self.article.text.close_block(context.kind, start, context.quoted, self.language.as_deref());
            self.last = Some(context);
        }
        while self.open.last().is_some_and(|opened| opened.automatic) {
            self.close();
        }
    }

    /// Begins a block of text behind what parts it from the one before.
    pub(super) fn begin_text(&mut self) {
        let context = self.open.last().map_or(NOWHERE, |opened| opened.context);
        let text = self.article.text.string_mut();
        match self.last {
            None => {}
            Some(last) if context.table != 0 && last.table == context.table => {
                if last.row != context.row {
                    text.push('\n');
                } else if last.cell == context.cell {
                    text.push(' ');
                } else {
                    let cells = context.cell.saturating_sub(last.cell).clamp(1, MOST_TABS);
                    (0..cells).for_each(|_| text.push('\t'));
                }
            }
            Some(last) if context.list != 0 && last.list == context.list => text.push('\n'),
            Some(_) => text.push_str("\n\n"),
        }
        self.block = Some((text.len(), context));
    }
}
