/**
 * The reader: a modal dialog over the whole window that takes itself away again. What must hold for the page
 * beneath (no scrolling, nothing of it on paper) sits in an adopted style sheet, so that no node of it changes.
 */

import { document } from "../document.js";
import { applyAppearance } from "./appearance.js";
import { bringFaces } from "./faces.js";
import { fillIn } from "./fill-in.js";
import { Card } from "./card.js";
import { runKey } from "./commands.js";
import { el, icon, tool } from "./dom.js";
import { createLegend } from "./legend.js";
import { createLightbox } from "./lightbox.js";
import { createLineFocus } from "./line-focus.js";
import { followInnerLinks, nameHosts } from "./links.js";
import { FILLED, MarkIndex } from "./mark-index.js";
import { toMarkdown } from "./markdown.js";
import { createMenu, createShortcutSheet } from "./menu.js";
import { loadCalmly, orderHeadings, reachWideBlocks } from "./order.js";
import { createPanel } from "./panel.js";
import { People } from "./people.js";
import { goToPlace, rememberPlace } from "./place.js";
import { createProgress } from "./progress.js";
import { Returned } from "./returned.js";
import { createSettingsSheet } from "./settings-sheet.js";
import { Settings } from "./settings.js";
import { createSkim } from "./skim.js";
import { Speech } from "./speech.js";
import { forgetAll } from "./store.js";
import { citation, copyText, saveAsFile } from "./taking.js";
import { minutesInWords, number, publishedInWords } from "./words.js";

/**
 * @typedef {import("./types").Context} Context
 * @typedef {import("./types").Place} Place
 * @typedef {import("./types").Reading} Reading
 *
 * @typedef {object} OpenOptions
 * @property {string} [url] the address of the original
 * @property {import("./types").Page} [page] what was read; without it the reader tells of what was removed, but cannot
 *   put it back
 */

const DOCUMENT_RULES = `
  html { overflow: hidden !important; }
  @media print {
    html, body { overflow: visible !important; height: auto !important; }
    body > :not(plainleaf-reader) { display: none !important; }
  }`;

/** Milliseconds after which the page has its turn while names are filled in. */
const SLICE = 8;

const narrow = matchMedia("(max-width: 62rem)");
const still = matchMedia("(prefers-reduced-motion: reduce)");

export class PlainleafReader extends HTMLElement {
  #root = this.attachShadow({ mode: "open" });
  #closing = new AbortController();
  /** Ends what is shown, for the reader to close or to show it anew. */
  #view = new AbortController();
  /** From then on this visit leaves no place behind either. */
  #forgetting = new AbortController();
  #scroll = { left: 0, top: 0 };
  #rules = new CSSStyleSheet();
  /** @type {HTMLDialogElement} */
  #dialog;
  /** @type {Settings} */
  #settings;
  /** @type {Returned} */
  #returned;
  /** @type {Card} */
  #card;
  /** @type {ReturnType<typeof createPanel>} */
  #panel;
  /** @type {Speech} */
  #speech;
  /** @type {Context} */
  #context;
  /** Whether the names are still on their way. */
  #lacksNames = false;
  #toast = el("p", { class: "toast", role: "status", "aria-live": "polite" });
  #voice = el("p", { class: "unseen", role: "status", "aria-live": "polite" });

