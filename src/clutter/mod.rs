//! Which parts of a page belong to the article, and why the others do not.
//!
//! Nothing here edits the page: every pass writes its verdict into a side table, so each removal
//! has a reason that can be shown and undone.

mod captions;
mod code;
mod column;
mod features;
mod finish;
mod kind;
mod labels;
mod lately;
mod lead;
mod learned;
mod lines;
mod names;
mod notes;
mod nothing;
mod phrases;
mod root;
#[cfg(all(feature = "html", not(target_family = "wasm")))]
mod saved;
mod signals;
mod tidy;
mod unseen;
mod verdict;
mod words;

use crate::page::{Metadata, NodeId, Page, Source, Tag};
pub use captions::is_caption;
use column::Column;
use features::{Features, Run, Sums};
use learned::rows::Known;
#[doc(hidden)]
pub use learned::training;
use nothing::{Nothing, Signs};
use root::Choice;
use signals::Signals;
use std::sync::Arc;
pub use verdict::{NoArticle, Reason, Verdict, Verdicts};

/// How strictly a page is judged. A page that keeps next to nothing is judged again, more mildly.
#[derive(Clone, Copy)]
struct Strictness {
    /// Drop by name before the root is chosen.
    names: bool,
    /// Drop what the markup hides.
    hidden: bool,
    /// Drop boxes by their make-up.
    make_up: bool,
    /// The page is a forum's: comments are what there is to read.
    forum: bool,
}

/// From strict to mild.
const ATTEMPTS: &[Strictness] = &[
    Strictness { names: true, hidden: true, make_up: true, forum: false },
    Strictness { names: true, hidden: true, make_up: true, forum: true },
    Strictness { names: false, hidden: true, make_up: true, forum: false },
    Strictness { names: false, hidden: true, make_up: false, forum: false },
    Strictness { names: false, hidden: false, make_up: false, forum: false },
];

/// An attempt that keeps at least this many characters is good enough.
const ENOUGH: u32 = 500;

/// What is known of a page before it is judged, however strictly.
struct Facts<'a> {
    page: &'a Page,
    metadata: &'a Metadata,
    signs: Signs,
    /// What holds footnotes.
    notes: Vec<NodeId>,
    /// Notes beside the text.
    margin: Vec<NodeId>,
}

impl Facts<'_> {
    /// All notes, in order.
    fn all_notes(mut self) -> Vec<NodeId> {
        self.notes.append(&mut self.margin);
        crate::order::by_key(&mut self.notes, |note| note.index() as u128);
        self.notes
    }
}

/// What can be seen of a page, and what it is made of.
struct Seen {
    /// Drops what nobody sees.
    unseen: Verdicts,
    features: Features,
}

impl Seen {
    fn of(page: &Page, signals: &Arc<Column<Signals>>, hidden_too: bool) -> Self {
        let mut unseen = Verdicts::all(page, Verdict::Descend);
        unseen::drop_unseen(page, signals, &mut unseen, hidden_too);
        let features = Features::of(page, signals.clone(), &unseen);
        Self { unseen, features }
    }
}

/// What came of judging once.
struct Attempt {
    /// Characters kept.
    kept: u32,
    /// Whether they are nothing to read all the same.
    nothing: Nothing,
    verdicts: Verdicts,
    root: NodeId,
    seen: Arc<Seen>,
}

/// A page as the rules leave it.
#[derive(Clone)]
struct Ruled {
    verdicts: Verdicts,
    /// Whether there is likely nothing to read, whatever they keep.
    doubtful: bool,
    seen: Arc<Seen>,
    /// Sums of all that can be seen.
    sums: Column<Sums>,
    root: NodeId,
    /// What holds footnotes.
    notes: Vec<NodeId>,
    is_forum: bool,
}

impl Ruled {
    /// Whether the rules drop a run. A sign before the words may be dropped by itself.
    fn drops(&self, run: &Run) -> bool {
        self.verdicts.is_dropped(run.first) && self.verdicts.is_dropped(NodeId(run.end.0 - 1))
    }

    fn known<'a>(&'a self, page: &'a Page, metadata: &'a Metadata) -> Known<'a> {
        let features = &self.seen.features;
        let Self { verdicts, sums, root, is_forum, .. } = self;
        Known { page, metadata, features, sums, root: *root, rules: verdicts, is_forum: *is_forum }
    }
}

/// How many words a text has; in scripts without spaces, two characters count as one.
pub(crate) fn count_words(text: &str) -> usize {
    features::measure(text).words as usize
}

