import assert from "node:assert/strict";
import { test } from "node:test";
import { launchForTests, openPage, openSample, PHONE, violations } from "./browser.mjs";

const browser = await launchForTests();

/** @param {import("playwright-core").Page} page @param {object} settings */
const remember = (page, settings) => page.evaluate((value) => localStorage.setItem("plainleaf.settings", JSON.stringify(value)), settings);

const sizeOf = (reader) => reader.locator(".column").evaluate((column) => getComputedStyle(column).fontSize);

test("settings show at once, are remembered, and go back", async () => {
  const page = await openPage(browser);
  let reader = await openSample(page, "news.html");
  const initial = await sizeOf(reader);
  await reader.getByRole("button", { name: "Appearance" }).click();
  await reader.getByRole("slider", { name: "Text size" }).fill("26");
  await reader.getByText("Sepia", { exact: true }).click();
  await reader.getByText("Sans", { exact: true }).click();
  assert.equal(await sizeOf(reader), "26px");
  await page.reload();
  reader = await openSample(page, "feature.html");
  assert.equal(await sizeOf(reader), "26px");
  assert.equal(await reader.getAttribute("data-theme"), "sepia");
  assert.equal(await reader.getAttribute("data-face"), "sans");
  await reader.getByRole("button", { name: "Appearance" }).click();
  await reader.getByRole("button", { name: "Back to the defaults" }).click();
  assert.equal(await sizeOf(reader), initial);
  await page.context().close();
});

test("each setting of the type shows at once", async () => {
  const page = await openPage(browser);
  const reader = await openSample(page, "news.html");
  await reader.getByRole("button", { name: "Appearance" }).click();
  const style = (/** @type {string} */ property, within = ".column") => reader.locator(within).first().evaluate((part, name) => getComputedStyle(part)[name], property);
  for (const [slider, value, property, expected] of [
    ["Text size", "20", "fontSize", "20px"], ["Line height", "2", "lineHeight", "40px"],
    ["Letter spacing", "10", "letterSpacing", "2px"], ["Word spacing", "20", "wordSpacing", "4px"],
  ]) {
    await reader.getByRole("slider", { name: slider }).fill(value);
    assert.equal(await style(property), expected, slider);
  }
  const width = () => reader.locator(".article").evaluate((article) => article.getBoundingClientRect().width);
  const before = await width();
  await reader.getByRole("slider", { name: "Line width" }).fill("45");
  assert.ok(await width() < 0.8 * before, "Line width");
  await reader.getByText("Bold", { exact: true }).click();
  assert.equal(await style("fontWeight"), "600");
  await reader.getByText("Justified", { exact: true }).click();
  assert.equal(await style("textAlign", ".article p"), "justify");
  for (const [face, family] of [["Mono", /mono/i], ["Sans", /sans-serif$/], ["Serif", /, serif$/]]) {
    await reader.getByText(String(face), { exact: true }).click();
    assert.match(await style("fontFamily"), /** @type {RegExp} */ (family));
  }
  await page.context().close();
});

