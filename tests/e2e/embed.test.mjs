import assert from "node:assert/strict";
import { test } from "node:test";
import { launchForTests, openPage, readerOf, SITE, violations } from "./browser.mjs";

const browser = await launchForTests();

/**
 * A page of its own at the site's address, as somebody might write it.
 *
 * @param {import("playwright-core").Page} page
 * @param {string} body
 */
async function serve(page, body) {
  await page.route("**/own-page.html", (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body }));
  await page.goto(new URL("own-page.html", SITE).href);
}

const STORY = Array.from({ length: 6 }, (_, at) => `<p>Part ${at + 1}. The ferry left at noon with forty people on board, and the mate, Ada Holm, counted them twice because the first count had come out one too high, which at sea is worse than one too low.</p>`).join("");

test("one script tag adds a button that opens the reader over the live page", async () => {
  const page = await openPage(browser, { path: "embed.html" });
  const markup = () => page.evaluate(() => document.documentElement.outerHTML);
  const earlier = await markup();
  await page.mouse.click(1180, 860);
  const reader = await readerOf(page);
  assert.equal(await reader.locator("h1").textContent(), "A reader view for your own site");
  assert.match(await reader.locator(".article").innerText(), /The page beneath is not touched/);
  assert.doesNotMatch(await reader.locator(".article").innerText(), /Reader view$/);
  await page.keyboard.press("Escape");
  await page.locator("plainleaf-reader").waitFor({ state: "detached" });
  assert.equal(await markup(), earlier);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("loads neither module nor reader before somebody asks", async () => {
  const page = await openPage(browser);
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(new URL("embed.html", SITE).href);
  await page.waitForLoadState("networkidle");
  assert.deepEqual(asked.filter((path) => /pkg|reader\//.test(path)), []);
  await page.context().close();
});

test("a control of the site's own opens the reader, and no button is added", async () => {
  const page = await openPage(browser);
  await serve(page, `<!DOCTYPE html><html style="font-size: 62.5%"><title>Ferry</title><style>* { letter-spacing: 9px; text-transform: uppercase } button { transform: rotate(9deg) } plainleaf-reader { display: none }</style>
    <body><button data-plainleaf-open>Calm, please</button><article><h1>The ferry</h1>${STORY}</article><script type="module" src="embed.js"></script></body></html>`);
  assert.equal(await page.locator("plainleaf-button").count(), 0);
  await page.getByRole("button", { name: "Calm, please" }).click();
  const reader = await readerOf(page);
  const style = await reader.locator(".article p").first().evaluate((paragraph) => {
    const { letterSpacing, textTransform, fontSize } = getComputedStyle(paragraph);
    return [letterSpacing, textTransform, fontSize];
  });
  assert.deepEqual(style, ["normal", "none", "19px"], "the page's own style reaches into the reader");
  await page.context().close();
});

test("a page without running text gets no button", async () => {
  const page = await openPage(browser);
  await serve(page, `<!DOCTYPE html><title>Menu</title><body><ul><li><a href="/a">One</a><li><a href="/b">Two</a></ul><script type="module" src="embed.js"></script></body>`);
  await page.waitForLoadState("networkidle");
  assert.equal(await page.locator("plainleaf-button").count(), 0);
  await page.context().close();
});

test("axe finds nothing on the guide to embedding", async () => {
  const page = await openPage(browser, { path: "embed.html" });
  assert.deepEqual(await violations(page), []);
  await page.context().close();
});

test("pictures load once they come near, tell nobody where they are looked at, and not at all where they are switched off", async () => {
  const page = await openPage(browser);
  const referrers = [];
  await page.route("**/boat-*.svg", (route) => {
    referrers.push(route.request().headers().referer ?? "");
    return route.fulfill({ contentType: "image/svg+xml", body: "<svg xmlns='http://www.w3.org/2000/svg' width='800' height='300'/>" });
  });
  // Not on the page itself, where it would load them.
  const body = `<!DOCTYPE html><html lang="en"><title>Ferry</title><article><h1>The ferry</h1>${STORY}<figure><img data-src="boat-1.svg" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" width="800" height="300"></figure>${STORY}</article><script type="module" src="embed.js"></script></html>`;
  for (const [settings, loads] of [[{}, true], [{ pictures: false }, false]]) {
    await serve(page, body);
    referrers.length = 0;
    await page.evaluate((value) => localStorage.setItem("plainleaf.settings", JSON.stringify(value)), settings);
    await page.locator("body").evaluate(async (_, address) => (await import(address)).openHere(), new URL("open.js", SITE).href);
    const reader = await readerOf(page);
    await reader.locator(".page").evaluate((scroller) => scroller.scrollTo({ top: scroller.scrollHeight / 3, behavior: "instant" }));
    await page.waitForTimeout(600);
    assert.deepEqual(referrers, loads ? [""] : []);
  }
  await page.context().close();
});
