//! The picture that opens a piece: it stands between the title and the text, outside what holds the text.

use super::captions::holds_only_captions;
use super::column::Column;
use super::features::{Features, Sums};
use super::labels;
use super::{Reason, Verdict, Verdicts};
use crate::page::{Metadata, NodeId, Page, Tag};

/// How many levels above the text its lead picture may hang.
const LEVELS: usize = 5;
/// How many nodes may stand between the beginning of what holds both and the text.
const FAR: u32 = 2_000;
/// The longest caption, in characters.
const LONGEST_CAPTION: u32 = 600;
/// How many characters of sentences may stand between the picture and the text: a standfirst.
const LONGEST_BETWEEN: u32 = 500;

/// The lead picture of an article in `parts`, where it has one that is not in them, with its caption's labels dropped.
pub(super) fn picture(
    page: &Page,
    metadata: &Metadata,
    features: &Features,
    sums: &Column<Sums>,
    parts: &[NodeId],
    verdicts: &mut Verdicts,
) -> Option<NodeId> {
    let text = *parts.first()?;
    if opens_with_picture(page, text, features, verdicts) {
        return None;
    }
    let above = page
        .ancestors(text)
        .take(LEVELS)
        .take_while(|&node| !matches!(page.tag(node), Tag::Html | Tag::Document))
        .take_while(|&node| text.0 - node.0 <= FAR)
        .last()?;
    let file = metadata.image.as_deref().and_then(file_name);
    let mut found = None;
    let mut between = 0;
    let mut at = NodeId(above.0 + 1);
    while at < text {
        if verdicts.is_dropped(at) {
            at = page.end(at);
            continue;
        }
        // The title closes what stands above it, unless it is that of the text itself.
        if page.tag(at) == Tag::H1 {
            found = None;
        }
        if page.end(at) <= text && opens(page, at, &sums[at], file) {
            found = Some(at);
            between = 0;
            at = page.end(at);
            continue;
        }
        if page.tag(at) == Tag::Text && features.texts[at].sentence {
            between += features.texts[at].characters;
        }
        at = NodeId(at.0 + 1);
    }
    let found = found.filter(|&found| between <= LONGEST_BETWEEN && !comes_again(page, found, parts))?;
    drop_labels(page, features, found, verdicts);
    Some(found)
}

/// Whether an element is a picture with at most its caption: a `figure`, a box with a caption, or the very picture that
/// the page names as its own.
fn opens(page: &Page, node: NodeId, sum: &Sums, file: Option<&str>) -> bool {
    let is_box = matches!(page.tag(node), Tag::Figure | Tag::Div | Tag::Section | Tag::P | Tag::Picture | Tag::Img);
    if !is_box || sum.pictures != 1 || sum.inputs > 0 || sum.embeds > 0 || sum.characters > LONGEST_CAPTION {
        return false;
    }
    if page.end(node).0 - node.0 > 64 || sum.link_characters * 2 > sum.characters {
        return false;
    }
    let leads_elsewhere = |inner: NodeId| {
        page.tag(inner) == Tag::A
            && page.attribute(inner, "href").is_some_and(|href| !is_picture_address(href))
            && page.subtree(inner).any(|below| page.tag(below) == Tag::Img)
    };
    let named = || {
        page.subtree(node)
            .filter(|&inner| page.tag(inner) == Tag::Img)
            .filter_map(|inner| page.attribute(inner, "src"))
            .any(|source| file.is_some() && file_name(source) == file)
    };
    if sum.characters == 0 && page.tag(node) != Tag::Figure {
        return named();
    }
    if page.subtree(node).any(leads_elsewhere) {
        return false;
    }
    holds_only_captions(page, node)
}

/// Whether the text shows the picture as well.
fn comes_again(page: &Page, picture: NodeId, parts: &[NodeId]) -> bool {
    let files = |node: NodeId| {
        page.subtree(node)
            .filter(|&inner| page.tag(inner) == Tag::Img)
            .flat_map(|inner| ["src", "data-src"].map(|name| page.attribute(inner, name).and_then(file_name)))
            .flatten()
    };
    files(picture).next().is_some_and(|own| parts.iter().any(|&part| files(part).any(|file| file == own)))
}

fn is_picture_address(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    address.starts_with('#')
        || [".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif"].iter().any(|end| path.ends_with(end))
}

/// The last part of an address's path, where it is long enough to tell files apart.
fn file_name(address: &str) -> Option<&str> {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    path.rsplit('/').next().filter(|name| name.len() >= 6)
}

/// Whether the text has a picture of its own before its first words.
fn opens_with_picture(page: &Page, text: NodeId, features: &Features, verdicts: &Verdicts) -> bool {
    let mut at = text;
    while at < page.end(text) {
        if verdicts.is_dropped(at) {
            at = page.end(at);
            continue;
        }
        match page.tag(at) {
            Tag::Img | Tag::Amp => return true,
            Tag::Text if features.texts[at].words > 0 => return false,
            _ => at = NodeId(at.0 + 1),
        }
    }
    false
}

/// Drops a file's name or a label that stands for a caption.
fn drop_labels(page: &Page, features: &Features, picture: NodeId, verdicts: &mut Verdicts) {
    let from = features.runs.partition_point(|run| run.first < picture);
    for run in features.runs[from..].iter().take_while(|run| run.first < page.end(picture)) {
        let line = labels::normal(&page.text_content(run.container));
        if labels::label(&line, run.words, 0.0).is_some() && page.contains(picture, run.container) {
            verdicts.set_subtree(page, run.container, Verdict::Drop(Reason::Label));
        }
    }
}
