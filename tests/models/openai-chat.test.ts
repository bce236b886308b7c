import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ModelChunk, ModelMessage, ToolSpec } from "../../lib/core/model.ts";
import { createHttpModel } from "../../server/models/http-model.ts";
import type { OpenAiDialect } from "../../server/models/openai-chat/body.ts";
import { openAiChat } from "../../server/models/openai-chat/protocol.ts";
import { createOpenAiReader } from "../../server/models/openai-chat/reader.ts";
import type { Model } from "../../server/ports/models.ts";
import { type ProviderServer, startProviderServer } from "../support/provider-server.ts";
import { ask, readFrom } from "./read-reply.ts";

const own: OpenAiDialect = { maxTokensField: "max_completion_tokens", structured: "schema" };
const words: OpenAiDialect = { maxTokensField: "max_tokens", structured: "words", wantsReasoningBack: true };

const weather: ToolSpec = {
  name: "get_weather",
  description: "The weather of a place",
  parameters: { type: "object", properties: { place: { type: "string" } }, required: ["place"] },
};

let server: ProviderServer;
beforeEach(async () => {
  server = await startProviderServer();
});
afterEach(() => server.close());

function model(dialect = own, apiKey: string | null = "sk-test-key"): Model {
  const endpoint = { provider: "openai", baseUrl: `${server.url}/v1`, apiKey, keyVariable: "OPENAI_API_KEY" };
  return createHttpModel(endpoint, "gpt-test", openAiChat("openai", "openai/gpt-test", dialect));
}

/** Reads frames without a connection. */
function readFrames(frames: unknown[]): ModelChunk[] {
  const chunks: ModelChunk[] = [];
  const reader = createOpenAiReader(ask("Hi"), "openai", "openai/gpt-test", (chunk) => chunks.push(chunk));
  for (const frame of frames) reader.event(typeof frame === "string" ? frame : JSON.stringify(frame), "");
  reader.end();
  return chunks;
}

const delta = (delta: unknown, finish_reason: string | null = null) => ({
  choices: [{ index: 0, delta, finish_reason }],
});

