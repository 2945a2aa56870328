//! What an article may hold: the one list of elements and attributes that everything obeys which builds an article or
//! writes it out. What is not here is never written.

use crate::page::Tag;

/// An element with the attributes that it may carry besides those of [`ANYWHERE`].
type Entry = (Tag, &'static [&'static str]);

/// Attributes that every element may carry. Ids begin with [`ID_PREFIX`].
const ANYWHERE: &[&str] = &["id", "lang", "dir"];

/// What ids begin with, so that no script of a page that shows the article takes one for its own.
pub(crate) const ID_PREFIX: &str = "pl-";

#[rustfmt::skip]
const ELEMENTS: &[Entry] = &[
    // Blocks.
    (Tag::P, &["data-kind"]), (Tag::Div, &[]), (Tag::Hr, &[]), (Tag::Pre, &["class"]), (Tag::Blockquote, &["cite"]),
    (Tag::H1, &[]), (Tag::H2, &[]), (Tag::H3, &[]), (Tag::H4, &[]), (Tag::H5, &[]), (Tag::H6, &[]),
    (Tag::Figure, &[]), (Tag::Figcaption, &[]), (Tag::Details, &["open"]), (Tag::Summary, &[]),
    // Lists.
    (Tag::Ul, &[]), (Tag::Ol, &["start", "reversed", "type"]), (Tag::Li, &["value"]),
    (Tag::Dl, &[]), (Tag::Dt, &[]), (Tag::Dd, &[]),
    // Tables.
    (Tag::Table, &[]), (Tag::Caption, &[]), (Tag::Thead, &[]), (Tag::Tbody, &[]), (Tag::Tfoot, &[]), (Tag::Tr, &[]),
    (Tag::Td, &["colspan", "rowspan"]), (Tag::Th, &["colspan", "rowspan", "scope", "abbr"]),
    // Words.
    (Tag::A, &["href", "data-kind"]), (Tag::Abbr, &["title"]), (Tag::B, &[]), (Tag::Bdi, &[]), (Tag::Bdo, &[]), (Tag::Br, &[]),
    (Tag::Cite, &[]), (Tag::Code, &["class"]), (Tag::Data, &["value"]), (Tag::Del, &["cite", "datetime"]),
    (Tag::Dfn, &["title"]), (Tag::Em, &[]), (Tag::I, &[]), (Tag::Ins, &["cite", "datetime"]), (Tag::Kbd, &[]),
    (Tag::Mark, &["data-kind", "data-id"]), (Tag::Q, &["cite"]), (Tag::Rp, &[]), (Tag::Rt, &[]), (Tag::Ruby, &[]),
    (Tag::S, &[]), (Tag::Samp, &[]), (Tag::Small, &[]), (Tag::Span, &["data-kind"]), (Tag::Strong, &[]), (Tag::Sub, &[]),
    (Tag::Sup, &[]), (Tag::Time, &["datetime"]), (Tag::U, &[]), (Tag::Var, &[]), (Tag::Wbr, &[]),
    // Pictures. Films and sounds become links.
    (Tag::Img, &["src", "alt", "width", "height"]),
    // Formulas: the elements of MathML that only show.
    (Tag::Math, &["display", "alttext"]), (Tag::Mfrac, &["linethickness"]), (Tag::Mi, &["mathvariant"]), (Tag::Mn, &[]),
    (Tag::Mo, &["stretchy", "fence", "separator", "form", "largeop", "movablelimits"]), (Tag::Mover, &["accent"]),
    (Tag::Mpadded, &[]), (Tag::Mphantom, &[]), (Tag::Mroot, &[]), (Tag::Mrow, &[]), (Tag::Mspace, &["width"]),
    (Tag::Msqrt, &[]), (Tag::Mstyle, &["displaystyle"]), (Tag::Msub, &[]), (Tag::Msubsup, &[]), (Tag::Msup, &[]),
    (Tag::Mtable, &[]), (Tag::Mtd, &["columnspan", "rowspan"]), (Tag::Mtext, &[]), (Tag::Mtr, &[]),
    (Tag::Munder, &["accentunder"]), (Tag::Munderover, &["accent", "accentunder"]),
];

/// Schemes of the addresses that a link may lead to.
const LINKS: &[&str] = &["http", "https", "mailto"];
/// Schemes of the addresses that a picture may come from.
const PICTURES: &[&str] = &["http", "https"];
/// What a picture that stands in the page itself may be; SVG is not here, for it can hold links and scripts.
const DATA_PICTURES: &[&str] = &["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"];

/// Every element that an article may hold.
#[cfg(all(feature = "html", not(target_family = "wasm")))]
pub(crate) fn elements() -> impl Iterator<Item = Tag> {
    ELEMENTS.iter().map(|(tag, _)| *tag)
}

