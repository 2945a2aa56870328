/** How long a page's own thread is held up, by what the browser traces. */

/**
 * The longest task of a page's main thread while something is done at a share of the processor's speed, in milliseconds of
 * processor time: what else the machine does meanwhile is not counted.
 *
 * @param {import("playwright-core").CDPSession} session of the page
 * @param {(expression: string) => Promise<unknown>} evaluate in the page
 * @param {number} slower how many times slower the processor is to be
 * @param {() => Promise<unknown>} act
 */
export async function longestTask(session, evaluate, slower, act) {
  const events = [];
  const gather = ({ value }) => events.push(...value);
  session.on("Tracing.dataCollected", gather);
  await session.send("Emulation.setCPUThrottlingRate", { rate: slower });
  await session.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: ["toplevel", "blink.user_timing"] } });
  await evaluate("performance.mark('plainleaf-begins')");
  await act();
  await evaluate("performance.mark('plainleaf-ends')");
  const complete = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
  await session.send("Tracing.end");
  await complete;
  await session.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  session.off("Tracing.dataCollected", gather);
  const [begins, ends] = ["plainleaf-begins", "plainleaf-ends"].map((name) => events.find((event) => event.name === name));
  const thread = events
    .filter(({ ph, pid, tid, ts }) => ph === "X" && pid === begins.pid && tid === begins.tid && ts > begins.ts && ts < ends.ts)
    .sort((one, other) => one.ts - other.ts);
  let longest = 0;
  let until = 0;
  let time = 0;
  // Some browsers leave the processor's time out where a task took next to none.
  for (const { name, ts, dur, tdur = dur } of thread) {
    const isTask = /RunTask$/.test(name);
    // What a task has promised is done before the next, and traced behind it.
    if (ts < until || (!isTask && name !== "BlinkScheduler_PerformMicrotaskCheckpoint")) continue;
    until = ts + dur;
    time = isTask ? tdur : time + tdur;
    longest = Math.max(longest, time);
  }
  if (longest === 0) throw new Error("the trace holds no task of the page");
  return longest / 1000;
}
