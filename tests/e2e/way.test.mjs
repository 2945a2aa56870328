import assert from "node:assert/strict";
import { test } from "node:test";
import { launchForTests, openOver, openPage, openSample, publish, readerOf } from "./browser.mjs";

const browser = await launchForTests();

test("the skim view dims sentences without a mark and leaves the elements alone", async () => {
  const page = await openPage(browser);
  const reader = await openSample(page, "news.html");
  const markup = () => reader.locator(".article").evaluate((article) => article.outerHTML);
  const earlier = await markup();
  await page.keyboard.press("d");
  const dimmed = await page.evaluate(() => [...CSS.highlights.get("plainleaf-dim")].map(String));
  assert.ok(dimmed.some((sentence) => sentence.trim() === "He paused."));
  for (const sentence of dimmed) assert.doesNotMatch(sentence, /It was time to move/);
  assert.equal(await markup(), earlier);
  await page.keyboard.press("Escape");
  // A dialog tells that it closed in a task of its own.
  await page.waitForFunction(() => CSS.highlights.size === 0);
  await page.context().close();
});

test("line focus leaves so many whole lines clear, wherever one scrolls", async () => {
  const page = await openPage(browser, { reducedMotion: "reduce" });
  const reader = await openSample(page, "news.html");
  /** How many lines of the article's paragraphs stand in the band; lines that its edge cuts are an error. */
  const clear = () => reader.evaluate(async (dialog) => {
    for (let frame = 0; frame < 5; frame += 1) await new Promise((resolve) => { requestAnimationFrame(resolve); });
    const band = dialog.querySelector(".line-focus");
    const style = getComputedStyle(band, "::before");
    const top = band.getBoundingClientRect().top + parseFloat(style.top);
    const bottom = top + parseFloat(style.height);
    const middles = new Set();
    for (const paragraph of dialog.querySelectorAll(".article p, .article h2")) {
      const range = document.createRange();
      range.selectNodeContents(paragraph);
      for (const line of range.getClientRects()) {
        if (line.bottom <= top + 1 || line.top >= bottom - 1) continue;
        if (line.top < top - 3 || line.bottom > bottom + 3) return `cut: ${line.top}–${line.bottom} by ${top}–${bottom}`;
        middles.add(Math.round((line.top + line.bottom) / 8));
      }
    }
    return [...middles].sort((one, other) => one - other).filter((middle, at, all) => at === 0 || middle - all[at - 1] > 2).length;
  });
  await reader.locator(".page").evaluate((scroller) => scroller.scrollTo(0, 900));
  for (const lines of [1, 3, 5]) {
    await page.keyboard.press("l");
    assert.equal(await clear(), lines);
    for (const by of [7, 11, 23]) {
      await reader.locator(".page").evaluate((scroller, far) => scroller.scrollBy(0, far), by);
      assert.equal(await clear(), lines);
    }
  }
  await page.keyboard.press("l");
  assert.equal(await reader.locator(".line-focus").isVisible(), false);
  await page.context().close();
});

test("a piece opens where one left off", async () => {
  const page = await openPage(browser);
  let reader = await openSample(page, "news.html");
  await reader.locator(".article h2").last().evaluate((heading) => heading.scrollIntoView());
  await page.waitForFunction(() => (localStorage.getItem("plainleaf.places") ?? "").includes("news.html"));
  await page.keyboard.press("Escape");
  reader = await openSample(page, "news.html");
  await reader.getByText("Back where you left off").waitFor();
  const top = await reader.locator(".article h2").last().evaluate((heading) => heading.getBoundingClientRect().top);
  assert.ok(top > 0 && top < 300, String(top));
  await page.context().close();
});

test("the outline leads to its sections", async () => {
  const page = await openPage(browser);
  const reader = await openSample(page, "feature.html");
  await page.keyboard.press("p");
  await reader.getByRole("tab", { name: "Outline" }).click();
  await reader.locator(".tab-body").getByRole("button", { name: "The pour" }).click();
  await reader.locator("h2.flash", { hasText: "The pour" }).waitFor();
  await page.context().close();
});

test("a footnote opens where its mark stands", async () => {
  const page = await openPage(browser);
  const reader = await openSample(page, "feature.html");
  await reader.locator(".article sup a").first().click();
  const note = reader.locator("#note");
  await note.waitFor();
  assert.match(await note.innerText(), /makes it up from the nominal/);
  await page.keyboard.press("Escape");
  await note.waitFor({ state: "hidden" });
  assert.equal(await page.locator("plainleaf-reader").count(), 1);
  await page.context().close();
});

test("a picture opens large", async () => {
  const page = await openPage(browser);
  const reader = await openSample(page, "feature.html");
  const small = await reader.locator(".article figure img").first().boundingBox();
  await reader.locator(".enlarge").first().click();
  const large = await reader.locator("#lightbox img").boundingBox();
  assert.ok(large && small && large.width > small.width);
  await page.keyboard.press("Escape");
  await reader.locator("#lightbox").waitFor({ state: "hidden" });
  await page.context().close();
});

