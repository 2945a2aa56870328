//! A snapshot of a live page into a [`Page`].
//!
//! `src/browser/snapshot.js` packs what the browser shows into one buffer and describes the layout. It may come from
//! anywhere (a worker, a file), so every length, number and count is checked before it is used.

use super::{Limits, Page, PageBuilder, PageError, Source};

const MAGIC: u32 = 0x4e53_4c50;
const VERSION: u32 = 1;
/// Numbers in the header.
const HEADER: usize = 6;

impl Page {
    /// Reads a snapshot.
    ///
    /// Node ids are those of the snapshot: node 0 is the root that was captured, and the nodes that `capture` gives
    /// beside the bytes stand in the same order.
    ///
    /// # Errors
    /// [`PageError::BadSnapshot`] when the bytes do not describe a page, and the others when a limit is passed.
    pub fn from_snapshot(bytes: &[u8], limits: Limits) -> Result<Self, PageError> {
        if bytes.len() > limits.bytes {
            return Err(PageError::TooManyBytes { limit: limits.bytes });
        }
        let header: Vec<u32> = numbers(bytes.get(..HEADER * 4).ok_or(TOO_SHORT)?).collect();
        let [magic, version, nodes, names, records, text] = header[..] else { return Err(TOO_SHORT) };
        if magic != MAGIC {
            return Err(PageError::BadSnapshot("it does not begin like one"));
        }
        if version != VERSION {
            return Err(PageError::BadSnapshot("it was made by another version"));
        }
        let names_end = section(HEADER * 4, names, 4)?;
        let records_end = section(names_end, records, 4)?;
        if section(records_end, text, 1)? != bytes.len() {
            return Err(PageError::BadSnapshot("its parts do not add up to its length"));
        }
        let text =
            std::str::from_utf8(&bytes[records_end..]).map_err(|_| PageError::BadSnapshot("its text is not UTF-8"))?;
        let mut strings = Strings { rest: text };
        let names =
            numbers(&bytes[HEADER * 4..names_end]).map(|length| strings.take(length)).collect::<Result<Vec<_>, _>>()?;
        let page = build(numbers(&bytes[names_end..records_end]), &names, &mut strings, limits)?;
        if page.len() != nodes as usize || !strings.rest.is_empty() {
            return Err(PageError::BadSnapshot("its counts are not those of its records"));
        }
        Ok(page)
    }
}

const TOO_SHORT: PageError = PageError::BadSnapshot("it is cut short");

/// Where a section of `count` items of `size` bytes ends that begins at `start`.
fn section(start: usize, count: u32, size: usize) -> Result<usize, PageError> {
    (count as usize).checked_mul(size).and_then(|length| length.checked_add(start)).ok_or(TOO_SHORT)
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.as_chunks().0.iter().map(|&four| u32::from_le_bytes(four))
}

fn build<'a>(
    mut records: impl Iterator<Item = u32>,
    names: &[&'a str],
    strings: &mut Strings<'a>,
    limits: Limits,
) -> Result<Page, PageError> {
    let name = |number: u32| {
        names.get(number as usize).copied().ok_or(PageError::BadSnapshot("an element has a name that is not listed"))
    };
    let mut builder = PageBuilder::new(limits);
    builder.set_source(Source::Snapshot);
    let mut attributes: Vec<(&str, &str)> = Vec::new();
    let mut depth = 0_usize;
    while let Some(record) = records.next() {
        match record & 3 {
            0 if record == 0 && depth > 0 => {
                builder.close();
                depth -= 1;
            }
            1 => builder.text(strings.take(record >> 2)?)?,
            2 => {
                attributes.clear();
                for _ in 0..record >> 3 & 0xff {
                    let (Some(key), Some(length)) = (records.next(), records.next()) else { return Err(TOO_SHORT) };
                    attributes.push((name(key)?, strings.take(length)?));
                }
                if depth >= limits.depth {
                    return Err(PageError::BadSnapshot("its elements nest too deep"));
                }
                builder.open(name(record >> 11)?, attributes.iter().copied())?;
                if record & 4 != 0 {
                    builder.hide();
                }
                depth += 1;
            }
            _ => return Err(PageError::BadSnapshot("a record is of no known kind")),
        }
    }
    if depth > 0 { Err(TOO_SHORT) } else { Ok(builder.finish()) }
}

/// The strings of a snapshot, handed out in order.
struct Strings<'a> {
    rest: &'a str,
}

impl<'a> Strings<'a> {
    /// The next string, `units` UTF-16 units long.
    fn take(&mut self, units: u32) -> Result<&'a str, PageError> {
        let units = units as usize;
        let ascii = self.rest.as_bytes().get(..units).is_some_and(<[u8]>::is_ascii);
        let bytes = if ascii { units } else { self.bytes_of(units)? };
        let (taken, rest) = self.rest.split_at(bytes);
        self.rest = rest;
        Ok(taken)
    }

    fn bytes_of(&self, units: usize) -> Result<usize, PageError> {
        let (mut bytes, mut left) = (0, units);
        let mut characters = self.rest.chars();
        while left > 0 {
            let character = characters.next().ok_or(TOO_SHORT)?;
            bytes += character.len_utf8();
            left = left
                .checked_sub(character.len_utf16())
                .ok_or(PageError::BadSnapshot("a string ends within a character"))?;
        }
        Ok(bytes)
    }
}

