//! The last look at what is kept: marks that lead nowhere for a reader, words said twice, headings left alone.

use super::code;
use super::column::Column;
use super::features::{Features, Run, Sums};
use super::signals::Signals;
use super::{Reason, Verdict, Verdicts, words};
use crate::hash;
use crate::map::{Map, Set};
use crate::page::{NodeId, Page, Tag};

/// Calls `visit` on every node of a part that is not dropped; where it answers with a reason, the subtree goes.
fn sift(page: &Page, part: NodeId, verdicts: &mut Verdicts, mut visit: impl FnMut(NodeId) -> Option<Reason>) {
    let mut at = part;
    while at < page.end(part) {
        if verdicts.is_dropped(at) {
            at = page.end(at);
        } else if let Some(reason) = visit(at) {
            verdicts.set_subtree(page, at, Verdict::Drop(reason));
            at = page.end(at);
        } else {
            at = NodeId(at.0 + 1);
        }
    }
}

/// Drops marks beside headings and notes, icons set in type, and the title bars and line numbers of code.
pub(super) fn drop_marks(page: &Page, sums: &Column<Sums>, part: NodeId, verdicts: &mut Verdicts) {
    let mut code_end = part;
    for node in page.subtree(part) {
        if page.tag(node) == Tag::Pre && node >= code_end && !verdicts.is_dropped(node) {
            code::drop_line_numbers(page, node, verdicts);
            code_end = page.end(node);
        }
    }
    sift(page, part, verdicts, |node| match page.tag(node) {
        Tag::A if sums[node].pictures == 0 && sums[node].words <= 2 => {
            let within = page.attribute(node, "href").is_some_and(|href| href.starts_with('#'));
            (within && has_words(page, node, 0)).then_some(Reason::Navigation)
        }
        Tag::Span | Tag::I if (1..=2).contains(&sums[node].characters) => {
            let icon = page.attribute(node, "class").is_some_and(|class| class.to_ascii_lowercase().contains("icon"));
            (icon && has_words(page, node, 0)).then_some(Reason::Label)
        }
        Tag::Div | Tag::Span => {
            let sum = &sums[node];
            let short = sum.words > 0 && sum.words <= 4 && sum.sentence_characters == 0 && sum.pictures == 0;
            (short && stands_over_code(page, node)).then_some(Reason::Label)
        }
        _ => None,
    });
}

/// Whether a small subtree has no more than `most` letters or digits.
fn has_words(page: &Page, node: NodeId, most: usize) -> bool {
    let letters = page.subtree(node).take(16).flat_map(|inner| page.text(inner).chars().take(64));
    // Unicode counts signs such as "ℹ" and "™" as letters.
    letters.filter(|character| character.is_alphanumeric() && !matches!(character, '\u{2100}'..='\u{214f}')).count()
        <= most
}

/// Whether the next element is preformatted, or holds nothing before something that is.
fn stands_over_code(page: &Page, node: NodeId) -> bool {
    let mut at = page.end(node);
    let parent = page.parent(node);
    for _ in 0..8 {
        if at >= page.end(parent) {
            return false;
        }
        match page.tag(at) {
            Tag::Pre => return true,
            Tag::Text if page.is_blank(at) => {}
            Tag::Div | Tag::Span | Tag::Figure => {}
            Tag::Button => {
                at = page.end(at);
                continue;
            }
            _ => return false,
        }
        at = NodeId(at.0 + 1);
    }
    false
}

/// How many words in a row are compared.
const SHINGLE: usize = 5;

/// Hashes of all words in a row, so many at a time.
fn shingles(words: &[u64]) -> impl Iterator<Item = u64> {
    words.windows(SHINGLE).map(|window| hash::of_all(window.iter().copied()))
}

