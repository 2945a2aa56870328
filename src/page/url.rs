//! Relative addresses made absolute.
//!
//! Source: RFC 3986, sections 3 and 5.2, with what browsers add for the web's own schemes: white space
//! around and line breaks within are dropped, and a backslash is a slash. Nothing is percent-encoded
//! but spaces, and no scheme is judged here; who writes an address out does that. What stands before
//! an @ is left out: in a link it is a password, or a name that poses as the host behind it.

use crate::cut::Cut;

/// The five parts of an address, as the RFC cuts them.
struct Parts<'a> {
    scheme: Option<&'a str>,
    authority: Option<&'a str>,
    path: &'a str,
    query: Option<&'a str>,
    fragment: Option<&'a str>,
}

impl<'a> Parts<'a> {
    fn of(address: &'a str) -> Self {
        let (rest, fragment) = cut(address, '#');
        let (rest, query) = cut(rest, '?');
        let (scheme, rest) = match rest.split_once(':') {
            Some((scheme, behind)) if is_scheme(scheme) => (Some(scheme), behind),
            _ => (None, rest),
        };
        let (authority, path) = match rest.strip_prefix("//") {
            Some(behind) => {
                let end = behind.find('/').unwrap_or(behind.len());
                (Some(behind.cut(..end)), behind.cut(end..))
            }
            None => (None, rest),
        };
        Self { scheme, authority, path, query, fragment }
    }
}

fn cut(text: &str, at: char) -> (&str, Option<&str>) {
    match text.split_once(at) {
        Some((before, behind)) => (before, Some(behind)),
        None => (text, None),
    }
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
}

/// Resolves a reference against an absolute base address.
///
/// `None` where the result would not be absolute: an empty reference to nothing, or a base without a scheme.
///
/// ```
/// use plainleaf::page::url::resolve;
///
/// assert_eq!(resolve("https://example.org/a/b?c", "../d#e").as_deref(), Some("https://example.org/d#e"));
/// assert_eq!(resolve("", "d"), None);
/// assert_eq!(resolve("", "mailto:a@example.org").as_deref(), Some("mailto:a@example.org"));
/// ```
#[must_use]
pub fn resolve(base: &str, reference: &str) -> Option<String> {
    let reference = tidy(reference);
    let there = Parts::of(&reference);
    let base = tidy(base);
    let here = Parts::of(&base);
    let scheme = there.scheme.or(here.scheme)?;
    let mut out = String::with_capacity(base.len() + reference.len());
    out.push_str(&scheme.to_ascii_lowercase());
    out.push(':');
    let (authority, path, query) = if there.scheme.is_some() || there.authority.is_some() {
        (there.authority, std::borrow::Cow::Borrowed(there.path), there.query)
    } else if there.path.is_empty() {
        (here.authority, here.path.into(), there.query.or(here.query))
    } else if there.path.starts_with('/') {
        (here.authority, there.path.into(), there.query)
    } else if here.authority.is_some() && here.path.is_empty() {
        (here.authority, format!("/{}", there.path).into(), there.query)
    } else {
        let folder = here.path.rfind('/').map_or("", |end| here.path.cut(..=end));
        (here.authority, format!("{folder}{}", there.path).into(), there.query)
    };
    if let Some(authority) = authority {
        out.push_str("//");
        let host = authority.rsplit('@').next().unwrap_or_default();
        out.push_str(&host.to_ascii_lowercase());
    }
    if authority.is_some() || path.starts_with('/') {
        remove_dots(&path, &mut out);
    } else {
        out.push_str(&path);
    }
    for (sign, part) in [('?', query), ('#', there.fragment)] {
        if let Some(part) = part {
            out.push(sign);
            out.push_str(part);
        }
    }
    Some(out)
}

/// The host of an absolute address, without user and port.
#[must_use]
pub fn host(address: &str) -> Option<&str> {
    let authority = Parts::of(address).authority?;
    let host = authority.rsplit('@').next()?;
    let host = if host.starts_with('[') { host.split_inclusive(']').next()? } else { host.split(':').next()? };
    (!host.is_empty()).then_some(host)
}

/// Writes a path without its `.` and `..` segments (RFC 3986, section 5.2.4).
fn remove_dots(path: &str, out: &mut String) {
    let floor = out.len();
    let Some(path) = path.strip_prefix('/') else {
        out.push_str(path);
        return;
    };
    let mut segments = path.split('/').peekable();
    while let Some(segment) = segments.next() {
        let last = segments.peek().is_none();
        match segment {
            "." | "%2e" | "%2E" => {}
            ".." | ".%2e" | ".%2E" | "%2e." | "%2E." | "%2e%2e" | "%2E%2E" => {
                let parent = out.cut(floor..).rfind('/').unwrap_or(0);
                out.truncate(floor + parent);
            }
            _ => {
                out.push('/');
                out.push_str(segment);
                continue;
            }
        }
        if last {
            out.push('/');
        }
    }
}

