import { describe, expect, test } from "vitest";
import type { TodoItem } from "../../lib/core/fields.ts";
import { checkTodo, deepestTodo, nextTodo, overdue, todoProgress } from "../../lib/core/todo.ts";

function item(id: string, over: Partial<TodoItem> = {}): TodoItem {
  return { id, title: `Item ${id}`, status: "pending", ...over };
}

describe("A todo list is refused", () => {
  test.each<[string, RegExp, TodoItem[]]>([
    ["with one id twice", /Two items have the id "a"/, [item("a"), item("a")]],
    ["that depends on what is not there", /"a" depends on "z"/, [item("a", { dependsOn: ["z"] })]],
    ["with a part of what is not there", /"a" is part of "z"/, [item("a", { parent: "z" })]],
    ["with a date that is none", /"a" is due "tomorrow"/, [item("a", { due: "tomorrow" })]],
    ["with a date that no calendar has", /no date/, [item("a", { due: "2026-13-45" })]],
    ["with a time of no zone", /no date/, [item("a", { due: "2026-01-31T17:00" })]],
    ["with an item that waits for itself", /never begin: "a"\./, [item("a", { dependsOn: ["a"] })]],
    ["with a part of itself", /never begin: "a"\./, [item("a", { parent: "a" })]],
    [
      "with a circle of dependencies",
      /never begin/,
      [item("a", { dependsOn: ["b"] }), item("b", { dependsOn: ["c"] }), item("c", { dependsOn: ["a"] })],
    ],
    ["with a circle of parts", /never begin/, [item("a", { parent: "b" }), item("b", { parent: "a" })]],
    ["with a part that waits for the whole", /never begin/, [item("a"), item("b", { parent: "a", dependsOn: ["a"] })]],
    [
      "with a whole that waits for its part",
      /never begin/,
      [item("a", { dependsOn: ["b"] }), item("b", { parent: "a" })],
    ],
    [
      "with parts that wait for each other's whole",
      /never begin/,
      [
        item("a"),
        item("a1", { parent: "a", dependsOn: ["b"] }),
        item("b"),
        item("b1", { parent: "b", dependsOn: ["a"] }),
      ],
    ],
    [
      "that is too deep",
      /"5" is more than 5 levels deep/,
      Array.from({ length: deepestTodo + 1 }, (_, n) => item(`${n}`, n > 0 ? { parent: `${n - 1}` } : {})),
    ],
  ])("%s", (_what, sentence, items) => {
    expect(checkTodo(items)).toMatch(sentence);
  });

  test("but not without a reason", () => {
    expect(checkTodo([])).toBeNull();
    expect(
      checkTodo([
        item("a", { due: "2026-01-31" }),
        item("a1", { parent: "a", due: "2026-01-31T17:00+01:00" }),
        item("a2", { parent: "a", dependsOn: ["a1"] }),
        item("b", { dependsOn: ["a", "a2"] }),
        ...Array.from({ length: deepestTodo }, (_, n) => item(`${n}`, n > 0 ? { parent: `${n - 1}` } : {})),
      ]),
    ).toBeNull();
  });

  test("quickly, also where everything depends on everything before it", () => {
    const items = Array.from({ length: 500 }, (_, n) =>
      item(`${n}`, { dependsOn: Array.from({ length: n }, (_, m) => `${m}`) }),
    );
    expect(checkTodo(items)).toBeNull();
    expect(checkTodo([item("0", { dependsOn: ["499"] }), ...items.slice(1)])).toMatch(/never begin/);
  });
});

describe("The progress of a todo list", () => {
  test("counts what has no parts of its own", () => {
    const items = [
      item("a"),
      item("a1", { parent: "a", status: "completed" }),
      item("a2", { parent: "a", status: "in_progress", progress: 50 }),
      item("b"),
      item("c", { status: "cancelled" }),
      item("d", { status: "deferred" }),
    ];
    expect(todoProgress(items)).toEqual({ total: 4, completed: 1, percent: 37 });
  });

  test("is 100 only when everything is done", () => {
    expect(todoProgress([item("a", { status: "in_progress", progress: 100 })]).percent).toBe(99);
    expect(todoProgress([item("a", { status: "completed" }), item("b", { status: "cancelled" })])).toEqual({
      total: 1,
      completed: 1,
      percent: 100,
    });
    expect(todoProgress([])).toEqual({ total: 0, completed: 0, percent: 0 });
  });
});

describe("The next item", () => {
  const nextOf = (...items: TodoItem[]) => nextTodo(items)?.id ?? null;

  test("is what is under way, then what is most urgent, then what is due first, then what stands first", () => {
    expect(nextOf(item("a", { priority: 1 }), item("b", { status: "in_progress" }))).toBe("b");
    expect(nextOf(item("a"), item("b", { priority: 2 }), item("c", { priority: 4 }))).toBe("b");
    expect(nextOf(item("a"), item("b", { due: "2026-02-01" }), item("c", { due: "2026-01-01" }))).toBe("c");
    expect(nextOf(item("a"), item("b"))).toBe("a");
  });

  test("does not wait for anything", () => {
    expect(nextOf(item("a", { dependsOn: ["b"] }), item("b"))).toBe("b");
    expect(nextOf(item("a", { dependsOn: ["b"] }), item("b", { status: "completed" }))).toBe("a");
    expect(nextOf(item("a", { dependsOn: ["b"] }), item("b", { status: "cancelled" }))).toBe("a");
    expect(nextOf(item("a", { dependsOn: ["b"] }), item("b", { status: "blocked" }))).toBeNull();
  });

  test("is a part before the whole, and no part of what must wait", () => {
    expect(nextOf(item("a"), item("a1", { parent: "a" }))).toBe("a1");
    expect(nextOf(item("a"), item("a1", { parent: "a", status: "completed" }))).toBe("a");
    expect(nextOf(item("a", { dependsOn: ["b"] }), item("a1", { parent: "a" }), item("b", { priority: 5 }))).toBe("b");
    expect(nextOf(item("a", { status: "deferred" }), item("a1", { parent: "a" }))).toBeNull();
  });

  test("is nothing when all is done", () => {
    expect(nextOf()).toBeNull();
    expect(nextOf(item("a", { status: "completed" }), item("b", { status: "cancelled" }))).toBeNull();
  });
});

test("Overdue is what is open after its time; a date without a time lasts until its day is over", () => {
  const items = [
    item("day", { due: "2026-01-10" }),
    item("time", { due: "2026-01-10T12:00Z" }),
    item("zone", { due: "2026-01-10T12:00+02:00" }),
    item("done", { due: "2026-01-01", status: "completed" }),
    item("none"),
  ];
  const at = (now: string) => overdue(items, now).map(({ id }) => id);
  expect(at("2026-01-10T10:00:00.000Z")).toEqual([]);
  expect(at("2026-01-10T11:00:00.000Z")).toEqual(["zone"]);
  expect(at("2026-01-10T23:59:59.000Z")).toEqual(["time", "zone"]);
  expect(at("2026-01-11T00:00:00.000Z")).toEqual(["day", "time", "zone"]);
});
