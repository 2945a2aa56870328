//! The marks as steps over a page's own text nodes, for the live page that the page was read from.

use super::layers::{Kind, Layer, Nesting, Step, Value, layers, value};
use crate::article::{Article, Item, Run, Store};
use crate::clutter::{Reason, Verdict, Verdicts};
use crate::marks::Marks;
use crate::page::{NodeId, Page, Tag};

/// A text node's steps begin; the operand is its node.
const NODE: u32 = 0;
/// The next so many UTF-16 units of the node.
const TEXT: u32 = 1;
/// A mark begins; the operand is its label.
const OPEN: u32 = 2;
/// The innermost mark ends; the operand is how many elements it has.
const CLOSE: u32 = 3;

/// What a mark's elements carry.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Label {
    pub(crate) kind: &'static str,
    pub(crate) id: String,
    /// The element that carries a figure's value, and the value.
    pub(crate) value: Option<(&'static str, String)>,
}

/// Keeps all that is shown on a page and can be marked where it stands: not what is typed in or edited.
pub(crate) fn shown(page: &Page) -> Verdicts {
    let mut verdicts = Verdicts::all(page, Verdict::Keep);
    let mut at = NodeId::DOCUMENT;
    while at < page.end(NodeId::DOCUMENT) {
        let tag = page.tag(at);
        let edited = page.attribute(at, "contenteditable").is_some_and(|value| !value.eq_ignore_ascii_case("false"));
        let reason = if page.is_hidden(at) {
            Reason::Hidden
        } else if edited {
            Reason::Form
        } else if tag.is_silent()
            || matches!(tag, Tag::Noscript | Tag::Svg | Tag::Math | Tag::Canvas | Tag::Iframe | Tag::Button)
        {
            Reason::NotText
        } else {
            at = NodeId(at.0 + 1);
            continue;
        };
        verdicts.set_subtree(page, at, Verdict::Drop(reason));
        at = page.end(at);
    }
    verdicts
}

/// The steps, each with its operand, and the labels that they name. `src/browser/marking.js` follows them.
pub(crate) fn steps(page: &Page, article: &Article, marks: &Marks) -> (Vec<u32>, Vec<Label>) {
    let layers = layers(marks);
    let mut maker = Maker { steps: Vec::new(), labels: Vec::new(), last: None, marks };
    let mut nesting = Nesting::new(&layers);
    let mut runs = article
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Run(run) if run.store == Store::Text => Some(run),
            _ => None,
        })
        .peekable();
    let mut of_node: Vec<&Run> = Vec::new();
    while let Some(run) = runs.next() {
        of_node.push(run);
        if runs.peek().is_none_or(|next| next.node != run.node || next.span.start != run.span.end) {
            maker.node(page, &of_node, &mut nesting);
            of_node.clear();
        }
    }
    (maker.steps, maker.labels)
}

struct Maker<'a> {
    steps: Vec<u32>,
    labels: Vec<Label>,
    /// The layer that the last label is for: the stretches of one mark that follow one another share it.
    last: Option<(Kind, u32)>,
    marks: &'a Marks,
}

impl Maker<'_> {
    /// The steps for runs of one text node that follow one another in the running text.
    fn node(&mut self, page: &Page, runs: &[&Run], nesting: &mut Nesting<'_>) {
        let (Some(first), Some(last)) = (runs.first(), runs.last()) else { return };
        let text = page.text(first.node);
        let begun = self.steps.len();
        let mut marked = false;
        let mut place = Place { runs, run: 0, text, at: 0 };
        // Marks open only where their first word stands, behind white space that the article leaves out.
        let mut pending: Vec<Layer> = Vec::new();
        let mut open: Vec<u32> = Vec::new();
        self.steps.extend([NODE, first.node.0]);
        nesting.stretch(first.span.start, last.span.end, |step| match step {
            Step::Open(layer) => pending.push(layer),
            Step::Text(from, to) => {
                if !pending.is_empty() {
                    marked = true;
                    self.text(place.units_to_start(from));
                    for layer in pending.drain(..) {
                        let label = self.label(layer);
                        open.push(1 + u32::from(self.labels[label].value.is_some()));
                        self.steps.extend([OPEN, label as u32]);
                    }
                }
                self.text(place.units_to_end(to));
            }
            Step::Close => self.steps.extend([CLOSE, open.pop().unwrap_or(1)]),
        });
        if !marked {
            self.steps.truncate(begun);
        }
    }

    fn text(&mut self, units: u32) {
        if units > 0 {
            self.steps.extend([TEXT, units]);
        }
    }

    fn label(&mut self, layer: Layer) -> usize {
        if self.last != Some((layer.kind, layer.index)) {
            let figure = match layer.kind {
                Kind::Figure => self.marks.figures.get(layer.index as usize),
                Kind::Quote | Kind::Name => None,
            };
            let value = figure.and_then(value).map(|value| match value {
                Value::Time(value) => ("time", value),
                Value::Data(value) => ("data", value),
            });
            self.labels.push(Label { kind: layer.kind.name(), id: layer.id(), value });
            self.last = Some((layer.kind, layer.index));
        }
        self.labels.len() - 1
    }
}

