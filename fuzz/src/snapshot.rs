//! Snapshots: bytes that claim to be a page.

use super::page;
use plainleaf::Page;
use plainleaf::page::{Limits, NodeId, Tag};

/// Numbers in a snapshot's header, and what it begins with.
const HEADER: usize = 6;
const MAGIC: u32 = 0x4e53_4c50;
const VERSION: u32 = 1;

const LIMITS: Limits = Limits { bytes: 1 << 20, nodes: 200_000, depth: 512 };

/// Any bytes as a snapshot: an error or a page that holds, and so with a header that fits the rest.
///
/// # Panics
/// Where something does not hold.
pub fn snapshot(input: &[u8]) {
    holds(input);
    holds(&repaired(input));
}

fn holds(bytes: &[u8]) {
    let Ok(page) = Page::from_snapshot(bytes, LIMITS) else { return };
    for node in page.nodes().skip(1) {
        let parent = page.parent(node);
        assert!(parent < node && page.end(node) <= page.end(parent), "{node:?} does not lie in its parent");
        assert!(node < page.end(node) && page.end(node).index() <= page.len(), "{node:?} ends before it begins");
        assert!(page.tag(node) != Tag::Text || page.end(node).0 == node.0 + 1, "a text holds nodes");
    }
    page::reads(&page, bytes.len());
}

/// The same records and strings under a header that says what is there, as far as it can be told without reading them.
fn repaired(input: &[u8]) -> Vec<u8> {
    let rest = input.get(HEADER * 4..).unwrap_or_default();
    // How many numbers there are is the input's word; how much text, what is left.
    let count =
        |at: usize| input.get(at * 4..at * 4 + 2).map_or(0, |two| u32::from(u16::from_le_bytes([two[0], two[1]])));
    let names = count(3).min(rest.len() as u32 / 4);
    let records = count(4).min(rest.len() as u32 / 4 - names);
    let (numbers, text) = rest.split_at((names + records) as usize * 4);
    let text = String::from_utf8_lossy(text);
    let nodes = nodes(&numbers[names as usize * 4..]);
    let header = [MAGIC, VERSION, nodes, names, records, text.len() as u32];
    header.into_iter().flat_map(u32::to_le_bytes).chain(numbers.iter().copied()).chain(text.bytes()).collect()
}

/// How many nodes records make, the document included.
fn nodes(records: &[u8]) -> u32 {
    let mut nodes = 1;
    let mut records = records.as_chunks().0.iter().map(|&four| u32::from_le_bytes(four));
    while let Some(record) = records.next() {
        nodes += u32::from(record & 3 == 1 || record & 3 == 2);
        if record & 3 == 2 {
            (0..(record >> 3 & 0xff) * 2).for_each(|_| _ = records.next());
        }
    }
    nodes
}

/// A page as the browser would send it: what `snapshot.js` writes, of a page that was read another way.
#[must_use]
pub fn pack(page: &Page) -> Vec<u8> {
    let (mut names, mut records, mut strings) = (Vec::<String>::new(), Vec::new(), String::new());
    let mut name = |word: &str| {
        let place = names.iter().position(|name| name == word).unwrap_or_else(|| {
            names.push(word.to_owned());
            names.len() - 1
        });
        place as u32
    };
    let units = |text: &str| text.encode_utf16().count() as u32;
    let mut open: Vec<NodeId> = Vec::new();
    for node in page.nodes().skip(1) {
        while open.last().is_some_and(|&end| end <= node) {
            open.pop();
            records.push(0);
        }
        let text = page.text(node);
        if page.tag(node) == Tag::Text {
            records.push(1 | units(text) << 2);
            strings.push_str(text);
            continue;
        }
        let attributes: Vec<_> = page.attributes(node).take(0xff).collect();
        let hidden = u32::from(page.is_hidden(node));
        let element = if page.tag(node) == Tag::Other { "x-other" } else { page.tag(node).name() };
        records.push(2 | hidden << 2 | (attributes.len() as u32) << 3 | name(element) << 11);
        for (key, value) in attributes {
            records.extend([name(key), units(value)]);
            strings.push_str(value);
        }
        open.push(page.end(node));
    }
    records.extend(open.iter().map(|_| 0));
    let text = names.concat() + &strings;
    let header = [MAGIC, VERSION, page.len() as u32, names.len() as u32, records.len() as u32, text.len() as u32];
    let lengths = names.iter().map(|name| units(name));
    let numbers = header.into_iter().chain(lengths).chain(records.iter().copied());
    numbers.flat_map(u32::to_le_bytes).chain(text.bytes()).collect()
}
