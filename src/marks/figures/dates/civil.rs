//! Days of the Gregorian calendar, without clock or time zone: what is said about dates here, by the crate `time`.

use std::fmt;
use time::{Duration, Month, Weekday};

/// A day that exists, in the years −9999 to 9999. The order is that of time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Date(time::Date);

impl Date {
    /// A day, where the calendar has it and its year lies in −9999 to 9999.
    pub(super) fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
        time::Date::from_calendar_date(year.into(), month, u8::try_from(day).ok()?).ok().map(Self)
    }

    /// Reads `2024-03-05`.
    pub(super) fn read(text: &str) -> Option<Self> {
        let (year, rest) = text.split_at_checked(4)?;
        let (month, day) = rest.strip_prefix('-')?.split_once('-')?;
        let digits = |part: &str, length| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(year, 4) || !digits(month, 2) || !digits(day, 2) {
            return None;
        }
        let [year, month, day] = [year, month, day].map(|part| part.parse::<u32>().unwrap_or_default());
        Self::new(year as i16, month as i8, day as i8)
    }

    /// The Monday of a week by ISO 8601; none where the year has no such week.
    pub(super) fn of_week(year: i16, week: i8) -> Option<Self> {
        time::Date::from_iso_week_date(year.into(), u8::try_from(week).ok()?, Weekday::Monday).ok().map(Self)
    }

    pub(super) fn year(self) -> i16 {
        self.0.year() as i16
    }

    /// 1 to 12.
    pub(super) fn month(self) -> i8 {
        u8::from(self.0.month()) as i8
    }

    /// 1 to 31.
    pub(super) fn day(self) -> i8 {
        self.0.day() as i8
    }

    /// Monday 1 to Sunday 7.
    pub(super) fn weekday(self) -> i8 {
        self.0.weekday().number_from_monday() as i8
    }

    pub(super) fn last_of_month(self) -> Self {
        let last = self.0.month().length(self.0.year());
        Self(self.0.replace_day(last).unwrap_or(self.0))
    }

    /// So many days later, or earlier where negative; none beyond the calendar's ends.
    pub(super) fn plus_days(self, days: i64) -> Option<Self> {
        // Longer than the calendar, and short enough for a duration.
        let days = days.clamp(-10_000_000, 10_000_000);
        self.0.checked_add(Duration::days(days)).map(Self)
    }

    /// The same day so many months later, or the last of the month where it has no such day.
    pub(super) fn plus_months(self, months: i64) -> Option<Self> {
        let count = (i64::from(self.year()) * 12 + i64::from(self.month()) - 1).checked_add(months)?;
        let first = Self::new(i16::try_from(count.div_euclid(12)).ok()?, (count.rem_euclid(12) + 1) as i8, 1)?;
        let last = first.last_of_month();
        Some(Self(last.0.replace_day(self.0.day()).unwrap_or(last.0)))
    }

    /// Days from another day to this one.
    pub(super) fn days_since(self, other: Self) -> i64 {
        (self.0 - other.0).whole_days()
    }
}

/// ISO 8601, with the sign and six digits that it asks for before the year 0.
impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = (self.year(), self.month(), self.day());
        if year < 0 {
            write!(formatter, "{year:07}-{month:02}-{day:02}")
        } else {
            write!(formatter, "{year:04}-{month:02}-{day:02}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    fn date(text: &str) -> Date {
        Date::read(text).unwrap()
    }

    #[test]
    fn days_and_months_are_added_over_ends_of_months_and_years() {
        assert_eq!(date("2024-02-28").plus_days(2), Some(date("2024-03-01")));
        assert_eq!(date("2023-03-01").plus_days(-1), Some(date("2023-02-28")));
        assert_eq!(date("2024-01-31").plus_months(1), Some(date("2024-02-29")));
        assert_eq!(date("2024-01-31").plus_months(-2), Some(date("2023-11-30")));
        assert_eq!(date("2023-05-04").plus_months(12), Some(date("2024-05-04")));
        assert_eq!(date("2024-03-01").days_since(date("2023-03-01")), 366);
    }

    #[test]
    fn nothing_lies_beyond_the_calendar() {
        assert_eq!(date("9999-12-31").plus_days(1), None);
        assert_eq!(date("9999-12-31").plus_days(i64::MAX), None);
        assert_eq!(date("2024-01-01").plus_days(i64::MIN), None);
        assert_eq!(date("2024-01-01").plus_months(i64::MAX), None);
        assert_eq!(Date::new(-10_000, 1, 1), None);
    }

    #[test]
    fn weeks_begin_on_monday_as_iso_8601_says() {
        assert_eq!(Date::of_week(2020, 53), Some(date("2020-12-28")));
        assert_eq!(Date::of_week(2024, 1), Some(date("2024-01-01")));
        assert_eq!(Date::of_week(2021, 53), None);
        assert_eq!((date("2023-05-04").weekday(), date("2023-05-07").weekday()), (4, 7));
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