describe("a streamed chat completion", () => {
  it("gives reasoning, text and usage, and finishes once", async () => {
    server.script({
      reasoning: "Let me see.",
      text: "Hello there!",
      usage: { input: 20, cached: 5, output: 9, reasoning: 3 },
    });
    const reply = await readFrom(model());
    expect(reply).toMatchObject({ reasoning: "Let me see.", text: "Hello there!" });
    expect(reply.chunks.filter((chunk) => chunk.type === "finish")).toEqual([
      {
        type: "finish",
        reason: "stop",
        usage: { input: 20, cached: 5, output: 9, reasoning: 3 },
        model: "openai/gpt-test",
        cost: null,
      },
    ]);
    expect(reply.chunks.at(-1)?.type).toBe("finish");
  });

  it.each([1, 2, 3, 7, 64])("is the same when its bytes come %i at a time", async (bytesPerWrite) => {
    server.script({
      text: "Grüße, 世界 🌍!",
      calls: [{ tool: "get_weather", arguments: { place: "Köln 🌧" } }],
      bytesPerWrite,
    });
    const reply = await readFrom(model(), ask("Hi", { tools: [weather] }));
    expect(reply.text).toBe("Grüße, 世界 🌍!");
    expect(reply.calls).toEqual([{ tool: "get_weather", arguments: '{"place":"Köln 🌧"}' }]);
    expect(reply.finish?.reason).toBe("calls");
  });

  it("takes usage with the finish, and a missing [DONE]", async () => {
    server.script({ text: "Hi", usageIn: "finish-frame", withoutDone: true, usage: { input: 3, output: 1 } });
    expect((await readFrom(model())).finish?.usage).toMatchObject({ input: 3, output: 1 });
  });

  it("estimates the usage where none is told", async () => {
    server.script({ text: "one two three four", usageIn: "nowhere" });
    const { usage } = (await readFrom(model(), ask("x".repeat(400)))).finish!;
    expect(usage.input).toBe(100);
    expect(usage.output).toBeGreaterThan(2);
  });

  it("finishes as soon as it knows everything, though the server keeps the connection", async () => {
    server.script({ text: "Hi", fault: { kind: "stall", after: 3 } });
    expect((await readFrom(model())).finish?.reason).toBe("stop");
  });

  it("is broken without a finish reason, also with [DONE]", () => {
    const broken = { type: "error", error: { code: "broken_stream" } };
    expect(readFrames([delta({ content: "Hi" })]).at(-1)).toMatchObject(broken);
    expect(readFrames([delta({ content: "Hi" }), "[DONE]"]).at(-1)).toMatchObject(broken);
  });

  it("takes parallel calls whose pieces come mixed", () => {
    const call = (index: number, rest: object) => delta({ tool_calls: [{ index, ...rest }] });
    const chunks = readFrames([
      call(0, { id: "a", function: { name: "first", arguments: "" } }),
      call(1, { id: "b", function: { name: "second", arguments: '{"n"' } }),
      call(0, { function: { arguments: '{"m":' } }),
      call(1, { function: { arguments: ":2}" } }),
      call(0, { function: { arguments: "1}" } }),
      delta({}, "tool_calls"),
    ]);
    const text = (index: number) =>
      chunks.map((chunk) => (chunk.type === "arguments" && chunk.index === index ? chunk.text : "")).join("");
    expect(chunks.filter((chunk) => chunk.type === "call")).toEqual([
      { type: "call", index: 0, tool: "first" },
      { type: "call", index: 1, tool: "second" },
    ]);
    expect([text(0), text(1)]).toEqual(['{"m":1}', '{"n":2}']);
  });

  it("takes calls without an index, calls that all have index 0, and a name that comes late", () => {
    const names = (frames: unknown[]) =>
      readFrames([...frames, delta({}, "stop")]).flatMap((chunk) =>
        chunk.type === "call" ? [`${chunk.index} ${chunk.tool}`] : [],
      );
    const whole = (id: string, name: string, index?: number) => ({ index, id, function: { name, arguments: "{}" } });
    expect(names([delta({ tool_calls: [whole("a", "one")] }), delta({ tool_calls: [whole("b", "two")] })])).toEqual([
      "0 one",
      "1 two",
    ]);
    expect(
      names([delta({ tool_calls: [whole("a", "one", 0)] }), delta({ tool_calls: [whole("b", "two", 0)] })]),
    ).toEqual(["0 one", "1 two"]);
    const late = readFrames([
      delta({ tool_calls: [{ index: 0, id: "a", function: { arguments: '{"x"' } }] }),
      delta({ tool_calls: [{ index: 0, function: { name: "one", arguments: ":1}" } }] }),
      delta({}, "stop"),
    ]);
    expect(late.slice(0, 3)).toEqual([
      { type: "call", index: 0, tool: "one" },
      { type: "arguments", index: 0, text: '{"x"' },
      { type: "arguments", index: 0, text: ":1}" },
    ]);
    expect(late.at(-1)).toMatchObject({ type: "finish", reason: "calls" });
  });

  it("knows each way to say why it ended", () => {
    const reason = (given: string) => {
      const last = readFrames([delta({ content: "x" }, given)]).at(-1);
      return last?.type === "finish" ? last.reason : last?.type;
    };
    expect(["stop", "length", "content_filter", "tool_calls", "new_reason"].map(reason)).toEqual([
      "stop",
      "length",
      "filter",
      "calls",
      "other",
    ]);
    expect(reason("insufficient_system_resource")).toBe("error");
  });

  it("ends with an error that came in the stream, and closes the connection", async () => {
    server.script({
      tokens: 3,
      fault: { kind: "error-frame", after: 2, error: { code: 429, message: "Rate limit reached" } },
    });
    const reply = await readFrom(model());
    expect(reply.error).toMatchObject({ code: "rate_limited", message: expect.stringContaining("Rate limit reached") });
    expect(reply.text).toBe("word word1");
  });

  it("ends with an error at something that is not JSON", async () => {
    server.script({ tokens: 3, fault: { kind: "garbage", after: 2 } });
    expect((await readFrom(model())).error?.code).toBe("broken_stream");
  });
});

