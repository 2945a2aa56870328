//! The model's file: the lexicon and the weights of both passes.
//!
//! ```text
//! magic "PLNM" · version u32 · length of the body u32 · checksum of the body u32 · body
//! body    = words · places · people · coarser · passes
//! words   = keys · low bytes of the values · high bytes; places and people = keys · values as bytes
//! keys    = count u32 · bits of a remainder u8 · length in bytes u32 · sorted keys as Rice-coded differences
//! coarser = count u32 · middle clusters u16 · coarse clusters u16
//! passes  = count u8, then for each: transitions i16 · starts i16 · keys · masks u16 · weights i8, one a bit of the mask
//! ```
//!
//! Numbers are little-endian.

use super::document::Document;
use super::features::FEATURE_BITS;
use super::labels::{LABELS, Label};
use super::lexicon::{KEY_BITS, Lexicon, Table};
use super::mentions::Mention;
use super::tagger::{Chain, ROW, Tagger, Weights};
use super::units::Units;
use super::{Name, NameKind, join, mentions};
use crate::article::{Span, Text};
use crate::hash;
#[cfg(not(target_family = "wasm"))]
use crate::map::Map;
#[cfg(not(target_family = "wasm"))]
use crate::marks::MOST;
use std::fmt;
use std::ops::Range;
use std::sync::OnceLock;

/// The first bytes of a model's file.
pub const MAGIC: [u8; 4] = *b"PLNM";
/// The format that this code reads. It changes with the file's layout and with what the features mean.
pub const VERSION: u32 = 1;
/// Bytes before the body.
pub const HEADER: usize = 16;

/// What the tagger has learnt.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// What is known of words.
    pub lexicon: Lexicon,
    /// What labels the units.
    pub tagger: Tagger,
}

/// Why bytes are no names model.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ModelError {
    /// They do not begin as one does.
    NotAModel,
    /// It is one of another version.
    Version {
        /// The version that the file says.
        found: u32,
    },
    /// Some of it is missing, or something follows it.
    Length {
        /// How many bytes the file says that it has.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// The bytes are not those that were written.
    Damaged,
    /// A model was loaded before.
    AlreadyLoaded,
}

impl fmt::Display for ModelError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAModel => formatter
                .write_str("this is not a names model; give the file names.model of this very version of Plainleaf"),
            Self::Version { found } => write!(
                formatter,
                "this names model has version {found}, but version {VERSION} is needed; give the names.model that came with this Plainleaf"
            ),
            Self::Length { expected, found } => {
                write!(formatter, "this names model has {found} bytes instead of {expected}; fetch it again")
            }
            Self::Damaged => {
                formatter.write_str("this names model is damaged: its checksum does not match; fetch it again")
            }
            Self::AlreadyLoaded => formatter.write_str("a names model was loaded before; load one once"),
        }
    }
}

impl std::error::Error for ModelError {}

static LOADED: OnceLock<Model> = OnceLock::new();

/// The model that is in use: the one loaded, or (not in the browser) the one built in.
pub(super) fn current() -> Option<&'static Model> {
    #[cfg(not(target_family = "wasm"))]
    if LOADED.get().is_none()
        && let Ok(model) = Model::read(include_bytes!("names.model"))
    {
        return Some(LOADED.get_or_init(|| model));
    }
    LOADED.get()
}

/// Takes a model into use for the whole process, as the browser must before names are found; native builds carry one.
///
/// # Errors
/// When the bytes are no model that this version reads, or when one is in use already.
pub fn load_model(bytes: &[u8]) -> Result<(), ModelError> {
    let model = Model::read(bytes)?;
    LOADED.set(model).map_err(|_| ModelError::AlreadyLoaded)
}

/// The checksum of a body.
#[must_use]
pub fn checksum(body: &[u8]) -> u32 {
    let whole = body.chunks(8).fold(hash::SEED, |sum, chunk| {
        let mut bytes = [0; 8];
        bytes[..chunk.len()].copy_from_slice(chunk);
        hash::step(sum, u64::from_le_bytes(bytes))
    });
    (hash::finish(whole) >> 32) as u32
}

