/**
 * Pages that mean harm where they stand: live, without a policy, with all that they hold let run. What they do to
 * themselves is their own business; the reader must come over them, show the article, and let nothing of them in.
 */

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { makeExtension } from "../../xtask/front-end.mjs";
import { ownAttacks, pageWith, PLACE_NAMES, purifyAttacks } from "./attacks/list.mjs";
import { launch, launchWithExtension, SITE } from "./browser.mjs";
import { Button, until } from "./button.mjs";
import { serve } from "./server.mjs";

const IN_PAGE = fileURLToPath(new URL("attacks/in-page.js", import.meta.url));

// One of them would keep the page busy for ever.
const attacks = [...ownAttacks(), ...purifyAttacks()].filter(({ html }) => !/while\s*\(1\)/.test(html));

/** Every attack live in one of the places. */
const cases = attacks.map(({ id, html }, at) => {
  const place = PLACE_NAMES[at % PLACE_NAMES.length];
  return { id: `${id} / ${place}`, path: `/${at}`, html: pageWith(html, place) };
});

const STORY = `<h1>The ferry</h1>${"<p>The ferry left at noon with forty people on board, and the mate, Ada Holm, counted them twice because the first count had come out one too high.</p>".repeat(6)}`;

/** What a document and a form have properties for. */
const names = () => [document, document.createElement("form")].map((start) => {
  const found = new Set();
  for (let object = Object.getPrototypeOf(start); object !== Object.prototype; object = Object.getPrototypeOf(object)) {
    for (const name of Object.getOwnPropertyNames(object)) found.add(name);
  }
  return [...found];
});

/**
 * An article whose pictures bear the names of all that a document can be asked for, around and under forms whose fields
 * bear the names of all that they can be; an aside of the kind is to be taken away.
 *
 * @param {string[][]} names
 */
const named = ([ofDocument, ofForm]) => {
  const fields = ofForm.map((name) => `<input type="hidden" name="${name}">`).join("");
  return `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>The ferry</title><form>${fields}<article>${STORY}<form>${fields}</form></article></form>
<form class="newsletter" id="letters">${fields}<p>Subscribe to our newsletter and never miss a tide table again.</p></form>
${ofDocument.map((name) => `<img name="${name}" alt="">`).join("")}<button type="button" data-plainleaf-open>Read</button><button type="button" data-plainleaf-mark>Mark</button>`;
};

/** Runs in the page: its nodes, whatever they are called. */
const markup = () => Document.prototype.querySelector.call(document, ":root").outerHTML;

/** A Chromium with the extension in it, and a server for the pages that it comes over. */
class Visitor {
  /** What the extension's own pages asked for, but for pictures. @type {string[]} */
  asked = [];
  /** @type {Record<string, { body: string }>} */
  #pages = {};
  /** How many documents each page has asked for. @type {WeakMap<import("playwright-core").Page, number>} */
  #documents = new WeakMap();

