/** What the demo page is doing, and what went wrong; quiet for anything that takes under a moment. */

const QUIET = 250;

export class Status {
  #element;
  #timer = 0;

  /** @param {HTMLElement} element */
  constructor(element) {
    this.#element = element;
  }

  /**
   * @template T
   * @param {string} title
   * @param {Promise<T>} work
   * @returns {Promise<T>}
   */
  async during(title, work) {
    this.#timer = window.setTimeout(() => this.#show(title, "", "working"), QUIET);
    try {
      return await work;
    } finally {
      clearTimeout(this.#timer);
    }
  }

  /**
   * Says what comes next and lets the browser paint it, since the work may hold the thread. The bar goes on moving.
   *
   * @param {string} title
   * @param {string} text
   */
  async step(title, text) {
    this.#show(title, text, "working");
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  }

  /**
   * @param {string} title
   * @param {string} text
   */
  fail(title, text) {
    this.#show(title, text, "failed");
    this.#element.scrollIntoView({ block: "nearest" });
  }

  /** Back to how the page came. */
  clear() {
    this.#element.hidden = true;
    delete this.#element.dataset.state;
    for (const paragraph of this.#element.querySelectorAll("p")) paragraph.replaceChildren();
  }

  /**
   * @param {string} title
   * @param {string} text
   * @param {"working" | "failed"} state
   */
  #show(title, text, state) {
    const [heading, words] = this.#element.querySelectorAll("p");
    heading.textContent = title;
    words.textContent = text;
    this.#element.dataset.state = state;
    this.#element.hidden = false;
  }
}
