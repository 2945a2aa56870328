/**
 * Does in a page what the extension's content script does: takes snapshots, and finds what was removed.
 *
 * @param {object} what as of `takeThrough`
 * @param {{ id: string, html: string, removed: boolean }[]} what.cases
 * @param {string} what.engine
 * @returns {Promise<{ id: string, removed: boolean, bytes: string }[]>} the bytes in Base64
 */
export async function capture({ cases, engine: module }) {
  const engine = await import(module);
  await engine.default();
  return cases.map(({ id, html, removed }) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    const snapshot = engine.snapshot(page);
    let bytes = "";
    for (const byte of snapshot) bytes += String.fromCharCode(byte);
    return { id, removed, bytes: btoa(bytes) };
  });
}

/**
 * Runs in a page, beside `in-page.js`: takes articles through the reader, and looks over what comes out. Handed to the
 * page as it stands, so it names nothing outside of itself.
 *
 * @param {object} what
 * @param {{ id: string, removed: boolean, html?: string, bytes?: string }[]} what.cases as markup or as
 *   `capture` gives it; `removed`: what the reader took away is to be put back
 * @param {string} what.engine   the module
 * @param {string} what.reader   the reader's script
 * @param {string} what.address  where the articles say that they stand
 * @param {boolean} what.inert   whether only the reader is tried, and neither strings nor files
 * @returns {Promise<{ id: string, read: boolean, complaints: string[], markdown: string[] }[]>}
 */
export async function takeThrough({ cases, engine: module, reader: script, address, inert }) {
  const { hits, inspect, inspectReader, excite } = /** @type {any} */ (globalThis).attacks;
  const engine = await import(module);
  const { openReader } = await import(script);
  await engine.default();

  /** What the reader hands to the clipboard and to the browser's downloads. */
  const taken = { markdown: "", /** @type {Blob | null} */ file: null };
  Object.defineProperty(navigator, "clipboard", { configurable: true, value: { writeText: async (/** @type {string} */ text) => { taken.markdown = text; } } });
  const makeAddress = URL.createObjectURL;
  URL.createObjectURL = (/** @type {Blob} */ blob) => {
    taken.file = blob;
    return "about:blank#taken";
  };
  const click = HTMLAnchorElement.prototype.click;
  HTMLAnchorElement.prototype.click = function () {
    if (!this.download) click.call(this);
  };
  const rest = () => new Promise((resolve) => setTimeout(resolve));

  /** @param {string} html @param {string} way @param {string[]} complaints */
  const putIn = (html, way, complaints) => {
    const host = document.body.appendChild(document.createElement("div"));
    host.innerHTML = html;
    complaints.push(...inspect(host).map((/** @type {string} */ complaint) => `${way}: ${complaint}`));
    const again = document.createElement("div");
    again.innerHTML = host.innerHTML;
    if (again.innerHTML !== host.innerHTML) complaints.push(`${way}: parsed again it is something else`);
    excite(host);
    return host;
  };

  /** @param {Blob} file @param {string[]} complaints */
  const openFile = async (file, complaints) => {
    const frame = document.createElement("iframe");
    const address = makeAddress.call(URL, file);
    const loaded = new Promise((resolve) => frame.addEventListener("load", resolve));
    frame.src = address;
    document.body.append(frame);
    await loaded;
    const saved = /** @type {Document} */ (frame.contentDocument);
    complaints.push(...inspect(saved.body).map((/** @type {string} */ complaint) => `saved: ${complaint}`));
    const head = [...saved.head.children].map((element) => element.localName).join();
    if (!/^meta,meta(,meta)*,title,style$/.test(head)) complaints.push(`saved: the head holds ${head}`);
    excite(saved.body);
    await rest();
    frame.remove();
    URL.revokeObjectURL(address);
  };

  const results = [];
  for (const { id, removed, html, bytes } of cases) {
    const complaints = [];
    const before = hits.length;
    const page = html === undefined ? null : new DOMParser().parseFromString(html, "text/html");
    const read = (/** @type {number[]} */ keep) => (page ? engine.read(page, { url: address, keep }) : engine.readSnapshot(Uint8Array.from(atob(bytes), (sign) => sign.charCodeAt(0)), { url: address, keep }));
    const reading = read([]);
    if (!reading) {
      results.push({ id, read: false, complaints, markdown: [] });
      continue;
    }
    const host = inert ? null : putIn(reading.toHTML(), "html", complaints);

    const reader = await openReader(reading, { url: address, page: { read, signs: (nodes) => nodes.map(String) } });
    const root = reader.shadowRoot;
    const dialog = root.querySelector("dialog");
    const press = (/** @type {string} */ key) => dialog.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true }));
    if (removed) {
      press("r");
      await rest();
      // The list is made anew each time that something is put back.
      const blocks = () => root.querySelectorAll(".tab-body button.block");
      for (let at = 0; at < blocks().length; at += 1) {
        blocks()[at].click();
        await rest();
      }
    }
    for (const keep of root.querySelectorAll(".returned-choices button[data-to=page]")) keep.click();
    const article = root.querySelector(".article");
    complaints.push(...inspect(article, { reader: true }).map((/** @type {string} */ complaint) => `reader: ${complaint}`), ...inspectReader(root));
    const title = root.querySelector("h1");
    const credit = root.querySelector(".credit");
    if (title.children.length > 0 || credit.querySelector(":scope > * > *")) complaints.push("reader: the head holds elements");
    excite(article);
    excite(title);
    excite(credit, false);
    press("c");
    press("s");
    await rest();
    reader.close();
    if (taken.file && !inert) await openFile(taken.file, complaints);
    await rest();
    host?.remove();
    reader.remove();
    if (!localStorage.getItem("plainleaf.kept")) taken.file = null;
    localStorage.clear();
    complaints.push(...hits.slice(before).map((/** @type {string} */ hit) => `ran: ${hit}`));
    results.push({ id, read: true, complaints, markdown: [reading.toMarkdown(), taken.markdown] });
  }
  URL.createObjectURL = makeAddress;
  HTMLAnchorElement.prototype.click = click;
  return results;
}

/**
 * Puts strings of HTML into the page, as somebody does who trusts them.
 *
 * @param {{ id: string, html: string, autolinks?: boolean }[]} strings
 * @returns {Promise<{ id: string, complaints: string[] }[]>}
 */
export async function putStringsIn(strings) {
  const { hits, inspect, excite } = /** @type {any} */ (globalThis).attacks;
  const results = [];
  for (const { id, html, autolinks } of strings) {
    const before = hits.length;
    const host = document.body.appendChild(document.createElement("div"));
    host.innerHTML = html;
    const complaints = inspect(host, { autolinks });
    excite(host);
    await new Promise((resolve) => setTimeout(resolve));
    host.remove();
    complaints.push(...hits.slice(before).map((/** @type {string} */ hit) => `ran: ${hit}`));
    results.push({ id, complaints });
  }
  return results;
}
