/** Kinds of pages that hold no article by their nature; for the rest the engine says why. */

import { own } from "../document.js";

/**
 * @param {Document | null} page `null` where it was plain text
 * @returns {string | null}
 */
export function whyNoArticle(page) {
  if (!page) return null;
  if (own(page, "querySelector")("input[type=password]")) return "The page asks for a log-in: the article, if there is one, comes after that.";
  const all = countWords(own(page, "body"));
  const linked = [...own(page, "querySelectorAll")("a[href]")].reduce((sum, link) => sum + countWords(link), 0);
  if (all < 30) return "The page holds hardly any text. Pages that fetch their text by script are saved without it: choose “Web page, complete” when saving.";
  if (linked > all / 2) return "Most of its words are links: this is a list of pages, such as a search result or a front page.";
  return null;
}

/** @param {Element} element */
function countWords(element) {
  return element.textContent?.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
}
