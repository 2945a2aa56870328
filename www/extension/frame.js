/**
 * The extension's own page, in a frame of the page: reads the snapshot that it is sent and shows the reader, or finds
 * the marks for the page itself.
 */

import init, { markSnapshot, openPage } from "../pkg/plainleaf.js";
import { keepIn, openReader } from "../reader/reader.js";

/**
 * What the content script sends.
 *
 * @typedef {object} Sent
 * @property {Uint8Array} bytes
 * @property {string} url
 * @property {string} title
 * @property {string | null} text what is selected, where only that is wanted
 */

/** Only what holds the frame may fill it, and once. @type {Promise<{ page: Sent | "marks", port: MessagePort }>} */
const sent = new Promise((resolve) => {
  const listen = (/** @type {MessageEvent} */ event) => {
    if (event.source !== parent || event.ports.length !== 1) return;
    removeEventListener("message", listen);
    resolve({ page: event.data, port: event.ports[0] });
  };
  addEventListener("message", listen);
});

/** The extension's storage is asynchronous and the reader's is not: all of it is fetched before. */
async function fillStore() {
  const kept = new Map(Object.entries(await chrome.storage.local.get()));
  keepIn({
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => {
      kept.set(key, value);
      chrome.storage.local.set({ [key]: value });
    },
    removeItem: (key) => {
      kept.delete(key);
      chrome.storage.local.remove(key);
    },
  });
}

/**
 * What was sent, or, where that holds no article, the text that is selected.
 *
 * @param {Sent} page
 */
async function opened({ bytes, url, title, text }) {
  for (const source of text ? [bytes, text] : [bytes]) {
    const { read: readIt, names } = await openPage(source, { input: "text" });
    const read = async (/** @type {number[]} */ keep) => {
      const reading = await readIt({ url, keep });
      if (reading) reading.title ||= title;
      return reading;
    };
    const reading = await read([]);
    if (reading) return { reading, read, names };
  }
  return null;
}

async function start() {
  const [{ page, port }] = await Promise.all([sent, fillStore()]);
  if (page === "marks") await answer(port);
  else await show(page, port);
}

/** Finds the marks of each snapshot that comes. @param {MessagePort} port */
async function answer(port) {
  await init();
  port.onmessage = ({ data: { bytes, language, url } }) => {
    try {
      port.postMessage({ found: markSnapshot(bytes, language, { url }) });
    } catch (error) {
      port.postMessage({ error: String(error) });
    }
  };
}

/**
 * @param {Sent} page
 * @param {MessagePort} port
 */
async function show(page, port) {
  const leave = () => port.postMessage({ close: true });
  const say = (/** @type {string} */ title, /** @type {string} */ words) => {
    const box = /** @type {HTMLElement} */ (document.getElementById("said"));
    const [heading, text, button] = /** @type {NodeListOf<HTMLElement>} */ (box.querySelectorAll("h1, p, button"));
    box.hidden = false;
    heading.textContent = title;
    text.textContent = words;
    button.addEventListener("click", leave);
    button.focus();
    addEventListener("keydown", ({ key }) => key === "Escape" && leave());
  };
  try {
    const found = await opened(page);
    if (!found) {
      say("There is no article here", page.text === null ? "Nothing on this page reads like an article. Select what you want to read and choose “Read the selection in Plainleaf” from the menu." : "What is selected holds too little text to read.");
      return;
    }
    /** The page's nodes stand on the other side. @param {number[]} numbers @returns {Promise<string[]>} */
    const signs = (numbers) => new Promise((resolve) => {
      port.onmessage = ({ data }) => resolve(data.signs);
      port.postMessage({ signs: numbers });
    });
    const { reading, read, names } = found;
    const reader = await openReader(reading, { url: page.url, page: { read, names, signs } });
    reader.addEventListener("plainleaf-close", leave);
  } catch (error) {
    console.error(error);
    say("This page could not be read", error instanceof Error ? error.message : String(error));
  }
}

start();
