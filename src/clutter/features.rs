//! What every node holds, summed over its subtree in one backward sweep.

use super::Verdicts;
use super::column::{Column, NodeSet, Rows};
use super::signals::Signals;
use crate::page::{NodeId, Page, Tag};
use std::ops::AddAssign;
use std::sync::Arc;

/// What a text node holds.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct TextFacts {
    /// Characters without white space beyond single spaces; wide ones (Chinese, Japanese, Korean) count three, as
    /// one of them says about as much as three letters.
    pub(super) characters: u32,
    pub(super) words: u32,
    pub(super) commas: u16,
    /// How much of a link it is: 0 none, 1 a link within the page, 2 a link elsewhere.
    pub(super) link: u8,
    /// Whether the run that it belongs to reads like a sentence.
    pub(super) sentence: bool,
}

/// What an element's subtree holds. Characters are counted as in [`TextFacts`].
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Sums {
    pub(super) characters: u32,
    pub(super) words: u32,
    pub(super) commas: u32,
    /// Characters in links; links within the page count a third, as footnote marks and contents do no harm.
    pub(super) link_characters: u32,
    /// Characters in runs that read like sentences.
    pub(super) sentence_characters: u32,
    pub(super) heading_characters: u32,
    pub(super) list_characters: u32,
    /// Characters in paragraphs, lists, quotes and the like: text with a structure of its own.
    pub(super) structured_characters: u32,
    pub(super) paragraphs: u32,
    pub(super) items: u32,
    pub(super) pictures: u32,
    pub(super) inputs: u32,
    pub(super) embeds: u32,
    pub(super) links: u32,
    /// Headings that are links to elsewhere: each the head of another piece.
    pub(super) teasers: u32,
    /// Block elements, the node itself included.
    pub(super) blocks: u32,
}

impl AddAssign for Sums {
    #[cfg_attr(target_family = "wasm", inline(never))]
    fn add_assign(&mut self, other: Self) {
        self.characters += other.characters;
        self.words += other.words;
        self.commas += other.commas;
        self.link_characters += other.link_characters;
        self.sentence_characters += other.sentence_characters;
        self.heading_characters += other.heading_characters;
        self.list_characters += other.list_characters;
        self.structured_characters += other.structured_characters;
        self.paragraphs += other.paragraphs;
        self.items += other.items;
        self.pictures += other.pictures;
        self.inputs += other.inputs;
        self.embeds += other.embeds;
        self.links += other.links;
        self.teasers += other.teasers;
        self.blocks += other.blocks;
    }
}

impl Sums {
    /// Whether an element counts as something by itself.
    const fn counts(tag: Tag) -> bool {
        tag.is_block()
            || matches!(tag, Tag::A | Tag::Img | Tag::Amp | Tag::Input | Tag::Textarea | Tag::Select)
            || matches!(tag, Tag::Iframe | Tag::Embed | Tag::Object)
    }

    /// Adds what a text holds.
    fn add_text(&mut self, text: &TextFacts) {
        self.characters += text.characters;
        self.words += text.words;
        self.commas += u32::from(text.commas);
        self.link_characters += match text.link {
            0 => 0,
            1 => text.characters / 3,
            _ => text.characters,
        };
        self.sentence_characters += if text.sentence { text.characters } else { 0 };
    }

    /// Adds what an element is to what stands in it.
    fn close(&mut self, tag: Tag) {
        match tag {
            Tag::Ul | Tag::Ol => {
                self.list_characters = self.characters;
                self.structured_characters = self.characters;
            }
            Tag::P => {
                self.paragraphs += 1;
                self.structured_characters = self.characters;
            }
            Tag::Blockquote | Tag::Dl | Tag::Pre | Tag::Table | Tag::Td | Tag::Span => {
                self.structured_characters = self.characters;
            }
            Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 => {
                self.heading_characters = self.characters;
                self.teasers = u32::from(self.characters >= 12 && self.link_characters * 4 >= self.characters * 3);
            }
            Tag::Li => self.items += 1,
            Tag::Img | Tag::Amp => self.pictures += 1,
            Tag::Input | Tag::Textarea | Tag::Select => self.inputs += 1,
            Tag::Iframe | Tag::Embed | Tag::Object => self.embeds += 1,
            Tag::A => self.links += 1,
            _ => {}
        }
        self.blocks += u32::from(tag.is_block());
    }

