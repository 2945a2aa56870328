//! Which elements are captions though no `figcaption` says so.

use super::kind::signs;
use super::signals::Signals;
#[cfg(all(feature = "html", not(target_family = "wasm")))]
use crate::page::Source;
use crate::page::{NodeId, Page, Tag};

/// The longest caption in characters.
const LONGEST: usize = 700;
/// How many nodes around an element are searched for its picture.
const NEAR: usize = 48;

/// Whether an element is the caption or the credit of a picture or a table: a `figcaption` or `caption`, a line in a
/// `figure` with a picture, or an element named so beside one. Looks at a bounded number of nodes.
#[must_use]
pub fn is_caption(page: &Page, node: NodeId) -> bool {
    #[cfg(all(feature = "html", not(target_family = "wasm")))]
    if page.source() == Source::Saved {
        return matches!(page.tag(node), Tag::Figcaption | Tag::Caption)
            || page.attribute(node, "data-kind") == Some("caption");
    }
    match page.tag(node) {
        Tag::Figcaption | Tag::Caption => return true,
        Tag::P | Tag::Div | Tag::Span | Tag::Small | Tag::Cite | Tag::Dd | Tag::Em | Tag::Section | Tag::H6 => {}
        _ => return false,
    }
    // Names are read last: most elements that could be captions are paragraphs, too long or not by a picture.
    let named = || Signals::of(page, node).any(Signals::CAPTION);
    let figure = page.ancestors(node).take(4).find(|&above| page.tag(above) == Tag::Figure);
    if figure.is_none() && page.tag(node) != Tag::P && !named() {
        return false;
    }
    // What has a heading of its own is a card with a picture.
    let is_more = |tag: Tag| is_picture(tag) || tag.heading_level().is_some_and(|level| level < 6);
    if holds(page, node, is_more) || !has_short_text(page, node) {
        return false;
    }
    if let Some(figure) = figure {
        return holds(page, figure, is_picture) && !holds(page, figure, is_text_of_its_own);
    }
    let stands_with_picture = || {
        let mut around = page.ancestors(node).take(3);
        around.any(|above| page.end(above).0 - above.0 <= NEAR as u32 && holds(page, above, is_picture))
    };
    if follows_picture(page, node) { named() || begins_as_credit(page, node) } else { stands_with_picture() && named() }
}

/// Whether all the words in an element are captions. Looks at a bounded number of nodes.
pub(super) fn holds_only_captions(page: &Page, node: NodeId) -> bool {
    let end = page.end(node);
    if end.0 - node.0 > 2 * NEAR as u32 {
        return false;
    }
    let mut at = node;
    while at < end {
        if page.tag(at) != Tag::Text && is_caption(page, at) || page.tag(at).is_silent() {
            at = page.end(at);
            continue;
        }
        if !page.is_blank(at) {
            return false;
        }
        at = NodeId(at.0 + 1);
    }
    true
}

const fn is_picture(tag: Tag) -> bool {
    matches!(tag, Tag::Img | Tag::Amp | Tag::Video | Tag::Picture | Tag::Iframe)
}

const fn is_text_of_its_own(tag: Tag) -> bool {
    matches!(tag, Tag::Blockquote | Tag::Pre | Tag::Table | Tag::Ul | Tag::Ol)
}

fn holds(page: &Page, node: NodeId, is: impl Fn(Tag) -> bool) -> bool {
    page.subtree(node).take(NEAR).any(|inner| is(page.tag(inner)))
}

fn has_short_text(page: &Page, node: NodeId) -> bool {
    let mut length = 0;
    for inner in page.subtree(node).take(NEAR) {
        length += page.text(inner).trim().len();
    }
    length > 0 && length <= LONGEST && page.end(node).0 - node.0 <= NEAR as u32
}

/// "Photo: …", "(Image credit: …)", "© …": how credits begin in the languages that we know.
fn begins_as_credit(page: &Page, node: NodeId) -> bool {
    let Some(text) = page.subtree(node).map(|inner| page.text(inner).trim()).find(|text| !text.is_empty()) else {
        return false;
    };
    let start: String =
        text.trim_start_matches(['(', '[', '|', ' ']).chars().take(24).flat_map(char::to_lowercase).collect();
    signs("credit").any(|beginning| start.starts_with(beginning))
}

/// Whether the element before is a picture or holds nothing but one.
fn follows_picture(page: &Page, node: NodeId) -> bool {
    let parent = page.parent(node);
    let mut before = None;
    // The siblings before; a long list of them is searched from the node backwards.
    let mut at = node.0;
    for _ in 0..NEAR {
        if at <= parent.0 + 1 {
            break;
        }
        at -= 1;
        if !page.is_blank(NodeId(at)) {
            break;
        }
        if is_picture(page.tag(NodeId(at))) {
            before = Some(at);
            break;
        }
    }
    before.is_some()
}
