/** How far one has read, and how long the rest takes: a line under the bar and a range of minutes. */

import { el } from "./dom.js";
import { eachFrame } from "./frames.js";
import { minutesInWords } from "./words.js";

/** @param {import("./types").Context} context */
export function createProgress(context) {
  const { page, article, reading } = context;
  const line = el("div", { class: "progress", "aria-hidden": "true" });
  const left = el("span", { class: "time-left" });
  eachFrame(context, () => {
    const { top, height } = article.getBoundingClientRect();
    const frame = page.getBoundingClientRect();
    const share = height > 0 ? Math.min(1, Math.max(0, (frame.bottom - top) / height)) : 0;
    const done = page.scrollTop < 8 ? 0 : share;
    line.style.setProperty("transform", `scaleX(${done})`);
    const [low, high] = reading.minutes;
    left.textContent = done >= 1 ? "read to the end" : `${minutesInWords(low * (1 - done), high * (1 - done))} left`;
  });
  return { line, left };
}
