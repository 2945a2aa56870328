/** The skim view: sentences without a mark step back. */

import { rangeIn } from "./dom.js";
import { FILLED } from "./mark-index.js";

const NAME = "plainleaf-dim";

/** A sentence does not end after these: the segmenter of the platform thinks so. */
const OPEN_END = /(?:^|\s)(?:Mr|Mrs|Ms|Dr|Prof|Rev|Hon|Sen|Rep|Gov|Gen|Col|Lt|Sgt|St|Jan|Feb|Aug|Sept|Oct|Nov|Dec|No|vs|\p{Lu})\.\s*$/u;

const canSkim = typeof Highlight === "function" && "Segmenter" in Intl;

/** @param {import("./types").Context} context */
export function createSkim({ article, reading, marks, settings, signal }) {
  if (!canSkim) return;
  const blocks = [...article.querySelectorAll("p, li, dd, blockquote")].filter((block) => !block.querySelector("p, li"));

  const apply = () => {
    CSS.highlights.delete(NAME);
    if (!settings.get("skim")) return;
    const segmenter = new Intl.Segmenter(reading.language, { granularity: "sentence" });
    const open = marks.places.filter(({ kind }) => marks.isOn(kind)).flatMap(({ pieces }) => pieces);
    CSS.highlights.set(NAME, new Highlight(...blocks.flatMap((block) => plainSentences(block, segmenter, open))));
  };
  apply();
  settings.addEventListener("change", apply, { signal });
  article.addEventListener(FILLED, apply);
  signal.addEventListener("abort", () => CSS.highlights.delete(NAME));
}

/**
 * @param {Element} block
 * @param {Intl.Segmenter} segmenter
 * @param {Element[]} marks
 * @returns {Range[]} the sentences of a block that no mark touches
 */
function plainSentences(block, segmenter, marks) {
  const inside = marks.filter((mark) => block.contains(mark));
  const ranges = [];
  let start = 0;
  for (const { segment, index } of segmenter.segment(block.textContent ?? "")) {
    if (OPEN_END.test(segment)) continue;
    const range = rangeIn(block, start, index + segment.length);
    start = index + segment.length;
    if (range && !inside.some((mark) => range.intersectsNode(mark))) ranges.push(range);
  }
  return ranges;
}
