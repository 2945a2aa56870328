/** From what was timed in the browser to tables, JSON and plots. */

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { median, p95, sum, summary, table } from "./figures.mjs";
import { SLOWER } from "./held.mjs";
import { named, versions } from "./peers.mjs";
import { bars, picture, points } from "./plot.mjs";
import { inWords } from "./tab.mjs";

/** Pages that take Readability.js longer are those on which a reader is waited for. In milliseconds. */
const LONG = 15;

const LABELS = {
  "clone": "(cloning the document)", "readability": named("@mozilla/readability", "Readability.js"),
  "defuddle": named("defuddle", "Defuddle"), "smoothie": named("dom-smoothie-js"),
  "snapshot": "(Plainleaf, snapshot alone)", "without marks": "Plainleaf, without marks", "all marks": "Plainleaf, with all marks",
  "fragment": "(Plainleaf, toFragment alone)", "on screen": "Plainleaf, with all marks, on screen",
};
/** Ours by kind, and what it is beside. */
const KINDS = [["quotes, figures and names", "compromise"], ["quotes", "compromise, quotes"], ["figures", "compromise, figures"], ["names", "compromise, names"]];

const ms = (/** @type {number} */ value) => value.toFixed(2);
const took = (result) => (result.error ? NaN : median(result.times));

