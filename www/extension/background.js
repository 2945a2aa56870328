/**
 * Listens for the button, the key and the menu. It has rights on a page only after one of them was used there, and
 * only until that page is left.
 */

const SELECTION = "plainleaf-selection";

/** While the reader is open the page beneath must not scroll; as a style of the extension this changes no node of it. */
const STILL = "html { overflow: hidden !important; }";

chrome.runtime.onInstalled.addListener(() => {
  chrome.contextMenus.create({ id: SELECTION, title: "Read the selection in Plainleaf", contexts: ["selection"] });
});

chrome.action.onClicked.addListener((tab) => open(tab));

chrome.contextMenus.onClicked.addListener((info, tab) => {
  if (info.menuItemId === SELECTION && tab) open(tab, { selection: true, frame: info.frameId });
});

chrome.runtime.onMessage.addListener((message, { tab }) => {
  if (message === "plainleaf-closed" && tab?.id !== undefined) still(tab.id, false);
});

/**
 * Opens the reader over a page, or closes it where it is open.
 *
 * @param {chrome.tabs.Tab} tab
 * @param {{ selection?: boolean, frame?: number }} [what]
 */
async function open(tab, { selection = false, frame = 0 } = {}) {
  const target = { tabId: /** @type {number} */ (tab.id), frameIds: [frame] };
  try {
    await chrome.scripting.executeScript({ target, files: ["content.js"] });
    const [{ result }] = await chrome.scripting.executeScript({
      target, args: [selection],
      // Runs in the page's frame, where content.js has just left this.
      func: (/** @type {boolean} */ only) => /** @type {any} */ (globalThis).plainleaf.toggle(only),
    });
    if (result === "open") await still(target.tabId, true);
    await chrome.action.setBadgeText({ tabId: target.tabId, text: "" });
  } catch (error) {
    console.warn("Plainleaf:", error);
    await chrome.action.setBadgeText({ tabId: target.tabId, text: "!" });
    await chrome.action.setTitle({ tabId: target.tabId, title: "Plainleaf cannot read this page: the browser keeps extensions out of it." });
  }
}

/**
 * @param {number} tabId
 * @param {boolean} on
 */
async function still(tabId, on) {
  const style = { target: { tabId }, css: STILL };
  try {
    await (on ? chrome.scripting.insertCSS(style) : chrome.scripting.removeCSS(style));
  } catch {
    // The tab has gone to another page, and the style with it.
  }
}
