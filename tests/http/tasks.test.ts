import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { awaitRun } from "../../server/runtime/await-answer.ts";
import { apiClient, expectProblem } from "./api-client.ts";
import { startServer, type TestServer } from "./start-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());
const call = apiClient(() => server);

const create = (body: object, headers = {}) => call("POST", "/api/v1/tasks", body, headers);
const over = ({ sessionId, id }: { sessionId: string; id: string }) =>
  awaitRun(server.runtime.sessions, server.runtime.ports.bus, sessionId, id, 10_000);

describe("a task", () => {
  test("is queued in a session of its own, and its result can be read", async () => {
    const told = await create({ task: "What is 6*7?", priority: "high", timeoutSeconds: 30 });
    expect(told.status).toBe(202);
    expect(told.headers.get("location")).toBe(`/api/v1/tasks/${told.body.id}`);
    expect(told.body).toMatchObject({
      task: "What is 6*7?",
      priority: "high",
      agent: "general",
      open: true,
      result: null,
      dependsOn: [],
    });
    await over(told.body);
    const { body } = await call("GET", `/api/v1/tasks/${told.body.id}`);
    expect(body).toMatchObject({ status: "done", open: false, result: "`calculate` answered: 42" });
    expect(body.progress).toEqual({ turns: 2, calls: 1, todo: { total: 0, completed: 0 } });
    const session = await call("GET", `/api/v1/sessions/${told.body.sessionId}`);
    expect(session.body.runs[0].limits).toEqual({ seconds: 30 });
  });

  test("may be called message, and be given to an agent in a session that is there", async () => {
    await call("POST", "/api/v1/agents", { name: "worker", instructions: "x", models: ["demo/demo"] });
    const session = await call("POST", "/api/v1/sessions", {});
    const told = await create({ message: "hello", sessionId: session.body.id, agent: "worker" });
    expect(told.body).toMatchObject({ sessionId: session.body.id, agent: "worker", task: "hello" });
  });

  test("waits for those it depends on, in their session", async () => {
    const first = await create({ task: 'ask me "Which colour?"' });
    const second = await create({ task: "What is 1+1?", dependsOn: [first.body.id] });
    expect(second.body).toMatchObject({
      sessionId: first.body.sessionId,
      status: "queued",
      dependsOn: [first.body.id],
    });
    await call("DELETE", `/api/v1/tasks/${first.body.id}`);
    await over(first.body);
    expect((await over(second.body))?.run.finished).not.toBeNull();
  });

  test("is refused with what is wrong with it", async () => {
    expectProblem(await create({}), 400, "invalid", /task: give the task as either task or message/);
    expectProblem(await create({ task: "a", message: "b" }), 400, "invalid", /either/);
    expectProblem(await create({ task: "a", timeoutSeconds: -1 }), 400, "invalid", /timeoutSeconds/);
    expectProblem(
      await create({ task: "a", runId: "x", ownerId: "y" }),
      400,
      "invalid",
      /runId: is not a known field; ownerId/,
    );
    expectProblem(await create({ task: "a", agent: "nobody" }), 404, "not_found", /nobody/);
    expectProblem(await create({ task: "a", dependsOn: ["run_nothing"] }), 404, "not_found", /run_nothing/);
    expectProblem(await create({ task: "a", sessionId: "ses_nothing" }), 404, "not_found");
  });

  test("is cancelled, and cancelling it again changes nothing", async () => {
    const { body } = await create({ task: 'ask me "Which colour?"' });
    const told = await call("DELETE", `/api/v1/tasks/${body.id}`);
    expect([200, 202]).toContain(told.status);
    await over(body);
    const again = await call("DELETE", `/api/v1/tasks/${body.id}`);
    expect(again.status).toBe(200);
    expect(again.body).toMatchObject({ status: "cancelled", open: false });
  });

  test("that is not there is not found", async () => {
    for (const id of ["run_nothing", "%00", "a%20b"]) {
      expectProblem(await call("GET", `/api/v1/tasks/${id}`), 404, "not_found");
      expectProblem(await call("DELETE", `/api/v1/tasks/${id}`), 404, "not_found");
    }
  });
});

describe("the list of tasks", () => {
  test("comes newest first, filtered by session, status, agent and whether they are open", async () => {
    const session = await call("POST", "/api/v1/sessions", {});
    const sessionId = session.body.id as string;
    const made: string[] = [];
    for (let n = 0; n < 3; n++) {
      const { body } = await create({ task: `task ${n}`, sessionId });
      await over(body);
      made.unshift(body.id);
    }
    const ids = async (query: string) => {
      const { body } = await call("GET", `/api/v1/tasks?sessionId=${sessionId}${query}`);
      return body.items.map((each: { id: string }) => each.id);
    };
    expect(await ids("")).toEqual(made);
    expect(await ids("&status=done&agent=general&open=false")).toEqual(made);
    expect(await ids("&open=true")).toEqual([]);
    expect(await ids("&agent=nobody")).toEqual([]);
    const page = await call("GET", `/api/v1/tasks?sessionId=${sessionId}&limit=2`);
    expect(await ids(`&limit=2&cursor=${encodeURIComponent(page.body.nextCursor)}`)).toEqual(made.slice(2));
  });

  test("refuses filters that are none", async () => {
    expectProblem(await call("GET", "/api/v1/tasks?status=asleep"), 400, "invalid", /status/);
    expectProblem(await call("GET", "/api/v1/tasks?open=1"), 400, "invalid", /open/);
    expectProblem(await call("GET", "/api/v1/tasks?cursor=nonsense"), 400, "invalid");
    expectProblem(await call("GET", "/api/v1/tasks?limit=ten"), 400, "invalid", /limit/);
  });
});
