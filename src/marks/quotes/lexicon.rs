//! The words that quotes go by, from one readable table, and what each token of a text is.

use crate::hash;
use crate::map::Map;
use std::sync::LazyLock;

/// The classes that a word belongs to: a set of bits.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct Classes(u32);

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $bit:literal $(, $heading:literal)?;)+) => {
        impl Classes {
            $($(#[$doc])* pub(super) const $name: Self = Self(1 << $bit);)+

            fn of_heading(heading: &str) -> Option<Self> {
                match heading {
                    $($($heading => Some(Self::$name),)?)+
                    _ => None,
                }
            }
        }
    };
}

classes! {
    /// A verb of giving words, in a form that can have a subject.
    SPEECH = 0, "speech forms";
    /// A verb of doing something with words.
    ACT = 1;
    /// The form in -ing of either.
    ING = 2;
    AUX = 3, "aux";
    BE = 4, "be";
    PRONOUN = 5, "pronouns";
    HE = 6, "pronouns of men";
    SHE = 7, "pronouns of women";
    DETERMINER = 8, "determiners";
    POSSESSIVE = 9, "possessives";
    ADVERB = 10, "adverbs";
    PREPOSITION = 11, "prepositions";
    CONJUNCTION = 12, "conjunctions";
    RELATIVE = 13, "relatives";
    TIME = 14, "times";
    TITLE = 15, "titles";
    MAN = 16, "men";
    WOMAN = 17, "women";
    ROLE = 18, "roles";
    SPEECH_NOUN = 19, "speech nouns";
    WORK = 20, "works";
    NAMING = 21, "namings";
    PERSONAL = 22, "personal";
    PARTICLE = 23, "particles";
    /// Begins with a capital.
    CAPITAL = 24;
    /// A word or number, not a sign.
    WORD = 25;
    /// The base form, or the third person, of a verb: it may as well be a noun.
    PRESENT = 26;
    /// A verb of thinking or finding, which gives words less surely than one of speech.
    MIND = 27;
    SIGN = 28, "signs";
    OTHER_VERB = 29, "other verbs";
    NAME_OF_MAN = 30, "given names of men";
    NAME_OF_WOMAN = 31, "given names of women";
}

impl Classes {
    /// Whether it is in any of these classes.
    pub(super) const fn any(self, classes: Self) -> bool {
        self.0 & classes.0 != 0
    }
}

impl std::ops::BitOr for Classes {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl std::ops::BitOrAssign for Classes {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

static LEXICON: LazyLock<Map<Classes>> = LazyLock::new(|| read(include_str!("words.txt")));

/// The longest word in the table, in bytes.
const LONGEST: usize = 24;

/// The classes of a word as it stands in a text.
pub(super) fn classes(word: &str) -> Classes {
    let Some(first) = word.chars().next() else { return Classes::default() };
    let mut found = Classes::default();
    if first.is_alphanumeric() {
        found |= Classes::WORD;
    } else {
        return found;
    }
    if first.is_uppercase() {
        found |= Classes::CAPITAL;
    }
    if word.len() <= LONGEST {
        let known = if word.bytes().any(|byte| !byte.is_ascii_lowercase()) {
            LEXICON.get(hash::of_word(&word.to_lowercase()))
        } else {
            LEXICON.get(hash::of_word(word))
        };
        if let Some(&known) = known {
            found |= known;
            // A month and a man's name, not auxiliaries.
            if matches!(word, "May" | "Will") {
                found.0 &= !Classes::AUX.0;
            }
        }
    }
    if word.len() > 5 && word.ends_with("ly") && !found.any(Classes::CAPITAL) {
        found |= Classes::ADVERB;
    }
    found
}

fn read(table: &str) -> Map<Classes> {
    let mut lexicon: Map<Classes> = Map::default();
    let mut heading = "";
    for line in table.lines() {
        let line = line.split('#').next().unwrap_or_default().trim();
        if let Some(rest) = line.strip_prefix('[') {
            heading = rest.trim_end_matches(']');
            continue;
        }
        for word in line.split_whitespace() {
            let class = match heading {
                "speech verbs" => Classes::SPEECH,
                "mind verbs" => Classes::SPEECH | Classes::MIND,
                "act verbs" => Classes::ACT,
                other => {
                    *lexicon.entry(hash::of_word(word), Classes::default()) |=
                        Classes::of_heading(other).unwrap_or_default();
                    continue;
                }
            };
            for (form, extra) in forms(word) {
                *lexicon.entry(hash::of_word(&form), Classes::default()) |= class | extra;
            }
        }
    }
    lexicon
}

/// Base, third person, past and -ing form of a verb as the table writes it.
fn forms(verb: &str) -> [(String, Classes); 4] {
    const NONE: Classes = Classes(0);
    let given: Vec<&str> = verb.split('/').collect();
    if let [base, third, past, ing] = given[..] {
        return [
            (base.to_owned(), Classes::PRESENT),
            (third.to_owned(), Classes::PRESENT),
            (past.to_owned(), NONE),
            (ing.to_owned(), Classes::ING),
        ];
    }
    let doubled = verb.ends_with('+');
    let base = verb.trim_end_matches('+');
    let mut stem = base.to_owned();
    if doubled && let Some(last) = base.chars().last() {
        stem.push(last);
    }
    let short = stem.strip_suffix('e').unwrap_or(&stem).to_owned();
    let third = if base.ends_with(['s', 'x', 'h', 'z']) { format!("{base}es") } else { format!("{base}s") };
    let (past, third) = match base.strip_suffix('y') {
        Some(cut) if !cut.ends_with(['a', 'e', 'o', 'u']) => (format!("{cut}ied"), format!("{cut}ies")),
        _ => (format!("{short}ed"), third),
    };
    [
        (base.to_owned(), Classes::PRESENT),
        (third, Classes::PRESENT),
        (past, NONE),
        (format!("{short}ing"), Classes::ING),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_of_the_table_are_known_in_all_their_forms() {
        for word in ["said", "Says", "replied", "denies", "admitted", "noting", "pushes", "arguing", "told"] {
            assert!(classes(word).any(Classes::SPEECH | Classes::ACT), "{word}");
        }
        assert!(classes("noting").any(Classes::ING));
        assert!(!classes("table").any(Classes::SPEECH | Classes::ACT));
    }

    #[test]
    fn every_heading_of_the_table_is_a_class() {
        for line in include_str!("words.txt").lines().filter(|line| line.starts_with('[')) {
            let heading = line.trim_start_matches('[').split(']').next().unwrap_or_default();
            assert!(
                Classes::of_heading(heading).is_some()
                    || matches!(heading, "speech verbs" | "mind verbs" | "act verbs"),
                "{heading}"
            );
        }
    }
}
