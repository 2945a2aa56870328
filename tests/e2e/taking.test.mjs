import assert from "node:assert/strict";
import { test } from "node:test";
import { launchForTests, openPage, openSample } from "./browser.mjs";

const browser = await launchForTests();

test("copies Markdown", async () => {
  const page = await openPage(browser, { permissions: ["clipboard-read", "clipboard-write"] });
  const reader = await openSample(page, "news.html");
  await page.keyboard.press("c");
  await reader.getByText("Copied as Markdown").waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(copied, /^# Port Ellery votes to give the sea its marsh back$/m);
  assert.match(copied, /^## A wall that made the water worse$/m);
  await page.context().close();
});

test("what the marks say stands in footnotes, each with its sign in the text", async () => {
  const page = await openPage(browser, { permissions: ["clipboard-read", "clipboard-write"] });
  await openSample(page, "news.html");
  const copied = async () => {
    await page.evaluate(() => navigator.clipboard.writeText(""));
    await page.keyboard.press("c");
    await page.waitForFunction(async () => (await navigator.clipboard.readText()) !== "");
    return page.evaluate(() => navigator.clipboard.readText());
  };
  const markdown = await copied();
  const noteOf = (pattern) => {
    const [, id] = pattern.exec(markdown) ?? [];
    assert.ok(id, `no sign behind ${pattern}`);
    return new RegExp(`^\\[\\^${id}\\]: (.*)$`, "m").exec(markdown)?.[1];
  };
  assert.equal(noteOf(/It was time to move\.”\[\^(q\d+)\]/), "Said by Constance Bellweather");
  assert.equal(noteOf(/\$212 million\[\^(f\d+)\]/), "Money: 212,000,000 US dollars");
  assert.match(String(noteOf(/on Wednesday night\[\^(f\d+)\]/)), /^(Date|Time): Wednesday, March 13, 2024/);
  assert.match(String(noteOf(/Mayor Constance Bellweather\[\^(n\d+)\]/)), /^Constance Bellweather \(person\), \d+ mentions$/);
  const signs = [...markdown.matchAll(/\[\^(\w+)\](?!:)/g)].map(([, id]) => id);
  const notes = [...markdown.matchAll(/^\[\^(\w+)\]: /gm)].map(([, id]) => id);
  assert.deepEqual([...signs].sort(), [...notes].sort());
  assert.equal(new Set(notes).size, notes.length);
  await page.keyboard.press("f");
  assert.doesNotMatch(await copied(), /\[\^f\d+\]/, "figures are switched off");
  await page.context().close();
});

test("tables, code, lists and links come out as Markdown has them", async () => {
  const page = await openPage(browser, { permissions: ["clipboard-read", "clipboard-write"] });
  const reader = await openSample(page, "manual.html");
  for (const key of ["q", "f", "n", "c"]) await page.keyboard.press(key);
  await reader.getByText("Copied as Markdown").waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(copied, /^\| Attempt \| Pause \| With jitter \| Time since the first \|\n\| --- \| --- \| --- \| --- \|\n\| 2 \| 2 s \|/m);
  assert.match(copied, /^```\n# tomorrow at six in the morning\ntern send /m);
  assert.match(copied, /^1\. Find the job: `tern list --state buried --since 2h`\.\n2\. Ask/m);
  assert.match(copied, /\[Your first job\]\(http[^)]+\/docs\/first-job\)/);
  assert.doesNotMatch(copied, /\[\^/);
  await page.context().close();
});

test("copies a quote with its speaker and its source", async () => {
  const page = await openPage(browser, { permissions: ["clipboard-read", "clipboard-write"] });
  const reader = await openSample(page, "news.html");
  await reader.locator(".article mark[data-kind=quote]", { hasText: "People think of a marsh" }).first().click();
  await reader.getByRole("button", { name: "Copy quote" }).click();
  await reader.getByText("Quote copied").waitFor();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^“People think of a marsh.*\n— .*Raman, Port Ellery votes.*\nhttp/s);
  await page.context().close();
});

test("saves one HTML file with the marks in it", async () => {
  const page = await openPage(browser);
  await openSample(page, "news.html");
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("s")]);
  assert.equal(download.suggestedFilename(), "Port-Ellery-votes-to-give-the-sea-its-marsh-back.html");
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  const html = Buffer.concat(chunks).toString("utf8");
  assert.match(html, /<mark data-kind="quote"/);
  assert.doesNotMatch(html, /<script|<button|tabindex|class=/i);
  assert.match(html, /<figure><img [^>]*harbour\.svg/);
  await page.context().close();
});

test("prints the article and nothing else", async () => {
  const page = await openPage(browser);
  const reader = await openSample(page, "news.html");
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("body > main").isVisible(), false);
  assert.equal(await reader.locator(".bar").isVisible(), false);
  assert.equal(await reader.locator(".article").isVisible(), true);
  const pdf = await page.pdf({ format: "A4" });
  const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  assert.ok(pages >= 2, `the whole article should need more than one sheet, not ${pages}`);
  await page.context().close();
});
