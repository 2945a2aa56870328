//! Dates and times: absolute, partial, relative, and the periods between two of them.

mod absolute;
mod calendar;
mod clock;
mod numeric;
mod relative;

pub(super) use calendar::Calendar;

use super::lexicon::TimeUnit;
use super::line::Line;
use super::words::Word;
use super::{Figure, FigureKind, Modifier};
use calendar::{Side, When, bounds, iso};
use clock::Clock;

/// A date, a time, or both.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Moment {
    when: Option<When>,
    clock: Option<Clock>,
    /// The index behind it.
    end: usize,
}

/// What was found, with the index behind it.
pub(super) struct Found {
    /// The figure.
    pub(super) figure: Figure,
    /// The index behind it.
    pub(super) end: usize,
}

/// A block with its calendar.
#[derive(Clone, Copy)]
pub(super) struct Dates<'a> {
    line: Line<'a>,
    calendar: Calendar,
    day_first: bool,
}

/// Words that a date may begin with where its telling part follows.
const LEADING: u128 =
    Word::The.bit() | Word::A.bit() | Word::In.bit() | Word::At.bit() | Word::From.bit() | Word::Between.bit();

/// Words that tell of a date or time.
const TELLING: u128 = {
    let words = [
        Word::Until,
        Word::Since,
        Word::Before,
        Word::After,
        Word::Ago,
        Word::Earlier,
        Word::Later,
        Word::Today,
        Word::Tomorrow,
        Word::Yesterday,
        Word::BeforeYesterday,
        Word::AfterTomorrow,
        Word::Tonight,
        Word::This,
        Word::Last,
        Word::Next,
        Word::Following,
        Word::Early,
        Word::Mid,
        Word::Late,
        Word::Start,
        Word::End,
        Word::Rest,
        Word::Half,
        Word::Quarter,
        Word::Noon,
        Word::Midnight,
        Word::Morning,
        Word::Afternoon,
        Word::Evening,
        Word::Night,
        Word::Lunchtime,
        Word::Whole,
        Word::Another,
        Word::Several,
        Word::Weekend,
        Word::Spring,
        Word::Summer,
        Word::Autumn,
        Word::Winter,
        Word::Fiscal,
    ];
    let (mut bits, mut at) = (0, 0);
    while at < words.len() {
        bits |= words[at].bit();
        at += 1;
    }
    bits
};

impl<'a> Dates<'a> {
    /// Dates of a block; `day_first` says how "03/04" is read.
    pub(super) const fn new(line: Line<'a>, calendar: Calendar, day_first: bool) -> Self {
        Self { line, calendar, day_first }
    }

    /// The date, time or period at the index.
    pub(super) fn find(&self, index: usize) -> Option<Found> {
        if !self.may_begin(index) {
            return None;
        }
        self.between(index).or_else(|| self.open(index)).or_else(|| self.length(index)).or_else(|| {
            let moment = self.moment(index)?;
            Some(self.with_hours(index, moment).unwrap_or_else(|| self.found(index, moment)))
        })
    }

