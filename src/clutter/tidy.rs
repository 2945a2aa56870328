//! What goes from inside the chosen parts by its make-up: forms, lists of links, boxes without sentences.

use super::captions::{holds_only_captions, is_caption};
use super::column::Column;
use super::features::Sums;
use super::root::name_weight;
use super::signals::Signals;
use super::{Reason, Verdict, Verdicts};
use crate::cut::Cut;
use crate::page::{NodeId, Page, Tag};

/// Facts of one element that its sums do not tell.
struct Place {
    data_table: bool,
    /// In a figure, or in a list that calls itself a gallery.
    in_figure: bool,
    in_code: bool,
}

/// Drops elements that cannot be part of an article by what they are, but for notes in the margin.
pub(super) fn drop_by_tag(page: &Page, sums: &Column<Sums>, part: NodeId, notes: &[NodeId], verdicts: &mut Verdicts) {
    let whole = sums[part].sentence_characters;
    for node in page.subtree(part).skip(1) {
        if verdicts.is_dropped(node) {
            continue;
        }
        let reason = match page.tag(node) {
            Tag::Aside if notes.binary_search(&node).is_ok() => continue,
            Tag::Aside => Reason::Related,
            Tag::Footer => Reason::Frame,
            Tag::Nav => Reason::Navigation,
            Tag::Fieldset | Tag::Label | Tag::Legend => Reason::Form,
            _ => continue,
        };
        if sums[node].sentence_characters * 3 <= whole {
            verdicts.set_subtree(page, node, Verdict::Drop(reason));
        }
    }
}

/// Drops boxes, lists, tables and forms whose make-up is not that of text: one backward sweep, so that a box is
/// judged by what is left of it. `mild` keeps boxes of words on pages of many parts.
pub(super) fn drop_by_make_up(
    page: &Page,
    signals: &Column<Signals>,
    all: &Column<Sums>,
    part: NodeId,
    mild: bool,
    host: Option<&str>,
    verdicts: &mut Verdicts,
) {
    /// As deep lies a table in its boxes, spaces between them counted.
    const FEW_NODES: usize = 6;
    let data = data_tables(page, part);
    // What those around the place lost by what was dropped in them, the innermost last.
    let mut lost: Vec<(NodeId, Sums)> = Vec::new();
    let places = places(page, part, &data);
    // A box in which a wide table scrolls is the table.
    let is_table = |node: NodeId| {
        let table = page.subtree(node).take(FEW_NODES).find(|inner| data.binary_search(inner).is_ok());
        table.is_some_and(|table| all[table].words == all[node].words && all[table].link_density() < 0.8)
    };
    for node in page.subtree(part).rev().take_while(|&node| node != part) {
        let mut gone = lost.pop_if(|lost| lost.0 == node).map(|lost| lost.1);
        if verdicts.is_dropped(node) {
            continue;
        }
        if conditional(page.tag(node)) && !is_table(node) {
            let left = gone.map_or(all[node], |gone| minus(&all[node], &gone));
            let place = &places[(node.0 - part.0) as usize];
            if let Some(reason) = misfit(page, node, signals[node], &left, place, mild)
                && !(reason == Reason::Related && names_sources(page, node, &left, host))
            {
                verdicts.set_subtree(page, node, Verdict::Drop(reason));
                gone = Some(all[node]);
            }
        }
        let Some(gone) = gone else { continue };
        let parent = page.parent(node);
        match lost.last_mut() {
            Some(lost) if lost.0 == parent => lost.1 += gone,
            _ => lost.push((parent, gone)),
        }
    }
}

const fn conditional(tag: Tag) -> bool {
    matches!(tag, Tag::Div | Tag::Section | Tag::Ul | Tag::Ol | Tag::Table | Tag::Form | Tag::Header | Tag::Dl)
}

