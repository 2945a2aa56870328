//! Addresses in an article: absolute, and only where they can do no harm.

use super::allowed::{ID_PREFIX, is_link, is_picture};
use crate::clutter::{Verdict, Verdicts};
use crate::hash;
use crate::map::Set;
use crate::page::{NodeId, Page, Tag, url};

/// Resolves the addresses of a page.
pub(super) struct Addresses<'a> {
    /// The absolute address that relative ones are resolved against; empty where there is none.
    base: &'a str,
    /// Hashes of the anchors that links of the article lead to and that stand in it.
    anchors: Set,
}

/// A base longer than this is no address of a page: it would only make every link long.
const LONGEST_BASE: usize = 4096;

impl<'a> Addresses<'a> {
    /// The addresses of what the verdicts keep.
    pub(super) fn of(page: &'a Page, verdicts: &Verdicts, base: Option<&'a str>) -> Self {
        let kept = || page.nodes().filter(|&node| verdicts.of(node) == Verdict::Keep);
        let base = base.filter(|base| base.len() <= LONGEST_BASE).unwrap_or_default();
        let wanted: Set = kept()
            .filter(|&node| page.tag(node) == Tag::A)
            .filter_map(|node| anchor(page.attribute(node, "href")?, base))
            .map(hash::of_word)
            .collect();
        let mut anchors = Set::default();
        if !wanted.is_empty() {
            let names = kept().filter_map(|node| name(page, node)).map(hash::of_word);
            anchors = names.filter(|&name| wanted.contains(name)).collect();
        }
        Self { base, anchors }
    }

    /// The id that a node keeps in the article: only where a link of the article leads to it.
    pub(super) fn id(&self, page: &'a Page, node: NodeId) -> Option<&'a str> {
        name(page, node).filter(|&name| self.anchors.contains(hash::of_word(name)))
    }

    /// Where a link leads, if it may lead there.
    pub(super) fn link(&self, reference: &str) -> Option<String> {
        if let Some(anchor) = anchor(reference, self.base)
            && self.anchors.contains(hash::of_word(anchor))
        {
            return Some(["#", ID_PREFIX, anchor].concat());
        }
        url::resolve(self.base, reference).filter(|address| is_link(address))
    }

    /// Where a picture comes from, if it may come from there.
    pub(super) fn picture(&self, reference: &str) -> Option<String> {
        if reference.trim_start().get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:")) {
            let address = reference.trim();
            return is_picture(address).then(|| address.to_owned());
        }
        url::resolve(self.base, reference).filter(|address| is_picture(address))
    }
}

/// What a node is called as the goal of a link.
fn name(page: &Page, node: NodeId) -> Option<&str> {
    let id = page.attribute(node, "id");
    let name = || (page.tag(node) == Tag::A).then(|| page.attribute(node, "name")).flatten();
    id.or_else(name).filter(|name| !name.is_empty() && !name.contains(char::is_whitespace))
}

/// The anchor in the page itself that a link leads to.
fn anchor<'r>(reference: &'r str, base: &str) -> Option<&'r str> {
    let (page, anchor) = reference.trim().split_once('#')?;
    let here = base.split('#').next().unwrap_or_default();
    (!anchor.is_empty() && (page.is_empty() || page == here)).then_some(anchor)
}

/// An element's link anchor in the article, as its `id`.
pub(super) fn prefixed(id: &str) -> String {
    [ID_PREFIX, id].concat()
}
