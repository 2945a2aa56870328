/**
 * Who says what: joins quotes to the names that the reading gives for their speakers.
 *
 * @typedef {import("./types").Quote} Quote
 * @typedef {import("./types").Speaker} Speaker
 */

import { isSmallNumber } from "./words.js";

const UNKNOWN = { key: "", label: "Speaker not named" };

/** A stop, what closes a quote, a space, and a capital or a number: an initial before the stop ends nothing. */
const SENTENCE_END = /(?<![\s(]\p{Lu}|\b(?:Mr|Mrs|Ms|Dr|Prof|St|No))[.!?]["”’)]*\s+(?=["“‘(]?[\p{Lu}\d])/gu;
const SENTENCE_STOP = /(?<![\s(]\p{Lu}|\b(?:Mr|Mrs|Ms|Dr|Prof|St|No))[.!?](?=["”’)]*\s+["“‘(]?[\p{Lu}\d])/u;

/** Words that stand for another person each time: they make no speaker of their own. */
const PRONOUN = /^(i|he|she|they|it|we|you|who|his|her|their|its)$/i;

export class People {
  #reading;
  /** @type {Map<string, { speaker: Speaker, quotes: Quote[] }>} */
  #groups = new Map();

  /** @param {import("./types").Reading} reading */
  constructor(reading) {
    this.#reading = reading;
    for (const quote of reading.quotes) {
      const speaker = this.speakerOf(quote);
      const group = this.#groups.get(speaker.key);
      if (group) group.quotes.push(quote);
      else this.#groups.set(speaker.key, { speaker, quotes: [quote] });
    }
  }

  /**
   * @param {Quote} quote
   * @returns {Speaker}
   */
  speakerOf({ speaker }) {
    if (!speaker) return UNKNOWN;
    const { text, names } = this.#reading;
    const said = speaker.mention ? text.slice(speaker.mention.start, speaker.mention.end) : undefined;
    const name = names.find(({ id }) => id === speaker.name);
    if (name) return { key: name.id, label: name.name, said };
    if (!said || PRONOUN.test(said)) return { ...UNKNOWN, said };
    return { key: said.toLowerCase(), label: capital(said), said };
  }

  /**
   * The quoted words alone: where somebody is named in between, dots stand for that.
   *
   * @param {Quote} quote
   */
  wordsOf({ segments }) {
    const { text } = this.#reading;
    let words = "";
    let last = -1;
    for (const { start, end } of segments) {
      if (last >= 0) words += text.slice(last, start).trim() === "" ? " " : " … ";
      words += text.slice(start, end);
      last = end;
    }
    return words.replace(/\s+/g, " ");
  }

  /**
   * @param {{ key: string }} speaker
   * @returns {Quote[]}
   */
  quotesBy({ key }) {
    return this.#groups.get(key)?.quotes ?? [];
  }

  /**
   * The figures in the sentences that mention a name, in order; small numbers in words stay out.
   *
   * @param {import("./types").Name} name
   * @returns {import("./types").Figure[]}
   */
  figuresNear({ mentions }) {
    const around = mentions.map((mention) => this.#sentenceAround(mention));
    return this.#reading.figures.filter((figure) => (
      !isSmallNumber(figure) && around.some(({ start, end }) => figure.start >= start && figure.end <= end)
    ));
  }

  /**
   * @param {{ start: number, end: number }} span
   * @returns {{ start: number, end: number }}
   */
  #sentenceAround({ start, end }) {
    const { text } = this.#reading;
    const from = Math.max(0, text.lastIndexOf("\n", start) + 1);
    const line = text.indexOf("\n", end);
    const to = line < 0 ? text.length : line;
    const before = text.slice(from, start);
    const after = text.slice(end, to);
    const last = [...before.matchAll(SENTENCE_END)].at(-1);
    const next = after.match(SENTENCE_STOP);
    return { start: last ? from + last.index + last[0].length : from, end: next ? end + (next.index ?? 0) + 1 : to };
  }

  /** Speakers with their quotes: most quoted first, the unnamed last. */
  get bySpeaker() {
    return [...this.#groups.values()].sort((one, other) => {
      if (!one.speaker.key !== !other.speaker.key) return one.speaker.key ? -1 : 1;
      return other.quotes.length - one.quotes.length;
    });
  }
}

/** @param {string} words */
function capital(words) {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
