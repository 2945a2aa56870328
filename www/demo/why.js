/** Says why a page holds no article, from what can be seen on it. */

/**
 * @param {Document | null} page `null` where it was plain text
 * @returns {string}
 */
export function whyNoArticle(page) {
  if (!page) return "The text has no paragraph long enough to be an article.";
  if (page.querySelector("input[type=password]")) return "It asks for a log-in: the article, if there is one, comes after that.";
  const all = countWords(page.body);
  const linked = [...page.querySelectorAll("a[href]")].reduce((sum, link) => sum + countWords(link), 0);
  if (all < 30) return "There is hardly any text. Pages that fetch their text by script hold none when saved as HTML: save the complete page from the browser.";
  if (linked > all / 2) return "Most of its words are links: it is a list of pages, such as a search result or a front page.";
  return "It has text, but nothing that runs long enough to be read as an article.";
}

/** @param {Element | null} element */
function countWords(element) {
  return element?.textContent?.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
}
