//! The article as Markdown.
use crate::article::Article;

/// The article as Markdown.
#[must_use]
pub fn markdown(article: &Article) -> String {
    article.text.as_str().to_owned()
}
