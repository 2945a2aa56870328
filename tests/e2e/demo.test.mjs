import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { launchForTests, openPage, openSample, readerOf, SAMPLE_FILES } from "./browser.mjs";

const browser = await launchForTests();

const news = readFileSync(`${SAMPLE_FILES}news.html`);
const plain = readFileSync(`${SAMPLE_FILES}news.txt`, "utf8");

/**
 * @param {import("playwright-core").Page} page
 * @param {string} name
 * @param {Buffer} buffer
 */
const choose = (page, name, buffer) => page.setInputFiles("#file", { name, mimeType: "application/octet-stream", buffer });

const titleOf = async (page) => (await readerOf(page)).locator("h1").textContent();

/** @param {import("playwright-core").Page} page */
async function complaint(page) {
  const status = page.locator("#status[data-state=failed]");
  await status.waitFor();
  assert.equal(await page.locator("plainleaf-reader").count(), 0);
  return status.innerText();
}

/** @param {string} text with letters outside ASCII */
const story = (text, head = "") => `<!DOCTYPE html><html><head>${head}<title>${text}</title></head><body><article><h1>${text}</h1>${
  Array.from({ length: 8 }, (_, at) => `<p>${text}: paragraph ${at + 1}. The harbour office counted the boats again in the evening, and wrote the number into the book as it had done for forty years, although nobody had asked for it since the war.</p>`).join("")
}</article></body></html>`;

describe("ways in", () => {
  test("a file chosen with the button", async () => {
    const page = await openPage(browser);
    const withoutPictures = news.toString("utf8").replace(/<figure[\s\S]*?<\/figure>/g, "");
    await choose(page, "saved page.html", Buffer.from(withoutPictures));
    assert.match(await titleOf(page), /Port Ellery votes/);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });

  test("a file dropped on the page", async () => {
    const page = await openPage(browser);
    await page.evaluate((text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], "page.html", { type: "text/html" }));
      const zone = document.getElementById("drop");
      for (const type of ["dragenter", "dragover", "drop"]) zone.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }));
    }, news.toString("utf8"));
    assert.match(await titleOf(page), /Port Ellery votes/);
    await page.context().close();
  });

  test("pasted HTML", async () => {
    const page = await openPage(browser);
    await page.getByLabel("Paste HTML or text").fill(news.toString("utf8"));
    await page.getByRole("button", { name: "Read it" }).click();
    assert.match(await titleOf(page), /Port Ellery votes/);
    await page.context().close();
  });

  test("pasted text without a single tag", async () => {
    const page = await openPage(browser);
    await page.getByLabel("Paste HTML or text").fill(plain);
    await page.keyboard.press("Control+Enter");
    const reader = await readerOf(page);
    const text = await reader.locator(".article").innerText();
    assert.match(text, /renting this land from the ocean/);
    assert.doesNotMatch(text, /use cookies to store/);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });

  test("a text file", async () => {
    const page = await openPage(browser);
    await choose(page, "news.txt", Buffer.from(plain));
    assert.match(await (await readerOf(page)).locator(".article").innerText(), /renting this land/);
    await page.context().close();
  });
});

describe("encodings", () => {
  const cases = [
    ["declared in a meta element", Buffer.from(story("Smörgåsbord på Åland", '<meta charset="iso-8859-1">'), "latin1"), "Smörgåsbord på Åland"],
    ["given by a byte order mark", Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(story("Žluťoučký kůň"), "utf16le")]), "Žluťoučký kůň"],
    ["not declared, UTF-8", Buffer.from(story("Größe in Zürich"), "utf8"), "Größe in Zürich"],
    ["not declared, not UTF-8", Buffer.from(story("Café de la Gare"), "latin1"), "Café de la Gare"],
    ["declared wrongly", Buffer.from(story("Déjà vu", '<meta charset="x-no-such-thing">'), "utf8"), "Déjà vu"],
  ];
  for (const [name, bytes, title] of cases) {
    test(name, async () => {
      const page = await openPage(browser);
      await choose(page, "page.html", bytes);
      assert.equal(await titleOf(page), title);
      await page.context().close();
    });
  }
});

