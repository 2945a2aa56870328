//! What each part of a page holds that an article can show: known before the article is written, so that nothing empty
//! is.

use super::addresses::Addresses;
use super::embeds::embed;
use super::pictures::{Picture, picture};
use super::shape::{Shape, shape};
use crate::clutter::{Verdict, Verdicts};
use crate::page::{NodeId, Page, Tag};

/// What each part of a page holds.
pub(super) struct Weights {
    /// How many texts, pictures and the like lie in each node's subtree, and how many line breaks: in the lowest bit
    /// whether there is a break, above it the count.
    of: Vec<u32>,
    /// The pictures, in order.
    pictures: Vec<(NodeId, Picture)>,
}

const BREAK: u32 = 1;
const CONTENT: u32 = 2;

impl Weights {
    pub(super) fn of(page: &Page, verdicts: &Verdicts, addresses: &Addresses<'_>) -> Self {
        let pictures = pictures(page, verdicts, addresses);
        let mut of = vec![0_u32; page.len()];
        for node in page.nodes().rev() {
            let own = match verdicts.of(node) {
                Verdict::Drop(_) => {
                    of[node.index()] = 0;
                    continue;
                }
                Verdict::Descend => 0,
                Verdict::Keep => match page.tag(node) {
                    Tag::Text if !page.text(node).trim().is_empty() => CONTENT,
                    Tag::Text => 0,
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
            let sum = of[node.index()].saturating_add(own);
            of[node.index()] = sum;
            let parent = page.parent(node).index();
            if node != NodeId::DOCUMENT {
                of[parent] = (of[parent] | sum & BREAK).saturating_add(sum & !BREAK);
            }
        }
        Self { of, pictures }
    }

    /// About how many items an article of it has: of what shows anything, elements begin and end, and texts stand.
    #[cfg(not(target_family = "wasm"))]
    pub(super) fn items(&self, page: &Page, verdicts: &Verdicts) -> usize {
        let kept = page.nodes().filter(|&node| self.of[node.index()] != 0 && verdicts.of(node) == Verdict::Keep);
        kept.map(|node| if page.tag(node) == Tag::Text { 1 } else { 2 }).sum()
    }

    /// Whether there is anything to show in it.
    pub(super) fn has_content(&self, node: NodeId) -> bool {
        self.of[node.index()] >= CONTENT
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

/// The pictures that are kept. What stands in a `noscript` behind a picture is the same one again.
fn pictures(page: &Page, verdicts: &Verdicts, addresses: &Addresses<'_>) -> Vec<(NodeId, Picture)> {
    let mut found: Vec<(NodeId, Picture)> = Vec::new();
    // Whether only white space has come since the last picture.
    let mut near = false;
    let mut noscript_end = NodeId::DOCUMENT;
    for node in page.nodes() {
        match page.tag(node) {
            Tag::Noscript => noscript_end = noscript_end.max(page.end(node)),
            Tag::Text if near && node >= noscript_end => near = page.text(node).trim().is_empty(),
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
