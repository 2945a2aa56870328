//! What the trees look at: one row of small numbers a run of text.
//!
//! Every number is from 0 to 63, cut to steps here once and for all, so that a row is a handful of bytes, learning needs
//! no other steps, and scoring compares bytes.

use super::tokens;
use crate::clutter::features::{Features, Run, Sums};
use crate::clutter::signals::Signals;
use crate::clutter::{Reason, Verdict, Verdicts, kind, labels};
use crate::order;
use crate::page::{Metadata, NodeId, Page, Tag};
use std::ops::Range;

/// How many numbers a row has.
pub const WIDTH: usize = 150;
/// A row of numbers.
pub type Row = [u8; WIDTH];
/// The numbers of a row that are those of the whole page.
pub const OF_PAGE: Range<usize> = 115..149;
/// The number of a row that says which label its words are, 0 for none.
pub(super) const LABEL: usize = 15;
/// How many values a number can have.
pub const STEPS: usize = 64;

/// A run of at least so many words that reads like a sentence is long.
const LONG: u32 = 15;
/// How many elements around a run are looked at, of those that hold more runs than the one below.
const LEVELS: usize = 5;

/// What is known of a page when its runs are scored.
pub(in crate::clutter) struct Known<'a> {
    pub(in crate::clutter) page: &'a Page,
    pub(in crate::clutter) metadata: &'a Metadata,
    pub(in crate::clutter) features: &'a Features,
    /// Sums of everything that can be seen.
    pub(in crate::clutter) sums: &'a [Sums],
    /// What the rules take for the article's root.
    pub(in crate::clutter) root: NodeId,
    /// What the rules say of every node.
    pub(in crate::clutter) rules: &'a Verdicts,
}

/// A share of 0 to 1.
fn share(part: u32, whole: u32) -> u8 {
    (u64::from(part.min(whole)) * 63).checked_div(u64::from(whole)).unwrap_or(0) as u8
}

/// A count in quarters of a doubling.
fn log(count: u32) -> u8 {
    let count = count.saturating_add(1).min(1 << 29);
    let whole = count.ilog2();
    ((whole * 4) + (((count << 2) >> whole) & 3)).min(63) as u8
}

/// A small count as it is.
fn few(count: u32) -> u8 {
    count.min(63) as u8
}

/// Logarithmic odds, 0 in the middle.
fn odds(odds: f32) -> u8 {
    (odds * 8.0 + 32.0).clamp(0.0, 63.0) as u8
}

/// What stands around a node, and how much of it.
#[derive(Clone, Copy, Default)]
struct Place {
    depth: u32,
    /// Which kinds of elements it lies in.
    within: u16,
    /// Hints of the names around it.
    hints: Signals,
    /// Levels up to names that speak against and for it.
    against: u8,
    favour: u8,
    own: f32,
    sum: f32,
    least: f32,
    most: f32,
    known: u32,
    /// Tag and classes.
    signature: u32,
    /// Runs in it, and before it.
    runs: u32,
    before: u32,
    /// The nearest element around it with more runs.
    wider: u32,
    /// The depth of the nearest element around it that lies between the document and the root.
    meets: u32,
}

/// The kinds of elements that it matters to lie in.
const KINDS: [Tag; 14] = [
    Tag::Nav,
    Tag::Footer,
    Tag::Aside,
    Tag::Header,
    Tag::Form,
    Tag::Table,
    Tag::Li,
    Tag::Article,
    Tag::Main,
    Tag::Figure,
    Tag::Blockquote,
    Tag::Section,
    Tag::Noscript,
    Tag::Dl,
];

/// Hints that each make a number.
const HINTS: [Signals; 7] = [
    Signals::NAVIGATION.or(Signals::SIDEBAR).or(Signals::FOOTER),
    Signals::COMMENTS,
    Signals::RELATED,
    Signals::SHARE.or(Signals::NEWSLETTER).or(Signals::ADVERT).or(Signals::PROMOTION).or(Signals::CONSENT),
    Signals::META.or(Signals::TAGS).or(Signals::AUTHOR),
    Signals::POST,
    Signals::BODY.or(Signals::DECLARED),
];

