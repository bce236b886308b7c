import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Live } from "../../lib/core/live.ts";
import { awaitRun } from "../../server/runtime/await-answer.ts";
import { type ProviderServer, startProviderServer } from "../support/provider-server.ts";
import { apiClient, expectProblem } from "./api-client.ts";
import { readSse, type SseReader } from "./sse-client.ts";
import { startServer, type TestServer } from "./start-server.ts";

const story = "Once upon a time there was a lamp that went out when nobody looked.";
let provider: ProviderServer;
let server: TestServer;
const call = apiClient(() => server);
beforeAll(async () => {
  provider = await startProviderServer();
  server = await startServer({ env: { LOCAL_MODEL_URL: `${provider.url}/v1`, LOCAL_MODEL_NAME: "far" } });
  await call("POST", "/api/v1/agents", { name: "far", instructions: "x", models: ["local/far"], tools: ["calculate"] });
  await call("POST", "/api/v1/agents", { name: "both", instructions: "x", models: ["local/far", "demo/demo"] });
  const careful = [{ name: "calculate", approval: "always" }];
  await call("POST", "/api/v1/agents", { name: "careful", instructions: "x", models: ["demo/demo"], tools: careful });
});
beforeEach(() => provider.script({ text: story }));
afterEach(() => server.quiet());
afterAll(async () => {
  await server.stop();
  await provider.close();
});

const stream = (body: object, headers: Record<string, string> = {}) =>
  readSse(`${server.url}/api/v1/messages/stream`, { method: "POST", body, headers });
const named = (reader: SseReader, event: string) =>
  reader.frames.filter((frame) => frame.event === event).map((frame) => frame.data);

/** What somebody who puts the pieces together has in the end. */
function shown({ frames }: Pick<SseReader, "frames">): string {
  return frames.reduce((text, { event, data }) => {
    if (event === "stream_reset") return "";
    return event === "stream_data" ? text + data.content : text;
  }, "");
}

function everyOther(publish: (live: Live) => void): (live: Live) => void {
  let n = 0;
  return (live) => {
    if (n++ % 2 === 0) publish(live);
  };
}

function joinedWithBefore(publish: (live: Live) => void): (live: Live) => void {
  const texts = new Map<string, string>();
  return (live) => {
    if (live.type !== "text.delta") return publish(live);
    const text = (texts.get(live.turnId) ?? "") + live.text;
    texts.set(live.turnId, text);
    publish({ ...live, offset: 0, text });
  };
}

async function whole(body: object, headers = {}): Promise<SseReader> {
  const reader = await stream(body, headers);
  await reader.ended;
  return reader;
}

