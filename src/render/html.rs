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
    let mut writer =
        Html { out: String::with_capacity(article.text.as_str().len() * 2), preformatted: 0, fresh: false };
    write(article, marks, &mut writer);
    #[cfg(all(feature = "html", not(target_family = "wasm")))]
    let writer = Html { out: super::clean::clean(&writer.out), ..writer };
    writer.out
}

#[cfg(all(test, feature = "html", not(target_family = "wasm")))]
pub(crate) fn uncleaned(article: &Article, marks: &Marks) -> String {
    let mut writer = Html { out: String::new(), preformatted: 0, fresh: false };
    write(article, marks, &mut writer);
    writer.out
}

struct Html {
    out: String,
    preformatted: usize,
    /// Whether a `pre` has just begun.
    fresh: bool,
}

impl Writer for Html {
    fn open(&mut self, tag: Tag, attributes: &[(&'static str, &str)]) {
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
