/** Reading in a worker: the same reading as on the page's own thread, which goes on meanwhile; and there, where no worker can be made. */

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { makeArticle } from "./bench/article.mjs";
import { median } from "./bench/figures.mjs";
import { launchForTests, openPage, publish, readerOf, SAMPLES, SITE } from "./browser.mjs";
import { serve } from "./server.mjs";
import { longestTask } from "./tasks.mjs";

const WWW = fileURLToPath(new URL("../../www/", import.meta.url));
const MODULE = new URL("pkg/plainleaf.js", SITE).href;

/** Other people's pages are no part of the project. */
const FOLDER = process.env.PLAINLEAF_CASES ? resolve(process.env.PLAINLEAF_CASES, "articles/readability") : "";

/**
 * The largest page at hand. Where there is none, one of our own making: all of it article, and as long as a short book,
 * since a reading comes from the worker in one piece.
 *
 * @returns {string | Buffer}
 */
function largest() {
  const files = FOLDER && existsSync(FOLDER) ? readdirSync(FOLDER).map((name) => join(FOLDER, name, "source.html")).filter(existsSync) : [];
  const [first] = files.sort((one, other) => statSync(other).size - statSync(one).size);
  return first ? readFileSync(first) : makeArticle(200_000);
}

const browser = await launchForTests();

/**
 * Reads the page that stands, in a worker and here, and says what came of both.
 *
 * @param {import("playwright-core").Page} page
 * @param {string} address of the module
 */
const compare = (page, address) => page.evaluate(async (module) => {
  const { openPage } = await import(module);
  const made = [];
  for (const worker of [true, false]) {
    const opened = await openPage(document, { worker });
    const early = await opened.read();
    const late = await opened.names;
    const reading = late ? await opened.read() : early;
    const keep = reading.removed.map(({ node }) => node).filter((node) => node !== undefined).slice(0, 3);
    const fragment = reading.toFragment(document);
    const holder = document.createElement("div");
    holder.append(fragment);
    const sliced = document.createElement("div");
    sliced.append(await reading.toFragmentInSlices(document));
    made.push({
      nodes: opened.nodes.length, data: JSON.stringify(reading), html: reading.toHTML(), markdown: reading.toMarkdown(), built: holder.innerHTML,
      sameInSlices: holder.isEqualNode(sliced), names: reading.names.length, kept: JSON.stringify(await opened.read({ keep })),
      spaces: [...holder.querySelectorAll("*")].map(({ namespaceURI }) => namespaceURI).join(),
    });
    opened.close();
  }
  return made;
}, address);

/** A worker ends some time after it is told to. @param {import("playwright-core").Page} page */
async function workersGone(page) {
  for (let tries = 0; tries < 50 && page.workers().length > 0; tries += 1) await page.waitForTimeout(100);
  assert.equal(page.workers().length, 0, "a worker is left");
}

for (const sample of SAMPLES) {
  test(`the reading is the same, with what is built of it: ${sample}`, async () => {
    const page = await openPage(browser, { path: `samples/${sample}` });
    let workers = 0;
    page.on("worker", () => { workers += 1; });
    const [there, here] = await compare(page, MODULE);
    assert.deepEqual(there, here);
    assert.ok(there.sameInSlices && there.names > 0 && there.kept !== there.data);
    assert.equal(workers, 1);
    assert.deepEqual(page.workers(), [], "with the last page the worker goes");
    await page.context().close();
  });
}

test("formulas keep their namespace; what moves in the page while it is captured is captured once", async () => {
  const page = await openPage(browser);
  const story = Array.from({ length: 12_000 }, (_, at) => `<p>Part ${at}. The mate counted <math><mi>x</mi><mo>=</mo><mn>${at}</mn></math> people, and nobody asked her how she could have known it.</p>`).join("");
  await publish(page, { "own.html": `<!DOCTYPE html><html lang="en"><title>The ferry</title><article><h1>The ferry</h1>${story}</article></html>` });
  await page.goto(new URL("own.html", SITE).href);
  const { text, formulas, twice } = await page.evaluate(async (module) => {
    const { openPage } = await import(module);
    // Without it the pauses are timers, and the page's own timers have their turn in each.
    Object.defineProperty(globalThis, "scheduler", { value: undefined });
    const article = document.querySelector("article");
    // Moves the first part to the end again and again, which a walk that has passed it would meet once more.
    const timer = setInterval(() => article.append(article.querySelector("p")), 1);
    const opened = await openPage(document, { worker: true });
    clearInterval(timer);
    const reading = await opened.read();
    const fragment = reading.toFragment(document);
    opened.close();
    return { text: reading.text, twice: opened.nodes.length - new Set(opened.nodes).size, formulas: [...fragment.querySelectorAll("math")].every(({ namespaceURI }) => namespaceURI.endsWith("MathML")) };
  }, MODULE);
  const parts = [...text.matchAll(/Part (\d+)\./g)].map(([, number]) => number);
  assert.equal(parts.length, 12_000);
  assert.equal(new Set(parts).size, 12_000);
  assert.equal(twice, 0);
  assert.ok(formulas);
  await page.context().close();
});

