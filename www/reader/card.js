/** The card of a mark, on hover, focus or tap: who speaks, what a figure is worth, who a name is. */

import { document } from "../document.js";
import { append, el, icon } from "./dom.js";
import { counted, FIGURE_KINDS, fullValue } from "./words.js";

/** @typedef {import("./types").Place} Place */

const SHOW_AFTER = 220;
const HIDE_AFTER = 280;
const MARGIN = 10;

/** So many figures are named beside a name. */
const NEAR = 5;

export class Card {
  #context;
  #timer = 0;
  /** @type {Place | null} */
  #shown = null;
  /** @type {Element | { getBoundingClientRect(): DOMRect }} */
  #anchor = document.body;
  /** Opened by pointer it goes when its mark scrolls away; opened by keyboard it waits for its mark to scroll in. */
  #follows = false;

  /** @param {import("./types").Context} context */
  constructor(context) {
    this.#context = context;
    this.element = el("div", {
      class: "card", role: "group", "aria-label": "About this mark", hidden: true,
      onpointerenter: () => clearTimeout(this.#timer),
      onpointerleave: () => this.#later(() => this.hide(), HIDE_AFTER),
    });
    const { article, page } = context;
    article.addEventListener("pointerover", (event) => this.#hover(event));
    article.addEventListener("pointerout", (event) => {
      if (event.pointerType === "mouse") this.#later(() => this.#hideUnlessFocused(), HIDE_AFTER);
    });
    article.addEventListener("click", (event) => this.#tap(event));
    article.addEventListener("focusin", (event) => {
      const [place] = context.marks.around(event.target);
      if (place && /** @type {Element} */ (event.target).matches("mark")) this.show(place, { say: true });
    });
    page.addEventListener("scroll", () => this.#shown && this.#position(), { passive: true });
  }

  get isOpen() {
    return this.#shown !== null;
  }

  /** @param {PointerEvent} event */
  #hover(event) {
    if (event.pointerType !== "mouse" || event.buttons) return;
    const [place] = this.#context.marks.around(event.target);
    if (place) this.#later(() => this.show(place, { at: event }), this.isOpen ? 80 : SHOW_AFTER);
  }

  /** @param {MouseEvent} event */
  #tap(event) {
    const target = /** @type {Element} */ (event.target);
    if (target.closest("a[href]") || String(getSelection()) !== "") return;
    const [place] = this.#context.marks.around(target);
    if (place) this.show(place, { at: event, say: true });
    else this.hide();
  }

  /**
   * @param {() => void} action
   * @param {number} delay
   */
  #later(action, delay) {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(action, delay);
  }

  /**
   * @param {Place} place
   * @param {{ at?: MouseEvent, say?: boolean }} [how] where the pointer is; whether to tell screen readers
   */
  show(place, { at, say = false } = {}) {
    clearTimeout(this.#timer);
    const { marks } = this.#context;
    const piece = place.pieces[0];
    const outer = marks.around(piece.parentElement);
    this.element.replaceChildren();
    append(this.element, [place, ...outer].map((each) => this.#section(each)).filter(Boolean));
    this.element.hidden = false;
    this.#shown = place;
    this.#anchor = at ? lineAt(place, at) : piece;
    this.#follows = Boolean(at);
    this.#position();
    if (say) this.#context.announce([...this.element.querySelectorAll(".card-kind, .card-main, .card-more")].map((part) => part.textContent).join(". "));
  }

  hide() {
    clearTimeout(this.#timer);
    this.element.hidden = true;
    this.#shown = null;
  }

  #hideUnlessFocused() {
    const active = /** @type {ShadowRoot} */ (this.element.getRootNode()).activeElement;
    if (!active || !this.element.contains(active)) this.hide();
  }

  /** Moves the focus into the card, and Escape moves it back. @returns {boolean} whether there was somewhere to go */
  enter() {
    const control = this.element.querySelector("button");
    control?.focus();
    return Boolean(control);
  }

  /** Closes the card; where the focus was in it, the mark gets it back. */
  leave() {
    const place = this.#shown;
    const active = /** @type {ShadowRoot} */ (this.element.getRootNode()).activeElement;
    const inside = active && this.element.contains(active);
    this.hide();
    if (place && inside) {
      place.pieces[0].focus({ preventScroll: true });
      this.hide();
    }
  }

  /** Below the mark, above it where there is no room; small screens dock it at the bottom by style. */
  #position() {
    const anchor = this.#anchor.getBoundingClientRect();
    const frame = this.#context.page.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.element;
    const left = Math.min(Math.max(frame.left + MARGIN, anchor.left), frame.right - width - MARGIN);
    const below = anchor.bottom + MARGIN;
    const top = below + height < frame.bottom ? below : anchor.top - height - MARGIN;
    this.element.style.setProperty("left", `${left}px`);
    this.element.style.setProperty("top", `${Math.max(frame.top + MARGIN, top)}px`);
    const away = anchor.bottom < frame.top || anchor.top > frame.bottom;
    if (away && this.#follows) this.hide();
  }

  /** @param {Place} place */
  #section(place) {
    const { reading } = this.#context;
    if (place.kind === "quote") return this.#quote(reading.quotes.find((quote) => quote.id === place.id));
    if (place.kind === "figure") return this.#figure(reading.figures.find((figure) => figure.id === place.id));
    return this.#name(reading.names.find((name) => name.id === place.id), place);
  }

  /** @param {import("./types").Quote | undefined} quote */
  #quote(quote) {
    if (!quote) return null;
    const { people, jump, copyQuote } = this.#context;
    const speaker = people.speakerOf(quote);
    const theirs = people.quotesBy(speaker);
    const at = theirs.indexOf(quote);
    return el("section", { class: "card-part", "data-kind": "quote" },
      el("p", { class: "card-kind" }, "Quote"),
      el("p", { class: "card-main" }, speaker.label),
      speaker.said && speaker.said !== speaker.label && el("p", { class: "card-more" }, `here “${speaker.said}”`),
      el("div", { class: "card-row" },
        speaker.key && (theirs.length > 1
          ? this.#steps(at, theirs.length, "quote", (to) => jump(theirs[to].id, { focus: true }))
          : el("span", { class: "card-count" }, "their only quote")),
        el("button", { class: "quiet", onclick: () => copyQuote(quote, speaker) }, icon("copy"), "Copy quote")));
  }

  /** @param {import("./types").Figure | undefined} figure */
  #figure(figure) {
    if (!figure) return null;
    const { reading, jump } = this.#context;
    const same = reading.figures.filter((other) => worth(other) === worth(figure));
    return el("section", { class: "card-part", "data-kind": "figure" },
      el("p", { class: "card-kind" }, FIGURE_KINDS[figure.kind]),
      el("p", { class: "card-main" }, fullValue(figure)),
      same.length > 1 && el("div", { class: "card-row" },
        this.#steps(same.indexOf(figure), same.length, "place", (to) => jump(same[to].id, { focus: true }))));
  }

  /**
   * @param {import("./types").Name | undefined} name
   * @param {Place} place
   */
  #name(name, place) {
    if (!name) return null;
    const { marks, people, jump } = this.#context;
    const mentions = marks.of(name.id);
    const said = people.quotesBy({ key: name.id });
    const near = people.figuresNear(name);
    return el("section", { class: "card-part", "data-kind": "name" },
      el("p", { class: "card-kind" }, name.kind),
      el("p", { class: "card-main" }, name.name),
      el("div", { class: "card-row" },
        mentions.length > 1
          ? this.#steps(mentions.indexOf(place), mentions.length, "mention", (to) => jump(mentions[to], { focus: true }))
          : el("span", { class: "card-count" }, "one mention"),
        said.length > 0 && el("button", { class: "quiet", onclick: () => jump(said[0].id, { focus: true }) }, counted(said.length, "quote"))),
      said.length > 0 && el("p", { class: "card-quote" }, people.wordsOf(said[0])),
      near.length > 0 && el("div", { class: "card-near" }, el("span", { class: "card-count" }, "Near it"),
        near.slice(0, NEAR).map((figure) => el("button", {
          class: "quiet near", title: fullValue(figure), onclick: () => jump(figure.id, { focus: true }),
        }, figure.text))));
  }

  /**
   * @param {number} at
   * @param {number} count
   * @param {string} noun
   * @param {(to: number) => void} go
   */
  #steps(at, count, noun, go) {
    const step = (/** @type {number} */ by, /** @type {string} */ way) => {
      const label = `${way} ${noun}`;
      return el("button", { class: "round", "aria-label": label, onclick: () => {
        go((at + by + count) % count);
        // The card is another one now, and the same button leads on.
        /** @type {HTMLElement | null} */ (this.element.querySelector(`[aria-label="${label}"]`))?.focus();
      } }, icon(way.toLowerCase()));
    };
    return el("span", { class: "card-steps" }, step(-1, "Previous"), el("span", { class: "card-count" }, `${noun} ${at + 1} of ${count}`), step(1, "Next"));
  }
}

/**
 * What two figures have to share to be the same one; of those whose value nobody knows, it is the words.
 *
 * @param {import("./types").Figure} figure
 */
function worth({ kind, unit, iso, low, high, value, text }) {
  return `${[kind, unit, iso, low, high, value ?? iso ?? low ?? high ?? text]}`;
}

/**
 * The line of a long mark that the pointer is on, so that the card opens where one looks.
 *
 * @param {Place} place
 * @param {MouseEvent} pointer
 */
function lineAt(place, { clientX, clientY }) {
  for (const piece of place.pieces) {
    const rectangles = [...piece.getClientRects()];
    const index = rectangles.findIndex((line) => clientY >= line.top - 2 && clientY <= line.bottom + 2 && clientX >= line.left - 2 && clientX <= line.right + 2);
    if (index >= 0) {
      return { getBoundingClientRect: () => {
        const line = piece.getClientRects()[index] ?? piece.getBoundingClientRect();
        const left = Math.max(line.left, Math.min(clientX - 60, line.right - 120));
        return new DOMRect(left, line.top, 1, line.height);
      } };
    }
  }
  return place.pieces[0];
}
