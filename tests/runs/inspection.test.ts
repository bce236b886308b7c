import { describe, expect, test } from "vitest";
import type { Agent } from "../../lib/core/agent.ts";
import { contextFor } from "../../lib/core/context.ts";
import type { SessionEvent } from "../../lib/core/events.ts";
import { fold } from "../../lib/core/reduce.ts";
import { findRun } from "../../lib/core/state.ts";
import { glanceOf, notYet } from "../../lib/runs/glance.ts";
import { type Inspection, inspect, messagesSent, sameMessages } from "../../lib/runs/inspection.ts";
import { Moments } from "../../lib/runs/moments.ts";
import type { Step, Trace } from "../../lib/runs/step.ts";
import { traceOf } from "../../lib/runs/trace.ts";
import {
  finished,
  opened,
  posted,
  queued,
  recorded,
  turnCompleted,
  turnFailed,
  turnStarted,
  wholeCall,
  wholeTurn,
} from "../core/facts.ts";
import { testWorld } from "../core/test-world.ts";

const call = { callId: "c1", tool: "echo", arguments: { text: "hello" } };
const facts: SessionEvent[] = [
  opened(),
  posted("m1", "What is the matter?"),
  queued("r1", { replyTo: "m1" }),
  ...wholeTurn("r1", "t1", "Let me see.", [call]),
  ...wholeCall("r1", "c1", "hello"),
  turnStarted("r1", "t2"),
  turnFailed("r1", "t2", "overloaded", { partial: "Noth", ms: 50, nextModel: "demo/second" }),
  turnStarted("r1", "t3", 2),
  turnCompleted("r1", "t3", "Nothing is the matter."),
  finished("r1"),
];
const log = recorded(facts);
const moments = new Moments(log);
const trace = traceOf(log, "r1") as Trace;
const agent = testWorld().agent("general", 1) as Agent;

function step(id: string): Step {
  return trace.steps.find((each) => each.id === id) as Step;
}

function inspected<K extends Inspection["kind"]>(id: string, kind: K, until = log.length) {
  const found = inspect(moments, until, trace, step(id));
  if (found?.kind !== kind) throw new Error(`${id} is a ${found?.kind}.`);
  return found as Extract<Inspection, { kind: K }>;
}

describe("an inspected turn", () => {
  test("was given to read what the state before it gives", () => {
    for (const id of ["t1", "t2", "t3"]) {
      const before = fold(log.slice(0, step(id).seq - 1));
      const run = findRun(before, "r1");
      expect(messagesSent(moments, step(id), agent)).toEqual(run && contextFor(before, run, agent));
    }
    const last = messagesSent(moments, step("t3"), agent);
    expect(last.map(({ role }) => role)).toEqual(["system", "user", "assistant", "tool"]);
    expect(JSON.stringify(last)).not.toContain("Nothing is the matter.");
  });

  test("is compared with the one before it", () => {
    const [first, second, third] = ["t1", "t2", "t3"].map((id) => messagesSent(moments, step(id), agent));
    expect(sameMessages(first ?? [], second ?? [])).toBe(2);
    expect(sameMessages(second ?? [], third ?? [])).toBe(third?.length);
    expect(inspected("t3", "turn").before?.id).toBe("t2");
    expect(inspected("t1", "turn").before).toBeNull();
  });

  test("names the models that were asked for it before", () => {
    expect(inspected("t3", "turn").hops).toMatchObject([
      { turnId: "t2", attempt: 1, status: "failed", code: "overloaded", ms: 50 },
      { turnId: "t3", attempt: 2, status: "completed", code: null },
    ]);
    expect(inspected("t2", "turn").hops).toHaveLength(1);
    expect(inspected("t2", "turn").turn).toMatchObject({ partial: "Noth", nextModel: "demo/second" });
  });

  test("of a moment has said nothing that came later", () => {
    const { said, turn } = inspected("t3", "turn", step("t3").seq);
    expect([said, turn.status]).toEqual([null, "open"]);
    expect(inspected("t3", "turn").said?.content).toBe("Nothing is the matter.");
  });
});

test("an inspected call has its arguments and its result, as soon as there is one", () => {
  expect(inspected("c1", "call").call).toMatchObject({ tool: "echo", arguments: { text: "hello" }, content: "hello" });
  expect(inspected("c1", "call", step("c1").seq).call.content).toBeUndefined();
});

test("a glance at a run leaves out what it said and did, and before its time there is nothing", () => {
  const run = findRun(fold(log), "r1");
  const glance = run && glanceOf(run);
  expect(glance).toMatchObject({ id: "r1", status: "done", turns: 3, conducts: false });
  expect(glance).not.toHaveProperty("calls");
  expect(glance && notYet(glance)).toMatchObject({ id: "r1", status: "queued", turns: 0, finished: null });
});
