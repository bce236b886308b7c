import { describe, expect, test } from "vitest";
import { fold } from "../../lib/core/reduce.ts";
import { hasBindings, lookup, resolveNode, writeLocal } from "../../lib/surfaces/bind.ts";
import { answering, finished, recorded, runStarted, wholeTurn } from "../core/facts.ts";

const state = fold(
  recorded([
    ...answering(),
    runStarted("r1"),
    ...wholeTurn("r1", "t1", "So it is."),
    {
      type: "todo.changed",
      items: [
        { id: "a", title: "First", status: "completed" },
        { id: "b", title: "Second", status: "in_progress" },
      ],
      by: { kind: "user", id: "ada" },
    },
    finished("r1"),
  ]),
);
const look = lookup(
  state,
  { runId: "r1", data: { total: 12, rows: [[1], [2]], trap: { $bind: "/session/title" } } },
  { form: { days: 3 } },
);
const metric = (value: unknown) => resolveNode({ type: "metric", label: "x", value }, look);

describe("a binding", () => {
  test.each([
    ["/run/agent", "general"],
    ["/run/tokens", 15],
    ["/run/status", "done"],
    ["/run/todo/1/title", "Second"],
    ["/todo/0/status", "completed"],
    ["/plan/percent", 50],
    ["/session/title", "A session"],
    ["/agents/0/agent", "general"],
    ["/data/total", 12],
    ["/local/form/days", 3],
    ["/data/nothing", null],
    ["/run/__proto__/x", null],
  ])("%s is %j", (pointer, value) => {
    expect(metric({ $bind: pointer })).toMatchObject({ ok: true, widget: { value } });
  });

  test("may stand deep in a widget, and what it gives must fit there", () => {
    expect(resolveNode({ type: "table", rows: { $bind: "/data/rows" } }, look)).toMatchObject({
      ok: true,
      widget: { rows: [[1], [2]] },
    });
    expect(
      resolveNode({ type: "keyvalue", items: [{ label: "Cost", value: { $bind: "/data/total" } }] }, look),
    ).toMatchObject({ ok: true, widget: { items: [{ value: 12 }] } });
    expect(resolveNode({ type: "table", rows: { $bind: "/data/total" } }, look)).toMatchObject({
      ok: false,
      problems: [{ path: "rows" }],
    });
  });

  test("that names a binding is not followed further", () => {
    expect(
      metric({ $bind: "/data/trap" }).ok &&
        (metric({ $bind: "/data/trap" }) as { widget: { value: unknown } }).widget.value,
    ).toEqual({ $bind: "/session/title" });
  });

  test("is known from what is none", () => {
    expect(hasBindings({ a: [{ b: { $bind: "/todo" } }] })).toBe(true);
    expect(hasBindings({ a: [{ b: { bind: "/todo" } }] })).toBe(false);
  });
});

describe("writing", () => {
  test("reaches what is local, and nothing else", () => {
    expect(writeLocal({}, "/local/form/days", 4)).toEqual({ form: { days: 4 } });
    const local = { form: { days: 4 } };
    for (const path of [
      "/run/cost",
      "/data/total",
      "/local",
      "/local/a/b/c",
      "/local/__proto__/x",
      "/local/form/__proto__",
      "local/form/days",
    ])
      expect(writeLocal(local, path, 1)).toBe(local);
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });
});
