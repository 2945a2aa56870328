//! Units behind a number: per cent, money, measures, time.

use super::FigureKind;
use super::lexeme::Lexeme;
use super::lexicon::{Meaning, TimeUnit, Unit};
use super::line::Line;
use super::numbers::Number;
use super::tables::currencies::{CURRENCIES, MINORS};
use super::tables::units::Measure;
use super::words::Word;
use std::borrow::Cow;

/// What a number measures.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Measured {
    /// The kind of figure that it makes.
    pub(super) kind: FigureKind,
    /// Its unit.
    pub(super) unit: Cow<'static, str>,
    /// The unit in words.
    pub(super) name: Cow<'static, str>,
    /// What the number must be multiplied by, for scales that only the unit makes sure ("5m euros").
    pub(super) factor: f64,
    /// The index behind it.
    pub(super) end: usize,
    /// The unit of time, where it is one.
    pub(super) time: Option<TimeUnit>,
}

impl Measured {
    fn new(
        kind: FigureKind,
        unit: impl Into<Cow<'static, str>>,
        name: impl Into<Cow<'static, str>>,
        end: usize,
    ) -> Self {
        Self { kind, unit: unit.into(), name: name.into(), factor: 1.0, end, time: None }
    }

    fn of(unit: &Unit, end: usize) -> Self {
        let kind = match unit.measure {
            Measure::Temperature => FigureKind::Temperature,
            Measure::Time => FigureKind::Duration,
            Measure::Length | Measure::Other => FigureKind::Quantity,
        };
        let time = match &*unit.code {
            "s" => Some(TimeUnit::Second),
            "h" => Some(TimeUnit::Hour),
            _ => None,
        };
        match time {
            Some(time) => Self { time: Some(time), ..Self::new(kind, time.name(), time.name(), end) },
            None => Self::new(kind, unit.code.clone(), unit.name.clone(), end),
        }
    }

    /// Money of a currency's row.
    pub(super) fn money(row: u16, end: usize) -> Self {
        let currency = &CURRENCIES[row as usize];
        Self::new(FigureKind::Money, currency.code, currency.name, end)
    }
}

/// Words near a bare "degrees" that make it a temperature.
const WARM: &str = "temperature temperatures outside heat hot cold weather warm warmer warming cooler freezing oven thermostat \
     high highs low lows record heatwave cool climate boil";