describe("bad input gets a clear answer", () => {
  test("an empty file", async () => {
    const page = await openPage(browser);
    await choose(page, "empty.html", Buffer.alloc(0));
    assert.match(await complaint(page), /empty\.html is empty/);
    await page.context().close();
  });

  test("a binary file", async () => {
    const page = await openPage(browser);
    await choose(page, "photo.html", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]));
    assert.match(await complaint(page), /is a picture/);
    await choose(page, "thing.bin", Buffer.from(Array.from({ length: 4000 }, (_, at) => (at * 37) % 256)));
    await page.getByText(/thing\.bin is a binary file/).waitFor();
    await page.context().close();
  });

  test("a page of search results", async () => {
    const page = await openPage(browser);
    const results = Array.from({ length: 30 }, (_, at) => `<li><a href="/r/${at}">Result number ${at} about herring</a></li>`).join("");
    await choose(page, "results.html", Buffer.from(`<html><head><title>herring - search</title></head><body><form><input type="search" name="q"></form><ul>${results}</ul></body></html>`));
    assert.match(await complaint(page), /no article here[\s\S]*list of pages/i);
    await page.context().close();
  });

  test("a log-in page", async () => {
    const page = await openPage(browser);
    await choose(page, "login.html", Buffer.from('<html><body><h1>Welcome back</h1><form><input name="user"><input type="password"><button>Log in</button></form></body></html>'));
    assert.match(await complaint(page), /log-in/);
    await page.context().close();
  });

  test("a browser without WebAssembly", async () => {
    const page = await openPage(browser, { before: () => Reflect.deleteProperty(globalThis, "WebAssembly") });
    await page.click('[data-sample="news.html"]');
    assert.match(await complaint(page), /no WebAssembly/);
    await page.context().close();
  });

  test("a module that does not load; the next try may", async () => {
    const page = await openPage(browser);
    await page.route("**/*.wasm", (route) => route.abort());
    await page.click('[data-sample="news.html"]');
    assert.match(await complaint(page), /could not be loaded/);
    await page.unroute("**/*.wasm");
    await page.click('[data-sample="news.html"]');
    await readerOf(page);
    await page.context().close();
  });

  test("and the next good page is read all the same", async () => {
    const page = await openPage(browser);
    await choose(page, "empty.html", Buffer.alloc(0));
    await complaint(page);
    await openSample(page, "news.html");
    assert.equal(await page.locator("#status").isVisible(), false);
    await page.context().close();
  });
});

test("a large page says that it is being read", async () => {
  const page = await openPage(browser);
  await page.evaluate(() => {
    globalThis.said = [];
    new MutationObserver(() => globalThis.said.push(document.getElementById("status").innerText)).observe(document.getElementById("status"), { subtree: true, childList: true, attributes: true });
  });
  await choose(page, "large.html", Buffer.from(story("A long tale").repeat(400)));
  await readerOf(page);
  assert.ok((await page.evaluate(() => globalThis.said)).some((text) => /Reading\s+[\d,]+ characters/.test(text)));
  await page.context().close();
});

test("nothing on the page parses markup into the live document", async () => {
  const page = await openPage(browser, {
    before: () => {
      globalThis.parsed = [];
      for (const [owner, name] of [[Element.prototype, "innerHTML"], [Element.prototype, "outerHTML"], [ShadowRoot.prototype, "innerHTML"]]) {
        const { get } = Object.getOwnPropertyDescriptor(owner, name);
        Object.defineProperty(owner, name, { get, set: () => globalThis.parsed.push(name) });
      }
      Element.prototype.insertAdjacentHTML = () => globalThis.parsed.push("insertAdjacentHTML");
      document.write = () => globalThis.parsed.push("write");
    },
  });
  const reader = await openSample(page, "news.html");
  await page.keyboard.press("p");
  for (const tab of await reader.getByRole("tab").all()) await tab.click();
  assert.deepEqual(await page.evaluate(() => globalThis.parsed), []);
  await page.context().close();
});
