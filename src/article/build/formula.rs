//! Formulas: MathML as it stands, what is drawn letter by letter, and the TeX that a page gives for either: it is what
//! people copy, and says more than the signs on the page.

use super::Builder;
use crate::article::shape::drawn_sign;
use crate::page::{NodeId, Page, Tag};

/// Attributes in which renderers leave a formula's TeX, on the formula or close around it.
const ATTRIBUTES: &[&str] = &["data-math", "data-tex", "data-latex", "data-entry", "data-formula", "data-equation"];
/// The longest TeX that is kept, in bytes.
const LONGEST: usize = 8_000;

impl Builder<'_> {
    /// MathML, element by element, or what MathJax draws of it.
    pub(super) fn formula(&mut self, math: NodeId) {
        let page = self.page;
        // A formula that shows nothing is none.
        let mut at = math;
        let (mut shows, mut drawn) = (false, false);
        while at < page.end(math) && !shows {
            let inside = self.is_in_formula(at);
            drawn = inside && drawn_sign(page, at).is_some();
            shows = drawn || inside && !page.is_blank(at);
            at = if inside { NodeId(at.0 + 1) } else { page.end(at) };
        }
        if shows {
            self.formula_part(math, drawn);
        }
    }

    /// A part of a formula with all that is in it; `drawn` by MathJax, it is put in the order of MathML.
    fn formula_part(&mut self, part: NodeId, drawn: bool) {
        let (page, tag) = (self.page, self.page.tag(part));
        let mut attributes = self.attributes(part, tag);
        if drawn && tag == Tag::Mfrac && page.subtree(part).take(4).any(|inner| page.attribute(inner, "atop").is_some())
        {
            attributes.push(("linethickness", String::from("0")));
        }
        self.flow.begin_formula(tag, part, attributes);
        let mut parts = self.parts(part);
        if drawn {
            let at_side = page.attribute(part, "limits") == Some("false");
            match tag {
                Tag::Msubsup | Tag::Munderover if parts.len() == 3 => parts.swap(1, 2),
                Tag::Munderover if parts.len() == 2 => {
                    // What is above, then the rest as a formula of its own.
                    let above = parts[0];
                    parts = self.parts(parts[1]);
                    parts.push(above);
                }
                Tag::Mover | Tag::Mroot if !at_side => parts.reverse(),
                _ => {}
            }
        }
        for inner in parts {
            if let Some(sign) = drawn_sign(page, inner) {
                self.flow.formula_sign(inner, sign);
            } else if page.tag(inner) == Tag::Text {
                self.flow.formula_words(inner);
            } else {
                self.formula_part(inner, drawn);
            }
        }
        self.flow.end_formula();
    }

    /// What stands right in a part of a formula: its elements, signs and texts.
    fn parts(&self, part: NodeId) -> Vec<NodeId> {
        let page = self.page;
        // HTML takes elements in a token for its own.
        let is_token = matches!(page.tag(part), Tag::Mi | Tag::Mn | Tag::Mo | Tag::Mtext);
        let mut parts = Vec::new();
        let mut at = NodeId(part.0 + 1);
        while at < page.end(part) {
            let tag = page.tag(at);
            let inside = self.is_in_formula(at);
            let stands = tag == Tag::Text && !page.text(at).trim_ascii().is_empty()
                || tag.is_mathml() && tag != Tag::Math && !is_token
                || drawn_sign(page, at).is_some();
            if inside && stands {
                parts.push(at);
            }
            at = if inside && !stands { NodeId(at.0 + 1) } else { page.end(at) };
        }
        parts
    }

    /// A formula that is drawn letter by letter, with its TeX beside it; says whether the element is one.
    pub(super) fn drawn_formula(&mut self, node: NodeId) -> bool {
        let page = self.page;
        // An element around MathML is looked through once, not again for every element in it.
        if node < self.formulas_end || !self.weights.has_content(node) {
            return false;
        }
        let Some(tex) = given(page, node) else { return false };
        self.formulas_end = page.end(node);
        if page.subtree(node).any(|inner| page.tag(inner) == Tag::Math) {
            return false;
        }
        let mut attributes = vec![("alttext", tex)];
        if page.tag(node).is_block() || page.attribute(node, "class").is_some_and(|class| class.contains("block")) {
            attributes.push(("display", String::from("block")));
        }
        self.flow.begin_formula(Tag::Math, node, attributes);
        self.flow.begin_formula(Tag::Mtext, node, Vec::new());
        let mut at = node;
        while at < page.end(node) {
            if self.verdicts.is_dropped(at) {
                at = page.end(at);
                continue;
            }
            if page.tag(at) == Tag::Text {
                self.flow.formula_words(at);
            }
            at = NodeId(at.0 + 1);
        }
        self.flow.end_formula();
        self.flow.end_formula();
        true
    }

    /// Whether a node within a formula is part of it.
    fn is_in_formula(&self, node: NodeId) -> bool {
        let tag = self.page.tag(node);
        let known = tag.is_mathml() || matches!(tag, Tag::Text | Tag::Semantics | Tag::Other);
        known && !self.verdicts.is_dropped(node)
    }
}

/// The TeX of a `math` element: what it says itself, or what stands close around it.
pub(super) fn of_mathml(page: &Page, math: NodeId) -> Option<String> {
    let annotation = page.subtree(math).filter(|&node| page.tag(node) == Tag::Annotation).find(|&node| {
        let encoding = page.attribute(node, "encoding").unwrap_or_default();
        encoding.to_ascii_lowercase().contains("tex")
    });
    let annotated = annotation.map(|node| page.subtree(node).map(|inner| page.text(inner)).collect::<String>());
    annotated
        .as_deref()
        .and_then(plain)
        .or_else(|| page.attribute(math, "alttext").and_then(plain))
        .or_else(|| std::iter::once(math).chain(page.ancestors(math)).take(4).find_map(|node| given(page, node)))
}

/// The TeX that stands in an attribute of an element.
pub(super) fn given(page: &Page, node: NodeId) -> Option<String> {
    let mut attributes = page.attributes(node).filter(|(name, _)| name.starts_with("data-"));
    attributes.find(|(name, _)| ATTRIBUTES.contains(name)).and_then(|(_, value)| plain(value))
}

/// TeX on one line, without what only says how large it is set.
fn plain(tex: &str) -> Option<String> {
    let tex = tex.trim();
    let inner = tex.strip_prefix("{\\displaystyle").or_else(|| tex.strip_prefix("{\\textstyle"));
    let tex = inner.and_then(|inner| inner.strip_suffix('}')).unwrap_or(tex);
    if tex.len() > LONGEST {
        return None;
    }
    // A remark ends with its line, so lines with remarks cannot be joined.
    let lines =
        tex.lines().map(|line| line.split_once('%').filter(|(tex, _)| !tex.ends_with('\\')).map_or(line, |it| it.0));
    let words: Vec<&str> = lines.flat_map(str::split_whitespace).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn tex_is_put_on_one_line() {
        assert_eq!(plain(" {\\displaystyle x^{2}} ").as_deref(), Some("x^{2}"));
        assert_eq!(plain("a % so\n\t+ b \\% c").as_deref(), Some("a + b \\% c"));
        assert_eq!(plain("\n"), None);
    }
}
