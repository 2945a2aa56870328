//! Builds the article from the page and the verdicts.

mod attributes;
mod formula;

use super::addresses::Addresses;
use super::embeds::{Embed, embed};
use super::flow::{Attributes, Flow, Level};
use super::shape::{Shape, holds_words_only, shape, stands_in};
use super::weight::Weights;
use super::{Article, tables};
use crate::clutter::{Verdict, Verdicts, is_caption};
use crate::hash;
use crate::map::Set;
use crate::page::{NodeId, Page, Tag};
use attributes::{picture_attributes, same_language};

/// Builds the article of what the verdicts keep. `base` is the address that relative ones are resolved against.
#[must_use]
pub fn build(page: &Page, verdicts: &Verdicts, base: Option<&str>) -> Article {
    let addresses = Addresses::of(page, verdicts, base);
    let weights = Weights::of(page, verdicts, &addresses);
    let mut builder = Builder {
        page,
        verdicts,
        addresses: &addresses,
        weights: &weights,
        flow: Flow::new(page),
        frames: Vec::new(),
        ids: Set::default(),
        formulas_end: NodeId::DOCUMENT,
        language: page_wide(page, "lang").unwrap_or_default(),
        direction: page_wide(page, "dir").unwrap_or("ltr"),
    };
    #[cfg(not(target_family = "wasm"))]
    {
        let (items, bytes) = weights.room(page, verdicts);
        builder.flow.reserve(items, bytes);
    }
    builder.walk();
    builder.flow.finish()
}

/// What the page's outermost elements say of all of it.
fn page_wide<'a>(page: &'a Page, attribute: &str) -> Option<&'a str> {
    let outermost = page.nodes().take(4096).filter(|&node| matches!(page.tag(node), Tag::Html | Tag::Body));
    outermost.filter_map(|node| page.attribute(node, attribute)).find(|value| !value.trim().is_empty())
}

struct Builder<'a> {
    page: &'a Page,
    verdicts: &'a Verdicts,
    addresses: &'a Addresses<'a>,
    weights: &'a Weights,
    flow: Flow<'a>,
    frames: Vec<Frame>,
    /// Hashes of ids that were given already.
    ids: Set,
    /// Behind the last element around a formula's TeX.
    formulas_end: NodeId,
    /// The page's own language and direction.
    language: &'a str,
    direction: &'a str,
}

/// An element of the page whose content is being read.
struct Frame {
    /// The node behind it.
    end: NodeId,
    tag: Tag,
    /// How things stood before it.
    leave: Leave,
    /// The language to go back to, where this element had its own.
    language: Option<Option<Box<str>>>,
    is_caption: bool,
    /// Whether it is a table that holds data.
    holds_data: bool,
}

enum Leave {
    Inline(Level),
    Block(Level),
    /// A block whose end is no more than a line break.
    Border(NodeId),
}

impl<'a> Builder<'a> {
    fn walk(&mut self) {
        let end = self.page.end(NodeId::DOCUMENT);
        let mut at = NodeId::DOCUMENT;
        while at < end {
            while self.frames.last().is_some_and(|frame| frame.end <= at) {
                self.leave();
            }
            at = if self.visit(at) { NodeId(at.0 + 1) } else { self.page.end(at) };
        }
        while !self.frames.is_empty() {
            self.leave();
        }
    }

