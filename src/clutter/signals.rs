//! What an element's class, id, role and `itemprop` say about it.

use super::column::{Column, NodeSet, Rows};
use super::lately::Lately;
use crate::hash::{of_ascii, of_word};
use crate::map::Map;
use crate::page::{NodeId, Page, Tag};
use crate::table::{self, lines};
use std::sync::{Arc, LazyLock};

/// A set of hints about an element, as its names give them. Hints only ever weigh in together with what the
/// element holds: names lie.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct Signals(u32);

impl Signals {
    pub(super) const NONE: Self = Self(0);
    /// The text of an article, very likely.
    pub(super) const BODY: Self = Self(1);
    /// Content of some kind.
    pub(super) const CONTENT: Self = Self(1 << 1);
    /// A post of a forum.
    pub(super) const POST: Self = Self(1 << 2);
    pub(super) const NAVIGATION: Self = Self(1 << 3);
    pub(super) const RELATED: Self = Self(1 << 4);
    pub(super) const SHARE: Self = Self(1 << 5);
    pub(super) const NEWSLETTER: Self = Self(1 << 6);
    pub(super) const ADVERT: Self = Self(1 << 7);
    pub(super) const PROMOTION: Self = Self(1 << 8);
    pub(super) const COMMENTS: Self = Self(1 << 9);
    pub(super) const AUTHOR: Self = Self(1 << 10);
    pub(super) const CONSENT: Self = Self(1 << 11);
    pub(super) const FORM: Self = Self(1 << 12);
    pub(super) const FOOTER: Self = Self(1 << 13);
    pub(super) const HEADER: Self = Self(1 << 14);
    pub(super) const SIDEBAR: Self = Self(1 << 15);
    /// Date, byline and such lines.
    pub(super) const META: Self = Self(1 << 16);
    pub(super) const TAGS: Self = Self(1 << 17);
    pub(super) const CAPTION: Self = Self(1 << 18);
    /// Meant for screen readers or for nobody.
    pub(super) const UNSEEN: Self = Self(1 << 19);
    pub(super) const POPUP: Self = Self(1 << 20);
    pub(super) const PULLQUOTE: Self = Self(1 << 21);
    /// A box of background in the middle of a story.
    pub(super) const EXPLAINER: Self = Self(1 << 22);
    pub(super) const MEDIA: Self = Self(1 << 23);
    /// Speaks a little against being content.
    pub(super) const WEAK: Self = Self(1 << 24);
    /// `itemprop=articleBody` and its like: the page itself says that this is the text.
    pub(super) const DECLARED: Self = Self(1 << 25);
    /// What a member of a forum puts below each post.
    pub(super) const SIGNATURE: Self = Self(1 << 26);
    /// Footnotes, by the whole name that such boxes have.
    pub(super) const NOTES: Self = Self(1 << 27);

    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the two share a hint.
    pub(super) const fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    pub(super) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Hints that speak against being part of an article.
    pub(super) const AGAINST: Self = Self::NAVIGATION
        .or(Self::RELATED)
        .or(Self::SHARE)
        .or(Self::NEWSLETTER)
        .or(Self::ADVERT)
        .or(Self::PROMOTION)
        .or(Self::COMMENTS)
        .or(Self::CONSENT)
        .or(Self::FORM)
        .or(Self::FOOTER)
        .or(Self::SIDEBAR)
        .or(Self::META)
        .or(Self::TAGS)
        .or(Self::POPUP)
        .or(Self::MEDIA)
        .or(Self::WEAK);

    /// Hints that speak for it.
    pub(super) const FOR: Self = Self::BODY.or(Self::CONTENT).or(Self::POST).or(Self::DECLARED);

    /// What the attributes of every node say.
    pub(super) fn of_all(page: &Page) -> Column<Self> {
        let mut lately = Lately::default();
        let (mut nodes, mut all) = (NodeSet::none(page), Vec::new());
        for node in page.nodes() {
            let signals = Self::of_node(page, node, |kind, value, read| lately.get(kind, value, read));
            if signals != Self::NONE {
                nodes.insert(node);
                all.push(signals);
            }
        }
        Column::new(Arc::new(Rows::of(nodes)), all)
    }

