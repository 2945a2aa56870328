// Stands behind the generated module (xtask/src/tools/entry.rs), all of which is the function `make_engine` here: each
// call of it gives an engine of its own, with nothing of another's memory. Starting the module fetches the names model
// too, and an engine that fails is followed by a new one. marking.js and open.js stand behind this.

export { capture };

/** What engines are made from; `null` until the module is started. */
let compiled = null;
let names = null;
let engine = new_engine();
/** The engine's exports once it runs. */
let engine_ready;
/** Whether the names model is in use, once that is settled. */
let names_ready;

/** An engine whose readings fail as its calls do. */
function new_engine() {
    const made = make_engine();
    for (const method of ["toHTML", "toMarkdown", "toFragment"]) {
        const bare = made.ArticleHandle.prototype[method];
        made.ArticleHandle.prototype[method] = function (...given) {
            if (made.has_failed) throw crash("This was read before Plainleaf failed and started afresh. Read the page again.");
            return guarded(made, () => bare.apply(this, given));
        };
    }
    return made;
}

/** Calls the engine; one that has failed is replaced first. */
function call(name, given) {
    if (!compiled) throw named("PlainleafUsageError", "Wait for init() to be done before anything is read.");
    if (engine.has_failed) {
        engine = new_engine();
        engine.initSync({ module: compiled });
        if (names) engine.loadNames(names);
    }
    return guarded(engine, () => engine[name](...given));
}

function guarded(used, act) {
    try {
        return act();
    } catch (error) {
        // Errors that the engine tells of leave it whole. Whatever else comes out of it may have left it half done.
        if (error?.name?.startsWith("Plainleaf")) throw error;
        used.has_failed = true;
        used.bury();
        const is_crash = error instanceof WebAssembly.RuntimeError || error instanceof RangeError || error?.name === "InternalError";
        throw is_crash ? crash("Plainleaf failed on this page: the page needs more memory than there is, or it has found a mistake in Plainleaf. Other pages can be read as before.", error) : error;
    }
}

function crash(message, cause) {
    return named("PlainleafCrashError", message, { cause });
}

function named(name, message, options) {
    const error = new Error(message, options);
    error.name = name;
    return error;
}

/** Starts the module from what is at hand. */
export function initSync(from) {
    const exports = engine.initSync(from);
    compiled = engine.module();
    engine_ready = Promise.resolve(exports);
    return exports;
}

export function loadNames(model) {
    call("loadNames", [model]);
    names = model;
}

let started;

/**
 * Fetches the module and, in parallel, the names model beside it, and starts both. Calling it again is harmless.
 *
 * Without the model everything works but the names.
 *
 * @param {{ module_or_path: InitInput | Promise<InitInput> }} [from] - Where the module is, if not beside this file.
 * @returns {Promise<InitOutput>}
 */
export default function init(from) {
    started ??= start_engine(from).then(async (exports) => {
        await names_ready;
        return exports;
    });
    started.catch(() => { started = undefined; });
    return started;
}

/** Starts the engine, and the names model on its way, which nothing waits for here. */
function start_engine(from) {
    if (engine_ready) {
        // Whoever starts the engine from what is at hand brings the names too, or does without.
        names_ready ??= Promise.resolve(names !== null);
        return engine_ready;
    }
    engine_ready = engine.__wbg_init(from).then((exports) => {
        compiled = engine.module();
        return exports;
    });
    names_ready = load_fetched_names(engine_ready);
    engine_ready.catch(() => { engine_ready = names_ready = undefined; });
    return engine_ready;
}

async function load_fetched_names(ready) {
    const fetched = fetch_names();
    try {
        await ready;
        const model = await fetched;
        if (model) loadNames(model);
        return model !== null;
    } catch (error) {
        if (compiled) console.warn(error);
        return false;
    }
}

async function fetch_names() {
    try {
        const response = await fetch(new URL("plainleaf_names.bin", import.meta.url));
        return response.ok ? new Uint8Array(await response.arrayBuffer()) : null;
    } catch {
        return null;
    }
}

/** Marks a live page, or a part of it, where it stands. */
export function markInPlace(root, options) {
    return follow(root, () => {
        const { bytes, nodes } = capture(root);
        return paint(nodes, markSnapshot(bytes, language(root), { url: address(root), ...options }));
    });
}
