// The reading as JavaScript has it: plain data, with what is made on request as methods.

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
    return this.#article.toFragment(document);
  }

  async toFragmentInSlices(document) {
    return this.#article.toFragmentInSlices?.(document) ?? this.#article.toFragment(document);
  }
}

export function reading(data, article) {
  return new Reading(data, article);
}
