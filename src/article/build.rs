//! Builds the article from the page and the verdicts.

use super::{Article, BlockKind, Element, Item, Run, Span, Store};
use crate::clutter::{Verdict, Verdicts};
use crate::page::{NodeId, Page, Tag};

/// Builds the article of what the verdicts keep. `base` is the address that relative ones are resolved against.
#[must_use]
pub fn build(page: &Page, verdicts: &Verdicts, base: Option<&str>) -> Article {
    let _ = base;
    let mut builder = Builder::default();
    let end = page.end(NodeId::DOCUMENT);
    let mut at = NodeId::DOCUMENT;
    // Open kept elements with the node behind them.
    let mut open: Vec<(NodeId, Tag)> = Vec::new();
    while at < end {
        while let Some(&(behind, tag)) = open.last()
            && behind <= at
        {
            builder.close(tag);
            open.pop();
        }
        match verdicts.of(at) {
            Verdict::Drop(_) => {
                at = page.end(at);
                continue;
            }
            Verdict::Descend => {}
            Verdict::Keep => match page.tag(at) {
                Tag::Text => builder.text(page, at),
                Tag::Document => {}
                tag => {
                    builder.open(page, at, tag);
                    open.push((page.end(at), tag));
                }
            },
        }
        at = NodeId(at.0 + 1);
    }
    while let Some((_, tag)) = open.pop() {
        builder.close(tag);
    }
    builder.finish()
}

#[derive(Default)]
struct Builder {
    article: Article,
    /// Where the open block began in the text, if one is open.
    block: Option<usize>,
    kinds: Vec<BlockKind>,
    preformatted: usize,
    quoted: usize,
    caption: Option<usize>,
}

impl Builder {
    fn open(&mut self, page: &Page, node: NodeId, tag: Tag) {
        if tag.is_block() || tag == Tag::Br {
            self.flush();
        }
        match tag {
            Tag::Pre => self.preformatted += 1,
            Tag::Blockquote => self.quoted += 1,
            Tag::Figcaption | Tag::Caption if self.caption.is_none() => self.caption = Some(self.article.aside.len()),
            _ => {}
        }
        if let Some(kind) = block_kind(tag) {
            self.kinds.push(kind);
        }
        let _ = page;
        self.article.items.push(Item::Open(Element { tag, node, attributes: Vec::new() }));
    }

    fn close(&mut self, tag: Tag) {
        if tag.is_block() {
            self.flush();
        }
        match tag {
            Tag::Pre => self.preformatted -= 1,
            Tag::Blockquote => self.quoted -= 1,
            Tag::Figcaption | Tag::Caption => {
                if let Some(start) = self.caption.take() {
                    let span = Span::new(start, self.article.aside.len());
                    if !span.is_empty() {
                        self.article.captions.push(span);
                    }
                }
            }
            _ => {}
        }
        if block_kind(tag).is_some() {
            self.kinds.pop();
        }
        self.article.items.push(Item::Close);
    }

    fn text(&mut self, page: &Page, node: NodeId) {
        let text = page.text(node);
        let store = if self.caption.is_some() { Store::Aside } else { Store::Text };
        let kind = self.kinds.last().copied().unwrap_or(BlockKind::Paragraph);
        let mut from = 0;
        while from < text.len() {
            let rest = &text[from..];
            let space = rest.len() - rest.trim_start_matches(is_space).len();
            if self.preformatted == 0 && space > 0 {
                // White space collapses to one space, and to none at a block's start.
                let target = self.target(store);
                let fresh = target.is_empty() || target.ends_with([' ', '\n']);
                let open = store == Store::Aside || self.block.is_some();
                if open && !fresh {
                    self.write(store, node, from, " ");
                }
                from += space;
                continue;
            }
            let length = if self.preformatted > 0 { rest.len() } else { rest.find(is_space).unwrap_or(rest.len()) };
            if store == Store::Text && self.block.is_none() {
                self.begin(kind);
            }
            self.write(store, node, from, &rest[..length]);
            from += length;
        }
    }

    fn target(&mut self, store: Store) -> &mut String {
        match store {
            Store::Text => self.article.text.string_mut(),
            Store::Aside => &mut self.article.aside,
        }
    }

    fn begin(&mut self, kind: BlockKind) {
        let separator = match (self.article.text.blocks().last().map(|block| block.kind), kind) {
            (None, _) => "",
            (Some(BlockKind::ListItem), BlockKind::ListItem) | (Some(BlockKind::Cell), BlockKind::Cell) => "\n",
            _ => "\n\n",
        };
        let string = self.article.text.string_mut();
        string.push_str(separator);
        self.block = Some(string.len());
    }

    fn write(&mut self, store: Store, node: NodeId, offset: usize, words: &str) {
        let target = self.target(store);
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

    /// Ends the open block.
    fn flush(&mut self) {
        let Some(start) = self.block.take() else { return };
        let kind = self.kinds.last().copied().unwrap_or(BlockKind::Paragraph);
        // A trailing space belongs to the last run; it goes from both.
        let string = self.article.text.string_mut();
        if string.ends_with(' ') && string.len() > start && self.preformatted == 0 {
            string.pop();
            let length = string.len() as u32;
            for item in self.article.items.iter_mut().rev() {
                if let Item::Run(run) = item
                    && run.store == Store::Text
                {
                    run.span.end = run.span.end.min(length);
                    break;
                }
            }
        }
        self.article.text.close_block(kind, start, self.quoted > 0, None);
    }

    fn finish(mut self) -> Article {
        self.flush();
        self.article
    }
}

fn block_kind(tag: Tag) -> Option<BlockKind> {
    match tag {
        Tag::Li | Tag::Dt | Tag::Dd => Some(BlockKind::ListItem),
        Tag::Td | Tag::Th => Some(BlockKind::Cell),
        Tag::Pre => Some(BlockKind::Code),
        Tag::P | Tag::Div | Tag::Section => Some(BlockKind::Paragraph),
        tag => tag.heading_level().map(BlockKind::Heading),
    }
}

/// White space that HTML collapses (not the no-break space).
const fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}
