/** One Chromium for a test file, and pages that remember what went wrong on them. */

import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
  "--disable-quic", "--no-first-run", "--disable-dev-shm-usage",
];

export const DESKTOP = { width: 1280, height: 900 };
export const PHONE = { width: 390, height: 844 };
export const SAMPLES = ["news.html", "feature.html", "manual.html"];

/** Where the site is served; ends with a slash. */
export const SITE = new URL(required("PLAINLEAF_URL")).href;
export const SAMPLE_FILES = fileURLToPath(new URL("../../www/samples/", import.meta.url));

const pictures = fileURLToPath(new URL("../../target/screenshots/", import.meta.url));
mkdirSync(pictures, { recursive: true });

/** @param {string} name */
export const picture = (name) => `${pictures}${name}.png`;

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** @param {string} name */
function required(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run these tests with “cargo xtask test”`);
  return value;
}

export const launch = () => chromium.launch({ executablePath: required("CHROMIUM_PATH"), args: FLAGS });

/** A Chromium for all tests of a file, closed behind the last. */
export async function launchForTests() {
  const browser = await launch();
  after(() => browser.close());
  return browser;
}

/**
 * A fresh page of its own profile. `page.faults` gathers console errors, uncaught errors, broken answers
 * and requests to any other host.
 *
 * @param {import("playwright-core").Browser} browser
 * @param {import("playwright-core").BrowserContextOptions & { path?: string, before?: () => void }} [options]
 */
export async function openPage(browser, { path = "", before, ...options } = {}) {
  const context = await browser.newContext({ viewport: DESKTOP, bypassCSP: false, ...options });
  const page = await context.newPage();
  page.faults = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && page.faults.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => page.faults.push(`uncaught: ${error.message}`));
  page.on("response", (response) => response.status() >= 400 && page.faults.push(`${response.status()}: ${response.url()}`));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (["http:", "https:", "ws:", "wss:"].includes(url.protocol) && url.origin !== new URL(SITE).origin) page.faults.push(`other host: ${url}`);
  });
  if (before) await page.addInitScript(before);
  await page.goto(new URL(path, SITE).href);
  return page;
}

/**
 * @param {import("playwright-core").Page} page
 * @param {string} sample
 */
export async function openSample(page, sample) {
  await page.click(`[data-sample="${sample}"]`);
  return readerOf(page);
}

/** @param {import("playwright-core").Page} page */
export async function readerOf(page) {
  const dialog = page.locator("plainleaf-reader dialog[open]");
  await dialog.waitFor();
  return dialog;
}

/**
 * Pages of one's own at the site's address.
 *
 * @param {import("playwright-core").Page} page
 * @param {Record<string, string>} pages by name
 */
export async function publish(page, pages) {
  for (const [name, body] of Object.entries(pages)) await page.route(`**/${name}`, (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body }));
}

/**
 * Goes to such a page and opens the reader over it.
 *
 * @param {import("playwright-core").Page} page
 * @param {string} name
 */
export async function openOver(page, name) {
  await page.goto(new URL(name, SITE).href);
  await page.evaluate(async (address) => (await import(address)).openHere(), new URL("open.js", SITE).href);
  return readerOf(page);
}

/** The element in focus, through the shadow root. @param {import("playwright-core").Page} page */
export const focused = (page) => page.evaluate(() => {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return { host: document.activeElement?.localName, tag: active?.localName, kind: active?.dataset?.kind, name: active?.getAttribute("aria-label") ?? "" };
});

/**
 * Runs axe on the page as it stands, through a session of the tools so that the page's own policy stays.
 *
 * @param {import("playwright-core").Page | import("playwright-core").Frame} page
 * @param {string[]} [rules] only these
 * @returns {Promise<string[]>} a line a violation
 */
export async function violations(page, rules) {
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))));
  await page.evaluate(axe);
  return page.evaluate(async (only) => {
    const result = await globalThis.axe.run(document, { runOnly: only ?? ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
    return result.violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.target.flat().join(" ")}: ${node.failureSummary ?? ""}`));
  }, rules);
}

/** Fails where axe finds anything in the reader, the panel closed or open; leaves it closed. */
export async function isAccessible(page, reader, theme, rules) {
  assert.deepEqual(await violations(page, rules), [], `${theme}, panel closed`);
  await page.keyboard.press("p");
  await reader.locator(".panel").waitFor();
  assert.deepEqual(await violations(page, rules), [], `${theme}, panel open`);
  await page.keyboard.press("p");
  await reader.locator(".panel").waitFor({ state: "hidden" });
}

/**
 * A Chromium of its own profile with an unpacked extension in it.
 *
 * @param {string} folder
 * @param {string} [display] where its window is shown, if anywhere
 */
export async function launchWithExtension(folder, display) {
  const context = await chromium.launchPersistentContext("", {
    executablePath: required("CHROMIUM_PATH"), ignoreDefaultArgs: ["--disable-extensions"],
    ...(display ? { headless: false, viewport: null, env: { ...process.env, DISPLAY: display } } : { viewport: DESKTOP }),
    args: [...FLAGS, ...(display ? ["--window-position=0,0", "--window-size=1000,800"] : ["--headless=new"]), `--disable-extensions-except=${folder}`, `--load-extension=${folder}`, "--enable-unsafe-extension-debugging"],
  });
  const worker = context.serviceWorkers()[0] ?? await context.waitForEvent("serviceworker");
  return { context, worker };
}
