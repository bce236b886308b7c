import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { allRoutes } from "../../server/http/routes/all-routes.ts";
import { apiClient, expectProblem } from "./api-client.ts";
import { startServer, type TestServer } from "./start-server.ts";

let server: TestServer;
let sessionId: string;
beforeAll(async () => {
  server = await startServer();
  for (let n = 0; n < 5; n++) {
    const told = await call("POST", "/api/v1/messages", { content: `Lighthouse number ${n}`, wait: true });
    sessionId = told.body.sessionId;
  }
  for (let n = 0; n < 2; n++)
    await call("POST", "/api/v1/messages", { content: `Lighthouse again ${n}`, sessionId, wait: true });
  for (let n = 0; n < 3; n++) {
    const source = `export default () => ${n}`;
    await call("POST", "/api/v1/functions", { name: `function-${n}`, source, publish: true });
    if (n === 0) await call("POST", "/api/v1/functions", { name: "general", source, publish: true });
    else await call("PUT", "/api/v1/functions/general", { source, publish: true });
    await call("POST", "/api/v1/functions/general/run", { input: {} });
    const how = { kind: "chain", steps: [{ agent: "general", task: `Task ${n}` }] };
    if (n === 0) await call("POST", "/api/v1/workflows", { name: "general", how });
    else await call("PUT", "/api/v1/workflows/general", { how });
    await call("POST", "/api/v1/tools/call", { tool: "calculate", arguments: { expression: `${n} + 1` } });
  }
});
afterAll(() => server.stop());
const call = apiClient(() => server);

const paged: [path: string, items: number][] = [
  ["/api/v1/sessions", 5],
  ["/api/v1/tasks", 7],
  ["/api/v1/runs", 7],
  ["/api/v1/search?query=lighthouse", 7],
  ["/api/v1/sessions/{sessionId}/messages", 6],
  ["/api/v1/agents", 1],
  ["/api/v1/agents/{name}/versions", 1],
  ["/api/v1/functions", 3],
  ["/api/v1/functions/{name}/versions", 3],
  ["/api/v1/function-executions", 3],
  ["/api/v1/workflows", 6],
  ["/api/v1/workflows/{name}/versions", 3],
  ["/api/v1/tool-calls", 3],
];
const address = (path: string, query: string) =>
  `${path.replace("{sessionId}", sessionId).replace("{name}", "general")}${path.includes("?") ? "&" : "?"}${query}`;

describe("a list that is read in pages", () => {
  test.each(paged)("%s gives everything once, in the order of the whole", async (path, count) => {
    const whole = await call("GET", address(path, "limit=500"));
    expect(whole.body.nextCursor).toBeNull();
    expect(whole.body.items.length).toBeGreaterThanOrEqual(count);
    const items: unknown[] = [];
    let cursor: string | null = null;
    do {
      const { status, body } = await call(
        "GET",
        address(path, `limit=2${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`),
      );
      expect(status).toBe(200);
      expect(body.items.length).toBeLessThanOrEqual(2);
      expect(body.items.length).toBeGreaterThan(0);
      items.push(...body.items);
      cursor = body.nextCursor;
    } while (cursor);
    expect(items).toEqual(whole.body.items);
  });

  test.each(paged)("%s refuses a cursor that it did not give", async (path) => {
    expectProblem(await call("GET", address(path, "cursor=nonsense")), 400, "invalid");
  });

  test("is every list that takes a cursor", () => {
    // Events are read by their number, which events.test.ts tries.
    const withCursor = allRoutes
      .filter(({ query }) => query instanceof z.ZodObject && "cursor" in query.shape)
      .map((each) => each.path);
    expect(withCursor.filter((path) => !path.endsWith("/events")).sort()).toEqual(
      paged.map(([path]) => path.split("?")[0]).sort(),
    );
  });
});
