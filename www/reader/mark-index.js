/**
 * The marks of an article: which elements belong to which quote, figure or name, in order, and how
 * one walks from one to the next.
 *
 * @typedef {import("./types").Kind} Kind
 * @typedef {import("./types").Place} Place
 */

import { document } from "../document.js";
import { isSmallNumber } from "./words.js";

const BLOCK = "p, li, td, th, h2, h3, h4, blockquote, dd, dt";

/** What the article tells when other marks stand in it. */
export const FILLED = "plainleaf-filled";

export class MarkIndex {
  /** Every place in document order. @type {Place[]} */
  places = [];
  /** @type {Map<string, Place[]>} */
  #byId = new Map();
  /** @type {Map<Element, Place>} */
  #byPiece = new Map();
  #article;
  #settings;

  /**
   * @param {HTMLElement} article holds the marks
   * @param {import("./types").Settings} settings say which kinds are on
   */
  constructor(article, settings) {
    this.#article = article;
    this.#settings = settings;
    this.find();
  }

  /** Finds the marks, anew where they have changed. */
  find() {
    this.places = [];
    this.#byId.clear();
    this.#byPiece.clear();
    for (const piece of /** @type {NodeListOf<HTMLElement>} */ (this.#article.querySelectorAll("mark[data-kind][data-id]"))) {
      this.#add(piece);
    }
  }

  /** @param {HTMLElement} piece */
  #add(piece) {
    const id = piece.dataset.id ?? "";
    const kind = /** @type {Kind} */ (piece.dataset.kind);
    const places = this.#byId.get(id) ?? [];
    let place = places.at(-1);
    if (!place || !touches(place.pieces.at(-1), piece)) {
      place = { kind, id, pieces: [] };
      places.push(place);
      this.places.push(place);
    }
    place.pieces.push(piece);
    this.#byId.set(id, places);
    this.#byPiece.set(piece, place);
  }

  /**
   * @param {string} id
   * @returns {Place[]} the mentions of a name; the segments of a quote; the one place of a figure
   */
  of(id) {
    return this.#byId.get(id) ?? [];
  }

  /**
   * Small numbers in words (“one”, “first”) are figures too, but need not stand out.
   *
   * @param {import("./types").Figure[]} figures
   */
  soften(figures) {
    for (const figure of figures.filter(isSmallNumber)) {
      for (const piece of this.of(figure.id).flatMap(({ pieces }) => pieces)) piece.classList.add("soft");
    }
  }

  /**
   * The marks around a node that are switched on, innermost first.
   *
   * @param {EventTarget | null} target
   * @returns {Place[]}
   */
  around(target) {
    const found = [];
    let element = target instanceof Element ? target.closest("mark") : null;
    while (element) {
      const place = this.#byPiece.get(element);
      if (place && this.isOn(place.kind)) found.push(place);
      element = element.parentElement?.closest("mark") ?? null;
    }
    return found;
  }

  /** @param {Kind} kind */
  isOn(kind) {
    return Boolean(this.#settings.get(kind));
  }

  /**
   * @param {Place | undefined} from
   * @param {1 | -1} step
   * @returns {Place | undefined} the next one that is switched on, round the end to the start
   */
  neighbour(from, step) {
    const open = this.places.filter((place) => this.isOn(place.kind));
    const at = from ? open.indexOf(from) : -1;
    if (at < 0) return step > 0 ? open[0] : open.at(-1);
    return open.at((at + step) % open.length);
  }
}

/**
 * @param {Element | undefined} before
 * @param {Element} after
 * @returns {boolean} whether no text stands between the two
 */
function touches(before, after) {
  if (!before || before.closest(BLOCK) !== after.closest(BLOCK)) return false;
  const gap = document.createRange();
  gap.setStartAfter(before);
  gap.setEndBefore(after);
  return gap.toString() === "";
}
