//! What pages say about themselves: JSON-LD, `meta` and what is shown, in any state.

use plainleaf::page::{Limits, PageBuilder};
use plainleaf::{Metadata, Page};

/// Parts of the input, each between blank lines: `{` or `[` begins JSON-LD, a line with `=` is a `meta` of that name, and
/// anything else is shown, the first as a heading and the others as bylines.
///
/// # Panics
/// Where something does not hold.
pub fn metadata(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let page = page(&text).expect("it is within the limits");
    let metadata = Metadata::of(&page, Some("https://example.org/news/piece.html"));
    let Metadata { title, byline, site, published, modified, language, direction, excerpt, image, canonical } =
        metadata;
    for (what, value) in [("title", &title), ("byline", &byline), ("site", &site), ("excerpt", &excerpt)] {
        let Some(value) = value else { continue };
        assert!(!value.trim().is_empty() && value.trim() == value, "{what} is {value:?}");
        assert!(!value.contains(['\n', '\r', '\t']), "{what} has line breaks: {value:?}");
        assert!(value.len() <= text.len() * 4 + 64, "{what} is longer than what was given");
    }
    for date in [published, modified].into_iter().flatten() {
        let day = date.get(..10).unwrap_or_default();
        let (year, rest) = day.split_at_checked(4).unwrap_or_default();
        let shape = rest.bytes().map(|byte| if byte.is_ascii_digit() { b'0' } else { byte });
        assert!(shape.eq(*b"-00-00") && year.bytes().all(|byte| byte.is_ascii_digit()), "{date:?} is no date");
        assert!(date.len() <= 40 && date.is_ascii(), "{date:?} is no date");
    }
    for address in [image, canonical].into_iter().flatten() {
        assert!(
            address.starts_with("http://") || address.starts_with("https://"),
            "{address:?} is no address of the web"
        );
        assert!(!address.contains(['\n', '\t', ' ']), "{address:?} has white space");
    }
    assert!(direction.is_none_or(|direction| direction == "ltr" || direction == "rtl"));
    if let Some(language) = language {
        let tag = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        assert!((2..=64).contains(&language.len()) && language.bytes().all(tag), "{language:?} is no language");
    }
}

fn page(text: &str) -> Result<Page, plainleaf::page::PageError> {
    let mut builder = PageBuilder::new(Limits::default());
    let mut element = |name: &str, attributes: &[(&str, &str)], words: &str| {
        builder.open(name, attributes.iter().copied())?;
        if !words.is_empty() {
            builder.text(words)?;
        }
        builder.close();
        Ok(())
    };
    let mut shown = 0;
    for part in text.split("\n\n") {
        if part.trim_start().starts_with(['{', '[', '<']) {
            element("script", &[("type", "application/ld+json")], part)?;
        } else if let Some((name, value)) = part.split_once('=') {
            let key = if name.contains(':') { "property" } else { "name" };
            element("meta", &[(key, name), ("content", value)], "")?;
        } else {
            shown += 1;
            let (name, class) = if shown == 1 { ("h1", "headline") } else { ("p", "byline") };
            element(name, &[("class", class)], part)?;
        }
    }
    Ok(builder.finish())
}
