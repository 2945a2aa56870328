// Reads pages off their own thread, for open.js. It stands beside the module in the package, as plainleaf_worker.js.
//
// First of all it says { ready } when the engine has started, or that it cannot. Then it is told, each with the number of
// a `call`, and answers with that and a `value` or an `error`:
//   { open }            a snapshot or a plain text, known from then on by the number of the call; answered late, with
//                       whether names came that readings before it are without
//   { page, options }   read it; `read` is null where there is no article
//   { close }           forget it; no answer
//
// The article of a reading goes over as steps that build it, numbers of 32 bits that say in the lowest two what they are:
//   0                  the innermost element ends
//   1 | length << 2    a text
//   2 | word << 2      an element begins: its name, and behind a space its namespace where that is not HTML's
//   3 | word << 2      an attribute of the element that has begun; the length of its value follows
// Texts and values stand one behind the other in one string, as they come; lengths are in UTF-16 units.

import { openPage } from "./plainleaf.js";

/** Takes the place of a document for `toFragment`, and writes down what is done to it. */
class Recorder {
  steps = [];
  words = new Map();
  text = "";
  /** The fragment and the open elements. */
  #open = [];

  createDocumentFragment() {
    const fragment = new Recorded(this);
    this.#open.push(fragment);
    return fragment;
  }

  createElement(name) {
    return new Recorded(this, name);
  }

  createElementNS(space, name) {
    return new Recorded(this, `${name} ${space}`);
  }

  createTextNode(text) {
    return text;
  }

  /** The engine writes an article in order, so that a child comes last of all that there is. */
  append(parent, child) {
    while (this.#open.at(-1) !== parent) {
      this.#open.pop();
      this.steps.push(0);
    }
    if (typeof child === "string") {
      this.steps.push(1 | (this.#string(child) << 2));
      return;
    }
    this.steps.push(2 | (this.#word(child.name) << 2));
    for (const [name, value] of child.attributes) this.steps.push(3 | (this.#word(name) << 2), this.#string(value));
    this.#open.push(child);
  }

  #word(word) {
    if (!this.words.has(word)) this.words.set(word, this.words.size);
    return this.words.get(word);
  }

  #string(string) {
    this.text += string;
    return string.length;
  }
}

class Recorded {
  attributes = [];

  constructor(recorder, name) {
    this.recorder = recorder;
    this.name = name;
  }

  setAttribute(name, value) {
    this.attributes.push([name, value]);
  }

  appendChild(child) {
    this.recorder.append(this, child);
    return child;
  }
}

/** All of a reading that can be sent. */
function sent(reading) {
  const recorder = new Recorder();
  reading.toFragment(recorder);
  const { steps, words, text } = recorder;
  const packed = Uint32Array.from(steps);
  const value = { read: { ...reading }, html: reading.toHTML(), markdown: reading.toMarkdown(), steps: packed, words: [...words.keys()], text };
  return { value, transferred: [packed.buffer] };
}

/** By the number of the call that opened them. */
const pages = new Map();

async function answer({ call, open, page, options, close }) {
  try {
    if (close !== undefined) {
      pages.delete(close);
    } else if (open !== undefined) {
      const opened = openPage(open, { input: typeof open === "string" ? "text" : "html" });
      pages.set(call, opened);
      postMessage({ call, value: await (await opened).names });
    } else {
      const reading = await (await pages.get(page)).read(options);
      const { value, transferred } = reading ? sent(reading) : { value: { read: null }, transferred: [] };
      postMessage({ call, value }, transferred);
    }
  } catch ({ name, message }) {
    postMessage({ call, error: { name, message } });
  }
}

addEventListener("message", ({ data }) => answer(data));
// An empty text opens nothing but the engine.
openPage("", { input: "text" }).then(() => postMessage({ ready: true }), () => postMessage({ ready: false }));