    /// The share of characters that are links, 0 to 1.
    pub(super) fn link_density(&self) -> f32 {
        ratio(self.link_characters, self.characters)
    }

    /// Whether this is one picture and a line or two that are said of it.
    pub(super) const fn is_picture(&self) -> bool {
        self.pictures == 1
            && self.characters <= 300
            && self.link_characters * 2 <= self.characters
            && self.inputs + self.embeds == 0
    }
}

/// `part` of `whole`, 0 where there is nothing.
pub(super) fn ratio(part: u32, whole: u32) -> f32 {
    if whole == 0 { 0.0 } else { part as f32 / whole as f32 }
}

/// A run of text without a break: a paragraph, or what stands for one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    /// The innermost block element around it.
    pub(super) container: NodeId,
    /// The first text node with a word in it.
    pub(super) first: NodeId,
    /// Behind the last text node with a word in it.
    pub(super) end: NodeId,
    pub(super) characters: u32,
    pub(super) link_characters: u32,
    pub(super) words: u32,
    pub(super) commas: u32,
    /// Whether it ends as sentences do.
    pub(super) terminal: bool,
}

impl Run {
    /// Whether it reads like a sentence: long enough, not mostly links, and with an end or a comma.
    fn is_sentence(&self) -> bool {
        self.characters >= 40
            && self.link_characters * 2 < self.characters
            && (self.terminal || self.commas >= 2 || self.characters >= 160)
    }
}

/// The columns that judge a page.
#[derive(Clone)]
pub(super) struct Features {
    pub(super) signals: Arc<Column<Signals>>,
    /// Of the texts with a word in them.
    pub(super) texts: Column<TextFacts>,
    pub(super) runs: Vec<Run>,
    /// The elements that hold anything that is summed up.
    pub(super) boxes: Arc<Rows>,
}

impl Features {
    /// Reads every node once. Nodes dropped in `verdicts` count for nothing, and no other verdicts may keep them again.
    pub(super) fn of(page: &Page, signals: Arc<Column<Signals>>, verdicts: &Verdicts) -> Self {
        let mut sweep = Sweep {
            page,
            facts: Vec::new(),
            texts: NodeSet::none(page),
            boxes: NodeSet::none(page),
            runs: Vec::new(),
            open: Vec::new(),
            run: None,
            first_text: 0,
            breaks: 0,
        };
        let end = page.end(NodeId::DOCUMENT);
        let mut at = NodeId::DOCUMENT;
        while at < end {
            if verdicts.is_dropped(at) {
                at = page.end(at);
                continue;
            }
            sweep.visit(at);
            at = NodeId(at.0 + 1);
        }
        sweep.flush();
        let Sweep { facts, texts, boxes, mut runs, .. } = sweep;
        runs.shrink_to_fit();
        let texts = Column::new(Arc::new(Rows::of(texts)), facts);
        Self { signals, texts, runs, boxes: Arc::new(Rows::of(boxes)) }
    }

    /// Sums of every subtree without what `verdicts` drops: one backward sweep. The sums that stood there before are
    /// forgotten, but for their room.
    pub(super) fn sum_up(&self, page: &Page, verdicts: &Verdicts, sums: &mut Column<Sums>) {
        let boxes = &self.boxes;
        let mut values = std::mem::take(&mut sums.values);
        values.clear();
        values.resize(boxes.len(), Sums::default());
        for (text, facts) in self.texts.rows.nodes().zip(&self.texts.values) {
            if !verdicts.is_dropped(text)
                && let Some(around) = boxes.row(page.parent(text))
            {
                values[around].add_text(facts);
            }
        }
        for (row, node) in boxes.backwards() {
            if verdicts.is_dropped(node) {
                values[row] = Sums::default();
                continue;
            }
            values[row].close(page.tag(node));
            if node != NodeId::DOCUMENT
                && let Some(around) = boxes.row(page.parent(node))
            {
                let own = values[row];
                values[around] += own;
            }
        }
        *sums = Column::new(boxes.clone(), values);
    }
}

