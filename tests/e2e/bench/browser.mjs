/**
 * Plainleaf and its peers, timed side by side in one headless Chromium: `cargo xtask bench browser`.
 *
 *   CHROMIUM_PATH=… node browser.mjs --list FILE --package DIR --out FILE --rounds N
 *
 * `--list` names a file with the path of an HTML file a line, `--package` the folder of plainleaf.js, `--out` the JSON
 * to write; the plots come to stand beside it. Each page is loaded as a live document whose own scripts may not run and
 * whose every other request is refused; the contenders then read that same document in turn.
 */

import { readFileSync } from "node:fs";
import { loadavg } from "node:os";
import { basename, dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { measureHeld } from "./held.mjs";
import { scripts } from "./peers.mjs";
import { report } from "./report.mjs";
import { measureStarts } from "./start.mjs";
import { environment, launch, LIBRARY, openTab, say } from "./tab.mjs";

const WARM_UPS = 3;

const { values: asked } = parseArgs({
  options: { list: { type: "string" }, package: { type: "string" }, out: { type: "string" }, rounds: { type: "string", default: "9" } },
});
const rounds = Number(asked.rounds);
const files = readFileSync(asked.list, "utf8").split("\n").filter(Boolean);
const inPage = readFileSync(fileURLToPath(new URL("in-page.js", import.meta.url)), "utf8");

/** A page is known by its file, or by its folder where all files have one name. @param {string} file */
const named = (file) => (basename(file) === "source.html" ? basename(dirname(file)) : basename(file).replace(/\.html?$/, ""));

const browser = await launch();
const before = loadavg()[0];
const starts = await measureStarts(browser, asked.package, rounds);
// It is the same tab for all pages, so that what the browser has compiled well by then stays so, and a page's figures do
// not hang on how many came before the optimising compiler was done.
const tab = await openTab(browser, asked.package);
const pages = [];
for (const [number, file] of files.entries()) {
  say(`${number + 1}/${files.length} ${named(file)}`);
  const bytes = readFileSync(file);
  await tab.load(bytes);
  try {
    for (const script of [...scripts, inPage]) await tab.evaluate(script);
    const measured = await tab.evaluate(`measurePage(${JSON.stringify(`${LIBRARY}plainleaf.js`)}, ${WARM_UPS}, ${rounds})`);
    pages.push({ page: named(file), bytes: bytes.length, ...measured });
  } catch (error) {
    throw new Error(`${file}: ${error.message}`);
  }
}
const [largest] = files.map((file) => ({ file, bytes: readFileSync(file) })).sort((one, other) => other.bytes.length - one.bytes.length);
const held = { page: named(largest.file), ...(await measureHeld(browser, dirname(resolve(asked.package)), largest.bytes)) };
say("");
const where = { ...environment(browser, before), isolated: pages.every((page) => page.isolated), rounds, warmUps: WARM_UPS };
await report({ environment: where, pages, starts, held }, { browser, out: asked.out });
await browser.close();
