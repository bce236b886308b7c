import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fold } from "../../lib/core/reduce.ts";
import { lookup } from "../../lib/surfaces/bind.ts";
import { partsOf, scaleOf } from "../../lib/surfaces/chart-scale.ts";
import { csvOf } from "../../lib/surfaces/csv-of.ts";
import { tablesIn } from "../../lib/surfaces/export.ts";
import { surfaceFromWidgets } from "../../lib/surfaces/from-widgets.ts";
import { layersOf } from "../../lib/surfaces/graph-layers.ts";
import { momentAt, momentsOf } from "../../lib/surfaces/history.ts";
import { answering, opened, recorded } from "../core/facts.ts";

describe("a scale", () => {
  test("holds zero and every value, between round numbers", () => {
    const numbers = fc.array(fc.option(fc.double({ min: -1e9, max: 1e9, noNaN: true })), {
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(numbers, (values) => {
        const { low, high, ticks } = scaleOf(values);
        expect(low).toBeLessThan(high);
        expect(low).toBeLessThanOrEqual(0);
        expect(high).toBeGreaterThanOrEqual(0);
        for (const value of values) if (value !== null) expect(value >= low - 1e-3 && value <= high + 1e-3).toBe(true);
        expect(ticks.length).toBeLessThanOrEqual(21);
      }),
    );
    expect(scaleOf([34, 51]).ticks).toEqual([0, 20, 40, 60]);
  });

  test("of a whole gives parts that fill it; what is not above zero has none", () => {
    expect(partsOf([1, null, -3, 3]).map(({ share }) => share)).toEqual([0.25, 0, 0, 0.75]);
    expect(partsOf([0, null])).toEqual([
      { from: 0, to: 0, share: 0 },
      { from: 0, to: 0, share: 0 },
    ]);
  });
});

test("a graph stands in layers, and a circle is cut instead of followed for ever", () => {
  expect(
    layersOf(
      ["a", "b", "c"],
      [
        { from: "a", to: "b" },
        { from: "b", to: "c" },
        { from: "a", to: "c" },
      ],
    ),
  ).toEqual([["a"], ["b"], ["c"]]);
  expect(
    layersOf(
      ["a", "b"],
      [
        { from: "a", to: "b" },
        { from: "b", to: "a" },
      ],
    )
      .flat()
      .sort(),
  ).toEqual(["a", "b"]);
});

test("tables are exported with what they are bound to, formulas as text", () => {
  const state = fold(recorded([opened()]));
  const surface = surfaceFromWidgets({
    widgets: [
      { type: "grid", children: ["t", "k"] },
      { id: "t", type: "table", title: "T", columns: ["a", "b"], rows: [["=1+1", 2]] },
      { id: "k", type: "keyvalue", items: [{ label: "Title", value: { $bind: "/session/title" } }] },
    ],
  });
  expect(csvOf(tablesIn(surface, lookup(state, surface)))).toBe(
    "T\r\na,b\r\n'=1+1,2\r\n\r\nk\r\nName,Value\r\nTitle,A session",
  );
});

test("the history of a surface shows each moment exactly as it was", () => {
  const surface = surfaceFromWidgets({ widgets: [{ id: "m", type: "metric", label: "M", value: 1 }] });
  const patch = (value: number) => [{ op: "replace" as const, path: "/nodes/m/value", value }];
  const by = { kind: "user" as const, id: "ada" };
  const events = recorded([
    ...answering(),
    { type: "surface.shown", surfaceId: "s", surface },
    { type: "surface.changed", surfaceId: "s", patch: patch(2), by },
    { type: "session.changed", by: "ada", title: "Another" },
    { type: "surface.changed", surfaceId: "s", patch: patch(3), by },
  ]);
  const moments = momentsOf(events, "s");
  expect(moments).toEqual([4, 5, 7]);
  expect(moments.map((seq) => momentAt(events, "s", seq)?.surface.nodes.m?.value)).toEqual([1, 2, 3]);
  expect(momentAt(events, "s", 3)).toBeNull();
});
