import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { unzipSync } from "fflate";
import { makeExtension, makeZip } from "../../xtask/front-end.mjs";
import { launchWithExtension, violations } from "./browser.mjs";
import { Button, frameOf, until } from "./button.mjs";
import { serve } from "./server.mjs";

/** A page that lets nothing run but its own scripts, and nothing be framed, fetched or styled from elsewhere. */
const STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; require-trusted-types-for 'script'; frame-ancestors 'none'";

const STORY = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>The night ferry | Harbour Post</title></head><body>
<nav><a href="/a">Home</a> <a href="/b">Weather</a> <a href="/c">Tides</a></nav>
<article><h1>The night ferry</h1>
<p>The night ferry left Bergen at noon with 420 people on board, and the mate, Ada Holm, counted them twice because the first count had come out one too high.</p>
<p>“At sea, one too many is better than one too few,” Holm said, and went below to count again while the harbour pilot waited with his engine running.</p>
<p>The company spent $12 million on the ship in 2019. Half of that went into the engines, which have since run for 31,000 hours without a fault that anybody will own to.</p>
<p id="last">By Friday the ferry was back in Bergen, and the pilot, Jonas Vik, had stopped talking about the number altogether, though others on the quay had not.</p>
</article>
<aside class="newsletter"><h2>Letters from the quay</h2><p>Subscribe to our newsletter and never miss a tide table again.</p><form><input type="email"><button>Sign up</button></form></aside>
<footer><p>Copyright Harbour Post. All rights reserved.</p></footer></body></html>`;

/** @type {import("playwright-core").BrowserContext} */
let context;
/** @type {import("playwright-core").Worker} */
let worker;
/** @type {Button} */
let button;
/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
let folder = "";

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "plainleaf-extension-"));
  await makeExtension(folder);
  server = await serve({ pages: { "/story": { body: STORY, headers: { "Content-Security-Policy": STRICT } }, "/form": { body: "<!DOCTYPE html><title>Log in</title><form><input><button>Go</button></form>" } } });
  ({ context, worker } = await launchWithExtension(folder));
  button = new Button(context, worker);
});
after(async () => {
  await context?.close();
  server?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** @param {string} path */
async function visit(path) {
  const page = await context.newPage();
  await page.goto(server.address + path);
  return page;
}

const press = (/** @type {import("playwright-core").Page} */ page) => button.press(page);
const pressUntilOpen = (/** @type {import("playwright-core").Page} */ page) => button.open(page);

/** @param {import("playwright-core").Page} page */
async function openReader(page) {
  const frame = await pressUntilOpen(page);
  const reader = frame.locator("plainleaf-reader dialog[open]");
  await reader.waitFor();
  return { frame, reader };
}

/** @param {import("playwright-core").Page} page */
const gone = (page) => page.waitForFunction(() => !document.querySelector("plainleaf-frame") && getComputedStyle(document.documentElement).overflow !== "hidden");

/**
 * Presses a key that takes its own frame away, so that nothing may be left to answer for its release.
 *
 * @param {import("playwright-core").Page} page
 * @param {() => Promise<void>} key
 */
async function pressAway(page, key) {
  const pressed = key().catch(() => {});
  await gone(page);
  await Promise.race([pressed, page.waitForTimeout(500)]);
}

const state = () => [document.documentElement.outerHTML, scrollX, scrollY, document.activeElement?.id, document.adoptedStyleSheets.length, document.title, location.href, getComputedStyle(document.documentElement).overflow];

test("opens on a page whose policy forbids everything else, with marks, and leaves it as it was", async () => {
  const page = await visit("story");
  const faults = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(error.message));
  await page.setViewportSize({ width: 700, height: 400 });
  await page.evaluate(() => {
    const last = document.getElementById("last");
    last.tabIndex = -1;
    last.focus({ preventScroll: true });
    scrollTo(0, 120);
    globalThis.violations = [];
    document.addEventListener("securitypolicyviolation", ({ blockedURI }) => globalThis.violations.push(blockedURI));
  });
  const earlier = await page.evaluate(state);
  const { reader } = await openReader(page);
  assert.match(await reader.locator("h1").innerText(), /The night ferry/);
  const text = await reader.locator(".article").innerText();
  assert.match(text, /31,000 hours/);
  assert.doesNotMatch(text, /newsletter|All rights reserved|Tides/);
  for (const [kind, words] of [["quote", "one too many"], ["figure", "$12 million"], ["name", "Ada Holm"]]) {
    assert.ok(await reader.locator(`.article mark[data-kind=${kind}]`, { hasText: words }).count() > 0, `no ${kind} is marked`);
  }
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).overflow), "hidden");
  await reader.locator("button[aria-label='Close the reader']").click();
  await gone(page);
  assert.deepEqual(await page.evaluate(state), earlier);
  assert.deepEqual(await page.evaluate(() => globalThis.violations), []);
  assert.deepEqual(faults, []);
  await page.close();
});

test("is closed by Escape, and by the button that opened it", async () => {
  const page = await visit("story");
  const { frame } = await openReader(page);
  await pressAway(page, () => frame.locator("body").press("Escape"));
  await openReader(page);
  await press(page);
  await gone(page);
  await page.close();
});

test("axe finds nothing in the frame", async () => {
  const page = await visit("story");
  const { frame } = await openReader(page);
  assert.deepEqual(await violations(frame), []);
  await page.close();
});

test("nothing on the page can reach the frame", async () => {
  const page = await visit("story");
  await openReader(page);
  assert.deepEqual(await page.evaluate(() => [globalThis.length, document.querySelector("plainleaf-frame").shadowRoot, document.querySelectorAll("iframe").length]), [0, null, 0]);
  await page.close();
});

test("what is set on one site holds on another, and the pages' own storage stays empty", async () => {
  const page = await visit("story");
  const { frame, reader } = await openReader(page);
  await frame.locator("body").press("+");
  await frame.locator("body").press("+");
  const size = (/** @type {import("playwright-core").Locator} */ where) => where.locator(".column").evaluate((column) => getComputedStyle(column).fontSize);
  assert.equal(await size(reader), "21px");
  await until(async () => (await worker.evaluate(async () => JSON.stringify(await chrome.storage.local.get()))).includes('\\"size\\":21'), "the size was never stored");
  const other = await context.newPage();
  await other.goto(`${server.address.replace("127.0.0.1", "localhost")}story`);
  const again = await openReader(other);
  assert.equal(await size(again.reader), "21px");
  assert.equal(await other.evaluate(() => localStorage.length), 0);
  await again.frame.locator("body").press("-");
  await page.close();
  await other.close();
});

test("what was removed is found on the page and put back", async () => {
  const page = await visit("story");
  const { frame, reader } = await openReader(page);
  await frame.locator("body").press("r");
  await reader.locator(".tab-body button.block", { hasText: "Subscribe to our newsletter" }).click();
  const block = reader.locator(".article .returned", { hasText: "never miss a tide table" });
  await block.waitFor();
  assert.equal(await block.evaluate((section) => section === section.parentElement.lastElementChild), true, "it stood behind the article");
  await page.close();
});

test("a page without an article says so, and leads back", async () => {
  const page = await visit("form");
  const frame = await pressUntilOpen(page);
  await frame.getByRole("heading", { name: "There is no article here" }).waitFor();
  assert.deepEqual(await violations(frame), []);
  assert.equal(await frame.evaluate(() => document.activeElement?.textContent), "Back to the page");
  await pressAway(page, () => page.keyboard.press("Enter"));
  await page.close();
});

test("the menu on a selection reads what is selected alone", async () => {
  const page = await visit("story");
  // Using the button once gives the rights on this page that choosing from the menu would.
  await openReader(page);
  await press(page);
  await gone(page);
  await page.evaluate(() => {
    const [, second, third] = document.querySelectorAll("article p");
    getSelection().setBaseAndExtent(second, 0, third, third.childNodes.length);
  });
  await worker.evaluate(async () => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    chrome.contextMenus.onClicked.dispatch({ menuItemId: "plainleaf-selection", frameId: 0 }, tab);
  });
  const reader = (await frameOf(page)).locator("plainleaf-reader dialog[open]");
  await reader.waitFor();
  const text = await reader.locator(".article").innerText();
  assert.match(text, /one too many is better[\s\S]*31,000 hours/);
  assert.doesNotMatch(text, /night ferry left|Jonas Vik/);
  await page.close();
});

test("marks the page itself, follows it, and takes the marks off, without the page being changed", async () => {
  const page = await visit("story");
  const faults = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && faults.push(message.text()));
  // Using the button once gives the rights on this page that choosing from the menu would.
  await openReader(page);
  await press(page);
  await gone(page);
  const earlier = await page.evaluate(state);
  const choose = () => worker.evaluate(async () => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    chrome.contextMenus.onClicked.dispatch({ menuItemId: "plainleaf-marks", frameId: 0 }, tab);
  });
  const lit = (/** @type {string} */ kind) => page.evaluate((name) => [...(CSS.highlights.get(`plainleaf-${name}`) ?? [])].map(String), kind);
  const untilLit = (/** @type {string} */ kind, /** @type {string} */ words) => until(async () => (await lit(kind)).includes(words), `“${words}” was never lit`);
  await choose();
  await untilLit("figure", "$12 million");
  await untilLit("name", "Ada Holm");
  assert.deepEqual(await lit("quote"), ["“At sea, one too many is better than one too few,”"]);
  const [line] = await page.evaluate(() => [getComputedStyle(document.querySelector("article p"), "::highlight(plainleaf-name)").textDecorationStyle]);
  assert.equal(line, "dotted", "the marks have no style");
  const [marksHost, ...others] = await page.evaluate(() => [...document.querySelectorAll("plainleaf-frame")].map((host) => host.getBoundingClientRect().height));
  assert.deepEqual([marksHost, others], [0, []], "nothing is to be seen of the frame");
  assert.equal(await page.evaluate(() => document.body.outerHTML.includes("mark")), false);
  await page.evaluate(() => {
    const paragraph = document.createElement("p");
    paragraph.id = "later";
    paragraph.textContent = "Later the company sold the ship for $31 million.";
    document.querySelector("article").append(paragraph);
  });
  await untilLit("figure", "$31 million");
  await page.evaluate(() => document.getElementById("later").remove());
  await choose();
  await page.waitForFunction(() => CSS.highlights.size === 0);
  await gone(page);
  assert.deepEqual(await page.evaluate(state), earlier);
  assert.deepEqual(faults, []);
  await page.close();
});

test("the browser took its keys and its menu", async () => {
  const commands = await worker.evaluate(() => chrome.commands.getAll());
  assert.deepEqual(commands.map(({ name, shortcut }) => [name, shortcut]).sort(), [["_execute_action", "Alt+R"], ["marks", "Alt+M"]]);
  // An entry that is not there cannot be changed.
  for (const id of ["plainleaf-selection", "plainleaf-marks"]) {
    assert.equal(await worker.evaluate((entry) => chrome.contextMenus.update(entry, { enabled: true }).then(() => "there", (error) => error.message), id), "there");
  }
});

test("asks for no more than it needs", async () => {
  const manifest = await worker.evaluate(() => chrome.runtime.getManifest());
  assert.deepEqual([...manifest.permissions].sort(), ["activeTab", "contextMenus", "scripting", "storage"]);
  assert.equal(manifest.host_permissions, undefined);
  assert.equal(manifest.content_scripts, undefined);
  assert.deepEqual(Object.entries(manifest.commands).map(([name, { suggested_key: key }]) => [name, key.default]), [["_execute_action", "Alt+R"], ["marks", "Alt+M"]]);
  assert.match(manifest.content_security_policy.extension_pages, /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval';/);
});

test("the ZIP file holds the folder, and is the same each time", async () => {
  const [one, other] = [join(folder, "..", "one.zip"), join(folder, "..", "other.zip")];
  makeZip(folder, one);
  makeZip(folder, other);
  const bytes = readFileSync(one);
  assert.deepEqual(bytes, readFileSync(other));
  const { "manifest.json": manifest, ...files } = unzipSync(bytes);
  assert.equal(JSON.parse(new TextDecoder().decode(manifest)).manifest_version, 3);
  for (const file of ["background.js", "content.js", "frame.html", "pkg/plainleaf_bg.wasm", "reader/reader.css", "icons/128.png"]) assert.ok(files[file]?.length > 0, file);
  for (const file of [one, other]) rmSync(file);
});
