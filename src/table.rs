//! Tables of words as text, the one form of all of them.
//!
//! A line in brackets is a heading; what stands below it is of its kind. Lines that begin with `#` are remarks, empty
//! ones are nothing. Text is read at first use: as Rust, each word would bring its address and length along.

/// The text of a file beside the source that names it, without its remarks and empty lines: nobody need download them.
macro_rules! file {
    ($name:literal) => {{
        const FILE: &[u8] = include_bytes!($name);
        const BARE: ([u8; FILE.len()], usize) = $crate::table::without_remarks(FILE);
        // A part of a longer constant would carry the whole of it.
        const EXACT: [u8; BARE.1] = match BARE.0.first_chunk() {
            Some(chunk) => *chunk,
            None => [0; BARE.1],
        };
        match str::from_utf8(&EXACT) {
            Ok(text) => text,
            Err(_) => "",
        }
    }};
}
pub(crate) use file;

/// The bytes of a table's lines but for remarks and empty ones, and how many they are.
pub(crate) const fn without_remarks<const N: usize>(table: &[u8]) -> ([u8; N], usize) {
    let mut bare = [0; N];
    let (mut from, mut to) = (0, 0);
    while from < table.len() {
        let is_kept = table[from] != b'#' && table[from] != b'\n';
        loop {
            let byte = table[from];
            if is_kept {
                bare[to] = byte;
                to += 1;
            }
            from += 1;
            if byte == b'\n' || from == table.len() {
                break;
            }
        }
    }
    (bare, to)
}

/// A line of a table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    /// The heading that it stands under, without brackets.
    pub(crate) heading: &'static str,
    /// The line itself.
    pub(crate) text: &'static str,
}

impl Line {
    /// A line of the form `key: word, word`: the key, and the words or phrases that have it.
    pub(crate) fn entry(self) -> (&'static str, Parts) {
        let (key, words) = self.text.split_once(':').unwrap_or(("", self.text));
        (key, Parts { rest: words, by: ',' })
    }

    /// A line of columns, `cell | cell`.
    pub(crate) fn cells(self) -> Parts {
        Parts { rest: self.text, by: '|' }
    }
}

/// Parts of a line, without the white space around them; empty ones where there are no more.
#[derive(Clone, Debug)]
pub(crate) struct Parts {
    rest: &'static str,
    by: char,
}

impl Parts {
    /// The next part, which may be empty.
    pub(crate) fn cell(&mut self) -> &'static str {
        let (part, rest) = self.rest.split_once(self.by).unwrap_or((self.rest, ""));
        self.rest = rest;
        part.trim()
    }
}

impl Iterator for Parts {
    type Item = &'static str;

    fn next(&mut self) -> Option<&'static str> {
        Some(self.cell()).filter(|part| !part.is_empty())
    }
}

/// The lines of a table, as [`file`] gives it.
pub(crate) fn lines(table: &'static str) -> impl Iterator<Item = Line> {
    let mut heading = "";
    table.lines().filter_map(move |text| {
        if let Some(name) = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) {
            heading = name;
            return None;
        }
        Some(Line { heading, text })
    })
}

/// Whether a word is one of a list of words with spaces between them. A `match` over as many strings is faster and
/// several times as long in the code.
#[inline(never)]
pub(crate) fn listed(list: &str, word: &str) -> bool {
    list.as_bytes().split(|&byte| byte == b' ').any(|other| other == word.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::{lines, listed, without_remarks};

    #[test]
    fn a_word_is_listed_whole() {
        assert!(listed("gull storm-petrel hen", "hen") && listed("hen", "hen"));
        assert!(!listed("gull hen", "he") && !listed("gull hen", "gull hen") && !listed("gull hen", ""));
    }

    #[test]
    fn remarks_and_empty_lines_are_left_out() {
        let (bare, length) = without_remarks::<40>(b"# remark\n\n[birds]\n#\nsea: gull # 1\nhen");
        assert_eq!(bare.get(..length), Some(&b"[birds]\nsea: gull # 1\nhen"[..]));
    }

    #[test]
    fn lines_know_their_heading_and_their_parts() {
        let table = "[birds]\nsea: gull, storm petrel\n: hen\n[[x]]\na | | b c\n";
        let read: Vec<_> = lines(table).map(|line| (line.heading, line.text)).collect();
        assert_eq!(read, [("birds", "sea: gull, storm petrel"), ("birds", ": hen"), ("[x]", "a | | b c")]);
        let entries: Vec<_> = lines(table).take(2).map(|line| (line.entry().0, line.entry().1.collect())).collect();
        assert_eq!(entries, [("sea", vec!["gull", "storm petrel"]), ("", vec!["hen"])]);
        let mut cells = lines(table).last().map(super::Line::cells);
        assert_eq!([(); 4].map(|()| cells.as_mut().map(super::Parts::cell)), ["a", "", "b c", ""].map(Some));
    }
}
