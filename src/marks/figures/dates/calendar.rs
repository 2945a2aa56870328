//! What a date means on the calendar, seen from the day of publication.

use super::civil::Date;
use crate::marks::figures::lexicon::TimeUnit;

/// A date or period, as exactly as the text says it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum When {
    /// A day; the year may be open.
    Day(Option<i16>, i8, i8),
    /// A month; the year may be open.
    Month(Option<i16>, i8),
    /// A year.
    Year(i16),
    /// Ten years, by the first.
    Decade(i16),
    /// A hundred years, by the first.
    Century(i16),
    /// A day of the week that nothing ties to the calendar, Monday 1 to Sunday 7.
    Weekday(i8),
    /// From one day to another, both included.
    Period(Date, Date),
    /// A period all the same, but which one cannot be known.
    Open,
    /// A day all the same, but which one cannot be known.
    OpenDay,
}

/// Which way a date without a year or week lies.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Side {
    /// On the day or before it.
    Past,
    /// Whichever is nearer.
    Near,
    /// On the day or after it.
    Future,
}

/// The day from which relative dates are seen, if it is known.
#[derive(Clone, Copy, Debug, Default)]
pub(in super::super) struct Calendar {
    /// The day of publication.
    pub(super) today: Option<Date>,
}

impl Calendar {
    /// A calendar for a text published then (ISO 8601 date or date and time).
    pub(in super::super) fn new(published: Option<&str>) -> Self {
        let day = |text: &str| text.get(..10).and_then(Date::read);
        Self { today: published.and_then(|text| day(text.trim_start())) }
    }

    /// The day so many days from today.
    pub(super) fn day(self, offset: i64) -> When {
        self.today.and_then(|today| add(today, TimeUnit::Day, offset)).map_or(When::OpenDay, day)
    }

    /// A day of the week, on the side of today; today itself counts.
    pub(super) fn weekday(self, weekday: i8, side: Side) -> When {
        let Some(today) = self.today else { return When::Weekday(weekday) };
        let ahead = i64::from((weekday - today.weekday()).rem_euclid(7));
        let offset = match side {
            Side::Future => ahead,
            Side::Past => {
                if ahead == 0 {
                    0
                } else {
                    ahead - 7
                }
            }
            Side::Near => {
                if ahead > 3 {
                    ahead - 7
                } else {
                    ahead
                }
            }
        };
        self.day(offset)
    }

    /// A day of the week in the week so many weeks from this one (weeks begin on Monday).
    pub(super) fn weekday_of(self, weekday: i8, weeks: i64) -> When {
        let Some(today) = self.today else { return When::Weekday(weekday) };
        self.day(i64::from(weekday - today.weekday()) + 7 * weeks)
    }

    /// The day of the week before today ("last Friday") or after it ("next Friday"), never today.
    pub(super) fn weekday_beyond(self, weekday: i8, future: bool) -> When {
        let Some(today) = self.today else { return When::Weekday(weekday) };
        let ahead = i64::from((weekday - today.weekday()).rem_euclid(7));
        let offset = if future {
            if ahead == 0 { 7 } else { ahead }
        } else if ahead == 0 {
            -7
        } else {
            ahead - 7
        };
        self.day(offset)
    }

    /// The year of a month on the side of today.
    pub(super) fn year_of(self, month: i8, side: Side) -> Option<i16> {
        let today = self.today?;
        let ahead = (month - today.month()).rem_euclid(12);
        let next = ahead > 0 && month < today.month();
        let year = today.year();
        Some(match side {
            Side::Future => {
                if next {
                    year + 1
                } else {
                    year
                }
            }
            Side::Past => {
                if ahead > 0 && !next {
                    year - 1
                } else {
                    year
                }
            }
            // News looks back further than ahead.
            Side::Near => {
                if ahead == 0 {
                    year
                } else if ahead <= 4 {
                    if next { year + 1 } else { year }
                } else if next {
                    year
                } else {
                    year - 1
                }
            }
        })
    }

    /// The period of a unit that lies so many units from the one of today ("last week": -1).
    pub(super) fn unit(self, unit: TimeUnit, offset: i64) -> When {
        let Some(today) = self.today else { return When::Open };
        let Some(then) = add(today, unit, offset) else { return When::Open };
        period(then, unit)
    }

    /// So many units up to yesterday ("the last three months") or from tomorrow on.
    pub(super) fn stretch(self, unit: TimeUnit, count: i64) -> When {
        let Some(today) = self.today else { return When::Open };
        let Some(then) = add(today, unit, count) else { return When::Open };
        if count < 0 { When::Period(then, today) } else { When::Period(today, then) }
    }

    /// The point that lies so many units from today, as exactly as the unit is ("three years ago": a year).
    pub(super) fn point(self, unit: TimeUnit, offset: i64) -> When {
        let day_or_less = unit <= TimeUnit::Fortnight;
        let open = if day_or_less { When::OpenDay } else { When::Open };
        let Some(then) = self.today.and_then(|today| add(today, unit, offset)) else { return open };
        match unit {
            TimeUnit::Month | TimeUnit::Quarter => When::Month(Some(then.year()), then.month()),
            TimeUnit::Year | TimeUnit::Decade | TimeUnit::Century => When::Year(then.year()),
            _ => day(then),
        }
    }

    /// This year, or the one so many years from it.
    pub(super) fn year(self, offset: i16) -> Option<i16> {
        self.today.map(|today| today.year() + offset)
    }
}

