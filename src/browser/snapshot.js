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
/** UTF-16 units that are encoded at once: a call costs, and so does a string that is too long for the processor's cache. */
const CHUNK = 8 << 10;
const encoder = new TextEncoder();

/**
 * One of the platform's own accessors or methods, taken from its prototype: a form's fields, and a document's pictures and
 * forms, can take the place of its properties by their names, and one function for all kinds of elements is quicker to call
 * than a property. A worker has none, and captures nothing.
 */
function own(kind, name) {
  const found = Object.getOwnPropertyDescriptor(globalThis[kind]?.prototype ?? {}, name);
  return found?.get ?? found?.value;
}
const attributeNames = own("Element", "getAttributeNames");
const attributeValue = own("Element", "getAttribute");
const checkVisibility = own("Element", "checkVisibility");
const firstElementChild = own("Element", "firstElementChild");
const localName = own("Element", "localName");
const openRoot = own("Element", "shadowRoot");
const nodeType = own("Node", "nodeType");
const nextSibling = own("Node", "nextSibling");
const firstChild = own("Node", "firstChild");
const isConnected = own("Node", "isConnected");
const ownerDocument = own("Node", "ownerDocument");
const baseAddress = own("Node", "baseURI");
const contains = own("Node", "contains");
const characters = own("CharacterData", "data");
const defaultView = own("Document", "defaultView");
const documentAddress = own("Document", "URL");
const documentElement = own("Document", "documentElement");
const body = own("Document", "body");
const queryAll = own("Document", "querySelectorAll");

/** An error that callers can tell by its name. */
function failure(name, message) {
  const error = new Error(message);
  error.name = name;
  return error;
}

/** The records and strings of a page as they grow. */
class Packer {
  nodes = [];
  /** Open shadow roots that were entered. */
  roots = [];
  records = [];
  /** The numbers of names. */
  names = new Map();
  /** What is known of elements by their names. */
  kinds = new Map();
  /** What becomes of an attribute by its name: the number to pack it under, or -1. One list for live pages, one for others. */
  keys = [new Map(), new Map()];
  /** Strings that are still to be encoded; behind them what is, so many bytes and UTF-16 units of it. */
  strings = "";
  text = new Uint8Array();
  length = 0;
  units = 0;

  /** The number of an element's or attribute's name. */
  name(name) {
    const { names } = this;
    if (!names.has(name)) names.set(name, names.size);
    return names.get(name);
  }

  /** What there is to know of an element by the name that it has in its document. */
  kind(given) {
    let kind = this.kinds.get(given);
    if (!kind) {
      const name = given.toLowerCase();
      kind = {
        name, record: 2 | (this.name(name) << 11), hasBox: !BOXLESS.has(name), isLeaf: LEAVES.has(name) || name.startsWith(OURS),
      };
      this.kinds.set(given, kind);
    }
    return kind;
  }

  /** Decides what becomes of an attribute. */
  key(keys, name, live) {
    const plain = name.toLowerCase();
    const number = USELESS.test(plain) || (live && HIDING.has(plain)) ? -1 : this.name(plain);
    keys.set(name, number);
    return number;
  }

  /** Keeps a string and tells its length. */
  string(string) {
    this.strings += seal(string);
    if (this.strings.length > CHUNK) this.encode();
    return string.length;
  }

  /** Encodes what has gathered. */
  encode() {
    const { strings, length } = this;
    this.units += strings.length;
    limit(this.units, UNITS, "characters");
    limit(this.nodes.length, NODES, "nodes");
    const most = length + strings.length * 3;
    if (most > this.text.length) {
      const text = new Uint8Array(most * 2);
      text.set(this.text);
      this.text = text;
    }
    this.length += encoder.encodeInto(strings, this.text.subarray(length)).written;
    this.strings = "";
  }

  /** Begins an element and tells where its record stands. */
  open(element, { name, record }, live, hidden) {
    const { nodes, records } = this;
    nodes.push(element);
    const at = records.push(0) - 1;
    let count = 0;
    // A file that has come and is no more than a dot counts visitors, or stands in for another.
    const isPicture = live && name === "img";
    const isDot = isPicture && element.naturalWidth > 0 && element.naturalWidth <= 2 && element.naturalHeight <= 2;
    const keys = this.keys[live ? 1 : 0];
    const attributes = attributeNames.call(element);
    for (let i = 0; i < attributes.length && count < ATTRIBUTES; i++) {
      const attribute = attributes[i];
      const key = keys.get(attribute) ?? this.key(keys, attribute, live);
      if (key < 0 || (isDot && attribute === "src")) continue;
      records.push(key, this.string(attributeValue.call(element, attribute)));
      count++;
    }
    if (isPicture && !isDot && element.currentSrc && count < ATTRIBUTES) {
      records.push(this.name("currentsrc"), this.string(element.currentSrc));
      count++;
    }
    records[at] = record | (hidden ? 4 : 0) | (count << 3);
    return at;
  }

