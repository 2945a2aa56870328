/** Opens the reader over the page that this runs in. The script tag and the bookmarklet both end here. */

import { document } from "./document.js";

/** @returns {Promise<boolean>} whether there was an article to show */
export async function openHere() {
  if (document.querySelector("plainleaf-reader")) return true;
  const [engine, { openReader, signOf }] = await Promise.all([import("./pkg/plainleaf.js"), import("./reader/reader.js")]);
  await engine.default();
  const [url] = document.URL.split("#");
  const { bytes, nodes } = engine.capture(document);
  const read = (/** @type {number[]} */ keep) => engine.readSnapshot(bytes, { url, keep });
  const reading = read([]);
  if (reading) await openReader(reading, { url, page: { read, signs: (numbers) => numbers.map((number) => signOf(nodes[number])) } });
  return Boolean(reading);
}
