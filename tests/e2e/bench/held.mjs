/** How long reading and opening the reader hold up the page's own thread, in it and in a worker, on a slow machine. */

import { median } from "./figures.mjs";
import { LIBRARY, openTab, say } from "./tab.mjs";
import { longestTask } from "../tasks.mjs";

/** As slow as a modest laptop or a telephone is beside the machine that this runs on. */
export const SLOWER = 4;
const ROUNDS = 5;
/** Until all that is shown late is there. */
const SETTLED = 1500;

const read = (/** @type {boolean} */ worker) => `(async () => {
  const { openPage } = await import(${JSON.stringify(`${LIBRARY}pkg/plainleaf.js`)});
  const page = await openPage(document, { worker: ${worker} });
  const early = await page.read();
  const reading = (await page.names) ? await page.read() : early;
  await reading?.toFragmentInSlices(document.implementation.createHTMLDocument(""));
  page.close();
})()`;
const open = (/** @type {boolean} */ worker) => `import(${JSON.stringify(`${LIBRARY}open.js`)})
  .then(({ openHere }) => openHere({ worker: ${worker} })).then(() => new Promise((resolve) => setTimeout(resolve, ${SETTLED})))`;

/** What is done, by what it is called. */
const DEEDS = { "read": read(false), "read in a worker": read(true), "opened": open(false), "opened, read in a worker": open(true) };

/**
 * Medians of the longest task, in milliseconds.
 *
 * @param {import("playwright-core").Browser} browser
 * @param {string} site the folder of open.js
 * @param {Buffer} page
 */
export async function measureHeld(browser, site, page) {
  const times = Object.fromEntries(Object.keys(DEEDS).map((name) => [name, /** @type {number[]} */ ([])]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, deed] of Object.entries(DEEDS)) {
      say(`held up, ${round + 1}/${ROUNDS}, ${name}`);
      const tab = await openTab(browser, site);
      await tab.load(page);
      times[name].push(await longestTask(tab.session, tab.evaluate, SLOWER, () => tab.evaluate(deed)));
      await tab.close();
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, own]) => [name, median(own)]));
}
