/**
 * Every attack, in every place of a good article, through every way out: nothing may run, reach out or be left that
 * could. The pages' own policy is off here, so that nothing but the reader itself keeps them safe.
 */

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import MarkdownIt from "markdown-it";
import { marked } from "marked";
import { makeExtension } from "../../xtask/front-end.mjs";
import { ADDRESS, ownAttacks, pageWith, PLACE_NAMES, purifyAttacks } from "./attacks/list.mjs";
import { capture, putStringsIn, takeThrough } from "./attacks/ways.js";
import { launchForTests, launchWithExtension, SITE } from "./browser.mjs";

const IN_PAGE = fileURLToPath(new URL("attacks/in-page.js", import.meta.url));
const BATCH = 100;

const own = ownAttacks();
const purify = purifyAttacks();
const attacks = [...own, ...purify];
const noPurify = purify.length === 0 && "PLAINLEAF_CASES names no folder with attacks/dompurify.jsonl";

const cases = attacks.flatMap(({ id, html }) => PLACE_NAMES.map((place) => ({ id: `${id} / ${place}`, html: pageWith(html, place), removed: place === "a removed block" })));

/** The smallest picture there is. */
const DOT = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");

/**
 * Lets a page ask for pictures alone, one in two of which is not there, so that handlers of both kinds would run.
 *
 * @param {import("playwright-core").BrowserContext} context
 * @param {string} home what the page itself may load
 * @returns {Promise<string[]>} what else it asked for
 */
async function watch(context, home) {
  /** @type {string[]} */
  const asked = [];
  await context.addInitScript({ path: IN_PAGE });
  context.on("page", (page) => page.on("dialog", (dialog) => {
    asked.push(`dialog: ${dialog.message()}`);
    dialog.dismiss().catch(() => {});
  }));
  let pictures = 0;
  await context.route((url) => !url.href.startsWith(home), (route) => {
    const request = route.request();
    const isPicture = request.resourceType() === "image" && !/evil\.example$/.test(new URL(request.url()).hostname);
    if (!isPicture) asked.push(`${request.resourceType()}: ${request.url()}`);
    pictures += 1;
    if (!isPicture || pictures % 2 === 0) return route.abort();
    return route.fulfill({ contentType: "image/png", body: DOT });
  });
  return asked;
}

/** @template T @param {T[]} list @returns {T[][]} */
const batches = (list) => Array.from({ length: Math.ceil(list.length / BATCH) }, (_, at) => list.slice(at * BATCH, (at + 1) * BATCH));

/** @param {{ id: string, complaints: string[] }[]} results */
const complaintsOf = (results) => results.flatMap(({ id, complaints }) => [...new Set(complaints)].map((complaint) => `${id}: ${complaint}`));

const browser = await launchForTests();

/** An empty page of the site, without its policy. */
async function openBare() {
  const context = await browser.newContext({ bypassCSP: true, viewport: { width: 480, height: 320 }, reducedMotion: "reduce" });
  const asked = await watch(context, SITE);
  const page = await context.newPage();
  await page.goto(SITE);
  await page.evaluate(() => document.body.replaceChildren());
  return { context, page, asked };
}

const MODULES = { engine: `${SITE}pkg/plainleaf.js`, reader: `${SITE}reader/reader.js`, address: ADDRESS };

test("DOMPurify's attacks are among them", { skip: noPurify }, () => {
  assert.ok(purify.length > 100 && own.length >= 60);
});

