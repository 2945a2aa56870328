//! Line numbers that stand in code, element by element, beside the lines.

use super::{Reason, Verdict, Verdicts};
use crate::page::{NodeId, Page, Tag};

/// How many digits a line's number has at most.
const DIGITS: usize = 6;

/// Drops the line numbers in a `pre`: elements that begin a line, hold a whole number and nothing else, and count on by
/// one from line to line. What is left must be code.
pub(super) fn drop_line_numbers(page: &Page, pre: NodeId, verdicts: &mut Verdicts) {
    let mut numbers: Vec<NodeId> = Vec::new();
    let mut last = None;
    // Lines with anything in them, and those with more than a number.
    let (mut lines, mut lines_of_code) = (0_usize, 0_usize);
    let (mut begins, mut is_counted) = (true, false);
    let mut number_end = pre;
    let end = page.end(pre);
    let mut at = NodeId(pre.0 + 1);
    while at < end {
        if verdicts.is_dropped(at) {
            at = page.end(at);
            continue;
        }
        match page.tag(at) {
            Tag::Text if at < number_end => {}
            Tag::Text => {
                for (index, line) in page.text(at).split('\n').enumerate() {
                    begins |= index > 0;
                    if line.trim().is_empty() {
                        continue;
                    }
                    lines += usize::from(begins);
                    lines_of_code += usize::from(begins || is_counted);
                    (begins, is_counted) = (false, false);
                }
            }
            Tag::Br => begins = true,
            tag => {
                begins |= tag.is_block();
                if let Some(number) = number(page, at).filter(|_| begins) {
                    if last.is_some_and(|last| number != last + 1) {
                        return;
                    }
                    last = Some(number);
                    numbers.push(at);
                    lines += 1;
                    (begins, is_counted) = (false, true);
                    number_end = page.end(at);
                }
            }
        }
        at = NodeId(at.0 + 1);
    }
    // A line or two may go without: a last one, or one that a highlighter adds.
    if numbers.len() >= 2 && numbers.len() + 2 >= lines && lines_of_code > 0 {
        for node in numbers {
            verdicts.set_subtree(page, node, Verdict::Drop(Reason::Label));
        }
    }
}

/// The whole number that an element holds, if it holds nothing else.
fn number(page: &Page, node: NodeId) -> Option<u32> {
    /// How many nodes such an element has at most, itself included.
    const NODES: u32 = 4;
    if page.end(node).0 - node.0 > NODES {
        return None;
    }
    let mut texts = page.subtree(node).skip(1).filter(|&inner| page.tag(inner) == Tag::Text);
    let text = page.text(texts.next()?).trim();
    if texts.next().is_some() || text.len() > DIGITS || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

#[cfg(all(test, feature = "html", not(target_family = "wasm")))]
mod tests {
    use super::*;
    use crate::page::Limits;

    fn code(html: &str) -> Option<String> {
        let page = Page::from_html(html, Limits::default()).ok()?;
        let mut verdicts = Verdicts::all(&page, Verdict::Keep);
        let pre = page.nodes().find(|&node| page.tag(node) == Tag::Pre)?;
        drop_line_numbers(&page, pre, &mut verdicts);
        page.subtree(pre)
            .filter(|&node| !verdicts.is_dropped(node))
            .map(|node| page.text(node))
            .collect::<String>()
            .into()
    }

    #[test]
    fn numbers_that_count_the_lines_go() {
        assert_eq!(code("<pre><i>1</i>let a;\n<i>2</i>\n<i>3</i>a\n</pre>").as_deref(), Some("let a;\n\na\n"));
        assert_eq!(code("<pre><div><b> 9</b>x</div><div><b>10</b>y</div></pre>").as_deref(), Some("xy"));
        assert_eq!(code("<pre><span><s> 7</s>x\n</span><span><s> 8</s>y</span></pre>").as_deref(), Some("x\ny"));
    }

    #[test]
    fn numbers_that_are_code_stay() {
        for kept in [
            "<pre><i>1</i>\n<i>2</i>\n<i>3</i></pre>",
            "<pre>let a = [<i>1</i>, <i>2</i>];</pre>",
            "<pre><i>10</i> a\n<i>20</i> b</pre>",
            "<pre><i>1</i> only</pre>",
            "<pre>a\nb\nc\nd\n<i>1</i> e\n<i>2</i> f</pre>",
        ] {
            let plain: String =
                kept.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect();
            assert_eq!(code(kept), Some(plain));
        }
    }
}
