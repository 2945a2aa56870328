//! The words that quotes go by, from one readable table, and what each token of a text is.

use crate::cut::Cut;
use crate::hash;
use crate::letters::of_small;
use crate::map::Map;
use crate::table::{self, lines};
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

/// The words that quotes go by, one class a section of the table. A line holds words separated by spaces. Under a heading that
/// ends in "verbs" each word is a base form and its other forms are made by rule; a word written as base/third/past/ing
/// gives them itself, and a "+" doubles the last letter before -ed and -ing.
///
/// Sources: our own reading of English news, and the frequent cue words of the attributions in PolNeAR (facts only).
static LEXICON: LazyLock<Map<Classes>> = LazyLock::new(|| read(table::file!("words.txt")));

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
    if word.len() <= LONGEST
        && let Some(&known) = LEXICON.get(of_small(word))
    {
        found |= known;
        // A month and a man's name, not auxiliaries.
        if matches!(word, "May" | "Will") {
            found.0 &= !Classes::AUX.0;
        }
    }
    if word.len() > 5 && word.ends_with("ly") && !found.any(Classes::CAPITAL) {
        found |= Classes::ADVERB;
    }
    found
}

fn read(table: &'static str) -> Map<Classes> {
    let mut lexicon: Map<Classes> = Map::default();
    for line in lines(table) {
        for word in line.text.split(' ') {
            let class = match line.heading {
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
                *lexicon.entry(form, Classes::default()) |= class | extra;
            }
        }
    }
    lexicon
}

/// The hashes of a verb's base, third person, past and -ing form.
fn forms(verb: &str) -> [(u64, Classes); 4] {
    const NONE: Classes = Classes(0);
    // What `hash::of_word` gives for the parts as one word.
    let whole = |parts: [&str; 3]| {
        let characters = parts.into_iter().flat_map(str::chars);
        hash::finish(characters.fold(hash::SEED, |hash, character| hash::step(hash, character as u64)))
    };
    let base = verb.trim_end_matches('+');
    let double = if base.len() < verb.len() { base.cut(base.len() - 1..) } else { "" };
    let short = base.strip_suffix('e').unwrap_or(base);
    let made = match base.strip_suffix('y') {
        Some(cut) if !cut.ends_with(['a', 'e', 'o', 'u']) => [[cut, "", "ies"], [cut, "", "ied"]],
        _ if base.ends_with(['s', 'x', 'h', 'z']) => [[base, "", "es"], [short, double, "ed"]],
        _ => [[base, "", "s"], [short, double, "ed"]],
    };
    let mut given = base.split('/');
    let mut next = |made| given.next().map_or_else(|| whole(made), hash::of_word);
    let first = next([base, "", ""]);
    let (third, past, ing) = (next(made[0]), next(made[1]), next([short, double, "ing"]));
    // "put", "read": the past looks the same, so nothing makes it a noun.
    let present = if past == first { NONE } else { Classes::PRESENT };
    [(first, present), (third, Classes::PRESENT), (past, NONE), (ing, Classes::ING)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Line;

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
        for Line { heading, .. } in lines(table::file!("words.txt")) {
            assert!(
                Classes::of_heading(heading).is_some()
                    || matches!(heading, "speech verbs" | "mind verbs" | "act verbs"),
                "{heading}"
            );
        }
    }
}
