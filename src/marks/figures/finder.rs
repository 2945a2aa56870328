//! The pass over a block: dates, amounts, ordinals, in that order of claim.

use super::amounts::Amount;
use super::dates::Dates;
use super::lexeme::Lexeme;
use super::lexicon::Meaning;
use super::line::Line;
use super::words::Word;
use super::{Figure, FigureKind, Modifier};
use crate::table::listed;

/// Verbs that "over" belongs to: what follows is no bound.
const PHRASAL: &str = "turned turn turns turning handed hand signed carried taken took rolled spread";

/// Words before "over" behind which a length of time is a bound: "for over 30 years", "just over a week".
const LASTING: &str = "for just well lasted lasts of spent after with is was in";

/// Things of which the first, second or third tells no rank worth a mark: "the first time", "a second job".
const MERELY_NUMBERED: &str = "attempt chance day idea instance job look man one person question reason step thing thought time version visit \
     way woman word";

/// Things whose first is a rank or a part that a reader looks for.
const RANKED: &str = "anniversary century decade degree edition generation grade half inning lap leg period place prize quarter \
     round semester set stage term trimester vote";

/// The pass over one block.
pub(super) struct Finder<'a, 'f> {
    /// The block.
    pub(super) line: Line<'a>,
    /// What a bare "$" means: a currency's row.
    pub(super) dollar: u16,
    /// The block's dates.
    pub(super) dates: Dates<'a>,
    /// Where figures go.
    pub(super) figures: &'f mut Vec<Figure>,
    /// How exactly the number at an index is meant.
    pub(super) pending: Option<(usize, Modifier)>,
}

impl Finder<'_, '_> {
    /// Finds the block's figures.
    pub(super) fn run(&mut self) {
        let mut index = 0;
        while index < self.line.lexemes.len() {
            index = self.step(index).max(index + 1);
        }
    }

    /// Reads what stands at the index and gives the index behind it.
    fn step(&mut self, index: usize) -> usize {
        if self.line.is_inert(index) {
            return index + 1;
        }
        if let Some(end) = self.line.skip(index) {
            return end;
        }
        if self.line.is_mute(index) {
            return index + 1;
        }
        if let Some(found) = self.dates.find(index) {
            let mut figure = found.figure;
            figure.modifier = figure.modifier.or_else(|| self.modifier(index, found.end));
            self.figures.push(figure);
            return found.end;
        }
        let before = self.line.phrase(index, |meaning| match meaning {
            Meaning::Before(modifier) => Some(modifier),
            _ => None,
        });
        if let Some((modifier, end)) = before {
            // "over" in "1 over 20" is read with its number; here it only announces one.
            self.pending = Some((end, modifier));
            return end;
        }
        // "21st" and "twenty-first" begin like numbers.
        let numbered =
            self.line.at(index).is_some_and(|first| first.digits().is_some() || first.roles.number.is_some());
        if numbered && let Some(end) = self.ordinal(index) {
            return end;
        }
        self.amount(index).or_else(|| self.ordinal(index)).unwrap_or(index + 1)
    }

    pub(super) fn modifier(&self, start: usize, end: usize) -> Option<Modifier> {
        let after = || {
            self.line.phrase(end, |meaning| match meaning {
                Meaning::After(modifier) => Some(modifier),
                _ => None,
            })
        };
        self.pending
            .filter(|(at, _)| *at == start)
            .map(|(_, modifier)| modifier)
            .or_else(|| after().map(|(modifier, _)| modifier))
    }

    fn amount(&mut self, index: usize) -> Option<usize> {
        let line = self.line;
        let first = line.at(index)?;
        let one = first.roles.number.is_some_and(|number| number == super::languages::NumberWord::Unit(1));
        let from = line.amount(index, self.dollar)?;
        if one && from.end == index + 1 && from.number.value == 1.0 && !from.sure {
            return self.one(index, &from);
        }
        if one
            && line.lexicon.language.tag != "en"
            && from.number.end == index + 1
            && from.kind != FigureKind::Money
            && from.kind != FigureKind::Percent
        {
            // The number one is also the article.
            return None;
        }
        if line.is_label(&from) {
            return Some(from.end);
        }
        if let Some(end) = self.range(&from) {
            return Some(end);
        }
        if let Some(age) = self.age(&from) {
            return Some(age);
        }
        if self.is_pronoun(&from) {
            return Some(from.end);
        }
        let modifier = self.modifier(from.start, from.end).filter(|_| !self.is_over_nothing(&from));
        self.figures.push(from.figure(&line, modifier));
        Some(from.end)
    }

    /// Whether a small number word only points back: "two of them", "the two who left".
    fn is_pronoun(&self, amount: &Amount) -> bool {
        let line = self.line;
        let number = &amount.number;
        if number.digits || amount.unit.is_some() || number.share || number.end != amount.start + 1 {
            return false;
        }
        let pair = number.value <= 3.0
            && line.is(amount.end, Word::Of)
            && ["them", "us", "you", "these", "those"].iter().any(|word| line.says(amount.end + 1, word));
        let the = line.before(amount.start).is_some_and(|before| {
            before.is_any(&[Word::The, Word::This]) || matches!(before.text, "these" | "those" | "other")
        });
        let alone = line.at(amount.end).is_none_or(|behind| !behind.is_word() || behind.is(Word::Function));
        pair || the && alone && number.value <= 10.0
    }