/// The names of the attributes that an element may carry.
pub(crate) fn attributes(tag: Tag) -> impl Iterator<Item = &'static str> {
    let own = ELEMENTS.iter().find(|(allowed, _)| *allowed == tag).map_or(&[][..], |(_, own)| own);
    own.iter().chain(ANYWHERE).copied()
}

/// Whether an article may hold the element.
pub(crate) fn is_allowed(tag: Tag) -> bool {
    ELEMENTS.iter().any(|(allowed, _)| *allowed == tag)
}

/// Whether the element may carry the attribute with that value.
pub(crate) fn is_allowed_attribute(tag: Tag, name: &str, value: &str) -> bool {
    attributes(tag).any(|allowed| allowed == name)
        && match name {
            "href" | "cite" => is_link(value),
            "src" => is_picture(value),
            "id" => value.starts_with(ID_PREFIX),
            "class" => value.strip_prefix("language-").is_some_and(is_language_of_code),
            _ => true,
        }
}

/// Whether a link may lead there: an absolute address, or an anchor in the article itself.
pub(crate) fn is_link(address: &str) -> bool {
    has_scheme(address, LINKS) || address.strip_prefix('#').is_some_and(|anchor| anchor.starts_with(ID_PREFIX))
}

/// Whether a picture may come from there.
pub(crate) fn is_picture(address: &str) -> bool {
    if has_scheme(address, PICTURES) {
        return true;
    }
    // What is written in Base64 has none, and much time goes into escaping many.
    let data = address
        .get(..5)
        .filter(|_| !address.contains('&'))
        .filter(|scheme| scheme.eq_ignore_ascii_case("data:"))
        .and(address.get(5..));
    data.and_then(|data| data.split([';', ',']).next())
        .is_some_and(|kind| DATA_PICTURES.iter().any(|allowed| kind.eq_ignore_ascii_case(allowed)))
}

/// Whether it can be the name of a programming language, as in `language-c++`.
pub(crate) fn is_language_of_code(name: &str) -> bool {
    (1..=24).contains(&name.len())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'#' | b'.' | b'_'))
}

/// Addresses longer than this lead nowhere; pictures that stand in the page itself are not among them.
const LONGEST: usize = 16 << 10;

fn has_scheme(address: &str, schemes: &[&str]) -> bool {
    if address.len() > LONGEST {
        return false;
    }
    // Nothing that a browser would skip may stand before or in the scheme.
    address.split_once(':').is_some_and(|(scheme, rest)| {
        !rest.is_empty() && schemes.iter().any(|allowed| scheme.eq_ignore_ascii_case(allowed))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_that_can_do_no_harm_pass() {
        for good in ["https://example.org/", "HTTP://example.org", "mailto:a@example.org", "#pl-note"] {
            assert!(is_link(good), "{good}");
        }
        for bad in [
            "javascript:alert(1)",
            " javascript:1",
            "java\nscript:1",
            "data:text/html,x",
            "vbscript:x",
            "#note",
            "/relative",
            "",
            "https:",
            "\u{1}https://example.org",
            "blob:https://example.org",
            "file:///etc",
        ] {
            assert!(!is_link(bad), "{bad}");
        }
        for good in ["https://example.org/a.png", "data:image/png;base64,AA", "DATA:image/JPEG,x"] {
            assert!(is_picture(good), "{good}");
        }
        for bad in ["data:image/svg+xml,<svg onload=1>", "data:text/html,x", "mailto:a@example.org", "data:,x", "é:x"]
        {
            assert!(!is_picture(bad), "{bad}");
        }
    }

    #[test]
    fn only_listed_attributes_pass() {
        assert!(is_allowed_attribute(Tag::Td, "colspan", "2"));
        assert!(is_allowed_attribute(Tag::Code, "class", "language-c++"));
        for (tag, name, value) in [
            (Tag::P, "onclick", "x"),
            (Tag::P, "style", "x"),
            (Tag::P, "class", "language-rust"),
            (Tag::Code, "class", "wide"),
            (Tag::Img, "src", "javascript:x"),
            (Tag::A, "href", "javascript:x"),
            (Tag::P, "id", "location"),
            (Tag::Script, "src", "https://example.org"),
            (Tag::A, "target", "x"),
        ] {
            assert!(!is_allowed_attribute(tag, name, value), "{tag:?} {name}");
        }
    }

    #[test]
    fn mathml_is_what_the_list_says() {
        assert!([Tag::Math, Tag::Mi, Tag::Munderover, Tag::Mspace].into_iter().all(Tag::is_mathml));
        assert!(
            ![Tag::Map, Tag::Mark, Tag::Menu, Tag::Annotation, Tag::Semantics, Tag::Wbr]
                .into_iter()
                .any(Tag::is_mathml)
        );
    }
}
