//! What must hold for marks, whatever the text.

use plainleaf::article::Span;
use plainleaf::{Marks, Reading, Text};

/// Spans lie in the text, on character boundaries, in order, with something in them; figures carry numbers.
pub(super) fn hold(text: &Text, marks: &Marks) {
    let whole = text.as_str();
    let sound = |span: Span| {
        assert!(span.start < span.end, "{span:?} is empty");
        assert!(whole.get(span.range()).is_some(), "{span:?} is not on boundaries of {} bytes", whole.len());
    };
    let mut last = 0;
    for quote in &marks.quotes {
        sound(quote.span);
        assert!(last <= quote.span.start, "quotes are not in order");
        last = quote.span.start;
        let mut end = quote.span.start;
        for &segment in &quote.segments {
            sound(segment);
            assert!(end <= segment.start, "segments are not in order");
            end = segment.end;
        }
        assert_eq!(quote.segments.first().map(|segment| segment.start), Some(quote.span.start));
        assert_eq!(end, quote.span.end, "the last segment does not end the quote");
        quote.cue.into_iter().for_each(sound);
        if let Some(speaker) = quote.speaker {
            sound(speaker.mention);
            assert!(
                speaker.name.is_none_or(|name| name < marks.names.len()),
                "a speaker's name is not among the names"
            );
        }
    }
    let mut end = 0;
    for figure in &marks.figures {
        sound(figure.span);
        assert!(end <= figure.span.start, "figures overlap or are not in order");
        end = figure.span.end;
        for number in [figure.value, figure.low, figure.high].into_iter().flatten() {
            assert!(number.is_finite(), "{number} is no value for {:?}", text.slice(figure.span));
        }
        for words in [figure.unit.as_deref(), figure.unit_name.as_deref()].into_iter().flatten() {
            assert!(!words.trim().is_empty() && words.len() <= 200, "{words:?} is no unit");
        }
        if let Some(iso) = &figure.iso {
            let known = |byte: u8| byte.is_ascii_alphanumeric() || b"-+:./".contains(&byte);
            assert!(!iso.is_empty() && iso.len() <= 80 && iso.bytes().all(known), "{iso:?} is no date");
        }
    }
    let mut last = 0;
    let mut mentions = Vec::new();
    for name in &marks.names {
        assert!(!name.name.trim().is_empty(), "a name has no words");
        let first = name.mentions.first().expect("a name has a mention").start;
        assert!(last <= first, "names are not in order");
        last = first;
        let mut end = 0;
        for &mention in &name.mentions {
            sound(mention);
            assert!(end <= mention.start, "mentions are not in order");
            end = mention.end;
            mentions.push(mention);
        }
    }
    mentions.sort_unstable();
    for pair in mentions.windows(2) {
        assert!(!pair[0].overlaps(pair[1]), "{pair:?} are mentions in one place");
    }
}

/// The offsets that callers see, in UTF-16 code units, cut the same words out of the text as the spans do.
pub(super) fn read_alike(reading: &Reading, text: &Text, marks: &Marks) {
    let units: Vec<u16> = reading.text.encode_utf16().collect();
    let same = |start: usize, end: usize, span: Span| {
        let cut = units.get(start..end).and_then(|units| String::from_utf16(units).ok());
        assert_eq!(cut.as_deref(), Some(text.slice(span)), "{start}..{end} is not {span:?}");
    };
    for (given, found) in reading.quotes.iter().zip(&marks.quotes) {
        same(given.start, given.end, found.span);
        given.segments.iter().zip(&found.segments).for_each(|(range, &span)| same(range.start, range.end, span));
    }
    for (given, found) in reading.figures.iter().zip(&marks.figures) {
        same(given.start, given.end, found.span);
        assert_eq!(given.text, text.slice(found.span));
    }
    for (given, found) in reading.names.iter().zip(&marks.names) {
        given.mentions.iter().zip(&found.mentions).for_each(|(range, &span)| same(range.start, range.end, span));
    }
    let counts = (reading.quotes.len(), reading.figures.len(), reading.names.len());
    assert_eq!(counts, (marks.quotes.len(), marks.figures.len(), marks.names.len()));
}
