import assert from "node:assert/strict";
import { test } from "node:test";
import { focused, launchForTests, openPage, openSample } from "./browser.mjs";

const browser = await launchForTests();

test("focus stays in the reader however far one tabs", async () => {
  const page = await openPage(browser);
  await openSample(page, "news.html");
  const seen = new Set();
  for (let step = 0; step < 40; step += 1) {
    await page.keyboard.press(step < 30 ? "Tab" : "Shift+Tab");
    const { host, name, tag } = await focused(page);
    assert.ok(host === "plainleaf-reader" || host === "body", `focus went to ${host}`);
    seen.add(name || tag);
  }
  for (const name of ["Close the reader", "Appearance", "More", "mark"]) assert.ok(seen.has(name), `Tab never reached ${name}: ${[...seen]}`);
  await page.context().close();
});

test("walks from mark to mark, into the card and back, and out", async () => {
  const page = await openPage(browser);
  const reader = await openSample(page, "news.html");
  await page.keyboard.press("j");
  const first = await focused(page);
  assert.equal(first.tag, "mark");
  await reader.locator(".card").waitFor();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  assert.equal((await focused(page)).tag, "mark");
  await page.keyboard.press("n");
  await page.keyboard.press("f");
  await page.keyboard.press("j");
  assert.equal((await focused(page)).kind, "quote");
  await page.keyboard.press("Enter");
  assert.equal((await focused(page)).tag, "button");
  await page.keyboard.press("Escape");
  assert.equal((await focused(page)).tag, "mark");
  await reader.locator(".card").waitFor({ state: "hidden" });
  await page.keyboard.press("Escape");
  await page.locator("plainleaf-reader").waitFor({ state: "detached" });
  await page.context().close();
});

test("the tabs of the panel follow the arrow keys", async () => {
  const page = await openPage(browser);
  const reader = await openSample(page, "news.html");
  await page.keyboard.press("p");
  await reader.getByRole("tab", { name: "Names" }).focus();
  await page.keyboard.press("ArrowRight");
  assert.equal(await reader.getByRole("tab", { name: "Quotes" }).getAttribute("aria-selected"), "true");
  await page.context().close();
});

test("“?” lists the shortcuts, Escape closes only the list", async () => {
  const page = await openPage(browser);
  const reader = await openSample(page, "news.html");
  await page.keyboard.press("?");
  const sheet = reader.locator("#shortcuts");
  await sheet.waitFor();
  assert.match(await sheet.innerText(), /Next mark/);
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "hidden" });
  assert.equal(await page.locator("plainleaf-reader").count(), 1);
  await page.context().close();
});
