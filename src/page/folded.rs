//! What is only folded away: the closed parts of accordions, and the tabs behind the one in front.
//!
//! Who reads the page would open them, so they count as shown, as what a closed `details` holds does. They are told by the
//! roles and properties that the [ARIA Authoring Practices](https://www.w3.org/WAI/ARIA/apg/patterns/) give them: a panel is
//! a `tabpanel`, a `region` with a label, or what a heading's button controls. Menus and dialogs are controlled by buttons
//! too, but not by headings. Where the roles are missing, the names that the common frameworks give such parts tell as much:
//! two in five words that are hidden under them on WCXB's pages are wanted by people, of other hidden words one in seventeen.

use super::{NodeId, Page, Source};
use crate::map::Set;
use crate::{hash, letters};

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

    /// Finds what is only folded away, and shows it: `veiled` are the elements that are not shown or hidden from screen
    /// readers, in order, and `controls` those that say which others they control.
    pub(super) fn unfold(&mut self, controls: &[NodeId], veiled: &[NodeId]) {
        let mut controlled = Set::default();
        for &control in controls.iter().filter(|&&control| self.is_of_heading(control)) {
            for id in self.attribute(control, "aria-controls").unwrap_or_default().split_ascii_whitespace() {
                controlled.insert(hash::of_word(id));
            }
        }
        // Behind what stays hidden.
        let mut end = NodeId::DOCUMENT;
        for &node in veiled {
            if node < end {
                continue;
            }
            if self.is_panel(node, &controlled) {
                self.folded.push(node);
                // A live page hides all that lies in what it hides, for whatever reason.
                let is_live = self.source == Source::Snapshot;
                let shown = if is_live { self.end(node).0 } else { node.0 + 1 };
                (node.0..shown).for_each(|shown| self.hidden[shown as usize / 32] &= !(1 << (shown % 32)));
            } else if self.is_hidden(node) {
                end = self.end(node);
            }
        }
    }

    fn is_panel(&self, node: NodeId, controlled: &Set) -> bool {
        match self.attribute(node, "role") {
            Some("tabpanel") => true,
            Some("region") => self.attribute(node, "aria-labelledby").is_some(),
            _ => {
                controlled.contains(hash::of_word(self.attribute(node, "id").unwrap_or_default()))
                    || ["class", "id"].iter().any(|&given| self.attribute(node, given).is_some_and(names_panel))
            }
        }
    }
}

/// Whether one of an element's names calls it the panel of an accordion, of tabs, or what unfolds.
fn names_panel(names: &str) -> bool {
    const PANELS: [&str; 10] = [
        "accordion",
        "accordian",
        "collaps",
        "expander",
        "expandable",
        "faq",
        "tab-pane",
        "tabpane",
        "toggle-content",
        "toggle__content",
    ];
    const MENUS: [&str; 2] = ["nav", "menu"];
    names.split_ascii_whitespace().any(|name| {
        let name = letters::small(name);
        let holds_any = |parts: &[&str]| parts.iter().any(|part| name.contains(part));
        holds_any(&PANELS) && !holds_any(&MENUS)
    })
}
