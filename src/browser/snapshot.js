// Packs what a page shows into one buffer that `Page::from_snapshot` reads (src/page/snapshot.rs).
//
// Layout, all numbers unsigned 32-bit little-endian:
//   header   magic, version, nodes, names, records, bytes of text
//   lengths  of each name, in UTF-16 units
//   records  in document order, one or more numbers each:
//              0                                            the innermost open element ends
//              1 | length << 2                              a text node
//              2 | hidden << 2 | attributes << 3 | name << 11   an element begins,
//                followed by (name, length of value) for each attribute
//   text     UTF-8: all names, then every attribute value and text in the order of the records
//
// Node 0 is the root that was given; every text or element record is the next node. The live nodes
// are handed back in the same order, so that a node's number leads back to it.

const MAGIC = 0x4e534c50;
const VERSION = 1;
/** Elements nested deeper are read as if their tags were not there. */
const DEPTH = 500;
/** The most UTF-16 units and nodes that are packed; `Limits` in the engine has the like. */
const UNITS = 128 << 20;
const NODES = 8_000_000;
const ATTRIBUTES = 255;

const ELEMENT = 1;
const TEXT = 3;
const CDATA = 4;
const COMMENT = 8;
const DOCUMENT = 9;
const FRAGMENT = 11;

/** Elements whose content is never shown as text and never of use. */
const LEAVES = new Set(["style", "svg", "select", "datalist", "textarea", "iframe", "template", "canvas"]);
/** Elements that Plainleaf itself lays over pages begin so. */
const OURS = "plainleaf-";
/** Elements that have no box of their own, so that asking whether they are shown tells nothing. */
const BOXLESS = new Set([
  "html", "head", "title", "base", "meta", "link", "script", "style", "template", "noscript", "source", "track",
  "area", "param", "col", "colgroup", "br", "wbr", "slot",
]);
/** Scripts that hold data: what the page says about itself, and formulas. */
const DATA_SCRIPT = /^\s*(application\/ld\+json|math\/)/i;
const VISIBILITY = { visibilityProperty: true, checkVisibilityCSS: true };
/** Attributes that say nothing to a reading: handlers, and what scripts note for themselves but for a few names. */
const USELESS = /^(?:on|js|data-(?!.*(?:src|url|image|img|file|echo|lang|testid|component|module|qa|area|math|tex|latex|entry|formula|equation))|aria-(?!label|hidden|level|controls)|srcdoc$|nonce$|integrity$|target$|tabindex$)/;
/** On a live page what hides an element has been asked of the browser already. */
const HIDING = new Set(["style", "hidden"]);
/** How far down first children are followed where a body itself is hidden. */
const CHAIN = 8;

/**
 * The platform's own accessors, taken from their prototypes: a form's fields, and a document's pictures and forms, can
 * take the place of its properties by their names, and one function for all kinds of elements is quicker to call than a
 * property. A worker has none, and captures nothing.
 */
const {
  hasAttributes, attributeNames, attributeValue, checkVisibility, nodeType, nextSibling, firstChild, isConnected, ownerDocument, baseAddress,
  firstElementChild, localName, openRoot, characters, defaultView, address: documentAddress, documentElement, body, queryAll, contains,
} = typeof Element === "undefined" ? {} : accessors();

function accessors() {
  const getter = (prototype, name) => Object.getOwnPropertyDescriptor(prototype, name).get;
  return {
    hasAttributes: Element.prototype.hasAttributes,
    attributeNames: Element.prototype.getAttributeNames,
    attributeValue: Element.prototype.getAttribute,
    checkVisibility: Element.prototype.checkVisibility,
    nodeType: getter(Node.prototype, "nodeType"),
    nextSibling: getter(Node.prototype, "nextSibling"),
    firstChild: getter(Node.prototype, "firstChild"),
    isConnected: getter(Node.prototype, "isConnected"),
    ownerDocument: getter(Node.prototype, "ownerDocument"),
    baseAddress: getter(Node.prototype, "baseURI"),
    firstElementChild: getter(Element.prototype, "firstElementChild"),
    localName: getter(Element.prototype, "localName"),
    openRoot: getter(Element.prototype, "shadowRoot"),
    characters: getter(CharacterData.prototype, "data"),
    defaultView: getter(Document.prototype, "defaultView"),
    address: getter(Document.prototype, "URL"),
    documentElement: getter(Document.prototype, "documentElement"),
    body: getter(Document.prototype, "body"),
    queryAll: Document.prototype.querySelectorAll,
    contains: Node.prototype.contains,
  };
}

