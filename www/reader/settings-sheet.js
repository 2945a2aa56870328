/** The sheet of settings, made from the table of settings. Each row goes back by itself, and all together. */

import { contrastInWords } from "./colours.js";
import { el, icon } from "./dom.js";
import { SETTINGS } from "./settings.js";

/** @typedef {import("./types").Settings} Settings */

/**
 * @param {Settings} settings
 * @param {AbortSignal} signal
 * @param {() => void} forgetAll forgets the settings, the places and what was put back
 */
export function createSettingsSheet(settings, signal, forgetAll) {
  const rows = SETTINGS.flatMap((setting) => {
    const row = rowOf(setting, settings);
    return setting.key === "paper" ? [row, contrastRow(settings)] : [row];
  });
  const show = () => rows.forEach((row) => row.show());
  show();
  settings.addEventListener("change", show, { signal });
  return el("div", { class: "sheet settings", id: "settings", popover: "auto", role: "dialog", "aria-label": "Appearance" },
    rows.map((row) => row.element),
    el("div", { class: "sheet-foot" },
      el("button", { type: "button", class: "quiet", onclick: () => settings.reset() }, "Back to the defaults"),
      el("button", { type: "button", class: "quiet", title: "Settings, places and what was put back: Plainleaf stores nothing else", onclick: forgetAll }, "Forget all that is stored")));
}

/**
 * @param {import("./types").Setting} setting
 * @param {Settings} settings
 */
function rowOf(setting, settings) {
  if (setting.type === "range") return rangeRow(setting, settings);
  if (setting.type === "choice") return choiceRow(setting, settings);
  if (setting.type === "colour") return colourRow(setting, settings);
  return switchRow(setting, settings);
}

/**
 * A button that puts one setting back; there only where it would change something.
 *
 * @param {import("./types").Setting} setting
 * @param {Settings} settings
 */
function resetButton({ key, label, initial }, settings) {
  const name = `Reset: ${label.replace(/:.*/, "").toLowerCase()}`;
  const button = el("button", {
    type: "button", class: "round reset", "aria-label": name, title: name,
    onclick: () => {
      settings.set(key, initial);
      // The button goes; what it belongs to takes the focus.
      const row = button.closest(".row, fieldset");
      /** @type {HTMLElement | null | undefined} */ (row?.querySelector("input:checked") ?? row?.querySelector("input"))?.focus();
    },
  }, icon("reset"));
  return { button, show: () => button.classList.toggle("idle", settings.get(key) === initial) };
}

/**
 * @param {import("./types").Range} setting
 * @param {Settings} settings
 */
function rangeRow(setting, settings) {
  const { key, label, min, max, step, show } = setting;
  const value = el("output", { class: "row-value", for: `set-${key}` });
  const input = /** @type {HTMLInputElement} */ (el("input", {
    type: "range", id: `set-${key}`, min, max, step, oninput: () => settings.set(key, Number(input.value)),
  }));
  const reset = resetButton(setting, settings);
  return {
    element: el("div", { class: "row" }, el("label", { for: `set-${key}` }, label), input, value, reset.button),
    show: () => {
      const current = Number(settings.get(key));
      input.value = String(current);
      value.textContent = show(current);
      input.setAttribute("aria-valuetext", show(current));
      reset.show();
    },
  };
}

/**
 * @param {import("./types").Choice} setting
 * @param {Settings} settings
 */
function choiceRow(setting, settings) {
  const { key, label, options } = setting;
  const inputs = options.map(([value]) => /** @type {HTMLInputElement} */ (el("input", {
    type: "radio", name: `set-${key}`, value, id: `set-${key}-${value}`, onchange: () => settings.set(key, value),
  })));
  const reset = resetButton(setting, settings);
  return {
    element: el("fieldset", { class: `choice choice-${key}` }, el("legend", {}, label), reset.button,
      options.map(([value, text], at) => [inputs[at], el("label", { for: `set-${key}-${value}`, "data-value": value }, text)]).flat()),
    show: () => {
      for (const input of inputs) input.checked = input.value === settings.get(key);
      reset.show();
    },
  };
}

/**
 * @param {import("./types").Switch} setting
 * @param {Settings} settings
 */
function switchRow(setting, settings) {
  const { key, label } = setting;
  const input = /** @type {HTMLInputElement} */ (el("input", {
    type: "checkbox", role: "switch", id: `set-${key}`, onchange: () => settings.set(key, input.checked),
  }));
  const reset = resetButton(setting, settings);
  return {
    element: el("div", { class: "row row-switch" }, el("label", { for: `set-${key}` }, label), reset.button, input),
    show: () => {
      input.checked = Boolean(settings.get(key));
      reset.show();
    },
  };
}

/**
 * @param {import("./types").Colour} setting
 * @param {Settings} settings
 */
function colourRow(setting, settings) {
  const { key, label } = setting;
  const input = /** @type {HTMLInputElement} */ (el("input", {
    type: "color", id: `set-${key}`, oninput: () => settings.set(key, input.value),
  }));
  const reset = resetButton(setting, settings);
  const element = el("div", { class: "row row-switch" }, el("label", { for: `set-${key}` }, label), reset.button, input);
  return {
    element,
    show: () => {
      input.value = String(settings.get(key));
      element.hidden = settings.get("theme") !== "own";
      reset.show();
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