/// Judges every node of a page.
///
/// # Errors
/// When there is no article on the page.
pub fn judge(page: &Page, metadata: &Metadata) -> Result<Verdicts, NoArticle> {
    if page.source() == Source::Plain {
        return lines::judge(page, metadata);
    }
    #[cfg(all(feature = "html", not(target_family = "wasm")))]
    if page.source() == Source::Saved {
        return saved::judge(page);
    }
    let ruled = rules(page, metadata)?;
    learned::judge(page, metadata, ruled)
}

/// Judges a page by the rules alone.
///
/// # Errors
/// When nothing on the page can be read, or it says itself that it has no article.
fn rules(page: &Page, metadata: &Metadata) -> Result<Ruled, NoArticle> {
    let signals = Arc::new(Signals::of_all(page));
    let facts = Facts {
        page,
        metadata,
        signs: Signs::of(page, Some(metadata)),
        notes: notes::of(page),
        margin: notes::in_margin(page),
    };
    let mut best: Option<Attempt> = None;
    let mut seen = Arc::new(Seen::of(page, &signals, true));
    let mut sums = Column::default();
    let is_forum = kind::is_forum(page);
    let mut forum = is_forum;
    for &strictness in ATTEMPTS {
        // Where next to nothing is left without the comments, the comments are the page.
        forum |= best.is_some() && !seen.features.runs.is_empty();
        let strictness = Strictness { forum, ..strictness };
        if !strictness.hidden {
            seen = Arc::new(Seen::of(page, &signals, false));
        }
        let attempt = Attempt::of(&facts, &seen, &mut sums, strictness);
        let kept = attempt.kept;
        let is_better = best.as_ref().is_none_or(|best| match best.kept {
            // What is hidden is read only where there is next to nothing else.
            most @ 1.. if !strictness.hidden => kept > (most * 4).max(200),
            most => kept > most,
        });
        if is_better {
            best = Some(attempt);
        }
        if kept >= ENOUGH {
            break;
        }
    }
    match best {
        // What is seen the last time is all that is shown and all that is hidden.
        _ if seen.features.runs.is_empty() => Err(NoArticle::Empty),
        Some(Attempt { kept, nothing: nothing @ (Nothing::No | Nothing::Perhaps), verdicts, root, seen }) => {
            seen.features.sum_up(page, &seen.unseen, &mut sums);
            let doubtful = kept == 0 || nothing == Nothing::Perhaps;
            Ok(Ruled { verdicts, doubtful, seen, sums, root, notes: facts.all_notes(), is_forum })
        }
        _ => Err(NoArticle::NothingToRead),
    }
}

impl Attempt {
    /// Judges once. `sums` may have been used before.
    fn of(facts: &Facts<'_>, seen: &Arc<Seen>, sums: &mut Column<Sums>, strictness: Strictness) -> Self {
        let mut verdicts = seen.unseen.clone();
        seen.features.sum_up(facts.page, &verdicts, sums);
        let (kept, nothing, root) = sort_out(facts, &seen.features, sums, &mut verdicts, strictness);
        Self { kept, nothing, verdicts, root, seen: seen.clone() }
    }
}

/// Judges once; gives how many characters are kept, whether they are nothing to read, and the article's root. `sums` are
/// those of all that can be seen.
fn sort_out(
    facts: &Facts<'_>,
    features: &Features,
    sums: &mut Column<Sums>,
    verdicts: &mut Verdicts,
    strictness: Strictness,
) -> (u32, Nothing, NodeId) {
    let Facts { page, metadata, signs, notes, margin } = facts;
    if strictness.names {
        names::drop_named(page, &features.signals, sums, NodeId::DOCUMENT, !strictness.forum, verdicts);
    }
    features.sum_up(page, verdicts, sums);
    let Some(mut choice) = root::choose(page, features, sums, verdicts).or_else(|| whole_body(page)) else {
        return (0, Nothing::Perhaps, NodeId::DOCUMENT);
    };
    let mut kept = 0;
    choice.parts.extend(notes::outside(page, &features.signals, sums, notes, &choice.parts, verdicts));
    crate::order::by_key(&mut choice.parts, |part| part.index() as u128);
    for &part in &choice.parts {
        names::drop_named(page, &features.signals, sums, part, !strictness.forum, verdicts);
        tidy::drop_by_tag(page, sums, part, margin, verdicts);
    }
    // From here on nothing is dropped outside the parts.
    features.sum_up_parts(page, &choice.parts, verdicts, sums);
    let host = metadata.canonical.as_deref().and_then(|address| address.split('/').nth(2));
    for &part in &choice.parts {
        if strictness.make_up {
            tidy::drop_by_make_up(page, &features.signals, sums, part, choice.wide, host, verdicts);
        }
    }
    features.sum_up_parts(page, &choice.parts, verdicts, sums);
    let mut nothing = nothing::is_nothing(page, features, signs, &choice.parts, sums, verdicts);
    labels::drop_labels(page, metadata, features, &choice.parts, sums, verdicts);
    finish::drop_repeats(page, features, &choice.parts, verdicts);
    finish::drop_orphan_headings(page, features, &choice.parts, verdicts);
    features.sum_up_parts(page, &choice.parts, verdicts, sums);
    nothing = nothing.max(nothing::is_nothing(page, features, signs, &choice.parts, sums, verdicts));
    if let Some(picture) = lead::picture(page, metadata, features, sums, &choice.parts, verdicts) {
        choice.parts.insert(0, picture);
    }
    for &part in &choice.parts {
        finish::drop_marks(page, sums, part, verdicts);
        finish::drop_empty(page, sums, part, verdicts);
        kept += sums[part].characters;
    }
    settle(page, &choice, verdicts);
    (kept, nothing, choice.root)
}

