/**
 * Nodes as the platform made them. A page's own elements can take the place of a document's properties, and a form's
 * fields that of the form's, by their names (a picture with the name `body`, say); asked for through their prototypes,
 * none does.
 */

/**
 * A property of a node of any page.
 *
 * @template {Node} N
 * @template {keyof N} P
 * @param {N} node
 * @param {P} name
 * @returns {N[P]} a method is bound to the node
 */
export function own(node, name) {
  const value = Reflect.get(Object.getPrototypeOf(node), name, node);
  return typeof value === "function" ? value.bind(node) : value;
}

const real = globalThis.document;

/** The document that this runs in; the engine wants the real one. */
export const document = new Proxy(real, {
  get: (_, name) => own(real, /** @type {keyof Document} */ (name)),
  set: (_, name, value) => Reflect.set(Document.prototype, name, value, real),
});
