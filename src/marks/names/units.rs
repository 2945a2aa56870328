//! The text's tokens as names need them: the possessive apart, "U.S." and "Mr." whole, zero-width characters gone.

use super::cues;
use super::lexicon::Lexicon;
use crate::article::{BlockKind, Span, Text, TokenKind};
use crate::cut::Cut;
use crate::hash;
use crate::map::Map;
use std::ops::Range;

/// One step of a sentence.
#[derive(Clone, Copy, Debug)]
pub struct Unit {
    /// Its bytes in the text.
    pub span: Span,
    /// Its word, as an index into [`Units::words`].
    pub word: u32,
    /// Whether white space, or nothing, stands before it.
    pub spaced: bool,
    /// Whether a sentence begins here, quotation marks aside.
    pub first: bool,
    /// How the line is written.
    pub mode: Mode,
}

/// How the capitals of a line are to be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// Running text: a capital within a sentence means something.
    Prose,
    /// Most words have a capital: a headline.
    Title,
    /// All letters are capitals.
    Capitals,
    /// No capitals at all.
    Lower,
}

/// How a word is written.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Case {
    /// A sign.
    Sign,
    /// Begins with a digit.
    Number,
    /// Begins with a small letter, or one of a script without capitals.
    Lower,
    /// A small letter first, a capital within: "iPhone", "al-Qaeda".
    Inner,
    /// One capital, as of an initial.
    Initial,
    /// A capital and small letters.
    Capital,
    /// A capital, small letters and another capital: "McAllister".
    Mixed,
    /// Capitals alone, two or more.
    Capitals,
}

impl Case {
    /// Whether it begins with a capital.
    #[must_use]
    pub const fn is_capital(self) -> bool {
        matches!(self, Self::Initial | Self::Capital | Self::Mixed | Self::Capitals)
    }
}

/// A distinct word of the text.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// Hash of the word as written, zero-width characters left out.
    pub form: u64,
    /// Hash of its lower-case form.
    pub lower: u64,
    /// The lower-case form's number within the text.
    pub lower_id: u32,
    /// How it is written.
    pub case: Case,
    /// Hash of its shape: runs of capitals, small letters and digits.
    pub shape: u32,
    /// Hashes of its first two, three and four letters, lower case; 0 where it is not longer.
    pub prefixes: [u32; 3],
    /// Hashes of its last one, two, three and four letters, lower case; 0 where it is not longer.
    pub suffixes: [u32; 4],
    /// Its first letter, lower case.
    pub letter: char,
    /// How many characters it has, at most 255.
    pub length: u8,
    /// What kind of cue it is.
    pub cues: u32,
    /// The word's class by its neighbours in much text; see [`Lexicon::word`].
    pub cluster: u16,
    /// How often it is written with a capital in the middle of a sentence; 0 where that is not known.
    pub habit: u8,
    /// Whether it is a first name.
    pub given: bool,
    /// Whether it is a family name.
    pub family: bool,
    /// Whether it is the possessive "'s".
    pub possessive: bool,
    /// The sign, where it is one of a single ASCII character.
    pub sign: u8,
}

/// A text's units and words.
#[derive(Clone, Debug, Default)]
pub struct Units {
    /// In order.
    pub units: Vec<Unit>,
    /// The distinct words.
    pub words: Vec<Word>,
    /// How many distinct lower-case forms there are.
    pub lowers: u32,
    /// The blocks, as ranges of units.
    pub blocks: Vec<Range<usize>>,
}

impl Units {
    /// Cuts a text.
    #[must_use]
    pub fn of(text: &Text, lexicon: &Lexicon) -> Self {
        Self::part(text, 0..text.tokens().len(), lexicon)
    }

