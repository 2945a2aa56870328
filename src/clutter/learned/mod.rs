//! The learned scorer: how likely each run of text belongs to what there is to read.

mod model;
mod places;
pub(super) mod rows;
mod scale;
mod select;
mod tokens;
mod whole;
mod words;

use super::{NoArticle, Reason, Ruled, Verdict, Verdicts};
use crate::page::{Metadata, Page};
use model::Model;
use std::sync::OnceLock;

/// The scorer's file, made by `cargo xtask train clutter`.
const FILE: &[u8] = include_bytes!("clutter.model");
const _: () = assert!(
    model::is_whole(FILE),
    "clutter.model is cut, damaged or of another version: make it again with `cargo xtask train clutter`"
);

static MODEL: OnceLock<Option<Model>> = OnceLock::new();

/// Changes what the rules say of a page to what the scorer makes of it.
///
/// # Errors
/// When the rules doubt that there is anything to read, and so does the scorer.
pub(super) fn judge(page: &Page, metadata: &Metadata, ruled: Ruled) -> Result<Verdicts, NoArticle> {
    match MODEL.get_or_init(|| Model::read(FILE)) {
        Some(model) => {
            let keep = select::keep(page, metadata, &ruled, model)?;
            Ok(select::verdicts(page, ruled, &keep))
        }
        None if ruled.doubtful => Err(NoArticle::NothingToRead),
        None => Ok(ruled.verdicts),
    }
}

/// What the training tool needs, and nobody else. No part of the stable interface.
#[doc(hidden)]
pub mod training {
    pub use super::model::{HEADER, LEAF, LEAF_STEPS, MAGIC, Model, ODDS_STEPS, VERSION, checksum};
    pub use super::rows::{OF_PAGE, Row, WIDTH};
    pub use super::scale::STEPS;
    pub use super::tokens::{Token, each as each_token};
    use super::{Metadata, NoArticle, Page, Ruled, Verdicts, rows, select};
    use crate::page::NodeId;

    /// A page as the rules leave it, to learn from.
    pub struct Case {
        /// The page.
        pub page: Page,
        /// What it says of itself.
        pub metadata: Metadata,
        ruled: Ruled,
    }

    impl Case {
        /// Judges a page by the rules.
        ///
        /// # Errors
        /// When they find nothing to read.
        pub fn of(page: Page) -> Result<Self, NoArticle> {
            let metadata = Metadata::of(&page, None);
            let ruled = super::super::rules(&page, &metadata)?;
            Ok(Self { page, metadata, ruled })
        }

        /// The runs of text: their first node, the node behind their last, their words.
        pub fn runs(&self) -> impl Iterator<Item = (NodeId, NodeId, u32)> {
            self.ruled.seen.features.runs.iter().map(|run| (run.first, run.end, run.words))
        }

        /// The nodes' words that can be seen.
        pub fn words(&self, node: NodeId) -> u32 {
            self.ruled.sums[node].words + self.ruled.seen.features.texts[node].words
        }

        /// The rows of the runs.
        pub fn rows(&self, odds: &dyn Fn(Token) -> Option<f32>) -> Vec<Row> {
            let mut rows = Vec::new();
            rows::each(&self.ruled.known(&self.page, &self.metadata), odds, |_, row| rows.push(*row));
            rows
        }

        /// The verdicts of the rules.
        ///
        /// # Errors
        /// When they doubt that there is anything to read.
        pub fn ruled(&self) -> Result<Verdicts, NoArticle> {
            if self.ruled.doubtful { Err(NoArticle::NothingToRead) } else { Ok(self.ruled.verdicts.clone()) }
        }

        /// The verdicts with a model.
        ///
        /// # Errors
        /// When neither the rules nor the model find anything to read.
        pub fn judge(&self, model: &Model) -> Result<Verdicts, NoArticle> {
            let keep = select::keep(&self.page, &self.metadata, &self.ruled, model)?;
            Ok(select::verdicts(&self.page, self.ruled.clone(), &keep))
        }

        /// The verdicts where these runs are kept.
        pub fn verdicts(&self, runs: Vec<bool>) -> Verdicts {
            select::verdicts(&self.page, self.ruled.clone(), &select::Kept { runs, is_article: false })
        }
    }
}