/// A day of the calendar.
pub(super) fn day(date: Date) -> When {
    When::Day(Some(date.year()), date.month(), date.day())
}

/// A day, where it exists in every or in the given year.
pub(super) fn valid(year: Option<i16>, month: i8, day: i8) -> Option<When> {
    Date::new(year.unwrap_or(2000), month, day).map(|_| When::Day(year, month, day))
}

/// From the first day of a month to the last of another.
pub(super) fn months(year: i16, first: i8, last: i8) -> Option<When> {
    let begin = Date::new(year, first, 1)?;
    let end = Date::new(year, last, 1)?.last_of_month();
    Some(When::Period(begin, end))
}

/// A week of a year by ISO 8601.
pub(super) fn week(year: i16, number: i8) -> Option<When> {
    let begin = Date::of_week(year, number)?;
    Some(When::Period(begin, begin.plus_days(6)?))
}

/// The week so many from the first of a month, first 1.
pub(super) fn week_of_month(year: i16, month: i8, number: i8) -> Option<When> {
    let first = Date::new(year, month, 1)?;
    let monday = first.plus_days(-i64::from(first.weekday() - 1))?;
    let begin = monday.plus_days(i64::from(number - 1) * 7)?;
    Some(When::Period(begin, begin.plus_days(6)?))
}

/// The first and last day of what is said, where the year is known.
pub(super) fn bounds(when: When) -> Option<(Date, Date)> {
    match when {
        When::Day(Some(year), month, day) => Date::new(year, month, day).map(|date| (date, date)),
        When::Month(Some(year), month) => Date::new(year, month, 1).map(|date| (date, date.last_of_month())),
        When::Year(year) => Some((Date::new(year, 1, 1)?, Date::new(year, 12, 31)?)),
        When::Decade(year) => Some((Date::new(year, 1, 1)?, Date::new(year + 9, 12, 31)?)),
        When::Century(year) => Some((Date::new(year, 1, 1)?, Date::new(year.checked_add(99)?, 12, 31)?)),
        When::Period(first, last) => Some((first, last)),
        When::Day(None, ..) | When::Month(None, _) | When::Weekday(_) | When::Open | When::OpenDay => None,
    }
}

/// A third of a period: the early, middle or late part.
pub(super) fn third(when: When, part: u8) -> When {
    let Some((first, last)) = bounds(when) else { return when };
    let days = last.days_since(first);
    if days < 2 {
        return when;
    }
    let at = |number| first.plus_days(number).unwrap_or(first);
    match part {
        0 => When::Period(first, at(days / 3)),
        1 => When::Period(at(days / 3 + 1), at(days * 2 / 3)),
        _ => When::Period(at(days * 2 / 3 + 1), last),
    }
}

/// The Monday to Sunday, month, quarter … that a day lies in.
fn period(date: Date, unit: TimeUnit) -> When {
    match unit {
        TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour | TimeUnit::Day => day(date),
        TimeUnit::Week | TimeUnit::Fortnight => {
            let monday = date.plus_days(-i64::from(date.weekday() - 1));
            let days = if unit == TimeUnit::Week { 6 } else { 13 };
            let sunday = monday.and_then(|monday| monday.plus_days(days));
            monday.zip(sunday).map_or(When::Open, |(monday, sunday)| When::Period(monday, sunday))
        }
        TimeUnit::Month => When::Month(Some(date.year()), date.month()),
        TimeUnit::Quarter => {
            let first = (date.month() - 1) / 3 * 3 + 1;
            months(date.year(), first, first + 2).unwrap_or(When::Open)
        }
        TimeUnit::Year => When::Year(date.year()),
        TimeUnit::Decade => When::Decade(date.year().div_euclid(10) * 10),
        TimeUnit::Century => When::Century(date.year().div_euclid(100) * 100),
    }
}

/// A day moved by units; nothing beyond the calendar's ends.
fn add(date: Date, unit: TimeUnit, count: i64) -> Option<Date> {
    match unit {
        TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour => Some(date),
        TimeUnit::Day => date.plus_days(count),
        TimeUnit::Week => date.plus_days(count.checked_mul(7)?),
        TimeUnit::Fortnight => date.plus_days(count.checked_mul(14)?),
        TimeUnit::Month => date.plus_months(count),
        TimeUnit::Quarter => date.plus_months(count.checked_mul(3)?),
        TimeUnit::Year => date.plus_months(count.checked_mul(12)?),
        TimeUnit::Decade => date.plus_months(count.checked_mul(120)?),
        TimeUnit::Century => date.plus_months(count.checked_mul(1200)?),
    }
}

/// ISO 8601, or EDTF where a part is open.
pub(super) fn iso(when: When) -> Option<String> {
    Some(match when {
        When::Day(Some(year), month, day) => format!("{year:04}-{month:02}-{day:02}"),
        When::Day(None, month, day) => format!("XXXX-{month:02}-{day:02}"),
        When::Month(Some(year), month) => format!("{year:04}-{month:02}"),
        When::Month(None, month) => format!("XXXX-{month:02}"),
        When::Year(year) => format!("{year:04}"),
        When::Decade(year) => format!("{:03}X", year / 10),
        When::Century(year) => format!("{:02}XX", year / 100),
        When::Weekday(weekday) => format!("XXXX-WXX-{weekday}"),
        When::Period(first, last) => format!("{first}/{last}"),
        When::Open | When::OpenDay => return None,
    })
}
