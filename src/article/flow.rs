//! Keeps what is written into an article well nested: blocks hold lines, lines hold words.

use super::addresses::prefixed;
use super::shape::{holds_words_only, may_hold, part_of};
use super::spoken::elements;
use super::{Article, BlockKind, Element, Item, Run, Span, Store};
use crate::page::{NodeId, Page, Tag};
use std::collections::VecDeque;

/// An element's attributes.
pub(super) type Attributes = Vec<(&'static str, String)>;

/// More inline elements than this around a word mean nothing; the inner ones are left out.
const DEEPEST_INLINE: usize = 16;
/// The most pieces that the white space before a line's first word is kept in.
const DEEPEST_INDENT: usize = 16;
/// The most tabs between two cells of a row.
const MOST_TABS: u32 = 32;

/// An article as it is written.
pub(super) struct Flow<'a> {
    page: &'a Page,
    article: Article,
    /// Open blocks.
    open: Vec<Opened>,
    /// The inline elements around the place; the first `written` of them are open in the article.
    inline: Vec<Inline>,
    written: usize,
    /// What stands between the words before and what comes next, if anything does.
    gaps: Vec<Gap>,
    /// Whether the line has anything on it.
    inked: bool,
    /// Whether a line break was written before a picture; in the text it comes with the next words, if any do.
    owes_line: bool,
    /// Where the open block of text began, and where it stands.
    block: Option<(usize, Context)>,
    /// Where the last block of text stood.
    last: Option<Context>,
    /// Where the open caption began in `aside`.
    caption: Option<usize>,
    /// Ids for the next element.
    ids: VecDeque<String>,
    cells: u32,
    /// The language of the words to come, where it is not the page's own.
    pub(super) language: Option<Box<str>>,
}

/// An open block.
#[derive(Clone, Copy)]
struct Opened {
    tag: Tag,
    /// Made for words that stood in no block; it ends with its line.
    automatic: bool,
    /// Whether a line of words has ended in it that stands in no other block.
    lined: bool,
    context: Context,
}

/// Where words stand: it decides what a block of text is and what parts it from the one before.
#[derive(Clone, Copy)]
struct Context {
    kind: BlockKind,
    quoted: bool,
    /// The outermost list, table, and the row and cell in it; 0 for none.
    list: u32,
    table: u32,
    row: u32,
    cell: u32,
}

const NOWHERE: Context = Context { kind: BlockKind::Paragraph, quoted: false, list: 0, table: 0, row: 0, cell: 0 };

struct Inline {
    tag: Tag,
    node: NodeId,
    attributes: Attributes,
}

/// What stands between two words.
#[derive(Clone, Copy)]
enum Gap {
    /// White space that collapses, in a text node at a byte.
    Space(NodeId, usize),
    /// Preformatted white space: some bytes of a text node.
    Verbatim(NodeId, usize, usize),
    /// A `br`.
    Break(NodeId),
    /// The border of a block in something that holds words only.
    Border(NodeId),
}

/// How far things were open, to go back to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Level {
    open: usize,
    inline: usize,
}

impl<'a> Flow<'a> {
    pub(super) fn new(page: &'a Page) -> Self {
        Self {
            page,
            article: Article::default(),
            open: Vec::new(),
            inline: Vec::new(),
            written: 0,
            gaps: Vec::new(),
            inked: false,
            owes_line: false,
            block: None,
            last: None,
            caption: None,
            ids: VecDeque::new(),
            cells: 0,
            language: None,
        }
    }

    /// Makes room for about so many items.
    #[cfg(not(target_family = "wasm"))]
    pub(super) fn reserve(&mut self, items: usize) {
        self.article.items.reserve_exact(items);
    }

    pub(super) fn level(&self) -> Level {
        Level { open: self.open.len(), inline: self.inline.len() }
    }

    /// The innermost block that the page itself has.
    pub(super) fn innermost(&self) -> Option<Tag> {
        self.open.iter().rev().find(|opened| !opened.automatic).map(|opened| opened.tag)
    }

    pub(super) fn is_preformatted(&self) -> bool {
        self.open.last().is_some_and(|opened| opened.context.kind == BlockKind::Code)
    }

    pub(super) fn is_in_caption(&self) -> bool {
        self.caption.is_some()
    }

    /// Whether words stand here that a block would interrupt.
    pub(super) fn is_in_words(&self) -> bool {
        self.inked || self.open.last().is_some_and(|opened| holds_words_only(opened.tag) || opened.tag == Tag::Figure)
    }

    /// Whether anything was written yet.
    pub(super) fn is_empty(&self) -> bool {
        self.article.items.is_empty()
    }

