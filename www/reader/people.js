/**
 * Who says what: joins quotes to the names that the reading gives for their speakers.
 *
 * @typedef {import("./types").Quote} Quote
 * @typedef {import("./types").Speaker} Speaker
 */

const UNKNOWN = { key: "", label: "Speaker not named" };

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
