import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { DESKTOP, launch, openPage, openSample, PHONE, readerOf, SAMPLES } from "./browser.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** The element in focus, through the shadow root. */
const focused = (page) => page.evaluate(() => {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return { host: document.activeElement?.localName, tag: active?.localName, kind: active?.dataset?.kind, name: active?.getAttribute("aria-label") ?? "" };
});

/** Moves the pointer onto the first letters of a mark, which may run over several lines. */
async function hoverStart(mark) {
  await mark.scrollIntoViewIfNeeded();
  const [x, y] = await mark.evaluate((element) => {
    const line = element.getClientRects()[0];
    return [line.left + 4, line.top + line.height / 2];
  });
  await mark.page().mouse.move(x, y);
}

const lineOf = (mark) => mark.evaluate((element) => getComputedStyle(element).textDecorationLine);

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

describe("marks", () => {
  test("each kind has a switch and a key", async () => {
    const page = await openPage(browser);
    const reader = await openSample(page, "news.html");
    for (const [kind, key] of [["quote", "q"], ["figure", "f"], ["name", "n"]]) {
      const mark = reader.locator(`.article mark[data-kind=${kind}]`).first();
      const chip = reader.locator(`.chip[data-kind=${kind}]`);
      assert.equal(await lineOf(mark), "underline");
      await chip.click();
      assert.equal(await chip.getAttribute("aria-pressed"), "false");
      assert.equal(await lineOf(mark), "none");
      await page.keyboard.press(key);
      assert.equal(await chip.getAttribute("aria-pressed"), "true");
      assert.equal(await lineOf(mark), "underline");
    }
    await page.context().close();
  });

  test("are told apart by their lines, not by colour alone", async () => {
    const page = await openPage(browser);
    const reader = await openSample(page, "news.html");
    const styles = [];
    for (const kind of ["quote", "figure", "name"]) {
      styles.push(await reader.locator(`.article mark[data-kind=${kind}]`).first().evaluate((mark) => getComputedStyle(mark).textDecorationStyle));
    }
    assert.equal(new Set(styles).size, 3, styles.join());
    await page.context().close();
  });

  test("a quote tells its speaker, a figure its full value, a name its fullest form", async () => {
    const page = await openPage(browser);
    const reader = await openSample(page, "news.html");
    const card = reader.locator(".card");
    const expected = [["quote", /Quote.*Bellweather/s], ["figure", /212,000,000 US dollars/], ["name", /person.*Constance Bellweather/s]];
    const words = { quote: "renting this land", figure: "$212 million", name: "Bellweather" };
    for (const [kind, pattern] of expected) {
      await hoverStart(reader.locator(`.article mark[data-kind=${kind}]`, { hasText: words[kind] }).first());
      await card.filter({ hasText: pattern }).waitFor({ timeout: 3000 });
      await page.mouse.move(5, 300);
      await card.waitFor({ state: "hidden" });
    }
    await page.context().close();
  });

  test("the card of a name tells what it says and which figures stand near, and leads there", async () => {
    const page = await openPage(browser);
    const reader = await openSample(page, "news.html");
    await reader.locator(".article mark[data-kind=name]", { hasText: "Bellweather" }).nth(1).focus();
    const card = reader.locator(".card");
    await card.locator(".card-quote", { hasText: "renting this land" }).waitFor();
    assert.deepEqual(await card.locator(".near").allTextContents().then((all) => all.includes("212")), true);
    await card.locator(".near", { hasText: "212" }).click();
    await reader.locator('.article mark[data-kind="figure"].flash', { hasText: "212" }).waitFor();
    assert.equal((await focused(page)).kind, "figure");
    await page.context().close();
  });

  test("a tap shows the card at the foot of a phone", async () => {
    const page = await openPage(browser, { viewport: PHONE, hasTouch: true, isMobile: true });
    const reader = await openSample(page, "news.html");
    await reader.locator(".article mark[data-kind=figure]").first().tap();
    const card = reader.locator(".card");
    await card.waitFor();
    const box = await card.boundingBox();
    assert.ok(box && box.y > PHONE.height / 2 && box.x >= 0 && box.x + box.width <= PHONE.width, JSON.stringify(box));
    await page.context().close();
  });
});

describe("panel", () => {
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
});

