import { createOpenAI } from "@ai-sdk/openai";
import { convertArrayToReadableStream, MockLanguageModelV4 } from "ai/test";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fromAiSdk } from "../../server/models/ai-sdk/ai-sdk-model.ts";
import type { CallOptions, LanguageModel, StreamPart } from "../../server/models/ai-sdk/language-model.ts";
import { openAiResponsesModel } from "../../server/models/openai-responses.ts";
import { type ProviderServer, startProviderServer } from "../support/provider-server.ts";
import { ask, readFrom } from "./read-reply.ts";

const tool = { name: "files.read", description: "Reads", parameters: { type: "object", properties: {} } };
const usage = {
  inputTokens: { total: 30, noCache: 20, cacheRead: 10, cacheWrite: 0 },
  outputTokens: { total: 9, text: 5, reasoning: 4 },
};
const end = (unified: Extract<StreamPart, { type: "finish" }>["finishReason"]["unified"]): StreamPart => ({
  type: "finish",
  finishReason: { unified, raw: undefined },
  usage,
});

function model(parts: StreamPart[], seen: CallOptions[] = []) {
  const sdk = new MockLanguageModelV4({
    doStream: async (options) => {
      seen.push(options);
      return { stream: convertArrayToReadableStream(parts) };
    },
  });
  return fromAiSdk("mistral/large", async () => sdk as LanguageModel, { keyVariable: "MISTRAL_API_KEY" });
}

describe("a model of the AI SDK", () => {
  it("gives text, reasoning with its proof, calls however they come, and usage", async () => {
    const reply = await readFrom(
      model([
        { type: "stream-start", warnings: [] },
        { type: "reasoning-start", id: "r" },
        { type: "reasoning-delta", id: "r", delta: "Hm." },
        { type: "reasoning-end", id: "r", providerMetadata: { mistral: { sign: "s" } } },
        { type: "text-start", id: "t" },
        { type: "text-delta", id: "t", delta: "Let me " },
        { type: "text-delta", id: "t", delta: "look." },
        { type: "tool-input-start", id: "1", toolName: "files_read" },
        { type: "tool-input-delta", id: "1", delta: '{"a":' },
        { type: "tool-input-delta", id: "1", delta: "1}" },
        { type: "tool-input-end", id: "1" },
        { type: "tool-call", toolCallId: "1", toolName: "files_read", input: '{"a":1}' },
        { type: "tool-call", toolCallId: "2", toolName: "files_read", input: '{"a":2}' },
        end("tool-calls"),
      ]),
      ask("Hi", { tools: [tool] }),
    );
    expect(reply).toMatchObject({
      text: "Let me look.",
      reasoning: "Hm.",
      calls: [
        { tool: "files.read", arguments: '{"a":1}' },
        { tool: "files.read", arguments: '{"a":2}' },
      ],
      finish: { reason: "calls", usage: { input: 30, cached: 10, output: 9, reasoning: 4 }, model: "mistral/large" },
    });
    expect(reply.signature).toContain('"sign":"s"');
  });

  it("is asked with the whole conversation, and gets its reasoning back", async () => {
    const seen: CallOptions[] = [];
    const signature = 'mistral:[{"length":3,"metadata":{"mistral":{"sign":"s"}}}]';
    await readFrom(model([end("stop")], seen), {
      messages: [
        { role: "system", content: "Be brief." },
        { role: "user", content: "Look", images: [{ mediaType: "image/png", data: "AAAA" }] },
        {
          role: "assistant",
          content: "Sure.",
          reasoning: { text: "Hm.", signature },
          calls: [{ callId: "c", tool: "files.read", arguments: { a: 1 }, providerData: { mistral: { id: 1 } } }],
        },
        { role: "tool", callId: "c", tool: "files.read", content: "No", failed: true },
      ],
      tools: [tool],
      sampling: { temperature: 0.3, maxOutputTokens: 50 },
      responseSchema: { name: "x", schema: { type: "object" } },
    });
    expect(seen[0]).toMatchObject({
      temperature: 0.3,
      maxOutputTokens: 50,
      tools: [{ type: "function", name: "files_read" }],
      responseFormat: { type: "json", name: "x", schema: { type: "object" } },
      prompt: [
        { role: "system", content: "Be brief." },
        {
          role: "user",
          content: [
            { type: "file", mediaType: "image/png", data: { type: "data", data: "AAAA" } },
            { type: "text", text: "Look" },
          ],
        },
        {
          role: "assistant",
          content: [
            { type: "reasoning", text: "Hm.", providerOptions: { mistral: { sign: "s" } } },
            { type: "text", text: "Sure." },
            {
              type: "tool-call",
              toolCallId: "c",
              toolName: "files_read",
              input: { a: 1 },
              providerOptions: { mistral: { id: 1 } },
            },
          ],
        },
        {
          role: "tool",
          content: [{ type: "tool-result", toolCallId: "c", output: { type: "error-text", value: "No" } }],
        },
      ],
    });
  });

  it("is broken when its stream ends without a finish, or says so", async () => {
    expect((await readFrom(model([]))).error?.code).toBe("broken_stream");
    expect((await readFrom(model([end("interrupted")]))).error?.code).toBe("broken_stream");
  });

  it("is loaded on first use only, and again after it could not be", async () => {
    let loads = 0;
    const lazy = fromAiSdk("mistral/large", async () => {
      loads += 1;
      if (loads === 1) throw new Error("The package is not there.");
      return new MockLanguageModelV4({
        doStream: async () => ({ stream: convertArrayToReadableStream([end("stop")]) }),
      }) as LanguageModel;
    });
    expect(loads).toBe(0);
    expect((await readFrom(lazy)).error?.message).toContain("The package is not there.");
    expect((await readFrom(lazy)).finish).toBeDefined();
    expect((await readFrom(lazy)).finish).toBeDefined();
    expect(loads).toBe(2);
  });
});