impl Model {
    /// Reads a model's file.
    ///
    /// # Errors
    /// When the bytes are not a whole, undamaged model of this version.
    pub fn read(bytes: &[u8]) -> Result<Self, ModelError> {
        let number = |at: usize| bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).map(u32::from_le_bytes);
        if bytes.get(..4) != Some(&MAGIC) {
            return Err(ModelError::NotAModel);
        }
        let (Some(version), Some(length), Some(sum)) = (number(4), number(8), number(12)) else {
            return Err(ModelError::Length { expected: HEADER, found: bytes.len() });
        };
        if version != VERSION {
            return Err(ModelError::Version { found: version });
        }
        let body = &bytes[HEADER..];
        if body.len() != length as usize {
            return Err(ModelError::Length { expected: length as usize + HEADER, found: bytes.len() });
        }
        if checksum(body) != sum {
            return Err(ModelError::Damaged);
        }
        Reader { rest: body }.model().ok_or(ModelError::Damaged)
    }

    /// The names in a text.
    #[must_use]
    pub fn names(&self, text: &Text) -> Vec<Name> {
        // A browser's engine has no bytes to spare for texts that long.
        #[cfg(target_family = "wasm")]
        return self.names_of(text, 0..text.tokens().len());
        #[cfg(not(target_family = "wasm"))]
        {
            let (mut all, mut known) = (Vec::new(), Map::default());
            let mut start = 0;
            while start < text.tokens().len() && all.len() < MOST {
                let end = end_of_part(text, start);
                add(self.names_of(text, start..end), &mut all, &mut known);
                start = end;
            }
            all
        }
    }

    /// The names in some of a text's tokens.
    fn names_of(&self, text: &Text, tokens: Range<usize>) -> Vec<Name> {
        let document = Document::of(Units::part(text, tokens, &self.lexicon), &self.lexicon);
        let labels = self.label(&document);
        join::names(&document, text, &self.lexicon, &mentions::of(&document, text, &labels))
    }

    /// Joins mentions that are given, in order, as spans.
    #[must_use]
    pub fn join(&self, text: &Text, spans: &[(Span, NameKind)]) -> Vec<Name> {
        let document = Document::of(Units::of(text, &self.lexicon), &self.lexicon);
        let units = &document.units.units;
        let mentions: Vec<Mention> = spans
            .iter()
            .map(|&(span, kind)| {
                let start = units.partition_point(|unit| unit.span.end <= span.start);
                let end = units.partition_point(|unit| unit.span.start < span.end);
                Mention { units: start..end, span, kind }
            })
            .filter(|mention| !mention.units.is_empty())
            .collect();
        join::names(&document, text, &self.lexicon, &mentions)
    }

    /// The labels of a document's units.
    #[must_use]
    pub fn label(&self, document: &Document) -> Vec<Label> {
        self.tagger.label(document, &self.lexicon)
    }
}

/// The most tokens that are read at once, those of a long book: a longer text is read in parts, so that what is noted of
/// each word and unit stays small beside it.
#[cfg(not(target_family = "wasm"))]
const PART: usize = 1 << 17;

/// The token behind the part of a text that begins with a token: where a sentence ends, if one does.
#[cfg(not(target_family = "wasm"))]
fn end_of_part(text: &Text, start: usize) -> usize {
    let most = (start + PART).min(text.tokens().len());
    let sentences = text.sentences();
    let next = sentences.partition_point(|sentence| sentence.tokens.end as usize <= most);
    let last = next.checked_sub(1).and_then(|last| sentences.get(last));
    last.map(|last| last.tokens.end as usize).filter(|&end| end > start).unwrap_or(most)
}

