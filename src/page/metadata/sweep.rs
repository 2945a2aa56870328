//! One walk over the page that collects every node that says something about it.

use super::text::contains_ignoring_case;
use crate::letters::small;
use crate::page::{NodeId, Page, Tag};

/// The most nodes kept of each kind.
const MOST: usize = 200;

/// Parts of class names and ids, lower case, with what they mark. Those for bylines are the ones that
/// Readability.js looks for.
const CLASS_PARTS: &[(&str, Mark)] = &[
    ("author", Mark::Byline),
    ("byline", Mark::Byline),
    ("comment", Mark::Comment),
    ("dateline", Mark::Byline),
    ("date", Mark::Date),
    ("disqus_thread", Mark::Comment),
    ("posted", Mark::Date),
    ("published", Mark::Date),
    ("timestamp", Mark::Date),
    ("writtenby", Mark::Byline),
];

/// Class names and ids of the place where readers' comments stand.
const COMMENTS: &str = "comments comment-list commentlist disqus_thread";

/// The longest class attribute that is looked through, in bytes.
const LONGEST: usize = 512;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Byline,
    Date,
    Comment,
}

/// What the parts in a class name or id mark.
fn marks(value: &str) -> impl Iterator<Item = Mark> {
    let bytes = &value.as_bytes()[..value.len().min(LONGEST)];
    let may_begin = |pair: &[u8]| {
        matches!(
            [pair[0] | 0x20, pair[1] | 0x20],
            [b'a', b'u']
                | [b'b', b'y']
                | [b'c' | b'p', b'o']
                | [b'd', b'a' | b'i']
                | [b'p', b'u']
                | [b't', b'i']
                | [b'w', b'r']
        )
    };
    let mut next = 0;
    let places = std::iter::from_fn(move || {
        loop {
            let pair = bytes.get(next..next + 2)?;
            next += 1;
            if may_begin(pair) {
                return Some(next - 1);
            }
        }
    });
    places.flat_map(move |at| {
        let rest = &bytes[at..];
        let here = |part: &str| rest.get(..part.len()).is_some_and(|start| start.eq_ignore_ascii_case(part.as_bytes()));
        // "authority" and "authorise" have nothing to do with authors.
        CLASS_PARTS.iter().filter(move |(part, _)| here(part) && !here("authori")).map(|&(_, mark)| mark)
    })
}