/** An error that callers can tell by its name. */
function failure(name, message) {
  const error = new Error(message);
  error.name = name;
  return error;
}

/** The records and strings of a page as they grow. */
class Packer {
  constructor() {
    this.records = [];
    this.strings = "";
    this.names = new Map();
    /** What becomes of an attribute by its name: the number to pack it under, or -1. One list for live pages, one for others. */
    this.keys = [new Map(), new Map()];
    this.nodes = [];
    this.units = 0;
  }

  /** The number of an element's or attribute's name. */
  name(name) {
    let number = this.names.get(name);
    if (number === undefined) {
      number = this.names.size;
      this.names.set(name, number);
    }
    return number;
  }

  /** Keeps a string and tells its length. */
  string(string) {
    this.strings += seal(string);
    this.units += string.length;
    if (this.units > UNITS) {
      throw failure("PlainleafTooLargeError", `The page has more than ${UNITS} characters. Read a part of it instead.`);
    }
    return string.length;
  }

  node(node) {
    if (this.nodes.push(node) > NODES) {
      throw failure("PlainleafTooLargeError", `The page has more than ${NODES} nodes. Read a part of it instead.`);
    }
  }

  /** The number of an attribute's name, or -1 where it is left out. */
  key(name, live) {
    const keys = this.keys[live ? 1 : 0];
    let number = keys.get(name);
    if (number === undefined) {
      const plain = name.toLowerCase();
      number = USELESS.test(plain) || (live && HIDING.has(plain)) ? -1 : this.name(plain);
      keys.set(name, number);
    }
    return number;
  }

  text(node) {
    const data = characters.call(node);
    if (data.length > 0) {
      this.node(node);
      this.records.push(1 | (this.string(data) << 2));
    }
  }

  /** Begins an element and tells where its record stands. */
  open(element, name, live, hidden) {
    this.node(element);
    const at = this.records.length;
    this.records.push(0);
    let count = 0;
    // A file that has come and is no more than a dot counts visitors, or stands in for another.
    const isDot = live && name === "img" && element.naturalWidth > 0 && element.naturalWidth <= 2 && element.naturalHeight <= 2;
    if (hasAttributes.call(element)) {
      for (const attribute of attributeNames.call(element)) {
        const key = this.key(attribute, live);
        if (key < 0 || (isDot && attribute === "src")) continue;
        if (count === ATTRIBUTES) break;
        this.records.push(key, this.string(attributeValue.call(element, attribute)));
        count++;
      }
    }
    if (live && !isDot && name === "img" && element.currentSrc && count < ATTRIBUTES) {
      this.records.push(this.name("currentsrc"), this.string(element.currentSrc));
      count++;
    }
    this.records[at] = 2 | (hidden ? 4 : 0) | (count << 3) | (this.name(name) << 11);
    return at;
  }

  close() {
    this.records.push(0);
  }

  /** The whole in one buffer. */
  pack() {
    const names = [...this.names.keys()];
    const text = new TextEncoder().encode(names.map(seal).join("") + this.strings);
    const header = [MAGIC, VERSION, this.nodes.length, names.length, this.records.length, text.length];
    const numbers = header.length + names.length + this.records.length;
    const bytes = new Uint8Array(numbers * 4 + text.length);
    const view = new Uint32Array(bytes.buffer, 0, numbers);
    view.set(header);
    view.set(names.map((name) => name.length), header.length);
    view.set(this.records, header.length + names.length);
    bytes.set(text, numbers * 4);
    return bytes;
  }
}

/** A string whose last unit cannot melt into the first of the next one: half a surrogate pair is replaced. */
function seal(string) {
  const last = string.charCodeAt(string.length - 1);
  return last >= 0xd800 && last <= 0xdbff ? string.slice(0, -1) + "\ufffd" : string;
}

const SHOWN = 0;
/** The element is out of sight, but something below it may be seen. */
const INVISIBLE = 1;
/** The element and everything below it are out of sight. */
const GONE = 2;

/** The element is open and nobody has asked yet. */
const UNASKED = 3;

/** Whether a connected element is shown. What is only folded away (a closed `details`) counts as shown. */
function sight(element, view) {
  return checkVisibility?.call(element, VISIBILITY) ? SHOWN : styled(element, view);
}

/** What the computed style of an element says of its being shown. */
function styled(element, view) {
  const style = view.getComputedStyle(element);
  if (style.display === "none") return GONE;
  return style.visibility === "visible" || style.display === "contents" ? SHOWN : INVISIBLE;
}