    /// An id that the next element bears.
    pub(super) fn add_id(&mut self, id: &str) {
        self.ids.push_back(prefixed(id));
    }

    /// A block begins: `element` is its tag and attributes, or `None` for a wrapper. Gives the level to go back to at its
    /// end, or `None` where its borders are no more than a line break.
    pub(super) fn begin_block(&mut self, node: NodeId, element: Option<(Tag, Attributes)>) -> Option<Level> {
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
    pub(super) fn border(&mut self, node: NodeId) {
        self.gaps.push(Gap::Border(node));
    }

    /// A block ends that `begin_block` gave a level for.
    pub(super) fn end_block(&mut self, level: Level) {
        self.end_line();
        while self.open.len() > level.open {
            self.close();
        }
    }

    /// An inline element begins.
    pub(super) fn begin_inline(&mut self, tag: Tag, node: NodeId, attributes: Attributes) {
        // A link cannot hold a link, and what is bold is bold.
        let again = !matches!(tag, Tag::Span | Tag::Sub | Tag::Sup | Tag::Small | Tag::Bdi | Tag::Bdo | Tag::Q)
            && self.inline.iter().any(|inline| inline.tag == tag || (is_ruby_text(tag) && is_ruby_text(inline.tag)));
        if !again && self.inline.len() < DEEPEST_INLINE {
            self.inline.push(Inline { tag, node, attributes });
        }
    }

    /// The inline elements since `level` end.
    pub(super) fn end_inline(&mut self, level: Level) {
        while self.written > level.inline {
            self.article.items.push(Item::Close);
            self.written -= 1;
        }
        self.inline.truncate(level.inline);
    }

    /// Words of a text node: preformatted where that is so, else with white space collapsed as CSS does it.
    pub(super) fn words(&mut self, node: NodeId) {
        let text = self.page.text(node);
        if self.is_preformatted() {
            return self.preformatted(node, text);
        }
        let mut from = 0;
        while from < text.len() {
            let rest = &text[from..];
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
            if !self.inked && rest[..length].trim().is_empty() {
                // No-break spaces are an indent where words follow, and nothing by themselves.
                if self.gaps.len() < DEEPEST_INDENT {
                    self.gaps.push(Gap::Verbatim(node, from, from + length));
                }
            } else {
                self.begin_words(node, true);
                self.write(node, from, &rest[..length]);
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
    pub(super) fn line_break(&mut self, node: NodeId) {
        self.gaps.push(Gap::Break(node));
    }

    /// A place where a long word may break.
    pub(super) fn break_place(&mut self, node: NodeId) {
        if self.inked && self.gaps.is_empty() {
            self.element(Tag::Wbr, node, Vec::new());
        }
    }

    /// A line across, where blocks may stand and something stands before it.
    pub(super) fn rule(&mut self, node: NodeId) {
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

    fn ends_with_rule(&self) -> bool {
        matches!(&self.article.items[..], [.., Item::Open(element), Item::Close] if element.tag == Tag::Hr)
    }

    /// A picture, or the link to something embedded; `words` are the link's own where it has no picture.
    pub(super) fn figure(&mut self, node: NodeId, link: Option<String>, picture: Option<Attributes>, words: &str) {
        self.begin_words(node, false);
        if self.gaps.iter().any(|gap| matches!(gap, Gap::Space(..))) {
            // The space belongs to the words behind the picture, if any come; before the picture it only shows.
            self.aside_words(node, " ");
        }
        // A link cannot hold a link.
        let address = link.filter(|_| !self.inline.iter().any(|inline| inline.tag == Tag::A));
        let tag = if address.is_some() { Tag::A } else { Tag::Span };
        let mut attributes: Attributes = address.map(|address| ("href", address)).into_iter().collect();
        if picture.is_none() {
            // So that whoever reads what is written knows that these are no words of the text.
            attributes.push(("data-kind", "embed".to_owned()));
        }
        let wrapped = !attributes.is_empty();
        if wrapped {
            self.begin(tag, node, attributes);
        }
        match picture {
            Some(attributes) => self.element(Tag::Img, node, attributes),
            None => self.aside_words(node, words),
        }
        if wrapped {
            self.article.items.push(Item::Close);
        }
    }

    /// Words that stand in no text node of the page.
    fn aside_words(&mut self, node: NodeId, words: &str) {
        let start = self.article.aside.len();
        self.article.aside.push_str(words);
        let span = Span::new(start, self.article.aside.len());
        self.article.items.push(Item::Run(Run { store: Store::Aside, span, node, offset: 0 }));
    }

    /// An element of a formula begins; formulas are written as they are.
    pub(super) fn begin_formula(&mut self, tag: Tag, node: NodeId, attributes: Attributes) {
        if tag == Tag::Math {
            self.begin_words(node, true);
        }
        self.begin(tag, node, attributes);
    }

    /// Words of a formula: white space around them only lays out the markup.
    pub(super) fn formula_words(&mut self, node: NodeId) {
        let text = self.page.text(node);
        let mut from = 0;
        let mut begun = false;
        for word in text.split(is_space) {
            if !word.is_empty() {
                if begun {
                    self.write(node, from - 1, " ");
                }
                self.write(node, from, word);
                begun = true;
            }
            from += word.len() + 1;
        }
    }

    /// An element of a formula ends.
    pub(super) fn end_formula(&mut self) {
        self.article.items.push(Item::Close);
    }

    /// A caption begins: what follows stands apart from the running text.
    pub(super) fn begin_caption(&mut self) {
        self.end_line();
        if !self.article.aside.is_empty() {
            self.article.aside.push('\n');
        }
        self.caption = Some(self.article.aside.len());
    }

    /// The caption ends.
    pub(super) fn end_caption(&mut self) {
        self.end_line();
        if let Some(start) = self.caption.take() {
            let span = Span::new(start, self.article.aside.len());
            if !span.is_empty() {
                self.article.captions.push(span);
            }
        }
    }

    /// The article as it stands.
    pub(super) fn finish(mut self) -> Article {
        self.end_line();
        while !self.open.is_empty() {
            self.close();
        }
        while self.ends_with_rule() {
            self.article.items.truncate(self.article.items.len() - 2);
        }
        self.article.text.set_elements(elements(&self.article.items));
        self.article
    }

    /// Readies the place for words, or for a picture, which needs no text around it.
    fn begin_words(&mut self, node: NodeId, words: bool) {
        let mut indent = Vec::new();
        if self.is_preformatted() {
            // Blank lines before the first words go; before a picture blanks wait for the words behind it.
            if !self.has_words() {
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

    /// Whether the line stands in a paragraph that can end here for another to begin.
    fn can_split(&self) -> bool {
        self.open.last().is_some_and(|opened| opened.tag == Tag::P)
    }

    /// Opens what words need around them where they stand.
    fn ready_block(&mut self, node: NodeId, words: bool) {
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

    fn push_open(&mut self, tag: Tag, node: NodeId, mut attributes: Attributes) {
        if let Some(id) = self.ids.pop_front() {
            attributes.push(("id", id));
        }
        self.begin(tag, node, attributes);
    }

    /// An element begins; most have one attribute or none, and take no more room than for that.
    #[cfg_attr(target_family = "wasm", inline(never))]
    fn begin(&mut self, tag: Tag, node: NodeId, attributes: Attributes) {
        self.article.items.push(Item::Open(Element { tag, node, attributes: attributes.into() }));
    }

    /// An element that holds nothing.
    fn element(&mut self, tag: Tag, node: NodeId, attributes: Attributes) {
        self.begin(tag, node, attributes);
        self.article.items.push(Item::Close);
    }

    fn close(&mut self) {
        if self.open.pop().is_some() {
            self.article.items.push(Item::Close);
        }
    }

    /// Closes the inline elements that are written; they stay open for what comes.
    fn close_inline(&mut self) {
        for _ in 0..std::mem::take(&mut self.written) {
            self.article.items.push(Item::Close);
        }
    }

    /// Ends the line: its text block, its inline elements, and the blocks that were made for it.
    fn end_line(&mut self) {
        self.close_inline();
        self.gaps.clear();
        self.inked = false;
        self.owes_line = false;
        if let Some((start, context)) = self.block.take() {
            if let Some(opened) = self.open.last_mut() {
                opened.lined = true;
            }
            let language = self.language.clone();
            self.article.text.close_block(context.kind, start, context.quoted, language);
            self.last = Some(context);
        }
        while self.open.last().is_some_and(|opened| opened.automatic) {
            self.close();
        }
    }

    /// Begins a block of text behind what parts it from the one before.
    fn begin_text(&mut self) {
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
        let words = self.page.text(node).get(start..end).unwrap_or_default();
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

    fn write(&mut self, node: NodeId, offset: usize, words: &str) {
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

/// Whether an element is one of the two that stand beside the words of a `ruby`: each ends where the other begins.
const fn is_ruby_text(tag: Tag) -> bool {
    matches!(tag, Tag::Rt | Tag::Rp)
}
