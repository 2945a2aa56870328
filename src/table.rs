//! Tables of words as text, the one form of all of them.
//!
//! A line in brackets is a heading; what stands below it is of its kind. Lines that begin with `#` are remarks, empty
//! ones are nothing. Text is read at first use: as Rust, each word would bring its address and length along.

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

/// The lines of a table.
pub(crate) fn lines(table: &'static str) -> impl Iterator<Item = Line> {
    let mut heading = "";
    table.lines().filter_map(move |text| {
        if let Some(name) = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) {
            heading = name;
            return None;
        }
        (!text.is_empty() && !text.starts_with('#')).then_some(Line { heading, text })
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
    use super::{lines, listed};

    #[test]
    fn a_word_is_listed_whole() {
        assert!(listed("gull storm-petrel hen", "hen") && listed("hen", "hen"));
        assert!(!listed("gull hen", "he") && !listed("gull hen", "gull hen") && !listed("gull hen", ""));
    }

    #[test]
    fn lines_know_their_heading_and_their_parts() {
        let table = "# remark\n[birds]\nsea: gull, storm petrel\n\n: hen\n[[x]]\na | | b c\n";
        let read: Vec<_> = lines(table).map(|line| (line.heading, line.text)).collect();
        assert_eq!(read, [("birds", "sea: gull, storm petrel"), ("birds", ": hen"), ("[x]", "a | | b c")]);
        let entries: Vec<_> = lines(table).take(2).map(|line| (line.entry().0, line.entry().1.collect())).collect();
        assert_eq!(entries, [("sea", vec!["gull", "storm petrel"]), ("", vec!["hen"])]);
        let mut cells = lines(table).last().map(super::Line::cells);
        assert_eq!([(); 4].map(|()| cells.as_mut().map(super::Parts::cell)), ["a", "", "b c", ""].map(Some));
    }
}
