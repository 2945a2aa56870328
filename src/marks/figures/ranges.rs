//! Ranges: from one amount to another.

use super::amounts::{Amount, range};
use super::finder::Finder;
use super::words::Word;

impl Finder<'_, '_> {
    /// A range that begins with the amount.
    pub(super) fn range(&mut self, from: &Amount) -> Option<usize> {
        let line = self.line;
        let at = from.end;
        let between = from.start > 0 && line.is(from.start - 1, Word::Between);
        let announced = from.start > 0 && line.is(from.start - 1, Word::From);
        let (joint, next) = self.joint(at, between)?;
        if from.number.high.is_some() {
            return None;
        }
        let mut low = from.clone();
        let begins = line.at(next).is_some_and(|lexeme| {
            lexeme.digits().is_some()
                || lexeme.roles.number.is_some()
                || lexeme.roles.currency.is_some()
                || lexeme.is_any(&[Word::A, Word::Minus])
                || lexeme.is_sign(".")
                || line.is(next + 1, Word::A)
        });
        let mut high = begins.then(|| line.amount(next, self.dollar)).flatten()?;
        if high.number.high.is_some() || line.at(high.end).is_some_and(|behind| !behind.spaced && behind.is_word()) {
            return None;
        }
        // One unit serves both; "18 sen to RM23.50" and "0.7 per cent to 6,327.80" are two figures.
        let same = low.unit == high.unit;
        if low.unit.is_none() && high.unit.is_some() {
            low.unit = high.unit.clone();
            low.name = high.name.clone();
            low.kind = high.kind;
        } else if high.unit.is_none() && low.unit.is_some() {
            let free = joint == Joint::Dash || announced || between;
            if !free {
                return None;
            }
            high.unit = low.unit.clone();
            high.name = low.name.clone();
            high.kind = low.kind;
        } else if !same {
            return None;
        }
        let mantissa = high.number.value / high.number.scale;
        if low.number.scale == 1.0 && high.number.scale > 1.0 && low.number.value.abs() <= mantissa.max(1.0) * 1.0
            || (low.number.scale == 1.0
                && high.number.scale > 1e3
                && low.number.value < 1e3
                && low.number.value <= mantissa)
        {
            low.number.value *= high.number.scale;
        }
        match joint {
            Joint::Or if low.number.value >= high.number.value => return None,
            Joint::Dash if !line.is_hyphen(at) && low.number.value >= high.number.value => return None,
            // "2 people - 3 dogs"
            Joint::Dash if low.number.share && !high.number.share => return None,
            _ => {}
        }
        if joint == Joint::Dash
            && low.number.plain
            && high.number.plain
            && line.is_hyphen(high.end)
            && line.at(high.end + 1).is_some_and(|lexeme| lexeme.digits().is_some())
        {
            // "1-2-3" is no range.
            return Some(high.end);
        }
        if joint == Joint::To && announced && self.is_change(from.start - 1) {
            // A change from one value to another is two figures, not a range.
            let modifier = self.modifier(low.start, low.end);
            self.figures.push(low.figure(&line, modifier));
            let modifier = self.modifier(high.start, high.end);
            self.figures.push(high.figure(&line, modifier));
            return Some(high.end);
        }
        let modifier = self.modifier(from.start, high.end);
        self.figures.push(range(line.span(low.start, high.end), &low, &high, modifier));
        Some(high.end)
    }

    /// Whether a word of change stands shortly before.
    fn is_change(&self, index: usize) -> bool {
        let from = index.saturating_sub(4);
        self.line.lexemes[from..index].iter().any(|lexeme| lexeme.is(Word::Change))
    }

    /// What joins the ends of a range at the index, and the index behind it.
    fn joint(&self, at: usize, between: bool) -> Option<(Joint, usize)> {
        let line = self.line;
        let lexeme = line.at(at)?;
        if lexeme.is_dash() {
            if line.is_hyphen(at) && line.is_any(at + 1, &[Word::To, Word::Or]) && line.is_hyphen(at + 2) {
                return Some((Joint::Dash, at + 3));
            }
            // "7- or 8-inch"
            if !lexeme.spaced && line.is_any(at + 1, &[Word::Or, Word::To]) && !line.is_glued(at + 1) {
                return Some((Joint::Dash, at + 2));
            }
            let even = line.is_glued(at) == line.is_glued(at + 1);
            return even.then_some((Joint::Dash, at + 1));
        }
        if !lexeme.is_word() {
            return None;
        }
        if lexeme.is(Word::To) {
            return Some((Joint::To, at + 1));
        }
        if between && lexeme.is(Word::And) {
            return Some((Joint::And, at + 1));
        }
        lexeme.is(Word::Or).then_some((Joint::Or, at + 1))
    }
}

/// What joins the ends of a range.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Joint {
    Dash,
    To,
    And,
    Or,
}
