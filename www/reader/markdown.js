/**
 * The article as Markdown (CommonMark with tables and footnotes): what the marks say stands in footnotes. Written from
 * what is shown, so that kinds of marks that are off stay out and blocks that were put back come along.
 */

import { FIGURE_KINDS, fullValue, publishedInWords } from "./words.js";

/** @typedef {import("./types").Context} Context */

const BLOCKS = new Set(["p", "div", "section", "article", "aside", "header", "footer", "figure", "figcaption", "blockquote", "ul", "ol", "li", "dl", "dt", "dd", "pre", "table", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "details", "summary"]);
const EMPHASIS = { em: "*", i: "*", cite: "*", strong: "**", b: "**", s: "~~", del: "~~" };
const SKIPPED = ".returned-head, .returned[data-state=looked], script, style";

/** @param {Context} context */
export function toMarkdown(context) {
  const { reading, article, url } = context;
  const notes = notesOf(context);
  const writer = new Writer(notes.at);
  const body = writer.blocks(article).join("\n\n");
  const credit = [reading.byline, reading.site, reading.published && publishedInWords(reading.published)].filter(Boolean).map((part) => escape(String(part)));
  const source = url && !/^(blob|file|data|about):/.test(url) ? `<${address(url)}>` : "";
  const head = [reading.title && `# ${escape(reading.title)}`, [...credit, source].filter(Boolean).join(" · ")].filter(Boolean);
  return `${[...head, body, notes.lines.join("\n")].filter(Boolean).join("\n\n")}\n`;
}

/**
 * One note for each quote, for each figure whose value its words do not give, and for each name at its first mention.
 *
 * @param {Context} context
 * @returns {{ lines: string[], at: Map<Element, string[]> }} the notes, and behind which elements their signs stand
 */
function notesOf({ reading, marks, people }) {
  /** @type {Map<string, { note: string, first?: boolean }>} */
  const said = new Map();
  if (marks.isOn("quote")) {
    for (const quote of reading.quotes) {
      const { key, label } = people.speakerOf(quote);
      said.set(quote.id, { note: key ? `Said by ${label}` : label });
    }
  }
  if (marks.isOn("figure")) {
    for (const figure of reading.figures) {
      if (tellsMore(figure)) said.set(figure.id, { note: `${FIGURE_KINDS[figure.kind]}: ${fullValue(figure)}` });
    }
  }
  if (marks.isOn("name")) {
    for (const { id, kind, name, mentions } of reading.names) {
      said.set(id, { first: true, note: `${name} (${kind})${mentions.length > 1 ? `, ${mentions.length} mentions` : ""}` });
    }
  }
  /** @type {Map<Element, string[]>} */
  const at = new Map();
  const lines = [];
  const done = new Set();
  for (const { id } of marks.places) {
    const entry = said.get(id);
    if (!entry || done.has(id)) continue;
    done.add(id);
    const places = marks.of(id);
    const written = places.filter(({ pieces }) => !pieces[0].closest(SKIPPED));
    const piece = (entry.first ? written[0] : written.at(-1))?.pieces.at(-1);
    if (!piece) continue;
    at.set(piece, [...(at.get(piece) ?? []), `[^${id}]`]);
    lines.push(`[^${id}]: ${escape(entry.note)}`);
  }
  return { lines, at };
}

/**
 * A date tells more than its words where they leave the year open; an amount, where its digits are not in the text.
 *
 * @param {import("./types").Figure} figure
 */
function tellsMore({ kind, text, iso, value }) {
  if (kind === "date" || kind === "time") return /^\d{4}/.test(iso ?? "") && !text.includes(String(iso).slice(0, 4));
  return /\d/.test(text) && typeof value === "number" && !text.replace(/[,.\s\u00a0\u202f]/g, "").includes(String(value).replace(".", ""));
}

class Writer {
  #signs;
  /** Over all of a block, since an address may go on from one text to the next. */
  #escape = escaper();

