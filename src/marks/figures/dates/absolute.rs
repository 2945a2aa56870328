//! Dates by name: days, months, years, quarters, decades, centuries, named days.

use super::Dates;
use super::calendar::{Side, When, months, third, valid, week, week_of_month};
use super::numeric::century;
use crate::marks::figures::languages::NumberWord;
use crate::marks::figures::lexicon::{Meaning, TimeUnit};
use crate::marks::figures::words::Word;

/// Names and short forms of months and days that are other words too: they need a capital or a number beside them.
const COMMON: &[&str] =
    &["may", "march", "mar", "sun", "sat", "mon", "wed", "dec", "jan", "mai", "mars", "mai", "marzo"];

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
        let lower = lexeme.text.to_lowercase();
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
                    || line.at(index - 1).is_some_and(super::super::lexeme::Lexeme::is_dash)
                        && numbered(index - 2.min(index)))
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
                && before.roles.words == 0
                && before.roles.month == 0
                && before.roles.weekday == 0
                && !line.begins(index - 1)
        });
        let common = COMMON.contains(&lower.as_str());
        let name_behind = line
            .at(index + 1)
            .is_some_and(|next| next.is_capitalised() && next.spaced && next.roles.month == 0 && next.roles.words == 0);
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
        if let Some(value) = lexeme.digits().and_then(|digits| digits.plain()) {
            if !(1..=31).contains(&value) || lexeme.text.len() > 2 {
                return None;
            }
            let suffix = line.at(index + 1).is_some_and(|next| !next.spaced && next.roles.ordinal_suffix);
            let stop = !suffix
                && (line.lexicon.language.day_first || line.at(index + 2).is_some_and(|next| next.roles.month > 0))
                && line.is_sign(index + 1, ".")
                && line.is_glued(index + 1)
                && line.at(index + 2).is_some_and(super::super::lexeme::Lexeme::is_word);
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
    fn day_month(&self, index: usize) -> Option<(When, usize)> {
        let line = &self.line;
        let the =
            usize::from(line.is(index, Word::The) && line.at(index + 1).is_some_and(|next| next.digits().is_none()));
        let (day, mut at) = self.day_number(index + the)?;
        let digits = line.at(index + the).is_some_and(|lexeme| lexeme.digits().is_some());
        if line.says(at, "day") {
            at += 1;
        }
        let of = line.is(at, Word::Of) && line.at(at).is_some_and(super::super::lexeme::Lexeme::is_word);
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
                && line.at(at + 1).is_some_and(super::super::lexeme::Lexeme::is_word);
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
    fn month_day(&self, index: usize) -> Option<(When, usize)> {
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
    fn month(&self, index: usize) -> Option<(When, usize)> {
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

    /// A year behind a month or day: "2023", ", 2023", "of 2023", "'18", "two thousand and eighteen".
    pub(super) fn year_behind(&self, index: usize) -> Option<(i16, usize)> {
        let line = &self.line;
        let mut at = index;
        at += usize::from(
            line.is_sign(at, ",")
                && line.at(at + 1).is_some_and(|next| next.digits().is_some() || next.roles.number.is_some()),
        );
        let joined =
            line.is_any(at, &[Word::Of, Word::In]) && line.at(at).is_some_and(super::super::lexeme::Lexeme::is_word);
        at += usize::from(joined);
        if let Some(year) = self.plain_year(at) {
            let number = line.number(at)?;
            let counted = at > index && !joined && line.measured(number.end, &number).is_some();
            let clock = line.is_sign(at + 1, ":") && line.is_glued(at + 1);
            return (!counted && number.end == at + 1 && !clock).then_some((year, at + 1));
        }
        if matches!(line.at(at)?.text, "'" | "’" | "‘") || joined && line.lexicon.language.tag == "en" {
            let quote = usize::from(!line.at(at)?.is_word() && line.at(at)?.digits().is_none());
            let lexeme = line.at(at + quote).filter(|lexeme| lexeme.text.len() == 2)?;
            let value = lexeme.digits()?.plain()?;
            return (quote == 1 && !lexeme.spaced || value > 31).then(|| (century(value) as i16, at + quote + 1));
        }
        self.worded_year(at)
    }

    /// A year in words: "nineteen ninety-six", "two thousand and fifteen".
    fn worded_year(&self, index: usize) -> Option<(i16, usize)> {
        let line = &self.line;
        line.at(index)?.roles.number.filter(|_| line.lexicon.language.tag == "en")?;
        let first = line.cardinal(index, false)?;
        if (1900.0..2100.0).contains(&first.value) {
            return Some((first.value as i16, first.end));
        }
        if (18.0..=20.0).contains(&first.value) {
            let next =
                line.cardinal(line.past_hyphen(first.end), false).filter(|next| (10.0..100.0).contains(&next.value))?;
            return Some(((first.value * 100.0 + next.value) as i16, next.end));
        }
        None
    }

    /// Four digits that may be a year.
    fn plain_year(&self, index: usize) -> Option<i16> {
        let lexeme = self.line.at(index)?;
        let value = lexeme.digits()?.plain()?;
        let glued = self.line.at(index + 1).is_some_and(|next| !next.spaced && next.is_word());
        (lexeme.text.len() == 4 && (1000..2200).contains(&value) && !glued).then_some(value as i16)
    }

    /// A year on its own, where the words around it speak for one.
    fn year(&self, index: usize) -> Option<(When, usize)> {
        let line = &self.line;
        if line.is(index, Word::Fiscal) || line.says(index, "FY") {
            let at =
                index + 1 + usize::from(line.at(index + 1).is_some_and(|next| next.roles.time == Some(TimeUnit::Year)));
            let year = self.plain_year(at)?;
            return Some((When::Year(year), at + 1));
        }
        let before = line.before(index);
        if line.is_sign(index, "=") || line.is_sign(index, ">") {
            let at = (index + 1..index + 3).find(|&at| !line.is_sign(at, "="))?;
            let year = self.plain_year(at).filter(|year| (1900..2100).contains(year))?;
            return (index == 0 && line.at(at + 1).is_none()).then_some((When::Year(year), at + 1));
        }
        if let Some((year, end)) = self.worded_year(index) {
            let told = before.is_some_and(|before| {
                before.is_any(&[
                    Word::In,
                    Word::Since,
                    Word::Of,
                    Word::By,
                    Word::Until,
                    Word::From,
                    Word::After,
                    Word::Before,
                ])
            });
            let counted = line.counted(end, 2.0, false).is_some()
                || line.at(end).is_some_and(|next| {
                    next.roles.unit.is_some() || next.roles.time.is_some() || next.roles.number.is_some()
                });
            return (told && !counted && end > index + 1).then_some((When::Year(year), end));
        }
        let year = self.plain_year(index)?;
        let number = line.number(index)?;
        if number.end != index + 1
            || !line.at(index)?.spaced
                && before.is_some_and(|before| {
                    before.is_word() || matches!(before.text, "$" | "£" | "€" | ":" | "#" | "." | "+")
                })
        {
            return None;
        }
        if before.is_some_and(|before| {
            before.roles.currency.is_some()
                || before.is(Word::Label)
                    && before.text != "season"
                    && !before.is_capitalised()
                    && line.lexicon.language.tag == "en"
        }) {
            return None;
        }
        // "2019" with a unit, a share or a crowd behind it is a number.
        let at = index + 1;
        if line.measured(at, &number).is_some_and(|unit| {
            unit.end > at
                && !line
                    .at(at)
                    .is_some_and(|next| next.is_capitalised() || next.is_dash() && line.lexicon.language.tag == "en")
        }) {
            return None;
        }
        let told = before.is_some_and(|before| {
            before.is_any(&[
                Word::In,
                Word::Since,
                Word::Of,
                Word::By,
                Word::Until,
                Word::Before,
                Word::After,
                Word::Early,
                Word::Late,
                Word::Mid,
            ]) || matches!(before.text, "during" | "year" | "circa" | "seit" | "Jahr" | "en" | "nel")
        }) || self.reaches_back(index);
        let bracket = before.is_some_and(|before| before.text == "(") && line.is_sign(at, ")");
        let clock = line.is_sign(at, ":") && line.is_glued(at);
        if clock {
            return None;
        }
        if (1900..2050).contains(&year) {
            let next = line.at(at);
            let noun =
                next.filter(|next| next.is_word() && !next.is_capitalised()).and_then(|_| line.counted(at, 2.0, false));
            let adjacent = noun.as_ref().is_some_and(|noun| noun.end == at + 1);
            let crowd = noun.as_ref().is_some_and(|noun| {
                noun.irregular.is_some() && noun.singular != "series"
                    || noun.singular == "resident"
                    || noun.singular == "worker"
                    || noun.singular == "job"
            });
            let round = year % 100 == 0;
            let exact = before.is_some_and(|before| {
                before.is(Word::To)
                    || matches!(
                        before.text,
                        "about" | "around" | "than" | "nearly" | "over" | "least" | "some" | "almost" | "up"
                    )
            });
            let counts = adjacent && !told && (crowd || round || exact) || exact && round && noun.is_some();
            return (!counts).then_some((When::Year(year), at));
        }
        let named = before.is_some_and(|before| before.is(Word::Of))
            && !line.at(index.saturating_sub(2)).is_some_and(super::super::lexeme::Lexeme::is_capitalised);
        (told
            && !named
            && (1000..2150).contains(&year)
            && line.counted(at, 2.0, false).is_none_or(|noun| noun.end > at + 1)
            || bracket)
            .then_some((When::Year(year), at))
    }

    /// "since at least 1493", "the oldest from 1794", "goes back to 1761": a change "from 1200" is none.
    fn reaches_back(&self, index: usize) -> bool {
        let line = &self.line;
        let back = |offset: usize| index.checked_sub(offset).and_then(|at| line.at(at));
        let says = |offset: usize, text: &str| back(offset).is_some_and(|lexeme| lexeme.text == text);
        let least = says(1, "least") && says(2, "at") && back(3).is_some_and(|lexeme| lexeme.is(Word::Since));
        let returns = says(1, "to") && says(2, "back");
        let changes = (2..6).any(|offset| back(offset).is_some_and(|lexeme| lexeme.is(Word::Change)));
        let from = says(1, "from") && !changes && line.at(index + 1).is_none_or(|next| !next.is_word());
        least || returns || from
    }

    /// "the 1990s", "'90s", "nineties", "the 20th century", "19th-century".
    fn decade(&self, index: usize) -> Option<(When, usize)> {
        let line = &self.line;
        let quote = usize::from(matches!(line.at(index)?.text, "'" | "’" | "‘"));
        let lexeme = line.at(index + quote)?;
        if let Some(value) = lexeme.digits().and_then(|digits| digits.plain()) {
            let apostrophe = usize::from(matches!(line.at(index + quote + 1).map(|next| next.text), Some("'" | "’")));
            let plural = index + quote + 1 + apostrophe;
            if line.at(plural).is_some_and(|next| !next.spaced && next.text == "s") {
                if lexeme.text.len() == 4 && (1000..2100).contains(&value) {
                    // "2018s" is "2018's" that lost its apostrophe.
                    let when = if value % 100 == 0 && value < 1900 {
                        When::Century(value as i16)
                    } else if value % 10 == 0 {
                        When::Decade(value as i16)
                    } else {
                        When::Year(value as i16)
                    };
                    return Some((when, plural + 1));
                }
                if lexeme.text.len() == 2
                    && value % 10 == 0
                    && value > 10
                    && (quote == 1
                        || index > 0
                            && (line.is(index - 1, Word::The)
                                || line.is_any(index - 1, &[Word::Early, Word::Mid, Word::Late])))
                {
                    // "in her 40s" is an age: only "the" makes it years.
                    return Some((When::Decade(century(value) as i16), plural + 1));
                }
            }
        }
        if quote == 0 && lexeme.is_word() && lexeme.text.ends_with("ties") {
            let singular = lexeme.text.to_lowercase();
            let stem = singular.strip_suffix("ies")?;
            let known = ["twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet"];
            let tens = known.iter().position(|known| *known == stem)? as i16 * 10 + 20;
            let the = index > 0
                && (line.is(index - 1, Word::The) || line.is_any(index - 1, &[Word::Early, Word::Late, Word::Mid]));
            let year = if tens == 20 { 2020 } else { 1900 + tens };
            return the.then_some((When::Decade(year), index + 1));
        }
        if let Some((value, end)) = line.ordinal(index).filter(|(value, _)| (1.0..=30.0).contains(value)) {
            let at = line.past_hyphen(end);
            let is_century = line.at(at).is_some_and(|next| next.roles.time == Some(TimeUnit::Century));
            return is_century.then(|| (When::Century((value as i16 - 1) * 100), at + 1));
        }
        None
    }

    /// "Q3 2019", "2017 q1", "H1 2020", "this Q3".
    fn quarter(&self, index: usize) -> Option<(When, usize)> {
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
    fn part_of_period(&self, index: usize) -> Option<(When, usize)> {
        let line = &self.line;
        let the = usize::from(line.is(index, Word::The));
        let of = |at: usize| {
            at + usize::from(
                line.is_any(at, &[Word::Of, Word::In])
                    && line.at(at).is_some_and(super::super::lexeme::Lexeme::is_word),
            )
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
                    let first = jiff::civil::Date::new(year, month, 1).ok()?;
                    let ahead = (lexeme.roles.weekday as i8 - first.weekday().to_monday_one_offset()).rem_euclid(7);
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
    fn period_at(&self, index: usize) -> Option<(When, usize)> {
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

    /// "summer 2019", "the summer of 2019", "this summer" (relative), "mid-summer" (part).
    fn season(&self, index: usize) -> Option<(When, usize)> {
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
    fn numbered_week(&self, index: usize) -> Option<(When, usize)> {
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

/// The three months of a season on the northern half of the earth; winter reaches into the next year.
pub(super) fn season_of(year: i16, first: i8) -> Option<When> {
    if first == 12 {
        let begin = jiff::civil::Date::new(year, 12, 1).ok()?;
        let end = jiff::civil::Date::new(year.checked_add(1)?, 2, 1).ok()?.last_of_month();
        return Some(When::Period(begin, end));
    }
    months(year, first, first + 2)
}

fn week_from(when: When) -> When {
    use jiff::ToSpan;
    let When::Day(Some(year), month, day) = when else { return When::Open };
    let first = jiff::civil::Date::new(year, month, day).ok();
    first.and_then(|first| Some(When::Period(first, first.checked_add(6.days()).ok()?))).unwrap_or(When::Open)
}