/** What the contenders took over the pages on which none of them failed. */
function figures(part, read, failures) {
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

/** How ours does on the pages that take Readability.js long. */
function onLongPages(pages) {
  const long = pages.filter((page) => took(page.reading.readability) > LONG);
  const over = (name) => (long.length > 0 ? p95(long.map((page) => took(page.reading[name]))) : null);
  return { above: LONG, pages: long.length, readability: over("readability"), "without marks": over("without marks"), "all marks": over("all marks"), "on screen": over("on screen") };
}

/**
 * @param {object} measured
 * @param {any} measured.environment
 * @param {any[]} measured.pages
 * @param {Record<string, { median: number, fastest: number, bytes: number }>} measured.starts
 * @param {Record<string, any>} measured.held
 * @param {{ browser: import("playwright-core").Browser, out: string }} to
 */
export async function report({ environment, pages, starts, held }, { browser, out }) {
  const failures = [];
  const reading = figures("reading", pages, failures);
  const marking = figures("marking", pages.filter((page) => page.marking), failures);
  const long = onLongPages(pages.filter((page) => Object.values(page.reading).every((result) => !result.error)));
  const folder = dirname(out);
  mkdirSync(folder, { recursive: true });
  writeFileSync(out, `${JSON.stringify({ environment, versions, starts, held: { slower: SLOWER, ...held }, reading, marking, long, failures, pages }, null, 1)}\n`);

  const { rounds, warmUps, isolated } = environment;
  console.log(inWords(environment));
  console.log(`${reading.pages} pages; medians of ${rounds} rounds after ${warmUps} to warm up; milliseconds${isolated ? "" : "; coarse clock"}\n`);
  const yardstick = reading.rows.readability;
  console.log(table([
    ["", "total", "median", "p95", "of Readability.js", "fastest", "first time"],
    ...Object.entries(reading.rows).map(([name, row]) => [LABELS[name], ms(row.total), ms(row.median), ms(row.p95), (row.total / yardstick.total).toFixed(3), ms(row.fastest), ms(row.first)]),
  ]));
  if (long.pages > 0) {
    console.log(`\np95 of the ${long.pages} pages that take Readability.js more than ${LONG} ms: Readability.js ${ms(long.readability)}, Plainleaf without marks ${ms(long["without marks"])}, with all marks ${ms(long["all marks"])}, on screen ${ms(long["on screen"])}`);
  }

  console.log(`\nMarks in the extracted text: ${marking.pages} pages, ${marking.words} words\n`);
  const speed = (row) => Math.round((marking.words / row.total) * 1000).toString();
  console.log(table([
    ["", "total", "median", "p95", "words a second", "× compromise", "found"],
    ...KINDS.flatMap(([name, theirs]) => [name, theirs].map((each) => {
      const row = marking.rows[each];
      return [each === theirs ? each.replace("compromise", `(${named("compromise")}`) + ")" : `Plainleaf, ${each}`, ms(row.total), ms(row.median), ms(row.p95), speed(row), (marking.rows[theirs].total / row.total).toFixed(1), row.size.toString()];
    })),
  ]));

  console.log("\nStarting from memory: code compiled and run, in a process of its own each time\n");
  console.log(table([
    ["", "KB", "median", "fastest"],
    ...Object.entries(starts).map(([name, row]) => [name, (row.bytes / 1e3).toFixed(0), ms(row.median), ms(row.fastest)]),
  ]));

  const { page: slow, ...deeds } = held;
  console.log(`\nLongest task of the page's own thread on the largest page (${slow}), a processor ${SLOWER} times slower, names included\n`);
  console.log(table([["", "ms"], ...Object.entries(deeds).map(([name, time]) => [name, ms(time)])]));

  console.log("\nPage by page\n");
  console.log(table([
    ["", "KB", "words", "Readability.js", "without marks", "ratio", "all marks", "ratio", "on screen"],
    ...pages.map((page) => {
      const [theirs, plain, marked, shown] = ["readability", "without marks", "all marks", "on screen"].map((name) => took(page.reading[name]));
      return [page.page.slice(0, 40), (page.bytes / 1e3).toFixed(0), `${page.words}`, ms(theirs), ms(plain), (plain / theirs).toFixed(2), ms(marked), (marked / theirs).toFixed(2), ms(shown)];
    }),
  ]));
  for (const failure of failures) console.log(`failed, its page left out of the sums: ${failure}`);
  await draw(reading, pages, environment, { browser, folder });
}

async function draw(reading, pages, environment, { browser, folder }) {
  const yardstick = reading.rows.readability.total;
  const shown = ["readability", "defuddle", "smoothie", "without marks", "all marks", "on screen"];
  const note = `${reading.pages} pages, medians of ${environment.rounds} rounds, Chromium ${environment.chromium} on ${environment.processor}`;
  const totals = bars({
    title: "Time to read all pages", unit: "milliseconds in all; in brackets as a share of Readability.js", note,
    rows: shown.map((name) => {
      const { total } = reading.rows[name];
      return { name: LABELS[name], value: total, says: `${total.toFixed(0)} ms (${(total / yardstick).toFixed(2)})`, ours: name.includes("marks") || name === "on screen" };
    }),
  });
  const able = pages.filter((page) => !page.reading.readability.error);
  const series = (/** @type {string} */ name, /** @type {string} */ called) => ({
    name: called, points: able.filter((page) => !page.reading[name].error).map((page) => /** @type {[number, number]} */ ([took(page.reading.readability), took(page.reading[name])])),
  });
  const each = points({
    title: "Plainleaf beside Readability.js, page by page", note,
    x: { label: "Readability.js, milliseconds" }, y: { label: "Plainleaf, milliseconds" },
    guides: [{ factor: 1, label: "as long" }, { factor: 0.5, label: "half as long" }, { factor: 0.2, label: "a fifth" }],
    series: [series("without marks", "without marks"), series("all marks", "with all marks"), series("on screen", "on screen")],
  });
  await save({ "browser-totals": totals, "browser-pages": each }, { browser, folder });
}

/**
 * Plots as SVG and PNG, for light and for dark ground.
 *
 * @param {Record<string, string>} plots by the name of their file
 * @param {{ browser: import("playwright-core").Browser, folder: string }} to
 */
export async function save(plots, { browser, folder }) {
  for (const [name, plot] of Object.entries(plots)) {
    writeFileSync(`${folder}/${name}.svg`, plot);
    await picture(browser, plot, `${folder}/${name}.png`);
    await picture(browser, plot, `${folder}/${name}-dark.png`, "dark");
  }
}
