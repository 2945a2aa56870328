import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, openPage, openSample } from "./browser.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

test("the skim view dims sentences without a mark and leaves the elements alone", async () => {
  const page = await openPage(browser);
  const reader = await openSample(page, "news.html");
  const markup = () => reader.locator(".article").evaluate((article) => article.outerHTML);
  const earlier = await markup();
  await page.keyboard.press("d");
  const dimmed = await page.evaluate(() => [...CSS.highlights.get("plainleaf-dim")].map(String));
  assert.ok(dimmed.some((sentence) => sentence.trim() === "He paused."));
  for (const sentence of dimmed) assert.doesNotMatch(sentence, /It was time to move/);
  assert.equal(await markup(), earlier);
  await page.keyboard.press("Escape");
  // A dialog tells that it closed in a task of its own.
  await page.waitForFunction(() => CSS.highlights.size === 0);
  await page.context().close();
});

test("line focus leaves so many whole lines clear, wherever one scrolls", async () => {
  const page = await openPage(browser, { reducedMotion: "reduce" });
  const reader = await openSample(page, "news.html");
  /** How many lines of the article's paragraphs stand in the band; lines that its edge cuts are an error. */
  const clear = () => reader.evaluate(async (dialog) => {
    for (let frame = 0; frame < 5; frame += 1) await new Promise((resolve) => { requestAnimationFrame(resolve); });
    const band = dialog.querySelector(".line-focus");
    const style = getComputedStyle(band, "::before");
    const top = band.getBoundingClientRect().top + parseFloat(style.top);
    const bottom = top + parseFloat(style.height);
    const middles = new Set();
    for (const paragraph of dialog.querySelectorAll(".article p, .article h2")) {
      const range = document.createRange();
      range.selectNodeContents(paragraph);
      for (const line of range.getClientRects()) {
        if (line.bottom <= top + 1 || line.top >= bottom - 1) continue;
        if (line.top < top - 3 || line.bottom > bottom + 3) return `cut: ${line.top}–${line.bottom} by ${top}–${bottom}`;
        middles.add(Math.round((line.top + line.bottom) / 8));
      }
    }
    return [...middles].sort((one, other) => one - other).filter((middle, at, all) => at === 0 || middle - all[at - 1] > 2).length;
  });
  await reader.locator(".page").evaluate((scroller) => scroller.scrollTo(0, 900));
  for (const lines of [1, 3, 5]) {
    await page.keyboard.press("l");
    assert.equal(await clear(), lines);
    for (const by of [7, 11, 23]) {
      await reader.locator(".page").evaluate((scroller, far) => scroller.scrollBy(0, far), by);
      assert.equal(await clear(), lines);
    }
  }
  await page.keyboard.press("l");
  assert.equal(await reader.locator(".line-focus").isVisible(), false);
  await page.context().close();
});

test("a piece opens where one left off", async () => {
  const page = await openPage(browser);
  let reader = await openSample(page, "news.html");
  await reader.locator(".article h2").last().evaluate((heading) => heading.scrollIntoView());
  await page.waitForFunction(() => (localStorage.getItem("plainleaf.places") ?? "").includes("news.html"));
  await page.keyboard.press("Escape");
  reader = await openSample(page, "news.html");
  await reader.getByText("Back where you left off").waitFor();
  const top = await reader.locator(".article h2").last().evaluate((heading) => heading.getBoundingClientRect().top);
  assert.ok(top > 0 && top < 300, String(top));
  await page.context().close();
});

test("the outline leads to its sections", async () => {
  const page = await openPage(browser);
  const reader = await openSample(page, "feature.html");
  await page.keyboard.press("p");
  await reader.getByRole("tab", { name: "Outline" }).click();
  await reader.locator(".tab-body").getByRole("button", { name: "The pour" }).click();
  await reader.locator("h2.flash", { hasText: "The pour" }).waitFor();
  await page.context().close();
});

test("a footnote opens where its mark stands", async () => {
  const page = await openPage(browser);
  const reader = await openSample(page, "feature.html");
  await reader.locator(".article sup a").first().click();
  const note = reader.locator("#note");
  await note.waitFor();
  assert.match(await note.innerText(), /makes it up from the nominal/);
  await page.keyboard.press("Escape");
  await note.waitFor({ state: "hidden" });
  assert.equal(await page.locator("plainleaf-reader").count(), 1);
  await page.context().close();
});

test("a picture opens large", async () => {
  const page = await openPage(browser);
  const reader = await openSample(page, "feature.html");
  const small = await reader.locator(".article figure img").first().boundingBox();
  await reader.locator(".enlarge").first().click();
  const large = await reader.locator("#lightbox img").boundingBox();
  assert.ok(large && small && large.width > small.width);
  await page.keyboard.press("Escape");
  await reader.locator("#lightbox").waitFor({ state: "hidden" });
  await page.context().close();
});
