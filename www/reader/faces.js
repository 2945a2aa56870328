/** Typefaces that come with the reader: fetched only once somebody chooses one, and gone when the reader closes. */

import { document } from "../document.js";

/** @type {Record<string, string>} */
const FAMILIES = { hyperlegible: "Plainleaf Hyperlegible", dyslexic: "Plainleaf Dyslexic" };
const CUTS = [["400", "normal"], ["400", "italic"], ["700", "normal"], ["700", "italic"]];

/** @param {Pick<import("./types").Context, "settings" | "signal" | "tell">} context */
export function bringFaces({ settings, signal, tell }) {
  /** @type {Map<string, FontFace[]>} */
  const brought = new Map();

  const bring = async () => {
    const chosen = String(settings.get("face"));
    if (!FAMILIES[chosen] || brought.has(chosen)) return;
    // Told to the document, since style sheets of a shadow root may bring no faces. Each cut is fetched when first used.
    const faces = CUTS.map(([weight, style]) => (
      new FontFace(FAMILIES[chosen], `url("${new URL(`../fonts/${chosen}/${weight}-${style}.woff2`, import.meta.url)}")`, { weight, style, display: "swap" })
    ));
    brought.set(chosen, faces);
    for (const face of faces) document.fonts.add(face);
    try {
      await faces[0].load();
    } catch {
      if (!signal.aborted) tell("The typeface could not be loaded here");
    }
  };

  bring();
  settings.addEventListener("change", bring, { signal });
  signal.addEventListener("abort", () => {
    for (const face of [...brought.values()].flat()) document.fonts.delete(face);
  });
}
