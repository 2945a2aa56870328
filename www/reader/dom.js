/** Builds elements without ever parsing a string, so that no markup can be smuggled through. */

import { document } from "../document.js";

/** @typedef {Node | string | number | null | undefined | false} Child */

/**
 * @param {string} tag
 * @param {Record<string, unknown>} [attributes] functions listen (`onclick`), `true` sets an attribute empty,
 *   `false` and nothing leave it out
 * @param {...(Child | Child[])} children
 * @returns {HTMLElement} a button of no form, since there is none around the reader
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  append(element, children);
  return element;
}

/**
 * @param {Element} parent
 * @param {(Child | Child[])[]} children
 */
export function append(parent, children) {
  for (const child of children.flat()) {
    if (child instanceof Node) parent.append(child);
    else if (child !== null && child !== undefined && child !== false) parent.append(String(child));
  }
}

/**
 * A sheet that opens over the reader. What it holds is made when it is opened first: most are never.
 *
 * @param {string} id
 * @param {string} label
 * @param {() => Child[]} fill
 */
export function sheet(id, label, fill) {
  const element = el("div", { class: `sheet ${id}`, id, popover: "auto", role: "dialog", "aria-label": label, tabindex: "-1" });
  element.addEventListener("beforetoggle", () => append(element, fill()), { once: true });
  return element;
}

/**
 * @param {Element} block
 * @param {number} start offset into the block's text content
 * @param {number} end   behind the last character
 * @returns {Range | null} `null` where the block has less text
 */
export function rangeIn(block, start, end) {
  const range = document.createRange();
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let at = 0;
  let open = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.nodeValue?.length ?? 0;
    if (!open && start < at + length) {
      range.setStart(node, start - at);
      open = true;
    }
    if (end <= at + length) {
      range.setEnd(node, end - at);
      return range;
    }
    at += length;
  }
  return null;
}

const SVG = "http://www.w3.org/2000/svg";

/** Stroked line drawings on a 24 × 24 grid. */
const DRAWINGS = {
  close: ["M6 6l12 12M18 6L6 18"],
  panel: ["M4 5h16v14H4z", "M14.5 5v14", "M17 9h.5M17 12h.5M17 15h.5"],
  menu: ["M5 12h.01M12 12h.01M19 12h.01"],
  type: ["M3 18l4.5-12L12 18M4.6 14h5.8", "M20.5 18v-7.5M20.5 14.2a3 3.7 0 1 1-6 0 3 3.7 0 1 1 6 0"],
  previous: ["M15 6l-6 6 6 6"],
  next: ["M9 6l6 6-6 6"],
  play: ["M8 5.5v13l10.5-6.5z"],
  pause: ["M8.5 6v12M15.5 6v12"],
  copy: ["M9 9h10v11H9z", "M15 9V4H5v11h4"],
  search: ["M10.5 4.5a6 6 0 1 1 0 12 6 6 0 0 1 0-12zM15 15l5 5"],
  check: ["M5 12.5l4.5 4.5L19 7.5"],
  reset: ["M5 5v5h5", "M5.6 10a7.5 7.5 0 1 1-.9 4.5"],
  leaf: ["M5 20C4 10 9 4 20 4c.5 9-4 15-12 14", "M5 20c2-6 5-9 9-11"],
};

/**
 * @param {keyof typeof DRAWINGS} name
 * @returns {SVGElement} decoration only: the control around it carries the name
 */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.classList.add("icon");
  for (const shape of DRAWINGS[name]) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", shape);
    svg.append(path);
  }
  return svg;
}

/**
 * A button that is a drawing.
 *
 * @param {keyof typeof DRAWINGS} drawing
 * @param {string} label
 * @param {() => void} [onclick]
 */
export function tool(drawing, label, onclick) {
  return /** @type {HTMLButtonElement} */ (el("button", { class: "tool", "aria-label": label, title: label, onclick }, icon(drawing)));
}
