import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { apiClient, expectProblem } from "./api-client.ts";
import { startServer, type TestServer } from "./start-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());
const call = apiClient(() => server);
const use = (body: object, headers = {}) => call("POST", "/api/v1/tools/call", body, headers);

describe("the list of tools", () => {
  test("tells each with its schema, and why one cannot be used", async () => {
    const { body } = await call("GET", "/api/v1/tools");
    const byName = new Map(body.items.map((each: { name: string }) => [each.name, each]));
    expect([...byName.keys()]).toEqual(
      expect.arrayContaining(["todo", "ask_user", "calculate", "fetch_url", "save_data"]),
    );
    expect(byName.get("calculate")).toMatchObject({
      parameters: { type: "object", required: ["expression"] },
      unavailable: null,
      approval: "never",
    });
    expect(byName.get("fetch_url")).toMatchObject({ unavailable: expect.stringMatching(/FETCH_ALLOW_HOSTS/) });
  });

  test("has each for itself too, and tells where there is none", async () => {
    const { items } = (await call("GET", "/api/v1/tools")).body;
    for (const name of ["calculate", "todo"])
      expect((await call("GET", `/api/v1/tools/${name}`)).body).toEqual(
        items.find((each: { name: string }) => each.name === name),
      );
    expectProblem(await call("GET", "/api/v1/tools/none"), 404, "not_found");
  });
});

describe("a tool that a person calls", () => {
  test("runs at once, and is recorded as such", async () => {
    const told = await use({ tool: "calculate", arguments: { expression: "6*7" } });
    expect(told.status).toBe(200);
    expect(told.body).toMatchObject({ ok: true, tool: "calculate", content: "42", details: { value: 42 } });
    const { items } = await server.runtime.ports.records.list({ ownerId: "local", limit: 1 });
    expect(items[0]).toMatchObject({
      tool: "calculate",
      runId: null,
      sessionId: null,
      callId: told.body.callId,
      outcome: "finished",
      content: "42",
    });
  });

  test("may be named by name, and needs no arguments where it has none", async () => {
    expect((await use({ name: "current_time" })).body.details.timeZone).toBe("UTC");
  });

  test("works on the caller's own data", async () => {
    await use({ tool: "save_data", arguments: { name: "colour", value: { is: "blue" } } });
    expect((await use({ tool: "read_data", arguments: { name: "colour" } })).body.details).toEqual({
      found: true,
      value: { is: "blue" },
    });
  });

  test("that fails answers 422 with its own code, and is recorded", async () => {
    const told = await use({ tool: "calculate", arguments: { expression: "1/0" } });
    expectProblem(told, 422, "tool_failed", /zero/);
    expect(told.body).toMatchObject({ tool: "calculate", reason: expect.any(String) });
    const { items } = await server.runtime.ports.records.list({ ownerId: "local", limit: 1 });
    expect(items[0]).toMatchObject({ outcome: "failed", error: told.body.detail });
  });

  test("with arguments that do not fit, or a name that is none, is refused", async () => {
    expectProblem(await use({ tool: "calculate", arguments: {} }), 400, "invalid", /expression: is required/);
    expectProblem(await use({ tool: "calculate", arguments: { expression: "1", unit: "m" } }), 400, "invalid", /unit/);
    expectProblem(await use({ tool: "calculate", arguments: "1+1" }), 400, "invalid", /arguments/);
    expectProblem(await use({ tool: "nothing" }), 404, "not_found", /GET \/api\/v1\/tools/);
    expectProblem(await use({ tool: "calculate", name: "calculate" }), 400, "invalid", /either/);
    expectProblem(await use({}), 400, "invalid", /either/);
    expectProblem(await use({ tool: "calculate", effectId: "x" }), 400, "invalid", /effectId: is not a known field/);
  });

  test("that cannot be used now says so", async () => {
    expectProblem(
      await use({ tool: "fetch_url", arguments: { url: "https://example.com" } }),
      503,
      "unavailable",
      /FETCH_ALLOW_HOSTS/,
    );
  });

  test("that asks a person cannot be called by itself", async () => {
    expectProblem(await use({ tool: "ask_user", arguments: { question: "?" } }), 409, "conflict", /asks the person/);
  });

  test("that works on a session needs one, and changes it there", async () => {
    const items = [{ title: "Pack", status: "pending" }];
    expectProblem(await use({ tool: "todo", arguments: { items } }), 400, "invalid", /say which one/);
    const { body: session } = await call("POST", "/api/v1/sessions", {});
    expect((await use({ tool: "todo", arguments: { items }, sessionId: session.id })).status).toBe(200);
    const { body } = await call("GET", `/api/v1/sessions/${session.id}`);
    expect(body.todo).toMatchObject(items);
    const events = await call("GET", `/api/v1/sessions/${session.id}/events`);
    expect(events.body.items.at(-1)).toMatchObject({ type: "todo.changed", by: { kind: "user", id: "local" } });
    expectProblem(await use({ tool: "todo", arguments: { items }, sessionId: "ses_nothing" }), 404, "not_found");
  });
});