    /// A day with a stretch of hours behind it: "Monday from 10am to noon", "tomorrow 1-3 pm".
    fn with_hours(&self, start: usize, moment: Moment) -> Option<Found> {
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

    /// Whether a date can begin here at all: most words cannot, and what does not begin one is not tried.
    fn may_begin(&self, index: usize) -> bool {
        let line = &self.line;
        let Some(lexeme) = line.at(index) else { return false };
        let likely = if lexeme.roles.words & LEADING != 0 {
            // "the", "a", "in" and the like lead to dates only where one follows.
            let next = index + 1 + usize::from(line.is_any(index + 1, &[Word::The, Word::Mid]));
            self.is_datelike(index) || self.is_datelike(index + 1) || self.is_datelike(next)
        } else {
            self.is_datelike(index)
        };
        likely && !self.continues(index)
    }

    /// Whether a lexeme can be the telling part of a date.
    fn is_datelike(&self, index: usize) -> bool {
        self.line.at(index).is_some_and(|lexeme| {
            let roles = lexeme.roles;
            lexeme.digits().is_some()
                || roles.words & TELLING != 0
                || roles.month > 0
                || roles.weekday > 0
                || roles.number.is_some()
                || roles.ordinal.is_some()
                || roles.time.is_some()
                || roles.phrases.iter().any(|phrase| matches!(phrase.meaning, super::lexicon::Meaning::Holiday(..)))
                || !lexeme.is_word() && lexeme.text.len() <= 10 && lexeme.text.bytes().any(|byte| byte.is_ascii_digit())
                || matches!(lexeme.text, "'" | "’" | "‘" | "=" | ">" | "w" | "no" | "as" | "prior" | "middle")
                || lexeme.text.ends_with("ties")
        })
    }

    /// Whether the lexeme is written onto something that makes it no date ("#2019", "sales_2019", "F-16").
    fn continues(&self, index: usize) -> bool {
        let line = &self.line;
        let (Some(lexeme), Some(before)) = (line.at(index), line.before(index)) else { return false };
        if lexeme.spaced {
            return false;
        }
        let sign =
            matches!(before.text, "#" | "/" | "_" | "\\" | "&" | "." | ":" | "$" | "£" | "€") || before.is_word();
        sign || before.is_dash()
            && index >= 2
            && line.is_glued(index - 1)
            && line.at(index - 2).is_some_and(|lexeme| {
                lexeme.is_word() && lexeme.roles.weekday == 0 && lexeme.roles.month == 0 && !lexeme.text.is_empty()
            })
            && lexeme.digits().is_some_and(|digits| digits.length < 4)
    }

    fn found(&self, start: usize, moment: Moment) -> Found {
        let kind = if moment.clock.is_some() { FigureKind::Time } else { FigureKind::Date };
        Found { figure: self.figure(start, moment.end, kind, self.iso(moment)), end: moment.end }
    }

    fn figure(&self, start: usize, end: usize, kind: FigureKind, iso: Option<String>) -> Figure {
        Figure {
            span: self.line.span(start, end),
            kind,
            value: None,
            low: None,
            high: None,
            unit: None,
            unit_name: None,
            iso,
            modifier: None,
        }
    }

    fn iso(&self, moment: Moment) -> Option<String> {
        let date = moment.when.and_then(iso);
        match (date, moment.clock) {
            (date, None) => date,
            (None, Some(clock)) if moment.when.is_none() => clock.iso().map(|time| format!("T{time}")),
            (Some(date), Some(clock)) if !date.contains('/') => match clock.iso() {
                Some(time) => Some(format!("{date}T{time}")),
                None => Some(date),
            },
            (date, Some(_)) => date,
        }
    }

    /// A date with its time, a time with its date, or either alone.
    fn moment(&self, index: usize) -> Option<Moment> {
        let line = &self.line;
        if let Some((when, end)) = self.date(index) {
            let mut moment = Moment { when: Some(when), clock: None, end };
            self.add_clock(&mut moment);
            return Some(moment);
        }
        let at = line.is(index, Word::At) && line.at(index).is_some_and(super::lexeme::Lexeme::is_word);
        let bare = index > 0 && line.is(index - 1, Word::At) && self.closes(index);
        if let Some(clock) = line.clock(index, bare) {
            let mut moment = Moment { when: None, clock: Some(clock), end: clock.end };
            self.add_date(&mut moment);
            return Some(moment);
        }
        let _ = at;
        self.part_of_day(index)
    }

    /// Whether the sentence ends behind a bare hour: only then "at 7" is a time.
    fn closes(&self, index: usize) -> bool {
        let line = &self.line;
        let small = line.at(index).is_some_and(|lexeme| {
            lexeme.digits().and_then(|digits| digits.plain()).is_some_and(|hour| (1..=12).contains(&hour))
                || lexeme.roles.number.is_some()
        });
        let verb = index < 2
            || !line
                .at(index - 2)
                .is_some_and(|lexeme| lexeme.is(Word::Change) || lexeme.is(Word::Percent) || lexeme.digits().is_some());
        small
            && verb
            && line.at(index + 1).is_none_or(|next| {
                matches!(next.text, "." | "!" | "?") && line.at(index + 2).is_none_or(|after| after.spaced)
            })
    }

    /// "at 3pm", ", 7 PM", "@ 17:49:19", "night", "morning" behind a date.
    fn add_clock(&self, moment: &mut Moment) {
        let line = &self.line;
        if let Some(When::Year(_) | When::Decade(_) | When::Century(_)) = moment.when {
            return;
        }
        let mut at = moment.end;
        let mut part = None;
        let early = usize::from(line.is_any(at, &[Word::Early, Word::Late]));
        if matches!(moment.when, Some(When::Day(..) | When::Weekday(_) | When::OpenDay))
            && let Some(found) = line.day_part(at + early)
        {
            part = Some(found);
            moment.end = at + early + 1;
            moment.clock =
                Some(Clock { hour: None, minute: None, second: None, zone: None, half: false, part, end: moment.end });
            at = moment.end;
        }
        if !matches!(moment.when, Some(When::Day(..) | When::Weekday(_) | When::OpenDay)) {
            return;
        }
        let comma = line.is_sign(at, ",") || line.is_sign(at, "-") || line.is_sign(at, "@");
        let joined = usize::from(comma);
        let said = line.is_any(at + joined, &[Word::At, Word::For])
            || line.says(at + joined, "around")
            || line.is_sign(at, "@");
        let from = at
            + joined
            + usize::from(line.is_any(at + joined, &[Word::At, Word::For]) || line.says(at + joined, "around"));
        let bare = line.is(at + joined, Word::At) && self.closes(from) || (part.is_some() && line.is(at, Word::At));
        if let Some(mut clock) = line.clock(from, bare)
            && (said || joined == 0 || clock.minute.is_some() || clock.half)
        {
            if matches!(part, Some(Word::Afternoon | Word::Evening | Word::Night)) && !clock.half {
                clock.hour = clock.hour.map(|hour| if hour < 12 { hour + 12 } else { hour });
            }
            moment.clock = Some(clock);
            moment.end = clock.end;
        }
    }

    /// "today", "on Friday", "this morning" behind a time.
    fn add_date(&self, moment: &mut Moment) {
        let line = &self.line;
        let comma = usize::from(line.is_sign(moment.end, ","));
        let on = usize::from(
            line.is_any(moment.end + comma, &[Word::On, Word::In])
                && line.at(moment.end + comma).is_some_and(super::lexeme::Lexeme::is_word),
        );
        let from = moment.end + comma + on;
        let Some((when, end)) = self.date(from) else { return };
        let near = matches!(when, When::Day(..) | When::Weekday(_) | When::OpenDay);
        let year = line.at(from).is_some_and(|lexeme| lexeme.digits().is_some()) && end == from + 1;
        if near && !year && line.at(from).is_some_and(|lexeme| !lexeme.is_dash()) {
            moment.when = Some(when);
            moment.end = end;
            if let Some(part) = line.day_part(end) {
                let _ = part;
                moment.end = end + 1;
            }
        }
    }

    /// "in the morning", "early afternoon", "midafternoon": a time of no hour.
    fn part_of_day(&self, index: usize) -> Option<Moment> {
        let line = &self.line;
        let early = line.is_any(index, &[Word::Early, Word::Late, Word::Mid]);
        let the = line.is(index, Word::In) && line.is(index + 1, Word::The);
        let at = if early {
            line.past_hyphen(index + 1)
        } else if the {
            index + 2
        } else {
            index
        };
        let part = line.day_part(at)?;
        let lexeme = line.at(at)?;
        let single = lexeme.text.starts_with("mid");
        if !(early || the || single) || line.at(at).is_some_and(super::lexeme::Lexeme::is_capitalised) {
            return None;
        }
        let mut end = at + 1;
        let mut clock =
            Clock { hour: None, minute: None, second: None, zone: None, half: false, part: Some(part), end };
        if line.is(end, Word::At)
            && let Some(found) = line.clock(end + 1, true)
        {
            end = found.end;
            clock = found;
            if matches!(part, Word::Afternoon | Word::Evening | Word::Night) {
                clock.hour = clock.hour.map(|hour| if hour < 12 { hour + 12 } else { hour });
            }
        } else if the && line.before(index).is_none_or(|before| !before.is_word()) {
            return None;
        }
        Some(Moment { when: None, clock: Some(clock), end })
    }

    /// From one date or time to another: "from Friday to Sunday", "November 19-20", "5 to 6pm", "2012–13".
    fn between(&self, index: usize) -> Option<Found> {
        let line = &self.line;
        let first = line.at(index)?;
        let opened = first.is_any(&[Word::From, Word::Between]) && first.is_word();
        let start = index + usize::from(opened);
        let left = self.moment(start);
        // "the 4th to the 22nd of this month", "2 to 7 February": the left end is a number until the right one is read.
        let number = line
            .at(start)
            .and_then(super::lexeme::Lexeme::digits)
            .and_then(|digits| digits.plain())
            .filter(|&value| value <= 31);
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
        let plain = line.at(next).and_then(super::lexeme::Lexeme::digits).and_then(|digits| digits.plain());
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
            let value = line.at(next + the).and_then(super::lexeme::Lexeme::digits).and_then(|digits| digits.plain());
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
    fn says_year(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| self.line.at(at).is_some_and(|lexeme| lexeme.digits().is_some() && lexeme.text.len() == 4))
    }

    fn stretch(&self, start: usize, end: usize, low: Moment, high: Moment) -> Found {
        if low.clock.is_none() && high.clock.is_none() {
            if let (Some(from), Some(to)) = (low.when, high.when) {
                return self.period(start, end, from, to);
            }
            return Found { figure: self.figure(start, end, FigureKind::Date, None), end };
        }
        let both = self.iso(low).zip(self.iso(high)).map(|(low, high)| format!("{low}/{high}"));
        Found { figure: self.figure(start, end, FigureKind::Time, both), end }
    }

    fn period(&self, start: usize, end: usize, low: When, high: When) -> Found {
        let side = |when: When, first: bool| match when {
            When::Period(..) | When::Decade(_) | When::Century(_) => {
                bounds(when).and_then(|(from, to)| iso(calendar::day(if first { from } else { to })))
            }
            _ => iso(when),
        };
        let made = side(low, true).zip(side(high, false)).map(|(low, high)| format!("{low}/{high}"));
        Found { figure: self.figure(start, end, FigureKind::Date, made), end }
    }

    /// "since 2016", "before Friday", "until the end of the year": a period open at one end.
    fn open(&self, index: usize) -> Option<Found> {
        let line = &self.line;
        let first = line.at(index)?;
        if !first.is_word() {
            return None;
        }
        let says = |words: &[&str]| words.iter().enumerate().all(|(offset, word)| line.says(index + offset, word));
        let (start_open, at) = if first.is_any(&[Word::Until, Word::Before]) {
            (true, index + 1)
        } else if first.is_any(&[Word::Since, Word::After]) {
            (false, index + 1)
        } else if says(&["no", "later", "than"]) || says(&["no", "earlier", "than"]) {
            (line.says(index + 1, "later"), index + 3)
        } else if says(&["as", "early", "as"]) || says(&["as", "late", "as"]) {
            (line.says(index + 1, "late"), index + 3)
        } else if says(&["later", "than"]) || says(&["earlier", "than"]) || says(&["prior", "to"]) {
            (!line.says(index, "later"), index + 2)
        } else {
            return None;
        };
        let least = 2 * usize::from(line.says(at, "at") && line.says(at + 1, "least"));
        let around = least + usize::from(line.says(at, "around") || line.says(at, "about"));
        let moment = self.moment(at + around)?;
        // "after noon" and "before midnight" stand; "after the morning" says nothing.
        if matches!(moment.when, Some(When::Open | When::OpenDay))
            && moment.clock.is_none()
            && self.calendar.today.is_some()
        {
            return None;
        }
        if moment.clock.is_some_and(|clock| clock.hour.is_none()) && moment.when.is_none() {
            return None;
        }
        let kind = if moment.clock.is_some() { FigureKind::Time } else { FigureKind::Date };
        let made = self.iso(moment).map(|date| {
            let side = if start_open { date.split('/').next() } else { date.split('/').next_back() };
            let side = side.unwrap_or_default();
            if first.is(Word::Since) {
                format!("{}/..", date.split('/').next().unwrap_or_default())
            } else if start_open {
                format!("../{side}")
            } else {
                format!("{side}/..")
            }
        });
        Some(Found { figure: self.figure(index, moment.end, kind, made), end: moment.end })
    }

    /// Lengths of time that no number says, or that reach to or from today: "all week", "a few minutes",
    /// "for a month", "the last three months".
    fn length(&self, index: usize) -> Option<Found> {
        let line = &self.line;
        let first = line.at(index).filter(|lexeme| lexeme.is_word())?;
        let unit_at = |at: usize| line.at(at).filter(|lexeme| lexeme.is_word()).and_then(|lexeme| lexeme.roles.time);
        let plain = |end: usize, unit: TimeUnit, count: Option<f64>| {
            let mut figure = self.figure(
                index,
                end,
                FigureKind::Duration,
                count.and_then(|count| super::amounts::duration(count, unit)),
            );
            figure.unit = Some(unit.name().into());
            figure.unit_name = Some(unit.name().into());
            figure
        };
        if first.is_any(&[Word::Last, Word::Next]) {
            let number = line.number(index + 1)?;
            let unit = unit_at(number.end)?;
            let mut figure = plain(number.end + 1, unit, None);
            figure.value = number.value.is_finite().then_some(number.value);
            let sign = if first.is(Word::Last) { -1.0 } else { 1.0 };
            let whole = number.value.fract() == 0.0 && number.value.abs() < 1e5;
            if whole {
                figure.iso = iso(self.calendar.stretch(unit, (sign * number.value) as i64));
            }
            figure.iso = figure.iso.or_else(|| super::amounts::duration(number.value, unit));
            let end = number.end + 1;
            return (!line.is(end, Word::Old)).then_some(Found { figure, end });
        }
        if first.is(Word::Whole) {
            let at = line.past_hyphen(index + 1);
            let unit = unit_at(at).filter(|&unit| unit >= TimeUnit::Day)?;
            let single = line.at(at).is_some_and(|lexeme| !lexeme.text.ends_with('s'));
            let free = !line.is_glued(at + 1) || !line.is_hyphen(at + 1);
            return (single && free).then(|| Found { figure: plain(at + 1, unit, Some(1.0)), end: at + 1 });
        }
        let article = first.is(Word::A) && first.roles.number.is_none();
        let vague = index + usize::from(article);
        if line.is(vague, Word::Several) && line.at(vague).is_some_and(|lexeme| lexeme.text != "several" || !article) {
            let unit = unit_at(vague + 1)?;
            let mut figure = plain(vague + 2, unit, None);
            figure.modifier = Some(Modifier::About);
            return (!line.is_any(vague + 2, &[Word::Ago, Word::Old])).then_some(Found { figure, end: vague + 2 });
        }
        let another = first.is(Word::Another);
        let spent = article && index > 0 && line.is_any(index - 1, &[Word::For, Word::In]);
        if another || spent {
            let unit = unit_at(index + 1)?;
            let mut end = index + 2;
            let mut count = 1.0;
            if line.is(end, Word::And) && line.is(end + 1, Word::A) && line.is(end + 2, Word::Half) {
                end += 3;
                count = 1.5;
            }
            let more = line.at(end).is_some_and(|next| {
                next.is_any(&[Word::Ago, Word::Earlier, Word::Later, Word::Old])
                    || (next.is_word() && !next.is(Word::Function) && !another && unit < TimeUnit::Day)
            });
            return (!more).then(|| Found { figure: plain(end, unit, Some(count)), end });
        }
        None
    }

    /// Which way an unqualified date lies, by the words of its sentence.
    fn side(&self, index: usize) -> Side {
        let line = &self.line;
        let mut at = index;
        while at > 0 && line.is_any(at - 1, &[Word::On, Word::In, Word::The, Word::Of, Word::Early, Word::Late]) {
            at -= 1;
        }
        if let Some(verb) = line.before(at).filter(|verb| verb.is_word())
            && (matches!(
                verb.text,
                "said"
                    | "told"
                    | "added"
                    | "wrote"
                    | "was"
                    | "were"
                    | "began"
                    | "won"
                    | "lost"
                    | "came"
                    | "fell"
                    | "rose"
            ) || verb.text.len() > 4 && verb.text.ends_with("ed") && !verb.is(Word::Future))
        {
            let ahead = (at.saturating_sub(4)..at).any(|at| line.is(at, Word::Future) || line.says(at, "be"));
            return if ahead { Side::Future } else { Side::Past };
        }
        for back in 1..=12 {
            let Some(lexeme) = index.checked_sub(back).and_then(|at| line.at(at)) else { break };
            if matches!(lexeme.text, "." | "!" | "?") {
                break;
            }
            let is_to = lexeme.is(Word::To)
                && (line.says(index - back - 1.min(index - back), "is")
                    || line.says(index - back - 1.min(index - back), "are"));
            if lexeme.is(Word::Future) || is_to {
                return Side::Future;
            }
        }
        Side::Near
    }
}
