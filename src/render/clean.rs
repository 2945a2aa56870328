//! The last word on HTML strings: `ammonia`, told the same list that everything else obeys.

use crate::article::allowed;
use crate::page::Tag;
use ammonia::{Builder, UrlRelative};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let tags: HashSet<&str> = allowed::elements().map(Tag::name).collect();
    let attributes: HashMap<&str, HashSet<&str>> =
        allowed::elements().map(|tag| (tag.name(), allowed::attributes(tag).collect())).collect();
    let mut builder = Builder::empty();
    builder
        .tags(tags)
        .clean_content_tags(HashSet::from(["script", "style"]))
        .tag_attributes(attributes)
        .generic_attributes(HashSet::new())
        .link_rel(None)
        // What an address may be depends on the element, so the filter below decides.
        .url_schemes(HashSet::from(["http", "https", "mailto", "data"]))
        .url_relative(UrlRelative::PassThrough)
        .attribute_filter(|element, name, value| {
            let tag = Tag::of(element);
            allowed::is_allowed_attribute(tag, name, value).then_some(Cow::Borrowed(value))
        });
    builder
});

/// How much HTML is cleaned at a time, in bytes, as far as it comes apart: it is parsed for it, and a parsed document is
/// many times larger than its text.
const PIECE: usize = 1 << 16;

/// What stands for words while the elements around them are cleaned: a character that means nothing.
const WORDS: char = '\u{e000}';

/// HTML with nothing in it but what an article may hold; `ends` tells where its outermost elements end.
pub(super) fn clean(html: &str, ends: &[usize]) -> String {
    let mut out = String::with_capacity(html.len());
    let mut from = 0;
    for (index, &end) in ends.iter().enumerate() {
        if ends.get(index + 1).is_none_or(|next| next - from > PIECE) {
            piece(&html[from..end], &mut out);
            from = end;
        }
    }
    piece(&html[from..], &mut out);
    out
}

/// Cleans some elements. Words hold no `<`, so they can do no harm, and stay outside, as do tags of marks that are as ours
/// to the letter: `html5ever` takes quadratic time to escape many signs of one text, and much room for many elements.
fn piece(html: &str, out: &mut String) {
    let (mut bare, mut words) = (String::new(), Vec::new());
    let mut begun = 0;
    let mut close = |at: usize, begun: usize, bare: &mut String| {
        let part = &html[begun..at];
        if part.trim().is_empty() {
            bare.push_str(part);
        } else {
            bare.push(WORDS);
            words.push(part);
        }
    };
    // Of the open elements whose names marks use, whether each is one of ours.
    let mut open = Vec::new();
    let mut at = 0;
    for part in parts(html) {
        let ours = match name(part) {
            Some("mark" | "data" | "time") if part.starts_with("</") => open.pop() == Some(true),
            Some("mark" | "data" | "time") => {
                open.push(is_mark(part));
                is_mark(part)
            }
            Some(_) => false,
            None => true,
        };
        if !ours {
            close(at, begun, &mut bare);
            bare.push_str(part);
            begun = at + part.len();
        }
        at += part.len();
    }
    close(at, begun, &mut bare);
    let cleaned = CLEANER.clean(&bare).to_string();
    let mut words = words.into_iter();
    for part in parts(&cleaned) {
        if part.starts_with('<') {
            out.push_str(part);
            continue;
        }
        for character in part.chars() {
            match words.as_slice().first() {
                Some(text) if character == WORDS => {
                    out.push_str(text);
                    words.next();
                }
                _ => out.push(character),
            }
        }
    }
}

/// The name of a tag, or `None` for words.
fn name(part: &str) -> Option<&str> {
    let inner = part.strip_prefix('<')?;
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    inner.split([' ', '>']).next()
}

/// Whether a tag begins a mark, or the value of one, with nothing besides.
fn is_mark(tag: &str) -> bool {
    let plain = |value: &str| value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.:/".contains(&byte));
    let Some(inner) = tag.strip_suffix("\">") else { return false };
    match inner.split_once("=\"") {
        Some(("<mark data-kind", rest)) => {
            rest.split_once("\" data-id=\"").is_some_and(|(kind, id)| plain(kind) && plain(id))
        }
        Some(("<data value" | "<time datetime", value)) => plain(value),
        _ => false,
    }
}

/// Cuts HTML into its tags and what stands between them. No attribute of ours has a bare `>`.
fn parts(html: &str) -> impl Iterator<Item = &str> {
    let mut rest = html;
    std::iter::from_fn(move || {
        let end = if rest.starts_with('<') { rest.find('>').map(|end| end + 1) } else { rest.find('<') };
        let (part, behind) = rest.split_at(end.unwrap_or(rest.len()));
        rest = behind;
        (!part.is_empty()).then_some(part)
    })
}
