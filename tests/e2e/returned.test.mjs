import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { launchForTests, openOver as open, openPage, openSample, publish as publishPages, SAMPLES, SITE, violations } from "./browser.mjs";

const browser = await launchForTests();

/**
 * Opens the list of what was removed and chooses one block.
 *
 * @param {import("playwright-core").Locator} reader
 * @param {string} words
 */
async function look(reader, words) {
  if (!(await reader.locator(".panel").isVisible())) await reader.getByRole("button", { name: /^Panel/ }).click();
  await reader.getByRole("tab", { name: "Removed" }).click();
  await reader.locator(".tab-body button.block", { hasText: words }).first().click();
  const block = reader.locator(".article .returned", { hasText: words });
  await block.waitFor();
  return block;
}

/** A page of a site as somebody might write it: two pieces, a box of the same make in the middle of each. */
const story = (/** @type {string} */ title, /** @type {string} */ box) => `<!DOCTYPE html><html lang="en"><head><title>${title}</title></head><body><main><article><h1>${title}</h1>
${[1, 2, 3].map((at) => `<p>Part ${at}. The ferry left at noon with forty people on board, and the mate counted them twice because the first count had come out one too high, which at sea is worse.</p>`).join("")}
<div class="newsletter-signup promo-box"><h2>Newsletter</h2><p>${box} Subscribe to our newsletter for more.</p><p><a href="/all" onclick="steal()">Sign up now</a> <a href="javascript:steal()">Never</a><img src="/x.png" onerror="steal()" alt="A boat"></p><a href="/f">Ferries</a><a href="/r">Ropes</a><script>steal()</script></div>
${[4, 5, 6].map((at) => `<p>Part ${at}. By the evening the wind had turned, and those who had stayed ashore said that they had known it would; nobody asked them how they could have known it.</p>`).join("")}
</article></main><script type="module" src="embed.js"></script></body></html>`;

/**
 * @param {import("playwright-core").Page} page
 * @param {Record<string, string>} pages
 */
async function publish(page, pages) {
  await page.route("**/x.png", (route) => route.fulfill({ contentType: "image/svg+xml", body: "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>" }));
  await publishPages(page, pages);
}