/// Whether a page has an article to read, from the features alone: a quick answer before [`judge`].
///
/// A search page, a home page and a log-in page are none; a short note may not be taken for one either.
///
/// ```
/// # #[cfg(feature = "html")] {
/// use plainleaf::page::{Limits, Page};
///
/// let menu = Page::from_html("<ul><li><a href=/a>News</a><li><a href=/b>Sport</a></ul>", Limits::default())?;
/// assert!(!plainleaf::clutter::is_probably_readable(&menu));
/// # }
/// # Ok::<(), plainleaf::page::PageError>(())
/// ```
#[must_use]
pub fn is_probably_readable(page: &Page) -> bool {
    /// The least that an article has, in characters of sentences that stand together.
    const LEAST: u32 = 600;
    if page.source() == Source::Plain {
        return lines::judge(page, &Metadata::default()).is_ok();
    }
    let Seen { unseen: mut verdicts, features } = Seen::of(page, &Arc::new(Signals::of_all(page)), true);
    let mut sums = Column::default();
    features.sum_up(page, &verdicts, &mut sums);
    names::drop_named(page, &features.signals, &sums, NodeId::DOCUMENT, !kind::is_forum(page), &mut verdicts);
    features.sum_up(page, &verdicts, &mut sums);
    let Some(choice) = root::choose(page, &features, &sums, &verdicts) else { return false };
    let mut held = Sums::default();
    for &part in &choice.parts {
        held += sums[part];
    }
    let signs = Signs::of(page, None);
    nothing::is_nothing(page, &features, &signs, &choice.parts, &sums, &verdicts) == Nothing::No
        && held.sentence_characters >= LEAST
        && held.sentence_characters * 5 >= held.characters * 2
        && held.teasers * 400 <= held.sentence_characters
}

/// The body as the article, where no paragraph speaks for anything: a page may be one list or one line.
fn whole_body(page: &Page) -> Option<Choice> {
    let body = kind::body(page)?;
    Some(Choice { root: body, parts: vec![body], wide: true })
}

/// Turns the parts that are left into kept ones, and all else into dropped ones, so that every reason found
/// outside the article stays to be seen.
fn settle(page: &Page, choice: &Choice, verdicts: &mut Verdicts) {
    // Nodes with a kept part or a reason of their own somewhere below.
    let mut leads = vec![false; page.len()];
    for &part in &choice.parts {
        leads[part.index()] = true;
    }
    for node in page.nodes().rev() {
        if matches!(verdicts.of(node), Verdict::Drop(reason) if reason != Reason::NotText) {
            leads[node.index()] = true;
        }
        if leads[node.index()] {
            leads[page.parent(node).index()] = true;
        }
    }
    let mut parts = choice.parts.iter().copied().peekable();
    let end = page.end(NodeId::DOCUMENT);
    let mut at = NodeId::DOCUMENT;
    while at < end {
        if parts.peek() == Some(&at) {
            parts.next();
            for node in page.subtree(at) {
                if verdicts.of(node) == Verdict::Descend && page.tag(node) != Tag::Noscript {
                    verdicts.set(node, Verdict::Keep);
                }
            }
            at = page.end(at);
            continue;
        }
        if verdicts.is_dropped(at) {
            at = page.end(at);
            continue;
        }
        if !leads[at.index()] {
            verdicts.set_subtree(page, at, Verdict::Drop(Reason::LowScore));
            at = page.end(at);
            continue;
        }
        at = NodeId(at.0 + 1);
    }
}
