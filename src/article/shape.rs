//! What becomes of each element of a page in its article.

use crate::page::{NodeId, Page, Tag};

/// What becomes of an element.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Shape {
    /// It is left out with all that is in it.
    Nothing,
    /// Its content stands as if the tags were not there.
    Unwrapped,
    /// Words in a line.
    Inline(Tag),
    /// A block of its own lines that leaves no element.
    Wrapper,
    /// A block with its element.
    Block(Tag),
    /// A line break.
    Break,
    /// A place where a long word may break.
    BreakPlace,
    /// A line across.
    Rule,
    /// A picture.
    Picture,
    /// A film, a sound, or another page in a box.
    Embed,
    /// MathML.
    Formula,
}

/// What becomes of an element by its name alone; where it stands may still make a block a wrapper.
pub(super) fn shape(tag: Tag) -> Shape {
    match tag {
        Tag::A
        | Tag::Abbr
        | Tag::B
        | Tag::Bdi
        | Tag::Bdo
        | Tag::Cite
        | Tag::Code
        | Tag::Data
        | Tag::Del
        | Tag::Dfn
        | Tag::Em
        | Tag::I
        | Tag::Ins
        | Tag::Kbd
        | Tag::Q
        | Tag::Rp
        | Tag::Rt
        | Tag::Ruby
        | Tag::S
        | Tag::Samp
        | Tag::Small
        | Tag::Span
        | Tag::Strong
        | Tag::Sub
        | Tag::Sup
        | Tag::Time
        | Tag::U
        | Tag::Var => Shape::Inline(tag),
        Tag::Strike => Shape::Inline(Tag::S),
        Tag::Tt => Shape::Inline(Tag::Code),
        // A page's own highlighting must not pass for one of our marks.
        Tag::Mark => Shape::Inline(Tag::Em),
        Tag::P
        | Tag::H1
        | Tag::H2
        | Tag::H3
        | Tag::H4
        | Tag::H5
        | Tag::H6
        | Tag::Pre
        | Tag::Blockquote
        | Tag::Figure
        | Tag::Figcaption
        | Tag::Details
        | Tag::Summary
        | Tag::Ul
        | Tag::Ol
        | Tag::Li
        | Tag::Dl
        | Tag::Dt
        | Tag::Dd
        | Tag::Table
        | Tag::Caption
        | Tag::Thead
        | Tag::Tbody
        | Tag::Tfoot
        | Tag::Tr
        | Tag::Td
        | Tag::Th => Shape::Block(tag),
        Tag::Menu | Tag::Dir => Shape::Block(Tag::Ul),
        Tag::Br => Shape::Break,
        Tag::Wbr => Shape::BreakPlace,
        Tag::Hr => Shape::Rule,
        Tag::Img | Tag::Amp => Shape::Picture,
        Tag::Audio | Tag::Embed | Tag::Iframe | Tag::Object | Tag::Video => Shape::Embed,
        Tag::Math => Shape::Formula,
        Tag::Area
        | Tag::Base
        | Tag::Canvas
        | Tag::Col
        | Tag::Colgroup
        | Tag::Frame
        | Tag::Input
        | Tag::Link
        | Tag::Meta
        | Tag::Meter
        | Tag::Progress
        | Tag::Source
        | Tag::Svg
        | Tag::Title
        | Tag::Track
        | Tag::Annotation => Shape::Nothing,
        tag if tag.is_silent() => Shape::Nothing,
        tag if tag.is_block() => Shape::Wrapper,
        tag if tag.is_mathml() => Shape::Unwrapped,
        _ => Shape::Unwrapped,
    }
}

/// Whether an element holds words and no blocks.
pub(super) const fn holds_words_only(tag: Tag) -> bool {
    matches!(tag, Tag::P | Tag::Pre | Tag::Dt | Tag::Summary | Tag::Caption | Tag::Figcaption)
        || tag.heading_level().is_some()
}

