//! The encoding that a page declares, found before the page is parsed.
//!
//! Source: HTML standard, "prescan a byte stream to determine its encoding".

use encoding_rs::Encoding;

/// How many bytes the standard looks at.
const LENGTH: usize = 1024;

/// The encoding declared by the first `meta` that names one, or by an XML declaration.
pub(super) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let bytes = &bytes[..bytes.len().min(LENGTH)];
    if bytes.starts_with(b"<?xml") {
        let end = bytes.iter().position(|&byte| byte == b'>')?;
        return charset(&bytes[..end], b"encoding").or_else(|| in_tags(&bytes[end..]));
    }
    in_tags(bytes)
}

fn in_tags(bytes: &[u8]) -> Option<&'static Encoding> {
    let mut at = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        if rest.starts_with(b"<!--") {
            at += 2 + find(&rest[2..], b"-->")? + 3;
        } else if starts_with_ignoring_case(rest, b"<meta") && rest.get(5).is_some_and(|&byte| is_space_or_slash(byte))
        {
            let mut attributes = Attributes { bytes: rest, at: 6 };
            let encoding = declared_by(&mut attributes);
            if encoding.is_some() {
                return encoding;
            }
            at += attributes.at;
        } else if rest[0] == b'<' && rest.get(1).is_some_and(u8::is_ascii_alphabetic)
            || rest.starts_with(b"</") && rest.get(2).is_some_and(u8::is_ascii_alphabetic)
        {
            let name = rest.iter().position(|&byte| is_space_or_slash(byte) || byte == b'>')?;
            let mut attributes = Attributes { bytes: rest, at: name };
            while attributes.next().is_some() {}
            at += attributes.at.max(1);
        } else if matches!(rest.get(..2), Some(b"<!" | b"</" | b"<?")) {
            at += rest.iter().position(|&byte| byte == b'>')?;
        } else {
            at += 1;
        }
    }
    None
}

/// The encoding that one `meta` declares.
fn declared_by(attributes: &mut Attributes<'_>) -> Option<&'static Encoding> {
    let (mut pragma, mut by_charset, mut by_content) = (false, None, None);
    for (name, value) in attributes.by_ref() {
        match name.as_slice() {
            b"http-equiv" => pragma = value == b"content-type",
            b"charset" => by_charset = Encoding::for_label(&value),
            b"content" => by_content = charset(&value, b"charset"),
            _ => {}
        }
    }
    by_charset.or(by_content.filter(|_| pragma))
}

/// The encoding behind `charset=` or `encoding=`.
fn charset(text: &[u8], key: &[u8]) -> Option<&'static Encoding> {
    let behind = &text[find(text, key)? + key.len()..];
    let value = behind.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let value = match value.first()? {
        quote @ (b'"' | b'\'') => value[1..].split(|byte| byte == quote).next()?,
        _ => value.split(|byte| byte.is_ascii_whitespace() || *byte == b';').next()?,
    };
    Encoding::for_label(value)
}

/// A tag's attributes: names and values in lower case. Stops behind the tag's end.
struct Attributes<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Attributes<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip(&mut self, what: impl Fn(u8) -> bool) {
        while self.peek().is_some_and(&what) {
            self.at += 1;
        }
    }

    fn take(&mut self, what: impl Fn(u8) -> bool) -> Vec<u8> {
        let start = self.at;
        self.skip(what);
        self.bytes[start..self.at].to_ascii_lowercase()
    }
}

impl Iterator for Attributes<'_> {
    type Item = (Vec<u8>, Vec<u8>);

    fn next(&mut self) -> Option<Self::Item> {
        self.skip(is_space_or_slash);
        if matches!(self.peek()?, b'>') {
            self.at += 1;
            return None;
        }
        let start = self.at;
        let name = self.take(|byte| !is_space_or_slash(byte) && byte != b'=' && byte != b'>');
        self.skip(|byte| byte.is_ascii_whitespace());
        let mut value = Vec::new();
        if self.peek() == Some(b'=') {
            self.at += 1;
            self.skip(|byte| byte.is_ascii_whitespace());
            value = match self.peek() {
                Some(quote @ (b'"' | b'\'')) => {
                    self.at += 1;
                    let value = self.take(|byte| byte != quote);
                    self.at += 1;
                    value
                }
                _ => self.take(|byte| !byte.is_ascii_whitespace() && byte != b'>'),
            };
        }
        (self.at > start).then_some((name, value))
    }
}

fn is_space_or_slash(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte == b'/'
}

fn starts_with_ignoring_case(text: &[u8], start: &[u8]) -> bool {
    text.get(..start.len()).is_some_and(|text| text.eq_ignore_ascii_case(start))
}

/// Where `needle`, in lower case, first stands in the text, in any case.
fn find(text: &[u8], needle: &[u8]) -> Option<usize> {
    text.windows(needle.len()).position(|window| window.eq_ignore_ascii_case(needle))
}

#[cfg(test)]
mod tests {
    use super::declared;

    #[test]
    fn declarations_are_found_where_the_standard_says() {
        let cases: &[(&str, Option<&str>)] = &[
            ("<!doctype html><html><head><meta charset=\"UTF-8\">", Some("UTF-8")),
            ("<META CHARSET = 'latin1' />", Some("windows-1252")),
            ("<meta content='text/html; charset=gbk' http-equiv='content-type'>", Some("GBK")),
            ("<meta name=x content='charset=gbk'>", None),
            ("<!-- <meta charset=gbk> --><meta charset=big5>", Some("Big5")),
            ("<a title='<meta charset=gbk>'><meta charset=big5>", Some("Big5")),
            ("<?xml version='1.0' encoding='euc-kr'?><html>", Some("EUC-KR")),
            ("<meta charset=no-such-thing>", None),
            ("<meta charset=", None),
            ("<meta =", None),
            ("", None),
        ];
        for (html, expected) in cases {
            assert_eq!(declared(html.as_bytes()).map(encoding_rs::Encoding::name), *expected, "{html}");
        }
        let late = format!("{}<meta charset=gbk>", " ".repeat(1024));
        assert_eq!(declared(late.as_bytes()), None);
    }
}