    /// Writes a node; says whether what is in it is to be visited too.
    fn visit(&mut self, node: NodeId) -> bool {
        let page = self.page;
        let tag = page.tag(node);
        let verdict = self.verdicts.of(node);
        if let Verdict::Drop(_) = verdict {
            if tag.is_block() && !page.is_hidden(node) {
                self.empty_block(node);
            }
            return false;
        }
        if tag == Tag::Document {
            return true;
        }
        if tag == Tag::Text {
            if verdict == Verdict::Keep {
                self.flow.words(node);
            }
            return false;
        }
        #[cfg(all(feature = "html", not(target_family = "wasm")))]
        if page.source() == crate::page::Source::Saved && page.attribute(node, "data-kind") == Some("embed") {
            let address = page.attribute(node, "href").and_then(|address| self.addresses.link(address));
            self.flow.figure(node, address, None, &page.text_content(node));
            return false;
        }
        let kept = verdict == Verdict::Keep;
        if kept
            && let Some(id) = self.addresses.id(page, node)
            && self.ids.insert(hash::of_word(id))
        {
            self.flow.add_id(id);
        }
        let shape = if kept && tag == Tag::Code && self.is_code_block(node) {
            Shape::Block(Tag::Pre)
        } else if kept && tag == Tag::Mark && page.attribute(node, "data-kind").is_some() {
            // A mark of an earlier reading.
            Shape::Unwrapped
        } else if kept {
            shape(tag)
        } else if tag.is_block() {
            Shape::Wrapper
        } else {
            Shape::Unwrapped
        };
        match shape {
            Shape::Nothing => return false,
            Shape::Break => {
                self.flow.line_break(node);
                return false;
            }
            Shape::BreakPlace => {
                self.flow.break_place(node);
                return false;
            }
            Shape::Rule => {
                self.flow.rule(node);
                return false;
            }
            Shape::Picture => {
                if let Some(picture) = self.weights.picture(node) {
                    self.flow.figure(node, None, Some(picture_attributes(picture)), "");
                }
                return false;
            }
            Shape::Embed => {
                if let Some(embed) = embed(page, node, self.addresses) {
                    self.embed(node, embed);
                    return false;
                }
                // The content of an object is what stands in for it.
                return tag == Tag::Object && self.enter(node, tag, Shape::Unwrapped);
            }
            Shape::Formula => {
                self.formula(node);
                return false;
            }
            Shape::Unwrapped | Shape::Inline(_) | Shape::Wrapper if self.drawn_formula(node) => return false,
            Shape::Unwrapped | Shape::Inline(_) => {
                if !self.weights.has_content(node) && !self.weights.has_break(node) {
                    // It shows nothing, but a space in it still parts two words.
                    return self.enter(node, tag, Shape::Unwrapped);
                }
            }
            Shape::Wrapper | Shape::Block(_) => {
                let is_cell = matches!(tag, Tag::Td | Tag::Th) && self.in_data();
                if !self.weights.has_content(node) && !is_cell {
                    self.empty_block(node);
                    return false;
                }
            }
        }
        self.enter(node, tag, shape)
    }

    /// A film, sound or box: a paragraph of its own, or words in a line.
    fn embed(&mut self, node: NodeId, embed: Embed) {
        let poster = embed.poster.map(|poster| vec![("src", poster), ("alt", embed.words.clone())]);
        let element = (!self.flow.is_in_words()).then(|| (Tag::P, Vec::new()));
        let level = element.and_then(|element| self.flow.begin_block(node, Some(element)));
        self.flow.figure(node, Some(embed.address), poster, &embed.words);
        if let Some(level) = level {
            self.flow.end_block(level);
        }
    }

    /// A block that shows nothing still ends the line before it.
    fn empty_block(&mut self, node: NodeId) {
        if let Some(level) = self.flow.begin_block(node, None) {
            self.flow.end_block(level);
        }
    }

    fn in_data(&self) -> bool {
        self.frames.iter().rev().find(|frame| frame.tag == Tag::Table).is_some_and(|frame| frame.holds_data)
    }