fn places<'a>(known: &Known<'a>, odds_of: &'a dyn Fn(tokens::Token) -> Option<f32>) -> Vec<Place> {
    let page = known.page;
    let mut places = vec![Place::default(); page.len()];
    let mut runs = known.features.runs.iter().peekable();
    let mut before = 0;
    let end = page.end(NodeId::DOCUMENT);
    let mut odds_of = Odds::new(odds_of);
    for node in page.nodes() {
        while runs.peek().is_some_and(|run| run.first < node) {
            runs.next();
            before += 1;
        }
        let tag = page.tag(node);
        let parent = places[page.parent(node).index()];
        let mut place = Place { before, runs: 0, own: 0.0, ..parent };
        if node != NodeId::DOCUMENT && tag != Tag::Text {
            place.depth = parent.depth + 1;
            if let Some(kind) = KINDS.iter().position(|&kind| kind == tag) {
                place.within |= 1 << kind;
            }
            let hints = known.features.signals[node.index()];
            place.hints = parent.hints.or(hints);
            place.against = if hints.any(Signals::AGAINST) { 0 } else { parent.against.saturating_add(1) };
            place.favour = if hints.any(Signals::FOR) { 0 } else { parent.favour.saturating_add(1) };
            let (sum, count) = odds_of.node(page, node);
            if count > 0 {
                place.own = sum / count as f32;
                place.sum += place.own;
                place.least = place.least.min(place.own);
                place.most = place.most.max(place.own);
                place.known += 1;
            }
            place.signature = signature(page, node);
            if node <= known.root && known.root < page.end(node) {
                place.meets = place.depth;
            }
        }
        if node == NodeId::DOCUMENT {
            place.against = 63;
            place.favour = 63;
        }
        places[node.index()] = place;
    }
    for run in &known.features.runs {
        places[run.container.index()].runs += 1;
    }
    for node in (1..end.index()).rev() {
        let runs = places[node].runs;
        places[page.parent(NodeId(node as u32)).index()].runs += runs;
    }
    for node in 1..end.index() {
        let above = page.parent(NodeId(node as u32)).index();
        places[node].wider = if places[above].runs > places[node].runs { above as u32 } else { places[above].wider };
    }
    places
}

/// The sum of the odds of known tokens, and how many these are.
type Total = (f32, u32);

