//! Dates by name: days, months, years, quarters, decades, centuries, named days.

use super::super::digits::Digits;
use super::Dates;
use super::calendar::{When, valid};
use crate::letters::small;
use crate::marks::figures::languages::NumberWord;
use crate::marks::figures::lexeme::Lexeme;
use crate::marks::figures::lexicon::{Meaning, TimeUnit};
use crate::marks::figures::words::{Word, Words};
use crate::table::listed;

/// Names and short forms of months and days that are other words too: they need a capital or a number beside them.
const COMMON: &str = "may march mar sun sat mon wed dec jan mai mars mai marzo";

/// Words before a bare "May" or "March" that make it the month.
const BEFORE_MONTH: &[Word] = &[
    Word::In,
    Word::Of,
    Word::Since,
    Word::Until,
    Word::By,
    Word::From,
    Word::To,
    Word::This,
    Word::Last,
    Word::Next,
    Word::Early,
    Word::Mid,
    Word::Late,
    Word::Between,
    Word::Before,
    Word::After,
    Word::Every,
    Word::Start,
    Word::End,
];

impl Dates<'_> {
    /// The date at the index, without its time.
    pub(super) fn date(&self, index: usize) -> Option<(When, usize)> {
        let longer = |one: Option<(When, usize)>, other: Option<(When, usize)>| match (one, other) {
            (Some(one), Some(other)) => Some(if other.1 > one.1 { other } else { one }),
            (one, other) => one.or(other),
        };
        let named = longer(self.relative(index).or_else(|| self.weekday(index)), self.part_of_period(index));
        let plain = self
            .numeric(index)
            .or_else(|| self.day_month(index))
            .or_else(|| self.month_day(index))
            .or_else(|| self.month(index))
            .or_else(|| self.quarter(index))
            .or_else(|| self.decade(index))
            .or_else(|| self.holiday(index))
            .or_else(|| self.season(index))
            .or_else(|| self.numbered_week(index))
            .or_else(|| self.year(index))
            .or_else(|| self.monthday(index));
        longer(named, plain)
    }

    /// A day that names its month, or stands in digits.
    pub(super) fn date_with_month(&self, index: usize) -> Option<(When, usize)> {
        self.numeric(index).or_else(|| self.day_month(index)).or_else(|| self.month_day(index))
    }

    /// The month that the lexeme names, where nothing speaks against it.
    pub(super) fn month_at(&self, index: usize) -> Option<i8> {
        let line = &self.line;
        let lexeme = line.at(index).filter(|lexeme| lexeme.roles.month > 0 && lexeme.is_word())?;
        let lower = small(lexeme.text);
        let numbered = |at: usize| {
            line.at(at).is_some_and(|near| {
                near.digits().is_some_and(|digits| digits.places.is_none() && digits.value < 2200.0 && !digits.grouped)
            })
        };
        let worded = |at: usize| {
            line.at(at).is_some_and(|near| {
                near.roles.ordinal.is_some()
                    || matches!(near.roles.number, Some(NumberWord::Unit(_) | NumberWord::Tens(_)))
            })
        };
        let stop = usize::from(line.is_sign(index + 1, "."));
        let beside = numbered(index + 1 + stop)
            || line.is_sign(index + 1, ",") && numbered(index + 2)
            || index > 0
                && (numbered(index - 1)
                    || line
                        .at(index - 1)
                        .is_some_and(|near| near.roles.ordinal_suffix || near.roles.ordinal.is_some())
                    || line.at(index - 1).is_some_and(Lexeme::is_dash) && numbered(index - 2.min(index)))
            || line.is(index + 1, Word::The) && (worded(index + 2) || numbered(index + 2))
            || worded(index + 1) && !lexeme.is(Word::Future)
            || index > 0 && line.is(index - 1, Word::Of);
        if beside {
            return Some(lexeme.roles.month as i8);
        }
        let prepared =
            index > 0 && line.is_any(index - 1, BEFORE_MONTH) && (lexeme.is_capitalised() || lower.len() > 3);
        let before_name = line.before(index).is_some_and(|before| {
            before.is_capitalised()
                && before.roles.words == Words::NONE
                && before.roles.month == 0
                && before.roles.weekday == 0
                && !line.begins(index - 1)
        });
        let common = listed(COMMON, &lower);
        let name_behind = line.at(index + 1).is_some_and(|next| {
            next.is_capitalised() && next.spaced && next.roles.month == 0 && next.roles.words == Words::NONE
        });
        let good = if common {
            prepared && (lexeme.is_capitalised() || line.lexicon.language.tag != "en") && !name_behind
                || line.is_sign(index + 1, "-") && line.at(index + 2).is_some_and(|near| near.roles.month > 0)
        } else {
            // "April Jones said", "Aunt August" are people.
            lexeme.is_capitalised() && !before_name && (!name_behind || prepared || lower.len() > 6)
                || prepared && lower.len() > 3
                || !lexeme.is_capitalised() && lower.len() > 3
                || (lexeme.is_capitalised() && prepared)
        };
        let tight =
            line.is_hyphen(index + 1) && line.at(index + 2).is_some_and(|next| next.is_word() && next.roles.month == 0);
        (good && (!tight || prepared)).then_some(lexeme.roles.month as i8)
    }

    /// The index behind a month's name, its stop included.
    pub(super) fn past_month(&self, index: usize) -> usize {
        let short = self.line.at(index).is_some_and(|lexeme| lexeme.text.chars().count() <= 4);
        let stop = short && self.line.is_sign(index + 1, ".") && self.line.is_glued(index + 1);
        let goes_on = self
            .line
            .at(index + 2)
            .is_some_and(|next| next.digits().is_some() || next.is_sign(",") || next.roles.ordinal.is_some());
        index + 1 + usize::from(stop && goes_on)
    }

    /// A day of the month: digits with or without suffix, or words.
    fn day_number(&self, index: usize) -> Option<(i8, usize)> {
        let line = &self.line;
        let lexeme = line.at(index)?;
        if let Some(value) = lexeme.digits().and_then(Digits::plain) {
            if !(1..=31).contains(&value) || lexeme.text.len() > 2 {
                return None;
            }
            let suffix = line.at(index + 1).is_some_and(|next| !next.spaced && next.roles.ordinal_suffix);
            let stop = !suffix
                && (line.lexicon.language.day_first || line.at(index + 2).is_some_and(|next| next.roles.month > 0))
                && line.is_sign(index + 1, ".")
                && line.is_glued(index + 1)
                && line.at(index + 2).is_some_and(Lexeme::is_word);
            return Some((value as i8, index + 1 + usize::from(suffix || stop)));
        }
        if let Some((value, end)) = line.ordinal(index).filter(|(value, _)| (1.0..=31.0).contains(value)) {
            return Some((value as i8, end));
        }
        let number = line
            .cardinal(index, true)
            .filter(|number| (1.0..=31.0).contains(&number.value) && number.value.fract() == 0.0)?;
        Some((number.value as i8, number.end))
    }

    /// "4 May 2023", "the 22nd of June", "1er mai", "16. Nov. 2016", "3 de mayo de 2023".
    pub(super) fn day_month(&self, index: usize) -> Option<(When, usize)> {
        let line = &self.line;
        let the =
            usize::from(line.is(index, Word::The) && line.at(index + 1).is_some_and(|next| next.digits().is_none()));
        let (day, mut at) = self.day_number(index + the)?;
        let digits = line.at(index + the).is_some_and(|lexeme| lexeme.digits().is_some());
        if line.says(at, "day") {
            at += 1;
        }
        let of = line.is(at, Word::Of) && line.at(at).is_some_and(Lexeme::is_word);
        at += usize::from(of);
        if !of && !digits && line.at(index + the).is_none_or(|lexeme| lexeme.roles.ordinal.is_none()) {
            return None;
        }
        if let Some(month) = line
            .at(at)
            .filter(|lexeme| lexeme.roles.month > 0 && lexeme.is_word())
            .map(|lexeme| lexeme.roles.month as i8)
        {
            // "the 3 may vote": a lower-case "may" behind a number is the verb, unless a year follows.
            let verb = line.at(at).is_some_and(|lexeme| lexeme.text == "may" || lexeme.text == "march")
                && !of
                && self.year_behind(at + 1).is_none()
                && line.at(at + 1).is_some_and(Lexeme::is_word);
            if verb {
                return None;
            }
            let behind = self.past_month(at);
            let (year, end) = match self.year_behind(behind) {
                Some((year, end)) => (Some(year), end),
                None => (self.calendar.year_of(month, self.side(index)), behind),
            };
            return Some((valid(year, month, day).or_else(|| valid(None, month, day))?, end));
        }
        if of {
            // "20th of next month", "the 15th day of the month"
            let month = |at: usize| line.at(at).is_some_and(|lexeme| lexeme.roles.time == Some(TimeUnit::Month));
            let offset = match line.at(at)? {
                word if word.is_any(&[Word::The, Word::This]) => 0,
                word if word.is(Word::Last) => -1,
                word if word.is(Word::Next) => 1,
                _ => return None,
            };
            if !month(at + 1) {
                return None;
            }
            let (when, end) = (self.calendar.unit(TimeUnit::Month, offset), at + 2);
            return match when {
                When::Month(year, month) => Some((valid(year, month, day)?, end)),
                When::Open if line.at(end - 1).is_some_and(|lexeme| lexeme.roles.time == Some(TimeUnit::Month)) => {
                    Some((When::Open, end))
                }
                _ => None,
            };
        }
        None
    }

    /// "May 4, 2023", "Oct. 22", "June the 3rd", "Dec31 , 1994", "may twenty-first".
    pub(super) fn month_day(&self, index: usize) -> Option<(When, usize)> {
        let line = &self.line;
        let month = self.month_at(index)?;
        let mut at = self.past_month(index);
        at += usize::from(line.is(at, Word::The));
        if line.is_sign(at, "(") {
            return None;
        }
        let (day, mut end) = self.day_number(at)?;
        let lexeme = line.at(at)?;
        if lexeme.digits().is_some() {
            // "May 5:30", "in March 12 people", "June 20 per cent"
            let clock = line.is_sign(end, ":") && line.is_glued(end);
            let number = line.number(at)?;
            let measured = end == at + 1
                && (number.end > end && !line.is_sign(end, "/")
                    || line
                        .measured(number.end, &number)
                        .is_some_and(|unit| unit.kind != crate::marks::figures::FigureKind::Duration));
            if clock || measured || line.is_any(end, &[Word::Am, Word::Pm]) {
                return None;
            }
        } else if lexeme.roles.number.is_some() && lexeme.roles.ordinal.is_none() && line.ordinal(at).is_none() {
            // "in May two men": words make the day only where nothing is counted.
            let number = line.cardinal(at, true)?;
            if line.counted(number.end, number.value, false).is_some() {
                return None;
            }
        }
        let mut year = None;
        if let Some((found, after)) = self.year_behind(end) {
            year = Some(found);
            end = after;
        } else if line.is_sign(end, "(")
            && line.at(end + 1).is_some_and(|next| next.roles.weekday > 0)
            && line.is_sign(end + 2, ")")
        {
            end += 3;
        }
        let year = year.or_else(|| self.calendar.year_of(month, self.side(index)));
        Some((valid(year, month, day).or_else(|| valid(None, month, day)).or((day <= 31).then_some(When::Open))?, end))
    }

    /// "January 2022", "Jan, 2001", "April of last year", "2016, nov", "the month of June", "May".
    pub(super) fn month(&self, index: usize) -> Option<(When, usize)> {
        let line = &self.line;
        let the = usize::from(line.is(index, Word::The));
        if line.at(index + the).is_some_and(|lexeme| lexeme.roles.time == Some(TimeUnit::Month))
            && line.is(index + the + 1, Word::Of)
        {
            self.month_at(index + the + 2)?;
            let (when, end) = self.month(index + the + 2)?;
            let end = if line.is_sign(end, ".") && line.is_glued(end + 1) && self.day_number(end + 1).is_some() {
                self.day_number(end + 1)?.1
            } else {
                end
            };
            return matches!(when, When::Month(..)).then_some((when, end));
        }
        if let Some(year) = self.plain_year(index) {
            let comma = usize::from(line.is_sign(index + 1, ","));
            let month = line.at(index + 1 + comma).filter(|lexeme| lexeme.roles.month > 0)?.roles.month as i8;
            // "In 2019, March sales" is no month of a year.
            let closed = comma == 0 || line.at(index + 3).is_none_or(|next| !next.is_word());
            let day = line.at(index + 2 + comma).is_some_and(|next| next.digits().is_some());
            return (closed && !day).then_some((When::Month(Some(year), month), index + 2 + comma));
        }
        let month = self.month_at(index)?;
        let end = self.past_month(index);
        if let Some((year, end)) = self.year_behind(end) {
            return Some((When::Month(Some(year), month), end));
        }
        if line.is_any(end, &[Word::This, Word::Last, Word::Next])
            && line.at(end + 1).is_some_and(|next| next.roles.time == Some(TimeUnit::Year))
        {
            let offset = if line.is(end, Word::Last) { -1 } else { i16::from(line.is(end, Word::Next)) };
            return Some((When::Month(self.calendar.year(offset), month), end + 2));
        }
        let end = if end > index + 1 { index + 1 } else { end };
        Some((When::Month(self.calendar.year_of(month, self.side(index)), month), end))
    }

    /// "Christmas Eve", "the Fourth of July", "Independence Day 2024".
    fn holiday(&self, index: usize) -> Option<(When, usize)> {
        let line = &self.line;
        let ((month, day), end) = line.phrase(index, |meaning| match meaning {
            Meaning::Holiday(month, day) => Some((month as i8, day as i8)),
            _ => None,
        })?;
        if let Some((year, end)) = self.year_behind(end) {
            return Some((valid(Some(year), month, day)?, end));
        }
        let of = usize::from(line.is_any(end, &[Word::Of]));
        if line.is(end + of, Word::This)
            && line.at(end + of + 1).is_some_and(|next| next.roles.time == Some(TimeUnit::Year))
        {
            return Some((When::Day(self.calendar.year(0), month, day), end + of + 2));
        }
        Some((When::Day(self.calendar.year_of(month, self.side(index)), month, day), end))
    }

    /// "the 27th", "on 22nd": a day of a month that is not named.
    fn monthday(&self, index: usize) -> Option<(When, usize)> {
        let line = &self.line;
        let on = index > 0 && line.is_any(index - 1, &[Word::On, Word::For, Word::By, Word::Until, Word::Since]);
        let the = usize::from(line.is(index, Word::The));
        let (value, end) = line.ordinal(index + the)?;
        let good = on && (1.0..=31.0).contains(&value) && (value > 3.0 || line.at(index + the)?.digits().is_some());
        let closed =
            line.at(end).is_none_or(|next| !next.is_word() && !next.is_dash() || next.is_any(&[Word::At, Word::From]));
        (good && closed).then_some((When::Open, end))
    }
}
