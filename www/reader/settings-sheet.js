/** The sheet of settings, made from the table of settings. */

import { el } from "./dom.js";
import { SETTINGS } from "./settings.js";

/** @typedef {import("./types").Settings} Settings */

/**
 * @param {Settings} settings
 * @param {AbortSignal} signal
 */
export function createSettingsSheet(settings, signal) {
  const rows = SETTINGS.map((setting) => {
    if (setting.type === "range") return rangeRow(setting, settings);
    if (setting.type === "choice") return choiceRow(setting, settings);
    return switchRow(setting, settings);
  });
  const show = () => rows.forEach((row) => row.show());
  show();
  settings.addEventListener("change", show, { signal });
  return el("div", { class: "sheet settings", id: "settings", popover: "auto", role: "dialog", "aria-label": "Appearance" },
    rows.map((row) => row.element),
    el("div", { class: "sheet-foot" },
      el("button", { type: "button", class: "quiet", onclick: () => settings.reset() }, "Back to the defaults")));
}

/**
 * @param {import("./types").Range} setting
 * @param {Settings} settings
 */
function rangeRow({ key, label, min, max, step, show }, settings) {
  const value = el("output", { class: "row-value", for: `set-${key}` });
  const input = /** @type {HTMLInputElement} */ (el("input", {
    type: "range", id: `set-${key}`, min, max, step, oninput: () => settings.set(key, Number(input.value)),
  }));
  return {
    element: el("div", { class: "row" }, el("label", { for: `set-${key}` }, label), input, value),
    show: () => {
      const current = Number(settings.get(key));
      input.value = String(current);
      value.textContent = show(current);
      input.setAttribute("aria-valuetext", show(current));
    },
  };
}

/**
 * @param {import("./types").Choice} setting
 * @param {Settings} settings
 */
function choiceRow({ key, label, options }, settings) {
  const inputs = options.map(([value]) => /** @type {HTMLInputElement} */ (el("input", {
    type: "radio", name: `set-${key}`, value, id: `set-${key}-${value}`, onchange: () => settings.set(key, value),
  })));
  return {
    element: el("fieldset", { class: `choice choice-${key}` }, el("legend", {}, label),
      options.map(([value, text], at) => [inputs[at], el("label", { for: `set-${key}-${value}`, "data-value": value }, text)]).flat()),
    show: () => {
      for (const input of inputs) input.checked = input.value === settings.get(key);
    },
  };
}

/**
 * @param {import("./types").Switch} setting
 * @param {Settings} settings
 */
function switchRow({ key, label }, settings) {
  const input = /** @type {HTMLInputElement} */ (el("input", {
    type: "checkbox", role: "switch", id: `set-${key}`, onchange: () => settings.set(key, input.checked),
  }));
  return {
    element: el("div", { class: "row row-switch" }, el("label", { for: `set-${key}` }, label), input),
    show: () => {
      input.checked = Boolean(settings.get(key));
    },
  };
}
