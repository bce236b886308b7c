import { expect, test } from "vitest";
import type { SessionEvent } from "../../lib/core/events.ts";
import { fold } from "../../lib/core/reduce.ts";
import { sharedConversation } from "../../lib/export/shared-conversation.ts";
import { sharedLog } from "../../lib/export/shared-log.ts";
import {
  finished,
  opened,
  posted,
  proposed,
  queued,
  recorded,
  runStarted,
  toolFailed,
  toolStarted,
  turnCompleted,
  turnFailed,
  turnStarted,
} from "../core/facts.ts";

const secret = "sk-secret";
const plan = { id: "file_1", name: "plan.pdf", mediaType: "application/pdf", size: 3 };
const log: SessionEvent[] = [
  opened({ title: "Plans", ownerId: "ada-owner", participants: ["ada-owner"], tags: ["private-tag"] }),
  posted("msg_1", "Fetch it", {
    message: { id: "msg_1", content: "Fetch it", author: { kind: "user", id: "ada-owner" }, attachments: [plan] },
  }),
  queued("run_1", { replyTo: "msg_1" }),
  runStarted("run_1"),
  turnStarted("run_1", "turn_0"),
  turnCompleted("run_1", "turn_0", "", [{ callId: "call_1", tool: "fetch_url", arguments: { url: secret } }], {
    message: {
      id: "msg_2",
      content: "",
      author: { kind: "agent", id: "general" },
      parts: [{ type: "reasoning", text: `think of ${secret}` }],
    },
  }),
  proposed("run_1", "call_1", "fetch_url", { arguments: { url: secret } }),
  toolStarted("run_1", "call_1"),
  { ...toolFailed("run_1", "call_1"), error: { code: "y", message: secret } } as SessionEvent,
  turnStarted("run_1", "turn_1"),
  turnFailed("run_1", "turn_1", "unauthorized", { partial: "I was about" }),
];
const broken = finished("run_1", { outcome: "failed", error: { code: "x", message: `bad key ${secret}` } });

function shared(events: readonly SessionEvent[], withTools: boolean) {
  return sharedConversation(fold(sharedLog(recorded(events), { withTools, redact: (text) => text })));
}

test("what is shared is what was said, without ids, tags, tools, thoughts and the words of errors", () => {
  const conversation = shared([...log, broken], false);
  expect(conversation.messages.map(({ agent, content, attachments }) => ({ agent, content, attachments }))).toEqual([
    { agent: null, content: "Fetch it", attachments: ["plan.pdf"] },
    { agent: "general", content: "", attachments: [] },
  ]);
  expect(conversation.messages[1]?.endings).toEqual([
    { partial: "I was about", sentence: "general could not answer." },
  ]);
  expect(JSON.stringify(conversation)).not.toMatch(/sk-secret|ada-owner|private-tag|file_1|msg_1|fetch_url/);
});

test("thoughts and tools are shown where the sharer wants it", () => {
  const [, said] = shared([...log, broken], true).messages;
  expect(said).toMatchObject({
    thoughts: [`think of ${secret}`],
    calls: [{ tool: "fetch_url", arguments: { url: secret }, status: "failed", result: secret }],
  });
});

test("a step that only used tools is not shown as an empty message", () => {
  expect(shared(log, false).messages).toHaveLength(1);
});
