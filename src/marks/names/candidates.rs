//! Which units can be part of a name at all: words with capitals, and what stands between or beside them as names have
//! it. All others are outside, and nothing need be asked about them: that is most of a text.

use super::cues;
use super::units::{Case, Units, Word, suffix};
use std::ops::Range;

/// Units in a row that can be part of names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Stretch {
    /// The units.
    pub units: Range<usize>,
    /// The block that they stand in.
    pub block: Range<usize>,
}

/// The stretches of a text, in order.
#[must_use]
pub(super) fn stretches(units: &Units) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for block in &units.blocks {
        let place = Place { units, block };
        for at in block.clone().filter(|&at| place.is_candidate(at)) {
            match stretches.last_mut() {
                Some(last) if last.units.end == at && at > block.start => last.units.end += 1,
                _ => stretches.push(Stretch { units: at..at + 1, block: block.clone() }),
            }
        }
    }
    stretches
}

/// The last letter of a number: all digits are alike.
const DIGIT: u32 = suffix('0');

struct Place<'a> {
    units: &'a Units,
    block: &'a Range<usize>,
}

impl Place<'_> {
    fn word(&self, at: usize, offset: isize) -> Option<&Word> {
        at.checked_add_signed(offset).filter(|at| self.block.contains(at)).map(|at| self.units.word(at))
    }

    fn is_capital(&self, at: usize, offset: isize) -> bool {
        self.word(at, offset).is_some_and(|word| word.case >= Case::Inner)
    }

    fn is_sign(&self, at: usize, offset: isize, sign: u8) -> bool {
        self.word(at, offset).is_some_and(|word| word.sign == sign)
    }

    fn has_cue(&self, at: usize, offset: isize, cue: u32) -> bool {
        self.word(at, offset).is_some_and(|word| word.cues & cue != 0)
    }

    fn is_candidate(&self, at: usize) -> bool {
        let word = self.units.word(at);
        match word.case {
            Case::Sign => match word.sign {
                b'#' => self.is_capital(at, 1),
                b'-' => {
                    self.is_capital(at, -1)
                        || self.is_capital(at, 1)
                            && (self.has_cue(at, -1, cues::PARTICLE) || self.is_sign(at, -2, b'-'))
                }
                _ => self.is_between(at),
            },
            // "Channel 4", "7 News", "Joypurhat-1", and "3M" alone.
            Case::Number => {
                self.is_capital(at, -1)
                    || self.is_capital(at, 1)
                    || self.is_sign(at, -1, b'-') && self.is_capital(at, -2)
                    || word.suffixes[0] != DIGIT
            }
            Case::Lower => {
                self.is_sign(at, -1, b'@')
                    || self.is_sign(at, -1, b'-') && self.is_capital(at, -2)
                    || word.cues & cues::PARTICLE != 0
                        && (self.is_capital(at, 1) || self.is_sign(at, 1, b'-') && self.is_capital(at, 2))
                    || word.cues & (cues::ORGANISATION | cues::PLACE) != 0 && self.is_capital(at, -1)
                    || self.is_between(at)
            }
            _ => true,
        }
    }

    /// Whether capitals stand on both sides with at most two units between them.
    fn is_between(&self, at: usize) -> bool {
        match (self.is_capital(at, -1), self.is_capital(at, 1)) {
            (true, true) => true,
            (true, false) => self.is_capital(at, 2) && self.is_joining(at, 1),
            (false, true) => self.is_capital(at, -2) && self.is_joining(at, -1),
            (false, false) => false,
        }
    }

    fn is_joining(&self, at: usize, offset: isize) -> bool {
        let (one, two) = (self.word(at, 0), self.word(at, offset));
        one.into_iter().chain(two).any(|word| word.cues & (cues::JOINER | cues::PARTICLE) != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Span, Text};
    use crate::marks::names::lexicon::Lexicon;

    /// Brackets are around the stretches.
    #[test]
    fn capitals_and_what_may_join_them_are_candidates() {
        for marked in [
            "[The Ministry of the Interior] said late on [Monday] that nobody was hurt.",
            "[Etoile du Sahel] lost again to [Ann van der Meer]'s team of old friends.",
            "[He] praised them and [al-Qaeda], or so he said, and [Chan Tai-man] too.",
            "[They] saw most of [Kenya, Mali] and a small town by [Botanic gardens] there.",
            "[Channel 4] has told the [7 News] crew that [3M] and 300 others will pay 12 or so.",
            "[It] thanks @[kitty] and [#Gateshead].",
            "nothing here has a capital, 20 words or more - or less.",
        ] {
            let plain: String = marked.chars().filter(|character| !matches!(character, '[' | ']')).collect();
            let text = Text::from_plain(&plain);
            let units = Units::of(&text, &Lexicon::default());
            let mut found = String::new();
            let mut from = 0;
            for Stretch { units: stretch, .. } in stretches(&units) {
                let span =
                    Span { start: units.units[stretch.start].span.start, end: units.units[stretch.end - 1].span.end };
                found += &format!("{}[{}]", &plain[from..span.start as usize], text.slice(span));
                from = span.end as usize;
            }
            found += &plain[from..];
            assert_eq!(found, marked);
        }
    }

    #[test]
    fn a_stretch_ends_with_its_block() {
        let text = Text::from_plain("Ann\nBob Hale\n");
        let units = Units::of(&text, &Lexicon::default());
        let found: Vec<(Range<usize>, Range<usize>)> =
            stretches(&units).into_iter().map(|stretch| (stretch.units, stretch.block)).collect();
        assert_eq!(found, [(0..1, 0..1), (1..3, 1..3)]);
    }
}
