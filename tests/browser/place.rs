//! A place on the live page of the tests.

use web_sys::{Document, Element, window};

/// The page that the tests run in.
pub(crate) fn document() -> Document {
    window().unwrap().document().unwrap()
}

/// An element on the live page that holds `html`; it goes when the guard does.
pub(crate) struct Place(pub(crate) Element);

impl Place {
    pub(crate) fn new(html: &str) -> Self {
        let element = document().create_element("div").unwrap();
        element.set_inner_html(html);
        document().body().unwrap().append_child(&element).unwrap();
        Self(element)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.remove();
    }
}
