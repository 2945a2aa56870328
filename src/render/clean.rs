//! The last word on HTML strings: `ammonia`, told the same list that everything else obeys.

use crate::article::allowed;
use crate::cut::Cut;
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

/// How much HTML is cleaned at a time, in bytes: it is parsed for it, and a parsed document is many times larger than its
/// text.
const PIECE: usize = 1 << 16;

/// What stands for words while the elements around them are cleaned: a character that means nothing.
const WORDS: char = '\u{e000}';
/// Another, which stands where a piece begins and ends within elements.
const CUT: char = '\u{e001}';

/// Cleans HTML that comes in pieces.
pub(super) struct Cleaner {
    out: String,
    /// The tags of the elements that are open where the next piece begins; `None` for those of marks.
    open: Vec<Option<String>>,
    /// How long the next piece is at least: those tags come before it again.
    least: usize,
}

impl Cleaner {
    /// Makes room for about so many bytes.
    pub(super) fn new(length: usize) -> Self {
        Self { out: String::with_capacity(length), open: Vec::new(), least: PIECE }
    }

    /// Whether a piece of so many bytes is long enough.
    pub(super) const fn is_enough(&self, length: usize) -> bool {
        length >= self.least
    }

    /// Cleans the next piece. It ends where words may stand.
    ///
    /// Words hold no `<`, so they can do no harm, and stay outside, as do tags of marks that are as ours to the letter:
    /// `html5ever` takes quadratic time to escape many signs of one text, and much room for many elements. The elements
    /// around a piece are written around it anew, and what came of them is left out again.
    pub(super) fn add(&mut self, html: &str) {
        let (mut bare, mut words) = (String::new(), Vec::new());
        self.open.iter().flatten().for_each(|tag| bare.push_str(tag));
        bare.push(CUT);
        let mut begun = 0;
        let mut close = |at: usize, begun: usize, bare: &mut String| {
            let part = html.cut(begun..at);
            if part.trim().is_empty() {
                bare.push_str(part);
            } else {
                bare.push(WORDS);
                words.push(part);
            }
        };
        let mut at = 0;
        for part in parts(html) {
            let is_ours = match name(part) {
                Some(_) if part.starts_with("</") => self.open.pop().is_some_and(|tag| tag.is_none()),
                Some(name) => {
                    let is_ours = matches!(name, "mark" | "data" | "time") && is_mark(part);
                    if !Tag::of(name).is_void() {
                        self.open.push((!is_ours).then(|| part.to_owned()));
                    }
                    is_ours
                }
                None => true,
            };
            if !is_ours {
                close(at, begun, &mut bare);
                bare.push_str(part);
                begun = at + part.len();
            }
            at += part.len();
        }
        close(at, begun, &mut bare);
        bare.push(CUT);
        for tag in self.open.iter().rev().flatten() {
            bare.extend(["</", name(tag).unwrap_or_default(), ">"]);
        }
        self.least = PIECE.max(2 * self.open.iter().flatten().map(String::len).sum::<usize>());
        let cleaned = CLEANER.clean(&bare).to_string();
        let mut words = words.into_iter();
        let mut is_within = false;
        for part in parts(&cleaned) {
            if part.starts_with('<') {
                self.out.push_str(if is_within { part } else { "" });
                continue;
            }
            for character in part.chars() {
                match words.as_slice().first() {
                    _ if character == CUT => is_within = !is_within,
                    Some(text) if character == WORDS => {
                        self.out.push_str(text);
                        words.next();
                    }
                    _ => self.out.push(character),
                }
            }
        }
    }

    /// All that is clean.
    pub(super) fn finish(self) -> String {
        self.out
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
