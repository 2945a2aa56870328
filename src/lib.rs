//! Takes the clutter out of a web page and marks who said what (quotes), how much and when
//! (figures), and who is who (names).
//!
//! [`read`] takes a [`Page`] to a [`Read`]: the article, its marks and the [`Reading`] that
//! callers see. [`mark`] marks plain text as it stands.
//!
//! ```
//! # #[cfg(feature = "html")] {
//! use plainleaf::{Options, Page, page::Limits};
//!
//! let html = "<title>Rain</title><article><p>Rain fell on the valley for most of the night, and by the morning \
//!             the lower road was closed. Nobody was hurt, the council wrote on its page.</p></article>";
//! let page = Page::from_html(html, Limits::default())?;
//! let reading = plainleaf::read(&page, &Options::default())?.reading;
//! assert!(reading.text.starts_with("Rain fell"));
//! # }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![cfg_attr(not(test), deny(clippy::string_slice))]

pub mod article;
#[cfg(target_family = "wasm")]
pub mod browser;
pub mod clutter;
mod cut;
mod decimal;
mod hash;
mod letters;
mod map;
pub mod marks;
mod order;
pub mod page;
pub mod reading;
pub mod render;
mod table;

pub use article::{Article, Text};
pub use clutter::{NoArticle, Verdicts};
pub use marks::{Context, Kinds, Marks};
pub use page::{Metadata, NodeId, Page};
pub use reading::Reading;

/// What a caller may ask of [`read`].
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Where the page was found; relative addresses are resolved against it.
    pub url: Option<String>,
    /// Which marks are wanted; all by default.
    pub marks: Kinds,
    /// When the piece was published (ISO 8601), where the page does not say.
    pub published: Option<String>,
    /// Nodes that are kept with all that they show, whatever is made of them ([`reading::Removed::node`]). Those that
    /// the page does not have are passed over.
    pub keep: Vec<NodeId>,
}

/// A page that was read.
#[derive(Clone, Debug)]
pub struct Read {
    /// What was kept.
    pub article: Article,
    /// The marks in it, in bytes.
    pub marks: Marks,
    /// The result as callers see it.
    pub reading: Reading,
}

impl Read {
    /// The article as safe HTML with the marks in place.
    #[must_use]
    pub fn to_html(&self) -> String {
        render::html(&self.article, &self.marks)
    }

    /// The article as Markdown.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        render::markdown(&self.article)
    }
}

/// Reads a page: takes the clutter away and marks what is left.
///
/// # Errors
/// When there is nothing on the page that reads like an article.
pub fn read(page: &Page, options: &Options) -> Result<Read, NoArticle> {
    let mut metadata = Metadata::of(page, options.url.as_deref());
    if metadata.published.is_none() {
        metadata.published.clone_from(&options.published);
    }
    let mut verdicts = clutter::judge(page, &metadata)?;
    for &node in options.keep.iter().filter(|node| (1..page.len()).contains(&node.index())) {
        verdicts.restore(page, node);
    }
    let found = options.url.as_deref().or(metadata.canonical.as_deref());
    let base = page.base_url(found);
    let article = article::build(page, &verdicts, base.as_deref());
    if article.text.tokens().is_empty() {
        return Err(NoArticle::NothingToRead);
    }
    let context = Context {
        language: metadata.language.as_deref().unwrap_or_default(),
        published: metadata.published.as_deref(),
        url: found,
    };
    let marks = mark(&article.text, &context, options.marks);
    let removed = reading::removed(page, &verdicts);
    let mut reading = Reading::new(metadata, &article, &marks, removed);
    reading.kept = reading::kept(page, &article, &options.keep);
    Ok(Read { article, marks, reading })
}

/// Marks a text as it stands.
#[must_use]
pub fn mark(text: &Text, context: &Context<'_>, kinds: Kinds) -> Marks {
    // Quotes want names for their speakers, so names are found for either.
    let mut names = if kinds.names || kinds.quotes { marks::names::find(text, context) } else { Vec::new() };
    let mut quotes = if kinds.quotes { marks::quotes::find(text, &names, context) } else { Vec::new() };
    let figures = if kinds.figures { marks::figures::find(text, context) } else { Vec::new() };
    if !kinds.names {
        names.clear();
        for speaker in quotes.iter_mut().filter_map(|quote| quote.speaker.as_mut()) {
            speaker.name = None;
        }
    }
    Marks { quotes, figures, names }
}