/// Whether `outer` may hold `inner` directly; what stands in a list or table without being one of its parts gets a part
/// of its own.
pub(super) const fn may_hold(outer: Tag, inner: Tag) -> bool {
    match outer {
        Tag::Ul | Tag::Ol => matches!(inner, Tag::Li | Tag::Ul | Tag::Ol),
        Tag::Dl => matches!(inner, Tag::Dt | Tag::Dd),
        Tag::Table => matches!(inner, Tag::Caption | Tag::Thead | Tag::Tbody | Tag::Tfoot),
        Tag::Thead | Tag::Tbody | Tag::Tfoot => matches!(inner, Tag::Tr),
        Tag::Tr => matches!(inner, Tag::Td | Tag::Th),
        _ => !holds_words_only(outer),
    }
}

/// The part that a list or table gives to what is none of its parts.
pub(super) const fn part_of(outer: Tag) -> Option<Tag> {
    match outer {
        Tag::Ul | Tag::Ol => Some(Tag::Li),
        Tag::Dl => Some(Tag::Dd),
        Tag::Table => Some(Tag::Tbody),
        Tag::Thead | Tag::Tbody | Tag::Tfoot => Some(Tag::Tr),
        Tag::Tr => Some(Tag::Td),
        _ => None,
    }
}

/// What a part must stand in; elsewhere it is a wrapper.
pub(super) const fn stands_in(part: Tag, outer: Option<Tag>) -> bool {
    let Some(outer) = outer else {
        return !matches!(
            part,
            Tag::Li
                | Tag::Dt
                | Tag::Dd
                | Tag::Figcaption
                | Tag::Summary
                | Tag::Caption
                | Tag::Thead
                | Tag::Tbody
                | Tag::Tfoot
                | Tag::Tr
                | Tag::Td
                | Tag::Th
        );
    };
    match part {
        Tag::Li => matches!(outer, Tag::Ul | Tag::Ol),
        Tag::Dt | Tag::Dd => matches!(outer, Tag::Dl),
        Tag::Figcaption => matches!(outer, Tag::Figure),
        Tag::Summary => matches!(outer, Tag::Details),
        Tag::Caption | Tag::Thead | Tag::Tbody | Tag::Tfoot => matches!(outer, Tag::Table),
        Tag::Tr => matches!(outer, Tag::Table | Tag::Thead | Tag::Tbody | Tag::Tfoot),
        Tag::Td | Tag::Th => matches!(outer, Tag::Tr),
        _ => true,
    }
}

/// The sign that an element of MathJax stands for. Its code point is in a class (`mjx-c3D`) by which a style sheet shows it,
/// and in MathJax 3 nowhere else.
pub(super) fn drawn_sign(page: &Page, node: NodeId) -> Option<char> {
    if page.tag(node) != Tag::Other {
        return None;
    }
    let mut names = page.attribute(node, "class")?.split_ascii_whitespace();
    let sign = names.find_map(|name| char::from_u32(u32::from_str_radix(name.strip_prefix("mjx-c")?, 16).ok()?))?;
    // Spaces between signs say something, unlike those of the markup.
    if sign == ' ' { Some('\u{a0}') } else { Some(sign).filter(|sign| !sign.is_control()) }
}

/// The name of the programming language that code is in, as highlighters write it into classes and attributes, on the
/// code itself or on what holds it.
pub(super) fn language_of_code(page: &Page, node: NodeId) -> Option<&str> {
    const PREFIXES: &[&str] = &["language-", "lang-", "highlight-source-", "brush", "sourceCode-"];
    // A holder of much more than the code speaks for something else.
    let holders = page.ancestors(node).take(3).take_while(|&holder| page.end(holder).0 - holder.0 <= 4096);
    std::iter::once(node).chain(holders).find_map(|holder| {
        let named = ["data-lang", "data-language"].into_iter().find_map(|name| page.attribute(holder, name));
        named.or_else(|| {
            let class = page.attribute(holder, "class")?;
            // `brush: rust;` is written in two words.
            let words = class.split([' ', '\t', '\n', ';', ':']).filter(|word| !word.is_empty());
            let mut words = words.skip_while(|word| !PREFIXES.iter().any(|prefix| word.starts_with(prefix)));
            let word = words.next()?;
            if word == "brush" { words.next() } else { PREFIXES.iter().find_map(|prefix| word.strip_prefix(prefix)) }
        })
    })
}
