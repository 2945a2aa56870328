//! Plain text into a page: a `p` for every line or paragraph.
//!
//! Each `p` may carry two attributes that say what only plain text shows:
//!
//! - `data-gap`: how many blank lines stand before it; absent where none does.
//! - `data-item`: `1` where it begins with a bullet or a number as lists have them. The bullet stays in the text.

use super::{Limits, Page, PageBuilder, PageError, Source};

/// Widths at which text is wrapped by hand or by mail programs, in characters.
const WIDTHS: std::ops::RangeInclusive<u32> = 45..=110;

/// How many lines at least must be full for a width to be believed, and which share of all that could be.
const FULL_LINES: usize = 3;
const FULL_PERCENT: usize = 70;

/// Signs that begin the items of a list.
const BULLETS: &[char] = &['-', '–', '—', '*', '•', '·', '●', '○', '◦', '▪', '■', '‣', '⁃', '+', '✓', '➢'];

impl Page {
    /// Reads plain text, as a text file or "select all, copy" gives it.
    ///
    /// Each line that is not blank becomes a `p`. Where the text is wrapped at a steady width (mail, RFCs, old
    /// books), lines that were broken only because they were full are joined again.
    ///
    /// # Errors
    /// When a limit is passed.
    pub fn from_plain(text: &str, limits: Limits) -> Result<Self, PageError> {
        if text.len() > limits.bytes {
            return Err(PageError::TooManyBytes { limit: limits.bytes });
        }
        let (width, count) = wrapping(text);
        let mut builder = PageBuilder::new(limits);
        builder.set_source(Source::Plain);
        builder.reserve(2 * count + 2, text.len());
        builder.open("body", [])?;
        let mut paragraph = String::new();
        let mut lines = lines(text).peekable();
        while let Some(first) = lines.next() {
            paragraph.clear();
            paragraph.push_str(first.text);
            let mut line = first;
            while let Some(width) = width
                && let Some(next) = lines.next_if(|next| continues(&line, next, &first, width))
            {
                if !paragraph.ends_with('-') {
                    paragraph.push(' ');
                }
                paragraph.push_str(next.text);
                line = next;
            }
            let gap = first.gap.to_string();
            let attributes = [("data-gap", gap.as_str()), ("data-item", "1")];
            let wanted = [first.gap > 0, first.is_item];
            builder.open(
                "p",
                attributes.into_iter().zip(wanted).filter_map(|(attribute, wanted)| wanted.then_some(attribute)),
            )?;
            builder.text(&paragraph)?;
            builder.close();
        }
        Ok(builder.finish())
    }
}

/// A line that is not blank.
#[derive(Clone, Copy)]
struct Line<'a> {
    text: &'a str,
    /// How many blank lines stand before it.
    gap: u32,
    /// How many white-space characters it begins with.
    indent: u32,
    /// Its length in characters, the indent included.
    width: u32,
    is_item: bool,
}

/// The lines of a text, one by one: there may be millions.
struct Lines<'a> {
    rest: &'a str,
    /// Blank lines since the last line; what stands before the first one is no gap between lines.
    gap: Option<u32>,
}

const fn lines(text: &str) -> Lines<'_> {
    Lines { rest: text, gap: None }
}

impl<'a> Iterator for Lines<'a> {
    type Item = Line<'a>;

    #[cfg_attr(target_family = "wasm", inline(never))]
    fn next(&mut self) -> Option<Line<'a>> {
        let is_break = |sign: char| matches!(sign, '\n' | '\r' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}');
        while !self.rest.is_empty() {
            let (line, behind) = self.rest.split_at(self.rest.find(is_break).unwrap_or(self.rest.len()));
            self.rest = behind.strip_prefix("\r\n").or_else(|| behind.strip_prefix(is_break)).unwrap_or_default();
            let text = line.trim();
            if text.is_empty() {
                self.gap = self.gap.map(|gap| gap + 1);
                continue;
            }
            let indent = line.chars().take_while(|character| character.is_whitespace()).count() as u32;
            let width = indent + text.chars().count() as u32;
            let gap = self.gap.replace(0).unwrap_or_default();
            return Some(Line { text, gap, indent, width, is_item: is_item(text) });
        }
        None
    }
}