/// The odds of elements' tokens.
struct Odds<'a> {
    of: &'a dyn Fn(tokens::Token) -> Option<f32>,
    /// Of the tags that came.
    tags: Vec<Option<Total>>,
    /// Of values that came lately: a list's items all have the same.
    lately: [(u8, &'a str, Total); 32],
}

impl<'a> Odds<'a> {
    fn new(of: &'a dyn Fn(tokens::Token) -> Option<f32>) -> Self {
        Self { of, tags: Vec::new(), lately: [(0, "", (0.0, 0)); 32] }
    }

    fn node(&mut self, page: &'a Page, node: NodeId) -> Total {
        let (mut sum, mut count) = self.tag(page.tag(node));
        for (space, value) in tokens::values(page, node) {
            let of_value = self.value(space, value);
            sum += of_value.0;
            count += of_value.1;
        }
        (sum, count)
    }

    fn tag(&mut self, tag: Tag) -> Total {
        let place = tag as usize;
        if place >= self.tags.len() {
            self.tags.resize(place + 1, None);
        }
        *self.tags[place].get_or_insert_with(|| (self.of)(tokens::of_tag(tag)).map_or((0.0, 0), |odds| (odds, 1)))
    }

    fn value(&mut self, space: u8, value: &'a str) -> Total {
        let last = value.as_bytes().last().copied().unwrap_or_default();
        let place = (value.len() ^ usize::from(last ^ space)) % self.lately.len();
        let (known_space, known, total) = self.lately[place];
        if (known_space, known) == (space, value) {
            return total;
        }
        let mut total = (0.0, 0);
        tokens::each_of_value(space, value, |token| {
            if let Some(odds) = (self.of)(token) {
                total.0 += odds;
                total.1 += 1;
            }
        });
        self.lately[place] = (space, value, total);
        total
    }
}

/// What makes repeated parts of a page alike: the tag and the first three classes.
fn signature(page: &Page, node: NodeId) -> u32 {
    let mut hash = mix(0, page.tag(node) as u32);
    if let Some(class) = page.attribute(node, "class") {
        let mut classes = 0;
        for &byte in class.as_bytes().iter().take(200) {
            if byte.is_ascii_whitespace() {
                classes += 1;
                if classes == 3 {
                    break;
                }
            }
            // Numbers tell one of a kind from another.
            if !byte.is_ascii_digit() {
                hash = mix(hash, u32::from(byte));
            }
        }
    }
    hash
}

const fn mix(hash: u32, value: u32) -> u32 {
    (hash.rotate_left(5) ^ value).wrapping_mul(0x9e37_79b1)
}

/// What the words of a run say.
#[derive(Clone, Copy, Default)]
struct Words {
    hash: u32,
    letters: u32,
    digits: u32,
    capitals: u32,
    prices: u32,
    in_title: u32,
    in_excerpt: u32,
    all: u32,
}

/// Reads words one after the other and compares them with those of the title and the excerpt.
struct Reader {
    title: Vec<u32>,
    excerpt: Vec<u32>,
}

impl Reader {
    fn new(metadata: &Metadata) -> Self {
        let words = |text: Option<&str>| {
            let mut words = Vec::new();
            each_word(text.unwrap_or_default(), |word, _| words.push(word));
            order::by_key(&mut words, |&word| word.into());
            words
        };
        Self { title: words(metadata.title.as_deref()), excerpt: words(metadata.excerpt.as_deref()) }
    }

    fn read(&self, page: &Page, run: &Run) -> Words {
        let mut words = Words::default();
        for node in (run.first.0..run.end.0).map(NodeId).filter(|&node| page.tag(node) == Tag::Text) {
            let text = page.text(node);
            for byte in text.bytes() {
                words.digits += u32::from(byte.is_ascii_digit());
                words.prices += u32::from(byte == b'$');
            }
            if !text.is_ascii() {
                words.prices += text.chars().filter(|sign| matches!(sign, '€' | '£' | '¥' | '₹')).count() as u32;
            }
            each_word(text, |word, capital| {
                words.hash = mix(words.hash, word);
                words.capitals += u32::from(capital);
                words.in_title += u32::from(self.title.binary_search(&word).is_ok());
                words.in_excerpt += u32::from(self.excerpt.binary_search(&word).is_ok());
                words.all += 1;
            });
            words.letters += text.len() as u32;
        }
        words
    }
}

/// Calls `see` on the hash of every word in lower case, and whether it began with a capital.
fn each_word(text: &str, mut see: impl FnMut(u32, bool)) {
    let (mut hash, mut capital, mut inside) = (0, false, false);
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at) {
        // Most text is ASCII, and quicker to look at byte by byte.
        let (of_word, upper, lower) = if byte.is_ascii() {
            at += 1;
            (byte.is_ascii_alphanumeric(), byte.is_ascii_uppercase(), u32::from(byte.to_ascii_lowercase()))
        } else {
            let Some(character) = text[at..].chars().next() else { break };
            at += character.len_utf8();
            let lower = character.to_lowercase().next().unwrap_or(character);
            (character.is_alphanumeric(), character.is_uppercase(), lower as u32)
        };
        if of_word {
            if !inside {
                capital = upper;
                (hash, inside) = (1, true);
            }
            hash = mix(hash, lower);
        } else if inside {
            see(hash, capital);
            inside = false;
        }
    }
    if inside {
        see(hash, capital);
    }
}

/// Runs that stand in elements alike.
#[derive(Clone, Copy, Default)]
struct Group {
    runs: u32,
    words: u32,
    characters: u32,
    links: u32,
    sentences: u32,
}

