//! Amounts: a number with what it measures or counts, and ranges of them.

use super::lexeme::Lexeme;
use super::lexicon::{Meaning, TimeUnit};
use super::line::Line;
use super::measures::Measured;
use super::numbers::Number;
use super::tables::currencies::CURRENCIES;
use super::words::Word;
use super::{Figure, FigureKind, Modifier};
use crate::article::Span;
use crate::decimal;
use crate::table::listed;
use std::borrow::Cow;

/// A number with its unit, before it becomes a figure.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Amount {
    /// The first index.
    pub(super) start: usize,
    /// The index behind the span.
    pub(super) end: usize,
    /// The index behind everything that was read, the thing counted included.
    pub(super) next: usize,
    /// The number.
    pub(super) number: Number,
    /// Its kind.
    pub(super) kind: FigureKind,
    /// Its unit.
    pub(super) unit: Option<Cow<'static, str>>,
    /// The unit in words.
    pub(super) name: Option<Cow<'static, str>>,
    /// The unit of time, where it is one.
    pub(super) time: Option<TimeUnit>,
    /// Whether a unit from a table, a sign or a currency stands with the number.
    pub(super) sure: bool,
    /// How exactly it is meant, where the words behind it say so.
    pub(super) modifier: Option<Modifier>,
}

