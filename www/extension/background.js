/**
 * Listens for the button, the key and the menu. It has rights on a page only after one of them was used there, and
 * only until that page is left.
 */

import { STYLE as MARKS_STYLE } from "../../src/browser/marking.js";

const SELECTION = "plainleaf-selection";
const MARKS = "plainleaf-marks";

/** While the reader is open the page beneath must not scroll; as a style of the extension this changes no node of it. */
const STILL = "html { overflow: hidden !important; }";
/** A page may hide all that it holds. */
const IN_SIGHT = "html { display: block !important; }";

chrome.runtime.onInstalled.addListener(() => {
  chrome.contextMenus.create({ id: SELECTION, title: "Read the selection in Plainleaf", contexts: ["selection"] });
  chrome.contextMenus.create({ id: MARKS, title: "Mark quotes, figures and names on this page", contexts: ["page", "action"] });
});

chrome.action.onClicked.addListener((tab) => open(tab));

chrome.contextMenus.onClicked.addListener((info, tab) => {
  if (!tab) return;
  if (info.menuItemId === SELECTION) open(tab, { selection: true, frame: info.frameId });
  else if (info.menuItemId === MARKS) mark(tab);
});

chrome.commands.onCommand.addListener((command, tab) => {
  if (command === "marks" && tab) mark(tab);
});

chrome.runtime.onMessage.addListener((message, { tab }) => {
  if (message !== "plainleaf-closed" || tab?.id === undefined) return;
  for (const css of [STILL, IN_SIGHT]) style(tab.id, css, false);
});

/**
 * Opens the reader over a page, or closes it where it is open.
 *
 * @param {chrome.tabs.Tab} tab
 * @param {{ selection?: boolean, frame?: number }} [what]
 */
async function open(tab, { selection = false, frame = 0 } = {}) {
  // Runs in the page's frame, where content.js has just left this.
  const result = await run(tab, frame, (only) => /** @type {any} */ (globalThis).plainleaf.toggle(only), [selection]);
  const { id = 0 } = tab;
  if (result === "open" || result === "open on a hidden page") await style(id, STILL, true);
  if (result === "open on a hidden page") await style(id, IN_SIGHT, true);
}

/** Marks a page where it stands, or takes the marks off. @param {chrome.tabs.Tab} tab */
async function mark(tab) {
  const result = await run(tab, 0, () => /** @type {any} */ (globalThis).plainleaf.toggleMarks(), []);
  if (!result) return;
  const style = { target: { tabId: /** @type {number} */ (tab.id) }, css: MARKS_STYLE };
  await (result === "marked" ? chrome.scripting.insertCSS(style) : chrome.scripting.removeCSS(style));
}

/**
 * Runs a function in a frame of a page, behind the content script. Where the browser keeps extensions out of the page,
 * the button says so.
 *
 * @param {chrome.tabs.Tab} tab
 * @param {number} frame
 * @param {(...values: any[]) => unknown} func
 * @param {unknown[]} args
 * @returns {Promise<unknown>} what it gives; nothing where it could not run
 */
async function run({ id = 0 }, frame, func, args) {
  const target = { tabId: id, frameIds: [frame] };
  try {
    await chrome.scripting.executeScript({ target, files: ["content.js"] });
    const [{ result }] = await chrome.scripting.executeScript({ target, args, func });
    await chrome.action.setBadgeText({ tabId: id, text: "" });
    return result;
  } catch (error) {
    console.warn("Plainleaf:", error);
    await chrome.action.setBadgeText({ tabId: id, text: "!" });
    await chrome.action.setTitle({ tabId: id, title: "Plainleaf cannot read this page: the browser keeps extensions out of it." });
    return undefined;
  }
}

/**
 * @param {number} tabId
 * @param {string} css
 * @param {boolean} on
 */
async function style(tabId, css, on) {
  // As the user's, which the page's own cannot outdo.
  const sheet = { target: { tabId }, css, origin: /** @type {const} */ ("USER") };
  try {
    await (on ? chrome.scripting.insertCSS(sheet) : chrome.scripting.removeCSS(sheet));
  } catch {
    // The tab has gone to another page, and the style with it.
  }
}