/// What is true of the whole page.
fn of_page(known: &Known<'_>, long: u32, prices: u32) -> Vec<u8> {
    let page = known.page;
    let all = &known.sums[0];
    let root = &known.sums[known.root.index()];
    let (mut articles, mut heads, mut forms, mut times, mut tables) = (0, 0, 0, 0, 0);
    let mut schema = [0_u8; 6];
    let mut kind = 0;
    for node in page.nodes() {
        match page.tag(node) {
            Tag::Article => articles += 1,
            Tag::H1 => heads += 1,
            Tag::Form => forms += 1,
            Tag::Time => times += 1,
            Tag::Table => tables += 1,
            Tag::Meta if page.attribute(node, "property") == Some("og:type") => {
                kind = match page.attribute(node, "content").unwrap_or_default() {
                    "article" => 1,
                    "website" => 2,
                    content if content.contains("product") => 3,
                    _ => 4,
                };
            }
            Tag::Script if page.attribute(node, "type").is_some_and(|kind| kind.contains("ld+json")) => {
                for text in page.subtree(node).map(|inner| page.text(inner)) {
                    for (found, names) in schema.iter_mut().zip(SCHEMAS) {
                        *found |= u8::from(names.iter().any(|name| text.contains(name)));
                    }
                }
            }
            _ => {}
        }
    }
    let address = known.metadata.canonical.as_deref().unwrap_or_default();
    let path = address.split_once("://").map_or(address, |(_, rest)| rest);
    let path = path.split_once('/').map_or("", |(_, path)| path).trim_end_matches('/');
    let last = path.rsplit('/').next().unwrap_or_default();
    let kept: u32 = known
        .features
        .runs
        .iter()
        .filter(|run| !matches!(known.rules.of(run.first), Verdict::Drop(_)))
        .map(|run| run.words)
        .sum();
    let mut numbers = vec![
        log(all.words),
        share(all.sentence_characters, all.characters),
        share(all.link_characters, all.characters),
        log(known.features.runs.len() as u32),
        log(long),
        log(prices),
        log(all.items),
        log(all.pictures),
        few(all.inputs),
        log(all.teasers),
        log(articles),
        few(heads),
        few(forms),
        log(times),
        log(tables),
        kind,
        u8::from(kind::is_forum(page)),
        u8::from(known.metadata.published.is_some()) + 2 * u8::from(known.metadata.byline.is_some()),
        few(path.split('/').count() as u32),
        few(last.matches('-').count() as u32),
        few(path.bytes().filter(u8::is_ascii_digit).count() as u32),
        few(path.len() as u32 / 2),
        share(root.words, all.words),
        share(root.sentence_characters, all.sentence_characters),
        share(root.link_characters, root.characters),
        share(kept, all.words),
        share(kept, root.words),
        log(kept),
    ];
    numbers.extend(schema);
    numbers
}

/// Types that a page may say it is of, as its JSON-LD writes them.
const SCHEMAS: [&[&str]; 6] = [
    &["NewsArticle\"", "\"Article\"", "BlogPosting\""],
    &["\"Product\"", "\"Offer\""],
    &["\"DiscussionForumPosting", "\"QAPage\""],
    &["\"ItemList\"", "\"CollectionPage\""],
    &["\"Organization\"", "\"LocalBusiness\"", "\"Service\""],
    &["\"FAQPage\""],
];

