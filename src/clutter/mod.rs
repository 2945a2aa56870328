//! Which parts of a page belong to the article, and why the others do not.
//!
//! Nothing here edits the page: every pass writes its verdict into a side table, so each removal
//! has a reason that can be shown and undone.

use crate::page::{Metadata, NodeId, Page, Source, Tag};

/// Why something was left out.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Reason {
    /// Never shown as text: scripts, styles, forms' values.
    NotText,
    /// Not shown on the page.
    Hidden,
    /// Menus, breadcrumbs, tables of links.
    Navigation,
    /// Links to other pieces.
    Related,
    /// Share and follow buttons.
    Share,
    /// Newsletter sign-up and other calls to subscribe.
    Newsletter,
    /// Advertisement or promotion.
    Advertisement,
    /// Readers' comments.
    Comments,
    /// About the author.
    Author,
    /// Consent and notification prompts.
    Consent,
    /// Log-in, search and other forms.
    Form,
    /// The page's footer or header.
    Frame,
    /// Dates, labels, tags and other lines about the piece.
    Label,
    /// The title, the byline or the standfirst, which stand apart from the text.
    Title,
    /// The same words stand elsewhere in the article.
    Duplicate,
    /// Outside the article, or too little like it.
    LowScore,
}

impl Reason {
    /// The word for it in a reading.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotText => "not text",
            Self::Hidden => "hidden",
            Self::Navigation => "navigation",
            Self::Related => "related",
            Self::Share => "share",
            Self::Newsletter => "newsletter",
            Self::Advertisement => "advertisement",
            Self::Comments => "comments",
            Self::Author => "author box",
            Self::Consent => "consent",
            Self::Form => "form",
            Self::Frame => "page frame",
            Self::Label => "label",
            Self::Title => "title",
            Self::Duplicate => "duplicate",
            Self::LowScore => "low score",
        }
    }
}

/// What becomes of a node.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// The node is part of the article, and so is what is below it unless a verdict there says otherwise.
    Keep,
    /// The node itself is not part of the article, but something below it may be.
    Descend,
    /// The node and everything below it are left out.
    Drop(Reason),
}

/// A verdict for every node of a page.
#[derive(Clone, Debug)]
pub struct Verdicts {
    of: Vec<Verdict>,
}

impl Verdicts {
    /// The same verdict for every node.
    #[must_use]
    pub fn all(page: &Page, verdict: Verdict) -> Self {
        Self { of: vec![verdict; page.len()] }
    }

    /// The verdict on one node.
    #[must_use]
    pub fn of(&self, node: NodeId) -> Verdict {
        self.of[node.index()]
    }

    /// Gives a verdict on one node.
    pub fn set(&mut self, node: NodeId, verdict: Verdict) {
        self.of[node.index()] = verdict;
    }

    /// Gives the same verdict on a node and everything below it.
    pub fn set_subtree(&mut self, page: &Page, node: NodeId, verdict: Verdict) {
        self.of[node.index()..page.end(node).index()].fill(verdict);
    }
}

/// Why a page has no article.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoArticle {
    /// There is no text on the page at all.
    Empty,
    /// There is text, but nothing that reads like an article.
    NothingToRead,
}

impl std::fmt::Display for NoArticle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Empty => "the page has no text",
            Self::NothingToRead => "nothing on the page reads like an article",
        })
    }
}

impl std::error::Error for NoArticle {}

/// Judges every node of a page.
///
/// # Errors
/// When there is no article on the page.
pub fn judge(page: &Page, _metadata: &Metadata) -> Result<Verdicts, NoArticle> {
    if page.source() == Source::Plain {
        return Ok(Verdicts::all(page, Verdict::Keep));
    }
    // The first version: the element with most words directly in its paragraphs.
    let mut words = vec![0_usize; page.len()];
    for node in page.nodes().filter(|&node| page.tag(node) == Tag::P) {
        let count = page.text_content(node).split_whitespace().count();
        words[page.parent(node).index()] += count;
    }
    let best = page.nodes().max_by_key(|node| words[node.index()]).unwrap_or(NodeId::DOCUMENT);
    if words[best.index()] == 0 {
        return Err(NoArticle::NothingToRead);
    }
    let mut verdicts = Verdicts::all(page, Verdict::Drop(Reason::LowScore));
    for node in page.ancestors(best) {
        verdicts.set(node, Verdict::Descend);
    }
    verdicts.set_subtree(page, best, Verdict::Keep);
    for node in page.subtree(best).filter(|&node| page.tag(node).is_silent()) {
        verdicts.set_subtree(page, node, Verdict::Drop(Reason::NotText));
    }
    Ok(verdicts)
}
