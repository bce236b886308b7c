import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { runStatus } from "../../lib/core/state.ts";
import { addTool } from "./add-tool.ts";
import { type Gate, newGate } from "./gate.ts";
import { allHeard, allOver, endless, firstGlimpse, lastRun, ofType, type Stage, startStage } from "./stage.ts";

let troupe: Stage;
let gate: Gate;
beforeAll(async () => {
  troupe = await startStage();
  addTool(troupe, "hold", async () => {
    await gate.pass();
    return { content: "held" };
  });
  await troupe.publish({ name: "holder", tools: ["hold"] });
});
afterAll(() => troupe.stop());
beforeEach(() => {
  gate = newGate();
});

/** An agent in the middle of a call, which ends when the gate is opened. */
async function midCall(): Promise<{ id: string; runId: string }> {
  troupe.far.script([{ calls: [{ tool: "hold", arguments: {} }] }, { text: "Done." }]);
  const id = await troupe.open("holder");
  await troupe.post(id, "Begin.");
  await gate.entered;
  return { id, runId: lastRun(await troupe.runtime.sessions.read(id)).id };
}

const ended = (runs: number) => (state: Parameters<typeof allOver>[0]) => state.runs.length === runs && allOver(state);
const said = async (id: string) => (await troupe.runtime.sessions.read(id)).messages.map((message) => message.content);

describe("what a person says while an agent is at work", () => {
  it("waits for the end of the run, in the order in which it was said", async () => {
    const { id } = await midCall();
    await troupe.post(id, "First");
    await troupe.post(id, "Second");
    gate.open();
    await troupe.until(id, ended(3));
    expect(await said(id)).toEqual(["Begin.", "", "Done.", "First", "Done.", "Second", "Done."]);
    const delivered = ofType(await troupe.log(id), "message.delivered");
    expect(delivered.map((event) => event.as)).toEqual(["queued", "queued"]);
    expect(await troupe.violations(id)).toEqual([]);
  });

  it("reaches the agent with its next turn when it steers, and has a receipt", async () => {
    const { id, runId } = await midCall();
    const messageId = await troupe.post(id, "Rather in blue", { whileRunning: "steer" });
    expect(ofType(await troupe.log(id), "message.delivered")).toEqual([]);
    gate.open();
    const state = await troupe.until(id, ended(1));
    expect(ofType(await troupe.log(id), "message.delivered")).toMatchObject([{ messageId, runId, as: "steered" }]);
    expect(allHeard(troupe.far.requests.at(-1))).toMatch(/held\nRather in blue$/);
    expect(state.messages.at(-1)?.content).toBe("Done.");
    expect(await troupe.violations(id)).toEqual([]);
  });

  it("is heard also when it comes during the last turn", async () => {
    const streaming = newGate();
    troupe.far.script([{ tokens: 30, tokensPerSecond: 300 }, { text: "As you wish." }]);
    const id = await troupe.open("holder");
    const seen = firstGlimpse(troupe, id).then(streaming.open);
    await troupe.post(id, "Begin.");
    await seen;
    await troupe.send(id, {
      type: "run.steer",
      runId: lastRun(await troupe.runtime.sessions.read(id)).id,
      content: "Wait!",
    });
    const state = await troupe.until(id, ended(1));
    expect(state.messages.at(-1)?.content).toBe("As you wish.");
    expect(allHeard(troupe.far.requests.at(-1))).toContain("Wait!");
    expect(await troupe.violations(id)).toEqual([]);
  });

  it("ends the run when it interrupts, and is answered before what waited", async () => {
    troupe.far.script([endless, { text: "Done." }]);
    const id = await troupe.open("holder");
    const seen = firstGlimpse(troupe, id);
    await troupe.post(id, "Begin.");
    await seen;
    await troupe.post(id, "Later");
    await troupe.post(id, "Now!", { whileRunning: "interrupt" });
    const state = await troupe.until(id, ended(3));
    expect(state.runs.map((run) => run.task)).toEqual(["Begin.", "Now!", "Later"]);
    expect(state.runs[0]?.finished?.outcome).toBe("cancelled");
    await troupe.far.requests.at(-3)?.gone;
    expect(await troupe.violations(id)).toEqual([]);
  });

  it("is refused when it asks to be rejected", async () => {
    const { id } = await midCall();
    await expect(troupe.post(id, "Now?", { whileRunning: "reject" })).rejects.toMatchObject({ code: "conflict" });
    gate.open();
    await troupe.until(id, ended(1));
    expect(await troupe.violations(id)).toEqual([]);
  });

  it("can be withdrawn or edited while it waits, and not afterwards", async () => {
    const { id } = await midCall();
    const withdrawn = await troupe.post(id, "Never mind");
    const edited = await troupe.post(id, "Frist");
    await troupe.send(id, { type: "message.withdraw", messageId: withdrawn });
    await troupe.send(id, { type: "message.edit", messageId: edited, content: "First" });
    gate.open();
    await troupe.until(id, ended(2));
    expect(await said(id)).toEqual(["Begin.", "", "Never mind", "Done.", "First", "Done."]);
    expect(allHeard(troupe.far.requests.at(-1))).not.toContain("Never mind");
    await expect(troupe.send(id, { type: "message.withdraw", messageId: edited })).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await troupe.violations(id)).toEqual([]);
  });
});

describe("a run that is paused", () => {
  it("ends what it is at, begins nothing, and goes on when it is resumed", async () => {
    const { id, runId } = await midCall();
    await troupe.send(id, { type: "run.pause", runId });
    const asked = troupe.far.requests.length;
    gate.open();
    const paused = await troupe.until(id, (state) => lastRun(state).calls[0]?.status === "finished");
    expect(runStatus(lastRun(paused))).toBe("paused");
    await troupe.runtime.ports.queue.drain();
    expect(troupe.far.requests).toHaveLength(asked);
    await troupe.send(id, { type: "run.resume", runId });
    const state = await troupe.until(id, ended(1));
    expect(lastRun(state).finished).toEqual({ outcome: "done" });
    expect(await troupe.violations(id)).toEqual([]);
  });

  it("can be cancelled", async () => {
    const { id, runId } = await midCall();
    await troupe.send(id, { type: "run.pause", runId });
    await troupe.send(id, { type: "run.cancel", runId });
    const state = await troupe.until(id, ended(1));
    expect(lastRun(state).finished?.outcome).toBe("cancelled");
    gate.open();
    expect(await troupe.violations(id)).toEqual([]);
  });
});
