import { describe, expect, test } from "vitest";
import type { Command } from "../../lib/core/commands.ts";
import { decide } from "../../lib/core/decide.ts";
import type { SessionEvent } from "../../lib/core/events.ts";
import { fold } from "../../lib/core/reduce.ts";
import { settle } from "../../lib/core/settle.ts";
import { surfaceAction } from "../../lib/surfaces/act.ts";
import { catalog, type WidgetType } from "../../lib/surfaces/catalog.ts";
import { surfaceFromWidgets } from "../../lib/surfaces/from-widgets.ts";
import { answering, finished, opened, recorded, runStarted, wholeTurn } from "../core/facts.ts";
import { countingIds, now, testWorld } from "../core/test-world.ts";

const widgets = (["form", "choice", "questionnaire", "kanban"] as WidgetType[]).map((type) => ({
  id: type,
  ...(catalog[type].example as object),
}));
const buttons = {
  id: "buttons",
  type: "callout",
  text: "x",
  buttons: [
    { name: "again", label: "Again", says: "Do it again." },
    { name: "stop", label: "Stop", does: "run.cancel" },
  ],
};
const surface = surfaceFromWidgets({ widgets: [...widgets, buttons, { id: "plan", type: "kanban" }] });
const trip = { destination: "Rome", start: "2026-05-01", people: 2, by: "train", luggage: true };

const shown = (waits: boolean): SessionEvent[] => [
  ...answering(),
  runStarted("r1"),
  ...wholeTurn("r1", "t1", "", [{ callId: "c1", tool: waits ? "ask_with_form" : "echo" }]),
];

function act(before: SessionEvent[], nodeId: string, action: string, parameters: Record<string, unknown>) {
  const state = fold(recorded(before));
  const given = { at: now, by: "ada", newId: countingIds(before), world: testWorld({ surfaceAction }) };
  const command: Command = { type: "surface.act", surfaceId: "c1", nodeId, action, parameters };
  const events = decide(state, command, given);
  return { events, after: settle(state, events, given).state };
}

const waiting: SessionEvent[] = [
  ...shown(true),
  { type: "surface.shown", surfaceId: "c1", surface, runId: "r1", callId: "c1" },
  { type: "question.asked", runId: "r1", callId: "c1", question: "Where to?" },
];
const standing: SessionEvent[] = [
  ...shown(false),
  { type: "tool.started", runId: "r1", callId: "c1", effectId: "e", attempt: 1, worker: "w" },
  { type: "surface.shown", surfaceId: "c1", surface, runId: "r1", callId: "c1" },
  { type: "tool.finished", runId: "r1", callId: "c1", content: "seen", ms: 1 },
];
const over: SessionEvent[] = [...standing, ...wholeTurn("r1", "t2", "Done."), finished("r1")];

describe("a form that a call waits for", () => {
  test("answers the call, once", () => {
    const { events, after } = act(waiting, "form", "submit", trip);
    expect(events.map(({ type }) => type)).toEqual(["surface.acted", "question.answered"]);
    expect(events[1]).toMatchObject({ callId: "c1", answer: trip, by: "ada" });
    expect(after.runs[0]?.calls[0]).toMatchObject({ status: "finished", content: JSON.stringify(trip) });
    expect(after.surfaces[0]?.acted.form).toMatchObject({ action: "submit", parameters: trip, by: "ada" });
    const answered = [
      ...waiting,
      ...events,
      { type: "tool.finished" as const, runId: "r1", callId: "c1", content: "", ms: 0 },
    ];
    expect(() => act(answered, "form", "submit", trip)).toThrow("can be answered once only");
  });

  test.each([
    [{ ...trip, destination: "" }, "destination"],
    [{ ...trip, people: "2" }, "people"],
    [{ ...trip, people: 99 }, "people"],
    [{ ...trip, by: "balloon" }, "by"],
    [{ ...trip, start: "tomorrow" }, "start"],
    [{ ...trip, ownerId: "bob" }, "ownerId"],
  ])("is refused with %j, naming %s", (answers, path) => {
    expect.assertions(1);
    try {
      act(waiting, "form", "submit", answers);
    } catch (error) {
      expect(error).toMatchObject({ code: "invalid", details: { fields: [expect.objectContaining({ path })] } });
    }
  });
});

describe("an action on a surface that nobody waits for", () => {
  test("steers the run that showed it while that is open", () => {
    const { events } = act(standing, "choice", "choose", { value: "green" });
    expect(events[1]).toMatchObject({
      type: "message.posted",
      whileRunning: "steer",
      runId: "r1",
      message: { content: "Which colour? green" },
    });
  });

  test("becomes a message when that is over", () => {
    const { events, after } = act(over, "buttons", "again", {});
    expect(events[1]).toMatchObject({ type: "message.posted", message: { content: "Do it again." } });
    expect(after.runs).toHaveLength(2);
  });

  test("moves a card: an event of the board", () => {
    const { after } = act(over, "kanban", "move", { card: "map", to: "done" });
    expect(after.surfaces[0]?.nodes.kanban).toMatchObject({
      cards: [{ id: "map", column: "done" }, { column: "doing" }, { column: "done" }],
    });
    expect(after.runs).toHaveLength(1);
  });

  test("moves a card of the plan: the plan changes", () => {
    const planned: SessionEvent[] = [
      ...over,
      { type: "todo.changed", items: [{ id: "a", title: "A", status: "pending" }], by: { kind: "user", id: "ada" } },
    ];
    expect(act(planned, "plan", "move", { card: "a", to: "completed" }).after.todo).toMatchObject([
      { status: "completed" },
    ]);
  });

  test("does to the run what it may, under the same rules as the command", () => {
    expect(act(standing, "buttons", "stop", {}).after.runs[0]?.finished).toMatchObject({ outcome: "cancelled" });
  });
});

describe("an action is refused", () => {
  test.each([
    ["nothing", "submit", {}, "no widget"],
    ["__proto__", "submit", {}, "no widget"],
    ["form", "approve", {}, 'no action "approve"'],
    ["choice", "choose", { value: "yellow" }, "Choose one of"],
    ["choice", "choose", { value: "red", also: 1 }, "Choose one of"],
    ["kanban", "move", { card: "map", to: "nowhere" }, "one of its columns"],
    ["kanban", "move", { card: "x", to: "done" }, "Name a card"],
    ["buttons", "again", { hidden: 1 }, "no parameters"],
    ["buttons", "toString", {}, "no action"],
  ])("on %s with %s %j: %s", (nodeId, action, parameters, sentence) => {
    expect(() => act(over, nodeId, action, parameters)).toThrow(sentence);
  });

  test("where there is no such surface", () => {
    expect(() => act([opened()], "form", "submit", {})).toThrow("There is no surface c1");
  });
});