describe("what was removed", () => {
  for (const sample of SAMPLES) {
    test(`nearly all of it is found on the page: ${sample}`, async () => {
      const page = await openPage(browser);
      const reader = await openSample(page, sample);
      await page.keyboard.press("r");
      await reader.locator(".tab-body button.block").first().waitFor();
      const [found, all] = await Promise.all([reader.locator(".tab-body button.block").count(), reader.locator(".tab-body .block").count()]);
      assert.ok(found >= 0.9 * all, `${found} of ${all}`);
      assert.deepEqual(page.faults, []);
      await page.context().close();
    });
  }

  test("is shown where it stood, without anything that could run", async () => {
    const page = await openPage(browser);
    await publish(page, { "one.html": story("One", "Boats by post.") });
    const reader = await open(page, "one.html");
    const before = await reader.locator(".article").evaluate((article) => article.outerHTML);
    const block = await look(reader, "Boats by post");
    const around = await block.evaluate((section) => [section.previousElementSibling?.textContent?.slice(0, 6), section.nextElementSibling?.textContent?.slice(0, 6)]);
    assert.deepEqual(around, ["Part 3", "Part 4"]);
    assert.equal(await block.evaluate((section) => section.getRootNode().activeElement === section), true, "the focus goes with the jump");
    const markup = await block.locator(".returned-body").innerHTML();
    assert.doesNotMatch(markup, /script|onclick|onerror|steal/);
    const [ferries, ropes] = await Promise.all(["Ferries", "Ropes"].map((name) => block.getByRole("link", { name, exact: true }).boundingBox()));
    assert.ok(ropes.x - ferries.x - ferries.width > 3, "links that only style kept apart");
    assert.match(markup, /href="http[^"]+\/all"/);
    await block.getByRole("button", { name: "Take away" }).click();
    await block.waitFor({ state: "detached" });
    assert.equal(await reader.locator(".article").evaluate((article) => article.outerHTML), before);
    await page.context().close();
  });

  test("kept on this page it is there again, and on no other", async () => {
    const page = await openPage(browser);
    await publish(page, { "one.html": story("One", "Boats by post."), "two.html": story("Two", "Ropes by post.") });
    let reader = await open(page, "one.html");
    const block = await look(reader, "Boats by post");
    await block.getByRole("button", { name: "Keep on this page" }).click();
    await reader.getByText("Kept on this page").waitFor();
    reader = await open(page, "one.html");
    await reader.locator('.article .returned[data-state="page"]', { hasText: "Boats by post" }).waitFor();
    reader = await open(page, "two.html");
    assert.equal(await reader.locator(".article .returned").count(), 0);
    await page.context().close();
  });

  test("kept on the site its like is there on every page of it, until it is taken away", async () => {
    const page = await openPage(browser);
    await publish(page, { "one.html": story("One", "Boats by post."), "two.html": story("Two", "Ropes by post.") });
    let reader = await open(page, "one.html");
    await (await look(reader, "Boats by post")).getByRole("button", { name: /^Always on / }).click();
    reader = await open(page, "two.html");
    const block = reader.locator('.article .returned[data-state="site"]', { hasText: "Ropes by post" });
    await block.waitFor();
    assert.deepEqual(await violations(page), []);
    await block.getByRole("button", { name: "Take away" }).click();
    reader = await open(page, "one.html");
    assert.equal(await reader.locator(".article .returned").count(), 0);
    await page.context().close();
  });

  test("comes along as Markdown and into a saved file once it is kept", async () => {
    const page = await openPage(browser, { permissions: ["clipboard-read", "clipboard-write"] });
    await publish(page, { "one.html": story("One", "Boats by post.") });
    const reader = await open(page, "one.html");
    const copied = async () => {
      await page.evaluate(() => navigator.clipboard.writeText(""));
      await page.keyboard.press("c");
      await page.waitForFunction(async () => (await navigator.clipboard.readText()) !== "");
      return page.evaluate(() => navigator.clipboard.readText());
    };
    const block = await look(reader, "Boats by post");
    assert.doesNotMatch(await copied(), /Boats by post/);
    await block.getByRole("button", { name: "Keep on this page" }).click();
    assert.match(await copied(), /Part 3[\s\S]*Boats by post[\s\S]*Part 4/);
    const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("s")]);
    const chunks = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk);
    const html = Buffer.concat(chunks).toString("utf8");
    assert.match(html, /Part 3[\s\S]*Boats by post[\s\S]*Part 4/);
    assert.doesNotMatch(html, /Take away|Was removed/);
    await page.context().close();
  });
});

test("where a stretch of text stands is found, and what holds it is put into a frame", async () => {
  const page = await openPage(browser);
  await publish(page, { "one.html": story("One", "Boats by post.") });
  await page.goto(new URL("one.html", SITE).href);
  const framed = await page.evaluate(async (address) => {
    const { enclose, stretchOf } = await import(address);
    const frameIn = (/** @type {string} */ markup, /** @type {string} */ text, /** @type {string} */ wanted) => {
      const article = document.createElement("div");
      article.innerHTML = markup;
      const start = text.indexOf(wanted);
      const range = stretchOf(article, text, { start, end: start + wanted.length });
      if (!range) return null;
      const frame = document.createElement("section");
      const part = enclose(article, range, frame, frame);
      return [article.innerHTML.replaceAll("section", "s"), part && String(part)];
    };
    return [
      frameIn("<p>a b</p><p>c <mark><data>d</data></mark></p><p>e</p>", "a b\n\nc d\n\ne", "c d"),
      frameIn("<p>a</p><h2>b</h2><p>c</p><p>d</p>", "a\n\nb\n\nc\n\nd", "b\n\nc"),
      frameIn("<ul><li>a</li><li>b</li></ul>", "a\nb", "b"),
      frameIn("<p>a <b>b</b> c</p>", "a b c", "b"),
      frameIn("<blockquote><p>a</p><p>b</p></blockquote>", "a\n\nb", "b"),
      frameIn("<blockquote><p>b</p></blockquote><p>c</p>", "b\n\nc", "b"),
      frameIn("<figure><figcaption>b</figcaption></figure><p>b</p>", "b", "b"),
      frameIn("<p>a</p>", "a", ""),
    ];
  }, new URL("reader/enclose.js", SITE).href);
  assert.deepEqual(framed, [
    ["<p>a b</p><s><p>c <mark><data>d</data></mark></p></s><p>e</p>", null],
    ["<p>a</p><s><h2>b</h2><p>c</p></s><p>d</p>", null],
    ["<s><ul><li>a</li><li>b</li></ul></s>", "b"],
    ["<s><p>a <b>b</b> c</p></s>", "b"],
    ["<blockquote><p>a</p><s><p>b</p></s></blockquote>", null],
    ["<s><blockquote><p>b</p></blockquote></s><p>c</p>", null],
    ["<figure><figcaption>b</figcaption></figure><s><p>b</p></s>", null],
    null,
  ]);
  await page.context().close();
});

