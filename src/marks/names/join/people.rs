//! Joins the mentions of people.
//!
//! Names of two words and more come first, the longest leading: "Muhammadu Buhari" is found again in "Muhammadu B.
//! Buhari" or "M. Buhari". Then single words, in the order of the text: a surname goes to the one of that surname who
//! was mentioned most, or who comes first hereafter; titles and first names keep a wife from her husband.

use super::super::{Gender, NameKind, cues};
use super::forms::{Form, Forms, Part, fits};
use super::{Groups, NameId, hash_of, note};
use crate::hash;
use crate::map::Map;

/// Longer names are not taken apart.
const LONGEST: usize = 8;

#[derive(Default)]
struct Index {
    /// By first and last word.
    ends: Map<Vec<NameId>>,
    /// By first letter and last word.
    letters: Map<Vec<NameId>>,
    /// By two or more words at either end.
    stretches: Map<Vec<NameId>>,
    /// By last, first, and any word.
    last: Map<Vec<NameId>>,
    first: Map<Vec<NameId>>,
    any: Map<Vec<NameId>>,
    people: Vec<Person>,
    /// By a single word: how many titles before it and pronouns behind it are a man's, less those that are a woman's.
    leanings: Map<i32>,
}

struct Person {
    name: NameId,
    form: usize,
    gender: Option<Gender>,
    suffix: u64,
    /// The mention that was last given to this person.
    recent: Option<u32>,
    /// The first mention of a fuller form.
    begins: u32,
    /// How many mentions of fuller forms the text has.
    full: u32,
    /// How many mentions were given to this person so far.
    uses: u32,
}

pub(super) fn join(forms: &Forms, groups: &mut Groups) {
    let mut index = Index::default();
    let mut person_of: Vec<Option<u32>> = vec![None; forms.forms.len()];
    for form in forms.longest_first(&[NameKind::Person]) {
        if forms.words(form).len() < 2 {
            break;
        }
        let person = index.find_full(forms, form).unwrap_or_else(|| index.add(forms, groups, form));
        person_of[form] = Some(person);
        // Where every word has a capital a name's end is easily missed: a form from running text is shown before.
        let fullest = &mut groups.fullest[index.people[person as usize].name as usize];
        if forms.forms[form].prose && !forms.forms[*fullest as usize].prose {
            *fullest = form as u32;
        }
    }
    // What titles say of those with full names, and where each is first mentioned.
    for (mention, using) in forms.uses.iter().enumerate() {
        if let Some(person) = person_of[using.form as usize] {
            let person = &mut index.people[person as usize];
            person.gender = using.gender.or(person.gender);
            person.begins = person.begins.min(mention as u32);
            person.full += 1;
        }
    }
    for using in &forms.uses {
        if let ([word], Some(gender)) = (forms.words(using.form as usize), using.gender.or(using.hint)) {
            let weight = if using.gender.is_some() { 2 } else { 1 };
            *index.leanings.entry(word.hash, 0) += if gender == Gender::Male { weight } else { -weight };
        }
    }
    for (mention, using) in forms.uses.iter().enumerate() {
        let form = using.form as usize;
        if forms.forms[form].kind != NameKind::Person || forms.words(form).is_empty() && forms.forms[form].suffix == 0 {
            continue;
        }
        let person = match person_of[form] {
            Some(person) => person,
            None => match index.find_short(forms, form, using.titled, using.gender) {
                Some(person) => person,
                None => index.add(forms, groups, form),
            },
        };
        let person = &mut index.people[person as usize];
        person.recent = Some(mention as u32);
        person.uses += 1;
        person.gender = using.gender.or(person.gender);
        groups.of[mention] = Some(person.name);
    }
}

