import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SessionEvent } from "../../lib/core/events.ts";
import type { Tool } from "../../server/ports/tools.ts";
import { posted, queued, runStarted, toolStarted, turnFailed, turnStarted, wholeTurn } from "../core/facts.ts";
import { publishAgent } from "../support/publish-agent.ts";
import type { StartedRuntime } from "../support/start-runtime.ts";
import { addTool } from "./add-tool.ts";
import { deadWorker, leaveBehind } from "./dead-worker.ts";
import { allHeard, allOver, databases, lastRun, ofType, type Stage, startStage } from "./stage.ts";

const begun = [posted("m1"), queued("r1", { replyTo: "m1" }), runStarted("r1")];
const inTurn = [...begun, turnStarted("r1", "t1")];

describe.each(databases)("after a crash, in %s,", (provider) => {
  let before: Stage;
  beforeEach(async () => {
    before = await startStage(provider, { text: "Here again." });
    await before.runtime.stop(0);
  });
  afterEach(() => before.stop());

  it("an open turn becomes a failed one with what was read of it, and a new turn answers", async () => {
    const id = await leaveBehind(before, inTurn);
    const piece = { turnId: "t1", kind: "text" as const };
    await before.runtime.ports.spool.write(deadWorker, [{ ...piece, offset: 0, text: "Here I " }]);
    await before.runtime.ports.spool.write(deadWorker, [{ ...piece, offset: 7, text: "was" }]);
    const next = await before.another();
    const state = await next.until(id, allOver);
    const events = await next.log(id);
    expect(ofType(events, "turn.failed")).toMatchObject([
      { turnId: "t1", partial: "Here I was", error: { code: "interrupted" } },
    ]);
    expect(ofType(events, "turn.completed")).toMatchObject([{ message: { content: "Here again." } }]);
    expect(ofType(events, "turn.started").map((event) => event.attempt)).toEqual([1, 2]);
    expect(state.messages.map((message) => message.content)).toEqual(["text of m1", "Here again."]);
    expect(allHeard(before.far.requests.at(-1))).not.toContain("Here I was");
    expect(await next.violations(id)).toEqual([]);
    await next.stop();
  });

  it("a step that was interrupted three times is poison: it is not tried again", async () => {
    const interrupted = (n: number): SessionEvent[] => [
      turnStarted("r1", `t${n}`, n),
      turnFailed("r1", `t${n}`, "interrupted"),
    ];
    const id = await leaveBehind(before, [...begun, ...interrupted(1), ...interrupted(2), turnStarted("r1", "t3", 3)]);
    const next = await before.another();
    const state = await next.until(id, allOver);
    expect(lastRun(state).finished).toMatchObject({ outcome: "failed", error: { code: "poison" } });
    expect(before.far.requests).toEqual([]);
    expect(await next.violations(id)).toEqual([]);
    await next.stop();
  });

  it("a cancelled run only ends", async () => {
    const id = await leaveBehind(before, [...inTurn, { type: "run.cancelled", runId: "r1", by: "local" }]);
    const next = await before.another();
    const state = await next.until(id, allOver);
    expect(lastRun(state).finished).toEqual({ outcome: "cancelled" });
    expect(before.far.requests).toEqual([]);
    expect(await next.violations(id)).toEqual([]);
    await next.stop();
  });

  const calling = (attempt = 1): SessionEvent[] => [
    posted("m1"),
    queued("r1", { replyTo: "m1" }),
    runStarted("r1"),
    ...wholeTurn("r1", "t1", "", [{ callId: "c1", tool: "mark" }]),
    ...Array.from({ length: attempt }, (_, index) => toolStarted("r1", "c1", index + 1)),
  ];

  it("a call that may run again does so with the same effect id, as its second attempt", async () => {
    const effects: string[] = [];
    const id = await leaveBehind(before, calling());
    const next = await restartWith("safe", effects);
    const state = await next.until(id, allOver);
    expect(effects).toEqual(["effect-of-c1"]);
    expect(ofType(await next.log(id), "tool.started").map(({ effectId, attempt }) => [effectId, attempt])).toEqual([
      ["effect-of-c1", 1],
      ["effect-of-c1", 2],
    ]);
    expect(lastRun(state).calls[0]).toMatchObject({ status: "finished", content: "marked" });
    expect(await next.violations(id)).toEqual([]);
    await next.stop();
  });

  it("a call that must not run again ends as interrupted, and the model is told", async () => {
    const effects: string[] = [];
    const id = await leaveBehind(before, calling());
    const next = await restartWith("never", effects);
    const state = await next.until(id, allOver);
    expect(effects).toEqual([]);
    expect(lastRun(state).calls[0]).toMatchObject({ status: "failed", error: { code: "interrupted" } });
    expect(allHeard(before.far.requests.at(-1))).toContain("does not allow it to run again");
    expect(lastRun(state).finished).toEqual({ outcome: "done" });
    expect(await next.violations(id)).toEqual([]);
    await next.stop();
  });

  it("a call that died with its worker three times is not tried a fourth time", async () => {
    const effects: string[] = [];
    const id = await leaveBehind(before, calling(3));
    const next = await restartWith("safe", effects);
    const state = await next.until(id, allOver);
    expect(effects).toEqual([]);
    expect(lastRun(state).calls[0]?.error?.code).toBe("interrupted");
    expect(await next.violations(id)).toEqual([]);
    await next.stop();
  });

  it("a run that breaks its worker again and again is given up, and others go on", async () => {
    const next = await before.another();
    const { models } = next.runtime.ports;
    const chain = models.chain.bind(models);
    models.chain = (names) => {
      if (names.includes("openai/breaks")) throw new Error("this one breaks the worker");
      return chain(names);
    };
    await publishAgent(next, { name: "breaker", instructions: "Break.", models: ["openai/breaks"] });
    const [broken, other] = [await next.open("breaker"), await next.open()];
    await next.post(broken, "Begin.");
    await next.post(other, "Begin.");
    await next.until(other, allOver);
    const state = await next.until(broken, allOver);
    expect(lastRun(state).finished).toMatchObject({ outcome: "failed", error: { code: "poison" } });
    expect(await next.violations(broken, other)).toEqual([]);
    await next.stop();
  });

  it("every other session is taken up where one cannot be read", async () => {
    const leave = (runId: string) =>
      leaveBehind(before, [
        posted("m1"),
        queued(runId, { replyTo: "m1" }),
        runStarted(runId),
        turnStarted(runId, `t-${runId}`),
      ]);
    const broken = await leave("r1");
    const ids = [await leave("r2"), await leave("r3")];
    const next = await before.another({}, ({ runtime: { ports } }) => {
      const { snapshot } = ports.log;
      ports.log.snapshot = (id) =>
        id === broken ? Promise.reject(new Error("this session is broken")) : snapshot.call(ports.log, id);
    });
    for (const id of ids) await next.until(id, allOver);
    expect(await next.violations(...ids)).toEqual([]);
    await next.stop();
  });

  /** A process that knows the tool from its first look on. */
  async function restartWith(retry: Tool["retry"], effects: string[]): Promise<StartedRuntime> {
    return before.another({}, (started) =>
      addTool(
        started,
        "mark",
        async (_, { effectId }) => {
          effects.push(effectId);
          return { content: "marked" };
        },
        { retry },
      ),
    );
  }
});
