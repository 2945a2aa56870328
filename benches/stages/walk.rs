//! The stages that a page goes through, each timed on what the ones before it have just made: so caches are as warm, and
//! memory as full, as they are when a page is read.

use std::hint::black_box;
use std::ops::ControlFlow;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use plainleaf::clutter::training::{Case, Model};
use plainleaf::page::Limits;
use plainleaf::{Context, Kinds, Marks, Metadata, Options, Page, article, clutter, marks, reading, render};

/// The stages, in the order in which a page goes through.
pub(crate) const STAGES: [&str; 9] =
    ["parse", "metadata", "clutter", "text", "names", "quotes", "figures", "reading", "render"];

/// What the stage of clutter is made of. The features of single nodes are no part of their own: the rules sum them up
/// anew whenever they have dropped something.
pub(crate) const PARTS_OF_CLUTTER: [&str; 3] = ["rules", "features", "selection"];

/// A page from its bytes to its reading, as a caller has it.
pub(crate) const WHOLES: [(&str, Kinds); 2] =
    [("all, without marks", Kinds::NONE), ("all, with all marks", Kinds::ALL)];

/// Reads a page, as a caller would; `None` where there is no article.
pub(crate) fn whole(bytes: &[u8], marks: Kinds) -> Option<plainleaf::Read> {
    plainleaf::read(&parse(bytes)?, &Options { marks, ..Options::default() }).ok()
}

/// How long [`whole`] takes.
pub(crate) fn time_of_whole(bytes: &[u8], marks: Kinds) -> Duration {
    timed(|| whole(bytes, marks)).1
}

/// How long a page's stage takes, counted from 0. Nothing for a stage that it does not come to.
pub(crate) fn time_of_stage(stage: usize, bytes: &[u8]) -> Duration {
    match walk(&mut Clock { before: stage }, bytes) {
        ControlFlow::Break(time) => time,
        ControlFlow::Continue(_) => Duration::ZERO,
    }
}

/// Lets stages pass until its own has come, and breaks off with the time that this one took.
struct Clock {
    /// How many stages come before.
    before: usize,
}

impl Clock {
    fn time<T>(&mut self, stage: impl FnOnce() -> T) -> ControlFlow<Duration, T> {
        let (made, time) = timed(stage);
        match self.before.checked_sub(1) {
            None => ControlFlow::Break(time),
            Some(before) => {
                self.before = before;
                ControlFlow::Continue(made)
            }
        }
    }
}

/// Takes a page through the stages; goes on to the end only where a page has no article, or the clock waits for more.
fn walk(clock: &mut Clock, bytes: &[u8]) -> ControlFlow<Duration, Option<()>> {
    let Some(page) = clock.time(|| parse(bytes))? else { return ControlFlow::Continue(None) };
    let metadata = clock.time(|| Metadata::of(&page, None))?;
    let Ok(verdicts) = clock.time(|| clutter::judge(&page, &metadata))? else { return ControlFlow::Continue(None) };
    let base = page.base_url(metadata.canonical.as_deref());
    let article = clock.time(|| article::build(&page, &verdicts, base.as_deref()))?;

    let language = metadata.language.clone().unwrap_or_default();
    let published = metadata.published.clone();
    let context = Context { language: &language, published: published.as_deref(), url: None };
    let names = clock.time(|| marks::names::find(&article.text, &context))?;
    let quotes = clock.time(|| marks::quotes::find(&article.text, &names, &context))?;
    let figures = clock.time(|| marks::figures::find(&article.text, &context))?;
    let marks = Marks { quotes, figures, names };
    drop(clock.time(|| reading::Reading::new(metadata, &article, &marks, reading::removed(&page, &verdicts)))?);
    drop(clock.time(|| render::html(&article, &marks))?);
    ControlFlow::Continue(Some(()))
}

/// How long a part of the stage of clutter takes, counted from 0. Nothing on a page without an article.
pub(crate) fn time_of_part(part: usize, bytes: &[u8]) -> Duration {
    times_of_parts(part, bytes).unwrap_or_default()
}

fn times_of_parts(part: usize, bytes: &[u8]) -> Option<Duration> {
    /// The same file that the library holds.
    static MODEL: OnceLock<Option<Model>> = OnceLock::new();
    let model = MODEL.get_or_init(|| Model::read(include_bytes!("../../src/clutter/learned/clutter.model")));
    let model = model.as_ref()?;

    let page = parse(bytes)?;
    // A case gathers the metadata too, which is another stage; the second time is as warm as the case's own.
    drop(Metadata::of(&page, None));
    let (_, metadata) = timed(|| Metadata::of(&page, None));
    let (case, rules) = timed(|| Case::of(page));
    if part == 0 {
        return Some(rules.saturating_sub(metadata));
    }
    let case = case.ok()?;
    let (_, features) = timed(|| case.rows(&|token| model.odds(token)));
    if part == 1 {
        return Some(features);
    }
    let (_, both) = timed(|| case.judge(model));
    Some(both.saturating_sub(features))
}

fn parse(bytes: &[u8]) -> Option<Page> {
    Page::from_bytes(bytes, None, Limits::default()).ok()
}

/// Runs something, and tells how long it took. What it made is thrown away outside the time.
fn timed<T>(run: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let made = black_box(run());
    (made, start.elapsed())
}