/** What `noscript` holds. With scripting on, its content is one text that has to be parsed. */
function unscripted(element) {
  if (element.firstElementChild || !element.textContent.includes("<")) return [...element.childNodes];
  try {
    const inner = new DOMParser().parseFromString(element.textContent, "text/html");
    return [...inner.body.childNodes];
  } catch {
    // The page's Trusted Types forbid parsing: then what stands there stays unread.
    return [];
  }
}

/** The children as the page shows them: a shadow root's instead of the host's, a slot's assigned ones instead of its own. */
function children(element, name, roots) {
  const shadow = openRoot.call(element);
  if (shadow) {
    roots.push(shadow);
    return shadow.childNodes;
  }
  if (name === "slot" && element.assignedNodes) {
    const assigned = element.assignedNodes();
    if (assigned.length > 0) return assigned;
  }
  return undefined;
}

/** The window that shows a node; none where nothing of its page is in sight, so that sight tells nothing. */
function viewOf(root) {
  if (!isConnected.call(root)) return null;
  const page = ownerDocument.call(root) ?? root;
  const view = defaultView.call(page);
  let part = body.call(page);
  if (!view || !part || sight(part, view) === SHOWN) return view;
  for (let far = CHAIN; far-- && (part = firstElementChild.call(part)); ) {
    if (checkVisibility?.call(part, VISIBILITY)) return view;
  }
  return null;
}

/** Where a walk begins. */
function begin(root, packer) {
  packer.node(root);
  const single = nodeType.call(root) === ELEMENT;
  const view = viewOf(root);
  const first = single ? root : firstChild.call(root);
  return {
    packer, view,
    // One frame an open level: the next node, or the list and the place in it where nodes do not follow one another.
    frame: { above: null, element: null, next: first, single, list: null, index: 0, at: -1, live: view !== null, state: SHOWN },
    depth: 0,
    /** Open shadow roots that were entered. */
    roots: [],
  };
}

/** Walks on until all is packed, or it is late; says whether all is. */
function walk(place, until) {
  const { packer, view, roots } = place;
  let { frame, depth } = place;
  let turns = 0;
  for (;;) {
    if ((++turns & 63) === 0 && performance.now() > until) {
      place.frame = frame;
      place.depth = depth;
      return false;
    }
    let node;
    if (frame.list) {
      node = frame.list[frame.index++];
    } else {
      node = frame.next;
      if (node) frame.next = frame.single ? null : nextSibling.call(node);
    }
    if (!node) {
      if (frame.state === UNASKED) settle(packer, view, frame);
      if (frame.at >= 0) {
        packer.close();
        depth--;
      }
      frame = frame.above;
      if (!frame) return true;
      continue;
    }
    const type = nodeType.call(node);
    if (type === TEXT || type === CDATA) {
      packer.text(node);
      continue;
    }
    if (type !== ELEMENT) continue;
    const name = localName.call(node).toLowerCase();
    const script = name === "script";
    if (script && !DATA_SCRIPT.test(node.getAttribute("type") ?? "")) continue;
    let { state } = frame;
    if (frame.live && state !== GONE) {
      if (!BOXLESS.has(name)) {
        state = UNASKED;
      } else if (state === UNASKED) {
        settle(packer, view, frame);
        state = frame.state;
      }
    }
    let at = -1;
    if (depth < DEPTH) {
      at = packer.open(node, name, frame.live, state === INVISIBLE || state === GONE);
      depth++;
    }
    frame = { above: frame, element: node, next: null, single: false, list: null, index: 0, at, live: frame.live, state };
    if (LEAVES.has(name) || name.startsWith(OURS)) continue;
    frame.list = children(node, name, roots) ?? null;
    if (name === "noscript") {
      frame.list = unscripted(node);
      frame.live = false;
    }
    if (!frame.list) frame.next = firstChild.call(node);
  }
}

/**
 * Finds out whether an open element is shown, and those around it that nobody has asked. What is shown shows that all around
 * it is, so the innermost is asked first, and mostly alone.
 */
function settle(packer, view, frame) {
  if (checkVisibility?.call(frame.element, VISIBILITY)) {
    reveal(packer, frame);
    return;
  }
  const unasked = [];
  for (let open = frame; open.state === UNASKED; open = open.above) unasked.push(open);
  for (const open of unasked.reverse()) {
    open.state = open.above.state === GONE ? GONE : sight(open.element, view);
    if (open.state === SHOWN) reveal(packer, open.above);
    else if (open.at >= 0) packer.records[open.at] |= 4;
  }
}

/** An open element is shown after all, and so is what is around it. */
function reveal(packer, frame) {
  for (let open = frame; open && open.state !== SHOWN; open = open.above) {
    open.state = SHOWN;
    if (open.at >= 0) packer.records[open.at] &= ~4;
  }
}

