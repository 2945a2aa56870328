/** Opens the reader over the page that this runs in. The script tag and the bookmarklet both end here. */

import { document } from "./document.js";

/**
 * @param {{ worker?: boolean }} [options] whether the page is read in a worker, where one can be made
 * @returns {Promise<boolean>} whether there was an article to show
 */
export async function openHere(options) {
  if (document.querySelector("plainleaf-reader")) return true;
  const [page, { openReader, signOf }] = await Promise.all([
    import("./pkg/plainleaf.js").then(({ openPage }) => openPage(globalThis.document, options)),
    import("./reader/reader.js"),
  ]);
  const { nodes, names } = page;
  const [url] = document.URL.split("#");
  const read = (/** @type {number[]} */ keep) => page.read({ url, keep });
  const close = () => page.close();
  try {
    const reading = await read([]);
    if (reading) {
      const signs = (/** @type {number[]} */ numbers) => numbers.map((number) => signOf(nodes[number]));
      const reader = await openReader(reading, { url, page: { read, names, signs } });
      reader.addEventListener("plainleaf-close", close);
    } else {
      close();
    }
    return Boolean(reading);
  } catch (error) {
    close();
    throw error;
  }
}
