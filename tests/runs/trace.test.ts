import { describe, expect, test } from "vitest";
import type { Recorded, SessionEvent } from "../../lib/core/events.ts";
import { eventsOf } from "../../lib/runs/events-of.ts";
import { flameOf } from "../../lib/runs/flame.ts";
import { graphOf } from "../../lib/runs/graph.ts";
import type { Step, Trace } from "../../lib/runs/step.ts";
import { timelineOf } from "../../lib/runs/timeline.ts";
import { traceOf } from "../../lib/runs/trace.ts";
import { above, stepOfEvent, treeRows } from "../../lib/runs/tree.ts";
import {
  finished,
  opened,
  posted,
  proposed,
  queued,
  runStarted,
  toolFinished,
  toolStarted,
  turnCompleted,
  turnFailed,
  turnStarted,
} from "../core/facts.ts";

const start = Date.parse("2026-01-01T00:00:00.000Z");

/** Each event with the second at which it happened. */
function logOf(...story: [second: number, event: SessionEvent][]): Recorded[] {
  return story.map(([second, event], index) => ({
    ...event,
    seq: index + 1,
    at: new Date(start + second * 1_000).toISOString(),
  }));
}

const ask = { callId: "ask", tool: "delegate", arguments: { agent: "writer" } };
const save = { callId: "save", tool: "save", arguments: { text: "a" } };
const approval = { reason: "It writes.", digest: "d" };

/** An agent whose first attempt fails, that sets another to work, which waits for a person. */
const story = logOf(
  [0, opened()],
  [0, posted("m1")],
  [0, queued("other")],
  [1, queued("r1", { replyTo: "m1" })],
  [2, runStarted("r1")],
  [2, turnStarted("r1", "t1")],
  [4, turnFailed("r1", "t1", "overloaded", { ms: 2_000, nextModel: "demo/second" })],
  [4, turnStarted("r1", "t2", 2)],
  [6, turnCompleted("r1", "t2", "", [ask], { cost: 0.5, model: "demo/second" })],
  [6, proposed("r1", "ask", "delegate")],
  [6, toolStarted("r1", "ask")],
  [6, queued("r2", { agent: "writer", depth: 1, parent: { runId: "r1", callId: "ask" } })],
  [7, runStarted("r2")],
  [7, turnStarted("r2", "t3")],
  [9, turnCompleted("r2", "t3", "", [save], { cost: 0.25 })],
  [9, proposed("r2", "save", "save", { approval })],
  [13, { type: "tool.approved", runId: "r2", callId: "save", by: "ada" }],
  [13, toolStarted("r2", "save")],
  [14, toolFinished("r2", "save")],
  [14, finished("r2")],
  [14, toolFinished("r1", "ask", "Written.")],
  [14, turnStarted("r1", "t4")],
  [16, turnCompleted("r1", "t4", "All is done.")],
  [16, finished("r1")],
);

function whole(log: readonly Recorded[] = story): Trace {
  const trace = traceOf(log, "r1");
  if (!trace) throw new Error("There is no trace.");
  return trace;
}

function stepOf(id: string, trace = whole()): Step {
  const step = trace.steps.find((each) => each.id === id);
  if (!step) throw new Error(`There is no step ${id}.`);
  return step;
}

function until(event: SessionEvent["type"], times = 1): Recorded[] {
  let seen = 0;
  return story.slice(0, story.findIndex(({ type }) => type === event && ++seen === times) + 1);
}

