import { describe, expect, test } from "vitest";
import { defaultLimits } from "../../lib/core/agent.ts";
import type { SessionEvent } from "../../lib/core/events.ts";
import {
  answering,
  cancelled,
  finished,
  opened,
  posted,
  proposed,
  queued,
  toolStarted,
  turnCompleted,
  turnFailed,
  turnStarted,
  wholeCall,
  wholeTurn,
} from "./facts.ts";
import { given } from "./given.ts";
import { agent } from "./test-world.ts";

const echo = { callId: "c1", tool: "echo" };
const usingTools = [...answering(), ...wholeTurn("r1", "t1", "", [echo])];
const toolUsed = [...usingTools, ...wholeCall("r1", "c1")];
const paused = { type: "run.paused", runId: "r1", reason: "a while", by: "ada" } as const;
const resumed = { type: "run.resumed", runId: "r1", by: "ada" } as const;

describe("The next step of a run", () => {
  test("is rest where there is no such run, or it is over", () => {
    expect(given(opened()).nextStep("r9")).toEqual({ do: "rest" });
    expect(given(answering(), ...wholeTurn("r1", "t1", "Hello."), finished("r1")).nextStep("r1")).toEqual({
      do: "rest",
    });
  });

  test("is to call the model, at first and after its tools", () => {
    expect(given(answering()).nextStep("r1")).toMatchObject({
      do: "call-model",
      run: { id: "r1" },
      agent: { name: "general" },
    });
    expect(given(toolUsed).nextStep("r1")).toMatchObject({ do: "call-model" });
  });

  test("is to wait while a turn is open", () => {
    expect(given(answering(), turnStarted("r1", "t1")).nextStep("r1")).toEqual({ do: "wait", for: "turn" });
  });

  test("is to use all tools that are ready, side by side", () => {
    const two = [...answering(), ...wholeTurn("r1", "t1", "", [echo, { callId: "c2", tool: "echo" }])];
    expect(given(two).nextStep("r1")).toMatchObject({ do: "use-tools", calls: [{ callId: "c1" }, { callId: "c2" }] });
    expect(given(two, toolStarted("r1", "c1")).nextStep("r1")).toMatchObject({
      do: "use-tools",
      calls: [{ callId: "c2" }],
    });
  });

  test("is to wait for tools that are running, and for children where those are behind it", () => {
    expect(given(usingTools, toolStarted("r1", "c1")).nextStep("r1")).toEqual({ do: "wait", for: "tools" });
    const child = queued("r2", { depth: 1, parent: { runId: "r1", callId: "c1" } });
    expect(given(usingTools, toolStarted("r1", "c1"), child).nextStep("r1")).toEqual({ do: "wait", for: "runs" });
  });

  test("is to wait for a person, once nothing else can be done", () => {
    const approval = { reason: "it is dangerous", digest: "d" };
    const asked = [
      ...answering(),
      turnStarted("r1", "t1"),
      turnCompleted("r1", "t1", "", [
        { callId: "c1", tool: "danger" },
        { callId: "c2", tool: "ask_user" },
        { callId: "c3", tool: "echo" },
      ]),
      proposed("r1", "c1", "danger", { approval }),
      proposed("r1", "c2", "ask_user"),
      { type: "question.asked", runId: "r1", callId: "c2", question: "Which?" } as const,
      proposed("r1", "c3"),
    ];
    expect(given(asked).nextStep("r1")).toMatchObject({ do: "use-tools", calls: [{ callId: "c3" }] });
    const echoed = [...asked, ...wholeCall("r1", "c3")];
    expect(given(echoed).nextStep("r1")).toEqual({ do: "wait", for: "approval" });
    const approved = [...echoed, { type: "tool.approved", runId: "r1", callId: "c1", by: "ada" } as const];
    expect(given(approved).nextStep("r1")).toMatchObject({ do: "use-tools", calls: [{ callId: "c1" }] });
    expect(given(approved, ...wholeCall("r1", "c1")).nextStep("r1")).toEqual({ do: "wait", for: "answer" });
    const denied = [...echoed, { type: "tool.denied", runId: "r1", callId: "c1", by: "ada", reason: "no" } as const];
    expect(given(denied).nextStep("r1")).toEqual({ do: "wait", for: "answer" });
  });

  test("is to finish after a turn without calls", () => {
    expect(given(answering(), ...wholeTurn("r1", "t1", "Hello.")).nextStep("r1")).toEqual({
      do: "finish",
      outcome: "done",
    });
  });

  test("is to call the model once more where somebody spoke to it meanwhile", () => {
    const steering = posted("m2", "Shorter", { whileRunning: "steer", runId: "r1" });
    expect(
      given(answering(), turnStarted("r1", "t1"), steering, turnCompleted("r1", "t1", "Hello.")).nextStep("r1"),
    ).toMatchObject({ do: "call-model" });
    const toAnother = posted("m2", "Shorter", { whileRunning: "steer", runId: "r2" });
    expect(
      given(
        answering(),
        queued("r2"),
        turnStarted("r1", "t1"),
        toAnother,
        turnCompleted("r1", "t1", "Hello."),
      ).nextStep("r1"),
    ).toMatchObject({ do: "finish" });
  });

  test("is to fail where its agent is gone", () => {
    expect(given(answering()).inWorld({ agents: [] }).nextStep("r1")).toMatchObject({
      do: "finish",
      outcome: "failed",
      error: { code: "agent_missing" },
    });
    expect(given(answering({ agentVersion: 2 })).nextStep("r1")).toMatchObject({
      error: { code: "agent_missing", message: /* the reason */ expect.stringContaining("version 2") },
    });
  });
});

