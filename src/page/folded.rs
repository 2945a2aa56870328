//! What is only folded away: the closed parts of accordions, and the tabs behind the one in front.
//!
//! Who reads the page would open them, so they count as shown, as what a closed `details` holds does. They are told by the
//! roles and properties that the [ARIA Authoring Practices](https://www.w3.org/WAI/ARIA/apg/patterns/) give them: a panel is
//! a `tabpanel`, a `region` with a label, or what a heading's button controls. Menus and dialogs are controlled by buttons
//! too, but not by headings.

use super::{NodeId, Page, Source};
use crate::hash;
use crate::map::Set;

/// How many elements above a control, and nodes in it, are looked at for a heading.
const ABOVE: usize = 2;
const WITHIN: usize = 12;

impl Page {
    /// Whether a node is a panel that is only folded away.
    pub(crate) fn is_folded(&self, node: NodeId) -> bool {
        self.folded.binary_search(&node).is_ok()
    }

    /// Whether an element is a heading's button: the heading stands around it, or in it.
    pub(crate) fn is_of_heading(&self, node: NodeId) -> bool {
        let is_heading =
            |node: NodeId| self.tag(node).heading_level().is_some() || self.attribute(node, "role") == Some("heading");
        self.ancestors(node).take(ABOVE).any(is_heading) || self.subtree(node).take(WITHIN).any(is_heading)
    }

    /// Finds what is only folded away, and shows it. `controls` are the elements that say which others they control.
    pub(super) fn unfold(&mut self, controls: &[NodeId]) {
        let mut controlled = Set::default();
        for &control in controls.iter().filter(|&&control| self.is_of_heading(control)) {
            for id in self.attribute(control, "aria-controls").unwrap_or_default().split_ascii_whitespace() {
                controlled.insert(hash::of_word(id));
            }
        }
        let mut at = 0;
        while at < self.len() {
            let node = NodeId(at as u32);
            let mut end = at + 1;
            if self.is_hidden(node) || self.attribute(node, "aria-hidden") == Some("true") {
                let all = self.end(node).index();
                if self.is_panel(node, &controlled) {
                    self.folded.push(node);
                    // A live page hides all that lies in what it hides, for whatever reason.
                    let shown = if self.source == Source::Snapshot { all } else { end };
                    (at..shown).for_each(|shown| self.hidden[shown / 32] &= !(1 << (shown % 32)));
                } else if self.is_hidden(node) {
                    end = all;
                }
            }
            at = end;
        }
    }

    fn is_panel(&self, node: NodeId, controlled: &Set) -> bool {
        match self.attribute(node, "role") {
            Some("tabpanel") => true,
            Some("region") => self.attribute(node, "aria-labelledby").is_some(),
            _ => controlled.contains(hash::of_word(self.attribute(node, "id").unwrap_or_default())),
        }
    }
}
