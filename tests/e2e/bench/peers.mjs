/** What Plainleaf is measured against: the packages, their versions, and how each gets into a page. */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const packages = fileURLToPath(new URL("../node_modules/", import.meta.url));

/** @param {string} path */
const read = (path) => readFileSync(join(packages, path), "utf8");

/**
 * A script that runs a CommonJS file in a page and keeps what it exports under a name.
 *
 * @param {string} name
 * @param {string} source
 * @param {string} [outside] what the file finds beyond the page, as declarations
 */
const kept = (name, source, outside = "") => `(() => {
  const module = { exports: {} };
  const exports = module.exports;
  ${outside}
  ${source}
  globalThis.${name} = module.exports;
})();`;

/** dom-smoothie-js is made for Node: it finds its module through `fs`, `path` and `util`, which stand in here. */
function smoothie() {
  const folder = dirname(require.resolve("dom-smoothie-js"));
  const bytes = readFileSync(join(folder, "dom_smoothie_js_bg.wasm")).toString("base64");
  const outside = `
    const __dirname = "";
    const bytesOfModule = Uint8Array.from(atob("${bytes}"), (unit) => unit.charCodeAt(0));
    const require = (name) => ({
      util: globalThis,
      path: { join: () => "" },
      fs: { readFileSync: () => bytesOfModule },
    })[name];`;
  return kept("peerSmoothie", readFileSync(join(folder, "dom_smoothie_js.js"), "utf8"), outside);
}

/** Scripts to run in every page before anything is timed. */
export const scripts = [
  kept("PeerReadability", read("@mozilla/readability/Readability.js")),
  kept("PeerDefuddle", read("defuddle/dist/index.js")),
  smoothie(),
  kept("peerCompromise", read("compromise/builds/compromise.js")),
];

export const versions = Object.fromEntries(
  ["@mozilla/readability", "defuddle", "dom-smoothie-js", "compromise"].map((name) => [name, JSON.parse(read(`${name}/package.json`)).version]),
);
