//! What an element's subtree holds.

use super::text::TextFacts;
use crate::page::Tag;
use std::ops::AddAssign;

/// What an element's subtree holds. Characters are counted as in [`TextFacts`].
#[derive(Clone, Copy, Default, Debug)]
pub(in crate::clutter) struct Sums {
    pub(in crate::clutter) characters: u32,
    pub(in crate::clutter) words: u32,
    pub(in crate::clutter) commas: u32,
    /// Characters in links; links within the page count a third, as footnote marks and contents do no harm.
    pub(in crate::clutter) link_characters: u32,
    /// Characters in runs that read like sentences.
    pub(in crate::clutter) sentence_characters: u32,
    pub(in crate::clutter) heading_characters: u32,
    pub(in crate::clutter) list_characters: u32,
    /// Characters in paragraphs, lists, quotes and the like: text with a structure of its own.
    pub(in crate::clutter) structured_characters: u32,
    pub(in crate::clutter) paragraphs: u32,
    pub(in crate::clutter) items: u32,
    pub(in crate::clutter) pictures: u32,
    pub(in crate::clutter) inputs: u32,
    pub(in crate::clutter) embeds: u32,
    pub(in crate::clutter) links: u32,
    /// Headings that are links to elsewhere: each the head of another piece.
    pub(in crate::clutter) teasers: u32,
    /// Block elements, the node itself included.
    pub(in crate::clutter) blocks: u32,
}

impl AddAssign for Sums {
    #[cfg_attr(target_family = "wasm", inline(never))]
    fn add_assign(&mut self, other: Self) {
        self.characters += other.characters;
        self.words += other.words;
        self.commas += other.commas;
        self.link_characters += other.link_characters;
        self.sentence_characters += other.sentence_characters;
        self.heading_characters += other.heading_characters;
        self.list_characters += other.list_characters;
        self.structured_characters += other.structured_characters;
        self.paragraphs += other.paragraphs;
        self.items += other.items;
        self.pictures += other.pictures;
        self.inputs += other.inputs;
        self.embeds += other.embeds;
        self.links += other.links;
        self.teasers += other.teasers;
        self.blocks += other.blocks;
    }
}

impl Sums {
    /// Whether an element counts as something by itself.
    pub(super) const fn counts(tag: Tag) -> bool {
        tag.is_block()
            || matches!(tag, Tag::A | Tag::Img | Tag::Amp | Tag::Input | Tag::Textarea | Tag::Select)
            || matches!(tag, Tag::Iframe | Tag::Embed | Tag::Object)
    }

    /// Adds what a text holds.
    pub(super) fn add_text(&mut self, text: &TextFacts) {
        self.characters += text.characters;
        self.words += text.words;
        self.commas += u32::from(text.commas);
        self.link_characters += match text.link {
            0 => 0,
            1 => text.characters / 3,
            _ => text.characters,
        };
        self.sentence_characters += if text.sentence { text.characters } else { 0 };
    }

    /// Adds what an element is to what stands in it.
    pub(super) fn close(&mut self, tag: Tag) {
        match tag {
            Tag::Ul | Tag::Ol => {
                self.list_characters = self.characters;
                self.structured_characters = self.characters;
            }
            Tag::P => {
                self.paragraphs += 1;
                self.structured_characters = self.characters;
            }
            Tag::Blockquote | Tag::Dl | Tag::Pre | Tag::Table | Tag::Td | Tag::Span => {
                self.structured_characters = self.characters;
            }
            Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 => {
                self.heading_characters = self.characters;
                self.teasers = u32::from(self.characters >= 12 && self.link_characters * 4 >= self.characters * 3);
            }
            Tag::Li => self.items += 1,
            Tag::Img | Tag::Amp => self.pictures += 1,
            Tag::Input | Tag::Textarea | Tag::Select => self.inputs += 1,
            Tag::Iframe | Tag::Embed | Tag::Object => self.embeds += 1,
            Tag::A => self.links += 1,
            _ => {}
        }
        self.blocks += u32::from(tag.is_block());
    }

    /// The share of characters that are links, 0 to 1.
    pub(in crate::clutter) fn link_density(&self) -> f32 {
        ratio(self.link_characters, self.characters)
    }

    /// Whether this is one picture and a line or two that are said of it.
    pub(in crate::clutter) const fn is_picture(&self) -> bool {
        self.pictures == 1
            && self.characters <= 300
            && self.link_characters * 2 <= self.characters
            && self.inputs + self.embeds == 0
    }
}

/// `part` of `whole`, 0 where there is nothing.
pub(in crate::clutter) fn ratio(part: u32, whole: u32) -> f32 {
    if whole == 0 { 0.0 } else { part as f32 / whole as f32 }
}
