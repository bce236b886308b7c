import { describe, expect, test } from "vitest";
import { catalog, catalogPrompt, promptOf, type WidgetType, widgetTypes } from "../../lib/surfaces/catalog.ts";
import { checkNode, checkSurface, mostNodes } from "../../lib/surfaces/check.ts";
import { drawableSurface, surfaceFromWidgets } from "../../lib/surfaces/from-widgets.ts";

describe("the catalogue", () => {
  test.each(widgetTypes)("%s: its example fits, and its prompt names its fields", (type: WidgetType) => {
    const { example, schema } = catalog[type];
    const checked = checkNode(example);
    expect(checked).toMatchObject({ ok: true, ignored: [] });
    for (const field of Object.keys(schema.shape))
      if (!["type", "title", "buttons"].includes(field)) expect(promptOf(type)).toContain(field);
    expect(promptOf(type).length).toBeLessThan(450);
  });

  test("is told in a prompt that a model can afford", () => {
    expect(catalogPrompt().length).toBeLessThan(6_000);
  });

  test("names what is wrong where it is wrong, and leaves out what it does not know", () => {
    expect(
      checkNode({ type: "chart", kind: "donut", x: [], series: [{ name: "a", values: ["x"] }] }, "c"),
    ).toMatchObject({
      ok: false,
      problems: [{ path: "c.kind" }, { path: "c.series.0.values.0" }],
    });
    expect(checkNode({ type: "metric", value: 1 }, "m")).toEqual({
      ok: false,
      problems: [{ path: "m.label", message: "is required" }],
    });
    expect(checkNode({ type: "iframe", src: "http://x" })).toMatchObject({ ok: false, problems: [{ path: "type" }] });
    expect(checkNode({ type: "metric", label: "a", value: 1, onclick: "alert(1)" })).toMatchObject({
      ok: true,
      value: { type: "metric", label: "a", value: 1 },
      ignored: ["onclick"],
    });
  });
});

test("what is still being written draws no more than may be shown, and no app", () => {
  const many = Array.from({ length: 100_000 }, () => ({ type: "metric", label: "M", value: 1 }));
  expect(Object.keys(drawableSurface("T", many).nodes)).toHaveLength(mostNodes);
  expect(drawableSurface("T", [catalog.mcpApp.example]).nodes).toEqual({});
  expect(catalogPrompt()).not.toContain("mcpApp");
});

describe("a surface from a list of widgets", () => {
  test("puts those that nobody holds at the top, and names those without a name", () => {
    const surface = surfaceFromWidgets({
      title: "T",
      widgets: [
        { type: "grid", children: ["a", "w3"] },
        { id: "a", type: "metric", label: "A", value: 1 },
        { type: "json", value: 1 },
        { id: "a", type: "approval" },
      ],
    });
    expect(surface.root).toEqual(["w1", "a-2"]);
    expect(Object.keys(surface.nodes)).toEqual(["w1", "a", "w3", "a-2"]);
    expect(checkSurface(surface)).toMatchObject({ ok: true });
  });

  test("is refused with a sentence when it is too much, too deep, or holds itself", () => {
    const many = Array.from({ length: mostNodes + 1 }, () => ({ type: "approval" }));
    expect(checkSurface(surfaceFromWidgets({ widgets: many }))).toMatchObject({
      ok: false,
      problems: [{ path: "nodes" }],
    });
    const deep = Array.from({ length: 7 }, (_, index) => ({
      id: `n${index}`,
      type: "stack",
      children: index === 6 ? [] : [`n${index + 1}`],
    }));
    expect(checkSurface(surfaceFromWidgets({ widgets: deep }))).toMatchObject({
      ok: false,
      problems: [{ message: expect.stringContaining("deeper") }],
    });
    const circle = {
      scope: "message" as const,
      root: ["a"],
      nodes: { a: { type: "stack", children: ["b"] }, b: { type: "stack", children: ["a"] } },
    };
    expect(checkSurface(circle)).toMatchObject({
      ok: false,
      problems: [{ message: expect.stringContaining("two places") }],
    });
    expect(
      checkSurface(surfaceFromWidgets({ widgets: [{ type: "markdown", text: "x".repeat(300_000) }] })),
    ).toMatchObject({ ok: false });
    expect(
      checkSurface(
        surfaceFromWidgets({ widgets: [{ type: "table", rows: Array.from({ length: 2_001 }, () => [1]) }] }),
      ),
    ).toMatchObject({ ok: false, problems: [{ message: expect.stringContaining("2,000") }] });
  });

  test("a hundred thousand nodes, or names that reach a prototype, are refused without harm", () => {
    expect(
      checkSurface(surfaceFromWidgets({ widgets: Array.from({ length: 100_000 }, () => ({ type: "approval" })) })),
    ).toMatchObject({ ok: false });
    const surface = surfaceFromWidgets({
      widgets: [
        { id: "__proto__", type: "approval" },
        { id: "constructor", type: "approval" },
      ],
    });
    expect(checkSurface(surface).ok).toBe(true);
    expect(Object.keys(surface.nodes)).toEqual(["w1", "constructor"]);
  });

  test("is drawn as far as it fits while it is being written", () => {
    const surface = drawableSurface("Tit", [
      { type: "metric", label: "A", value: 1 },
      { type: "chart", kind: "bar" },
      { type: "tab" },
    ]);
    expect(Object.keys(surface.nodes)).toEqual(["w1"]);
    expect(surface.root).toEqual(["w1", "w2", "w3"]);
  });
});
