/**
 * Finds on the page the blocks that a reading says were removed. A reading tells of each only how many words it had
 * and which came first; the page has them in the same order. Runs where the page is: in the extension's content
 * script too, so what it gives is plain data.
 */

/**
 * @typedef {string | [tag: string, attributes: Record<string, string>, ...children: Tree[]]} Tree
 *   an element of the page as the reader may build it
 *
 * @typedef {object} Located
 * @property {number} at    where it stood: so many signs that are not white space come before it in the reading's text
 * @property {string} sign  what blocks of its make have in common on this site
 * @property {Tree[]} trees what it holds
 */

/** Never shown, or never in a snapshot as text. */
const SILENT = new Set(["script", "style", "svg", "select", "datalist", "textarea", "iframe", "template", "canvas", "noscript", "head", "object", "math"]);

/** A block is not one of these, however few words surround it. */
const WHOLE = new Set(["html", "body", "main", "article"]);

/** As a reading gives the first words of a block. */
const FIRST_WORDS = 12;
const LETTERS_OF_A_WORD = 64;

/** A text that the reading has is looked for so far ahead, where it does not come next. */
const AHEAD = 600;
const LONG_ENOUGH = 24;

/** So many nodes are looked at in all to compare first words, so that no page takes long. */
const LOOKS = 2_000_000;

/**
 * @typedef {object} Entry
 * @property {Node} node
 * @property {string} name empty for a text
 * @property {number} words in it and below
 * @property {number} end   the index behind its last descendant
 */

/**
 * @param {Document | Element | DocumentFragment} root the page that was read
 * @param {{ reason: string, words: number, text: string }[]} removed as the reading has it
 * @param {string} text the reading's
 * @param {string} [url] where the page was, if it does not stand there
 * @returns {(Located | null)[]} for each removed block, in order; `null` where it was not found
 */
export function locate(root, removed, text, url) {
  const entries = flatten(root);
  const found = match(entries, removed);
  const base = baseOf(root, url);
  const bare = withoutSpace(text);
  /** @type {Map<number, number>} */
  const places = new Map();
  let cursor = 0;
  let index = 0;
  const starts = new Set(found);
  while (index < entries.length) {
    const entry = entries[index];
    if (starts.has(index)) {
      places.set(index, cursor);
      index = entry.end;
      continue;
    }
    if (entry.name === "" && entry.words > 0) cursor = after(bare, cursor, withoutSpace(/** @type {Text} */ (entry.node).data));
    index += 1;
  }
  return found.map((at) => (at < 0 ? null : {
    at: places.get(at) ?? 0, sign: signOf(entries[at].node), trees: treesOf(entries[at].node, base),
  }));
}

/** @param {string} text */
const withoutSpace = (text) => text.replace(/\s+/g, "");

/**
 * @param {string} bare
 * @param {number} cursor
 * @param {string} piece
 * @returns {number} behind the piece, where the article has it
 */
function after(bare, cursor, piece) {
  if (bare.startsWith(piece, cursor)) return cursor + piece.length;
  if (piece.length < LONG_ENOUGH) return cursor;
  const ahead = bare.slice(cursor, cursor + AHEAD + piece.length).indexOf(piece);
  return ahead < 0 ? cursor : cursor + ahead + piece.length;
}

/**
 * The page as a list in document order, as a snapshot walks it: into open shadow roots and through slots.
 *
 * @param {Node} root
 * @returns {Entry[]}
 */
function flatten(root) {
  /** @type {Entry[]} */
  const entries = [];
  /** @type {(Node | number)[]} a number: the entry at that index ends here */
  const stack = [root];
  while (stack.length > 0) {
    const node = /** @type {Node | number} */ (stack.pop());
    if (typeof node === "number") {
      const entry = entries[node];
      entry.end = entries.length;
      for (let at = node + 1; at < entry.end; at = entries[at].end) entry.words += entries[at].words;
    } else if (node instanceof Text) {
      entries.push({ node, name: "", words: node.data.match(/\S+/g)?.length ?? 0, end: entries.length + 1 });
    } else if (!(node instanceof Element) || !SILENT.has(node.localName)) {
      stack.push(entries.length);
      entries.push({ node, name: node instanceof Element ? node.localName : "#root", words: 0, end: 0 });
      // One by one: a page may have more children than a call takes arguments.
      for (const child of [...childrenOf(node)].reverse()) stack.push(child);
    }
  }
  return entries;
}

