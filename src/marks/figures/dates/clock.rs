//! Times of day.

use super::super::digits::Digits;
use super::super::languages::NumberWord;
use super::super::line::Line;
use super::super::words::Word;
use crate::marks::figures::lexeme::Lexeme;

/// A time of day.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Clock {
    /// 0 to 24; nothing for a part of the day ("morning").
    pub(super) hour: Option<u8>,
    /// 0 to 59, where it is said.
    pub(super) minute: Option<u8>,
    /// 0 to 59, where it is said.
    pub(super) second: Option<u8>,
    /// Offset from UTC in minutes.
    pub(super) zone: Option<i16>,
    /// Whether the half of the day is known: by "p.m.", a part of the day, or a 24-hour clock.
    pub(super) half: bool,
    /// The part of the day, by EDTF-like name.
    pub(super) part: Option<Word>,
    /// The index behind it.
    pub(super) end: usize,
}

/// Parts of the day with the hours that they begin and end at.
const PARTS: &[(Word, u8, u8)] = &[
    (Word::Morning, 6, 12),
    (Word::Lunchtime, 12, 14),
    (Word::Afternoon, 12, 18),
    (Word::Evening, 18, 22),
    (Word::Night, 20, 24),
    (Word::Noon, 12, 12),
    (Word::Midnight, 0, 0),
];

impl Clock {
    const fn new(hour: u8, end: usize) -> Self {
        Self { hour: Some(hour), minute: None, second: None, zone: None, half: false, part: None, end }
    }

    fn after_noon(mut self) -> Self {
        self.hour = self.hour.map(|hour| if hour < 12 { hour + 12 } else { hour });
        self.half = true;
        self
    }

    fn before_noon(mut self) -> Self {
        self.hour = self.hour.map(|hour| if hour == 12 { 0 } else { hour });
        self.half = true;
        self
    }

    /// Takes the half of the day from another time ("5 to 6pm").
    pub(super) fn like(self, other: Self) -> Self {
        if self.half || !other.half {
            return self;
        }
        match other.hour {
            Some(hour) if hour >= 12 && self.hour.is_some_and(|mine| mine + 12 <= hour || mine == 12) => {
                self.after_noon()
            }
            Some(hour) if hour >= 12 => Self { half: true, ..self },
            _ => self.before_noon(),
        }
    }

    /// ISO 8601, without the "T".
    pub(super) fn iso(&self) -> Option<String> {
        let hour = self.hour?;
        let minute = self.minute.unwrap_or(0);
        let mut made = format!("{hour:02}:{minute:02}");
        if let Some(second) = self.second {
            made.push_str(&format!(":{second:02}"));
        }
        match self.zone {
            Some(0) => made.push('Z'),
            Some(zone) => {
                let sign = if zone < 0 { '-' } else { '+' };
                made.push_str(&format!("{sign}{:02}:{:02}", zone.abs() / 60, zone.abs() % 60));
            }
            None => {}
        }
        Some(made)
    }
}

