/** The menu of what can be taken along, and the sheet of shortcuts; both come from the table of commands. */

import { COMMANDS, OTHER_KEYS } from "./commands.js";
import { el, sheet } from "./dom.js";

/** @param {import("./types").Context} context */
export function createMenu(context) {
  const menu = sheet("menu", "More", () => [
    ...COMMANDS.filter((command) => command.menu).map((command) => el("button", {
      class: "menu-entry",
      onclick: () => {
        menu.hidePopover();
        command.run(context);
      },
    }, el("span", {}, command.label), command.key && el("kbd", { "aria-hidden": "true" }, command.key))),
    context.url && el("a", { class: "menu-entry", href: context.url, target: "_blank", rel: "noopener noreferrer" }, "Open the original"),
  ]);
  return menu;
}

export function createShortcutSheet() {
  return sheet("shortcuts", "Shortcuts", () => {
    const rows = [...COMMANDS.filter(({ key }) => key).map(({ key, label }) => [key, label]), ...OTHER_KEYS];
    return [
      el("h2", {}, "Shortcuts"),
      el("dl", {}, rows.map(([key, label]) => el("div", {}, el("dt", {}, el("kbd", {}, key)), el("dd", {}, label)))),
      el("p", { class: "hint" }, "Single keys can be switched off under Appearance."),
    ];
  });
}
