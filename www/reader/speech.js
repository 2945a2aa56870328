/** Reads the article aloud with the browser's own voices, a block at a time, the spoken word highlighted. */

import { el, icon, rangeIn, tool } from "./dom.js";

const NAME = "plainleaf-spoken";
const NO_VOICES = "This browser has no voices to read with.";
const RATES = [0.75, 1, 1.25, 1.5, 2];

export class Speech {
  #context;
  /** @type {HTMLElement[]} */
  #blocks;
  #at = 0;
  #speaking = false;
  /** @type {SpeechSynthesisVoice[]} */
  #voices = [];

  /** @param {import("./types").Context} context */
  constructor(context) {
    this.#context = context;
    const blocks = /** @type {HTMLElement[]} */ ([...context.article.querySelectorAll("p, h2, h3, h4, li, dt, dd")]);
    this.#blocks = [context.title, ...blocks.filter((block) => block.textContent?.trim() && !block.querySelector("p, li"))];
    this.#play = tool("play", "Pause", () => (this.#speaking ? this.#pause() : this.#speak()));
    this.#voice = /** @type {HTMLSelectElement} */ (el("select", { "aria-label": "Voice", onchange: () => this.#again() }));
    this.#rate = /** @type {HTMLSelectElement} */ (el("select", { "aria-label": "Speed", onchange: () => this.#again() },
      RATES.map((rate) => el("option", { value: rate, selected: rate === 1 }, `${rate}×`))));
    this.element = el("div", { class: "speech", role: "group", "aria-label": "Read aloud", hidden: true },
      tool("previous", "Previous paragraph", () => this.#skip(-1)), this.#play,
      tool("next", "Next paragraph", () => this.#skip(1)), this.#rate, this.#voice,
      tool("close", "Stop reading aloud", () => this.stop()));
    context.signal.addEventListener("abort", () => this.stop());
  }

  /** @type {HTMLElement} */
  #play;
  /** @type {HTMLSelectElement} */
  #voice;
  /** @type {HTMLSelectElement} */
  #rate;

  /** Starts with the first block in view, or stops. */
  async toggle() {
    if (!this.element.hidden) {
      this.stop();
      return;
    }
    this.#voices = await voices();
    if (this.#voices.length === 0) {
      this.#context.tell(NO_VOICES);
      return;
    }
    this.#listVoices();
    this.element.hidden = false;
    const { top } = this.#context.page.getBoundingClientRect();
    this.#at = Math.max(0, this.#blocks.findIndex((block) => block.getBoundingClientRect().top >= top));
    this.#speak();
    this.#play.focus();
  }

  stop() {
    this.#speaking = false;
    globalThis.speechSynthesis?.cancel();
    globalThis.CSS?.highlights?.delete(NAME);
    const active = /** @type {ShadowRoot} */ (this.element.getRootNode()).activeElement;
    if (active && this.element.contains(active)) this.#context.page.focus({ preventScroll: true });
    this.element.hidden = true;
  }

  /** Voices of the article's language first; where it has none, all. */
  #listVoices() {
    const language = (this.#context.reading.language ?? "en").slice(0, 2).toLowerCase();
    const fitting = this.#voices.filter((voice) => voice.lang.toLowerCase().startsWith(language));
    this.#voices = fitting.length > 0 ? fitting : this.#voices;
    this.#voice.replaceChildren(...this.#voices.map((voice, at) => el("option", { value: at, selected: voice.default }, voice.name)));
  }

  #speak() {
    speechSynthesis.cancel();
    const block = this.#blocks[this.#at];
    const utterance = new SpeechSynthesisUtterance(block.textContent ?? "");
    utterance.voice = this.#voices[Number(this.#voice.value)] ?? null;
    utterance.lang = utterance.voice?.lang ?? this.#context.reading.language ?? "";
    utterance.rate = Number(this.#rate.value);
    utterance.onboundary = (event) => this.#highlight(block, event);
    utterance.onend = () => {
      if (this.#speaking && this.#blocks[this.#at] === block) this.#skip(1);
    };
    this.#setSpeaking(true);
    block.scrollIntoView({ block: "center", behavior: "smooth" });
    speechSynthesis.speak(utterance);
  }

  #pause() {
    this.#setSpeaking(false);
    speechSynthesis.cancel();
  }

  #again() {
    if (this.#speaking) this.#speak();
  }

  /** @param {1 | -1} step */
  #skip(step) {
    this.#at += step;
    if (this.#at >= this.#blocks.length) this.stop();
    else {
      this.#at = Math.max(0, this.#at);
      this.#speak();
    }
  }

  /** @param {boolean} speaking */
  #setSpeaking(speaking) {
    this.#speaking = speaking;
    const label = speaking ? "Pause" : "Go on";
    this.#play.setAttribute("aria-label", label);
    this.#play.title = label;
    this.#play.replaceChildren(icon(speaking ? "pause" : "play"));
  }

  /**
   * @param {HTMLElement} block
   * @param {SpeechSynthesisEvent} event
   */
  #highlight(block, { charIndex, charLength }) {
    if (typeof Highlight !== "function") return;
    const length = charLength || /^\S*/.exec(block.textContent?.slice(charIndex) ?? "")?.[0].length || 1;
    const range = rangeIn(block, charIndex, charIndex + length);
    if (range) CSS.highlights.set(NAME, new Highlight(range));
  }
}

/** Browsers fill their list of voices some time after they are first asked. @returns {Promise<SpeechSynthesisVoice[]>} */
async function voices() {
  const synthesis = globalThis.speechSynthesis;
  if (!synthesis) return [];
  if (synthesis.getVoices().length === 0) {
    await new Promise((resolve) => {
      synthesis.addEventListener("voiceschanged", resolve, { once: true });
      setTimeout(resolve, 1000);
    });
  }
  return synthesis.getVoices();
}
