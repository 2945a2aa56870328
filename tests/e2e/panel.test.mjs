import assert from "node:assert/strict";
import { test } from "node:test";
import { launchForTests, openPage, openSample } from "./browser.mjs";

const browser = await launchForTests();

test("an entry jumps to its place, which flashes", async () => {
  const page = await openPage(browser);
  const reader = await openSample(page, "news.html");
  await reader.getByRole("button", { name: /^Panel/ }).click();
  for (const tab of ["Names", "Quotes", "Figures"]) {
    await reader.getByRole("tab", { name: tab }).click();
    await reader.locator(".tab-body .entry").last().click();
    const flashing = reader.locator(".article .flash").first();
    await flashing.waitFor();
    await page.waitForFunction(() => {
      const root = document.querySelector("plainleaf-reader").shadowRoot;
      const top = root.querySelector(".article .flash")?.getBoundingClientRect().top;
      return top !== undefined && top > 0 && top < innerHeight;
    });
    await page.waitForFunction(() => !document.querySelector("plainleaf-reader").shadowRoot.querySelector(".flash"));
  }
  await page.context().close();
});

test("lists people, organisations and places, the most mentioned first", async () => {
  const page = await openPage(browser);
  const reader = await openSample(page, "news.html");
  await page.keyboard.press("p");
  await reader.getByRole("tab", { name: "Names" }).click();
  const groups = await reader.locator(".tab-body section").evaluateAll((sections) => sections.map((section) => [
    section.querySelector("h2").firstChild.textContent, [...section.querySelectorAll(".entry-count")].map((count) => Number(count.textContent)),
  ]));
  assert.deepEqual(groups.map(([kind]) => kind), ["People", "Organisations", "Places"]);
  for (const [kind, counts] of groups) assert.deepEqual(counts, [...counts].sort((one, other) => other - one), String(kind));
  assert.ok(groups.some(([, counts]) => counts[0] > 1));
  await page.context().close();
});

test("lists quotes under their speakers and figures under their kinds", async () => {
  const page = await openPage(browser);
  const reader = await openSample(page, "news.html");
  await page.keyboard.press("p");
  await reader.getByRole("tab", { name: "Quotes" }).click();
  assert.ok(await reader.locator(".tab-body h2", { hasText: "Bellweather" }).count() > 0);
  await reader.getByRole("tab", { name: "Figures" }).click();
  assert.ok(await reader.locator(".tab-body section", { has: page.locator("h2", { hasText: "Money" }) }).locator(".entry").count() > 2);
  assert.ok(await reader.locator(".timeline .entry").count() > 0);
  await page.context().close();
});

test("dates stand in the order of time, and stretches of time read as such", async () => {
  const page = await openPage(browser);
  const reader = await openSample(page, "news.html");
  await page.keyboard.press("p");
  await reader.getByRole("tab", { name: "Figures" }).click();
  const dates = await reader.locator(".timeline .entry").allInnerTexts();
  assert.match(dates[0], /1794/);
  assert.match(dates.find((entry) => /between 1960/.test(entry)) ?? "", /1960 to 2020/);
  const said = await page.evaluate(async (address) => {
    const { dateInWords } = await import(address);
    return ["2023-05-05", "2023-05", "XXXX-06-03", "1911/..", "../2024-03-14T01:20", "1960/2020", "2023-09-01/2023-11-30", "2024-06-03/2024-06-07", "P3D", "2024-99-99/2024-01-01"].map(dateInWords);
  }, new URL("reader/words.js", page.url()).href);
  assert.deepEqual(said.map((words) => words?.replace(/[\u2009\u202f]/g, " ") ?? null), [
    "Friday, May 5, 2023", "May 2023", "June 3, year not known", "since 1911", "until Thursday, March 14, 2024, 1:20 AM", "1960 to 2020",
    "September – November 2023", "June 3 – 7, 2024", null, said[9],
  ]);
  await page.context().close();
});

test("the filter leaves what matches", async () => {
  const page = await openPage(browser);
  const reader = await openSample(page, "news.html");
  await page.keyboard.press("/");
  await page.keyboard.type("bellw");
  const left = reader.locator(".tab-body li:visible");
  assert.ok(await left.count() > 0);
  for (const text of await left.allTextContents()) assert.match(text.toLowerCase(), /bellw/);
  await page.keyboard.type("zzz");
  await reader.getByText("Nothing matches.").waitFor();
  await page.context().close();
});

test("shows what was removed, and why", async () => {
  const page = await openPage(browser);
  const reader = await openSample(page, "news.html");
  await page.keyboard.press("r");
  await reader.locator(".summary", { hasText: /words in \d+ blocks were taken away/ }).waitFor();
  const text = await reader.locator(".tab-body").innerText();
  for (const words of ["cookies", "Get the Morning Tide"]) assert.ok(text.includes(words), `nothing removed says “${words}”`);
  await page.context().close();
});
