/**
 * Plainleaf and its peers, timed side by side in one headless Chromium: `cargo xtask bench browser`.
 *
 *   CHROMIUM_PATH=… node browser.mjs --list FILE --package DIR --out FILE --rounds N
 *
 * `--list` names a file with the path of an HTML file a line, `--package` the folder of plainleaf.js, `--out` the JSON
 * to write. Each page is loaded as a live document whose own scripts may not run and whose every other request is
 * refused; the contenders then read that same document in turn.
 */

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { summary, sum, median, table } from "./figures.mjs";
import { scripts, versions } from "./peers.mjs";

// No request leaves the browser: this host is answered here, and every other is refused.
const HOST = "https://plainleaf.invalid/";
const LIBRARY = `${HOST}library/`;
const PAGES = `${HOST}pages/`;
const TYPES = { js: "text/javascript", wasm: "application/wasm", bin: "application/octet-stream" };
// Isolated, the page has a clock of five microseconds; else, of a hundred.
const ISOLATED = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };
const POLICY = `script-src ${LIBRARY} 'wasm-unsafe-eval'`;
const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
  "--no-first-run", "--disable-dev-shm-usage", "--js-flags=--expose-gc",
];
const WARM_UPS = 3;

const { values: asked } = parseArgs({
  options: { list: { type: "string" }, package: { type: "string" }, out: { type: "string" }, rounds: { type: "string", default: "9" } },
});
const rounds = Number(asked.rounds);
const files = readFileSync(asked.list, "utf8").split("\n").filter(Boolean);

const inPage = readFileSync(fileURLToPath(new URL("in-page.js", import.meta.url)), "utf8");

/** A page is known by its file, or by its folder where all files have one name. @param {string} file */
const named = (file) => (basename(file) === "source.html" ? basename(dirname(file)) : basename(file).replace(/\.html?$/, ""));

