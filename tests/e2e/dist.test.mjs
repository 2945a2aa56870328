import assert from "node:assert/strict";
import { existsSync, rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { makeSite } from "../../xtask/front-end.mjs";
import { launch, openPage, openSample, readerOf } from "./browser.mjs";
import { serve } from "./server.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
let folder = "";
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "plainleaf-site-"));
  await makeSite(folder);
  [browser, server] = await Promise.all([launch(), serve({ folder })]);
});
after(async () => {
  await browser?.close();
  server?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A page of what was made, with all that it asks for. @param {string} path */
async function visit(path) {
  const page = await openPage(browser);
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  page.faults.length = 0;
  await page.goto(server.address + path);
  // openPage calls every host but the site's another; here the site is the server of this test.
  const faults = () => page.faults.filter((fault) => !fault.includes(server.address));
  return { page, asked, faults };
}

test("the site as it goes out opens a sample, with styles, faces and marks", async () => {
  const { page, asked, faults } = await visit("");
  const reader = await openSample(page, "news.html");
  assert.ok(await reader.locator(".article mark[data-kind=quote]").count() > 3);
  await reader.getByRole("button", { name: "Appearance", exact: true }).click();
  await reader.getByText("Hyperlegible", { exact: true }).click();
  await page.waitForFunction(() => [...document.fonts].some(({ status }) => status === "loaded"));
  assert.deepEqual(faults(), []);
  const scripts = asked.filter((path) => /\.js$/.test(path) && !path.startsWith("/pkg/"));
  assert.deepEqual(scripts.sort(), ["/demo/main.js", "/reader/reader.js"], "one file an entry");
  await page.context().close();
});

test("the script tag as it goes out opens the reader, and marks the page in place", async () => {
  const { page, faults } = await visit("embed.html");
  await page.getByRole("button", { name: "Mark this page" }).click();
  await page.waitForFunction(() => CSS.highlights.has("plainleaf-name"));
  await page.mouse.click(1180, 860);
  await readerOf(page);
  assert.deepEqual(faults(), []);
  await page.context().close();
});

test("nothing goes out that a visitor has no use for", () => {
  for (const file of ["extension", "reader/types.d.ts", "reader/card.js", "pkg/plainleaf.d.ts", "pkg/.gitignore"]) assert.equal(existsSync(join(folder, file)), false, file);
  for (const file of ["index.html", "leaf.svg", "pkg/plainleaf_bg.wasm", "pkg/plainleaf_names.bin", "pkg/plainleaf_worker.js", "samples/news.html", "fonts/dyslexic/LICENCE.txt"]) assert.ok(existsSync(join(folder, file)), file);
});
