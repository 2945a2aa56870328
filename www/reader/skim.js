/** The skim view: sentences without a mark step back, by a CSS custom highlight, so that no element changes. */

const NAME = "plainleaf-dim";

/** Whether this browser can. */
export const canSkim = typeof Highlight === "function" && "highlights" in CSS && "Segmenter" in Intl;

/** @param {import("./reader.js").Context} context */
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
  for (const { segment, index } of segmenter.segment(block.textContent ?? "")) {
    const range = rangeOf(block, index, index + segment.length);
    if (range && !inside.some((mark) => range.intersectsNode(mark))) ranges.push(range);
  }
  return ranges;
}

/**
 * @param {Element} block
 * @param {number} start
 * @param {number} end
 */
function rangeOf(block, start, end) {
  const range = document.createRange();
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let at = 0;
  let open = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.nodeValue?.length ?? 0;
    if (!open && start < at + length) {
      range.setStart(node, start - at);
      open = true;
    }
    if (end <= at + length) {
      range.setEnd(node, end - at);
      return range;
    }
    at += length;
  }
  return null;
}
