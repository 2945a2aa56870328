/** Puts values into words: amounts, units, dates and the kinds of things that are marked. */

const locale = navigator.languages.find((language) => /^en\b/i.test(language)) ?? "en-GB";

// The first of their kind take tens of milliseconds to make: here, that is while the page is still being read.
const DECIMALS = { maximumFractionDigits: 6 };
const plainNumber = new Intl.NumberFormat(locale, DECIMALS);
const dayInWords = new Intl.DateTimeFormat(locale, { dateStyle: "long" });

/** @type {Record<string, string>} */
export const FIGURE_KINDS = {
  money: "Money", percent: "Percentage", quantity: "Quantity", temperature: "Temperature", age: "Age",
  duration: "Duration", range: "Range", date: "Date", time: "Time", ordinal: "Rank", number: "Number",
};

/** @type {Record<string, string>} */
export const NAME_KINDS = { person: "People", organisation: "Organisations", place: "Places" };

/** @type {Record<string, string>} */
const IRREGULAR = { person: "people", child: "children", man: "men", woman: "women", foot: "feet", tooth: "teeth", life: "lives", people: "people" };

/**
 * @param {number} count
 * @param {string} noun in the singular
 */
export function counted(count, noun) {
  return `${number(count)} ${count === 1 ? noun : plural(noun)}`;
}

/**
 * @param {string} noun such as “visitor”, “mile per hour”, “degree Celsius”
 * @returns {string}
 */
export function plural(noun) {
  const [, head, rest] = /^(.+?)( per .*| (?:Celsius|Fahrenheit))$/.exec(noun) ?? [];
  if (head) return plural(head) + rest;
  if (IRREGULAR[noun]) return IRREGULAR[noun];
  if (/(s|x|z|ch|sh)$/.test(noun)) return `${noun}es`;
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  return `${noun}s`;
}

/**
 * @param {number} value
 * @param {Intl.NumberFormatOptions} [options]
 */
export function number(value, options) {
  return (options ? new Intl.NumberFormat(locale, { ...DECIMALS, ...options }) : plainNumber).format(value);
}

/**
 * Whether a figure is a small number in one word (“one”, “first”), which says too little alone to stand out.
 *
 * @param {import("./types").Figure} figure
 */
export function isSmallNumber({ kind, text }) {
  return ["number", "ordinal", "quantity"].includes(kind) && !/[\d\s]/.test(text);
}

/**
 * The full value of a figure in words: “200,000,000 US dollars”, “Friday, 5 May 2023”, “10 to 12 percent”.
 *
 * @param {import("./types").Figure} figure
 * @returns {string}
 */
export function fullValue(figure) {
  const { kind, iso, modifier = "" } = figure;
  const dated = iso && (kind === "date" || kind === "time") ? dateInWords(iso) : null;
  return [MODIFIERS[modifier], dated ?? measured(figure)].filter(Boolean).join(" ");
}

/** How exactly a figure is meant. @type {Record<string, string>} */
const MODIFIERS = { about: "about", "more-than": "more than", "less-than": "less than", "at-least": "at least", "at-most": "at most" };

/** @param {import("./types").Figure} figure */
function measured(figure) {
  if (typeof figure.low === "number" && typeof figure.high === "number") {
    return `${number(figure.low)} to ${amount(figure.high, figure)}`;
  }
  if (typeof figure.value !== "number") return figure.iso ?? figure.text;
  if (figure.kind === "ordinal") return `number ${number(figure.value)} in a row`;
  return amount(figure.value, figure);
}

/**
 * @param {number} value
 * @param {import("./types").Figure} figure
 */
function amount(value, { kind, unit, unit_name: name }) {
  if (kind === "percent") return number(value, { style: "unit", unit: "percent", unitDisplay: "long" });
  if (kind === "age" && (!unit || name === "year")) return `${counted(value, "year")} old`;
  if (!unit) return number(value);
  if (/^[A-Z]{3}$/.test(unit)) {
    return number(value, { style: "currency", currency: unit, currencyDisplay: "name", minimumFractionDigits: Number.isInteger(value) ? 0 : 2 });
  }
  return counted(value, name ?? unit);
}

