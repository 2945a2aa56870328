/** How long each contender takes to start: its code compiled and run from memory, up to where it could read a page. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { median } from "./figures.mjs";
import { starts } from "./peers.mjs";
import { openTab, say } from "./tab.mjs";

const EMPTY = Buffer.from("<!DOCTYPE html><title>Empty</title>");
/** Besides the library, these pages run what they are given as text. */
const POLICY = "script-src 'unsafe-eval' 'wasm-unsafe-eval'";

/** Ours: the module's script, the engine, the names model. @param {string} folder of the package */
async function ours(folder) {
  const { outputFiles: [{ text }] } = await build({ entryPoints: [join(folder, "plainleaf.js")], bundle: true, write: false, format: "iife", globalName: "plainleaf", minify: true, logLevel: "error" });
  const load = (/** @type {string} */ file) => readFileSync(join(folder, file));
  return [
    { name: "Plainleaf, without names", source: `${text};plainleaf.initSync({ module: startBytes[0] })`, bytes: [load("plainleaf_bg.wasm")] },
    { name: "Plainleaf", source: `${text};plainleaf.initSync({ module: startBytes[0] });plainleaf.loadNames(startBytes[1])`, bytes: [load("plainleaf_bg.wasm"), load("plainleaf_names.bin")] },
  ];
}

/**
 * Each start in a process that has not seen the code: medians in milliseconds by name, with the bytes of code and data.
 *
 * @param {import("playwright-core").Browser} browser
 * @param {string} folder of the package
 * @param {number} rounds
 */
export async function measureStarts(browser, folder, rounds) {
  const contenders = [...starts(), ...(await ours(folder))];
  /** @type {Record<string, { times: number[], bytes: number }>} */
  const results = Object.fromEntries(contenders.map(({ name, source, bytes }) => [name, { times: [], bytes: bytes.reduce((sum, { length }) => sum + length, source.length) }]));
  for (let round = 0; round < rounds; round += 1) {
    say(`starting, ${round + 1}/${rounds}`);
    for (const { name, source, bytes } of contenders) {
      const tab = await openTab(browser, folder, POLICY);
      await tab.load(EMPTY);
      await tab.evaluate(`globalThis.startSource = ${JSON.stringify(source)}; globalThis.startBytes = ${JSON.stringify(bytes.map((one) => one.toString("base64")))}.map((one) => Uint8Array.from(atob(one), (unit) => unit.charCodeAt(0))); 0`);
      results[name].times.push(await tab.evaluate("(() => { const begun = performance.now(); (0, eval)(startSource); return performance.now() - begun; })()"));
      await tab.close();
    }
  }
  return Object.fromEntries(Object.entries(results).map(([name, { times, bytes }]) => [name, { median: median(times), fastest: Math.min(...times), bytes }]));
}