#[cfg(all(test, not(target_family = "wasm")))]
mod tests {
    use super::*;
    use crate::page::{NodeId, Tag};
    use proptest::prelude::*;

    const CLOSE: u32 = 0;

    fn text(text: &str) -> u32 {
        1 | (text.encode_utf16().count() as u32) << 2
    }

    fn element(name: u32, attributes: u32, hidden: bool) -> u32 {
        2 | u32::from(hidden) << 2 | attributes << 3 | name << 11
    }

    fn pack(nodes: u32, names: &[&str], records: &[u32], strings: &[&str]) -> Vec<u8> {
        let text = names.concat() + &strings.concat();
        let header = [MAGIC, VERSION, nodes, names.len() as u32, records.len() as u32, text.len() as u32];
        let lengths = names.iter().map(|name| name.encode_utf16().count() as u32);
        let numbers = header.into_iter().chain(lengths).chain(records.iter().copied());
        numbers.flat_map(u32::to_le_bytes).chain(text.bytes()).collect()
    }

    /// `<p class="lead ünder">One 😀 leaf.<b hidden>Two.</b></p>` with the flag set on `b`.
    fn sample() -> Vec<u8> {
        let records =
            [element(0, 1, false), 1, 10, text("One 😀 leaf."), element(2, 0, true), text("Two."), CLOSE, CLOSE];
        pack(5, &["p", "class", "b"], &records, &["lead ünder", "One 😀 leaf.", "Two."])
    }

    fn read(bytes: &[u8]) -> Result<Page, PageError> {
        Page::from_snapshot(bytes, Limits::default())
    }

    #[test]
    fn a_snapshot_gives_the_page_that_was_packed() {
        let page = read(&sample()).unwrap();
        assert_eq!(page.len(), 5);
        assert_eq!(page.tag(NodeId(1)), Tag::P);
        assert_eq!(page.attribute(NodeId(1), "class"), Some("lead ünder"));
        assert_eq!(page.text(NodeId(2)), "One 😀 leaf.");
        assert_eq!((page.tag(NodeId(3)), page.is_hidden(NodeId(3))), (Tag::B, true));
        assert_eq!(page.parent(NodeId(4)), NodeId(3));
        assert!(!page.is_hidden(NodeId(1)));
    }

    #[test]
    fn damage_is_named() {
        let p = &["p"];
        let cases: &[(&str, Vec<u8>)] = &[
            ("cut short", Vec::new()),
            ("does not begin", vec![0; 24]),
            ("add up", [sample(), vec![0]].concat()),
            ("cut short", pack(2, p, &[element(0, 0, false)], &[])),
            ("not listed", pack(2, p, &[element(7, 0, false), CLOSE], &[])),
            ("no known kind", pack(1, p, &[CLOSE], &[])),
            ("no known kind", pack(1, p, &[3], &[])),
            ("no known kind", pack(2, p, &[element(0, 0, false), 4, CLOSE], &[])),
            ("cut short", pack(2, p, &[element(0, 9, false), 0], &["x"])),
            ("cut short", pack(2, p, &[text("four")], &["one"])),
            ("within a character", pack(2, p, &[1 | 1 << 2], &["😀"])),
            ("counts", pack(9, p, &[text("one")], &["one"])),
            ("counts", pack(2, p, &[text("one")], &["one and more"])),
            ("too deep", pack(601, p, &[element(0, 0, false); 600], &[])),
        ];
        for (what, bytes) in cases {
            let error = read(bytes).expect_err(what);
            assert!(matches!(error, PageError::BadSnapshot(_)), "{what}: {error:?}");
            assert!(error.to_string().contains(what), "{what}: {error}");
        }
    }

    #[test]
    fn a_page_over_a_limit_is_refused() {
        let limits = Limits { nodes: 3, ..Limits::default() };
        assert_eq!(Page::from_snapshot(&sample(), limits).unwrap_err(), PageError::TooManyNodes { limit: 3 });
    }

    proptest! {
        #[test]
        fn no_mutation_panics(at in 0..sample().len(), byte: u8, cut in 0..sample().len(), insert: bool) {
            let mut bytes = sample();
            bytes[at] = byte;
            let _ = read(&bytes);
            if insert { bytes.insert(cut, byte) } else { bytes.truncate(cut) }
            let _ = read(&bytes);
        }

        #[test]
        fn no_bytes_panic(records in prop::collection::vec(prop_oneof![0..16_u32, any::<u32>()], 0..40), rest in ".{0,40}") {
            let _ = read(&pack(records.len() as u32, &["p", "class"], &records, &[&rest]));
        }
    }
}