    /// Begins an element.
    fn enter(&mut self, node: NodeId, tag: Tag, shape: Shape) -> bool {
        let page = self.page;
        let holds_data = tag == Tag::Table && tables::holds_data(page, node);
        let mut frame = Frame {
            end: page.end(node),
            tag,
            leave: Leave::Inline(self.flow.level()),
            language: None,
            is_caption: false,
            holds_data,
        };
        match shape {
            Shape::Inline(tag) => {
                let attributes = self.attributes(node, tag);
                // A link to nowhere and a span that says nothing are their words.
                let empty = matches!(tag, Tag::A | Tag::Span | Tag::Bdo) && attributes.is_empty();
                if !empty {
                    self.flow.begin_inline(tag, node, attributes);
                }
            }
            Shape::Wrapper | Shape::Block(_) => {
                if let Some(language) = page.attribute(node, "lang").map(str::trim).filter(|lang| !lang.is_empty()) {
                    let own = (!same_language(language, self.language)).then(|| Box::from(language));
                    frame.language = Some(std::mem::replace(&mut self.flow.language, own));
                }
                frame.is_caption = !self.flow.is_in_caption() && is_caption(page, node);
                let element = self.block(node, shape, frame.is_caption, holds_data);
                frame.leave = match self.flow.begin_block(node, element) {
                    Some(level) => Leave::Block(level),
                    None => {
                        // Within words of another kind nothing can set it apart.
                        frame.is_caption = false;
                        Leave::Border(node)
                    }
                };
                if frame.is_caption {
                    self.flow.begin_caption();
                }
            }
            _ => {}
        }
        self.frames.push(frame);
        true
    }

    /// The element that a block becomes where it stands, or `None` for a wrapper.
    fn block(&self, node: NodeId, shape: Shape, is_caption: bool, holds_data: bool) -> Option<(Tag, Attributes)> {
        let outer = self.flow.innermost();
        let tag = match shape {
            Shape::Block(Tag::Table) if !holds_data => None,
            Shape::Block(tag) if is_table_part(tag) && !self.in_data() => None,
            Shape::Block(tag) if !stands_in(tag, outer) => None,
            Shape::Block(tag) => Some(tag),
            _ => None,
        };
        let tag = match tag {
            // A caption is always an element, so that its words stand apart.
            _ if is_caption && outer == Some(Tag::Figure) => Tag::Figcaption,
            Some(Tag::Caption) => Tag::Caption,
            _ if is_caption => Tag::P,
            Some(tag) => tag,
            None => {
                let attributes = self.attributes(node, Tag::Div);
                return (!attributes.is_empty()).then_some((Tag::Div, attributes));
            }
        };
        let mut attributes = self.attributes(node, tag);
        if is_caption && tag == Tag::P {
            // So that it is a caption to whoever reads what is written.
            attributes.push(("data-kind", "caption".to_owned()));
        }
        Some((tag, attributes))
    }

    /// Ends the innermost element.
    fn leave(&mut self) {
        let Some(frame) = self.frames.pop() else { return };
        if frame.is_caption {
            self.flow.end_caption();
        }
        match frame.leave {
            Leave::Inline(level) => self.flow.end_inline(level),
            Leave::Block(level) => self.flow.end_block(level),
            Leave::Border(node) => self.flow.border(node),
        }
        if let Some(language) = frame.language {
            self.flow.language = language;
        }
    }

    /// Whether code without `pre` around it is lines that stand by themselves, as style sheets can show them.
    fn is_code_block(&self, node: NodeId) -> bool {
        let page = self.page;
        let is_blank = |node: NodeId| page.tag(node) == Tag::Text && page.is_blank(node);
        let has_lines = || page.text_content(node).trim().contains('\n');
        let (parent, next) = (page.parent(node), page.end(node));
        !self.flow.is_preformatted()
            && page.tag(parent).is_block()
            && !holds_words_only(page.tag(parent))
            && !self.flow.is_in_words()
            && page.subtree(node).any(|inner| page.text(inner).contains('\n'))
            && has_lines()
            && (next >= page.end(parent) || is_blank(next) || page.tag(next).is_block() || page.tag(next) == Tag::Code)
    }
}

const fn is_table_part(tag: Tag) -> bool {
    matches!(tag, Tag::Caption | Tag::Thead | Tag::Tbody | Tag::Tfoot | Tag::Tr | Tag::Td | Tag::Th)
}
