/** The sheet of settings, made from the table of settings. Each row goes back by itself, and all together. */

import { contrastInWords } from "./colours.js";
import { el, icon, sheet } from "./dom.js";
import { SETTINGS } from "./settings.js";

/** @typedef {import("./types").Settings} Settings */

/**
 * @param {Settings} settings
 * @param {AbortSignal} signal
 * @param {() => void} forgetAll forgets the settings, the places and what was put back
 */
export function createSettingsSheet(settings, signal, forgetAll) {
  return sheet("settings", "Appearance", () => {
    const rows = SETTINGS.flatMap((setting) => {
      const row = rowOf(setting, settings);
      return setting.key === "paper" ? [row, contrastRow(settings)] : [row];
    });
    const show = () => rows.forEach((row) => row.show());
    show();
    settings.addEventListener("change", show, { signal });
    return [
      ...rows.map((row) => row.element),
      el("div", { class: "sheet-foot" },
        el("button", { class: "quiet", onclick: () => settings.reset() }, "Back to the defaults"),
        el("button", { class: "quiet", title: "Settings, places and what was put back: Plainleaf stores nothing else", onclick: forgetAll }, "Forget all that is stored")),
    ];
  });
}

const ROWS = { range: rangeRow, choice: choiceRow, switch: switchRow, colour: colourRow };

/**
 * @param {import("./types").Setting} setting
 * @param {Settings} settings
 */
function rowOf(setting, settings) {
  const { key, initial } = setting;
  const reset = resetButton(setting, settings);
  const row = ROWS[setting.type](/** @type {any} */ (setting), settings, reset);
  return {
    element: row.element,
    show: () => {
      const current = settings.get(key);
      row.show(/** @type {never} */ (current));
      reset.classList.toggle("idle", current === initial);
    },
  };
}

/**
 * A button that puts one setting back; there only where it would change something.
 *
 * @param {import("./types").Setting} setting
 * @param {Settings} settings
 */
function resetButton({ key, label, initial }, settings) {
  const name = `Reset: ${label.replace(/:.*/, "").toLowerCase()}`;
  return el("button", {
    class: "round reset", "aria-label": name, title: name,
    onclick: (/** @type {Event} */ { currentTarget }) => {
      settings.set(key, initial);
      // The button goes; what it belongs to takes the focus.
      const row = /** @type {HTMLElement} */ (currentTarget).parentElement;
      (row.querySelector("input:checked") ?? row.querySelector("input"))?.focus();
    },
  }, icon("reset"));
}

/**
 * @param {import("./types").Range} setting
 * @param {Settings} settings
 * @param {HTMLElement} reset
 */
function rangeRow(setting, settings, reset) {
  const { key, label, min, max, step, show } = setting;
  const value = el("output", { class: "row-value", for: `set-${key}` });
  const input = /** @type {HTMLInputElement} */ (el("input", {
    type: "range", id: `set-${key}`, min, max, step, oninput: () => settings.set(key, Number(input.value)),
  }));
  return {
    element: el("div", { class: "row" }, el("label", { for: `set-${key}` }, label), input, value, reset),
    show: (/** @type {number} */ current) => {
      input.value = String(current);
      value.textContent = show(current);
      input.setAttribute("aria-valuetext", show(current));
    },
  };
}

/**
 * @param {import("./types").Choice} setting
 * @param {Settings} settings
 * @param {HTMLElement} reset
 */
function choiceRow(setting, settings, reset) {
  const { key, label, options } = setting;
  const inputs = options.map(([value]) => /** @type {HTMLInputElement} */ (el("input", {
    type: "radio", name: `set-${key}`, value, id: `set-${key}-${value}`, onchange: () => settings.set(key, value),
  })));
  return {
    element: el("fieldset", { class: `choice choice-${key}` }, el("legend", {}, label), reset,
      options.map(([value, text], at) => [inputs[at], el("label", { for: `set-${key}-${value}`, "data-value": value }, text)]).flat()),
    show: (/** @type {string} */ current) => {
      for (const input of inputs) input.checked = input.value === current;
    },
  };
}

/**
 * @param {import("./types").Switch} setting
 * @param {Settings} settings
 * @param {HTMLElement} reset
 */
function switchRow(setting, settings, reset) {
  const { key, label } = setting;
  const input = /** @type {HTMLInputElement} */ (el("input", {
    type: "checkbox", role: "switch", id: `set-${key}`, onchange: () => settings.set(key, input.checked),
  }));
  return {
    element: el("div", { class: "row row-switch" }, el("label", { for: `set-${key}` }, label), reset, input),
    show: (/** @type {boolean} */ current) => {
      input.checked = current;
    },
  };
}

/**
 * @param {import("./types").Colour} setting
 * @param {Settings} settings
 * @param {HTMLElement} reset
 */
function colourRow(setting, settings, reset) {
  const { key, label } = setting;
  const input = /** @type {HTMLInputElement} */ (el("input", {
    type: "color", id: `set-${key}`, oninput: () => settings.set(key, input.value),
  }));
  const element = el("div", { class: "row row-switch" }, el("label", { for: `set-${key}` }, label), reset, input);
  return {
    element,
    show: (/** @type {string} */ current) => {
      input.value = current;
      element.hidden = settings.get("theme") !== "own";
    },
  };
}

/** Says how well the mixed colours read. @param {Settings} settings */
function contrastRow(settings) {
  const element = el("p", { class: "hint contrast", role: "status" });
  return {
    element,
    show: () => {
      element.hidden = settings.get("theme") !== "own";
      const words = contrastInWords(String(settings.get("ink")), String(settings.get("paper")));
      if (element.textContent !== words) element.textContent = words;
    },
  };
}