test("how far one has read, and how long the rest takes, follow the page", async () => {
  const page = await openPage(browser);
  const reader = await openSample(page, "news.html");
  const left = reader.locator(".time-left");
  const share = () => reader.locator(".progress").evaluate((line) => new DOMMatrix(getComputedStyle(line).transform).a);
  const scroll = (/** @type {number} */ to) => reader.locator(".page").evaluate((scroller, share) => scroller.scrollTo({ top: share * scroller.scrollHeight, behavior: "instant" }), to);
  assert.equal(await left.textContent(), "3–5 min left");
  assert.equal(await share(), 0);
  await scroll(0.3);
  await left.filter({ hasText: /^\d(–\d)? min left$/ }).waitFor();
  const some = await share();
  assert.ok(some > 0.2 && some < 0.9, String(some));
  await scroll(1);
  await left.filter({ hasText: "read to the end" }).waitFor();
  assert.equal(await share(), 1);
  await page.context().close();
});

const PART = "The ferry left at noon with forty people on board, and the mate counted them twice because the first count had come out one too high.";
const paragraphs = (/** @type {string} */ words, count = 4) => `<p>${words}</p>`.repeat(count);

test("wide tables, code and formulas scroll inside themselves, and keys reach them as long as they do", async () => {
  const page = await openPage(browser, { viewport: { width: 600, height: 800 } });
  const cells = (/** @type {string} */ tag) => Array.from({ length: 14 }, (_, at) => `<${tag}>Harbour ${at}</${tag}>`).join("");
  const terms = Array.from({ length: 60 }, (_, at) => `<mi>x</mi><mo>+</mo><mn>${at}</mn>`).join("");
  await publish(page, { "wide.html": `<!DOCTYPE html><html lang="en"><title>Wide</title><article><h1>Wide</h1>${paragraphs(PART)}
    <table><thead><tr>${cells("th")}</tr></thead><tbody><tr>${cells("td")}</tr><tr>${cells("td")}</tr></tbody></table>
    <pre><code>${"let harbour = quay + ferry; ".repeat(12)}</code></pre><math display="block"><mrow>${terms}</mrow></math><pre><code>short</code></pre>${paragraphs(PART)}</article></html>` });
  const reader = await openOver(page, "wide.html");
  const blocks = reader.locator(".article :is(table, pre, math)");
  await reader.locator('.article pre[tabindex="0"]').waitFor();
  const found = await blocks.evaluateAll((all) => all.map((block) => [block.localName, block.scrollWidth > block.clientWidth + 1, block.tabIndex === 0 && block.hasAttribute("tabindex")]));
  assert.deepEqual(found, [["table", true, true], ["pre", true, true], ["math", true, true], ["pre", false, false]]);
  assert.equal(await reader.locator(".page").evaluate((scroller) => scroller.scrollWidth - scroller.clientWidth), 0);
  await reader.locator(".article table").focus();
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => document.querySelector("plainleaf-reader").shadowRoot.querySelector(".article table").scrollLeft > 0);
  await page.context().close();
});

test("formulas are shown as the platform draws them, and their TeX is kept as text", async () => {
  const page = await openPage(browser);
  await publish(page, { "maths.html": `<!DOCTYPE html><html lang="en"><title>Maths</title><article><h1>Maths</h1>${paragraphs(PART)}
    <p>The half of it is <math><mfrac><mn>1</mn><mn>2</mn></mfrac></math> as any child knows, and TeX writes it \\(\\frac{1}{2}\\), which fewer do.</p>${paragraphs(PART)}</article></html>` });
  const reader = await openOver(page, "maths.html");
  const fraction = reader.locator(".article mfrac");
  assert.equal(await fraction.evaluate((element) => element.namespaceURI), "http://www.w3.org/1998/Math/MathML");
  const [top, bottom] = await fraction.locator("mn").evaluateAll((numbers) => numbers.map((number) => number.getBoundingClientRect().top));
  assert.ok(bottom > top + 3, "the fraction is not drawn as one");
  assert.match(await reader.locator(".article").innerText(), /TeX writes it \\\(\\frac\{1\}\{2\}\\\)/);
  await page.context().close();
});