/// The rows of a page, one a run, in order.
pub(in crate::clutter) fn of<'a>(known: &Known<'a>, odds_of: &'a dyn Fn(tokens::Token) -> Option<f32>) -> Vec<Row> {
    let page = known.page;
    let runs = &known.features.runs;
    let places = places(known, odds_of);
    let reader = Reader::new(known.metadata);
    let words: Vec<Words> = runs.iter().map(|run| reader.read(page, run)).collect();
    let is_sentence = |run: &Run| known.features.texts[run.first.index()].sentence;
    let is_long = |run: &Run| run.words >= LONG && is_sentence(run);

    // Runs alike by their words, and by the four elements around them.
    let mut same: Vec<(u32, u32)> = words.iter().enumerate().map(|(at, words)| (words.hash, at as u32)).collect();
    let twins = counts(&mut same, runs.len());
    let signatures: Vec<u32> = runs
        .iter()
        .map(|run| {
            let around = std::iter::once(run.container).chain(page.ancestors(run.container)).take(4);
            around.fold(0, |hash, node| mix(hash, places[node.index()].signature))
        })
        .collect();
    let mut alike: Vec<(u32, u32)> = signatures.iter().enumerate().map(|(at, &hash)| (hash, at as u32)).collect();
    order::by_key(&mut alike, |pair| pair.0.into());
    let mut groups = vec![Group::default(); runs.len()];
    for members in alike.chunk_by(|one, other| one.0 == other.0) {
        let mut group = Group::default();
        for &(_, at) in members {
            let run = &runs[at as usize];
            group.runs += 1;
            group.words += run.words;
            group.characters += run.characters;
            group.links += run.link_characters;
            group.sentences += if is_sentence(run) { run.characters } else { 0 };
        }
        for &(_, at) in members {
            groups[at as usize] = group;
        }
    }

    // Distances back and forth.
    let count = runs.len();
    let mut next_long = vec![u32::MAX; count + 1];
    for at in (0..count).rev() {
        next_long[at] = if is_long(&runs[at]) { 0 } else { next_long[at + 1].saturating_add(1) };
    }
    let long_runs = runs.iter().filter(|run| is_long(run)).count() as u32;
    let all_words: u32 = runs.iter().map(|run| run.words).sum();
    let prices = words.iter().map(|words| words.prices).sum();
    let of_page = of_page(known, long_runs, prices);
    let root_depth = places[known.root.index()].depth;
    let (mut since_long, mut since_title, mut since_head) = (u32::MAX, u32::MAX, u32::MAX);
    let (mut head, mut head_words, mut words_before, mut long_before) = (0, 0, 0, 0);

    let mut rows = Vec::with_capacity(count);
    for (at, run) in runs.iter().enumerate() {
        let mut row = [0; WIDTH];
        let mut next = 0;
        let mut push = |value: u8| {
            row[next] = value.min(63);
            next += 1;
        };
        let said = &words[at];
        let place = &places[run.container.index()];
        let level = page.tag(run.container).heading_level();
        since_long = if is_long(run) { 0 } else { since_long.saturating_add(1) };
        since_head = since_head.saturating_add(1);
        since_title = since_title.saturating_add(1);
        if let Some(level) = level {
            (since_head, head, head_words) = (0, level, run.words);
            if level == 1 {
                since_title = 0;
            }
        }

        push(log(run.words));
        push(share(run.link_characters, run.characters));
        push(share(run.commas * 8, run.words));
        push(u8::from(run.terminal) + 2 * u8::from(is_sentence(run)));
        push(few(run.characters * 4 / run.words.max(1)));
        push(share(said.digits, said.letters));
        push(share(said.capitals, said.all));
        push(few(said.prices));
        push(class_of(page.tag(run.container)));
        push(class_of(page.tag(page.parent(run.container))));
        push(known.features.texts[run.first.index()].link);
        push(few(twins[at]));
        push(share(said.in_title, said.all));
        push(share(said.in_title, reader.title.len() as u32));
        push(share(said.in_excerpt, said.all));
        push(label(page, run));

        for step in [-2_isize, -1, 1, 2] {
            let other = at.checked_add_signed(step).and_then(|at| runs.get(at));
            push(other.map_or(0, |other| log(other.words)));
            push(other.map_or(0, |other| share(other.link_characters, other.characters)));
            push(other.map_or(63, |other| class_of(page.tag(other.container))));
            push(other.map_or(0, |other| {
                let place = &places[other.container.index()];
                odds(place.sum / (place.known as f32 + 1.0))
            }));
        }
        push(log(since_long));
        push(log(next_long[at + 1]));
        push(log(since_title));
        push(log(since_head));
        push(head);
        push(log(head_words));
        push(share(at as u32, count as u32));
        push(share(words_before, all_words));
        push(log(words_before));
        push(log(all_words - words_before));
        push(share(long_before, long_runs));
        push(log(long_runs - long_before));

        let mut around = run.container;
        for step in 0..LEVELS {
            let wide = &places[around.index()];
            let sum = &known.sums[around.index()];
            push(log(sum.words));
            push(share(sum.sentence_characters, sum.characters));
            push(share(sum.link_characters, sum.characters));
            push(log(wide.runs));
            push(share(sum.words, all_words));
            if step < 4 {
                push(share((at as u32).saturating_sub(wide.before), wide.runs));
                push(odds(wide.own));
            }
            around = NodeId(wide.wider);
        }

        let parent = page.parent(run.container);
        push(odds(place.own));
        push(odds(places[parent.index()].own));
        push(odds(places[page.parent(parent).index()].own));
        push(odds(place.sum / (place.known as f32 + 1.0)));
        push(odds(place.sum / 4.0));
        push(odds(place.least));
        push(odds(place.most));

        push(few(place.depth));
        push(few(place.depth - place.meets.min(place.depth)));
        push(few(root_depth - place.meets.min(root_depth)));

        let group = &groups[at];
        push(log(group.runs));
        push(share(group.words, all_words));
        push(share(group.sentences, group.characters));
        push(share(group.links, group.characters));
        push(log(group.words / group.runs.max(1)));

        for kind in 0..KINDS.len() {
            push((place.within >> kind & 1) as u8);
        }
        for hint in HINTS {
            push(u8::from(place.hints.any(hint)));
        }
        push(place.against);
        push(place.favour);
        of_page.iter().for_each(|&number| push(number));
        push(rule(known.rules.of(run.first)));
        debug_assert_eq!((next, of_page.len()), (WIDTH, OF_PAGE.len()));
        rows.push(row);
        words_before += run.words;
        long_before += u32::from(is_long(run));
    }
    rows
}

