import assert from "node:assert/strict";
import { test } from "node:test";
import { focused, launchForTests, openOver, openPage, openSample, PHONE, publish } from "./browser.mjs";

const browser = await launchForTests();

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

test("the card of a figure leads to where the same number stands elsewhere, however it is written", async () => {
  const page = await openPage(browser);
  const filler = "The ferry left at noon, and the mate counted the passengers twice because the first count had come out too high. ".repeat(4);
  const nines = `${"9".repeat(400)}`;
  await publish(page, { "same.html": `<!DOCTYPE html><html lang="en"><title>Same</title><article><h1>The harbour</h1><p>The new pier will cost $5 million, the council said. ${filler}</p>
    <p>It has 5 million visitors. ${filler}</p><p>Last year 12 percent came by boat. ${filler}</p><p>Of the 5,000,000 dollars a part is paid by the state, which gave 12% of another pier's €5 million. ${filler}</p>
    <p>The pier of five million US dollars is to be opened between 3 and 5 May. ${filler}</p><p>Some counted ${nines} gulls, others ${nines.slice(1)}8 gulls, and one counted 7 of them.</p></article></html>` });
  const reader = await openOver(page, "same.html");
  const card = reader.locator(".card");
  const figure = (/** @type {string} */ words) => reader.locator(".article mark[data-kind=figure]").filter({ hasText: words });
  const steps = card.locator('.card-part[data-kind="figure"] .card-steps');

  await figure("$5 million").focus();
  await steps.getByText("place 1 of 3", { exact: true }).waitFor();
  for (const [at, words] of [[2, "5,000,000 dollars"], [3, "five million US dollars"], [1, "$5 million"]]) {
    await steps.getByRole("button", { name: "Next place" }).click();
    await steps.getByText(`place ${at} of 3`, { exact: true }).waitFor();
    await reader.locator('.article mark[data-kind="figure"].flash').filter({ hasText: words }).first().waitFor();
    assert.equal((await focused(page)).name, "Next place", "one can step on at once");
  }
  await steps.getByRole("button", { name: "Previous place" }).click();
  await steps.getByText("place 3 of 3", { exact: true }).waitFor();

  await figure("12 percent").focus();
  await steps.getByText("place 1 of 2", { exact: true }).waitFor();
  // The same number of something else, of another money, and a number too large to know are found nowhere else.
  for (const words of ["€5 million", /^5 million$/, nines]) {
    await figure(words).first().focus();
    await card.locator('.card-part[data-kind="figure"]').waitFor();
    assert.equal(await steps.count(), 0, `“${String(words).slice(0, 20)}” stands once`);
  }
  await page.context().close();
});
