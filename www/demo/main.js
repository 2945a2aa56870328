/** The demo page: takes a file, a paste or a sample, and opens the reader over it. */

import { openReader, signOf } from "../reader/reader.js";
import { el } from "../reader/dom.js";
import { decode, inputKind, notText } from "./decode.js";
import { EngineError, loadEngine } from "./engine.js";
import { addressOf, parseInert } from "./saved-page.js";
import { SAMPLES } from "./samples.js";
import { Status } from "./status.js";
import { whyNoArticle } from "./why.js";

/**
 * @typedef {object} Source
 * @property {string} name   of the file; empty for a paste
 * @property {string} text
 * @property {string} [url]  where it came from
 */

const status = new Status(/** @type {HTMLElement} */ (document.getElementById("status")));
let busy = false;

/**
 * Reads something and shows it; what comes meanwhile is left.
 *
 * @param {() => Promise<Source>} fetchSource
 */
async function open(fetchSource) {
  if (busy || document.querySelector("plainleaf-reader")) return;
  busy = true;
  try {
    const engine = await status.during("Getting ready", loadEngine());
    const source = await status.during("Opening", fetchSource());
    if (source.text.trim() === "") throw new Message("There is nothing in it", `${source.name || "What you pasted"} is empty.`);
    const kind = inputKind(source.text, source.name);
    await status.step("Reading", `${source.text.length.toLocaleString("en")} characters`);
    const page = kind === "html" ? parseInert(source.text) : null;
    const url = source.url ?? (page ? addressOf(page, source.text) : undefined);
    const opened = await engine.openPage(page ?? source.text, { input: page ? "html" : "text" });
    const read = (/** @type {number[]} */ keep) => opened.read({ url, keep });
    const reading = await read([]);
    if (!reading) throw new Message("There is no article here", whyNoArticle(page) ?? capital(reasonOf(engine, page, source.text)));
    status.clear();
    await openReader(reading, { url, page: { read, names: opened.names, signs: (numbers) => numbers.map((number) => signOf(opened.nodes[number])) } });
  } catch (error) {
    report(error);
  } finally {
    busy = false;
  }
}

/**
 * @param {typeof import("../pkg/plainleaf.js")} engine
 * @param {Document | null} page
 * @param {string} text
 */
const reasonOf = (engine, page, text) => (page ? engine.readOrExplain(page) : engine.readOrExplain(text, { input: "text" })).reason ?? "";

/** @param {string} words */
const capital = (words) => `${words.charAt(0).toUpperCase()}${words.slice(1)}${/[.!?]$/.test(words) ? "" : "."}`;

/** Something that a person should read, not a fault. */
class Message extends Error {
  /**
   * @param {string} title
   * @param {string} text
   */
  constructor(title, text) {
    super(text);
    this.title = title;
  }
}

/** @param {unknown} error */
function report(error) {
  if (error instanceof Message) {
    status.fail(error.title, error.message);
  } else if (error instanceof EngineError) {
    status.fail("Plainleaf cannot start", error.message);
  } else {
    status.fail("This page could not be read", error instanceof Error ? error.message : String(error));
  }
}

/**
 * @param {File} file
 * @returns {Promise<Source>}
 */
async function fromFile(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const other = notText(bytes);
  if (other) throw new Message("This is not a web page", `${file.name} is ${other}. Plainleaf reads HTML and plain text: in your browser, save the page as “Web page, HTML only”.`);
  return { name: file.name, text: decode(bytes) };
}

/**
 * @param {string} file
 * @returns {Promise<Source>}
 */
async function fromSample(file) {
  const url = new URL(`samples/${file}`, document.baseURI).href;
  const response = await fetch(url);
  if (!response.ok) throw new Message("The sample is not there", `The server answered ${response.status} for ${url}.`);
  return { name: file, text: decode(new Uint8Array(await response.arrayBuffer())), url };
}

function listenForFiles() {
  const input = /** @type {HTMLInputElement} */ (document.getElementById("file"));
  input.addEventListener("change", () => {
    const [file] = input.files ?? [];
    if (file) open(() => fromFile(file));
    input.value = "";
  });

  const zone = /** @type {HTMLElement} */ (document.getElementById("drop"));
  let depth = 0;
  const over = (/** @type {number} */ by) => {
    depth = Math.max(0, depth + by);
    zone.toggleAttribute("data-over", depth > 0);
  };
  addEventListener("dragenter", () => over(1));
  addEventListener("dragleave", () => over(-1));
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => {
    event.preventDefault();
    over(-depth);
    const data = event.dataTransfer;
    const [file] = data?.files ?? [];
    const text = data?.getData("text/html") || data?.getData("text/plain");
    if (file) open(() => fromFile(file));
    else if (text) open(async () => ({ name: "", text }));
  });
}

function listenForPaste() {
  const form = /** @type {HTMLFormElement} */ (document.getElementById("paste"));
  const field = /** @type {HTMLTextAreaElement} */ (document.getElementById("source"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    open(async () => ({ name: "", text: field.value }));
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
}

function listSamples() {
  const list = /** @type {HTMLElement} */ (document.getElementById("samples"));
  list.append(...SAMPLES.map(({ file, picture, title, text }) => el("li", { class: "sample" },
    el("img", { src: picture, alt: "", width: 480, height: 256, loading: "lazy" }),
    el("div", { class: "sample-text" },
      el("h3", {}, el("button", { class: "sample-open", "data-sample": file, onclick: () => open(() => fromSample(file)) }, title)),
      el("p", {}, text),
      el("a", { href: `samples/${file}`, class: "sample-raw" }, "See the page as it is")))));
}

listenForFiles();
listenForPaste();
listSamples();
