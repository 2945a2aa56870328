//! Dates seen from another: "Friday", "last week", "two days ago", "the day before yesterday".

use super::super::digits::Digits;
use super::calendar::When;
use super::periods::season_of;
use super::{Calendar, Dates};
use crate::marks::figures::lexeme::Lexeme;
use crate::marks::figures::lexicon::TimeUnit;
use crate::marks::figures::words::{Word, Words};

impl Dates<'_> {
    /// A date seen from the day of publication.
    pub(super) fn relative(&self, index: usize) -> Option<(When, usize)> {
        self.named_day(index)
            .or_else(|| self.qualified(index))
            .or_else(|| self.ago(index))
            .or_else(|| self.beside_day(index))
    }

    /// "today", "yesterday", "tonight".
    fn named_day(&self, index: usize) -> Option<(When, usize)> {
        let lexeme = self.line.at(index).filter(|lexeme| lexeme.is_word())?;
        let days = [
            (Word::Today, 0),
            (Word::Tonight, 0),
            (Word::Tomorrow, 1),
            (Word::Yesterday, -1),
            (Word::BeforeYesterday, -2),
            (Word::AfterTomorrow, 2),
        ];
        let (_, offset) = days.into_iter().find(|(word, _)| lexeme.is(*word))?;
        // "in today's world", "today's 39 per cent": the possessive talks of the time, not of the day.
        let possessive = lexeme.text.ends_with("'s") || lexeme.text.ends_with("’s");
        // "more bells today than in 1990": these days.
        let these_days = lexeme.is(Word::Today) && self.line.says(index + 1, "than");
        (!possessive && !these_days).then(|| (self.calendar.day(offset), index + 1))
    }

    /// "last week", "this Friday", "next year", "last September", "the coming week", "next week Tuesday".
    fn qualified(&self, index: usize) -> Option<(When, usize)> {
        let line = &self.line;
        let mut at = index;
        let the = usize::from(line.is(at, Word::The) && line.is_any(at + 1, &[Word::Last, Word::Next]));
        at += the;
        let first = line.at(at).filter(|lexeme| lexeme.is_word())?;
        if line.is(index, Word::The)
            && line.is(index + 1, Word::Weekend)
            && line.at(index + 2).is_none_or(|next| !next.is_word() || next.is(Word::Function))
        {
            return Some((self.weekend(0), index + 2));
        }
        // "the last day" names no day of the calendar.
        let mut offset: i64 = if first.is(Word::This) {
            0
        } else if first.is(Word::Last) {
            -1
        } else if first.is_any(&[Word::Next, Word::Following]) {
            1
        } else {
            return None;
        };
        let open = first.is(Word::Following);
        if the == 1 {
            return None;
        }
        if line.is(index, Word::Last) && (line.says(at + 1, "minute") || line.says(at + 1, "day")) {
            return None;
        }
        at += 1;
        if offset == 0 && line.is_any(at, &[Word::Next, Word::Last]) {
            // "this coming Friday", "this past week"
            offset = if line.is(at, Word::Last) { -1 } else { 1 };
            at += 1;
        }
        let second = line.at(at).filter(|lexeme| lexeme.is_word())?;
        if second.roles.weekday > 0 {
            let weekday = second.roles.weekday as i8;
            let when = if open {
                When::Open
            } else if offset == 0 {
                self.calendar.weekday_of(weekday, 0)
            } else {
                self.calendar.weekday_beyond(weekday, offset > 0)
            };
            return Some(self.and_date(when, at + 1));
        }
        if second.roles.month > 0 && self.month_at(at).is_some() {
            let month = second.roles.month as i8;
            let year = match offset {
                0 => self.calendar.year(0),
                -1 => self.calendar.today.map(|today| today.year() - i16::from(month >= today.month())),
                _ => self.calendar.today.map(|today| today.year() + i16::from(month <= today.month())),
            };
            return Some((When::Month(year, month), at + 1));
        }
        if let Some(unit) = second.roles.time {
            let single = !second.text.ends_with('s')
                || line.lexicon.language.tag != "en"
                || second.text.ends_with("'s")
                || second.text.ends_with("’s");
            let day = unit == TimeUnit::Day && offset != 1;
            if unit < TimeUnit::Day || !single || day && offset == 0 {
                return None;
            }
            if day {
                return None;
            }
            let mut when = if open { When::Open } else { self.calendar.unit(unit, offset) };
            let mut end = at + 1;
            if unit == TimeUnit::Day {
                when = When::Open;
            }
            if unit == TimeUnit::Week {
                let on = usize::from(line.is(end, Word::On));
                if let Some(weekday) =
                    line.at(end + on).map(|next| next.roles.weekday as i8).filter(|&weekday| weekday > 0)
                {
                    when = self.calendar.weekday_of(weekday, offset);
                    end += on + 1;
                }
            }
            if unit == TimeUnit::Year
                && let Some((first, last, behind)) = self.ordinal_part(end)
            {
                if let When::Year(year) = when {
                    when = super::calendar::months(year, first, last).unwrap_or(When::Open);
                }
                end = behind;
            }
            return Some((when, end));
        }
        if second.is(Word::Weekend) {
            let when = self.weekend(offset);
            return Some((when, at + 1));
        }
        let season = [(Word::Spring, 3), (Word::Summer, 6), (Word::Autumn, 9), (Word::Winter, 12)]
            .into_iter()
            .find(|(word, _)| second.is(*word));
        if let Some((_, month)) = season {
            let today = self.calendar.today;
            let year = today.map(|today| match offset {
                0 => today.year(),
                -1 => today.year() - i16::from(today.month() < month + 3),
                _ => today.year() + i16::from(today.month() >= month),
            });
            return Some((year.and_then(|year| season_of(year, month)).unwrap_or(When::Open), at + 1));
        }
        // "this morning", "last night"
        let part = line.day_part(at).is_some();
        if part {
            let night = second.is(Word::Night) || second.is(Word::Evening);
            let day = match offset {
                0 => 0,
                -1 if night => -1,
                1 => 1,
                _ => return None,
            };
            return Some((self.calendar.day(day), at));
        }
        // "next year's", "this Q3": the label behind it.
        None
    }

    /// Saturday and Sunday of the week so many from this one.
    fn weekend(&self, weeks: i64) -> When {
        let (first, last) = (self.calendar.weekday_of(6, weeks), self.calendar.weekday_of(7, weeks));
        let days = super::calendar::bounds(first).zip(super::calendar::bounds(last));
        days.map_or(When::Open, |(from, to)| When::Period(from.0, to.1))
    }

    /// "two days ago", "a year earlier", "2 years 1 month 21 days ago", "two weeks from now", "vor drei Tagen".
    fn ago(&self, index: usize) -> Option<(When, usize)> {
        let line = &self.line;
        let before = line.is(index, Word::Ago) && matches!(line.lexicon.language.tag, "de" | "es");
        let start = index + usize::from(before);
        let mut at = start;
        let (mut moved, mut finest, mut count) = (self.calendar, TimeUnit::Century, 0);
        let mut steps = [(TimeUnit::Day, 0_i64); 4];
        while count < steps.len() {
            let joined = usize::from(count > 0 && (line.is(at, Word::And) || line.is_sign(at, ",")));
            let (value, end) = self.count(at + joined)?;
            let unit = line.at(end).filter(|lexeme| lexeme.is_word()).and_then(|lexeme| lexeme.roles.time)?;
            steps[count] = (unit, value as i64);
            count += 1;
            finest = finest.min(unit);
            at = end + 1;
            let more = usize::from(line.is(at, Word::And) || line.is_sign(at, ","));
            let next = line.at(at + more).is_some_and(|next| next.digits().is_some() || next.roles.number.is_some());
            if !next
                || self.count(at + more).and_then(|(_, end)| line.at(end)).is_none_or(|unit| unit.roles.time.is_none())
            {
                break;
            }
        }
        let (sign, end) = if before {
            (-1, at)
        } else if line.is(at, Word::Ago) || line.is(at, Word::Earlier) {
            (-1, at + 1)
        } else if line.is(at, Word::Later) && finest >= TimeUnit::Day {
            (1, at + 1)
        } else if line.is(at, Word::From) && line.is_any(at + 1, &[Word::Now, Word::Today])
            || line.is(at, Word::After) && line.is(at + 1, Word::Today)
        {
            (1, at + 2)
        } else if line.is(at, Word::Before) && line.is(at + 1, Word::Yesterday) {
            moved = Calendar { today: moved.today.and_then(|today| today.plus_days(-1)) };
            (-1, at + 2)
        } else {
            return None;
        };
        if finest < TimeUnit::Hour && !line.is(end - 1, Word::Ago) {
            return None;
        }
        if count == 1 {
            return Some((moved.point(steps[0].0, sign * steps[0].1), end));
        }
        for &(unit, value) in &steps[..count] {
            let next = match moved.stretch(unit, sign * value) {
                When::Period(first, last) => {
                    if sign < 0 {
                        first
                    } else {
                        last
                    }
                }
                _ => return Some((When::Open, end)),
            };
            moved = Calendar { today: Some(next) };
        }
        Some((moved.point(finest, 0), end))
    }

    /// A whole number of units: "two", "a", "a few" not.
    fn count(&self, index: usize) -> Option<(f64, usize)> {
        let line = &self.line;
        if line.is(index, Word::A) && line.at(index + 1).is_some_and(|next| next.roles.time.is_some()) {
            return Some((1.0, index + 1));
        }
        let first = line.at(index)?;
        if first.digits().is_none() && first.roles.number.is_none() {
            return None;
        }
        let number = line.number(index)?;
        let whole = number.value.fract() == 0.0 && (0.0..100_000.0).contains(&number.value) && number.high.is_none();
        whole.then(|| (number.value, line.past_hyphen(number.end)))
    }

    /// "the day before yesterday", "the day after tomorrow", "the week after next", "two Sundays from now".
    fn beside_day(&self, index: usize) -> Option<(When, usize)> {
        let line = &self.line;
        let the = usize::from(line.is(index, Word::The));
        let lexeme = line.at(index + the)?;
        if lexeme.roles.time == Some(TimeUnit::Day) {
            if line.is(index + the + 1, Word::Before) && line.is(index + the + 2, Word::Yesterday) {
                return Some((self.calendar.day(-2), index + the + 3));
            }
            if line.is(index + the + 1, Word::After) && line.is(index + the + 2, Word::Tomorrow) {
                return Some((self.calendar.day(2), index + the + 3));
            }
        }
        if let Some(unit) = lexeme.roles.time.filter(|_| the == 1)
            && ((line.is(index + 2, Word::After) && line.is(index + 3, Word::Next))
                || (line.is(index + 2, Word::Before) && line.is(index + 3, Word::Last)))
        {
            let sign = if line.is(index + 2, Word::After) { 2 } else { -2 };
            return Some((self.calendar.unit(unit, sign), index + 4));
        }
        if the == 0
            && let Some((value, at)) = self.count(index)
            && let Some(weekday) = line.at(at).map(|next| next.roles.weekday as i8).filter(|&weekday| weekday > 0)
            && line.is(at + 1, Word::From)
            && line.is(at + 2, Word::Now)
        {
            let first = self.calendar.weekday_beyond(weekday, true);
            let when = super::calendar::bounds(first).map_or(When::Open, |(first, _)| {
                let calendar = Calendar { today: Some(first) };
                calendar.point(TimeUnit::Week, value as i64 - 1)
            });
            return Some((when, at + 3));
        }
        None
    }

    /// "Friday", "Tuesday, 4 May", "Wednesday the 27th", "Friday this week", "Mon.", "Thursday, week 23" (the day alone).
    pub(super) fn weekday(&self, index: usize) -> Option<(When, usize)> {
        let line = &self.line;
        let lexeme = line.at(index).filter(|lexeme| lexeme.roles.weekday > 0 && lexeme.is_word())?;
        let weekday = lexeme.roles.weekday as i8;
        let short = lexeme.text.len() <= 3;
        // "on a Sunday": no one Sunday.
        let every = index > 0 && line.is_any(index - 1, &[Word::Every, Word::A]);
        let plural = line.lexicon.language.tag == "en" && lexeme.text.len() > 5 && lexeme.text.ends_with('s');
        let stop = usize::from(
            lexeme.text.len() <= 5
                && line.is_sign(index + 1, ".")
                && line.at(index + 2).is_some_and(|next| next.digits().is_some() || next.roles.month > 0),
        );
        // "segunda" is also the second: only "segunda-feira" is Monday.
        let tail = line.lexicon.language.weekday_tail.filter(|_| weekday <= 5);
        if tail.is_some_and(|tail| !line.is_hyphen(index + 1) || !line.says(index + 2, tail)) {
            return None;
        }
        let end = index + 1 + stop + 2 * usize::from(tail.is_some());
        if short
            && !lexeme.is_capitalised()
            && !line.at(end).is_some_and(|next| next.digits().is_some() || next.roles.month > 0 || next.is_sign(","))
        {
            return None;
        }
        let when =
            if every || plural { When::Weekday(weekday) } else { self.calendar.weekday(weekday, self.side(index)) };
        let dated = self.and_date(when, end);
        if dated.1 > end {
            return Some(dated);
        }
        // "Friday this week", "Tuesday of next week", "Saturday last"
        let of = usize::from(line.is(end, Word::Of));
        if line.is_any(end + of, &[Word::This, Word::Next, Word::Last])
            && line.at(end + of + 1).is_some_and(|next| next.roles.time == Some(TimeUnit::Week))
        {
            let weeks = if line.is(end + of, Word::Last) { -1 } else { i64::from(line.is(end + of, Word::Next)) };
            return Some((self.calendar.weekday_of(weekday, weeks), end + of + 2));
        }
        let short_name = short && !lexeme.is_capitalised();
        // "Sun" and "Sat" with a capital may still be a newspaper or a verb: a short form wants something beside it.
        let lone = short
            && line.lexicon.language.tag == "en"
            && !index.checked_sub(1).is_some_and(|before| {
                line.is_any(before, &[Word::On, Word::This, Word::Last, Word::Next, Word::Until])
            });
        (!short_name && !lone).then_some((when, end))
    }

    /// A date that stands with its weekday; the date decides.
    fn and_date(&self, when: When, end: usize) -> (When, usize) {
        let line = &self.line;
        let comma = usize::from(line.is_sign(end, ",") || line.is_hyphen(end));
        if let Some((date, after)) = self.exact(end + comma) {
            return (date, after);
        }
        if line.is_sign(end, "(")
            && let Some((date, after)) = self.exact(end + 1)
            && line.is_sign(after, ")")
        {
            return (date, after + 1);
        }
        // "Wednesday the 27th", "Tue 13th", "Sunday 31"
        let the = usize::from(line.is(end, Word::The));
        if let Some((value, after)) = line.ordinal(end + the).filter(|(value, _)| (1.0..=31.0).contains(value)) {
            let closed = line.at(after).is_none_or(|next| {
                !next.is_word()
                    || next.is_any(&[Word::At, Word::From, Word::For])
                    || next.roles.number.is_some()
                    || next.digits().is_some()
                    || next.roles.words != Words::NONE
            });
            if closed || the == 1 {
                return (self.monthday_near(value as i8).unwrap_or(When::OpenDay), after);
            }
        }
        if let Some(value) =
            line.at(end).and_then(Lexeme::digits).and_then(Digits::plain).filter(|&value| (13..=31).contains(&value))
        {
            let closed = line.at(end + 1).is_none_or(|next| !next.is_word() || next.is(Word::At))
                && !line.is_sign(end + 1, ":")
                && !line.at(end + 1).is_some_and(|next| !next.spaced && next.is_word());
            if closed && !line.is_sign(end + 1, "-") && !line.is(end + 1, Word::Percent) {
                return (self.monthday_near(value as i8).unwrap_or(When::OpenDay), end + 1);
            }
        }
        (when, end)
    }

    /// The day of that number nearest to today.
    fn monthday_near(&self, day: i8) -> Option<When> {
        let today = self.calendar.today?;
        let this = super::civil::Date::new(today.year(), today.month(), day)?;
        Some(super::calendar::day(this))
    }

    /// A date that names its month.
    fn exact(&self, index: usize) -> Option<(When, usize)> {
        let found = self.date_with_month(index)?;
        matches!(found.0, When::Day(..)).then_some(found)
    }
}
