//! Pages with text and nothing to read: bare lists of links, search results, home pages, log-in and error pages.

use super::Verdicts;
use super::column::Column;
use super::features::{Features, Sums};
use super::kind::signs;
use super::labels::normal;
use crate::page::{Metadata, NodeId, Page, Tag};

/// How links and sentences take turns.
#[derive(Clone, Copy, Default, Debug)]
struct Turns {
    /// Lines that are one link, or begin with one.
    links: u32,
    /// Sentences with such a link right before them.
    introduced: u32,
    /// All sentences.
    sentences: u32,
}

impl Turns {
    /// Whether nearly every sentence tells what the link before it leads to.
    const fn are_a_list(self) -> bool {
        const LEAST: u32 = 5;
        self.links >= LEAST && self.introduced * 4 >= self.sentences * 3
    }
}

/// What a page says about its kind, whatever is kept of it.
pub(super) struct Signs {
    names: Vec<String>,
    asks_for_password: bool,
    asks: bool,
    links: u32,
    is_home: bool,
}

impl Signs {
    /// Reads the page's names, its forms and its address.
    pub(super) fn of(page: &Page, metadata: Option<&Metadata>) -> Self {
        let mut signs = Self { names: Vec::new(), asks_for_password: false, asks: false, links: 0, is_home: false };
        let mut address = metadata.and_then(|metadata| metadata.canonical.as_deref());
        let (mut titled, mut headed) = (false, false);
        for node in page.nodes() {
            match page.tag(node) {
                // A drawing may have a title as well; the page's own comes first.
                Tag::Title if !titled => {
                    titled = true;
                    signs.add_name(&page.text_content(node));
                }
                Tag::H1 if !headed && !page.is_hidden(node) => {
                    headed = true;
                    signs.add_name(&page.text_content(node));
                }
                Tag::A => signs.links += 1,
                Tag::Input => {
                    let kind = page.attribute(node, "type").unwrap_or("text");
                    signs.asks_for_password |= kind.eq_ignore_ascii_case("password");
                    signs.asks |= !kind.eq_ignore_ascii_case("hidden");
                }
                Tag::Link if address.is_none() && page.attribute(node, "rel") == Some("canonical") => {
                    address = page.attribute(node, "href");
                }
                Tag::Meta if address.is_none() && page.attribute(node, "property") == Some("og:url") => {
                    address = page.attribute(node, "content");
                }
                _ => {}
            }
        }
        signs.is_home = address.is_some_and(is_home);
        signs
    }

    /// Adds a name, whole and in its parts ("Kettles – Search – The Hob").
    fn add_name(&mut self, text: &str) {
        const LONGEST: usize = 300;
        if text.len() > LONGEST {
            return;
        }
        self.names.push(normal(text));
        let parted = text.replace(" - ", "|");
        self.names.extend(parted.split(['|', '·', '•', '»', '–', '—', ':']).map(normal));
    }

    /// Whether a name fits a sign of that heading.
    fn fits(&self, heading: &str, fits: impl Fn(&str, &str) -> bool) -> bool {
        signs(heading).any(|known| self.names.iter().any(|name| fits(name, known)))
    }

    /// Whether a name begins with a sign of that heading, and says little more.
    fn is_named(&self, heading: &str) -> bool {
        self.fits(heading, |name, known| {
            name.strip_prefix(known).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric) && rest.len() <= 40)
        })
    }

    fn is_named_search(&self) -> bool {
        self.fits("search: name", |name, known| name == known)
            || self.fits("search: beginning", |name, known| name.starts_with(known))
            || self.fits("search: ending", |name, known| name.ends_with(known))
    }
}

/// Whether there is nothing to read on a page.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Nothing {
    /// There is something.
    No,
    /// What the rules keep is next to no words or a list of links: they may have missed what there is.
    Perhaps,
    /// The page says itself that it is a search, a home, a log-in or an error page.
    Sure,
}

/// Whether there is nothing to read in the parts, whatever text they hold.
pub(super) fn is_nothing(
    page: &Page,
    features: &Features,
    signs: &Signs,
    parts: &[NodeId],
    sums: &Column<Sums>,
    verdicts: &Verdicts,
) -> Nothing {
    let mut held = Sums::default();
    for &part in parts {
        held += sums[part];
    }
    let (characters, sentences) = (held.characters, held.sentence_characters);
    let asks_who_reads = signs.asks_for_password && characters < 200 && sentences < 120
        || characters < 600 && signs.asks && signs.is_named("log-in");
    if asks_who_reads
        || characters < 600 && signs.is_named("error")
        || signs.is_named_search() && turns(page, features, parts, verdicts).are_a_list()
        || signs.is_home && held.teasers >= 8 && sentences < held.teasers * 100
    {
        return Nothing::Sure;
    }
    // A form and a hint or two; a menu and what is left of a page that a script would fill.
    let is_bare = characters < 100 && sentences == 0 && (signs.asks || signs.links >= 5);
    let is_links = held.links >= 8 && held.link_density() > 0.7 && sentences * 50 < characters;
    if is_bare || is_links { Nothing::Perhaps } else { Nothing::No }
}

/// Whether an address is that of a whole site.
fn is_home(address: &str) -> bool {
    let Some((_, rest)) = address.split_once("://") else { return address == "/" };
    rest.split_once('/').is_none_or(|(_, path)| path.is_empty() || path.starts_with(['?', '#']))
}

/// Counts the turns of links and sentences in the parts.
fn turns(page: &Page, features: &Features, parts: &[NodeId], verdicts: &Verdicts) -> Turns {
    /// A link of fewer characters is a mark and no heading.
    const SHORTEST: u32 = 12;
    let mut turns = Turns::default();
    let mut introduces = false;
    let mut parts = parts.iter().copied().peekable();
    for run in &features.runs {
        while parts.peek().is_some_and(|&part| page.end(part) <= run.first) {
            parts.next();
        }
        let Some(&part) = parts.peek() else { break };
        if !page.contains(part, run.first) || verdicts.is_dropped(run.first) {
            continue;
        }
        let first = &features.texts[run.first];
        if run.characters >= SHORTEST && run.link_characters * 10 >= run.characters * 9 {
            turns.links += 1;
            introduces = true;
        } else if first.link == 2 && first.characters >= SHORTEST {
            turns.links += 1;
            turns.sentences += 1;
            turns.introduced += 1;
            introduces = false;
        } else if first.sentence {
            turns.sentences += 1;
            turns.introduced += u32::from(introduces);
            introduces = false;
        }
    }
    turns
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn homes_are_told_from_pages() {
        for home in ["https://hob.example", "https://hob.example/", "https://hob.example/?from=mail", "/"] {
            assert!(is_home(home), "{home}");
        }
        for page in ["https://hob.example/news", "https://hob.example/2024/kettles.html", "news", ""] {
            assert!(!is_home(page), "{page}");
        }
    }

    #[test]
    fn a_page_that_names_itself_a_search_is_told_from_a_piece_about_searching() {
        let named = |name: &str| {
            let mut signs =
                Signs { names: Vec::new(), asks_for_password: false, asks: false, links: 0, is_home: false };
            signs.add_name(name);
            signs.is_named_search()
        };
        assert!(named("herring - search") && named("Search results for “herring” | The Hob") && named("Suche"));
        assert!(named("herring – Hob Search"));
        assert!(!named("The long search for a quiet kettle") && !named("Search engine – Pedia"));
    }
}