    /// What an element's attributes say.
    pub(super) fn of(page: &Page, node: NodeId) -> Self {
        Self::of_node(page, node, |_, value, read| read(value))
    }

    /// `names` gives what a class (of the kind 0) or an id (1) says, read by the function that it is given.
    fn of_node<'a>(page: &'a Page, node: NodeId, mut names: impl FnMut(u8, &'a str, fn(&str) -> Self) -> Self) -> Self {
        let mut signals = Self::NONE;
        let tag = page.tag(node);
        if tag == Tag::Text || tag == Tag::Document {
            return signals;
        }
        for (name, value) in page.attributes(node) {
            match name {
                "class" => signals = signals.or(names(0, value, of_class)),
                "id" => signals = signals.or(names(1, value, of_names)),
                "role" => signals = signals.or(of_role(value)),
                "itemprop" if contains_word(value, &["articleBody", "reviewBody", "blogPost"]) => {
                    signals = signals.or(Self::DECLARED);
                }
                "itemprop" if contains_word(value, &["author", "datePublished", "dateModified"]) => {
                    signals = signals.or(Self::META);
                }
                "property" if contains_word(value, &["articleBody", "schema:articleBody", "content:encoded"]) => {
                    signals = signals.or(Self::DECLARED);
                }
                "rel" if contains_word(value, &["author", "tag", "category"]) => {
                    signals = signals.or(if value == "author" { Self::META } else { Self::TAGS });
                }
                "data-testid"
                | "data-component"
                | "data-component-name"
                | "data-module"
                | "data-qa"
                | "data-tracking-area" => {
                    signals = signals.or(of_names(value).without(Self::CONTENT));
                }
                _ => {}
            }
        }
        signals
    }
}

fn contains_word(value: &str, words: &[&str]) -> bool {
    value.split_ascii_whitespace().any(|word| words.contains(&word))
}

fn of_role(role: &str) -> Signals {
    match role.trim() {
        "navigation" | "menu" | "menubar" | "menuitem" | "tablist" | "toolbar" => Signals::NAVIGATION,
        "complementary" => Signals::SIDEBAR,
        "contentinfo" => Signals::FOOTER,
        "banner" => Signals::HEADER,
        "search" => Signals::FORM,
        "dialog" | "alertdialog" | "alert" | "tooltip" => Signals::POPUP,
        "main" | "article" => Signals::CONTENT,
        "doc-endnotes" => Signals::NOTES,
        _ => Signals::NONE,
    }
}

/// The longest class value that is read; what follows is machine-made.
const LONGEST: usize = 400;

fn of_class(value: &str) -> Signals {
    let signals = of_names(value);
    if contains_word(value, &["footnotes", "endnotes", "footnote-list"]) { signals.or(Signals::NOTES) } else { signals }
}

/// What the words of a class or id attribute say, one by one and in pairs.
fn of_names(value: &str) -> Signals {
    let mut signals = Signals::NONE;
    each_token(value, |before, token| {
        // What has a sidebar is none.
        if !matches!(before, b"with" | b"without" | b"has" | b"no") {
            signals = signals.or(look_up(token));
        }
    });
    signals
}

