//! A small JSON reader that forgives what pages get wrong.
//!
//! Forgiven are line breaks within strings, commas too many, and comment or CDATA wrappers around the
//! whole. What comes before a mistake that is not forgiven is kept: a truncated object still has the
//! members that were complete.

use crate::cut::Cut;

/// A JSON value; numbers and literals as they are written.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Text(String),
    List(Vec<Value>),
    Object(Vec<(String, Value)>),
    /// A number, `true`, `false` or `null`.
    Bare(String),
}

impl Value {
    /// An object's member.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members.iter().find_map(|(name, value)| (name == key).then_some(value)),
            _ => None,
        }
    }

    /// The text, if it is one and there is anything in it.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) if !text.trim().is_empty() => Some(text),
            _ => None,
        }
    }

    /// A list's values, or the value itself as a list of one.
    pub(super) fn each(&self) -> &[Self] {
        match self {
            Self::List(values) => values,
            other => std::slice::from_ref(other),
        }
    }
}

/// How deep values may nest.
const DEPTH: usize = 64;

/// Reads every value that stands in the text, one after the other.
pub(super) fn read(text: &str) -> Vec<Value> {
    let mut reader = Reader { bytes: text.as_bytes(), text, at: 0 };
    let mut values = Vec::new();
    // What stands around the values (wrappers, semicolons) is passed over.
    while let Some(start) = text.cut(reader.at..).find(['{', '[']) {
        reader.at += start;
        let before = reader.at;
        if text.cut(reader.at..).starts_with("[CDATA[") {
            reader.at += "[CDATA[".len();
            continue;
        }
        values.extend(reader.value(0).map(|(value, _)| value));
        reader.at = reader.at.max(before + 1);
    }
    values
}

struct Reader<'a> {
    bytes: &'a [u8],
    text: &'a str,
    at: usize,
}

/// Whether a value was read to its end; after one that was not, nothing that follows can be trusted.
type Whole = bool;

impl Reader<'_> {
    fn peek(&mut self) -> Option<u8> {
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
        self.bytes.get(self.at).copied()
    }

    fn value(&mut self, depth: usize) -> Option<(Value, Whole)> {
        match self.peek()? {
            _ if depth > DEPTH => None,
            b'{' => Some(self.object(depth)),
            b'[' => Some(self.list(depth)),
            b'"' => {
                let (text, whole) = self.string();
                Some((Value::Text(text), whole))
            }
            b'}' | b']' | b',' | b':' => None,
            _ => {
                let start = self.at;
                while self.bytes.get(self.at).is_some_and(|byte| {
                    !byte.is_ascii_whitespace() && !matches!(byte, b',' | b'}' | b']' | b'{' | b'[' | b'"' | b':')
                }) {
                    self.at += 1;
                }
                Some((Value::Bare(self.text.get(start..self.at)?.to_owned()), true))
            }
        }
    }

    fn object(&mut self, depth: usize) -> (Value, Whole) {
        self.at += 1;
        let mut members = Vec::new();
        loop {
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b'}') => {
                    self.at += 1;
                    return (Value::Object(members), true);
                }
                Some(b'"') => {
                    let (name, whole) = self.string();
                    if !whole || self.peek() != Some(b':') {
                        return (Value::Object(members), false);
                    }
                    self.at += 1;
                    let Some((value, whole)) = self.value(depth + 1) else { return (Value::Object(members), false) };
                    members.push((name, value));
                    if !whole {
                        return (Value::Object(members), false);
                    }
                }
                _ => return (Value::Object(members), false),
            }
        }
    }

    fn list(&mut self, depth: usize) -> (Value, Whole) {
        self.at += 1;
        let mut values = Vec::new();
        loop {
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b']') => {
                    self.at += 1;
                    return (Value::List(values), true);
                }
                _ => {
                    let Some((value, whole)) = self.value(depth + 1) else { return (Value::List(values), false) };
                    values.push(value);
                    if !whole {
                        return (Value::List(values), false);
                    }
                }
            }
        }
    }

    /// A string from its opening quote on; one without an end counts as text up to there.
    fn string(&mut self) -> (String, Whole) {
        self.at += 1;
        let mut string = String::new();
        loop {
            let start = self.at;
            while self.bytes.get(self.at).is_some_and(|byte| !matches!(byte, b'"' | b'\\')) {
                self.at += 1;
            }
            string.push_str(self.text.cut(start..self.at));
            let Some(&byte) = self.bytes.get(self.at) else { return (string, false) };
            self.at += 1;
            if byte == b'"' {
                return (string, true);
            }
            match self.text.cut(self.at..).chars().next() {
                None => return (string, false),
                Some('u') => {
                    self.at += 1;
                    string.push(self.unit());
                }
                Some(escape) => {
                    self.at += escape.len_utf8();
                    match escape {
                        'n' | 'r' | 't' | 'b' | 'f' => string.push(' '),
                        other => string.push(other),
                    }
                }
            }
        }
    }

    /// The character of a `\u` escape, with its second half where it has one.
    fn unit(&mut self) -> char {
        let Some(first) = self.hex() else { return char::REPLACEMENT_CHARACTER };
        if (0xD800..0xDC00).contains(&first) && self.bytes[self.at..].starts_with(b"\\u") {
            let back = self.at;
            self.at += 2;
            if let Some(second @ 0xDC00..0xE000) = self.hex() {
                let code = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
                return char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
            }
            self.at = back;
        }
        char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    fn hex(&mut self) -> Option<u32> {
        let digits =
            self.text.get(self.at..self.at + 4).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
        self.at += 4;
        u32::from_str_radix(digits, 16).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::{Value, read};

    fn member(text: &str, key: &str) -> Option<String> {
        read(text).iter().find_map(|value| value.get(key)?.text().map(str::to_owned))
    }

    #[test]
    fn forgives_what_pages_get_wrong() {
        for text in [
            r#"{"a": "b\u00e9\u2013\ud83c\udf43"}"#,
            "<!--\n{\"a\": \"bé–🍃\",}\n-->",
            "//<![CDATA[\n{\"x\": [1, 2,], \"a\": \"bé–🍃\"} //]]>",
            "{\"a\": \"bé–🍃\", \"broken",
            "{\"a\": \"bé–🍃\", \"broken\": \"no end",
            "{\"x\": {\"y\": [true, null, -1.5e3]}, \"a\":\"bé–🍃\"};",
        ] {
            assert_eq!(member(text, "a").as_deref(), Some("bé–🍃"), "{text}");
        }
        assert_eq!(member("{\"a\": \"two\nlines\"}", "a").as_deref(), Some("two\nlines"));
    }

    #[test]
    fn never_panics_on_pieces() {
        let text = r#"[{"a": ["b\u00e9\ud83c\udf43", {"c": 1.5, "d": "\\\""}]}, "é"]"#;
        for start in 0..text.len() {
            for end in start..=text.len() {
                if let Some(piece) = text.get(start..end) {
                    let _ = read(piece);
                }
            }
        }
    }

    #[test]
    fn deep_nesting_ends() {
        assert!(!read(&"[".repeat(1000)).is_empty());
        assert_eq!(read("[[[]]]"), [Value::List(vec![Value::List(vec![Value::List(vec![])])])]);
    }
}
