// Pages that are opened to be read more than once: before the names model has come and after it, with blocks put back,
// in this thread or in a worker. Becomes part of the module (xtask/src/tools/entry.rs).

/**
 * @param {Document | DocumentFragment | Element | Uint8Array | string} source
 * @param {{ worker?: boolean, input?: "html" | "text" }} [options]
 */
export async function openPage(source, { worker = false, input = "html" } = {}) {
    const is_read = source instanceof Uint8Array || input === "text";
    const away = worker ? staff() : null;
    const ready = away ? away.ready : start_engine();
    ready.catch(() => {});
    try {
        const { bytes, nodes } = is_read ? { bytes: source, nodes: [] } : await (away ? captureInSlices : capture)(source);
        const url = is_read ? undefined : address(source);
        const is_away = (await ready) && away;
        const { read, names, close } = is_away ? away.open(bytes) : open_here(bytes);
        return { nodes, names, read: (options) => read({ ...options, url: options?.url ?? url }), close };
    } catch (error) {
        away?.leave();
        throw error;
    }
}

/** Reads a snapshot, or a plain text, in this thread. */
function open_here(source) {
    const ready = start_engine();
    // What is read before the names come is without them.
    let is_short = false;
    return {
        async read(options) {
            await ready;
            // The page has its turn between this and what came before, such as the snapshot.
            await turn();
            is_short ||= names === null;
            return typeof source === "string" ? call("read", [source, { ...options, input: "text" }]) : call("readSnapshot", [source, options]);
        },
        names: ready.then(() => names_ready).then((came) => came && is_short, () => false),
        close() {},
    };
}

/** The worker, as long as a page is open in it. */
let worker_now;

/** The worker with one page more, or nothing where none can be made. */
function staff() {
    try {
        worker_now ??= hire();
        worker_now.enter();
        return worker_now;
    } catch {
        // The page's policy forbids it, or the module came from another host.
        return null;
    }
}

let trusting;

/** A script's address as a page with Trusted Types wants it. */
function trusted(url) {
    trusting ??= globalThis.trustedTypes?.createPolicy("plainleaf-worker", { createScriptURL: (one) => one });
    return trusting ? trusting.createScriptURL(url) : url;
}

/** Starts a worker; worker.js says what goes to and fro. */
function hire() {
    const worker = new Worker(trusted(new URL("plainleaf_worker.js", import.meta.url).href), { type: "module", name: "plainleaf" });
    /** What is done with each answer that is still to come. */
    const waiting = new Map();
    let pages = 0;
    let count = 0;
    let tell_ready;
    const ready = new Promise((resolve) => { tell_ready = resolve; });
    const ask = (message, transferred = []) => new Promise((resolve, reject) => {
        count += 1;
        waiting.set(count, { resolve, reject });
        worker.postMessage({ ...message, call: count }, transferred);
    });
    const dismiss = () => {
        worker.terminate();
        if (worker_now === self) worker_now = undefined;
        tell_ready(false);
        for (const { reject } of waiting.values()) reject(crash("Plainleaf stopped while it was reading this page. Open the page again."));
        waiting.clear();
    };
    const leave = () => {
        pages -= 1;
        if (pages === 0) dismiss();
    };
    const self = {
        ready, leave,
        enter() { pages += 1; },
        open(source) {
            const page = count + 1;
            // The bytes go over as they are: this thread has them no longer.
            const names = ask({ open: source }, source.buffer ? [source.buffer] : []).catch(() => false);
            return {
                names,
                async read(options) {
                    const { read, ...article } = await ask({ page, options: { ...options, url: options.url && String(options.url) } });
                    return read && reading(read, new Played(article));
                },
                close() {
                    worker.postMessage({ close: page });
                    leave();
                },
            };
        },
    };
    worker.onerror = (event) => {
        event.preventDefault();
        dismiss();
    };
    worker.onmessage = ({ data: { ready: is_ready, call: answered, error, value } }) => {
        if (is_ready === undefined) {
            const { resolve, reject } = waiting.get(answered);
            waiting.delete(answered);
            if (error) reject(named(error.name, error.message));
            else resolve(value);
        } else if (is_ready) {
            tell_ready(true);
        } else {
            dismiss();
        }
    };
    return self;
}

/** What a reading from the worker has in place of the article itself. */
class Played {
    #article;

    constructor(article) {
        this.#article = article;
    }

    toHTML() {
        return this.#article.html;
    }

    toMarkdown() {
        return this.#article.markdown;
    }

    toFragment(document) {
        return play(this.#article, document, () => false).next().value;
    }

    async toFragmentInSlices(document) {
        let until = performance.now() + SLICE;
        const playing = play(this.#article, document, () => performance.now() > until);
        for (;;) {
            const { done, value } = playing.next();
            if (done) return value;
            await turn();
            until = performance.now() + SLICE;
        }
    }
}

/** Builds the article as worker.js recorded it, and pauses whenever it is late. */
function* play({ steps, words, text }, document, is_late) {
    const fragment = document.createDocumentFragment();
    let parent = fragment;
    let at = 0;
    const take = (length) => text.slice(at, at += length);
    for (let i = 0; i < steps.length; i += 1) {
        const operand = steps[i] >>> 2;
        switch (steps[i] & 3) {
            case 0:
                parent = parent.parentNode;
                break;
            case 1:
                parent.appendChild(document.createTextNode(take(operand)));
                break;
            case 2: {
                const [name, space] = words[operand].split(" ");
                parent = parent.appendChild(space ? document.createElementNS(space, name) : document.createElement(name));
                break;
            }
            case 3:
                parent.setAttribute(words[operand], take(steps[i += 1]));
                break;
        }
        if ((i & 63) === 0 && is_late()) yield;
    }
    return fragment;
}