/// Calls `see` on the words of a class or id attribute in lower case, each with the word before it, and followed by its
/// pair with that: `articleBody` and `article-body` give `article`, `body` and `articlebody`.
pub(super) fn each_token(value: &str, mut see: impl FnMut(&[u8], &[u8])) {
    let bytes = value.as_bytes();
    let bytes = &bytes[..bytes.len().min(LONGEST)];
    // The last token and the one being read stand in one buffer, so that their pair is a slice.
    let mut buffer = [0_u8; 48];
    let (mut previous, mut length) = (0_usize, 0_usize);
    let mut lower_before = false;
    let mut at = 0;
    loop {
        let byte = bytes.get(at).copied().unwrap_or(b' ');
        let letter = byte.is_ascii_alphabetic();
        let ends = !letter || (byte.is_ascii_uppercase() && lower_before);
        if ends && length > previous {
            see(&buffer[..previous], &buffer[previous..length]);
            if previous > 0 {
                see(&[], &buffer[..length]);
            }
            // The token becomes the first half of the next pair.
            let size = length - previous;
            buffer.copy_within(previous..length, 0);
            (previous, length) = (size, size);
        }
        if byte.is_ascii_whitespace() {
            (previous, length) = (0, 0);
        }
        if letter && length < buffer.len() {
            buffer[length] = byte.to_ascii_lowercase();
            length += 1;
        }
        lower_before = byte.is_ascii_lowercase();
        at += 1;
        if at > bytes.len() {
            return;
        }
    }
}

/// What each word says.
static TOKENS: LazyLock<Map<Signals>> = LazyLock::new(|| {
    let mut tokens = Map::default();
    for line in lines(table::file!("tokens.txt")) {
        let signals = NAMES.iter().find(|(name, _)| *name == line.heading).map_or(Signals::NONE, |named| named.1);
        for word in line.text.split(' ') {
            tokens.insert(of_word(word), signals);
        }
    }
    tokens
});

/// The headings of the table.
const NAMES: &[(&str, Signals)] = &[
    ("weak", Signals::WEAK),
    ("author", Signals::AUTHOR),
    ("advert", Signals::ADVERT),
    ("share", Signals::SHARE),
    ("consent", Signals::CONSENT),
    ("related", Signals::RELATED),
    ("navigation", Signals::NAVIGATION),
    ("content", Signals::CONTENT),
    ("body", Signals::BODY),
    ("footer", Signals::FOOTER),
    ("header", Signals::HEADER),
    ("meta", Signals::META),
    ("tags", Signals::TAGS),
    ("comments", Signals::COMMENTS),
    ("caption", Signals::CAPTION),
    ("form", Signals::FORM),
    ("promotion", Signals::PROMOTION),
    ("newsletter", Signals::NEWSLETTER),
    ("media", Signals::MEDIA),
    ("post", Signals::POST),
    ("popup", Signals::POPUP),
    ("pullquote", Signals::PULLQUOTE),
    ("unseen", Signals::UNSEEN),
    ("signature", Signals::SIGNATURE),
    ("sidebar", Signals::SIDEBAR),
    ("explainer", Signals::EXPLAINER),
];

fn look_up(token: &[u8]) -> Signals {
    match TOKENS.get(of_ascii(token)) {
        Some(&signals) => signals,
        // Whatever it is that has one: "thumbcaption", "photocaption".
        None if token.ends_with(b"caption") => Signals::CAPTION,
        None => Signals::NONE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_table_says_something_and_stands_once() {
        let words: Vec<&str> = lines(table::file!("tokens.txt")).flat_map(|line| line.text.split(' ')).collect();
        assert!(words.iter().all(|word| look_up(word.as_bytes()) != Signals::NONE));
        assert_eq!(TOKENS.len(), words.len());
    }

    #[test]
    fn names_are_read_word_by_word_and_in_pairs() {
        for name in
            ["articleBody", "article-body", "article__body", "ArticleBody_x92", "c-article-body--wide", "articlebody"]
        {
            assert!(of_names(name).any(Signals::BODY), "{name}");
        }
        for name in ["body article", "particle", "content"] {
            assert!(!of_names(name).any(Signals::BODY), "{name}");
        }
        assert!(of_names("box social-share--top").any(Signals::SHARE));
        assert!(of_names("thumbcaption").any(Signals::CAPTION));
        assert!(
            of_names("no sidebar").any(Signals::SIDEBAR) && !of_names("has-sidebar withAside").any(Signals::SIDEBAR)
        );
        assert_eq!(of_names("download badge"), Signals::NONE);
        assert_eq!(of_names(&"x".repeat(10_000)), Signals::NONE);
    }
}
