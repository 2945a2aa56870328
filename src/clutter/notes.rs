//! Footnotes: what small raised links lead to belongs with the text that holds them, wherever it stands and whatever
//! it is called.

use super::Verdicts;
use super::column::Column;
use super::features::Sums;
use super::signals::Signals;
use crate::hash::of_word;
use crate::map::Set;
use crate::order;
use crate::page::{NodeId, Page, Tag};

/// The elements that hold a page's footnotes, in order: one around them all where they stand together, or each by itself.
pub(super) fn of(page: &Page) -> Vec<NodeId> {
    let (ids, references) = references(page);
    let mut notes: Vec<NodeId> = Vec::new();
    // Behind the last note, and behind the last mark in the text.
    let (mut note_end, mut raised) = (NodeId::DOCUMENT, NodeId::DOCUMENT);
    for node in page.nodes() {
        if ids.is_empty() {
            break;
        }
        if page.tag(node) == Tag::Sup {
            raised = raised.max(page.end(node));
        }
        let named =
            || page.attribute(node, "id").or_else(|| page.attribute(node, "name").filter(|_| page.tag(node) == Tag::A));
        if node < note_end || node < raised || !named().is_some_and(|id| ids.contains(of_word(id))) {
            continue;
        }
        let block = std::iter::once(node).chain(page.ancestors(node)).find(|&around| page.tag(around).is_block());
        let Some(block) = block.filter(|&block| !matches!(page.tag(block), Tag::Body | Tag::Html)) else { continue };
        // What holds marks is the text itself.
        if references.iter().any(|&mark| page.contains(block, mark)) {
            continue;
        }
        note_end = page.end(block);
        notes.push(block);
    }
    let Some((&first, &last)) = notes.first().zip(notes.last()) else { return notes };
    let around = page.ancestors(first).find(|&around| page.contains(around, last) && around != first);
    match around {
        Some(around) if notes.len() > 1 && !references.iter().any(|&mark| page.contains(around, mark)) => vec![around],
        _ => notes,
    }
}

/// Notes in the margin: what a list or a line in an `aside` begins with is the number of a raised one in the text.
pub(super) fn in_margin(page: &Page) -> Vec<NodeId> {
    /// A number has no more digits.
    const DIGITS: usize = 3;
    let number = |text: &str| {
        let digits: String = text.trim_start().chars().take_while(char::is_ascii_digit).collect();
        (1..=DIGITS).contains(&digits.len()).then(|| of_word(&digits))
    };
    let alone = |text: &str| number(text).filter(|_| text.trim().bytes().all(|byte| byte.is_ascii_digit()));
    let raised: Set = page
        .nodes()
        .filter(|&node| page.tag(node) == Tag::Text && page.tag(page.parent(node)) == Tag::Sup)
        .filter_map(|node| alone(page.text(node)))
        .collect();
    if raised.is_empty() {
        return Vec::new();
    }
    let begins = |aside: NodeId| {
        page.subtree(aside).skip(1).take(8).find_map(|node| match page.tag(node) {
            Tag::Ol => Some(page.attribute(node, "start").and_then(number)),
            Tag::Text if !page.is_blank(node) => Some(number(page.text(node))),
            _ => None,
        })
    };
    let asides = page.nodes().filter(|&node| page.tag(node) == Tag::Aside);
    asides.filter(|&aside| begins(aside).flatten().is_some_and(|number| raised.contains(number))).collect()
}

/// The ids that raised links lead to, hashed, and the first and last of the links.
fn references(page: &Page) -> (Set, Vec<NodeId>) {
    let mut ids = Set::default();
    let mut marks: Vec<NodeId> = Vec::new();
    // Behind the last node of what is raised so far.
    let mut raised = NodeId::DOCUMENT;
    let leads = |node: NodeId| page.attribute(node, "href")?.strip_prefix('#').map(of_word);
    for node in page.nodes() {
        if page.tag(node) == Tag::Sup {
            raised = raised.max(page.end(node));
            if let Some(id) = leads(page.parent(node)) {
                ids.insert(id);
                marks.push(node);
            }
        }
        if node < raised
            && let Some(id) = leads(node)
        {
            ids.insert(id);
            marks.push(node);
        }
    }
    if marks.len() > 2 {
        marks.drain(1..marks.len() - 1);
    }
    (ids, marks)
}

