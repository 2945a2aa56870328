/**
 * What is remembered between visits: the settings, how far pieces were read, what was put back. Kept by the browser
 * for this site; the extension brings a keeper of its own. Where neither is allowed, everything works for the visit.
 */

const PREFIX = "plainleaf.";
const NAMES = ["settings", "places", "kept"];

/** @typedef {Pick<Storage, "getItem" | "setItem" | "removeItem">} Keeper */

/** @type {Keeper | undefined} */
let other;

/** Asked for anew each time: merely naming the browser's storage throws where it is blocked. */
const keeper = () => other ?? localStorage;

/** @param {Keeper} own used from now on in place of the browser's */
export function keepIn(own) {
  other = own;
}

/**
 * @param {string} name
 * @returns {Record<string, any>} empty where nothing of use is stored
 */
export function recall(name) {
  try {
    const stored = JSON.parse(keeper().getItem(PREFIX + name) ?? "{}");
    return stored && typeof stored === "object" ? stored : {};
  } catch {
    return {};
  }
}

/**
 * @param {string} name
 * @param {Record<string, unknown>} value
 */
export function remember(name, value) {
  try {
    keeper().setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // Storage is blocked or full.
  }
}

/** Forgets all that was ever stored. */
export function forgetAll() {
  for (const name of NAMES) {
    try {
      keeper().removeItem(PREFIX + name);
    } catch {
      // Storage is blocked: there is nothing to forget.
    }
  }
}

/**
 * The newest of many, so that what is stored does not grow without end.
 *
 * @template Value
 * @param {Record<string, Value>} values oldest first
 * @param {number} [most]
 * @returns {Record<string, Value>}
 */
export function newest(values, most = 100) {
  return Object.fromEntries(Object.entries(values).slice(-most));
}
