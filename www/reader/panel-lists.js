/** The lists of the panel. Every entry is a button that jumps to its place in the article. */

import { el } from "./dom.js";
import { dateInWords, FIGURE_KINDS, fullValue, NAME_KINDS, plural } from "./words.js";

/** @typedef {import("./types").Context} Context */

/**
 * @param {string} heading
 * @param {number | null} count
 * @param {Node[]} entries
 * @param {string} [style]
 */
export function group(heading, count, entries, style = "") {
  return el("section", { class: `group ${style}` },
    el("h2", {}, heading, count !== null && el("span", { class: "group-count" }, count)),
    el("ul", {}, entries.map((entry) => el("li", {}, entry))));
}

/** @param {string} words */
export function hint(words) {
  return el("p", { class: "hint" }, words);
}

/**
 * @param {Context} context
 * @param {Parameters<Context["jump"]>[0]} target
 * @param {...import("./dom.js").Child} content
 */
function entry({ jump }, target, ...content) {
  return el("button", {
    class: "entry",
    onclick: (/** @type {MouseEvent} */ event) => jump(target, { focus: event.detail === 0, fromPanel: true }),
  }, ...content);
}

/** @param {Context} context */
export function outlineList(context) {
  const headings = /** @type {HTMLElement[]} */ ([...context.article.querySelectorAll("h2, h3, h4")]);
  const entries = headings.map((heading) => {
    const link = entry(context, heading, heading.textContent);
    link.classList.add(`level-${heading.localName[1]}`);
    return link;
  });
  return [group("Sections", null, [entry(context, context.title, "Beginning"), ...entries], "outline")];
}

/** @param {Context} context */
export function nameList(context) {
  const { reading, marks, lacksNames } = context;
  if (lacksNames) return [hint("Names are on their way.")];
  if (reading.names.length === 0) return [hint("No people, organisations or places were found.")];
  const kinds = [...Object.keys(NAME_KINDS), ...reading.names.map((name) => name.kind)];
  return [...new Set(kinds)].flatMap((kind) => {
    const names = reading.names.filter((name) => name.kind === kind).sort((one, other) => other.mentions.length - one.mentions.length);
    if (names.length === 0) return [];
    return [group(NAME_KINDS[kind] ?? kind, names.length, names.map((name) => nameEntry(context, name, marks)))];
  });
}

/**
 * Pressed again, the entry of a name goes on to its next mention.
 *
 * @param {Context} context
 * @param {import("./types").Name} name
 * @param {import("./types").Context["marks"]} marks
 */
function nameEntry(context, name, marks) {
  const mentions = marks.of(name.id);
  const count = el("span", { class: "entry-count" }, mentions.length);
  let at = -1;
  return el("button", {
    class: "entry entry-name",
    onclick: (/** @type {MouseEvent} */ event) => {
      if (mentions.length === 0) return;
      at = (at + 1) % mentions.length;
      if (mentions.length > 1) count.textContent = `${at + 1} of ${mentions.length}`;
      context.jump(mentions[at], { focus: event.detail === 0, fromPanel: true });
    },
  }, el("span", {}, name.name), count);
}

/** @param {Context} context */
export function quoteList(context) {
  const { people, reading } = context;
  if (reading.quotes.length === 0) return [hint("Nobody is quoted in this piece.")];
  return people.bySpeaker.map(({ speaker, quotes }) => group(speaker.label, quotes.length, quotes.map((quote) => (
    entry(context, quote.id, el("span", { class: "entry-quote" }, people.wordsOf(quote)))
  ))));
}

/** @param {Context} context */
export function figureList(context) {
  const { reading } = context;
  if (reading.figures.length === 0) return [hint("No figures were found.")];
  return Object.entries(FIGURE_KINDS).flatMap(([kind, singular]) => {
    const label = kind === "money" ? singular : plural(singular);
    const figures = reading.figures.filter((figure) => figure.kind === kind);
    if (figures.length === 0) return [];
    if (kind === "date") return [group(label, figures.length, timeline(context, figures), "timeline")];
    return [group(label, figures.length, figures.map((figure) => figureEntry(context, figure, fullValue(figure))))];
  });
}

/**
 * @param {Context} context
 * @param {import("./types").Figure} figure
 * @param {string} value
 */
function figureEntry(context, figure, value) {
  const alike = value.toLowerCase() === figure.text.toLowerCase();
  const button = entry(context, figure.id, el("span", {}, figure.text), !alike && el("span", { class: "entry-value" }, value));
  button.classList.add("entry-figure");
  return button;
}

/**
 * Dates from the earliest on; those without a known year stand last, as they come.
 *
 * @param {Context} context
 * @param {import("./types").Figure[]} dates
 */
function timeline(context, dates) {
  const key = (/** @type {import("./types").Figure} */ { iso = "" }) => iso.replace(/^\.\.\//, "");
  const known = dates.filter((date) => /^-?\d{4}/.test(key(date))).sort((one, other) => (key(one) < key(other) ? -1 : 1));
  const rest = dates.filter((date) => !known.includes(date));
  return [...known, ...rest].map((date) => figureEntry(context, date, date.iso ? dateInWords(date.iso) ?? date.iso : date.text));
}
