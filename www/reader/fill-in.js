/**
 * Puts the marks of a later reading into an article that is shown. Its text and all its other elements stay the very same,
 * so that nothing moves, no picture loads anew and no place in it is lost.
 */

/** The reader's own, in which the article's elements may stand. */
const FRAME = ".returned, .returned-body, .enlarge";
const APART = ".returned-head";

/** A mark, or what in it carries the value of a figure. @param {Element} element */
const isMark = (element) => element.matches("mark[data-kind], mark[data-kind=figure] > data, mark[data-kind=figure] > time");

/**
 * @param {Element} shown
 * @param {Element | DocumentFragment} later the same article, with other marks; it is used up
 * @returns {Generator<void>} pauses often, each time with some part done
 */
export function* fillIn(shown, later) {
  const [ours, theirs] = [partsOf(shown), partsOf(later)];
  const same = ours.elements.length === theirs.elements.length && ours.elements.every(({ localName }, at) => localName === theirs.elements[at].localName);
  if (!same) return;
  for (const [at, element] of ours.elements.entries()) yield* fillIn(element, theirs.elements[at]);
  if (ours.shape === theirs.shape || ours.framed) return;
  theirs.elements.forEach((element, at) => element.replaceWith(ours.elements[at]));
  shown.replaceChildren(...later.childNodes);
  yield;
}

/**
 * What stands directly in an element, as if its marks were not there; and where they begin and end.
 *
 * @param {Element | DocumentFragment} parent
 */
function partsOf(parent) {
  /** @type {Element[]} */
  const elements = [];
  let shape = "";
  let length = 0;
  let framed = false;
  const walk = (/** @type {Node} */ holder) => {
    for (let node = holder.firstChild; node; node = node.nextSibling) {
      if (node instanceof Text) {
        length += node.length;
      } else if (!(node instanceof Element) || node.matches(APART)) {
        continue;
      } else if (node.matches(FRAME)) {
        framed = true;
        walk(node);
      } else if (isMark(node)) {
        shape += `${length}(${node.getAttribute("data-id") ?? node.localName}`;
        walk(node);
        shape += `${length})`;
      } else {
        shape += `${length}.`;
        elements.push(node);
      }
    }
  };
  walk(parent);
  return { elements, shape, framed };
}
