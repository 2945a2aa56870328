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
