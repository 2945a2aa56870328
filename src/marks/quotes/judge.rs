//! Whether a stretch between marks is somebody's words, or a title, a nickname, a word as a word, or a sneer.
//!
//! A linear score over a dozen things that a reader goes by. The weights are set by hand: 1 is a hint, 3 decides
//! against any single hint, [`NEVER`] decides alone.

use super::attribution::{Attribution, Tie};
use super::frame::Frame;
use super::lexicon::Classes;
use super::phrase::is_possessive;
use super::scan::{Stretch, is_headline};
use super::typography::Pair;
use crate::article::BlockKind;
use crate::table::listed;

/// Outweighs everything else.
const NEVER: i32 = -100;

/// What the words inside the marks look like.
struct Inside {
    /// How many words.
    words: usize,
    /// How many of them begin with a capital, function words aside.
    capitals: usize,
    /// How many are long enough, or capital enough, for a title to capitalise them.
    telling: usize,
    /// Whether there is a word that talks: a pronoun, an auxiliary.
    personal: bool,
    /// Whether it begins with a capital and ends as a sentence does.
    sentence: bool,
}

/// Whether a stretch is a quote.
pub(super) fn is_quote(frame: &Frame<'_>, index: usize, own: Option<Attribution>) -> bool {
    let stretch = &frame.stretches[index];
    let goes_on = index.checked_sub(1).is_some_and(|before| {
        let before = &frame.stretches[before];
        before.continues && before.block + 1 == stretch.block && stretch.first == frame.block(stretch.block).0
    });
    if goes_on {
        return true;
    }
    matches!(stretch.pair, Pair::Block | Pair::Line | Pair::Inline) || score(frame, stretch, own) > 0
}

fn score(frame: &Frame<'_>, stretch: &Stretch, own: Option<Attribution>) -> i32 {
    let inside = look_inside(frame, stretch);
    let (block_start, block_end) = frame.block(stretch.block);
    if inside.words == 0 || is_markup(frame, stretch) {
        return NEVER;
    }
    let tie = own.map(|own| own.tie);
    // A verb that gives words, rather than one that does something with them or thinks them.
    let speaks = own.and_then(|own| own.cue).is_none_or(|cue| {
        !frame.is(cue.first, Classes::SPEECH | Classes::ACT)
            || frame.is(cue.first, Classes::SPEECH) && !frame.is(cue.first, Classes::MIND)
    });
    let mut score = match inside.words {
        1 => 2,
        2..=3 => 3,
        4..=5 => 4,
        6..=8 => 5,
        _ => 7,
    };
    score += match tie {
        Some(Tie::Tagged) => 5,
        Some(Tie::Led) => 3,
        Some(Tie::Governed | Tie::Trailing) if speaks => 2,
        Some(Tie::Governed | Tie::Trailing) => 1,
        Some(Tie::Subject) => 0,
        None => -1,
    };
    if inside.personal {
        score += 2;
    }
    if inside.sentence && inside.words > 2 {
        score += 1;
    }
    let (sentence_start, sentence_end) = frame.sentence(stretch.first);
    if stretch.first == sentence_start && stretch.end == sentence_end && stretch.first > block_start {
        // A sentence of its own among others: “…,” she said. “…”
        score += 4;
    }
    if stretch.first == block_start && stretch.end == block_end && inside.words > 3 {
        score += 2;
    }
    if matches!(frame.text.blocks()[stretch.block].kind, BlockKind::Heading(_))
        || is_headline(frame.text, stretch.block)
    {
        // A headline sets more things in marks than a sentence does.
        score -= 2;
    }
    score
        + sign(frame, stretch)
        + naming(frame, stretch, tie)
        + nickname(frame, stretch)
        + title(frame, stretch, &inside, tie)
        + label(frame, stretch, &inside, tie, speaks)
}

fn look_inside(frame: &Frame<'_>, stretch: &Stretch) -> Inside {
    const ENOUGH: usize = 40;
    let mut inside = Inside { words: 0, capitals: 0, telling: 0, personal: false, sentence: false };
    for token in (stretch.first..stretch.end).take(ENOUGH) {
        if !frame.is(token, Classes::WORD) {
            continue;
        }
        inside.words += 1;
        let small = frame.word(token).len() < 4
            || frame.is(token, Classes::PREPOSITION | Classes::CONJUNCTION | Classes::DETERMINER);
        let capital =
            frame.is(token, Classes::CAPITAL) || frame.word(token).starts_with(|first: char| first.is_numeric());
        if capital || !small {
            inside.telling += 1;
            inside.capitals += usize::from(capital);
        }
        inside.personal |= frame.is(token, Classes::PERSONAL);
    }
    let last = frame.word(frame.last_inside(stretch));
    inside.sentence = frame.is(stretch.first + 1, Classes::CAPITAL) && listed(". ! ? , …", last);
    inside
}

/// `href="…"`: the value of an attribute in markup that was shown as text.
fn is_markup(frame: &Frame<'_>, stretch: &Stretch) -> bool {
    stretch.first > 0 && frame.word(stretch.first - 1) == "=" && frame.attached(stretch.first)
}

/// "so-called “…”", "nicknamed “…”", "the word “…”".
fn naming(frame: &Frame<'_>, stretch: &Stretch, tie: Option<Tie>) -> i32 {
    let (start, _) = frame.block(stretch.block);
    let mut at = stretch.first;
    for _ in 0..3 {
        if at <= start {
            return 0;
        }
        at -= 1;
        if frame.is(at, Classes::NAMING) && !is_done(frame, at) {
            // "He used the word “…”" gives somebody's word; "the word “…” comes from" gives a word.
            return if matches!(tie, Some(Tie::Led | Tie::Governed)) && frame.is(at, Classes::SPEECH_NOUN) {
                -1
            } else {
                -4
            };
        }
        // "so-called" is three tokens, "known as" and "spelled as" two.
        if frame.says(at, "called") && (frame.says(at.wrapping_sub(2), "so") || frame.says(at.wrapping_sub(1), "so")) {
            return -5;
        }
        if !listed("as , : the a an", frame.word(at)) {
            return 0;
        }
    }
    0
}

