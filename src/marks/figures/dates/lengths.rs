//! Periods open at one end ("since 2016") and lengths of time without a number ("all week", "a few minutes").

use super::calendar::{When, iso};
use super::{Dates, Found};
use crate::marks::figures::lexicon::TimeUnit;
use crate::marks::figures::words::Word;
use crate::marks::figures::{FigureKind, Modifier, amounts};

impl Dates<'_> {
    /// "since 2016", "before Friday", "until the end of the year": a period open at one end.
    pub(super) fn open(&self, index: usize) -> Option<Found> {
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
        // "since the summer"
        let the = usize::from(line.is(at + around, Word::The) && self.season(at + around + 1).is_some());
        let moment = self.moment(at + around + the)?;
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
    pub(super) fn length(&self, index: usize) -> Option<Found> {
        let line = &self.line;
        let first = line.at(index).filter(|lexeme| lexeme.is_word())?;
        let unit_at = |at: usize| line.at(at).filter(|lexeme| lexeme.is_word()).and_then(|lexeme| lexeme.roles.time);
        let plain = |end: usize, unit: TimeUnit, count: Option<f64>| {
            let mut figure =
                self.figure(index, end, FigureKind::Duration, count.and_then(|count| amounts::duration(count, unit)));
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
            figure.iso = figure.iso.or_else(|| amounts::duration(number.value, unit));
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
}