/**
 * Dates as far as they are known: `2023-05-05`, `2023-05`, `2023`, `XXXX-06-03`, with or without a time; and from one
 * to another, `1960/2020`, `1911/..`, `../2024-03-14`.
 *
 * @param {string} iso
 * @returns {string | null} `null` for anything else
 */
export function dateInWords(iso) {
  const [from, to] = iso.split("/");
  if (to === undefined) return momentInWords(iso);
  if (from === "..") return after("until", momentInWords(to));
  if (to === "..") return after("since", momentInWords(from));
  return daysInWords(from, to) ?? after(momentInWords(from) ?? "", momentInWords(to), " to ");
}

/**
 * @param {string} word
 * @param {string | null} moment
 * @param {string} [between]
 */
function after(word, moment, between = " ") {
  return moment && word ? word + between + moment : null;
}

/**
 * Two whole dates as one stretch; whole months without their days, so that a season reads as one.
 *
 * @param {string} from
 * @param {string} to
 */
function daysInWords(from, to) {
  const [first, last] = [from, to].map((iso) => (/^\d{4}-\d\d-\d\d$/.test(iso) ? new Date(`${iso}T00:00Z`) : null));
  if (!first || !last || Number.isNaN(first.getTime()) || Number.isNaN(last.getTime())) return null;
  const wholeMonths = first.getUTCDate() === 1 && new Date(last.getTime() + 86_400_000).getUTCDate() === 1;
  /** @type {Intl.DateTimeFormatOptions} */
  const options = { year: "numeric", month: "long", ...(wholeMonths ? {} : { day: "numeric" }), timeZone: "UTC" };
  return new Intl.DateTimeFormat(locale, options).formatRange(first, last);
}

/**
 * @param {string} iso
 * @returns {string | null}
 */
function momentInWords(iso) {
  const parts = /^(-?\d{4}|XXXX)(?:-(\d\d|XX))?(?:-(\d\d|XX))?(?:T(\d\d:\d\d))?/.exec(iso);
  if (!parts) return timeInWords(iso);
  const [, year, month = "XX", day = "XX", time] = parts;
  /** @type {Intl.DateTimeFormatOptions} */
  const options = {};
  if (year !== "XXXX") options.year = "numeric";
  if (month !== "XX") options.month = "long";
  if (day !== "XX") options.day = "numeric";
  if (year !== "XXXX" && month !== "XX" && day !== "XX") options.weekday = "long";
  if (Object.keys(options).length === 0) return null;
  const stamp = new Date(Date.UTC(2000, (Number(month) || 1) - 1, Number(day) || 1));
  if (year !== "XXXX") stamp.setUTCFullYear(Number(year));
  const words = new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" }).format(stamp);
  const open = year === "XXXX" ? `${words}, year not known` : words;
  return time ? `${open}, ${timeInWords(`T${time}`)}` : open;
}

/** @param {string} iso */
function timeInWords(iso) {
  const parts = /^T?(\d\d):(\d\d)/.exec(iso);
  if (!parts) return null;
  const stamp = new Date(Date.UTC(2000, 0, 1, Number(parts[1]), Number(parts[2])));
  return new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone: "UTC" }).format(stamp);
}

/**
 * The day on which a piece was published, in the reader's own time.
 *
 * @param {string} published
 */
export function publishedInWords(published) {
  const stamp = new Date(published);
  if (!published.includes("T") || Number.isNaN(stamp.getTime())) return dateInWords(published) ?? published;
  return dayInWords.format(stamp);
}

/**
 * @param {number} low
 * @param {number} high
 * @returns {string} “5–7 min”, “4 min”, “under a minute”
 */
export function minutesInWords(low, high) {
  if (high < 1) return "under a minute";
  const from = Math.max(1, Math.round(low));
  const to = Math.max(1, Math.round(high));
  return from === to ? `${from} min` : `${from}–${to} min`;
}
