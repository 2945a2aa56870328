/** What blocks of one make have in common on a site, so that what is kept on one page is found again on the next. */

import { own } from "../document.js";

/** An element is not told apart further up than these. */
const WHOLE = new Set(["html", "body", "main", "article"]);

/**
 * Tag, id and classes, with those above until one has a name of its own. Names with long numbers are made anew for
 * each page, and left out.
 *
 * @param {Node | undefined} node of a page
 * @returns {string} empty for no node
 */
export function signOf(node) {
  if (!node) return "";
  const parts = [];
  for (let element = node instanceof Element ? node : own(node, "parentElement"); element && parts.length < 4; element = own(element, "parentElement")) {
    const id = own(element, "id");
    const names = [id && `#${id}`, ...[...own(element, "classList")].sort().map((name) => `.${name}`)].filter((name) => name && !/\d{3}/.test(name));
    const name = own(element, "localName");
    parts.unshift(name + names.join(""));
    if (names.length > 0 || WHOLE.has(name)) break;
  }
  return parts.join(">") + (node instanceof Element ? "" : ">text");
}
