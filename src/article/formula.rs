//! The TeX that a page gives for its formulas: it is what people copy, and says more than the signs on the page.

use crate::page::{NodeId, Page, Tag};

/// Attributes in which renderers leave a formula's TeX, on the formula or close around it.
const ATTRIBUTES: &[&str] = &["data-math", "data-tex", "data-latex", "data-entry", "data-formula", "data-equation"];
/// The longest TeX that is kept, in bytes.
const LONGEST: usize = 8_000;

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
