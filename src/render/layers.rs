//! The marks of a text laid over one another so that they nest.
//!
//! Marks of different kinds may overlap in any way: a name in a quote, a quote that begins in the middle of a figure.
//! Elements must nest, so a mark that crosses the end of another is cut there and goes on behind it.

use crate::marks::{Figure, Marks};
use crate::{decimal, order};

/// What a mark is, as `data-kind` has it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Kind {
    Quote,
    Name,
    Figure,
}

impl Kind {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Quote => "quote",
            Self::Name => "name",
            Self::Figure => "figure",
        }
    }
}

/// A stretch of a mark: a segment of a quote, a mention of a name, a figure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Layer {
    /// Its bytes in the running text.
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) kind: Kind,
    /// Which of its kind, from 0.
    pub(crate) index: u32,
}

impl Layer {
    /// The mark's id in the reading.
    pub(crate) fn id(self) -> String {
        let letter = match self.kind {
            Kind::Quote => 'q',
            Kind::Name => 'n',
            Kind::Figure => 'f',
        };
        let mut id = String::from(letter);
        id.push_str(&(self.index + 1).to_string());
        id
    }
}

/// Every stretch of every mark, sorted so that what begins first, and of those what ends last, comes first.
/// Stretches of one kind never overlap: a later one begins where the earlier one ends.
pub(crate) fn layers(marks: &Marks) -> Vec<Layer> {
    let segments: usize = marks.quotes.iter().map(|quote| quote.segments.len()).sum();
    let mentions: usize = marks.names.iter().map(|name| name.mentions.len()).sum();
    let mut all = Vec::with_capacity(segments + mentions + marks.figures.len());
    let mut add = |kind, index: usize, span: crate::article::Span| {
        all.push(Layer { start: span.start, end: span.end, kind, index: index as u32 });
    };
    for (index, quote) in marks.quotes.iter().enumerate() {
        quote.segments.iter().for_each(|&span| add(Kind::Quote, index, span));
    }
    for (index, name) in marks.names.iter().enumerate() {
        name.mentions.iter().for_each(|&span| add(Kind::Name, index, span));
    }
    for (index, figure) in marks.figures.iter().enumerate() {
        add(Kind::Figure, index, figure.span);
    }
    order::by_key(&mut all, |layer| key(layer.kind as u32, layer.start, layer.end));
    let mut behind = (Kind::Quote, 0);
    all.retain_mut(|layer| {
        if behind.0 == layer.kind {
            layer.start = layer.start.max(behind.1);
        }
        let keep = layer.start < layer.end;
        if keep {
            behind = (layer.kind, layer.end);
        }
        keep
    });
    order::by_key(&mut all, |layer| key(layer.start, u32::MAX - layer.end, layer.kind as u32));
    all
}

/// One step of a text with its marks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Step {
    /// A mark begins.
    Open(Layer),
    /// Text from one offset to another.
    Text(u32, u32),
    /// The innermost open mark ends.
    Close,
}

/// Walks stretches of text in order and tells where marks begin and end in each.
pub(crate) struct Nesting<'a> {
    layers: &'a [Layer],
    /// The first layer that no stretch has reached.
    next: usize,
    /// Layers that began and did not end yet; one of a kind at most.
    active: Vec<Layer>,
}

impl<'a> Nesting<'a> {
    /// `layers` as [`layers`] gives them.
    pub(crate) fn new(layers: &'a [Layer]) -> Self {
        Self { layers, next: 0, active: Vec::new() }
    }

    /// The steps of one stretch, which begins where the one before ended or later. Every mark that is opened in it is
    /// closed in it.
    pub(crate) fn stretch(&mut self, start: u32, end: u32, mut step: impl FnMut(Step)) {
        self.active.retain(|layer| layer.end > start);
        while let Some(layer) = self.layers.get(self.next)
            && layer.start < start
        {
            if layer.end > start {
                self.active.push(*layer);
            }
            self.next += 1;
        }
        // What ends last stands outermost.
        order::by_key(&mut self.active, |layer| key(0, u32::MAX - layer.end, layer.kind as u32));
        let mut open: Vec<Layer> = Vec::new();
        for &layer in &self.active {
            step(Step::Open(layer));
            open.push(layer);
        }
        let mut at = start;
        loop {
            let begins = self.layers.get(self.next).filter(|layer| layer.start < end);
            let ends = open.iter().map(|layer| layer.end).min().filter(|&ends| ends <= end);
            let to = match (begins, ends) {
                (Some(layer), Some(ends)) => layer.start.min(ends),
                (Some(layer), None) => layer.start,
                (None, Some(ends)) => ends,
                (None, None) => break,
            };
            if to > at {
                step(Step::Text(at, to));
                at = to;
            }
            // Close down to the outermost that ends here; those within that go on are opened again.
            if let Some(lowest) = open.iter().position(|layer| layer.end == to) {
                let within = open.split_off(lowest);
                within.iter().for_each(|_| step(Step::Close));
                for layer in within.into_iter().filter(|layer| layer.end > to) {
                    step(Step::Open(layer));
                    open.push(layer);
                }
            }
            if let Some(&layer) = self.layers.get(self.next)
                && layer.start == to
                && to < end
            {
                self.next += 1;
                self.active.push(layer);
                step(Step::Open(layer));
                open.push(layer);
            }
        }
        if end > at {
            step(Step::Text(at, end));
        }
        open.iter().for_each(|_| step(Step::Close));
        self.active.retain(|layer| layer.end > end);
    }
}

