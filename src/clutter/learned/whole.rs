//! What is true of a whole page, and tells the trees what kind of page it is.

use super::rows::Known;
use super::scale::{few, log, share};
use crate::page::{NodeId, Tag};

/// Types that a page may say it is of, as its JSON-LD writes them.
const SCHEMAS: [&[&str]; 6] = [
    &["NewsArticle\"", "\"Article\"", "BlogPosting\""],
    &["\"Product\"", "\"Offer\""],
    &["\"DiscussionForumPosting", "\"QAPage\""],
    &["\"ItemList\"", "\"CollectionPage\""],
    &["\"Organization\"", "\"LocalBusiness\"", "\"Service\""],
    &["\"FAQPage\""],
];

/// What is true of the whole page, as it stands at the end of every row.
pub(super) fn numbers(known: &Known<'_>, long: u32, prices: u32) -> Vec<u8> {
    let page = known.page;
    let all = &known.sums[NodeId::DOCUMENT];
    let root = &known.sums[known.root];
    let (mut articles, mut heads, mut forms, mut times, mut tables) = (0, 0, 0, 0, 0);
    let mut schema = [0_u8; 6];
    let mut kind = 0;
    for node in page.nodes() {
        match page.tag(node) {
            Tag::Article => articles += 1,
            Tag::H1 => heads += 1,
            Tag::Form => forms += 1,
            Tag::Time => times += 1,
            Tag::Table => tables += 1,
            Tag::Meta if page.attribute(node, "property") == Some("og:type") => {
                kind = match page.attribute(node, "content").unwrap_or_default() {
                    "article" => 1,
                    "website" => 2,
                    content if content.contains("product") => 3,
                    _ => 4,
                };
            }
            Tag::Script if page.attribute(node, "type").is_some_and(|kind| kind.contains("ld+json")) => {
                for text in page.subtree(node).map(|inner| page.text(inner)) {
                    for (found, names) in schema.iter_mut().zip(SCHEMAS) {
                        *found |= u8::from(names.iter().any(|name| text.contains(name)));
                    }
                }
            }
            _ => {}
        }
    }
    let address = known.metadata.canonical.as_deref().unwrap_or_default();
    let path = address.split_once("://").map_or(address, |(_, rest)| rest);
    let path = path.split_once('/').map_or("", |(_, path)| path).trim_end_matches('/');
    let last = path.rsplit('/').next().unwrap_or_default();
    let kept: u32 =
        known.features.runs.iter().filter(|run| !known.rules.is_dropped(run.first)).map(|run| run.words).sum();
    let mut numbers = vec![
        log(all.words),
        share(all.sentence_characters, all.characters),
        share(all.link_characters, all.characters),
        log(known.features.runs.len() as u32),
        log(long),
        log(prices),
        log(all.items),
        log(all.pictures),
        few(all.inputs),
        log(all.teasers),
        log(articles),
        few(heads),
        few(forms),
        log(times),
        log(tables),
        kind,
        u8::from(known.is_forum),
        u8::from(known.metadata.published.is_some()) + 2 * u8::from(known.metadata.byline.is_some()),
        few(path.split('/').count() as u32),
        few(last.matches('-').count() as u32),
        few(path.bytes().filter(u8::is_ascii_digit).count() as u32),
        few(path.len() as u32 / 2),
        share(root.words, all.words),
        share(root.sentence_characters, all.sentence_characters),
        share(root.link_characters, root.characters),
        share(kept, all.words),
        share(kept, root.words),
        log(kept),
    ];
    numbers.extend(schema);
    numbers
}
