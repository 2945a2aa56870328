/**
 * What was removed, shown again where it stood: to look at it, to keep it on this page, or to keep its like on the
 * whole site. It is built element by element from what `locate.js` found, and carries no marks.
 */

import { document } from "../document.js";
import { el } from "./dom.js";
import { newest, recall, remember } from "./store.js";
import { counted } from "./words.js";

/**
 * @typedef {import("./locate.js").Located} Located
 * @typedef {import("./locate.js").Tree} Tree
 * @typedef {"" | "looked" | "page" | "site"} State how a block stands in the article; empty: not at all
 */

/** What of the page is told apart from the rest by these words. @param {{ words: number, text: string }} block */
const keyOf = ({ words, text }) => `${words} ${text}`;

/** Stored lists hold no more than this. */
const MOST = 200;

export class Returned extends EventTarget {
  #context;
  #locate;
  /** @type {Promise<(Located | null)[]> | undefined} */
  #found;
  /** @type {Map<number, HTMLElement>} */
  #shown = new Map();
  #host;

  /**
   * @param {import("./types").Context} context
   * @param {(() => (Located | null)[] | Promise<(Located | null)[]>) | undefined} locate finds the removed blocks on the page
   */
  constructor(context, locate) {
    super();
    this.#context = context;
    this.#locate = locate;
    const address = context.url ?? document.URL;
    this.#host = URL.canParse(address) ? new URL(address).hostname : "";
  }

  /** @returns {Promise<(Located | null)[]>} for each removed block, once looked for */
  located() {
    this.#found ??= Promise.resolve(this.#locate?.() ?? []);
    return this.#found;
  }

  /** Puts back what was kept here before. */
  async restore() {
    const { pages = {}, sites = {} } = recall("kept");
    const page = new Set(pages[this.#context.url ?? ""]);
    const site = new Set(sites[this.#host]);
    if (page.size + site.size === 0) return;
    const located = await this.located();
    this.#context.reading.removed.forEach((block, index) => {
      const found = located[index];
      if (!found) return;
      if (site.has(found.sign)) this.#show(index, found, "site");
      else if (page.has(keyOf(block))) this.#show(index, found, "page");
    });
    this.dispatchEvent(new Event("change"));
  }

  /** @param {number} index @returns {State} */
  stateOf(index) {
    return /** @type {State} */ (this.#shown.get(index)?.dataset.state ?? "");
  }

  /**
   * Shows a removed block where it stood, and goes there.
   *
   * @param {number} index
   */
  async look(index) {
    const found = (await this.located())[index];
    if (!found) return;
    const section = this.#shown.get(index) ?? this.#show(index, found, "looked");
    this.dispatchEvent(new Event("change"));
    this.#context.jump(section, { focus: true, fromPanel: true });
  }

  /** Takes all away again, and forgets nothing. */
  clear() {
    for (const section of this.#shown.values()) section.remove();
    this.#shown.clear();
    this.dispatchEvent(new Event("change"));
  }

  /**
   * @param {number} index
   * @param {Located} found
   * @param {State} state
   */
  #show(index, found, state) {
    const { article, reading, url } = this.#context;
    const block = reading.removed[index];
    const words = el("span", { class: "returned-words" });
    const keep = (/** @type {State} */ to, /** @type {string} */ label) => (
      el("button", { type: "button", class: "quiet", "data-to": to, onclick: () => this.#keep(index, found, to) }, label)
    );
    const section = el("section", { class: "returned", tabindex: "-1", "aria-label": "Put back" },
      el("div", { class: "returned-head" }, words, el("span", { class: "returned-choices" },
        url && keep("page", "Keep on this page"), this.#host && keep("site", `Always on ${this.#host}`), keep("", "Take away"))),
      el("div", { class: "returned-body" }, found.trees.map(build)));
    words.textContent = `Was removed · ${counted(block.words, "word")}`;
    section.dataset.state = state;
    this.#shown.set(index, section);
    insert(article, section, found.at, index);
    return section;
  }

  /**
   * @param {number} index
   * @param {Located} found
   * @param {State} to
   */
  #keep(index, found, to) {
    const { tell, reading, url = "", page } = this.#context;
    const { pages = {}, sites = {} } = recall("kept");
    const key = keyOf(reading.removed[index]);
    const without = (/** @type {Record<string, string[]>} */ lists, /** @type {string} */ owner, /** @type {string} */ entry) => (lists[owner] ?? []).filter((other) => other !== entry);
    const onPage = without(pages, url, key);
    const onSite = without(sites, this.#host, found.sign);
    if (to === "page") onPage.push(key);
    if (to === "site") onSite.push(found.sign);
    remember("kept", { pages: replace(pages, url, onPage), sites: replace(sites, this.#host, onSite) });
    const section = this.#shown.get(index);
    if (to === "") {
      section?.remove();
      this.#shown.delete(index);
      page.focus({ preventScroll: true });
    } else if (section) {
      section.dataset.state = to;
      section.focus({ preventScroll: true });
    }
    tell({ page: "Kept on this page", site: `Kept on every page of ${this.#host}`, "": "Taken away again", looked: "" }[to]);
    this.dispatchEvent(new Event("change"));
  }
}

/**
 * @param {Record<string, string[]>} lists
 * @param {string} owner
 * @param {string[]} list
 */
function replace(lists, owner, list) {
  const { [owner]: _, ...others } = lists;
  return newest(list.length > 0 ? { ...others, [owner]: list.slice(-MOST) } : others);
}

/**
 * @param {Tree} tree
 * @returns {Node | string}
 */
function build(tree) {
  if (typeof tree === "string") return tree;
  const [tag, attributes, ...children] = tree;
  return el(tag, attributes, ...children.map(build));
}

/**
 * Behind the block of the article that holds the sign before it; blocks that stood at one place keep their order.
 *
 * @param {HTMLElement} article
 * @param {HTMLElement} section
 * @param {number} at
 * @param {number} index
 */
function insert(article, section, at, index) {
  section.dataset.index = String(index);
  let left = at;
  /** @type {Element | null} */
  let before = null;
  for (const block of article.children) {
    if (block.matches(".returned")) {
      if (left <= 0 && Number(/** @type {HTMLElement} */ (block).dataset.index) < index) before = block;
      continue;
    }
    if (left <= 0) break;
    before = block;
    left -= lengthOf(block);
  }
  if (before) before.after(section);
  else article.prepend(section);
}

/** Signs in a block that are not white space; captions are not in the reading's text. @param {Element} block */
function lengthOf(block) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let length = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.parentElement?.closest("figcaption, caption")) length += /** @type {Text} */ (node).data.replace(/\s+/g, "").length;
  }
  return length;
}
