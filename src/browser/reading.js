// The reading as JavaScript has it: plain data, with what is made on request as methods.

/** What nodes are made with. */
const MAKERS = ["createDocumentFragment", "createElement", "createElementNS", "createTextNode"];

/** A document's own ways to make nodes: elements of its page can take their place by their names. */
function makers(document) {
  const own = Object.getPrototypeOf(document ?? {});
  return !own?.createElement ? document : Object.fromEntries(MAKERS.map((name) => [name, own[name].bind(document)]));
}

/** What `read` gives. Its fields are plain data, so that it can be stored, posted and written as JSON. */
class Reading {
  #article;

  constructor(data, article) {
    Object.assign(this, data);
    this.#article = article;
  }

  toHTML() {
    return this.#article.toHTML();
  }

  toMarkdown() {
    return this.#article.toMarkdown();
  }

  toFragment(document) {
    return this.#article.toFragment(makers(document));
  }

  async toFragmentInSlices(document) {
    return this.#article.toFragmentInSlices?.(document) ?? this.#article.toFragment(makers(document));
  }
}

export function reading(data, article) {
  return new Reading(data, article);
}