describe("A run that builds on others", () => {
  const building = [opened(), queued("r1"), queued("r2"), queued("r3", { dependsOn: ["r1", "r2"] })];
  const done = (runId: string) => [...wholeTurn(runId, `t-${runId}`, "Done."), finished(runId)];

  test("waits until all of them are done", () => {
    expect(given(building).nextStep("r3")).toEqual({ do: "wait", for: "runs" });
    expect(given(building, ...done("r1")).nextStep("r3")).toEqual({ do: "wait", for: "runs" });
    expect(given(building, ...done("r1"), ...done("r2")).nextStep("r3")).toMatchObject({ do: "call-model" });
  });

  test("fails as soon as one of them ended otherwise", () => {
    for (const ending of [
      [cancelled("r1"), finished("r1", { outcome: "cancelled" })],
      [finished("r1", { outcome: "failed", error: { code: "x", message: "It broke." } })],
      [finished("r1", { outcome: "limit", limit: "turns" })],
    ]) {
      expect(given(building, ending).nextStep("r3")).toMatchObject({
        do: "finish",
        outcome: "failed",
        error: { code: "dependency_failed" },
      });
    }
  });
});

describe("Limits", () => {
  const used = (over: Parameters<typeof turnCompleted>[4]) => [
    ...answering(),
    turnStarted("r1", "t1"),
    turnCompleted("r1", "t1", "", [echo], over),
    proposed("r1", "c1"),
    ...wholeCall("r1", "c1"),
  ];
  const withLimits = (limits: Partial<typeof defaultLimits>) => ({
    agents: [agent("general", { limits: { ...defaultLimits, ...limits } })],
  });
  const usage = { input: 900, cached: 800, output: 100, reasoning: 50 };

  test.each([
    ["turns", toolUsed, { turns: 1 }, { turns: 2 }],
    ["tokens", used({ usage }), { tokens: 1_000 }, { tokens: 1_001 }],
    ["seconds", used({ ms: 990 }), { seconds: 1 }, { seconds: 1.001 }],
    ["cost", used({ cost: 0.5 }), { cost: 0.5 }, { cost: 0.51 }],
    ["depth", [opened(), ...answering().slice(1)], { depth: -1 }, { depth: 0 }],
  ] as const)("of %s end a run when they are reached, not before", (limit, facts, reached, notYet) => {
    expect(given(facts).inWorld(withLimits(reached)).nextStep("r1")).toEqual({ do: "finish", outcome: "limit", limit });
    expect(given(facts).inWorld(withLimits(notYet)).nextStep("r1")).toMatchObject({ do: "call-model" });
  });

  test("of the run itself hold instead of its agent's, and a person may allow more", () => {
    const facts = [
      ...answering({ limits: { turns: 1 } }),
      ...wholeTurn("r1", "t1", "", [echo]),
      ...wholeCall("r1", "c1"),
    ];
    expect(given(facts).nextStep("r1")).toEqual({ do: "finish", outcome: "limit", limit: "turns" });
    const allowed = [...facts, { type: "run.allowed", runId: "r1", by: "ada", more: { turns: 1 } } as const];
    expect(given(allowed).nextStep("r1")).toMatchObject({ do: "call-model" });
  });

  test("do not stop what is being done: a last answer is still done, a call that is ready is still used", () => {
    const one = withLimits({ turns: 1 });
    expect(
      given(answering(), ...wholeTurn("r1", "t1", "Hello."))
        .inWorld(one)
        .nextStep("r1"),
    ).toEqual({ do: "finish", outcome: "done" });
    expect(given(usingTools).inWorld(one).nextStep("r1")).toMatchObject({ do: "use-tools" });
  });

  test("count turns that were completed, not attempts", () => {
    const facts = [...answering(), turnStarted("r1", "t1"), turnFailed("r1", "t1", "interrupted")];
    expect(
      given(facts)
        .inWorld(withLimits({ turns: 1 }))
        .nextStep("r1"),
    ).toMatchObject({ do: "call-model" });
  });

  test("of time end a run in the middle of a turn too", () => {
    expect(given(answering(), turnStarted("r1", "t1"), turnFailed("r1", "t1", "limit_seconds")).nextStep("r1")).toEqual(
      { do: "finish", outcome: "limit", limit: "seconds" },
    );
  });
});

