//! Runs of text, found in one sweep forward.

use super::sums::Sums;
use super::text::{TextFacts, ends_like_sentence, measure};
use crate::clutter::Verdicts;
use crate::clutter::column::NodeSet;
use crate::page::{NodeId, Page, Tag};

/// A run of text without a break: a paragraph, or what stands for one.
#[derive(Clone, Copy, Debug)]
pub(in crate::clutter) struct Run {
    /// The innermost block element around it.
    pub(in crate::clutter) container: NodeId,
    /// The first text node with a word in it.
    pub(in crate::clutter) first: NodeId,
    /// Behind the last text node with a word in it.
    pub(in crate::clutter) end: NodeId,
    pub(in crate::clutter) characters: u32,
    pub(in crate::clutter) link_characters: u32,
    pub(in crate::clutter) words: u32,
    pub(in crate::clutter) commas: u32,
    /// Whether it ends as sentences do.
    pub(in crate::clutter) terminal: bool,
}

impl Run {
    /// Whether it reads like a sentence: long enough, not mostly links, and with an end or a comma.
    fn is_sentence(&self) -> bool {
        self.characters >= 40
            && self.link_characters * 2 < self.characters
            && (self.terminal || self.commas >= 2 || self.characters >= 160)
    }
}

/// What a page's text is made of.
pub(super) struct Found {
    /// Texts with a word in them.
    pub(super) texts: NodeSet,
    /// What they hold, in order.
    pub(super) facts: Vec<TextFacts>,
    /// Elements that hold anything that is summed up.
    pub(super) boxes: NodeSet,
    pub(super) runs: Vec<Run>,
}

/// Reads every node once, but for what is dropped.
pub(super) fn find(page: &Page, verdicts: &Verdicts) -> Found {
    let mut sweep = Sweep {
        page,
        found: Found { texts: NodeSet::none(page), facts: Vec::new(), boxes: NodeSet::none(page), runs: Vec::new() },
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
    sweep.found.runs.shrink_to_fit();
    sweep.found
}

struct Open {
    end: NodeId,
    node: NodeId,
    block: bool,
    link: u8,
}

struct Sweep<'a> {
    page: &'a Page,
    found: Found,
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
            self.found.boxes.insert_with_ancestors(self.page, node);
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
        self.found.texts.insert(node);
        self.found.boxes.insert_with_ancestors(self.page, self.page.parent(node));
        self.found.facts.push(facts);
        self.breaks = 0;
        let terminal = ends_like_sentence(text);
        let container = self.open.iter().rev().find(|open| open.block).map_or(NodeId::DOCUMENT, |open| open.node);
        if self.run.is_none() {
            self.first_text = self.found.facts.len() - 1;
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
            for text in &mut self.found.facts[self.first_text..] {
                text.sentence = true;
            }
        }
        self.found.runs.push(run);
    }
}
