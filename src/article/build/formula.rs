//! Formulas: MathML as it stands, what is drawn letter by letter, and the TeX that a page gives for either: it is what
//! people copy, and says more than the signs on the page.

use super::Builder;
use crate::article::allowed;
use crate::page::{NodeId, Page, Tag};

/// Attributes in which renderers leave a formula's TeX, on the formula or close around it.
const ATTRIBUTES: &[&str] = &["data-math", "data-tex", "data-latex", "data-entry", "data-formula", "data-equation"];
/// The longest TeX that is kept, in bytes.
const LONGEST: usize = 8_000;

impl Builder<'_> {
    /// MathML, element by element.
    pub(super) fn formula(&mut self, math: NodeId) {
        let page = self.page;
        // A formula that shows nothing is none.
        let mut at = math;
        let mut shows = false;
        while at < page.end(math) && !shows {
            let inside = self.is_in_formula(at);
            shows = inside && !page.text(at).trim().is_empty();
            at = if inside { NodeId(at.0 + 1) } else { page.end(at) };
        }
        if !shows {
            return;
        }
        let mut open: Vec<NodeId> = Vec::new();
        // Behind the open token element (`mi`, `mn`, `mo`, `mtext`): HTML takes elements in one for its own.
        let mut token_end = math;
        let mut at = math;
        while at < page.end(math) {
            while open.last().is_some_and(|&end| end <= at) {
                open.pop();
                self.flow.end_formula();
            }
            let tag = page.tag(at);
            let inside = self.is_in_formula(at);
            if inside && tag == Tag::Text {
                self.flow.formula_words(at);
            } else if inside && allowed::is_mathml(tag) && at >= token_end && (tag != Tag::Math || at == math) {
                let attributes = self.attributes(at, tag);
                self.flow.begin_formula(tag, at, attributes);
                open.push(page.end(at));
                if matches!(tag, Tag::Mi | Tag::Mn | Tag::Mo | Tag::Mtext) {
                    token_end = page.end(at);
                }
            }
            at = if inside { NodeId(at.0 + 1) } else { page.end(at) };
        }
        open.iter().for_each(|_| self.flow.end_formula());
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
        let known = allowed::is_mathml(tag) || matches!(tag, Tag::Text | Tag::Semantics | Tag::Other);
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
        .or_else(|| page.ancestors(math).take(3).find_map(|node| given(page, node)))
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
