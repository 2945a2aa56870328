//! Bytes into text: which encoding they are in, and whether they are text at all.
//!
//! The order is the HTML standard's (byte order mark, then what the transport says, then what the page
//! says, then a guess), with one difference: what is declared is not believed where the bytes
//! plainly contradict it, since saved pages often keep a declaration that the saving made untrue.

mod binary;
mod prescan;

use super::{Limits, Page, PageError, Source};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, X_USER_DEFINED};
use std::borrow::Cow;

impl Page {
    /// Reads HTML from bytes in whatever encoding they are.
    ///
    /// `content_type` is the `Content-Type` that the bytes came with, if any; its `charset` counts more than
    /// what the page says of itself.
    ///
    /// # Errors
    /// When the bytes are no text, or a limit is passed.
    pub fn from_bytes(bytes: &[u8], content_type: Option<&str>, limits: Limits) -> Result<Self, PageError> {
        if bytes.len() > limits.bytes {
            return Err(PageError::TooManyBytes { limit: limits.bytes });
        }
        Self::from_html(&decode(bytes, content_type, Source::Html)?, limits)
    }
}

/// Decodes bytes into text. `source` says whether the bytes may declare their encoding in markup.
///
/// # Errors
/// [`PageError::NotText`] when the bytes look like a picture, an archive or another binary file.
pub fn decode<'a>(bytes: &'a [u8], content_type: Option<&str>, source: Source) -> Result<Cow<'a, str>, PageError> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Ok(encoding.decode_without_bom_handling(&bytes[mark..]).0);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return Ok(encoding.decode_without_bom_handling(bytes).0);
    }
    if binary::is_binary(bytes) {
        return Err(PageError::NotText);
    }
    if let Some(text) = surely_utf8(bytes) {
        return Ok(Cow::Borrowed(text));
    }
    let declared = content_type.and_then(charset_of).or_else(|| {
        let encoding = (source == Source::Html).then(|| prescan::declared(bytes)).flatten()?;
        // By the standard: markup that can be read byte by byte is not in UTF-16, whatever it says.
        Some(if encoding == UTF_16LE || encoding == UTF_16BE {
            UTF_8
        } else if encoding == X_USER_DEFINED {
            encoding_rs::WINDOWS_1252
        } else {
            encoding
        })
    });
    let encoding = match declared {
        _ if Utf8Evidence::of(bytes).is_strong() => UTF_8,
        Some(declared) if declared != UTF_8 => declared,
        _ => guess(bytes),
    };
    Ok(encoding.decode_without_bom_handling(bytes).0)
}

/// So many characters of several bytes in UTF-8 do not come about by chance.
const BEYOND_CHANCE: usize = 3;

/// The bytes as text where they are UTF-8 without a flaw, and beyond doubt: the quick way for nearly every page.
fn surely_utf8(bytes: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(bytes).ok()?;
    // ISO-2022-JP is written in ASCII with escapes.
    if bytes.is_ascii() {
        return (!bytes.contains(&0x1B)).then_some(text);
    }
    (bytes.iter().filter(|&&byte| begins_several(byte)).take(BEYOND_CHANCE).count() == BEYOND_CHANCE).then_some(text)
}

/// Whether a byte begins a character of several bytes in UTF-8.
const fn begins_several(byte: u8) -> bool {
    byte >= 0xC0
}

/// The encoding that a `Content-Type` names.
fn charset_of(content_type: &str) -> Option<&'static Encoding> {
    let (_, label) = content_type.split_once("charset=")?;
    let label = label.split(';').next()?;
    Encoding::for_label(label.trim().trim_matches(['"', '\'']).as_bytes())
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// How far bytes are UTF-8.
struct Utf8Evidence {
    /// Characters of several bytes.
    good: usize,
    /// Stretches that are not UTF-8.
    bad: usize,
}

impl Utf8Evidence {
    fn of(bytes: &[u8]) -> Self {
        let mut evidence = Self { good: 0, bad: 0 };
        for chunk in bytes.utf8_chunks() {
            evidence.good += chunk.valid().bytes().filter(|&byte| begins_several(byte)).count();
            evidence.bad += usize::from(!chunk.invalid().is_empty());
        }
        evidence
    }

    /// Whether it is UTF-8 with a few damaged places at most.
    const fn is_strong(&self) -> bool {
        self.good >= BEYOND_CHANCE && self.bad * 20 <= self.good
    }
}