impl Line<'_> {
    /// The amount at the index: a number with what belongs to it.
    pub(super) fn amount(&self, index: usize, dollar: u16) -> Option<Amount> {
        if let Some((row, at)) = self.currency_before(index, dollar) {
            let mut number = self.number(at)?;
            let signed = self.at(index).is_some_and(Lexeme::is_dash);
            if let Some(scale) = self.money_scale(&number) {
                number.value *= scale.0;
                number.scale *= scale.0;
                number.end = scale.1;
            }
            if signed {
                number.value = -number.value;
            }
            let money = Measured::money(row, number.end);
            return Some(self.with(index, number, money));
        }
        if let Some(amount) = self.percent_of(index) {
            return Some(amount);
        }
        let mut number = self.number(index)?;
        if let Some(measured) = self.measured(number.end, &number) {
            number.value *= measured.factor;
            number.scale *= measured.factor;
            number.high = number.high.map(|high| high * measured.factor);
            let mut amount = self.with(index, number, measured);
            self.coins(&mut amount);
            self.half_behind(&mut amount);
            return Some(amount);
        }
        if number.high.is_some()
            && self.is(number.end, Word::Of)
            && let Some(measured) = self.measured(number.end + 1, &Number { scale: number.value, ..number })
        {
            return Some(self.with(index, number, measured));
        }
        if let Some(whole) = self.in_ratio(&number) {
            return Some(self.bare(index, whole));
        }
        // "2.7m sales": the letter is a scale where a thing counted follows.
        let mut end = number.end;
        let mut value = number.value;
        if let Some(lexeme) =
            self.at(end).filter(|lexeme| !lexeme.spaced && lexeme.roles.scale.is_some() && number.digits)
        {
            value *= lexeme.roles.scale.unwrap_or(1.0);
            end += 1;
        }
        let noun = if number.share || !number.value.is_finite() {
            None
        } else {
            self.counted(end, value, number.high.is_some())
        };
        let Some(noun) = noun else { return Some(self.bare(index, number)) };
        let mut amount = self.bare(index, Number { value, end, plain: number.plain && end == number.end, ..number });
        amount.kind = FigureKind::Quantity;
        amount.next = noun.end;
        amount.name = noun.irregular.filter(|plural| !plural.ends_with('s')).map(Cow::Owned);
        amount.unit = Some(Cow::Owned(noun.singular));
        Some(amount)
    }

    /// "per cent of twenty-two" with nothing before and nothing counted behind: the share stands behind its unit.
    fn percent_of(&self, index: usize) -> Option<Amount> {
        let measured = if self.begins(index) { self.percent(index) } else { None }?;
        let number = self.number(measured.end + 1).filter(|_| self.is(measured.end, Word::Of))?;
        let closed = self.at(number.end).is_none_or(|behind| listed(". , ; ! ?", behind.text));
        let end = number.end;
        closed.then(|| self.with(index, number, Measured { end, ..measured }))
    }

    fn bare(&self, start: usize, number: Number) -> Amount {
        Amount {
            start,
            end: number.end,
            next: number.end,
            number,
            kind: FigureKind::Number,
            unit: None,
            name: None,
            time: None,
            sure: false,
            modifier: None,
        }
    }

    fn with(&self, start: usize, number: Number, measured: Measured) -> Amount {
        Amount {
            start,
            end: measured.end,
            next: measured.end,
            number,
            kind: measured.kind,
            unit: Some(measured.unit),
            name: Some(measured.name),
            time: measured.time,
            sure: true,
            modifier: None,
        }
    }

    /// A currency in front of its number: its row and the number's index.
    pub(super) fn currency_before(&self, index: usize, dollar: u16) -> Option<(u16, usize)> {
        let first = self.at(index)?;
        if first.is_dash() && !self.is_glued(index + 1) || self.is_any_text(index, &["+"]) {
            // "-$5"
            if first.spaced && self.is_glued(index + 1) && self.at(index + 1)?.roles.currency.is_some() {
                return None;
            }
        }
        let second = self.at(index + 1)?;
        let numbered = |at: usize| {
            self.at(at).is_some_and(|lexeme| {
                lexeme.digits().is_some()
                    || (lexeme.is_sign(".")
                        && self.at(at + 1).is_some_and(|next| next.digits().is_some() && !next.spaced))
            })
        };
        // "US$5", "S $1m", "c $ 100"
        if first.is_word() && !second.is_word() && second.roles.currency.is_some() && numbered(index + 2) {
            // "a $48 million contract" is no Australian dollar.
            let article = first.is(Word::A) && (second.spaced || first.text == "a");
            return self.lexicon.currency_of(first.text, second.text).filter(|_| !article).map(|row| (row, index + 2));
        }
        // "Y=100"
        if first.is_word()
            && second.kind == super::lexeme::Kind::Sign
            && !second.spaced
            && numbered(index + 2)
            && let Some(row) = self.lexicon.currency_of(first.text, second.text)
        {
            return Some((row, index + 2));
        }
        let row = first.roles.currency;
        if !first.is_word() {
            let mut row = row?;
            // "$US160 million"
            if second.is_word() && !second.spaced && numbered(index + 2) {
                let letters = self.lexicon.currency_of(second.text, first.text);
                return letters.map(|row| (row, index + 2));
            }
            if first.text == "$" {
                row = dollar;
            }
            let worded = second.roles.number.is_some();
            return (numbered(index + 1) || worded).then_some((row, index + 1));
        }
        if let Some(row) = row.filter(|_| numbered(index + 1)) {
            let code = CURRENCIES[row as usize].code == first.text;
            let digits = second.digits();
            // Short letters stand glued before the digits ("RM5"), or with a stop ("Rs. 500"), or are a code.
            let big = digits.is_some_and(|digits| digits.value >= 10.0 || digits.places.is_some())
                || self.at(index + 2).is_some_and(|next| next.roles.scale.is_some());
            let sure = code
                || (first.text != "PS" || big && !second.spaced)
                    && (!second.spaced || listed("Rs Rp RM Fr", first.text));
            return sure.then_some((row, index + 1));
        }
        if first.is_word() && matches!(first.text, "Rs" | "Fr") && second.is_sign(".") && numbered(index + 2) {
            return row.or(first.roles.currency).map(|row| (row, index + 2));
        }
        // "rupees 100,000"
        let long = second.digits().is_some_and(|digits| digits.grouped && second.spaced);
        let (row, end) = self.phrase(index, |meaning| match meaning {
            Meaning::Currency(row) if long => Some(row),
            _ => None,
        })?;
        let counted = index > 0
            && self.before(index).is_some_and(|before| before.digits().is_some() || before.roles.number.is_some());
        (end == index + 1 && !counted).then_some((row, index + 1))
    }

    fn is_any_text(&self, index: usize, texts: &[&str]) -> bool {
        self.at(index).is_some_and(|lexeme| texts.contains(&lexeme.text))
    }

    /// "m", "b" and the like behind an amount of money.
    fn money_scale(&self, number: &Number) -> Option<(f64, usize)> {
        let lexeme = self.at(number.end)?;
        let scale = lexeme.roles.scale.filter(|_| number.scale == 1.0)?;
        let good = !lexeme.spaced || lexeme.text.len() > 1 || listed("m M b B", lexeme.text);
        good.then_some((scale, number.end + 1))
    }

    /// "one hour and a half"
    fn half_behind(&self, amount: &mut Amount) {
        let at = amount.end;
        if amount.time.is_none() || amount.kind != FigureKind::Duration || !self.is(at, Word::And) {
            return;
        }
        let half = at + 1 + usize::from(self.is(at + 1, Word::A));
        if self.is(half, Word::Half) && !self.is_any(half + 1, &[Word::A, Word::Of, Word::The]) {
            amount.number.value += 0.5;
            amount.end = half + 1;
            amount.next = amount.end;
        }
    }

    /// "thirteen dollars forty-five cents" is one amount of dollars.
    fn coins(&self, amount: &mut Amount) {
        let whole = amount.unit.as_deref().and_then(|unit| CURRENCIES.iter().find(|currency| currency.code == unit));
        if amount.kind != FigureKind::Money || whole.is_none() || amount.number.scale > 1.0 {
            return;
        }
        let at = amount.end + usize::from(self.is(amount.end, Word::And));
        let Some(coins) = self
            .at(at)
            .filter(|next| next.digits().is_some() || next.roles.number.is_some())
            .and_then(|_| self.number(at))
        else {
            return;
        };
        if !(1.0..100.0).contains(&coins.value) || coins.value.fract() != 0.0 {
            return;
        }
        let minor = self.phrase(coins.end, |meaning| match meaning {
            Meaning::Minor(row) => Some(row),
            _ => None,
        });
        if let Some((row, end)) = minor {
            amount.number.value += coins.value / super::tables::currencies::MINORS[row as usize].hundred;
            amount.end = end;
            amount.next = end;
        }
    }

    /// "1 in 5", "nine out of ten".
    fn in_ratio(&self, number: &Number) -> Option<Number> {
        if number.value < 1.0 || number.value.fract() != 0.0 || number.value > 999.0 || number.share {
            return None;
        }
        let at = if self.is(number.end, Word::Out)
            && (self.is(number.end + 1, Word::Of) || self.is(number.end + 1, Word::In))
        {
            number.end + 2
        } else if self.is(number.end, Word::Of)
            && !number.digits
            && number.value < 10.0
            && self.at(number.end + 1)?.roles.number.is_some()
        {
            // "one of four concepts"
            number.end + 1
        } else if self.is(number.end, Word::In) && self.at(number.end)?.is_word()
            || (self.is(number.end, Word::Out) && self.lexicon.language.tag == "fr")
        {
            number.end + 1
        } else {
            return None;
        };
        if self.is(at, Word::Every) {
            return None;
        }
        // "one in a thousand"
        let round = self.is(at, Word::A) && self.at(at + 1).is_some_and(|next| next.roles.number.is_some());
        let whole = self
            .at(at)
            .filter(|lexeme| lexeme.digits().is_some() || lexeme.roles.number.is_some() || round)
            .and_then(|_| self.number(at))?;
        let small = whole.value > number.value && whole.value <= 1e6 && whole.value.fract() == 0.0 && !whole.share;
        let round = number.value <= 10.0 || whole.value == 100.0 || !self.is(number.end, Word::In);
        let free = self.measured(whole.end, &whole).is_none() && !(1900.0..2100.0).contains(&whole.value);
        (small && round && free).then(|| Number {
            value: number.value / whole.value,
            end: whole.end,
            plain: false,
            share: true,
            ..*number
        })
    }
}

