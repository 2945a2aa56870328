// Puts marks on a live page, follows it where it changes, and takes them off again. Becomes part of the module
// (xtask/src/tools/entry.rs); the extension's content script uses it by itself.

// The steps that Rust writes (src/render/in_place.rs), each followed by its operand.
const NODE = 0;
const TEXT = 1;
const OPEN = 2;
const CLOSE = 3;

/** Milliseconds: changes that come faster are marked together, but none waits longer than the second. */
const QUIET = 400;
const LONGEST = 1500;

/** Lines that keep 3:1 on white and on black, since nothing is known of the page's colours; each kind has its own. */
export const STYLE = "::highlight(plainleaf-quote){background-color:#6a75d922;text-decoration:underline solid 1px #6a75d9}"
  + "::highlight(plainleaf-figure){background-color:#b8720a22;text-decoration:underline double 1px #b8720a}"
  + "::highlight(plainleaf-name){text-decoration:underline dotted 2px #2a9163}";

/**
 * Marks what is below a node, and again when it changes.
 *
 * @param {Document | DocumentFragment | Element} root
 * @param {(changed: boolean) => Promise<Painted> | Painted} mark marks it once
 */
export function follow(root, mark) {
  /** @type {Painted | undefined} */
  let painted;
  let timer = 0;
  let waiting = 0;
  let ended = false;
  const observer = new MutationObserver((records) => {
    if (!records.some(saysSomething)) return;
    const now = performance.now();
    waiting ||= now;
    clearTimeout(timer);
    timer = setTimeout(again, Math.max(0, Math.min(QUIET, waiting + LONGEST - now)));
  });
  const take = (/** @type {Painted} */ next) => {
    painted = next;
    if (ended) painted.undo();
    else observer.observe(root, { subtree: true, childList: true, characterData: true });
  };
  const again = () => {
    waiting = 0;
    // What marking itself does to the page is no news.
    observer.disconnect();
    painted?.undo();
    const next = mark();
    return next instanceof Promise ? next.then(take) : take(next);
  };
  const begun = again();
  return {
    begun,
    get marks() {
      return painted?.marks;
    },
    undo() {
      ended = true;
      clearTimeout(timer);
      observer.disconnect();
      painted?.undo();
    },
  };
}

/** @param {MutationRecord} record */
function saysSomething({ type, addedNodes, removedNodes }) {
  return type === "characterData" || [...addedNodes, ...removedNodes].some((node) => node.textContent?.trim());
}

/** The language that the page states for a part of it. */
export function language(root) {
  const element = own(root, "nodeType") === 1 ? root : (own(root, "documentElement") ?? own(root, "host"));
  return element ? (own(element, "closest").call(element, "[lang]")?.getAttribute("lang") ?? "") : "";
}

/**
 * A property of a node as the platform has it: a document's pictures and a form's fields can take its place by their
 * names.
 */
function own(node, name) {
  return Reflect.get(Object.getPrototypeOf(node), name, node);
}

/**
 * @typedef {{ marks: unknown, undo(): void }} Painted
 *
 * Marks text nodes as the steps say: by the browser's own highlights where it has them and the nodes are on a page,
 * else by elements.
 *
 * @param {Node[]} nodes of the snapshot, the root first
 * @param {[steps: Uint32Array, labels: string[][], marks: any]} found by `markSnapshot`
 * @param {boolean} [styled] whether the highlights bring their style
 * @returns {Painted}
 */
export function paint(nodes, [steps, labels, marks], styled = true) {
  const [root] = nodes;
  const view = own(own(root, "ownerDocument") ?? root, "defaultView");
  const lit = own(root, "isConnected") && view?.Highlight && view.CSS.highlights;
  const undo = lit ? light(view, nodes, steps, labels, marks, styled) : wrap(nodes, steps, labels);
  return { marks, undo };
}

