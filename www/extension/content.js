/**
 * Runs in the page when the reader is asked for: takes the snapshot, lays the frame over the page, and takes it away
 * again. The page's own policy may forbid all the rest, so that is done in the frame.
 */

import { document } from "../document.js";
import { capture } from "../../src/browser/snapshot.js";
import { locate } from "../reader/locate.js";

/** @type {{ host: HTMLElement, dialog: HTMLDialogElement } | null} */
let shown = null;

/**
 * @param {boolean} selection whether only what is selected is wanted
 * @returns {"open" | "closed"}
 */
function toggle(selection) {
  if (shown) {
    close();
    return "closed";
  }
  open(selection);
  return "open";
}

/** @param {boolean} selection */
function open(selection) {
  const selected = selection ? getSelection() : null;
  const part = selected && selected.rangeCount > 0 ? selected.getRangeAt(0).cloneContents() : null;
  const { bytes } = capture(part ?? document);
  const page = { bytes, url: document.URL.split("#")[0], title: document.title, text: part ? String(selected) : null };

  const host = document.createElement("plainleaf-frame");
  // Closed, so that nothing on the page can reach the frame.
  const root = host.attachShadow({ mode: "closed" });
  const dialog = document.createElement("dialog");
  const frame = document.createElement("iframe");
  style(host, { all: "initial" });
  style(dialog, { all: "initial", position: "fixed", inset: "0", width: "100%", height: "100%", "max-width": "none", "max-height": "none", "z-index": "2147483647" });
  style(frame, { all: "initial", display: "block", width: "100%", height: "100%", border: "0", "color-scheme": "normal" });
  frame.allow = "clipboard-write";
  frame.title = "Plainleaf reader";
  const address = chrome.runtime.getURL("frame.html");
  frame.addEventListener("load", () => {
    const { port1: port, port2 } = new MessageChannel();
    port.onmessage = ({ data }) => {
      if (data.close) close();
      else if (data.locate) port.postMessage({ located: locate(part ?? document, data.locate.removed, data.locate.text) });
    };
    frame.contentWindow?.postMessage(page, new URL(address).origin, [port2]);
    frame.focus();
  }, { once: true });
  frame.src = address;
  // Escape while the focus is not yet in the frame.
  dialog.addEventListener("close", () => shown?.dialog === dialog && close());
  dialog.append(frame);
  root.append(dialog);
  document.documentElement.append(host);
  shown = { host, dialog };
  dialog.showModal();
}

function close() {
  if (!shown) return;
  const { host, dialog } = shown;
  shown = null;
  // A dialog that closes gives the focus back to what had it.
  dialog.close();
  host.remove();
  chrome.runtime.sendMessage("plainleaf-closed");
}

/**
 * @param {HTMLElement} element
 * @param {Record<string, string>} rules
 */
function style(element, rules) {
  for (const [name, value] of Object.entries(rules)) element.style.setProperty(name, value, "important");
}

// An element of the page may bear the name.
if (!Object.hasOwn(globalThis, "plainleaf")) Object.defineProperty(globalThis, "plainleaf", { value: { toggle } });
