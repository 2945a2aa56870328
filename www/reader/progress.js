/** How far one has read, and how long the rest takes: a line under the bar and a range of minutes. */

import { el } from "./dom.js";
import { minutesInWords } from "./words.js";

/** @param {import("./types").Context} context */
export function createProgress({ page, article, reading, signal }) {
  const line = el("div", { class: "progress", "aria-hidden": "true" });
  const left = el("span", { class: "time-left" });
  let waiting = false;

  const update = () => {
    waiting = false;
    const { top, height } = article.getBoundingClientRect();
    const frame = page.getBoundingClientRect();
    const share = height > 0 ? Math.min(1, Math.max(0, (frame.bottom - top) / height)) : 0;
    const done = page.scrollTop < 8 ? 0 : share;
    line.style.setProperty("transform", `scaleX(${done})`);
    const [low, high] = reading.minutes;
    left.textContent = done >= 1 ? "read to the end" : `${minutesInWords(low * (1 - done), high * (1 - done))} left`;
  };

  const later = () => {
    if (!waiting) requestAnimationFrame(update);
    waiting = true;
  };
  page.addEventListener("scroll", later, { passive: true });
  const resize = new ResizeObserver(later);
  resize.observe(article);
  signal.addEventListener("abort", () => resize.disconnect());
  return { line, left };
}