impl Line<'_> {
    /// The unit that begins at the index, behind the number.
    pub(super) fn measured(&self, index: usize, number: &Number) -> Option<Measured> {
        if self.before(index).is_some_and(|before| self.fold(before.text).is_some()) {
            return Some(Measured::new(FigureKind::Quantity, "{times}", "count", index));
        }
        let at = self.past_dash(index);
        // "2,5 millones de euros"
        let of = usize::from(
            self.lexicon.language.tag != "en"
                && number.scale >= 1e6
                && self.is(at, Word::Of)
                && self.at(at).is_some_and(|lexeme| lexeme.roles.phrases.is_empty()),
        );
        self.percent(at)
            .or_else(|| self.currency_behind(at + of, number))
            .or_else(|| self.time_behind(at, number))
            .or_else(|| self.scaled(index, number))
            .or_else(|| if self.is_scale_of_things(index, number) { None } else { self.unit(at, number, at > index) })
    }

    /// Whether "m" behind digits stands for million because a thing counted follows: "2.7m copies", "3m people";
    /// "400m hurdles" are metres.
    fn is_scale_of_things(&self, at: usize, number: &Number) -> bool {
        let letter = self.at(at).is_some_and(|lexeme| !lexeme.spaced && lexeme.text == "m" && number.digits);
        letter
            && self
                .counted(at + 1, number.value * 1e6, false)
                .is_some_and(|noun| number.value.fract() != 0.0 || number.value < 100.0 || noun.irregular.is_some())
    }

    /// Behind a hyphen, or behind a dash between spaces before a unit word ("28 - year - old").
    fn past_dash(&self, index: usize) -> usize {
        let dash = self.at(index).is_some_and(|lexeme| lexeme.is_dash() && lexeme.text == "-");
        let unit = || self.at(index + 1).is_some_and(|next| next.roles.time.is_some() || next.roles.unit.is_some());
        if self.is_hyphen(index) || (dash && unit() && !self.is_glued(index) && !self.is_glued(index + 1)) {
            index + 1
        } else {
            index
        }
    }

    pub(super) fn percent(&self, at: usize) -> Option<Measured> {
        let percent = |end| Measured::new(FigureKind::Percent, "percent", "percent", end);
        if self.is(at, Word::Percent) {
            if self.is(at + 1, Word::Points) && self.at(at)?.is_word() && self.at(at + 1)?.is_word() {
                return Some(Measured::new(FigureKind::Percent, "percentage point", "percentage point", at + 2));
            }
            return Some(percent(at + 1));
        }
        let per = self.at(at).is_some_and(|lexeme| lexeme.text.starts_with(['p', 'P']))
            && ["per", "pour", "por"].iter().any(|word| self.says(at, word));
        if per && ["cent", "cento", "ciento"].iter().any(|word| self.says(at + 1, word)) {
            return Some(percent(at + 2));
        }
        if self.is(at, Word::Basis) && self.is(at + 1, Word::Points) {
            return Some(Measured::new(FigureKind::Percent, "basis point", "basis point", at + 2));
        }
        self.says(at, "bps").then(|| Measured::new(FigureKind::Percent, "basis point", "basis point", at + 1))
    }

    /// A currency behind the number: word, code, sign or coin.
    pub(super) fn currency_behind(&self, at: usize, number: &Number) -> Option<Measured> {
        let lexeme = self.at(at)?;
        let found = self.phrase(at, |meaning| match meaning {
            Meaning::Currency(row) => Some((Some(row), 0)),
            Meaning::Minor(row) => Some((None, row)),
            _ => None,
        });
        if let Some(((row, minor), end)) = found {
            let Some(row) = row else {
                let name = MINORS[minor as usize].name;
                return Some(Measured::new(FigureKind::Money, name, name, end));
            };
            let weight = matches!(lexeme.text, "pound" | "pounds") && end == at + 1;
            // A bare "pounds" is money in thousands and more, weight below; "won" is a verb behind small numbers.
            if weight && (number.scale < 1e3 && number.value.abs() < 1e4) || lexeme.text == "won" && number.value < 50.0
            {
                return None;
            }
            return Some(Measured::money(row, end));
        }
        if let Some(row) = lexeme.roles.currency {
            let code = CURRENCIES[row as usize].code == lexeme.text || !lexeme.is_word();
            // "5 $" may be the dollar of the next amount: "50 $60".
            let next = self.at(at + 1).is_some_and(|next| next.digits().is_some() && !next.spaced);
            return (code && !next).then(|| Measured::money(row, at + 1));
        }
        if let Some(row) = lexeme.roles.minor.filter(|_| number.digits) {
            let name = MINORS[row as usize].name;
            let good = !lexeme.spaced || (lexeme.text == "p" && number.value < 1e5 && !self.is(at + 1, Word::Clock));
            let clear = !self.is_sign(at + 1, "/") && !self.is_sign(at + 1, ".")
                || self.at(at + 2).is_none_or(|next| next.spaced);
            return (good && clear).then(|| Measured::new(FigureKind::Money, name, name, at + 1));
        }
        None
    }

    fn time_behind(&self, at: usize, number: &Number) -> Option<Measured> {
        let lexeme = self.at(at).filter(|lexeme| lexeme.is_word())?;
        let unit = lexeme.roles.time?;
        // "two second-half goals", "the 2 March quarter"
        let second = unit == TimeUnit::Second && lexeme.text == "second";
        if second
            && (self.is_hyphen(at + 1) && !self.says(at + 2, "long")
                || number.value != 1.0 && !number.digits && at == number.end)
            || (number.value == 1.0 && second && self.is(at + 1, Word::Half))
        {
            return None;
        }
        let mut made = Measured::new(FigureKind::Duration, unit.name(), unit.name(), at + 1);
        made.time = Some(unit);
        if lexeme.text.len() <= 3 && self.is_sign(at + 1, ".") && self.is_glued(at + 1) && self.is(at + 2, Word::Old) {
            made.end += 1;
        }
        self.age(&mut made);
        Some(made)
    }

    /// Turns a time into an age where "old" or "of age" follows.
    fn age(&self, made: &mut Measured) {
        let mut at = made.end;
        if self.at(at).is_some_and(Lexeme::is_dash) {
            at += 1;
        }
        if self.is(at, Word::Old) || self.says(at, "olds") {
            made.kind = FigureKind::Age;
            made.end = at + 1;
        } else if self.is(made.end, Word::Of) && self.is(made.end + 1, Word::Age) {
            made.kind = FigureKind::Age;
            made.end += 2;
        }
    }

    /// A unit of measure, with its powers and rates.
    fn unit(&self, at: usize, number: &Number, hyphen: bool) -> Option<Measured> {
        if (self.is_sign(at, "(") || self.is_sign(at, "["))
            && self.at(at + 1)?.roles.unit.is_some()
            && self.at(at + 2)?.kind == super::lexeme::Kind::Sign
        {
            let inner = self.unit(at + 1, number, false)?;
            let closed = self.is_sign(inner.end, ")") || self.is_sign(inner.end, "]");
            return closed.then(|| Measured { end: inner.end + 1, ..inner });
        }
        if self.says(at, "yo") && number.digits {
            return Some(Measured {
                time: Some(TimeUnit::Year),
                ..Measured::new(FigureKind::Age, "year", "year", at + 1)
            });
        }
        let mut made = self.plain_unit(at, number, hyphen)?;
        self.rate(&mut made);
        Some(made)
    }

    fn plain_unit(&self, at: usize, number: &Number, hyphen: bool) -> Option<Measured> {
        let lexeme = self.at(at)?;
        let power = if lexeme.is(Word::Square) { 2 } else { u8::from(lexeme.is(Word::Cubic)) * 3 };
        if power > 0 {
            let at = at + 1 + usize::from(self.is_sign(at + 1, "."));
            let at = self.past_hyphen(at);
            let unit = self.unit_at(at).filter(|unit| unit.measure == Measure::Length)?;
            return Some(powered(unit, power, at + 1));
        }
        if let Some((index, end)) = self.phrase(at, |meaning| match meaning {
            Meaning::Unit(index) => Some(index),
            _ => None,
        }) {
            let unit = &self.lexicon.units[index as usize];
            // "20 Grad Celsius"
            let scale =
                self.unit_at(end).filter(|scale| unit.measure == Measure::Temperature && scale.measure == unit.measure);
            return Some(scale.map_or_else(|| Measured::of(unit, end), |scale| Measured::of(scale, end + 1)));
        }
        if lexeme.text.ends_with(['2', '3'])
            && let Some((unit, power)) = self.lexicon.power(lexeme.text)
        {
            return Some(powered(unit, power, at + 1));
        }
        let unit = self.unit_at(at)?;
        if lexeme.is_word() && lexeme.text.chars().count() <= 2 && lexeme.text != "°" {
            // Letters that may be anything count only behind digits, and some only when written onto them.
            let glued = !lexeme.spaced || hyphen;
            if !number.digits || (lexeme.roles.unit_glued && !glued && !self.is_sign(at + 1, "/")) {
                return None;
            }
            // "the 1990 s" is a decade.
            if lexeme.text == "s" && lexeme.spaced && (number.value >= 1000.0 || self.is_sign(at + 1, "'")) {
                return None;
            }
            if lexeme.text == "C"
                && (self.is_sign(at + 1, "/") || self.at(at + 1).is_some_and(|next| !next.spaced && next.is_word()))
            {
                return None;
            }
            let followed = self.at(at + 1).is_some_and(|next| next.digits().is_some() && !next.spaced);
            if followed {
                return None;
            }
        }
        if unit.code == "deg" {
            return Some(self.degrees(at, unit));
        }
        if unit.measure == Measure::Length {
            let exponent = self.at(at + 1).filter(|next| !next.spaced).map_or("", |next| next.text);
            match exponent {
                "²" => return Some(powered(unit, 2, at + 2)),
                "³" => return Some(powered(unit, 3, at + 2)),
                _ => {}
            }
        }
        // "36 points" is a unit of markets and games; "points" of a list are counted all the same.
        Some(Measured::of(unit, at + 1))
    }

    fn unit_at(&self, at: usize) -> Option<&'static Unit> {
        let roles = self.at(at)?.roles;
        Some(&self.lexicon.units[roles.unit? as usize])
    }

    /// "degrees", with or without a scale.
    fn degrees(&self, at: usize, unit: &Unit) -> Measured {
        let mut end = at + 1;
        let word = self.at(at).is_some_and(Lexeme::is_word);
        let stop = word && self.is_sign(end, ".") && self.says(at, "deg");
        let scale_at = if stop { end + 1 } else { end };
        let scale = self.at(scale_at).and_then(|lexeme| match lexeme.text {
            "C" | "c" => Some(("Cel", "degree Celsius")),
            "F" | "f" => Some(("[degF]", "degree Fahrenheit")),
            _ => self.unit_at(scale_at).filter(|unit| unit.measure == Measure::Temperature && unit.code != "deg").map(
                |unit| {
                    if unit.code == "Cel" {
                        ("Cel", "degree Celsius")
                    } else if unit.code == "K" {
                        ("K", "kelvin")
                    } else {
                        ("[degF]", "degree Fahrenheit")
                    }
                },
            ),
        });
        if let Some((code, name)) = scale {
            return Measured::new(FigureKind::Temperature, code, name, scale_at + 1);
        }
        if stop {
            end += 1;
        }
        let from = at.saturating_sub(10);
        let warm = self.lexemes[from..self.lexemes.len().min(at + 8)]
            .iter()
            .any(|lexeme| WARM.split(' ').any(|word| lexeme.text.eq_ignore_ascii_case(word)));
        Measured { kind: if warm { FigureKind::Temperature } else { FigureKind::Quantity }, ..Measured::of(unit, end) }
    }

    /// "per hour", "/cm2" behind a unit.
    fn rate(&self, made: &mut Measured) {
        let slash = self.is_sign(made.end, "/") && self.is_glued(made.end) && self.is_glued(made.end + 1);
        let per = self.is(made.end, Word::Per) && self.at(made.end).is_some_and(Lexeme::is_word);
        if !slash && !per {
            return;
        }
        let at = made.end + 1;
        let Some(lexeme) = self.at(at) else { return };
        let below = if let Some(time) = lexeme.roles.time.filter(|_| !lexeme.roles.unit.is_some_and(|_| slash)) {
            Some((Cow::Borrowed(time.code()), Cow::Borrowed(time.name()), at + 1))
        } else {
            let digits = Number { digits: true, ..NUMBER };
            self.plain_unit(at, &digits, true).map(|below| {
                let code = below.time.map_or(below.unit, |time| Cow::Borrowed(time.code()));
                (code, below.name, below.end)
            })
        };
        if let Some((code, name, end)) = below {
            made.unit = Cow::Owned(format!("{}/{code}", made.unit));
            made.name = Cow::Owned(format!("{} per {name}", made.name));
            made.kind = FigureKind::Quantity;
            made.end = end;
        }
    }

    /// "m" and "t" behind digits: a scale where a thing, a unit or a currency follows.
    fn scaled(&self, at: usize, number: &Number) -> Option<Measured> {
        let lexeme = self.at(at).filter(|lexeme| !lexeme.spaced && number.digits)?;
        let factor = lexeme.roles.scale?;
        let behind = Number { scale: factor, ..*number };
        let made = self.currency_behind(at + 1, &behind).or_else(|| self.unit(at + 1, &behind, false))?;
        Some(Measured { factor, ..made })
    }
}

const NUMBER: Number =
    Number { value: 1.0, high: None, end: 0, scale: 1.0, plain: true, digits: true, share: false, padded: false };

fn powered(unit: &Unit, power: u8, end: usize) -> Measured {
    let word = if power == 2 { "square" } else { "cubic" };
    Measured::new(FigureKind::Quantity, format!("{}{power}", unit.code), format!("{word} {}", unit.name), end)
}
