/**
 * The extension's keys and its menu, pressed as a person does: by the real keyboard and mouse of a screen that nobody
 * sees. The tools that steer a browser cannot press what belongs to the browser itself.
 */

import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { makeExtension } from "../../xtask/front-end.mjs";
import { launchWithExtension } from "./browser.mjs";
import { serve } from "./server.mjs";

const missing = ["Xvfb", "xdotool"].filter((program) => spawnSync("which", [program]).status !== 0);

const PART = "The night ferry left Bergen at noon with 420 people on board, and the mate, Ada Holm, counted them twice because the first count had come out one too high, which at sea is worse than one too low.";
const STORY = `<!DOCTYPE html><html lang="en"><title>The night ferry</title><body><article><h1>The night ferry</h1>
${Array.from({ length: 30 }, (_, at) => at + 1).map((at) => `<p>Part ${at}. ${PART}</p>`).join("\n")}</article></body></html>`;

describe("pressed on a real keyboard", { skip: missing.length > 0 && `needs ${missing.join(" and ")}` }, () => {
  /** @type {import("node:child_process").ChildProcess} */
  let screen;
  let display = "";
  let folder = "";
  /** @type {Awaited<ReturnType<typeof serve>>} */
  let server;
  /** @type {import("playwright-core").BrowserContext} */
  let context;
  /** @type {import("playwright-core").Page} */
  let page;

  const onScreen = () => ({ encoding: /** @type {const} */ ("utf8"), env: { ...process.env, DISPLAY: display } });
  /** @param {...string} what one thing after the other that the keyboard or the mouse does */
  const hand = (...what) => execFileSync("xdotool", what, onScreen());
  /** The window, or nothing as long as there is none, which xdotool takes for a failure. */
  const shown = () => spawnSync("xdotool", ["search", "--onlyvisible", "--name", "The night ferry"], onScreen()).stdout.trim().split("\n").at(-1) ?? "";
  const frame = () => page.frames().find((other) => other.url().endsWith("/frame.html"));

  /**
   * Presses again where the browser was not ready for the first.
   *
   * @param {() => void} press
   * @param {() => boolean | Promise<boolean>} came
   * @param {string} complaint
   */
  async function pressUntil(press, came, complaint) {
    for (let tries = 0; tries < 3; tries += 1) {
      press();
      for (let waited = 0; waited < 120; waited += 1) {
        if (await came()) return;
        await page.waitForTimeout(50);
      }
    }
    assert.fail(complaint);
  }

  before(async () => {
    screen = spawn("Xvfb", ["-displayfd", "1", "-screen", "0", "1100x900x24", "-nolisten", "tcp"], { stdio: ["ignore", "pipe", "ignore"] });
    display = await new Promise((resolve, reject) => {
      screen.stdout?.once("data", (number) => resolve(`:${String(number).trim()}`));
      screen.once("exit", (code) => reject(new Error(`Xvfb ended with ${code}`)));
    });
    folder = await mkdtemp(join(tmpdir(), "plainleaf-keys-"));
    await makeExtension(folder);
    server = await serve({ pages: { "/story": { body: STORY } } });
    ({ context } = await launchWithExtension(folder, display));
    page = await context.newPage();
    await page.goto(`${server.address}story`);
    await page.bringToFront();
    await pressUntil(() => {}, () => shown() !== "", "the window never came");
    hand("windowfocus", "--sync", shown());
  });
  after(async () => {
    await context?.close();
    server?.close();
    screen?.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  test("Alt+R opens the reader, and Escape closes it", async () => {
    await pressUntil(() => hand("key", "alt+r"), () => frame() !== undefined, "Alt+R opened nothing");
    await frame()?.locator("plainleaf-reader dialog[open]").waitFor();
    await pressUntil(() => hand("key", "Escape"), async () => (await page.locator("plainleaf-frame").count()) === 0, "Escape closed nothing");
  });

  test("the browser's own search goes to the words that it finds in the article", async () => {
    await pressUntil(() => hand("key", "alt+r"), () => frame() !== undefined, "Alt+R opened nothing");
    await frame()?.locator("plainleaf-reader dialog[open]").waitFor();
    const scrolled = () => frame()?.locator("plainleaf-reader .page").evaluate((scroller) => scroller.scrollTop > 300) ?? false;
    assert.equal(await scrolled(), false);
    await pressUntil(() => hand("key", "ctrl+f", "sleep", "0.5", "type", "Part 29."), scrolled, "the search led nowhere");
    // The first for the search, the second for the reader.
    await pressUntil(() => hand("key", "Escape"), async () => (await page.locator("plainleaf-frame").count()) === 0, "Escape closed nothing");
  });

  test("Alt+M marks the page itself, and pressed again takes the marks off", async () => {
    const lit = () => page.evaluate(() => [...(CSS.highlights.get("plainleaf-figure") ?? [])].map(String));
    await pressUntil(() => hand("key", "alt+m"), async () => (await lit()).includes("420"), "Alt+M marked nothing");
    await pressUntil(() => hand("key", "alt+m"), async () => (await lit()).length === 0, "Alt+M took nothing off");
  });

  test("the menu on a selection reads what is selected", async () => {
    await page.evaluate(() => getSelection()?.selectAllChildren(/** @type {Node} */ (document.querySelector("article p:nth-of-type(2)"))));
    const at = await page.evaluate(() => {
      const { left, top } = /** @type {Element} */ (document.querySelector("article p:nth-of-type(2)")).getBoundingClientRect();
      return [screenX + left + 60, screenY + outerHeight - innerHeight + top + 12].map((place) => String(Math.round(place)));
    });
    // The entry is the only one that begins with an R.
    const choose = () => {
      hand("mousemove", ...at, "click", "3");
      hand("sleep", "0.5", "key", "r", "sleep", "0.3", "key", "Return");
    };
    await pressUntil(choose, () => frame() !== undefined, "the menu opened nothing");
    const text = await frame()?.locator("plainleaf-reader .article").innerText();
    assert.match(text ?? "", /^Part 2\./);
    assert.doesNotMatch(text ?? "", /Part [13]\b/);
  });
});
