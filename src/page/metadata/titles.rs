//! The piece's title among what a page calls itself.

use super::json_ld::JsonLd;
use super::sweep::Sweep;
use super::text::{bare, clean, short, some};
use crate::cut::Cut;
use crate::letters::small;
use crate::page::{NodeId, Page};

/// `meta` keys that hold a title, in order of trust.
const KEYS: &str = "dc:title og:title weibo:article:title weibo:webpage:title title twitter:title parsely-title sailthru.title \
     citation_title";

/// Signs that stand, with spaces around them, between a title and the site's name.
const SEPARATORS: &[char] = &['|', '-', '–', '—', '·', '•', '»', '›', '>', '/', '\\', '⋅', '∙', '~', '«'];

/// Those that an author also sets in the middle of a title.
const DASHES: &[char] = &['–', '—', '~'];

/// Titles longer than this, in characters, or shorter, are doubted.
const LENGTHS: std::ops::RangeInclusive<usize> = 15..=150;

/// A title longer than this, in characters, is a description in the wrong place.
const LONGEST: usize = 250;

/// A site whose name nothing else tells of has no more words in it.
const LONGEST_NAME: usize = 3;

/// From what length on a headline, in bytes, may have been cut.
const CUT_HEADLINE: usize = 90;

/// The title without the site's name. `sites` are names that the site goes by.
pub(super) fn title(page: &Page, sweep: &Sweep<'_>, json_ld: &JsonLd, sites: &[&str]) -> Option<String> {
    let document = sweep.title.and_then(|node| some(&page.text_content(node)));
    let bare_of_site = |title: String| without_site(&title, sites, false).to_owned();
    let by_meta = sweep.first(KEYS).and_then(some).map(bare_of_site);
    let by_json_ld = json_ld_title(json_ld, document.as_deref().map(|title| without_site(title, sites, true)))
        .filter(|title| title.chars().count() <= LONGEST)
        .map(bare_of_site)
        // Search engines ask for headlines of 110 characters at most, and some sites cut theirs.
        .filter(|title| {
            !by_meta.as_ref().is_some_and(|meta| {
                title.len() >= CUT_HEADLINE
                    && meta.len() > title.len()
                    && meta.starts_with(title.trim_end_matches('…').trim_end())
            })
        });
    let given = by_json_ld.or(by_meta);
    given
        .or_else(|| document.map(|title| from_document(page, sweep, &title, sites)))
        .or_else(|| sweep.headings.iter().find_map(|&heading| short(page, heading, 300)))
        .filter(|title| !title.is_empty())
}

/// The headline, or the name where only that resembles the document's title: sites disagree which of
/// the two is the title.
fn json_ld_title(json_ld: &JsonLd, document: Option<&str>) -> Option<String> {
    match (&json_ld.headline, &json_ld.name, document) {
        (Some(headline), Some(name), Some(document)) if headline != name => {
            let swapped = is_like(name, document) && !is_like(headline, document);
            Some(if swapped { name.clone() } else { headline.clone() })
        }
        (headline, name, _) => headline.clone().or_else(|| name.clone()),
    }
}

/// Whether most of the document's title stands in the text.
fn is_like(text: &str, document: &str) -> bool {
    let words = |text: &str| {
        text.split(|character: char| !character.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(small)
            .collect::<Vec<_>>()
    };
    let (text, document) = (words(text), words(document));
    let (mut all, mut missing) = (0, 0);
    for word in document.iter().take(100) {
        all += word.len();
        missing += if text.contains(word) { 0 } else { word.len() };
    }
    missing * 4 < all
}

/// The title without a first or last part that is exactly one of the site's names.
///
/// In a title that the author gave, a dash belongs to the title as often as it parts it from the
/// site's name; `dashes` says whether they part here.
fn without_site<'a>(title: &'a str, sites: &[&str], dashes: bool) -> &'a str {
    let parts = |sign: char| dashes || !DASHES.contains(&sign);
    let is_site = |part: &str| {
        let part = bare(part);
        !part.is_empty() && sites.iter().any(|site| bare(site) == part)
    };
    let separators = separators(title);
    let mut separators = separators.iter().filter(|&&(at, sign)| parts(sign) && at > 0);
    if let Some(&(at, sign)) = separators.clone().next_back()
        && is_site(title.cut(at + sign.len_utf8()..))
    {
        return title.cut(..at).trim_end();
    }
    if let Some(&(at, sign)) = separators.next()
        && is_site(title.cut(..at))
    {
        return title.cut(at + sign.len_utf8()..).trim_start();
    }
    title
}

/// Where separators stand in a title: place and sign. `｜` needs no spaces around it.
fn separators(title: &str) -> Vec<(usize, char)> {
    let mut found = Vec::new();
    let mut before = ' ';
    let mut characters = title.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let spaced = before == ' ' && characters.peek().is_none_or(|&(_, next)| next == ' ');
        if (spaced && SEPARATORS.contains(&character)) || character == '｜' {
            found.push((at, character));
        }
        before = character;
    }
    found
}

/// The title out of the document's `title`, which most sites put their name into.
///
/// Source of the rules for unknown names: Readability.js, `_getArticleTitle`.
fn from_document(page: &Page, sweep: &Sweep<'_>, title: &str, sites: &[&str]) -> String {
    let stripped = without_site(title, sites, true);
    if stripped != title {
        return stripped.to_owned();
    }
    let words = |text: &str| text.split_whitespace().count();
    let separators = separators(title);
    let headings = || sweep.headings.iter().filter_map(|&heading: &NodeId| short(page, heading, 500));
    let alone;
    let mut found = title;
    let mut hierarchical = false;
    if let (Some(&(first, sign)), Some(&(last, sign_of_last))) = (separators.first(), separators.last()) {
        // What a heading says too is the piece's own, however short, where no more than a name stands behind it.
        let (own, rest) = (bare(title.cut(..last)), title.cut(last + sign_of_last.len_utf8()..));
        if words(rest) <= LONGEST_NAME && !own.is_empty() && headings().any(|heading| bare(&heading) == own) {
            return clean(title.cut(..last));
        }
        hierarchical = separators.iter().any(|&(_, sign)| matches!(sign, '\\' | '/' | '>' | '»'));
        found = title.cut(..last);
        if words(found) < 3 {
            found = title.cut(first + sign.len_utf8()..);
        }
    } else if title.contains(": ") {
        if !headings().any(|heading| heading == title) {
            let cut = |at: Option<usize>| at.map_or(title, |at| title.cut(at + 1..));
            found = cut(title.rfind(':'));
            if words(found) < 3 {
                found = cut(title.find(':'));
            } else if title.find(':').is_some_and(|at| words(title.cut(..at)) > 5) {
                found = title;
            }
        }
    } else if !LENGTHS.contains(&title.chars().count()) {
        let mut only = sweep.headings.iter().filter(|&&heading| page.tag(heading) == crate::page::Tag::H1);
        if let (Some(&heading), None) = (only.next(), only.next())
            && let Some(heading) = short(page, heading, 500)
        {
            alone = heading;
            found = &alone;
        }
    }
    let found = clean(found);
    // A short rest is believed only where one part of a path was cut off.
    let count = words(&found);
    let parts = words(title) - separators.len();
    if count <= 4 && (!hierarchical || count + 1 != parts) { title.to_owned() } else { found }
}