/** The page with what would keep it from standing still taken out of force. @param {Buffer} bytes */
const standing = (bytes) =>
  Buffer.from(bytes.toString("latin1").replace(/http-equiv(?=\s*=\s*["']?\s*(?:refresh|content-security-policy))/gi, "data-http-equiv"), "latin1");

/** @param {Buffer} bytes */
function isUtf8(bytes) {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Answers for the page and the library, and refuses everything else. @param {import("playwright-core").Route} route */
function answer(route, page) {
  const url = route.request().url();
  if (url === page.address) {
    const type = isUtf8(page.bytes) ? "text/html; charset=utf-8" : "text/html";
    return route.fulfill({ body: standing(page.bytes), headers: { ...ISOLATED, "content-type": type, "content-security-policy": POLICY } });
  }
  if (url.startsWith(LIBRARY)) {
    const path = url.slice(LIBRARY.length);
    return route.fulfill({ body: readFileSync(join(asked.package, path)), contentType: TYPES[path.split(".").at(-1)], headers: ISOLATED });
  }
  return route.abort("blockedbyclient");
}

/**
 * One page in the tab. It is the same tab for all, so that what the browser has compiled well by then stays so, and a
 * page's figures do not hang on how many came before the optimising compiler was done.
 */
async function measure({ tab, session, serving }, file, number) {
  const page = { address: `${PAGES}${number}/`, bytes: readFileSync(file) };
  serving.page = page;
  await tab.goto(page.address, { waitUntil: "load" });
  // Evaluated by the tools and not by the page, so the page's policy stays as it is.
  const evaluate = async (expression) => {
    const { result, exceptionDetails } = await session.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(`${file}: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
    return result.value;
  };
  for (const script of [...scripts, inPage]) await evaluate(script);
  const measured = await evaluate(`measurePage(${JSON.stringify(`${LIBRARY}plainleaf.js`)}, ${WARM_UPS}, ${rounds})`);
  return { page: named(file), bytes: page.bytes.length, ...measured };
}

/** What is being done, in one line of the terminal that the next call overwrites; else in lines. @param {string} words */
const show = (words) => process.stderr.write(process.stderr.isTTY ? `\r${words.padEnd(72).slice(0, 72)}\r` : `${words}\n`);

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH, args: FLAGS });
const before = loadavg()[0];
const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, serviceWorkers: "block" });
const tab = await context.newPage();
const serving = { page: null };
await tab.route("**/*", (route) => answer(route, serving.page));
const session = await context.newCDPSession(tab);
const pages = [];
for (const [number, file] of files.entries()) {
  show(`${number + 1}/${files.length} ${named(file)}`);
  pages.push(await measure({ tab, session, serving }, file, number));
}
show("");
const environment = {
  chromium: browser.version(), processor: cpus()[0]?.model ?? "unknown", cores: cpus().length,
  load: [before, loadavg()[0]], isolated: pages.every((page) => page.isolated), rounds, warmUps: WARM_UPS,
};
await browser.close();

const took = (result) => (result.error ? NaN : median(result.times));
const failures = [];
/** What the contenders took over the pages on which none of them failed. */
function figures(part, read) {
  const able = read.filter((page) => {
    const failed = Object.entries(page[part]).filter(([, result]) => result.error);
    failures.push(...failed.map(([name, result]) => `${page.page}: ${name}: ${result.error}`));
    return failed.length === 0;
  });
  const names = Object.keys(able[0]?.[part] ?? {});
  const rows = Object.fromEntries(names.map((name) => [name, {
    ...summary(able.map((page) => took(page[part][name]))),
    fastest: sum(able.map((page) => Math.min(...page[part][name].times))),
    first: sum(able.map((page) => page[part][name].first)),
    size: sum(able.map((page) => page[part][name].size ?? 0)),
  }]));
  return { pages: able.length, words: sum(able.map((page) => page.words)), rows };
}
const reading = figures("reading", pages);
const marking = figures("marking", pages.filter((page) => page.marking));

const LABELS = {
  "clone": "(cloning the document)", "readability": `Readability.js ${versions["@mozilla/readability"]}`,
  "defuddle": `Defuddle ${versions.defuddle}`, "smoothie": `dom-smoothie-js ${versions["dom-smoothie-js"]}`,
  "snapshot": "(Plainleaf, snapshot alone)", "without marks": "Plainleaf, without marks", "all marks": "Plainleaf, with all marks",
  "fragment": "(Plainleaf, toFragment alone)", "on screen": "Plainleaf, with all marks, on screen",
};
const ms = (value) => value.toFixed(2);
const yardstick = reading.rows.readability;

console.log(`Chromium ${environment.chromium}, ${environment.cores} × ${environment.processor}, load ${before.toFixed(1)} before and ${environment.load[1].toFixed(1)} after`);
console.log(`${reading.pages} pages; medians of ${rounds} rounds after ${WARM_UPS} to warm up; milliseconds${environment.isolated ? "" : "; coarse clock"}\n`);
console.log(table([
  ["", "total", "median", "p95", "of Readability.js", "fastest", "first time"],
  ...Object.entries(reading.rows).map(([name, row]) => [LABELS[name], ms(row.total), ms(row.median), ms(row.p95), (row.total / yardstick.total).toFixed(3), ms(row.fastest), ms(row.first)]),
]));

console.log(`\nMarks in the extracted text: ${marking.pages} pages, ${marking.words} words\n`);
const slow = marking.rows.compromise;
console.log(table([
  ["", "total", "median", "p95", "words a second", "× compromise", "found"],
  ...Object.entries(marking.rows).map(([name, row]) => [
    name === "compromise" ? `compromise ${versions.compromise}` : `Plainleaf, ${name}`, ms(row.total), ms(row.median), ms(row.p95),
    Math.round(marking.words / row.total * 1000).toString(), (slow.total / row.total).toFixed(1), row.size.toString(),
  ]),
]));

console.log("\nPage by page\n");
console.log(table([
  ["", "KB", "words", "Readability.js", "without marks", "ratio", "all marks", "ratio", "on screen"],
  ...pages.map((page) => {
    const [theirs, plain, marked, shown] = ["readability", "without marks", "all marks", "on screen"].map((name) => took(page.reading[name]));
    return [page.page.slice(0, 40), (page.bytes / 1e3).toFixed(0), `${page.words}`, ms(theirs), ms(plain), (plain / theirs).toFixed(2), ms(marked), (marked / theirs).toFixed(2), ms(shown)];
  }),
]));
for (const failure of failures) console.log(`failed, its page left out of the sums: ${failure}`);

mkdirSync(dirname(asked.out), { recursive: true });
writeFileSync(asked.out, `${JSON.stringify({ environment, versions, reading, marking, failures, pages }, null, 1)}\n`);