/// Whether a line begins like an item of a list: a bullet, or a short number or letter with a stop or bracket.
fn is_item(line: &str) -> bool {
    let Some((first, rest)) = line.split_once(char::is_whitespace) else { return false };
    if rest.trim().is_empty() {
        return false;
    }
    let mut characters = first.chars();
    if characters.next().is_some_and(|sign| BULLETS.contains(&sign)) && characters.next().is_none() {
        return true;
    }
    let Some(label) = first.strip_suffix(['.', ')']) else { return false };
    let label = label.strip_prefix('(').unwrap_or(label);
    (1..=3).contains(&label.len()) && label.bytes().all(|byte| byte.is_ascii_digit())
        || label.len() == 1 && first.ends_with(')') && label.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// Whether a line was broken because its next word did not fit.
fn is_full(line: &Line<'_>, next: &Line<'_>, width: u32) -> bool {
    let word = next.text.split_whitespace().next().unwrap_or_default().chars().count() as u32;
    line.width + 1 + word > width
}

/// The width at which the text is wrapped, if it is: most lines that another follows are full. And how many lines it has.
fn wrapping(text: &str) -> (Option<u32>, usize) {
    // How many lines that another follows have each width; those that are too wide count as one.
    let mut widths = [0; *WIDTHS.end() as usize + 2];
    let (mut count, mut all) = (0, 0);
    let mut before: Option<Line<'_>> = None;
    for line in lines(text) {
        count += 1;
        if let Some(before) = before.filter(|_| line.gap == 0) {
            all += 1;
            // A line that is one long word, such as an address, could not be broken.
            if before.text.contains(char::is_whitespace) {
                widths[(before.width as usize).min(widths.len() - 1)] += 1;
            }
        }
        before = Some(line);
    }
    let width = widest(&widths).filter(|width| WIDTHS.contains(width));
    (width.filter(|&width| is_wrapped_at(text, width, all)), count)
}

/// The width that no more than one line in fifty goes beyond.
fn widest(widths: &[usize]) -> Option<u32> {
    let breakable: usize = widths.iter().sum();
    let place = breakable.checked_sub(1 + breakable / 50)?;
    let mut narrower = 0;
    let width = widths.iter().position(|count| {
        narrower += count;
        narrower > place
    });
    width.map(|width| width as u32)
}

/// Whether enough of the lines that another follows, which are `all`, are full at a width.
fn is_wrapped_at(text: &str, width: u32, all: usize) -> bool {
    let mut before: Option<Line<'_>> = None;
    let full = lines(text).filter(|line| {
        let before = before.replace(*line);
        line.gap == 0 && before.is_some_and(|before| is_full(&before, line, width))
    });
    let full = full.count();
    full >= FULL_LINES && full * 100 >= all * FULL_PERCENT
}

/// Whether `next` goes on with the paragraph that `first` begins and `line` is the last line of so far.
fn continues(line: &Line<'_>, next: &Line<'_>, first: &Line<'_>, width: u32) -> bool {
    let is_table = |line: &Line<'_>| line.text.contains("   ") || line.text.contains('\t');
    let is_quoted = |line: &Line<'_>| line.text.starts_with(['>', '|']);
    next.gap == 0
        && is_full(line, next, width)
        && !next.is_item
        // A first line that is set in begins a paragraph; what follows a bullet is set in as well.
        && (next.indent <= line.indent || first.is_item)
        && ![line, next].into_iter().any(|line| is_table(line) || is_quoted(line))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Tag;

    /// Each `p`: its gap, whether it is an item, its text.
    fn paragraphs(text: &str) -> Vec<(usize, bool, String)> {
        let page = Page::from_plain(text, Limits::default()).unwrap();
        assert_eq!(page.source(), Source::Plain);
        page.nodes()
            .filter(|&node| page.tag(node) == Tag::P)
            .map(|node| {
                let gap = page.attribute(node, "data-gap").map_or(0, |gap| gap.parse().unwrap());
                (gap, page.attribute(node, "data-item").is_some(), page.text_content(node))
            })
            .collect()
    }

    fn texts(text: &str) -> Vec<String> {
        paragraphs(text).into_iter().map(|(_, _, text)| text).collect()
    }

    #[test]
    fn copied_pages_keep_their_lines() {
        let text = "Home\nNews\nSport\n\nRain closes the valley road\nBy Ada Marsh\n\n\nThe road was closed on Monday, and the council does not expect to open it before the weekend, it said.\nBuses go round by the hill.\n";
        assert_eq!(
            paragraphs(text),
            [
                (0, false, "Home".to_owned()),
                (0, false, "News".to_owned()),
                (0, false, "Sport".to_owned()),
                (1, false, "Rain closes the valley road".to_owned()),
                (0, false, "By Ada Marsh".to_owned()),
                (
                    2,
                    false,
                    "The road was closed on Monday, and the council does not expect to open it before the weekend, it said."
                        .to_owned()
                ),
                (0, false, "Buses go round by the hill.".to_owned()),
            ]
        );
    }

    #[test]
    fn wrapped_paragraphs_are_joined_again() {
        let text = "\
The lower road through the valley was closed on Monday\r
after rain had fallen for most of the night. The well-\r
known bridge at the mill was not touched, the council\r
wrote on its page.\r
\r
Buses go round by the hill until the road is open, and\r
the school has sent its pupils home.\r
";
        assert_eq!(
            texts(text),
            [
                "The lower road through the valley was closed on Monday after rain had fallen for most of the night. The \
                 well-known bridge at the mill was not touched, the council wrote on its page.",
                "Buses go round by the hill until the road is open, and the school has sent its pupils home."
            ]
        );
    }

    #[test]
    fn indents_and_bullets_begin_paragraphs() {
        let text = "\
  The lower road through the valley was closed on Monday
after rain had fallen for most of the night, wrote Ada
  Marsh of the council. Nobody was hurt, and the bridges
that lead to the mill and to the old farm were open on.
- Take the road by the hill, which is open all day for
  buses and for cars.
- Do not walk by the river.
1. Call the council if water comes into a house in the
   valley.
";
        let found = paragraphs(text);
        assert_eq!(found.len(), 5, "{found:#?}");
        assert!(found[0].2.ends_with("wrote Ada") && found[1].2.starts_with("Marsh"));
        assert_eq!(
            found[2],
            (0, true, "- Take the road by the hill, which is open all day for buses and for cars.".to_owned())
        );
        assert_eq!(found[3], (0, true, "- Do not walk by the river.".to_owned()));
        assert_eq!(found[4], (0, true, "1. Call the council if water comes into a house in the valley.".to_owned()));
    }

    #[test]
    fn verses_and_tables_are_left_alone() {
        let verses = "The rain came down on hill and stone\nand on the road below the mill\nand nobody went out alone\nand all the valley town was still\n";
        assert_eq!(texts(verses).len(), 4);
        let table = format!(
            "{}Monday      12 mm     closed     low\nTuesday     3 mm      open       low\n",
            "Words that fill the line to its very end, then a break\n".repeat(6)
        );
        assert!(texts(&table).contains(&"Tuesday     3 mm      open       low".to_owned()));
    }

    #[test]
    fn nothing_in_nothing_out() {
        assert!(texts("").is_empty() && texts(" \n\r\n\t").is_empty());
    }
}
