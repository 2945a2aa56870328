/** Firefox with an extension, by the protocol that its driver speaks: just what the tests of the extension need. */

import { spawn } from "node:child_process";

/** How the protocol names elements and shadow roots. */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
const SHADOW = "shadow-6066-11e4-a52e-4f735466cecf";

/** What Firefox's own code calls an extension's button. */
const BUTTON = `const { ExtensionParent } = ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs");
  const button = ExtensionParent.apiManager.global.browserActionFor(WebExtensionPolicy.getByID(arguments[0]).extension);`;

export class Firefox {
  #driver;
  #address;
  #session = "";

  /**
   * @param {import("node:child_process").ChildProcess} driver
   * @param {string} address
   */
  constructor(driver, address) {
    this.#driver = driver;
    this.#address = address;
  }

  /**
   * @param {string} browser
   * @param {string} driver
   */
  static async launch(browser, driver) {
    const child = spawn(driver, ["--port", "0", "--allow-system-access"], { stdio: ["ignore", "pipe", "ignore"] });
    const port = await new Promise((resolve, reject) => {
      let said = "";
      child.stdout.on("data", (part) => {
        said += part;
        const [, found] = /Listening on \S+:(\d+)/.exec(said) ?? [];
        if (found) resolve(found);
      });
      child.once("exit", () => reject(new Error(`geckodriver ended: ${said}`)));
    });
    const firefox = new Firefox(child, `http://127.0.0.1:${port}`);
    const { sessionId } = await firefox.#call("POST", "/session", {
      capabilities: { alwaysMatch: { "moz:firefoxOptions": { binary: browser, args: ["-headless"] } } },
    });
    firefox.#session = `/session/${sessionId}`;
    return firefox;
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {object} [body]
   */
  async #call(method, path, body = {}) {
    const answer = await fetch(this.#address + this.#session + path, {
      method, headers: { "Content-Type": "application/json" }, body: method === "POST" ? JSON.stringify(body) : undefined,
    });
    const { value } = await answer.json();
    if (value?.error) throw new Error(`${path}: ${value.error}: ${value.message}`);
    return value;
  }

  /** @param {Uint8Array} zip @returns {Promise<string>} its id */
  install(zip) {
    return this.#call("POST", "/moz/addon/install", { addon: Buffer.from(zip).toString("base64"), temporary: true });
  }

  /** @param {string} url */
  go(url) {
    return this.#call("POST", "/url", { url });
  }

  /** @param {string} script of the page, or of the frame that is looked into @param {...unknown} args */
  run(script, ...args) {
    return this.#call("POST", "/execute/sync", { script, args });
  }

  /** @param {string} script @param {...unknown} args */
  async #runInBrowser(script, ...args) {
    await this.#call("POST", "/moz/context", { context: "chrome" });
    try {
      return await this.run(script, ...args);
    } finally {
      await this.#call("POST", "/moz/context", { context: "content" });
    }
  }

  /** Presses the button of an extension. @param {string} id */
  press(id) {
    return this.#runInBrowser(`${BUTTON} button.triggerAction(window);`, id);
  }

  /** The keys that an extension has. @returns {Promise<string[]>} such as “alt+R” */
  keys() {
    return this.#runInBrowser(`return [...document.querySelectorAll("keyset[id^=ext-keyset] > key")].map((key) => key.getAttribute("modifiers") + "+" + key.getAttribute("key"));`);
  }

  /** Presses one of these keys. @param {number} index */
  pressKey(index) {
    return this.#runInBrowser(`document.querySelectorAll("keyset[id^=ext-keyset] > key")[arguments[0]].doCommand();`, index);
  }

  /** Looks into the frame in the shadow root of an element, open or closed. @param {string} selector */
  async lookInto(selector) {
    const { [ELEMENT]: host } = await this.#call("POST", "/element", { using: "css selector", value: selector });
    const { [SHADOW]: root } = await this.#call("GET", `/element/${host}/shadow`);
    const frame = await this.#call("POST", `/shadow/${root}/element`, { using: "css selector", value: "iframe" });
    await this.#call("POST", "/frame", { id: frame });
  }

  /** Looks at the page again. */
  lookOut() {
    return this.#call("POST", "/frame", { id: null });
  }

  async close() {
    await this.#call("DELETE", "").catch(() => {});
    this.#driver.kill();
  }
}
