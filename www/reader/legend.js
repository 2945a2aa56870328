/** The legend: three switches that look like the marks they turn on and off. */

import { el } from "./dom.js";
import { KINDS } from "./mark-index.js";

const LABELS = { quote: "Quotes", figure: "Figures", name: "Names" };

/** @param {import("./types").Context} context */
export function createLegend({ reading, settings, announce, signal }) {
  const counts = { quote: reading.quotes.length, figure: reading.figures.length, name: reading.names.length };
  const chips = KINDS.map((kind) => {
    const chip = el("button", {
      type: "button", class: "chip", "data-kind": kind, title: `${LABELS[kind]} on or off (${kind[0]})`,
      "aria-keyshortcuts": kind[0],
      onclick: () => settings.set(kind, !settings.get(kind)),
    }, el("span", { class: "chip-sample" }, LABELS[kind]), el("span", { class: "chip-count" }, counts[kind]));
    return /** @type {const} */ ([kind, chip]);
  });

  const show = () => {
    for (const [kind, chip] of chips) chip.setAttribute("aria-pressed", String(Boolean(settings.get(kind))));
  };
  show();
  settings.addEventListener("change", (event) => {
    const kind = /** @type {keyof typeof LABELS} */ (/** @type {CustomEvent} */ (event).detail);
    show();
    if (kind in LABELS) announce(`${LABELS[kind]} ${settings.get(kind) ? "on" : "off"}`);
  }, { signal });

  return el("div", { class: "legend", role: "group", "aria-label": "Marks" }, chips.map(([, chip]) => chip));
}
