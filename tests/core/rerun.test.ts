import { describe, expect, it } from "vitest";
import { contextFor } from "../../lib/core/context.ts";
import type { SessionEvent } from "../../lib/core/events.ts";
import { nextStep } from "../../lib/core/next-step.ts";
import { branchInView } from "../../lib/core/path.ts";
import { type Rerun, rerun } from "../../lib/core/rerun.ts";
import { findRun, openRuns, type Run } from "../../lib/core/state.ts";
import {
  answering,
  finished,
  posted,
  proposed,
  queued,
  recorded,
  runStarted,
  toolStarted,
  wholeCall,
  wholeTurn,
} from "./facts.ts";
import { checkGrammar } from "./log-grammar.ts";
import { agent, countingIds, now, testWorld } from "./test-world.ts";

const echo = (callId: string, text: string) => ({ callId, tool: "echo", arguments: { text } });

/** Two tools side by side, then one that needs a yes, then the answer. */
const story = [
  ...answering(),
  {
    type: "message.routed",
    messageId: "m1",
    to: ["general"],
    by: "fallback",
    confidence: 1,
    reason: "",
    candidates: [],
  },
  runStarted("r1"),
  ...wholeTurn("r1", "t1", "Let me look.", [echo("c1", "one"), echo("c2", "two")]),
  ...wholeCall("r1", "c2", "TWO"),
  ...wholeCall("r1", "c1", "ONE"),
  ...wholeTurn("r1", "t2", "And once more.", [echo("c3", "three")]),
  ...wholeCall("r1", "c3", "THREE"),
  ...wholeTurn("r1", "t3", "It is three."),
  finished("r1"),
  posted("m2", "Thanks", { parentId: "t3-message" }),
] satisfies SessionEvent[];

const world = testWorld({ agents: [agent("general"), agent("general", { version: 2, instructions: "Be brief." })] });

function again(wanted: Omit<Rerun, "runId">, events: readonly SessionEvent[] = story, runId = "r1") {
  const history = recorded(events);
  const before = JSON.stringify(history);
  const given = { at: now, by: "bob", newId: countingIds(history), world };
  const made = rerun(history, "session-1", { runId, ...wanted }, "Again", given);
  expect(JSON.stringify(history), "the first time, which nothing may change").toBe(before);
  expect(checkGrammar(made.events)).toEqual([]);
  const run = findRun(made.state, made.runId) as Run;
  return { ...made, run, step: nextStep(made.state, made.runId, world) };
}

describe("a rerun from the start", () => {
  it("asks the same again, and leaves what came behind it", () => {
    const { state, run, step } = again({});
    expect(branchInView(state).map(({ content }) => content)).toEqual(["text of m1"]);
    expect(run).toMatchObject({ agentVersion: 1, calls: [], rerunOf: { sessionId: "session-1", runId: "r1", seq: 2 } });
    expect(step).toMatchObject({ do: "call-model", agent: { version: 1 } });
    expect(openRuns(state)).toHaveLength(1);
  });

  it("with another version and model, and another question beside the first", () => {
    const { state, run } = again({ agentVersion: 2, models: ["demo/other"], content: "Say it in French" });
    expect(run).toMatchObject({ agentVersion: 2, models: ["demo/other"], task: "Say it in French" });
    const context = contextFor(state, run, agent("general", { version: 2, instructions: "Be brief." }));
    expect(context.map(({ content }) => content)).toEqual([expect.stringContaining("Be brief."), "Say it in French"]);
    expect(state.messages.map(({ content }) => content)).toEqual(["text of m1", "Say it in French"]);
  });
});

