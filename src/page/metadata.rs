//! What a page says about itself: title, byline, dates, site, language.

use super::{Page, Tag};

/// What a page says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The article's title without the site's name.
    pub title: Option<String>,
    /// The authors' names.
    pub byline: Option<String>,
    /// The site's name.
    pub site: Option<String>,
    /// When it was first published, ISO 8601.
    pub published: Option<String>,
    /// When it was last changed, ISO 8601.
    pub modified: Option<String>,
    /// The page's language, a BCP 47 tag.
    pub language: Option<String>,
    /// `ltr` or `rtl`.
    pub direction: Option<String>,
    /// A sentence or two about the piece, as the page gives it.
    pub excerpt: Option<String>,
    /// The lead picture's absolute address.
    pub image: Option<String>,
    /// The page's own address, absolute.
    pub canonical: Option<String>,
}

impl Metadata {
    /// Reads a page's metadata. `url` is where the page was found, for relative addresses.
    #[must_use]
    pub fn of(page: &Page, url: Option<&str>) -> Self {
        let _ = url;
        let title = page
            .nodes()
            .find(|&node| page.tag(node) == Tag::Title)
            .map(|node| page.text_content(node).split_whitespace().collect::<Vec<_>>().join(" "));
        let language = page
            .nodes()
            .find(|&node| page.tag(node) == Tag::Html)
            .and_then(|node| page.attribute(node, "lang"))
            .map(str::to_owned);
        Self { title, language, ..Self::default() }
    }
}