/// Adds the names of a part to those of the parts before, where they may be known already.
#[cfg(not(target_family = "wasm"))]
fn add(found: Vec<Name>, all: &mut Vec<Name>, known: &mut Map<u32>) {
    let before = all.len();
    for name in found {
        let key = hash::step(hash::of_word(&name.name), name.kind as u64);
        let index = *known.entry(key, all.len() as u32) as usize;
        match all.get_mut(index).filter(|_| index < before) {
            Some(same) => same.mentions.extend(name.mentions),
            None => all.push(name),
        }
    }
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn model(&mut self) -> Option<Model> {
        let lexicon = Lexicon {
            words: self.table(true)?,
            places: self.table(false)?,
            people: self.table(false)?,
            coarser: self.coarser()?,
        };
        let count = self.take(1)?[0];
        let passes = (0..count).map(|_| self.pass()).collect::<Option<Vec<_>>>()?;
        let tagger = Tagger::new(passes)?;
        self.rest.is_empty().then_some(Model { lexicon, tagger })
    }

    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }

    fn u32(&mut self) -> Option<u32> {
        self.take(4)?.try_into().ok().map(u32::from_le_bytes)
    }

    fn u16s(&mut self, count: usize) -> Option<Vec<u16>> {
        let bytes = self.take(count.checked_mul(2)?)?;
        Some(bytes.chunks_exact(2).map(|two| u16::from_le_bytes([two[0], two[1]])).collect())
    }

    /// Sorted keys below `1 << bits`.
    fn keys(&mut self, bits: u32) -> Option<Vec<u32>> {
        let count = self.u32()? as usize;
        let remainder_bits = u32::from(self.take(1)?[0]);
        let length = self.u32()? as usize;
        let mut stream = Bits { bytes: self.take(length)?, held: 0, count: 0 };
        // Every key takes a bit at least.
        if count > length * 8 || remainder_bits > 31 {
            return None;
        }
        let mut keys = Vec::with_capacity(count);
        let mut next = 0_u32;
        for _ in 0..count {
            let quotient = stream.ones()?;
            let remainder = stream.take(remainder_bits)?;
            let key = next.checked_add(quotient.checked_shl(remainder_bits)?)?.checked_add(remainder)?;
            if key >> bits != 0 {
                return None;
            }
            keys.push(key);
            next = key + 1;
        }
        Some(keys)
    }

    fn table(&mut self, wide: bool) -> Option<Table> {
        let keys = self.keys(KEY_BITS)?;
        let low = self.take(keys.len())?;
        let high = if wide { self.take(keys.len())? } else { &[] };
        let value = |index: usize| u16::from_le_bytes([low[index], high.get(index).copied().unwrap_or(0)]);
        Some(Table::new(keys.iter().enumerate().map(|(index, &key)| (key, value(index)))))
    }

    fn coarser(&mut self) -> Option<Vec<[u16; 2]>> {
        let count = self.u32()? as usize;
        let (middle, coarse) = (self.u16s(count)?, self.u16s(count)?);
        Some(middle.into_iter().zip(coarse).map(|(middle, coarse)| [middle, coarse]).collect())
    }

    fn pass(&mut self) -> Option<(Weights, Chain)> {
        let mut transitions = [[0; LABELS]; LABELS];
        for row in &mut transitions {
            *row = self.labels()?;
        }
        let starts = self.labels()?;
        let features = self.keys(FEATURE_BITS)?;
        let masks = self.u16s(features.len())?;
        let mut rows = vec![[0; ROW]; features.len()];
        for (row, mask) in rows.iter_mut().zip(masks) {
            for (label, weight) in row.iter_mut().enumerate() {
                if mask >> label & 1 != 0 {
                    *weight = self.take(1)?[0].cast_signed();
                }
            }
        }
        Some((Weights { features, rows }, Chain { transitions, starts }))
    }

    fn labels(&mut self) -> Option<[i16; LABELS]> {
        let values = self.u16s(LABELS)?;
        let mut labels = [0; LABELS];
        for (label, value) in labels.iter_mut().zip(values) {
            *label = value.cast_signed();
        }
        Some(labels)
    }
}

/// Bits, the highest of a byte first.
struct Bits<'a> {
    bytes: &'a [u8],
    /// Bits read ahead, the next one highest, and how many.
    held: u64,
    count: u32,
}

impl Bits<'_> {
    /// Reads ahead, so that 32 bits at least are held, or all that are left.
    fn fill(&mut self) {
        while self.count <= 56
            && let Some((&byte, rest)) = self.bytes.split_first()
        {
            self.held |= u64::from(byte) << (56 - self.count);
            self.count += 8;
            self.bytes = rest;
        }
    }

    /// How many ones come before the next zero, which is taken too.
    fn ones(&mut self) -> Option<u32> {
        let mut ones = 0;
        loop {
            self.fill();
            let run = self.held.leading_ones().min(self.count);
            ones += run;
            if run < self.count {
                self.drop(run + 1);
                return Some(ones);
            }
            if self.count == 0 {
                return None;
            }
            self.drop(run);
        }
    }

    /// A number of up to 31 bits.
    fn take(&mut self, bits: u32) -> Option<u32> {
        self.fill();
        if bits > self.count {
            return None;
        }
        let taken = if bits == 0 { 0 } else { (self.held >> (64 - bits)) as u32 };
        self.drop(bits);
        Some(taken)
    }

    const fn drop(&mut self, bits: u32) {
        self.held = if bits >= 64 { 0 } else { self.held << bits };
        self.count -= bits;
    }
}
