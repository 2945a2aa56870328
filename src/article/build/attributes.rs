//! What an element of the article takes from the page's attributes.

use super::{Builder, formula};
use crate::article::allowed::{self, is_language_of_code};
use crate::article::flow::Attributes;
use crate::article::pictures::Picture;
use crate::article::shape::language_of_code;
use crate::page::{NodeId, Tag};
use crate::table::listed;

impl Builder<'_> {
    /// The attributes that an element of the article takes from the page's.
    pub(super) fn attributes(&self, node: NodeId, tag: Tag) -> Attributes {
        let mut attributes = Vec::new();
        for name in allowed::attributes(tag) {
            let value = match name {
                // Ids are given, and what a mark is says nobody but the marks.
                "id" | "data-kind" | "data-id" => None,
                "class" => self.code_class(node),
                "lang" => self.own(node, name, |value| same_language(value, self.language)),
                "dir" => self
                    .own(node, name, |value| value.eq_ignore_ascii_case(self.direction))
                    .filter(|value| matches!(value.as_str(), "ltr" | "rtl" | "auto")),
                "alttext" => formula::of_mathml(self.page, node),
                "href" | "cite" => self.page.attribute(node, name).and_then(|value| self.addresses.link(value)),
                _ => self.page.attribute(node, name).and_then(|value| plain_value(name, value)),
            };
            if let Some(value) = value {
                attributes.push((name, value));
            }
        }
        attributes
    }

    /// An attribute that says something else than the page does.
    fn own(&self, node: NodeId, name: &str, same: impl Fn(&str) -> bool) -> Option<String> {
        let value = self.page.attribute(node, name)?.trim();
        let good =
            !value.is_empty() && value.len() <= 35 && value.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        (good && !same(value)).then(|| if name == "dir" { value.to_ascii_lowercase() } else { value.to_owned() })
    }

    fn code_class(&self, node: NodeId) -> Option<String> {
        // The class belongs on the code, or on the `pre` where there is no other.
        let page = self.page;
        let is_pre = page.tag(node) == Tag::Pre;
        let in_pre = self.frames.iter().any(|frame| frame.tag == Tag::Pre);
        if is_pre && page.subtree(node).take(64).any(|inner| page.tag(inner) == Tag::Code) || !is_pre && !in_pre {
            return None;
        }
        let language = language_of_code(page, node)?.to_ascii_lowercase();
        is_language_of_code(&language).then(|| ["language-", &language].concat())
    }
}

/// Where a picture is, what is said of it, and its size.
pub(super) fn picture_attributes(picture: &Picture) -> Attributes {
    let mut attributes = vec![("src", picture.address.clone()), ("alt", picture.words.clone())];
    if let Some((width, height)) = picture.size {
        attributes.push(("width", width.to_string()));
        attributes.push(("height", height.to_string()));
    }
    attributes
}

/// An attribute's value in the form that its name asks for.
fn plain_value(name: &str, value: &str) -> Option<String> {
    let value = value.trim();
    match name {
        "colspan" | "rowspan" | "columnspan" => whole(value, 1000).filter(|number| number != "1"),
        "start" | "value" if value.parse::<i64>().is_ok_and(|number| i32::try_from(number).is_ok()) => {
            Some(value.to_owned())
        }
        "start" => None,
        "reversed" | "open" => Some(String::new()),
        // As MathJax writes it.
        "display" if value == "true" => Some(String::from("block")),
        "scope" => ["row", "col", "rowgroup", "colgroup"]
            .into_iter()
            .find(|scope| value.eq_ignore_ascii_case(scope))
            .map(str::to_owned),
        "type" => listed("1 a A i I", value).then(|| value.to_owned()),
        // A figure's own value may be anything; in a list it is a number, seen above.
        _ if value.is_empty() || value.len() > 2000 => None,
        _ => Some(value.split_whitespace().collect::<Vec<_>>().join(" ")),
    }
}

fn whole(value: &str, most: u32) -> Option<String> {
    value.parse::<u32>().ok().filter(|number| (1..=most).contains(number)).map(|number| number.to_string())
}

/// Whether two tags are of one language, wherever it is spoken.
pub(super) fn same_language(one: &str, other: &str) -> bool {
    let primary = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    primary(one) == primary(other)
}
