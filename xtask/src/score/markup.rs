//! The text of a piece of HTML, roughly: the same rough way for what is found and what is wanted.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;

/// Elements whose content nobody reads.
const UNREAD: [&str; 4] = ["script", "style", "template", "noscript"];

/// Leaves out elements that nobody reads, puts a space for each tag, and the characters that
/// references such as `&amp;` stand for in their place.
pub(super) fn text_of(markup: &str) -> String {
    let read = without_unread(markup);
    unescape(&without_tags(&read))
}

fn without_unread(markup: &str) -> String {
    // The same length as the markup: only ASCII letters change.
    let lower = markup.to_ascii_lowercase();
    let mut kept = String::with_capacity(markup.len());
    let mut from = 0;
    let mut search = 0;
    while let Some(found) = lower[search..].find('<') {
        let open = search + found;
        search = open + 1;
        let Some(name) = UNREAD.into_iter().find(|name| lower[search..].starts_with(name)) else {
            continue;
        };
        let after = &markup[search + name.len()..];
        // `<scripted>` is no script.
        if super::words::words(after).next().is_some_and(|word| after.starts_with(word)) {
            continue;
        }
        let close = format!("</{name}>");
        let Some(end) = lower[search..].find(&close) else {
            continue;
        };
        kept.push_str(&markup[from..open]);
        kept.push(' ');
        from = search + end + close.len();
        search = from;
    }
    kept.push_str(&markup[from..]);
    kept
}

fn without_tags(markup: &str) -> String {
    let mut kept = String::with_capacity(markup.len());
    let mut rest = markup;
    while let Some(open) = rest.find('<') {
        kept.push_str(&rest[..open]);
        let inside = &rest[open + 1..];
        match inside.find('>') {
            // Nothing closes this tag, nor any after it.
            None => {
                rest = &rest[open..];
                break;
            }
            // `<>` is no tag.
            Some(0) => {
                kept.push('<');
                rest = inside;
            }
            Some(close) => {
                kept.push(' ');
                rest = &inside[close + 1..];
            }
        }
    }
    kept.push_str(rest);
    kept
}

/// Replaces character references as HTML does, those without a semicolon too.
fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        match reference(&rest[1..]) {
            Some((characters, length)) => {
                plain.push_str(&characters);
                rest = &rest[1 + length..];
            }
            None => {
                plain.push('&');
                rest = &rest[1..];
            }
        }
    }
    plain.push_str(rest);
    plain
}

/// The characters that a reference stands for, and its length in bytes after the `&`.
fn reference(after: &str) -> Option<(Cow<'static, str>, usize)> {
    if let Some(number) = after.strip_prefix('#') {
        let (digits, radix, prefix) = match number.strip_prefix(['x', 'X']) {
            Some(hexadecimal) => (hexadecimal, 16, 2),
            None => (number, 10, 1),
        };
        let is_no_digit = |character: char| !character.is_digit(radix);
        let length = digits.find(is_no_digit).unwrap_or(digits.len());
        if length == 0 {
            return None;
        }
        let semicolon = usize::from(digits[length..].starts_with(';'));
        // A number too large for any integer is too large for Unicode.
        let code = u32::from_str_radix(&digits[..length], radix).unwrap_or(u32::MAX);
        return Some((numbered(code), prefix + length + semicolon));
    }
    named(after)
}

/// What a number stands for: the HTML standard replaces some, and leaves others out.
fn numbered(code: u32) -> Cow<'static, str> {
    // Windows-1252, which old pages mean by the numbers from 128 to 159.
    const WINDOWS: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    let is_left_out = matches!(code, 0x1..=0x8 | 0xb | 0xe..=0x1f | 0x7f | 0xfdd0..=0xfdef)
        || (code & 0xfffe == 0xfffe && code <= 0x10_ffff);
    match code {
        0 => "\u{fffd}".into(),
        0x80..=0x9f => WINDOWS[code as usize - 0x80].to_string().into(),
        _ if is_left_out => "".into(),
        _ => char::from_u32(code).unwrap_or('\u{fffd}').to_string().into(),
    }
}

/// What a name stands for: the longest that is known, of at most as many characters as names have.
fn named(after: &str) -> Option<(Cow<'static, str>, usize)> {
    const LONGEST: usize = 32;
    let ends = |character: char| "\t\n\u{c} <&#;".contains(character);
    let length = after
        .char_indices()
        .take(LONGEST)
        .find(|(_, character)| ends(*character))
        .map_or_else(|| after.chars().take(LONGEST).map(char::len_utf8).sum(), |(at, _)| at);
    if length == 0 {
        return None;
    }
    let with_semicolon = length + usize::from(after[length..].starts_with(';'));
    let names = names();
    if let Some(characters) = names.get(&after[..with_semicolon]) {
        return Some(((*characters).into(), with_semicolon));
    }
    // A name that is cut short is one of those that need no semicolon.
    let shorter = after[..length].char_indices().map(|(at, _)| at).filter(|at| *at >= 2);
    let mut lengths: Vec<usize> = shorter.collect();
    lengths.push(length);
    let found = lengths.into_iter().rev().find_map(|at| Some((*names.get(&after[..at])?, at)));
    found.map(|(characters, at)| (characters.into(), at))
}

/// Every name of the HTML standard, without its `&`, with its semicolon where it needs one.
fn names() -> &'static HashMap<&'static str, &'static str> {
    static NAMES: OnceLock<HashMap<&str, &str>> = OnceLock::new();
    NAMES.get_or_init(|| {
        entities::ENTITIES.iter().map(|entity| (entity.entity.trim_start_matches('&'), entity.characters)).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_reads_is_left_out() {
        assert_eq!(text_of("a<SCRIPT src=x>var b</script>c"), "a c");
        assert_eq!(text_of("a<style>b</style>c<noscript><p>d</p></noscript>e"), "a c e");
        assert_eq!(text_of("a<scripted>b</scripted>c"), "a b c");
        // Nothing closes it: the tag goes, its content stays.
        assert_eq!(text_of("a<script>b</script >c"), "a b c");
    }

    #[test]
    fn tags_become_spaces() {
        assert_eq!(text_of("a<br>b<p\nclass=x>c"), "a b c");
        assert_eq!(text_of("1 <> 2 <b"), "1 <> 2 <b");
        assert_eq!(text_of("a < b > c"), "a   c");
    }

    #[test]
    fn references_become_characters() {
        assert_eq!(unescape("&amp;&AMP;&nbsp;&notin;"), "&&\u{a0}∉");
        assert_eq!(unescape("&ampx &notit; &copy2"), "&x ¬it; ©2");
        assert_eq!(unescape("&#65;&#x42;&#X43 &#150;&#0;&#x110000;"), "ABC –\u{fffd}\u{fffd}");
        assert_eq!(unescape("&#1;&#xfffe;&#99999999999999999999;"), "\u{fffd}");
        assert_eq!(unescape("& && &; &#; &#x; &none; &é"), "& && &; &#; &#x; &none; &é");
    }

    #[test]
    fn much_that_never_closes_is_read_in_good_time() {
        let long = "<".repeat(1 << 20);
        assert_eq!(text_of(&long), long);
        assert_eq!(text_of(&"&".repeat(1 << 20)).len(), 1 << 20);
    }
}
