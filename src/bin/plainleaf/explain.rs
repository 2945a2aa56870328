//! What was left out of a page and why, as a table.

use plainleaf::reading::Removed;
use std::fmt::Write;

/// One line a removed block: reason, number of words, first words.
pub(crate) fn table(source: &str, removed: &[Removed]) -> String {
    let mut table = String::new();
    let words: usize = removed.iter().map(|block| block.words).sum();
    let _ = writeln!(table, "{source}: {} blocks with {words} words left out", removed.len());
    let width = removed.iter().map(|block| block.reason.len()).max().unwrap_or_default();
    for Removed { reason, words, text, .. } in removed {
        let text: String = text.chars().filter(|character| !character.is_control()).collect();
        let _ = writeln!(table, "  {reason:width$}  {words:>6}  {text}");
    }
    table
}
