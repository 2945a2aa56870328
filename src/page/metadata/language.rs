//! Language tags and the direction of writing.

use crate::page::{NodeId, Page};
use crate::table::listed;

/// Languages written from right to left, by their ISO 639 codes.
const RIGHT_TO_LEFT: &str = "ar arc arz ckb dv fa glk he iw ji khw ks mzn nqo pnb prs ps sd syr ug ur yi";

/// Scripts written from right to left, by their ISO 15924 codes.
const RIGHT_TO_LEFT_SCRIPTS: &str = "Adlm Arab Hebr Nkoo Rohg Syrc Thaa";

/// The longest tag: as long as RFC 5646 (4.4.1) wants programs to have room for.
const LONGEST: usize = 35;

/// How many letters of a page's text tell its direction.
const LETTERS: usize = 1000;

/// The first language in a field as a BCP 47 tag in its usual letter case; `None` where it is none.
pub(super) fn tag(field: &str) -> Option<String> {
    let first = field.split([',', ';', ' ']).find(|part| !part.is_empty())?;
    let mut tag = String::new();
    for (index, part) in first.split(['-', '_', '.']).enumerate() {
        let letters = part.bytes().all(|byte| byte.is_ascii_alphabetic());
        let part = match (index, part.len()) {
            (0, 2 | 3) if letters => part.to_ascii_lowercase(),
            (0, _) => return None,
            (_, 2) if letters => part.to_ascii_uppercase(),
            (_, 4) if letters => {
                let (first, rest) = part.split_at(1);
                first.to_ascii_uppercase() + &rest.to_ascii_lowercase()
            }
            (_, 1..=8) if part.bytes().all(|byte| byte.is_ascii_alphanumeric()) => part.to_ascii_lowercase(),
            // "en_US.UTF-8" and the like: what was good so far is the tag.
            _ => break,
        };
        // A locale's character set is no part of the language.
        if part == "utf" || tag.len() + part.len() >= LONGEST {
            break;
        }
        if index > 0 {
            tag.push('-');
        }
        tag.push_str(&part);
    }
    (!matches!(tag.as_str(), "und" | "mul" | "zxx")).then_some(tag)
}

/// `ltr` or `rtl`: as the page says, or by its language, or else by its letters.
pub(super) fn direction(page: &Page, said: Option<&str>, language: Option<&str>) -> Option<String> {
    let said = said.map(str::trim).filter(|said| said.eq_ignore_ascii_case("ltr") || said.eq_ignore_ascii_case("rtl"));
    if let Some(said) = said {
        return Some(said.to_ascii_lowercase());
    }
    let right_to_left = match language {
        Some(language) => {
            let mut parts = language.split('-');
            let script = language.split('-').nth(1).filter(|part| part.len() == 4);
            match script {
                Some(script) => listed(RIGHT_TO_LEFT_SCRIPTS, script),
                None => parts.next().is_some_and(|language| listed(RIGHT_TO_LEFT, language)),
            }
        }
        None => by_letters(page)?,
    };
    Some(if right_to_left { "rtl" } else { "ltr" }.to_owned())
}

/// Whether most of the first letters are Hebrew, Arabic or of their neighbours; `None` without letters.
fn by_letters(page: &Page) -> Option<bool> {
    let (mut all, mut right_to_left) = (0, 0);
    let mut at = NodeId::DOCUMENT;
    let end = page.end(at);
    while at < end && all < LETTERS {
        if page.tag(at).is_silent() {
            at = page.end(at);
            continue;
        }
        for letter in page.text(at).chars().filter(|character| character.is_alphabetic()).take(LETTERS) {
            all += 1;
            right_to_left += usize::from(
                matches!(letter, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}'),
            );
        }
        at = NodeId(at.0 + 1);
    }
    (all > 0).then_some(right_to_left * 2 > all)
}

#[cfg(test)]
mod tests {
    use super::tag;

    #[test]
    fn tags_in_their_usual_letter_case() {
        for (field, expected) in [
            ("en", Some("en")),
            ("EN-us", Some("en-US")),
            ("en_GB", Some("en-GB")),
            ("zh-hans-cn", Some("zh-Hans-CN")),
            ("es-419", Some("es-419")),
            ("de, en", Some("de")),
            ("en_US.UTF-8", Some("en-US")),
            ("sl-rozaj-biske", Some("sl-rozaj-biske")),
            ("English", None),
            ("", None),
            ("und", None),
        ] {
            assert_eq!(tag(field).as_deref(), expected, "{field:?}");
        }
    }
}
