//! Joins the mentions that stand for one name under its fullest form.

use super::document::Document;
use super::mentions::Mention;
use super::{Name, NameKind};
use crate::article::Text;
use std::collections::HashMap;

/// The names that the mentions stand for, sorted by first mention.
pub(super) fn names(_document: &Document, text: &Text, mentions: Vec<Mention>) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    let mut by_form: HashMap<(NameKind, &str), usize> = HashMap::new();
    for mention in mentions {
        let form = text.slice(mention.span);
        let index = *by_form.entry((mention.kind, form)).or_insert_with(|| {
            names.push(Name { kind: mention.kind, name: form.to_owned(), mentions: Vec::new() });
            names.len() - 1
        });
        names[index].mentions.push(mention.span);
    }
    names
}
