/**
 * What other people's markup leaves undone: headings that skip a level, pictures that tell where they are looked at,
 * wide blocks that no key can scroll.
 */

/**
 * Tells of headings how deep they stand among each other, whatever level their page gave them. The title is the first.
 *
 * @param {HTMLElement} article
 */
export function orderHeadings(article) {
  /** @type {number[]} */
  const open = [];
  for (const heading of article.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
    const own = Number(heading.localName[1]);
    while (open.length > 0 && open[open.length - 1] >= own) open.pop();
    open.push(own);
    if (open.length + 1 !== own) heading.setAttribute("aria-level", String(open.length + 1));
  }
}

/**
 * Pictures load once they are about to be seen, not at all where they are switched off, and tell nobody where they are
 * looked at.
 *
 * @param {HTMLElement} article with nothing loaded yet: just made, in the same task
 */
export function loadCalmly(article) {
  for (const picture of article.querySelectorAll("img")) {
    picture.loading = "lazy";
    picture.referrerPolicy = "no-referrer";
  }
}

/**
 * Blocks wider than the column scroll inside themselves, and become tab stops as long as they do.
 *
 * @param {import("./types").Context} context
 */
export function reachWideBlocks({ article, signal }) {
  const blocks = /** @type {NodeListOf<HTMLElement>} */ (article.querySelectorAll("pre, table, math"));
  const update = () => {
    for (const block of blocks) {
      if (block.scrollWidth > block.clientWidth + 1) block.tabIndex = 0;
      else block.removeAttribute("tabindex");
    }
  };
  const resize = new ResizeObserver(update);
  resize.observe(article);
  signal.addEventListener("abort", () => resize.disconnect());
}