    /// Cuts some of a text's tokens.
    #[must_use]
    pub fn part(text: &Text, tokens: Range<usize>, lexicon: &Lexicon) -> Self {
        let mut maker = Maker { made: Self::default(), text, lexicon, forms: Map::default(), lowers: Map::default() };
        #[cfg(not(target_family = "wasm"))]
        maker.made.units.reserve_exact(tokens.len());
        let (blocks, sentences) = (text.blocks(), text.sentences());
        // In a browser the whole text is read at once.
        let (first, mut sentence) = if cfg!(target_family = "wasm") {
            (0, 0)
        } else {
            (
                blocks.partition_point(|block| block.tokens.end as usize <= tokens.start),
                sentences.partition_point(|sentence| sentence.tokens.end as usize <= tokens.start),
            )
        };
        for block in blocks[first..].iter().take_while(|block| (block.tokens.start as usize) < tokens.end) {
            let start = maker.made.units.len();
            if block.kind != BlockKind::Code {
                let own = block.tokens.start as usize..block.tokens.end as usize;
                maker.block(own.start.max(tokens.start)..own.end.min(tokens.end));
            }
            let range = start..maker.made.units.len();
            let mut at = start;
            while let Some(next) = sentences.get(sentence).filter(|next| next.tokens.start < block.tokens.end) {
                sentence += 1;
                let from = at;
                let end = text.sentence(next).end;
                while at < range.end && maker.made.units[at].span.start < end {
                    at += 1;
                }
                maker.sentence(from..at);
            }
            maker.modes(range.clone(), matches!(block.kind, BlockKind::Heading(_)));
            maker.made.blocks.push(range);
        }
        maker.made
    }

    /// The word of a unit.
    #[must_use]
    pub fn word(&self, unit: usize) -> &Word {
        // Slices, since a small build calls a function to find an item of a `Vec`.
        &self.words.as_slice()[self.units.as_slice()[unit].word as usize]
    }
}

struct Maker<'a> {
    made: Units,
    text: &'a Text,
    lexicon: &'a Lexicon,
    forms: Map<u32>,
    lowers: Map<u32>,
}

