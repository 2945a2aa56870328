//! The article as safe HTML.

#[cfg(all(feature = "html", not(target_family = "wasm")))]
use super::clean::Cleaner;
use super::writer::{Writer, write};
use crate::article::Article;
use crate::cut::Cut;
use crate::marks::Marks;
use crate::page::Tag;

/// The article as HTML with the marks in place.
///
/// Only what the allow-list names is written. Native builds with the feature `html` send the whole
/// through `ammonia` with the same list; it finds nothing to take away.
#[must_use]
pub fn html(article: &Article, marks: &Marks) -> String {
    #[cfg(all(feature = "html", not(target_family = "wasm")))]
    return cleaned(article, marks);
    #[cfg(not(all(feature = "html", not(target_family = "wasm"))))]
    return written(article, marks, article.text.as_str().len() * 2, |_| {});
}

/// The HTML sent through `ammonia` piece by piece, so that it is never held twice.
#[cfg(all(feature = "html", not(target_family = "wasm")))]
fn cleaned(article: &Article, marks: &Marks) -> String {
    let mut cleaner = Cleaner::new(length(article, marks));
    let rest = written(article, marks, 0, |out| {
        if cleaner.is_enough(out.len()) {
            cleaner.add(out);
            out.clear();
        }
    });
    cleaner.add(&rest);
    let cleaned = cleaner.finish();
    #[cfg(debug_assertions)]
    {
        let written = written(article, marks, 0, |_| {});
        let found = "ammonia found something to take away";
        debug_assert_eq!(without_addresses(&cleaned), without_addresses(&written), "{found}");
    }
    cleaned
}

/// About how long the HTML will be: a string is held twice while it grows.
#[cfg(all(feature = "html", not(target_family = "wasm")))]
fn length(article: &Article, marks: &Marks) -> usize {
    use crate::article::Item;

    /// A mark, and the element in it that carries a figure's value.
    const MARK: usize = 48;
    const VALUE: usize = 40;
    /// A tag, and what an attribute takes besides its name and value.
    const TAG: usize = 5;
    const ATTRIBUTE: usize = 4;
    let of_item = |item: &Item| match item {
        Item::Open(element) => {
            let attributes = element.attributes.iter();
            TAG + attributes.map(|(name, value)| name.len() + value.len() + ATTRIBUTE).sum::<usize>()
        }
        Item::Close => TAG,
        Item::Run(_) => 0,
    };
    let segments: usize = marks.quotes.iter().map(|quote| quote.segments.len()).sum();
    let mentions: usize = marks.names.iter().map(|name| name.mentions.len()).sum();
    article.text.as_str().len()
        + article.aside.len()
        + article.items.iter().map(of_item).sum::<usize>()
        + (segments + mentions) * MARK
        + marks.figures.len() * (MARK + VALUE)
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
            let (value, behind) = sign.cut(1..).split_once('"').unwrap_or((sign.cut(1..), ""));
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

/// The HTML as it is written, but for what `take` takes of it wherever words may stand. There is room for so many bytes.
fn written(article: &Article, marks: &Marks, length: usize, take: impl FnMut(&mut String)) -> String {
    let out = String::with_capacity(length);
    let mut writer = Html { out, preformatted: 0, fresh: false, open: Vec::new(), take };
    write(article, marks, &mut writer);
    writer.out
}

struct Html<F> {
    out: String,
    preformatted: usize,
    /// Whether a `pre` has just begun.
    fresh: bool,
    /// The open elements.
    open: Vec<Tag>,
    take: F,
}

impl<F: FnMut(&mut String)> Html<F> {
    /// Lets what is written be taken, but not from among the rows and cells of a table, where no words may stand.
    fn pause(&mut self) {
        let in_table = |tag: &Tag| matches!(tag, Tag::Table | Tag::Thead | Tag::Tbody | Tag::Tfoot | Tag::Tr);
        if !self.open.last().is_some_and(in_table) {
            (self.take)(&mut self.out);
        }
    }
}

impl<F: FnMut(&mut String)> Writer for Html<F> {
    fn open(&mut self, tag: Tag, attributes: &[(&'static str, &str)]) {
        self.open.push(tag);
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
        self.pause();
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
        self.open.pop();
        self.pause();
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
        out.push_str(text.cut(done..at));
        out.push_str(replacement);
        done = behind;
    }
    out.push_str(text.cut(done..));
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

    fn as_written(article: &Article) -> String {
        written(article, &Marks::default(), 0, |_| {})
    }

    /// The article cleaned in pieces of so many bytes at least.
    fn clean(article: &Article, length: usize) -> String {
        let mut cleaner = Cleaner::new(0);
        let rest = written(article, &Marks::default(), 0, |out| {
            if out.len() >= length {
                cleaner.add(out);
                out.clear();
            }
        });
        cleaner.add(&rest);
        cleaner.finish()
    }

    #[test]
    fn ammonia_finds_nothing_to_take_away() {
        for file in std::fs::read_dir("tests/fixtures/article").unwrap() {
            for case in std::fs::read_to_string(file.unwrap().path()).unwrap().split("=== ") {
                let html = case.split("\n--- ").next().unwrap();
                let article = built(html);
                assert_eq!(clean(&article, usize::MAX), as_written(&article), "{html}");
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
            let article = built(&parts.concat());
            for length in [usize::MAX, 20, 1] {
                prop_assert_eq!(clean(&article, length), as_written(&article));
            }
        }
    }

    #[test]
    fn a_paragraph_of_many_elements_is_cleaned_in_pieces() {
        // The signs that stand for words and cuts may stand in the page as well.
        let words = "<q cite='https://e.org/\u{e001}'>rain \u{e000}</q> <b>fell\u{e001} <i>on</i></b> it, &lt;b&gt; \
                     <img src='/a.jpg' alt='&gt; \u{e000} \u{e001}'>\" onerror=\"1 ";
        let html = format!("<blockquote><p>{}</p></blockquote><p>It went on.", words.repeat(4_000));
        let article = built(&html);
        assert!(article.items.len() > 20_000);
        assert_eq!(super::html(&article, &Marks::default()), as_written(&article));
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
        assert_eq!(as_written(&article), "<a lang=\"&quot;&gt;&lt;b&gt;\">&lt;b&gt;words</a>");
    }
}
