/**
 * How time and memory grow with the page, ours and the peers': `cargo xtask bench growth --peers`.
 *
 *   CHROMIUM_PATH=… node growth.mjs --package DIR --out FILE
 *
 * Pages of 1 KB to 16 MB, each read in a process of its own by one reader; one that takes longer than LIMIT is left out from
 * there on. JSON is written to `--out`, and the plots come to stand beside it.
 */

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { makeArticle } from "./article.mjs";
import { median, table } from "./figures.mjs";
import { watchMemory } from "./memory.mjs";
import { named, readers, versions } from "./peers.mjs";
import { points } from "./plot.mjs";
import { save } from "./report.mjs";
import { environment, inWords, launch, LIBRARY, openTab, say } from "./tab.mjs";

const SIZES = Array.from({ length: 8 }, (_, at) => 1024 * 4 ** at);
const READERS = {
  "without marks": "Plainleaf, without marks", "all marks": "Plainleaf, with all marks", "readability": named("@mozilla/readability", "Readability.js"),
  "defuddle": named("defuddle", "Defuddle"), "smoothie": named("dom-smoothie-js"),
};
/** Milliseconds that one reading may take. */
const LIMIT = 30_000;
/** Where one takes longer, it is not done again. */
const LONG = 700;
const AGAIN = 6;

const { values: asked } = parseArgs({ options: { package: { type: "string" }, out: { type: "string" } } });
const inPage = readFileSync(fileURLToPath(new URL("in-page.js", import.meta.url)), "utf8");

/**
 * @param {import("playwright-core").Browser} browser
 * @param {Buffer} page
 * @param {string} reader
 */
async function measure(browser, page, reader) {
  const tab = await openTab(browser, asked.package);
  try {
    await tab.load(page);
    for (const script of [...readers, inPage]) await tab.evaluate(script);
    await tab.evaluate(`readyToRead(${JSON.stringify(`${LIBRARY}plainleaf.js`)}).then(() => gc())`);
    const once = () => within(tab, tab.evaluate(`readOnce(${JSON.stringify(reader)})`));
    const memory = await watchMemory(browser, tab);
    memory?.begin();
    const first = await once();
    const peak = memory?.peak() ?? null;
    const times = [];
    for (let more = 0; more < AGAIN && first.time < LONG; more += 1) times.push((await once()).time);
    // The first of a process is slow for other reasons than the page, and the second too.
    return { first: first.time, time: times.length > 0 ? median(times.slice(2)) : first.time, memory: peak, size: first.size, error: null };
  } catch (error) {
    return { first: null, time: null, memory: null, size: null, error: error.message };
  } finally {
    await tab.close();
  }
}

/** What comes in time; else the page is stopped. */
async function within(tab, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => {
      tab.session.send("Runtime.terminateExecution").catch(() => {});
      reject(new Error(`takes more than ${LIMIT / 1000} s`));
    }, LIMIT);
  });
  promise.catch(() => {});
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

const browser = await launch();
const before = loadavg()[0];
const out = new Map();
const rows = [];
for (const size of SIZES) {
  const page = Buffer.from(makeArticle(size));
  for (const reader of Object.keys(READERS).filter((name) => !out.has(name))) {
    say(`${inBytes(size)}, ${READERS[reader]}`);
    const measured = await measure(browser, page, reader);
    if (measured.error) out.set(reader, `${READERS[reader]} at ${inBytes(size)}: ${measured.error}`);
    rows.push({ reader, bytes: page.length, ...measured });
  }
}
say("");
const where = environment(browser, before);

/** @param {number} bytes */
function inBytes(bytes) {
  return bytes < 2 ** 20 ? `${Math.round(bytes / 1024)} KB` : `${Math.round(bytes / 2 ** 20)} MB`;
}

/** By how much the time grows where the page grows tenfold, as a power of ten, from pages of 64 KB on. */
function exponent(own, value) {
  const far = own.filter((row) => row.bytes > 50_000 && row[value] > 0);
  if (far.length < 2) return "";
  const [first, last] = [far[0], far[far.length - 1]];
  return (Math.log(last[value] / first[value]) / Math.log(last.bytes / first.bytes)).toFixed(2);
}

const of = (/** @type {string} */ reader) => rows.filter((row) => row.reader === reader && !row.error);
const sizes = [...new Set(rows.map(({ bytes }) => bytes))];
const cells = (value, show) => Object.keys(READERS).map((reader) => [
  READERS[reader], ...sizes.map((bytes) => {
    const row = of(reader).find((one) => one.bytes === bytes);
    return row?.[value] === undefined || row[value] === null ? "" : show(row[value]);
  }), exponent(of(reader), value),
]);
console.log(`${inWords(where)}\n\nMilliseconds to read a page of so many bytes; the exponent is that of growth from 64 KB on\n`);
console.log(table([["", ...sizes.map(inBytes), "exponent"], ...cells("time", (time) => time.toFixed(time < 10 ? 2 : 0))]));
console.log("\nMegabytes that the page's process needs more, at most, while it is read the first time\n");
console.log(table([["", ...sizes.map(inBytes), "exponent"], ...cells("memory", (bytes) => (bytes / 1e6).toFixed(1))]));
for (const why of out.values()) console.log(`left out from there on: ${why}`);

const folder = dirname(asked.out);
mkdirSync(folder, { recursive: true });
writeFileSync(asked.out, `${JSON.stringify({ environment: where, versions, limit: LIMIT, rows }, null, 1)}\n`);
const note = `An article page of our own making, Chromium ${where.chromium} on ${where.processor}; who takes more than ${LIMIT / 1000} s is left out`;
const x = { label: "Size of the page", base: 4, show: inBytes };
/** What is less than `least` is the process's own unrest. */
const series = (value, scale, least) => Object.entries(READERS).map(([reader, name]) => ({
  name: name.replace("Plainleaf, ", "Plainleaf "),
  points: of(reader).filter((row) => row[value] !== null).map((row) => [row.bytes, Math.max(least, row[value] / scale)]),
})).filter((one) => one.points.length > 0);
const plots = { "growth-time": points({ title: "Time to read a page", note, x, y: { label: "Milliseconds" }, series: series("time", 1, 0.1), joined: true }) };
if (rows.some(({ memory }) => memory)) {
  plots["growth-memory"] = points({ title: "Memory to read a page, beyond the page itself", note, x, y: { label: "Megabytes at most (less than 1 as 1)" }, series: series("memory", 1e6, 1), joined: true });
}
await save(plots, { browser, folder });
await browser.close();
