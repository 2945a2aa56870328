//! Which file a picture really is.
//!
//! Pages put pictures off: the `src` is a blank, and the file's address waits in another attribute, in a `source`, or in
//! a `noscript` beside it, for a script to fetch it once it comes into view.

use super::addresses::Addresses;
use crate::cut::Cut;
use crate::page::{NodeId, Page, Tag};
use crate::table::listed;

/// The attribute of a picture's file and those in which scripts find it, in the order of how surely they hold the whole
/// picture; last what the browser chose to show, which is real but may be made for a small window.
const SOURCES: &str = "src data-src data-original data-lazy-src data-lazy data-url data-hi-res-src data-full-src data-large-file \
     data-orig-file data-image data-img-src data-echo data-actualsrc data-original-src data-src-large \
     data-src-medium data-src-small data-delayed-url lazy-src data-runner-src currentsrc";

/// The same for lists of files.
const LISTS: &str = "srcset data-srcset data-lazy-srcset data-original-set data-src-set data-sizes-srcset";

/// Stems of files that stand in for a picture that is yet to come, or count visitors.
const BLANKS: &str = "1x1 blank clear cleardot dot empty gray grey lazy lazy-load lazyload loader loading pixel placeholder px shim \
     spaceball spacer tracker trans transparent";

/// Parts of such stems that say enough by themselves.
const BLANK_PARTS: &str = "placeholder 1x1 spacer lazyload lazy-load transparent-pixel blank-image";

/// Parts of the addresses of the commonest services that count visitors by a picture.
const COUNTERS: &str = "google-analytics.com/ doubleclick.net/ facebook.com/tr scorecardresearch.com/ pixel.wp.com/ /matomo.php /piwik.php";

/// The narrowest file that is sharp in a reader's column on a fine screen, in pixels.
const WIDE_ENOUGH: f64 = 1200.0;

/// A picture, ready to be written.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Picture {
    /// Its absolute address.
    pub(super) address: String,
    /// What it shows, in words; empty where the page says nothing.
    pub(super) words: String,
    /// Width and height in CSS pixels, where the page says both.
    pub(super) size: Option<(u32, u32)>,
}

/// The picture that an `img` (or `amp-img`) stands for; `None` for one that shows nothing.
pub(super) fn picture(page: &Page, node: NodeId, addresses: &Addresses<'_>) -> Option<Picture> {
    let size = size(page, node);
    if size.is_some_and(|(width, height)| width <= 2 || height <= 2) || is_dot(page, node) {
        return None;
    }
    let address = own_file(page, node, addresses)
        .or_else(|| from_sources(page, node, addresses))
        .or_else(|| from_noscript(page, node, addresses))?;
    let words = page.attribute(node, "alt").unwrap_or_default();
    Some(Picture { address, words: words.split_whitespace().collect::<Vec<_>>().join(" "), size })
}

/// The file that the element itself names.
fn own_file(page: &Page, node: NodeId, addresses: &Addresses<'_>) -> Option<String> {
    best_listed(page, node, addresses).or_else(|| {
        let mut files = SOURCES.split(' ').filter_map(|name| page.attribute(node, name));
        files.find_map(|file| real(file, addresses))
    })
}

/// The file that suits a reader best of those that the element lists.
fn best_listed(page: &Page, node: NodeId, addresses: &Addresses<'_>) -> Option<String> {
    let mut lists = LISTS.split(' ').filter_map(|name| page.attribute(node, name));
    lists.find_map(|list| real(best_of(list)?, addresses))
}

/// The file that a `source` in the same `picture` names.
fn from_sources(page: &Page, node: NodeId, addresses: &Addresses<'_>) -> Option<String> {
    let parent = page.parent(node);
    if page.tag(parent) != Tag::Picture {
        return None;
    }
    let mut sources = page.children(parent).filter(|&child| page.tag(child) == Tag::Source).take(32);
    sources.find_map(|source| best_listed(page, source, addresses))
}

/// The file that the `noscript` behind the element names, for readers without scripts.
fn from_noscript(page: &Page, node: NodeId, addresses: &Addresses<'_>) -> Option<String> {
    let mut at = node;
    // Behind the picture itself, or behind the `picture` or `span` that holds it alone.
    for _ in 0..3 {
        let mut next = page.end(at);
        while next < page.end(page.parent(at)) && page.tag(next) == Tag::Text && page.is_blank(next) {
            next = page.end(next);
        }
        if next < page.end(page.parent(at)) && page.tag(next) == Tag::Noscript {
            let inner = page.subtree(next).take(16).find(|&inner| page.tag(inner) == Tag::Img)?;
            return own_file(page, inner, addresses).filter(|_| !is_dot(page, inner));
        }
        at = page.parent(at);
        if !matches!(page.tag(at), Tag::Picture | Tag::Span | Tag::Div | Tag::A | Tag::Other) {
            return None;
        }
    }
    None
}

/// The address, where it is that of a picture and not of a blank.
fn real(file: &str, addresses: &Addresses<'_>) -> Option<String> {
    let file = file.trim();
    if file.is_empty() || is_blank(file) {
        return None;
    }
    addresses.picture(file)
}

