import { expect, test } from "vitest";
import type { SessionEvent } from "../../lib/core/events.ts";
import { fold } from "../../lib/core/reduce.ts";
import { findCall } from "../../lib/core/state.ts";
import { sharedConversation } from "../../lib/export/shared-conversation.ts";
import { sharedLog } from "../../lib/export/shared-log.ts";
import {
  answering,
  finished,
  posted,
  proposed,
  queued,
  recorded,
  runStarted,
  toolFinished,
  toolStarted,
  wholeCall,
  wholeTurn,
} from "../core/facts.ts";
import { someSurface } from "../core/test-world.ts";

const shared = (events: readonly SessionEvent[], withTools = true) =>
  sharedLog(recorded(events), { withTools, redact: (text) => text });

const show = { callId: "c1", tool: "show_surface", arguments: { title: "A form" } };
const showing: SessionEvent[] = [
  ...answering(),
  runStarted("r1"),
  ...wholeTurn("r1", "t1", "", [show]),
  toolStarted("r1", "c1"),
  { type: "surface.shown", surfaceId: "c1", surface: someSurface, runId: "r1", callId: "c1" },
  toolFinished("r1", "c1"),
  {
    ...{ type: "surface.changed", surfaceId: "c1", patch: [{ op: "add", path: "/title", value: "Another form" }] },
    by: { kind: "agent", id: "general" },
  },
  { type: "surface.acted", surfaceId: "c1", nodeId: "form", action: "send", parameters: { age: 41 }, by: "ada" },
  ...wholeTurn("r1", "t2", "There it is."),
  finished("r1"),
];

test("each moment of the shared log is what was to be seen then", () => {
  const log = shared(showing);
  const at = (type: SessionEvent["type"]) => fold(log.slice(0, log.findIndex((event) => event.type === type) + 1));
  expect(at("tool.started").surfaces).toEqual([]);
  expect(at("surface.shown").surfaces).toMatchObject([{ title: "A form", nodes: someSurface.nodes }]);
  expect(at("surface.changed").surfaces).toMatchObject([{ title: "Another form" }]);
  expect(sharedConversation(at("tool.finished")).messages.map(({ content }) => content)).toEqual(["text of m1", ""]);
  expect(sharedConversation(fold(log)).messages.at(-1)?.content).toBe("There it is.");
});

test("what a person did with a surface is not told, and no surface is without the tools", () => {
  expect(shared(showing).some(({ type }) => type === "surface.acted")).toBe(false);
  const quiet = shared(showing, false);
  expect(new Set(quiet.map(({ type }) => type.split(".", 1)[0]))).toEqual(
    new Set(["session", "message", "run", "turn"]),
  );
});

test("arguments that a person changed, and those that are sealed, are told only as they became", () => {
  const call = { callId: "c1", tool: "danger", arguments: { n: "as the model wanted", key: "sealed:abc" } };
  const log = shared([
    ...answering(),
    runStarted("r1"),
    ...wholeTurn("r1", "t1", "", [call]).slice(0, -1),
    proposed("r1", "c1", "danger", { arguments: call.arguments, approval: { reason: "why", digest: "d" } }),
    { type: "tool.approved", runId: "r1", callId: "c1", by: "ada", arguments: { n: "better", key: "sealed:abc" } },
    ...wholeCall("r1", "c1"),
  ]);
  expect(JSON.stringify(log)).not.toMatch(/as the model wanted|sealed:|ada|why/);
  const { callId = "" } = log.find((event) => event.type === "tool.proposed") ?? {};
  for (const seq of [7, 8, log.length]) {
    expect(findCall(fold(log.slice(0, seq)), callId)?.call.arguments).toEqual({ n: "better", key: "•••" });
  }
});

test("an answer that was made again, and what was done for it, is nobody's business", () => {
  const log = shared([
    ...answering(),
    runStarted("r1"),
    ...wholeTurn("r1", "t1", "", [{ callId: "c1", tool: "echo", arguments: { n: "first try" } }]),
    ...wholeCall("r1", "c1"),
    ...wholeTurn("r1", "t2", "The first answer."),
    finished("r1"),
    queued("r2", { replyTo: "m1" }),
    runStarted("r2"),
    ...wholeTurn("r2", "t3", "The second answer."),
    finished("r2"),
    posted("m2", "Thanks", { parentId: "t3-message" }),
  ]);
  expect(JSON.stringify(log)).not.toMatch(/first/);
  const { messages } = sharedConversation(fold(log));
  expect(messages.map(({ content }) => content)).toEqual(["text of m1", "The second answer.", "Thanks"]);
});

test("what was asked before a message was edited is not told by the run that answers all the same", () => {
  const edited = { id: "m2", content: "Better words", author: { kind: "user" as const, id: "ada" } };
  const log = shared([
    ...answering({ task: "the first words" }),
    runStarted("r1"),
    { type: "message.edited", messageId: "m1", message: edited },
    ...wholeTurn("r1", "t1", "Here you are."),
    finished("r1"),
  ]);
  expect(JSON.stringify(log)).not.toMatch(/first words|text of m1/);
  const { messages } = sharedConversation(fold(log));
  expect(messages.map(({ content }) => content)).toEqual(["Better words", "Here you are."]);
});
