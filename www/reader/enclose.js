/** Where a stretch of a reading's text stands in the article, and how the blocks that it fills are put into a frame. */

import { document } from "../document.js";

/** What no stretch reaches into: captions are not in the text, and the rest is the reader's own. */
const APART = "figcaption, caption, .returned-head";

/** Elements that a frame may stand in. */
const HOLDERS = new Set(["div", "section", "article", "blockquote", "details", "li", "dd", "td", "th"]);

/** Elements that may stand in a frame. */
const BLOCKS = new Set(["p", "div", "section", "ul", "ol", "dl", "table", "blockquote", "pre", "figure", "details", "hr", "h1", "h2", "h3", "h4", "h5", "h6"]);

/** @param {string} text */
const bare = (text) => text.replace(/\s+/g, "");

/**
 * @param {HTMLElement} article
 * @param {string} text the reading's
 * @param {{ start: number, end: number }} stretch of it
 * @returns {Range | null} `null` for one without words
 */
export function stretchOf(article, text, { start, end }) {
  const wanted = bare(text.slice(start, end));
  if (!wanted) return null;
  const texts = textsIn(article);
  const all = texts.map((node) => bare(node.data)).join("");
  // Words that stand apart without being a caption may come before.
  const from = all.indexOf(wanted, bare(text.slice(0, start)).length);
  if (from < 0) return null;
  const range = document.createRange();
  const to = from + wanted.length;
  let passed = 0;
  for (const node of texts) {
    const length = bare(node.data).length;
    if (passed <= from && from < passed + length) range.setStart(node, offsetOf(node.data, from - passed));
    if (passed < to && to <= passed + length) {
      range.setEnd(node, offsetOf(node.data, to - 1 - passed) + 1);
      return range;
    }
    passed += length;
  }
  return null;
}

/** @param {Node} parent */
function textsIn(parent) {
  if (parent instanceof Text) return [parent];
  const walker = document.createTreeWalker(parent, NodeFilter.SHOW_TEXT);
  const texts = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.parentElement?.closest(APART)) texts.push(/** @type {Text} */ (node));
  }
  return texts;
}

/**
 * @param {string} data
 * @param {number} count
 * @returns {number} where the sign stands that so many come before, white space not counted
 */
function offsetOf(data, count) {
  let left = count;
  for (const { index } of data.matchAll(/\S/g)) {
    if (left === 0) return index;
    left -= 1;
  }
  return data.length;
}

/**
 * Puts the fewest blocks that hold a range into a frame.
 *
 * @param {HTMLElement} article
 * @param {Range} range
 * @param {HTMLElement} frame comes to stand where they stood
 * @param {HTMLElement} body  of the frame, which takes them up
 * @returns {Range | null} the range where they hold other words too
 */
export function enclose(article, range, frame, body) {
  const common = range.commonAncestorContainer;
  let parent = /** @type {Element} */ (common instanceof Element ? common : common.parentElement);
  let first = childWith(parent, range.startContainer);
  let last = childWith(parent, range.endContainer);
  const words = bare(String(range)).length;
  const isFull = (/** @type {Node} */ node) => textsIn(node).reduce((sum, { data }) => sum + bare(data).length, 0) <= words;
  while (parent !== article && (!HOLDERS.has(parent.localName) || !isBlock(first) || !isBlock(last) || isFull(parent))) {
    first = last = parent;
    parent = /** @type {Element} */ (parent.parentElement);
  }
  const blocks = [];
  for (let node = /** @type {ChildNode | null} */ (first); node; node = node === last ? null : node.nextSibling) blocks.push(node);
  const held = blocks.flatMap(textsIn).reduce((sum, { data }) => sum + bare(data).length, 0);
  // Moving nodes would empty a range that holds them; one that starts and ends in texts can be set again.
  const { startContainer, startOffset, endContainer, endOffset } = range;
  first.before(frame);
  body.append(...blocks);
  if (held <= words) return null;
  range.setStart(startContainer, startOffset);
  range.setEnd(endContainer, endOffset);
  return range;
}

/** @param {ChildNode} node */
const isBlock = (node) => node instanceof Element && BLOCKS.has(node.localName);

/**
 * @param {Element} parent
 * @param {Node} inner
 * @returns {ChildNode} the child of `parent` that is or holds `inner`
 */
function childWith(parent, inner) {
  let node = inner;
  while (node.parentNode && node.parentNode !== parent) node = node.parentNode;
  return /** @type {ChildNode} */ (node);
}
