//! TeX from MathML, for formulas whose page gives none: the elements that only show, as `allowed.rs` lists them, in
//! commands that LaTeX, KaTeX and MathJax share.

use crate::cut::Cut;
use crate::page::Tag;
use crate::table;

/// Names that TeX sets upright.
const FUNCTIONS: &str = "sin cos tan cot sec csc sinh cosh tanh arcsin arccos arctan log ln lg exp lim limsup liminf \
    max min sup inf det dim ker arg deg gcd hom Pr mod";
/// Signs above or below what they belong to, and the commands that put them there.
const ABOVE: &str = "→ vec ⃗ vec ^ hat ˆ hat ̂ hat ~ tilde ˜ tilde ̃ tilde ¯ overline ‾ overline ― overline – overline ̅ overline ˙ dot ̇ dot ¨ ddot \
    ̈ ddot ⏞ overbrace";
const BELOW: &str = "_ underline ̲ underline ⏟ underbrace";

/// Writes TeX as the elements of a formula come.
#[derive(Default)]
pub(super) struct Tex {
    open: Vec<Open>,
}

struct Open {
    tag: Tag,
    /// Whether a fraction has no bar.
    bare: bool,
    words: String,
    parts: Vec<String>,
}

impl Tex {
    /// An element begins.
    pub(super) fn open(&mut self, tag: Tag, attributes: &[(&'static str, &str)]) {
        let bare = attributes.iter().any(|(name, value)| *name == "linethickness" && value.starts_with('0'));
        self.open.push(Open { tag, bare, words: String::new(), parts: Vec::new() });
    }

    /// Words of the innermost element.
    pub(super) fn text(&mut self, text: &str) {
        if let Some(open) = self.open.last_mut() {
            open.words.push_str(text);
        }
    }

    /// The innermost element ends; gives the whole formula when it was the last.
    pub(super) fn close(&mut self) -> Option<String> {
        let done = self.open.pop()?.written();
        match self.open.last_mut() {
            Some(above) => above.parts.push(done),
            None => return Some(done),
        }
        None
    }
}

impl Open {
    fn written(self) -> String {
        let part = |at: usize| self.parts.get(at).map_or("", String::as_str);
        let command = |name: &str, parts: &[&str]| {
            let mut out = ["\\", name].concat();
            for part in parts {
                out.push('{');
                out.push_str(part);
                out.push('}');
            }
            out
        };
        let scripts = |below: &str, above: &str| {
            let mut out = base(part(0));
            for (sign, script) in [('_', below), ('^', above)] {
                if !script.is_empty() {
                    out.push(sign);
                    out.push('{');
                    out.push_str(script);
                    out.push('}');
                }
            }
            out
        };
        match self.tag {
            Tag::Mi => identifier(self.words.trim()),
            Tag::Mn if self.words.is_ascii() => self.words.trim().chars().map(sign).collect(),
            Tag::Mn | Tag::Mo => joined(self.words.trim().chars().map(sign)),
            Tag::Mtext => {
                let words: String = self.words.chars().filter(|sign| !matches!(sign, '{' | '}' | '\\')).collect();
                if words.trim().is_empty() { String::new() } else { command("text", &[&words]) }
            }
            Tag::Mfrac if self.bare => command("genfrac", &["", "", "0pt", "", part(0), part(1)]),
            Tag::Mfrac => command("frac", &[part(0), part(1)]),
            Tag::Msqrt => command("sqrt", &[&joined(self.parts.iter().cloned())]),
            Tag::Mroot => ["\\sqrt[", part(1), "]{", part(0), "}"].concat(),
            Tag::Msub => scripts(part(1), ""),
            Tag::Msup => scripts("", part(1)),
            Tag::Msubsup => scripts(part(1), part(2)),
            Tag::Mphantom => command("phantom", &[&joined(self.parts.iter().cloned())]),
            Tag::Munder if !takes_limits(part(0)) => match accent(BELOW, part(1)) {
                Some(name) => command(name, &[part(0)]),
                None => command("underset", &[part(1), part(0)]),
            },
            Tag::Mover if !takes_limits(part(0)) => match accent(ABOVE, part(1)) {
                Some(name) => command(name, &[part(0)]),
                None => command("overset", &[part(1), part(0)]),
            },
            Tag::Munder => scripts(part(1), ""),
            Tag::Mover => scripts("", part(1)),
            Tag::Munderover => scripts(part(1), part(2)),
            Tag::Mtable => ["\\begin{matrix} ", &self.parts.join(" \\\\ "), " \\end{matrix}"].concat(),
            Tag::Mtr => self.parts.join(" & "),
            _ => joined(self.parts.into_iter()),
        }
    }
}

/// Parts one after the other.
fn joined(parts: impl Iterator<Item = String>) -> String {
    let mut out = String::new();
    for part in parts.filter(|part| !part.is_empty()) {
        if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
        out.push_str(&part);
    }
    out
}

/// What scripts are put on: one sign or command as it is, anything else in braces.
fn base(part: &str) -> String {
    let alone = part.chars().nth(1).is_none() || part.starts_with('\\') && !part.contains([' ', '{']);
    if alone { part.to_owned() } else { ["{", part, "}"].concat() }
}

/// Whether TeX sets what stands above and below as limits.
fn takes_limits(base: &str) -> bool {
    table::listed("\\sum \\prod \\int \\oint \\lim \\max \\min \\sup \\inf", base)
}

fn accent(table: &'static str, sign: &str) -> Option<&'static str> {
    let mut words = table.split_whitespace();
    while let (Some(known), Some(name)) = (words.next(), words.next()) {
        if sign == known || known == "→" && sign == "\\rightarrow" || known == "~" && sign == "\\sim" {
            return Some(name);
        }
    }
    None
}

fn identifier(words: &str) -> String {
    if words.chars().nth(1).is_none() {
        return words.chars().map(sign).collect();
    }
    if table::listed(FUNCTIONS, words) {
        return ["\\", words].concat();
    }
    ["\\mathrm{", &words.chars().map(sign).collect::<String>(), "}"].concat()
}

/// The letter of which a sign is the mathematical italic, which TeX gives it by itself; any other sign as it is.
///
/// Source: Unicode, "Mathematical Alphanumeric Symbols".
fn upright(sign: char) -> char {
    let (from, to) = match sign {
        'ℎ' => ('ℎ', 'h'),
        '𝐴'..='𝑍' => ('𝐴', 'A'),
        '𝑎'..='𝑧' => ('𝑎', 'a'),
        '𝛤'..='𝛺' => ('𝛤', 'Γ'),
        '𝛼'..='𝜔' => ('𝛼', 'α'),
        '𝜕'..='𝜛' => return "∂ϵϑϰϕϱϖ".chars().nth(sign as usize - '𝜕' as usize).unwrap_or(sign),
        _ => return sign,
    };
    char::from_u32(sign as u32 - from as u32 + to as u32).unwrap_or(sign)
}

/// A sign as TeX writes it.
fn sign(sign: char) -> String {
    const SIGNS: &str = table::file!("tex.txt");
    let sign = upright(sign);
    match sign {
        '−' => return String::from("-"),
        // Signs that are not seen: "apply function", "times", "separator", "plus".
        '\u{2061}'..='\u{2064}' | ' ' | '\u{a0}' => return String::new(),
        sign if sign.is_ascii_alphanumeric() => return String::from(sign),
        _ => {}
    }
    let line = SIGNS.lines().find(|line| line.starts_with(sign) && line.cut(sign.len_utf8()..).starts_with(' '));
    match line {
        Some(line) => ["\\", line.cut(sign.len_utf8() + 1..)].concat(),
        None => String::from(sign),
    }
}
