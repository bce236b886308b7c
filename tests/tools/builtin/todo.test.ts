import { describe, expect, test } from "vitest";
import { sessionEvent } from "../../../lib/core/events.ts";
import { nothingYet } from "../../../lib/core/state.ts";
import { todo } from "../../../server/tools/builtin/todo.ts";
import { useTool } from "../../../server/tools/use-tool.ts";
import { callInSession, toolContext } from "../tool-context.ts";

const write = (items: unknown, context = callInSession(nothingYet)) => useTool(todo, { items }, context, () => 0);

async function written(items: unknown) {
  const outcome = await write(items);
  if (!outcome.ok) throw new Error(outcome.error.message);
  const [event] = outcome.result.events ?? [];
  if (event?.type !== "todo.changed") throw new Error("The list did not change.");
  return { ...outcome.result, event };
}

const everything = {
  id: "write",
  title: "Write it",
  status: "in_progress",
  priority: 1,
  category: "work",
  dependsOn: ["plan"],
  parent: "book",
  due: "2026-01-31",
  progress: 40,
  assignee: "ana",
  estimatedHours: 3,
  actualHours: 1.5,
  tags: ["text"],
  notes: "In plain words.",
};

describe("writing the todo list", () => {
  test("changes the session's list with the result, in the agent's name", async () => {
    const list = [
      { id: "book", title: "Book", status: "in_progress" },
      { id: "plan", title: "Plan", status: "completed" },
      everything,
    ];
    const { event, content, details } = await written(list);
    expect(event).toEqual({
      type: "todo.changed",
      items: list,
      by: { kind: "agent", id: "general" },
      runId: "run_1",
      callId: "call_1",
    });
    expect(sessionEvent.parse(event)).toEqual(event);
    expect(content).toBe("1 of 2 done (70 %).\nNext: Write it (write).");
    expect(details).toEqual({ total: 2, completed: 1, percent: 70, next: "write" });
  });

  test("makes ids from titles, or from places, each once, and tells them", async () => {
    const titles = ["Buy Milk!", "buy milk", "買牛奶", "Über çay", "!!!", "x".repeat(200)];
    const { event, content } = await written([
      { id: "buy-milk-2", title: "Third" },
      ...titles.map((title) => ({ title })),
    ]);
    const ids = event.items.map((item) => item.id);
    expect(ids).toEqual(["buy-milk-2", "buy-milk", "buy-milk-3", "item-4", "uber-cay", "item-6", "x".repeat(40)]);
    expect(content).toContain(`The ids are: ${ids.join(", ")}.`);
    expect(sessionEvent.safeParse(event).success).toBe(true);
  });

  test("takes a missing status as pending", async () => {
    expect((await written([{ title: "a" }])).event.items).toMatchObject([{ status: "pending" }]);
  });

  test("tells when all is done, and when the list is empty", async () => {
    expect((await written([{ title: "a", status: "completed" }])).content).toContain(
      "1 of 1 done (100 %).\nNothing is left that could be begun now.",
    );
    expect((await written([])).content).toBe("0 of 0 done (0 %).\nNothing is left that could be begun now.");
  });

  test.each([
    [[{ id: "a", title: "a", dependsOn: ["b"] }], '"b", which is not in the list'],
    [
      [
        { id: "a", title: "a", dependsOn: ["b"] },
        { id: "b", title: "b", dependsOn: ["a"] },
      ],
      "wait for each other",
    ],
    [
      [
        { id: "a", title: "a" },
        { id: "a", title: "b" },
      ],
      'Two items have the id "a"',
    ],
    [[{ title: "a", due: "soon" }], "which is no date"],
  ])("refuses a list that cannot be worked off: %j", async (items, sentence) => {
    expect(await write(items)).toMatchObject({
      ok: false,
      error: { code: "invalid", message: expect.stringContaining(sentence) },
    });
  });

  test.each([
    [[{ status: "pending" }], "items.0.title: is required"],
    [[{ title: "a", status: "done" }], "items.0.status"],
    [[{ title: "a", priority: 6 }], "items.0.priority"],
    [[{ title: "a", progress: 101 }], "items.0.progress"],
    [[{ title: "a", id: "a b" }], "items.0.id"],
    [[{ title: "a", colour: "red" }], '"colour"'],
    [[{ title: "a", estimatedHours: -1 }], "items.0.estimatedHours"],
    [Array(501).fill({ title: "a" }), "items: "],
    ["a, b", "items: "],
    [undefined, "items: is required"],
  ])("refuses what is no item: %#", async (items, sentence) => {
    expect(await write(items)).toMatchObject({
      ok: false,
      error: { code: "invalid_arguments", message: expect.stringContaining(sentence) },
    });
  });

  test("is done in the person's own name where no agent does it, and needs a session", async () => {
    const outcome = await write([{ title: "a" }], toolContext({ state: () => nothingYet }));
    expect(outcome).toMatchObject({ ok: true, result: { events: [{ by: { kind: "user", id: "ana" } }] } });
    expect(await write([{ title: "a" }], toolContext())).toMatchObject({ ok: false, error: { code: "conflict" } });
  });
});
