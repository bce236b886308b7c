import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { apiClient, expectProblem } from "./api-client.ts";
import { startServer, type TestServer } from "./start-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());
const call = apiClient(() => server);

const open = async (wanted: object = {}) => (await call("POST", "/api/v1/sessions", wanted)).body.id as string;

describe("a session", () => {
  test("is opened with what it is given, and Location names it", async () => {
    const wanted = { title: "Plan", tags: ["home"], whileRunning: "steer", expiresAt: "2099-01-01T00:00:00Z" };
    const told = await call("POST", "/api/v1/sessions", wanted);
    expect(told.status).toBe(201);
    expect(told.body).toMatchObject({ ...wanted, agent: "general", workflow: "solo", status: "active", head: 1 });
    expect(told.headers.get("location")).toBe(`/api/v1/sessions/${told.body.id}`);
  });

  test("is opened by an empty request too", async () => {
    const told = await call("POST", "/api/v1/sessions");
    expect(told.body).toMatchObject({ title: "New conversation", tags: [], whileRunning: "queue", expiresAt: null });
  });

  test("is not opened with fields that a person may not set, and is told which", async () => {
    const told = await call("POST", "/api/v1/sessions", { id: "ses_1", ownerId: "somebody", title: "x" });
    expectProblem(told, 400, "invalid", /id: is not a known field; ownerId: is not a known field/);
    expect(told.body.errors.map((each: { path: string }) => each.path)).toEqual(["id", "ownerId"]);
  });

  test("is not opened with an agent or a workflow that is not there", async () => {
    expectProblem(
      await call("POST", "/api/v1/sessions", { agent: "nobody" }),
      404,
      "not_found",
      /GET \/api\/v1\/agents/,
    );
    expectProblem(await call("POST", "/api/v1/sessions", { workflow: "crew" }), 404, "not_found", /crew/);
  });

  test("is not opened with a time that is none", async () => {
    const told = await call("POST", "/api/v1/sessions", { expiresAt: "tomorrow" });
    expectProblem(told, 400, "invalid", /expiresAt: must be a time such as/);
  });

  test("is read with its runs and its todo list, without its messages", async () => {
    const id = await open();
    await call("POST", `/api/v1/sessions/${id}/messages`, { content: "What is 6*7?", wait: true });
    const { body } = await call("GET", `/api/v1/sessions/${id}`);
    expect(body).toMatchObject({ id, messageCount: 3, openRuns: 0, todo: [] });
    expect(body.runs[0]).toMatchObject({ status: "done", agent: "general" });
    expect(body.runs[0].calls[0]).toMatchObject({ tool: "calculate", status: "finished", content: "42" });
    expect(body).not.toHaveProperty("messages");
  });

  test("is changed, and says how it is then", async () => {
    const id = await open({ title: "Before" });
    const told = await call("PATCH", `/api/v1/sessions/${id}`, { title: "After", tags: ["a", "b"], status: "paused" });
    expect(told.body).toMatchObject({ title: "After", tags: ["a", "b"], status: "paused" });
    expect((await call("GET", `/api/v1/sessions/${id}`)).body).toMatchObject({ title: "After", status: "paused" });
  });

  test("is not changed by nothing, nor by what is not its", async () => {
    const id = await open();
    expectProblem(await call("PATCH", `/api/v1/sessions/${id}`, {}), 400, "invalid", /Say what to change/);
    expectProblem(
      await call("PATCH", `/api/v1/sessions/${id}`, { head: 7 }),
      400,
      "invalid",
      /head: is not a known field/,
    );
    expectProblem(await call("PATCH", `/api/v1/sessions/${id}`, { agent: "nobody" }), 404, "not_found");
  });

  test("that is paused takes no messages", async () => {
    const id = await open();
    await call("PATCH", `/api/v1/sessions/${id}`, { status: "paused" });
    expectProblem(await call("POST", `/api/v1/sessions/${id}/messages`, { content: "x" }), 409, "conflict", /paused/);
  });

  test("is deleted with everything in it", async () => {
    const id = await open();
    await call("POST", `/api/v1/sessions/${id}/messages`, { content: "hello", wait: true });
    expect((await call("DELETE", `/api/v1/sessions/${id}`)).status).toBe(204);
    for (const rest of ["", "/messages", "/events", "/transcript"]) {
      expectProblem(await call("GET", `/api/v1/sessions/${id}${rest}`), 404, "not_found");
    }
    expectProblem(await call("DELETE", `/api/v1/sessions/${id}`), 404, "not_found");
  });

  test("that is not there is not found, by whatever name", async () => {
    for (const id of ["ses_nothing", "%00", "a%20b", "..%2f..%2fetc", "%E0%A4%A", "x".repeat(300)]) {
      expectProblem(await call("GET", `/api/v1/sessions/${id}`), 404, "not_found");
    }
  });
});

describe("the list of sessions", () => {
  test("comes page by page, the last changed first, each once", async () => {
    const made: string[] = [];
    for (let n = 0; n < 5; n++) made.push(await open({ tags: ["paged"] }));
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const { body } = await call(
        "GET",
        `/api/v1/sessions?tag=paged&limit=2${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      );
      expect([1, 2]).toContain(body.items.length);
      seen.push(...body.items.map((each: { id: string }) => each.id));
      cursor = body.nextCursor;
    }
    expect(seen).toEqual(made.toReversed());
  });

  test("is filtered by words, status, tag and agent", async () => {
    const id = await open({ title: "Zebra crossing", tags: ["filtered"] });
    await open({ tags: ["filtered"] });
    await call("PATCH", `/api/v1/sessions/${id}`, { status: "paused" });
    for (const query of ["search=zebra", "tag=filtered&status=paused", "status=paused&agent=general&search=Zebra"]) {
      const { body } = await call("GET", `/api/v1/sessions?${query}`);
      expect(body.items.map((each: { id: string }) => each.id)).toEqual([id]);
    }
    expect((await call("GET", "/api/v1/sessions?agent=nobody")).body.items).toEqual([]);
  });

  test("clamps how many are asked for, and refuses what is no number", async () => {
    for (const limit of ["0", "-3"])
      expect((await call("GET", `/api/v1/sessions?limit=${limit}`)).body.items).toHaveLength(1);
    expect((await call("GET", "/api/v1/sessions?limit=100000")).status).toBe(200);
    for (const limit of ["ten", "1.5", "", "1e3", "0x10"]) {
      expectProblem(
        await call("GET", `/api/v1/sessions?limit=${limit}`),
        400,
        "invalid",
        /limit: must be a whole number/,
      );
    }
  });

  test("refuses a cursor it did not give, a filter it does not know, and one that comes twice", async () => {
    expectProblem(await call("GET", "/api/v1/sessions?cursor=nonsense"), 400, "invalid");
    expectProblem(await call("GET", "/api/v1/sessions?colour=red"), 400, "invalid", /colour: is not a known field/);
    expectProblem(await call("GET", "/api/v1/sessions?tag=a&tag=b"), 400, "invalid", /tag: is given twice/);
    expectProblem(await call("GET", "/api/v1/sessions?status=asleep"), 400, "invalid", /status/);
  });
});
