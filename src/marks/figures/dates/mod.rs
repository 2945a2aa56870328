//! Dates and times: absolute, partial, relative, and the periods between two of them.

mod absolute;
mod between;
mod calendar;
mod civil;
mod clock;
mod lengths;
mod numeric;
mod periods;
mod relative;
mod years;

pub(super) use calendar::Calendar;

use super::digits::Digits;
use super::line::Line;
use super::words::{Word, Words};
use super::{Figure, FigureKind};
use crate::marks::figures::lexeme::Lexeme;
use crate::marks::figures::lexicon::{DATE_OPENERS, Meaning};
use crate::marks::figures::roles::Begins;
use crate::table::listed;
use calendar::{Side, When, iso};
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
pub(super) const LEADING: Words = Words::of(&[Word::The, Word::A, Word::In, Word::At, Word::From, Word::Between]);

/// Words that tell of a date or time.
pub(super) const TELLING: Words = Words::of(&[
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
]);

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
        let start = self.start(index);
        let first = self.moment(start);
        self.from(index, first).or_else(|| self.open(index)).or_else(|| self.length(index)).or_else(|| {
            let moment = if start == index { first } else { self.moment(index) }?;
            Some(self.with_hours(index, moment).unwrap_or_else(|| self.found(index, moment)))
        })
    }

    /// Whether a date can begin here at all: most words cannot, and what does not begin one is not tried.
    fn may_begin(&self, index: usize) -> bool {
        let line = &self.line;
        let Some(lexeme) = line.at(index) else { return false };
        let likely = if lexeme.roles.words.any(LEADING) {
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
        self.line.at(index).filter(|lexeme| lexeme.begins == Begins::Figure).is_some_and(|lexeme| {
            let roles = lexeme.roles;
            lexeme.digits().is_some()
                || roles.words.any(TELLING)
                || roles.month > 0
                || roles.weekday > 0
                || roles.number.is_some()
                || roles.ordinal.is_some()
                || roles.time.is_some()
                || roles.phrases.iter().any(|phrase| matches!(phrase.meaning, Meaning::Holiday(..)))
                || !lexeme.is_word() && lexeme.text.len() <= 10 && lexeme.text.bytes().any(|byte| byte.is_ascii_digit())
                || listed("' ’ ‘ = >", lexeme.text)
                || listed(DATE_OPENERS, lexeme.text)
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
        let sign = listed("# / _ \\ & . : $ £ €", before.text) || before.is_word();
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
        let bare = index > 0 && line.is(index - 1, Word::At) && self.closes(index);
        if let Some(clock) = line.clock(index, bare) {
            let mut moment = Moment { when: None, clock: Some(clock), end: clock.end };
            self.add_date(&mut moment);
            return Some(moment);
        }
        self.part_of_day(index)
    }

    /// Whether the sentence ends behind a bare hour: only then "at 7" is a time.
    fn closes(&self, index: usize) -> bool {
        let line = &self.line;
        let small = line.at(index).is_some_and(|lexeme| {
            lexeme.digits().and_then(Digits::plain).is_some_and(|hour| (1..=12).contains(&hour))
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
                && line.at(moment.end + comma).is_some_and(Lexeme::is_word),
        );
        let from = moment.end + comma + on;
        let Some((when, end)) = self.date(from) else { return };
        let near = matches!(when, When::Day(..) | When::Weekday(_) | When::OpenDay);
        let year = line.at(from).is_some_and(|lexeme| lexeme.digits().is_some()) && end == from + 1;
        if near && !year && line.at(from).is_some_and(|lexeme| !lexeme.is_dash()) {
            moment.when = Some(when);
            moment.end = end;
            if line.day_part(end).is_some() {
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
        if !(early || the || single) || line.at(at).is_some_and(Lexeme::is_capitalised) {
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

    /// Which way an unqualified date lies, by the words of its sentence.
    fn side(&self, index: usize) -> Side {
        let line = &self.line;
        let mut at = index;
        while at > 0 && line.is_any(at - 1, &[Word::On, Word::In, Word::The, Word::Of, Word::Early, Word::Late]) {
            at -= 1;
        }
        if let Some(verb) = line.before(at).filter(|verb| verb.is_word())
            && (listed("said told added wrote was were began won lost came fell rose", verb.text)
                || verb.text.len() > 4 && verb.text.ends_with("ed") && !verb.is(Word::Future))
        {
            let ahead = (at.saturating_sub(4)..at).any(|at| line.is(at, Word::Future) || line.says(at, "be"));
            return if ahead { Side::Future } else { Side::Past };
        }
        for back in 1..=12 {
            let Some(lexeme) = index.checked_sub(back).and_then(|at| line.at(at)) else { break };
            if matches!(lexeme.text, "." | "!" | "?") {
                break;
            }
            // "is to begin in September"
            let before = line.before(index - back).map_or("", |before| before.text);
            let is_to = lexeme.is(Word::To) && matches!(before, "is" | "are");
            if lexeme.is(Word::Future) || is_to {
                return Side::Future;
            }
        }
        Side::Near
    }
}