/// What a figure says to a machine, and in which attribute.
pub(crate) enum Value {
    /// `<time datetime>`
    Time(String),
    /// `<data value>`
    Data(String),
}

/// Three numbers as one, the first of most weight.
fn key(first: u32, second: u32, third: u32) -> u128 {
    u128::from(first) << 64 | u128::from(second) << 32 | u128::from(third)
}

/// The machine's form of a figure, where it has one.
pub(crate) fn value(figure: &Figure) -> Option<Value> {
    if let Some(iso) = &figure.iso {
        return Some(if is_datetime(iso) { Value::Time(iso.clone()) } else { Value::Data(iso.clone()) });
    }
    if let Some(value) = figure.value {
        return Some(Value::Data(decimal::write(value)));
    }
    match (figure.low, figure.high) {
        (Some(low), Some(high)) => Some(Value::Data([&decimal::write(low), "/", &decimal::write(high)].concat())),
        _ => None,
    }
}

/// Whether HTML takes the string for a `datetime`: a year, month, day or moment, a time of day, or a duration of days
/// and less.
fn is_datetime(iso: &str) -> bool {
    if let Some(duration) = iso.strip_prefix('P') {
        let (days, _) = duration.split_once('T').unwrap_or((duration, ""));
        return !days.contains(['Y', 'M', 'W']);
    }
    let (date, time) = iso.split_once('T').unwrap_or(if iso.contains(':') { ("", iso) } else { (iso, "") });
    let number = |part: &str, length: usize| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts = date.split('-');
    let date_is_good = date.is_empty()
        || parts.next().is_some_and(|year| number(year, 4))
            && parts.by_ref().take(2).all(|part| number(part, 2))
            && parts.next().is_none();
    date_is_good && time.bytes().all(|byte| byte.is_ascii_digit() || b":.Z+-".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layer(kind: Kind, start: u32, end: u32) -> Layer {
        Layer { start, end, kind, index: 0 }
    }

    /// The steps over `text` in the given stretches: `q(`…`)` for a quote and so on, `|` between stretches.
    fn written(text: &str, layers: &[Layer], stretches: &[(u32, u32)]) -> String {
        let mut nesting = Nesting::new(layers);
        let mut parts = Vec::new();
        for &(start, end) in stretches {
            let mut out = String::new();
            nesting.stretch(start, end, |step| match step {
                Step::Open(layer) => out.push_str(&format!("{}(", &layer.id()[..1])),
                Step::Text(from, to) => out.push_str(&text[from as usize..to as usize]),
                Step::Close => out.push(')'),
            });
            parts.push(out);
        }
        parts.join("|")
    }

    #[test]
    fn marks_nest_and_are_cut_where_they_cross() {
        use Kind::{Figure, Name, Quote};
        let text = "abcdefghij";
        let whole = &[(0, 10)][..];
        let cases = [
            ("abcdefghij", vec![], whole),
            ("q(abc)defghij", vec![layer(Quote, 0, 3)], whole),
            ("aq(bn(cd)e)fghij", vec![layer(Quote, 1, 5), layer(Name, 2, 4)], whole),
            ("q(n(ab)c)defghij", vec![layer(Quote, 0, 3), layer(Name, 0, 2)], whole),
            ("q(n(abc))defghij", vec![layer(Quote, 0, 3), layer(Name, 0, 3)], whole),
            ("q(ab)q(cd)efghij", vec![layer(Quote, 0, 2), layer(Quote, 2, 4)], whole),
            // A name that begins in a quote and ends behind it.
            ("q(an(bc))n(d)efghij", vec![layer(Quote, 0, 3), layer(Name, 1, 4)], whole),
            ("q(an(bf(c)))n(f(d))f(e)fghij", vec![layer(Quote, 0, 3), layer(Name, 1, 4), layer(Figure, 2, 5)], whole),
            // Over the borders of elements.
            ("q(abc)|q(def)|ghij", vec![layer(Quote, 0, 6)], &[(0, 3), (3, 6), (6, 10)]),
            ("aq(bc)|q(n(de)f)|ghij", vec![layer(Quote, 1, 6), layer(Name, 3, 5)], &[(0, 3), (3, 6), (6, 10)]),
            // A gap between two stretches, which belongs to neither.
            ("q(abc)|q(f)ghij", vec![layer(Quote, 0, 6), layer(Name, 3, 5)], &[(0, 3), (5, 10)]),
        ];
        for (expected, layers, stretches) in cases {
            assert_eq!(written(text, &layers, stretches), expected);
        }
    }

    #[test]
    fn only_what_html_knows_is_a_datetime() {
        for good in ["2023", "2023-05", "2023-05-04", "2023-05-04T09:30:00Z", "09:30", "P3D", "PT2H30M"] {
            assert!(is_datetime(good), "{good}");
        }
        for bad in ["XXXX-06-03", "2023-05-04/2023-05-06", "P2Y", "P2W", "202X", "2023-W12", "P1M"] {
            assert!(!is_datetime(bad), "{bad}");
        }
    }
}
