//! The name behind a speaker's words: "she", "the senator", "Ms. Ode".
//!
//! A wrong name is worse than none, so every rule here wants a reason: the name itself, a role that one person alone
//! has in the text, or for "he" and "she" the nearest sentence that is about a person who can be meant.

use super::frame::Frame;
use super::lexicon::Classes;
use super::phrase::Phrase;
use crate::cut::Cut;
use crate::hash;
use crate::letters::{large, small};
use crate::map::Map;
use crate::marks::names::{self, Name, NameKind, gender};
use crate::table::listed;

/// Whether a name is a man's or a woman's, as far as the text tells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Gender {
    Man,
    Woman,
    Unknown,
}

/// A mention of a name, by tokens.
#[derive(Clone, Copy, Debug)]
struct Mention {
    first: usize,
    end: usize,
    name: usize,
}

/// Whom a pronoun can mean.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Meant {
    /// Nobody who stands here.
    Nobody,
    /// This name.
    One(usize),
    /// Somebody here, but it does not show who.
    Unclear,
}

/// Finds the names behind mentions, in the order of the text.
pub(super) struct Resolver<'a> {
    frame: &'a Frame<'a>,
    names: &'a [Name],
    /// Mentions outside quotes, in order.
    mentions: Vec<Mention>,
    genders: Vec<Gender>,
    /// Who bears a role ("senator"): the name and where the text first says so; `None` for more than one.
    roles: Map<Option<usize>>,
    /// The speakers found so far: the mention's first token and the name.
    speakers: Vec<(usize, usize)>,
}

/// How many sentences back a pronoun may reach.
const SENTENCES: usize = 6;
/// How many sentences back a person counts who is neither speaker nor subject there.
const NEAR: usize = 2;

impl<'a> Resolver<'a> {
    /// Reads the names' mentions.
    pub(super) fn new(frame: &'a Frame<'a>, names: &'a [Name]) -> Self {
        let tokens = frame.text.tokens();
        let at = |byte: u32| tokens.partition_point(|token| token.span.end <= byte);
        let mut mentions = Vec::new();
        for (index, name) in names.iter().enumerate() {
            for mention in &name.mentions {
                let (first, end) = (at(mention.start), at(mention.end.saturating_sub(1)) + 1);
                if first < end && end <= tokens.len() && frame.stretch_at(first).is_none() {
                    mentions.push(Mention { first, end, name: index });
                }
            }
        }
        crate::order::by_key(&mut mentions, |mention| mention.first as u128);
        let mut resolver = Self {
            frame,
            names,
            genders: vec![Gender::Unknown; names.len()],
            mentions,
            roles: Map::default(),
            speakers: Vec::new(),
        };
        resolver.read_genders();
        resolver.read_roles();
        resolver
    }

    /// The name that a speaker's mention stands for, if that is clear; speakers must come in the order of the text.
    pub(super) fn resolve(&mut self, mention: Phrase) -> Option<usize> {
        if self.names.is_empty() {
            return None;
        }
        let name = match self.pronoun(mention) {
            Some(Gender::Unknown) => None,
            Some(gender) => self.antecedent(mention.first, gender),
            None => self.named(mention).or_else(|| self.shouted(mention)).or_else(|| self.described(mention)),
        };
        if let Some(name) = name {
            self.speakers.push((mention.first, name));
        }
        name
    }

    /// The gender that a pronoun gives; `None` for what is no pronoun.
    fn pronoun(&self, mention: Phrase) -> Option<Gender> {
        if mention.end - mention.first != 1 {
            return None;
        }
        let frame = self.frame;
        match frame.word(mention.first) {
            "his" | "His" | "him" => Some(Gender::Man),
            "her" | "Her" => Some(Gender::Woman),
            _ if frame.is(mention.first, Classes::HE) => Some(Gender::Man),
            _ if frame.is(mention.first, Classes::SHE) => Some(Gender::Woman),
            _ if frame.is(mention.first, Classes::PRONOUN | Classes::POSSESSIVE) => Some(Gender::Unknown),
            _ => None,
        }
    }

    /// The mentions that lie within a run of tokens.
    fn within(&self, first: usize, end: usize) -> &[Mention] {
        let from = self.mentions.partition_point(|mention| mention.first < first);
        let to = self.mentions.partition_point(|mention| mention.first < end);
        &self.mentions[from..to.max(from)]
    }

    /// The name that is the head of a phrase: not an owner ("Ode's lawyer"), not what stands behind "for" or "of".
    fn named(&self, phrase: Phrase) -> Option<usize> {
        let frame = self.frame;
        for mention in self.within(phrase.first, phrase.end) {
            let before = mention.first.checked_sub(1).filter(|&before| before >= phrase.first);
            if before
                .is_some_and(|before| frame.is(before, Classes::PREPOSITION) || listed("and or &", frame.word(before)))
            {
                return None;
            }
            if self.is_owner(mention) {
                continue;
            }
            let next = mention.end;
            if next < phrase.end && frame.is(next, Classes::WORD) {
                // "Ode aide Ben Reed", "Lisbon Mayor Ada Moss": what follows is the head.
                let goes_on = frame.is(next, Classes::PREPOSITION | Classes::CONJUNCTION | Classes::TIME);
                if !goes_on {
                    continue;
                }
                if matches!(frame.word(next), "and" | "or") {
                    // Two speakers: naming one of them would be half wrong.
                    return None;
                }
            }
            return Some(mention.name);
        }
        None
    }

