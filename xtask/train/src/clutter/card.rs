//! Writes the scorer's card.

use super::{ALL, FOLDS, LEAST_HOSTS, SMOOTH, Scores, Settings, Shape, boost};
use plainleaf::clutter::training::WIDTH;
use std::collections::BTreeMap;

pub(super) fn write(settings: &Settings, kinds: &BTreeMap<&str, Scores>, shape: &Shape, size: usize) -> String {
    let row = |kind: &str, scores: &Scores| {
        let [rules, scorer, best] = scores.means();
        format!("| {kind} | {} | {rules:.4} | {scorer:.4} | {best:.4} |\n", scores.pages)
    };
    let all: String = kinds.iter().filter(|(kind, _)| **kind == ALL).map(|(kind, scores)| row(kind, scores)).collect();
    let others: String =
        kinds.iter().filter(|(kind, _)| **kind != ALL).map(|(kind, scores)| row(kind, scores)).collect();
    let boost::Settings { trees, leaves, rate, calm, least, pages, numbers, seed } = settings.boost;
    let (kind_trees, kind_leaves) = (settings.kinds.trees, settings.kinds.leaves);
    let Shape { pages: lessons, runs, hosts, tokens } = shape;
    format!(
        "# The clutter scorer\n\n\
         `clutter.model` says of every run of text on a page how likely it belongs to what there is to read. It is a sum of\n\
         boosted trees over {WIDTH} small numbers a run, beside a smaller one that tells articles from other kinds of pages.\n\
         `rows.rs` says what the numbers are, `model.rs` how the file lies, `select` what becomes of the answers. This card\n\
         is written by the training tool.\n\n\
         Made by `cargo xtask train clutter --data DIR`. The same inputs give the same bytes.\n\n\
         ## Learnt from\n\n\
         {lessons} pages of {hosts} hosts in the development part of the Web Content Extraction Benchmark (WCXB, CC BY 4.0): seven\n\
         kinds of pages, each with the text that a person kept. Pages without a word, that say themselves that they have no\n\
         article, or of which nothing was kept, are left out. A run's label is the share of its words in the longest common\n\
         subsequence with that text, or in shingles of four words of what the subsequence leaves over. It counts by its words,\n\
         over those of the page.\n\
         Nothing of the pages is in the file: it holds thresholds, sums and hashes of class names.\n\n\
         ## Training\n\n\
         {runs} runs. {trees} trees of {leaves} leaves, rate {rate}, L2 {calm}, least weight of a leaf {least}; each tree sees {pages} of the\n\
         pages and {numbers} of the numbers, seed {seed}. Kinds of pages: {kind_trees} trees of {kind_leaves} leaves. {tokens} tokens of classes, ids, roles and tags,\n\
         each on {LEAST_HOSTS} hosts at least, with the odds of what stands below it; {SMOOTH} pages of the usual share are added, and a\n\
         page's own host is left out of the odds that it is trained with. {size} bytes before compression.\n\n\
         ## Scores\n\n\
         F1 of the article's words against the text that a person kept, mean over the pages, in {FOLDS} parts: each page is read with\n\
         a scorer that was trained without its host, tokens' odds and kinds of pages included. *Rules*: without the scorer. *Best*:\n\
         every run chosen by its label. Pages without a word, and such that say themselves that they have no article, count as they\n\
         are.\n\n\
         | | pages | rules | scorer | best |\n|---|---|---|---|---|\n{all}{others}\n\
         `cargo xtask score` reads the same pages with the scorer that has learnt from them, so its figure is higher; it shows\n\
         only that nothing broke. How much the rules are trusted on articles (`select`) was set by looking at WCXB, at the\n\
         news pages of the article-extraction-benchmark and at Mozilla Readability's test pages; the last two were never\n\
         trained on.\n\n\
         ## Limits\n\n\
         Kept texts follow WCXB's habits: lists of products and of links are content there. Many of its texts were drafted by\n\
         tools and corrected. Most pages are in English; no number looks at the words of a language, but for the title and the\n\
         excerpt that a page gives itself, and labels that `phrases.txt` knows in several.\n"
    )
}
