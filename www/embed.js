/**
 * One script tag puts a reader view on a page. Elements with `data-plainleaf-open` open it; where there are none, a
 * button is added. Elements with `data-plainleaf-mark` mark the page where it stands; the attribute may name what to
 * mark by a selector. Nothing more is loaded before somebody asks.
 */

import { document } from "./document.js";

const LABEL = "Reader view";

/** Asked for as `embed.js?worker`, it reads pages in a worker. */
const OPTIONS = { worker: new URL(import.meta.url).searchParams.has("worker") };

/** Letters in paragraphs below which there is nothing to open. */
const ENOUGH = 600;

const STYLE = `
  button { position: fixed; z-index: 2147483000; right: max(1rem, env(safe-area-inset-right)); bottom: max(1rem, env(safe-area-inset-bottom));
    display: flex; align-items: center; gap: .5rem; min-height: 2.75rem; padding: .5rem 1.15rem; border: 1px solid #ffffff40; border-radius: 99px;
    color: #fff; background: #1d5a40; box-shadow: 0 2px 14px #0004; font: 600 15px/1.2 system-ui, sans-serif; cursor: pointer; }
  button:hover { background: #174833; }
  button:focus-visible { outline: 3px solid #fff; outline-offset: -5px; }
  button[aria-disabled=true] { background: #5a5650; cursor: default; }
  @media print { button { display: none; } }`;

/**
 * @param {HTMLElement} control
 * @param {(words: string) => void} tell
 */
function attach(control, tell) {
  let busy = false;
  control.addEventListener("click", async (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    try {
      const { openHere } = await import("./open.js");
      if (!(await openHere(OPTIONS))) tell("No article on this page");
    } catch (error) {
      console.error("Plainleaf could not open the reader:", error);
      tell(error instanceof Error && error.name.startsWith("Plainleaf") ? "This page could not be read" : "The reader could not be loaded");
    } finally {
      busy = false;
    }
  });
}

/** In a closed shadow root, so that its label is not read as text of the page. */
function addButton() {
  const host = document.createElement("plainleaf-button");
  const root = host.attachShadow({ mode: "closed" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = LABEL;
  root.append(button);
  attach(button, (words) => {
    button.textContent = words;
    button.setAttribute("aria-disabled", "true");
  });
  document.body.append(host);
}

/** @param {HTMLElement} control pressed once it marks, pressed again it takes the marks off */
function attachMarking(control) {
  /** @type {Promise<{ undo(): void }> | null} */
  let marking = null;
  const start = async () => {
    const engine = await import("./pkg/plainleaf.js");
    await engine.default();
    return engine.markInPlace(document.querySelector(control.dataset.plainleafMark || "main") ?? document.body);
  };
  control.setAttribute("aria-pressed", "false");
  control.addEventListener("click", async (event) => {
    event.preventDefault();
    const current = marking;
    marking = current ? null : start();
    control.setAttribute("aria-pressed", String(!current));
    try {
      await marking;
      (await current)?.undo();
    } catch (error) {
      console.error("Plainleaf could not mark the page:", error);
      marking = null;
      control.setAttribute("aria-pressed", "false");
      control.title = "The marks could not be loaded";
    }
  });
}

const controls = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-plainleaf-open]"));
for (const control of controls) {
  attach(control, (words) => {
    control.title = words;
  });
}
const letters = [...document.querySelectorAll("p")].reduce((sum, paragraph) => sum + (paragraph.textContent?.length ?? 0), 0);
if (controls.length === 0 && letters > ENOUGH) addButton();
for (const control of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-plainleaf-mark]"))) attachMarking(control);
