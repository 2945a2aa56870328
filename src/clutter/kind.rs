//! What kind of page it is, as far as that changes what is read.

use crate::page::{NodeId, Page, Tag};
use crate::table;

/// What pages say of themselves and of their pictures, by what it is a sign of.
pub(super) const SIGNS: &str = include_str!("signs.txt");

const FORUM_TYPES: &[&str] = &["DiscussionForumPosting", "QAPage"];

/// Whether the page is a thread of a forum: what elsewhere are comments is what there is to read here.
pub(super) fn is_forum(page: &Page) -> bool {
    /// Forums say what they are near the top: in the head, or in the first elements of the body.
    const FIRST: usize = 3_000;
    page.nodes().take(FIRST).any(|node| match page.tag(node) {
        Tag::Meta => {
            let named =
                |name: &str| page.attribute(node, "name").or_else(|| page.attribute(node, "property")) == Some(name);
            let content = page.attribute(node, "content").unwrap_or_default();
            (named("generator") && names_forum_software(content)) || (named("og:url") && is_forum_address(content))
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
    table::under(SIGNS, "forum: software").any(|word| tokens().any(|token| token.eq_ignore_ascii_case(word)))
}

fn is_forum_address(address: &str) -> bool {
    let Some((_, rest)) = address.split_once("://") else { return false };
    let path = rest.find('/').map_or("", |at| &rest[at..]);
    path.len() > 1 && table::under(SIGNS, "forum: host").any(|host| rest.starts_with(host))
        || table::under(SIGNS, "forum: path").any(|word| path.contains(word))
}

/// The body element, if there is one.
pub(super) fn body(page: &Page) -> Option<NodeId> {
    page.nodes().find(|&node| page.tag(node) == Tag::Body)
}
