// Puts marks on a live page, and takes them off again.
//
// A text node that has marks keeps its place: what stands before its first mark stays in it, and the rest follows
// in new nodes. So whoever holds the node (a framework, a selection) still holds one that is on the page.

// The steps that Rust writes (src/render/in_place.rs), each followed by its operand.
const NODE = 0;
const TEXT = 1;
const OPEN = 2;
const CLOSE = 3;

/** Marks that stand on a live page. */
class Marking {
  #changes;

  constructor(changes, marks) {
    this.#changes = changes;
    this.marks = marks;
  }

  /** Takes the marks off. A text that the page has changed meanwhile keeps what the page wrote. */
  undo() {
    for (const { node, text, left, added } of this.#changes) {
      for (const one of added) one.remove();
      if (node.data === left) node.data = text;
    }
    this.#changes = [];
  }
}

/** Marks text nodes as the steps say. */
export function wrap(nodes, steps, labels, marks) {
  const changes = [];
  let change;
  let parent;
  for (let i = 0; i < steps.length; i += 2) {
    const operand = steps[i + 1];
    switch (steps[i]) {
      case NODE: {
        if (change) finish(change);
        const node = nodes[operand];
        change = { node, text: node.data, left: "", at: 0, added: [], fragment: node.ownerDocument.createDocumentFragment() };
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
        const element = mark(change.node.ownerDocument, labels[operand]);
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
  return new Marking(changes, marks);
}

/** A mark's elements: the outermost, and the one that its text goes into. */
function mark(document, { kind, id, name, value }) {
  const outer = document.createElement("mark");
  outer.dataset.kind = kind;
  outer.dataset.id = id;
  if (name === undefined) return { outer, inner: outer };
  const inner = document.createElement(name);
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
