/** The side panel: outline, names, quotes, figures and what was removed, each entry a way to its place. */

import { el, icon } from "./dom.js";
import { figureList, nameList, outlineList, quoteList } from "./panel-lists.js";
import { removedList } from "./removed.js";
import { createTabs } from "./tabs.js";

/** @param {import("./types").Context} context */
export function createPanel(context) {
  const { settings, article } = context;
  const headings = article.querySelectorAll("h2, h3, h4");

  const tabs = createTabs([
    ...(headings.length > 1 ? [{ key: "outline", label: "Outline", fill: () => outlineList(context) }] : []),
    { key: "names", label: "Names", fill: () => nameList(context) },
    { key: "quotes", label: "Quotes", fill: () => quoteList(context) },
    { key: "figures", label: "Figures", fill: () => figureList(context) },
    { key: "removed", label: "Removed", fill: () => removedList(context) },
  ], {
    label: "What is in this piece",
    chosen: String(settings.get("tab")),
    onchoose: (key) => {
      settings.set("tab", key);
      queueMicrotask(filter);
    },
  });

  const field = /** @type {HTMLInputElement} */ (el("input", {
    type: "search", class: "filter", placeholder: "Filter", "aria-label": "Filter this list", autocomplete: "off", spellcheck: "false",
    oninput: () => filter(),
  }));
  const empty = el("p", { class: "hint", role: "status", hidden: true }, "Nothing matches.");

  function filter() {
    const wanted = field.value.trim().toLowerCase();
    let left = 0;
    for (const entry of /** @type {NodeListOf<HTMLElement>} */ (tabs.body.querySelectorAll("li"))) {
      entry.hidden = !entry.textContent?.toLowerCase().includes(wanted);
      left += entry.hidden ? 0 : 1;
    }
    for (const group of /** @type {NodeListOf<HTMLElement>} */ (tabs.body.querySelectorAll("section"))) {
      group.hidden = !group.querySelector("li:not([hidden])");
    }
    empty.hidden = left > 0 || wanted === "";
  }

  const element = el("aside", { class: "panel", id: "panel", "aria-label": "What is in this piece" },
    el("div", { class: "panel-head" },
      tabs.list,
      el("button", { class: "tool panel-close", "aria-label": "Close the panel", onclick: () => context.setPanel(false) }, icon("close"))),
    el("div", { class: "filter-row" }, icon("search"), field),
    empty, tabs.body);

  return {
    element,
    /** Makes the list anew that is shown. */
    refill() {
      const { scrollTop } = tabs.body;
      tabs.choose(String(settings.get("tab")));
      tabs.body.scrollTop = scrollTop;
    },
    /** @param {string} key */
    choose: (key) => tabs.choose(key),
    focusFilter: () => field.focus(),
    focusTab: () => /** @type {HTMLElement | null} */ (tabs.list.querySelector("[aria-selected=true]"))?.focus(),
  };
}
