//! Films, sounds and other pages' boxes in a page: an article links to them and embeds nothing.

use super::addresses::Addresses;
use crate::page::{NodeId, Page, Tag, url};
use crate::table::{self, lines};

/// What stands in the article for something embedded.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Embed {
    /// Where the link leads.
    pub(super) address: String,
    /// The words of the link.
    pub(super) words: String,
    /// A picture for the link, where there is one.
    pub(super) poster: Option<String>,
}

/// Services whose boxes are part of what an article says: films, sounds, posts, charts, maps. Boxes from elsewhere are
/// nearly always advertisements.
///
/// The columns: the host's end with the beginning of the path, of which the rest up to the next slash is the thing's id;
/// what the link says; the address of the thing's page before the id, and behind it. Without an address of a page the
/// box's own is as good.
const SERVICES: &str = table::file!("embeds.txt");

/// What an element embeds, as a link.
pub(super) fn embed(page: &Page, node: NodeId, addresses: &Addresses<'_>) -> Option<Embed> {
    match page.tag(node) {
        Tag::Iframe | Tag::Embed | Tag::Object => boxed(page, node, addresses),
        tag @ (Tag::Video | Tag::Audio) => {
            let sources = page.children(node).filter(|&child| page.tag(child) == Tag::Source);
            let files = std::iter::once(node).chain(sources).filter_map(|one| page.attribute(one, "src"));
            let address = files.take(8).find_map(|file| addresses.link(file))?;
            let poster = page.attribute(node, "poster").and_then(|poster| addresses.picture(poster));
            let kind = if tag == Tag::Video { "Video" } else { "Sound" };
            Some(Embed { address, words: label(page, node).unwrap_or(kind).to_owned(), poster })
        }
        _ => None,
    }
}

fn boxed(page: &Page, node: NodeId, addresses: &Addresses<'_>) -> Option<Embed> {
    let address = ["src", "data-src", "data-lazy-src", "data"]
        .into_iter()
        .filter_map(|name| page.attribute(node, name))
        .find_map(|address| addresses.link(address))?;
    let host = url::host(&address)?;
    let path = address.splitn(4, '/').nth(3)?;
    let (id, mut service) = lines(SERVICES).find_map(|line| {
        let mut service = line.cells();
        let (end, start) = service.cell().split_once('/')?;
        let is_host = host.strip_suffix(end).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
        path.strip_prefix(start).filter(|_| is_host).map(|id| (id, service))
    })?;
    let id = id.split(['?', '#', '/', '&']).next().unwrap_or_default();
    let words = service.cell();
    let words = label(page, node).unwrap_or(words).to_owned();
    let (before, behind) = (service.cell(), service.cell());
    let address = if before.is_empty() || id.is_empty() { address } else { [before, id, behind].concat() };
    Some(Embed { address, words, poster: None })
}

/// The element's own words for what it is.
fn label(page: &Page, node: NodeId) -> Option<&str> {
    let words = ["title", "aria-label"].into_iter().filter_map(|name| page.attribute(node, name));
    words.map(str::trim).find(|words| !words.is_empty() && words.len() <= 200)
}
