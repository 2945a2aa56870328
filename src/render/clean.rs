//! The last word on HTML strings: `ammonia`, told the same list that everything else obeys.

use crate::article::allowed;
use crate::page::Tag;
use ammonia::{Builder, UrlRelative};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let tags: HashSet<&str> = allowed::elements().map(Tag::name).collect();
    let attributes: HashMap<&str, HashSet<&str>> =
        allowed::elements().map(|tag| (tag.name(), allowed::attributes(tag).collect())).collect();
    let mut builder = Builder::empty();
    builder
        .tags(tags)
        .clean_content_tags(HashSet::from(["script", "style"]))
        .tag_attributes(attributes)
        .generic_attributes(HashSet::new())
        .link_rel(None)
        // What an address may be depends on the element, so the filter below decides.
        .url_schemes(HashSet::from(["http", "https", "mailto", "data"]))
        .url_relative(UrlRelative::PassThrough)
        .attribute_filter(|element, name, value| {
            let tag = Tag::of(element);
            allowed::is_allowed_attribute(tag, name, value).then_some(Cow::Borrowed(value))
        });
    builder
});

/// HTML with nothing in it but what an article may hold.
pub(super) fn clean(html: &str) -> String {
    CLEANER.clean(html).to_string()
}
