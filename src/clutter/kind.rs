//! What kind of page it is, as far as that changes what is read.

use crate::cut::Cut;
use crate::page::{NodeId, Page, Tag};
use crate::table::{self, Line, lines};
use std::sync::LazyLock;

/// What pages say of themselves and of their pictures, by what it is a sign of.
static SIGNS: LazyLock<Vec<Line>> = LazyLock::new(|| lines(table::file!("signs.txt")).collect());

/// The signs under a heading.
pub(super) fn signs(heading: &str) -> impl Iterator<Item = &'static str> {
    SIGNS.iter().filter(move |line| line.heading == heading).map(|line| line.text)
}

const FORUM_TYPES: &[&str] = &["DiscussionForumPosting", "QAPage"];

/// Whether the page is a thread of a forum: what elsewhere are comments is what there is to read here.
pub(super) fn is_forum(page: &Page) -> bool {
    /// Forums say what they are near the top: in the head, or in the first elements of the body.
    const FIRST: usize = 3_000;
    page.nodes().take(FIRST).any(|node| match page.tag(node) {
        Tag::Meta => {
            let says = |fits: fn(&str) -> bool| page.attribute(node, "content").is_some_and(fits);
            match page.attribute(node, "name").or_else(|| page.attribute(node, "property")) {
                Some("generator") => says(names_forum_software),
                Some("og:url") => says(is_forum_address),
                _ => false,
            }
        }
        Tag::Link if page.attribute(node, "rel") == Some("canonical") => {
            page.attribute(node, "href").is_some_and(is_forum_address)
        }
        Tag::Html | Tag::Body => {
            ["id", "class"].iter().any(|name| page.attribute(node, name).is_some_and(names_forum_software))
        }
        Tag::Text => false,
        _ => page.attribute(node, "itemtype").is_some_and(|kind| FORUM_TYPES.iter().any(|forum| kind.ends_with(forum))),
    })
}

fn names_forum_software(value: &str) -> bool {
    let tokens = || value.split(|character: char| !character.is_ascii_alphabetic());
    signs("forum: software").any(|word| tokens().any(|token| token.eq_ignore_ascii_case(word)))
}

fn is_forum_address(address: &str) -> bool {
    let Some((_, rest)) = address.split_once("://") else { return false };
    let path = rest.find('/').map_or("", |at| rest.cut(at..));
    path.len() > 1 && signs("forum: host").any(|host| rest.starts_with(host))
        || signs("forum: path").any(|word| path.contains(word))
}

/// The body element, if there is one.
pub(super) fn body(page: &Page) -> Option<NodeId> {
    page.nodes().find(|&node| page.tag(node) == Tag::Body)
}
