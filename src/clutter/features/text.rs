//! What a text holds: its characters, words and commas, and whether it ends as sentences do.

use crate::cut::Cut;

/// What a text node holds.
#[derive(Clone, Copy, Default, Debug)]
pub(in crate::clutter) struct TextFacts {
    /// Characters without white space beyond single spaces; wide ones (Chinese, Japanese, Korean) count three, as
    /// one of them says about as much as three letters.
    pub(in crate::clutter) characters: u32,
    pub(in crate::clutter) words: u32,
    pub(in crate::clutter) commas: u16,
    /// How much of a link it is: 0 none, 1 a link within the page, 2 a link elsewhere.
    pub(in crate::clutter) link: u8,
    /// Whether the run that it belongs to reads like a sentence.
    pub(in crate::clutter) sentence: bool,
}

/// Counts a text's characters, words and commas.
pub(in crate::clutter) fn measure(text: &str) -> TextFacts {
    let (mut characters, mut words, mut commas) = (0_u32, 0_u32, 0_u32);
    let mut in_word = false;
    let mut at = 0;
    let bytes = text.as_bytes();
    while let Some(&byte) = bytes.get(at) {
        // Most text is ASCII, and quicker to look at word by word.
        if matches!(byte, b' ' | b'\t'..=b'\r') {
            in_word = false;
            at += 1;
            continue;
        }
        if byte.is_ascii_graphic() {
            let start = at;
            while let Some(byte) = bytes.get(at).filter(|byte| byte.is_ascii_graphic()) {
                commas += u32::from(*byte == b',');
                at += 1;
            }
            characters += (at - start) as u32 + u32::from(!in_word && words > 0);
            words += u32::from(!in_word);
            in_word = true;
            continue;
        }
        let character = if byte.is_ascii() { Some(char::from(byte)) } else { text.cut(at..).chars().next() };
        let Some(character) = character else { break };
        at += character.len_utf8();
        if character.is_whitespace() {
            in_word = false;
            continue;
        }
        if is_wide(character) {
            characters += 3;
            words += u32::from(!in_word || characters % 2 == 0);
        } else {
            characters += 1 + u32::from(!in_word && words > 0);
            words += u32::from(!in_word);
        }
        in_word = true;
        commas += u32::from(is_comma(character));
    }
    TextFacts { characters, words, commas: commas.min(u32::from(u16::MAX)) as u16, link: 0, sentence: false }
}

/// Characters that stand for a syllable or a word by themselves.
const fn is_wide(character: char) -> bool {
    matches!(character, '\u{2e80}'..='\u{303f}' | '\u{3040}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Commas of the world's scripts, with the ideographic full stop for texts that use few commas.
const fn is_comma(character: char) -> bool {
    matches!(character, ',' | '،' | '﹐' | '︐' | '︑' | '⹁' | '⸴' | '⸲' | '，' | '、' | '。' | '՝' | '፣' | '·' | '‚')
}

/// Whether a text ends with a full stop or its like, closing quotation marks and brackets aside.
pub(in crate::clutter) fn ends_like_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(|character: char| {
        character.is_whitespace()
            || matches!(character, '"' | '\'' | '”' | '’' | '»' | '›' | ')' | ']' | '“' | '」' | '』' | '*')
    });
    text.ends_with(['.', '!', '?', '…', ':', ';', '。', '！', '？', '؟', '۔', '।', '：'])
}