/// What was collected.
#[derive(Debug, Default)]
pub(super) struct Sweep<'a> {
    /// Each `meta`: key in lower case, content.
    pub(super) metas: Vec<(String, &'a str)>,
    /// Each `link` with an address: `rel` in lower case, `href`.
    pub(super) links: Vec<(String, &'a str)>,
    pub(super) title: Option<NodeId>,
    /// `h1` and `h2` that are shown.
    pub(super) headings: Vec<NodeId>,
    /// Scripts of JSON-LD.
    pub(super) json_ld: Vec<NodeId>,
    /// `time` elements that are shown.
    pub(super) times: Vec<NodeId>,
    /// Elements with an `itemprop` and its value.
    pub(super) properties: Vec<(NodeId, &'a str)>,
    /// What looks like a byline: `rel=author`, and classes and ids that say so.
    pub(super) bylines: Vec<NodeId>,
    /// Links to pages about authors.
    pub(super) author_links: Vec<NodeId>,
    /// Elements whose class or id speaks of a date.
    pub(super) dates: Vec<NodeId>,
    pub(super) language: Option<&'a str>,
    pub(super) direction: Option<&'a str>,
    pub(super) base: Option<&'a str>,
}

impl<'a> Sweep<'a> {
    pub(super) fn of(page: &'a Page) -> Self {
        let mut sweep = Self::default();
        // Where a part that is not about the piece, or is not shown, ends.
        let mut aside = NodeId::DOCUMENT;
        for node in page.nodes() {
            let tag = page.tag(node);
            if tag == Tag::Text {
                continue;
            }
            match tag {
                Tag::Meta => sweep.meta(page, node),
                Tag::Link => sweep.link(page, node),
                Tag::Base if sweep.base.is_none() => sweep.base = page.attribute(node, "href"),
                Tag::Title if sweep.title.is_none() && page.tag(page.parent(node)) != Tag::Svg => {
                    sweep.title = Some(node);
                }
                Tag::Script => {
                    let kind = page.attribute(node, "type").unwrap_or_default();
                    if contains_ignoring_case(kind, "ld+json") {
                        keep(&mut sweep.json_ld, node);
                    }
                }
                _ => {}
            }
            if node < aside {
                continue;
            }
            if page.is_hidden(node) {
                aside = page.end(node);
                continue;
            }
            match tag {
                Tag::H1 | Tag::H2 => keep(&mut sweep.headings, node),
                Tag::Time => keep(&mut sweep.times, node),
                _ => {}
            }
            if sweep.attributes(page, node, tag) {
                aside = page.end(node);
            }
        }
        sweep
    }

    /// The first content of a `meta` with one of the keys, which stand in order of trust with spaces between them.
    pub(super) fn first(&self, keys: &str) -> Option<&'a str> {
        keys.split(' ').find_map(|key| self.all(key).next())
    }

    /// Every content of the `meta`s with a key that has any.
    pub(super) fn all(&self, key: &str) -> impl Iterator<Item = &'a str> {
        self.metas.iter().filter(move |(name, _)| name == key).map(|(_, content)| *content)
    }

    /// The address of the first `link` with a relation.
    pub(super) fn linked(&self, relation: &str) -> Option<&'a str> {
        let mut links = self.links.iter();
        links.find_map(|(rel, href)| rel.split_ascii_whitespace().any(|rel| rel == relation).then_some(*href))
    }

    fn meta(&mut self, page: &'a Page, node: NodeId) {
        let (mut keys, mut content) = (Vec::new(), "");
        for (name, value) in page.attributes(node) {
            match name {
                "content" => content = value,
                "name" if value.eq_ignore_ascii_case("article:author") => keys.push("name:article:author"),
                "property" | "name" | "itemprop" | "http-equiv" => keys.push(value),
                _ => {}
            }
        }
        if content.trim().is_empty() {
            return;
        }
        for key in keys.iter().flat_map(|keys| keys.split_ascii_whitespace()) {
            if self.metas.len() < MOST * 4 {
                // Dublin Core is written with a stop, a colon, and either of two prefixes.
                let key = small(key).replacen("dcterms", "dc", 1).replacen("dcterm", "dc", 1).replacen("dc.", "dc:", 1);
                self.metas.push((key, content));
            }
        }
    }

    fn link(&mut self, page: &'a Page, node: NodeId) {
        if let (Some(rel), Some(href)) = (page.attribute(node, "rel"), page.attribute(node, "href"))
            && self.links.len() < MOST
            && ["canonical", "image_src"].iter().any(|kind| contains_ignoring_case(rel, kind))
        {
            self.links.push((rel.to_ascii_lowercase(), href));
        }
    }

    /// Looks through an element's attributes; says whether what is in it is about something else.
    fn attributes(&mut self, page: &'a Page, node: NodeId, tag: Tag) -> bool {
        let mut property = None;
        let mut is_byline = false;
        let mut is_date = false;
        for (name, value) in page.attributes(node) {
            match name {
                "class" | "id" => {
                    for mark in marks(value) {
                        match mark {
                            Mark::Byline => is_byline = true,
                            Mark::Date => is_date = true,
                            // Readers' comments have authors and dates of their own.
                            Mark::Comment => {
                                let of_comments =
                                    |word: &str| COMMENTS.split(' ').any(|name| word.eq_ignore_ascii_case(name));
                                if value.split_ascii_whitespace().any(of_comments) {
                                    return true;
                                }
                            }
                        }
                    }
                }
                "rel" => is_byline |= value.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case("author")),
                "href" if tag == Tag::A && leads_to_author(value) => {
                    keep(&mut self.author_links, node);
                }
                "itemprop" => {
                    property = Some(value);
                    is_byline |= contains_ignoring_case(value, "author");
                }
                "itemtype" if ["/Comment", "/Review", "/UserComments"].iter().any(|kind| value.ends_with(kind)) => {
                    return true;
                }
                "lang" if tag == Tag::Html => self.language = Some(value),
                "xml:lang" if tag == Tag::Html && self.language.is_none() => self.language = Some(value),
                "dir"
                    if matches!(tag, Tag::Html | Tag::Body | Tag::Main | Tag::Article) && self.direction.is_none() =>
                {
                    self.direction = Some(value);
                }
                _ => {}
            }
        }
        if let Some(property) = property
            && self.properties.len() < MOST
        {
            self.properties.push((node, property));
        }
        if is_byline && !is_control(tag) {
            keep(&mut self.bylines, node);
        }
        if is_date && !is_control(tag) {
            keep(&mut self.dates, node);
        }
        false
    }
}

/// Whether an address has a part `author` or `authors`.
fn leads_to_author(address: &str) -> bool {
    let mut rest = address.as_bytes();
    while let Some(at) = rest.iter().position(|&byte| byte == b'/') {
        rest = &rest[at + 1..];
        if matches!(rest.strip_prefix(b"author"), Some([b'/', ..] | [b's', b'/', ..])) {
            return true;
        }
    }
    false
}

/// Elements that hold no line of text, or one that asks for something.
const fn is_control(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Html
            | Tag::Body
            | Tag::Link
            | Tag::Meta
            | Tag::Label
            | Tag::Input
            | Tag::Textarea
            | Tag::Select
            | Tag::Button
    )
}

fn keep(list: &mut Vec<NodeId>, node: NodeId) {
    if list.len() < MOST {
        list.push(node);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_of_a_name_is_seen_wherever_it_stands() {
        for (part, mark) in CLASS_PARTS {
            for name in [format!("{part}s"), format!("post-{part}"), part.to_uppercase()] {
                assert!(marks(&name).any(|seen| seen == *mark), "{name}");
            }
        }
        assert!(marks("authority").next().is_none() && marks("a").next().is_none());
    }

    #[test]
    fn links_to_authors_have_a_part_that_says_so() {
        assert!(leads_to_author("/author/ann") && leads_to_author("https://hob.example/authors/x"));
        assert!(leads_to_author("/author/") && leads_to_author("/authors/"));
        assert!(!leads_to_author("/author") && !leads_to_author("/authority/") && !leads_to_author("author/x"));
    }
}
