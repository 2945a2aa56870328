// Takes the place of the generated module's last line, its exports, with marking.js behind it
// (xtask/src/tools/entry.rs): starting the module fetches the names model too. The names that stand nowhere here are
// those of the generated module.

export { capture, initSync };

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
    started ??= start_with_names(from);
    started.catch(() => { started = undefined; });
    return started;
}

async function start_with_names(from) {
    const fetched = fetch_names();
    const exports = await __wbg_init(from);
    const model = await fetched;
    if (model) {
        try {
            loadNames(model);
        } catch (error) {
            console.warn(error);
        }
    }
    return exports;
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
