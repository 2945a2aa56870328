/** Tabs after the ARIA pattern: arrow keys move, one tab stop, the chosen one is remembered by the caller. */

import { el } from "./dom.js";

/**
 * @param {import("./types").Tab[]} tabs
 * @param {object} options
 * @param {string} options.label
 * @param {string} options.chosen
 * @param {(key: string) => void} options.onchoose
 */
export function createTabs(tabs, { label, chosen, onchoose }) {
  const body = el("div", { class: "tab-body", role: "tabpanel", id: "tab-body", tabindex: "0" });
  const buttons = tabs.map((tab) => el("button", {
    role: "tab", class: "tab", id: `tab-${tab.key}`, "aria-controls": "tab-body", onclick: () => choose(tab.key),
  }, tab.label));

  /** @param {string} key */
  function choose(key) {
    const index = Math.max(0, tabs.findIndex((tab) => tab.key === key));
    buttons.forEach((button, at) => {
      button.setAttribute("aria-selected", String(at === index));
      button.tabIndex = at === index ? 0 : -1;
    });
    body.setAttribute("aria-labelledby", buttons[index].id);
    body.replaceChildren(...tabs[index].fill());
    body.scrollTop = 0;
    onchoose(tabs[index].key);
  }

  const list = el("div", {
    class: "tabs", role: "tablist", "aria-label": label,
    onkeydown: (/** @type {KeyboardEvent} */ event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const at = buttons.findIndex((button) => button.tabIndex === 0);
      const next = (at + step + tabs.length) % tabs.length;
      choose(tabs[next].key);
      buttons[next].focus();
      event.preventDefault();
    },
  }, buttons);

  choose(chosen);
  return { list, body, choose };
}
