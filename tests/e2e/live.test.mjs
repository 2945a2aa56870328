import assert from "node:assert/strict";
import { test } from "node:test";
import { launchForTests, openPage, picture, SITE } from "./browser.mjs";

const browser = await launchForTests();

const BODY = `<!DOCTYPE html><html lang="en"><head><title>Ferry</title></head><body><nav>Menu</nav><main><article><h1>The <i>night</i> ferry</h1>
<p>The ferry spent <b>$12</b>
   million on its engines, and <span style="display: none">Hidden Person paid $99</span>Ada Holm counted 420 people twice.</p>
<p>“At sea, one too many is better than one too few,” Holm said, and went below to count again while the pilot waited.</p>
<textarea>Typed by Bob Stone for $5</textarea><p contenteditable>Edited by Carl Smith for $7</p>
</article></main><button data-plainleaf-mark>Marks</button><script type="module" src="embed.js"></script></body></html>`;

/** @param {import("playwright-core").Page} page */
async function publish(page) {
  await page.route("**/ferry.html", (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: BODY }));
  await page.goto(new URL("ferry.html", SITE).href);
}

/** The words that are lit, by kind. @param {import("playwright-core").Page} page @param {string} kind */
const lit = (page, kind) => page.evaluate((name) => [...(CSS.highlights.get(name) ?? [])].map((range) => String(range).replace(/\s+/g, " ")), `plainleaf-${kind}`);

/** @param {import("playwright-core").Page} page @param {string} kind @param {string} words */
const untilLit = (page, kind, words) => page.waitForFunction(([name, wanted]) => [...(CSS.highlights.get(name) ?? [])].some((range) => String(range).replace(/\s+/g, " ") === wanted), [`plainleaf-${kind}`, words]);

const markup = (/** @type {import("playwright-core").Page} */ page) => page.evaluate(() => document.querySelector("main").outerHTML);