impl Index {
    /// Makes a new person of a form and enters it under every key.
    fn add(&mut self, forms: &Forms, groups: &mut Groups, form: usize) -> u32 {
        let words = forms.words(form);
        let id = self.people.len() as u32;
        let gender = if words.len() > 1 { words[0].gender } else { None };
        let name = groups.new_name(form);
        self.people.push(Person {
            name,
            form,
            gender,
            suffix: forms.forms[form].suffix,
            recent: None,
            begins: u32::MAX,
            full: 0,
            uses: 0,
        });
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return id };
        note(&mut self.last, last.hash, id);
        if words.len() > 1 {
            note(&mut self.first, first.hash, id);
            note(&mut self.ends, hash::step(first.hash, last.hash), id);
            note(&mut self.letters, hash::step(first.letter as u64, last.hash), id);
            for part in &words[1..words.len() - 1] {
                if !part.initial && part.cues & cues::PARTICLE == 0 {
                    note(&mut self.any, part.hash, id);
                }
            }
            if words.len() <= LONGEST {
                for length in 2..words.len() {
                    note(&mut self.stretches, hash_of(words[..length].iter().map(|part| part.hash)), id);
                    note(&mut self.stretches, hash_of(words[words.len() - length..].iter().map(|part| part.hash)), id);
                }
            }
        }
        id
    }

    /// The person that a name of several words is another form of.
    fn find_full(&self, forms: &Forms, form: usize) -> Option<u32> {
        let words = forms.words(form);
        let (first, last) = (words[0], words[words.len() - 1]);
        let suffix = forms.forms[form].suffix;
        let agrees = |&&id: &&u32| {
            let other = &self.people[id as usize];
            other.suffix == suffix && fits_within(words, forms.words(other.form))
        };
        let by = |map: &Map<Vec<NameId>>, key: u64| only(map.get(key)?.iter().filter(agrees));
        by(&self.ends, hash::step(first.hash, last.hash))
            .or_else(|| by(&self.letters, hash::step(first.letter as u64, last.hash)))
            .or_else(|| {
                let key = hash_of(words.iter().map(|part| part.hash));
                only(self.stretches.get(key)?.iter().filter(|&&id| self.people[id as usize].suffix == suffix))
            })
    }

    /// The person that a single word stands for.
    fn find_short(&self, forms: &Forms, form: usize, titled: bool, gender: Option<Gender>) -> Option<u32> {
        let word = forms.words(form).first()?;
        let Form { suffix, .. } = forms.forms[form];
        // A paper that calls one of them "Mr.", or goes on with "he", means him in its headline too.
        let leaning = match self.leanings.get(word.hash) {
            Some(1..) => Some(Gender::Male),
            Some(..=-1) => Some(Gender::Female),
            _ => None,
        };
        let likely = gender.or(leaning);
        let pick = |map: &Map<Vec<NameId>>| {
            let list = map.get(word.hash)?;
            let possible = |&&id: &&u32| {
                let person = &self.people[id as usize];
                fits(gender, person.gender) && (suffix == 0 || suffix == person.suffix)
            };
            // One of the title's gender before one of unknown gender, one without a suffix before one with; then who was
            // mentioned most so far: a paper that has named two of one surname calls the second by more than that. Then
            // who was mentioned last; else whom the whole text names most, or first.
            list.iter().filter(possible).copied().max_by_key(|&id| {
                let person = &self.people[id as usize];
                let told = fits(likely, person.gender);
                let full = if person.uses == 0 { person.full } else { 0 };
                let plain = suffix != 0 || person.suffix == 0;
                (told, plain, person.uses, full, person.recent, std::cmp::Reverse(person.begins))
            })
        };
        let found = pick(&self.last).or_else(|| pick(&self.first));
        if titled { found.or_else(|| pick(&self.any)) } else { found.or_else(|| only_one(self.any.get(word.hash)?)) }
    }
}

/// The one item, if there is one and no other.
fn only<'a>(mut items: impl Iterator<Item = &'a u32>) -> Option<u32> {
    let first = items.next()?;
    items.next().is_none().then_some(*first)
}

fn only_one(list: &[u32]) -> Option<u32> {
    match list {
        [id] => Some(*id),
        _ => None,
    }
}

/// Whether the words of a name can all be found, in order, in a longer form of it, its first and last in the same place;
/// an initial stands for a word that begins with it, and the other way round.
fn fits_within(short: &[Part], long: &[Part]) -> bool {
    let same = |one: &Part, two: &Part| {
        one.hash == two.hash || (one.initial || two.initial) && one.letter == two.letter && one.letter != '\0'
    };
    let (Some(first), Some(last)) = (short.first(), short.last()) else { return false };
    let (Some(long_first), Some(long_last)) = (long.first(), long.last()) else { return false };
    if last.hash != long_last.hash || !same(first, long_first) {
        return false;
    }
    let mut rest = long[1..long.len() - 1].iter();
    short[1..short.len() - 1].iter().all(|part| rest.any(|other| same(part, other)))
}
