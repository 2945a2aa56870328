//! Days of the Gregorian calendar, without clock or time zone.
//!
//! A crate for dates brings its time zones, parsers and error texts along, which weighs more in the browser than
//! everything else that is said about dates here. The tests hold these few sums against one, day by day.

use std::fmt;

/// The days before 1 January 1970 in the count of [`Date::number`], which starts on 1 March of the year 0.
const EPOCH: i64 = 719_468;
/// Days in four hundred years, after which the calendar repeats itself.
const ERA: i64 = 146_097;
/// The years that are written with four digits, and as many before.
const YEARS: std::ops::RangeInclusive<i64> = -9999..=9999;

/// A day that exists. The order is that of time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Date {
    year: i16,
    month: i8,
    day: i8,
}

impl Date {
    /// A day, where the calendar has it and its year lies in −9999 to 9999.
    pub(super) fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        let exists =
            YEARS.contains(&year.into()) && (1..=12).contains(&month) && day >= 1 && day <= days_in(year, month);
        exists.then_some(Self { year, month, day })
    }

    /// Reads `2024-03-05`.
    pub(super) fn read(text: &str) -> Option<Self> {
        let (year, rest) = text.split_at_checked(4)?;
        let (month, day) = rest.strip_prefix('-')?.split_once('-')?;
        let digits = |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(year, 4) || !digits(month, 2) || !digits(day, 2) {
            return None;
        }
        Self::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// The Monday of a week by ISO 8601; none where the year has no such week.
    pub(super) fn of_week(year: i16, week: i8) -> Option<Self> {
        // 4 January always lies in the first week.
        let fourth = Self::new(year, 1, 4)?;
        let monday = fourth.plus_days(7 * (i64::from(week) - 1) - i64::from(fourth.weekday() - 1))?;
        // The Thursday says which year a week belongs to.
        (monday.plus_days(3)?.year == year).then_some(monday)
    }

    pub(super) fn year(self) -> i16 {
        self.year
    }

    /// 1 to 12.
    pub(super) fn month(self) -> i8 {
        self.month
    }

    /// 1 to 31.
    pub(super) fn day(self) -> i8 {
        self.day
    }

    /// Monday 1 to Sunday 7.
    pub(super) fn weekday(self) -> i8 {
        // 1 January 1970 was a Thursday.
        ((self.number() + 3).rem_euclid(7) + 1) as i8
    }

    pub(super) fn last_of_month(self) -> Self {
        Self { day: days_in(self.year, self.month), ..self }
    }

    /// So many days later, or earlier where negative; none beyond the calendar's ends.
    pub(super) fn plus_days(self, days: i64) -> Option<Self> {
        Self::of_number(self.number().checked_add(days)?)
    }

    /// The same day so many months later, or the last of the month where it has no such day.
    pub(super) fn plus_months(self, months: i64) -> Option<Self> {
        let count = (i64::from(self.year) * 12 + i64::from(self.month) - 1).checked_add(months)?;
        let year = i16::try_from(count.div_euclid(12)).ok()?;
        let month = (count.rem_euclid(12) + 1) as i8;
        Self::new(year, month, self.day.min(days_in(year, month)))
    }

    /// Days from another day to this one.
    pub(super) fn days_since(self, other: Self) -> i64 {
        self.number() - other.number()
    }

    /// Days since 1 January 1970, by Howard Hinnant's "chrono-Compatible Low-Level Date Algorithms" (2013): the year
    /// begins in March, so that the leap day comes last.
    fn number(self) -> i64 {
        let month = i64::from(self.month);
        let year = i64::from(self.year) - i64::from(month <= 2);
        let (era, year) = (year.div_euclid(400), year.rem_euclid(400));
        let day = (153 * ((month + 9) % 12) + 2) / 5 + i64::from(self.day) - 1;
        era * ERA + year * 365 + year / 4 - year / 100 + day - EPOCH
    }

    /// The reverse of [`Self::number`].
    fn of_number(number: i64) -> Option<Self> {
        let number = number.checked_add(EPOCH)?;
        let (era, day) = (number.div_euclid(ERA), number.rem_euclid(ERA));
        let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
        let day = day - (365 * year + year / 4 - year / 100);
        let month = (5 * day + 2) / 153;
        let day = day - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = i16::try_from(year + era * 400 + i64::from(month <= 2)).ok()?;
        Self::new(year, month as i8, day as i8)
    }
}

/// ISO 8601, with the sign and six digits that it asks for before the year 0.
impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { year, month, day } = *self;
        if year < 0 {
            write!(formatter, "{year:07}-{month:02}-{day:02}")
        } else {
            write!(formatter, "{year:04}-{month:02}-{day:02}")
        }
    }
}

fn days_in(year: i16, month: i8) -> i8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(all(test, not(target_family = "wasm")))]
mod tests {
    use super::Date;
    use jiff::ToSpan;
    use jiff::civil::{self, ISOWeekDate, Weekday};

    fn same(ours: Option<Date>, theirs: Option<civil::Date>) {
        let parts = |date: Date| (date.year(), date.month(), date.day());
        assert_eq!(ours.map(parts), theirs.map(|date| (date.year(), date.month(), date.day())));
    }

    #[test]
    fn every_day_is_the_one_of_a_well_kept_calendar() {
        let mut theirs = civil::Date::MIN;
        let mut ours = Date::new(-9999, 1, 1).unwrap();
        assert_eq!(ours.plus_days(-1), None);
        loop {
            same(Some(ours), Some(theirs));
            assert_eq!(ours.weekday(), theirs.weekday().to_monday_one_offset());
            let Ok(next) = theirs.tomorrow() else { break };
            theirs = next;
            ours = ours.plus_days(1).unwrap();
        }
        assert_eq!(ours.plus_days(1), None);
    }

    #[test]
    fn months_are_added_and_days_counted_alike() {
        for (year, month, day) in [(2024, 1, 31), (2023, 3, 30), (1900, 2, 28), (2000, 2, 29), (-1, 12, 31)] {
            let (ours, theirs) = (Date::new(year, month, day).unwrap(), civil::date(year, month, day));
            assert_eq!(ours.to_string(), theirs.to_string());
            for count in [-130_000_i64, -1201, -49, -13, -12, -1, 0, 1, 2, 11, 12, 13, 48, 997, 130_000] {
                same(ours.plus_months(count), theirs.checked_add(count.months()).ok());
                same(ours.plus_days(count), theirs.checked_add(count.days()).ok());
                if let Some(then) = ours.plus_days(count) {
                    assert_eq!(then.days_since(ours), count);
                }
            }
        }
    }

    #[test]
    fn weeks_begin_and_end_where_the_standard_says() {
        for year in 1890..2110 {
            for week in [0, 1, 9, 52, 53, 54] {
                let theirs = ISOWeekDate::new(year, week, Weekday::Monday).ok().map(ISOWeekDate::date);
                same(Date::of_week(year, week), theirs);
            }
        }
    }

    #[test]
    fn what_is_no_date_is_not_read() {
        assert_eq!(Date::read("2024-02-29"), Date::new(2024, 2, 29));
        for text in
            ["", "2024", "2024-02", "2023-02-29", "2024-13-01", "2024-1-1", "+024-01-01", "2024-01-+1", "२०२४-01-01"]
        {
            assert_eq!(Date::read(text), None, "{text}");
        }
    }
}
