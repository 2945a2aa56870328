//! Lines that are about the page and not part of the article, by what they say: `phrases.txt`, read once.

use super::Reason;
use crate::cut::Cut;
use crate::hash;
use crate::map::{Map, Set};
use crate::table::{self, lines};
use std::sync::OnceLock;

const FILE: &str = table::file!("phrases.txt");

/// What must be true of a line besides its beginning.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum And {
    /// Nothing.
    Short,
    /// A colon, a dash or a bar follows the beginning, or half of the line is a link.
    LeadsOn,
    /// It speaks of letters, boxes or accounts.
    AsksToSubscribe,
}

/// What else must be true of a line that begins with certain words.
struct Beginning {
    most: u32,
    and: And,
    reason: Reason,
}

/// What the file says.
#[derive(Default)]
struct Phrases {
    lines: Map<Reason>,
    /// By the words, those that ask for less first.
    beginnings: Map<Vec<Beginning>>,
    /// The words that those begin with.
    first_words: Set,
    subscription_words: Vec<&'static str>,
    date_words: Set,
    writer_words: Vec<&'static str>,
}

/// What the lines below a heading are.
#[derive(Clone, Copy)]
enum Section {
    Exactly(Reason),
    Begins(Reason, u32, And),
    Subscription,
    Date,
    Writer,
}

impl Section {
    fn of(heading: &str) -> Option<Self> {
        let (kind, rest) = heading.split_once(": ").unwrap_or((heading, ""));
        let mut rest = rest.split(", ");
        match kind {
            "exactly" => Some(Self::Exactly(reason(rest.next()?)?)),
            "begins" => {
                let reason = reason(rest.next()?)?;
                let most = rest.next()?.parse::<u32>().ok()?;
                let and = match rest.next()? {
                    "short" => And::Short,
                    "leads on" => And::LeadsOn,
                    "subscribe" => And::AsksToSubscribe,
                    _ => return None,
                };
                Some(Self::Begins(reason, most, and))
            }
            "subscription words" => Some(Self::Subscription),
            "date words" => Some(Self::Date),
            "writer words" => Some(Self::Writer),
            _ => None,
        }
    }
}

fn reason(name: &str) -> Option<Reason> {
    Some(match name {
        "advertisement" => Reason::Advertisement,
        "related" => Reason::Related,
        "share" => Reason::Share,
        "newsletter" => Reason::Newsletter,
        "comments" => Reason::Comments,
        "author" => Reason::Author,
        "navigation" => Reason::Navigation,
        "label" => Reason::Label,
        "form" => Reason::Form,
        "frame" => Reason::Frame,
        "consent" => Reason::Consent,
        _ => return None,
    })
}

fn phrases() -> &'static Phrases {
    static PHRASES: OnceLock<Phrases> = OnceLock::new();
    PHRASES.get_or_init(|| {
        let mut phrases = Phrases::default();
        for line in lines(FILE) {
            match Section::of(line.heading) {
                Some(Section::Exactly(reason)) => phrases.lines.insert(hash::of_word(line.text), reason),
                Some(Section::Begins(reason, most, and)) => {
                    phrases.first_words.insert(first_word(line.text));
                    let list = phrases.beginnings.entry(hash::of_word(line.text), Vec::new());
                    list.insert(list.partition_point(|other| other.and <= and), Beginning { most, and, reason });
                }
                Some(Section::Subscription) => phrases.subscription_words.push(line.text),
                Some(Section::Date) => phrases.date_words.extend([hash::of_word(line.text)]),
                Some(Section::Writer) => phrases.writer_words.push(line.text),
                None => {}
            }
        }
        phrases
    })
}

/// The reason of a line that says exactly this.
pub(super) fn of_line(line: &str) -> Option<Reason> {
    phrases().lines.get(hash::of_word(line)).copied()
}

/// The reason of a line that begins as one of the phrases. `link` is the share of it that is a link.
pub(super) fn of_beginning(line: &str, words: u32, link: f32) -> Option<Reason> {
    beginnings(line)
        .find(|(beginning, rest)| {
            words <= beginning.most
                && match beginning.and {
                    And::Short => true,
                    And::LeadsOn => {
                        rest.trim_start().starts_with([':', '|', '-', '–', '—', '»', '>'])
                            || (link > 0.5 && !rest.is_empty())
                    }
                    And::AsksToSubscribe => asks_to_subscribe(line),
                }
        })
        .map(|(beginning, _)| beginning.reason)
}

