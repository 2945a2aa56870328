//! The article as safe HTML.

use super::writer::{Writer, write};
use crate::article::Article;
use crate::marks::Marks;
use crate::page::Tag;

/// The article as HTML with the marks in place.
///
/// Only what the allow-list names is written. Native builds with the feature `html` send the whole
/// through `ammonia` with the same list; it finds nothing to take away.
#[must_use]
pub fn html(article: &Article, marks: &Marks) -> String {
    let (written, ends) = written(article, marks);
    cleaned(written, &ends)
}

/// Sends HTML through `ammonia`; `ends` tells where its outermost elements end.
#[cfg(all(feature = "html", not(target_family = "wasm")))]
fn cleaned(written: String, ends: &[usize]) -> String {
    let cleaned = super::clean::clean(&written, ends);
    #[cfg(debug_assertions)]
    debug_assert_eq!(without_addresses(&cleaned), without_addresses(&written), "ammonia found something to take away");
    drop(written);
    cleaned
}

/// Where there is no `ammonia`, what is written stands as it is.
#[cfg(not(all(feature = "html", not(target_family = "wasm"))))]
fn cleaned(written: String, _ends: &[usize]) -> String {
    written
}

/// The HTML without its addresses: `ammonia` also takes away those that no browser could open, such as `https://[/`.
#[cfg(all(debug_assertions, feature = "html", not(target_family = "wasm")))]
fn without_addresses(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    // In text, `<` is written as a reference, and quotation marks may be anything.
    while let Some((text, mut tag)) = rest.split_once('<') {
        out.push_str(text);
        out.push('<');
        rest = loop {
            let Some(at) = tag.find(['"', '>']) else { break "" };
            let (before, sign) = tag.split_at(at);
            if let Some(behind) = sign.strip_prefix('>') {
                out.push_str(before);
                out.push('>');
                break behind;
            }
            let (value, behind) = sign[1..].split_once('"').unwrap_or((&sign[1..], ""));
            match [" href=", " src=", " cite="].iter().find_map(|name| before.strip_suffix(name)) {
                Some(before) => out.push_str(before),
                None => out.extend([before, "\"", value, "\""]),
            }
            tag = behind;
        };
    }
    out.push_str(rest);
    out
}

/// The HTML, and where in it the outermost elements end.
fn written(article: &Article, marks: &Marks) -> (String, Vec<usize>) {
    let out = String::with_capacity(article.text.as_str().len() * 2);
    let mut writer = Html { out, preformatted: 0, fresh: false, depth: 0, ends: Vec::new() };
    write(article, marks, &mut writer);
    (writer.out, writer.ends)
}

struct Html {
    out: String,
    preformatted: usize,
    /// Whether a `pre` has just begun.
    fresh: bool,
    /// How many elements are open.
    depth: usize,
    /// Where the outermost elements end.
    ends: Vec<usize>,
}

impl Writer for Html {
    fn open(&mut self, tag: Tag, attributes: &[(&'static str, &str)]) {
        self.depth += 1;
        self.out.push('<');
        self.out.push_str(tag.name());
        for (name, value) in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            escape(&mut self.out, value, true);
            self.out.push('"');
        }
        self.out.push('>');
        self.fresh = tag == Tag::Pre;
        if tag == Tag::Pre {
            self.preformatted += 1;
        }
    }

    fn text(&mut self, text: &str) {
        // A parser drops the first line break in a `pre`; the one written here is for it.
        if std::mem::take(&mut self.fresh) && text.starts_with('\n') {
            self.out.push('\n');
        }
        escape(&mut self.out, text, false);
    }

    fn close(&mut self, tag: Tag) {
        if !tag.is_void() {
            self.out.push_str("</");
            self.out.push_str(tag.name());
            self.out.push('>');
        }
        if tag == Tag::Pre {
            self.preformatted = self.preformatted.saturating_sub(1);
        }
        if tag.is_block() && self.preformatted == 0 {
            self.out.push('\n');
        }
        self.depth -= 1;
        if self.depth == 0 {
            self.ends.push(self.out.len());
        }
    }
}

/// Writes text so that a parser reads it back as it is.
pub(super) fn escape(out: &mut String, text: &str, attribute: bool) {
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        let mut behind = at + 1;
        let replacement = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' if attribute => "&quot;",
            // The no-break space, which as itself looks like any other.
            0xc2 if text.as_bytes().get(behind) == Some(&0xa0) => {
                behind += 1;
                "&nbsp;"
            }
            _ => continue,
        };
        out.push_str(&text[done..at]);
        out.push_str(replacement);
        done = behind;
    }
    out.push_str(&text[done..]);
}

#[cfg(all(test, feature = "html", not(target_family = "wasm")))]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::article::{self, Element, Item, Run, Span, Store};
    use crate::clutter::{Verdict, Verdicts};
    use crate::page::{Limits, NodeId, Page};
    use proptest::prelude::*;

    fn built(html: &str) -> Article {
        let page = Page::from_html(html, Limits::default()).unwrap();
        article::build(&page, &Verdicts::all(&page, Verdict::Keep), Some("https://example.org/"))
    }

    #[test]
    fn ammonia_finds_nothing_to_take_away() {
        for file in std::fs::read_dir("tests/fixtures/article").unwrap() {
            for case in std::fs::read_to_string(file.unwrap().path()).unwrap().split("=== ") {
                let html = case.split("\n--- ").next().unwrap();
                let (written, _) = written(&built(html), &Marks::default());
                assert_eq!(super::super::clean::clean(&written, &[]), written, "{html}");
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn ammonia_finds_nothing_to_take_away_from_any_page(
            parts in prop::collection::vec(
                prop_oneof![
                    "[a-z <>&\u{a0}\"\n]{0,6}",
                    prop::sample::select(vec![
                        "<p>", "</p>", "<div>", "</div>", "<b>", "<i>", "</b>", "</i>", "<a href=/x>", "</a>", "<ul>", "<li>",
                        "</ul>", "<table><tr><th>", "<td>", "</table>", "<pre>\n\n", "</pre>", "<h2>", "<br>", "<img src=/a>",
                        "<math><mi>", "</math>", "<blockquote>", "<figure>", "<figcaption>", "<details><summary>", "<hr>",
                        "<dl><dt>", "<dd>", "<svg>", "<p id=a>", "<a href=#a>", "<ruby><rt>", "<span lang=fr>", "<select>",
                    ]).prop_map(str::to_owned),
                ],
                0..40,
            ),
        ) {
            let (written, _) = written(&built(&parts.concat()), &Marks::default());
            prop_assert_eq!(super::super::clean::clean(&written, &[]), written);
        }
    }

    #[test]
    fn an_article_made_by_other_hands_is_written_safely() {
        let mut article = Article { aside: String::from("<b>words"), ..Article::default() };
        let attributes =
            vec![("href", "javascript:x".to_owned()), ("onclick", "x".to_owned()), ("lang", "\"><b>".to_owned())];
        for tag in [Tag::Script, Tag::A] {
            article.items.push(Item::Open(Element { tag, node: NodeId(1), attributes: attributes.clone().into() }));
        }
        let span = Span::new(0, 8);
        article.items.push(Item::Run(Run { store: Store::Aside, span, node: NodeId(1), offset: 0 }));
        article.items.extend([Item::Close, Item::Close, Item::Close]);
        assert_eq!(written(&article, &Marks::default()).0, "<a lang=\"&quot;&gt;&lt;b&gt;\">&lt;b&gt;words</a>");
    }
}
