//! From one date or time to another: "from Friday to Sunday", "November 19-20", "5 to 6pm", "2012–13".

use super::super::digits::Digits;
use super::calendar::{self, When, bounds, iso};
use super::clock::Clock;
use super::{Dates, Found, Moment};
use crate::marks::figures::FigureKind;
use crate::marks::figures::lexeme::Lexeme;
use crate::marks::figures::lexicon::TimeUnit;
use crate::marks::figures::words::Word;

impl Dates<'_> {
    /// A day with a stretch of hours behind it: "Monday from 10am to noon", "tomorrow 1-3 pm".
    pub(super) fn with_hours(&self, start: usize, moment: Moment) -> Option<Found> {
        let line = &self.line;
        let when = moment.when.filter(|_| moment.clock.is_none_or(|clock| clock.hour.is_none()))?;
        if !matches!(when, When::Day(..) | When::Weekday(_) | When::OpenDay) {
            return None;
        }
        let comma = usize::from(line.is_sign(moment.end, ","));
        let at = usize::from(line.is(moment.end + comma, Word::At));
        let hours = self.between(moment.end + comma + at)?;
        let told = matches!(hours.figure.iso.as_deref(), Some(iso) if iso.starts_with('T'));
        if hours.figure.kind != FigureKind::Time || !told {
            return None;
        }
        let made = iso(when).zip(hours.figure.iso.as_deref().and_then(|hours| hours.split_once('/')));
        let made = made.map(|(day, (from, to))| format!("{day}{from}/{day}{to}"));
        Some(Found { figure: self.figure(start, hours.end, FigureKind::Time, made), end: hours.end })
    }

    /// From one date or time to another: "from Friday to Sunday", "November 19-20", "5 to 6pm", "2012–13".
    pub(super) fn between(&self, index: usize) -> Option<Found> {
        self.from(index, self.moment(self.start(index)))
    }

    /// Where the first of two dates or times begins: behind "from" or "between", if one of them opens the period.
    pub(super) fn start(&self, index: usize) -> usize {
        let opened = |first: &Lexeme<'_>| first.is_any(&[Word::From, Word::Between]) && first.is_word();
        index + usize::from(self.line.at(index).is_some_and(opened))
    }

    /// The like, where what may be the first of the two is read already.
    pub(super) fn from(&self, index: usize, left: Option<Moment>) -> Option<Found> {
        let line = &self.line;
        let first = line.at(index)?;
        let start = self.start(index);
        let opened = start > index;
        // "the 4th to the 22nd of this month", "2 to 7 February": the left end is a number until the right one is read.
        let number = line.at(start).and_then(Lexeme::digits).and_then(Digits::plain).filter(|&value| value <= 31);
        let (mut low, at) = match left {
            Some(moment) if number.is_none() || moment.end > start + 1 || moment.clock.is_some() => {
                (Some(moment), moment.end)
            }
            _ => {
                number?;
                let suffix =
                    usize::from(line.at(start + 1).is_some_and(|next| !next.spaced && next.roles.ordinal_suffix));
                (None, start + 1 + suffix)
            }
        };
        let number = number.map(|value| value as i8);
        let joint = line.at(at)?;
        let dash = joint.is_dash();
        let word = joint.is_word()
            && (joint.is_any(&[Word::To, Word::Until]) || (opened && first.is(Word::Between) && joint.is(Word::And)));
        if !(dash || word) || dash && line.is_glued(at) != line.is_glued(at + 1) {
            return None;
        }
        let next = at + 1;
        let mut high = self.moment(next);
        let plain = line.at(next).and_then(Lexeme::digits).and_then(Digits::plain);
        let day_end = |at: usize| {
            at + 1 + usize::from(line.at(at + 1).is_some_and(|next| !next.spaced && next.roles.ordinal_suffix))
        };
        if let (Some(Moment { when: Some(When::Year(year)), clock: None, .. }), Some(value)) = (low, plain) {
            // "2012-13", "1914–1918"
            let text = line.at(next)?.text;
            let last = if text.len() == 2 {
                year / 100 * 100 + value as i16
            } else if text.len() == 4 {
                value as i16
            } else {
                return None;
            };
            let fits = last > year && last < year + 200 && (text.len() == 4 || line.is_hyphen(at) && last <= year + 20);
            return fits.then(|| {
                let made = format!("{year:04}/{last:04}");
                Found { figure: self.figure(index, next + 1, FigureKind::Date, Some(made)), end: next + 1 }
            });
        }
        // "November 19-20", "between November 15th through the 19th"
        if let Some(Moment { when: Some(When::Day(year, month, day)), clock: None, .. }) = low {
            let the = usize::from(line.is(next, Word::The));
            let value = line.at(next + the).and_then(Lexeme::digits).and_then(Digits::plain);
            let bare = high.is_none_or(|high| high.end <= day_end(next + the));
            if let Some(last) = value.map(|value| value as i8).filter(|&last| bare && (last > day) && last <= 31) {
                let mut end = day_end(next + the);
                let mut year = year;
                if let Some((behind, after)) = self.year_behind(end) {
                    year = Some(behind);
                    end = after;
                }
                return Some(self.period(index, end, When::Day(year, month, day), When::Day(year, month, last)));
            }
        }
        match (&mut low, &mut high) {
            (Some(low), Some(high)) => {
                match (low.clock, high.clock) {
                    (Some(from), Some(to)) if from.hour.is_some() => low.clock = Some(from.like(to)),
                    _ => {}
                }
                // "Nov 18-Dec 19, 2015", "3:00 to 4:00 tomorrow"
                match (low.when, high.when) {
                    (Some(When::Day(None, month, day)), Some(When::Day(Some(year), ..))) => {
                        low.when = Some(When::Day(Some(year), month, day));
                    }
                    (Some(When::Month(None, month)), Some(When::Month(Some(year), _))) => {
                        low.when = Some(When::Month(Some(year), month));
                    }
                    (None, Some(when)) => low.when = Some(when),
                    (Some(when), None) => high.when = Some(when),
                    _ => {}
                }
                // "Nov 18-Dec 19, 2015": the year behind the end is the beginning's too.
                if let (Some(When::Day(_, month, day)), Some(When::Day(Some(year), last, _))) = (low.when, high.when)
                    && !self.says_year(start, at)
                    && self.says_year(next, high.end)
                {
                    low.when = Some(When::Day(Some(year - i16::from(month > last)), month, day));
                }
                if low.clock.is_none() && high.clock.is_some() && low.when.is_none() {
                    return None;
                }
            }
            (None, Some(to)) => {
                let value = number?;
                let from = if let Some(clock) = to.clock.filter(|clock| clock.hour.is_some() && to.end > next) {
                    let told = clock.half || clock.minute.is_some() || to.when.is_some();
                    if !told || value > 24 {
                        return None;
                    }
                    let left = Clock {
                        hour: Some(value as u8),
                        minute: None,
                        second: None,
                        zone: clock.zone,
                        half: value > 12,
                        part: None,
                        end: at,
                    };
                    Moment { when: to.when, clock: Some(left.like(clock)), end: at }
                } else {
                    match to.when? {
                        When::Day(year, month, _) => {
                            Moment { when: calendar::valid(year, month, value), clock: None, end: at }
                        }
                        _ => return None,
                    }
                };
                low = Some(from);
            }
            (Some(from), None) => {
                // "4:00 to 7", "from 7:30 until eight"
                let from_clock = from.clock?;
                let value = plain.filter(|&value| {
                    (1..=12).contains(&value) && from_clock.minute.is_some() && line.is_glued(next) == dash
                })?;
                let clock = Clock {
                    hour: Some(value as u8),
                    minute: None,
                    second: None,
                    zone: None,
                    half: false,
                    part: None,
                    end: next + 1,
                };
                high = Some(Moment { when: from.when, clock: Some(clock.like(from_clock)), end: next + 1 });
            }
            (None, None) => {
                // "4 to 22 this month", "from 4-23 in next month", "3 until 12 of September"
                let (low_day, high_day) = (number?, plain.map(|value| value as i8).filter(|&day| day <= 31)?);
                let mut after = day_end(next);
                after += usize::from(line.is_any(after, &[Word::Of, Word::In]));
                let (when, end) = self.date(after)?;
                let months = match when {
                    When::Month(year, month) => (year, month),
                    When::Open if line.at(end - 1).is_some_and(|lexeme| lexeme.roles.time == Some(TimeUnit::Month)) => {
                        (None, 0)
                    }
                    _ => {
                        // "6-8 next Monday"
                        let day = matches!(when, When::Day(..) | When::Weekday(_) | When::OpenDay)
                            && after == next + 1
                            && low_day <= 12
                            && high_day <= 12;
                        if !day {
                            return None;
                        }
                        let clock = |hour: i8| Clock {
                            hour: Some(hour as u8),
                            minute: None,
                            second: None,
                            zone: None,
                            half: false,
                            part: None,
                            end,
                        };
                        let low = Moment { when: Some(when), clock: Some(clock(low_day)), end };
                        let high = Moment { when: Some(when), clock: Some(clock(high_day)), end };
                        return Some(self.stretch(index, end, low, high));
                    }
                };
                if months.1 == 0 {
                    return Some(Found { figure: self.figure(index, end, FigureKind::Date, None), end });
                }
                return Some(self.period(
                    index,
                    end,
                    When::Day(months.0, months.1, low_day),
                    When::Day(months.0, months.1, high_day),
                ));
            }
        }
        let (low, high) = (low?, high?);
        // "from 3:30 to 5:55 on 1/1/2015" was read with its date already; a year behind a period serves both ends.
        if let (Some(When::Month(None, from)), Some(When::Month(None, to))) = (low.when, high.when)
            && let Some((year, end)) = self.year_behind(high.end)
        {
            return Some(self.period(index, end, When::Month(Some(year), from), When::Month(Some(year), to)));
        }
        let unlike = low.clock.is_some() != high.clock.is_some() && (low.when.is_none() || high.when.is_none());
        let hours = |moment: Moment| {
            moment.clock.is_some()
                && matches!(moment.when, Some(When::Open | When::Period(..) | When::Month(..) | When::Year(_)))
        };
        if unlike || hours(low) || hours(high) {
            return None;
        }
        if low.clock.is_none()
            && high.clock.is_none()
            && matches!((low.when, high.when), (Some(When::Day(..) | When::Weekday(_)), Some(When::Year(_))))
        {
            return None;
        }
        Some(self.stretch(index, high.end, low, high))
    }

    /// Whether a year in four digits stands between two indices.
    pub(super) fn says_year(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| self.line.at(at).is_some_and(|lexeme| lexeme.digits().is_some() && lexeme.text.len() == 4))
    }

    pub(super) fn stretch(&self, start: usize, end: usize, low: Moment, high: Moment) -> Found {
        if low.clock.is_none() && high.clock.is_none() {
            if let (Some(from), Some(to)) = (low.when, high.when) {
                return self.period(start, end, from, to);
            }
            return Found { figure: self.figure(start, end, FigureKind::Date, None), end };
        }
        let both = self.iso(low).zip(self.iso(high)).map(|(low, high)| format!("{low}/{high}"));
        Found { figure: self.figure(start, end, FigureKind::Time, both), end }
    }

    pub(super) fn period(&self, start: usize, end: usize, low: When, high: When) -> Found {
        let side = |when: When, first: bool| match when {
            When::Period(..) | When::Decade(_) | When::Century(_) => {
                bounds(when).and_then(|(from, to)| iso(calendar::day(if first { from } else { to })))
            }
            _ => iso(when),
        };
        let made = side(low, true).zip(side(high, false)).map(|(low, high)| format!("{low}/{high}"));
        Found { figure: self.figure(start, end, FigureKind::Date, made), end }
    }
}