impl Amount {
    /// The figure of an amount.
    pub(super) fn figure(&self, line: &Line<'_>, modifier: Option<Modifier>) -> Figure {
        let share = self.number.share;
        let finite = |value: f64| value.is_finite().then(|| if share { value } else { tidy(value) });
        let vague = self.number.high;
        Figure {
            span: line.span(self.start, self.end),
            kind: if vague.is_some() { FigureKind::Range } else { self.kind },
            value: if vague.is_some() { None } else { finite(self.number.value) },
            low: vague.and(finite(self.number.value)),
            high: vague.and_then(finite),
            unit: self.unit.clone(),
            unit_name: self.name.clone(),
            iso: self.time.filter(|_| vague.is_none()).and_then(|time| duration(self.number.value, time)),
            modifier: modifier.or(self.modifier).or(vague.map(|_| Modifier::About)),
        }
    }
}

/// A figure from one amount to another.
pub(super) fn range(span: Span, from: &Amount, to: &Amount, modifier: Option<Modifier>) -> Figure {
    let (low, high) = if from.number.value <= to.number.value { (from, to) } else { (to, from) };
    let unit = if to.unit.is_some() { to } else { from };
    Figure {
        span,
        kind: FigureKind::Range,
        value: None,
        low: low.number.value.is_finite().then_some(tidy(low.number.value)),
        high: high.number.value.is_finite().then_some(tidy(high.number.value)),
        unit: unit.unit.clone(),
        unit_name: unit.name.clone(),
        iso: None,
        modifier: modifier.or(to.modifier),
    }
}

