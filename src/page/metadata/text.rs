//! Small tools for texts out of markup.

use crate::cut::Cut;
use crate::page::{NodeId, Page};

/// The most nodes that are looked at for one short text.
const NODES: usize = 400;

/// The text with every run of white space as one space, and without entities that were escaped twice.
pub(super) fn clean(text: &str) -> String {
    if text.contains('&') {
        let unescaped = unescape(text);
        // Some pages escape twice, some three times.
        return collapse(&if unescaped.contains('&') { unescape(&unescaped) } else { unescaped });
    }
    collapse(text)
}

fn collapse(text: &str) -> String {
    let mut cleaned = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !cleaned.is_empty() && !cleaned.ends_with(' ') {
            cleaned.push(' ');
        }
        cleaned.extend(word.chars().filter(|&character| !turns(character)));
    }
    cleaned.truncate(cleaned.trim_end().len());
    cleaned
}

/// Whether a character turns the direction of those behind it: in a title or byline it could make words around it read
/// backwards. The marks that only hint at a direction stay.
const fn turns(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// [`clean`], but nothing for an empty text.
pub(super) fn some(text: &str) -> Option<String> {
    Some(clean(text)).filter(|text| !text.is_empty())
}

/// Character references that turn up in attributes and JSON, where no parser has resolved them.
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        out.push_str(rest.cut(..start));
        rest = rest.cut(start..);
        let reference = rest.cut(1..).split_once(';').map(|(name, _)| name).filter(|name| name.len() <= 8);
        match reference.and_then(|name| Some((name, character(name)?))) {
            Some((name, character)) => {
                out.push(character);
                rest = rest.cut(name.len() + 2..);
            }
            None => {
                out.push('&');
                rest = rest.cut(1..);
            }
        }
    }
    out.push_str(rest);
    out
}

fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|character| !character.is_control());
    }
    Some(match name {
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        "lt" => '<',
        "gt" => '>',
        "nbsp" => ' ',
        "ndash" => '–',
        "mdash" => '—',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "hellip" => '…',
        "bull" => '•',
        "middot" => '·',
        "laquo" => '«',
        "raquo" => '»',
        _ => return None,
    })
}

/// The shown text below a node, cleaned, if it is no longer than `limit` bytes.
pub(super) fn short(page: &Page, node: NodeId, limit: usize) -> Option<String> {
    let mut text = String::new();
    let mut at = node;
    let end = page.end(node);
    let mut seen = 0;
    while at < end {
        seen += 1;
        if seen > NODES {
            return None;
        }
        let tag = page.tag(at);
        if tag.is_silent() || (page.is_hidden(at) && at != node) {
            at = page.end(at);
            continue;
        }
        // Tabs and breaks between elements keep their words apart.
        if tag.is_block() || tag == crate::page::Tag::Br {
            text.push(' ');
        }
        text.push_str(page.text(at));
        if text.len() > limit * 4 {
            return None;
        }
        at = NodeId(at.0 + 1);
    }
    some(&text).filter(|text| text.len() <= limit)
}

/// Whether `part` stands in the text, in any case; `part` is lower-case ASCII.
pub(super) fn contains_ignoring_case(text: &str, part: &str) -> bool {
    text.as_bytes().windows(part.len()).any(|window| window.eq_ignore_ascii_case(part.as_bytes()))
}

/// Only letters and digits, in lower case: what two names or titles are compared by.
pub(super) fn bare(text: &str) -> String {
    text.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
