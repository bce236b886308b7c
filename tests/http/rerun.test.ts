import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findRun, type SessionState } from "../../lib/core/state.ts";
import { singleUser } from "../../server/runtime/authorize.ts";
import { awaitRun } from "../../server/runtime/await-answer.ts";
import { testProviders } from "../support/database.ts";
import { publishAgent } from "../support/publish-agent.ts";
import { apiClient, expectProblem } from "./api-client.ts";
import { startServer, type TestServer } from "./start-server.ts";

describe.each(testProviders)("a rerun over REST, on %s", (provider) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ provider });
  });
  afterAll(() => server.stop());
  const call = apiClient(() => server);

  async function ended(sessionId: string, runId: string): Promise<SessionState> {
    await awaitRun(server.runtime.sessions, server.runtime.ports.bus, sessionId, runId, 20_000);
    return server.runtime.state(singleUser, sessionId);
  }

  async function calculated(agent = "general") {
    const { body } = await call("POST", "/api/v1/sessions", { title: "Sums", agent });
    const sessionId = body.id as string;
    const said = await call("POST", `/api/v1/sessions/${sessionId}/messages`, { content: "calculate 6*7", wait: true });
    const state = await server.runtime.state(singleUser, sessionId);
    const run = state.runs[0];
    if (!run) throw new Error(`there is no run: ${JSON.stringify(said.body)}`);
    return { sessionId, run };
  }

  test("goes on from a call with other arguments, in a session of its own", async () => {
    const { sessionId, run } = await calculated();
    const [made] = run.calls;
    const before = await server.runtime.events(singleUser, sessionId, 0);
    const from = { callId: made?.callId };
    const told = await call("POST", `/api/v1/runs/${run.id}/rerun`, { from, arguments: { expression: "6*8" } });
    expect(told.status).toBe(201);
    expect(told.headers.get("location")).toBe(`/api/v1/sessions/${told.body.session.id}`);
    expect(told.body.session).toMatchObject({ title: "Rerun: Sums", forkOf: { sessionId } });

    const state = await ended(told.body.session.id, told.body.runId);
    const again = findRun(state, told.body.runId);
    expect(again).toMatchObject({ finished: { outcome: "done" }, rerunOf: { sessionId, runId: run.id } });
    expect(again?.calls).toMatchObject([{ tool: "calculate", content: "48" }]);
    expect(await server.runtime.events(singleUser, sessionId, 0)).toEqual(before);
  });

  test("goes on from a turn with the version that is published now, and keeps what tools had answered", async () => {
    const name = `counter-${provider}`;
    const tools = [{ name: "calculate" }];
    await publishAgent(server, { name, instructions: "You are the first.", tools });
    const { run } = await calculated(name);
    const body = { instructions: "You are the second.", tools };
    await server.runtime.ports.definitions.change("agent", name, { do: "publish", body, note: "" }, "local");
    const from = { turnId: run.turns.at(-1)?.id };
    const told = await call("POST", `/api/v1/runs/${run.id}/rerun`, { from, version: "published", model: "demo/demo" });
    const again = findRun(await ended(told.body.session.id, told.body.runId), told.body.runId);
    expect(again).toMatchObject({ agentVersion: 2, models: ["demo/demo"], finished: { outcome: "done" } });
    expect(again?.calls).toMatchObject([{ content: "42", effectId: expect.any(String) }]);
    const old = await call("POST", `/api/v1/runs/${run.id}/rerun`, { from });
    expect(findRun(await ended(old.body.session.id, old.body.runId), old.body.runId)?.agentVersion).toBe(1);
  });

  test("is made once for a key", async () => {
    const { run } = await calculated();
    const key = { "idempotency-key": `rerun-${provider}` };
    const first = await call("POST", `/api/v1/runs/${run.id}/rerun`, { content: "hello" }, key);
    const second = await call("POST", `/api/v1/runs/${run.id}/rerun`, { content: "hello" }, key);
    expect([second.status, second.body.runId, second.body.session.id]).toEqual([
      201,
      first.body.runId,
      first.body.session.id,
    ]);
  });

  test("is refused where there is no such run, step or version", async () => {
    const { run } = await calculated();
    const again = (body: unknown, runId = run.id) => call("POST", `/api/v1/runs/${runId}/rerun`, body);
    expectProblem(await again({}, "run_none"), 404, "not_found");
    expectProblem(await again({ from: { turnId: "turn_none" } }), 404, "not_found", /no turn/);
    expectProblem(await again({ version: 99 }), 404, "not_found", /version 99/);
    expectProblem(await again({ arguments: {} }), 400, "invalid", /belong to a call/);
    const { id } = await server.runtime.openSession({ userId: "bob", role: "member" }, {});
    const bobs = await server.runtime.dispatch(
      { userId: "bob", role: "member" },
      id,
      { type: "task.create", task: "hello" },
      "command-of-bob",
    );
    expectProblem(await again({}, bobs.state.runs[0]?.id), 404, "not_found");
  });
});
