//! Dates in digits alone: "2016-10-16", "02/22/2016", "21.04.16", "4/22", "2019-sep-1".

use super::Dates;
use super::calendar::{Side, When, valid};
use crate::marks::figures::lexeme::Lexeme;
use crate::marks::figures::words::Word;

impl Dates<'_> {
    /// A date of digits with signs between them.
    pub(super) fn numeric(&self, index: usize) -> Option<(When, usize)> {
        self.signed(index).or_else(|| self.dotted(index)).or_else(|| self.run(index))
    }

    /// Two or three parts with "/" or "-" between them; one may be a month's name.
    fn signed(&self, index: usize) -> Option<(When, usize)> {
        let line = &self.line;
        let part = |at: usize| -> Option<(u32, usize, bool)> {
            let lexeme = line.at(at)?;
            if lexeme.roles.month > 0 && lexeme.is_word() {
                return Some((u32::from(lexeme.roles.month), 0, true));
            }
            let value = lexeme.digits()?.plain()?;
            Some((value, lexeme.text.len(), false))
        };
        let (first, first_length, first_named) = part(index)?;
        let sign = line.at(index + 1).filter(|sign| matches!(sign.text, "/" | "-" | "‑" | "."))?;
        let spaced = sign.spaced;
        if spaced && !(line.at(index + 2)?.spaced || sign.text == "/") && first_length != 4 {
            return None;
        }
        if sign.text == "." && !first_named && part(index + 2).is_none_or(|(_, _, named)| !named)
            || sign.text == "." && spaced
        {
            return None;
        }
        let (second, second_length, second_named) = part(index + 2)?;
        let tight = line.is_glued(index + 2) || first_length == 4 && sign.text == "/";
        if !spaced && !tight {
            return None;
        }
        let third = (!spaced
            && (line.is_sign(index + 3, sign.text) || line.is_sign(index + 3, ","))
            && line.is_glued(index + 3)
            && line.is_glued(index + 4))
        .then(|| part(index + 4))
        .flatten();
        let third = third.filter(|_| line.is_sign(index + 3, sign.text) || !first_named);
        if let Some((third, third_length, third_named)) = third {
            let end = index + 5;
            if line.is_glued(end)
                && line
                    .at(end)
                    .is_some_and(|next| next.is_word() || matches!(next.text, "/" | "-") && line.is_glued(end + 1))
                && !line.is_any(end, &[Word::Am])
                && self.end_of_range(end)
            {
                return None;
            }
            let (year, month, day) = if first_length == 4 {
                if third_named { (first, third, second) } else { (first, second, third) }
            } else if first_named && second_length == 4 {
                (second, first, third)
            } else if third_length == 4 || third_length == 2 {
                let year = if third_length == 2 { century(third) } else { third };
                let (month, day) = if first_named {
                    (first, second)
                } else if second_named {
                    (second, first)
                } else {
                    self.order(first, second)
                };
                (year, month, day)
            } else {
                return None;
            };
            return Some((day_of(Some(year), month, day)?, end));
        }
        let end = index + 3;
        // "2016/11", "11/2016", "Dec/2018", "2016 - 11"
        let slashed_on = line.is_sign(end, "/") && line.is_glued(end);
        if slashed_on {
            return None;
        }
        let year = |value: u32| (1900..2100).contains(&value);
        if first_length == 4
            && year(first)
            && (second_named
                || (second_length <= 2
                    && (1..=12).contains(&second)
                    && (sign.text == "/" || second_length == 1 || spaced)))
        {
            // "2012-13" and "2001-05" are spans of years.
            if !second_named && sign.text != "/" && !spaced && second > first % 100 {
                return None;
            }
            return Some((When::Month(Some(first as i16), second as i8), end));
        }
        if second_length == 4
            && year(second)
            && (1..=12).contains(&first)
            && (first_named || first_length <= 2)
            && !spaced
        {
            return Some((When::Month(Some(second as i16), first as i8), end));
        }
        if spaced || first_length > 2 || second_length > 2 || first == 0 || second == 0 {
            return None;
        }
        if first_named && second_named {
            return None;
        }
        if first_named || second_named {
            let (month, day) = if first_named { (first, second) } else { (second, first) };
            let year = self.calendar.year_of(month as i8, self.side(index));
            return Some((day_of_open(year, month, day)?, end));
        }
        // "4/22" beside other dates or where it can be no fraction; "7-6" only behind a weekday.
        let weekday = index > 0 && line.before(index).is_some_and(|before| before.roles.weekday > 0);
        let beside = weekday
            || index > 0
                && line.is_any(index - 1, &[Word::On, Word::From, Word::Between, Word::Next, Word::To, Word::Until])
            || line.is_any(end, &[Word::Between, Word::To])
            || line.at(end).is_some_and(Lexeme::is_dash);
        if line.is_any(end, &[Word::Am, Word::Pm]) {
            return None;
        }
        let good = if sign.text == "/" {
            beside || first > 12 || second > 12 || first >= second || !matches!(second, 2..=10)
        } else {
            weekday
        };
        if !good {
            return None;
        }
        let (month, day) = self.order(first, second);
        let year = self.calendar.year_of(month as i8, Side::Near);
        Some((day_of_open(year, month, day)?, end))
    }

    fn end_of_range(&self, end: usize) -> bool {
        // A dash with a full date behind it is a range, not more of the same.
        let dash = self.line.at(end).is_some_and(Lexeme::is_dash);
        let digits = self.line.at(end + 1).is_some_and(|next| next.digits().is_some());
        !dash || digits && !self.line.is_sign(end + 2, "/")
    }

    /// "21.04.2016", "2015.5.13", "4.22" behind "on" or a weekday: one run of digits to the lexer, or a sign.
    fn dotted(&self, index: usize) -> Option<(When, usize)> {
        let line = &self.line;
        let lexeme = line.at(index)?;
        if !lexeme.text.starts_with(|first: char| first.is_ascii_digit()) || lexeme.text.len() > 10 {
            return None;
        }
        let mut parts = lexeme.text.split('.');
        let mut next = || parts.next().and_then(|part| Some((part.parse::<u32>().ok()?, part.len())));
        let (first, second) = (next()?, next()?);
        let third = next();
        if parts.next().is_some() || lexeme.text.ends_with('.') {
            return None;
        }
        if let Some(third) = third {
            let (year, month, day) = if first.1 == 4 {
                (first.0, second.0, third.0)
            } else if third.1 == 4 || third.1 == 2 && first.1 <= 2 && second.1 == 2 {
                let year = if third.1 == 2 { century(third.0) } else { third.0 };
                // With stops the day stands first nearly everywhere.
                let (day, month) = if second.0 > 12 { (second.0, first.0) } else { (first.0, second.0) };
                (year, month, day)
            } else {
                return None;
            };
            // "1.2.16" may be a version: a two-digit year wants two-digit neighbours or a year of four.
            return Some((day_of(Some(year), month, day)?, index + 1));
        }
        if first.1 == 4
            && (1900..2100).contains(&first.0)
            && second.1 <= 2
            && (1..=12).contains(&second.0)
            && !line.at(index + 1).is_some_and(|next| next.roles.unit.is_some() || next.is(Word::Percent))
            && second.1 < 2
        {
            return Some((When::Month(Some(first.0 as i16), second.0 as i8), index + 1));
        }
        let weekday = line.before(index).is_some_and(|before| before.roles.weekday > 0);
        let on = index > 0
            && line.is(index - 1, Word::On)
            && line.at(index + 1).is_none_or(|next| !next.is_word() && !next.is(Word::Percent));
        let short = first.1 <= 2 && second.1 <= 2 && second.0 > 0;
        if !(short && (weekday || on)) {
            return None;
        }
        let (month, day) = self.order(first.0, second.0);
        let year = self.calendar.year_of(month as i8, Side::Near);
        Some((day_of_open(year, month, day)?, index + 1))
    }

    /// "20161016", "2016 10 16"
    fn run(&self, index: usize) -> Option<(When, usize)> {
        let line = &self.line;
        let lexeme = line.at(index)?;
        let value = lexeme.digits()?.plain()?;
        if lexeme.text.len() == 8 && lexeme.spaced && !line.is_glued(index + 1) | line.is_sign(index + 1, ".") {
            let (year, month, day) = (value / 10_000, value / 100 % 100, value % 100);
            return (1900..2100)
                .contains(&year)
                .then(|| day_of(Some(year), month, day))
                .flatten()
                .map(|when| (when, index + 1));
        }
        let two = |at: usize| {
            let lexeme = line.at(at).filter(|lexeme| lexeme.spaced && lexeme.text.len() == 2)?;
            lexeme.digits()?.plain()
        };
        if lexeme.text.len() == 4 && (1900..2100).contains(&value) {
            let when = day_of(Some(value), two(index + 1)?, two(index + 2)?)?;
            return line.at(index + 3).is_none_or(|next| next.digits().is_none()).then_some((when, index + 3));
        }
        None
    }

    /// Month and day of two numbers, as the page's language orders them, unless only one order can be.
    fn order(&self, first: u32, second: u32) -> (u32, u32) {
        if first > 12 || (self.day_first && second <= 12) { (second, first) } else { (first, second) }
    }
}

/// The year of two digits: 1950 to 2049.
pub(super) const fn century(year: u32) -> u32 {
    if year < 50 { 2000 + year } else { 1900 + year }
}

fn day_of(year: Option<u32>, month: u32, day: u32) -> Option<When> {
    let year = i16::try_from(year?).ok()?;
    valid(Some(year), i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

fn day_of_open(year: Option<i16>, month: u32, day: u32) -> Option<When> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    // 29 February: the year must have it.
    valid(year, month, day).or_else(|| valid(None, month, day))
}