impl Maker<'_> {
    fn block(&mut self, tokens: Range<usize>) {
        let mut at = tokens.start;
        let first = self.made.units.len();
        while at < tokens.end {
            let token = self.text.tokens()[at];
            let word = self.text.slice(token.span);
            let mut span = token.span;
            let mut next = at + 1;
            if token.kind == TokenKind::Sign {
                if word.len() > 1 && word.chars().all(is_zero_width) {
                    at = self.glue(first, at, tokens.end);
                    continue;
                }
                // "’ s" and "' s", as some texts have it.
                if matches!(word, "'" | "’") && next < tokens.end && matches!(self.text.token(next), "s" | "S") {
                    span.end = self.text.tokens()[next].span.end;
                    next += 1;
                }
            } else if word.ends_with(['s', 'S'])
                && let Some(stem) = ["'s", "’s", "'S", "’S"].iter().find_map(|ending| word.strip_suffix(ending))
                && !stem.is_empty()
            {
                let middle = span.start + stem.len() as u32;
                self.push(Span { start: span.start, end: middle }, token.spaced);
                self.push(Span { start: middle, end: span.end }, false);
                at = next;
                continue;
            } else if next < tokens.end {
                let stop = self.text.tokens()[next];
                if !stop.spaced && self.text.slice(stop.span) == "." && takes_stop(word) {
                    span.end = stop.span.end;
                    next += 1;
                }
            }
            self.push(span, token.spaced);
            at = next;
        }
    }

    /// Joins what stands on both sides of a zero-width character, and gives the token behind.
    fn glue(&mut self, first: usize, at: usize, end: usize) -> usize {
        let tokens = self.text.tokens();
        let mut next = at + 1;
        while next < end && !tokens[next].spaced && self.text.slice(tokens[next].span).chars().all(is_zero_width) {
            next += 1;
        }
        let zero = tokens[at];
        if !zero.spaced
            && next < end
            && !tokens[next].spaced
            && tokens[next].kind == TokenKind::Word
            && self.made.units.len() > first
            && let Some(unit) = self.made.units.last_mut()
            && unit.span.end == zero.span.start
            && self.made.words[unit.word as usize].case > Case::Number
            && tokens[next].span.end - unit.span.start <= 256
        {
            unit.span.end = tokens[next].span.end;
            let (span, spaced) = (unit.span, unit.spaced);
            self.made.units.pop();
            self.push(span, spaced);
            return next + 1;
        }
        next
    }

    fn push(&mut self, span: Span, spaced: bool) {
        let word = self.intern(self.text.slice(span));
        self.made.units.push(Unit { span, word, spaced, first: false, mode: Mode::Prose });
    }

    fn intern(&mut self, form: &str) -> u32 {
        let form_hash = hash_of_form(form);
        if let Some(&index) = self.forms.get(form_hash) {
            return index;
        }
        let mut word = describe(form);
        word.form = form_hash;
        let fresh = self.lowers.len() as u32;
        word.lower_id = *self.lowers.entry(word.lower, fresh);
        self.made.lowers = self.lowers.len() as u32;
        word.cues = cues::of(word.lower);
        if word.case >= Case::Lower {
            (word.cluster, word.habit) = self.lexicon.word(word.lower);
            (word.given, word.family) = self.lexicon.person(word.lower);
        }
        let index = self.made.words.len() as u32;
        self.made.words.push(word);
        self.forms.insert(form_hash, index);
        index
    }

    /// Marks where the sentence begins: its first word, behind quotation marks and dashes.
    fn sentence(&mut self, range: Range<usize>) {
        for at in range {
            self.made.units[at].first = true;
            if self.made.word(at).case != Case::Sign {
                break;
            }
        }
    }

    /// Sees how the lines of a block are written, sentence by sentence.
    fn modes(&mut self, block: Range<usize>, heading: bool) {
        let mut start = block.start;
        while start < block.end {
            let mut end = start + 1;
            while end < block.end && (!self.made.units[end].first || self.made.units[end - 1].first) {
                end += 1;
            }
            let mode = self.mode(start..end, heading);
            for unit in &mut self.made.units[start..end] {
                unit.mode = mode;
            }
            start = end;
        }
    }

    fn mode(&self, sentence: Range<usize>, heading: bool) -> Mode {
        let (mut words, mut capital, mut capitals, mut long, mut long_lower) = (0, 0, 0, 0, 0);
        for at in sentence {
            let word = self.made.word(at);
            if word.case < Case::Lower || word.possessive {
                continue;
            }
            words += 1;
            capital += usize::from(word.case.is_capital());
            capitals += usize::from(matches!(word.case, Case::Capitals | Case::Initial));
            if word.length > 3 {
                long += 1;
                long_lower += usize::from(!word.case.is_capital());
            }
        }
        if words >= 3 && capitals * 10 >= words * 9 {
            Mode::Capitals
        } else if capital == 0 && words > 0 {
            Mode::Lower
        } else if words >= 3 && long >= 2 && long_lower * if heading { 4 } else { 6 } <= long {
            Mode::Title
        } else {
            Mode::Prose
        }
    }
}

/// Whether a stop behind the word is part of it: "U.S", "J", "Mr".
fn takes_stop(word: &str) -> bool {
    let mut characters = word.chars();
    let (first, second) = (characters.next(), characters.next());
    if !first.is_some_and(char::is_uppercase) {
        return false;
    }
    match second {
        None => true,
        Some('.') => true,
        Some(_) => word.len() <= 6 && cues::of(lower_hash(word)) & cues::ABBREVIATION != 0,
    }
}

