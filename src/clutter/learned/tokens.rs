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
    see(hash(b'<', tag.name().as_bytes()));
    for (name, value) in page.attributes(node) {
        let space = match name {
            "class" | "id" => b'.',
            "role" => b'@',
            "itemprop" => b'=',
            _ => continue,
        };
        each_token(value, |token| see(hash(space, token)));
    }
}

/// Fowler, Noll and Vo's hash (FNV-1a), stirred once more so that its low bits are as good as its high ones.
fn hash(space: u8, token: &[u8]) -> Token {
    let step = |hash: u32, byte: &u8| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
    let hash = token.iter().fold(step(0x811c_9dc5, &space), step);
    (hash ^ (hash >> 15)).wrapping_mul(0x2c1b_3c6d)
}