impl Line<'_> {
    /// The clock time at the index. Bare hours ("at 7") count only where `bare` allows them.
    pub(super) fn clock(&self, index: usize, bare: bool) -> Option<Clock> {
        let mut clock = self.clock_face(index, bare)?;
        if let Some(zone) = self.at(clock.end).and_then(|lexeme| lexeme.roles.zone).filter(|_| clock.hour.is_some()) {
            clock.zone = zone;
            clock.end += 1;
        }
        Some(clock)
    }

    fn clock_face(&self, index: usize, bare: bool) -> Option<Clock> {
        let first = self.at(index)?;
        if first.is(Word::Noon) || first.is(Word::Midnight) {
            let hour = if first.is(Word::Noon) { 12 } else { 0 };
            return Some(Clock { half: true, minute: Some(0), ..Clock::new(hour, index + 1) });
        }
        if first.is(Word::Mid) {
            let at = if self.at(index + 1).is_some_and(Lexeme::is_dash) { index + 2 } else { index + 1 };
            let hour = if self.says(at, "day") {
                12
            } else if self.says(at, "night") {
                0
            } else {
                24
            };
            if hour < 24 {
                return Some(Clock { half: true, minute: Some(0), ..Clock::new(hour, at + 1) });
            }
        }
        if let Some(clock) = self.past_hour(index) {
            return Some(self.daytime(clock));
        }
        let mut clock = if first.digits().is_some() { self.in_figures(index, bare)? } else { self.in_hours(index)? };
        if self.is(clock.end, Word::Noon) && clock.hour == Some(12) {
            return Some(Clock { half: true, end: clock.end + 1, ..clock });
        }
        let said = clock.minute.is_some() && clock.half;
        let before = clock.end;
        if self.is(clock.end, Word::Clock) || (self.is_hyphen(clock.end) && self.says(clock.end + 1, "ish")) {
            clock.end += 1;
            clock.half |= self.lexicon.language.tag != "en";
            // "15 Uhr 30"
            if clock.minute.is_none()
                && self.lexicon.language.tag != "en"
                && let Some(minute) = self.at(clock.end).and_then(Lexeme::digits).and_then(Digits::plain)
                && minute < 60
                && self.at(clock.end).is_some_and(|next| next.text.len() == 2)
            {
                clock.minute = Some(minute as u8);
                clock.end += 1;
            }
        } else if self.says(clock.end, "ish") && self.is_glued(clock.end) {
            clock.end += 1;
        }
        let clock = self.daytime(clock);
        (said || bare || clock.end > before || clock.half || clock.minute.is_some() && first.digits().is_some())
            .then_some(clock)
    }

    /// "7:56", "7:56:30", "8.30" before "pm", "17h30", "0401 GMT", "7" before "pm".
    fn in_figures(&self, index: usize, bare: bool) -> Option<Clock> {
        let digits = self.at(index)?.digits()?;
        let text = self.at(index)?.text;
        let glued_sign = |at: usize, sign: &str| self.is_sign(at, sign) && self.is_glued(at) && self.is_glued(at + 1);
        let two = |at: usize| {
            let lexeme = self.at(at)?;
            let value = lexeme.digits()?.plain()?;
            (lexeme.text.len() == 2 && value < 60).then_some(value as u8)
        };
        if let Some(hour) = digits.plain().filter(|&hour| hour <= 24 && text.len() <= 2) {
            let mut clock = Clock::new(hour as u8, index + 1);
            if glued_sign(index + 1, ":") {
                clock.minute = Some(two(index + 2)?);
                clock.end = index + 3;
                clock.half = hour > 12 || text.len() == 2 && hour == 0;
                if glued_sign(index + 3, ":") {
                    clock.second = Some(two(index + 4)?);
                    clock.end = index + 5;
                }
                if self.is_sign(clock.end, ":") && self.is_glued(clock.end)
                    || self.is_sign(clock.end, ".")
                        && self.is_glued(clock.end + 1)
                        && self.at(clock.end + 1).is_some_and(|next| next.digits().is_some())
                {
                    return None;
                }
                return Some(clock);
            }
            // "17h30", "17h"
            if self.at(index + 1).is_some_and(|next| !next.spaced && matches!(next.text, "h" | "H"))
                && self.at(index + 2).is_some_and(|next| !next.spaced && next.digits().is_some())
            {
                clock.minute = Some(two(index + 2)?);
                clock.end = index + 3;
                clock.half = true;
                return Some(clock);
            }
            return Some(clock);
        }
        // "8.30 pm", "17.30 Uhr"
        if digits.places == Some(2) && digits.length <= 2 {
            let (hour, minute) = text.split_once(['.', ','])?;
            let two_digits = |text: &str| u8::try_from(text.parse::<u32>().ok()?).ok();
            let (hour, minute) = (two_digits(hour)?, two_digits(minute)?);
            // "At 6.50 the door opened."
            let opens = index > 0 && self.is(index - 1, Word::At) && self.begins(index - 1);
            let told = bare
                || opens && (self.is(index + 1, Word::Function) || self.is_sign(index + 1, ","))
                || self.is_half(index + 1)
                || self.is(index + 1, Word::Clock)
                || self.at(index + 1).is_some_and(|next| next.roles.zone.is_some())
                || self.is_any(index + 1, &[Word::Today, Word::Tomorrow, Word::Tonight, Word::Yesterday]);
            return (told && hour < 24 && minute < 60)
                .then(|| Clock { minute: Some(minute), ..Clock::new(hour, index + 1) });
        }
        // "0401 GMT", "1140 a m"
        let value = digits.plain().filter(|_| text.len() == 4)?;
        let told = self.is_half(index + 1)
            || self.at(index + 1).is_some_and(|next| next.roles.zone.is_some())
            || self.says(index + 1, "hrs");
        let (hour, minute) = (value / 100, value % 100);
        (told && hour < 24 && minute < 60).then(|| Clock {
            minute: Some(minute as u8),
            half: true,
            ..Clock::new(hour as u8, index + 1)
        })
    }

    /// "seven thirty", "eight", as far as words go.
    fn in_hours(&self, index: usize) -> Option<Clock> {
        let unit = |at: usize, below: u8| match self.at(at)?.roles.number? {
            NumberWord::Unit(unit) if unit > 0 && unit < below => Some(unit),
            _ => None,
        };
        let hour = unit(index, 13)?;
        let mut clock = Clock::new(hour, index + 1);
        let at = self.past_hyphen(index + 1);
        let minute = match self.at(at).and_then(|lexeme| lexeme.roles.number) {
            Some(NumberWord::Tens(tens)) if tens < 60 => {
                let next = self.past_hyphen(at + 1);
                match unit(next, 10) {
                    Some(more) => Some((tens + more, next + 1)),
                    None => Some((tens, at + 1)),
                }
            }
            Some(NumberWord::Unit(minute @ 10..=19)) => Some((minute, at + 1)),
            _ => None,
        };
        if let Some((minute, end)) = minute {
            clock.minute = Some(minute);
            clock.end = end;
        }
        Some(clock)
    }

    /// "half past eight", "a quarter to 8", "20 min past eight", "ten past 9".
    fn past_hour(&self, index: usize) -> Option<Clock> {
        let mut at = index;
        if self.is(at, Word::A) && self.is(at + 1, Word::Quarter) {
            at += 1;
        }
        let (minutes, mut next) = if self.is(at, Word::Half) {
            (30, at + 1)
        } else if self.is(at, Word::Quarter) {
            (15, at + 1)
        } else {
            let first = self.at(at)?;
            let digits = first.digits().and_then(Digits::plain);
            first.roles.number.map(|_| 0).or(digits)?;
            let number = self.cardinal(at, true).map(|number| (number.value, number.end));
            let (value, end) = number.or_else(|| digits.map(|value| (f64::from(value), at + 1)))?;
            if !(1.0..60.0).contains(&value) {
                return None;
            }
            let minutes =
                self.at(end).is_some_and(|lexeme| lexeme.roles.time == Some(super::super::lexicon::TimeUnit::Minute));
            (value as u8, if minutes { end + 1 } else { end })
        };
        let past = self.is(next, Word::Past) && self.says(next, "past");
        let to = self.says(next, "to") && minutes != 30;
        if !past && !to {
            return None;
        }
        next += 1;
        let lexeme = self.at(next)?;
        let hour = match (lexeme.digits().and_then(Digits::plain), lexeme.roles.number) {
            (Some(hour @ 1..=12), _) => hour as u8,
            (_, Some(NumberWord::Unit(hour @ 1..=12))) => hour,
            _ => return None,
        };
        let mut end = next + 1;
        let mut base = 0;
        if let Some(NumberWord::Tens(tens)) = self.at(end).and_then(|lexeme| lexeme.roles.number).filter(|_| to) {
            base = tens;
            end += 1;
        }
        let told = self.is_half(end)
            || self.is(end, Word::Clock)
            || base > 0
            || self.is(end, Word::In) && self.is(end + 1, Word::The) && self.day_part(end + 2).is_some()
            || self.is_any(end, &[Word::Morning, Word::Afternoon, Word::Evening])
            || past;
        // "5 to 6pm" is a range.
        if to && self.at(at)?.digits().is_some() && !self.before(next - 1)?.is_word() {
            return None;
        }
        let by_words = self.is(at, Word::Half) || self.is(at, Word::Quarter);
        // "5 to 8" without more is a range.
        if !(told || by_words) {
            return None;
        }
        let total =
            i32::from(hour) * 60 + i32::from(base) + if past { i32::from(minutes) } else { -i32::from(minutes) };
        let mut clock = Clock::new((total / 60) as u8, end);
        clock.minute = Some((total % 60) as u8);
        if self.is(clock.end, Word::Clock) {
            clock.end += 1;
        }
        Some(clock)
    }

    /// Whether "a.m." or "p.m." in one of its forms stands there.
    fn is_half(&self, index: usize) -> bool {
        self.half_of_day(index).is_some()
    }

    /// "pm", "p.m.", "p m", "p. m.": whether after noon, and the index behind it.
    fn half_of_day(&self, index: usize) -> Option<(bool, usize)> {
        let first = self.at(index)?;
        if first.is_sign(".")
            && !first.spaced
            && self.is_any(index + 1, &[Word::Am, Word::Pm])
            && self.is_glued(index + 1)
        {
            return self.half_of_day(index + 1);
        }
        if !first.is_word() {
            return None;
        }
        let stop = |at: usize| {
            at + usize::from(
                self.is_sign(at, ".")
                    && self.at(at + 1).is_none_or(|next| !next.is_capitalised() || !next.spaced)
                    && first.text.contains('.'),
            )
        };
        if first.is(Word::Am) || first.is(Word::Pm) {
            // "am" is a verb when nothing ties it to the digits.
            let verb =
                first.text == "am" && first.spaced && self.before(index).is_none_or(|before| before.digits().is_none());
            return (!verb).then(|| (first.is(Word::Pm), stop(index + 1)));
        }
        if self.says(index, "ampm") {
            return Some((false, index + 1));
        }
        let letter = if self.says(index, "p") {
            Some(true)
        } else if self.says(index, "a") {
            Some(false)
        } else {
            None
        };
        let after = letter?;
        let dotted = self.is_sign(index + 1, ".");
        let at = index + 1 + usize::from(dotted);
        if self.says(at, "m") && (dotted || self.at(at).is_some_and(|next| next.spaced)) {
            let end = at + 1;
            let last = self.is_sign(end, ".") && dotted;
            return Some((after, end + usize::from(last)));
        }
        // "9p", "9:00a"
        let digits =
            self.before(index).is_some_and(|before| before.digits().is_some_and(|digits| digits.value <= 59.0));
        let hour = index >= 2 && self.is_sign(index - 2, ":")
            || self.before(index).is_some_and(|before| before.text.len() <= 2)
                && self.is_any(index.saturating_sub(2), &[Word::At, Word::Today, Word::Tomorrow]);
        (digits && !first.spaced && hour).then_some((after, index + 1))
    }

    /// The half of the day behind a time: "p.m.", "in the morning", "afternoon".
    fn daytime(&self, clock: Clock) -> Clock {
        let mut clock = clock;
        if let Some((after, end)) = self.half_of_day(clock.end).filter(|_| clock.hour.is_some_and(|hour| hour <= 24)) {
            clock.end = end;
            return if after { clock.after_noon() } else { clock.before_noon() };
        }
        let at = if self.is(clock.end, Word::In) && self.is(clock.end + 1, Word::The) {
            clock.end + 2
        } else if self.is(clock.end, Word::At) && self.is(clock.end + 1, Word::Night) {
            clock.end + 1
        } else if clock.minute.is_some() {
            clock.end
        } else {
            return clock;
        };
        let part = self.at(at).and_then(|lexeme| PARTS.iter().take(5).find(|(part, ..)| lexeme.is(*part)));
        if let Some((part, ..)) = part {
            clock.end = at + 1;
            return if *part == Word::Morning { clock.before_noon() } else { clock.after_noon() };
        }
        clock
    }

    /// A part of the day at the index.
    pub(super) fn day_part(&self, index: usize) -> Option<Word> {
        let lexeme = self.at(index)?;
        PARTS.iter().take(5).map(|(part, ..)| *part).find(|part| lexeme.is(*part))
    }
}
