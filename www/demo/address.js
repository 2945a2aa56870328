/** Where a saved page came from: its pictures and links lead back there. */

/**
 * @param {Document} page
 * @param {string} source its markup, for the line that browsers put above a page they save
 * @returns {string | undefined}
 */
export function addressOf(page, source) {
  const candidates = [
    page.querySelector("base[href]")?.getAttribute("href"),
    /<!-- saved from url=\(\d+\)(\S+) -->/.exec(source.slice(0, 4096))?.[1],
    page.querySelector('link[rel="canonical"]')?.getAttribute("href"),
    page.querySelector('meta[property="og:url"]')?.getAttribute("content"),
  ];
  return candidates.find((candidate) => candidate && /^https?:\/\//i.test(candidate) && URL.canParse(candidate)) ?? undefined;
}