/// Whether a file stands in for another.
fn is_blank(file: &str) -> bool {
    if file.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:")) {
        // What fits into so little is a dot or a blur; a GIF in the page is nearly always one.
        const SMALL: usize = 1500;
        return file.len() < SMALL || file.cut(5..).starts_with("image/gif");
    }
    let path = file.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_ascii_lowercase();
    // A short name without an ending is an address that some program answers, not a file.
    (name.contains('.') && listed(BLANKS, &stem))
        || BLANK_PARTS.split(' ').any(|part| stem.contains(part))
        || COUNTERS.split(' ').any(|part| path.contains(part))
}

/// The file of a list (`srcset`) that suits a reader: the narrowest that is wide enough, or else the widest.
fn best_of(list: &str) -> Option<&str> {
    let mut best: Option<(&str, f64)> = None;
    for (file, width) in files(list) {
        let better = best.is_none_or(|(_, chosen)| {
            if chosen >= WIDE_ENOUGH { width >= WIDE_ENOUGH && width < chosen } else { width > chosen }
        });
        if better {
            best = Some((file, width));
        }
    }
    best.map(|(file, _)| file)
}

/// The files of a list with their widths; a density counts as so many times a column of 600 pixels.
///
/// Source: HTML, "parsing a srcset attribute": a comma ends a file only behind white space or its descriptor.
fn files(list: &str) -> impl Iterator<Item = (&str, f64)> {
    let mut rest = list;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (file, behind) = rest.split_at(end);
        if file.is_empty() {
            return None;
        }
        let (file, descriptor) = if file.ends_with(',') {
            rest = behind;
            (file.trim_end_matches(','), "")
        } else {
            let (descriptor, more) = behind.split_once(',').unwrap_or((behind, ""));
            rest = more;
            (file, descriptor.trim())
        };
        let number =
            |unit| descriptor.split_whitespace().find_map(|part| crate::decimal::read(part.strip_suffix(unit)?));
        let width = number('w').or_else(|| number('x').map(|density| density * 600.0)).unwrap_or(600.0);
        Some((file, if width.is_finite() { width } else { 0.0 }))
    })
}

/// Width and height, where both are given as whole pixels.
fn size(page: &Page, node: NodeId) -> Option<(u32, u32)> {
    Some((pixels(page, node, "width")?, pixels(page, node, "height")?))
}

fn pixels(page: &Page, node: NodeId, name: &str) -> Option<u32> {
    let value = page.attribute(node, name)?.trim();
    value.strip_suffix("px").unwrap_or(value).parse::<u32>().ok().filter(|&number| number <= 20_000)
}

/// Whether one of the sides is given as a pixel or none, by an attribute or by style.
fn is_dot(page: &Page, node: NodeId) -> bool {
    let style = page.attribute(node, "style").unwrap_or_default();
    // A picture that fills its frame may say that it is nothing by itself.
    let fills = style.contains("min-width");
    !fills
        && style.split(';').filter_map(|declaration| declaration.split_once(':')).any(|(property, value)| {
            listed("width height max-width max-height", property.trim()) && listed("0 0px 1px 2px", value.trim())
        })
        || ["width", "height"].into_iter().any(|name| pixels(page, node, name).is_some_and(|side| side <= 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_that_are_searched_are_sorted() {}

    #[test]
    fn the_file_that_suits_a_reader_is_chosen() {
        for (list, expected) in [
            ("a.jpg 400w, b.jpg 1400w, c.jpg 3000w", Some("b.jpg")),
            ("a.jpg 400w, b.jpg 800w", Some("b.jpg")),
            ("a.jpg, b.jpg 2x", Some("b.jpg")),
            ("a.jpg 1x,b.jpg 2x,c.jpg 3x", Some("b.jpg")),
            (
                "https://example.org/w_400,h_300/a.jpg 400w, https://example.org/w_900,h_600/a.jpg 900w",
                Some("https://example.org/w_900,h_600/a.jpg"),
            ),
            ("a.jpg", Some("a.jpg")),
            ("  ,, ", None),
            ("a.jpg nonsense, b.jpg 1e999w", Some("a.jpg")),
        ] {
            assert_eq!(best_of(list), expected, "{list}");
        }
    }

    #[test]
    fn blanks_are_told_from_pictures() {
        for blank in [
            "data:image/gif;base64,R0lGOD",
            "data:image/svg+xml,x",
            "/img/1x1.png",
            "https://example.org/spacer.gif",
            "/a/loading.gif",
            "/static/article-placeholder.png?v=2",
            "https://www.facebook.com/tr?id=1&ev=PageView",
            "https://stats.example.org/matomo.php?idsite=1",
        ] {
            assert!(is_blank(blank), "{blank}");
        }
        for picture in
            ["/img/river.jpg", "https://example.org/pixel-phone.jpg", "/photo/p", "/x/loading-dock.jpg", "/é.png"]
        {
            assert!(!is_blank(picture), "{picture}");
        }
    }
}
