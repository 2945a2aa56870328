/** The extension's button, pressed as the browser does it, and the frame that it lays over a page. */

import assert from "node:assert/strict";

/**
 * @param {() => boolean | Promise<boolean>} holds
 * @param {string} complaint
 * @param {number} [patience] twentieths of a second
 */
export async function until(holds, complaint, patience = 200) {
  for (let tries = 0; tries < patience; tries += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(complaint);
}

/** @param {import("playwright-core").Page} page */
const find = (page) => page.frames().find((frame) => frame.url().endsWith("/frame.html"));

/**
 * The frame over the page, with the reader in it.
 *
 * @param {import("playwright-core").Page} page
 */
export async function frameOf(page) {
  await until(() => find(page) !== undefined, "the frame never came");
  return /** @type {import("playwright-core").Frame} */ (find(page));
}

export class Button {
  #context;
  #id;
  /** How often the browser has let the extension know of a press and kept it out of the page all the same. */
  #refused = 0;

  /**
   * @param {import("playwright-core").BrowserContext} context
   * @param {import("playwright-core").Worker} worker
   */
  constructor(context, worker) {
    this.#context = context;
    this.#id = new URL(worker.url()).host;
    worker.on("console", (message) => {
      if (message.text().startsWith("Plainleaf:")) this.#refused += 1;
    });
  }

  /** Presses it, with the rights that come with that. @param {import("playwright-core").Page} page */
  async press(page) {
    await page.bringToFront();
    const browser = await this.#context.browser().newBrowserCDPSession();
    const { targetInfos } = await browser.send("Target.getTargets", { filter: [{ type: "tab" }] });
    const { targetId } = targetInfos.find(({ url }) => url === page.url());
    await browser.send("Extensions.triggerAction", { id: this.#id, targetId });
    await browser.detach();
  }

  /**
   * Presses it until the frame is there: a busy Chromium now and then starts the extension before it has given it the
   * rights on the page.
   *
   * @param {import("playwright-core").Page} page
   */
  async open(page) {
    for (const patience of [60, 60, 60, 60, 60, 200]) {
      const refused = this.#refused;
      await this.press(page);
      const settled = until(() => find(page) !== undefined || this.#refused > refused, "", patience);
      await settled.catch(() => {});
      if (find(page)) break;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    return frameOf(page);
  }
}
