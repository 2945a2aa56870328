/** Everything that can be done with one key: the menu, the sheet of shortcuts and the keyboard all read this table. */

/** @type {import("./types").Command[]} */
export const COMMANDS = [
  { key: "q", label: "Quotes on or off", run: ({ settings }) => settings.set("quote", !settings.get("quote")) },
  { key: "f", label: "Figures on or off", run: ({ settings }) => settings.set("figure", !settings.get("figure")) },
  { key: "n", label: "Names on or off", run: ({ settings }) => settings.set("name", !settings.get("name")) },
  { key: "j", label: "Next mark", run: ({ walk }) => walk(1) },
  { key: "k", label: "Previous mark", run: ({ walk }) => walk(-1) },
  { key: "d", label: "Skim: dim what has no mark", run: ({ settings }) => settings.set("skim", !settings.get("skim")) },
  { key: "l", label: "Line focus: off, 1, 3 or 5 lines", run: ({ settings }) => settings.set("lines", { 0: "1", 1: "3", 3: "5" }[String(settings.get("lines"))] ?? "0") },
  { key: "p", label: "Panel open or closed", run: ({ settings, setPanel }) => setPanel(!settings.get("panel")) },
  { key: "/", label: "Filter the panel", run: ({ focusFilter }) => focusFilter() },
  { key: "r", label: "What was removed", menu: true, run: ({ setPanel }) => setPanel(true, "removed") },
  { key: "a", label: "Appearance", run: ({ toggleSheet }) => toggleSheet("settings") },
  { key: "+", label: "Larger text", run: ({ settings }) => settings.set("size", Math.min(32, Number(settings.get("size")) + 1)) },
  { key: "-", label: "Smaller text", run: ({ settings }) => settings.set("size", Math.max(14, Number(settings.get("size")) - 1)) },
  { key: "v", label: "Read aloud", menu: true, run: ({ readAloud }) => readAloud() },
  { key: "c", label: "Copy as Markdown, with notes", menu: true, run: ({ copyMarkdown }) => copyMarkdown() },
  { key: "s", label: "Save as one HTML file", menu: true, run: ({ save }) => save() },
  { key: "P", label: "Print", menu: true, run: () => window.print() },
  { label: "Forget all that is stored", menu: true, run: ({ forgetAll }) => forgetAll() },
  { key: "?", label: "Shortcuts", menu: true, run: ({ toggleSheet }) => toggleSheet("shortcuts") },
];

/** Keys that the platform or the place in focus gives meaning to; listed for people, handled elsewhere. */
export const OTHER_KEYS = [
  ["← →", "From mark to mark, where one has the focus"],
  ["Enter", "Into the card of a mark"],
  ["Esc", "Close the card, the sheet, then the reader"],
];

/**
 * @param {KeyboardEvent} event
 * @param {import("./types").Context} context
 * @returns {boolean} whether a command ran
 */
export function runKey(event, context) {
  if (event.ctrlKey || event.metaKey || event.altKey || !context.settings.get("keys")) return false;
  const target = /** @type {Element} */ (event.composedPath()[0]);
  if (target.matches("input:not([type=range], [type=radio], [type=checkbox]), textarea, select, [contenteditable]")) return false;
  const command = COMMANDS.find(({ key }) => key === event.key || (key === "+" && event.key === "="));
  command?.run(context);
  return Boolean(command);
}
