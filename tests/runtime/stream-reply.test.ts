import { expect, test } from "vitest";
import type { ModelChunk } from "../../lib/core/model.ts";
import { noUsage } from "../../lib/core/model.ts";
import { streamReply } from "../../server/runtime/stream-reply.ts";

const finish: ModelChunk = { type: "finish", reason: "stop", usage: noUsage, model: "test/model", cost: null };
const nothing = { addText() {}, addReasoning() {}, addArguments() {} };

/** Each chunk comes at its time. */
async function reply(...chunks: [at: number, chunk: ModelChunk][]) {
  let now = 0;
  return streamReply({
    model: {
      name: "test/model",
      async *stream() {
        for (const [at, chunk] of chunks) {
          now = at;
          yield chunk;
        }
      },
    },
    request: { messages: [], tools: [] },
    signal: new AbortController().signal,
    newCallId: () => "call_1",
    monotonic: () => now,
    sink: nothing,
    onAttemptFailed: async () => nothing,
  });
}

test("the time of thought is that from its first piece to what was said after it", async () => {
  const said = await reply(
    [500, { type: "reasoning", text: "Well, " }],
    [2_500, { type: "reasoning", text: "now." }],
    [4_500, { type: "text", text: "Forty" }],
    [9_000, { type: "text", text: "-two." }],
    [9_500, finish],
  );
  expect(said).toMatchObject({ reasoning: "Well, now.", reasoningMs: 4_000, ttftMs: 500, ms: 9_500 });
});

test("thoughts before and after some words, and before a call, are added up", async () => {
  const said = await reply(
    [0, { type: "reasoning", text: "First." }],
    [100, { type: "text", text: "Let me see." }],
    [5_000, { type: "reasoning", text: "Second." }],
    [5_300, { type: "call", index: 0, tool: "calculate" }],
    [8_000, { type: "arguments", index: 0, text: "{}" }],
    [9_000, finish],
  );
  expect(said.reasoningMs).toBe(400);
});

test("thought that nothing came after lasts to the end; without any there is no time", async () => {
  const broken = await reply(
    [1_000, { type: "reasoning", text: "Hm." }],
    [3_000, { type: "error", error: { code: "overloaded", message: "Too much." }, model: "test/model" }],
  );
  expect(broken).toMatchObject({ ok: false, reasoningMs: 2_000 });
  const plain = await reply([700, { type: "text", text: "Yes." }], [900, finish]);
  expect(plain).toMatchObject({ reasoningMs: 0, ttftMs: 700 });
});
