/** A headless Chromium for timing, in which no request leaves: pages come from memory, the library from its folder. */

import { readFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

/** This host is answered here, and every other is refused. */
const HOST = "https://plainleaf.invalid/";
export const LIBRARY = `${HOST}library/`;
const PAGES = `${HOST}pages/`;
const TYPES = { js: "text/javascript", css: "text/css", wasm: "application/wasm", bin: "application/octet-stream", woff2: "font/woff2" };
// Isolated, the page has a clock of five microseconds; else, of a hundred.
const ISOLATED = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };
/** Under this the page's own scripts do not run. */
export const STILL = `script-src ${LIBRARY} 'wasm-unsafe-eval'`;
const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
  "--no-first-run", "--disable-dev-shm-usage", "--js-flags=--expose-gc",
];

export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM_PATH, args: FLAGS });

/** What figures hang on. @param {import("playwright-core").Browser} browser @param {number} before the load then */
export const environment = (browser, before) => ({
  chromium: browser.version(), processor: cpus()[0]?.model ?? "unknown", cores: cpus().length, load: [before, loadavg()[0]],
});

/** @param {ReturnType<typeof environment>} what */
export const inWords = ({ chromium: version, cores, processor, load }) => (
  `Chromium ${version}, ${cores} × ${processor}, load ${load[0].toFixed(1)} before and ${load[1].toFixed(1)} after`
);

/** @param {Buffer} bytes */
function isUtf8(bytes) {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** The page with what would keep it from standing still taken out of force. @param {Buffer} bytes */
const standing = (bytes) =>
  Buffer.from(bytes.toString("latin1").replace(/http-equiv(?=\s*=\s*["']?\s*(?:refresh|content-security-policy))/gi, "data-http-equiv"), "latin1");

/**
 * A tab of its own profile.
 *
 * @param {import("playwright-core").Browser} browser
 * @param {string} folder of the library
 * @param {string} [policy] under which its pages stand
 */
export async function openTab(browser, folder, policy = STILL) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, serviceWorkers: "block" });
  const tab = await context.newPage();
  let page = { address: "", bytes: Buffer.alloc(0) };
  let count = 0;
  await tab.route("**/*", (route) => {
    const url = route.request().url();
    if (url === page.address) {
      const type = isUtf8(page.bytes) ? "text/html; charset=utf-8" : "text/html";
      return route.fulfill({ body: standing(page.bytes), headers: { ...ISOLATED, "content-type": type, "content-security-policy": policy } });
    }
    if (url.startsWith(LIBRARY)) {
      const path = url.slice(LIBRARY.length);
      return route.fulfill({ body: readFileSync(join(folder, path)), contentType: TYPES[path.split(".").at(-1)], headers: ISOLATED });
    }
    return route.abort("blockedbyclient");
  });
  const session = await context.newCDPSession(tab);
  return {
    session,
    close: () => context.close(),
    /** Loads a page as a live document. @param {Buffer} bytes */
    async load(bytes) {
      count += 1;
      page = { address: `${PAGES}${count}/`, bytes };
      await tab.goto(page.address, { waitUntil: "load", timeout: 120_000 });
    },
    /** Evaluated by the tools and not by the page, so the page's policy stays as it is. @param {string} expression */
    async evaluate(expression) {
      const { result, exceptionDetails } = await session.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value;
    },
  };
}

/** What is being done, in one line of the terminal that the next call overwrites; else in lines. @param {string} words */
export const say = (words) => process.stderr.write(process.stderr.isTTY ? `\r${words.padEnd(72).slice(0, 72)}\r` : words && `${words}\n`);
