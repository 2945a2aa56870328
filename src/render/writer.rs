//! One walk over an article for everything that writes it out as elements.

use super::layers::{Kind, Layer, Nesting, Step, Value, layers, value};
use crate::article::allowed::{is_allowed, is_allowed_attribute};
use crate::article::{Article, Item, Span, Store};
use crate::cut::Cut;
use crate::marks::Marks;
use crate::page::Tag;

/// Takes an article's elements and texts in order.
pub(crate) trait Writer {
    /// An element of the article begins.
    fn open(&mut self, tag: Tag, attributes: &[(&'static str, &str)]);
    /// Text, as it is to be read.
    fn text(&mut self, text: &str);
    /// The innermost open element ends.
    fn close(&mut self, tag: Tag);
}

/// Writes an article with its marks.
pub(crate) fn write(article: &Article, marks: &Marks, writer: &mut impl Writer) {
    let layers = layers(marks);
    let mut nesting = Nesting::new(&layers);
    let mut open = Vec::new();
    let mut items = article.items.iter().peekable();
    while let Some(item) = items.next() {
        match item {
            Item::Open(element) if is_allowed(element.tag) => {
                let attributes: Vec<_> = element
                    .attributes
                    .iter()
                    .map(|(name, value)| (*name, value.as_str()))
                    .filter(|(name, value)| is_allowed_attribute(element.tag, name, value))
                    .collect();
                writer.open(element.tag, &attributes);
                open.push(Some(element.tag));
            }
            // Articles are built from the same list; one made by other hands may hold what is not on it.
            Item::Open(_) => open.push(None),
            Item::Close => {
                if let Some(Some(tag)) = open.pop() {
                    writer.close(tag);
                }
            }
            Item::Run(run) => {
                // Runs that follow one another are one stretch, so that no mark is cut between them.
                let mut span = run.span;
                while let Some(Item::Run(next)) = items.peek()
                    && next.store == run.store
                    && next.span.start == span.end
                {
                    span.end = next.span.end;
                    items.next();
                }
                match run.store {
                    Store::Aside => writer.text(article.aside.cut(span.range())),
                    // No element of HTML may stand in a formula, so no mark does.
                    Store::Text if open.contains(&Some(Tag::Math)) => writer.text(article.text.slice(span)),
                    Store::Text => marked(article, marks, span, &mut nesting, writer),
                }
            }
        }
    }
}

/// Writes a stretch of the running text.
fn marked(article: &Article, marks: &Marks, span: Span, nesting: &mut Nesting<'_>, writer: &mut impl Writer) {
    let mut open: Vec<Option<Tag>> = Vec::new();
    nesting.stretch(span.start, span.end, |step| match step {
        Step::Open(layer) => open.push(open_mark(layer, marks, writer)),
        Step::Text(start, end) => writer.text(article.text.slice(Span { start, end })),
        Step::Close => {
            if let Some(Some(tag)) = open.pop() {
                writer.close(tag);
            }
            writer.close(Tag::Mark);
        }
    });
}

/// Opens a mark and, for a figure that has a value, the element in it that carries the value.
fn open_mark(layer: Layer, marks: &Marks, writer: &mut impl Writer) -> Option<Tag> {
    let id = layer.id();
    writer.open(Tag::Mark, &[("data-kind", layer.kind.name()), ("data-id", &id)]);
    if layer.kind != Kind::Figure {
        return None;
    }
    let (tag, name, value) = match value(marks.figures.get(layer.index as usize)?)? {
        Value::Time(value) => (Tag::Time, "datetime", value),
        Value::Data(value) => (Tag::Data, "value", value),
    };
    writer.open(tag, &[(name, &value)]);
    Some(tag)
}
