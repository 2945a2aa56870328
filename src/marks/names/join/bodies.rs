//! Joins the mentions of organisations and places.

use super::super::NameKind;
use super::super::cues;
use super::super::document::Document;
use super::super::mentions::Mention;
use super::forms::{Forms, Part};
use super::{Groups, NameId, hash_of, note};
use crate::article::Text;
use crate::hash;
use crate::map::{Map, Set};

/// Endings that say what kind of company it is, and nothing of its name.
const LEGAL: &str = "inc incorporated corp corporation co company ltd limited plc llc llp lp ag gmbh nv bv pty bhd sdn oyj spa holdings group";

/// Names that a newspaper uses for one another, besides acronyms; the first is never shown for the others' sake.
const ALIASES: &[&[&str]] = &[
    &["united states", "united states of america", "u s", "us", "usa", "u s a", "america"],
    &["united kingdom", "great britain", "britain", "uk", "u k"],
    &["united nations", "un", "u n"],
    &["european union", "eu", "e u"],
    &["united arab emirates", "uae", "emirates"],
];

pub(super) fn join(forms: &Forms, document: &Document, text: &Text, mentions: &[Mention], groups: &mut Groups) {
    let mut name_of: Vec<Option<NameId>> = vec![None; forms.forms.len()];
    let people = forms.longest_first(&[NameKind::Person]);
    let full = people.iter().map(|&form| forms.words(form)).filter(|words| words.len() > 1);
    let surnames: Set = full.filter_map(|words| Some(words.last()?.hash)).collect();
    for kind in [NameKind::Organisation, NameKind::Place] {
        Bodies {
            forms,
            kind,
            surnames: &surnames,
            stems: Map::default(),
            acronyms: Map::default(),
            heads: Map::default(),
            tails: Map::default(),
        }
        .join(groups, &mut name_of);
    }
    expansions(forms, document, text, mentions, groups, &mut name_of);
    for (mention, using) in forms.uses.iter().enumerate() {
        if let Some(name) = name_of[using.form as usize] {
            groups.of[mention] = Some(name);
        }
    }
}

struct Bodies<'a> {
    forms: &'a Forms,
    kind: NameKind,
    /// The last words of the people whom the text names in full.
    surnames: &'a Set,
    /// By all words but a legal ending.
    stems: Map<NameId>,
    /// By the first letters.
    acronyms: Map<Vec<NameId>>,
    /// By the first words of a longer name.
    heads: Map<Vec<NameId>>,
    /// By the last words of a longer name that begins with a country or nationality.
    tails: Map<Vec<NameId>>,
}

impl Bodies<'_> {
    fn join(&mut self, groups: &mut Groups, name_of: &mut [Option<NameId>]) {
        let aliases = alias_table();
        for form in self.forms.longest_first(&[self.kind]) {
            let words = self.forms.words(form);
            if words.is_empty() {
                name_of[form] = Some(groups.new_name(form));
                continue;
            }
            let stem = without_legal_ending(words);
            let whole = hash_of(stem.iter().map(|part| part.hash));
            let alias = aliases.get(whole).copied();
            let key = alias.unwrap_or(whole);
            let found = self.stems.get(key).copied().or_else(|| self.short_form(words, stem, alias.is_some()));
            let name = found.unwrap_or_else(|| groups.new_name(form));
            name_of[form] = Some(name);
            self.stems.entry(key, name);
            if found.is_none() {
                self.enter(stem, name);
            }
        }
    }

    /// Enters a name under all that it may be called for short.
    fn enter(&mut self, words: &[Part], name: NameId) {
        for hash in acronyms(words).into_iter().flatten() {
            note(&mut self.acronyms, hash, name);
        }
        for length in 1..words.len().min(6) {
            note(&mut self.heads, hash_of(words[..length].iter().map(|part| part.hash)), name);
        }
        if words.len() > 2 && (words[0].cues & cues::DEMONYM != 0 || words[0].place) {
            note(&mut self.tails, hash_of(words[1..].iter().map(|part| part.hash)), name);
        }
    }

    /// The one longer name that these words are short for; what is `known` in itself is short for none.
    fn short_form(&self, words: &[Part], stem: &[Part], known: bool) -> Option<NameId> {
        let one = |list: Option<&Vec<NameId>>| match list.map(Vec::as_slice) {
            Some([name]) => Some(*name),
            _ => None,
        };
        if let [word] = words
            && (word.capitals || word.initial)
            && let Some(name) = one(self.acronyms.get(word.hash))
        {
            return Some(name);
        }
        // "Kansas" is not short for "Kansas City": of places only acronyms are taken.
        if self.kind == NameKind::Place {
            return None;
        }
        let whole = hash_of(stem.iter().map(|part| part.hash));
        // "NBC" is not "NBC Nightly News", nor the "U.N." its Security Council, nor a Mr. Berg the Berg Foundation.
        let own = matches!(stem, [word] if word.capitals || word.initial || self.surnames.contains(word.hash));
        if known || own || stem.iter().all(says_little) {
            return None;
        }
        one(self.heads.get(whole)).or_else(|| if stem.len() > 1 { one(self.tails.get(whole)) } else { None })
    }
}

