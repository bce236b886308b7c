import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ModelChunk, ModelMessage, ToolSpec } from "../../lib/core/model.ts";
import { anthropicMessages } from "../../server/models/anthropic-messages/protocol.ts";
import { createAnthropicReader } from "../../server/models/anthropic-messages/reader.ts";
import { packProofs } from "../../server/models/anthropic-messages/thinking.ts";
import { createHttpModel } from "../../server/models/http-model.ts";
import type { Model } from "../../server/ports/models.ts";
import { type ProviderServer, startProviderServer } from "../support/provider-server.ts";
import { ask, readFrom } from "./read-reply.ts";

const weather: ToolSpec = {
  name: "get_weather",
  description: "Weather",
  parameters: { type: "object", properties: {} },
};

let server: ProviderServer;
beforeEach(async () => {
  server = await startProviderServer();
});
afterEach(() => server.close());

function model(): Model {
  const endpoint = {
    provider: "anthropic",
    baseUrl: `${server.url}/v1`,
    apiKey: "key-1",
    keyVariable: "ANTHROPIC_API_KEY",
  };
  return createHttpModel(endpoint, "claude-test", anthropicMessages("anthropic/claude-test"));
}

function readEvents(events: object[]): ModelChunk[] {
  const chunks: ModelChunk[] = [];
  const reader = createAnthropicReader(ask("Hi"), "anthropic/claude-test", (chunk) => chunks.push(chunk));
  for (const event of events) reader.event(JSON.stringify(event), "");
  reader.end();
  return chunks;
}

describe("a streamed message", () => {
  it("gives thinking with its proof, text, calls and usage, where all input is counted", async () => {
    server.script({
      reasoning: "Rain, perhaps.",
      signature: "s1",
      text: "I will look.",
      calls: [
        { tool: "get_weather", arguments: { place: "Köln" } },
        { tool: "get_weather", arguments: {} },
      ],
      usage: { input: 5, cached: 100, cacheWritten: 10, output: 30 },
      bytesPerWrite: 5,
    });
    const reply = await readFrom(model(), ask("Hi", { tools: [weather] }));
    expect(reply).toMatchObject({
      reasoning: "Rain, perhaps.",
      text: "I will look.",
      calls: [
        { tool: "get_weather", arguments: '{"place":"Köln"}' },
        { tool: "get_weather", arguments: "{}" },
      ],
      finish: {
        reason: "calls",
        usage: { input: 115, cached: 100, output: 30, reasoning: 0 },
        model: "anthropic/claude-test",
      },
    });
    expect(reply.signature).toContain("s1");
  });

  it.each([
    ["end_turn", "stop"],
    ["stop_sequence", "stop"],
    ["tool_use", "calls"],
    ["max_tokens", "length"],
    ["refusal", "filter"],
    ["pause_turn", "other"],
  ])("that ended with %s ended as %s", async (given, reason) => {
    server.script({ text: "Hi", finishReason: given });
    expect((await readFrom(model())).finish?.reason).toBe(reason);
  });

  it("is broken when it ends without a reason", async () => {
    server.script({ tokens: 5, fault: { kind: "unfinished", after: 6 } });
    const reply = await readFrom(model());
    expect(reply.error?.code).toBe("broken_stream");
    expect(reply.text).toBe("word word1 word2");
  });

  it("ends with an error that came in the stream", async () => {
    server.script({ tokens: 5, fault: { kind: "error-frame", after: 5 } });
    expect((await readFrom(model())).error).toMatchObject({
      code: "overloaded",
      message: expect.stringContaining("Overloaded"),
    });
  });

  it("takes a call whose input came whole", () => {
    const chunks = readEvents([
      { type: "message_start", message: { usage: { input_tokens: 1 } } },
      {
        type: "content_block_start",
        index: 0,
        content_block: { type: "tool_use", id: "t", name: "get_weather", input: { place: "Bonn" } },
      },
      { type: "content_block_stop", index: 0 },
      { type: "message_delta", delta: { stop_reason: "tool_use" }, usage: { output_tokens: 4 } },
      { type: "message_stop" },
    ]);
    expect(chunks.slice(0, 2)).toEqual([
      { type: "call", index: 0, tool: "get_weather" },
      { type: "arguments", index: 0, text: '{"place":"Bonn"}' },
    ]);
  });
});

