//! The article as safe HTML.

use crate::article::{Article, Item, Store};
use crate::marks::Marks;

/// The article as HTML with the marks in place.
#[must_use]
pub fn html(article: &Article, _marks: &Marks) -> String {
    let mut out = String::new();
    let mut open = Vec::new();
    for item in &article.items {
        match item {
            Item::Open(element) => {
                out.push('<');
                out.push_str(element.tag.name());
                out.push('>');
                open.push(element.tag);
            }
            Item::Run(run) => {
                let words = match run.store {
                    Store::Text => article.text.slice(run.span),
                    Store::Aside => &article.aside[run.span.range()],
                };
                for character in words.chars() {
                    match character {
                        '&' => out.push_str("&amp;"),
                        '<' => out.push_str("&lt;"),
                        '>' => out.push_str("&gt;"),
                        other => out.push(other),
                    }
                }
            }
            Item::Close => {
                if let Some(tag) = open.pop()
                    && !tag.is_void()
                {
                    out.push_str("</");
                    out.push_str(tag.name());
                    out.push('>');
                }
            }
        }
    }
    out
}
