/** The attacks, and the places of a good article that each is put into. */

import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

/** @typedef {{ id: string, html: string }} Attack */

/** Where the article says that it stands. */
export const ADDRESS = "https://news.example/2024/night-ferry";

/** Ours, from `own.txt`. @returns {Attack[]} */
export function ownAttacks() {
  const text = readFileSync(new URL("own.txt", import.meta.url), "utf8");
  return text.split(/^=== /m).slice(1).map((entry) => {
    const end = entry.indexOf("\n");
    return { id: entry.slice(0, end), html: entry.slice(end + 1).trimEnd() };
  });
}

/** DOMPurify's, which are no part of the project; empty where the cases are not at hand. @returns {Attack[]} */
export function purifyAttacks() {
  const file = process.env.PLAINLEAF_CASES ? resolve(process.env.PLAINLEAF_CASES, "attacks/dompurify.jsonl") : "";
  if (!file || !existsSync(file)) return [];
  return readFileSync(file, "utf8").trim().split("\n").map((line) => JSON.parse(line));
}

const escaped = (/** @type {string} */ html) => html.replace(/[&"<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const BEFORE = `<p>The night ferry left Bergen at noon on Friday with 420 people on board, and the mate, Ada Holm, counted them twice because the first count had come out one too high.</p>
<p>“At sea, one too many is better than one too few,” Holm said, and went below to count again while the harbour pilot waited with his engine running.</p>`;
const AFTER = `<p>The company spent $12 million on the ship in 2019. Half of that went into the engines, which have since run for 31,000 hours without a fault that anybody will own to.</p>
<p>By evening the ferry was back in Bergen, and the pilot, Jonas Vik, had stopped talking about the number altogether, though others on the quay had not.</p>`;

/**
 * Each gives what stands in the head, under the title, between the paragraphs and behind the article.
 *
 * @type {Record<string, (html: string) => { title?: string, head?: string, byline?: string, body?: string, foot?: string }>}
 */
const PLACES = {
  "body text": (html) => ({ body: `<p>The ferry’s log says ${html} and nothing else about that day.</p>` }),
  caption: (html) => ({ body: `<figure><img src="/harbour.jpg" width="800" height="500" alt="The harbour"><figcaption>The harbour ${html} at noon</figcaption></figure>` }),
  link: (html) => ({ body: `<p>See <a href="/tides">the ${html} tides</a> and <a href="${escaped(html)}" title="${escaped(html)}">the log</a> for more.</p>` }),
  picture: (html) => ({
    body: `<figure><picture>${html}<img src="/harbour.jpg" srcset="${escaped(html)} 2x" width="800" height="500" alt="${escaped(html)}" title="${escaped(html)}"></picture></figure><p><img src="${escaped(html)}" data-src="${escaped(html)}" alt="The log" width="800" height="500"></p>`,
  }),
  table: (html) => ({ body: `<table><caption>Tides ${html}</caption><tr><th abbr="${escaped(html)}">Day</th><th>Height</th></tr><tr><td>${html}</td><td>4.1 m</td></tr><tr><td>Friday</td><td>3.9 m</td></tr></table>` }),
  code: (html) => ({ body: `<pre><code class="language-${escaped(html)}">${escaped(html)}</code></pre><pre><code>count(${html})</code></pre><p>Or <code>${html}</code> and <code>${escaped(html)}</code>.</p>` }),
  title: (html) => ({ title: `${html} The night ferry`, head: `<meta property="og:title" content="${escaped(html)} The night ferry">` }),
  byline: (html) => ({
    head: `<meta name="author" content="Ada ${escaped(html)} Holm">`,
    byline: `<p class="byline">By <a rel="author" href="${escaped(html)}">Ada ${html} Holm</a></p>`,
  }),
  // What is removed can be put back, and comes along in a copy and in a saved file.
  "a removed block": (html) => ({ foot: `<aside class="newsletter"><h2>Letters from the quay</h2><p>Subscribe to our newsletter ${html} and never miss a tide table.</p><ul><li><a href="${escaped(html)}">${html}</a></li></ul></aside>` }),
};

export const PLACE_NAMES = Object.keys(PLACES);

/**
 * A good article with an attack in one place.
 *
 * @param {string} html
 * @param {string} place
 */
export function pageWith(html, place) {
  const { title = "The night ferry", head = "", byline = '<p class="byline">By Ada Holm</p>', body = "", foot = "" } = PLACES[place](html);
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>${head}</head><body>
<nav><a href="/a">Home</a> <a href="/b">Weather</a> <a href="/c">Tides</a></nav>
<article><h1>${title}</h1>${byline}${BEFORE}${body}${AFTER}</article>${foot}
<footer><p>Copyright Harbour Post. All rights reserved.</p></footer></body></html>`;
}
