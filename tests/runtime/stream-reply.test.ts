import { expect, test } from "vitest";
import type { ModelChunk } from "../../lib/core/model.ts";
import { noUsage } from "../../lib/core/model.ts";
import { type FailedAttempt, streamReply } from "../../server/runtime/stream-reply.ts";

const finish: ModelChunk = { type: "finish", reason: "stop", usage: noUsage, model: "test/model", cost: null };
const nothing = { addText() {}, addReasoning() {}, addArguments() {} };

type Timed = [at: number, chunk: ModelChunk];

/** Each chunk comes at its time. */
const reply = (...chunks: Timed[]) => replyHeard(() => {}, ...chunks);

async function replyHeard(onFailed: (failed: FailedAttempt) => void, ...chunks: Timed[]) {
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
    onAttemptFailed: async (failed) => {
      onFailed(failed);
      return nothing;
    },
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

test("how its pieces came in is told with the reply: thoughts, words and arguments alike", async () => {
  const said = await reply(
    [500, { type: "reasoning", text: "Well." }],
    [700, { type: "text", text: "Forty-two." }],
    [702, { type: "call", index: 0, tool: "calculate" }],
    [1_700, { type: "arguments", index: 0, text: '{"a":1}' }],
    [1_800, finish],
  );
  expect(said.chunks).toMatchObject({ count: 4, firstMs: 500, everyMs: 40, pauseMs: 998, pauseAtMs: 202 });
  expect(said.chunks?.pieces.filter((each) => each > 0)).toEqual([1, 2, 1]);
  expect(said.chunks?.characters.filter((each) => each > 0)).toEqual([5, 10, 7]);
});

test("each attempt tells of its own pieces alone, and one that got nothing tells of none", async () => {
  const failed: unknown[] = [];
  const error = { code: "overloaded" as const, message: "Too much." };
  const said = await replyHeard(
    (attempt) => failed.push(attempt.chunks),
    [100, { type: "text", text: "Once" }],
    [300, { type: "attempt-failed", error, model: "test/model", nextModel: "test/other", willRetryInMs: 0 }],
    [400, { type: "text", text: "Twice" }],
    [500, { type: "text", text: "!" }],
    [500, { type: "attempt-failed", error, model: "test/other", nextModel: "test/model", willRetryInMs: 0 }],
    [900, { type: "error", error, model: "test/model" }],
  );
  expect(failed).toMatchObject([
    { count: 1, firstMs: 100, pauseMs: 200, characters: [4] },
    { count: 2, firstMs: 100, pauseMs: 100 },
  ]);
  expect(said.chunks).toBeUndefined();
});
