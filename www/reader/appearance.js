/** Lays the settings onto the dialog, as data attributes and custom properties that the style sheets read. */

import { SETTINGS } from "./settings.js";

/**
 * @param {HTMLElement} dialog
 * @param {import("./types").Settings} settings
 * @param {AbortSignal} signal ends the listening
 */
export function applyAppearance(dialog, settings, signal) {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const contrast = matchMedia("(prefers-contrast: more)");

  const theme = () => {
    const chosen = settings.get("theme");
    if (chosen !== "auto") return chosen;
    if (contrast.matches) return "contrast";
    return dark.matches ? "dark" : "light";
  };

  const apply = () => {
    for (const setting of SETTINGS) {
      const value = settings.get(setting.key);
      if (setting.type === "range") dialog.style.setProperty(setting.property, `${value}${setting.unit}`);
      else dialog.dataset[setting.key] = String(value);
    }
    for (const kind of ["quote", "figure", "name"]) dialog.dataset[kind] = settings.get(kind) ? "on" : "off";
    dialog.style.setProperty("--lines", String(settings.get("lines")));
    dialog.dataset.theme = String(theme());
  };

  apply();
  settings.addEventListener("change", apply, { signal });
  dark.addEventListener("change", apply, { signal });
  contrast.addEventListener("change", apply, { signal });
}