fn misfit(page: &Page, node: NodeId, signals: Signals, sum: &Sums, place: &Place, mild: bool) -> Option<Reason> {
    if place.data_table || place.in_code {
        return None;
    }
    let tag = page.tag(node);
    let weight = name_weight(signals);
    let is_list =
        matches!(tag, Tag::Ul | Tag::Ol) || (sum.characters > 0 && sum.list_characters * 10 > sum.characters * 9);
    let density = sum.link_density();
    let reason = if tag == Tag::Form {
        Reason::Form
    } else if density > 0.3 {
        Reason::Related
    } else {
        Reason::LowScore
    };
    if is_captioned_picture(page, node, sum) {
        return None;
    }
    if weight < 0.0 && !mild && sum.sentence_characters < 1_000 {
        return (reason != Reason::LowScore || !holds_code(page, node)).then_some(reason);
    }
    if sum.commas >= 10 {
        return None;
    }
    if sum.characters == 0 && sum.pictures == 0 && sum.embeds == 0 {
        return Some(reason);
    }
    let unlinked = sum.characters.saturating_sub(sum.link_characters);
    let (p, img, li) = (sum.paragraphs as f32, sum.pictures, sum.items);
    // A page of many parts shows much in boxes and cards.
    if mild && density < 0.5 && sum.inputs == 0 && sum.words >= 8 {
        return None;
    }
    let misfit = (!place.in_figure && img > 1 && p / (img as f32) < 0.5)
        || (!is_list && li as f32 - 100.0 > p)
        || sum.inputs as f32 > (p / 3.0).floor()
        || (!is_list
            && !place.in_figure
            && super::features::ratio(sum.heading_characters, sum.characters) < 0.9
            && sum.characters < 25
            && (img == 0 || img > 2)
            && density > 0.0)
        || (!(is_list || place.in_figure && img > 0) && weight < 25.0 && density > 0.2)
        || (weight >= 25.0 && density > 0.5)
        || ((sum.embeds == 1 && sum.characters < 75) || sum.embeds > 1)
        || (is_list
            && density > 0.5
            && sum.sentence_characters == 0
            && unlinked < 12 * sum.items
            && !is_announced(page, node));
    if !misfit {
        return None;
    }
    // Code stands in boxes with buttons and names.
    if reason == Reason::LowScore && holds_code(page, node) {
        return None;
    }
    // A list of pictures is a gallery, and what a caption is made of is said of its picture.
    if is_list && img > 0 && img == sum.items || is_caption(page, node) {
        return None;
    }
    Some(reason)
}

/// The first lists of a page that show slides which are counted ("3/50"), in order, none within another.
pub(super) fn slideshows(page: &Page, sums: &Column<Sums>) -> Vec<NodeId> {
    const SLIDES: u32 = 5;
    const NODES: u32 = 5_000;
    const MOST: usize = 8;
    let (mut found, mut at) = (Vec::new(), NodeId::DOCUMENT);
    while at < page.end(NodeId::DOCUMENT) && found.len() < MOST {
        let is_one = matches!(page.tag(at), Tag::Ul | Tag::Ol)
            && sums[at].items >= SLIDES
            && page.end(at).0 - at.0 <= NODES
            && slides(page, at) > (sums[at].items / 2).max(SLIDES - 1);
        if is_one {
            found.push(at);
        }
        at = if is_one { page.end(at) } else { NodeId(at.0 + 1) };
    }
    found
}

/// How many slides below a node are counted one after another.
fn slides(page: &Page, node: NodeId) -> u32 {
    let counts = page.subtree(node).filter_map(|inner| count_of_slide(page.text(inner)));
    counts.fold(0, |slides, (slide, all)| if slide == slides + 1 && slide <= all { slide } else { slides })
}

/// The numbers with which a slide begins: which it is, of how many. Looks at the beginning of the text alone.
fn count_of_slide(text: &str) -> Option<(u32, u32)> {
    const BLANKS: usize = 256;
    let start = &text.as_bytes()[..text.len().min(BLANKS)];
    let blanks = start.len() - start.trim_ascii_start().len();
    if !start.get(blanks)?.is_ascii_digit() {
        return None;
    }
    let (slide, rest) = number(text.cut(blanks..))?;
    Some((slide, number(rest.strip_prefix('/')?)?.0))
}

/// The number with which a text begins, and what follows it.
fn number(text: &str) -> Option<(u32, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    Some((text.cut(..digits).parse().ok()?, text.cut(digits..)))
}

/// Whether a list is one of sources: most of its links lead to other hosts, and are called by more than a name.
fn names_sources(page: &Page, node: NodeId, sum: &Sums, host: Option<&str>) -> bool {
    const WORDS: u32 = 4;
    const FEW_NODES: usize = 1_000;
    let fits = matches!(page.tag(node), Tag::Ul | Tag::Ol)
        && page.tag(page.parent(node)) != Tag::Li
        && sum.words >= WORDS * sum.items;
    let Some(host) = host.filter(|_| fits) else { return false };
    let links = page.subtree(node).take(FEW_NODES).filter(|&inner| page.tag(inner) == Tag::A);
    let addresses = links.filter_map(|link| page.attribute(link, "href"));
    let (mut all, mut elsewhere) = (0_u32, 0);
    for address in addresses {
        all += 1;
        elsewhere += u32::from(address.starts_with("http") && !address.contains(host));
    }
    (2..=2 * sum.items).contains(&all) && elsewhere * 3 >= all * 2
}

