//! Addresses in an article: absolute, and only where they can do no harm.

use super::allowed::{ID_PREFIX, is_link, is_picture};
use crate::clutter::{Verdict, Verdicts};
use crate::hash;
use crate::map::Set;
use crate::page::{NodeId, Page, Tag, url};
use crate::table::listed;

/// Resolves the addresses of a page.
pub(super) struct Addresses<'a> {
    /// The absolute address that relative ones are resolved against; empty where there is none.
    base: &'a str,
    /// Hashes of the anchors that links of the article lead to and that stand in it.
    anchors: Set,
}

/// A base longer than this is no address of a page: it would only make every link long.
const LONGEST_BASE: usize = 4096;
/// Names of anchors longer than this are none.
const LONGEST_NAME: usize = 1024;

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
        url::resolve(self.base, reference).filter(|address| is_link(address)).map(without_trackers)
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

/// Names in a query that only tell who sent whom, as the services that set them document; those of Google Analytics
/// all begin with `utm_`.
const TRACKERS: &str = "gclid dclid gbraid wbraid fbclid igshid msclkid yclid twclid ttclid mc_cid mc_eid mkt_tok _hsenc _hsmi \
     vero_id _openstat";

/// A link's address without the names in its query that track whoever follows it.
fn without_trackers(address: String) -> String {
    let Some((place, behind)) = address.split_once('?') else { return address };
    let (query, anchor) = behind.split_at(behind.find('#').unwrap_or(behind.len()));
    let mut out = String::with_capacity(address.len());
    out.push_str(place);
    let mut sign = '?';
    for part in query.split('&') {
        // Some pages escape the sign between two names once too often.
        let name = part.split('=').next().unwrap_or_default().trim_start_matches("amp;").to_ascii_lowercase();
        if !name.starts_with("utm_") && !listed(TRACKERS, &name) {
            out.push(sign);
            out.push_str(part);
            sign = '&';
        }
    }
    out.push_str(anchor);
    out
}

/// What a node is called as the goal of a link.
fn name(page: &Page, node: NodeId) -> Option<&str> {
    let id = page.attribute(node, "id");
    let name = || (page.tag(node) == Tag::A).then(|| page.attribute(node, "name")).flatten();
    id.or_else(name).filter(|name| (1..=LONGEST_NAME).contains(&name.len()) && !name.contains(char::is_whitespace))
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

#[cfg(test)]
mod tests {
    use super::without_trackers;

    #[test]
    fn what_tracks_is_taken_from_a_query_and_the_rest_stays() {
        for (address, expected) in [
            ("https://example.org/a", "https://example.org/a"),
            ("https://example.org/a?", "https://example.org/a?"),
            ("https://example.org/a?utm_source=x&utm_medium=y#part", "https://example.org/a#part"),
            ("https://example.org/a?id=7&gclid=x&page=2", "https://example.org/a?id=7&page=2"),
            ("https://example.org/a?UTM_Campaign=x&amp;FBCLID=y&q=utm_x", "https://example.org/a?q=utm_x"),
            ("https://example.org/?mc_eid&msclkid=1&é=ü", "https://example.org/?é=ü"),
            ("https://example.org/#/a?fbclid=1&b", "https://example.org/#/a?b"),
            ("https://example.org/?a=1&&b", "https://example.org/?a=1&&b"),
            ("mailto:a@example.org?subject=utm_source", "mailto:a@example.org?subject=utm_source"),
        ] {
            assert_eq!(without_trackers(address.to_owned()), expected);
        }
    }
}
