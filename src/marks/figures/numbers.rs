//! Numbers in digits, in words and in both, as far as they go without a unit.

use super::digits::Digits;
use super::fractions::share;
use super::languages::NumberWord;
use super::lexeme::Lexeme;
use super::line::Line;
use super::words::Word;
use crate::decimal;

/// A number and where it ends.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Number {
    /// Its value; infinite beyond what `f64` holds.
    pub(super) value: f64,
    /// The upper end, where the number is vague ("dozens").
    pub(super) high: Option<f64>,
    /// The index behind it.
    pub(super) end: usize,
    /// What its last scale multiplied by ("million"), or 1.
    pub(super) scale: f64,
    /// Whether it is plain digits: no sign, separator, decimals, scale.
    pub(super) plain: bool,
    /// Whether it begins with digits.
    pub(super) digits: bool,
    /// Whether it is a share of something ("two-thirds", "half").
    pub(super) share: bool,
    /// Whether it begins with a needless nought.
    pub(super) padded: bool,
}

impl Number {
    pub(super) const fn new(value: f64, end: usize) -> Self {
        Self { value, high: None, end, scale: 1.0, plain: false, digits: false, share: false, padded: false }
    }
}

impl Line<'_> {
    /// The number that begins at the index.
    pub(super) fn number(&self, index: usize) -> Option<Number> {
        let first = self.at(index)?;
        let signed =
            first.is_dash() && first.spaced && self.before(index).is_none_or(|before| before.digits().is_none());
        if signed && self.at(index + 1).is_some_and(|next| next.digits().is_some()) {
            let close = self.is_glued(index + 1) && matches!(first.text, "-" | "−" | "–");
            if close || index == 0 || self.is_any(index - 1, &[Word::To, Word::At, Word::Of]) {
                return self.number(index + 1).map(|number| Number { value: -number.value, plain: false, ..number });
            }
            return None;
        }
        if first.is(Word::Minus) && first.is_word() {
            let next = self.past_hyphen(index + 1);
            // One sign is enough, and "minus minus …" must not go deep.
            if self.is(next, Word::Minus) || self.at(next).is_some_and(Lexeme::is_dash) {
                return None;
            }
            return self.number(next).map(|number| Number { value: -number.value, plain: false, ..number });
        }
        if first.is_sign(".") && first.spaced && self.is_glued(index + 1) {
            let digits = self.at(index + 1)?.digits()?;
            let value = digits.value / 10_f64.powi(i32::try_from(digits.length).unwrap_or(400));
            let whole = digits.places.is_none() && !digits.grouped;
            return whole.then(|| Number { digits: true, ..Number::new(value, index + 2) });
        }
        if first.digits().is_some() { self.in_digits(index) } else { self.in_words(index) }
    }

    fn in_digits(&self, index: usize) -> Option<Number> {
        let digits = self.at(index)?.digits()?;
        let mut number = Number {
            plain: digits.plain().is_some() || (digits.length > 8 && !digits.grouped && digits.places.is_none()),
            digits: true,
            padded: digits.padded,
            share: digits.fraction,
            ..Number::new(digits.value, index + 1)
        };
        if digits.places.is_none() && !digits.grouped && digits.length <= 3 {
            self.space_groups(index, &mut number);
        }
        if let Some((value, end)) = self.slashed(index) {
            return Some(Number { value, end, plain: false, share: true, ..number });
        }
        if digits.plain().is_some() && number.end == index + 1 {
            // "1 4/5", "2½"
            if let Some(more) = self.at(index + 1).and_then(Lexeme::digits).filter(|next| next.fraction) {
                number.value += more.value;
                number.end += 1;
                number.plain = false;
            } else if let Some((value, end)) = self.slashed(index + 1).filter(|_| !self.is_glued(index + 1)) {
                number.value += value;
                number.end = end;
                number.plain = false;
            }
        }
        if self.says(number.end, "e")
            && self.is_glued(number.end)
            && self.is_any_sign(number.end + 1, &["-", "+"])
            && self.is_glued(number.end + 2)
            && let Some(power) = self.at(number.end + 2).and_then(Lexeme::digits).and_then(Digits::plain)
        {
            let power = f64::from(power.min(9999)) * if self.is_sign(number.end + 1, "-") { -1.0 } else { 1.0 };
            number.value *= decimal::power(10.0, power);
            number.end += 3;
            number.plain = false;
        }
        if self.is_sign(number.end, "^") && self.is_glued(number.end) {
            let signed = usize::from(self.is_any_sign(number.end + 1, &["-", "+"]));
            if let Some(power) = self.at(number.end + 1 + signed).and_then(Lexeme::digits) {
                let power = if self.is_sign(number.end + 1, "-") { -power.value } else { power.value };
                number.value = decimal::power(number.value, power);
                number.end += 2 + signed;
                number.plain = false;
            }
        }
        if let Some((scale, end)) = self.abbreviated_scale(number.end) {
            number.value *= scale;
            number.scale = scale;
            number.end = end;
            number.plain = false;
        }
        self.scales(&mut number);
        if let Some(number) = self.over(&number) {
            return Some(number);
        }
        self.and_a_half(&mut number);
        Some(number)
    }

    fn is_any_sign(&self, index: usize, signs: &[&str]) -> bool {
        signs.iter().any(|sign| self.is_sign(index, sign))
    }

    /// Groups parted by spaces: "12 500" where the language writes so, "1 234 567" and "12\u{a0}500" everywhere.
    fn space_groups(&self, index: usize, number: &mut Number) {
        if self.before(index).is_some_and(|before| before.digits().is_some() || before.is_sign("+")) {
            return;
        }
        let mut end = index + 1;
        let mut value = number.value;
        let mut narrow = true;
        while let Some(next) = self.at(end).filter(|next| next.spaced) {
            let Some(digits) = next.digits().filter(|digits| digits.length == 3 && !digits.grouped) else { break };
            narrow &= self.gap_is_no_break(end);
            value = value * 1000.0 + digits.value;
            end += 1;
            if digits.places.is_some() {
                break;
            }
        }
        let groups = end - index - 1;
        let more = self.at(end).is_some_and(|next| next.spaced && next.digits().is_some_and(|digits| !digits.fraction));
        if groups > 0 && !more && (groups > 1 || narrow || self.lexicon.language.space_groups) && !number.padded {
            number.value = value;
            number.end = end;
            number.plain = false;
        }
    }

    /// Whether exactly one no-break or thin space stands before the lexeme: six bytes at most, none a plain space.
    fn gap_is_no_break(&self, index: usize) -> bool {
        let (Some(before), Some(after)) = (self.before(index), self.at(index)) else { return false };
        // The two no-break spaces are two and three bytes long; a plain space is one.
        matches!(after.span.start - before.span.end, 2 | 3)
    }

    /// A scale's abbreviation behind digits ("bn", "k"), where it can be nothing else.
    fn abbreviated_scale(&self, index: usize) -> Option<(f64, usize)> {
        let lexeme = self.at(index)?;
        let scale = lexeme.roles.scale?;
        let spaced = lexeme.spaced;
        // "5 m" is a length, "37m" may be; both wait for what follows.
        let ambiguous = lexeme.roles.unit.is_some() || lexeme.roles.minor.is_some();
        // "221B Baker Street"
        let named = !spaced && lexeme.is_capitalised() && self.at(index + 1).is_some_and(Lexeme::is_capitalised);
        if named {
            return None;
        }
        let good = if spaced { lexeme.text.len() > 1 || matches!(lexeme.text, "k" | "K") } else { true };
        (good && !ambiguous && lexeme.text != "MM" || lexeme.text == "MM" && !spaced).then_some((scale, index + 1))
    }

    /// Scale words behind a number: "2 million", "25 lakh", "3 hundred and 21".
    fn scales(&self, number: &mut Number) {
        let mut scaled = false;
        loop {
            let at = self.past_hyphen(number.end);
            let Some(next) = self.at(at) else { return };
            let scale = match next.roles.number {
                Some(NumberWord::Scale(scale)) => scale,
                Some(NumberWord::Hundred) => 100.0,
                Some(NumberWord::Hundreds(100)) => return,
                Some(NumberWord::Dozen(dozen)) => dozen,
                _ if scaled => break,
                _ => return,
            };
            // "4000 3 hundred": the hundreds belong to the next number; "5 May hundred" cannot be.
            number.value *= scale;
            number.scale *= scale;
            number.end = at + 1;
            number.plain = false;
            scaled = true;
        }
        if self.is(number.end, Word::And) {
            let at = number.end + 1;
            let digits =
                self.at(at).and_then(Lexeme::digits).and_then(Digits::plain).map(|value| (f64::from(value), at + 1));
            let small = digits.or_else(|| {
                self.at(at)?.roles.number?;
                self.cardinal(at, true).map(|small| (small.value, small.end))
            });
            let fraction = |end: usize| {
                self.at(self.past_hyphen(end)).is_some_and(|next| next.roles.fraction.is_some() || next.is(Word::Half))
            };
            if let Some((small, end)) =
                small.filter(|&(small, end)| small < number.scale && number.scale <= 1000.0 && !fraction(end))
            {
                number.value += small;
                number.end = end;
            }
        }
    }

    fn in_words(&self, index: usize) -> Option<Number> {
        let first = self.at(index)?;
        if let Some(number) = self.vague(index) {
            return Some(number);
        }
        if first.is(Word::Half) {
            return self.half(index);
        }
        if first.is(Word::A) && self.at(index).is_some_and(|lexeme| lexeme.roles.number.is_none()) {
            if self.is(index + 1, Word::Half) {
                return self.half(index + 1);
            }
            if let Some(number) = self.one_part(index + 1) {
                return Some(number);
            }
        }
        if first.is(Word::Point) {
            return self.below_one(index);
        }
        if let Some(value) = self.fold(first.text) {
            return Some(Number::new(value, index + 1));
        }
        let no_and = self.before(index).is_some_and(|before| before.is(Word::Between));
        let mut number = self.cardinal(index, no_and)?;
        let at = self.past_hyphen(number.end);
        let half = self.is(at, Word::Half) && number.value == 1.0 && self.lexicon.language.tag == "en";
        if half {
            // "a new one half a mile inland": "one" stands for something else.
            let apart = !self.is_hyphen(number.end) && self.is(at + 1, Word::A);
            return if apart { None } else { self.half(at) };
        }
        if let Some((divisor, end, plural)) = self.denominator(at) {
            if number.value == 1.0 && (at > number.end || plural || end > at + 1) {
                return Some(share(1.0 / divisor, end));
            }
            if number.value == 1.0 {
                if let Some(number) = self.one_part(at) {
                    return Some(number);
                }
            } else if plural && !(divisor == 4.0 && number.value != 3.0) {
                return Some(share(number.value / divisor, end));
            }
        }
        if let Some(number) = self.over(&number) {
            return Some(number);
        }
        self.and_a_half(&mut number);
        Some(number)
    }

    /// "sixfold": how many times.
    pub(super) fn fold(&self, text: &str) -> Option<f64> {
        let stem = text.strip_suffix("fold").filter(|stem| stem.len() > 2 && self.lexicon.language.tag == "en")?;
        let (_, word) = self.lexicon.numbers.iter().find(|(word, _)| *word == stem)?;
        match *word {
            NumberWord::Unit(value) | NumberWord::Tens(value) => Some(f64::from(value)),
            NumberWord::Hundred => Some(100.0),
            _ => None,
        }
    }

    /// "hundreds", "tens of thousands": from itself to its tenfold.
    fn vague(&self, index: usize) -> Option<Number> {
        let first = self.at(index)?;
        let mut value = first.roles.vague?;
        let mut end = index + 1;
        let counted =
            self.before(index).is_some_and(|before| before.digits().is_some() || before.roles.number.is_some());
        if counted {
            return None;
        }
        while self.is(end, Word::Of)
            && let Some(next) = self.at(end + 1).and_then(|next| next.roles.vague)
            && next > value
        {
            value *= next;
            end += 2;
        }
        Some(Number { high: Some(value * 10.0), ..Number::new(value, end) })
    }
}
