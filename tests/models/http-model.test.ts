import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createHttpModel } from "../../server/models/http-model.ts";
import { openAiChat } from "../../server/models/openai-chat/protocol.ts";
import { readRetryAfter } from "../../server/models/retry-after.ts";
import type { Model } from "../../server/ports/models.ts";
import { type ProviderServer, startProviderServer } from "../support/provider-server.ts";
import { ask, never, readFrom } from "./read-reply.ts";

let server: ProviderServer;
beforeEach(async () => {
  server = await startProviderServer();
});
afterEach(() => server.close());

function model(baseUrl = `${server.url}/v1`): Model {
  const endpoint = { provider: "openai", baseUrl, apiKey: "sk-secret-key-1", keyVariable: "OPENAI_API_KEY" };
  return createHttpModel(
    endpoint,
    "gpt",
    openAiChat("openai", "openai/gpt", { maxTokensField: "max_tokens", structured: "words" }),
  );
}

describe("a refusal by status", () => {
  it.each([
    [401, "Incorrect API key provided: sk-secret-key-1", "unauthorized", "OPENAI_API_KEY"],
    [403, "Not allowed", "unauthorized", "OPENAI_API_KEY"],
    [402, "Insufficient Balance", "unauthorized", "credit"],
    [429, "You exceeded your current quota", "unauthorized", "credit"],
    [429, "Slow down", "rate_limited", "Slow down"],
    [500, "Oops", "server_error", "Oops"],
    [502, "Bad gateway", "server_error", ""],
    [503, "Busy", "overloaded", "Busy"],
    [529, "Overloaded", "overloaded", ""],
    [408, "Late", "timeout", ""],
    [404, "The model `gpt` does not exist", "not_found", "gpt"],
    [400, "This model's maximum context length is 8192 tokens", "context_too_long", "too long"],
    [413, "Too large", "context_too_long", ""],
    [400, "Your request was rejected by content_policy", "refused", ""],
    [400, "messages must not be empty", "bad_request", "messages must not be empty"],
    [302, "Elsewhere", "bad_request", ""],
  ])("%i %s is %s", async (status, message, code, said) => {
    server.script({ fault: { kind: "status", status, body: { error: { message } } } });
    const { error } = await readFrom(model());
    expect(error).toMatchObject({ code, status });
    expect(error?.message).toContain(said);
    expect(error?.message).not.toContain("secret-key");
  });

  it.each([
    ["a text", "It is broken", "It is broken"],
    ["a page", "<html>503</html>", "trouble"],
    ["an error as text", { error: "model 'x' not found" }, "model 'x' not found"],
    ["a list", [{ error: { message: "in a list" } }], "in a list"],
    ["a detail", { detail: "in a detail" }, "in a detail"],
  ])("is understood in %s", async (_shape, body, said) => {
    server.script({ fault: { kind: "status", status: 503, body } });
    expect((await readFrom(model())).error?.message).toContain(said);
  });

  it("says how long to wait", async () => {
    server.script({ fault: { kind: "status", status: 429, retryAfter: "7" } });
    expect((await readFrom(model())).error?.retryAfterMs).toBe(7000);
    const today = Date.parse("2026-01-01T00:00:00Z");
    expect(readRetryAfter({ "retry-after": "Thu, 01 Jan 2026 00:00:05 GMT" }, today)).toBe(5000);
    expect(readRetryAfter({ "retry-after": "Wed, 31 Dec 2025 00:00:00 GMT" }, today)).toBe(0);
    expect(readRetryAfter({ "retry-after-ms": "250", "retry-after": "1" })).toBe(250);
    expect(readRetryAfter({ "retry-after": "soon" })).toBeNull();
    expect(readRetryAfter({})).toBeNull();
  });
});

describe("a connection", () => {
  it("that cannot be made is a network error that names the place", async () => {
    const { port } = new URL(server.url);
    await server.close();
    const { error } = await readFrom(model());
    expect(error).toMatchObject({ code: "network", message: expect.stringContaining(`127.0.0.1:${port}`) });
    server = await startProviderServer();
  });

  it("that breaks in the middle is a broken stream, with what had come before", async () => {
    server.script({ tokens: 10, fault: { kind: "cut", after: 4 } });
    const reply = await readFrom(model());
    expect(reply.error?.code).toBe("broken_stream");
    expect(reply.text).toBe("word word1 word2 word3");
  });

  it("is closed when the request is aborted, at once and as a value", async () => {
    server.script({ tokens: 10, fault: { kind: "stall", after: 2 } });
    const abort = new AbortController();
    const chunks = model().stream(ask("Hi"), abort.signal)[Symbol.asyncIterator]();
    await chunks.next();
    await chunks.next();
    abort.abort();
    expect(await chunks.next()).toMatchObject({ value: { type: "error", error: { code: "aborted" } } });
    expect((await chunks.next()).done).toBe(true);
    await server.requests[0]!.gone;
  });

  it("is closed when the server has not even answered", async () => {
    server.script({ fault: { kind: "no-answer" } });
    const abort = new AbortController();
    const reading = readFrom(model(), ask("Hi"), abort.signal);
    const { gone } = await server.request(0);
    abort.abort();
    expect((await reading).error?.code).toBe("aborted");
    await gone;
  });

  it("is not made for a request that is aborted already", async () => {
    expect((await readFrom(model(), ask("Hi"), AbortSignal.abort())).error?.code).toBe("aborted");
    expect(server.requests).toHaveLength(0);
  });

  it("is closed when the reader goes away", async () => {
    server.script({ tokens: 10, fault: { kind: "stall", after: 2 } });
    for await (const chunk of model().stream(ask("Hi"), never)) if (chunk.type === "text") break;
    await server.requests[0]!.gone;
  });

  it("that nobody reads for a while loses nothing", async () => {
    server.script({ tokens: 50_000 });
    const chunks = model().stream(ask("Hi"), never)[Symbol.asyncIterator]();
    await chunks.next();
    let words = 1;
    for (let next = await chunks.next(); !next.done; next = await chunks.next())
      if (next.value.type === "text") words += 1;
    expect(words).toBe(50_000);
  });

  it("is used again for the next request", async () => {
    const same = model();
    for (let n = 0; n < 5; n++) await readFrom(same);
    expect(server.connections()).toBeLessThanOrEqual(2);
  });
});