/// Whether the word at a token is a verb that somebody does: "he dubbed him “…”", not "the song titled “…”".
fn is_done(frame: &Frame<'_>, token: usize) -> bool {
    token > 0
        && frame.is_verb(token)
        && (frame.is(token - 1, Classes::CAPITAL | Classes::PRONOUN | Classes::ADVERB)
            || listed("has have had and", frame.word(token - 1)))
}

/// A slogan on a sign, a shirt, a hat: nobody says it.
fn sign(frame: &Frame<'_>, stretch: &Stretch) -> i32 {
    let (start, end) = frame.sentence(stretch.first);
    let near = (start.max(stretch.first.saturating_sub(5))..stretch.first).chain(stretch.end..end.min(stretch.end + 2));
    let carried = near.into_iter().any(|token| frame.stretch_at(token).is_none() && frame.is(token, Classes::SIGN));
    if carried { -4 } else { 0 }
}

/// Robert “Bob” Stone: between the parts of a name.
fn nickname(frame: &Frame<'_>, stretch: &Stretch) -> i32 {
    let words = (stretch.first..stretch.end).filter(|&token| frame.is(token, Classes::WORD)).count();
    let plain = |token: usize| {
        frame.is(token, Classes::CAPITAL)
            && !frame.is(token, Classes::DETERMINER | Classes::PRONOUN | Classes::CONJUNCTION)
    };
    let before = stretch.first.checked_sub(1).is_some_and(|before| {
        plain(before)
            || frame.word(before) == "."
                && before > 0
                && frame.is(before - 1, Classes::CAPITAL)
                && frame.word(before - 1).len() == 1
    });
    let closes = listed(", . ! ?", frame.word(frame.last_inside(stretch)));
    if words <= 3 && before && plain(stretch.end) && !closes && frame.is(stretch.first + 1, Classes::CAPITAL) {
        -8
    } else {
        0
    }
}

/// The title of a work, a programme, a law, a campaign.
fn title(frame: &Frame<'_>, stretch: &Stretch, inside: &Inside, tie: Option<Tie>) -> i32 {
    let all_capitals = inside.telling > 0 && inside.capitals == inside.telling;
    if inside.words > 9 || !all_capitals {
        return 0;
    }
    let (start, end) = frame.sentence(stretch.first);
    let before = (start.max(stretch.first.saturating_sub(4))..stretch.first)
        .rev()
        .filter(|&token| frame.stretch_at(token).is_none());
    let work_before = before.clone().any(|token| frame.is(token, Classes::WORK));
    let work_behind = (stretch.end..end.min(stretch.end + 2))
        .any(|token| frame.stretch_at(token).is_none() && frame.is(token, Classes::WORK));
    let last = stretch.first.checked_sub(1).map_or("", |token| frame.word(token));
    let owned = is_possessive(last) || matches!(last, "’" | "'");
    let tagged = tie == Some(Tie::Tagged);
    if tagged && !work_before && !work_behind && !owned {
        return -1;
    }
    // "his new project, “…,” the actor said": what is named in passing, whoever speaks around it.
    let named_before = (1..=2).any(|back| {
        stretch.first.checked_sub(back).is_some_and(|at| frame.is(at, Classes::WORK) && (back == 1 || last == ","))
    });
    // Where things are shown and printed: on “…”, hosts “…”.
    let shown = listed("on On in In hosts watch watching", last);
    let placed = shown || listed("for of the The to with from", last);
    let several = inside.capitals > 1;
    let mut score = if several { -2 } else { 0 };
    if named_before {
        score -= 8;
    } else if work_before || work_behind {
        score -= 5;
    }
    score
        - match (owned, several) {
            (true, true) => 8,
            (true, false) if tagged => 8,
            // "NBC’s “Today”" rather than "the law’s “Luxury Tax”".
            (true, false) if frame.is(stretch.first - 1, Classes::CAPITAL) => 5,
            (true, false) => 3,
            (false, true) if shown => 5,
            (false, true) if placed => 3,
            (false, false) if placed => 1,
            (false, _) => 0,
        }
}

/// A word or two held with tongs, and going on into the noun that they describe: the “smart” people.
fn label(frame: &Frame<'_>, stretch: &Stretch, inside: &Inside, tie: Option<Tie>, speaks: bool) -> i32 {
    if inside.words > 3 || matches!(tie, Some(Tie::Tagged | Tie::Led)) {
        return 0;
    }
    let next = stretch.end;
    let noun_follows = frame.stretch_at(next).is_none()
        && frame.is(next, Classes::WORD)
        && !frame.is(
            next,
            Classes::PREPOSITION
                | Classes::CONJUNCTION
                | Classes::AUX
                | Classes::PRONOUN
                | Classes::DETERMINER
                | Classes::CAPITAL
                | Classes::ADVERB,
        );
    let whole = inside.sentence && inside.words > 1;
    let unsaid = matches!(tie, Some(Tie::Subject) | None) && !inside.personal && !whole;
    match (unsaid, noun_follows) {
        (true, true) => -4,
        (true, false) => -3,
        (false, true) if !speaks => -1,
        _ => 0,
    }
}
