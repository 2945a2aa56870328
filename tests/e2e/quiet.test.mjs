/** Nothing is asked of anybody but the article's own pictures, and nothing is kept but what a reader wants kept. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { launchForTests, openPage, readerOf, SITE } from "./browser.mjs";

const PARAGRAPH = "<p>Rain fell on the valley for most of the night, and by the morning the lower road was closed to all traffic, the council said.</p>";

/** Its two pictures, and every common way to count its readers. */
const PAGE = `<!DOCTYPE html><html lang="en"><head><title>Rain</title><link rel="canonical" href="https://news.example/rain">
<link rel="stylesheet" href="https://cdn.example/a.css"><link rel="preconnect" href="https://cdn.example"><link rel="prefetch" href="https://cdn.example/b.js">
<meta property="og:image" content="https://cdn.example/lead.jpg"><script src="https://stats.example/t.js"></script></head><body><article><h1>Rain</h1>${PARAGRAPH}
<figure><img src="/photo.jpg" width="800" height="500" alt="The valley"><figcaption>The valley</figcaption></figure>${PARAGRAPH}
<p><img src="https://cdn.example/map.png" alt="A map" width="600" height="400"></p>
<p><img src="https://stats.example/a.gif" width="1" height="1"><img src="https://stats.example/b" style="display:none"><img src="https://stats.example/c" width="0" height="0">
<img src="https://stats.example/d" style="width: 1px; height: 1px"><img src="https://stats.example/1x1.png"><img src="https://stats.example/e" hidden><img src="https://stats.example/pixel.gif?u=7">
<img src="https://www.facebook.com/tr?id=1&ev=PageView"><img src="https://www.google-analytics.com/collect?v=1"><noscript><img src="https://stats.example/f" width="1" height="1"></noscript></p>
<p>See <a href="/tides?day=5&utm_source=page&utm_medium=link&fbclid=a#high" ping="https://stats.example/ping">the tides</a> and <a href="https://shop.example/?gclid=1&msclkid=2&mc_eid=3">the shop</a>.</p>
<iframe src="https://www.youtube.com/embed/abc" title="A film"></iframe><video src="https://cdn.example/film.mp4" poster="https://cdn.example/poster.jpg" preload="auto"></video><audio src="https://cdn.example/sound.mp3" autoplay></audio>
<p style="background: url(https://stats.example/style.png)">The river stood at 4.1 metres, said Ada Holm.</p>${PARAGRAPH}</article>
<aside class="newsletter"><p>Subscribe to our newsletter and never miss the rain again. <a href="https://news.example/join?utm_campaign=box&id=9">Join</a><img src="https://stats.example/g" width="1" height="1"></p></aside></body></html>`;

const DOT = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==", "base64");

const browser = await launchForTests();

/** The reader over the page above, and what was asked of others for it. */
async function openQuiet() {
  const page = await openPage(browser, { permissions: ["clipboard-read", "clipboard-write"] });
  /** @type {{ url: string, referrer: string | undefined }[]} */
  const asked = [];
  await page.context().route((url) => url.origin !== new URL(SITE).origin && /^https?:$/.test(url.protocol), (route) => {
    asked.push({ url: route.request().url(), referrer: route.request().headers().referer });
    return route.fulfill({ contentType: "image/png", body: DOT });
  });
  await page.setInputFiles("#file", { name: "rain.html", mimeType: "text/html", buffer: Buffer.from(PAGE) });
  const reader = await readerOf(page);
  return { page, reader, asked };
}

test("nothing is asked for but the article's own pictures, and nobody is told where one reads", async () => {
  const { page, reader, asked } = await openQuiet();
  for (const key of ["p", "j", "j", "d", "l", "r", "c", "s", "a"]) await page.keyboard.press(key);
  await page.keyboard.press("Escape");
  await reader.locator(".tab-body button.block").first().click();
  await reader.locator(".returned").first().waitFor();
  await reader.locator(".page").evaluate((scroller) => scroller.scrollTo(0, scroller.scrollHeight));
  await page.waitForTimeout(500);
  const own = ["https://cdn.example/map.png", "https://cdn.example/poster.jpg", "https://news.example/photo.jpg"];
  assert.deepEqual([...new Set(asked.map(({ url }) => url))].sort(), own);
  assert.deepEqual(asked.filter(({ referrer }) => referrer), []);
  await page.context().close();
});

test("links, also those that were put back, do not tell who sent whom", async () => {
  const { page, reader } = await openQuiet();
  await page.keyboard.press("r");
  await reader.locator(".tab-body button.block", { hasText: "Subscribe" }).click();
  await reader.locator(".returned").first().waitFor();
  const links = await reader.locator(".article a[href]").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  for (const expected of ["https://news.example/tides?day=5#high", "https://shop.example/", "https://news.example/join?id=9"]) assert.ok(links.includes(expected), `${expected} is not one of ${links.join(" ")}`);
  assert.doesNotMatch(links.join(), /utm_|clid|mc_eid/);
  assert.equal(await reader.locator("[ping]").count(), 0);
  await page.context().close();
});

test("nothing is kept but settings, places and what was put back, and one press forgets it", async () => {
  const { page, reader } = await openQuiet();
  await page.keyboard.press("+");
  await page.keyboard.press("r");
  await reader.locator(".tab-body button.block", { hasText: "Subscribe" }).click();
  await reader.locator(".returned").first().getByRole("button", { name: "Keep on this page" }).click();
  await page.setViewportSize({ width: 900, height: 300 });
  await reader.locator(".page").evaluate((scroller) => scroller.scrollTo(0, 300));
  await page.waitForFunction(() => localStorage.getItem("plainleaf.places")?.includes("rain"));
  const kept = () => page.evaluate(async () => ({
    local: Object.keys(localStorage).sort(), session: Object.keys(sessionStorage), cookies: document.cookie,
    databases: (await indexedDB.databases()).length, caches: (await caches.keys()).length, workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
  const nothing = { local: [], session: [], cookies: "", databases: 0, caches: 0, workers: 0 };
  assert.deepEqual(await kept(), { ...nothing, local: ["plainleaf.kept", "plainleaf.places", "plainleaf.settings"] });
  await reader.getByRole("button", { name: "Appearance", exact: true }).click();
  await reader.locator("#settings").getByRole("button", { name: "Forget all that is stored" }).click();
  assert.deepEqual(await kept(), nothing);
  await page.context().close();
});
