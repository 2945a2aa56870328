import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { focused, launch, openPage, openSample, PHONE } from "./browser.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** Moves the pointer onto the first letters of a mark, which may run over several lines. */
async function hoverStart(mark) {
  await mark.scrollIntoViewIfNeeded();
  const [x, y] = await mark.evaluate((element) => {
    const line = element.getClientRects()[0];
    return [line.left + 4, line.top + line.height / 2];
  });
  await mark.page().mouse.move(x, y);
}

const lineOf = (mark) => mark.evaluate((element) => getComputedStyle(element).textDecorationLine);

test("each kind has a switch and a key", async () => {
  const page = await openPage(browser);
  const reader = await openSample(page, "news.html");
  for (const [kind, key] of [["quote", "q"], ["figure", "f"], ["name", "n"]]) {
    const mark = reader.locator(`.article mark[data-kind=${kind}]`).first();
    const chip = reader.locator(`.chip[data-kind=${kind}]`);
    assert.equal(await lineOf(mark), "underline");
    await chip.click();
    assert.equal(await chip.getAttribute("aria-pressed"), "false");
    assert.equal(await lineOf(mark), "none");
    await page.keyboard.press(key);
    assert.equal(await chip.getAttribute("aria-pressed"), "true");
    assert.equal(await lineOf(mark), "underline");
  }
  await page.context().close();
});

test("are told apart by their lines, not by colour alone", async () => {
  const page = await openPage(browser);
  const reader = await openSample(page, "news.html");
  const styles = [];
  for (const kind of ["quote", "figure", "name"]) {
    styles.push(await reader.locator(`.article mark[data-kind=${kind}]`).first().evaluate((mark) => getComputedStyle(mark).textDecorationStyle));
  }
  assert.equal(new Set(styles).size, 3, styles.join());
  await page.context().close();
});

test("a quote tells its speaker, a figure its full value, a name its fullest form", async () => {
  const page = await openPage(browser);
  const reader = await openSample(page, "news.html");
  const card = reader.locator(".card");
  const expected = [["quote", /Quote.*Bellweather/s], ["figure", /212,000,000 US dollars/], ["name", /person.*Constance Bellweather/s]];
  const words = { quote: "renting this land", figure: "$212 million", name: "Bellweather" };
  for (const [kind, pattern] of expected) {
    await hoverStart(reader.locator(`.article mark[data-kind=${kind}]`, { hasText: words[kind] }).first());
    await card.filter({ hasText: pattern }).waitFor({ timeout: 3000 });
    await page.mouse.move(5, 300);
    await card.waitFor({ state: "hidden" });
  }
  await page.context().close();
});

test("the card of a name tells what it says and which figures stand near, and leads there", async () => {
  const page = await openPage(browser);
  const reader = await openSample(page, "news.html");
  await reader.locator(".article mark[data-kind=name]", { hasText: "Bellweather" }).nth(1).focus();
  const card = reader.locator(".card");
  await card.locator(".card-quote", { hasText: "renting this land" }).waitFor();
  assert.deepEqual(await card.locator(".near").allTextContents().then((all) => all.includes("212")), true);
  await card.locator(".near", { hasText: "212" }).click();
  await reader.locator('.article mark[data-kind="figure"].flash', { hasText: "212" }).waitFor();
  assert.equal((await focused(page)).kind, "figure");
  await page.context().close();
});

test("a tap shows the card at the foot of a phone", async () => {
  const page = await openPage(browser, { viewport: PHONE, hasTouch: true, isMobile: true });
  const reader = await openSample(page, "news.html");
  await reader.locator(".article mark[data-kind=figure]").first().tap();
  const card = reader.locator(".card");
  await card.waitFor();
  const box = await card.boundingBox();
  assert.ok(box && box.y > PHONE.height / 2 && box.x >= 0 && box.x + box.width <= PHONE.width, JSON.stringify(box));
  await page.context().close();
});