struct Open {
    end: NodeId,
    node: NodeId,
    block: bool,
    link: u8,
}

struct Sweep<'a> {
    page: &'a Page,
    /// Of the texts, in order.
    facts: Vec<TextFacts>,
    texts: NodeSet,
    boxes: NodeSet,
    runs: Vec<Run>,
    /// Open blocks and links.
    open: Vec<Open>,
    run: Option<Run>,
    /// Where the facts of the run's first text are.
    first_text: usize,
    /// Line breaks since the last word.
    breaks: u32,
}

impl Sweep<'_> {
    fn visit(&mut self, node: NodeId) {
        while let Some(open) = self.open.last()
            && open.end <= node
        {
            let block = open.block;
            self.open.pop();
            if block {
                self.flush();
            }
        }
        let tag = self.page.tag(node);
        if Sums::counts(tag) {
            self.boxes.insert_with_ancestors(self.page, node);
        }
        match tag {
            Tag::Text => self.text(node),
            Tag::Br => {
                self.breaks += 1;
                if self.breaks >= 2 {
                    self.flush();
                }
            }
            Tag::A => {
                let link = match self.page.attribute(node, "href") {
                    None => 0,
                    Some(href) if href.starts_with('#') && href.len() > 1 => 1,
                    Some(_) => 2,
                };
                self.open.push(Open { end: self.page.end(node), node, block: false, link });
            }
            tag if tag.is_block() => {
                self.flush();
                let link = self.link();
                self.open.push(Open { end: self.page.end(node), node, block: true, link });
            }
            _ => {}
        }
    }

    fn link(&self) -> u8 {
        self.open.last().map_or(0, |open| open.link)
    }

    fn text(&mut self, node: NodeId) {
        let text = self.page.text(node);
        let mut facts = measure(text);
        if facts.words == 0 {
            return;
        }
        facts.link = self.link();
        self.texts.insert(node);
        self.boxes.insert_with_ancestors(self.page, self.page.parent(node));
        self.facts.push(facts);
        self.breaks = 0;
        let terminal = ends_like_sentence(text);
        let container = self.open.iter().rev().find(|open| open.block).map_or(NodeId::DOCUMENT, |open| open.node);
        if self.run.is_none() {
            self.first_text = self.facts.len() - 1;
        }
        let run = self.run.get_or_insert(Run {
            container,
            first: node,
            end: node,
            characters: 0,
            link_characters: 0,
            words: 0,
            commas: 0,
            terminal,
        });
        run.end = NodeId(node.0 + 1);
        run.characters += facts.characters;
        run.words += facts.words;
        run.commas += u32::from(facts.commas);
        run.terminal = terminal;
        if facts.link > 0 {
            run.link_characters += facts.characters;
        }
    }

    /// Ends the run.
    fn flush(&mut self) {
        self.breaks = 0;
        let Some(run) = self.run.take() else { return };
        if run.is_sentence() {
            for text in &mut self.facts[self.first_text..] {
                text.sentence = true;
            }
        }
        self.runs.push(run);
    }
}

/// Counts a text's characters, words and commas.
pub(super) fn measure(text: &str) -> TextFacts {
    let (mut characters, mut words, mut commas) = (0_u32, 0_u32, 0_u32);
    let mut in_word = false;
    let mut at = 0;
    let bytes = text.as_bytes();
    while let Some(&byte) = bytes.get(at) {
        // Most text is ASCII, and quicker to look at word by word.
        if matches!(byte, b' ' | b'\t'..=b'\r') {
            in_word = false;
            at += 1;
            continue;
        }
        if byte.is_ascii_graphic() {
            let start = at;
            while let Some(byte) = bytes.get(at).filter(|byte| byte.is_ascii_graphic()) {
                commas += u32::from(*byte == b',');
                at += 1;
            }
            characters += (at - start) as u32 + u32::from(!in_word && words > 0);
            words += u32::from(!in_word);
            in_word = true;
            continue;
        }
        let character = if byte.is_ascii() { Some(char::from(byte)) } else { text[at..].chars().next() };
        let Some(character) = character else { break };
        at += character.len_utf8();
        if character.is_whitespace() {
            in_word = false;
            continue;
        }
        if is_wide(character) {
            characters += 3;
            words += u32::from(!in_word || characters % 2 == 0);
        } else {
            characters += 1 + u32::from(!in_word && words > 0);
            words += u32::from(!in_word);
        }
        in_word = true;
        commas += u32::from(is_comma(character));
    }
    TextFacts { characters, words, commas: commas.min(u32::from(u16::MAX)) as u16, link: 0, sentence: false }
}

