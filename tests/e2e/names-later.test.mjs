/** The article does not wait for the names model; names come into it later, and nothing moves. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { launchForTests, openPage, picture, publish, readerOf, SITE } from "./browser.mjs";

const browser = await launchForTests();

const OPENED = new URL("open.js", SITE).href;

/** With names within quotes, figures and links, in lists and tables, and a picture that says nothing of its size. */
const STORY = `<!DOCTYPE html><html lang="en"><head><title>The ferry</title></head><body><main><article><h1>The ferry</h1>
${[1, 2, 3].map((at) => `<p>Part ${at}. The ferry left Bergen at noon with ${at}0 people on board, and the mate, <a href="/ada">Ada Holm</a>, counted them twice. “I told Ben Okoro of the University of Oslo that Clara Voss was right,” said Holm.</p>`).join("")}
<figure><img src="/boat.svg" alt="A boat"><figcaption>Ada Holm on board</figcaption></figure>
<ul><li>Ben Okoro paid $5 million to Northern Rail.</li><li>Nobody else paid.</li></ul>
<div class="newsletter-signup"><h2>Newsletter</h2><p>Boats by post from Ada Holm. Subscribe to our newsletter for more.</p></div>
${[4, 5, 6, 7, 8, 9].map((at) => `<p>Part ${at}. By the evening the wind had turned, and those who had stayed ashore in Lisbon said that they had known it would; nobody asked Clara Voss how she could have known it.</p>`).join("")}
</article></main></body></html>`;

/**
 * A page whose names model comes when it is let go.
 *
 * @param {import("playwright-core").BrowserContextOptions} [options]
 */
async function openWithout(options) {
  const page = await openPage(browser, { path: "leaf.svg", ...options });
  /** @type {(how: "continue" | "abort") => void} */
  let letGo = () => {};
  const held = new Promise((resolve) => { letGo = resolve; });
  // On the context, so that what a worker asks for is held too.
  await page.context().route("**/plainleaf_names.bin", async (route) => ((await held) === "abort" ? route.abort() : route.continue()));
  await page.context().route("**/boat.svg", (route) => route.fulfill({ contentType: "image/svg+xml", body: "<svg xmlns='http://www.w3.org/2000/svg' width='600' height='240'/>" }));
  await publish(page, { "story.html": STORY });
  await page.goto(new URL("story.html", SITE).href);
  return { page, letGo };
}

/** @param {import("playwright-core").Page} page @param {boolean} [worker] */
async function open(page, worker = false) {
  await page.evaluate(async ([address, is]) => (await import(address)).openHere({ worker: is }), /** @type {const} */ ([OPENED, worker]));
  return readerOf(page);
}

/** Where the article's parts stand: left, top, width and height, in pixels. @param {Element} holder */
const boxes = (holder) => [...holder.querySelectorAll("p, li, figure, a, img")].map((element) => {
  const { x, y, width, height } = element.getBoundingClientRect();
  return [x, y, width, height];
});

/** The article as it stands, without what comes and goes with where one is. @param {import("playwright-core").Locator} reader */
const markup = (reader) => reader.locator(".article").evaluate((article) => {
  const copy = /** @type {Element} */ (article.cloneNode(true));
  for (const mark of copy.querySelectorAll("mark")) mark.removeAttribute("tabindex");
  return copy.innerHTML.replace(/ class=""/g, "");
});

