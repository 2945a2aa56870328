//! What markup alone says about who speaks: a `q` has no marks in the text, for the browser draws them, and a `cite`
//! names a source.

use super::{Element, Item, Span, Store};
use crate::page::Tag;

/// Where the text stands in a `q` or a `cite`, outermost ones, in order; one that runs over several blocks is there once
/// a block.
pub(super) fn elements(items: &[Item]) -> Vec<(Tag, Span)> {
    let mut found: Vec<(Tag, Span)> = Vec::new();
    let mut depth = 0_usize;
    let mut around: Option<(Tag, usize, Option<Span>)> = None;
    for item in items {
        match item {
            Item::Open(Element { tag, .. }) => {
                depth += 1;
                if around.is_none() && matches!(tag, Tag::Q | Tag::Cite) {
                    around = Some((*tag, depth, None));
                }
            }
            Item::Run(run) if run.store == Store::Text => {
                if let Some((_, _, span)) = &mut around {
                    span.get_or_insert(run.span).end = run.span.end;
                }
            }
            Item::Run(_) => {}
            Item::Close => {
                if let Some((tag, _, span)) = around.take_if(|around| around.1 == depth) {
                    found.extend(span.map(|span| (tag, span)));
                }
                depth = depth.saturating_sub(1);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Run;
    use crate::page::NodeId;

    fn open(tag: Tag) -> Item {
        Item::Open(Element { tag, node: NodeId::DOCUMENT, attributes: Box::default() })
    }

    fn run(store: Store, start: usize, end: usize) -> Item {
        Item::Run(Run { store, span: Span::new(start, end), node: NodeId::DOCUMENT, offset: 0 })
    }

    #[test]
    fn only_the_outermost_elements_with_words_in_the_text_count() {
        let items = [
            open(Tag::P),
            run(Store::Text, 0, 4),
            open(Tag::Q),
            run(Store::Text, 4, 9),
            open(Tag::Cite),
            run(Store::Text, 9, 12),
            Item::Close,
            run(Store::Text, 12, 13),
            Item::Close,
            open(Tag::Q),
            run(Store::Aside, 0, 7),
            Item::Close,
            open(Tag::Cite),
            run(Store::Text, 13, 20),
            Item::Close,
            Item::Close,
        ];
        assert_eq!(elements(&items), [(Tag::Q, Span::new(4, 13)), (Tag::Cite, Span::new(13, 20))]);
    }

    #[test]
    fn what_is_left_open_or_closed_too_often_is_no_harm() {
        assert_eq!(elements(&[Item::Close, open(Tag::Q), run(Store::Text, 0, 4)]), []);
    }
}