describe("the trace of a run", () => {
  test("has what it did in order, and whom it set to work below the call that did", () => {
    expect(whole().steps.map(({ id, depth }) => `${"-".repeat(depth)}${id}`)).toEqual([
      "r1",
      "-t1",
      "-t2",
      "-ask",
      "--r2",
      "---t3",
      "---save",
      "-t4",
    ]);
  });

  test("tells a failed attempt from what came of it", () => {
    expect(stepOf("t1")).toMatchObject({ status: "failed", triedAgain: true, attempt: 1, error: expect.any(String) });
    expect(stepOf("t2")).toMatchObject({ status: "done", triedAgain: false, attempt: 2, name: "demo/second" });
  });

  test("counts what a step cost with all that stands below it", () => {
    expect(stepOf("r1").total).toMatchObject({ cost: 0.75, usage: { input: 30, output: 15 } });
    expect(stepOf("ask").total.cost).toBe(0.25);
    expect(stepOf("r1").own.cost).toBeNull();
  });

  test("knows what was waited for, and by whom", () => {
    expect(stepOf("r1").waits).toEqual([{ for: "queue", from: start + 1_000, to: start + 2_000 }]);
    expect(stepOf("save").waits).toEqual([{ for: "approval", from: start + 9_000, to: start + 13_000 }]);
  });

  test("of a moment knows nothing of what came later", () => {
    const then = whole(until("tool.proposed", 2));
    expect(stepOf("save", then)).toMatchObject({ status: "waiting", to: null, endSeq: null });
    expect(stepOf("r2", then)).toMatchObject({ status: "waiting", to: null });
    expect(stepOf("r1", then)).toMatchObject({ status: "open", to: null });
    expect(then.steps.map(({ id }) => id)).not.toContain("t4");
    expect(traceOf(until("session.opened"), "r1")).toBeNull();
  });

  test("is about one family alone", () => {
    expect(traceOf(story, "r2")?.steps.map(({ id }) => id)).toEqual(["r2", "t3", "save"]);
    expect(eventsOf(story, "r2").every((event) => "runId" in event && event.runId === "r2")).toBe(true);
    expect(eventsOf(story, "r1").map(({ seq }) => seq)).toEqual(
      story.map(({ seq }) => seq).filter((seq) => seq !== 1 && seq !== 3),
    );
  });

  test("goes on with the run that the conversation was handed to", () => {
    const handoff = { from: "general", to: "writer", reason: "It writes.", task: "Write.", sees: "task" } as const;
    const trace = whole(
      logOf(
        [0, queued("r1")],
        [1, { type: "handoff.made", runId: "r1", callId: "c", ...handoff }],
        [1, finished("r1")],
        [2, queued("r2", { agent: "writer", after: "r1" })],
      ),
    );
    expect(trace.steps.map(({ id, depth }) => [id, depth])).toEqual([
      ["r1", 0],
      ["r2", 0],
    ]);
    expect(trace.passings).toMatchObject([{ kind: "handed over", from: "r1", to: "r2" }]);
  });

  test("has the steps of a workflow, with who worked on them below", () => {
    const call = { callId: "c1", tool: "agent", arguments: {}, visit: "plan 1" };
    const trace = whole(
      logOf(
        [0, queued("r1", { agent: "crew", conducts: true })],
        [
          0,
          {
            type: "workflow.advanced",
            runId: "r1",
            left: [],
            entered: [{ visit: "plan 1", node: "plan", reason: "It begins." }],
            calls: [call],
          },
        ],
        [0, toolStarted("r1", "c1")],
        [0, queued("r2", { agent: "planner", parent: { runId: "r1", callId: "c1" } })],
        [3, finished("r2")],
        [3, toolFinished("r1", "c1")],
        [
          3,
          {
            type: "workflow.advanced",
            runId: "r1",
            left: [
              { visit: "plan 1", outcome: "done" },
              { visit: "mark 1", outcome: "done" },
            ],
            entered: [
              { visit: "write 1", node: "write", reason: "Then." },
              { visit: "mark 1", node: "mark", reason: "At once." },
            ],
            calls: [],
          },
        ],
      ),
    );
    expect(trace.steps.map(({ id, kind, depth }) => [id, kind, depth])).toEqual([
      ["r1", "run", 0],
      ["r1 plan 1", "visit", 1],
      ["c1", "call", 2],
      ["r2", "run", 3],
      ["r1 write 1", "visit", 1],
      ["r1 mark 1", "visit", 1],
    ]);
    expect(stepOf("r1 mark 1", trace)).toMatchObject({ status: "done", seq: 7, endSeq: 7 });
    expect(stepOf("r1", trace).waits).toEqual([]);
    const node = (id: string) => ({ id, kind: "agent" as const, title: id, who: null, notes: [] });
    const picture = { nodes: ["plan", "write", "end"].map(node), edges: [{ from: "plan", to: "write", label: null }] };
    const graph = graphOf(trace, picture);
    expect([...graph.states].map(([id, { status }]) => [id, status])).toEqual([
      ["plan", "done"],
      ["write", "open"],
    ]);
    expect([...graph.taken]).toEqual([[0, 1]]);
  });

  test("knows who a step asks, and the ways that it was left by, however much happened at once", () => {
    const advance = (
      entered: string[],
      left: [visit: string, took: string[]][],
      calls: object[] = [],
    ): SessionEvent => ({
      type: "workflow.advanced",
      runId: "r1",
      entered: entered.map((node) => ({ visit: `${node} 1`, node, reason: "So." })),
      left: left.map(([node, took]) => ({ visit: `${node} 1`, outcome: "done" as const, took })),
      calls: calls as never,
    });
    const asked = { callId: "c1", tool: "step", visit: "a 1", arguments: { agent: "planner", task: "Plan" } };
    const trace = whole(
      logOf(
        [0, queued("r1", { agent: "crew", conducts: true })],
        [0, advance(["a", "b"], [], [asked])],
        [0, toolStarted("r1", "c1")],
        [2, toolFinished("r1", "c1")],
        [
          2,
          advance(
            ["c", "d"],
            [
              ["a", ["a>c~0"]],
              ["b", ["b>d~3"]],
            ],
          ),
        ],
      ),
    );
    expect(stepOf("c1", trace).asks).toBe("planner");
    expect(stepOf("r1 a 1", trace).took).toEqual(["a>c~0"]);
    const node = (id: string) => ({ id, kind: "agent" as const, title: id, who: null, notes: [] });
    const edges = ["a>c", "a>d", "b>c", "b>d"].map((id, place) => {
      const [from = "", to = ""] = id.split(">");
      return { id: `${id}~${place}`, from, to, label: null };
    });
    const { taken } = graphOf(trace, { nodes: ["a", "b", "c", "d"].map(node), edges });
    expect([...taken]).toEqual([
      [0, 1],
      [3, 1],
    ]);
  });
});

