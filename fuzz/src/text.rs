//! Plain text of any kind: marked, and searched for figures alone.

use super::marks;
use plainleaf::{Context, Kinds, Marks, Text};
use std::borrow::Cow;

/// The first byte's choices: the language that a text is said to be in, and when it was published.
const LANGUAGES: [&str; 8] = ["", "en", "en-GB", "de", "fr", "es", "it", "pt-BR"];
const PUBLISHED: [Option<&str>; 4] = [None, Some("2023-05-04"), Some("2024-02-29T23:59:59Z"), Some("9999-12-31")];

fn split(input: &[u8]) -> (Context<'static>, Cow<'_, str>) {
    let (choice, rest) = input.split_first().map_or((0, input), |(&choice, rest)| (usize::from(choice), rest));
    let context = Context { language: LANGUAGES[choice % 8], published: PUBLISHED[choice / 8 % 4], url: None };
    (context, String::from_utf8_lossy(rest))
}

/// Marks of all kinds in plain text: they hold, and each kind alone finds what it finds beside the others.
///
/// # Panics
/// Where something does not hold.
pub fn marking(input: &[u8]) {
    let (context, words) = split(input);
    let text = Text::from_plain(&words);
    assert_eq!(text.as_str(), words, "a plain text stays as it is");
    let found = plainleaf::mark(&text, &context, Kinds::ALL);
    marks::hold(&text, &found);
    let reading = plainleaf::reading::marked(&text, &found);
    assert_eq!(
        (reading.0.len(), reading.1.len(), reading.2.len()),
        (found.quotes.len(), found.figures.len(), found.names.len())
    );
    let alone = plainleaf::mark(&text, &context, Kinds { quotes: true, ..Kinds::NONE });
    assert!(alone.figures.is_empty() && alone.names.is_empty());
    assert!(alone.quotes.iter().map(|quote| quote.span).eq(found.quotes.iter().map(|quote| quote.span)));
}

/// Figures in plain text: they hold, and the same text gives the same.
///
/// # Panics
/// Where something does not hold.
pub fn figures(input: &[u8]) {
    let (context, words) = split(input);
    let text = Text::from_plain(&words);
    let figures = plainleaf::marks::figures::find(&text, &context);
    let marks = Marks { figures, ..Marks::default() };
    marks::hold(&text, &marks);
}
