import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DESKTOP, launch, openPage, openSample, PHONE, SAMPLES, violations } from "./browser.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const THEMES = ["light", "sepia", "grey", "dark", "contrast"];

for (const [size, viewport] of [["desktop", DESKTOP], ["phone", PHONE]]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`axe finds nothing on the demo page: ${size}, ${colorScheme}`, async () => {
      const page = await openPage(browser, { viewport, colorScheme, reducedMotion: "reduce" });
      assert.deepEqual(await violations(page), []);
      await page.context().close();
    });
  }

  for (const theme of THEMES) {
    test(`axe finds nothing in the reader: ${size}, ${theme}`, async () => {
      const page = await openPage(browser, { viewport, reducedMotion: "reduce" });
      await page.evaluate((value) => localStorage.setItem("plainleaf.settings", JSON.stringify({ theme: value })), theme);
      const reader = await openSample(page, "news.html");
      assert.deepEqual(await violations(page), [], "panel closed");
      await page.keyboard.press("j");
      await reader.locator(".card").waitFor();
      assert.deepEqual(await violations(page), [], "card open");
      await page.keyboard.press("Escape");
      for (const tab of ["Names", "Quotes", "Figures", "Removed"]) {
        if (!(await reader.locator(".panel").isVisible())) await page.keyboard.press("p");
        await reader.getByRole("tab", { name: tab }).click();
        assert.deepEqual(await violations(page), [], `panel open at ${tab}`);
      }
      await reader.evaluate((dialog) => dialog.querySelector("#settings").showPopover());
      assert.deepEqual(await violations(page), [], "settings open");
      await page.context().close();
    });
  }
}

for (const sample of SAMPLES.slice(1)) {
  test(`axe finds nothing in ${sample}`, async () => {
    const page = await openPage(browser, { reducedMotion: "reduce" });
    await openSample(page, sample);
    await page.keyboard.press("p");
    assert.deepEqual(await violations(page), []);
    await page.context().close();
  });
}

test("spacing set by the reader breaks nothing", async () => {
  const page = await openPage(browser, { viewport: PHONE });
  await page.evaluate(() => localStorage.setItem("plainleaf.settings", JSON.stringify({ letters: 12, spaces: 16, leading: 1.5 })));
  const reader = await openSample(page, "news.html");
  assert.equal(await reader.locator(".page").evaluate((scroller) => scroller.scrollWidth - scroller.clientWidth), 0);
  await page.context().close();
});

test("in forced colours marks and the chosen tab can still be seen", async () => {
  const page = await openPage(browser, { forcedColors: "active" });
  const reader = await openSample(page, "news.html");
  for (const kind of ["quote", "figure", "name"]) {
    assert.equal(await reader.locator(`.article mark[data-kind=${kind}]`).first().evaluate((mark) => getComputedStyle(mark).textDecorationLine), "underline");
  }
  await page.context().close();
});