describe("keyboard", () => {
  test("focus stays in the reader however far one tabs", async () => {
    const page = await openPage(browser);
    await openSample(page, "news.html");
    const seen = new Set();
    for (let step = 0; step < 40; step += 1) {
      await page.keyboard.press(step < 30 ? "Tab" : "Shift+Tab");
      const { host, name, tag } = await focused(page);
      assert.ok(host === "plainleaf-reader" || host === "body", `focus went to ${host}`);
      seen.add(name || tag);
    }
    for (const name of ["Close the reader", "Appearance", "More", "mark"]) assert.ok(seen.has(name), `Tab never reached ${name}: ${[...seen]}`);
    await page.context().close();
  });

  test("walks from mark to mark, into the card and back, and out", async () => {
    const page = await openPage(browser);
    const reader = await openSample(page, "news.html");
    await page.keyboard.press("j");
    const first = await focused(page);
    assert.equal(first.tag, "mark");
    await reader.locator(".card").waitFor();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    assert.equal((await focused(page)).tag, "mark");
    await page.keyboard.press("n");
    await page.keyboard.press("f");
    await page.keyboard.press("j");
    assert.equal((await focused(page)).kind, "quote");
    await page.keyboard.press("Enter");
    assert.equal((await focused(page)).tag, "button");
    await page.keyboard.press("Escape");
    assert.equal((await focused(page)).tag, "mark");
    await reader.locator(".card").waitFor({ state: "hidden" });
    await page.keyboard.press("Escape");
    await page.locator("plainleaf-reader").waitFor({ state: "detached" });
    await page.context().close();
  });

  test("the tabs of the panel follow the arrow keys", async () => {
    const page = await openPage(browser);
    const reader = await openSample(page, "news.html");
    await page.keyboard.press("p");
    await reader.getByRole("tab", { name: "Names" }).focus();
    await page.keyboard.press("ArrowRight");
    assert.equal(await reader.getByRole("tab", { name: "Quotes" }).getAttribute("aria-selected"), "true");
    await page.context().close();
  });

  test("“?” lists the shortcuts, Escape closes only the list", async () => {
    const page = await openPage(browser);
    const reader = await openSample(page, "news.html");
    await page.keyboard.press("?");
    const sheet = reader.locator("#shortcuts");
    await sheet.waitFor();
    assert.match(await sheet.innerText(), /Next mark/);
    await page.keyboard.press("Escape");
    await sheet.waitFor({ state: "hidden" });
    assert.equal(await page.locator("plainleaf-reader").count(), 1);
    await page.context().close();
  });
});

describe("appearance", () => {
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
});

describe("way through the text", () => {
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

  test("line focus leaves a band of lines clear", async () => {
    const page = await openPage(browser);
    const reader = await openSample(page, "news.html");
    const height = () => reader.locator(".line-focus").evaluate((band) => Math.round(parseFloat(getComputedStyle(band, "::before").height) / (19 * 1.6)));
    for (const lines of [1, 3, 5]) {
      await page.keyboard.press("l");
      assert.equal(await height(), lines);
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

  test("reads aloud block by block with the word lit, and says so where there are no voices", async () => {
    const speech = () => {
      globalThis.spoken = [];
      const synthesis = {
        getVoices: () => globalThis.silent ? [] : [{ name: "Test", lang: "en-US", default: true }],
        addEventListener() {},
        cancel() {},
        speak(utterance) {
          globalThis.spoken.push(utterance.text);
          utterance.onboundary({ charIndex: 0, charLength: 4 });
          globalThis.finish = () => utterance.onend();
        },
      };
      Object.defineProperty(globalThis, "speechSynthesis", { value: synthesis });
      globalThis.SpeechSynthesisUtterance = class {
        constructor(text) {
          this.text = text;
        }
      };
    };
    const page = await openPage(browser, { before: speech });
    const reader = await openSample(page, "news.html");
    await page.keyboard.press("v");
    await reader.getByRole("button", { name: "Pause" }).waitFor();
    assert.deepEqual(await page.evaluate(() => [globalThis.spoken, [...CSS.highlights.get("plainleaf-spoken")].map(String)]), [["Port Ellery votes to give the sea its marsh back"], ["Port"]]);
    await page.evaluate(() => globalThis.finish());
    assert.match(await page.evaluate(() => globalThis.spoken.at(-1)), /^PORT ELLERY/);
    await page.keyboard.press("v");
    await reader.locator(".speech").waitFor({ state: "hidden" });
    await page.evaluate(() => { globalThis.silent = true; });
    await page.keyboard.press("v");
    await reader.getByText("This browser has no voices to read with.").waitFor();
    await page.context().close();
  });
});

describe("taking it along", () => {
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
});
