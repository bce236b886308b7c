import { expect, test } from "vitest";
import { seamsBefore } from "../../../components/session/flow/seams.ts";
import { shownFlow, stepsOf } from "../../../components/session/flow/steps.ts";
import { timelineOf } from "../../../components/session/timeline.ts";
import type { SessionEvent } from "../../../lib/core/events.ts";
import { fold } from "../../../lib/core/reduce.ts";
import { finished, opened, posted, queued, runStarted, turnCompleted, turnStarted } from "../../core/facts.ts";

function stateAfter(...events: SessionEvent[]) {
  const at = (index: number) => `2026-01-01T00:00:${String(index).padStart(2, "0")}Z`;
  return fold([opened(), ...events].map((event, index) => ({ ...event, seq: index + 1, at: at(index) })));
}

const drawn = (...events: SessionEvent[]) => {
  const state = stateAfter(...events);
  return timelineOf(state, state.leafId).map((item) => {
    if (item.kind === "said") return `${item.message.author.id}: ${item.message.content}`;
    if (item.kind !== "seam") return item.kind;
    return item.seam.kind === "turn" ? `turn: ${item.seam.visit.reason}` : item.seam.kind;
  });
};

const routed = (by: "keyword" | "workflow"): SessionEvent => ({
  type: "message.routed",
  messageId: "q",
  to: ["general"],
  by,
  confidence: 1,
  reason: "it speaks of tea",
  candidates: [{ agent: "general", score: 1, hits: ["tea"] }],
});

const step = (visit: string, node: string, reason: string): SessionEvent => ({
  type: "workflow.advanced",
  runId: "flow",
  left: [],
  entered: [{ visit, node, reason }],
  calls: [{ callId: `call-${node}`, tool: "step", arguments: {}, visit }],
});

const begun: SessionEvent[] = [
  posted("q", "hello"),
  queued("flow", { replyTo: "q", conducts: true }),
  step("plan#1", "plan", "it begins here"),
  queued("child", { replyTo: "q", parent: { runId: "flow", callId: "call-plan" }, node: "plan", depth: 1 }),
  runStarted("child"),
];

test("who was found is told below the message, unless nobody else was asked about", () => {
  expect(drawn(posted("q", "hello"), routed("keyword"))).toEqual(["ada: hello", "routed"]);
  expect(drawn(posted("q", "hello"), routed("workflow"))).toEqual(["ada: hello"]);
});

test("why it is somebody's turn stands once, above the first that they say", () => {
  expect(drawn(...begun)).toEqual(["ada: hello", "turn: it begins here", "idle"]);
  expect(drawn(...begun, turnStarted("child", "t1"), turnCompleted("child", "t1", "a plan"))).toEqual([
    "ada: hello",
    "turn: it begins here",
    "general: a plan",
    "idle",
  ]);
});

test("whoever had the turn before is spoken to, and not who chose whose turn it is", () => {
  const next = (visit: string, child: string): SessionEvent[] => [
    step(visit, visit.split("#")[0] as string, "its turn"),
    queued(child, { replyTo: "q", parent: { runId: "flow", callId: `call-${visit.split("#")[0]}` }, depth: 1 }),
  ];
  const talk = stateAfter(...begun, ...next("_choice#1", "choice"), ...next("critic#1", "second"));
  const to = (id: string) => {
    const run = talk.runs.find((each) => each.id === id);
    return run && seamsBefore(talk, run).map((seam) => (seam.kind === "turn" ? seam.to : seam.kind));
  };
  expect([to("child"), to("second")]).toEqual([[null], ["plan"]]);
});

test("a hand-off stands above what the other agent says", () => {
  const handed: SessionEvent = {
    type: "handoff.made",
    runId: "a",
    callId: "c",
    from: "general",
    to: "ceres",
    reason: "it is about food",
    task: "hello",
    sees: "conversation",
  };
  const state = [posted("q", "hello"), queued("a", { replyTo: "q" }), runStarted("a"), handed, finished("a")];
  expect(drawn(...state, queued("b", { replyTo: "q", after: "a" }))).toEqual(["ada: hello", "handed", "idle"]);
});

test("a step knows who worked on it, what it took, and that it is over", () => {
  const worked = stateAfter(
    ...begun,
    turnStarted("child", "t1"),
    turnCompleted("child", "t1", "a plan"),
    finished("child"),
    {
      type: "workflow.advanced",
      runId: "flow",
      left: [{ visit: "plan#1", outcome: "done", output: "a plan" }],
      entered: [],
      calls: [],
    },
  );
  const flow = shownFlow(worked);
  expect(flow?.id).toBe("flow");
  const [plan] = flow ? stepsOf(worked, flow, undefined) : [];
  expect(plan).toMatchObject({ status: "done", agents: ["general"], error: null });
  expect(plan?.tokens).toBeGreaterThan(0);
  expect(plan?.ms).toBeGreaterThan(0);
});