/// Characters that stand for a syllable or a word by themselves.
const fn is_wide(character: char) -> bool {
    matches!(character, '\u{2e80}'..='\u{303f}' | '\u{3040}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Commas of the world's scripts, with the ideographic full stop for texts that use few commas.
const fn is_comma(character: char) -> bool {
    matches!(character, ',' | '،' | '﹐' | '︐' | '︑' | '⹁' | '⸴' | '⸲' | '，' | '、' | '。' | '՝' | '፣' | '·' | '‚')
}

/// Whether a text ends with a full stop or its like, closing quotation marks and brackets aside.
pub(super) fn ends_like_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(|character: char| {
        character.is_whitespace()
            || matches!(character, '"' | '\'' | '”' | '’' | '»' | '›' | ')' | ']' | '“' | '」' | '』' | '*')
    });
    text.ends_with(['.', '!', '?', '…', ':', ';', '。', '！', '？', '؟', '۔', '।', '：'])
}

#[cfg(all(test, feature = "html", not(target_family = "wasm")))]
mod tests {
    use super::*;
    use crate::clutter::{Reason, Verdict};
    use crate::page::Limits;
    use proptest::prelude::*;

    /// Some of a subtree's sums, counted node by node.
    fn counted(page: &Page, verdicts: &Verdicts, node: NodeId) -> [u32; 6] {
        let mut sums = [0; 6];
        let mut at = node;
        while at < page.end(node) {
            if verdicts.is_dropped(at) {
                at = page.end(at);
                continue;
            }
            let (tag, facts) = (page.tag(at), measure(page.text(at)));
            let own = [
                facts.words,
                facts.characters,
                u32::from(tag == Tag::P),
                u32::from(tag == Tag::Img),
                u32::from(tag == Tag::A),
                u32::from(tag.is_block()),
            ];
            sums.iter_mut().zip(own).for_each(|(sum, own)| *sum += own);
            at = NodeId(at.0 + 1);
        }
        sums
    }

    proptest! {
        #[test]
        fn sums_are_those_of_what_is_not_dropped(
            parts in prop::collection::vec(
                prop::sample::select(vec![
                    "<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<br>", "<img>", "<a href=x>", "</a>", "<ul><li>",
                    "</ul>", "Rain fell, ", "on the road. ", " ", "<h2>", "</h2>", "<span></span>",
                ]),
                0..60,
            ),
            dropped in prop::collection::vec(0_usize..90, 0..6),
        ) {
            let page = Page::from_html(&parts.concat(), Limits::default()).unwrap();
            let mut verdicts = Verdicts::all(&page, Verdict::Descend);
            let features = Features::of(&page, Arc::new(Signals::of_all(&page)), &verdicts);
            let mut sums = Column::default();
            // What stood there before must not matter.
            features.sum_up(&page, &verdicts, &mut sums);
            for node in dropped.into_iter().filter(|&node| node < page.len()).map(|node| NodeId(node as u32)) {
                verdicts.set_subtree(&page, node, Verdict::Drop(Reason::Label));
            }
            features.sum_up(&page, &verdicts, &mut sums);
            for node in page.nodes().filter(|&node| page.tag(node) != Tag::Text) {
                let Sums { words, characters, paragraphs, pictures, links, blocks, .. } = sums[node];
                let expected = counted(&page, &verdicts, node);
                prop_assert_eq!([words, characters, paragraphs, pictures, links, blocks], expected, "{:?}", node);
            }
        }
    }
}