test("what is put back has its marks, and a share in the counts, the panel and what is copied", async () => {
  const page = await openPage(browser, { permissions: ["clipboard-read", "clipboard-write"] });
  await publish(page, { "one.html": story("One", "“Boats by post,” said Marta Oldfield of the yard, “cost $4 million in 2019.”") });
  const reader = await open(page, "one.html");
  const count = (/** @type {string} */ kind) => reader.locator(`.chip[data-kind=${kind}] .chip-count`).innerText().then(Number);
  const counts = async () => [await count("quote"), await count("figure"), await count("name")];
  const [quotes, figures, names] = await counts();
  const block = await look(reader, "Boats by post");
  for (const kind of ["quote", "figure", "name"]) assert.ok(await block.locator(`mark[data-kind=${kind}]`).count() > 0, `no ${kind} is marked`);
  const [moreQuotes, moreFigures, moreNames] = await counts();
  assert.deepEqual([moreQuotes, moreFigures], [quotes + 1, figures + 2]);
  assert.ok(moreNames > names);
  await reader.getByRole("tab", { name: "Quotes" }).click();
  await reader.locator(".tab-body h2", { hasText: "Marta Oldfield" }).waitFor();
  await block.getByRole("button", { name: "Keep on this page" }).click();
  await page.keyboard.press("c");
  await page.waitForFunction(async () => (await navigator.clipboard.readText()).includes("Boats by post"));
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /“Boats by post,”[\s\S]*^\[\^q\d+\]: Said by Marta Oldfield$/m);
  await block.getByRole("button", { name: "Take away" }).click();
  await block.waitFor({ state: "detached" });
  assert.deepEqual(await counts(), [quotes, figures, names]);
  await page.context().close();
});

test("the article stays where it was when something further down is put back", async () => {
  const page = await openPage(browser, { viewport: { width: 900, height: 300 } });
  await publish(page, { "one.html": story("One", "Boats by post.") });
  const reader = await open(page, "one.html");
  const block = await look(reader, "Boats by post");
  await page.waitForTimeout(600);
  const top = () => reader.locator(".article p", { hasText: "Part 3" }).evaluate((paragraph) => Math.round(paragraph.getBoundingClientRect().top));
  const before = await top();
  // Not by the mouse, for which the test would scroll the button into view.
  const press = (/** @type {string} */ name) => block.getByRole("button", { name }).evaluate((button) => button.click());
  await press("Keep on this page");
  assert.equal(await top(), before);
  await press("Take away");
  await block.waitFor({ state: "detached" });
  assert.equal(await top(), before);
  assert.equal(await page.evaluate(() => document.querySelector("plainleaf-reader").shadowRoot.activeElement?.className), "page");
  await page.context().close();
});

test("all that is stored is forgotten at once", async () => {
  const page = await openPage(browser);
  await publish(page, { "one.html": story("One", "Boats by post.") });
  let reader = await open(page, "one.html");
  await page.keyboard.press("+");
  const block = await look(reader, "Boats by post");
  await block.getByRole("button", { name: "Keep on this page" }).click();
  assert.ok((await page.evaluate(() => Object.keys(localStorage))).length >= 2);
  await reader.getByRole("button", { name: "More", exact: true }).click();
  await reader.getByRole("button", { name: "Forget all that is stored" }).click();
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
  assert.equal(await reader.locator(".column").evaluate((column) => getComputedStyle(column).fontSize), "19px");
  assert.equal(await reader.locator(".article .returned").count(), 0);
  reader = await open(page, "one.html");
  assert.equal(await reader.locator(".article .returned").count(), 0);
  await page.context().close();
});
