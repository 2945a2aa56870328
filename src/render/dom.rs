//! The article as DOM nodes: built one by one, never parsed.

use super::writer::{Writer, write};
use crate::article::Article;
use crate::marks::Marks;
use crate::page::Tag;
use wasm_bindgen::JsValue;
use web_sys::{Document, DocumentFragment, Node};

const MATHML: &str = "http://www.w3.org/1998/Math/MathML";

/// The article as nodes of `document` with the marks in place.
///
/// # Errors
/// When the document refuses a node, as one that is not an HTML document may.
pub(crate) fn fragment(article: &Article, marks: &Marks, document: &Document) -> Result<DocumentFragment, JsValue> {
    let fragment = document.create_document_fragment();
    let mut writer = Dom { document, open: vec![fragment.clone().into()], failed: None };
    write(article, marks, &mut writer);
    match writer.failed {
        Some(error) => Err(error),
        None => Ok(fragment),
    }
}

struct Dom<'a> {
    document: &'a Document,
    /// The open elements, the fragment first.
    open: Vec<Node>,
    /// What went wrong first; nothing is built after it.
    failed: Option<JsValue>,
}

impl Dom<'_> {
    fn append(&mut self, node: &Node) -> Result<(), JsValue> {
        match self.open.last() {
            Some(parent) => parent.append_child(node).map(|_| ()),
            None => Ok(()),
        }
    }

    fn element(&mut self, tag: Tag, attributes: &[(&'static str, &str)]) -> Result<(), JsValue> {
        let element = if tag.is_mathml() {
            self.document.create_element_ns(Some(MATHML), tag.name())?
        } else {
            self.document.create_element(tag.name())?
        };
        for (name, value) in attributes {
            element.set_attribute(name, value)?;
        }
        self.append(&element)?;
        self.open.push(element.into());
        Ok(())
    }
}

impl Writer for Dom<'_> {
    fn open(&mut self, tag: Tag, attributes: &[(&'static str, &str)]) {
        if self.failed.is_none() {
            self.failed = self.element(tag, attributes).err();
        }
    }

    fn text(&mut self, text: &str) {
        if self.failed.is_none() {
            let node = self.document.create_text_node(text);
            self.failed = self.append(&node).err();
        }
    }

    fn close(&mut self, _tag: Tag) {
        if self.failed.is_none() && self.open.len() > 1 {
            self.open.pop();
        }
    }
}