  /**
   * Shows a reading. The element must be in the document.
   *
   * @param {Reading} reading
   * @param {OpenOptions} [options]
   */
  async show(reading, options = {}) {
    this.#settings = new Settings();
    if (narrow.matches) this.#settings.set("panel", false);
    this.#dialog = /** @type {HTMLDialogElement} */ (el("dialog", { class: "reader", lang: "en", dir: "ltr", "aria-labelledby": "title", onclose: () => this.#leave() }));
    applyAppearance(this.#dialog, this.#settings, this.#closing.signal);
    bringFaces({ settings: this.#settings, signal: this.#closing.signal, tell: (words) => this.#tell(words) });
    this.#returned = new Returned(reading, options, () => this.#showAgain(options.url));
    this.#lacksNames = Boolean(options.page?.names);
    const late = options.page?.names?.catch(() => false).then((is) => {
      this.#lacksNames = is;
      return is;
    });
    await Promise.all([this.#loadStyle(), this.#returned.restore()]);
    const first = await this.#returned.reading();
    const fragment = await built(first);
    // Each of these takes its time on a large page, and the page has its turn between them.
    await pause(0);
    this.#fill(first, options.url, fragment);
    await pause(0);
    this.#root.append(this.#dialog);
    this.#scroll = { left: window.scrollX, top: window.scrollY };
    this.#rules.replaceSync(DOCUMENT_RULES);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.#rules];
    // On the document, since the focus may rest on nothing: a click beside the text is enough for that.
    document.addEventListener("keydown", (event) => this.#key(event), { signal: this.#closing.signal });
    const { page } = this.#context;
    // Beneath a modal dialog the browser styles the whole page anew, so that the article waits for its own turn.
    page.style.contentVisibility = "hidden";
    this.#dialog.showModal();
    page.focus({ preventScroll: true });
    await pause(0);
    page.style.contentVisibility = "";
    if (goToPlace(this.#context)) this.#tell("Back where you left off");
    late?.then((is) => this.#completeNames(is, options.url));
  }

  /** Closes the reader and takes the element out of the page. */
  close() {
    this.#dialog?.close();
  }

  /**
   * Shows a reading in the dialog, in place of any before it.
   *
   * @param {Reading} reading
   * @param {string | undefined} url
   * @param {DocumentFragment} fragment the article
   */
  #fill(reading, url, fragment) {
    this.#view.abort();
    this.#view = new AbortController();
    this.#context = this.#createContext(reading, url, fragment, AbortSignal.any([this.#closing.signal, this.#view.signal]));
    this.#returned.frame(this.#context);
    this.#dialog.replaceChildren(...this.#createParts());
    rememberPlace(this.#context, AbortSignal.any([this.#context.signal, this.#forgetting.signal]));
  }

  /** Shows what was put back or taken away, without moving what one looks at. @param {string | undefined} url */
  async #showAgain(url) {
    const reading = await this.#returned.reading();
    const fragment = await built(reading);
    if (this.#closing.signal.aborted) return;
    const scrolled = () => /** @type {HTMLElement[]} */ ([...this.#dialog.querySelectorAll(".page, .tab-body")]);
    const tops = scrolled().map(({ scrollTop }) => scrollTop);
    this.#fill(reading, url, fragment);
    scrolled().forEach((element, at) => element.scrollTo({ top: tops[at], behavior: "instant" }));
    this.#context.page.focus({ preventScroll: true });
  }

  /**
   * Once it is known whether names are to come, and they have: puts them in without moving anything.
   *
   * @param {boolean} late
   * @param {string | undefined} url
   */
  async #completeNames(late, url) {
    const { signal } = this.#closing;
    const context = this.#context;
    try {
      if (late) {
        const reading = await this.#returned.again();
        const fragment = await built(reading);
        while (!signal.aborted && this.#isBusy()) await pause(300);
        let until = performance.now() + SLICE;
        for (const _ of fillIn(context.article, fragment)) {
          if (signal.aborted) return;
          if (performance.now() < until) continue;
          await pause(0);
          until = performance.now() + SLICE;
        }
        this.#lacksNames = false;
        // What was put back meanwhile may have been read without names.
        if (context !== this.#context) await this.#showAgain(url);
        Object.assign(context, { reading, people: new People(reading) });
        context.marks.find();
        context.marks.soften(reading.figures);
        this.#spreadTabStops();
      }
    } catch (error) {
      if (signal.aborted) return;
      console.error("Plainleaf could not read the names:", error);
    }
    this.#lacksNames = context.lacksNames = false;
    context.article.dispatchEvent(new Event(FILLED));
    if (!this.#isBusy()) this.#panel.refill();
  }

  /** Whether somebody has to do with the very words or with a list, so that nothing of them may be replaced. */
  #isBusy() {
    const active = this.#root.activeElement;
    return this.#card.isOpen || String(getSelection()) !== "" || Boolean(active?.closest(".article, .tab-body"));
  }

  /** Waits for the style sheet, so that nothing is seen unstyled. */
  async #loadStyle() {
    const link = el("link", { rel: "stylesheet", href: new URL("reader.css", import.meta.url) });
    await new Promise((resolve, reject) => {
      link.addEventListener("load", resolve);
      link.addEventListener("error", () => reject(new Error("The reader’s style could not be loaded: the page’s own policy may forbid it.")));
      this.#root.append(link);
    });
  }

  /**
   * @param {Reading} reading
   * @param {string | undefined} url
   * @param {DocumentFragment} fragment
   * @param {AbortSignal} signal
   * @returns {Context}
   */
  #createContext(reading, url, fragment, signal) {
    const settings = this.#settings;
    const article = el("div", { class: "article", lang: reading.language, dir: reading.direction }, fragment);
    article.addEventListener("error", (event) => /** @type {Element} */ (event.target).classList.add("missing"), { capture: true });
    orderHeadings(article);
    loadCalmly(article);
    nameHosts(article);
    const title = el("h1", { id: "title", class: "title", tabindex: "-1", dir: reading.direction, lang: reading.language }, reading.title || "Untitled");
    const marks = new MarkIndex(article, settings);
    marks.soften(reading.figures);
    const page = el("section", { class: "page", tabindex: "0", "aria-labelledby": "title" });
    return {
      reading, url, settings, article, title, page, marks, signal,
      lacksNames: this.#lacksNames,
      people: new People(reading),
      returned: this.#returned,
      announce: (words) => {
        this.#voice.textContent = words;
      },
      jump: (target, how) => this.#jump(target, how),
      walk: (step) => this.#walk(step),
      setPanel: (open, tab) => this.#setPanel(open, tab),
      focusFilter: () => {
        this.#setPanel(true);
        this.#panel.focusFilter();
      },
      refill: () => this.#panel.refill(),
      toggleSheet: (id) => this.#root.getElementById(id)?.togglePopover(),
      copyMarkdown: async () => this.#tell(await copyText(toMarkdown(this.#context), "Copied as Markdown")),
      copyQuote: async (quote, speaker) => {
        const words = citation(this.#context.people.wordsOf(quote), speaker.key ? speaker.label : "", reading, url);
        this.#tell(await copyText(words, "Quote copied"));
      },
      save: () => saveAsFile(reading, article),
      readAloud: () => this.#speech.toggle(),
      forgetAll: () => {
        this.#forgetting.abort();
        settings.forget();
        this.#returned.clear();
        forgetAll();
        this.#tell("Settings, places and what was put back are forgotten");
      },
      tell: (words) => this.#tell(words),
    };
  }

  /** What stands in the dialog. @returns {Node[]} */
  #createParts() {
    const context = this.#context;
    const { reading, article, page, title, settings, signal } = context;
    const progress = createProgress(context);
    const settingsSheet = createSettingsSheet(settings, signal, context.forgetAll);
    const menu = createMenu(context);
    this.#panel = createPanel(context);
    this.#card = new Card(context);
    this.#speech = new Speech(context);
    page.append(el("div", { class: "column" }, header(reading, title), article));

    const panelButton = tool("panel", "Panel: names, quotes, figures", () => context.setPanel(!settings.get("panel")));
    panelButton.setAttribute("aria-controls", "panel");
    const bar = el("div", { class: "bar" },
      el("div", { class: "bar-start" },
        tool("close", "Close the reader", () => this.close()),
        el("span", { class: "brand" }, icon("leaf"), el("span", { class: "site" }, reading.site || "Plainleaf"))),
      createLegend(context),
      el("div", { class: "bar-end" },
        progress.left,
        opener("type", "Appearance", settingsSheet),
        panelButton,
        opener("menu", "More", menu)),
      progress.line);
    createSkim(context);
    reachWideBlocks(context);
    const showPanel = () => {
      const open = Boolean(settings.get("panel"));
      this.#dialog.dataset.panel = open ? "open" : "closed";
      panelButton.setAttribute("aria-expanded", String(open));
    };
    showPanel();
    settings.addEventListener("change", showPanel, { signal });
    settings.addEventListener("change", () => this.#spreadTabStops(), { signal });
    this.#spreadTabStops();
    return [
      bar, page, createLineFocus(context), this.#panel.element, this.#card.element, settingsSheet, menu,
      createShortcutSheet(), followInnerLinks(context), createLightbox(context), this.#speech.element, this.#toast, this.#voice,
    ];
  }

  /** One mark is a tab stop, the rest are reached with the arrow keys. @param {Place} [current] */
  #spreadTabStops(current) {
    const { marks } = this.#context;
    const stop = current ?? marks.neighbour(undefined, 1);
    for (const place of marks.places) {
      place.pieces.forEach((piece, at) => {
        if (at > 0 || !marks.isOn(place.kind)) piece.removeAttribute("tabindex");
        else piece.tabIndex = place === stop ? 0 : -1;
      });
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { marks } = this.#context;
    const target = /** @type {HTMLElement} */ (event.composedPath()[0]);
    if (event.key === "Escape" && !this.#root.querySelector(":popover-open")) {
      if (this.#card.isOpen) this.#card.leave();
      else if (narrow.matches && this.#context.settings.get("panel")) this.#setPanel(false);
      else return;
      event.preventDefault();
    } else if (target.matches("mark[tabindex]") && (event.key === "ArrowRight" || event.key === "ArrowLeft")) {
      this.#walk(event.key === "ArrowRight" ? 1 : -1);
      event.preventDefault();
    } else if (target.matches("mark[tabindex]") && (event.key === "Enter" || event.key === " ")) {
      const [place] = marks.around(target);
      if (place) this.#card.show(place);
      this.#card.enter();
      event.preventDefault();
    } else if (runKey(event, this.#context)) {
      event.preventDefault();
    }
  }

  /** @param {1 | -1} step */
  #walk(step) {
    const { marks, page, announce } = this.#context;
    const [current] = marks.around(this.#root.activeElement);
    const frame = page.getBoundingClientRect();
    const inView = marks.places.find((place) => marks.isOn(place.kind) && place.pieces[0].getBoundingClientRect().top > frame.top);
    const next = current ? marks.neighbour(current, step) : inView;
    if (next) this.#jump(next, { focus: true });
    else announce("No marks are switched on");
  }

  /**
   * Scrolls to a place and lets it flash.
   *
   * @param {string | Place | HTMLElement} target the id of a mark, a place, or an element
   * @param {{ focus?: boolean, fromPanel?: boolean }} [how]
   */
  #jump(target, { focus = false, fromPanel = false } = {}) {
    const { marks } = this.#context;
    const places = typeof target === "string" ? marks.of(target) : target instanceof HTMLElement ? [] : [target];
    const pieces = target instanceof HTMLElement ? [target] : places.flatMap((place) => place.pieces);
    if (pieces.length === 0) return;
    const moveFocus = focus || (fromPanel && narrow.matches);
    if (fromPanel && narrow.matches) this.#setPanel(false);
    this.#card.hide();
    pieces[0].scrollIntoView({ block: "center", behavior: still.matches ? "instant" : "smooth" });
    for (const piece of pieces) flash(piece);
    if (!moveFocus) return;
    const [place] = places;
    if (place && marks.isOn(place.kind)) this.#spreadTabStops(place);
    else pieces[0].tabIndex = -1;
    pieces[0].focus({ preventScroll: true });
  }

  /**
   * @param {boolean} open
   * @param {string} [tab]
   */
  #setPanel(open, tab) {
    if (tab) this.#panel.choose(tab);
    this.#context.settings.set("panel", open);
    const inside = this.#panel.element.contains(this.#root.activeElement);
    if (!open && inside) this.#context.page.focus({ preventScroll: true });
    if (open && narrow.matches) this.#panel.focusTab();
  }

  /** @param {string} words */
  #tell(words) {
    this.#toast.textContent = words;
    this.#toast.dataset.shown = "";
    setTimeout(() => delete this.#toast.dataset.shown, 2400);
  }

  #leave() {
    this.#closing.abort();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.#rules);
    this.remove();
    window.scrollTo({ ...this.#scroll, behavior: "instant" });
    // Later, since whoever opened the reader listens only once it is shown.
    setTimeout(() => this.dispatchEvent(new Event("plainleaf-close")));
  }
}

/**
 * The article in a document of its own, in which no picture loads yet.
 *
 * @param {Reading} reading
 */
function built(reading) {
  return reading.toFragmentInSlices(document.implementation.createHTMLDocument(""));
}

const pause = (/** @type {number} */ time) => new Promise((resolve) => setTimeout(resolve, time));

/**
 * @param {Reading} reading
 * @param {HTMLElement} title
 */
function header({ byline, published, words, minutes }, title) {
  return el("header", { class: "head" }, title,
    el("p", { class: "credit" },
      byline && el("bdi", {}, byline),
      published && el("time", { datetime: published }, publishedInWords(published)),
      el("span", {}, minutesInWords(minutes[0], minutes[1])),
      el("span", {}, `${number(words)} words`)));
}

/**
 * @param {Parameters<typeof icon>[0]} drawing
 * @param {string} label
 * @param {HTMLElement} sheet
 */
function opener(drawing, label, sheet) {
  const button = tool(drawing, label);
  button.popoverTargetElement = sheet;
  return button;
}

/** @param {HTMLElement} piece */
function flash(piece) {
  piece.classList.remove("flash");
  void piece.offsetWidth; // restarts the animation where it is still running
  piece.classList.add("flash");
  setTimeout(() => piece.classList.remove("flash"), 2200);
}

customElements.define("plainleaf-reader", PlainleafReader);

/**
 * Opens the reader over this page.
 *
 * @param {Reading} reading
 * @param {OpenOptions} [options]
 * @returns {Promise<PlainleafReader>} once it is shown; it fires `plainleaf-close` when it has gone
 * @throws {Error} where the page's policy keeps its style out; nothing is left on the page then
 */
export async function openReader(reading, options) {
  const reader = /** @type {PlainleafReader} */ (document.createElement("plainleaf-reader"));
  document.body.append(reader);
  try {
    await reader.show(reading, options);
  } catch (error) {
    reader.remove();
    throw error;
  }
  return reader;
}

export { keepIn } from "./store.js";
export { signOf } from "./signs.js";
