/**
 * The document as the platform made it. A page's own elements can take the place of its properties by their names (a
 * picture with the name `body`, say); asked for through its prototypes, none does.
 */

const real = globalThis.document;

export const document = new Proxy(real, {
  get: (_, name) => {
    const value = Reflect.get(Document.prototype, name, real);
    return typeof value === "function" ? value.bind(real) : value;
  },
  set: (_, name, value) => Reflect.set(Document.prototype, name, value, real),
});