  /** @param {string} folder where the extension is */
  static async in(folder) {
    const visitor = new Visitor();
    visitor.server = await serve({ pages: visitor.#pages });
    visitor.extension = await launchWithExtension(folder);
    const { context, worker } = visitor.extension;
    visitor.button = new Button(context, worker);
    await context.addInitScript({ path: IN_PAGE });
    const home = `chrome-extension://${new URL(worker.url()).host}/`;
    await context.route((url) => ![home, visitor.server.address].some((known) => url.href.startsWith(known)), (route) => {
      const request = route.request();
      if (request.frame().url().startsWith(home) && request.resourceType() !== "image") visitor.asked.push(`${request.resourceType()}: ${request.url()}`);
      return route.abort();
    });
    return visitor;
  }

  async leave() {
    await this.extension?.context.close();
    this.server?.close();
  }

  /** @param {string} body */
  async visit(body) {
    this.#pages["/page"] = { body };
    const page = await this.extension.context.newPage();
    page.on("dialog", (dialog) => dialog.dismiss().catch(() => {}));
    page.on("request", (request) => {
      if (request.isNavigationRequest() && request.frame() === page.mainFrame()) this.#documents.set(page, (this.#documents.get(page) ?? 0) + 1);
    });
    // A page may well wait for ever for what it is not given.
    await page.goto(`${this.server.address}page`, { waitUntil: "domcontentloaded" }).catch(() => {});
    return page;
  }

  /** Whether it has gone elsewhere, tries to, or has begun anew. @param {import("playwright-core").Page} page */
  isAway(page) {
    return page.url() !== `${this.server.address}page` || this.#documents.get(page) > 1;
  }

  /** @param {import("playwright-core").Page} page */
  async open(page) {
    const frame = await this.button.open(page);
    const reader = frame.locator("plainleaf-reader dialog[open]");
    await reader.waitFor({ timeout: 10_000 });
    return { frame, reader };
  }

  /** Chooses “Mark quotes, figures and names” from the menu, which takes using the button once before. */
  async choose() {
    await this.extension.worker.evaluate(async () => {
      const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
      chrome.contextMenus.onClicked.dispatch({ menuItemId: "plainleaf-marks", frameId: 0 }, tab);
    });
  }
}

/** Until the page is as it was: nothing of ours is left in it, and it can be scrolled. @param {import("playwright-core").Page} page */
const free = (page) => page.waitForFunction(() => {
  const find = (/** @type {string} */ name) => Document.prototype.getElementsByTagName.call(document, name)[0];
  return !find("plainleaf-frame") && getComputedStyle(find("html")).overflow !== "hidden";
});

/**
 * What is wrong with the reader over a page that an attack runs on.
 *
 * @param {Visitor} visitor
 * @param {string} html
 * @returns {Promise<{ away: boolean, ran: boolean, complaints: string[] }>} whether the page went away by itself, and whether the attack ran in it
 */
async function comeOver(visitor, html) {
  const page = await visitor.visit(html);
  try {
    const frame = await visitor.button.open(page);
    // An attack may swallow what stands behind it, in a style say: then that is no text of the page either.
    const stands = await page.evaluate(() => {
      const paragraphs = [...Document.prototype.querySelectorAll.call(document, "article > p")];
      return ["420 people", "Jonas Vik"].map((words) => paragraphs.some((paragraph) => paragraph.firstChild?.data?.includes(words)));
    });
    const ran = await page.evaluate(() => /** @type {any} */ (globalThis).attacks.hits.length > 0);
    if (!stands[0]) {
      await frame.getByRole("heading", { name: "There is no article here" }).waitFor({ timeout: 10_000 });
      return { away: false, ran, complaints: await frame.evaluate(() => /** @type {any} */ (globalThis).attacks.hits) };
    }
    await frame.locator("plainleaf-reader dialog[open]").waitFor({ timeout: 10_000 });
    const { complaints, text } = await frame.evaluate(async () => {
      const { hits, inspect, inspectReader, excite } = /** @type {any} */ (globalThis).attacks;
      const root = /** @type {ShadowRoot} */ (document.querySelector("plainleaf-reader")?.shadowRoot);
      const article = /** @type {HTMLElement} */ (root.querySelector(".article"));
      const found = [...inspect(article, { reader: true }), ...inspectReader(root)];
      excite(article);
      await new Promise((resolve) => setTimeout(resolve, 20));
      return { complaints: [...found, ...hits.map((/** @type {string} */ hit) => `ran: ${hit}`)], text: article.innerText };
    });
    const shows = ["420 people", "Jonas Vik"].map((words) => text.includes(words));
    if (shows.some((shown, at) => stands[at] && !shown)) complaints.push(`the article is ${text.length} letters: ${text.slice(0, 60)}`);
    return { away: false, ran, complaints };
  } catch (error) {
    // That a document has gone is known a moment before where to.
    const away = await until(() => visitor.isAway(page), "it stayed", 20).then(() => true, () => false);
    return { away, ran: away, complaints: away ? [] : [String(error)] };
  } finally {
    await page.close();
  }
}

describe("under the extension's button", () => {
  let folder = "";
  /** @type {Visitor[]} */
  let visitors = [];
  /** @type {Visitor} */
  let visitor;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "plainleaf-extension-"));
    await makeExtension(folder);
    visitors = [await Visitor.in(folder), await Visitor.in(folder)];
    [visitor] = visitors;
  });
  after(async () => {
    for (const one of visitors) await one.leave();
    rmSync(folder, { recursive: true, force: true });
  });

  test(`${cases.length} attacks that run where they stand: the reader shows the article, and none runs in it`, async () => {
    const left = [...cases];
    const complaints = [];
    let [ran, away] = [0, 0];
    await Promise.all(visitors.map(async (one) => {
      for (let next = left.pop(); next; next = left.pop()) {
        const result = await comeOver(one, next.html);
        complaints.push(...result.complaints.map((complaint) => `${next.id}: ${complaint}`));
        ran += Number(result.ran);
        away += Number(result.away);
      }
    }));
    assert.deepEqual(complaints, []);
    assert.deepEqual(visitors.flatMap(({ asked }) => asked), []);
    assert.ok(ran > cases.length / 8, `only ${ran} of ${cases.length} ran when they could, so this shows little`);
    assert.ok(away < 4, `${away} pages went away by themselves`);
  });

  test("elements that bear the name of everything that is asked for", async () => {
    const start = await visitor.visit("<!DOCTYPE html>");
    const page = await visitor.visit(named(await start.evaluate(names)));
    assert.equal(await page.evaluate(() => typeof document.createElement), "object", "nothing is hidden by its name");
    const faults = [];
    page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
    const earlier = await page.evaluate(markup);
    const { frame, reader } = await visitor.open(page);
    assert.match(await reader.locator(".article").innerText(), /counted them twice/);
    await frame.locator("body").press("r");
    await reader.locator(".tab-body button.block", { hasText: "Subscribe to our newsletter" }).click();
    await reader.locator(".article .returned", { hasText: "never miss a tide table" }).waitFor();
    await visitor.button.press(page);
    await free(page);
    await visitor.choose();
    await page.waitForFunction(() => CSS.highlights.has("plainleaf-name"));
    await visitor.choose();
    await page.waitForFunction(() => CSS.highlights.size === 0);
    await free(page);
    assert.equal(await page.evaluate(markup), earlier);
    assert.deepEqual(faults, []);
    await page.close();
    await start.close();
  });

  const HIDDEN = { "all that it holds": "*", "its root": "html", "its body": "body" };
  for (const [what, selector] of Object.entries(HIDDEN)) {
    test(`a page that hides ${what} is read, and is hidden again`, async () => {
      const page = await visitor.visit(`<!DOCTYPE html><title>The ferry</title><style>${selector} { display: none !important }</style>${STORY}`);
      const { reader } = await visitor.open(page);
      assert.match(await reader.locator(".article").innerText(), /counted them twice/);
      await visitor.button.press(page);
      await free(page);
      await page.waitForFunction((hidden) => getComputedStyle(document.querySelector(hidden)).display === "none", selector);
      await page.close();
    });
  }

  const SCRIPTS = {
    "has changed what its own scripts are made with": `for (const [kind, names] of [[Document, ["createElement", "querySelector"]], [Element, ["attachShadow", "append"]], [Node, ["appendChild"]], [HTMLDialogElement, ["showModal"]]]) for (const name of names) kind.prototype[name] = () => { throw new Error(name); };
      Object.defineProperty(globalThis, "plainleaf", { value: { toggle: () => alert("toggle") } }); Object.defineProperty(Document.prototype, "URL", { get: () => alert("URL") });`,
    "has its own element of the frame's name": `globalThis.seen = []; customElements.define("plainleaf-frame", class extends HTMLElement {
      constructor() { super(); try { seen.push(this.attachInternals().shadowRoot); this.attachShadow({ mode: "open" }); } catch {} } connectedCallback() { this.textContent = "words"; } });`,
    "listens for every message and answers it": `addEventListener("message", (event) => alert(event.data), true); addEventListener("load", ({ target }) => target !== document && alert("load"), true);
      new MutationObserver((records) => { for (const { addedNodes } of records) for (const node of addedNodes) node.shadowRoot && alert("shadow"); for (let at = 0; at < length; at += 1) { alert("frame"); frames[at].postMessage("marks", "*"); } }).observe(document, { childList: true, subtree: true });`,
  };
  for (const [what, script] of Object.entries(SCRIPTS)) {
    test(`a page that ${what}`, async () => {
      const page = await visitor.visit(`<!DOCTYPE html><title>The ferry</title><script>${script}</script>${STORY}`);
      const { reader } = await visitor.open(page);
      assert.match(await reader.locator(".article").innerText(), /counted them twice/);
      assert.deepEqual(await page.evaluate(() => [/** @type {any} */ (globalThis).attacks.hits, (globalThis.seen ?? []).filter(Boolean)]), [[], []]);
      await visitor.button.press(page);
      await free(page);
      await page.close();
    });
  }

  const AWAY = {
    "clears itself": "document.open(); document.close();",
    "takes its root away": "document.documentElement.remove();",
    "takes the frame away": "document.querySelector('plainleaf-frame').remove();",
    "moves the frame": "document.body.append(document.querySelector('plainleaf-frame'));",
  };
  for (const [what, script] of Object.entries(AWAY)) {
    test(`a page that ${what} can be used as before, and read again`, async () => {
      const page = await visitor.visit(`<!DOCTYPE html><title>The ferry</title><body>${STORY}`);
      await visitor.open(page);
      await page.evaluate((lines) => Function(lines)(), script);
      await until(() => page.frames().length === 1, "the frame is still there");
      await page.evaluate((html) => {
        document.documentElement?.remove();
        document.append(document.createElement("html"));
        document.documentElement.append(document.createElement("body"));
        document.body.innerHTML = html;
      }, STORY);
      await free(page);
      const { reader } = await visitor.open(page);
      assert.match(await reader.locator(".article").innerText(), /counted them twice/);
      await page.close();
    });
  }
});