/// How often each first number comes.
fn counts(pairs: &mut [(u32, u32)], length: usize) -> Vec<u32> {
    order::by_key(pairs, |pair| pair.0.into());
    let mut counts = vec![0; length];
    for same in pairs.chunk_by(|one, other| one.0 == other.0) {
        for &(_, at) in same {
            counts[at as usize] = same.len() as u32;
        }
    }
    counts
}

/// What the rules say, in an order from kept to dropped for good reasons.
const fn rule(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Keep | Verdict::Descend => 0,
        Verdict::Drop(Reason::LowScore) => 1,
        Verdict::Drop(reason) => 2 + reason as u8,
    }
}

/// Whether the words of a run are those of a label, and which.
fn label(page: &Page, run: &Run) -> u8 {
    if run.words > 12 {
        return 0;
    }
    let mut text = String::new();
    for node in (run.first.0..run.end.0).map(NodeId).filter(|&node| page.tag(node) == Tag::Text) {
        text.push_str(page.text(node));
    }
    let link = crate::clutter::features::ratio(run.link_characters, run.characters);
    labels::label(&labels::normal(&text), run.words, link).map_or(0, |reason| 1 + reason as u8)
}

/// Tags by how like prose they are.
const fn class_of(tag: Tag) -> u8 {
    match tag {
        Tag::P => 0,
        Tag::Pre => 1,
        Tag::Blockquote => 2,
        Tag::H1 => 3,
        Tag::H2 => 4,
        Tag::H3 => 5,
        Tag::H4 | Tag::H5 | Tag::H6 => 6,
        Tag::Dd => 7,
        Tag::Dt => 8,
        Tag::Td => 9,
        Tag::Th => 10,
        Tag::Tr | Tag::Table | Tag::Tbody => 11,
        Tag::Article | Tag::Main => 12,
        Tag::Section => 13,
        Tag::Div => 14,
        Tag::Li => 15,
        Tag::Ul | Tag::Ol | Tag::Dl => 16,
        Tag::Figcaption | Tag::Caption | Tag::Figure => 17,
        Tag::Form | Tag::Fieldset | Tag::Legend => 18,
        Tag::Header | Tag::Hgroup => 19,
        Tag::Aside => 20,
        Tag::Nav => 21,
        Tag::Footer => 22,
        Tag::Body | Tag::Html => 23,
        _ => 24,
    }
}