/// UTF-16 without a byte order mark, where it is sure: of a pair's bytes one is often NUL, the other never.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    const SAMPLE: usize = 4096;
    let sample = &bytes[..bytes.len().min(SAMPLE) & !1];
    if sample.len() < 16 {
        return None;
    }
    let (mut first, mut second) = (0, 0);
    for pair in sample.chunks_exact(2) {
        first += usize::from(pair[0] == 0);
        second += usize::from(pair[1] == 0);
    }
    let often = sample.len() / 2 / 4;
    let encoding = match (first, second) {
        (0, second) if second > often => UTF_16LE,
        (first, 0) if first > often => UTF_16BE,
        _ => return None,
    };
    let (_, had_errors) = encoding.decode_without_bom_handling(sample);
    (!had_errors).then_some(encoding)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(bytes: &[u8]) -> String {
        decode(bytes, None, Source::Html).unwrap().into_owned()
    }

    #[test]
    fn a_byte_order_mark_counts_most() {
        assert_eq!(html(b"\xEF\xBB\xBF<meta charset=windows-1252>\xC3\xA9"), "<meta charset=windows-1252>é");
        assert_eq!(html(b"\xFF\xFEh\0i\0"), "hi");
        assert_eq!(html(b"\xFE\xFF\0h\0i"), "hi");
    }

    #[test]
    fn utf_16_without_a_mark_is_seen_by_its_nuls() {
        let text = "<p>Regen fällt auf das Tal.</p>";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(html(&little), text);
        assert_eq!(html(&big), text);
    }

    #[test]
    fn the_transport_counts_more_than_the_page() {
        let bytes = b"<meta charset=koi8-r><p>\xC4\xF6\xFC\xDF";
        assert_eq!(
            decode(bytes, Some("text/html; charset=\"ISO-8859-1\""), Source::Html).unwrap(),
            "<meta charset=koi8-r><p>Äöüß"
        );
    }

    #[test]
    fn a_declared_encoding_is_used() {
        assert!(html(b"<meta charset='windows-1251'><p>\xCF\xF0\xE8\xE2\xE5\xF2").ends_with("Привет"));
        let pragma = b"<meta http-equiv=Content-Type content='text/html; charset=Shift_JIS'><p>\x93\xFA\x96\x7B";
        assert!(html(pragma).ends_with("日本"));
    }

    #[test]
    fn a_declaration_that_the_bytes_contradict_is_not_believed() {
        assert!(html("<meta charset=iso-8859-1><p>Größe, Maß und Öl".as_bytes()).ends_with("Größe, Maß und Öl"));
        assert!(html(b"<meta charset=utf-8><p>caf\xE9 cr\xE8me, d\xE9j\xE0 vu").ends_with("café crème, déjà vu"));
    }

    #[test]
    fn a_damaged_place_does_not_turn_utf_8_into_something_else() {
        let mut bytes = "Größe, Maß und Öl. ".repeat(20).into_bytes();
        bytes.push(0xE4);
        let text = html(&bytes);
        assert!(text.starts_with("Größe, Maß") && text.ends_with('\u{FFFD}'));
    }

    #[test]
    fn plain_text_does_not_declare_its_encoding_in_markup() {
        let bytes = b"How to write <meta charset=koi8-r>: caf\xE9, d\xE9j\xE0 vu";
        assert!(decode(bytes, None, Source::Plain).unwrap().contains("café"));
    }

    #[test]
    fn binary_files_are_no_text() {
        for bytes in [&b"\x89PNG\r\n\x1a\nIHDR"[..], b"%PDF-1.7\n%", b"PK\x03\x04\x14", b"\x1f\x8b\x08", b"GIF89a\x01"]
        {
            assert_eq!(decode(bytes, None, Source::Html), Err(PageError::NotText));
        }
        let noise: Vec<u8> = (0..4000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert_eq!(decode(&noise, None, Source::Html), Err(PageError::NotText));
    }

    #[test]
    fn japanese_mail_is_ascii_with_escapes() {
        let bytes = b"<meta charset=iso-2022-jp><p>\x1B$BF|K\\\x1B(B";
        assert!(html(bytes).ends_with("日本"), "{}", html(bytes));
    }

    #[test]
    fn nothing_is_text() {
        assert_eq!(html(b""), "");
        assert_eq!(html(b"\xE9"), "é");
    }
}