for (const worker of [false, true]) {
  test(`the article is shown before the names model has come, and then the names without moving it${worker ? ", read in a worker" : ""}`, async () => {
    const { page, letGo } = await openWithout();
    const reader = await open(page, worker);
    assert.equal(page.workers().length, worker ? 1 : 0);
    const article = reader.locator(".article");
    assert.match(await article.innerText(), /counted them twice/);
    assert.ok(await article.locator("mark[data-kind=quote]").count() > 0, "quotes are there at once");
    assert.equal(await article.locator("mark[data-kind=name]").count(), 0);
    assert.match(await reader.locator(".legend").innerText(), /Names\s*…/);
    await page.keyboard.press("p");
    await reader.getByRole("tab", { name: "Names" }).click();
    await reader.getByText("Names are on their way.").waitFor();

    await page.waitForTimeout(500);
    const textBefore = await article.evaluate((holder) => {
      Object.assign(globalThis, { shifts: [], picture: holder.querySelector("img"), link: holder.querySelector("a") });
      new PerformanceObserver((list) => globalThis.shifts.push(...list.getEntries().map(({ value }) => value))).observe({ type: "layout-shift" });
      return holder.textContent;
    });
    const boxesBefore = await article.evaluate(boxes);
    letGo("continue");
    await article.locator("mark[data-kind=name]").first().waitFor();
    await page.waitForFunction(() => /Names\s*\d+/.test(document.querySelector("plainleaf-reader").shadowRoot.querySelector(".legend").innerText));
    await page.waitForTimeout(300);
    const later = await article.evaluate((holder) => ({
      text: holder.textContent, shifts: globalThis.shifts, same: holder.querySelector("img") === globalThis.picture && holder.querySelector("a") === globalThis.link,
    }));
    assert.equal(later.text, textBefore);
    // A text in three parts is measured in three parts, each to a sixty-fourth of a pixel.
    const moved = (await article.evaluate(boxes)).flat().map((edge, at) => Math.abs(edge - boxesBefore.flat()[at]));
    assert.equal(moved.length, boxesBefore.flat().length);
    assert.ok(Math.max(...moved) < 0.25, `nothing moves: ${Math.max(...moved)} pixels`);
    assert.deepEqual(later.shifts, []);
    assert.ok(later.same, "pictures and links are the very same");
    assert.ok(await reader.locator(".tab-body .entry-name").count() > 3, "the list is filled too");
    await page.screenshot({ path: picture(`names-later${worker ? "-worker" : ""}`) });

    // Where the model is at hand at once, the article is the same to the character.
    const filled = await markup(reader);
    await reader.evaluate((dialog) => dialog.close());
    await page.locator("plainleaf-reader").waitFor({ state: "detached" });
    const again = await open(page, worker);
    if (worker) await again.locator(".article mark[data-kind=name]").first().waitFor();
    assert.equal(await markup(again), filled);
    await page.context().close();
  });
}

test("a block that is put back before the names come has its names too, and stays", async () => {
  const { page, letGo } = await openWithout();
  const reader = await open(page);
  await page.keyboard.press("r");
  await reader.locator(".tab-body button.block", { hasText: "Boats by post" }).first().click();
  const block = reader.locator(".article .returned", { hasText: "Boats by post" });
  await block.waitFor();
  letGo("continue");
  await reader.getByRole("button", { name: "Close the reader" }).focus();
  await block.locator("mark[data-kind=name]").waitFor();
  assert.equal(await reader.locator(".article .returned").count(), 1);
  await page.context().close();
});

test("names wait while words are selected", async () => {
  const { page, letGo } = await openWithout();
  const reader = await open(page);
  await reader.locator(".article p").first().evaluate((paragraph) => getSelection().selectAllChildren(paragraph));
  letGo("continue");
  await page.waitForTimeout(1200);
  assert.match(await page.evaluate(() => String(getSelection())), /^Part 1\./);
  assert.equal(await reader.locator(".article mark[data-kind=name]").count(), 0);
  await page.evaluate(() => getSelection().removeAllRanges());
  await reader.locator(".article mark[data-kind=name]").first().waitFor();
  await page.context().close();
});

for (const worker of [false, true]) {
  test(`nothing is told of a reader that was closed before the names came${worker ? ", read in a worker" : ""}`, async () => {
    const { page, letGo } = await openWithout();
    const reader = await open(page, worker);
    page.faults.length = 0;
    await reader.evaluate((dialog) => dialog.close());
    letGo("continue");
    await page.waitForTimeout(500);
    assert.deepEqual(page.faults, []);
    assert.deepEqual(page.workers(), []);
    await page.context().close();
  });
}

test("where the model cannot be had, the reader says that there are no names", async () => {
  const { page, letGo } = await openWithout();
  const reader = await open(page);
  letGo("abort");
  await page.waitForFunction(() => /Names\s*0/.test(document.querySelector("plainleaf-reader").shadowRoot.querySelector(".legend").innerText));
  await page.keyboard.press("p");
  await reader.getByRole("tab", { name: "Names" }).click();
  await reader.getByText("No people, organisations or places were found.").waitFor();
  await page.context().close();
});