/// Whether a list within another follows a line that ends with a colon.
fn is_announced(page: &Page, node: NodeId) -> bool {
    const NEAR: u32 = 8;
    let mut before = (node.0.saturating_sub(NEAR)..node.0).rev().map(|before| page.text(NodeId(before)).trim());
    page.tag(page.parent(node)) == Tag::Li
        && before.find(|text| !text.is_empty()).is_some_and(|text| text.ends_with(':'))
}

/// Whether there is code in a small box.
pub(super) fn holds_code(page: &Page, node: NodeId) -> bool {
    page.end(node).0 - node.0 <= 400 && page.subtree(node).any(|inner| page.tag(inner) == Tag::Pre)
}

/// Whether a box is one picture or a few with their captions. Captions may have links in them; one that is a link as a
/// whole is the head of another piece.
fn is_captioned_picture(page: &Page, node: NodeId, sum: &Sums) -> bool {
    let fits = (1..=6).contains(&sum.pictures)
        && (1..=300 * sum.pictures).contains(&sum.characters)
        && sum.link_characters * 5 <= sum.characters * 4
        && sum.inputs + sum.embeds == 0;
    fits && holds_only_captions(page, node)
}

fn minus(all: &Sums, gone: &Sums) -> Sums {
    Sums {
        characters: all.characters.saturating_sub(gone.characters),
        words: all.words.saturating_sub(gone.words),
        commas: all.commas.saturating_sub(gone.commas),
        link_characters: all.link_characters.saturating_sub(gone.link_characters),
        sentence_characters: all.sentence_characters.saturating_sub(gone.sentence_characters),
        heading_characters: all.heading_characters.saturating_sub(gone.heading_characters),
        list_characters: all.list_characters.saturating_sub(gone.list_characters),
        structured_characters: all.structured_characters.saturating_sub(gone.structured_characters),
        paragraphs: all.paragraphs.saturating_sub(gone.paragraphs),
        items: all.items.saturating_sub(gone.items),
        pictures: all.pictures.saturating_sub(gone.pictures),
        inputs: all.inputs.saturating_sub(gone.inputs),
        embeds: all.embeds.saturating_sub(gone.embeds),
        teasers: all.teasers.saturating_sub(gone.teasers),
        links: all.links.saturating_sub(gone.links),
        blocks: all.blocks.saturating_sub(gone.blocks),
    }
}

/// What every node of a part lies in, top down.
fn places(page: &Page, part: NodeId, data: &[NodeId]) -> Vec<Place> {
    let first = part.0;
    let mut places: Vec<Place> = Vec::with_capacity(page.end(part).index() - part.index());
    for node in page.subtree(part) {
        let tag = page.tag(node);
        let above = (node != part).then(|| &places[(page.parent(node).0 - first) as usize]);
        let place = Place {
            data_table: above.is_some_and(|above| above.data_table)
                || (tag == Tag::Table && data.binary_search(&node).is_ok()),
            in_figure: above.is_some_and(|above| above.in_figure) || tag == Tag::Figure || is_gallery(page, node),
            in_code: above.is_some_and(|above| above.in_code) || matches!(tag, Tag::Pre | Tag::Code | Tag::Math),
        };
        places.push(place);
    }
    places
}

/// Whether a list calls itself a gallery.
fn is_gallery(page: &Page, node: NodeId) -> bool {
    let named = |class: &str| class.split_ascii_whitespace().any(|token| token.eq_ignore_ascii_case("gallery"));
    page.tag(node) == Tag::Ul && page.attribute(node, "class").is_some_and(named)
}

/// The tables that hold data and are not there for the page's layout, in document order.
fn data_tables(page: &Page, part: NodeId) -> Vec<NodeId> {
    page.subtree(part).filter(|&node| page.tag(node) == Tag::Table && is_data_table(page, node)).collect()
}

/// Whether a table holds data: it says so, has heads or a caption, or is large. Tables within tables are layout.
pub(super) fn is_data_table(page: &Page, table: NodeId) -> bool {
    if page.attribute(table, "role").is_some_and(|role| role == "presentation" || role == "none")
        || page.attribute(table, "datatable").is_some_and(|value| value == "0")
    {
        return false;
    }
    let (mut rows, mut cells, mut heads) = (0_usize, 0_usize, page.attribute(table, "summary").is_some());
    for node in page.subtree(table).skip(1) {
        match page.tag(node) {
            Tag::Table => return false,
            Tag::Tr => rows += 1,
            Tag::Td => cells += 1,
            Tag::Th | Tag::Caption | Tag::Thead | Tag::Tfoot | Tag::Col | Tag::Colgroup => heads = true,
            _ => {}
        }
    }
    heads || rows >= 10 || cells > rows * 4 || (cells > 10 && rows > 1 && cells >= rows * 2)
}