  /** @param {Map<Element, string[]>} signs */
  constructor(signs) {
    this.#signs = signs;
  }

  /**
   * @param {Node} parent
   * @returns {string[]} one a block
   */
  blocks(parent) {
    const blocks = [];
    let line = "";
    const flush = () => {
      if (line.trim()) blocks.push(guard(line.trim()));
      line = "";
    };
    for (const child of parent.childNodes) {
      if (child instanceof Element && child.matches(SKIPPED)) continue;
      if (child instanceof Element && (BLOCKS.has(child.localName) || child.querySelector("p, ul, ol, pre, table, blockquote, h2, h3, h4"))) {
        flush();
        blocks.push(...this.#block(child));
      } else {
        line += this.#inline(child);
      }
    }
    flush();
    return blocks;
  }

  /** @param {Element} element @returns {string[]} */
  #block(element) {
    const name = element.localName;
    const inside = () => this.#inlines(element).trim();
    if (/^h[1-6]$/.test(name)) return inside() ? [`${"#".repeat(Number(name[1]))} ${inside().replace(/\s*\n\s*/g, " ")}`] : [];
    if (name === "hr") return ["---"];
    if (name === "pre") return [fenced(element.textContent ?? "")];
    if (name === "table") return this.#table(element);
    if (name === "ul" || name === "ol") return [this.#list(element, name === "ol")];
    if (name === "blockquote") return [this.blocks(element).join("\n\n").replace(/^/gm, "> ").replace(/^> $/gm, ">")];
    if (name === "dt") return [`**${inside()}**`];
    if (name === "figcaption") return inside() ? [`*${inside().replace(/(\\[^*])|\\?\*/g, "$1")}*`] : [];
    return this.blocks(element);
  }

  /**
   * @param {Element} list
   * @param {boolean} ordered
   */
  #list(list, ordered) {
    let number = Number(list.getAttribute("start") ?? 1);
    return [...list.children].map((item) => {
      const sign = ordered ? `${number++}. ` : "- ";
      const blocks = this.blocks(item);
      const tight = blocks.length === 2 && /^(-|\d+\.) /.test(blocks[1]);
      return sign + blocks.join(tight ? "\n" : "\n\n").replace(/\n(?=[^\n])/g, `\n${" ".repeat(sign.length)}`);
    }).join("\n");
  }