/// Whether a line begins like one that announces other pieces.
pub(super) fn begins_as_related(line: &str) -> bool {
    beginnings(line).any(|(beginning, _)| beginning.reason == Reason::Related)
}

/// The phrases that a line begins with, up to the end of a word, each with what follows it in the line.
fn beginnings(line: &str) -> impl Iterator<Item = (&'static Beginning, &str)> {
    /// No phrase is longer, in bytes.
    const LONGEST: usize = 48;
    let phrases = phrases();
    let mut hashed = hash::SEED;
    let mut rest = line.chars();
    let mut is_first = true;
    // Each end of a word: the phrases that end there, and what follows.
    let ends = std::iter::from_fn(move || {
        loop {
            hashed = hash::step(hashed, rest.next()?.into());
            let behind = rest.as_str();
            if line.len() - behind.len() > LONGEST {
                return None;
            }
            if behind.starts_with(char::is_alphanumeric) {
                continue;
            }
            let start = hash::finish(hashed);
            // Nearly all lines begin with a word that no phrase begins with.
            if std::mem::take(&mut is_first) && !phrases.first_words.contains(start) {
                return None;
            }
            if let Some(found) = phrases.beginnings.get(start) {
                return Some((found, behind));
            }
        }
    });
    ends.flat_map(|(found, behind)| found.iter().map(move |beginning| (beginning, behind)))
}

/// The hash of a phrase up to where its first word ends.
fn first_word(phrase: &str) -> u64 {
    let first = phrase.chars().next().map_or(0, char::len_utf8);
    let end = phrase.cut(first..).find(|character: char| !character.is_alphanumeric());
    hash::of_word(phrase.cut(..end.map_or(phrase.len(), |end| first + end)))
}

/// Whether a line asks for an address or for money.
fn asks_to_subscribe(line: &str) -> bool {
    phrases().subscription_words.iter().any(|word| line.contains(word))
}

/// Whether a word is one that dates are made of, besides numbers.
pub(super) fn is_date_word(word: &str) -> bool {
    phrases().date_words.contains(hash::of_word(word))
}

/// The words before the writer's name that a line begins with.
pub(super) fn writer_words(line: &str) -> Option<&'static str> {
    phrases().writer_words.iter().copied().find(|by| line.strip_prefix(by).is_some_and(|rest| rest.starts_with(' ')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clutter::labels::normal;

    #[test]
    fn the_file_is_read_to_the_last_line() {
        for line in lines(FILE) {
            assert!(Section::of(line.heading).is_some(), "{line:?}");
            assert!(line.text.len() <= 48 && line.text == line.text.to_lowercase().trim(), "{line:?}");
        }
    }

    #[test]
    fn every_line_can_be_found() {
        for line in lines(FILE) {
            match Section::of(line.heading) {
                Some(Section::Exactly(reason)) => assert_eq!(of_line(&normal(line.text)), Some(reason), "{line:?}"),
                Some(Section::Begins(reason, ..)) => {
                    let mut found = beginnings(line.text).filter(|(_, rest)| rest.is_empty());
                    assert!(found.any(|(beginning, _)| beginning.reason == reason), "{line:?}");
                }
                _ => {}
            }
        }
        assert!(is_date_word("monday") && !is_date_word("kettle"));
        assert_eq!(of_line("a line of the story"), None);
    }

    #[test]
    fn a_beginning_ends_where_a_word_ends() {
        assert_eq!(of_beginning("tags: kettles, whistles", 3, 0.0), Some(Reason::Label));
        assert_eq!(of_beginning("tagsüber bleibt es kalt", 4, 0.0), None);
        assert_eq!(of_beginning("read the small print first", 5, 0.0), None);
        assert_eq!(of_beginning("read the small print first", 5, 1.0), Some(Reason::Related));
        assert_eq!(of_beginning("get the kettle in your inbox", 6, 0.0), Some(Reason::Newsletter));
        assert_eq!(of_beginning("get the kettle off the stove", 6, 0.0), None);
    }
}
