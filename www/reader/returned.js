/**
 * What was removed and stands in the article again: to look at it, to keep it on this page, or to keep its like on the
 * whole site. Each change is a fresh reading, in which the block has its place, its marks and its share in all that is
 * counted.
 */

import { document } from "../document.js";
import { enclose, stretchOf } from "./enclose.js";
import { el } from "./dom.js";
import { FILLED } from "./mark-index.js";
import { newest, recall, remember } from "./store.js";
import { counted } from "./words.js";

/**
 * @typedef {import("./types").Reading} Reading
 * @typedef {"" | "looked" | "page" | "site"} State how a block stands in the article; empty: not at all
 */

/** What of the page is told apart from the rest by these words. @param {{ words: number, text: string }} block */
const keyOf = ({ words, text }) => `${words} ${text}`;

/** Stored lists hold no more than this. */
const MOST = 200;

/** Lights what was put back where it is only a part of a block. */
const NAME = "plainleaf-returned";

export class Returned {
  /** As it was before anything was put back. @type {Reading} */
  #original;
  /** @type {import("./types").Page | undefined} */
  #page;
  #url;
  #host;
  #change;
  /** By the place in the list of what was removed. @type {Map<number, State>} */
  #states = new Map();
  /** @type {Map<number, HTMLElement>} */
  #sections = new Map();
  /** @type {Promise<string[]> | undefined} */
  #signs;

  /**
   * @param {Reading} original
   * @param {import("./reader.js").OpenOptions} options
   * @param {() => Promise<void>} change shows `reading()` in place of what is shown
   */
  constructor(original, { url, page }, change) {
    this.#original = original;
    this.#page = page;
    this.#url = url ?? "";
    const address = url ?? document.URL;
    this.#host = URL.canParse(address) ? new URL(address).hostname : "";
    this.#change = change;
  }

  /** All that was removed, whatever of it stands in the article again. */
  get removed() {
    return this.#original.removed;
  }

  /** Words of the page that the reading had before anything was put back. */
  get words() {
    return this.#original.words;
  }

  /** @param {number} index @returns {State} */
  stateOf(index) {
    return this.#states.get(index) ?? "";
  }

  /** @param {number} index */
  canLook(index) {
    return Boolean(this.#page) && this.removed[index].node !== undefined;
  }

  /** Puts back what was kept here before. */
  async restore() {
    const { pages = {}, sites = {} } = recall("kept");
    const onPage = new Set(pages[this.#url]);
    const onSite = new Set(sites[this.#host]);
    const signs = onSite.size > 0 ? await this.#allSigns() : [];
    this.removed.forEach((block, index) => {
      if (!this.canLook(index)) return;
      if (onSite.has(signs[index])) this.#states.set(index, "site");
      else if (onPage.has(keyOf(block))) this.#states.set(index, "page");
    });
  }

  /** @returns {Promise<Reading>} with what was put back in its place */
  async reading() {
    const nodes = this.#indexes().map((index) => /** @type {number} */ (this.removed[index].node));
    return (nodes.length > 0 && (await this.#page?.read(nodes))) || this.#original;
  }

  /** Reads the page again, now that names are there. @returns {Promise<Reading>} as `reading` */
  async again() {
    this.#original = (await this.#page?.read([])) || this.#original;
    return this.reading();
  }

  /**
   * Shows a removed block where it stood, and goes there.
   *
   * @param {import("./types").Context} context
   * @param {number} index
   */
  async look({ jump, tell }, index) {
    if (!this.#sections.has(index)) {
      this.#states.set(index, "looked");
      await this.#change();
    }
    const section = this.#sections.get(index);
    if (section) {
      jump(section, { focus: true, fromPanel: true });
    } else {
      this.#states.delete(index);
      tell("It has no words that can be shown here");
    }
  }

  /** Takes all away again, and forgets nothing. */
  clear() {
    if (this.#states.size === 0) return;
    this.#states.clear();
    this.#change();
  }

  /**
   * Sets what was put back apart from the article around it.
   *
   * @param {import("./types").Context} context
   */
  frame(context) {
    const { article, reading, signal } = context;
    this.#sections.clear();
    const lit = /** @type {Range[]} */ ([]);
    /** Where in the text they stand. @type {import("./types").Reading["kept"]} */
    const stretches = [];
    this.#indexes().forEach((index, at) => {
      const range = reading.kept && stretchOf(article, reading.text, reading.kept[at]);
      if (!range) return;
      const section = this.#section(context, index);
      const body = el("div", { class: "returned-body" });
      section.append(body);
      const part = enclose(article, range, section, body);
      if (part && reading.kept) {
        lit.push(part);
        stretches.push(reading.kept[at]);
      }
      this.#sections.set(index, section);
    });
    if (typeof Highlight !== "function") return;
    const light = (/** @type {Range[]} */ ranges) => ranges.length > 0 && CSS.highlights.set(NAME, new Highlight(...ranges));
    light(lit);
    // Ranges fall together where the texts in them are replaced.
    article.addEventListener(FILLED, () => light(stretches.map((stretch) => stretchOf(article, reading.text, stretch)).filter((range) => range !== null)));
    signal.addEventListener("abort", () => CSS.highlights.delete(NAME));
  }

  /** Those that stand in the article, in order. */
  #indexes() {
    return [...this.#states.keys()].sort((one, other) => one - other);
  }

  #allSigns() {
    const nodes = this.removed.map(({ node }) => node ?? -1);
    this.#signs ??= Promise.resolve(this.#page?.signs(nodes) ?? []);
    return this.#signs;
  }

  /**
   * @param {import("./types").Context} context
   * @param {number} index
   */
  #section(context, index) {
    const keep = (/** @type {State} */ to, /** @type {string} */ label) => (
      el("button", { class: "quiet", "data-to": to, onclick: () => this.#keep(context, index, to) }, label)
    );
    return el("section", { class: "returned", tabindex: "-1", "aria-label": "Put back", "data-state": this.stateOf(index) },
      el("div", { class: "returned-head" },
        el("span", { class: "returned-words" }, `Was removed · ${counted(this.removed[index].words, "word")}`),
        el("span", { class: "returned-choices" },
          this.#url && keep("page", "Keep on this page"), this.#host && keep("site", `Always on ${this.#host}`), keep("", "Take away"))));
  }

  /**
   * @param {import("./types").Context} context
   * @param {number} index
   * @param {State} to
   */
  async #keep({ tell, refill }, index, to) {
    const sign = (await this.#allSigns())[index];
    const { pages = {}, sites = {} } = recall("kept");
    const key = keyOf(this.removed[index]);
    const without = (/** @type {Record<string, string[]>} */ lists, /** @type {string} */ owner, /** @type {string} */ entry) => (lists[owner] ?? []).filter((other) => other !== entry);
    const onPage = without(pages, this.#url, key);
    const onSite = without(sites, this.#host, sign);
    if (to === "page") onPage.push(key);
    if (to === "site" && sign) onSite.push(sign);
    remember("kept", { pages: replace(pages, this.#url, onPage), sites: replace(sites, this.#host, onSite) });
    const section = this.#sections.get(index);
    if (to === "") {
      this.#states.delete(index);
      await this.#change();
    } else if (section) {
      this.#states.set(index, to);
      section.dataset.state = to;
      section.focus({ preventScroll: true });
      refill();
    }
    tell({ page: "Kept on this page", site: `Kept on every page of ${this.#host}`, "": "Taken away again", looked: "" }[to]);
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
