import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runStatus } from "../../lib/core/state.ts";
import { addTool } from "./add-tool.ts";
import { allHeard, allOver, endless, lastRun, ofType, type Stage, startStage } from "./stage.ts";

let troupe: Stage;
let attempts = 0;
beforeAll(async () => {
  troupe = await startStage();
  addTool(troupe, "poke", async () => ({ content: "nothing happened" }));
  addTool(troupe, "sleep", (_, { signal }) => new Promise((_, reject) => signal.addEventListener("abort", reject)));
  addTool(troupe, "break", async () => {
    throw new Error(`broken ${attempts++}`);
  });
  await troupe.publish({ name: "worker", tools: ["poke", "sleep", "break"] });
});
afterAll(() => troupe.stop());

const begin = async (limits?: { turns?: number; tokens?: number; seconds?: number }) => {
  const id = await troupe.open("worker");
  await troupe.post(id, "Begin.", limits ? { limits } : {});
  return id;
};
/** Another call each time, so that it is no circle. */
const busy = () => {
  let calls = 0;
  troupe.far.script(() => ({ calls: [{ tool: "poke", arguments: { n: calls++ } }], usage: { input: 50, output: 50 } }));
};
const paused = (id: string) => troupe.until(id, (state) => runStatus(lastRun(state)) === "paused");

describe("a run reaches its limit", () => {
  it("of turns", async () => {
    busy();
    const id = await begin({ turns: 3 });
    const state = await troupe.until(id, allOver);
    expect(lastRun(state).finished).toEqual({ outcome: "limit", limit: "turns" });
    expect(ofType(await troupe.log(id), "turn.completed")).toHaveLength(3);
    expect(await troupe.violations(id)).toEqual([]);
  });

  it("of tokens", async () => {
    busy();
    const id = await begin({ tokens: 250 });
    const state = await troupe.until(id, allOver);
    expect(lastRun(state).finished).toEqual({ outcome: "limit", limit: "tokens" });
    expect(lastRun(state).usage).toMatchObject({ input: 150, output: 150 });
    expect(await troupe.violations(id)).toEqual([]);
  });

  it("of seconds in the middle of a turn, and keeps what was said", async () => {
    troupe.far.script(endless);
    const id = await begin({ seconds: 1 });
    const state = await troupe.until(id, allOver);
    expect(lastRun(state).finished).toEqual({ outcome: "limit", limit: "seconds" });
    expect(state.messages.at(-1)).toMatchObject({ stopped: true, content: expect.stringMatching(/^word word1/) });
    await troupe.far.requests.at(-1)?.gone;
    expect(await troupe.violations(id)).toEqual([]);
  });

  it("of seconds in the middle of a call", async () => {
    troupe.far.script([{ calls: [{ tool: "sleep", arguments: {} }] }, { text: "Done." }]);
    const id = await begin({ seconds: 0.2 });
    const state = await troupe.until(id, allOver);
    expect(lastRun(state).finished).toEqual({ outcome: "limit", limit: "seconds" });
    expect(lastRun(state).calls[0]?.error?.code).toBe("limit_seconds");
    expect(await troupe.violations(id)).toEqual([]);
  });

  it("and goes further where a person allowed more in time", async () => {
    let calls = 0;
    troupe.far.script(() => (calls < 4 ? { calls: [{ tool: "poke", arguments: { n: calls++ } }] } : { text: "Done." }));
    const id = await troupe.open("worker");
    const queued = troupe.until(id, (state) => state.runs.length === 1);
    await troupe.post(id, "Begin.", { limits: { turns: 2 } });
    await troupe.send(id, { type: "run.allow", runId: lastRun(await queued).id, more: { turns: 3 } });
    const state = await troupe.until(id, allOver);
    expect(lastRun(state).finished).toEqual({ outcome: "done" });
    expect(await troupe.violations(id)).toEqual([]);
  });
});

describe("an agent that goes in circles", () => {
  const poke = { calls: [{ tool: "poke", arguments: { same: true } }] };

  it("is told once, with the result of its call, then the run pauses and asks a person", async () => {
    troupe.far.script(poke);
    const before = troupe.far.requests.length;
    const id = await begin();
    const state = await paused(id);
    expect(lastRun(state).paused).toMatchObject({ by: "loop-guard", reason: expect.stringContaining("three times") });
    const heard = troupe.far.requests.slice(before).map(allHeard);
    expect(heard).toHaveLength(4);
    expect(heard.filter((text) => text.includes("Notice:"))).toHaveLength(1);
    expect(heard[3]).toMatch(/nothing happened\n\nNotice: this was the same call three times in a row/);

    troupe.far.script({ text: "Done." });
    await troupe.send(id, { type: "run.allow", runId: lastRun(state).id, more: { turns: 5 } });
    expect(lastRun(await troupe.until(id, allOver)).finished).toEqual({ outcome: "done" });
    expect(await troupe.violations(id)).toEqual([]);
  });

  it("can be steered out of it", async () => {
    troupe.far.script(poke);
    const id = await begin();
    const state = await paused(id);
    troupe.far.script({ text: "Something else." });
    await troupe.send(id, { type: "run.steer", runId: lastRun(state).id, content: "Do something else." });
    const done = await troupe.until(id, allOver);
    expect(done.messages.at(-1)?.content).toBe("Something else.");
    expect(allHeard(troupe.far.requests.at(-1))).toContain("Do something else.");
    expect(await troupe.violations(id)).toEqual([]);
  });

  it("can be stopped", async () => {
    troupe.far.script(poke);
    const id = await begin();
    const state = await paused(id);
    await troupe.send(id, { type: "run.cancel", runId: lastRun(state).id });
    expect(lastRun(await troupe.until(id, allOver)).finished?.outcome).toBe("cancelled");
    expect(await troupe.violations(id)).toEqual([]);
  });

  it("is noticed also when two calls take turns, or all fail", async () => {
    let turn = 0;
    troupe.far.script(() => ({ calls: [{ tool: "poke", arguments: { side: turn++ % 2 } }] }));
    const turns = await begin();
    expect(lastRun(await paused(turns)).paused?.reason).toContain("taking turns");
    troupe.far.script(() => ({ calls: [{ tool: "break", arguments: { n: turn++ } }] }));
    const failures = await begin();
    expect(lastRun(await paused(failures)).paused?.reason).toContain("five failures");
    expect(await troupe.violations(turns, failures)).toEqual([]);
  });
});