  /** @param {Element} table @returns {string[]} */
  #table(table) {
    const rows = [...table.querySelectorAll("tr")].map((row) => [...row.children].map((cell) => this.#inlines(cell).trim().replace(/\s*\n\s*/g, " ").replace(/(\\*)\|/g, (_, escapes) => `${escapes}${escapes.length % 2 ? "\\\\" : "\\"}|`)));
    const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
    if (width === 0) return [];
    const lines = rows.map((row) => `| ${Array.from({ length: width }, (_, at) => row[at] ?? "").join(" | ")} |`);
    lines.splice(1, 0, `|${" --- |".repeat(width)}`);
    const caption = table.querySelector("caption");
    return [lines.join("\n"), ...(caption ? [`*${this.#inlines(caption).trim()}*`] : [])];
  }

  /** @param {Node} parent */
  #inlines(parent) {
    return [...parent.childNodes].map((child) => this.#inline(child)).join("");
  }

  /** @param {Node} node @returns {string} */
  #inline(node) {
    if (node instanceof Text) return this.#escape(node.data.replace(/\s+/g, " "));
    if (!(node instanceof Element) || node.matches(SKIPPED)) return "";
    const name = node.localName;
    if (name === "br") return "\\\n";
    if (name === "img") return this.#escape.pause() + picture(/** @type {HTMLImageElement} */ (node)) + this.#escape.address();
    if (name === "math") return this.#escape(node.getAttribute("alttext") ?? node.textContent ?? "");
    if (name === "code" || name === "kbd" || name === "samp") return this.#escape.pause() + code(node.textContent ?? "") + this.#signsWithin(node);
    const inside = this.#inlines(node);
    if (name === "mark") return inside + (this.#signs.get(node)?.join("") ?? "");
    // A note of the piece's own: its link leads nowhere in a file by itself.
    if (name === "sup" && node.querySelector("a")) return `\\[${inside.trim()}\\]`;
    if (name === "a") return link(inside, node.getAttribute("href") ?? "") + this.#escape.address();
    const sign = EMPHASIS[/** @type {keyof typeof EMPHASIS} */ (name)];
    return sign ? wrapped(inside, sign) : inside;
  }

  /** @param {Element} element */
  #signsWithin(element) {
    return [...element.querySelectorAll("mark")].flatMap((mark) => this.#signs.get(mark) ?? []).join("");
  }
}

/**
 * Writes words so that nothing in them is Markdown. Most renderers make a link of a word that has an address in it and
 * take a backslash into it, which then escapes nothing; there a sign is written by its number.
 */
function escaper() {
  let linked = false;
  return Object.assign((/** @type {string} */ text) => text.replace(/\s+|:|www\.|[\\`*_[\]<~]|&(?=#?\w+;)/gi, (sign) => {
    if (/^\s/.test(sign)) linked = false;
    else if (sign === ":" || sign.length > 1) linked = true;
    else return linked ? `&#${sign.charCodeAt(0)};` : `\\${sign}`;
    return sign;
  }), {
    /** What keeps signs of Markdown out of an address before them. */
    pause: () => {
      const space = linked ? " " : "";
      linked = false;
      return space;
    },
    /** An address has been written. */
    address: () => {
      linked = true;
      return "";
    },
  });
}

/** @param {string} text */
const escape = (text) => escaper()(text);

/** What would begin a heading, a list or a quote at the start of a line begins none. @param {string} text */
function guard(text) {
  return text.replace(/^(\d+)([.)])(?=\s)/, "$1\\$2").replace(/^(?:#{1,6}(?=\s)|[-+>](?=\s)|(?:---|===))/, "\\$&");
}

/**
 * Signs of emphasis count only where they touch the words.
 *
 * @param {string} inside
 * @param {string} sign
 */
function wrapped(inside, sign) {
  const [, before, words, after] = /^(\s*)([\s\S]*?)(\s*)$/.exec(inside) ?? ["", "", inside, ""];
  return words ? before + sign + words + sign + after : inside;
}

/**
 * @param {string} inside
 * @param {string} href
 */
function link(inside, href) {
  // Footnotes and other leaps within the piece lead nowhere in a file of their own.
  if (!/^(https?|mailto):/.test(href) || !inside.trim()) return inside;
  return `[${inside}](${address(href)})`;
}

/** @param {HTMLImageElement} image */
function picture(image) {
  return /^https?:/.test(image.src) ? `![${escape(image.alt.replace(/\s+/g, " "))}](${address(image.src)})` : "";
}

/** A backtick would begin code, in which the end of the link is none. @param {string} url */
const address = (url) => url.replace(/[\0-\x20()<>\s\\`|"]/g, (sign) => encodeURIComponent(sign).replace("(", "%28").replace(")", "%29"));

/** @param {string} text @returns {number} how many backticks stand together at most */
const longestRun = (text) => (text.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0);

/** @param {string} text */
function code(text) {
  const sign = "`".repeat(1 + longestRun(text));
  const space = /^`|`$/.test(text) ? " " : "";
  return sign + space + text.replace(/\s+/g, " ") + space + sign;
}

/** @param {string} text */
function fenced(text) {
  const sign = "`".repeat(Math.max(3, 1 + longestRun(text)));
  // For Markdown each of these ends a line, and each line is to be indented.
  return `${sign}\n${text.replace(/\r\n?/g, "\n").replace(/\n$/, "")}\n${sign}`;
}
