import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testProviders } from "../support/database.ts";
import { apiClient, expectProblem } from "./api-client.ts";
import { startServer, type TestServer } from "./start-server.ts";

describe.each(testProviders)("the search over REST, on %s", (provider) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ provider });
  });
  afterAll(() => server.stop());
  const call = apiClient(() => server);
  const find = async (query: string) =>
    (await call("GET", `/api/v1/search?query=${encodeURIComponent(query)}`)).body.items;

  test("finds what people and agents said, and says where", async () => {
    const { body } = await call("POST", "/api/v1/messages", { content: "What is 6*7, dear xylophone?", wait: true });
    const [item] = await find("xylo");
    expect(item).toMatchObject({ sessionId: body.sessionId, messageId: body.messageId, author: { kind: "user" } });
    expect(item.snippet).toEqual({ text: "What is 6*7, dear xylophone?", marks: [{ from: 18, to: 27 }] });
    const messages = await call("GET", `/api/v1/sessions/${body.sessionId}/messages`);
    expect(messages.body.items.find((each: { id: string }) => each.id === item.messageId).seq).toBe(item.seq);
    expect((await find("42")).map((each: { messageId: string }) => each.messageId)).toContain(body.reply.id);
  });

  test("finds what was edited and what a fork holds, until the session is deleted", async () => {
    const { body } = await call("POST", "/api/v1/messages", { content: "an aardvark", wait: true });
    const { sessionId, messageId, cursor } = body;
    await call("POST", `/api/v1/sessions/${sessionId}/commands`, {
      type: "message.edit",
      messageId,
      content: "a zebu",
    });
    const fork = await call("POST", "/api/v1/sessions", { forkOf: { sessionId, seq: cursor } });
    const places = async (word: string) => (await find(word)).map((each: { sessionId: string }) => each.sessionId);
    expect(await places("zebu")).toContain(sessionId);
    expect((await places("aardvark ")).filter((id: string) => id === fork.body.id).length).toBeGreaterThan(0);
    await call("DELETE", `/api/v1/sessions/${sessionId}`);
    expect(await places("zebu")).toEqual([]);
    expect(new Set(await places("aardvark"))).toEqual(new Set([fork.body.id]));
  });

  test("never fails for what is asked, and refuses what it does not know", async () => {
    for (const query of ["", '"', "*", "a AND", "NEAR(", "col:x", "' OR 1=1 --", "\0", "&|!", "\u202e"]) {
      expect((await call("GET", `/api/v1/search?query=${encodeURIComponent(query)}`)).status).toBe(200);
    }
    expectProblem(await call("GET", "/api/v1/search"), 400, "invalid", /query: is required/);
    expectProblem(await call("GET", `/api/v1/search?query=${"x".repeat(501)}`), 400, "invalid", /query/);
    expectProblem(await call("GET", "/api/v1/search?query=x&cursor=nonsense"), 400, "invalid", /cursor/);
  });
});
