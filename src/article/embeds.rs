//! Films, sounds and other pages' boxes in a page: an article links to them and embeds nothing.

use super::addresses::Addresses;
use crate::page::{NodeId, Page, Tag, url};

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

/// A service whose boxes are part of what an article says: films, sounds, posts, charts, maps. Boxes from elsewhere are
/// nearly always advertisements.
struct Service {
    /// The host's end.
    host: &'static str,
    /// What the address's path begins with; the rest up to the next slash is the thing's id.
    path: &'static str,
    /// The address of the page for an id, before and behind it; empty where the box's own address is as good.
    page: (&'static str, &'static str),
    /// What it is, with the service's name.
    words: &'static str,
}

const fn service(
    host: &'static str,
    path: &'static str,
    page: (&'static str, &'static str),
    words: &'static str,
) -> Service {
    Service { host, path, page, words }
}

#[rustfmt::skip]
const SERVICES: &[Service] = &[
    service("youtube.com", "/embed/", ("https://www.youtube.com/watch?v=", ""), "Video on YouTube"),
    service("youtube-nocookie.com", "/embed/", ("https://www.youtube.com/watch?v=", ""), "Video on YouTube"),
    service("player.vimeo.com", "/video/", ("https://vimeo.com/", ""), "Video on Vimeo"),
    service("dailymotion.com", "/embed/video/", ("https://www.dailymotion.com/video/", ""), "Video on Dailymotion"),
    service("embed.ted.com", "/talks/", ("https://www.ted.com/talks/", ""), "Talk on TED"),
    service("player.twitch.tv", "/", ("", ""), "Video on Twitch"),
    service("streamable.com", "/", ("", ""), "Video on Streamable"),
    service("archive.org", "/embed/", ("https://archive.org/details/", ""), "Item in the Internet Archive"),
    service("player.bilibili.com", "/", ("", ""), "Video on Bilibili"),
    service("rutube.ru", "/play/embed/", ("https://rutube.ru/video/", "/"), "Video on Rutube"),
    service("facebook.com", "/plugins/post", ("", ""), "Post on Facebook"),
    service("facebook.com", "/plugins/video", ("", ""), "Video on Facebook"),
    service("instagram.com", "/p/", ("https://www.instagram.com/p/", "/"), "Post on Instagram"),
    service("tiktok.com", "/embed/", ("", ""), "Video on TikTok"),
    service("platform.twitter.com", "/embed/", ("", ""), "Post on X"),
    service("open.spotify.com", "/embed/", ("", ""), "Sound on Spotify"),
    service("w.soundcloud.com", "/player/", ("", ""), "Sound on SoundCloud"),
    service("bandcamp.com", "/EmbeddedPlayer/", ("", ""), "Sound on Bandcamp"),
    service("embed.podcasts.apple.com", "/", ("", ""), "Podcast on Apple Podcasts"),
    service("datawrapper.dwcdn.net", "/", ("", ""), "Chart"),
    service("flo.uri.sh", "/", ("", ""), "Chart"),
    service("google.com", "/maps/", ("", ""), "Map"),
    service("openstreetmap.org", "/export/", ("", ""), "Map"),
    service("codepen.io", "/", ("", ""), "Code on CodePen"),
];

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
    let found = SERVICES.iter().find(|service| {
        let is_host = host.strip_suffix(service.host).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
        is_host && path.starts_with(&service.path[1..])
    })?;
    let id = path[found.path.len() - 1..].split(['?', '#', '/', '&']).next().unwrap_or_default();
    let (before, behind) = found.page;
    let words = label(page, node).unwrap_or(found.words).to_owned();
    let address = if before.is_empty() || id.is_empty() { address } else { [before, id, behind].concat() };
    Some(Embed { address, words, poster: None })
}

/// The element's own words for what it is.
fn label(page: &Page, node: NodeId) -> Option<&str> {
    let words = ["title", "aria-label"].into_iter().filter_map(|name| page.attribute(node, name));
    words.map(str::trim).find(|words| !words.is_empty() && words.len() <= 200)
}