  /** The whole in one buffer. */
  pack() {
    this.encode();
    const names = [...this.names.keys()];
    const first = encoder.encode(names.map(seal).join(""));
    const { nodes, records, text, length } = this;
    const head = [MAGIC, VERSION, nodes.length, names.length, records.length, first.length + length, ...names.map((name) => name.length)];
    const start = 4 * (head.length + records.length);
    const bytes = new Uint8Array(start + first.length + length);
    const view = new Uint32Array(bytes.buffer, 0, start / 4);
    view.set(head);
    view.set(records, head.length);
    bytes.set(first, start);
    bytes.set(text.subarray(0, length), start + first.length);
    return bytes;
  }
}

function limit(count, most, what) {
  if (count > most) throw failure("PlainleafTooLargeError", `The page has more than ${most} ${what}. Read a part of it instead.`);
}

/** A string whose last unit cannot melt into the first of the next one: half a surrogate pair is replaced. */
function seal(string) {
  return (string.charCodeAt(string.length - 1) & 0xfc00) === 0xd800 ? string.slice(0, -1) + "\ufffd" : string;
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
  if (checkVisibility?.call(element, VISIBILITY)) return SHOWN;
  const { display, visibility } = view.getComputedStyle(element);
  if (display === "none") return GONE;
  return visibility === "visible" || display === "contents" ? SHOWN : INVISIBLE;
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

/** Packs what there is below a node, and pauses where it is late. */
function* walk(root, packer, isLate) {
  const { nodes, records, roots } = packer;
  nodes.push(root);
  const view = viewOf(root);
  const single = nodeType.call(root) === ELEMENT;
  let node = single ? root : firstChild.call(root);
  // One frame an open level. Where nodes do not follow one another, there is a list of them, and the place in it.
  let frame = { above: null, element: null, list: single ? [] : null, index: 0, at: -1, live: view !== null, state: SHOWN };
  let depth = 0;
  for (let turns = 1; ; turns++) {
    if (!(turns & 63) && isLate()) yield;
    if (!node) {
      if (frame.state === UNASKED) settle(packer, view, frame);
      if (frame.at >= 0) {
        records.push(0);
        depth--;
      }
      node = frame.element;
      frame = frame.above;
      if (!frame) return;
    } else {
      const type = nodeType.call(node);
      if (type === ELEMENT) {
        const kind = packer.kind(localName.call(node));
        if (kind.name !== "script" || DATA_SCRIPT.test(attributeValue.call(node, "type") ?? "")) {
          let { live, state } = frame;
          if (live && state !== GONE) {
            if (kind.hasBox) {
              state = UNASKED;
            } else if (state === UNASKED) {
              settle(packer, view, frame);
              state = frame.state;
            }
          }
          let at = -1;
          if (depth < DEPTH) {
            at = packer.open(node, kind, live, state === INVISIBLE || state === GONE);
            depth++;
          }
          frame = { above: frame, element: node, list: null, index: 0, at, live, state };
          node = kind.isLeaf ? null : enter(frame, kind.name, roots);
          continue;
        }
      } else if (type === TEXT || type === CDATA) {
        const data = characters.call(node);
        if (data) {
          nodes.push(node);
          records.push(1 | (packer.string(data) << 2));
        }
      }
    }
    node = frame.list ? frame.list[frame.index++] : nextSibling.call(node);
  }
}

/** The first child as the page shows them: a shadow root's instead of the host's, a slot's assigned ones instead of its own. */
function enter(frame, name, roots) {
  const { element } = frame;
  const shadow = openRoot.call(element);
  if (shadow) {
    roots.push(shadow);
  } else if (name === "noscript") {
    frame.live = false;
    frame.list = unscripted(element);
  } else if (name === "slot") {
    const assigned = element.assignedNodes?.();
    if (assigned?.length) frame.list = assigned;
  }
  return frame.list ? frame.list[frame.index++] : firstChild.call(shadow ?? element);
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
  walk(rootOf(root), packer, () => false).next();
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
    let end;
    const walking = walk(node, packer, () => performance.now() > end);
    let changed = false;
    const observer = new MutationObserver(() => { changed = true; });
    const watch = (part) => observer.observe(part, { subtree: true, childList: true });
    watch(nodeType.call(node) === DOCUMENT ? documentElement.call(node) ?? node : node);
    while (!changed) {
      end = performance.now() + SLICE;
      const { done } = walking.next();
      // Nobody sees into a shadow root from outside.
      packer.roots.splice(0).forEach(watch);
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