/// Those of the notes that stand outside the parts of an article, and boxes that are called footnotes.
pub(super) fn outside(
    page: &Page,
    signals: &Column<Signals>,
    sums: &Column<Sums>,
    notes: &[NodeId],
    parts: &[NodeId],
    verdicts: &Verdicts,
) -> Vec<NodeId> {
    /// More parts than this are no article with notes.
    const MOST_PARTS: usize = 64;
    /// So many boxes are enough.
    const MOST: usize = 4;
    if parts.len() >= MOST_PARTS {
        return Vec::new();
    }
    let is_outside = |node: NodeId| !parts.iter().any(|&part| page.contains(part, node) || page.contains(node, part));
    let is_shown = |node: NodeId| !verdicts.is_dropped(node) && sums[node].words > 0;
    let named = signals.rows.nodes().zip(&signals.values).filter(|(_, said)| said.any(Signals::NOTES));
    let mut boxes: Vec<NodeId> = named.map(|(node, _)| node).collect();
    if notes.len() <= MOST {
        boxes.extend(notes);
        order::by_key(&mut boxes, |note| note.index() as u128);
    }
    let mut found: Vec<NodeId> = Vec::new();
    for node in boxes {
        if is_shown(node) && is_outside(node) && !found.iter().any(|&other| page.contains(other, node)) {
            found.push(node);
            if found.len() >= MOST {
                break;
            }
        }
    }
    found
}

#[cfg(all(test, feature = "html", not(target_family = "wasm")))]
mod tests {
    use super::*;
    use crate::page::Limits;

    fn notes(html: &str) -> Option<Vec<String>> {
        let page = Page::from_html(html, Limits::default()).ok()?;
        Some(
            of(&page)
                .into_iter()
                .map(|node| page.text_content(node).split_whitespace().collect::<Vec<_>>().join(" "))
                .collect(),
        )
    }

    #[test]
    fn notes_that_stand_together_are_one_box() {
        let html = "<p>One<sup><a href=#a>1</a></sup> two<a href=#b><sup>2</sup></a> three<a href=#c>3</a></p>
            <div><h3>Notes</h3><p id=a>First.</p><h4><a id=b>(2)</a></h4><p>Second.</p></div><p id=c>Third.</p>";
        assert_eq!(notes(html), Some(vec![String::from("NotesFirst.(2)Second.")]));
    }

    #[test]
    fn notes_in_the_margin_have_a_number_of_the_text() {
        let html = "<p>One<sup>1</sup> two<sup>2</sup> three<sup>rd</sup></p><aside><ol start=1><li>First.</ol></aside>
            <aside><p>2. Second.</p></aside><aside>7 more stories</aside><aside><ol><li>Other</ol></aside>";
        let page = Page::from_html(html, Limits::default()).ok();
        let count = page.map(|page| in_margin(&page).len());
        assert_eq!(count, Some(2));
    }

    #[test]
    fn notes_among_the_text_stand_alone() {
        let html = "<p>One<sup><sup><a href=#a>1</a></sup></sup></p><p id=a>First.</p>
            <p>Two<sup><a href='#b'>2</a></sup> three<sup><a href=/e#e>3</a></sup></p><p id=b>Second.</p><p id=e>None.</p>";
        assert_eq!(notes(html), Some(vec![String::from("First."), String::from("Second.")]));
        assert_eq!(notes("<p id=a>Text<sup><a href=#a>1</a></sup></p>"), Some(Vec::new()));
    }
}
