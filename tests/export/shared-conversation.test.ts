import { expect, test } from "vitest";
import { nothingYet, type Run, type SessionState } from "../../lib/core/state.ts";
import { sharedConversation } from "../../lib/export/shared-conversation.ts";

const secret = "sk-secret";
const run = {
  id: "run_1",
  agent: "general",
  replyTo: "msg_1",
  finished: { outcome: "failed", error: { code: "x", message: `bad key ${secret}` } },
  turns: [{ id: "turn_1", status: "failed", partial: "I was about" }],
  calls: [
    {
      callId: "call_1",
      turnId: "turn_0",
      tool: "fetch_url",
      arguments: { url: secret },
      status: "failed",
      error: { code: "y", message: secret },
      tokens: 1,
    },
  ],
} as unknown as Run;

const state: SessionState = {
  ...nothingYet,
  title: "Plans",
  ownerId: "ada-owner",
  participants: ["ada-owner"],
  tags: ["private-tag"],
  leafId: "turn_0",
  runs: [run],
  messages: [
    {
      id: "msg_1",
      seq: 2,
      at: "2026-01-01T00:00:00.000Z",
      author: { kind: "user", id: "ada-owner" },
      content: "Fetch it",
      attachments: [{ id: "file_1", name: "plan.pdf", mediaType: "application/pdf", size: 3 }],
      parentId: null,
      status: "placed",
      tokens: 1,
    },
    {
      id: "turn_0",
      seq: 3,
      at: "2026-01-01T00:00:01.000Z",
      author: { kind: "agent", id: "general" },
      content: "",
      parts: [{ type: "reasoning", text: `think of ${secret}` }],
      parentId: "msg_1",
      status: "placed",
      runId: "run_1",
      turnId: "turn_0",
      tokens: 1,
    },
  ],
};

test("what is shared is what was said, without ids, tags, tools, thoughts and the words of errors", () => {
  const shared = sharedConversation(state, { withTools: false });
  expect(shared.messages.map(({ agent, content, attachments }) => ({ agent, content, attachments }))).toEqual([
    { agent: null, content: "Fetch it", attachments: ["plan.pdf"] },
    { agent: "general", content: "", attachments: [] },
  ]);
  expect(shared.messages[1]?.endings).toEqual([{ partial: "I was about", sentence: "general could not answer." }]);
  expect(JSON.stringify(shared)).not.toMatch(/sk-secret|ada-owner|private-tag|file_1|msg_1|fetch_url/);
});

test("thoughts and tools are shown where the sharer wants it", () => {
  const [, said] = sharedConversation(state, { withTools: true }).messages;
  expect(said).toMatchObject({
    thoughts: [`think of ${secret}`],
    calls: [{ tool: "fetch_url", arguments: { url: secret }, status: "failed", result: secret }],
  });
});

test("a step that only used tools is not shown as an empty message", () => {
  const quiet = { ...run, finished: null, turns: [] };
  expect(sharedConversation({ ...state, runs: [quiet] }, { withTools: false }).messages).toHaveLength(1);
});
