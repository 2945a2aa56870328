import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { makeExtension } from "../../xtask/front-end.mjs";
import { launchWithExtension, picture, violations } from "./browser.mjs";
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
/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
let folder = "";

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "plainleaf-extension-"));
  await makeExtension(folder);
  server = await serve({ pages: { "/story": { body: STORY, headers: { "Content-Security-Policy": STRICT } }, "/form": { body: "<!DOCTYPE html><title>Log in</title><form><input><button>Go</button></form>" } } });
  ({ context, worker } = await launchWithExtension(folder));
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

/** Presses the extension's button, as the browser would. @param {import("playwright-core").Page} page */
async function press(page) {
  await page.bringToFront();
  const session = await context.newCDPSession(page);
  const { targetInfo } = await session.send("Target.getTargetInfo");
  const id = new URL(worker.url()).host;
  await context.browser()?.newBrowserCDPSession().then((browser) => browser.send("Extensions.triggerAction", { id, targetId: targetInfo.targetId }));
}

test("x", async () => {
  const page = await visit("story");
  await press(page);
  await page.waitForTimeout(3000);
  console.log(page.frames().map((f) => f.url()));
  await page.screenshot({ path: picture("ext") });
});
