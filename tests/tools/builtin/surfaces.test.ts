import { describe, expect, test } from "vitest";
import type { SessionEvent } from "../../../lib/core/events.ts";
import { sessionEvent } from "../../../lib/core/events.ts";
import { fold } from "../../../lib/core/reduce.ts";
import type { SessionState } from "../../../lib/core/state.ts";
import { catalog } from "../../../lib/surfaces/catalog.ts";
import type { Tool } from "../../../server/ports/tools.ts";
import { changeSurface } from "../../../server/tools/builtin/change-surface.ts";
import { showSurface } from "../../../server/tools/builtin/show-surface.ts";
import { todo } from "../../../server/tools/builtin/todo.ts";
import { useTool } from "../../../server/tools/use-tool.ts";
import { answering, recorded, runStarted } from "../../core/facts.ts";
import { aTool } from "../a-tool.ts";
import { callInSession, toolContext } from "../tool-context.ts";

const events: SessionEvent[] = [...answering(), runStarted("r1")];
const state = fold(recorded(events));
const metric = { id: "m", type: "metric", label: "Orders", value: 1 };

async function run(tool: Tool, args: unknown, now: SessionState = state) {
  const outcome = await useTool(tool, args, callInSession(now), () => 0);
  if (!outcome.ok) throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
  for (const event of outcome.result.events ?? []) expect(sessionEvent.parse(event)).toEqual(event);
  return outcome.result;
}

async function showing(args: unknown): Promise<SessionState> {
  const result = await run(showSurface, args);
  return fold(recorded([...events, ...(result.events ?? [])]));
}

describe("show_surface", () => {
  test("shows what it was given, and tells the model how it is called", async () => {
    const { content, events: shown } = await run(showSurface, {
      title: "Now",
      name: "now",
      widgets: [{ ...metric, onclick: "x" }],
    });
    expect(content).toContain("It is called now; its widgets: m (metric).");
    expect(content).toContain("Left out, because no such fields are known: m.onclick.");
    expect(shown).toEqual([
      {
        type: "surface.shown",
        surfaceId: "call_1",
        surface: {
          scope: "message",
          name: "now",
          title: "Now",
          root: ["m"],
          nodes: { m: { type: "metric", label: "Orders", value: 1 } },
        },
        runId: "run_1",
        callId: "call_1",
      },
    ]);
  });

  test("is a question only where it waits and something can be answered", () => {
    const form = catalog.form.example;
    expect(showSurface.question?.({ widgets: [form], wait: true, title: "Trip" })).toMatchObject({
      question: "Trip",
      surface: { root: ["w1"] },
    });
    expect(showSurface.question?.({ widgets: [form] })).toBeNull();
    expect(showSurface.question?.({ widgets: [metric], wait: true })).toBeNull();
  });

  test.each([
    [{ widgets: [] }, "widgets"],
    [{ widgets: [{ type: "iframe" }] }, "widgets.0.type"],
    [{ widgets: [{ type: "chart", kind: "bar", x: [] }] }, "series: is required"],
    [{ widgets: [{ id: "a", type: "stack", children: ["nobody"] }] }, "no such widget"],
    [{ widgets: [metric], html: "<b>" }, '"html"'],
  ])("refuses %j with a sentence that names it", async (args, sentence) => {
    await expect(run(showSurface, args)).rejects.toThrow(sentence);
  });

  test("needs a session", async () => {
    expect(await useTool(showSurface, { widgets: [metric] }, toolContext(), () => 0)).toMatchObject({
      ok: false,
      error: { code: "conflict" },
    });
  });
});

describe("change_surface", () => {
  test("takes whole widgets, patches, data and removals, and the state shows them", async () => {
    const before = await showing({ name: "now", widgets: [metric, { id: "gone", type: "approval" }] });
    const { events: changed } = await run(
      changeSurface,
      {
        surface: "now",
        title: "Later",
        widgets: [
          { ...metric, value: { $bind: "/data/orders" } },
          { type: "callout", text: "New" },
        ],
        remove: ["gone"],
        patch: [{ op: "replace", path: "/nodes/m/label", value: "All orders" }],
        data: { orders: 7 },
      },
      before,
    );
    expect(changed).toHaveLength(1);
    const after = fold(recorded(changed as SessionEvent[], before.head), before);
    expect(after.surfaces[0]).toMatchObject({
      title: "Later",
      root: ["m", "w3"],
      nodes: { m: { label: "All orders", value: { $bind: "/data/orders" } }, w3: { type: "callout" } },
      data: { orders: 7 },
    });
    expect(after.surfaces[0]?.nodes.gone).toBeUndefined();
  });

  test.each([
    [{ surface: "other", title: "x" }, 'There is no surface "other". There are: now.'],
    [{ surface: "now" }, "Say what to change"],
    [{ surface: "now", patch: [{ op: "replace", path: "/nodes/m/value", value: {} }] }, "m.value"],
    [{ surface: "now", patch: [{ op: "replace", path: "/nodes/x/value", value: 1 }] }, "nothing to replace"],
    [{ surface: "now", patch: [{ op: "replace", path: "/nodes", value: "all" }] }, "would not fit"],
    [{ surface: "now", patch: [{ op: "add", path: "/__proto__/x", value: 1 }] }, "not a JSON pointer"],
    [{ surface: "now", remove: ["m"] }, "at least one widget"],
  ])("refuses %j and leaves it as it was", async (args, sentence) => {
    const before = await showing({ name: "now", widgets: [metric] });
    await expect(run(changeSurface, args, before)).rejects.toThrow(sentence);
  });
});

describe("a tool's result", () => {
  const showing = (surface: unknown) =>
    aTool({
      name: "look",
      check: (args) => ({ ok: true, value: args }),
      run: async () => ({ content: "seen", details: { surface } }),
    });

  test("is shown as the widgets that its details tell of", async () => {
    const { events: shown } = await run(showing({ title: "T", widgets: [metric] }), {});
    expect(shown).toMatchObject([{ type: "surface.shown", surfaceId: "call_1", surface: { title: "T", root: ["m"] } }]);
  });

  test("is told without them where they do not fit, with the reason", async () => {
    const { content, events: shown } = await run(showing({ widgets: [{ type: "script", text: "x" }] }), {});
    expect(shown).toBeUndefined();
    expect(content).toContain("seen\n\n[Its surface could not be shown. w1.type: must be one of");
  });

  test("of the todo list is the plan, once in a run, without a word of the model", async () => {
    const first = await run(todo, { items: [{ title: "One" }] });
    const plan = first.events?.find((event) => event.type === "surface.shown");
    expect(plan).toMatchObject({ surface: { name: "plan", nodes: { plan: { type: "plan" } } } });
    const again = await run(todo, { items: [{ title: "Two" }] }, fold(recorded([...events, ...(first.events ?? [])])));
    expect(again.events?.map(({ type }) => type)).toEqual(["todo.changed"]);
  });
});