/** Ranges in the browser's highlights. */
function light(view, nodes, steps, labels, marks, styled) {
  const { highlights } = view.CSS;
  const small = new Set(marks.figures.filter(isSmall).map(({ id }) => id));
  const roots = new Set();
  const set = [];
  let node;
  let at = 0;
  let open = [];
  for (let i = 0; i < steps.length; i += 2) {
    const operand = steps[i + 1];
    if (steps[i] === NODE) {
      node = nodes[operand];
      roots.add(node.getRootNode());
      at = 0;
      open = [];
    } else if (steps[i] === TEXT) {
      at += operand;
    } else if (steps[i] === OPEN) {
      open.push([labels[operand], at]);
    } else {
      const [[kind, id], start] = open.pop();
      if (small.has(id)) continue;
      const range = new view.Range();
      range.setStart(node, start);
      range.setEnd(node, at);
      set.push([`plainleaf-${kind}`, range]);
    }
  }
  for (const [name, range] of set) {
    const highlight = highlights.get(name);
    if (highlight) highlight.add(range);
    else highlights.set(name, new view.Highlight(range));
  }
  const sheet = styled && new view.CSSStyleSheet();
  if (sheet) {
    sheet.replaceSync(STYLE);
    for (const root of roots) restyle(root, (sheets) => [...sheets, sheet]);
  }
  return () => {
    for (const [name, range] of set.splice(0)) {
      const highlight = highlights.get(name);
      highlight?.delete(range);
      if (highlight?.size === 0) highlights.delete(name);
    }
    if (sheet) for (const root of roots) restyle(root, (sheets) => sheets.filter((other) => other !== sheet));
  };
}

/** Changes the sheets that a document or a shadow root has adopted. */
function restyle(root, change) {
  Reflect.set(Object.getPrototypeOf(root), "adoptedStyleSheets", change([...own(root, "adoptedStyleSheets")]), root);
}

/** Small numbers in words (“one”, “first”) would only be restless. */
function isSmall({ kind, text }) {
  return ["number", "ordinal", "quantity"].includes(kind) && !/[\d\s]/.test(text);
}

/**
 * Elements. A text node that has marks keeps its place: what stands before its first mark stays in it, and the rest
 * follows in new nodes. So whoever holds the node (a framework, a selection) still holds one that is on the page.
 */
function wrap(nodes, steps, labels) {
  const changes = [];
  let change;
  let parent;
  for (let i = 0; i < steps.length; i += 2) {
    const operand = steps[i + 1];
    switch (steps[i]) {
      case NODE: {
        if (change) finish(change);
        const node = nodes[operand];
        change = { node, text: node.data, left: "", at: 0, added: [], fragment: own(node.ownerDocument, "createDocumentFragment").call(node.ownerDocument) };
        changes.push(change);
        parent = change.fragment;
        break;
      }
      case TEXT: {
        const text = change.text.slice(change.at, change.at + operand);
        change.at += operand;
        if (parent === change.fragment && parent.firstChild === null) change.left += text;
        else parent.append(text);
        break;
      }
      case OPEN: {
        const element = element_of(change.node.ownerDocument, labels[operand]);
        parent.append(element.outer);
        parent = element.inner;
        break;
      }
      case CLOSE:
        for (let up = operand; up > 0; up--) parent = parent.parentNode;
        break;
    }
  }
  if (change) finish(change);
  return () => {
    for (const { node, text, left, added } of changes.splice(0)) {
      for (const one of added) one.remove();
      // A text that the page has changed meanwhile keeps what the page wrote.
      if (node.data === left) node.data = text;
    }
  };
}

/** A mark's elements: the outermost, and the one that its text goes into. */
function element_of(document, [kind, id, name, value]) {
  const make = (name) => own(document, "createElement").call(document, name);
  const outer = make("mark");
  outer.dataset.kind = kind;
  outer.dataset.id = id;
  if (name === undefined) return { outer, inner: outer };
  const inner = make(name);
  inner.setAttribute(name === "time" ? "datetime" : "value", value);
  outer.append(inner);
  return { outer, inner };
}

function finish(change) {
  const rest = change.text.slice(change.at);
  if (rest !== "") change.fragment.append(rest);
  change.added = [...change.fragment.childNodes];
  change.node.data = change.left;
  change.node.after(change.fragment);
}
