/** The memory of the process that a page lives in, from what Linux says of it; elsewhere nothing is known. */

import { existsSync, readFileSync, writeFileSync } from "node:fs";

/** @param {number} process @param {string} field */
function field(process, name) {
  const [, kibibytes] = new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(readFileSync(`/proc/${process}/status`, "utf8")) ?? [];
  return Number(kibibytes) * 1024;
}

/** The renderers of a browser by their numbers, with the seconds that each has computed. */
async function renderers(session) {
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  return new Map(processInfo.filter(({ type }) => type === "renderer").map(({ id, cpuTime }) => [id, cpuTime]));
}

/**
 * What watches the process of a tab: the one that computes when the tab is told to.
 *
 * @param {import("playwright-core").Browser} browser
 * @param {{ evaluate(expression: string): Promise<unknown> }} tab
 * @returns {Promise<{ begin(): void, peak(): number } | null>} `peak` gives the most bytes that it had above those at `begin`
 */
export async function watchMemory(browser, tab) {
  if (!existsSync("/proc/self/clear_refs")) return null;
  const session = await browser.newBrowserCDPSession();
  const before = await renderers(session);
  await tab.evaluate("(() => { const end = performance.now() + 150; while (performance.now() < end); })()");
  const grown = [...(await renderers(session))].map(([id, time]) => ({ id, by: time - (before.get(id) ?? 0) }));
  await session.detach();
  const { id } = grown.sort((one, other) => other.by - one.by)[0];
  let start = 0;
  return {
    begin() {
      // From the manual of proc(5): five sets the peak back to what is in use.
      writeFileSync(`/proc/${id}/clear_refs`, "5");
      start = field(id, "VmRSS");
    },
    peak: () => Math.max(0, field(id, "VmHWM") - start),
  };
}
