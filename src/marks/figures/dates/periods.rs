//! Parts of years and months: quarters, halves, weeks, seasons, "early 2019", "the first Friday in June".

use super::Dates;
use super::calendar::{Side, When, months, third, valid, week, week_of_month};
use super::civil::Date;
use crate::marks::figures::lexeme::Lexeme;
use crate::marks::figures::lexicon::TimeUnit;
use crate::marks::figures::words::Word;

impl Dates<'_> {
    /// "Q3 2019", "2017 q1", "H1 2020", "this Q3".
    pub(super) fn quarter(&self, index: usize) -> Option<(When, usize)> {
        let line = &self.line;
        let label = |at: usize| -> Option<(i8, i8)> {
            let text = line.at(at)?.text.as_bytes();
            let &[letter, number] = text else { return None };
            let number = i8::try_from(number.checked_sub(b'0')?).ok()?;
            match letter {
                b'Q' | b'q' if (1..=4).contains(&number) => Some((number * 3 - 2, number * 3)),
                b'H' | b'h' if (1..=2).contains(&number) => Some((number * 6 - 5, number * 6)),
                _ => None,
            }
        };
        if let Some((first, last)) = label(index) {
            let upper = line.at(index)?.text.starts_with(|letter: char| letter.is_ascii_uppercase());
            let at = index + 1;
            let at = at + usize::from(line.is_hyphen(at) || line.is(at, Word::Of) && self.plain_year(at + 1).is_some());
            if let Some(year) = self.plain_year(at) {
                return Some((months(year, first, last)?, at + 1));
            }
            let year = self.calendar.year_of(first, Side::Near);
            let half = last - first > 2;
            return (upper && !half || line.at(index)?.text.starts_with('q'))
                .then(|| (year.and_then(|year| months(year, first, last)).unwrap_or(When::Open), index + 1));
        }
        if let Some(year) = self.plain_year(index) {
            let at = line.past_hyphen(index + 1);
            if let Some((first, last)) = label(at) {
                return Some((months(year, first, last)?, at + 1));
            }
            // "2016 the third quarter"
            let the = usize::from(line.is(index + 1, Word::The));
            let (first, last, end) = self.ordinal_part(index + 1 + the)?;
            return Some((months(year, first, last)?, end));
        }
        None
    }

    /// "third quarter", "first half": first and last month, and the index behind it.
    pub(super) fn ordinal_part(&self, index: usize) -> Option<(i8, i8, usize)> {
        let line = &self.line;
        let (number, at) = line.ordinal(index)?;
        let at = line.past_hyphen(at);
        if line.at(at)?.roles.time == Some(TimeUnit::Quarter) && (1.0..=4.0).contains(&number) {
            let number = number as i8;
            return Some((number * 3 - 2, number * 3, at + 1));
        }
        (line.is(at, Word::Half) && (1.0..=2.0).contains(&number))
            .then(|| (number as i8 * 6 - 5, number as i8 * 6, at + 1))
    }

    /// "the third quarter of 2016", "first half of last year", "the third week of May", "the first Friday in June",
    /// "early 2019", "the end of December", "later this month".
    pub(super) fn part_of_period(&self, index: usize) -> Option<(When, usize)> {
        let line = &self.line;
        let the = usize::from(line.is(index, Word::The));
        let of = |at: usize| {
            at + usize::from(line.is_any(at, &[Word::Of, Word::In]) && line.at(at).is_some_and(Lexeme::is_word))
        };
        if let Some((first, last, end)) = self.ordinal_part(index + the) {
            let fiscal = of(end);
            let fiscal = fiscal + usize::from(line.is(fiscal, Word::Fiscal));
            let (when, end) = self
                .relative(fiscal)
                .or_else(|| self.plain_year(fiscal).map(|year| (When::Year(year), fiscal + 1)))
                .or_else(|| self.worded_year(fiscal).map(|(year, end)| (When::Year(year), end)))?;
            return match when {
                When::Year(year) => Some((months(year, first, last)?, end)),
                When::Open => Some((When::Open, end)),
                _ => None,
            };
        }
        if let Some((number, at)) =
            line.ordinal(index + the).or_else(|| line.is(index + the, Word::Last).then_some((-1.0, index + the + 1)))
        {
            let lexeme = line.at(at)?;
            if lexeme.roles.time == Some(TimeUnit::Week) && (line.is(at + 1, Word::Of) || line.is(at + 1, Word::In)) {
                let (when, end) = self.period_at(at + 2)?;
                let number = number as i8;
                let found = match when {
                    When::Month(Some(year), month) if number > 0 => week_of_month(year, month, number),
                    When::Month(Some(year), month) => week_of_month(year, month, 5),
                    When::Year(year) if number > 0 => week(year, number),
                    When::Year(year) => week(year, 52),
                    _ => None,
                };
                return Some((found.unwrap_or(When::Open), end));
            }
            if lexeme.roles.weekday > 0 && number > 0.0 && number < 6.0 {
                let end = at + 1;
                if line.is_any(end, &[Word::Of, Word::In])
                    && let Some((When::Month(Some(year), month), end)) = self.period_at(end + 1)
                {
                    let first = Date::new(year, month, 1)?;
                    let ahead = (lexeme.roles.weekday as i8 - first.weekday()).rem_euclid(7);
                    return Some((valid(Some(year), month, 1 + ahead + 7 * (number as i8 - 1))?, end));
                }
                if let Some((_, end)) =
                    line.is_any(end, &[Word::Of, Word::In]).then(|| self.period_at(end + 1)).flatten()
                {
                    return Some((When::Open, end));
                }
                return line.at(index)?.spaced.then_some((When::Open, end)).filter(|_| the == 0 && number < 5.0);
            }
            if the == 1 || number > 0.0 {
                return None;
            }
        }
        let first = line.at(index + the)?;
        let part = if first.is(Word::Early) || first.is(Word::Start) {
            0
        } else if first.is(Word::Mid) || first.text.eq_ignore_ascii_case("middle") {
            1
        } else if first.is_any(&[Word::Late, Word::End, Word::Rest, Word::Later]) {
            2
        } else if first.is(Word::Earlier) {
            0
        } else {
            return None;
        };
        let joint = line.past_hyphen(index + the + 1);
        // "is to start in September": a verb.
        if first.is_any(&[Word::Start, Word::End, Word::Rest]) && the == 0 && line.is(joint, Word::In) {
            return None;
        }
        let at = of(joint);
        let (when, end) = self.period_at(at)?;
        let comparative = first.is_any(&[Word::Later, Word::Earlier]);
        let known = matches!(
            when,
            When::Month(..) | When::Year(_) | When::Decade(_) | When::Century(_) | When::Period(..) | When::Open
        );
        let told = known || first.is(Word::End) && matches!(when, When::Day(..));
        if !told || comparative && !(line.is(at, Word::This) || line.is(at, Word::The) || line.is(at, Word::In)) {
            return None;
        }
        Some((third(when, part), end))
    }

    /// A period inside a larger phrase: relative, "the week", a month, a year, a season.
    pub(super) fn period_at(&self, index: usize) -> Option<(When, usize)> {
        let line = &self.line;
        let in_the = usize::from(line.is(index, Word::In));
        let the = usize::from(line.is(index + in_the, Word::The));
        let at = index + in_the + the;
        if let Some(unit) = line.at(at).and_then(|lexeme| lexeme.roles.time).filter(|&unit| unit >= TimeUnit::Day) {
            let single = line.at(at).is_some_and(|lexeme| !lexeme.text.ends_with('s'));
            let year = self.plain_year(at + 2).filter(|_| line.is(at + 1, Word::Of));
            if let Some(year) = year {
                return Some((When::Year(year), at + 3));
            }
            return single.then(|| (self.calendar.unit(unit, 0), at + 1));
        }
        if let Some(found) = self.relative(at) {
            return Some(found);
        }
        if let Some(found) = self.decade(at).or_else(|| self.month(at)).or_else(|| self.season(at)) {
            return Some(found);
        }
        if let Some((year, end)) = self
            .plain_year(at)
            .map(|year| (year, at + 1))
            .or_else(|| self.worded_year(at))
            .filter(|(year, _)| (1500..2150).contains(year))
        {
            return Some((When::Year(year), end));
        }
        (line.is(at, Word::Fiscal)).then(|| self.year(at)).flatten()
    }

    /// "summer 2019", "the summer of 2019", "this summer" (relative), "mid-summer" (part).
    pub(super) fn season(&self, index: usize) -> Option<(When, usize)> {
        let line = &self.line;
        let lexeme = line.at(index).filter(|lexeme| lexeme.is_word())?;
        let first = [(Word::Spring, 3), (Word::Summer, 6), (Word::Autumn, 9), (Word::Winter, 12)]
            .into_iter()
            .find(|(word, _)| lexeme.is(*word))?
            .1;
        let of = usize::from(line.is(index + 1, Word::Of));
        let year = self.plain_year(index + 1 + of).filter(|year| (1500..2150).contains(year));
        if let Some(year) = year {
            return Some((season_of(year, first).unwrap_or(When::Open), index + 2 + of));
        }
        // "in the summer", "by summer"; "fall", "spring" and a springing word need more.
        let told = index > 0
            && (line.is_any(
                index - 1,
                &[Word::By, Word::In, Word::Since, Word::Until, Word::Mid, Word::Early, Word::Late],
            ) || line.is(index - 1, Word::The)
                && index > 1
                && line.is_any(index - 2, &[Word::In, Word::Since, Word::Over, Word::By]));
        let alone = line.at(index + 1).is_none_or(|next| !next.is_word() || next.is(Word::Function));
        if !told || !alone || matches!(lexeme.text, "fall" | "spring") {
            return None;
        }
        let the = usize::from(index > 0 && line.is(index - 1, Word::The));
        let since = index.checked_sub(1 + the).is_some_and(|before| line.is(before, Word::Since));
        let year = self.calendar.year_of(first, Side::Past).filter(|_| since);
        Some((year.and_then(|year| season_of(year, first)).unwrap_or(When::Open), index + 1))
    }

    /// "week 10", "week of September 15th", "w/c Feb 4", "the week starting on February 4".
    pub(super) fn numbered_week(&self, index: usize) -> Option<(When, usize)> {
        let line = &self.line;
        let the = usize::from(line.is(index, Word::The));
        let at = index + the;
        if line.says(at, "w") && line.is_sign(at + 1, "/") && line.says(at + 2, "c") {
            let (when, end) = self.month_day(at + 3)?;
            return Some((week_from(when), end));
        }
        if line.at(at)?.roles.time != Some(TimeUnit::Week) {
            return None;
        }
        let begins = ["starting", "beginning", "commencing"].iter().any(|word| line.says(at + 1, word));
        if begins || line.is(at + 1, Word::Of) {
            let on = usize::from(line.is(at + 2, Word::On));
            let (when, end) = self.month_day(at + 2 + on).or_else(|| self.day_month(at + 2 + on))?;
            return Some((week_from(when), end));
        }
        let number = line.at(at + 1)?.digits()?.plain().filter(|&number| (1..=53).contains(&number))?;
        let padded = line.at(at + 1)?.digits()?.padded;
        let year = self.calendar.year(0);
        let counted = line.counted(at + 2, f64::from(number), false).is_some() || line.is_hyphen(at + 2);
        (the == 0
            && !padded
            && !counted
            && line.at(at).is_some_and(|lexeme| lexeme.text == "week" || lexeme.text == "Week"))
        .then(|| (year.and_then(|year| week(year, number as i8)).unwrap_or(When::Open), at + 2))
    }
}

/// The three months of a season on the northern half of the earth; winter reaches into the next year.
pub(super) fn season_of(year: i16, first: i8) -> Option<When> {
    if first == 12 {
        let begin = Date::new(year, 12, 1)?;
        let end = Date::new(year.checked_add(1)?, 2, 1)?.last_of_month();
        return Some(When::Period(begin, end));
    }
    months(year, first, first + 2)
}

fn week_from(when: When) -> When {
    let When::Day(Some(year), month, day) = when else { return When::Open };
    let first = Date::new(year, month, day);
    first.and_then(|first| Some(When::Period(first, first.plus_days(6)?))).unwrap_or(When::Open)
}