/** @param {Node} node @returns {Iterable<Node>} */
function childrenOf(node) {
  if (node instanceof Element && node.shadowRoot) return node.shadowRoot.childNodes;
  if (node instanceof HTMLSlotElement && node.assignedNodes().length > 0) return node.assignedNodes();
  return node.childNodes;
}

/**
 * @param {Entry[]} entries
 * @param {{ words: number, text: string }[]} removed
 * @returns {number[]} an index for each; -1 where there is none
 */
function match(entries, removed) {
  /** @type {Map<number, { indexes: number[], next: number }>} */
  const byWords = new Map();
  entries.forEach(({ words, name }, index) => {
    if (words === 0 || WHOLE.has(name) || name === "#root") return;
    const list = byWords.get(words);
    if (list) list.indexes.push(index);
    else byWords.set(words, { indexes: [index], next: 0 });
  });
  let from = 0;
  let looks = LOOKS;
  /** @param {number} index @param {string} wanted */
  const begins = (index, wanted) => {
    let said = "";
    let count = 0;
    for (let at = index; at < entries[index].end && count < FIRST_WORDS; at += 1) {
      looks -= 1;
      if (looks < 0) return false;
      if (entries[at].name !== "") continue;
      for (const word of /** @type {Text} */ (entries[at].node).data.match(/\S+/g) ?? []) {
        if (count === FIRST_WORDS) break;
        said += (count > 0 ? " " : "") + [...word].slice(0, LETTERS_OF_A_WORD).join("");
        count += 1;
      }
      if (!wanted.startsWith(withoutDots(said))) return false;
    }
    return withoutDots(said) === wanted;
  };
  return removed.map(({ words, text }) => {
    const list = byWords.get(words);
    if (!list) return -1;
    const { indexes } = list;
    while (indexes[list.next] < from) list.next += 1;
    const wanted = withoutDots(text);
    for (let at = list.next; at < indexes.length && looks > 0; at += 1) {
      if (!begins(indexes[at], wanted)) continue;
      from = entries[indexes[at]].end;
      return indexes[at];
    }
    return -1;
  });
}

/** What is cut short ends in dots, and so may what is not. @param {string} words */
const withoutDots = (words) => words.replace(/…$/, "").trimEnd();

/**
 * Tag, id and classes, with those above it until one has a name of its own. Names with long numbers are made anew for
 * each page, and left out.
 *
 * @param {Node} node
 */
function signOf(node) {
  const parts = [];
  for (let element = node instanceof Element ? node : node.parentElement; element && parts.length < 4; element = element.parentElement) {
    const names = [element.id && `#${element.id}`, ...[...element.classList].sort().map((name) => `.${name}`)].filter((name) => name && !/\d{3}/.test(name));
    parts.unshift(element.localName + names.join(""));
    if (names.length > 0 || WHOLE.has(element.localName)) break;
  }
  return parts.join(">") + (node instanceof Element ? "" : ">text");
}

/** Kept as they are; anything else gives only its content, in a `div` where it stands apart. */
const KEPT = new Set([
  "p", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "code", "em", "strong", "b", "i", "s", "q", "cite",
  "sup", "sub", "br", "hr", "figure", "figcaption", "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "a", "img",
]);
const APART = new Set(["div", "section", "article", "aside", "nav", "header", "footer", "main", "form", "fieldset", "address", "details", "summary", "label"]);

/** So many nodes are taken of one block, and no deeper. */
const MOST_NODES = 3000;
const DEPTH = 60;

