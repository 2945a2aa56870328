/** Line focus: a band of one, three or five lines stays clear, what is above and below steps back. */

import { el } from "./dom.js";

/** @param {import("./reader.js").Context} context */
export function createLineFocus({ settings, signal }) {
  const band = el("div", { class: "line-focus", "aria-hidden": "true" });
  const apply = () => {
    const lines = Number(settings.get("lines"));
    band.hidden = !lines;
    band.style.setProperty("--lines", String(lines));
  };
  apply();
  settings.addEventListener("change", apply, { signal });
  return band;
}
