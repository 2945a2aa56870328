/** What Plainleaf is measured against: the packages, their versions, and how each gets into a page. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

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

/**
 * dom-smoothie-js is made for Node: it finds its module through `fs`, `path` and `util`, which stand in here.
 *
 * @param {string} bytes its module, as an expression
 */
function smoothie(bytes) {
  const outside = `
    const __dirname = "";
    const bytesOfModule = ${bytes};
    const require = (name) => ({
      util: globalThis,
      path: { join: () => "" },
      fs: { readFileSync: () => bytesOfModule },
    })[name];`;
  return kept("peerSmoothie", read("dom-smoothie-js/dom_smoothie_js.js"), outside);
}

const smoothieModule = () => readFileSync(join(packages, "dom-smoothie-js/dom_smoothie_js_bg.wasm"));
const readability = kept("PeerReadability", read("@mozilla/readability/Readability.js"));
const defuddle = kept("PeerDefuddle", read("defuddle/dist/index.js"));
const compromise = kept("peerCompromise", read("compromise/builds/compromise.js"));

/** Scripts to run in every page before readers are timed. */
export const readers = [
  readability, defuddle,
  smoothie(`Uint8Array.from(atob("${smoothieModule().toString("base64")}"), (unit) => unit.charCodeAt(0))`),
];

/** The same, where marks are timed too. */
export const scripts = [...readers, compromise];

/** What it takes to start each: a script, and the bytes that it finds as `startBytes`. */
export const starts = () => [
  { name: named("@mozilla/readability", "Readability.js"), source: readability, bytes: [] },
  { name: named("defuddle", "Defuddle"), source: defuddle, bytes: [] },
  { name: named("dom-smoothie-js"), source: smoothie("startBytes[0]"), bytes: [smoothieModule()] },
  { name: named("compromise"), source: compromise, bytes: [] },
];

export const versions = Object.fromEntries(
  ["@mozilla/readability", "defuddle", "dom-smoothie-js", "compromise"].map((name) => [name, JSON.parse(read(`${name}/package.json`)).version]),
);

/** A package with its version. @param {string} name @param {string} [said] */
export const named = (name, said = name) => `${said} ${versions[name]}`;