test("a piece that runs from right to left does so, with lists, quotations and its title, and nothing runs over", async () => {
  const page = await openPage(browser);
  const words = "غادرت العبارة الميناء عند الظهر وعلى متنها أربعون راكبا، وعدهم المساعد مرتين لأن العد الأول جاء زائدا بواحد، وذلك في البحر أسوأ من النقصان.";
  await publish(page, { "rtl.html": `<!DOCTYPE html><html lang="ar" dir="rtl"><title>العبارة</title><article><h1>العبارة الليلية في الميناء</h1>${paragraphs(words)}
    <blockquote><p>${words}</p></blockquote><ul><li>${words}</li><li>${words}</li></ul><table><tr><th>سنة</th><td>2019</td></tr><tr><th>ركاب</th><td>40</td></tr></table>${paragraphs(words)}</article></html>` });
  const reader = await openOver(page, "rtl.html");
  const [heading, paragraph, quote, item] = await reader.evaluate((dialog) => ["h1", ".article p", ".article blockquote p", ".article li"].map((what) => {
    const range = document.createRange();
    range.selectNodeContents(dialog.querySelector(what));
    const { direction } = getComputedStyle(dialog.querySelector(what));
    const [line] = range.getClientRects();
    const column = dialog.querySelector(".article").getBoundingClientRect();
    return { direction, before: Math.round(column.right - line.right), behind: Math.round(line.left - column.left) };
  }));
  for (const part of [heading, paragraph, quote, item]) assert.equal(part.direction, "rtl");
  assert.ok(Math.abs(paragraph.before) <= 1 && Math.abs(heading.before) <= 1, "text begins at the right edge");
  assert.ok(quote.before > 10 && item.before > 10, "what is set in is set in from the right");
  const border = await reader.locator(".article blockquote").evaluate((block) => [getComputedStyle(block).borderRightWidth, getComputedStyle(block).borderLeftWidth]);
  assert.deepEqual(border, ["3px", "0px"]);
  // The reader's own words are English on any page.
  assert.match(await reader.locator(".credit").innerText(), /^1 min\s*·?\s*272 words$/);
  assert.equal(await reader.locator(".time-left").evaluate((words) => getComputedStyle(words).direction), "ltr");
  assert.equal(await reader.locator(".page").evaluate((scroller) => scroller.scrollWidth - scroller.clientWidth), 0);
  await page.context().close();
});

test("a page whose lines run from top to bottom is read in lines across, whole, and stays where it was", async () => {
  const page = await openPage(browser);
  const words = "正午に四十人を乗せた渡し船が港を出た。航海士は最初の人数が一人多かったので、もう一度数え直した。海では一人足りないことのほうがずっと悪いからである。";
  const parts = Array.from({ length: 24 }, (_, at) => `<p>${at + 1}番目の船。<ruby>航海士<rp>(</rp><rt>こうかいし</rt><rp>)</rp></ruby>は<span class="across">${at + 10}</span>人と書いた。${words}</p>`);
  await publish(page, { "vertical.html": `<!DOCTYPE html><html lang="ja"><title>渡し船の一日</title><style>
      html { writing-mode: vertical-rl; text-orientation: upright; line-height: 2; } article, article * { writing-mode: inherit !important; } .across { text-combine-upright: all; }
    </style><article><h1>渡し船の一日</h1>${parts.slice(0, 12).join("")}<blockquote><p>${words}</p></blockquote><h2>午後の船</h2>${parts.slice(12).join("")}
    <ul><li>${words}</li><li>${words}</li></ul><table><tr><th>年</th><td>二〇一九</td></tr><tr><th>乗客</th><td>四十</td></tr></table><p>こうして一日が終わり、船は静かな夜の港へ戻ってきた。明日の朝も、また大勢の客が岸壁で待っていることだろう。</p></article></html>` });
  await page.goto(new URL("vertical.html", page.url()).href);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth + 500), "the page runs on to the left");
  await page.evaluate(() => scrollTo(-500, 0));
  const body = await page.evaluate(() => document.querySelector("article").innerText.replace(/\s/g, ""));
  await page.evaluate(async (address) => (await import(address)).openHere(), new URL("open.js", page.url()).href);
  const reader = await readerOf(page);

  const lines = await reader.evaluate((dialog) => ["h1", ".article p", ".article h2", ".article blockquote p", ".article li", ".article td", ".credit", ".article ruby"].map((what) => {
    const element = dialog.querySelector(what);
    const range = document.createRange();
    range.selectNodeContents(element);
    const [first, second] = [...range.getClientRects()];
    return { what, mode: getComputedStyle(element).writingMode, across: first.width > first.height * 0.9 || what === "h1", down: !second || second.top >= first.top - 20 };
  }));
  for (const { what, mode, across, down } of lines) assert.deepEqual([mode, across, down], ["horizontal-tb", true, true], what);
  const shown = await reader.evaluate((dialog) => [...dialog.querySelectorAll("h1, .article")].map((part) => part.innerText).join("").replace(/\s/g, ""));
  assert.equal(shown, body, "every word is there, in its order");
  const scroller = reader.locator(".page");
  assert.equal(await scroller.evaluate((part) => part.scrollWidth - part.clientWidth), 0);
  assert.ok(await scroller.evaluate((part) => part.scrollHeight > part.clientHeight));
  await page.keyboard.press("End");
  await reader.locator(".time-left").filter({ hasText: "read to the end" }).waitFor();

  await page.keyboard.press("Escape");
  await reader.waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => scrollX), -500, "the page is where it was");
  await page.context().close();
});

test("the browser's own search finds the words of the article", async () => {
  const page = await openPage(browser);
  const reader = await openSample(page, "news.html");
  const last = (await reader.locator(".article p").last().innerText()).slice(0, 30);
  assert.deepEqual(await page.evaluate((words) => [window.find(words), String(getSelection())], last), [true, last]);
  assert.equal(await page.evaluate(() => window.find("no such words as these")), false);
  await page.context().close();
});
