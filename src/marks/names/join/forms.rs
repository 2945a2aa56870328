//! The distinct ways in which a text writes its names.

use super::super::cues;
use super::super::document::Document;
use super::super::lexicon::Lexicon;
use super::super::mentions::Mention;
use super::super::units::{Case, Mode, is_zero_width, lower_hash};
use super::super::{Gender, NameKind};
use crate::article::Text;
use crate::hash;
use crate::map::Map;
use std::ops::Range;

/// One way of writing a name.
#[derive(Clone, Debug)]
pub(super) struct Form {
    pub(super) kind: NameKind,
    /// Its words, as a range of [`Forms::words`]; titles and what is no word are left out.
    pub(super) words: Range<u32>,
    /// "Jr" or the like, which keeps father and son apart; 0 for none.
    pub(super) suffix: u64,
    /// Whether it stands in running text, not in headlines alone.
    pub(super) prose: bool,
    /// The mention to show: the first that is not all in capitals, if there is one.
    pub(super) best: u32,
}

/// A word of a form.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    /// Lower case, without diacritics.
    pub(super) hash: u64,
    /// Its first letter, likewise.
    pub(super) letter: char,
    /// Whether it is one letter, or letters with stops between.
    pub(super) initial: bool,
    /// All capitals, two or more.
    pub(super) capitals: bool,
    /// What kind of cue it is.
    pub(super) cues: u32,
    /// What a first name says of its bearer.
    pub(super) gender: Option<Gender>,
    /// Whether it is a place's name as such.
    pub(super) place: bool,
}

/// Whether two of whom this is known can be one.
pub(super) fn fits(one: Option<Gender>, two: Option<Gender>) -> bool {
    one.is_none() || two.is_none() || one == two
}

/// A mention with what stands before it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Use {
    pub(super) form: u32,
    /// A title stands before it.
    pub(super) titled: bool,
    /// What the title says.
    pub(super) gender: Option<Gender>,
    /// What the next pronoun says, if the sentence has one before it names anybody else.
    pub(super) hint: Option<Gender>,
}

/// All forms and uses of a text.
#[derive(Debug, Default)]
pub(super) struct Forms {
    pub(super) forms: Vec<Form>,
    pub(super) words: Vec<Part>,
    /// For each mention.
    pub(super) uses: Vec<Use>,
}

impl Forms {
    pub(super) fn of(document: &Document, text: &Text, lexicon: &Lexicon, mentions: &[Mention]) -> Self {
        let mut made = Self::default();
        let mut known: Map<u32> = Map::default();
        let mut folded: Vec<Option<Part>> = vec![None; document.units.words.len()];
        let mut plain: Vec<bool> = Vec::new();
        let pronouns = PRONOUNS.map(|(word, gender)| (lower_hash(word), gender));
        for (index, mention) in mentions.iter().enumerate() {
            let start = made.words.len();
            let mut suffix = 0;
            let mut all_capitals = true;
            for unit in mention.units.clone() {
                let word = document.units.word(unit);
                if word.case == Case::Sign {
                    continue;
                }
                let slot = document.units.units[unit].word as usize;
                let part = *folded[slot].get_or_insert_with(|| {
                    let mut part = part(text.slice(document.units.units[unit].span), lexicon);
                    part.cues = word.cues;
                    part.capitals = word.case == Case::Capitals;
                    part
                });
                all_capitals &= part.capitals || part.initial;
                let behind = made.words.len() - start;
                if mention.kind == NameKind::Person && behind > 0 && part.cues & cues::SUFFIX != 0 {
                    suffix = part.hash;
                } else if mention.kind != NameKind::Person && behind == 0 && part.hash == hash::of_word("the") {
                    // "The Times" and "Times" are one.
                } else {
                    made.words.push(part);
                }
            }
            let words = made.words[start..].iter().map(|part| part.hash);
            let key = hash::of_all([mention.kind as u64, suffix].into_iter().chain(words));
            let form = if let Some(&form) = known.get(key) {
                made.words.truncate(start);
                form
            } else {
                let form = made.forms.len() as u32;
                known.insert(key, form);
                made.forms.push(Form {
                    kind: mention.kind,
                    words: start as u32..made.words.len() as u32,
                    suffix,
                    prose: false,
                    best: index as u32,
                });
                plain.push(!all_capitals);
                form
            };
            made.forms[form as usize].prose |= document.units.units[mention.units.start].mode == Mode::Prose;
            if !all_capitals && !plain[form as usize] {
                plain[form as usize] = true;
                made.forms[form as usize].best = index as u32;
            }
            let (titled, gender) =
                if mention.kind == NameKind::Person { title(document, mention) } else { (false, None) };
            let until = mentions.get(index + 1).map_or(usize::MAX, |next| next.units.start);
            made.uses.push(Use { form, titled, gender, hint: pronoun(document, &pronouns, mention.units.end, until) });
        }
        made
    }

