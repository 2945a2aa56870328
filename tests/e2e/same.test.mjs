import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { launchForTests, openPage, SITE } from "./browser.mjs";

/** Other people's pages are no part of the project; where they are at hand, both ways into the engine read them. */
const CASES = process.env.PLAINLEAF_CASES;
const FOLDER = CASES ? resolve(CASES, "articles/readability") : "";
const names = FOLDER && existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => existsSync(join(FOLDER, name, "source.html"))).sort() : [];
const file = (name) => join(FOLDER, name, "source.html");
/** Two parsers, and one of them in a browser that changes with the years: a page or two in a hundred may differ. */
const MOST = 0.02;

const browser = await launchForTests();

test("the command's parser and the browser's give the same text", { skip: names.length === 0 && "PLAINLEAF_CASES names no folder with pages in articles/readability" }, async () => {
  const command = spawnSync(process.env.PLAINLEAF_COMMAND, ["read", "--format", "jsonl", "--no-marks", ...names.map(file)], { encoding: "utf8", maxBuffer: 1 << 30 });
  const natively = command.stdout.trimEnd().split("\n").map((line) => JSON.parse(line).text);
  assert.equal(natively.length, names.length);
  // A page without a policy of its own, for strings of HTML become documents on it.
  const page = await openPage(browser, { path: "samples/news.html" });
  const different = [];
  for (const [at, name] of names.entries()) {
    const text = await page.evaluate(async ([module, html]) => {
      const { default: init, read } = await import(module);
      await init();
      return read(html, { marks: false })?.text ?? "";
    }, [`${SITE}pkg/plainleaf.js`, readFileSync(file(name), "utf8")]);
    if (text === natively[at]) continue;
    const place = [...text].findIndex((character, index) => character !== [...natively[at]][index]);
    different.push(`${name} at ${place}: ${JSON.stringify([...text].slice(place - 20, place + 40).join(""))} in the browser, ${JSON.stringify([...natively[at]].slice(place - 20, place + 40).join(""))} natively`);
  }
  assert.ok(different.length <= names.length * MOST, `${different.length} of ${names.length} differ:\n${different.join("\n")}`);
  for (const line of different) console.log(line);
});
