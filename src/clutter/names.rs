//! Dropping by name: elements that call themselves menus, share bars, comments and the like.

use super::column::Column;
use super::features::{Sums, measure};
use super::signals::Signals;
use super::tidy::holds_code;
use super::{Reason, Verdict, Verdicts};
use crate::page::{NodeId, Page, Tag};

/// How much of the page's sentences a part may hold and still be dropped for its name.
const MOST: f32 = 0.34;
/// The same for a part whose names also speak for content.
const MOST_OF_CONTENT: f32 = 0.10;

/// The hints that drop a part, with the reason; the first that fits is given.
const DROPS: &[(Signals, Reason)] = &[
    (Signals::CONSENT, Reason::Consent),
    (Signals::ADVERT, Reason::Advertisement),
    (Signals::COMMENTS, Reason::Comments),
    (Signals::NEWSLETTER, Reason::Newsletter),
    (Signals::RELATED, Reason::Related),
    (Signals::SHARE, Reason::Share),
    (Signals::NAVIGATION, Reason::Navigation),
    (Signals::AUTHOR, Reason::Author),
    (Signals::FORM, Reason::Form),
    (Signals::POPUP, Reason::Consent),
    (Signals::EXPLAINER, Reason::Related),
    (Signals::TAGS, Reason::Label),
    (Signals::PROMOTION, Reason::Advertisement),
    (Signals::FOOTER, Reason::Frame),
    (Signals::SIDEBAR, Reason::Frame),
    (Signals::HEADER, Reason::Frame),
    (Signals::SIGNATURE, Reason::Label),
];

/// The reason that an element's name gives for dropping it, if any.
fn named(page: &Page, node: NodeId, signals: Signals) -> Option<Reason> {
    let tag = page.tag(node);
    match tag {
        Tag::Text | Tag::Document | Tag::Html | Tag::Body | Tag::Main => return None,
        Tag::Nav => return Some(Reason::Navigation),
        Tag::Search => return Some(Reason::Form),
        // Inline elements carry names that tell how they look, and links where they lead.
        Tag::A
        | Tag::Em
        | Tag::Strong
        | Tag::B
        | Tag::I
        | Tag::Img
        | Tag::Td
        | Tag::Tr
        | Tag::Th
        | Tag::Tbody
        | Tag::Code
        | Tag::Pre
        | Tag::Math
        | Tag::Figure
        | Tag::Figcaption
        | Tag::Caption
        | Tag::Picture => return None,
        _ => {}
    }
    DROPS.iter().find(|(hint, _)| signals.any(*hint)).map(|(_, reason)| *reason)
}

/// Drops what calls itself clutter below `root`, unless it holds too much of what reads like sentences there.
/// With `comments_too` off, comments stay: on a forum they are what there is to read.
pub(super) fn drop_named(
    page: &Page,
    signals: &Column<Signals>,
    sums: &Column<Sums>,
    root: NodeId,
    comments_too: bool,
    verdicts: &mut Verdicts,
) {
    let whole = sums[root];
    let end = page.end(root);
    let mut at = NodeId(root.0 + 1);
    while at < end {
        if verdicts.is_dropped(at) {
            at = page.end(at);
            continue;
        }
        // In code, a class such as "comment" colours a word; around a formula, one says that it has a menu.
        if matches!(page.tag(at), Tag::Pre | Tag::Code | Tag::Math | Tag::Semantics) {
            at = page.end(at);
            continue;
        }
        let signal = signals[at];
        // The name below a letter belongs to it; what stands below every post of a forum does not.
        let read = if comments_too { signal.without(Signals::SIGNATURE) } else { signal };
        if let Some(reason) = named(page, at, read)
            && may_go(&sums[at], &whole, signal, reason, comments_too)
            && !stays_for_pictures(page, at, &sums[at], reason)
            // Code stands in boxes with tabs, menus and buttons.
            && (matches!(reason, Reason::Comments | Reason::Frame | Reason::Label) || !holds_code(page, at))
        {
            verdicts.set_subtree(page, at, Verdict::Drop(reason));
            at = page.end(at);
            continue;
        }
        at = NodeId(at.0 + 1);
    }
}

/// Whether the picture in a small box has words of its own, as icons have not.
fn shows_picture(page: &Page, node: NodeId) -> bool {
    /// How many characters of them, Chinese ones counted as three.
    const LEAST: u32 = 24;
    let pictures = page.subtree(node).take(40).filter(|&inner| page.tag(inner) == Tag::Img);
    pictures.filter_map(|picture| page.attribute(picture, "alt")).any(|words| measure(words).characters >= LEAST)
}

/// Whether a part that would go for its name shows something: a table with pictures is more than links, and what is shared
/// from a box is the picture in it.
fn stays_for_pictures(page: &Page, node: NodeId, part: &Sums, reason: Reason) -> bool {
    match reason {
        Reason::Navigation => part.pictures > 1 && page.tag(node) == Tag::Table,
        Reason::Share => part.pictures == 1 && shows_picture(page, node),
        _ => false,
    }
}

fn may_go(part: &Sums, whole: &Sums, signals: Signals, reason: Reason, comments_too: bool) -> bool {
    if reason == Reason::Comments {
        return comments_too;
    }
    // A share bar, a menu or a list of tags is short; a section that happens to be called so is not.
    let long = match reason {
        Reason::Share | Reason::Label | Reason::Navigation | Reason::Form => 500,
        Reason::Related | Reason::Author => 1_500,
        _ => u32::MAX,
    };
    if part.sentence_characters > long && part.link_density() < 0.2 {
        return false;
    }
    let most = if signals.any(Signals::FOR) { MOST_OF_CONTENT } else { MOST };
    part.sentence_characters as f32 <= most * whole.sentence_characters as f32
        && (part.characters as f32) < 0.7 * whole.characters as f32
}
