//! Whole numbers in words, by grammar: what each word may still add decides where the number ends.

use super::languages::NumberWord;
use super::lexeme::Lexeme;
use super::line::Line;
use super::numbers::Number;
use super::words::Word;
use crate::cut::Cut;
use crate::letters::small;

impl Line<'_> {
    /// A whole number in words, with decimals behind "point".
    pub(super) fn cardinal(&self, index: usize, no_and: bool) -> Option<Number> {
        let english = self.lexicon.language.tag == "en";
        let french = self.lexicon.language.tag == "fr";
        let (mut total, mut current, mut end) = (0.0_f64, 0.0_f64, index);
        // What may still be added is less than this.
        let mut room = f64::INFINITY;
        let mut last = f64::INFINITY;
        let mut seen = false;
        let mut one = false;
        let mut scale = 1.0;
        if self.is(index, Word::A) && self.at(index).is_some_and(|lexeme| lexeme.roles.number.is_none()) {
            end += 1;
            one = true;
        }
        loop {
            let mut at = end;
            if seen {
                let hyphen = self.is_hyphen(at);
                let apart = self.at(at).is_some_and(|lexeme| lexeme.is_dash() && lexeme.spaced) && room == 10.0;
                if hyphen || apart {
                    at += 1;
                } else if self.is(at, Word::And) && self.at(at).is_some_and(Lexeme::is_word) && !no_and {
                    let next = self.at(at + 1).and_then(|next| next.roles.number);
                    let fits = match next {
                        Some(NumberWord::Unit(_) | NumberWord::Tens(_)) => room >= 100.0 || (room == 10.0 && !english),
                        Some(NumberWord::Hundreds(_)) => room >= 1000.0,
                        _ => false,
                    };
                    // "two thousand and two hundred" passes; "one hundred and two thirds" is a fraction.
                    let below = self
                        .at(self.past_hyphen(at + 2))
                        .is_some_and(|lexeme| lexeme.roles.fraction.is_some() && lexeme.roles.ordinal.is_none());
                    if !fits || below || self.is(at + 2, Word::Half) {
                        break;
                    }
                    at += 1;
                }
            }
            let Some(lexeme) = self.at(at) else { break };
            let Some(word) = lexeme.roles.number.or_else(|| self.compound(lexeme.text)) else { break };
            match word {
                NumberWord::Unit(unit) => {
                    let unit = f64::from(unit);
                    if one || unit >= room || (unit == 0.0 && seen) {
                        break;
                    }
                    current += unit;
                    // "soixante-dix-sept"
                    room = if french && room == 20.0 && unit == 10.0 { 10.0 } else { 0.0 };
                }
                NumberWord::Tens(20) if french && seen && ((current - 4.0) / 100.0).fract() == 0.0 && at > end => {
                    current += 76.0;
                    room = 20.0;
                }
                NumberWord::Tens(tens) => {
                    let tens = f64::from(tens);
                    if one || room <= tens {
                        break;
                    }
                    current += tens;
                    room = if french && tens == 60.0 { 20.0 } else { 10.0 };
                }
                NumberWord::Hundreds(hundreds) => {
                    let hundreds = f64::from(hundreds);
                    if room <= hundreds {
                        break;
                    }
                    current += hundreds;
                    room = 100.0;
                }
                NumberWord::Hundred => {
                    if !seen && !one && english
                        || (seen && (current == 0.0 && total == 0.0 || current >= 100.0))
                        || (seen && room == 100.0)
                    {
                        break;
                    }
                    current = current.max(1.0) * 100.0;
                    room = 100.0;
                }
                NumberWord::Scale(next) => {
                    if !seen && !one && (english || next > 1e3) {
                        break;
                    }
                    if next < last {
                        total += current.max(1.0) * next;
                    } else {
                        total = (total + current) * next;
                    }
                    current = 0.0;
                    last = next;
                    scale = next;
                    room = next;
                }
                NumberWord::Dozen(dozen) => {
                    if !seen && !one || total > 0.0 {
                        break;
                    }
                    current = current.max(1.0) * dozen;
                    room = 0.0;
                }
                NumberWord::Half => break,
            }
            one = false;
            seen = true;
            end = at + 1;
        }
        if !seen {
            return None;
        }
        let mut value = total + current;
        if self.is(end, Word::Point)
            && self
                .at(end + 1)
                .is_some_and(|next| matches!(next.roles.number, Some(NumberWord::Unit(_) | NumberWord::Tens(_))))
        {
            end = self.decimals(end + 1, &mut value);
        }
        Some(Number { scale, ..Number::new(value, end) })
    }

    /// "point nought one": decimals without a whole number, known by their first nought.
    pub(super) fn below_one(&self, index: usize) -> Option<Number> {
        let nought = |at: usize| self.at(at).is_some_and(|next| next.roles.number == Some(NumberWord::Unit(0)));
        let mut value = 0.0;
        let end = nought(index + 1).then(|| self.decimals(index + 1, &mut value))?;
        (end > index + 2).then(|| Number::new(value, end))
    }

    /// Decimals in words: digit by digit, or "seventy-one".
    pub(super) fn decimals(&self, index: usize, value: &mut f64) -> usize {
        let mut place = 1.0;
        let mut at = index;
        while place > 1e-15 {
            match self.at(at).and_then(|lexeme| lexeme.roles.number) {
                Some(NumberWord::Unit(unit)) => {
                    place /= if unit > 9 { 100.0 } else { 10.0 };
                    *value += f64::from(unit) * place;
                    at += 1;
                }
                Some(NumberWord::Tens(tens)) => {
                    place /= 100.0;
                    let next = self.past_hyphen(at + 1);
                    let unit = match self.at(next).and_then(|lexeme| lexeme.roles.number) {
                        Some(NumberWord::Unit(unit)) if unit < 10 => Some(unit),
                        _ => None,
                    };
                    *value += (f64::from(tens) + f64::from(unit.unwrap_or(0))) * place;
                    at = if unit.is_some() { next + 1 } else { at + 1 };
                }
                _ => break,
            }
        }
        at
    }

    /// A number written together ("einundzwanzig", "tweehonderd"), as something that is added.
    pub(super) fn compound(&self, text: &str) -> Option<NumberWord> {
        let language = self.lexicon.language;
        if !language.compounds || text.len() < 6 || text.len() > 48 {
            return None;
        }
        let text = small(text);
        let joiners: &[&str] = match language.tag {
            "de" => &["und"],
            "nl" => &["en", "ën"],
            _ => &[],
        };
        let (mut total, mut current, mut rest) = (0_u32, 0_u32, text.as_str());
        let mut parts = 0;
        while !rest.is_empty() {
            if parts > 0
                && let Some(joined) = joiners.iter().find_map(|joiner| rest.strip_prefix(joiner))
            {
                rest = joined;
            }
            let longest = self
                .lexicon
                .numbers
                .iter()
                .filter(|(word, _)| rest.starts_with(word))
                .max_by_key(|(word, _)| word.len())?;
            match longest.1 {
                NumberWord::Unit(unit) => current = current.checked_add(u32::from(unit))?,
                NumberWord::Tens(tens) => current = current.checked_add(u32::from(tens))?,
                NumberWord::Hundreds(hundreds) => current = current.checked_add(u32::from(hundreds))?,
                NumberWord::Hundred => current = current.max(1).checked_mul(100)?,
                NumberWord::Scale(1e3) => {
                    total = current.max(1).checked_mul(1000)?;
                    current = 0;
                }
                _ => return None,
            }
            rest = rest.cut(longest.0.len()..);
            parts += 1;
        }
        let value = total.checked_add(current)?;
        (parts > 1).then_some(())?;
        match value {
            0..=255 => Some(NumberWord::Unit(value as u8)),
            256..=65_535 => Some(NumberWord::Hundreds(value as u16)),
            _ => None,
        }
    }
}
