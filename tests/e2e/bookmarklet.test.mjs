import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import { launch, openPage, readerOf } from "./browser.mjs";
import { serve } from "./server.mjs";

const STORY = `<!DOCTYPE html><html lang="en"><title>The ferry</title><body><article><h1>The ferry</h1>${
  [1, 2, 3, 4].map((at) => `<p>Part ${at}. The ferry left at noon with 420 people on board, and the mate, Ada Holm, counted them twice because the first count had come out one too high.</p>`).join("")
}</article></body></html>`;

/** @type {import("playwright-core").Browser} */
let browser;
/** Where the reader comes from, and a site of somebody else's. @type {Awaited<ReturnType<typeof serve>>[]} */
let servers = [];
before(async () => {
  browser = await launch();
  servers = await Promise.all([
    serve({ folder: fileURLToPath(new URL("../../www/", import.meta.url)), headers: { "Access-Control-Allow-Origin": "*" } }),
    serve({ pages: {
      "/open": { body: STORY },
      "/strict": { body: STORY, headers: { "Content-Security-Policy": "script-src 'self' 'unsafe-inline'" } },
      "/unstyled": { body: STORY, headers: { "Content-Security-Policy": "style-src 'self'" } },
      "/empty": { body: "<!DOCTYPE html><title>Log in</title><form><input><button>Go</button></form>" },
    } }),
  ]);
});
after(async () => {
  await browser.close();
  for (const server of servers) server.close();
});

/** Presses the bookmarklet on a page of another site. @param {string} path */
async function pressOn(path) {
  const page = await openPage(browser);
  await page.goto(`${servers[0].address}embed.html`);
  const href = await page.locator("#bookmarklet[href^='javascript:']").getAttribute("href");
  await page.goto(servers[1].address + path);
  const said = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error("nothing was said")), 30_000).unref();
    page.on("dialog", async (dialog) => {
      await dialog.dismiss();
      resolve(dialog.message());
    });
  });
  said.catch(() => {});
  // As a bookmark would: a page's own links of this kind are the page's business.
  await page.evaluate(decodeURIComponent(String(href).replace(/^javascript:/, "")));
  return { page, said };
}

test("the bookmarklet opens the reader on a page of another site", async () => {
  const { page } = await pressOn("open");
  const reader = await readerOf(page);
  assert.ok(await reader.locator(".article mark[data-kind=name]", { hasText: "Ada Holm" }).count() > 0);
  await page.context().close();
});

for (const path of ["strict", "unstyled"]) {
  test(`where a page's policy forbids it, it says so in a sentence: ${path}`, async () => {
    const { page, said } = await pressOn(path);
    assert.match(await said, /^Plainleaf could not be loaded here: most likely this page’s own policy forbids it\./);
    assert.equal(await page.locator("plainleaf-reader").count(), 0);
    await page.context().close();
  });
}

test("where there is no article, it says that", async () => {
  const { page, said } = await pressOn("empty");
  assert.equal(await said, "Plainleaf found no article on this page.");
  await page.context().close();
});

test("pressed on the guide itself, it says what to do with it", async () => {
  const page = await openPage(browser, { path: "embed.html" });
  await page.getByRole("link", { name: "Read with Plainleaf" }).click();
  await page.getByText("Drag it to your bookmarks bar.").waitFor();
  assert.deepEqual(page.faults, []);
  await page.context().close();
});
