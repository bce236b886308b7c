import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { StartedRuntime } from "../support/start-runtime.ts";
import { addTool } from "./add-tool.ts";
import { newGate } from "./gate.ts";
import {
  allOver,
  databases,
  endless,
  firstGlimpse,
  freeze,
  lastRole,
  lastRun,
  ofType,
  type Stage,
  startStage,
} from "./stage.ts";

describe.each(databases)("two workers on one log, in %s,", (provider) => {
  let one: Stage;
  let two: StartedRuntime;
  const effects: string[] = [];
  beforeEach(async () => {
    one = await startStage(provider, {}, { MAX_CONCURRENT_TASKS: "15" });
    await one.publish({ name: "user", tools: ["mark"] });
    two = await one.another();
    for (const each of [one, two]) {
      addTool(each, "mark", async (_, { effectId }) => {
        effects.push(effectId);
        return { content: "marked" };
      });
    }
  });
  afterEach(async () => {
    await two.stop();
    await one.stop();
  });

  it("end every run once: no turn is recorded twice and no tool runs twice", async () => {
    one.far.script((request) => {
      const { messages } = request.body;
      const calls = messages.filter((message: { role: string }) => message.role === "tool").length;
      return calls < 2 ? { calls: [{ tool: "mark", arguments: { calls } }] } : { text: "Done." };
    });
    const ids: string[] = [];
    for (let n = 0; n < 30; n++) ids.push(await one.open("user"));
    await Promise.all(ids.map((id, n) => (n % 2 ? one : two).post(id, `Task ${n}`)));
    let isOver = false;
    const over = Promise.all(ids.map((id) => one.until(id, allOver))).then(() => {
      isOver = true;
    });
    // What one writes, the other looks at in the middle of it as well, and wants to work on.
    while (!isOver) {
      await Promise.all(ids.map((id) => two.runtime.sessions.catchUp(id)));
      await new Promise(setImmediate);
    }
    await over;
    const workers = new Set<string>();
    for (const id of ids) {
      const events = await one.log(id);
      expect(ofType(events, "run.finished").map((event) => event.outcome)).toEqual(["done"]);
      expect(ofType(events, "turn.completed")).toHaveLength(3);
      expect(ofType(events, "turn.failed")).toEqual([]);
      for (const event of ofType(events, "turn.started")) workers.add(event.worker);
    }
    expect(workers.size).toBe(2);
    expect(effects).toHaveLength(60);
    expect(new Set(effects).size).toBe(60);
    // Whoever was second to begin a turn has asked in vain.
    expect(one.far.requests.length).toBeGreaterThanOrEqual(90);
    expect(await one.violations(...ids)).toEqual([]);
  });

  it("both hear of a cancel, whoever was told", async () => {
    one.far.script(endless);
    const id = await one.open("user");
    const seen = firstGlimpse(one, id);
    await one.post(id, "Begin.");
    await seen;
    const { runs } = await two.runtime.sessions.read(id);
    await two.send(id, { type: "run.cancel", runId: runs[0]?.id as string });
    await one.far.requests[0]?.gone;
    const state = await two.until(id, allOver);
    expect(lastRun(state).finished).toEqual({ outcome: "cancelled" });
    expect(state.messages.at(-1)?.stopped).toBe(true);
    expect(await one.violations(id)).toEqual([]);
  });

  it("both know an agent that one of them published, and no more one that it archived", async () => {
    const name = `new-${provider}`;
    await one.publish({ name });
    await two.runtime.world.refresh();
    expect(two.runtime.world.agent(name)?.version).toBe(1);
    await one.runtime.ports.definitions.change("agent", name, { do: "archive" }, "local");
    await two.runtime.world.refresh();
    expect(two.runtime.world.agent(name)).toBeNull();
    expect(two.runtime.world.agent("user")?.version).toBe(1);
  });

  it("drop what the one says that was thought dead and woke late", async () => {
    const gate = newGate();
    await two.stop();
    one.far.script([{ text: "Too late.", delayMs: 0, fault: { kind: "stall", after: 1 } }, { text: "In time." }]);
    const id = await one.open("user");
    const seen = firstGlimpse(one, id);
    await one.post(id, "Begin.");
    await seen;
    const wake = await freeze(one);
    two = await one.another();
    await two.until(id, allOver);
    const before = await two.log(id);
    gate.open();
    wake();
    // The one that woke hears that its turn was taken over, and lets go of the model.
    await one.runtime.sessions.catchUp(id);
    await one.far.requests[0]?.gone;
    await one.runtime.ports.queue.drain();
    expect(await two.log(id)).toEqual(before);
    const [failed] = ofType(before, "turn.failed");
    expect(failed?.error.code).toBe("interrupted");
    expect(ofType(before, "turn.completed").map((event) => event.message.content)).toEqual(["In time."]);
    expect(await two.violations(id)).toEqual([]);
  });

  it("drop a tool's result that comes after another has taken the call over", async () => {
    const gate = newGate();
    await two.stop();
    one.far.script((request) =>
      lastRole(request) === "tool" ? { text: "Done." } : { calls: [{ tool: "slow", arguments: {} }] },
    );
    const slow = (name: string, first: boolean) => async () => {
      if (first) await gate.pass();
      return { content: `marked by ${name}` };
    };
    addTool(one, "slow", slow("the first", true), { retry: "safe" });
    await one.publish({ name: "slow-one", tools: ["slow"] });
    const id = await one.open("slow-one");
    await one.post(id, "Begin.");
    await gate.entered;
    const wake = await freeze(one);
    two = await one.another({}, (unstarted) =>
      addTool(unstarted, "slow", slow("the second", false), { retry: "safe" }),
    );
    const state = await two.until(id, allOver);
    const before = await two.log(id);
    wake();
    gate.open();
    await one.runtime.ports.queue.drain();
    expect(lastRun(state).calls[0]).toMatchObject({ content: "marked by the second", attempt: 2 });
    expect(await two.log(id)).toEqual(before);
    expect(await two.violations(id)).toEqual([]);
  });
});
