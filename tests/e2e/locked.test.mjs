/** Plainleaf's own pages let nothing run but their own scripts, and need no exception from anybody's policy. */

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { launch, openPage, openSample, readerOf, SITE } from "./browser.mjs";
import { serve } from "./server.mjs";

const WWW = fileURLToPath(new URL("../../www/", import.meta.url));

/** All that the guide to embedding says that a page must allow, and Trusted Types without a single policy. */
const STRICT = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/** @type {import("playwright-core").Browser} */
let browser;
let folder = "";
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "plainleaf-locked-"));
  browser = await launch();
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** @param {string} policy @returns {Record<string, string[]>} its directives */
const directives = (policy) => Object.fromEntries(policy.split(";").map((directive) => directive.trim().split(/\s+/)).map(([name, ...values]) => [name, values]));

/** @param {string} html @returns {Record<string, string[]>} */
function policyOf(html) {
  const [, policy] = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(html) ?? [];
  assert.ok(policy, "there is no policy");
  return directives(policy);
}

/** @param {Record<string, string[]>} policy */
function isStrict(policy) {
  assert.deepEqual(policy["default-src"], ["'none'"]);
  assert.deepEqual(policy["base-uri"], ["'none'"]);
  assert.deepEqual(policy["form-action"], ["'none'"]);
  for (const [name, values] of Object.entries(policy)) {
    if (name === "script-src") assert.deepEqual(values, ["'self'", "'wasm-unsafe-eval'"]);
    if (!["img-src", "media-src"].includes(name)) assert.ok(values.every((value) => /^'(none|self|wasm-unsafe-eval|script|sha256-[\w+/=]+)'$|^plainleaf$/.test(value)), `${name} ${values.join(" ")}`);
  }
}

/** Counts what a policy has to stop. @param {import("playwright-core").Page} page */
async function watch(page) {
  const stopped = [];
  await page.exposeFunction("stoppedByPolicy", (/** @type {string} */ what) => stopped.push(what));
  await page.addInitScript(() => document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) => /** @type {any} */ (globalThis).stoppedByPolicy(`${violatedDirective} ${blockedURI} ${sample}`)));
  return stopped;
}

for (const file of ["index.html", "embed.html"]) {
  test(`${file} carries a strict policy and no script or style of its own`, () => {
    const html = readFileSync(join(WWW, file), "utf8");
    const policy = policyOf(html);
    isStrict(policy);
    assert.deepEqual(policy["require-trusted-types-for"], ["'script'"]);
    assert.doesNotMatch(html, /<script(?![^>]* src=)|<style|\son\w+=|\sstyle=/i);
  });
}

test("the extension's pages carry a strict policy and Trusted Types", () => {
  const { content_security_policy: { extension_pages: policy } } = JSON.parse(readFileSync(join(WWW, "extension/manifest.json"), "utf8"));
  isStrict(directives(policy));
  assert.deepEqual(directives(policy)["trusted-types"], ["'none'"]);
  assert.doesNotMatch(readFileSync(join(WWW, "extension/frame.html"), "utf8"), /<script(?![^>]* src=)|<style|\son\w+=|\sstyle=/i);
});

test("the demo does all that it can, and its policy has nothing to stop", async () => {
  const page = await openPage(browser, { path: "leaf.svg", permissions: ["clipboard-read", "clipboard-write"] });
  const stopped = await watch(page);
  await page.goto(SITE);
  const reader = await openSample(page, "news.html");
  for (const key of ["p", "j", "d", "l", "c", "s", "a", "Escape", "r", "?"]) await page.keyboard.press(key);
  await page.keyboard.press("Escape");
  await reader.locator(".tab-body button.block").first().click();
  await reader.locator(".returned").first().waitFor();
  await reader.evaluate((dialog) => dialog.close());
  await page.fill("#source", "<article>" + "<p>Rain fell on the valley for most of the night, and by the morning the lower road was closed.</p>".repeat(5) + "<noscript><img src='/leaf.svg'></noscript></article>");
  await page.getByRole("button", { name: "Read it" }).click();
  await readerOf(page);
  assert.deepEqual(stopped, []);
  await page.context().close();
});

