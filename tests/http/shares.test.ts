import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { GET as readLog } from "../../app/share/[token]/log/route.ts";
import { fold } from "../../lib/core/reduce.ts";
import { sharedConversation } from "../../lib/export/shared-conversation.ts";
import { keyOf } from "../../server/http/idempotency.ts";
import { readShare, readSharedSteps } from "../../server/http/read-share.ts";
import { setCurrentRuntime } from "../../server/runtime/current-runtime.ts";
import { testProviders } from "../support/database.ts";
import { apiClient, expectProblem } from "./api-client.ts";
import { startServer, type TestServer } from "./start-server.ts";

/** What the server keeps the answer under. */
function keptHash(sessionId: string, key: Record<string, string>): string {
  const path = `/api/v1/sessions/${sessionId}/shares`;
  return keyOf(key["idempotency-key"], ["POST", path, {}, {}])?.hash ?? "";
}

describe.each(testProviders)("links to a session, on %s", (provider) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ provider });
    setCurrentRuntime(server.runtime);
  });
  afterAll(() => server.stop());
  const call = apiClient(() => server);
  const sharesOf = (sessionId: string) => `/api/v1/sessions/${sessionId}/shares`;
  const tokenIn = (path: string) => path.replace("/share/", "");

  async function someSession(content = "What is 6*7?") {
    const sessionId = (await call("POST", "/api/v1/sessions", { title: "Sums" })).body.id as string;
    await call("POST", `/api/v1/sessions/${sessionId}/messages`, { content, wait: true });
    return sessionId;
  }

  test("show the conversation as it stood when they were made, without what tools said", async () => {
    const sessionId = await someSession();
    const { status, body, headers } = await call("POST", sharesOf(sessionId), {});
    expect(status).toBe(201);
    expect(headers.get("location")).toBe(`${sharesOf(sessionId)}/${body.id}`);
    expect(body.path).toMatch(/^\/share\/[\w-]{43}$/);
    expect(Date.parse(body.expiresAt) - Date.parse(body.createdAt)).toBeCloseTo(7 * 24 * 60 * 60 * 1_000, -4);
    await call("POST", `/api/v1/sessions/${sessionId}/messages`, { content: "A secret afterthought", wait: true });

    const shared = await readShare(tokenIn(body.path));
    expect(shared?.conversation.title).toBe("Sums");
    expect(shared?.conversation.messages.map(({ agent, content }) => [agent, content.includes("42")])).toEqual([
      [null, false],
      ["general", false],
      ["general", true],
    ]);
    expect(JSON.stringify(shared)).not.toMatch(/afterthought|local|expression|ses_|msg_/);
  });

  test("show what tools were given and gave back only where the sharer wants it, and end where they are told", async () => {
    const sessionId = await someSession();
    const { body } = await call("POST", sharesOf(sessionId), { withTools: true });
    const calls = (await readShare(tokenIn(body.path)))?.conversation.messages.flatMap((each) => each.calls);
    expect(calls).toMatchObject([{ tool: "calculate", arguments: { expression: "6*7" }, status: "finished" }]);

    const early = await call("POST", sharesOf(sessionId), { seq: 1, expiresInDays: null });
    expect(early.body).toMatchObject({ seq: 1, expiresAt: null });
    expect((await readShare(tokenIn(early.body.path)))?.conversation.messages).toEqual([]);
    expectProblem(await call("POST", sharesOf(sessionId), { seq: 100_000 }), 400, "invalid", /cannot be shared at/);
    expectProblem(await call("POST", sharesOf(sessionId), { expiresInDays: 2 }), 400, "invalid", /1, 7, 30, or null/);
  });

  test("are replayed from a log that holds nothing of what is left out", async () => {
    const secret = `planted-${provider}-77`;
    await call("PUT", "/api/v1/secrets/shared", { value: secret, hosts: ["api.example"] });
    const sessionId = await someSession(`Say ${secret} and swordfish`);
    const { items } = (await call("GET", `/api/v1/sessions/${sessionId}/messages`)).body;
    await call("POST", `/api/v1/sessions/${sessionId}/commands`, {
      type: "message.edit",
      messageId: items[0].id,
      content: `What is 6*7 in ${secret}?`,
    });
    await call("POST", `/api/v1/sessions/${sessionId}/messages`, { content: "What is 6*8?", wait: true });
    const share = async (body: object) => tokenIn((await call("POST", sharesOf(sessionId), body)).body.path);
    const ask = (token: string) => readLog(new Request("http://x/"), { params: Promise.resolve({ token }) });

    for (const withTools of [true, false]) {
      const token = await share({ withTools });
      const answer = await ask(token);
      expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, "no-store"]);
      const text = await answer.text();
      expect(text).not.toMatch(/swordfish|(ses|msg|run|turn|call|eff)_[0-9a-z]{26}|"local"|demo/);
      expect(text).not.toContain(secret);
      expect(text).toContain("[secret]");
      expect(text.includes("expression")).toBe(withTools);
      const { events } = JSON.parse(text);
      expect(sharedConversation(fold(events))).toEqual((await readShare(token))?.conversation);
      for (const told of [await readShare(token), await readSharedSteps(token)])
        expect(JSON.stringify(told)).not.toMatch(new RegExp(`swordfish|${secret}`));
    }
    const short = JSON.parse(await (await ask(await share({ seq: 3 }))).text());
    expect(sharedConversation(fold(short.events)).messages).toHaveLength(1);
  });

  test("replay nothing when they were revoked, have expired, or never were", async () => {
    const sessionId = await someSession("hello");
    const { body } = await call("POST", sharesOf(sessionId), {});
    const { token: expired } = await server.runtime.ports.shares.add({
      ...{ ownerId: "local", sessionId, seq: 1, withTools: true },
      expiresAt: "2026-01-01T00:00:00.000Z",
    });
    await call("DELETE", `${sharesOf(sessionId)}/${body.id}`);
    for (const token of [tokenIn(body.path), expired, "never"]) {
      const answer = await readLog(new Request("http://x/"), { params: Promise.resolve({ token }) });
      expect([answer.status, await answer.json()]).toEqual([404, { message: "There is no such link." }]);
    }
  });

  test("are listed without their addresses, and closed by revoking them", async () => {
    const sessionId = await someSession("hello");
    const { body: first } = await call("POST", sharesOf(sessionId), {});
    const { body: second } = await call("POST", sharesOf(sessionId), { expiresInDays: 1 });
    const listed = (await call("GET", sharesOf(sessionId))).body;
    expect(new Set(listed.items.map(({ id }: { id: string }) => id))).toEqual(new Set([first.id, second.id]));
    expect(JSON.stringify(listed)).not.toContain("/share/");

    const closing = await call("DELETE", `${sharesOf(sessionId)}/${first.id}`);
    expect(closing.status).toBe(204);
    expect(await readShare(tokenIn(first.path))).toBeNull();
    expect(await readShare(tokenIn(second.path))).not.toBeNull();
    expectProblem(await call("DELETE", `${sharesOf(sessionId)}/${first.id}`), 404, "not_found");
  });

  test("are gone with their session", async () => {
    const sessionId = await someSession("hello");
    const { body } = await call("POST", sharesOf(sessionId), {});
    await call("DELETE", `/api/v1/sessions/${sessionId}`);
    expect(await readShare(tokenIn(body.path))).toBeNull();
    expect(await server.runtime.ports.shares.find(tokenIn(body.path))).toBeNull();
  });

  test("are made once for a key, whose kept answer holds no address", async () => {
    const sessionId = await someSession("hello");
    const key = { "idempotency-key": `share-${provider}` };
    const { body } = await call("POST", sharesOf(sessionId), {}, key);
    expectProblem(await call("POST", sharesOf(sessionId), {}, key), 409, "conflict", /told only once/);
    expect((await call("GET", sharesOf(sessionId))).body.items).toHaveLength(1);
    const kept = await server.runtime.ports.idempotency.begin(
      "local",
      key["idempotency-key"],
      keptHash(sessionId, key),
    );
    expect(kept).toMatchObject({ is: "done" });
    expect(JSON.stringify(kept)).not.toContain(tokenIn(body.path));
  });

  test("to another's session are not found, whoever asks for them", async () => {
    const { id } = await server.runtime.openSession({ userId: "bob", role: "member" }, {});
    expectProblem(await call("POST", sharesOf(id), {}), 404, "not_found");
    expectProblem(await call("GET", sharesOf(id)), 404, "not_found");
    const { link } = await server.runtime.ports.shares.add({
      ownerId: "bob",
      sessionId: id,
      seq: 1,
      withTools: false,
      expiresAt: null,
    });
    expectProblem(await call("DELETE", `${sharesOf(id)}/${link.id}`), 404, "not_found");
  });

  test("are at most fifty to one session", async () => {
    const sessionId = await someSession("hello");
    for (let made = 0; made < 50; made++) expect((await call("POST", sharesOf(sessionId), {})).status).toBe(201);
    expectProblem(await call("POST", sharesOf(sessionId), {}), 409, "conflict", /at most 50/);
  });
});