describe("a real package of the AI SDK", () => {
  it("streams text, a call and usage through the same door", async () => {
    const server = await startProviderServer({
      text: "Let me see.",
      calls: [{ tool: "files_read", arguments: { path: "ä" } }],
      usage: { input: 7, output: 3 },
    });
    const sdk = createOpenAI({ apiKey: "k", baseURL: `${server.url}/v1` }).chat("gpt");
    const reply = await readFrom(
      fromAiSdk("other/gpt", async () => sdk),
      ask("Hi", { tools: [tool] }),
    );
    expect(reply).toMatchObject({
      text: "Let me see.",
      calls: [{ tool: "files.read", arguments: '{"path":"ä"}' }],
      finish: { reason: "calls", usage: { input: 7, output: 3 } },
    });
    await server.close();
  });

  it("closes the connection when it is stopped", async () => {
    const server = await startProviderServer({ tokens: 5, fault: { kind: "stall", after: 2 } });
    const sdk = createOpenAI({ apiKey: "k", baseURL: `${server.url}/v1` }).chat("gpt");
    const abort = new AbortController();
    const reading = readFrom(
      fromAiSdk("other/gpt", async () => sdk),
      ask("Hi"),
      abort.signal,
    );
    const { gone } = await server.request(0);
    abort.abort();
    expect((await reading).error?.code).toBe("aborted");
    await gone;
    await server.close();
  });
});

describe("the Responses API through the AI SDK", () => {
  let server: ProviderServer;
  beforeEach(async () => {
    server = await startProviderServer();
  });
  afterEach(() => server.close());
  const endpoint = () => ({
    provider: "openai",
    baseUrl: `${server.url}/v1`,
    apiKey: "sk-1",
    keyVariable: "OPENAI_API_KEY",
  });

  it("fails as any other provider does", async () => {
    expect((await readFrom(openAiResponsesModel(endpoint(), "gpt"))).error).toMatchObject({
      code: "not_found",
      status: 404,
    });
    const gone = endpoint();
    await server.close();
    expect((await readFrom(openAiResponsesModel(gone, "gpt"))).error?.code).toBe("network");
    server = await startProviderServer();
  });
});