describe("in a page without a policy", () => {
  /** @type {{ id: string, read: boolean, complaints: string[], markdown: string[] }[]} */
  let results = [];

  test(`reader, string of HTML and saved file: ${attacks.length} attacks in ${PLACE_NAMES.length} places`, async () => {
    const runs = await Promise.all([0, 1].map(async (part) => {
      const { context, page, asked } = await openBare();
      const found = [];
      for (const batch of batches(cases).filter((_, at) => at % 2 === part)) {
        found.push(...await page.evaluate(takeThrough, { ...MODULES, cases: batch, inert: false }));
      }
      assert.deepEqual(asked, []);
      await context.close();
      return found;
    }));
    results = runs.flat();
    assert.deepEqual(complaintsOf(results), []);
    const silent = results.filter(({ read }) => !read).length;
    assert.ok(silent < cases.length / 20, `${silent} of ${cases.length} pages gave no article, so they show nothing`);
  });

  test("Markdown, the module's and the reader's, rendered with all HTML let through", async () => {
    const markdownIt = new MarkdownIt({ html: true, linkify: true });
    const strings = results.flatMap(({ id, markdown }) => markdown.flatMap((text, at) => [
      { id: `${id} / ${at ? "reader" : "module"}, marked`, html: String(marked.parse(text)), autolinks: true },
      { id: `${id} / ${at ? "reader" : "module"}, markdown-it`, html: markdownIt.render(text), autolinks: true },
    ]));
    assert.ok(strings.length > 3 * cases.length, `only ${strings.length} pages of Markdown came out`);
    const { context, page, asked } = await openBare();
    const found = [];
    for (const batch of batches(strings)) found.push(...await page.evaluate(putStringsIn, batch));
    assert.deepEqual(complaintsOf(found), []);
    assert.deepEqual(asked, []);
    await context.close();
  });

  test("the command's HTML, as a string and as a document", async () => {
    const folder = mkdtempSync(join(tmpdir(), "plainleaf-attacks-"));
    const files = cases.map(({ html }, at) => {
      const file = join(folder, `${at}.html`);
      writeFileSync(file, html);
      return file;
    });
    const run = (/** @type {string[]} */ given) => spawnSync(String(process.env.PLAINLEAF_COMMAND), ["read", "--url", ADDRESS, ...given], { encoding: "utf8", maxBuffer: 1 << 28 });
    // A page with signs that no text has is refused as a binary file.
    const { stdout, stderr } = run(["--format", "jsonl", ...files]);
    const lines = stdout.trim().split("\n").map((line) => JSON.parse(line));
    assert.equal(lines.length, cases.length);
    assert.ok((stderr.match(/this is not a text file/g)?.length ?? 0) < cases.length / 100, stderr);
    const { context, page, asked } = await openBare();
    const found = [];
    for (const batch of batches(lines.map(({ source, html = "" }) => ({ id: cases[files.indexOf(source)].id, html })))) found.push(...await page.evaluate(putStringsIn, batch));
    assert.deepEqual(complaintsOf(found), []);
    // The title and the byline stand only in the whole document.
    const heads = cases.flatMap(({ id }, at) => (/ \/ (title|byline)$/.test(id) ? [at] : [])).slice(0, 20);
    for (const at of heads) {
      await page.setContent(run(["--format", "html", files[at]]).stdout);
      assert.deepEqual(await page.evaluate(() => /** @type {any} */ (globalThis).attacks.hits), [], cases[at].id);
      assert.equal(await page.locator("header *:not(h1, p, time, bdi)").count(), 0, cases[at].id);
    }
    assert.deepEqual(asked, []);
    await context.close();
    rmSync(folder, { recursive: true });
  });

  test("the count counts: attacks that nobody made harmless are noticed", async () => {
    let { context, page } = await openBare();
    const ran = [];
    const seen = [];
    // One of them would keep the page busy for ever.
    for (const { id, html } of attacks.filter((attack) => !/while\s*\(1\)/.test(attack.html))) {
      try {
        const [{ complaints }] = await page.evaluate(putStringsIn, [{ id, html }]);
        if (complaints.some((complaint) => complaint.startsWith("ran: "))) ran.push(id);
        if (complaints.length > 0) seen.push(id);
      } catch {
        // It led the page away.
        ran.push(id);
        seen.push(id);
        await context.close();
        ({ context, page } = await openBare());
      }
    }
    assert.ok(ran.length > attacks.length / 4, `only ${ran.length} of ${attacks.length} ran when they could`);
    assert.ok(seen.length > attacks.length * 0.7, `only ${seen.length} of ${attacks.length} were seen when they stood there`);
    await context.close();
  });
});

describe("in the extension", () => {
  let folder = "";
  /** @type {Awaited<ReturnType<typeof launchWithExtension>>} */
  let extension;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "plainleaf-extension-"));
    await makeExtension(folder);
    extension = await launchWithExtension(folder);
  });
  after(async () => {
    await extension?.context.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("in its frame nothing runs, and its policy is never needed", async () => {
    const home = `chrome-extension://${new URL(extension.worker.url()).host}/`;
    const asked = await watch(extension.context, home);
    const frame = await extension.context.newPage();
    await frame.goto(`${home}frame.html`);
    const { context, page } = await openBare();
    const found = [];
    for (const batch of batches(cases)) {
      const captured = await page.evaluate(capture, { ...MODULES, cases: batch });
      found.push(...await frame.evaluate(takeThrough, { cases: captured, engine: `${home}pkg/plainleaf.js`, reader: `${home}reader/reader.js`, address: ADDRESS, inert: true }));
    }
    assert.deepEqual(complaintsOf(found), []);
    assert.deepEqual(asked, []);
    assert.ok(found.filter(({ read }) => read).length > cases.length * 0.95);
    await context.close();
    await frame.close();
  });
});
