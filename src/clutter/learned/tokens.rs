//! The tokens that an element is known by: the words of its class, id, role and `itemprop`, and its tag.

use crate::clutter::signals::each_token;
use crate::page::{NodeId, Page, Tag};

/// A token as the model knows it: a hash of its letters.
pub type Token = u32;

/// Calls `see` on every token of an element. The same token may come more than once.
pub fn each(page: &Page, node: NodeId, mut see: impl FnMut(Token)) {
    let tag = page.tag(node);
    if tag == Tag::Text || tag == Tag::Document {
        return;
    }
    see(of_tag(tag));
    for (space, value) in values(page, node) {
        each_of_value(space, value, &mut see);
    }
}

/// The token of a tag.
pub(super) fn of_tag(tag: Tag) -> Token {
    hash(b'<', tag.name().as_bytes())
}

/// The values of the attributes that have tokens, with what tells the attributes apart.
pub(super) fn values(page: &Page, node: NodeId) -> impl Iterator<Item = (u8, &str)> {
    page.attributes(node).filter_map(|(name, value)| {
        let space = match name {
            "class" | "id" => b'.',
            "role" => b'@',
            "itemprop" => b'=',
            _ => return None,
        };
        Some((space, value))
    })
}

/// Calls `see` on every token of an attribute's value.
pub(super) fn each_of_value(space: u8, value: &str, mut see: impl FnMut(Token)) {
    each_token(value, |_, token| see(hash(space, token)));
}

/// Fowler, Noll and Vo's hash (FNV-1a), stirred once more so that its low bits are as good as its high ones.
fn hash(space: u8, token: &[u8]) -> Token {
    let step = |hash: u32, byte: &u8| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
    let hash = token.iter().fold(step(0x811c_9dc5, &space), step);
    (hash ^ (hash >> 15)).wrapping_mul(0x2c1b_3c6d)
}
