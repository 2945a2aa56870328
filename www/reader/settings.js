/** What a reader can set: one row a setting. The sheet, the storage and the style all read this table. */

import { recall, remember } from "./store.js";

/** @type {import("./types").Setting[]} */
export const SETTINGS = [
  {
    type: "choice", key: "theme", label: "Theme", initial: "auto",
    options: [["auto", "Auto"], ["light", "Light"], ["sepia", "Sepia"], ["grey", "Grey"], ["dark", "Dark"], ["contrast", "Contrast"], ["own", "Own"]],
  },
  { type: "colour", key: "ink", label: "Text colour", initial: "#24221e", property: "--ink" },
  { type: "colour", key: "paper", label: "Background", initial: "#fdfcf9", property: "--paper" },
  {
    type: "choice", key: "face", label: "Typeface", initial: "serif",
    options: [["serif", "Serif"], ["sans", "Sans"], ["mono", "Mono"], ["hyperlegible", "Hyperlegible"], ["dyslexic", "OpenDyslexic"]],
  },
  { type: "range", key: "size", label: "Text size", min: 14, max: 32, step: 1, initial: 19, property: "--size", unit: "px", show: (value) => `${value} px` },
  { type: "range", key: "measure", label: "Line width", min: 40, max: 100, step: 4, initial: 68, property: "--measure", unit: "ch", show: (value) => `${value} letters` },
  { type: "range", key: "leading", label: "Line height", min: 1.3, max: 2.2, step: 0.1, initial: 1.6, property: "--leading", unit: "", show: (value) => value.toFixed(1) },
  { type: "range", key: "letters", label: "Letter spacing", min: 0, max: 12, step: 1, initial: 0, property: "--letters", unit: "", show: (value) => (value ? `+${value} %` : "normal") },
  { type: "range", key: "spaces", label: "Word spacing", min: 0, max: 32, step: 4, initial: 0, property: "--spaces", unit: "", show: (value) => (value ? `+${value} %` : "normal") },
  {
    type: "choice", key: "weight", label: "Weight", initial: "regular",
    options: [["regular", "Regular"], ["bold", "Bold"]],
  },
  {
    type: "choice", key: "align", label: "Alignment", initial: "start",
    options: [["start", "Ragged"], ["justify", "Justified"]],
  },
  {
    type: "choice", key: "lines", label: "Line focus", initial: "0",
    options: [["0", "Off"], ["1", "1 line"], ["3", "3"], ["5", "5"]],
  },
  { type: "switch", key: "skim", label: "Skim: dim what has no mark", initial: false },
  { type: "switch", key: "pictures", label: "Show pictures", initial: true },
  { type: "switch", key: "keys", label: "Single-key shortcuts", initial: true },
];

/** Of marks. @type {import("./types").Kind[]} */
export const KINDS = ["quote", "figure", "name"];

/** Kept like the settings, but set elsewhere: the three kinds of marks by the legend, the panel by its button. */
const STATES = { quote: true, figure: true, name: true, panel: false, tab: "names" };

/** Settings that are remembered where the browser allows it, and work for the visit where it does not. */
export class Settings extends EventTarget {
  /** @type {Record<string, string | number | boolean>} */
  #values = { ...STATES, ...Object.fromEntries(SETTINGS.map((setting) => [setting.key, setting.initial])) };

  constructor() {
    super();
    const stored = recall("settings");
    for (const [key, value] of Object.entries(stored)) {
      if (isValid(key, value, this.#values[key])) this.#values[key] = value;
    }
  }

  /** @param {string} key */
  get(key) {
    return this.#values[key];
  }

  /**
   * @param {string} key
   * @param {string | number | boolean} value
   */
  set(key, value) {
    if (this.#values[key] === value) return;
    this.#values[key] = value;
    remember("settings", this.#values);
    this.dispatchEvent(new CustomEvent("change", { detail: key }));
  }

  /** Puts every row of the table back; the marks and the panel stay as they are. */
  reset() {
    for (const { key, initial } of SETTINGS) this.set(key, initial);
  }

  /** Puts everything back but the panel, which stands open or not. */
  forget() {
    this.reset();
    for (const kind of KINDS) this.set(kind, true);
  }
}

/**
 * What is stored may come from another version, or from anything else on the same origin.
 *
 * @param {string} key
 * @param {unknown} value
 * @param {unknown} current
 */
function isValid(key, value, current) {
  if (typeof value !== typeof current) return false;
  const setting = SETTINGS.find((row) => row.key === key);
  if (setting?.type === "choice") return setting.options.some(([option]) => option === value);
  if (setting?.type === "colour") return /^#[0-9a-f]{6}$/.test(String(value));
  if (setting?.type === "range") return Number(value) >= setting.min && Number(value) <= setting.max;
  return true;
}
