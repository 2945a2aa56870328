//! What becomes of each node of a page, and why.

use crate::page::{NodeId, Page};

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
        self.of.as_slice()[node.index()]
    }

    /// Whether a node is left out.
    #[must_use]
    pub fn is_dropped(&self, node: NodeId) -> bool {
        matches!(self.of(node), Verdict::Drop(_))
    }

    /// Gives a verdict on one node.
    pub fn set(&mut self, node: NodeId, verdict: Verdict) {
        self.of[node.index()] = verdict;
    }

    /// Keeps a node and everything below it, but for what is never shown.
    pub fn restore(&mut self, page: &Page, node: NodeId) {
        let hidden = page.is_hidden(node);
        for above in page.ancestors(node) {
            if self.is_dropped(above) {
                self.set(above, Verdict::Descend);
            }
        }
        let mut at = node;
        while at < page.end(node) {
            if page.tag(at).is_silent() || page.is_hidden(at) && !hidden {
                at = page.end(at);
            } else {
                self.set(at, Verdict::Keep);
                at = NodeId(at.0 + 1);
            }
        }
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
