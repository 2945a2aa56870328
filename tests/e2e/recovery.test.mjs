/** A module that fails says so, leaves the page usable, and reads the next page. The failures here are real ones. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { launchForTests, openPage, openSample, readerOf, SITE } from "./browser.mjs";

const MODULE = readFileSync(fileURLToPath(new URL("../../www/pkg/plainleaf_bg.wasm", import.meta.url)));

/** A page that needs more memory than the tests below leave. */
const large = (/** @type {number} */ paragraphs) => `<article><h1>Rain</h1>${"<p>Rain fell on the valley for most of the night, and by the morning the lower road was closed.</p>".repeat(paragraphs)}</article>`;

const browser = await launchForTests();

/**
 * The module with a limit to its memory, as the specification of WebAssembly has it (binary format, section 5).
 *
 * @param {Buffer} module
 * @param {number} most pages of 64 KiB
 */
function withLimit(module, most) {
  const number = (/** @type {number} */ at) => {
    let value = 0;
    for (let shift = 0; ; shift += 7, at += 1) {
      value |= (module[at] & 127) << shift;
      if (module[at] < 128) return { value, end: at + 1 };
    }
  };
  const bytes = (/** @type {number} */ value) => {
    const out = [];
    for (let rest = value; ; rest >>= 7) {
      if (rest < 128) return [...out, rest];
      out.push((rest & 127) | 128);
    }
  };
  for (let at = 8; at < module.length;) {
    const { value: size, end: inside } = number(at + 1);
    if (module[at] === 5) {
      const least = number(inside + 2).value;
      const section = [1, 1, ...bytes(least), ...bytes(most)];
      return Buffer.concat([module.subarray(0, at), Buffer.from([5, ...bytes(section.length), ...section]), module.subarray(inside + size)]);
    }
    at = inside + size;
  }
  throw new Error("the module has no memory of its own");
}

/** The demo page, whose module may take so many pages of 64 KiB. @param {number} most */
async function openLimited(most) {
  const context = await browser.newContext();
  await context.route("**/plainleaf_bg.wasm", (route) => route.fulfill({ contentType: "application/wasm", body: withLimit(MODULE, most) }));
  const page = await context.newPage();
  await page.goto(SITE);
  return page;
}

test("out of memory: the demo says so in a sentence, and reads the next page", async () => {
  const page = await openLimited(256);
  await page.setInputFiles("#file", { name: "large.html", mimeType: "text/html", buffer: Buffer.from(large(60_000)) });
  await page.locator("#status[data-state=failed]").waitFor();
  assert.match(await page.locator("#status").innerText(), /could not be read\s+Plainleaf failed on this page: the page needs more memory than there is.*Other pages can be read as before\./s);
  const reader = await openSample(page, "news.html");
  assert.ok(await reader.locator(".article mark[data-kind=name]").count() > 3, "the names model is there again");
  await page.context().close();
});

test("a module whose memory is overwritten is made anew, and what it had read says so", async () => {
  const page = await openPage(browser, { bypassCSP: true });
  const said = await page.evaluate(async (address) => {
    const engine = await import(address);
    const exports = await engine.default();
    const story = `<article>${"<p>“Rain fell on the valley for most of the night,” said Ada Holm, and by the morning the lower road was closed.</p>".repeat(5)}</article>`;
    const first = engine.read(story);
    const names = first.names.length;
    new Uint8Array(exports.memory.buffer).fill(0xff);
    const attempt = (/** @type {() => unknown} */ act) => {
      try {
        act();
        return "nothing";
      } catch (error) {
        return [error.name, error.message, error instanceof Error];
      }
    };
    const failed = attempt(() => engine.read(story));
    const old = attempt(() => first.toHTML());
    const again = engine.read(story);
    return { failed, old, names: [names, again.names.length], html: again.toHTML().includes("<mark"), usage: attempt(() => engine.read(5)), next: engine.read(story).words === first.words };
  }, new URL("pkg/plainleaf.js", SITE).href);
  assert.deepEqual(said.failed.slice(0, 1), ["PlainleafCrashError"]);
  assert.match(said.failed[1], /^Plainleaf failed on this page: .* Other pages can be read as before\.$/);
  assert.deepEqual(said.old, ["PlainleafCrashError", "This was read before Plainleaf failed and started afresh. Read the page again.", true]);
  assert.deepEqual(said.names, [1, 1]);
  assert.equal(said.usage[0], "PlainleafUsageError");
  assert.ok(said.html && said.next);
  assert.deepEqual(page.faults.filter((fault) => !fault.includes("Plainleaf has a bug")), []);
  await page.context().close();
});

test("before the module has started, a call says what to wait for", async () => {
  const page = await openPage(browser);
  const said = await page.evaluate(async (address) => {
    const engine = await import(address);
    try {
      engine.read("<p>words</p>");
    } catch (error) {
      return [error.name, error.message];
    }
  }, new URL("pkg/plainleaf.js?other", SITE).href);
  assert.deepEqual(said, ["PlainleafUsageError", "Wait for init() to be done before anything is read."]);
  await page.context().close();
});

test("on a page with the script tag a failure is told on the button, and the next press reads", async () => {
  const page = await openLimited(128);
  await page.route("**/own-page.html", (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: `<!DOCTYPE html><title>Rain</title>${large(20_000)}<script type="module" src="embed.js"></script>` }));
  await page.goto(new URL("own-page.html", SITE).href);
  const press = () => page.mouse.click(1180, 680);
  // The button stands in a closed shadow root, so what it says is asked of the tree that is read aloud.
  const session = await page.context().newCDPSession(page);
  const button = async () => (await session.send("Accessibility.getFullAXTree")).nodes.find(({ role }) => role?.value === "button")?.name?.value;
  await press();
  for (let tries = 0; tries < 100 && (await button()) === "Reader view"; tries += 1) await page.waitForTimeout(100);
  assert.equal(await button(), "This page could not be read");
  await page.evaluate(() => [...document.querySelectorAll("p")].slice(20).forEach((paragraph) => paragraph.remove()));
  await press();
  await readerOf(page);
  await page.context().close();
});