test("the script tag works on a page that allows what the guide says, and no more", async () => {
  const story = Array.from({ length: 8 }, (_, at) => `<p>Part ${at + 1}. The ferry left at noon with forty people on board, and the mate, Ada Holm, counted them twice because the first count had come out one too high.</p>`).join("");
  const server = await serve({
    folder: WWW, headers: { "Content-Security-Policy": STRICT },
    pages: { "/story": { body: `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>The ferry</title><h1>The ferry</h1><article>${story}<noscript><img src="/leaf.svg" alt="A leaf"></noscript></article><button data-plainleaf-mark>Mark</button><button data-plainleaf-open>Read</button><script type="module" src="/embed.js"></script></html>` } },
  });
  const page = await browser.newPage();
  const stopped = await watch(page);
  await page.goto(`${server.address}story`);
  await page.getByRole("button", { name: "Mark" }).click();
  await page.waitForFunction(() => CSS.highlights.has("plainleaf-name"));
  await page.getByRole("button", { name: "Read" }).click();
  const reader = await readerOf(page);
  assert.ok(await reader.locator(".article mark[data-kind=name]").count() >= 8);
  for (const key of ["p", "j", "a"]) await page.keyboard.press(key);
  await reader.getByText("Hyperlegible", { exact: true }).click();
  await page.waitForFunction(() => [...document.fonts].some(({ status }) => status === "loaded"));
  assert.deepEqual(stopped.filter((what) => !what.startsWith("require-trusted-types-for")), []);
  // What stands in a noscript is left unread where it may not be parsed; nothing else is tried.
  assert.ok(stopped.length <= 2, stopped.join("\n"));
  await page.close();
  server.close();
});

test("the page beneath may name its elements as it likes", async () => {
  const story = "<p>The ferry left at noon with forty people on board, and the mate, Ada Holm, counted them twice because the first count had come out one too high.</p>".repeat(6);
  const names = ["createElement", "createElementNS", "createTextNode", "createRange", "createTreeWalker", "createDocumentFragment", "body", "head", "documentElement", "querySelector", "querySelectorAll", "getElementById", "addEventListener", "adoptedStyleSheets", "activeElement", "fonts", "URL", "baseURI", "defaultView", "title", "forms", "cookie"];
  const page = await openPage(browser, { path: "leaf.svg" });
  await page.route("**/own-page.html", (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: `<!DOCTYPE html><title>The ferry</title><h1>The ferry</h1><article>${names.map((name) => `<img name="${name}" alt="">`).join("")}${["localStorage", "plainleaf", "CSS", "matchMedia", "trustedTypes", "customElements", "WebAssembly", "open"].map((name) => `<a id="${name}"></a>`).join("")}${story}<form><input name="attributes"><input name="childNodes"><input name="shadowRoot"></form></article><button data-plainleaf-open>Read</button><script type="module" src="embed.js"></script>` }));
  page.faults.length = 0;
  await page.goto(new URL("own-page.html", SITE).href);
  await page.locator("[data-plainleaf-open]").click();
  const reader = await readerOf(page);
  assert.match(await reader.locator(".article").innerText(), /counted them twice/);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("a saved file shows its style and its pictures, and nothing else can happen in it", async () => {
  const page = await openPage(browser);
  await openSample(page, "news.html");
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("s")]);
  const file = join(folder, "saved.html");
  await download.saveAs(file);
  await page.context().close();
  await isLocked(file, { quote: "rgb(238, 241, 251)", property: "backgroundColor" });
});

test("a document that the command writes does as well", async () => {
  const file = join(folder, "written.html");
  const { stdout } = spawnSync(String(process.env.PLAINLEAF_COMMAND), ["read", join(WWW, "samples/news.html")], { encoding: "utf8" });
  writeFileSync(file, stdout);
  await isLocked(file, { quote: "rgb(184, 134, 11)", property: "borderBottomColor" });
});

/**
 * @param {string} file
 * @param {{ quote: string, property: string }} style how a quote looks where the file's own style holds
 */
async function isLocked(file, { quote, property }) {
  isStrict(policyOf(readFileSync(file, "utf8")));
  const page = await browser.newPage();
  const stopped = await watch(page);
  await page.goto(pathToFileURL(file).href);
  assert.equal(await page.locator("mark[data-kind=quote]").first().evaluate((mark, name) => getComputedStyle(mark)[name], property), quote);
  assert.deepEqual(stopped, []);
  // What somebody adds to the file by hand does not run either.
  writeFileSync(file, readFileSync(file, "utf8").replace("<body>", "<body><script>document.title = 'hit'</script><img src=x onerror=\"document.title = 'hit'\"><p id=styled style='color: red'>words</p><base href='https://evil.example/'>"));
  await page.goto(pathToFileURL(file).href);
  await page.waitForTimeout(200);
  assert.notEqual(await page.title(), "hit");
  assert.notEqual(await page.locator("#styled").evaluate((paragraph) => getComputedStyle(paragraph).color), "rgb(255, 0, 0)");
  assert.ok(stopped.length >= 4, stopped.join("\n"));
  await page.close();
}
