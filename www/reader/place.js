/** Remembers by address how far a piece was read. */

import { newest, recall, remember } from "./store.js";

/** What places are counted in: not what was put back, so that they are the same with it and without. @param {HTMLElement} article */
function blocksOf(article) {
  return /** @type {HTMLElement[]} */ ([...article.querySelectorAll("p, h2, h3, h4, li, pre, figure, tr")].filter((block) => !block.closest(".returned")));
}

/**
 * @param {import("./types").Context} context
 * @param {AbortSignal} signal ends the remembering
 */
export function rememberPlace({ url, page, article }, signal) {
  if (!url) return;
  const blocks = blocksOf(article);
  let timer = 0;
  page.addEventListener("scroll", () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => store(url, blockInView(page, blocks)), 300);
  }, { passive: true, signal });
  signal.addEventListener("abort", () => clearTimeout(timer));
}

/**
 * @param {import("./types").Context} context
 * @returns {boolean} whether it went back to a place
 */
export function goToPlace({ url, article }) {
  if (!url) return false;
  const blocks = blocksOf(article);
  const block = blocks[recall("places")[url] ?? 0];
  if (!block || block === blocks[0]) return false;
  block.scrollIntoView({ block: "start", behavior: "instant" });
  return true;
}

/**
 * @param {HTMLElement} page
 * @param {HTMLElement[]} blocks
 * @returns {number} the first block that is in view; 0 at the beginning, and at the end, where one would start again
 */
function blockInView(page, blocks) {
  if (page.scrollTop + page.clientHeight > page.scrollHeight - 40) return 0;
  const { top } = page.getBoundingClientRect();
  return Math.max(0, blocks.findIndex((block) => block.getBoundingClientRect().bottom > top + 8));
}

/**
 * @param {string} url
 * @param {number} block
 */
function store(url, block) {
  const { [url]: _, ...others } = recall("places");
  remember("places", newest(block > 0 ? { ...others, [url]: block } : others));
}
