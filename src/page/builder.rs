//! The only maker of pages, and the one place where limits on them live.

use super::{NodeId, Page, Source, Tag, lengths};
use std::fmt;

/// How much of a page is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The largest input in bytes; larger ones are refused.
    pub bytes: usize,
    /// The most nodes; pages with more are refused.
    pub nodes: usize,
    /// How deep elements may nest; deeper ones are read as if their tags were not there.
    pub depth: usize,
}

impl Default for Limits {
    /// 128 MiB, 8 million nodes, and the 512 levels at which Chromium's parser also stops nesting.
    fn default() -> Self {
        Self { bytes: 128 << 20, nodes: 8_000_000, depth: 512 }
    }
}

/// Why a page could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageError {
    /// The input is longer than [`Limits::bytes`].
    TooManyBytes {
        /// The limit that was passed.
        limit: usize,
    },
    /// The page has more nodes than [`Limits::nodes`].
    TooManyNodes {
        /// The limit that was passed.
        limit: usize,
    },
    /// The input is not text: it looks like a picture, an archive or another binary file.
    NotText,
    /// A snapshot's bytes do not describe a page.
    BadSnapshot(&'static str),
}

impl fmt::Display for PageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooManyBytes { limit } => write!(f, "the page is larger than the limit of {limit} bytes"),
            Self::TooManyNodes { limit } => write!(f, "the page has more than the limit of {limit} nodes"),
            Self::NotText => f.write_str("this is not a text file"),
            Self::BadSnapshot(what) => write!(f, "the snapshot is damaged: {what}"),
        }
    }
}

impl std::error::Error for PageError {}

/// Builds a [`Page`] from elements and texts in document order.
///
/// ```
/// use plainleaf::page::{Limits, NodeId, PageBuilder, Tag};
///
/// let mut builder = PageBuilder::new(Limits::default());
/// builder.open("p", [("class", "lead")])?;
/// builder.text("One leaf.")?;
/// builder.close();
/// let page = builder.finish();
/// assert_eq!(page.tag(NodeId(1)), Tag::P);
/// assert_eq!(page.text_content(NodeId::DOCUMENT), "One leaf.");
/// # Ok::<(), plainleaf::page::PageError>(())
/// ```
#[derive(Debug)]
pub struct PageBuilder {
    page: Page,
    limits: Limits,
    /// Open elements: their node, or `None` for one that lies too deep to be kept.
    open: Vec<Option<u32>>,
    /// How many of `open` are kept.
    depth: usize,
    /// Elements that say which others they control.
    controls: Vec<NodeId>,
    /// Elements that are not shown, or hidden from screen readers, in order.
    veiled: Vec<NodeId>,
    /// Elements of other names that say that they are headings, and which.
    headings: Vec<(NodeId, Tag)>,
}