describe("After a turn that failed", () => {
  const failing = (codes: string[], fields: Parameters<typeof turnFailed>[3] = {}): SessionEvent[] =>
    codes.flatMap((code, index) => [
      turnStarted("r1", `t${index}`, index + 1),
      turnFailed("r1", `t${index}`, code, code === "interrupted" ? {} : fields),
    ]);

  test("the run has failed with the same error", () => {
    expect(given(answering(), failing(["unauthorized"])).nextStep("r1")).toMatchObject({
      do: "finish",
      outcome: "failed",
      error: { code: "unauthorized" },
    });
  });

  test("the model is called again where a retry was announced", () => {
    expect(given(answering(), failing(["overloaded"], { willRetryInMs: 10 })).nextStep("r1")).toMatchObject({
      do: "call-model",
    });
  });

  test("the model is called again after an interruption, but the third one is poison", () => {
    expect(given(answering(), failing(["interrupted"])).nextStep("r1")).toMatchObject({ do: "call-model" });
    expect(given(answering(), failing(["interrupted", "interrupted"])).nextStep("r1")).toMatchObject({
      do: "call-model",
    });
    expect(given(answering(), failing(["interrupted", "interrupted", "interrupted"])).nextStep("r1")).toMatchObject({
      do: "finish",
      outcome: "failed",
      error: { code: "poison" },
    });
  });

  test("failures of another kind in between do not hide the poison", () => {
    const mixed = failing(["interrupted", "overloaded", "interrupted", "overloaded", "interrupted"], {
      willRetryInMs: 10,
    });
    expect(given(answering(), mixed).nextStep("r1")).toMatchObject({ error: { code: "poison" } });
    const harmless = failing(["overloaded", "overloaded", "overloaded", "interrupted"], { willRetryInMs: 10 });
    expect(given(answering(), harmless).nextStep("r1")).toMatchObject({ do: "call-model" });
  });

  test("a turn that was completed in between is progress", () => {
    const again = [
      ...answering(),
      ...failing(["interrupted", "interrupted"]),
      turnStarted("r1", "u1", 3),
      turnCompleted("r1", "u1", "", [echo]),
      proposed("r1", "c1"),
      ...wholeCall("r1", "c1"),
      turnStarted("r1", "u2"),
      turnFailed("r1", "u2", "interrupted"),
    ];
    expect(given(again).nextStep("r1")).toMatchObject({ do: "call-model" });
  });

  test("one that was handed over to the next process goes on, however often", () => {
    expect(
      given(answering(), failing(["handed_over", "handed_over", "handed_over", "handed_over"])).nextStep("r1"),
    ).toMatchObject({ do: "call-model" });
  });
});

