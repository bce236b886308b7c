import { describe, expect, test } from "vitest";
import type { SessionEvent } from "../../lib/core/events.ts";
import { fold } from "../../lib/core/reduce.ts";
import type { Run } from "../../lib/core/state.ts";
import { summarizeRun, summarizeSession } from "../../lib/core/summary.ts";
import {
  answering,
  cancelled,
  finished,
  proposed,
  queued,
  recorded,
  runStarted,
  toolFinished,
  toolStarted,
  turnCompleted,
  turnStarted,
  wholeCall,
  wholeTurn,
} from "./facts.ts";

const sessionOf = (...facts: SessionEvent[][]) => summarizeSession("s1", fold(recorded(facts.flat())));
const runOf = (...facts: SessionEvent[][]) => summarizeRun("s1", "ada", fold(recorded(facts.flat())).runs[0] as Run);
const echo = { callId: "c1", tool: "echo" };
const approval = { reason: "it is dangerous", digest: "d" };
const started = [...answering(), runStarted("r1")];

describe("What lists show of a session", () => {
  test("is what the log says of it as a whole", () => {
    expect(sessionOf(answering())).toMatchObject({
      id: "s1",
      ownerId: "ada",
      title: "A session",
      agent: "general",
      workflow: "solo",
      status: "active",
      head: 3,
      messageCount: 1,
      openRuns: 1,
      waitingForPerson: 0,
      lastText: "text of m1",
    });
  });

  test("are the last words of the conversation, not of a task, and never silence", () => {
    const task = [queued("r2"), ...wholeTurn("r2", "t2", "A task's own words.")];
    expect(
      sessionOf(
        answering(),
        wholeTurn("r1", "t1", "Hello.", [echo]),
        wholeCall("r1", "c1"),
        wholeTurn("r1", "t3", ""),
        task,
      ).lastText,
    ).toBe("Hello.");
    expect(sessionOf(answering(), wholeTurn("r1", "t1", "x".repeat(300))).lastText).toHaveLength(200);
  });

  test("counts what waits for a person", () => {
    const waiting = [
      ...answering(),
      turnStarted("r1", "t1"),
      turnCompleted("r1", "t1", "", [echo, { callId: "c2", tool: "ask_user" }]),
      proposed("r1", "c1", "echo", { approval }),
      proposed("r1", "c2", "ask_user"),
      { type: "question.asked", runId: "r1", callId: "c2", question: "Which?" } as const,
    ];
    expect(sessionOf(waiting).waitingForPerson).toBe(2);
    expect(
      sessionOf(waiting, [{ type: "tool.denied", runId: "r1", callId: "c1", by: "ada", reason: "no" }])
        .waitingForPerson,
    ).toBe(1);
  });
});

describe("What lists show of a run", () => {
  test.each<[string, SessionEvent[]]>([
    ["queued", answering()],
    ["running", started],
    ["paused", [...started, { type: "run.paused", runId: "r1", reason: "a while", by: "ada" }]],
    ["cancelling", [...started, turnStarted("r1", "t1"), cancelled("r1")]],
    ["cancelled", [...started, cancelled("r1"), finished("r1", { outcome: "cancelled" })]],
    ["done", [...started, ...wholeTurn("r1", "t1", "Hello."), finished("r1")]],
    [
      "waiting",
      [
        ...started,
        turnStarted("r1", "t1"),
        turnCompleted("r1", "t1", "", [echo]),
        proposed("r1", "c1", "echo", { approval }),
      ],
    ],
    [
      "running",
      [
        ...started,
        turnStarted("r1", "t1"),
        turnCompleted("r1", "t1", "", [echo, { callId: "c2", tool: "echo" }]),
        proposed("r1", "c1", "echo", { approval }),
        proposed("r1", "c2"),
        toolStarted("r1", "c2"),
      ],
    ],
    [
      "waiting",
      [
        ...started,
        turnStarted("r1", "t1"),
        turnCompleted("r1", "t1", "", [echo, { callId: "c2", tool: "echo" }]),
        proposed("r1", "c1", "echo", { approval }),
        proposed("r1", "c2"),
        toolStarted("r1", "c2"),
        toolFinished("r1", "c2"),
      ],
    ],
  ])("is its status: %s", (status, facts) => {
    expect(runOf(facts)).toMatchObject({ status, open: !["cancelled", "done"].includes(status) });
  });

  test("sums up what it used", () => {
    const used = { usage: { input: 100, cached: 80, output: 20, reasoning: 5 }, cost: 0.25, ms: 300 };
    const summary = runOf(
      started,
      [
        turnStarted("r1", "t1"),
        turnCompleted("r1", "t1", "", [echo], used),
        proposed("r1", "c1"),
        ...wholeCall("r1", "c1"),
      ],
      [
        turnStarted("r1", "t2"),
        turnCompleted("r1", "t2", "Hello.", [], { ...used, cost: null }),
        finished("r1", { outcome: "failed", error: { code: "x", message: "It broke." } }),
      ],
    );
    expect(summary).toMatchObject({
      turns: 2,
      calls: 1,
      inputTokens: 200,
      cachedTokens: 160,
      outputTokens: 40,
      reasoningTokens: 10,
      cost: 0.25,
      activeMs: 610,
      model: "demo/demo",
      error: "It broke.",
      parentRunId: null,
    });
    expect(runOf(answering())).toMatchObject({ cost: null, model: null, error: null, turns: 0 });
  });
});