describe("a chat completions request", () => {
  const history: ModelMessage[] = [
    { role: "system", content: "Be brief." },
    { role: "user", content: "What is this?", images: [{ mediaType: "image/png", data: "AAAA" }] },
    {
      role: "assistant",
      content: "",
      reasoning: { text: "Look it up." },
      calls: [
        {
          callId: "c1",
          tool: "get_weather",
          arguments: { place: "Bonn" },
          providerData: { extra_content: { sign: 1 } },
        },
      ],
    },
    { role: "tool", callId: "c1", tool: "get_weather", content: "Rain" },
  ];

  it("carries messages, images, calls, results, tools and settings", async () => {
    await readFrom(model(), {
      messages: history,
      tools: [weather],
      sampling: { temperature: 0.5, maxOutputTokens: 100 },
    });
    const { body, headers, path } = server.requests[0]!;
    expect(path).toBe("/v1/chat/completions");
    expect(headers.authorization).toBe("Bearer sk-test-key");
    expect(body).toEqual({
      model: "gpt-test",
      stream: true,
      stream_options: { include_usage: true },
      temperature: 0.5,
      max_completion_tokens: 100,
      tools: [
        {
          type: "function",
          function: { name: "get_weather", description: weather.description, parameters: weather.parameters },
        },
      ],
      messages: [
        { role: "system", content: "Be brief." },
        {
          role: "user",
          content: [
            { type: "text", text: "What is this?" },
            { type: "image_url", image_url: { url: "data:image/png;base64,AAAA" } },
          ],
        },
        {
          role: "assistant",
          content: null,
          tool_calls: [
            {
              id: "c1",
              type: "function",
              function: { name: "get_weather", arguments: '{"place":"Bonn"}' },
              extra_content: { sign: 1 },
            },
          ],
        },
        { role: "tool", tool_call_id: "c1", content: "Rain" },
      ],
    });
  });

  it("gives reasoning back only within a chain of calls, and only to who wants it", async () => {
    const sent = async (messages: ModelMessage[], dialect: OpenAiDialect) => {
      await readFrom(model(dialect), { messages, tools: [] });
      return server.requests.at(-1)!.body.messages[2].reasoning_content;
    };
    expect(await sent(history, own)).toBeUndefined();
    expect(await sent(history, words)).toBe("Look it up.");
    expect(await sent([...history, { role: "user", content: "And now?" }], words)).toBeUndefined();
  });

  it("asks for JSON by a schema, or in words where that is all the provider takes", async () => {
    const responseSchema = { name: "place of birth", schema: { type: "object" } };
    await readFrom(model(own), ask("Hi", { responseSchema }));
    expect(server.requests[0]!.body.response_format).toEqual({
      type: "json_schema",
      json_schema: { name: "place_of_birth", schema: { type: "object" } },
    });
    await readFrom(model(words), ask("Hi", { responseSchema }));
    expect(server.requests[1]!.body.response_format).toEqual({ type: "json_object" });
    expect(server.requests[1]!.body.messages[0]).toMatchObject({
      role: "system",
      content: expect.stringContaining('{"type":"object"}'),
    });
  });

  it("gives tools names that providers take, and understands them in the answer", async () => {
    const tools = ["files.read", "files/read", "x".repeat(80)].map((name) => ({ ...weather, name }));
    server.script({ calls: [{ tool: "files_read_2", arguments: {} }] });
    const reply = await readFrom(model(), ask("Hi", { tools }));
    const sent = server.requests[0]!.body.tools.map((tool: { function: { name: string } }) => tool.function.name);
    expect(sent).toEqual(["files_read", "files_read_2", "x".repeat(64)]);
    expect(reply.calls).toEqual([{ tool: "files/read", arguments: "{}" }]);
  });

  it("leaves a setting out from then on that the model turns out not to take", async () => {
    server.script((request) =>
      request.body.temperature === undefined
        ? { text: "Fine." }
        : {
            fault: {
              kind: "status",
              status: 400,
              body: { error: { message: "Unsupported value: 'temperature' does not support 0.2 with this model." } },
            },
          },
    );
    const picky = model();
    const request = ask("Hi", { sampling: { temperature: 0.2, topP: 0.9 } });
    expect((await readFrom(picky, request)).text).toBe("Fine.");
    expect((await readFrom(picky, request)).text).toBe("Fine.");
    expect(server.requests.map(({ body }) => [body.temperature, body.top_p])).toEqual([
      [0.2, 0.9],
      [undefined, 0.9],
      [undefined, 0.9],
    ]);
  });
});