describe("a messages request", () => {
  it("carries the system, messages of one role together, calls, results and tools", async () => {
    const messages: ModelMessage[] = [
      { role: "system", content: "Be brief." },
      { role: "user", content: "Look.", images: [{ mediaType: "image/png", data: "AAAA" }] },
      { role: "user", content: "And hurry." },
      {
        role: "assistant",
        content: "",
        calls: [
          { callId: "call:1", tool: "get_weather", arguments: "not JSON" },
          { callId: "c2", tool: "get_weather", arguments: {} },
        ],
      },
      { role: "tool", callId: "call:1", tool: "get_weather", content: "No JSON", failed: true },
      { role: "tool", callId: "c2", tool: "get_weather", content: "Rain" },
      { role: "system", content: "Stop soon." },
    ];
    await readFrom(model(), { messages, tools: [weather], sampling: { temperature: 1.7, topP: 0.5 } });
    const { path, headers, body } = server.requests[0]!;
    expect(path).toBe("/v1/messages");
    expect(headers).toMatchObject({ "x-api-key": "key-1", "anthropic-version": "2023-06-01" });
    expect(body).toEqual({
      model: "claude-test",
      stream: true,
      max_tokens: 16_384,
      temperature: 1,
      system: [{ type: "text", text: "Be brief.", cache_control: { type: "ephemeral" } }],
      tools: [
        {
          name: "get_weather",
          description: "Weather",
          input_schema: weather.parameters,
          cache_control: { type: "ephemeral" },
        },
      ],
      messages: [
        {
          role: "user",
          content: [
            { type: "image", source: { type: "base64", media_type: "image/png", data: "AAAA" } },
            { type: "text", text: "Look." },
            { type: "text", text: "And hurry." },
          ],
        },
        {
          role: "assistant",
          content: [
            { type: "tool_use", id: "call_1", name: "get_weather", input: { text: "not JSON" } },
            { type: "tool_use", id: "c2", name: "get_weather", input: {} },
          ],
        },
        {
          role: "user",
          content: [
            { type: "tool_result", tool_use_id: "call_1", content: "No JSON", is_error: true },
            { type: "tool_result", tool_use_id: "c2", content: "Rain" },
            {
              type: "text",
              text: "<system>\nStop soon.\n</system>",
              cache_control: { type: "ephemeral" },
            },
          ],
        },
      ],
    });
  });

  it("gives all thinking back with its proofs, and none that is not its own or was changed", async () => {
    const events = [
      { type: "message_start", message: {} },
      { type: "content_block_start", index: 0, content_block: { type: "thinking", thinking: "", signature: "" } },
      { type: "content_block_delta", index: 0, delta: { type: "thinking_delta", thinking: "First." } },
      { type: "content_block_delta", index: 0, delta: { type: "signature_delta", signature: "sig-1" } },
      { type: "content_block_stop", index: 0 },
      { type: "content_block_start", index: 1, content_block: { type: "redacted_thinking", data: "secret" } },
      { type: "content_block_stop", index: 1 },
      {
        type: "content_block_start",
        index: 2,
        content_block: { type: "thinking", thinking: "Second.", signature: "sig-2" },
      },
      { type: "content_block_stop", index: 2 },
      { type: "message_delta", delta: { stop_reason: "end_turn" } },
    ];
    const thoughts = readEvents(events).filter((chunk) => chunk.type === "reasoning");
    const reasoning = {
      text: thoughts.map((chunk) => chunk.text).join(""),
      signature: thoughts.findLast((chunk) => chunk.signature)?.signature,
    };
    const sent = async (back: typeof reasoning) => {
      await readFrom(model(), { messages: [{ role: "assistant", content: "So.", reasoning: back }], tools: [] });
      return server.requests.at(-1)!.body.messages[0].content;
    };
    const said = { type: "text", text: "So.", cache_control: { type: "ephemeral" } };
    expect(await sent(reasoning)).toEqual([
      { type: "thinking", thinking: "First.", signature: "sig-1" },
      { type: "redacted_thinking", data: "secret" },
      { type: "thinking", thinking: "Second.", signature: "sig-2" },
      said,
    ]);
    expect(await sent({ ...reasoning, text: "Shortened." })).toEqual([said]);
    expect(await sent({ text: "First.", signature: "openai:[]" })).toEqual([said]);
    expect(await sent({ text: "First.", signature: undefined })).toEqual([said]);
  });

  it("marks three places at most to be kept, and never a thought", async () => {
    const second = { ...weather, name: "second" };
    const reasoning = { text: "Hm.", signature: packProofs([{ length: 3, signature: "s" }]) };
    await readFrom(model(), {
      messages: [...ask("One").messages, { role: "assistant", content: "", reasoning }],
      tools: [weather, second],
    });
    const { tools, messages, system } = server.requests.at(-1)!.body;
    expect(tools.map((tool: object) => "cache_control" in tool)).toEqual([false, true]);
    expect(messages.at(-1).content).toEqual([{ type: "thinking", thinking: "Hm.", signature: "s" }]);
    expect(system).toBeUndefined();
  });

  it("asks for JSON in words beside the system", async () => {
    await readFrom(model(), {
      messages: [{ role: "system", content: "Be brief." }, ...ask("Hi").messages],
      tools: [],
      responseSchema: { name: "x", schema: { type: "object" } },
    });
    expect(server.requests[0]!.body.system[0].text).toMatch(/^Be brief\.\n\n.*JSON Schema:\n\{"type":"object"\}$/s);
  });
});