    /// Whether "over" before an amount is no bound: "turned over £512,000", "paid off over 30 years".
    fn is_over_nothing(&self, amount: &Amount) -> bool {
        let line = self.line;
        let Some(over) = amount.start.checked_sub(1).filter(|&at| line.is(at, Word::Over)) else { return false };
        let Some(before) = line.before(over) else { return false };
        let phrasal = listed(PHRASAL, before.text);
        let lasting = amount.kind == FigureKind::Duration && !listed(LASTING, before.text);
        phrasal || lasting
    }

    /// "one" counts only before a noun ("one man") or before "of the" with one.
    fn one(&mut self, index: usize, from: &Amount) -> Option<usize> {
        let line = self.line;
        if line.lexicon.language.tag != "en" {
            return None;
        }
        if let Some(before) = line.before(index)
            && (before.is(Word::Pronoun)
                || before.is(Word::The)
                || before.is_capitalised() && !line.begins(index - 1) && before.is(Word::Label))
        {
            return None;
        }
        if line.is_label(from) {
            return Some(from.end);
        }
        if let Some(end) = self.range(from) {
            return Some(end);
        }
        let mut amount = from.clone();
        if line.is(index + 1, Word::Of) {
            let noun = line.one_of(index + 1)?;
            amount.kind = FigureKind::Quantity;
            amount.unit = Some(noun.singular.into());
            amount.name = noun.irregular.map(Into::into);
        } else if amount.unit.is_none() {
            return None;
        }
        let modifier = self.modifier(index, index + 1);
        self.figures.push(amount.figure(&line, modifier));
        Some(index + 1)
    }

    /// The age in "Maddon, 66, said", "aged 12", "at the age of 12".
    fn age(&mut self, amount: &Amount) -> Option<usize> {
        let line = self.line;
        let number = &amount.number;
        if amount.sure || number.scale > 1.0 || number.value.fract() != 0.0 || !(0.0..=120.0).contains(&number.value) {
            return None;
        }
        let before = line.before(amount.start)?;
        let named = before.is_sign(",")
            && (line.is_sign(amount.end, ",") || line.is_sign(amount.end, "."))
            && amount.start >= 2
            && line.lexemes[amount.start - 2].is_capitalised()
            && line.lexemes[amount.start - 2].roles.month == 0
            && number.plain
            && number.value >= 1.0;
        let aged = before.is(Word::Aged)
            || before.is(Word::Under) && amount.start >= 2 && line.is(amount.start - 2, Word::Aged)
            || before.is(Word::Age) && amount.unit.is_none()
            || before.is(Word::Of) && amount.start >= 2 && line.is(amount.start - 2, Word::Age);
        // "who is 74,", "since she was 16."
        let says = |back: usize, words: &[&str]| {
            amount.start.checked_sub(back).and_then(|at| line.at(at)).is_some_and(|near| words.contains(&near.text))
        };
        let closed = line.at(amount.end).is_none_or(|behind| listed(". , ; ! ? ) ” and when but now", behind.text));
        let told = closed
            && number.value >= 1.0
            && (number.plain || number.scale == 1.0 && !number.digits)
            && amount.unit.is_none()
            && says(1, &["is", "was", "turned", "turns", "’s", "'s"])
            && says(2, &["who", "he", "she", "He", "She", "I"]);
        if !(named || aged || told) {
            return None;
        }
        let mut aged = amount.clone();
        aged.kind = FigureKind::Age;
        aged.unit = Some("year".into());
        aged.name = Some("year".into());
        aged.end = number.end;
        let modifier = self.modifier(amount.start, amount.end);
        self.figures.push(aged.figure(&line, modifier));
        Some(aged.end)
    }

    /// Whether "first", "second" or "third" tells something before what stands at the index.
    fn is_rank(&self, value: f64, at: usize) -> bool {
        let Some(thing) = self.line.at(at) else { return false };
        if thing.roles.number.is_some() || thing.digits().is_some() {
            return true;
        }
        if value == 1.0 { listed(RANKED, thing.text) } else { !listed(MERELY_NUMBERED, thing.text) }
    }

    fn ordinal(&mut self, index: usize) -> Option<usize> {
        let line = self.line;
        let (value, end) = line.ordinal(index)?;
        let first = line.at(index)?;
        let word = first.is_word();
        let before = line.before(index);
        if !first.spaced
            && before.is_some_and(|before| before.is_word() || before.is_dash() && line.is_hyphen(index - 1))
        {
            return Some(end);
        }
        if word {
            let determined = before.is_some_and(|before| {
                before.is_any(&[Word::The, Word::A, Word::This, Word::Last, Word::Next, Word::Every])
                    || before.is(Word::Function) && !before.is_any(&[Word::At, Word::In])
            });
            let next = line.at(end);
            let noun =
                next.is_some_and(|next| next.is_word() && !next.is(Word::Function) && !next.text.ends_with("ed"));
            let hyphen = line.is_hyphen(end);
            if value <= 3.0 && end == index + 1 && !hyphen && !self.is_rank(value, end) {
                return Some(end);
            }
            let the = before.is_some_and(|before| before.is(Word::The));
            if !(noun || hyphen || determined && the) {
                return None;
            }
            if first.is_capitalised() && !line.begins(index) && next.is_some_and(Lexeme::is_capitalised) {
                return None;
            }
        }
        self.figures.push(Figure {
            span: line.span(index, end),
            kind: FigureKind::Ordinal,
            value: Some(value),
            low: None,
            high: None,
            unit: None,
            unit_name: None,
            iso: None,
            modifier: None,
        });
        Some(end)
    }
}
