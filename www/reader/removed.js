/** What was removed: how much, of which kinds, and the first words of each block, which leads to where it stood. */

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

/** How a block stands in the article. @type {Record<import("./returned.js").State, string>} */
const STATES = { "": "", looked: "shown", page: "kept here", site: "kept on this site" };

/**
 * @param {import("./types").Context} context
 * @returns {Node[]}
 */
export function removedList(context) {
  const { returned } = context;
  const { removed, words } = returned;
  if (removed.length === 0) return [hint("Nothing was removed from this page.")];
  const taken = removed.reduce((sum, block) => sum + block.words, 0);
  const share = Math.round((100 * taken) / Math.max(1, taken + words));
  /** @type {Map<string, number[]>} */
  const byReason = new Map();
  removed.forEach(({ reason }, index) => byReason.set(reason, [...(byReason.get(reason) ?? []), index]));
  const total = (/** @type {number[]} */ indexes) => indexes.reduce((sum, index) => sum + removed[index].words, 0);
  const kinds = [...byReason].sort(([, one], [, other]) => total(other) - total(one));

  /** @param {number} index */
  const entry = (index) => {
    const block = removed[index];
    const content = [
      el("span", { class: "block-text" }, block.text || "(no text)"),
      el("span", { class: "entry-value" }, STATES[returned.stateOf(index)] || counted(block.words, "word")),
    ];
    return returned.canLook(index)
      ? el("button", { class: "entry block", title: "Look at it where it stood", onclick: () => returned.look(context, index) }, content)
      : el("div", { class: "block" }, content);
  };

  return [
    el("p", { class: "summary" }, `${counted(taken, "word")} in ${counted(removed.length, "block")} were taken away: ${share}% of the page’s words.`),
    ...kinds.map(([reason, indexes]) => group(inWords(reason), indexes.length, indexes.map(entry))),
  ];
}

/** @param {string} reason */
function inWords(reason) {
  const words = reason.replace(/[-_]+/g, " ");
  return REASONS[words] ?? words.charAt(0).toUpperCase() + words.slice(1);
}