/// Drops runs that say again, word by word, what another kept run says, and pull quotes taken from the text.
pub(super) fn drop_repeats(page: &Page, features: &Features, parts: &[NodeId], verdicts: &mut Verdicts) {
    /// Shorter runs may well be said twice.
    const SHORTEST: u32 = 8;
    /// With so many words left, even much repetition goes.
    const ENOUGH_LEFT: u32 = 250;
    let mut said = Set::default();
    let mut quotes: Vec<(&Run, Vec<u64>)> = Vec::new();
    let (mut again, mut text): (Vec<&Run>, Vec<&Run>) = (Vec::new(), Vec::new());
    for run in kept_runs(page, features, parts) {
        if run.words < SHORTEST || verdicts.is_dropped(run.first) || matches!(page.tag(run.container), Tag::Pre) {
            continue;
        }
        let words = words_of(page, run, verdicts);
        if !said.insert(hash::of_all(words.iter().copied()))
            && !matches!(page.tag(run.container), Tag::Td | Tag::Th | Tag::Li)
        {
            again.push(run);
        } else if run.words <= 60 && is_set_apart(page, features, run) {
            quotes.push((run, shingles(&words).collect()));
        } else {
            text.push(run);
        }
    }
    let taken = taken_from(page, &text, &quotes, verdicts);
    let words = |runs: &[&Run]| runs.iter().map(|run| run.words).sum::<u32>();
    let all = words(&text) + quotes.iter().map(|(run, _)| run.words).sum::<u32>();
    // A page that keeps saying the same is a song, a form or filler, and means it.
    if all >= ENOUGH_LEFT || words(&again) * 4 <= all {
        for run in again {
            drop_run(page, run, verdicts, Reason::Duplicate);
        }
    }
    for run in taken {
        drop_run(page, run, verdicts, Reason::Duplicate);
    }
}

/// Those of the quotes, each with its shingles, that are nearly all said in the text too. Most pages have no quotes at
/// all, and their text is not read for them.
fn taken_from<'a>(page: &Page, text: &[&Run], quotes: &[(&'a Run, Vec<u64>)], verdicts: &Verdicts) -> Vec<&'a Run> {
    let mut known: Map<bool> = Map::default();
    quotes.iter().flat_map(|(_, cut)| cut).for_each(|&shingle| known.insert(shingle, false));
    if known.len() > 0 {
        for run in text {
            for shingle in shingles(&words_of(page, run, verdicts)) {
                if let Some(is_said) = known.get_mut(shingle) {
                    *is_said = true;
                }
            }
        }
    }
    let is_taken = |cut: &[u64]| {
        let said = cut.iter().filter(|&&shingle| known.get(shingle).copied().unwrap_or_default()).count();
        said * 5 >= cut.len() * 4 && said > 0
    };
    quotes.iter().filter(|(_, cut)| is_taken(cut)).map(|&(run, _)| run).collect()
}

fn kept_runs<'a>(page: &'a Page, features: &'a Features, parts: &'a [NodeId]) -> impl Iterator<Item = &'a Run> {
    let mut parts = parts.iter().copied().peekable();
    features.runs.iter().filter(move |run| {
        while parts.peek().is_some_and(|&part| page.end(part) <= run.first) {
            parts.next();
        }
        parts.peek().is_some_and(|&part| page.contains(part, run.first))
    })
}

/// The words of a run, hashed.
fn words_of(page: &Page, run: &Run, verdicts: &Verdicts) -> Vec<u64> {
    let mut hashes = Vec::with_capacity(run.words as usize);
    for node in (run.first.0..run.end.0).map(NodeId).filter(|&node| !verdicts.is_dropped(node)) {
        words::each(page.text(node), &mut |word, _| hashes.push(word.into()));
    }
    hashes
}

/// Whether a run stands in a pull quote, an aside or a block quote.
fn is_set_apart(page: &Page, features: &Features, run: &Run) -> bool {
    std::iter::once(run.container).chain(page.ancestors(run.container)).take(4).any(|node| {
        matches!(page.tag(node), Tag::Blockquote | Tag::Aside | Tag::Q)
            || features.signals[node].any(Signals::PULLQUOTE)
    })
}