/**
 * Puts what React sent late where it is wanted; in a page that runs, its scripts have done so. See
 * `src/page/html/arena/late.rs`.
 */
function putLateParts(page) {
  const places = new Map();
  for (const template of queryAll.call(page, "template[id]")) {
    const [, before, kind, number] = /^([^]*)([BP]):([\da-f]+)$/.exec(template.id) ?? [];
    if (kind) places.set(`${before}S:${number}`, { template, next: kind === "B" && template.nextSibling });
  }
  for (const part of places.size > 0 ? queryAll.call(page, "[id]") : []) {
    let { template, next } = places.get(attributeValue.call(part, "id")) ?? {};
    if (!template?.isConnected || contains.call(part, template)) continue;
    // What stands there meanwhile goes, if it is marked where that ends.
    for (let depth = 0, far = 1e3; next && far--; next = nextSibling.call(next)) {
      const mark = nodeType.call(next) === COMMENT ? characters.call(next) : "";
      if (/^\$[?!~]?$/.test(mark)) depth++;
      if (mark === "/$" && depth-- === 0) {
        const meanwhile = new Range();
        meanwhile.setStartAfter(template);
        meanwhile.setEndBefore(next);
        meanwhile.deleteContents();
        break;
      }
    }
    for (let child; (child = firstChild.call(part)); ) template.before(child);
  }
}

/** What a string holds, in a document that runs and loads nothing. */
function parsed(html) {
  try {
    return new DOMParser().parseFromString(html, "text/html");
  } catch {
    throw failure("PlainleafUsageError", "This page's own policy (Trusted Types) forbids parsing a string. Parse it as the policy allows, and give the Document.");
  }
}

/** The type of a node; none for what is no node. */
function kindOf(node) {
  try {
    return nodeType.call(node);
  } catch {
    return undefined;
  }
}

/** What can be captured, from what was given. */
function rootOf(root) {
  let node = root;
  if (typeof root === "string") {
    if (typeof DOMParser === "undefined") {
      throw failure("PlainleafUsageError", "There is no DOMParser in a worker. Call snapshot(document) in the page and readSnapshot(bytes) here.");
    }
    node = parsed(root);
    putLateParts(node);
  }
  const kind = kindOf(node);
  if (kind !== ELEMENT && kind !== DOCUMENT && kind !== FRAGMENT) {
    throw failure("PlainleafUsageError", "Give a Document, an Element or a string of HTML.");
  }
  return node;
}

/** A document, element or fragment as a snapshot, with its nodes in the order of their numbers. */
export function capture(root) {
  const packer = new Packer();
  walk(begin(rootOf(root), packer), Infinity);
  return { bytes: packer.pack(), nodes: packer.nodes };
}

/** Milliseconds after which a page has its turn. */
export const SLICE = 8;
/** How often a page may change under a walk before it is captured in one go. */
const TRIES = 2;

/** Lets the page do what it has to. */
export const turn = () => globalThis.scheduler?.yield?.() ?? new Promise((resolve) => { setTimeout(resolve); });

/**
 * A snapshot like `capture`, made a little at a time. Where elements come or go meanwhile, it begins anew, so that nothing
 * is in it twice or left out.
 */
export async function captureInSlices(root) {
  const node = rootOf(root);
  for (let tries = 0; tries < TRIES; tries++) {
    const packer = new Packer();
    const place = begin(node, packer);
    let changed = false;
    const observer = new MutationObserver(() => { changed = true; });
    const watch = (part) => observer.observe(part, { subtree: true, childList: true });
    watch(nodeType.call(node) === DOCUMENT ? documentElement.call(node) ?? node : node);
    while (!changed) {
      const done = walk(place, performance.now() + SLICE);
      // Nobody sees into a shadow root from outside.
      place.roots.splice(0).forEach(watch);
      await turn();
      if (done) {
        observer.disconnect();
        return { bytes: packer.pack(), nodes: packer.nodes };
      }
    }
    observer.disconnect();
  }
  return capture(node);
}

/** Where a document was found, when it was found anywhere: a document made from a string has no address of its own. */
export function address(input) {
  if (kindOf(input) === undefined) return undefined;
  const document = ownerDocument.call(input) ?? input;
  if (!defaultView.call(document)) return undefined;
  // A document brings its own `base`; a part of one does not.
  const url = (input === document ? documentAddress : baseAddress).call(document).split("#")[0];
  return /^https?:/.test(url) ? url : undefined;
}
