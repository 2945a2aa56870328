/**
 * Runs in the page when the reader or the marks are asked for: takes the snapshot, lays the frame over the page or
 * paints what the frame found, and takes all away again. The page's own policy may forbid all the rest, so that is done
 * in the frame.
 */

import { document } from "../document.js";
import { follow, language, paint } from "../../src/browser/marking.js";
import { capture, captureInSlices } from "../../src/browser/snapshot.js";
import { signOf } from "../reader/signs.js";

/** @type {{ host: HTMLElement, dialog: HTMLDialogElement, watch: MutationObserver } | null} */
let shown = null;
/** Whether the page is being captured. */
let opening = false;
/** @type {{ marking: ReturnType<typeof follow>, host: HTMLElement } | null} */
let marked = null;

const address = () => document.URL.split("#")[0];

/**
 * @param {boolean} selection whether only what is selected is wanted
 * @returns {Promise<"open" | "open on a hidden page" | "closed" | "opening">}
 */
async function toggle(selection) {
  if (opening) return "opening";
  if (shown) {
    close();
    return "closed";
  }
  opening = true;
  try {
    await open(selection);
    // What hides the root hides the frame with it.
    return getComputedStyle(document.documentElement).display === "none" ? "open on a hidden page" : "open";
  } finally {
    opening = false;
  }
}

/** @param {boolean} selection */
async function open(selection) {
  const selected = selection ? getSelection() : null;
  const part = selected && selected.rangeCount > 0 ? selected.getRangeAt(0).cloneContents() : null;
  const { bytes, nodes } = part ? capture(part) : await captureInSlices(globalThis.document);
  const page = { bytes, url: address(), title: document.title, text: part ? String(selected) : null };

  const { host, root } = createHost();
  const dialog = document.createElement("dialog");
  style(dialog, { all: "initial", position: "fixed", inset: "0", width: "100%", height: "100%", "max-width": "none", "max-height": "none", "z-index": "2147483647" });
  const frame = createFrame(page, (port) => {
    port.onmessage = ({ data }) => {
      if (data.close) close();
      else if (data.signs) port.postMessage({ signs: data.signs.map((/** @type {number} */ number) => signOf(nodes[number])) });
    };
    frame.focus();
  });
  style(frame, { all: "initial", display: "block", width: "100%", height: "100%", border: "0", "color-scheme": "normal" });
  frame.allow = "clipboard-write";
  frame.title = "Plainleaf reader";
  // Escape while the focus is not yet in the frame.
  dialog.addEventListener("close", () => shown?.dialog === dialog && close());
  dialog.append(frame);
  root.append(dialog);
  const html = document.documentElement;
  html.append(host);
  // A page that clears itself, or moves what it holds, takes the frame away, which does not come back with what it held.
  const watch = new MutationObserver((records) => {
    if (!host.isConnected || records.some(({ removedNodes }) => [...removedNodes].includes(host))) close();
  });
  for (const above of [globalThis.document, html]) watch.observe(above, { childList: true });
  shown = { host, dialog, watch };
  dialog.showModal();
}

function close() {
  if (!shown) return;
  const { host, dialog, watch } = shown;
  shown = null;
  watch.disconnect();
  // A dialog that closes gives the focus back to what had it.
  dialog.close();
  host.remove();
  chrome.runtime.sendMessage("plainleaf-closed");
}

/** @returns {Promise<"marked" | "unmarked">} */
async function toggleMarks() {
  if (marked) {
    marked.marking.undo();
    marked.host.remove();
    marked = null;
    return "unmarked";
  }
  const { host, root } = createHost();
  /** @type {Promise<MessagePort>} */
  const engine = new Promise((resolve) => {
    const frame = createFrame("marks", resolve);
    style(frame, { all: "initial", display: "none" });
    root.append(frame);
  });
  document.documentElement.append(host);
  const body = document.querySelector("main") ?? document.body;
  const marking = follow(body, async () => {
    const port = await engine;
    const { bytes, nodes } = capture(body);
    /** @type {Promise<{ found?: Parameters<typeof paint>[1], error?: string }>} */
    const answer = new Promise((resolve) => {
      port.onmessage = ({ data }) => resolve(data);
    });
    port.postMessage({ bytes, language: language(body), url: address() });
    const { found, error } = await answer;
    if (!found) throw new Error(error);
    return paint(nodes, found, false);
  });
  marked = { marking, host };
  await marking.begun;
  return "marked";
}

/**
 * In a closed shadow root, so that nothing on the page can reach the frame: made elsewhere, since a page that has
 * elements of this name of its own would have a say in it, and is let into its shadow.
 */
function createHost() {
  const host = document.implementation.createHTMLDocument("").createElement("plainleaf-frame");
  style(host, { all: "initial" });
  return { host, root: host.attachShadow({ mode: "closed" }) };
}

/**
 * @param {unknown} message what the frame is told first
 * @param {(port: MessagePort) => void} talk once it is there
 */
function createFrame(message, talk) {
  const frame = document.createElement("iframe");
  const url = chrome.runtime.getURL("frame.html");
  frame.addEventListener("load", () => {
    const { port1, port2 } = new MessageChannel();
    frame.contentWindow?.postMessage(message, new URL(url).origin, [port2]);
    talk(port1);
  }, { once: true });
  frame.src = url;
  return frame;
}

/**
 * @param {HTMLElement} element
 * @param {Record<string, string>} rules
 */
function style(element, rules) {
  for (const [name, value] of Object.entries(rules)) element.style.setProperty(name, value, "important");
}

// An element of the page may bear the name.
if (!Object.hasOwn(globalThis, "plainleaf")) Object.defineProperty(globalThis, "plainleaf", { value: { toggle, toggleMarks } });