/// Words that begin many names and stand for none of them.
const LITTLE: &str = "national international federal royal new first world global high supreme public state general \
                      republican democratic";

/// Whether a word alone cannot be an organisation's short form: "National", "Chinese", "Bank", "Nairobi".
fn says_little(part: &Part) -> bool {
    const GENERAL: u32 = cues::ORGANISATION
        | cues::DEMONYM
        | cues::PLACE
        | cues::DIRECTION
        | cues::JOINER
        | cues::FUNCTION
        | cues::TITLE
        | cues::CALENDAR;
    part.cues & GENERAL != 0 || part.place || LITTLE.split(' ').any(|word| part.hash == hash::of_word(word))
}

/// The hashes of the first letters: of the words that count, and of all.
fn acronyms(words: &[Part]) -> [Option<u64>; 2] {
    let spell = |counts: &dyn Fn(&Part) -> bool| {
        let mut letters = 0;
        let hashed = words.iter().filter(|part| counts(part)).fold(hash::SEED, |hashed, part| {
            letters += 1;
            hash::step(hashed, part.letter as u64)
        });
        (2..=8).contains(&letters).then(|| hash::finish(hashed))
    };
    if words.len() < 2 {
        return [None, None];
    }
    let content = spell(&|part| part.cues & (cues::JOINER | cues::FUNCTION) == 0);
    let all = spell(&|_| true);
    [content, if all == content { None } else { all }]
}

fn without_legal_ending(words: &[Part]) -> &[Part] {
    let mut end = words.len();
    while end > 1 && LEGAL.split(' ').any(|word| hash::of_word(word) == words[end - 1].hash) {
        end -= 1;
    }
    &words[..end]
}

/// For each alias the hash of the form that stands for all.
fn alias_table() -> Map<u64> {
    let mut table = Map::default();
    for group in ALIASES {
        let hash = |alias: &&str| hash_of(alias.split(' ').map(hash::of_word));
        let Some(first) = group.first().map(hash) else { continue };
        for alias in *group {
            table.insert(hash(alias), first);
        }
    }
    table
}

/// Joins "International Energy Agency (IEA)": what stands in brackets behind a name, and is spelt with its letters.
fn expansions(
    forms: &Forms,
    document: &Document,
    text: &Text,
    mentions: &[Mention],
    groups: &mut Groups,
    name_of: &mut [Option<NameId>],
) {
    for pair in mentions.windows(2) {
        let [long, short] = pair else { continue };
        let between = long.units.end..short.units.start;
        if long.kind == NameKind::Person
            || long.kind != short.kind
            || between.len() != 1
            || text.slice(document.units.units[between.start].span) != "("
        {
            continue;
        }
        let index = |mention: &Mention| mentions.partition_point(|other| other.span.start < mention.span.start);
        let (long_form, short_form) = (forms.uses[index(long)].form as usize, forms.uses[index(short)].form as usize);
        let (words, acronym) = (forms.words(long_form), forms.words(short_form));
        let [only] = acronym else { continue };
        if words.len() < 2 || !only.capitals || name_of[short_form] == name_of[long_form] {
            continue;
        }
        let letters = text.slice(short.span).chars().filter(|character| character.is_alphabetic());
        if !spelt(letters, words) {
            continue;
        }
        let (Some(from), Some(to)) = (name_of[short_form], name_of[long_form]) else { continue };
        // The acronym's name had no fuller form yet, or it is another's.
        if groups.fullest[from as usize] as usize == short_form {
            name_of[short_form] = Some(to);
        }
    }
}

/// Whether letters are found in order at the words' beginnings, at least half of them, the first with the first.
fn spelt(letters: impl Iterator<Item = char>, words: &[Part]) -> bool {
    let letters: Vec<char> = letters.take(10).flat_map(char::to_lowercase).collect();
    let mut at = 0;
    for part in words.iter().take(16) {
        if letters.get(at) == Some(&part.letter) {
            at += 1;
        }
    }
    letters.first() == words.first().map(|part| &part.letter) && at * 2 >= letters.len() && at >= 2
}
