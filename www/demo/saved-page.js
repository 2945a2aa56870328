/** A saved page. Here alone is markup parsed: into an inert document that runs and loads nothing, and is only read. */

import { own } from "../document.js";

const policy = /** @type {any} */ (globalThis).trustedTypes?.createPolicy("plainleaf", { createHTML: (/** @type {string} */ markup) => markup });

/**
 * @param {string} markup
 * @returns {Document}
 */
export function parseInert(markup) {
  return new DOMParser().parseFromString(/** @type {string} */ (/** @type {unknown} */ (policy?.createHTML(markup) ?? markup)), "text/html");
}

/**
 * Where the page came from: its pictures and links lead back there.
 *
 * @param {Document} page
 * @param {string} source its markup, for the line that browsers put above a page they save
 * @returns {string | undefined}
 */
export function addressOf(page, source) {
  const find = own(page, "querySelector");
  const candidates = [
    find("base[href]")?.getAttribute("href"),
    /<!-- saved from url=\(\d+\)(\S+) -->/.exec(source.slice(0, 4096))?.[1],
    find('link[rel="canonical"]')?.getAttribute("href"),
    find('meta[property="og:url"]')?.getAttribute("content"),
  ];
  const found = candidates.find((candidate) => candidate && /^https?:\/\//i.test(candidate) && URL.canParse(candidate));
  return found ? new URL(found).href : undefined;
}
