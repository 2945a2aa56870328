/** Opens the reader over the page that this runs in. The script tag and the bookmarklet both end here. */

import { document } from "./document.js";

/** @returns {Promise<boolean>} whether there was an article to show */
export async function openHere() {
  if (document.querySelector("plainleaf-reader")) return true;
  const [engine, { locate, openReader }] = await Promise.all([import("./pkg/plainleaf.js"), import("./reader/reader.js")]);
  await engine.default();
  const [url] = document.URL.split("#");
  const reading = engine.read(document, { url });
  if (reading) await openReader(reading, { url, locate: () => locate(document, reading.removed, reading.text) });
  return Boolean(reading);
}
