//! What is never read as text: scripts, form values, hidden parts, words for screen readers alone.

use super::column::Column;
use super::signals::Signals;
use super::{Reason, Verdict, Verdicts};
use crate::page::{NodeId, Page, Tag};

/// A `noscript` with at least this many words is the page's content, not a tracker or a notice: some forums keep
/// their posts there.
const NOSCRIPT_WORDS: usize = 100;

/// Drops what nobody reads. With `hidden_too`, what the markup hides is dropped as well.
pub(super) fn drop_unseen(page: &Page, signals: &Column<Signals>, verdicts: &mut Verdicts, hidden_too: bool) {
    let end = page.end(NodeId::DOCUMENT);
    let mut at = NodeId::DOCUMENT;
    while at < end {
        if let Some(reason) = unseen(page, at, signals[at], hidden_too) {
            verdicts.set_subtree(page, at, Verdict::Drop(reason));
            at = page.end(at);
            continue;
        }
        if page.tag(at) == Tag::Button {
            // The button of a heading is its words; what is drawn beside them says that there is more.
            for inner in page.subtree(at).filter(|&inner| matches!(page.tag(inner), Tag::Img | Tag::Picture)) {
                verdicts.set(inner, Verdict::Drop(Reason::Form));
            }
        }
        if page.tag(at) == Tag::Noscript && few_words(page, at, NOSCRIPT_WORDS) {
            // Of what is said to readers without scripts only the picture is of use.
            for inner in page.subtree(at).filter(|&inner| page.tag(inner) == Tag::Text) {
                verdicts.set(inner, Verdict::Drop(Reason::NotText));
            }
            at = page.end(at);
            continue;
        }
        if holds_fallback(page.tag(at)) {
            // The player or the drawing itself may stay; what stands in for it may not.
            for child in page.children(at).filter(|&child| !matches!(page.tag(child), Tag::Source | Tag::Track)) {
                verdicts.set_subtree(page, child, Verdict::Drop(Reason::NotText));
            }
            at = page.end(at);
            continue;
        }
        at = NodeId(at.0 + 1);
    }
}

/// Elements whose inside is shown only where they cannot be.
const fn holds_fallback(tag: Tag) -> bool {
    matches!(tag, Tag::Iframe | Tag::Video | Tag::Audio | Tag::Canvas | Tag::Embed)
}

fn unseen(page: &Page, node: NodeId, signals: Signals, hidden_too: bool) -> Option<Reason> {
    let tag = page.tag(node);
    if tag.is_silent() || matches!(tag, Tag::Link | Tag::Meta | Tag::Base | Tag::Rp | Tag::Annotation) {
        return Some(Reason::NotText);
    }
    match tag {
        Tag::Text | Tag::Document | Tag::Html | Tag::Body => return None,
        Tag::Noscript => return noscript(page, node),
        Tag::Svg | Tag::Map => return Some(Reason::NotText),
        Tag::Button if page.is_of_heading(node) => {}
        Tag::Input | Tag::Button | Tag::Progress | Tag::Meter | Tag::Output => return Some(Reason::Form),
        Tag::Dialog if page.attribute(node, "open").is_none() => return Some(Reason::Hidden),
        _ => {}
    }
    if !hidden_too {
        return None;
    }
    if page.is_hidden(node) && !shows_mathematics(page, node, tag) {
        return Some(Reason::Hidden);
    }
    let told = |name: &str, value: &str| page.attribute(node, name).is_some_and(|given| given.trim() == value);
    if told("aria-hidden", "true") && !page.is_folded(node) && !keeps_though_silent(page, node, tag) {
        return Some(Reason::Hidden);
    }
    if signals.any(Signals::UNSEEN) && !is_sectioning(tag) && few_words(page, node, 40) {
        return Some(Reason::Hidden);
    }
    None
}

/// Mathematics is often given twice: as MathML for screen readers, hidden, and as a drawing.
fn shows_mathematics(page: &Page, node: NodeId, tag: Tag) -> bool {
    tag == Tag::Math
        || page.attribute(node, "class").is_some_and(|class| class.contains("mwe-math") || class.contains("katex"))
}

/// Whether an element hidden from screen readers may still be for the eye's reader.
fn keeps_though_silent(page: &Page, node: NodeId, tag: Tag) -> bool {
    let class = page.attribute(node, "class").unwrap_or_default();
    if tag == Tag::Math {
        // Drawn for the eye, and given as MathML right behind.
        let behind = (page.end(node).0..page.end(page.parent(node)).0).map(NodeId);
        return !behind.take(8).any(|inner| page.tag(inner) == Tag::Math);
    }
    matches!(tag, Tag::Img | Tag::Picture | Tag::Figure | Tag::Code | Tag::Pre | Tag::Table)
        || class.contains("fallback-image")
        || class.contains("katex-html")
            && !page.subtree(page.parent(node)).take(64).any(|inner| page.tag(inner) == Tag::Math)
        || page.subtree(node).take(12).any(|inner| matches!(page.tag(inner), Tag::Img | Tag::Math | Tag::P))
}

fn noscript(page: &Page, node: NodeId) -> Option<Reason> {
    if !few_words(page, node, NOSCRIPT_WORDS) {
        return None;
    }
    let holds_picture = |node: NodeId| page.subtree(node).any(|inner| page.tag(inner) == Tag::Img);
    if !holds_picture(node) {
        return Some(Reason::NotText);
    }
    // A picture that a script would load: the place for it usually stands right before, sometimes right behind.
    let parent = page.parent(node);
    let mut neighbours = page.children(parent).take(24).filter(|&child| child != node);
    let copy = neighbours.any(|child| {
        page.tag(child) != Tag::Noscript
            && page.subtree(child).take(24).any(|inner| matches!(page.tag(inner), Tag::Img | Tag::Amp))
    });
    copy.then_some(Reason::Duplicate)
}

/// Whether a subtree has fewer words than `limit`; looks no further than it must.
fn few_words(page: &Page, node: NodeId, limit: usize) -> bool {
    let mut words = 0;
    for (visited, inner) in page.subtree(node).enumerate() {
        if visited > 4_000 {
            return false;
        }
        words += page.text(inner).split_whitespace().take(limit).count();
        if words >= limit {
            return false;
        }
    }
    true
}

const fn is_sectioning(tag: Tag) -> bool {
    matches!(tag, Tag::Article | Tag::Main | Tag::Section | Tag::Body)
}