test("what is closed in the tree keeps to itself what stands below it", () => {
  const rows = treeRows(whole(), new Set(["ask"]));
  expect(rows.map(({ step }) => step.id)).toEqual(["r1", "t1", "t2", "ask", "t4"]);
  expect(rows.map(({ open }) => open)).toEqual([true, null, null, false, null]);
  expect(above(whole(), "save")).toEqual(["r2", "ask", "r1"]);
});

test("an event belongs to the step that began or ended with it, or that it names", () => {
  const ofType = (type: SessionEvent["type"]) => story.findLast((event) => event.type === type) as Recorded;
  expect(stepOfEvent(whole(), ofType("tool.approved"))?.id).toBe("save");
  expect(stepOfEvent(whole(), ofType("turn.failed"))?.id).toBe("t1");
  expect(stepOfEvent(whole(), ofType("run.finished"))?.id).toBe("r1");
  expect(stepOfEvent(whole(), ofType("session.opened"))).toBeNull();
});

describe("the timeline", () => {
  test("has a lane for each agent, and an arrow where one set another to work", () => {
    const { lanes, arrows, span } = timelineOf(whole());
    expect(span).toBe(15_000);
    expect(lanes.map(({ agent }) => agent)).toEqual(["general", "writer"]);
    expect(arrows).toMatchObject([{ from: 0, to: 1, at: 5 / 15 }]);
  });

  test("puts what overlaps in rows of its own, and hatches what was waited for", () => {
    const [general, writer] = timelineOf(whole()).lanes;
    expect(general?.rows).toBe(1);
    const waiting = writer?.bars.find(({ step }) => step.id === "save");
    expect(waiting?.waits).toMatchObject([{ for: "approval", from: 8 / 15, to: 12 / 15 }]);
  });

  test("draws as one what could not be seen apart", () => {
    const many = Array.from({ length: 500 }, (_, n): [number, SessionEvent][] => [
      [n / 1_000, turnStarted("r1", `t${n}`)],
      [n / 1_000, turnCompleted("r1", `t${n}`, "")],
    ]).flat();
    const trace = whole(logOf([0, queued("r1")], [0, runStarted("r1")], ...many, [1_000, finished("r1")]));
    const bars = timelineOf(trace).lanes.flatMap((lane) => lane.bars);
    expect(bars.length).toBeLessThan(20);
    expect(bars.flatMap(({ steps }) => steps).length).toBe(500);
  });
});

describe("the flame", () => {
  test("is as wide as what was taken, with the parts side by side within the whole", () => {
    const { boxes, value } = flameOf(whole(), "cost");
    expect(value).toBe(0.75);
    const box = (id: string) => boxes.find(({ step }) => step.id === id);
    expect(box("r1")).toMatchObject({ from: 0, to: 1, depth: 0 });
    expect(box("t2")).toMatchObject({ from: 0, to: 2 / 3 });
    expect(box("ask")).toMatchObject({ from: 2 / 3, to: 1, value: 0.25 });
    expect(box("t1")).toBeUndefined();
  });

  test("by time is never narrower than what stands below it", () => {
    const { boxes } = flameOf(whole(), "time");
    for (const { step, from, to } of boxes) {
      const inside = boxes.filter((each) => each.step.parent === step.id);
      for (const each of inside) expect(each.from >= from - 1e-9 && each.to <= to + 1e-9).toBe(true);
    }
  });

  test("of what had no price is empty", () => {
    expect(flameOf(whole(until("run.started")), "cost")).toEqual({ boxes: [], depth: 0, value: 0, hidden: 0 });
  });
});

test("without a workflow the graph is who set whom to work", () => {
  const { picture, states, taken } = graphOf(whole(), null);
  expect(picture.nodes.map(({ id }) => id)).toEqual(["general", "writer"]);
  expect(picture.edges).toEqual([{ from: "general", to: "writer", label: null }]);
  expect(states.get("writer")).toMatchObject({ status: "done" });
  expect(taken.get(0)).toBe(1);
});
