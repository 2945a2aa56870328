//! What each part of a page holds that an article can show: known before the article is written, so that nothing empty
//! is.

use super::addresses::Addresses;
use super::embeds::embed;
use super::pictures::{Picture, picture};
use super::shape::{Shape, drawn_sign, shape};
use crate::clutter::{Verdict, Verdicts};
use crate::page::{NodeId, Page, Tag};

/// What each part of a page holds.
pub(super) struct Weights {
    /// Whether texts, pictures and the like lie in each node's subtree, and whether line breaks do.
    of: Vec<u8>,
    /// The pictures, in order.
    pictures: Vec<(NodeId, Picture)>,
}

const BREAK: u8 = 1;
const CONTENT: u8 = 2;

impl Weights {
    pub(super) fn of(page: &Page, verdicts: &Verdicts, addresses: &Addresses<'_>) -> Self {
        let pictures = pictures(page, verdicts, addresses);
        let mut of = vec![0; page.len()];
        for node in page.nodes().rev() {
            let own = match verdicts.of(node) {
                Verdict::Drop(_) => {
                    of[node.index()] = 0;
                    continue;
                }
                Verdict::Descend => 0,
                Verdict::Keep => match page.tag(node) {
                    Tag::Text if !page.is_blank(node) => CONTENT,
                    Tag::Text => 0,
                    Tag::Other if drawn_sign(page, node).is_some() => CONTENT,
                    tag => match shape(tag) {
                        Shape::Nothing => {
                            of[node.index()] = 0;
                            continue;
                        }
                        Shape::Picture if pictures.binary_search_by_key(&node, |(node, _)| *node).is_ok() => CONTENT,
                        Shape::Rule => CONTENT,
                        Shape::Embed if embed(page, node, addresses).is_some() => CONTENT,
                        Shape::Break => BREAK,
                        _ => 0,
                    },
                },
            };
            let all = of[node.index()] | own;
            of[node.index()] = all;
            of[page.parent(node).index()] |= all;
        }
        Self { of, pictures }
    }

    /// About how many items and bytes of text an article of it has: of what shows anything, elements begin and end, and
    /// texts stand.
    #[cfg(not(target_family = "wasm"))]
    pub(super) fn room(&self, page: &Page, verdicts: &Verdicts) -> (usize, usize) {
        let mut bytes = 0;
        // Line breaks since the last text.
        let mut breaks = 0;
        let kept = page.nodes().filter(|&node| self.of[node.index()] != 0 && verdicts.of(node) == Verdict::Keep);
        let items = kept.map(|node| match page.tag(node) {
            Tag::Text => {
                breaks = 0;
                bytes += page.text(node).trim_ascii().len() + 2;
                1
            }
            Tag::Br => {
                breaks += 1;
                // Two end a paragraph, and another begins, where paragraphs may stand.
                if breaks == 1 || breaks == 2 && !holds_paragraphs(page.tag(page.parent(node))) { 2 } else { 0 }
            }
            _ => 2,
        });
        (items.sum(), bytes)
    }

    /// Whether there is anything to show in it.
    pub(super) fn has_content(&self, node: NodeId) -> bool {
        self.of[node.index()] & CONTENT != 0
    }

    /// Whether there is a line break in it.
    pub(super) fn has_break(&self, node: NodeId) -> bool {
        self.of[node.index()] & BREAK != 0
    }

    /// The picture that an element stands for.
    pub(super) fn picture(&self, node: NodeId) -> Option<&Picture> {
        let at = self.pictures.binary_search_by_key(&node, |(node, _)| *node).ok()?;
        Some(&self.pictures[at].1)
    }
}

/// Whether words that stand in an element are a paragraph, or become one.
#[cfg(not(target_family = "wasm"))]
const fn holds_paragraphs(tag: Tag) -> bool {
    matches!(tag, Tag::P | Tag::Body | Tag::Main | Tag::Article | Tag::Section | Tag::Div | Tag::Blockquote)
}

/// The pictures that are kept. What stands in a `noscript` behind a picture is the same one again.
fn pictures(page: &Page, verdicts: &Verdicts, addresses: &Addresses<'_>) -> Vec<(NodeId, Picture)> {
    let mut found: Vec<(NodeId, Picture)> = Vec::new();
    // Whether only white space has come since the last picture.
    let mut near = false;
    let mut noscript_end = NodeId::DOCUMENT;
    for node in page.nodes() {
        match page.tag(node) {
            Tag::Noscript => noscript_end = noscript_end.max(page.end(node)),
            Tag::Text if near && node >= noscript_end => near = page.is_blank(node),
            Tag::Img | Tag::Amp if verdicts.of(node) == Verdict::Keep => {
                let again = node < noscript_end && near;
                if again {
                    near = false;
                } else if let Some(picture) = picture(page, node, addresses) {
                    found.push((node, picture));
                    near = true;
                }
            }
            _ => {}
        }
    }
    found
}
