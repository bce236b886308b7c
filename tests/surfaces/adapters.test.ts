import { describe, expect, test } from "vitest";
import { fold } from "../../lib/core/reduce.ts";
import { type A2uiMessage, a2uiFromCommand, commandFromA2ui, fromA2ui, toA2ui } from "../../lib/surfaces/a2ui.ts";
import { agentAction, commandFromAction, stateUpdate } from "../../lib/surfaces/agent-state.ts";
import { catalog, widgetTypes } from "../../lib/surfaces/catalog.ts";
import { checkSurface } from "../../lib/surfaces/check.ts";
import { surfaceFromWidgets } from "../../lib/surfaces/from-widgets.ts";
import { answering, finished, recorded, runStarted, wholeTurn } from "../core/facts.ts";

const parts = [
  { id: "a", type: "metric", label: "A", value: { $bind: "/data/a" } },
  { id: "b", type: "metric", label: "B", value: { $bind: "/run/cost" } },
];

describe("A2UI", () => {
  test.each(widgetTypes)("%s comes back as it was", (type) => {
    const example = catalog[type].example as Record<string, unknown>;
    const holds = "children" in example || "tabs" in example;
    const held = holds ? parts.slice(0, type === "section" ? 1 : 2) : [];
    const surface = surfaceFromWidgets({ title: "T", widgets: [{ id: "root", ...example }, ...held], data: { a: 1 } });
    expect(checkSurface(surface).ok).toBe(true);
    expect(fromA2ui(toA2ui("s1", surface))).toEqual({ surfaceId: "s1", surface });
  });

  test("components of the basic catalogue become the nearest widgets, bound to the surface's data", () => {
    const messages: A2uiMessage[] = [
      { version: "v0.9", createSurface: { surfaceId: "s", catalogId: "https://a2ui.org/basic" } },
      {
        version: "v0.9",
        updateComponents: {
          surfaceId: "s",
          components: [
            { id: "root", component: "Column", children: ["title", "row", "picture"] },
            { id: "title", component: "Text", text: { path: "/name" } },
            { id: "row", component: "Row", children: ["left", "right"] },
            { id: "left", component: "Text", text: "left" },
            { id: "right", component: "Card", child: "inner" },
            { id: "inner", component: "Text", text: "inner" },
            { id: "picture", component: "Image", url: "https://example.com/a.png" },
            { id: "lost", component: "Text", text: "nobody holds it" },
          ],
        },
      },
      { version: "v0.9", updateDataModel: { surfaceId: "s", path: "/name", value: "Ada" } },
    ];
    const read = fromA2ui(messages);
    expect(read?.surface).toMatchObject({
      root: ["root"],
      data: { name: "Ada" },
      nodes: {
        root: { type: "stack" },
        title: { type: "markdown", text: { $bind: "/data/name" } },
        row: { type: "grid", columns: 2 },
        right: { type: "stack", children: ["inner"] },
      },
    });
    expect(read && checkSurface(read.surface).ok).toBe(true);
    expect(fromA2ui([...messages, { version: "v0.9", deleteSurface: { surfaceId: "s" } }])).toBeNull();
  });

  test("an action is a command, there and back", () => {
    const command = {
      type: "surface.act" as const,
      surfaceId: "s",
      nodeId: "root",
      action: "submit",
      parameters: { a: 1 },
    };
    expect(commandFromA2ui(a2uiFromCommand(command, "2026-01-01T00:00:00Z"))).toEqual(command);
  });
});

describe("state_update and action", () => {
  const surface = surfaceFromWidgets({ title: "T", widgets: [{ id: "c", ...(catalog.choice.example as object) }] });
  const events = recorded([
    ...answering(),
    runStarted("r1"),
    { type: "surface.shown", surfaceId: "s1", surface },
    ...wholeTurn("r1", "t1", "So it is."),
    finished("r1"),
  ]);

  test("tells messages and widgets in their order, and how the session stands", () => {
    const { payload } = stateUpdate(fold(events), 7);
    expect(payload.status).toBe("complete");
    expect(payload.actions.map(({ type, componentType, content }) => [type, componentType, content])).toEqual([
      ["create", "text", "text of m1"],
      ["render", "choice", undefined],
      ["create", "text", "So it is."],
    ]);
    expect(payload.actions[1]).toMatchObject({
      id: "s1:c",
      props: { question: "Which colour?" },
      metadata: { surfaceId: "s1", nodeId: "c" },
    });
    expect(stateUpdate(fold(events.slice(0, 4)), 7).payload.status).toBe("processing");
  });

  test("reads what a client means", () => {
    expect(commandFromAction(agentAction.parse({ type: "create", content: " Hello " }))).toEqual({
      type: "message.post",
      content: "Hello",
    });
    expect(
      commandFromAction(
        agentAction.parse({
          type: "update",
          metadata: { surfaceId: "s1", nodeId: "c", action: "choose", parameters: { value: "red" } },
        }),
      ),
    ).toEqual({ type: "surface.act", surfaceId: "s1", nodeId: "c", action: "choose", parameters: { value: "red" } });
    expect(commandFromAction(agentAction.parse({ type: "delete" }))).toBeNull();
  });
});
