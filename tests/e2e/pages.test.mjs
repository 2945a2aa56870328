import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { isAccessible, launchForTests, openPage, readerOf } from "./browser.mjs";

/** Other people's pages are no part of the project; where they are at hand, the reader is tried on them too. */
const CASES = process.env.PLAINLEAF_CASES;
const FOLDER = CASES ? resolve(CASES, "articles/readability") : "";
/** The first with every rule; what the others change is colours alone. */
const THEMES = ["light", "sepia", "grey", "dark", "contrast"];
const COUNT = 10;

const names = FOLDER && existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => existsSync(join(FOLDER, name, "source.html"))).sort() : [];
/** Spread over all of them, so that neighbours that are alike do not fill the list. */
const chosen = Array.from({ length: Math.min(COUNT, names.length) }, (_, at) => names[Math.floor((at * names.length) / COUNT)]);

const browser = await launchForTests();

test("axe finds nothing on pages of other people", { skip: names.length === 0 && "PLAINLEAF_CASES names no folder with pages in articles/readability" }, async (suite) => {
  for (const name of chosen) {
    await suite.test(name, async () => {
      const page = await openPage(browser, { reducedMotion: "reduce" });
      // Their pictures stay where they are: nothing here asks another host.
      await page.route((url) => url.protocol !== "data:" && url.hostname !== "127.0.0.1" && url.hostname !== "localhost", (route) => route.abort());
      await page.setInputFiles("#file", { name: `${name}.html`, mimeType: "text/html", buffer: readFileSync(join(FOLDER, name, "source.html")) });
      const reader = await readerOf(page);
      for (const theme of THEMES) {
        const rules = theme === THEMES[0] ? undefined : ["color-contrast"];
        await reader.getByRole("button", { name: "Appearance", exact: true }).click();
        await reader.locator(`label[for="set-theme-${theme}"]`).click();
        await page.keyboard.press("Escape");
        await page.waitForFunction((wanted) => document.querySelector("plainleaf-reader").shadowRoot.querySelector("dialog").dataset.theme === wanted, theme);
        await isAccessible(page, reader, theme, rules);
      }
      await page.setViewportSize({ width: 320, height: 640 });
      assert.equal(await reader.locator(".page").evaluate((scroller) => scroller.scrollWidth - scroller.clientWidth), 0, "320 pixels wide");
      await page.context().close();
    });
  }
});
