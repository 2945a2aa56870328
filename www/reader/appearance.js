/** Lays the settings onto the dialog, as data attributes and custom properties that the style sheets read. */

import { luminance } from "./colours.js";
import { KINDS, SETTINGS } from "./settings.js";

/** Paper below this luminance is dark: black and white have the same contrast with it. */
const DARK = 0.179;

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
    const own = settings.get("theme") === "own";
    for (const setting of SETTINGS) {
      const value = settings.get(setting.key);
      if (setting.type === "range") dialog.style.setProperty(setting.property, `${value}${setting.unit}`);
      else if (setting.type === "colour") dialog.style.setProperty(setting.property, own ? String(value) : null);
      else dialog.dataset[setting.key] = String(value);
    }
    for (const kind of KINDS) dialog.dataset[kind] = settings.get(kind) ? "on" : "off";
    dialog.dataset.theme = String(theme());
    dialog.dataset.tone = luminance(String(settings.get("paper"))) < DARK ? "dark" : "light";
  };

  apply();
  settings.addEventListener("change", apply, { signal });
  dark.addEventListener("change", apply, { signal });
  contrast.addEventListener("change", apply, { signal });
}