fn drop_run(page: &Page, run: &Run, verdicts: &mut Verdicts, reason: Reason) {
    for node in (run.first.0..run.end.0).map(NodeId) {
        if page.tag(node) == Tag::Text {
            verdicts.set(node, Verdict::Drop(reason));
        }
    }
}

/// Drops headings with nothing left below them: what they announced was taken out.
pub(super) fn drop_orphan_headings(page: &Page, features: &Features, parts: &[NodeId], verdicts: &mut Verdicts) {
    let runs: Vec<&Run> = kept_runs(page, features, parts).collect();
    // Going back: the level of the next kept block (7 for text), and why what stood in between went.
    let mut next_level = 0_u8;
    let mut gone: Option<Reason> = None;
    let mut kept_above_end = false;
    for run in runs.into_iter().rev() {
        if let Verdict::Drop(reason) = verdicts.of(run.first) {
            gone = gone.or(Some(reason));
            continue;
        }
        let level = page.tag(run.container).heading_level();
        match level {
            Some(level)
                if next_level != 7
                    && (next_level == 0 || next_level <= level)
                    && (gone.is_some() || !kept_above_end) =>
            {
                if !holds_picture_until(page, run, verdicts) {
                    let whole = run.container;
                    verdicts.set_subtree(page, whole, Verdict::Drop(gone.unwrap_or(Reason::Label)));
                    continue;
                }
                next_level = level;
            }
            // A heading over a box of links that went, with more of the text right behind.
            Some(_) if gone == Some(Reason::Related) && announces_others(page, run) => {
                verdicts.set_subtree(page, run.container, Verdict::Drop(Reason::Related));
                continue;
            }
            Some(level) => next_level = level,
            None => next_level = 7,
        }
        kept_above_end = true;
        gone = None;
    }
}

fn announces_others(page: &Page, run: &Run) -> bool {
    run.words <= 8 && super::labels::announces_others(&super::labels::normal(&page.text_content(run.container)))
}

/// Whether a picture stands right behind a heading: then that is what it announces.
fn holds_picture_until(page: &Page, run: &Run, verdicts: &Verdicts) -> bool {
    (page.end(run.container).0..page.len() as u32)
        .map(NodeId)
        .take(40)
        .take_while(|&node| page.tag(node).heading_level().is_none())
        .any(|node| {
            matches!(page.tag(node), Tag::Img | Tag::Table | Tag::Video | Tag::Iframe | Tag::Math | Tag::Picture)
                && !verdicts.is_dropped(node)
        })
}

/// Drops elements that are left without words, pictures or anything else to show.
pub(super) fn drop_empty(page: &Page, sums: &Column<Sums>, part: NodeId, verdicts: &mut Verdicts) {
    // In code, white space says something.
    let mut code_end = part;
    sift(page, part, verdicts, |node| {
        if page.tag(node) == Tag::Pre {
            code_end = code_end.max(page.end(node));
        }
        if node < code_end {
            return None;
        }
        let sum = &sums[node];
        let empty = sum.characters == 0 && sum.pictures == 0 && sum.embeds == 0;
        let shows = match page.tag(node) {
            Tag::P
            | Tag::Div
            | Tag::Section
            | Tag::Ul
            | Tag::Ol
            | Tag::Li
            | Tag::Blockquote
            | Tag::Figcaption
            | Tag::Table
            | Tag::Header
            | Tag::Dl => page
                .subtree(node)
                .take(64)
                .any(|inner| matches!(page.tag(inner), Tag::Video | Tag::Audio | Tag::Math | Tag::Canvas | Tag::Hr)),
            tag => tag.heading_level().is_none(),
        };
        (empty && !shows).then_some(Reason::LowScore)
    });
}
