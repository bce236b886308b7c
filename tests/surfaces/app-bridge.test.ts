import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nothingYet } from "../../lib/core/state.ts";
import { surfaceAction } from "../../lib/surfaces/act.ts";
import { askOf, beginning, mostHeight } from "../../lib/surfaces/app-bridge.ts";
import { surfaceFromWidgets } from "../../lib/surfaces/from-widgets.ts";

const host = { version: "1", theme: "dark" } as const;
const ask = (method: string, more: object = {}) => askOf({ jsonrpc: "2.0", method, ...more }, host);

describe("what an app sends", () => {
  test("is answered where it only asks who is there", () => {
    expect(ask("ui/initialize", { id: 1, params: {} })).toMatchObject({
      does: "answer",
      answer: { id: 1, result: { hostContext: { theme: "dark" }, hostInfo: { name: "troupe" } } },
    });
    expect(ask("ping", { id: "a" })).toEqual({ does: "answer", answer: { jsonrpc: "2.0", id: "a", result: {} } });
    expect(ask("ui/notifications/initialized")).toEqual({ does: "begin" });
  });

  test("waits for a person where it reaches out of the frame", () => {
    expect(ask("ui/open-link", { id: 1, params: { url: "https://a.example/b" } })).toEqual({
      does: "ask",
      id: 1,
      for: { link: "https://a.example/b" },
    });
    const content = [
      { type: "text", text: "One" },
      { type: "text", text: "Two" },
    ];
    expect(ask("ui/message", { id: 2, params: { role: "user", content } })).toMatchObject({ for: { say: "One\nTwo" } });
  });

  test("is refused where it is not offered or does not fit", () => {
    const refused = (code: number) => ({ does: "answer", answer: { error: { code } } });
    expect(ask("tools/call", { id: 1, params: { name: "wipe" } })).toMatchObject(refused(-32601));
    expect(ask("ui/message", { id: 1, params: { role: "system", content: [] } })).toMatchObject(refused(-32602));
    for (const url of ["javascript:alert(1)", "data:text/html,x", "file:///etc", "https://user@host.example", "//x"])
      expect([url, ask("ui/open-link", { id: 1, params: { url } })]).toMatchObject([url, refused(-32000)]);
    expect(ask("ui/notifications/size-changed", { params: { height: 1e9 } })).toEqual({
      does: "grow",
      height: mostHeight,
    });
    expect(ask("ui/notifications/size-changed", { params: { height: Number.NaN } })).toEqual({ does: "nothing" });
  });

  test("never does anything else, whatever it is", () => {
    fc.assert(
      fc.property(fc.anything(), (message) => {
        expect(["nothing", "answer"]).toContain(askOf(message, host).does);
      }),
    );
  });
});

test("an app is told its tool's arguments and result, and nothing where they are no JSON", () => {
  expect(beginning({ input: '{"a":1}', result: '{"content":[]}' })).toMatchObject([
    { method: "ui/notifications/tool-input", params: { arguments: { a: 1 } } },
    { method: "ui/notifications/tool-result", params: { content: [] } },
  ]);
  expect(beginning({ input: "{" })).toMatchObject([{ params: { arguments: {} } }]);
});

test("what an app says to the agent is an action with text and nothing else", () => {
  const widgets = [{ id: "app", type: "mcpApp", server: "weather", uri: "ui://weather/map" }];
  const surface = { ...surfaceFromWidgets({ widgets }), id: "s", seq: 1, changedSeq: 1, acted: {} };
  const act = (parameters: object) =>
    surfaceAction(nothingYet, surface, { nodeId: "app", action: "say", parameters } as never);
  expect(act({ text: "It rains." })).toEqual({
    do: "tell",
    answer: "It rains.",
    words: "The app of weather says: It rains.",
  });
  for (const odd of [{}, { text: "" }, { text: 7 }, { text: "a", more: 1 }, { text: "x".repeat(2_001) }])
    expect(act(odd)).toMatchObject({ do: "refuse", code: "invalid" });
});