describe("where the reader's scripts are the page's own", () => {
  /** @type {import("playwright-core").Browser} */
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());

  /** A page of the site whose elements bear all names. */
  async function openNamed(tail = "") {
    const page = await browser.newPage();
    const faults = [];
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (message) => ["error", "warning"].includes(message.type()) && faults.push(message.text()));
    await page.route("**/*.page", (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: route.request().url().endsWith("/bare.page") ? "<!DOCTYPE html>" : body + tail }));
    await page.goto(new URL("bare.page", SITE).href);
    const body = named(await page.evaluate(names));
    await page.goto(new URL("named.page", SITE).href);
    faults.length = 0;
    return { page, faults, body };
  }

  test("elements that bear the name of everything that is asked for: the script tag, its reader and its marks", async () => {
    const { page, faults } = await openNamed('<script type="module" src="embed.js"></script>');
    // What drives the page asks the document too, so it is told what to do in the page.
    const press = (/** @type {string} */ what) => page.evaluate((label) => {
      [...Document.prototype.getElementsByTagName.call(document, "button")].find(({ textContent }) => textContent === label).click();
    }, what);
    /** Waits for an element of the reader that says something. @param {string} selector @param {string} says @param {boolean} [click] */
    const untilThere = (selector, says, click = false) => page.waitForFunction(([where, words, clicks]) => {
      const [reader] = Document.prototype.getElementsByTagName.call(document, "plainleaf-reader");
      const found = [...(reader?.shadowRoot.querySelectorAll(where) ?? [])].find(({ innerText }) => innerText.includes(words));
      if (clicks) found?.click();
      return Boolean(found);
    }, /** @type {const} */ ([selector, says, click]));
    const earlier = await page.evaluate(markup);
    await press("Mark");
    await page.waitForFunction(() => CSS.highlights.has("plainleaf-name"));
    await press("Mark");
    await page.waitForFunction(() => CSS.highlights.size === 0);
    await press("Read");
    await untilThere("dialog[open] .article", "counted them twice");
    await page.keyboard.press("r");
    await untilThere(".tab-body button.block", "Subscribe to our newsletter", true);
    await untilThere(".article .returned", "never miss a tide table");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => Document.prototype.getElementsByTagName.call(document, "plainleaf-reader").length === 0);
    assert.equal(await page.evaluate(markup), earlier);
    assert.deepEqual(faults, []);
    await page.close();
  });

  test("elements that bear the name of everything that is asked for: the module, on the page and on a string", async () => {
    const { page, faults, body } = await openNamed();
    const found = await page.evaluate(async ([address, html]) => {
      const engine = await import(address);
      await engine.default();
      const parts = Document.prototype.getElementsByTagName.bind(document);
      const words = (/** @type {any} */ reading) => reading.toFragment(document).textContent.includes("counted them twice");
      const earlier = parts("html")[0].outerHTML;
      const whole = [document, parts("form")[0], parts("article")[0], html].map((input) => {
        const reading = engine.read(input);
        return [words(reading), reading.names.length > 0, engine.isProbablyReadable(typeof input === "string" ? document : input)];
      });
      // By elements, where a browser has no highlights, and by highlights.
      const elements = [undefined, globalThis.Highlight].map((kind) => {
        globalThis.Highlight = kind;
        const marking = engine.markInPlace(document);
        const marks = [parts("mark").length > 0, CSS.highlights.size > 0];
        marking.undo();
        return [...marks, parts("html")[0].outerHTML === earlier];
      });
      return { whole, elements };
    }, [new URL("pkg/plainleaf.js", SITE).href, body]);
    assert.deepEqual(found.whole, Array(4).fill([true, true, true]));
    assert.deepEqual(found.elements.map((marks) => marks.join()), ["true,false,true", "false,true,true"]);
    assert.deepEqual(faults, []);
    await page.close();
  });
});