    /// "MOSS:" in a transcript: the one person whose last name that is.
    fn shouted(&self, phrase: Phrase) -> Option<usize> {
        let word = self.frame.word(phrase.end - 1);
        if word.len() < 3 || word.chars().any(char::is_lowercase) {
            return None;
        }
        let mut bearers = self.names.iter().enumerate().filter(|(_, name)| {
            name.kind == NameKind::Person
                && name.name.rsplit(' ').next().is_some_and(|last| last != word && large(last) == word)
        });
        let bearer = bearers.next()?.0;
        bearers.next().is_none().then_some(bearer)
    }

    fn is_owner(&self, mention: &Mention) -> bool {
        let text = self.frame.text;
        let byte = text.tokens()[mention.end - 1].span.end as usize;
        let last = text.token(mention.end - 1);
        let rest = text.as_str().cut(byte..);
        super::phrase::is_possessive(last) && !self.names[mention.name].name.ends_with(last)
            || rest.starts_with("'s")
            || rest.starts_with("’s")
            || (last.ends_with('s') && (rest.starts_with("’ ") || rest.starts_with("' ")))
    }

    /// "the senator": the one person whom the text calls so.
    fn described(&self, phrase: Phrase) -> Option<usize> {
        let frame = self.frame;
        if !matches!(frame.word(phrase.first), "the" | "The") || phrase.end - phrase.first > 6 {
            return None;
        }
        if !self.within(phrase.first, phrase.end).is_empty() && phrase.end - phrase.first > 4 {
            return None;
        }
        let head = (phrase.first + 1..phrase.end)
            .take_while(|&token| !frame.is(token, Classes::PREPOSITION))
            .filter(|&token| frame.is(token, Classes::WORD))
            .last()?;
        let name = self.roles.get(role(frame.word(head))).copied().flatten()?;
        // Only of someone already named.
        let known = self.mentions.iter().find(|mention| mention.name == name)?;
        (known.first < phrase.first).then_some(name)
    }

    /// Whom "he" or "she" at a token means: the person that the nearest sentence is about.
    fn antecedent(&self, token: usize, gender: Gender) -> Option<usize> {
        let frame = self.frame;
        let (own_start, _) = frame.sentence(token);
        // The same sentence: its subject, where that stands in front and is somebody else's mention.
        if let Some(subject) = frame.main_subject(own_start, token, 0)
            && subject.end <= token
            && subject.first != token
            && let Some(name) = self.named(subject)
            && self.fits(name, gender)
        {
            return Some(name);
        }
        // "When Ode came, he …": the only one in front who fits.
        let object = token > own_start && frame.is(token - 1, Classes::RELATIVE);
        if !object {
            match self.only(own_start, token, gender, true) {
                Meant::Nobody => {}
                Meant::One(name) => return Some(name),
                Meant::Unclear => return None,
            }
        }
        let (mut start, mut steps) = (own_start, 0);
        while steps < SENTENCES {
            let last = start.checked_sub(1)?;
            let (earlier, end) = frame.sentence(last);
            start = earlier;
            steps += 1;
            match self.about(earlier, end, gender, steps) {
                Meant::Nobody => {}
                Meant::One(name) => return Some(name),
                Meant::Unclear => return None,
            }
        }
        None
    }

    /// Whom a sentence is about, if that can be meant: its speaker, its subject, or the only person in it who fits.
    fn about(&self, start: usize, end: usize, gender: Gender, steps: usize) -> Meant {
        let frame = self.frame;
        let spoke = self.speakers.iter().rev().take_while(|speaker| speaker.0 >= start).find(|speaker| speaker.0 < end);
        if let Some(&(_, name)) = spoke
            && self.fits(name, gender)
        {
            return Meant::One(name);
        }
        let according = (start..end)
            .find(|&at| frame.stretch_at(at).is_none() && frame.says(at, "according") && frame.says(at + 1, "to"))
            .and_then(|at| frame.phrase_from(at + 2, end));
        let subject = according.or_else(|| self.tag(start, end)).or_else(|| frame.main_subject(start, end, 0));
        if let Some(subject) = subject {
            if let Some(name) = self.named(subject)
                && self.fits(name, gender)
            {
                return Meant::One(name);
            }
            if self.pronoun(subject) == Some(gender) {
                // "He has praised Ode": he is not the one that his own sentence names.
                return Meant::Nobody;
            }
        }
        if steps > NEAR { Meant::Nobody } else { self.only(start, end, gender, false) }
    }

