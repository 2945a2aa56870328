/** Line focus: all but a few lines step back. Their band rests on whole lines, wherever one scrolls. */

import { document } from "../document.js";
import { el } from "./dom.js";
import { eachFrame } from "./frames.js";

/** Where one reads: so far down the page, as a share of its height. */
const EYE = 0.4;

/** @param {import("./types").Context} context */
export function createLineFocus(context) {
  const { article, title, page, settings, signal } = context;
  const band = el("div", { class: "line-focus", "aria-hidden": "true" });
  const blocks = [title, .../** @type {NodeListOf<HTMLElement>} */ (article.querySelectorAll("p, li, dt, dd, td, th, pre, figcaption, h1, h2, h3, h4, h5, h6"))];
  const later = eachFrame(context, () => {
    const count = Number(settings.get("lines"));
    const frame = page.getBoundingClientRect();
    if (count === 0 || frame.height === 0) return;
    const lines = linesFrom(blocks, frame.top + EYE * frame.height, count);
    band.toggleAttribute("data-empty", lines.length === 0);
    if (lines.length === 0) return;
    band.style.setProperty("--band-top", `${lines[0].top - frame.top}px`);
    band.style.setProperty("--band-height", `${lines[lines.length - 1].bottom - lines[0].top}px`);
  });
  settings.addEventListener("change", later, { signal });
  return band;
}

/**
 * @param {HTMLElement[]} blocks in the order of the page
 * @param {number} eye
 * @param {number} count
 * @returns {{ top: number, bottom: number }[]} the first lines that are not above the eye, as high as lines stand apart
 */
function linesFrom(blocks, eye, count) {
  const lines = [];
  for (let at = blocks.findIndex((block) => block.getBoundingClientRect().bottom > eye); at >= 0 && at < blocks.length && lines.length < count; at += 1) {
    const block = blocks[at];
    // Its words are those of the blocks in it.
    if (block.querySelector("p, li, pre")) continue;
    const leading = parseFloat(getComputedStyle(block).lineHeight) || 0;
    const known = lines.length > 0 ? lines[lines.length - 1].bottom - 2 : -Infinity;
    for (const { top, bottom } of linesOf(block)) {
      const space = Math.max(0, (leading - bottom + top) / 2);
      // Cells of a row stand side by side.
      if ((top + bottom) / 2 >= eye && top - space >= known && lines.length < count) lines.push({ top: top - space, bottom: bottom + space });
    }
  }
  return lines;
}

/** @param {HTMLElement} block */
function linesOf(block) {
  const range = document.createRange();
  range.selectNodeContents(block);
  /** @type {{ top: number, bottom: number }[]} */
  const lines = [];
  for (const { top, bottom, width } of range.getClientRects()) {
    if (width === 0) continue;
    const last = lines[lines.length - 1];
    // What is raised or set smaller is of the line that it overlaps.
    if (!last || (top + bottom) / 2 > last.bottom) lines.push({ top, bottom });
    else last.bottom = Math.max(last.bottom, Math.min(bottom, last.top + 1.5 * (last.bottom - last.top)));
  }
  return lines;
}
