/** The legend: three switches that look like the marks they turn on and off. */

import { el } from "./dom.js";
import { FILLED } from "./mark-index.js";
import { KINDS } from "./settings.js";

const LABELS = { quote: "Quotes", figure: "Figures", name: "Names" };

/** @param {import("./types").Context} context */
export function createLegend(context) {
  const { article, settings, announce, signal } = context;
  const chips = KINDS.map((kind) => {
    const count = el("span", { class: "chip-count" });
    const chip = el("button", {
      class: "chip", "data-kind": kind, title: `${LABELS[kind]} on or off (${kind[0]})`,
      "aria-keyshortcuts": kind[0],
      onclick: () => settings.set(kind, !settings.get(kind)),
    }, el("span", { class: "chip-sample" }, LABELS[kind]), count);
    return /** @type {const} */ ([kind, chip, count]);
  });

  const tally = () => {
    const { reading: { quotes, figures, names }, lacksNames } = context;
    const counts = { quote: quotes.length, figure: figures.length, name: lacksNames ? "…" : names.length };
    for (const [kind, , count] of chips) count.textContent = String(counts[kind]);
  };
  tally();
  article.addEventListener(FILLED, tally);

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
