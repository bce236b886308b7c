import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { singleUser } from "../../server/runtime/authorize.ts";
import { testProviders } from "../support/database.ts";
import { apiClient, expectProblem } from "./api-client.ts";
import { startServer, type TestServer } from "./start-server.ts";

describe.each(testProviders)("a fork over REST, on %s", (provider) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ provider });
  });
  afterAll(() => server.stop());
  const call = apiClient(() => server);

  async function someSession(title = "Origin") {
    const { body } = await call("POST", "/api/v1/sessions", { title, tags: ["home"] });
    const sessionId = body.id as string;
    const said = await call("POST", `/api/v1/sessions/${sessionId}/messages`, { content: "hello", wait: true });
    return { sessionId, head: said.body.cursor as number, reply: said.body.reply };
  }
  const contents = async (sessionId: string) =>
    (await call("GET", `/api/v1/sessions/${sessionId}/messages`)).body.items.map(
      (each: { content: string }) => each.content,
    );

  test("begins as its original was at that place, and goes its own way", async () => {
    const { sessionId, reply } = await someSession();
    await call("POST", `/api/v1/sessions/${sessionId}/messages`, { content: "later", wait: true });

    const forkOf = { sessionId, seq: reply.seq };
    const told = await call("POST", "/api/v1/sessions", { forkOf, title: "Another way" });
    expect(told.status).toBe(201);
    expect(told.headers.get("location")).toBe(`/api/v1/sessions/${told.body.id}`);
    expect(told.body).toMatchObject({ title: "Another way", tags: ["home"], forkOf, openRuns: 0 });
    expect(await contents(told.body.id)).toEqual(["hello", reply.content]);

    await call("POST", `/api/v1/sessions/${told.body.id}/messages`, { content: "instead", wait: true });
    expect(await contents(told.body.id)).toContain("instead");
    expect(await contents(sessionId)).not.toContain("instead");
  });

  test("keeps the original's title where it is given none", async () => {
    const { sessionId, head } = await someSession("Plan the move");
    const { body } = await call("POST", "/api/v1/sessions", { forkOf: { sessionId, seq: head } });
    expect(body.title).toBe("Plan the move");
    expect((await call("GET", `/api/v1/sessions/${sessionId}`)).body.forkOf).toBeNull();
  });

  test("is made once for a key, also where the answer was lost", async () => {
    const { sessionId, head } = await someSession();
    const body = { forkOf: { sessionId, seq: head } };
    const key = { "idempotency-key": `fork-${provider}` };
    const first = await call("POST", "/api/v1/sessions", body, key);
    await server.runtime.ports.idempotency.abandon(singleUser.userId, key["idempotency-key"]);
    const second = await call("POST", "/api/v1/sessions", body, key);
    expect(second.body.id).toBe(first.body.id);
  });

  test("is refused beyond the log's end, at its zero and with settings of its own", async () => {
    const { sessionId } = await someSession();
    const forked = (more: object, seq: number) =>
      call("POST", "/api/v1/sessions", { forkOf: { sessionId, seq }, ...more });
    expectProblem(await forked({}, 100_000), 400, "invalid", /cannot be forked at 100000/);
    expectProblem(await forked({}, 0), 400, "invalid", /forkOf\.seq/);
    expectProblem(await forked({ agent: "general", tags: [] }, 1), 400, "invalid", /agent: cannot.*tags: cannot/);
  });

  test("of what is not there, or somebody else's, is not found", async () => {
    const fork = (sessionId: string) => call("POST", "/api/v1/sessions", { forkOf: { sessionId, seq: 1 } });
    expectProblem(await fork("ses_nothing"), 404, "not_found");
    const { id } = await server.runtime.openSession({ userId: "bob", role: "member" }, { title: "His" });
    expectProblem(await fork(id), 404, "not_found");
  });
});
