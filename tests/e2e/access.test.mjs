import assert from "node:assert/strict";
import { test } from "node:test";
import { DESKTOP, isAccessible, launchForTests, openPage, openSample, PHONE, SAMPLES, violations } from "./browser.mjs";

const browser = await launchForTests();

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
  test(`axe finds nothing in ${sample}, in any theme, panel open and closed`, async () => {
    const page = await openPage(browser, { reducedMotion: "reduce" });
    const reader = await openSample(page, sample);
    // Its switches are there from the first time that the sheet is opened.
    await page.keyboard.press("a");
    await page.keyboard.press("Escape");
    for (const theme of THEMES) {
      // What themes change is colours alone.
      const rules = theme === THEMES[0] ? undefined : ["color-contrast"];
      await reader.evaluate((dialog, value) => dialog.querySelector(`#set-theme-${value}`).click(), theme);
      assert.equal(await reader.getAttribute("data-theme"), theme);
      await isAccessible(page, reader, theme, rules);
    }
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

for (const [size, viewport] of [["desktop", DESKTOP], ["phone", PHONE], ["320 pixels", { width: 320, height: 640 }]]) {
  test(`spacing that a person forces on everything cuts no words off: ${size}`, async () => {
    const page = await openPage(browser, { viewport, reducedMotion: "reduce" });
    const reader = await openSample(page, "news.html");
    // The values of the guidelines for accessible content, 1.4.12.
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }");
      const root = document.querySelector("plainleaf-reader").shadowRoot;
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    });
    /** What shows words and has more of them than it shows; the first lines of a long quote are meant to be all. */
    const cut = (/** @type {string} */ within) => reader.locator(within).evaluate((part) => [part, ...part.querySelectorAll("*")].filter((element) => {
      const { overflowX, overflowY, display } = getComputedStyle(element);
      const own = [...element.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
      if (!own || element.matches(".unseen, .toast, option, .entry-quote, .block-text, .card-quote") || element.getClientRects().length === 0 || display === "inline") return false;
      const hides = (/** @type {string} */ value) => value === "hidden" || value === "clip";
      const wide = element.scrollWidth > element.clientWidth + 1;
      const high = element.scrollHeight > element.clientHeight + 1;
      return (wide && (hides(overflowX) || element.matches("button, label"))) || (high && hides(overflowY));
    }).map((element) => `${element.className || element.localName}: ${element.textContent.trim()}`));
    const sideways = (/** @type {string} */ what) => reader.locator(what).evaluate((part) => part.scrollWidth - part.clientWidth);
    assert.deepEqual(await cut(".bar"), [], "bar");
    assert.equal(await sideways(".page"), 0, "article");
    await page.keyboard.press("j");
    await reader.locator(".card").waitFor();
    assert.deepEqual(await cut(".card"), [], "card");
    await page.keyboard.press("Escape");
    for (const [key, sheet] of [["a", "#settings"], ["?", "#shortcuts"]]) {
      await page.keyboard.press(key);
      await reader.locator(sheet).waitFor();
      assert.deepEqual(await cut(sheet), [], sheet);
      assert.equal(await sideways(sheet), 0, sheet);
      await page.keyboard.press("Escape");
      await reader.locator(sheet).waitFor({ state: "hidden" });
    }
    await reader.getByRole("button", { name: "More", exact: true }).click();
    assert.deepEqual(await cut("#menu"), [], "menu");
    await page.keyboard.press("Escape");
    await page.keyboard.press("p");
    for (const tab of await reader.getByRole("tab").all()) {
      await tab.click();
      assert.deepEqual(await cut(".panel"), [], String(await tab.textContent()));
    }
    await page.context().close();
  });
}

test("in forced colours marks and the chosen tab can still be seen", async () => {
  const page = await openPage(browser, { forcedColors: "active" });
  const reader = await openSample(page, "news.html");
  for (const kind of ["quote", "figure", "name"]) {
    assert.equal(await reader.locator(`.article mark[data-kind=${kind}]`).first().evaluate((mark) => getComputedStyle(mark).textDecorationLine), "underline");
  }
  await page.context().close();
});

for (const sample of SAMPLES) {
  test(`320 pixels wide need no sideways scrolling: ${sample}`, async () => {
    const page = await openPage(browser, { viewport: { width: 320, height: 640 } });
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "the demo page is too wide");
    const reader = await openSample(page, sample);
    const overflow = await reader.evaluate((dialog) => {
      const scroller = dialog.querySelector(".page");
      const bar = dialog.querySelector(".bar");
      return [scroller.scrollWidth - scroller.clientWidth, bar.scrollWidth - bar.clientWidth];
    });
    assert.deepEqual(overflow, [0, 0]);
    await page.context().close();
  });
}

test("targets are at least 24 pixels either way", async () => {
  for (const viewport of [DESKTOP, PHONE]) {
    const page = await openPage(browser, { viewport });
    const reader = await openSample(page, "news.html");
    await page.keyboard.press("p");
    const small = await reader.evaluate((dialog) => [...dialog.querySelectorAll("button")]
      .map((button) => ({ name: button.textContent || button.getAttribute("aria-label"), box: button.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.width < 24 || box.height < 24))
      .map(({ name }) => name));
    assert.deepEqual(small, []);
    await page.context().close();
  }
});

test("who asks the system for more contrast gets the theme that has most", async () => {
  const page = await openPage(browser, { contrast: "more" });
  const reader = await openSample(page, "news.html");
  assert.equal(await reader.getAttribute("data-theme"), "contrast");
  await page.context().close();
});

test("who asks for less motion gets none: nothing is animated, and jumps are at once", async () => {
  const page = await openPage(browser, { reducedMotion: "reduce" });
  const reader = await openSample(page, "news.html");
  await page.keyboard.press("p");
  await reader.getByRole("tab", { name: "Figures" }).click();
  await reader.locator(".tab-body .entry").last().click();
  const [top, running] = await reader.evaluate((dialog) => [
    dialog.querySelector(".article .flash").getBoundingClientRect().top,
    dialog.getAnimations({ subtree: true }).filter((animation) => animation.effect.getComputedTiming().duration > 1).length,
  ]);
  assert.ok(top > 0 && top < DESKTOP.height, `the place stands at ${top} right away`);
  assert.equal(running, 0);
  await page.context().close();
});

test("what changes is announced: marks, a card, a copy", async () => {
  const page = await openPage(browser, { permissions: ["clipboard-read", "clipboard-write"] });
  const reader = await openSample(page, "news.html");
  const said = (/** @type {string | RegExp} */ words) => reader.getByRole("status").filter({ hasText: words }).waitFor({ state: "attached" });
  await page.keyboard.press("q");
  await said("Quotes off");
  await page.keyboard.press("q");
  await said("Quotes on");
  await reader.locator(".article mark[data-kind=figure]", { hasText: "$212 million" }).focus();
  await said(/^Money\. 212,000,000 US dollars/);
  await page.keyboard.press("c");
  await said("Copied as Markdown");
  for (const live of await reader.getByRole("status").all()) if (await live.evaluate((part) => part.matches(".toast, .unseen"))) assert.equal(await live.getAttribute("aria-live"), "polite");
  await page.context().close();
});