describe("A paused run", () => {
  test("rests, and goes on as if nothing had been", () => {
    expect(given(answering(), paused).nextStep("r1")).toEqual({ do: "rest" });
    expect(given(usingTools, paused).nextStep("r1")).toEqual({ do: "rest" });
    expect(given(usingTools, paused, resumed).nextStep("r1")).toMatchObject({ do: "use-tools" });
  });

  test("still lets the turn under way come to its end", () => {
    expect(given(answering(), turnStarted("r1", "t1"), paused).nextStep("r1")).toEqual({ do: "wait", for: "turn" });
    given(answering(), turnStarted("r1", "t1"), paused)
      .whenWorkerRecords(turnCompleted("r1", "t1", "Hello."))
      .then({ type: "turn.completed" });
  });

  test("can be cancelled", () => {
    expect(given(answering(), paused, cancelled("r1")).nextStep("r1")).toEqual({ do: "finish", outcome: "cancelled" });
  });
});

describe("A cancelled run", () => {
  test("waits for its turn, its children and its tools, then ends", () => {
    expect(given(answering(), turnStarted("r1", "t1"), cancelled("r1")).nextStep("r1")).toEqual({
      do: "wait",
      for: "turn",
    });
    expect(given(usingTools, toolStarted("r1", "c1"), cancelled("r1")).nextStep("r1")).toEqual({
      do: "wait",
      for: "tools",
    });
    const child = queued("r2", { depth: 1, parent: { runId: "r1", callId: "c1" } });
    expect(given(usingTools, toolStarted("r1", "c1"), child, cancelled("r1")).nextStep("r1")).toEqual({
      do: "wait",
      for: "runs",
    });
    expect(given(toolUsed, cancelled("r1")).nextStep("r1")).toEqual({ do: "finish", outcome: "cancelled" });
  });

  test("does not use the tools that were ready, nor wait for a person", () => {
    expect(given(usingTools, cancelled("r1")).nextStep("r1")).toEqual({ do: "finish", outcome: "cancelled" });
  });

  test("ends also where its agent is gone", () => {
    expect(given(answering(), cancelled("r1")).inWorld({ agents: [] }).nextStep("r1")).toEqual({
      do: "finish",
      outcome: "cancelled",
    });
  });
});

describe("A run whose work is over", () => {
  test("waits for the child of a call that did not", () => {
    const child = queued("r2", { depth: 1, parent: { runId: "r1", callId: "c1" } });
    const behind = [
      ...usingTools,
      toolStarted("r1", "c1"),
      child,
      { type: "tool.finished", runId: "r1", callId: "c1", content: "It is on its way.", ms: 1 } as const,
    ];
    expect(given(behind).nextStep("r1")).toMatchObject({ do: "call-model" });
    expect(given(behind, ...wholeTurn("r1", "t2", "Hello.")).nextStep("r1")).toEqual({ do: "wait", for: "runs" });
    expect(
      given(behind, ...wholeTurn("r1", "t2", "Hello."), ...wholeTurn("r2", "t3", "There."), finished("r2")).nextStep(
        "r1",
      ),
    ).toEqual({ do: "finish", outcome: "done" });
  });
});