test("marks the live page without changing a node of it, and takes the marks off", async () => {
  const page = await openPage(browser);
  await publish(page);
  const earlier = await markup(page);
  await page.evaluate(() => {
    globalThis.changes = 0;
    new MutationObserver((records) => { globalThis.changes += records.length; }).observe(document.querySelector("main"), { subtree: true, childList: true, characterData: true, attributes: true });
  });
  const button = page.getByRole("button", { name: "Marks" });
  await button.click();
  await untilLit(page, "figure", "420");
  // A mark is lit text by text, and this one crosses the end of an element.
  assert.match((await lit(page, "figure")).join(""), /\$12 million/);
  assert.deepEqual((await lit(page, "quote")), ["“At sea, one too many is better than one too few,”"]);
  const names = await lit(page, "name");
  assert.ok(names.includes("Ada Holm") && names.includes("Holm"), names.join());
  for (const words of [...names, ...(await lit(page, "figure"))]) assert.doesNotMatch(words, /Hidden|Bob|Carl|\$99|\$5|\$7/);
  assert.equal(await button.getAttribute("aria-pressed"), "true");
  await page.screenshot({ path: picture("live-marks"), caret: "initial" });
  await button.click();
  await page.waitForFunction(() => CSS.highlights.size === 0 && document.adoptedStyleSheets.length === 0);
  assert.equal(await markup(page), earlier);
  assert.equal(await page.evaluate(() => globalThis.changes), 0);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("follows a page that changes under it, and no longer once the marks are off", async () => {
  const page = await openPage(browser);
  await publish(page);
  const button = page.getByRole("button", { name: "Marks" });
  await button.click();
  await untilLit(page, "figure", "420");
  await page.evaluate(() => {
    const paragraph = document.createElement("p");
    paragraph.textContent = "Later the company sold the ship for $31 million.";
    document.querySelector("article").append(paragraph);
  });
  await untilLit(page, "figure", "$31 million");
  await page.evaluate(() => document.querySelector("article p").remove());
  await page.waitForFunction(() => ![...CSS.highlights.get("plainleaf-figure")].some((range) => String(range) === "420" || range.collapsed));
  await button.click();
  await page.waitForFunction(() => CSS.highlights.size === 0);
  await page.evaluate(() => document.querySelector("article").append("It cost $77 million."));
  await page.waitForTimeout(2200);
  assert.equal(await page.evaluate(() => CSS.highlights.size), 0);
  await page.context().close();
});

test("a page that never stops changing is marked no more often than it can bear", async () => {
  const page = await openPage(browser);
  await publish(page);
  await page.evaluate(async (address) => {
    const engine = await import(address);
    await engine.default();
    globalThis.begun = performance.now();
    globalThis.calls = 0;
    // Each time that it is marked, the page is watched anew.
    const { observe } = MutationObserver.prototype;
    MutationObserver.prototype.observe = function watch(...where) {
      globalThis.calls += 1;
      return observe.apply(this, where);
    };
    const clock = document.createElement("p");
    document.querySelector("article").append(clock);
    let ticks = 0;
    globalThis.ticking = setInterval(() => { clock.textContent = `Tick ${ticks++}`; }, 20);
    engine.markInPlace(document.querySelector("article"));
  }, new URL("pkg/plainleaf.js", SITE).href);
  await page.waitForTimeout(4000);
  const [calls, seconds] = await page.evaluate(() => [globalThis.calls, (performance.now() - globalThis.begun) / 1000]);
  // Once at first, then at most once in 1.5 seconds, and not never.
  assert.ok(calls >= 2 && calls <= 1 + seconds / 1.4, `${calls} in ${seconds} seconds`);
  await page.context().close();
});

test("a browser without highlights gets elements, which follow too and leave the page to the byte", async () => {
  const page = await openPage(browser, { before: () => Reflect.deleteProperty(globalThis, "Highlight") });
  await publish(page);
  const earlier = await markup(page);
  const button = page.getByRole("button", { name: "Marks" });
  await button.click();
  await page.locator("main mark[data-kind=figure]", { hasText: "420" }).waitFor();
  await page.evaluate(() => {
    const paragraph = document.createElement("p");
    paragraph.id = "later";
    paragraph.textContent = "Later the company sold the ship for $31 million.";
    document.querySelector("article").append(paragraph);
  });
  await page.locator("#later mark[data-kind=figure]").waitFor();
  await button.click();
  await page.locator("main mark").first().waitFor({ state: "detached" });
  await page.evaluate(() => document.getElementById("later").remove());
  assert.equal(await markup(page), earlier);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("what changes without words is no reason to mark again", async () => {
  const page = await openPage(browser);
  await publish(page);
  const calls = await page.evaluate(async (address) => {
    const engine = await import(address);
    await engine.default();
    const article = document.querySelector("article");
    engine.markInPlace(article);
    const before = [...CSS.highlights.get("plainleaf-figure")];
    article.append(document.createElement("hr"));
    article.querySelector("p").className = "new";
    await new Promise((resolve) => { setTimeout(resolve, 1000); });
    const after = [...CSS.highlights.get("plainleaf-figure")];
    return before.length > 0 && before.length === after.length && before.every((range, at) => range === after[at]);
  }, new URL("pkg/plainleaf.js", SITE).href);
  assert.equal(calls, true);
  await page.context().close();
});

test("the reader that opens over a marked page is not marked with it", async () => {
  const page = await openPage(browser);
  await publish(page);
  const marked = () => page.evaluate(() => [...(CSS.highlights.get("plainleaf-name") ?? [])].filter((range) => range.startContainer.getRootNode() !== document).length);
  await page.getByRole("button", { name: "Marks" }).click();
  await untilLit(page, "name", "Ada Holm");
  await page.evaluate(async (address) => (await import(address)).openHere(), new URL("open.js", SITE).href);
  await page.locator("plainleaf-reader dialog[open]").waitFor();
  await page.waitForTimeout(1000);
  assert.equal(await marked(), 0);
  await page.context().close();
});

test("the guide shows it on itself", async () => {
  const page = await openPage(browser, { path: "embed.html" });
  await page.getByRole("button", { name: "Mark this page" }).click();
  await untilLit(page, "name", "Ada Holm");
  assert.deepEqual(page.faults, []);
  await page.context().close();
});
