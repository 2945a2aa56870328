import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { launchForTests, openPage, openSample, readerOf, SAMPLES } from "./browser.mjs";

const browser = await launchForTests();

for (const sample of SAMPLES) {
  describe(sample, () => {
    test("opens with its title, its marks and nothing wrong", async () => {
      const page = await openPage(browser);
      const reader = await openSample(page, sample);
      assert.notEqual(await reader.locator("h1").textContent(), "Untitled");
      const kinds = sample === "manual.html" ? ["quote", "figure"] : ["quote", "figure", "name"];
      for (const kind of kinds) assert.ok(await reader.locator(`.article mark[data-kind=${kind}]`).count() > 0, `no ${kind} is marked`);
      assert.deepEqual(page.faults, []);
      await page.context().close();
    });

    test("shows the text of the reading, to the character", async () => {
      const page = await openPage(browser);
      await openSample(page, sample);
      const [shown, counted] = await page.evaluate(async (file) => {
        const { read } = await import(new URL("pkg/plainleaf.js", document.baseURI).href);
        const { parseInert } = await import(new URL("demo/saved-page.js", document.baseURI).href);
        const url = new URL(`samples/${file}`, document.baseURI).href;
        const reading = read(parseInert(await (await fetch(url)).text()), { url });
        const bare = (text) => text.replace(/\s+/g, "");
        const article = document.querySelector("plainleaf-reader").shadowRoot.querySelector(".article").cloneNode(true);
        for (const caption of article.querySelectorAll("figcaption, caption")) caption.remove();
        return [bare(article.textContent), bare(reading.text)];
      }, sample);
      assert.equal(shown, counted);
      await page.context().close();
    });

    test("leaves the page as it was", async () => {
      const page = await openPage(browser);
      await page.setViewportSize({ width: 700, height: 500 });
      await page.evaluate(() => scrollTo(0, 300));
      const button = page.locator(`[data-sample="${sample}"]`);
      await button.focus();
      await button.scrollIntoViewIfNeeded();
      const state = () => page.evaluate(() => [document.documentElement.outerHTML, scrollX, scrollY, document.activeElement?.getAttribute("data-sample"), document.adoptedStyleSheets.length, document.title, location.href]);
      const earlier = await state();
      await page.keyboard.press("Enter");
      await readerOf(page);
      await page.keyboard.press("End");
      await page.keyboard.press("p");
      await page.keyboard.press("Escape");
      if (await page.locator("plainleaf-reader").count()) await page.keyboard.press("Escape");
      await page.locator("plainleaf-reader").waitFor({ state: "detached" });
      assert.deepEqual(await state(), earlier);
      await page.context().close();
    });
  });
}
