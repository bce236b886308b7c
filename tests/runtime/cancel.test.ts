import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addTool } from "./add-tool.ts";
import { newGate } from "./gate.ts";
import { allOver, databases, endless, firstGlimpse, freeze, lastRun, ofType, type Stage, startStage } from "./stage.ts";

describe.each(databases)("a cancel, in %s", (provider) => {
  let troupe: Stage;
  const aborted = newGate();
  beforeAll(async () => {
    troupe = await startStage(provider);
    addTool(
      troupe,
      "sleep",
      (_, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => {
            void aborted.pass();
            reject(signal.reason);
          });
        }),
    );
    addTool(troupe, "deaf", () => new Promise(() => {}));
    await troupe.publish({ name: "sleeper", tools: ["sleep", "deaf"] });
  });
  afterAll(() => troupe.stop());

  const begin = async () => {
    const id = await troupe.open("sleeper");
    await troupe.post(id, "Begin.");
    return { id, runId: lastRun(await troupe.until(id, (state) => state.runs.length === 1)).id };
  };
  const isRunning = (state: Awaited<ReturnType<Stage["until"]>>) => lastRun(state).calls[0]?.status === "running";

  it("reaches the model: its connection is closed, and what was said stays", async () => {
    troupe.far.script(endless);
    const id = await troupe.open("sleeper");
    const seen = firstGlimpse(troupe, id);
    await troupe.post(id, "Begin.");
    await seen;
    const request = troupe.far.requests.at(-1);
    await troupe.send(id, { type: "run.cancel", runId: lastRun(await troupe.runtime.sessions.read(id)).id });
    await request?.gone;
    const state = await troupe.until(id, allOver);
    expect(lastRun(state).finished).toEqual({ outcome: "cancelled" });
    expect(state.messages.at(-1)).toMatchObject({ stopped: true, author: { id: "sleeper" } });
    expect(ofType(await troupe.log(id), "turn.failed")[0]?.error.code).toBe("cancelled");
    expect(await troupe.violations(id)).toEqual([]);
  });

  it("reaches a tool by its signal", async () => {
    troupe.far.script({ calls: [{ tool: "sleep", arguments: {} }] });
    const { id, runId } = await begin();
    await troupe.until(id, isRunning);
    await troupe.send(id, { type: "run.cancel", runId });
    await aborted.entered;
    const state = await troupe.until(id, allOver);
    expect(lastRun(state)).toMatchObject({
      finished: { outcome: "cancelled" },
      calls: [{ error: { code: "cancelled" } }],
    });
    expect(await troupe.violations(id)).toEqual([]);
  });

  it("does not wait for a tool that does not listen", async () => {
    troupe.far.script({ calls: [{ tool: "deaf", arguments: {} }] });
    const { id, runId } = await begin();
    await troupe.until(id, isRunning);
    await troupe.send(id, { type: "run.cancel", runId });
    await troupe.until(id, allOver);
    expect(await troupe.violations(id)).toEqual([]);
  });

  it("is answered like the first time when it comes twice", async () => {
    troupe.far.script(endless);
    const { id, runId } = await begin();
    await Promise.all([1, 2, 3].map(() => troupe.send(id, { type: "run.cancel", runId })));
    await troupe.until(id, allOver);
    await troupe.send(id, { type: "run.cancel", runId });
    expect(ofType(await troupe.log(id), "run.cancelled")).toHaveLength(1);
    expect(await troupe.violations(id)).toEqual([]);
  });

  it("is durable: where the process died before it could be heeded, the next one ends the run", async () => {
    const first = await startStage(provider, { calls: [{ tool: "deaf", arguments: {} }] });
    addTool(first, "deaf", () => new Promise(() => {}));
    await first.publish({ name: "sleeper", tools: ["deaf"] });
    const id = await first.open("sleeper");
    await first.post(id, "Begin.");
    const { runs } = await first.until(id, isRunning);
    // The command is the last thing that it writes.
    const cancelled = { sessionId: id, runId: runs[0]?.id as string };
    const wake = await cancelThenFreeze(first, cancelled);
    const next = await first.another();
    const state = await next.until(id, allOver);
    expect(lastRun(state).finished).toEqual({ outcome: "cancelled" });
    expect(lastRun(state).calls[0]?.error?.code).toBe("interrupted");
    expect(first.far.requests).toHaveLength(1);
    wake();
    await next.stop();
    await first.stop();
  });
});

async function cancelThenFreeze(troupe: Stage, { sessionId, runId }: { sessionId: string; runId: string }) {
  const { log } = troupe.runtime.ports;
  const append = log.append.bind(log);
  const frozen = Promise.withResolvers<() => void>();
  log.append = async (entry) => {
    log.append = append;
    const appended = await append(entry);
    frozen.resolve(await freeze(troupe));
    return appended;
  };
  await troupe.send(sessionId, { type: "run.cancel", runId });
  return frozen.promise;
}