    /// Who speaks at the end of a sentence: "…, Ode said."
    fn tag(&self, start: usize, end: usize) -> Option<Phrase> {
        const TAIL: usize = 6;
        let frame = self.frame;
        let floor = start.max(end.saturating_sub(TAIL));
        let verb = (floor..end)
            .rev()
            .find(|&at| frame.stretch_at(at).is_none() && frame.is(at, Classes::SPEECH) && frame.is_verb(at))?;
        frame.subject(verb, start).filter(|subject| subject.first > start && frame.word(subject.first - 1) == ",")
    }

    /// The only person in a run of tokens who surely fits; an owner ("Ode's plan") counts where `owners` says so.
    fn only(&self, start: usize, end: usize, gender: Gender, owners: bool) -> Meant {
        let mut only = Meant::Nobody;
        for mention in self.within(start, end).iter().filter(|mention| self.fits(mention.name, gender)) {
            let aside = mention.first > start && self.frame.is(mention.first - 1, Classes::PREPOSITION);
            // "a speech for Ode", "Ode's plan": one who fits, but the sentence is not about them.
            let passing = !owners && (aside || self.is_owner(mention));
            if passing || only != Meant::Nobody && only != Meant::One(mention.name) {
                return Meant::Unclear;
            }
            only = Meant::One(mention.name);
        }
        match only {
            Meant::One(name) if self.genders[name] != gender => Meant::Unclear,
            only => only,
        }
    }

    fn fits(&self, name: usize, gender: Gender) -> bool {
        self.names[name].kind == NameKind::Person
            && (self.genders[name] == gender || self.genders[name] == Gender::Unknown)
    }

    /// Genders by title ("Ms."), by role ("actress"), by given name.
    fn read_genders(&mut self) {
        let frame = self.frame;
        let mut votes = vec![0_i32; self.names.len()];
        for mention in &self.mentions {
            if self.names[mention.name].kind != NameKind::Person {
                continue;
            }
            let vote = |token: usize, man: Classes, woman: Classes| {
                i32::from(frame.is(token, man)) - i32::from(frame.is(token, woman))
            };
            let mut before = mention.first;
            for _ in 0..3 {
                let Some(title) = before.checked_sub(1) else { break };
                if !frame.is(title, Classes::TITLE | Classes::MAN | Classes::WOMAN) && frame.word(title) != "." {
                    break;
                }
                votes[mention.name] += 4 * vote(title, Classes::MAN, Classes::WOMAN);
                before = title;
            }
            if mention.end - mention.first > 1 {
                votes[mention.name] += match gender(frame.word(mention.first)) {
                    Some(names::Gender::Male) => 2,
                    Some(names::Gender::Female) => -2,
                    None => 2 * vote(mention.first, Classes::NAME_OF_MAN, Classes::NAME_OF_WOMAN),
                };
            }
        }
        for (gender, vote) in self.genders.iter_mut().zip(votes) {
            *gender = match vote {
                1.. => Gender::Man,
                0 => Gender::Unknown,
                _ => Gender::Woman,
            };
        }
    }

    /// Roles by title before a name ("Senator Ode") and by apposition behind it ("Ode, a senator from Lagos,").
    fn read_roles(&mut self) {
        const APPOSITION: usize = 14;
        let frame = self.frame;
        let mut found: Vec<(u64, usize)> = Vec::new();
        for mention in &self.mentions {
            if self.names[mention.name].kind != NameKind::Person {
                continue;
            }
            let mut before = mention.first;
            while before > 0 && mention.first - before < 5 {
                before -= 1;
                if frame.is(before, Classes::TITLE | Classes::ROLE) {
                    found.push((role(frame.word(before)), mention.name));
                } else if frame.word(before) != "." {
                    break;
                }
            }
            if frame.word(mention.end) == ","
                && frame.is(mention.end + 1, Classes::DETERMINER | Classes::TITLE | Classes::ROLE)
            {
                let (_, end) = frame.sentence(mention.end);
                let apposition = mention.end + 1..end.min(mention.end + APPOSITION);
                for token in apposition.take_while(|&token| {
                    frame.word(token) != "," && !frame.is(token, Classes::PREPOSITION | Classes::RELATIVE)
                }) {
                    if frame.is(token, Classes::TITLE | Classes::ROLE) {
                        found.push((role(frame.word(token)), mention.name));
                    }
                }
            }
        }
        for (role, name) in found {
            let bearer = self.roles.entry(role, Some(name));
            *bearer = bearer.filter(|&bearer| bearer == name);
        }
    }
}

/// The hash of a role in its full form, lower case: "Sen" and "senator" are one.
fn role(word: &str) -> u64 {
    let lower = small(word);
    let full = match lower.as_str() {
        "sen" => "senator",
        "rep" => "representative",
        "gov" => "governor",
        "gen" => "general",
        "lt" => "lieutenant",
        "col" => "colonel",
        "capt" => "captain",
        "sgt" => "sergeant",
        "dr" => "doctor",
        "prof" => "professor",
        other => other,
    };
    hash::of_word(full)
}