describe("a rerun from a turn", () => {
  it("keeps what the tools before it had answered, and asks the model what it was asked", () => {
    const { run, step, state } = again({ from: { turnId: "t2" } });
    expect(run.calls.map(({ status, content }) => [status, content])).toEqual([
      ["finished", "ONE"],
      ["finished", "TWO"],
    ]);
    expect(step.do).toBe("call-model");
    const context = contextFor(state, run, agent("general"));
    expect(context.map(({ role, content }) => `${role}: ${content}`).slice(1)).toEqual([
      "user: text of m1",
      "assistant: Let me look.",
      "tool: ONE",
      "tool: TWO",
    ]);
  });

  it("goes on with the version that it is given", () => {
    const { run, step } = again({ from: { turnId: "t2" }, agentVersion: 2 });
    expect(run.agentVersion).toBe(2);
    expect(step).toMatchObject({ do: "call-model", agent: { version: 2 } });
  });

  it("is not for another question", () => {
    expect(() => again({ from: { turnId: "t2" }, content: "Else" })).toThrow("where it begins");
    expect(() => again({ from: { turnId: "t9" } })).toThrow("has no turn t9");
  });
});

describe("a rerun from a call", () => {
  it("makes that call again with what it is given, and none of those beside it", () => {
    const { run, step } = again({ from: { callId: "c1" }, arguments: { text: "uno" } });
    expect(run.calls).toMatchObject([
      { status: "requested", arguments: { text: "uno" }, proposedArguments: { text: "one" } },
      { status: "finished", content: "TWO" },
    ]);
    expect(step).toMatchObject({ do: "use-tools", calls: [{ arguments: { text: "uno" } }] });
  });

  it("asks anew for a person's yes", () => {
    const danger: SessionEvent[] = [
      ...answering(),
      runStarted("r1"),
      ...wholeTurn("r1", "t1", "", [{ callId: "c1", tool: "danger" }]).slice(0, 2),
      proposed("r1", "c1", "danger", { approval: { reason: "it is dangerous", digest: "digest of c1" } }),
      { type: "tool.approved", runId: "r1", callId: "c1", by: "ada" },
      ...wholeCall("r1", "c1"),
      ...wholeTurn("r1", "t2", "Done."),
      finished("r1"),
    ];
    const { run, step } = again({ from: { callId: "c1" } }, danger);
    expect(run.calls).toMatchObject([{ status: "awaiting-approval" }]);
    expect(step).toEqual({ do: "wait", for: "approval" });
  });

  it("is needed for other arguments", () => {
    expect(() => again({ arguments: {} })).toThrow("Arguments belong to a call");
    expect(() => again({ from: { callId: "c9" } })).toThrow("has no call c9");
  });
});

describe("whoever works for the same", () => {
  const child = { parent: { runId: "r1", callId: "c1" }, depth: 1 };
  const family = [
    ...answering(),
    queued("task"),
    runStarted("r1"),
    ...wholeTurn("r1", "t1", "", [
      { callId: "c1", tool: "delegate" },
      { callId: "c2", tool: "echo" },
    ]),
    toolStarted("r1", "c2"),
    toolStarted("r1", "c1"),
    queued("r2", child),
    runStarted("r2"),
    ...wholeTurn("r2", "t2", "", [{ callId: "c3", tool: "echo" }]),
    ...wholeCall("r2", "c3"),
    ...wholeTurn("r2", "t3", "The child's answer"),
    finished("r2"),
  ];

  it("goes on with it, and nothing that was under way happens again by itself", () => {
    const { state, run } = again({ from: { turnId: "t3" } }, family, "r2");
    expect(openRuns(state).map(({ agent: name, parent }) => [name, parent !== undefined])).toEqual([
      ["general", false],
      ["general", true],
    ]);
    const parent = findRun(state, run.parent?.runId ?? "");
    expect(parent?.calls).toMatchObject([{ status: "running" }, { status: "failed", error: { code: "interrupted" } }]);
    expect(state.runs.find(({ task }) => task === "task of task")?.finished?.outcome).toBe("cancelled");
  });

  it("gets its answer from a child that begins again", () => {
    const { state, run } = again({}, family, "r2");
    const parent = findRun(state, run.parent?.runId ?? "");
    expect(parent?.calls[0]).toMatchObject({ status: "running", callId: run.parent?.callId });
    expect(run.turns).toEqual([]);
  });
});
