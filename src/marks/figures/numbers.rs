//! Numbers in digits, in words and in both, as far as they go without a unit.

use super::languages::NumberWord;
use super::lexeme::Lexeme;
use super::line::Line;
use super::words::Word;

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
    const fn new(value: f64, end: usize) -> Self {
        Self { value, high: None, end, scale: 1.0, plain: false, digits: false, share: false, padded: false }
    }
}

/// Denominators of fractions written with a slash; others are dates or labels ("9/11").
const DENOMINATORS: &[u32] = &[2, 3, 4, 5, 6, 8, 10, 16, 32, 64, 100];

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
            if let Some(more) = self.at(index + 1).and_then(super::lexeme::Lexeme::digits).filter(|next| next.fraction)
            {
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
            && let Some(power) =
                self.at(number.end + 2).and_then(super::lexeme::Lexeme::digits).and_then(|power| power.plain())
        {
            let power = f64::from(power.min(9999)) * if self.is_sign(number.end + 1, "-") { -1.0 } else { 1.0 };
            number.value *= 10_f64.powf(power);
            number.end += 3;
            number.plain = false;
        }
        if self.is_sign(number.end, "^") && self.is_glued(number.end) {
            let signed = usize::from(self.is_any_sign(number.end + 1, &["-", "+"]));
            if let Some(power) = self.at(number.end + 1 + signed).and_then(super::lexeme::Lexeme::digits) {
                let power = if self.is_sign(number.end + 1, "-") { -power.value } else { power.value };
                number.value = number.value.powf(power);
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

    /// "3/4", as value and end.
    fn slashed(&self, index: usize) -> Option<(f64, usize)> {
        let above = self.at(index)?.digits()?.plain()?;
        let slash = self.is_sign(index + 1, "/") || self.is_sign(index + 1, "⁄");
        let below = self.at(index + 2).filter(|_| slash)?.digits()?.plain()?;
        let tight = self.is_glued(index + 1) && self.is_glued(index + 2);
        let spaced = !self.is_glued(index + 1) && !self.is_glued(index + 2);
        let more = self.is_sign(index + 3, "/") || self.before(index).is_some_and(|before| before.is_sign("/"));
        let good = (tight || spaced) && !more && above > 0 && above < below && DENOMINATORS.contains(&below);
        good.then(|| (f64::from(above) / f64::from(below), index + 3))
    }

    /// A scale's abbreviation behind digits ("bn", "k"), where it can be nothing else.
    fn abbreviated_scale(&self, index: usize) -> Option<(f64, usize)> {
        let lexeme = self.at(index)?;
        let scale = lexeme.roles.scale?;
        let spaced = lexeme.spaced;
        // "5 m" is a length, "37m" may be; both wait for what follows.
        let ambiguous = lexeme.roles.unit.is_some() || lexeme.roles.minor.is_some();
        // "221B Baker Street"
        let named =
            !spaced && lexeme.is_capitalised() && self.at(index + 1).is_some_and(super::lexeme::Lexeme::is_capitalised);
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
            let digits = self
                .at(at)
                .and_then(super::lexeme::Lexeme::digits)
                .and_then(|digits| digits.plain())
                .map(|value| (f64::from(value), at + 1));
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

    /// "and a half", "and two thirds", "and one half", behind a number.
    fn and_a_half(&self, number: &mut Number) {
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
        let (_, word) = self.lexicon.language.numbers.iter().find(|(word, _)| *word == stem)?;
        match *word {
            NumberWord::Unit(value) | NumberWord::Tens(value) => Some(f64::from(value)),
            NumberWord::Hundred => Some(100.0),
            _ => None,
        }
    }

    /// What a number is divided by: "thirds", "twenty-fifth", "hundred fifth"; the index behind it; whether a plural.
    fn denominator(&self, at: usize) -> Option<(f64, usize, bool)> {
        let first = self.at(at)?;
        if let Some(divisor) = first.roles.fraction {
            return Some((divisor, at + 1, first.roles.ordinal.is_none() && !first.is(Word::Quarter)));
        }
        first.roles.number?;
        let tens = self.cardinal(at, true).filter(|tens| tens.value >= 20.0 && tens.value % 10.0 == 0.0)?;
        let last = self.past_hyphen(tens.end);
        let unit = self.at(last)?;
        let divisor = unit.roles.fraction.filter(|&divisor| divisor < 10.0)?;
        Some((tens.value + divisor, last + 1, unit.roles.ordinal.is_none()))
    }

    /// "1 over twenty-one": a fraction where nothing is counted.
    fn over(&self, above: &Number) -> Option<Number> {
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
    fn one_part(&self, at: usize) -> Option<Number> {
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
    fn half(&self, at: usize) -> Option<Number> {
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
                || matches!(
                    next.text,
                    "its" | "their" | "his" | "her" | "our" | "my" | "those" | "these" | "people" | "all"
                )
        });
        let exact = self.before(at).is_some_and(|before| {
            matches!(before.text, "than" | "about" | "nearly" | "almost" | "over" | "by" | "roughly" | "around")
        });
        let ordinal = self
            .before(at)
            .is_some_and(|before| before.roles.ordinal.is_some() || before.is_any(&[Word::Last, Word::Next]));
        ((of || exact || counted) && !ordinal && !self.is(at + 1, Word::Past)).then(|| share(0.5, at + 1))
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
                } else if self.is(at, Word::And) && self.at(at).is_some_and(super::lexeme::Lexeme::is_word) && !no_and {
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
                NumberWord::Tens(20) if french && seen && current % 100.0 == 4.0 && at > end => {
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
    fn below_one(&self, index: usize) -> Option<Number> {
        let nought = |at: usize| self.at(at).is_some_and(|next| next.roles.number == Some(NumberWord::Unit(0)));
        let mut value = 0.0;
        let end = nought(index + 1).then(|| self.decimals(index + 1, &mut value))?;
        (end > index + 2).then(|| Number::new(value, end))
    }

    /// Decimals in words: digit by digit, or "seventy-one".
    fn decimals(&self, index: usize, value: &mut f64) -> usize {
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
    fn compound(&self, text: &str) -> Option<NumberWord> {
        let language = self.lexicon.language;
        if !language.compounds || text.len() < 6 || text.len() > 48 {
            return None;
        }
        let text = text.to_lowercase();
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
            let longest = language
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
            rest = &rest[longest.0.len()..];
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

const fn share(value: f64, end: usize) -> Number {
    Number { share: true, ..Number::new(value, end) }
}
