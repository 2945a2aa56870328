//! Fractions: "3/4", "two-thirds", "half a million", "and a half".

use super::languages::NumberWord;
use super::line::Line;
use super::numbers::Number;
use super::words::Word;
use crate::table::listed;

/// Denominators of fractions written with a slash; others are dates or labels ("9/11").
const DENOMINATORS: &[u32] = &[2, 3, 4, 5, 6, 8, 10, 16, 32, 64, 100];

impl Line<'_> {
    /// "3/4", as value and end.
    pub(super) fn slashed(&self, index: usize) -> Option<(f64, usize)> {
        let above = self.at(index)?.digits()?.plain()?;
        let slash = self.is_sign(index + 1, "/") || self.is_sign(index + 1, "⁄");
        let below = self.at(index + 2).filter(|_| slash)?.digits()?.plain()?;
        let tight = self.is_glued(index + 1) && self.is_glued(index + 2);
        let spaced = !self.is_glued(index + 1) && !self.is_glued(index + 2);
        let more = self.is_sign(index + 3, "/") || self.before(index).is_some_and(|before| before.is_sign("/"));
        let good = (tight || spaced) && !more && above > 0 && above < below && DENOMINATORS.contains(&below);
        good.then(|| (f64::from(above) / f64::from(below), index + 3))
    }

    /// "and a half", "and two thirds", "and one half", behind a number.
    pub(super) fn and_a_half(&self, number: &mut Number) {
        if !self.is(number.end, Word::And) {
            return;
        }
        let mut at = number.end + 1;
        if self.is(at, Word::A) && self.at(at).is_some_and(|lexeme| lexeme.roles.number.is_none()) {
            at += 1;
        }
        let part = if self.is(at, Word::Half) && !self.is_any(at + 1, &[Word::A, Word::The]) {
            Some((0.5, at + 1))
        } else if at > number.end + 1 && self.is(at, Word::Quarter) {
            Some((0.25, at + 1))
        } else if at == number.end + 1 {
            self.cardinal(at, true).and_then(|above| {
                let next = self.past_hyphen(above.end);
                let below = self.at(next)?;
                if below.is(Word::Half) && above.value == 1.0 {
                    return Some((0.5, next + 1));
                }
                let divisor = below.roles.fraction?;
                (above.value < divisor).then(|| (above.value / divisor, next + 1))
            })
        } else {
            None
        };
        if let Some((mut value, mut end)) = part {
            if let Some(NumberWord::Scale(scale)) = self.at(end).and_then(|next| next.roles.number) {
                // "one billion and three quarters million", "two and a half million"
                if number.scale > 1.0 {
                    value *= scale;
                } else {
                    number.value = (number.value + value) * scale;
                    value = 0.0;
                }
                end += 1;
            } else if number.scale > 1.0 {
                // "three million and a half"
                value *= number.scale;
            }
            number.value += value;
            number.end = end;
            number.plain = false;
        }
    }

    /// What a number is divided by: "thirds", "twenty-fifth", "hundred fifth"; the index behind it; whether a plural.
    pub(super) fn denominator(&self, at: usize) -> Option<(f64, usize, bool)> {
        let first = self.at(at)?;
        if let Some(divisor) = first.roles.fraction {
            return Some((divisor, at + 1, first.roles.ordinal.is_none() && !first.is(Word::Quarter)));
        }
        first.roles.number?;
        let tens = self.cardinal(at, true).filter(|tens| tens.value >= 20.0 && (tens.value / 10.0).fract() == 0.0)?;
        let last = self.past_hyphen(tens.end);
        let unit = self.at(last)?;
        let divisor = unit.roles.fraction.filter(|&divisor| divisor < 10.0)?;
        Some((tens.value + divisor, last + 1, unit.roles.ordinal.is_none()))
    }

    /// "1 over twenty-one": a fraction where nothing is counted.
    pub(super) fn over(&self, above: &Number) -> Option<Number> {
        let next = above.end + 1;
        let worded =
            |at: usize| self.at(at).is_some_and(|lexeme| lexeme.digits().is_some() || lexeme.roles.number.is_some());
        if !self.is(above.end, Word::Over) || !worded(next) || above.scale > 1e3 {
            return None;
        }
        let below = self.at(next)?.digits().map_or_else(
            || self.cardinal(next, false).map(|number| (number.value, number.end)),
            |digits| Some((digits.value, next + 1)),
        )?;
        let closed = self.at(below.1).is_none_or(|behind| !behind.is_word() && !behind.is(Word::Percent));
        (closed && below.0 > 0.0).then(|| Number { plain: false, ..share(above.value / below.0, below.1) })
    }

    /// "a third", "one fifth", "a twenty-first": not before a noun, where it is an ordinal.
    pub(super) fn one_part(&self, at: usize) -> Option<Number> {
        let below = self.at(at)?;
        let (divisor, end) = match below.roles.number {
            // "a twenty-first", "one twenty-fifth"
            Some(NumberWord::Tens(tens)) => {
                let next = self.past_hyphen(at + 1);
                let unit = self.at(next)?.roles.ordinal.filter(|&unit| unit < 10)?;
                (f64::from(tens) + f64::from(unit), next + 1)
            }
            _ => (below.roles.fraction.filter(|&divisor| divisor > 2.0)?, at + 1),
        };
        let behind = self.at(end);
        let closed = behind.is_none_or(|behind| {
            behind.is(Word::Of)
                || (!behind.is_word() && !behind.is_dash())
                || behind.is(Word::And)
                || behind.is_any(&[Word::In, Word::To, Word::From, Word::This, Word::Last])
                || self.says(end, "less")
                || self.says(end, "more")
        });
        // "a second of all", "a quarter of an hour" pass; "a third time" does not.
        (closed && !(below.is(Word::Quarter) && behind.is_none_or(|behind| !behind.is(Word::Of))))
            .then(|| share(1.0 / divisor, end))
    }

    /// "half a million", "half the", "half an hour".
    pub(super) fn half(&self, at: usize) -> Option<Number> {
        let mut end = at + 1;
        if self.is(end, Word::A) || self.is_hyphen(end) {
            end += 1;
        }
        if let Some(next) = self.at(end) {
            let scale = match next.roles.number {
                Some(NumberWord::Scale(scale) | NumberWord::Dozen(scale)) => Some(scale),
                Some(NumberWord::Hundred) => Some(100.0),
                _ => None,
            };
            if let Some(scale) = scale {
                return Some(Number { scale, ..Number::new(0.5 * scale, end + 1) });
            }
            if end == at + 2 && (next.roles.time.is_some() || next.roles.unit.is_some()) {
                // The article stands between the number and its unit; the number ends behind it.
                return Some(Number { share: true, ..Number::new(0.5, end) });
            }
        }
        let next = self.at(at + 1);
        let counted = next.is_some_and(|next| next.roles.time.is_some() || next.roles.unit.is_some());
        let of = next.is_some_and(|next| {
            next.is_any(&[Word::Of, Word::The, Word::A, Word::Whole])
                || listed("its their his her our my those these people all", next.text)
        });
        let exact = self
            .before(at)
            .is_some_and(|before| listed("than about nearly almost over by roughly around", before.text));
        let ordinal = self
            .before(at)
            .is_some_and(|before| before.roles.ordinal.is_some() || before.is_any(&[Word::Last, Word::Next]));
        ((of || exact || counted) && !ordinal && !self.is(at + 1, Word::Past)).then(|| share(0.5, at + 1))
    }
}

pub(super) const fn share(value: f64, end: usize) -> Number {
    Number { share: true, ..Number::new(value, end) }
}