/// An address as browsers read it.
fn tidy(address: &str) -> String {
    let bare = |byte: Option<&u8>| byte.is_none_or(|&byte| byte > b' ');
    let bytes = address.as_bytes();
    let address = if bare(bytes.first()) && bare(bytes.last()) {
        address
    } else {
        address.trim_matches(|character: char| character <= ' ')
    };
    // Most addresses stand as they are to be read.
    if !address.bytes().any(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\\')) {
        return address.to_owned();
    }
    let special = match address.split_once(':') {
        Some((scheme, _)) if is_scheme(scheme) => {
            ["http", "https", "ftp", "file"].iter().any(|known| scheme.eq_ignore_ascii_case(known))
        }
        _ => true,
    };
    let mut tidied = String::with_capacity(address.len());
    let mut in_path = true;
    for character in address.chars() {
        in_path &= !matches!(character, '?' | '#');
        match character {
            '\t' | '\n' | '\r' => {}
            '\\' if special && in_path => tidied.push('/'),
            ' ' => tidied.push_str("%20"),
            other => tidied.push(other),
        }
    }
    tidied
}

#[cfg(test)]
mod tests {
    use super::{host, resolve};

    /// The reference resolution examples of RFC 3986, sections 5.4.1 and 5.4.2.
    #[test]
    fn the_standards_examples() {
        let base = "http://a/b/c/d;p?q";
        for (reference, expected) in [
            ("g:h", "g:h"),
            ("g", "http://a/b/c/g"),
            ("./g", "http://a/b/c/g"),
            ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("//g", "http://g"),
            ("?y", "http://a/b/c/d;p?y"),
            ("g?y", "http://a/b/c/g?y"),
            ("#s", "http://a/b/c/d;p?q#s"),
            ("g#s", "http://a/b/c/g#s"),
            ("g?y#s", "http://a/b/c/g?y#s"),
            (";x", "http://a/b/c/;x"),
            ("g;x", "http://a/b/c/g;x"),
            ("g;x?y#s", "http://a/b/c/g;x?y#s"),
            ("", "http://a/b/c/d;p?q"),
            (".", "http://a/b/c/"),
            ("./", "http://a/b/c/"),
            ("..", "http://a/b/"),
            ("../", "http://a/b/"),
            ("../g", "http://a/b/g"),
            ("../..", "http://a/"),
            ("../../", "http://a/"),
            ("../../g", "http://a/g"),
            ("../../../g", "http://a/g"),
            ("../../../../g", "http://a/g"),
            ("/./g", "http://a/g"),
            ("/../g", "http://a/g"),
            ("g.", "http://a/b/c/g."),
            (".g", "http://a/b/c/.g"),
            ("g..", "http://a/b/c/g.."),
            ("..g", "http://a/b/c/..g"),
            ("./../g", "http://a/b/g"),
            ("./g/.", "http://a/b/c/g/"),
            ("g/./h", "http://a/b/c/g/h"),
            ("g/../h", "http://a/b/c/h"),
            ("g;x=1/./y", "http://a/b/c/g;x=1/y"),
            ("g;x=1/../y", "http://a/b/c/y"),
            ("g?y/./x", "http://a/b/c/g?y/./x"),
            ("g?y/../x", "http://a/b/c/g?y/../x"),
            ("g#s/./x", "http://a/b/c/g#s/./x"),
            ("g#s/../x", "http://a/b/c/g#s/../x"),
            ("http:g", "http:g"),
        ] {
            assert_eq!(resolve(base, reference).as_deref(), Some(expected), "{reference:?}");
        }
    }

    #[test]
    fn addresses_as_browsers_read_them() {
        for (base, reference, expected) in [
            ("https://Example.ORG", "a", Some("https://example.org/a")),
            ("https://example.org/a/b", " \n/c d.png ", Some("https://example.org/c%20d.png")),
            ("https://example.org/a/b", "\\c\\d", Some("https://example.org/c/d")),
            ("https://example.org/", "java\nscript:alert(1)", Some("javascript:alert(1)")),
            ("https://example.org/", "data:text/plain,a b\\c", Some("data:text/plain,a%20b\\c")),
            ("https://example.org/a", "?b=c:d", Some("https://example.org/a?b=c:d")),
            ("https://example.org/a", "b:c/d", Some("b:c/d")),
            ("https://example.org/", "https://bank.example@EVIL.example/x@y", Some("https://evil.example/x@y")),
            ("https://me:secret@example.org/a", "b", Some("https://example.org/b")),
            ("https://example.org/", "https:\\\\bank.example@evil.example", Some("https://evil.example")),
            ("https://example.org/", "mailto:me@example.org", Some("mailto:me@example.org")),
            ("file:///home/me/page.html", "pictures/leaf.jpg", Some("file:///home/me/pictures/leaf.jpg")),
            ("/local/page.html", "leaf.jpg", None),
            ("", "", None),
        ] {
            assert_eq!(resolve(base, reference).as_deref(), expected, "{base:?} {reference:?}");
        }
    }

    #[test]
    fn the_host_of_an_address() {
        assert_eq!(host("https://user:secret@www.example.org:8080/a@b"), Some("www.example.org"));
        assert_eq!(host("http://[2001:db8::1]:80/"), Some("[2001:db8::1]"));
        assert_eq!(host("mailto:someone@example.org"), None);
    }
}
