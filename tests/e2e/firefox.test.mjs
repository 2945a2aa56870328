import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { makeExtension, makeZip } from "../../xtask/front-end.mjs";
import { Firefox } from "./firefox.mjs";
import { serve } from "./server.mjs";

const { FIREFOX_PATH, GECKODRIVER } = process.env;

const STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; require-trusted-types-for 'script'; frame-ancestors 'none'";
const STORY = `<!DOCTYPE html><html lang="en"><title>The night ferry</title><body><main><article><h1>The night ferry</h1>
<p>The night ferry left Bergen at noon with 420 people on board, and the mate, Ada Holm, counted them twice because the first count had come out one too high.</p>
<p>“At sea, one too many is better than one too few,” Holm said, and went below to count again while the harbour pilot waited with his engine running.</p>
<p>The company spent $12 million on the ship in 2019. Half of that went into the engines, which have since run for 31,000 hours without a fault that anybody will own to.</p>
</article></main><aside class="newsletter"><p>Subscribe to our newsletter and never miss a tide table again.</p></aside></body></html>`;

describe("the extension in Firefox", { skip: !(FIREFOX_PATH && GECKODRIVER) && "FIREFOX_PATH and GECKODRIVER do not say where Firefox and its driver are" }, () => {
  /** @type {Firefox} */
  let firefox;
  /** @type {Awaited<ReturnType<typeof serve>>} */
  let server;
  let folder = "";
  let id = "";

  /**
   * @param {() => Promise<unknown>} holds
   * @param {string} complaint
   */
  async function until(holds, complaint) {
    for (let tries = 0; tries < 200; tries += 1) {
      if (await holds().catch(() => false)) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    assert.fail(complaint);
  }

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "plainleaf-firefox-"));
    const zip = join(folder, "extension.zip");
    await makeExtension(join(folder, "extension"));
    makeZip(join(folder, "extension"), zip);
    server = await serve({ pages: { "/story": { body: STORY, headers: { "Content-Security-Policy": STRICT } } } });
    firefox = await Firefox.launch(FIREFOX_PATH ?? "", GECKODRIVER ?? "");
    id = await firefox.install(readFileSync(zip));
    await firefox.go(`${server.address}story`);
  });
  after(async () => {
    await firefox?.close();
    server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const page = () => firefox.run("return [document.documentElement.outerHTML, getComputedStyle(document.documentElement).overflow, document.adoptedStyleSheets.length];");

  test("its button opens the reader on a page whose policy forbids everything else, and closes it", async () => {
    const earlier = await page();
    await firefox.press(id);
    await until(async () => {
      await firefox.lookOut();
      await firefox.lookInto("plainleaf-frame");
      return firefox.run("return Boolean(document.querySelector('plainleaf-reader')?.shadowRoot.querySelector('dialog[open]'));");
    }, "the reader never came");
    const [title, text, kinds] = await firefox.run(`const root = document.querySelector("plainleaf-reader").shadowRoot;
      return [root.querySelector("h1").textContent, root.querySelector(".article").textContent, [...new Set([...root.querySelectorAll(".article mark")].map((mark) => mark.dataset.kind))].sort()];`);
    assert.equal(title, "The night ferry");
    assert.match(text, /31,000 hours/);
    assert.doesNotMatch(text, /newsletter/);
    assert.deepEqual(kinds, ["figure", "name", "quote"]);
    await firefox.lookOut();
    await firefox.press(id);
    await until(() => firefox.run("return document.querySelector('plainleaf-frame') === null && getComputedStyle(document.documentElement).overflow !== 'hidden';"), "the reader never went");
    assert.deepEqual(await page(), earlier);
  });

  test("its keys are those of Chromium, and the one for marks marks the page itself", async () => {
    assert.deepEqual(await firefox.keys(), ["alt+R", "alt+M"]);
    const earlier = await page();
    await firefox.pressKey(1);
    await until(() => firefox.run("return [...(CSS.highlights.get('plainleaf-name') ?? [])].some((range) => String(range) === 'Ada Holm');"), "“Ada Holm” was never lit");
    assert.equal(await firefox.run("return document.querySelectorAll('mark').length;"), 0);
    await firefox.pressKey(1);
    await until(() => firefox.run("return CSS.highlights.size === 0 && document.querySelector('plainleaf-frame') === null;"), "the marks never went");
    assert.deepEqual(await page(), earlier);
  });
});