describe("a streamed answer", () => {
  test("begins with where it is, tells the text piece by piece, and ends with the message and what it took", async () => {
    const reader = await whole({ content: "Tell me a story.", agent: "far", title: "Stories" });
    expect(reader.headers["content-type"]).toBe("text/event-stream; charset=utf-8");
    expect(reader.frames[0]).toMatchObject({
      event: "stream_start",
      data: { sessionId: expect.stringMatching(/^ses_/), runId: expect.stringMatching(/^run_/) },
    });
    expect(shown(reader)).toBe(story);
    expect(named(reader, "stream_reset")).toEqual([]);
    expect(reader.frames.at(-1)).toMatchObject({
      event: "stream_complete",
      data: {
        ...reader.frames[0]?.data,
        cursor: expect.any(Number),
        outcome: "done",
        message: { content: story, author: { id: "far" } },
        usage: { output: expect.any(Number) },
      },
    });
    expect((await call("GET", `/api/v1/sessions/${reader.frames[0]?.data.sessionId}`)).body.title).toBe("Stories");
  });

  test("comes while it is written, not at its end", async () => {
    provider.script({ text: story, fault: { kind: "stall", after: 3 } });
    const reader = await stream({ content: "Tell me a story.", agent: "far" });
    await reader.until(() => shown(reader) === "Once upon a");
    expect(named(reader, "stream_complete")).toEqual([]);
    const { runId, sessionId } = reader.frames[0]!.data;
    await call("DELETE", `/api/v1/tasks/${runId}`);
    const complete = await reader.until((frame) => frame.event === "stream_complete");
    expect(complete.data).toMatchObject({ outcome: "cancelled", sessionId });
    expect(shown(reader)).toBe(complete.data.message?.content ?? "");
  });

  test("shows the tools that are used, and its last turn alone as the message", async () => {
    const reader = await whole({ content: "What is 6*7?" });
    expect(named(reader, "tool").map((each) => each.status)).toEqual(["requested", "running", "finished"]);
    expect(named(reader, "tool")[0]).toMatchObject({ tool: "calculate", arguments: { expression: "6*7" } });
    expect(named(reader, "stream_reset")).toEqual([{ reason: "next_turn" }]);
    expect(shown(reader)).toBe("`calculate` answered: 42");
    expect(named(reader, "stream_complete")[0].message.content).toBe("`calculate` answered: 42");
  });

  test.each<[string, (publish: (live: Live) => void) => (live: Live) => void]>([
    ["every glimpse is lost", () => () => {}],
    ["every other glimpse is lost", everyOther],
    ["every glimpse comes twice", (publish) => (live) => [publish(live), publish(live)]],
    ["every glimpse comes with all that came before it", joinedWithBefore],
  ])("is whole even if %s", async (_, change) => {
    const { bus } = server.runtime.ports;
    const publish = bus.publishLive.bind(bus);
    const told = new Map<string, (live: Live) => void>();
    bus.publishLive = (sessionId, live) => {
      const tell = told.get(sessionId) ?? change((each) => publish(sessionId, [each]));
      told.set(sessionId, tell);
      for (const each of live) tell(each);
    };
    try {
      provider.script({ text: story, tokensPerSecond: 100 });
      const reader = await whole({ content: "Tell me a story.", agent: "far" });
      expect(shown(reader)).toBe(story);
      expect(named(reader, "stream_reset")).toEqual([]);
      const withTool = await whole({ content: "What is 6*7?" });
      expect(shown(withTool)).toBe("`calculate` answered: 42");
      const first = withTool.frames.slice(
        0,
        withTool.frames.findIndex((frame) => frame.event === "tool"),
      );
      expect(shown({ frames: first })).toBe("I will use `calculate`.");
    } finally {
      bus.publishLive = publish;
    }
  });

  test("begins anew, and says so, where an attempt broke after some of it was seen", async () => {
    provider.script({ text: story, tokensPerSecond: 200, fault: { kind: "cut", after: 6 } });
    const reader = await whole({ content: "hello", agent: "both" });
    const resets = named(reader, "stream_reset");
    expect(resets.length).toBeGreaterThanOrEqual(1);
    expect(resets[0]).toMatchObject({ reason: "attempt_failed", message: expect.any(String) });
    const [complete] = named(reader, "stream_complete");
    expect(complete).toMatchObject({ outcome: "done", message: { content: expect.stringMatching(/demo model/) } });
    expect(shown(reader)).toBe(complete.message.content);
  });

  test("that fails says why, and still ends with stream_complete", async () => {
    provider.script({ fault: { kind: "status", status: 401 } });
    const reader = await whole({ content: "hello", agent: "far" });
    expect(reader.frames.slice(-2).map((frame) => frame.event)).toEqual(["error", "stream_complete"]);
    expect(named(reader, "error")[0]).toMatchObject({ code: expect.any(String), message: expect.any(String) });
    expect(named(reader, "stream_complete")[0]).toMatchObject({
      outcome: "failed",
      message: null,
      error: named(reader, "error")[0],
    });
  });

  test("stays open while a person is asked, and goes on with the answer", async () => {
    const reader = await stream({ content: 'ask me "Which colour?"' });
    const { data } = await reader.until((frame) => frame.event === "question");
    expect(data).toMatchObject({ question: expect.stringMatching(/colour/), callId: expect.any(String) });
    const { sessionId } = reader.frames[0]!.data;
    await call("POST", `/api/v1/sessions/${sessionId}/commands`, {
      type: "question.answer",
      callId: data.callId,
      answer: "blue",
    });
    expect((await reader.until((frame) => frame.event === "stream_complete")).data.message.content).toMatch(/blue/);
  });

  test("stays open while an approval is asked for, and tells what became of it", async () => {
    const reader = await stream({ content: "What is 6*7?", agent: "careful" });
    const { data } = await reader.until((frame) => frame.event === "approval");
    expect(data).toMatchObject({ tool: "calculate", arguments: { expression: "6*7" }, reason: expect.any(String) });
    const { sessionId } = reader.frames[0]!.data;
    await call("POST", `/api/v1/sessions/${sessionId}/commands`, {
      type: "tool.deny",
      callId: data.callId,
      reason: "not today",
    });
    await reader.until((frame) => frame.event === "stream_complete");
    expect(named(reader, "tool")).toEqual(
      expect.arrayContaining([{ callId: data.callId, status: "denied", reason: "not today" }]),
    );
  });

  test("of a message that waits its turn begins when it is delivered", async () => {
    const first = await stream({ content: 'ask me "Which colour?"' });
    const question = await first.until((frame) => frame.event === "question");
    const { sessionId } = first.frames[0]!.data;
    const second = await stream({ sessionId, content: "What is 6*7?" });
    expect((await second.until((frame) => frame.event === "stream_start")).data.runId).toBeNull();
    await call("POST", `/api/v1/sessions/${sessionId}/commands`, {
      type: "question.answer",
      callId: question.data.callId,
      answer: "blue",
    });
    expect((await second.until((frame) => frame.event === "stream_complete")).data.message.content).toMatch(/42/);
    expect(shown(second)).toBe("`calculate` answered: 42");
  });

  test("of a message that is withdrawn ends in words", async () => {
    const first = await stream({ content: 'ask me "Which colour?"' });
    await first.until((frame) => frame.event === "question");
    const { sessionId } = first.frames[0]!.data;
    const second = await stream({ sessionId, content: "never mind" });
    const { messageId } = (await second.until((frame) => frame.event === "stream_start")).data;
    await call("POST", `/api/v1/sessions/${sessionId}/commands`, { type: "message.withdraw", messageId });
    await second.ended;
    expect(named(second, "error")[0]).toMatchObject({ code: "withdrawn" });
    expect(named(second, "stream_complete")[0]).toMatchObject({ message: null, outcome: "cancelled" });
    first.hangUp();
  });

  test("goes on in the session when the reader hangs up, and is found again with the same key", async () => {
    provider.script({ text: story, tokensPerSecond: 100 });
    const headers = { "idempotency-key": "story-1" };
    const body = { content: "Tell me a story.", agent: "far" };
    const left = await stream(body, headers);
    const { sessionId, runId } = (await left.until((frame) => frame.event === "stream_start")).data;
    left.hangUp();
    const { sessions, ports } = server.runtime;
    expect((await awaitRun(sessions, ports.bus, sessionId, runId, 10_000))?.reply?.content).toBe(story);
    const again = await whole(body, headers);
    expect(again.frames[0]?.data).toMatchObject({ sessionId, runId });
    expect(shown(again)).toBe(story);
    expectProblem(
      await call("POST", "/api/v1/messages/stream", { content: "Another." }, headers),
      422,
      "idempotency_mismatch",
    );
  });

  test("is found again with the same key while a person is asked", async () => {
    const headers = { "idempotency-key": "asked-1" };
    const body = { content: 'ask me "Which colour?"' };
    const left = await stream(body, headers);
    const { data } = await left.until((frame) => frame.event === "question");
    left.hangUp();
    const again = await stream(body, headers);
    expect((await again.until((frame) => frame.event === "question")).data).toEqual(data);
    again.hangUp();
  });

  test("is refused as a problem where the message is", async () => {
    expectProblem(await call("POST", "/api/v1/messages/stream", {}), 400, "invalid", /content: is required/);
    expectProblem(
      await call("POST", "/api/v1/messages/stream", { content: "x", wait: true }),
      400,
      "invalid",
      /wait: is not a known field/,
    );
    expectProblem(await call("POST", "/api/v1/messages/stream", { content: "x", agent: "nobody" }), 404, "not_found");
    expect((await call("GET", "/api/v1/stats")).body.connections.streams).toBe(0);
  });
});
