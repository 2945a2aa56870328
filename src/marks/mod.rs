//! Who said what, how much and when, and who is who: spans over the article's text.
//!
//! Each kind takes the text and gives spans in bytes. Quotes may use names, for their speakers;
//! names and figures use neither.

pub mod figures;
pub mod names;
pub mod quotes;

pub use figures::Figure;
pub use names::Name;
pub use quotes::Quote;

/// After so many marks of a kind no more are looked for: nobody reads as many.
const MOST: usize = 1 << 15;

/// Which kinds of marks are wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Kinds {
    /// Who said what.
    pub quotes: bool,
    /// How much and when.
    pub figures: bool,
    /// Who is who.
    pub names: bool,
}

impl Kinds {
    /// All of them.
    pub const ALL: Self = Self { quotes: true, figures: true, names: true };
    /// None of them.
    pub const NONE: Self = Self { quotes: false, figures: false, names: false };
}

impl Default for Kinds {
    fn default() -> Self {
        Self::ALL
    }
}

/// What the text's surroundings say that bears on marks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// The text's language, a BCP 47 tag; empty where it is not known, and then English is taken.
    pub language: &'a str,
    /// When the text was published, ISO 8601 date or date and time: relative dates resolve against it.
    pub published: Option<&'a str>,
    /// Where the page was found: its host's country decides what a bare `$` is.
    pub url: Option<&'a str>,
}

/// All marks of a text, each kind sorted by where it starts.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    /// Who said what.
    pub quotes: Vec<Quote>,
    /// How much and when.
    pub figures: Vec<Figure>,
    /// Who is who.
    pub names: Vec<Name>,
}
