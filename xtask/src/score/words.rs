//! The words of a text, as every measure counts them.

use std::collections::HashMap;

use unicode_general_category::{GeneralCategory, get_general_category};

/// Runs of letters, numbers and underscores, in order. Marks such as a combining accent end a run.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character| !is_word(character)).filter(|word| !word.is_empty())
}

fn is_word(character: char) -> bool {
    use GeneralCategory::{
        DecimalNumber, LetterNumber, LowercaseLetter, ModifierLetter, OtherLetter, OtherNumber, TitlecaseLetter,
        UppercaseLetter,
    };
    if character.is_ascii() {
        return character.is_ascii_alphanumeric() || character == '_';
    }
    matches!(
        get_general_category(character),
        UppercaseLetter
            | LowercaseLetter
            | TitlecaseLetter
            | ModifierLetter
            | OtherLetter
            | DecimalNumber
            | LetterNumber
            | OtherNumber
    )
}

/// How often each thing occurs.
pub(super) type Bag<T> = HashMap<T, usize>;

/// Counts things.
pub(super) fn bag<T: std::hash::Hash + Eq>(things: impl IntoIterator<Item = T>) -> Bag<T> {
    let mut bag = Bag::new();
    for thing in things {
        *bag.entry(thing).or_default() += 1;
    }
    bag
}

/// How many of two bags' things they have in common, each as often as both have it.
pub(super) fn common<T: std::hash::Hash + Eq>(one: &Bag<T>, other: &Bag<T>) -> usize {
    one.iter().map(|(thing, count)| other.get(thing).map_or(0, |other| *count.min(other))).sum()
}

/// How many things a bag holds.
pub(super) fn size<T>(bag: &Bag<T>) -> usize {
    bag.values().sum()
}

/// Every four words that follow each other; of a shorter text, all its words as one.
pub(super) fn shingles(text: &str) -> Bag<Vec<&str>> {
    const LENGTH: usize = 4;
    let words: Vec<&str> = words(text).collect();
    if (1..LENGTH).contains(&words.len()) {
        return bag([words]);
    }
    bag(words.windows(LENGTH).map(<[&str]>::to_vec))
}

/// The text with every stretch of white space as one space, and none at the ends.
pub(super) fn squash(text: &str) -> String {
    let is_space = |character: char| character.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&character);
    text.split(is_space).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_letters_numbers_and_underscores() {
        let of = |text| words(text).collect::<Vec<_>>();
        assert_eq!(of("It's 3.5 kg_net — naïve"), ["It", "s", "3", "5", "kg_net", "naïve"]);
        assert_eq!(of("½ Ⅻ ٣ 数字 ªº"), ["½", "Ⅻ", "٣", "数字", "ªº"]);
        // A combining mark and a circled letter are alphabetic to Unicode, but no letters.
        assert_eq!(of("e\u{301}te ⓐb"), ["e", "te", "b"]);
        assert_eq!(of(" — "), [""; 0]);
    }

    #[test]
    fn bags_share_what_both_have() {
        let (one, other) = (bag(["a", "a", "b"]), bag(["a", "b", "b", "c"]));
        assert_eq!(common(&one, &other), 2);
        assert_eq!((size(&one), size(&other)), (3, 4));
    }

    #[test]
    fn shingles_are_of_four_words_or_of_all_there_are() {
        assert_eq!(size(&shingles("a b c d e")), 2);
        assert_eq!(size(&shingles("a b c d")), 1);
        assert_eq!(shingles("a b"), bag([vec!["a", "b"]]));
        assert_eq!(size(&shingles("")), 0);
        assert_eq!(size(&shingles("…")), 0);
    }

    #[test]
    fn white_space_is_squashed() {
        assert_eq!(squash(" a\u{a0}\n b\u{1f}c "), "a b c");
    }
}
