/**
 * Marks on the live page, without the reader: by the browser's own highlights, which change no node of it, or, where
 * the browser has none, by elements. Follows pages that change under it.
 */

import { document } from "./document.js";

/**
 * @typedef {typeof import("./pkg/plainleaf.js")} Engine
 * @typedef {{ node: Text, start: number }} Piece a text of the page, and where it stands in the running text
 */

/** Words that come faster are marked together. */
const QUIET = 400;
const LONGEST = 1500;

const SILENT = "script, style, noscript, svg, math, canvas, iframe, template, button, select, textarea, datalist, input, plainleaf-reader, plainleaf-button, [contenteditable]:not([contenteditable=false])";

/** Lines that keep 3:1 on white and on black, since nothing is known of the page's colours; each kind has its own. */
const STYLE = `
  ::highlight(plainleaf-quote) { background-color: #6a75d922; text-decoration: underline solid 1px #6a75d9; }
  ::highlight(plainleaf-figure) { background-color: #b8720a22; text-decoration: underline double 1px #b8720a; }
  ::highlight(plainleaf-name) { text-decoration: underline dotted 2px #2a9163; }`;

const canHighlight = typeof Highlight === "function" && "highlights" in CSS;

/**
 * @param {Element} root
 * @param {Engine} engine started
 * @param {{ published?: string }} [options] when the piece was published, so that “Friday” has a date
 * @returns {{ undo(): void }} `undo` takes the marks off and stops following
 */
export function markLive(root, engine, options = {}) {
  const marking = canHighlight ? highlights(root, engine, options) : elements(root, engine, options);
  const observer = new MutationObserver(() => {
    const now = performance.now();
    waiting ||= now;
    clearTimeout(timer);
    timer = window.setTimeout(again, Math.max(0, Math.min(QUIET, waiting + LONGEST - now)));
  });
  let timer = 0;
  let waiting = 0;
  const watch = () => observer.observe(root, { subtree: true, childList: true, characterData: true });
  const again = () => {
    waiting = 0;
    // What marking itself does to the page is no news.
    observer.disconnect();
    marking.mark();
    watch();
  };
  again();
  return {
    undo() {
      clearTimeout(timer);
      observer.disconnect();
      marking.clear();
    },
  };
}

/**
 * @param {Element} root
 * @param {Engine} engine
 * @param {{ published?: string }} options
 */
function highlights(root, engine, options) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  /** @type {[name: string, range: Range][]} */
  let set = [];
  let marked = "";

  const clear = () => {
    for (const [name, range] of set) {
      const highlight = CSS.highlights.get(name);
      highlight?.delete(range);
      if (highlight?.size === 0) CSS.highlights.delete(name);
    }
    set = [];
    marked = "";
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
  };

  const mark = () => {
    const { text: running, pieces } = runningText(root);
    if (running === marked && set.every(([, range]) => !range.collapsed)) return;
    clear();
    marked = running;
    const { quotes, figures, names } = engine.mark(running, options);
    const spans = [
      ...quotes.flatMap(({ segments }) => segments.map((span) => /** @type {const} */ (["plainleaf-quote", span]))),
      // Small numbers in words (“one”, “first”) would only be restless.
      ...figures.filter(({ kind, text }) => /\d/.test(text) || !["number", "ordinal", "quantity"].includes(kind)).map((span) => /** @type {const} */ (["plainleaf-figure", span])),
      ...names.flatMap(({ mentions }) => mentions.map((span) => /** @type {const} */ (["plainleaf-name", span]))),
    ];
    for (const [name, span] of spans) {
      const range = rangeOf(pieces, span);
      if (!range) continue;
      set.push([name, range]);
      const highlight = CSS.highlights.get(name);
      if (highlight) highlight.add(range);
      else CSS.highlights.set(name, new Highlight(range));
    }
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  };
  return { mark, clear };
}

/**
 * @param {Element} root
 * @param {Engine} engine
 * @param {{ published?: string }} options
 */
function elements(root, engine, options) {
  /** @type {import("./pkg/plainleaf.js").Marking | null} */
  let marking = null;
  const clear = () => {
    marking?.undo();
    marking = null;
  };
  return {
    clear,
    mark() {
      clear();
      marking = engine.markInPlace(root, options);
    },
  };
}

/**
 * What a part of the page shows as one text, blocks apart by an empty line. White space keeps its length, so that an
 * offset leads back to its place.
 *
 * @param {Element} root
 * @returns {{ text: string, pieces: Piece[] }}
 */
function runningText(root) {
  /** @type {Piece[]} */
  const pieces = [];
  const parts = [];
  let length = 0;
  let broken = true;
  const add = (/** @type {string} */ part) => {
    parts.push(part);
    length += part.length;
  };
  const pause = () => {
    if (!broken) add("\n\n");
    broken = true;
  };
  /** @type {(Node | null)[]} nothing: a block ends here */
  const stack = [root];
  while (stack.length > 0) {
    const node = stack.pop();
    if (!node) {
      pause();
    } else if (node instanceof Text) {
      if (broken && node.data.trim() === "") continue;
      pieces.push({ node, start: length });
      add(node.data.replace(/\s/g, " "));
      broken = false;
    } else if (node instanceof Element && !node.matches(SILENT)) {
      const { display, visibility } = getComputedStyle(node);
      if (display === "none" || visibility !== "visible") continue;
      if (node.localName === "br") add("\n");
      const apart = !/^(inline|contents|ruby)/.test(display);
      if (apart) {
        pause();
        stack.push(null);
      }
      // One by one: a page may have more children than a call takes arguments.
      for (let child = node.lastChild; child; child = child.previousSibling) stack.push(child);
    }
  }
  return { text: parts.join(""), pieces };
}

/**
 * @param {Piece[]} pieces
 * @param {{ start: number, end: number }} span
 * @returns {Range | null}
 */
function rangeOf(pieces, { start, end }) {
  const first = pieceAt(pieces, start);
  const last = pieceAt(pieces, end - 1);
  if (!first || !last) return null;
  const range = document.createRange();
  range.setStart(first.node, Math.min(start - first.start, first.node.length));
  range.setEnd(last.node, Math.min(end - last.start, last.node.length));
  return range;
}

/**
 * @param {Piece[]} pieces
 * @param {number} offset
 * @returns {Piece | undefined} the last that begins at or before it
 */
function pieceAt(pieces, offset) {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pieces[middle].start <= offset) low = middle + 1;
    else high = middle;
  }
  return pieces[low - 1];
}
