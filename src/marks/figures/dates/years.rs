//! Years, decades and centuries by number or name.

use super::super::digits::Digits;
use super::Dates;
use super::calendar::When;
use super::numeric::century;
use crate::letters::small;
use crate::marks::figures::lexeme::Lexeme;
use crate::marks::figures::lexicon::TimeUnit;
use crate::marks::figures::words::Word;
use crate::table::listed;

/// Words before a year that say that it is one, whatever follows.
const BEFORE_YEARS: [Word; 7] = [Word::In, Word::Since, Word::Of, Word::By, Word::Until, Word::Before, Word::After];

impl Dates<'_> {
    /// A year behind a month or day: "2023", ", 2023", "of 2023", "'18", "two thousand and eighteen".
    pub(super) fn year_behind(&self, index: usize) -> Option<(i16, usize)> {
        let line = &self.line;
        let mut at = index;
        at += usize::from(
            line.is_sign(at, ",")
                && line.at(at + 1).is_some_and(|next| next.digits().is_some() || next.roles.number.is_some()),
        );
        let joined = line.is_any(at, &[Word::Of, Word::In]) && line.at(at).is_some_and(Lexeme::is_word);
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
    pub(super) fn worded_year(&self, index: usize) -> Option<(i16, usize)> {
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
    pub(super) fn plain_year(&self, index: usize) -> Option<i16> {
        let lexeme = self.line.at(index)?;
        let value = lexeme.digits()?.plain()?;
        let glued = self.line.at(index + 1).is_some_and(|next| !next.spaced && next.is_word());
        (lexeme.text.len() == 4 && (1000..2200).contains(&value) && !glued).then_some(value as i16)
    }

    /// A year on its own, where the words around it speak for one.
    pub(super) fn year(&self, index: usize) -> Option<(When, usize)> {
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
            let told = before.is_some_and(|before| before.is_any(&BEFORE_YEARS) || before.is(Word::From));
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
                && before.is_some_and(|before| before.is_word() || listed("$ £ € : # . +", before.text))
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
            before.is_any(&BEFORE_YEARS)
                || before.is_any(&[Word::Early, Word::Late, Word::Mid])
                || listed("during year circa seit Jahr en nel", before.text)
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
                before.is(Word::To) || listed("about around than nearly over least some almost up", before.text)
            });
            let counts = adjacent && !told && (crowd || round || exact) || exact && round && noun.is_some();
            return (!counts).then_some((When::Year(year), at));
        }
        let named = before.is_some_and(|before| before.is(Word::Of))
            && !line.at(index.saturating_sub(2)).is_some_and(Lexeme::is_capitalised);
        (told
            && !named
            && (1000..2150).contains(&year)
            && line.counted(at, 2.0, false).is_none_or(|noun| noun.end > at + 1)
            || bracket)
            .then_some((When::Year(year), at))
    }

    /// "since at least 1493", "the oldest from 1794", "goes back to 1761": a change "from 1200" is none.
    pub(super) fn reaches_back(&self, index: usize) -> bool {
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
    pub(super) fn decade(&self, index: usize) -> Option<(When, usize)> {
        let line = &self.line;
        let quote = usize::from(matches!(line.at(index)?.text, "'" | "’" | "‘"));
        let lexeme = line.at(index + quote)?;
        if let Some(value) = lexeme.digits().and_then(Digits::plain) {
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
            let singular = small(lexeme.text);
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
}
