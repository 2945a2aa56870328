/** What must be looked at anew whenever one scrolls or anything takes another size: once a frame, and no more. */

/**
 * @param {import("./types").Context} context
 * @param {() => void} update
 * @returns {() => void} has it done with the next frame for another reason
 */
export function eachFrame({ page, article, signal }, update) {
  let frame = 0;
  const later = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(update);
  };
  page.addEventListener("scroll", later, { passive: true, signal });
  const resize = new ResizeObserver(later);
  resize.observe(article);
  resize.observe(page);
  signal.addEventListener("abort", () => resize.disconnect());
  return later;
}