/**
 * @param {Node} top
 * @param {string} base
 * @returns {Tree[]}
 */
function treesOf(top, base) {
  let left = MOST_NODES;
  /** @param {Node} node @param {number} depth @returns {Tree[]} */
  const trees = (node, depth) => {
    left -= 1;
    if (left < 0 || depth > DEPTH) return [];
    if (node instanceof Text) return [node.data];
    if (!(node instanceof Element) || SILENT.has(node.localName)) return [];
    /** @type {Node | undefined} */
    let before;
    const inside = [...childrenOf(node)].flatMap((child) => {
      // Links of a menu often stand apart by style alone.
      const gap = isControl(before) && isControl(child) ? [" "] : [];
      before = child;
      return [...gap, ...trees(child, depth + 1)];
    });
    const name = node.localName;
    // A heading of a box is none of the article's: it would break the order of those.
    if (/^h[1-6]$/.test(name)) return [["p", {}, ["strong", {}, ...inside]]];
    if (APART.has(name)) return [["div", {}, ...inside]];
    if (!KEPT.has(name)) return inside;
    const attributes = attributesOf(node, base);
    return attributes ? [[name, attributes, ...inside]] : inside;
  };
  return trees(top, 0);
}

/** @param {Node | undefined} node */
const isControl = (node) => node instanceof Element && (node.localName === "a" || node.localName === "button");

/**
 * @param {Element} element
 * @param {string} base
 * @returns {Record<string, string> | null} `null` where the element is of no use without what it lacks
 */
function attributesOf(element, base) {
  if (element.localName === "a") {
    const href = addressOf(element.getAttribute("href"), base, /^(https?|mailto):$/);
    return href ? { href, rel: "noopener noreferrer" } : null;
  }
  if (element.localName === "img") {
    const shown = /** @type {HTMLImageElement} */ (element).currentSrc || element.getAttribute("src");
    const src = addressOf(shown, base, /^https?:$/);
    return src && !isDot(/** @type {HTMLImageElement} */ (element)) ? { src, alt: element.getAttribute("alt") ?? "", loading: "lazy", referrerpolicy: "no-referrer" } : null;
  }
  return {};
}

/** What shows no more than a dot counts visitors. @param {HTMLImageElement} picture */
function isDot(picture) {
  const isSmall = (/** @type {string} */ side) => /^[0-2](px)?$/.test((picture.getAttribute(side) ?? picture.style.getPropertyValue(side)).trim());
  return isSmall("width") || isSmall("height") || picture.style.display === "none" || picture.hidden || (picture.naturalWidth > 0 && picture.naturalWidth <= 2);
}

/** The commonest of those that the engine knows (`src/article/addresses.rs`). */
const TRACKERS = /^(?:utm_.*|[gd]clid|gbraid|wbraid|fbclid|igshid|msclkid|yclid|twclid|ttclid|mc_[ce]id|mkt_tok|_hs(?:enc|mi))$/i;

/**
 * @param {string | null} address
 * @param {string} base
 * @param {RegExp} schemes
 */
function addressOf(address, base, schemes) {
  if (!address || !URL.canParse(address, base)) return null;
  const url = new URL(address, base);
  if (!schemes.test(url.protocol)) return null;
  // As the engine's own links: nobody poses as another host, and nobody is told who sent whom.
  url.username = "";
  url.password = "";
  const tracking = [...url.searchParams.keys()].filter((name) => TRACKERS.test(name));
  for (const name of tracking) url.searchParams.delete(name);
  return url.href;
}

/**
 * @param {Document | Element | DocumentFragment} root
 * @param {string} [url]
 */
function baseOf(root, url) {
  const page = root instanceof Document ? root : root.ownerDocument;
  if (!url) return page.baseURI;
  const stated = page.querySelector("base[href]")?.getAttribute("href") ?? "";
  return URL.canParse(stated, url) ? new URL(stated, url).href : url;
}