impl PageBuilder {
    /// An empty page.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        let mut builder = Self {
            page: Page::default(),
            limits,
            open: Vec::new(),
            depth: 0,
            controls: Vec::new(),
            veiled: Vec::new(),
            headings: Vec::new(),
        };
        builder.push(Tag::Document, 0, 0, false);
        builder
    }

    /// Makes room for so many nodes and bytes of text and attributes; [`PageBuilder::finish`] gives back what is left.
    pub(super) fn reserve(&mut self, nodes: usize, bytes: usize) {
        let Page { tags, parents, ends, starts, hidden, strings, .. } = &mut self.page;
        tags.reserve_exact(nodes);
        parents.reserve_exact(nodes);
        ends.reserve_exact(nodes);
        starts.reserve_exact(nodes);
        hidden.reserve_exact(nodes.div_ceil(32));
        strings.reserve_exact(bytes);
    }

    /// Says where the page came from.
    pub fn set_source(&mut self, source: Source) {
        self.page.source = source;
    }

    /// Opens an element: its lower-case name and its attributes with lower-case names.
    ///
    /// # Errors
    /// When a limit is passed.
    pub fn open<'a>(
        &mut self,
        name: &str,
        attributes: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<(), PageError> {
        if self.depth >= self.limits.depth {
            self.open.push(None);
            return Ok(());
        }
        let start = self.page.strings.len();
        let (mut hidden, mut veiled, mut controls, mut is_heading, mut level) = (false, false, false, false, "");
        for (name, value) in attributes {
            hidden |= hides(name, value);
            match name {
                "aria-controls" => controls = true,
                "aria-hidden" => veiled = value == "true",
                "aria-level" => level = value,
                "role" => is_heading = value == "heading",
                _ => {}
            }
            lengths::push(&mut self.page.strings, name.len());
            lengths::push(&mut self.page.strings, value.len());
            self.write(start, name)?;
            self.write(start, value)?;
        }
        let tag = Tag::of_element(name);
        let id = self.add(tag, start, hidden)?;
        if controls {
            self.controls.push(NodeId(id));
        }
        if hidden || veiled {
            self.veiled.push(NodeId(id));
        }
        if is_heading && matches!(tag, Tag::Div | Tag::P | Tag::Span) {
            self.headings.push((NodeId(id), Tag::heading(level)));
        }
        self.open.push(Some(id));
        self.depth += 1;
        Ok(())
    }

    /// Marks the innermost open element as not shown.
    pub fn hide(&mut self) {
        if let Some(&Some(id)) = self.open.last() {
            self.page.hidden[id as usize / 32] |= 1 << (id % 32);
            // What lies in it may be hidden already.
            let at = self.veiled.partition_point(|veiled| veiled.0 < id);
            if self.veiled.get(at) != Some(&NodeId(id)) {
                self.veiled.insert(at, NodeId(id));
            }
        }
    }

    /// Adds a text node.
    ///
    /// # Errors
    /// When a limit is passed.
    pub fn text(&mut self, text: &str) -> Result<(), PageError> {
        let start = self.page.strings.len();
        self.write(start, text)?;
        self.add(Tag::Text, start, false)?;
        Ok(())
    }

    /// Closes the innermost open element; without one, nothing happens.
    pub fn close(&mut self) {
        if let Some(Some(id)) = self.open.pop() {
            self.page.ends[id as usize] = self.page.tags.len() as u32;
            self.depth -= 1;
        }
    }

    /// The page; elements still open are closed.
    #[must_use]
    pub fn finish(mut self) -> Page {
        while !self.open.is_empty() {
            self.close();
        }
        self.page.ends[0] = self.page.tags.len() as u32;
        self.page.name_headings(&self.headings);
        self.page.unfold(&self.controls, &self.veiled);
        #[cfg(all(feature = "html", not(target_family = "wasm")))]
        self.page.strings.shrink_to_fit();
        self.page
    }

    fn add(&mut self, tag: Tag, start: usize, hidden: bool) -> Result<u32, PageError> {
        if self.page.tags.len() >= self.limits.nodes {
            self.page.strings.truncate(start);
            return Err(PageError::TooManyNodes { limit: self.limits.nodes });
        }
        let parent = self.open.iter().rev().find_map(|id| *id).unwrap_or(0);
        Ok(self.push(tag, parent, start, hidden))
    }

    fn push(&mut self, tag: Tag, parent: u32, start: usize, hidden: bool) -> u32 {
        let id = self.page.tags.len() as u32;
        self.page.tags.push(tag);
        self.page.parents.push(parent);
        self.page.ends.push(id + 1);
        self.page.starts.push(start as u32);
        if id.is_multiple_of(32) {
            self.page.hidden.push(0);
        }
        self.page.hidden[id as usize / 32] |= u32::from(hidden) << (id % 32);
        id
    }

    /// Writes a part of what a node says; where there is no room for it, all of that is taken back, from `start` on.
    fn write(&mut self, start: usize, text: &str) -> Result<(), PageError> {
        let end = self.page.strings.len() + text.len();
        // Attributes' names and values are stored too, with their lengths, so the column may outgrow the input a little.
        if end > self.limits.bytes.saturating_mul(2).min(u32::MAX as usize) {
            self.page.strings.truncate(start);
            return Err(PageError::TooManyBytes { limit: self.limits.bytes });
        }
        // What no HTML can say must not be in a page either, or what is written of it would be read as something else. A
        // space has the same length, so that places in a live page's text stay where they are.
        if text.as_bytes().contains(&0) {
            self.page.strings.push_str(&text.replace('\0', " "));
        } else {
            self.page.strings.push_str(text);
        }
        Ok(())
    }
}

/// Whether an attribute takes its element out of sight, as far as markup alone tells.
fn hides(name: &str, value: &str) -> bool {
    match name {
        "hidden" => !value.eq_ignore_ascii_case("until-found"),
        "style" => {
            let mut declarations = value.split(';').filter_map(|declaration| declaration.split_once(':'));
            declarations.any(|(property, value)| {
                let (property, value) = (property.trim(), value.trim());
                (property.eq_ignore_ascii_case("display") && starts_with_word(value, "none"))
                    || (property.eq_ignore_ascii_case("visibility") && starts_with_word(value, "hidden"))
            })
        }
        _ => false,
    }
}

fn starts_with_word(value: &str, word: &str) -> bool {
    value.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

#[cfg(all(test, not(target_family = "wasm")))]
mod tests {
    use super::*;
    use crate::page::NodeId;

    #[test]
    fn what_there_is_no_room_for_leaves_nothing_behind() {
        let limits = Limits { bytes: 9, nodes: 4, ..Limits::default() };
        let mut builder = PageBuilder::new(limits);
        builder.text("Rain").unwrap();
        assert_eq!(
            builder.open("p", [("id", "a"), ("class", "as long as this")]),
            Err(PageError::TooManyBytes { limit: 9 })
        );
        builder.open("b", [("id", ""), ("", "é")]).unwrap();
        builder.text("fell").unwrap();
        assert_eq!(builder.text("on"), Err(PageError::TooManyNodes { limit: 4 }));
        let page = builder.finish();
        assert_eq!((page.text(NodeId(1)), page.text(NodeId(3))), ("Rain", "fell"));
        assert!(page.attributes(NodeId(2)).eq([("id", ""), ("", "é")]) && page.attributes(NodeId(3)).next().is_none());
    }
}
