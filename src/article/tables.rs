//! Whether a table holds data or only lays out the page.

use crate::page::{NodeId, Page, Tag};

/// More cells than this, or so many rows or columns, and a table holds data.
const CELLS: usize = 10;
const ROWS: usize = 10;
const COLUMNS: usize = 5;

/// Whether a table holds data. Layout tables are read as if their tags were blocks.
///
/// The signs are those of Mozilla's Readability (`_markDataTables`) and of the accessibility guidelines (WAI-ARIA
/// `presentation`), in the order of how sure they are.
pub(super) fn holds_data(page: &Page, table: NodeId) -> bool {
    #[cfg(all(feature = "html", not(target_family = "wasm")))]
    if page.source() == crate::page::Source::Saved {
        return true;
    }
    match page.attribute(table, "role") {
        Some("presentation" | "none") => return false,
        Some("table" | "grid" | "treegrid") => return true,
        _ => {}
    }
    if page.attribute(table, "datatable") == Some("0") {
        return false;
    }
    let (mut rows, mut columns, mut cells, mut in_row, mut headers, mut blocks) = (0, 0, 0, 0, false, 0);
    for node in page.subtree(table).skip(1) {
        match page.tag(node) {
            Tag::Table => return false,
            Tag::Caption | Tag::Thead | Tag::Tfoot | Tag::Th | Tag::Col | Tag::Colgroup => headers = true,
            Tag::Tr => {
                rows += 1;
                in_row = 0;
            }
            Tag::Td => {
                cells += 1;
                in_row += 1;
                columns = columns.max(in_row);
            }
            // Headings and articles do not stand in cells of data.
            Tag::H1 | Tag::H2 | Tag::H3 | Tag::Article | Tag::Section | Tag::Form | Tag::Blockquote => blocks += 1,
            _ => {}
        }
    }
    if page.attribute(table, "summary").is_some_and(|words| !words.trim().is_empty()) {
        return true;
    }
    if headers {
        return true;
    }
    if rows <= 1 || columns <= 1 || blocks > 0 {
        return false;
    }
    rows >= ROWS || columns >= COLUMNS || cells > CELLS || bordered(page, table) || short(page, table, cells)
}

/// Whether the table is drawn with lines.
fn bordered(page: &Page, table: NodeId) -> bool {
    page.attribute(table, "border").is_some_and(|border| border.trim() != "0")
}

/// Whether the cells hold a few words each.
fn short(page: &Page, table: NodeId, cells: usize) -> bool {
    const BYTES_IN_A_CELL: usize = 60;
    let bytes: usize = page.subtree(table).map(|node| page.text(node).trim().len()).sum();
    bytes > 0 && bytes <= cells * BYTES_IN_A_CELL
}