/// A place in a text node that only moves on.
struct Place<'a> {
    runs: &'a [&'a Run],
    run: usize,
    text: &'a str,
    /// Bytes of the node that lie behind.
    at: usize,
}

impl Place<'_> {
    /// Moves to where the character at an offset of the running text stands.
    fn units_to_start(&mut self, offset: u32) -> u32 {
        self.units_to(offset, |run| run.span.end <= offset)
    }

    /// Moves to where the character before an offset of the running text ends.
    fn units_to_end(&mut self, offset: u32) -> u32 {
        self.units_to(offset, |run| run.span.end < offset)
    }

    /// Moves on, and tells by how many UTF-16 units.
    fn units_to(&mut self, offset: u32, behind: impl Fn(&Run) -> bool) -> u32 {
        while self.run + 1 < self.runs.len() && behind(self.runs[self.run]) {
            self.run += 1;
        }
        let run = self.runs[self.run];
        let to = (run.offset + offset.saturating_sub(run.span.start)) as usize;
        let units = self.text.get(self.at..to).map_or(0, |passed| passed.encode_utf16().count());
        self.at = self.at.max(to);
        units as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article;
    use crate::marks::names::NameKind;
    use crate::marks::{Name, Quote};
    use crate::page::{Limits, PageBuilder};

    /// The page's text nodes as the steps would leave them: `(`, the label's letter, the words, `)`.
    fn followed(page: &Page, steps: &[u32], labels: &[Label]) -> Vec<String> {
        let mut nodes: Vec<(Vec<u16>, usize, String)> = Vec::new();
        for step in steps.chunks_exact(2) {
            match *step {
                [NODE, node] => {
                    let units = page.text(NodeId(node)).encode_utf16().collect();
                    nodes.push((units, 0, String::new()));
                }
                [kind, operand] => {
                    let (units, at, out) = nodes.last_mut().unwrap();
                    match kind {
                        TEXT => {
                            let end = *at + operand as usize;
                            out.push_str(&String::from_utf16(&units[*at..end]).unwrap());
                            *at = end;
                        }
                        OPEN => {
                            out.push('(');
                            out.push_str(&labels[operand as usize].id);
                            out.push(' ');
                        }
                        _ => out.push(')'),
                    }
                }
                _ => unreachable!(),
            }
        }
        let rest = |units: &[u16]| String::from_utf16(units).unwrap();
        nodes.into_iter().map(|(units, at, out)| out + &rest(&units[at..])).collect()
    }

    fn span(text: &str, words: &str) -> article::Span {
        let start = text.find(words).unwrap();
        article::Span::new(start, start + words.len())
    }

    #[test]
    fn marks_stand_on_the_pages_own_text_nodes() {
        let mut builder = PageBuilder::new(Limits::default());
        builder.open("p", []).unwrap();
        builder.text("  He 😀 said  \n “it ").unwrap();
        builder.open("b", []).unwrap();
        builder.text(" rains,  Ann” ").unwrap();
        builder.close();
        builder.text("and left.").unwrap();
        let page = builder.finish();
        let article = article::build(&page, &shown(&page), None);
        let text = article.text.as_str();
        assert_eq!(text, "He 😀 said “it rains, Ann” and left.");
        let quote = span(text, "“it rains, Ann”");
        let marks = Marks {
            quotes: vec![Quote { span: quote, segments: vec![quote], speaker: None, cue: None }],
            names: vec![Name { kind: NameKind::Person, name: "Ann".into(), mentions: vec![span(text, "Ann")] }],
            figures: Vec::new(),
        };
        let (steps, labels) = steps(&page, &article, &marks);
        let expected = ["  He 😀 said  \n (q1 “it )", " (q1 rains,  (n1 Ann)”) "];
        assert_eq!(followed(&page, &steps, &labels), expected);
    }

    #[test]
    fn what_is_hidden_typed_or_edited_is_left_alone() {
        let mut builder = PageBuilder::new(Limits::default());
        for (name, attributes) in
            [("p", &[][..]), ("textarea", &[]), ("p", &[("hidden", "")]), ("p", &[("contenteditable", "")])]
        {
            builder.open(name, attributes.iter().copied()).unwrap();
            builder.text(name).unwrap();
            builder.close();
        }
        let page = builder.finish();
        assert_eq!(article::build(&page, &shown(&page), None).text.as_str(), "p");
    }
}