    /// The words of a form.
    pub(super) fn words(&self, form: usize) -> &[Part] {
        let words = &self.forms[form].words;
        &self.words[words.start as usize..words.end as usize]
    }

    /// The forms of a kind, those with most words first, else in order of appearance.
    pub(super) fn longest_first(&self, kinds: &[NameKind]) -> Vec<usize> {
        let mut order: Vec<usize> =
            (0..self.forms.len()).filter(|&form| kinds.contains(&self.forms[form].kind)).collect();
        let length = |form: usize| self.forms[form].words.len() as u128 * 2 + u128::from(self.forms[form].suffix != 0);
        crate::order::by_key(&mut order, |&form| u128::from(u64::MAX) - length(form));
        order
    }
}

/// The title before a mention, and what it says of the gender.
fn title(document: &Document, mention: &Mention) -> (bool, Option<Gender>) {
    let Some(before) = mention.units.start.checked_sub(1) else { return (false, None) };
    let word = document.units.word(before);
    if word.cues & cues::TITLE == 0 || document.units.units[mention.units.start].first {
        return (false, None);
    }
    let gender = match (word.cues & cues::FEMALE != 0, word.cues & cues::MALE != 0) {
        (true, false) => Some(Gender::Female),
        (false, true) => Some(Gender::Male),
        _ => None,
    };
    (true, gender)
}

const PRONOUNS: [(&str, Gender); 4] =
    [("he", Gender::Male), ("his", Gender::Male), ("she", Gender::Female), ("her", Gender::Female)];

/// Whether "he" or "she" follows in the same sentence, before `until`.
fn pronoun(document: &Document, pronouns: &[(u64, Gender)], from: usize, until: usize) -> Option<Gender> {
    const REACH: usize = 3;
    let units = &document.units;
    let end = until.min(from + REACH).min(units.units.len());
    (from..end.max(from)).take_while(|&unit| !units.units[unit].first).find_map(|unit| {
        let lower = units.word(unit).lower;
        pronouns.iter().find(|pronoun| pronoun.0 == lower).map(|pronoun| pronoun.1)
    })
}

fn part(word: &str, lexicon: &Lexicon) -> Part {
    let mut hashed = hash::SEED;
    let mut letter = '\0';
    let (mut letters, mut stops) = (0, 0);
    for character in word.chars().filter(|&character| !is_zero_width(character)).take(64) {
        if character == '.' {
            stops += 1;
            continue;
        }
        let Some(base) = fold(character) else { continue };
        for lower in base.to_lowercase() {
            if letters == 0 {
                letter = lower;
            }
            letters += 1;
            hashed = hash::step(hashed, lower as u64);
        }
    }
    let lower = lower_hash(word);
    Part {
        hash: hash::finish(hashed),
        letter,
        initial: letters == 1 || stops > 0 && letters == stops,
        capitals: false,
        cues: 0,
        gender: lexicon.gender(lower),
        place: lexicon.places.get(super::super::lexicon::sequence(std::iter::once(lower))).is_some(),
    }
}

/// A letter without its diacritic, nothing for a combining mark: "São Paulo" and "Sao Paulo" are one.
fn fold(character: char) -> Option<char> {
    if character.is_ascii() {
        return Some(character);
    }
    if matches!(character, '\u{300}'..='\u{36f}') {
        return None;
    }
    let found = FOLDED.iter().find(|(_, letters)| letters.contains(character));
    Some(found.map_or(character, |&(base, _)| base))
}

/// Latin letters with diacritics by their base, as newspapers drop them.
const FOLDED: &[(char, &str)] = &[
    ('a', "àáâãäåāăąǎạảấầẩẫậắằẳẵặÀÁÂÃÄÅĀĂĄǍ"),
    ('c', "çćĉċčÇĆĈĊČ"),
    ('d', "ďđðĎĐ"),
    ('e', "èéêëēĕėęěẹẻẽếềểễệÈÉÊËĒĔĖĘĚ"),
    ('g', "ĝğġģĜĞĠĢ"),
    ('h', "ĥħĤĦ"),
    ('i', "ìíîïĩīĭįıỉịÌÍÎÏĨĪĬĮİ"),
    ('k', "ķĶ"),
    ('l', "ĺļľłĹĻĽŁ"),
    ('n', "ñńņňÑŃŅŇ"),
    ('o', "òóôõöøōŏőơọỏốồổỗộớờởỡợÒÓÔÕÖØŌŎŐ"),
    ('r', "ŕŗřŔŖŘ"),
    ('s', "śŝşšșŚŜŞŠȘ"),
    ('t', "ţťțŢŤȚ"),
    ('u', "ùúûüũūŭůűųưụủứừửữựÙÚÛÜŨŪŬŮŰŲ"),
    ('y', "ýÿŷỳỵỷỹÝŶŸ"),
    ('z', "źżžŹŻŽ"),
    ('\'', "’‘ʼ"),
];
