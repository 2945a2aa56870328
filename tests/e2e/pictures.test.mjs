import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { test } from "node:test";
import { DESKTOP, launchForTests, openPage, openSample, PHONE, picture } from "./browser.mjs";

const browser = await launchForTests();

for (const [size, viewport] of [["desktop", DESKTOP], ["phone", PHONE]]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`pictures of the demo page and the reader: ${size}, ${colorScheme}`, async () => {
      const page = await openPage(browser, { viewport, colorScheme, reducedMotion: "reduce" });
      await page.screenshot({ path: picture(`demo-${size}-${colorScheme}`), fullPage: true });
      const reader = await openSample(page, "news.html");
      await page.screenshot({ path: picture(`reader-${size}-${colorScheme}`) });
      await page.keyboard.press("p");
      await page.screenshot({ path: picture(`panel-${size}-${colorScheme}`) });
      await page.keyboard.press("p");
      await page.keyboard.press("a");
      await page.screenshot({ path: picture(`appearance-${size}-${colorScheme}`) });
      await page.keyboard.press("Escape");
      await page.keyboard.press("j");
      await reader.locator(".card").waitFor();
      await page.screenshot({ path: picture(`card-${size}-${colorScheme}`) });
      await page.context().close();
    });
  }
}

test("the news sample before and after, side by side", async () => {
  const before = await openPage(browser, { path: "samples/news.html" });
  const after = await openPage(browser, { reducedMotion: "reduce" });
  const reader = await openSample(after, "news.html");
  await after.keyboard.press("p");
  await reader.getByRole("tab", { name: "Quotes" }).click();
  await reader.locator(".article mark[data-kind=quote]").first().evaluate((mark) => mark.scrollIntoView({ block: "center" }));
  await after.mouse.move(2, 2);
  const shots = [];
  for (const [page, name] of [[before, "news-before"], [after, "news-after"]]) {
    await page.screenshot({ path: picture(name) });
    shots.push(`data:image/png;base64,${readFileSync(picture(name)).toString("base64")}`);
  }
  const sheet = await browser.newPage({ viewport: { width: 1280, height: 452 } });
  await sheet.evaluate(async (sources) => {
    document.body.style.cssText = "display:flex;gap:12px;margin:0;padding:6px;background:#e9e6df";
    await Promise.all(sources.map((source) => {
      const image = new Image(628);
      image.style.cssText = "border-radius:8px;box-shadow:0 1px 6px #0003";
      image.src = source;
      document.body.append(image);
      return image.decode();
    }));
  }, shots);
  await sheet.screenshot({ path: picture("before-after") });
  assert.ok(statSync(picture("before-after")).size < 300_000);
  for (const page of [before, after, sheet]) await page.context().close();
});
