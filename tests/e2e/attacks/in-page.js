/**
 * Runs in the pages of the tests, in every frame and before anything else: counts what should never happen, looks an
 * output over, and does to it what a visitor could.
 */

(() => {
  if (globalThis.attacks) return;

  /** What ran. @type {string[]} */
  const hits = [];
  const hit = (/** @type {string} */ what) => {
    hits.push(what);
    try {
      if (top !== globalThis) /** @type {any} */ (top).attacks?.hits.push(what);
    } catch {
      // The page around it is another's; what ran is asked of this frame.
    }
  };
  for (const name of ["alert", "confirm", "prompt", "print", "open"]) globalThis[name] = () => hit(name);
  for (const name of ["write", "writeln"]) document[name] = () => hit(`document.${name}`);
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
    // Pictures of the article may be refused where a page's own policy says so.
    if (!violatedDirective.startsWith("img-src")) hit(`the policy had to stop it: ${violatedDirective} ${blockedURI}`);
  });
  // A visitor may follow a link to another page; anything else that a link does is a hit by what it does.
  addEventListener("click", (event) => {
    const link = event.composedPath().find((node) => node instanceof Element && node.localName === "a");
    if (link && (/^(https?|mailto):$/.test(link.protocol) || /^\s*https?:/i.test(link.getAttribute("href")))) event.preventDefault();
  }, true);

  /** Names that a page's scripts could ask its window or document for. */
  const known = new Set();
  for (const start of [window, document, document.createElement("form")]) {
    for (let object = start; object; object = Object.getPrototypeOf(object)) Object.getOwnPropertyNames(object).forEach((name) => known.add(name));
  }

  const ELEMENTS = new Set(("a abbr b bdi bdo blockquote br caption cite code data dd del details dfn div dl dt em figcaption figure "
    + "h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp small span strong sub summary sup table tbody td tfoot th "
    + "thead time tr u ul var wbr math mfrac mi mn mo mover mpadded mphantom mroot mrow mspace msqrt mstyle msub msubsup msup mtable mtd "
    + "mtext mtr munder munderover").split(" "));
  const ATTRIBUTES = new Set(("abbr accent accentunder alt alttext cite class colspan columnspan data-id data-kind datetime dir display displaystyle "
    + "fence form height href id lang largeop linethickness mathvariant movablelimits open reversed rowspan scope separator src start "
    + "stretchy title type value width data-host rel loading referrerpolicy").split(" "));
  /** What the reader itself may add besides, on the screen and in a saved file. */
  const OWN = { elements: new Set(["button", "section"]), attributes: new Set(["tabindex", "aria-level", "aria-label", "role", "data-state", "data-index", "data-to"]) };

  /**
   * @param {Element | DocumentFragment} root
   * @param {{ reader?: boolean, autolinks?: boolean }} [where] the reader's own buttons and classes stand in its article;
   *   renderers of Markdown make links of words that are addresses, and show all of them
   * @returns {string[]} a complaint each
   */
  function inspect(root, { reader = false, autolinks = false } = {}) {
    const complaints = [];
    for (const element of root.querySelectorAll("*")) {
      const name = element.localName;
      if (element.closest("svg") && reader && element.closest("button")) continue;
      if (!ELEMENTS.has(name) && !(reader && OWN.elements.has(name))) complaints.push(`element ${name}`);
      if (element.namespaceURI.endsWith("svg")) complaints.push(`SVG ${name}`);
      for (const { name: attribute, value } of element.attributes) {
        if (!ATTRIBUTES.has(attribute) && !(reader && OWN.attributes.has(attribute)) && !(reader && name === "button")) complaints.push(`attribute ${attribute} of ${name}`);
        if (attribute === "form" && name !== "mo") complaints.push("form of another element");
        if (attribute === "id" && (!value.startsWith("pl-") || known.has(value))) complaints.push(`id ${value}`);
        if (attribute === "class" && !reader && !/^language-[\w+#.-]+$/.test(value)) complaints.push(`class ${value}`);
        if (attribute === "type" && !/^[1aAiI]$/.test(value) && name !== "button") complaints.push(`type ${value}`);
      }
      if (name === "a" && element.hasAttribute("href")) {
        const isDead = !reader && !URL.canParse(element.getAttribute("href")) && /^https?:\/\//.test(element.getAttribute("href"));
        if (!isDead && !/^(https?|mailto):$/.test(element.protocol) && !element.getAttribute("href").startsWith("#pl-")) complaints.push(`link to ${element.href}`);
        if ((element.username || element.password) && !(autolinks && element.textContent.includes("@"))) complaints.push(`user in ${element.href}`);
      }
      if (name === "img" && !/^(https?:|data:image\/(png|jpeg|gif|webp|avif)[;,])/i.test(element.src)) complaints.push(`picture from ${element.src}`);
      for (const cited of ["cite", "poster", "action", "formaction", "data", "background"]) {
        if (element.hasAttribute(cited) && !/^(https?|mailto):/i.test(element.getAttribute(cited))) complaints.push(`${cited} ${element.getAttribute(cited)}`);
      }
    }
    return complaints;
  }

  /** Of the reader around its article, which has buttons and settings of its own. @param {ParentNode} root */
  function inspectReader(root) {
    const complaints = [];
    for (const element of root.querySelectorAll("*")) {
      if (/^(script|iframe|frame|object|embed|form|base|meta|template|style|portal|video|audio)$/.test(element.localName)) complaints.push(`reader: element ${element.localName}`);
      for (const { name, value } of element.attributes) {
        if (/^on|^style$|^srcdoc$|^formaction$|^action$/.test(name) && !(name === "style" && /^((--[\w-]+|top|left|inset|inline-size|block-size|width|height|transform): [\w.%#()-]+; ?)*$/.test(value))) complaints.push(`reader: attribute ${name}=${value}`);
        if (/href$|^src$/.test(name) && !/^(https?:|mailto:|#|chrome-extension:|blob:|data:image\/(png|jpeg|gif|webp|avif))/i.test(value)) complaints.push(`reader: ${name}=${value}`);
      }
    }
    return complaints;
  }

  const EVENTS = ["pointerover", "mouseover", "mouseenter", "mousemove", "mousedown", "focus", "focusin", "blur", "input", "change", "submit", "toggle", "beforetoggle", "load", "error", "animationstart", "animationend", "transitionend", "copy", "wheel", "scroll", "keydown", "begin", "slotchange"];

  /** Does what a visitor, or a browser, could do to each element. @param {ParentNode} root @param {boolean} [click] */
  function excite(root, click = true) {
    for (const element of [root, ...root.querySelectorAll("*")]) {
      for (const type of EVENTS) element.dispatchEvent(new Event(type, { bubbles: false }));
      if (click && element.localName !== "button") element.dispatchEvent(new MouseEvent("click", { bubbles: false, cancelable: true, composed: true }));
      if (click && element.localName === "a" && element instanceof HTMLElement) element.click();
    }
  }

  globalThis.attacks = { hits, inspect, inspectReader, excite };
})();
