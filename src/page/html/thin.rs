//! Makes short of a tag that never ends.
//!
//! The tokenizer compares every attribute of a tag with all before it, so a megabyte of attributes in
//! one tag would take minutes. No page that means well has thousands of words between two tokens, other
//! than in a comment or in a script's data, and neither is missed when its words go.

/// The same markup with every run of ordinary characters cut to one letter and every run of white
/// space to one space. All that ends a name, a value, a tag or a comment stays in its place, so the
/// tokenizer goes through the same states; the attributes become repetitions, which it drops.
pub(super) fn thin(markup: &str) -> String {
    #[derive(PartialEq)]
    enum Last {
        Word,
        Space,
        Sign,
    }
    let mut thinned = String::new();
    let mut last = Last::Sign;
    for character in markup.chars() {
        match character {
            '"' | '\'' | '=' | '>' | '<' | '/' | '-' | '!' | '[' | ']' | '?' => {
                thinned.push(character);
                last = Last::Sign;
            }
            ' ' | '\t' | '\n' | '\r' | '\u{c}' => {
                if last != Last::Space {
                    thinned.push(' ');
                }
                last = Last::Space;
            }
            _ => {
                if last != Last::Word {
                    thinned.push('a');
                }
                last = Last::Word;
            }
        }
    }
    thinned
}

#[cfg(test)]
mod tests {
    use super::thin;

    #[test]
    fn words_go_and_what_ends_things_stays() {
        assert_eq!(thin("one two=\"three  four\" five='6'/>"), "a a=\"a a\" a='a'/>");
        assert_eq!(thin("a comment -- of any\nkind -->"), "a a -- a a a -->");
    }
}