/// Whether a reader sees nothing of it: soft hyphen, zero-width space, joiners, word joiner, byte order mark.
#[must_use]
pub(super) fn is_zero_width(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// The hash of a word as written, but for zero-width characters.
fn hash_of_form(form: &str) -> u64 {
    if form.is_ascii() {
        return hash::of_ascii(form.as_bytes());
    }
    let characters = form.chars().filter(|&character| !is_zero_width(character));
    hash::finish(characters.fold(hash::SEED, |hash, character| hash::step(hash, character as u64)))
}

/// The hash of a word's lower-case form: digits alike, one apostrophe, no final stop, no zero-width characters.
#[must_use]
pub fn lower_hash(form: &str) -> u64 {
    describe(form).lower
}

/// A hash of first or last letters, as [`Word`] keeps it.
const fn affix(hash: u64) -> u32 {
    (hash::finish(hash) >> 32) as u32 | 1
}

/// What [`Word::suffixes`] has first for a word that ends with a character.
pub(super) const fn suffix(last: char) -> u32 {
    affix(hash::step(hash::SEED, last as u64))
}

/// Everything about a word but what depends on the text or the lexicon.
fn describe(form: &str) -> Word {
    // Bounds the work on a "word" of a megabyte; no real one is longer.
    const LONGEST: usize = 64;
    let form = if form.len() > LONGEST {
        form.char_indices().nth(LONGEST).map_or(form, |(end, _)| form.cut(..end))
    } else {
        form
    };
    let stripped = if form.len() > 1 { form.strip_suffix('.').unwrap_or(form) } else { form };
    let mut lower = hash::SEED;
    let mut shape = hash::SEED;
    let (mut last_class, mut run) = (0_u8, 0_u8);
    let mut prefixes = [0; 3];
    // The last four letters, each at its place in the word by four.
    let mut tail = ['\0'; 4];
    let mut length = 0_usize;
    let mut letter = '\0';
    let (mut capitals, mut smalls) = (0, 0);
    let mut starts_capital = None;
    let number = form.chars().next().is_some_and(char::is_numeric);
    for character in stripped.chars() {
        if is_zero_width(character) {
            continue;
        }
        let is_upper = character.is_uppercase();
        let is_lower = character.is_lowercase();
        starts_capital.get_or_insert(is_upper);
        capitals += usize::from(is_upper);
        smalls += usize::from(is_lower);
        let class = if is_upper {
            b'X'
        } else if character.is_alphabetic() {
            b'x'
        } else if character.is_numeric() {
            b'0'
        } else {
            b'-'
        };
        run = if class == last_class { run.saturating_add(1) } else { 1 };
        last_class = class;
        if run <= 2 {
            shape = hash::step(shape, u64::from(class));
        }
        let mut take = |character: char| {
            let folded = if character == '’' { '\'' } else { character };
            let folded = if number && folded.is_numeric() { '0' } else { folded };
            lower = hash::step(lower, folded as u64);
            tail[length % 4] = folded;
            if length == 0 {
                letter = folded;
            }
            length += 1;
            if (2..=4).contains(&length) {
                prefixes[length - 2] = affix(lower);
            }
        };
        if is_upper {
            character.to_lowercase().for_each(&mut take);
        } else {
            take(character);
        }
    }
    let mut suffixes = [0; 4];
    let mut ending = hash::SEED;
    for (index, slot) in suffixes.iter_mut().enumerate() {
        if length <= index {
            break;
        }
        ending = hash::step(ending, tail[(length - 1 - index) % 4] as u64);
        *slot = affix(ending);
    }
    let case = if number {
        Case::Number
    } else if capitals + smalls == 0 && !form.chars().next().is_some_and(char::is_alphabetic) {
        Case::Sign
    } else if starts_capital == Some(true) {
        match (capitals, smalls) {
            (1, 0) => Case::Initial,
            (_, 0) => Case::Capitals,
            (1, _) => Case::Capital,
            _ => Case::Mixed,
        }
    } else if capitals > 0 {
        Case::Inner
    } else {
        Case::Lower
    };
    let possessive = matches!(form, "'s" | "’s" | "'S" | "’S" | "' s" | "’ s");
    Word {
        form: 0,
        lower: if possessive { hash::of_word("'s") } else { hash::finish(lower) },
        lower_id: 0,
        case: if possessive { Case::Sign } else { case },
        shape: (hash::finish(shape) >> 32) as u32,
        prefixes,
        suffixes,
        letter,
        length: length.min(255) as u8,
        cues: 0,
        cluster: 0,
        habit: 0,
        given: false,
        family: false,
        possessive,
        sign: if case == Case::Sign && form.len() == 1 { form.as_bytes()[0] } else { 0 },
    }
}