test("errors come over as they are", async () => {
  const page = await openPage(browser);
  const said = await page.evaluate(async (module) => {
    const { openPage } = await import(module);
    const opened = await openPage(new Uint8Array(40), { worker: true });
    const told = await opened.read().catch(({ name, message }) => [name, message]);
    const usage = await openPage(5, { worker: true }).catch(({ name }) => name);
    const other = await openPage("Rain fell on the valley for most of the night.\n\nBy the morning the road was closed to all traffic.", { worker: true, input: "text" });
    const { text } = (await other.read()) ?? {};
    opened.close();
    other.close();
    return { told, usage, text };
  }, MODULE);
  assert.equal(said.told[0], "PlainleafSnapshotError");
  assert.equal(said.usage, "PlainleafUsageError");
  assert.match(String(said.text), /^Rain fell/);
  assert.deepEqual(page.workers(), []);
  await page.context().close();
});

/** What keeps a worker from being made, as a server's headers. */
const KEPT_OUT = {
  "the policy allows no worker": { "Content-Security-Policy": "worker-src 'none'" },
  "Trusted Types allow no policy": { "Content-Security-Policy": "require-trusted-types-for 'script'; trusted-types 'none'" },
};
for (const [why, headers] of Object.entries(KEPT_OUT)) {
  test(`where ${why}, the page is read all the same`, async () => {
    const server = await serve({ folder: WWW, headers });
    const page = await browser.newPage();
    await page.goto(`${server.address}samples/news.html`);
    const [there, here] = await compare(page, `${server.address}pkg/plainleaf.js`);
    assert.deepEqual(there, here);
    assert.deepEqual(page.workers(), []);
    await page.close();
    server.close();
  });
}

test("a module that comes from another host reads all the same", async () => {
  const server = await serve({ folder: WWW, headers: { "Access-Control-Allow-Origin": "*" } });
  const page = await browser.newPage();
  await page.goto(new URL("samples/news.html", SITE).href);
  const [there, here] = await compare(page, `${server.address}pkg/plainleaf.js`);
  assert.deepEqual(there, here);
  await page.close();
  server.close();
});

test("the script tag reads in a worker where its address says so, under the guide's policy and Trusted Types; put-backs work", async () => {
  const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; font-src 'self'; img-src 'self'; require-trusted-types-for 'script'; trusted-types plainleaf-worker";
  const story = Array.from({ length: 8 }, (_, at) => `<p>Part ${at + 1}. The ferry left at noon with forty people on board, and the mate, Ada Holm, counted them twice because the first count had come out one too high.</p>`).join("");
  const server = await serve({ folder: WWW, headers: { "Content-Security-Policy": policy }, pages: { "/story": { body: `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>The ferry</title><h1>The ferry</h1><article>${story}<div class="newsletter-signup"><h2>Newsletter</h2><p>Boats by post. Subscribe to our newsletter for more.</p></div>${story}</article><button data-plainleaf-open>Read</button><script type="module" src="/embed.js?worker"></script></html>` } } });
  const page = await browser.newPage();
  const stopped = [];
  page.on("console", (message) => message.type() === "error" && stopped.push(message.text()));
  await page.goto(`${server.address}story`);
  await page.getByRole("button", { name: "Read" }).click();
  const reader = await readerOf(page);
  await reader.locator(".article mark[data-kind=name]").first().waitFor();
  assert.equal(page.workers().length, 1);
  await page.keyboard.press("r");
  await reader.locator(".tab-body button.block", { hasText: "Boats by post" }).first().click();
  await reader.locator(".article .returned", { hasText: "Boats by post" }).waitFor();
  await page.keyboard.press("Escape");
  await page.locator("plainleaf-reader").waitFor({ state: "detached" });
  await workersGone(page);
  assert.deepEqual(stopped, []);
  await page.close();
  server.close();
});

test("a reader that is closed while it opens takes its worker and its rules with it", async () => {
  const page = await openPage(browser, { path: "samples/news.html" });
  await page.evaluate(async (script) => {
    const { showModal } = HTMLDialogElement.prototype;
    HTMLDialogElement.prototype.showModal = function () {
      showModal.call(this);
      this.close();
    };
    const { openHere } = await import(script);
    await openHere({ worker: true });
  }, new URL("open.js", SITE).href);
  await page.waitForFunction(() => !document.querySelector("plainleaf-reader") && document.adoptedStyleSheets.length === 0);
  await workersGone(page);
  await page.context().close();
});

test("at a quarter of its speed, the page's own thread is never held up for more than 50 ms by a large page", async (about) => {
  const page = await openPage(browser);
  await page.route("**/large.html", (route) => route.fulfill({ contentType: "text/html; charset=utf-8", headers: { "Content-Security-Policy": "script-src 'self' 'wasm-unsafe-eval'" }, body: largest() }));
  await page.route((url) => url.origin !== new URL(SITE).origin, (route) => route.abort());
  const session = await page.context().newCDPSession(page);
  const longest = [];
  for (let round = 0; round < 5; round += 1) {
    await page.goto(new URL("large.html", SITE).href);
    const act = () => page.evaluate(async (module) => {
      const { openPage } = await import(module);
      const opened = await openPage(document, { worker: true });
      const early = await opened.read();
      const reading = (await opened.names) ? await opened.read() : early;
      await reading.toFragmentInSlices(document.implementation.createHTMLDocument(""));
      opened.close();
    }, MODULE);
    longest.push(await longestTask(session, (expression) => page.evaluate(expression), 4, act));
  }
  about.diagnostic(`longest tasks: ${longest.map((time) => time.toFixed(1)).join(", ")} ms`);
  assert.ok(median(longest) <= 50, `${longest}`);
  await page.context().close();
});