/// The value without the dust of binary arithmetic: 1.1 million is 1100000, not 1100000.0000000001.
pub(super) fn tidy(value: f64) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return if value == 0.0 { 0.0 } else { value };
    }
    let nearest = value.round();
    if value.abs() >= 1.0 && (value - nearest).abs() < value.abs() * 1e-14 {
        return nearest;
    }
    // Fifteen significant digits are what every decimal survives in.
    let places = 14 - decimal::log10(value.abs()).floor() as i32;
    if (0..=200).contains(&places) {
        let power = 10_f64.powi(places);
        let tidied = (value * power).round() / power;
        if tidied.is_finite() && value.abs() > 1e-3 { tidied } else { value }
    } else {
        value
    }
}

/// ISO 8601 for a length of time.
pub(super) fn duration(value: f64, unit: TimeUnit) -> Option<String> {
    // Beyond these it would be nothing but digits.
    if value != 0.0 && !(1e-15..=1e15).contains(&value) {
        return None;
    }
    let (factor, before, letter) = match unit {
        TimeUnit::Second => (1.0, "PT", 'S'),
        TimeUnit::Minute => (1.0, "PT", 'M'),
        TimeUnit::Hour => (1.0, "PT", 'H'),
        TimeUnit::Day => (1.0, "P", 'D'),
        TimeUnit::Week => (1.0, "P", 'W'),
        TimeUnit::Fortnight => (2.0, "P", 'W'),
        TimeUnit::Month => (1.0, "P", 'M'),
        TimeUnit::Quarter => (3.0, "P", 'M'),
        TimeUnit::Year => (1.0, "P", 'Y'),
        TimeUnit::Decade => (10.0, "P", 'Y'),
        TimeUnit::Century => (100.0, "P", 'Y'),
    };
    Some(format!("{before}{}{letter}", crate::decimal::write(tidy(value * factor))))
}
