import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ApiDescription, Operation } from "../../server/http/openapi.ts";
import { apiClient } from "./api-client.ts";
import { startServer, type TestServer } from "./start-server.ts";

let server: TestServer;
let description: ApiDescription;
const call = apiClient(() => server);
beforeAll(async () => {
  server = await startServer();
  description = (await call("GET", "/api/openapi.json")).body;
});
afterAll(() => server.stop());

/** The table, as it stands. */
const calls = `
GET /health · GET /ready · GET /metrics · GET /api/v1 · GET /api/v1/health · GET /api/v1/stats
POST /api/v1/sessions · GET /api/v1/sessions · GET /api/v1/sessions/{sessionId} · PATCH /api/v1/sessions/{sessionId} · DELETE /api/v1/sessions/{sessionId}
GET /api/v1/sessions/{sessionId}/messages · POST /api/v1/sessions/{sessionId}/messages
GET /api/v1/sessions/{sessionId}/events · GET /api/v1/sessions/{sessionId}/transcript · POST /api/v1/sessions/{sessionId}/commands
POST /api/v1/messages · POST /api/v1/messages/stream
POST /api/v1/tasks · GET /api/v1/tasks · GET /api/v1/tasks/{taskId} · DELETE /api/v1/tasks/{taskId}
GET /api/v1/tools · GET /api/v1/tools/{name} · POST /api/v1/tools/call
GET /api/v1/agents · POST /api/v1/agents · GET /api/v1/agents/{name} · PUT /api/v1/agents/{name} · DELETE /api/v1/agents/{name}
GET /api/v1/cache · DELETE /api/v1/cache · GET /api/v1/cache/stats · GET /api/openapi.json`;

const operations = (): [string, Operation][] =>
  Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [
      `${method.toUpperCase()} ${path}`,
      operation,
    ]),
  );

describe("the description", () => {
  test("is OpenAPI 3.1, and has every call that was promised", () => {
    expect(description.openapi).toMatch(/^3\.1\./);
    const described = operations().map(([name]) => name);
    const promised = calls.trim().split(/\s*[·\n]\s*/);
    expect(described).toEqual(expect.arrayContaining(promised));
  });

  test("names each operation once, with a summary, a tag and what it answers", () => {
    const ids = operations().map(([, operation]) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [name, { summary, tags, responses }] of operations()) {
      expect([name, summary.length > 5, tags.length]).toEqual([name, true, 1]);
      expect(Object.keys(responses).some((status) => /^[23]\d\d$/.test(status))).toBe(true);
      expect(responses.default?.content).toHaveProperty("application/problem+json");
    }
  });

  test("describes each parameter of each path", () => {
    for (const [name, { parameters }] of operations()) {
      const inPath = [...name.matchAll(/\{(\w+)\}/g)].map(([, each]) => each);
      expect([name, parameters.filter((each) => each.in === "path").map((each) => each.name)]).toEqual([name, inPath]);
    }
  });

  test("refers only to schemas that it has, and shows whole numbers as such", () => {
    const referred = [...JSON.stringify(description).matchAll(/"\$ref":"([^"]+)"/g)].map(([, to]) => to as string);
    const missing = referred.filter(
      (to) => !(to.replace("#/components/schemas/", "") in description.components.schemas),
    );
    expect(referred.length).toBeGreaterThan(20);
    expect(missing).toEqual([]);
    const limit = description.paths["/api/v1/sessions"]?.get?.parameters.find((each) => each.name === "limit");
    expect(limit?.schema).toEqual({ type: "integer", minimum: 1, maximum: 500 });
  });

  test("gives examples that work as they are", async () => {
    const { body: session } = await call("POST", "/api/v1/sessions", {});
    const { body: task } = await call("POST", "/api/v1/tasks", { task: "hello" });
    const { body: stored } = await call("POST", "/api/v1/agents/general/cases", {
      title: "Greets",
      message: "Hello",
      expect: [{ is: "matches", pattern: "." }],
    });
    await call("POST", "/api/v1/functions", { name: "general", source: "export default () => 1", publish: true });
    const { body: tried } = await call("POST", "/api/v1/functions/general/cases", { title: "Gives one", input: {} });
    const how = { kind: "router", agents: ["general"], fallback: "general" };
    await call("POST", "/api/v1/workflows", { name: "general", how });
    const told = { title: "Greets", message: "Hello", agent: "general" };
    const { body: ofWorkflow } = await call("POST", "/api/v1/workflows/general/cases", told);
    const caseIn = (path: string): string => {
      if (path.includes("/functions/")) return tried.id;
      return path.includes("/workflows/") ? ofWorkflow.id : stored.id;
    };
    const transport = { type: "http", url: "https://mcp.example/mcp" };
    const { body: board } = await call("POST", "/api/v1/dashboards", { name: "A board" });
    await call("POST", "/api/v1/mcp-servers", { name: "general", enabled: false, transport });
    for (const [name, { requestBody }] of operations()) {
      const example = requestBody?.content["application/json"]?.example;
      if (example === undefined) continue;
      const [method = "", path = ""] = name.split(" ");
      const place = path
        .replace("{sessionId}", session.id)
        .replace("{taskId}", task.id)
        .replace("{runId}", task.id)
        .replace("{name}", "general")
        .replace("{userId}", "me")
        .replace("{provider}", "openai")
        .replace("{dashboardId}", board.id)
        .replace("{caseId}", caseIn(path));
      const { status } = await call(method, place, example);
      expect([name, status < 300]).toEqual([name, true]);
    }
  });
});
