//! What belongs to the article of a document that was written from a reading: its `article`, all of it.

use super::{NoArticle, Reason, Verdict, Verdicts};
use crate::page::{NodeId, Page, Tag};

/// Keeps the first `article` but for what is not shown, and drops the rest: title, byline and date stand apart.
pub(super) fn judge(page: &Page) -> Result<Verdicts, NoArticle> {
    let article = page.nodes().find(|&node| page.tag(node) == Tag::Article).ok_or(NoArticle::Empty)?;
    let mut verdicts = Verdicts::all(page, Verdict::Drop(Reason::Title));
    page.ancestors(article).for_each(|above| verdicts.set(above, Verdict::Descend));
    verdicts.set_subtree(page, article, Verdict::Keep);
    verdicts.set(article, Verdict::Descend);
    let mut at = article;
    while at < page.end(article) {
        let reason = if page.tag(at).is_silent() {
            Reason::NotText
        } else if page.is_hidden(at) {
            Reason::Hidden
        } else {
            at = NodeId(at.0 + 1);
            continue;
        };
        verdicts.set_subtree(page, at, Verdict::Drop(reason));
        at = page.end(at);
    }
    Ok(verdicts)
}
