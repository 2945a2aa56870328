/** Loads the WebAssembly module once, and says in plain words why where it cannot. */

/** @type {Promise<typeof import("../pkg/plainleaf.js")> | undefined} */
let loading;

export class EngineError extends Error {
  name = "EngineError";
}

/** @returns {Promise<typeof import("../pkg/plainleaf.js")>} */
export function loadEngine() {
  loading ??= load().catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load() {
  if (typeof WebAssembly !== "object") {
    throw new EngineError("This browser has no WebAssembly, which does the reading here. Any current browser has it; some switch it off in a lockdown or high-security mode.");
  }
  try {
    const engine = await import("../pkg/plainleaf.js");
    // An empty text opens nothing but the engine, and waits for no names.
    await engine.openPage("", { input: "text" });
    return engine;
  } catch (cause) {
    throw new EngineError("The reading module could not be loaded. If you are building Plainleaf yourself, run “cargo xtask build” first; else reload the page.", { cause });
  }
}