test("everything works where storage is blocked", async () => {
  const page = await openPage(browser, {
    before: () => Object.defineProperty(window, "localStorage", { get() { throw new DOMException("blocked", "SecurityError"); } }),
  });
  const reader = await openSample(page, "news.html");
  await page.keyboard.press("+");
  assert.equal(await sizeOf(reader), "20px");
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("what is stored by something else does no harm", async () => {
  const page = await openPage(browser, {
    before: () => localStorage.setItem("plainleaf.settings", '{"size": 4000, "theme": "javascript:", "measure": "wide", "tab": "nowhere"}'),
  });
  const reader = await openSample(page, "news.html");
  assert.equal(await sizeOf(reader), "19px");
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("the automatic theme follows the system", async () => {
  const page = await openPage(browser, { colorScheme: "dark" });
  const reader = await openSample(page, "news.html");
  assert.equal(await reader.getAttribute("data-theme"), "dark");
  await page.emulateMedia({ colorScheme: "light" });
  await page.waitForFunction(() => document.querySelector("plainleaf-reader").shadowRoot.querySelector("dialog").dataset.theme === "light");
  await page.context().close();
});

for (const [face, label, family] of [["hyperlegible", "Hyperlegible", "Plainleaf Hyperlegible"], ["dyslexic", "OpenDyslexic", "Plainleaf Dyslexic"]]) {
  test(`the face “${label}” is fetched from the site itself, and only once it is chosen`, async () => {
    const page = await openPage(browser);
    const asked = [];
    page.on("request", (request) => /\.woff2/.test(request.url()) && asked.push(new URL(request.url()).pathname));
    const reader = await openSample(page, "news.html");
    assert.deepEqual(asked, []);
    await reader.getByRole("button", { name: "Appearance" }).click();
    await reader.getByText(label, { exact: true }).click();
    await page.waitForFunction((name) => [...document.fonts].some(({ family, status }) => family.includes(name) && status === "loaded"), family);
    assert.ok(asked.length > 0 && asked.every((path) => path.includes(`/fonts/${face}/`)), asked.join());
    assert.match(await reader.locator(".column").evaluate((column) => getComputedStyle(column).fontFamily), new RegExp(family));
    assert.deepEqual(page.faults, []);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.locator("plainleaf-reader").waitFor({ state: "detached" });
    assert.equal(await page.evaluate(() => document.fonts.size), 0, "the page keeps none of the reader's faces");
    await page.context().close();
  });
}

test("a face that cannot be fetched is told, and the text stays readable", async () => {
  const page = await openPage(browser);
  await page.route("**/*.woff2", (route) => route.abort());
  await remember(page, { face: "dyslexic" });
  const reader = await openSample(page, "news.html");
  await reader.getByText("The typeface could not be loaded here").waitFor();
  assert.match(await reader.locator(".article").innerText(), /renting this land/);
  await page.context().close();
});

test("own colours show at once, and how well they read is told", async () => {
  const page = await openPage(browser);
  const reader = await openSample(page, "news.html");
  await reader.getByRole("button", { name: "Appearance" }).click();
  assert.equal(await reader.getByLabel("Text colour", { exact: true }).isVisible(), false);
  await reader.getByText("Own", { exact: true }).click();
  await reader.getByLabel("Text colour", { exact: true }).fill("#ffe9c0");
  await reader.getByLabel("Background", { exact: true }).fill("#10243a");
  await reader.getByText("Contrast 13.2 to 1: good").waitFor();
  const colours = () => reader.evaluate((dialog) => [getComputedStyle(dialog).color, getComputedStyle(dialog).backgroundColor]);
  assert.deepEqual(await colours(), ["rgb(255, 233, 192)", "rgb(16, 36, 58)"]);
  await reader.getByLabel("Text colour", { exact: true }).fill("#6f7f8f");
  await reader.getByText(/^Contrast 3\.\d to 1: too little/).waitFor();
  await reader.getByRole("button", { name: "Reset: text colour" }).click();
  assert.equal(await reader.getByLabel("Text colour", { exact: true }).inputValue(), "#24221e");
  await reader.getByText("Light", { exact: true }).click();
  assert.deepEqual(await colours(), ["rgb(36, 34, 30)", "rgb(253, 252, 249)"]);
  await page.context().close();
});

for (const [name, ink, paper] of [["dark", "#ffe9c0", "#10243a"], ["light", "#3a1020", "#e8f3e0"]]) {
  test(`axe finds nothing in own colours: ${name}`, async () => {
    const page = await openPage(browser, { reducedMotion: "reduce" });
    await remember(page, { theme: "own", ink, paper });
    const reader = await openSample(page, "news.html");
    await page.keyboard.press("p");
    assert.deepEqual(await violations(page), []);
    await reader.getByRole("button", { name: "Appearance" }).click();
    assert.deepEqual(await violations(page), [], "settings open");
    await page.context().close();
  });
}

test("each setting goes back by itself and leaves the others", async () => {
  const page = await openPage(browser, { viewport: PHONE });
  const reader = await openSample(page, "news.html");
  await reader.getByRole("button", { name: "Appearance" }).click();
  const reset = reader.getByRole("button", { name: "Reset: line height" });
  assert.equal(await reset.isVisible(), false);
  await reader.getByRole("slider", { name: "Text size" }).fill("26");
  await reader.getByRole("slider", { name: "Line height" }).fill("2");
  await reader.getByText("Justified", { exact: true }).click();
  await reset.click();
  assert.equal(await reader.getByRole("slider", { name: "Line height" }).inputValue(), "1.6");
  assert.equal(await reset.isVisible(), false);
  assert.equal(await reader.getByRole("slider", { name: "Line height" }).evaluate((input) => input.getRootNode().activeElement === input), true);
  await reader.getByRole("button", { name: "Reset: alignment" }).click();
  assert.equal(await reader.getAttribute("data-align"), "start");
  assert.equal(await reader.getByRole("slider", { name: "Text size" }).inputValue(), "26");
  await page.context().close();
});

test("320 pixels wide, no sheet, panel or block that was put back needs sideways scrolling", async () => {
  const page = await openPage(browser, { viewport: { width: 320, height: 640 }, reducedMotion: "reduce" });
  await remember(page, { theme: "own", face: "dyslexic", letters: 12, spaces: 32 });
  const reader = await openSample(page, "news.html");
  const tooWide = (/** @type {string} */ what) => reader.locator(what).evaluate((box) => box.scrollWidth - box.clientWidth);
  await page.keyboard.press("a");
  assert.equal(await tooWide("#settings"), 0, "settings");
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  assert.equal(await tooWide("#shortcuts"), 0, "shortcuts");
  await page.keyboard.press("Escape");
  await page.keyboard.press("r");
  await reader.locator(".tab-body button.block").first().waitFor();
  for (const tab of await reader.getByRole("tab").all()) {
    await tab.click();
    assert.equal(await tooWide(".tab-body"), 0, String(await tab.textContent()));
  }
  await reader.locator(".tab-body button.block").last().click();
  await reader.locator(".returned").waitFor();
  assert.equal(await tooWide(".page"), 0, "article with a block that was put back");
  const small = await reader.evaluate((dialog) => [...dialog.querySelectorAll(".returned button, .entry, #settings button, #settings input[type=color]")]
    .map((control) => ({ name: control.textContent || control.getAttribute("aria-label") || control.id, box: control.getBoundingClientRect() }))
    .filter(({ box }) => box.width > 0 && (box.width < 24 || box.height < 24)).map(({ name }) => name));
  assert.deepEqual(small, []);
  await page.context().close();
});
