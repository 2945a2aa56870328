//! Ordinals in words and digits.

use super::languages::NumberWord;
use super::line::Line;
use super::words::Word;

impl Line<'_> {
    /// The ordinal at the index: its value and the index behind it.
    pub(super) fn ordinal(&self, index: usize) -> Option<(f64, usize)> {
        let first = self.at(index)?;
        if let Some(digits) = first.digits() {
            self.at(index + 1).filter(|next| !next.spaced && next.roles.ordinal_suffix)?;
            let whole = digits.places.is_none() && !digits.fraction && !digits.exponent;
            return (whole && digits.value.is_finite()).then_some((digits.value, index + 2));
        }
        if let Some(value) = first.roles.ordinal {
            return Some((f64::from(value), index + 1));
        }
        // "twenty-first", "one hundred and fifth", "twenty first"
        first.roles.number?;
        let number = self.cardinal(index, false);
        let (tens, at) = match first.roles.number {
            Some(NumberWord::Tens(tens)) if number.is_none_or(|number| number.end == index + 1) => {
                (f64::from(tens), index + 1)
            }
            _ => number.map(|number| (number.value, number.end))?,
        };
        let at = if self.is(at, Word::And) { at + 1 } else { self.past_hyphen(at) };
        let last = f64::from(self.at(at)?.roles.ordinal?);
        let round = |by: f64| (tens / by).fract() == 0.0;
        let fits = if round(100.0) { last < 100.0 } else { round(10.0) && last < 10.0 };
        (fits && tens >= 20.0 && self.at(at)?.is_word()).then_some((tens + last, at + 1))
    }
}
