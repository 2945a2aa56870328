/** What was removed: how much, of which kinds, and the first words of each block. */

import { el } from "./dom.js";
import { group, hint } from "./panel-lists.js";
import { counted } from "./words.js";

/** What the reasons of a reading are called here. @type {Record<string, string>} */
const REASONS = {
  navigation: "Menus and breadcrumbs", related: "Links to other pieces", share: "Share and follow buttons",
  newsletter: "Newsletters and subscriptions", advertisement: "Advertisements", comments: "Comments", "author box": "About the author",
  consent: "Cookies and prompts", form: "Log-in, search and other forms", "page frame": "Header and footer",
  label: "Labels, dates and tags", title: "Title and byline, shown above", duplicate: "Said twice", hidden: "Hidden on the page",
  "not text": "Scripts and styles", "low score": "Outside the article",
};

/**
 * @param {import("./types").Reading} reading
 * @returns {Node[]}
 */
export function removedList({ removed, words }) {
  if (removed.length === 0) return [hint("Nothing was removed from this page.")];
  const taken = removed.reduce((sum, block) => sum + block.words, 0);
  const share = Math.round((100 * taken) / Math.max(1, taken + words));
  /** @type {Map<string, typeof removed>} */
  const byReason = new Map();
  for (const block of removed) byReason.set(block.reason, [...(byReason.get(block.reason) ?? []), block]);
  const kinds = [...byReason].sort(([, one], [, other]) => total(other) - total(one));
  return [
    el("p", { class: "summary" }, `${counted(taken, "word")} in ${counted(removed.length, "block")} were taken away: ${share}% of the page’s words.`),
    ...kinds.map(([reason, blocks]) => group(inWords(reason), blocks.length, blocks.map((block) => (
      el("div", { class: "block" },
        el("span", { class: "block-text" }, block.text || "(no text)"),
        el("span", { class: "entry-value" }, counted(block.words, "word")))
    )))),
  ];
}

/** @param {{ words: number }[]} blocks */
function total(blocks) {
  return blocks.reduce((sum, block) => sum + block.words, 0);
}

/** @param {string} reason */
function inWords(reason) {
  const words = reason.replace(/[-_]+/g, " ");
  return REASONS[words] ?? words.charAt(0).toUpperCase() + words.slice(1);
}
