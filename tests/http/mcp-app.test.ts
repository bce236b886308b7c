import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { apiClient, expectProblem } from "./api-client.ts";
import { startServer, type TestServer } from "./start-server.ts";

const program = join(import.meta.dirname, "../mcp/app-server.mjs");
const appOf = (uri: string) => `/api/v1/mcp-servers/apps/app?uri=${encodeURIComponent(uri)}`;

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ env: { MCP_STDIO_COMMANDS: process.execPath } });
  const transport = { type: "stdio", command: process.execPath, args: [program] };
  await call("POST", "/api/v1/mcp-servers", { name: "apps", transport });
});
afterAll(() => server.stop());
const call = apiClient(() => server);

test("an app's page comes with a policy that leaves it no origin and nothing to reach, wherever it is opened", async () => {
  const answer = await fetch(`${server.url}${appOf("ui://apps/forecast")}`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
  const policy = (answer.headers.get("content-security-policy") ?? "").split("; ");
  expect(policy).toEqual(
    expect.arrayContaining([
      "sandbox allow-scripts",
      "default-src 'none'",
      "form-action 'none'",
      "frame-ancestors 'self'",
    ]),
  );
  expect(policy.filter((each) => /https?:|\*|connect-src|frame-src|allow-same-origin/.test(each))).toEqual([]);
  expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  expect(await answer.text()).toContain("<h1>Weather</h1>");
});

test("what is no app, and a server that is not there, are refused", async () => {
  expect((await call("GET", appOf("ui://apps/nothing"))).status).toBeGreaterThanOrEqual(400);
  expectProblem(await call("GET", appOf("https://elsewhere.example")), 400, "invalid");
  expectProblem(await call("GET", appOf("ui://apps/forecast").replace("/apps/", "/none/")), 404, "not_found");
});

test("tools for apps alone are not offered, and a tool that names an app shows it with what it was given and gave", async () => {
  const { items } = (await call("GET", "/api/v1/mcp-servers/apps/tools")).body;
  expect(items.map(({ name }: { name: string }) => name)).toEqual(["forecast", "burgle", "elope"]);
  const tools = ["mcp_apps_forecast"];
  await call("POST", "/api/v1/agents", { name: "shower", instructions: "Show.", models: ["demo/demo"], tools });
  const asked = { content: "Use mcp_apps_forecast please", agent: "shower", wait: true };
  const { sessionId } = (await call("POST", "/api/v1/messages", asked)).body;
  const log = (await call("GET", `/api/v1/sessions/${sessionId}/events?limit=500`)).body.items;
  const shown = log.find(({ type }: { type: string }) => type === "surface.shown");
  expect(shown.surface.nodes.w1).toMatchObject({ type: "mcpApp", server: "apps", uri: "ui://apps/forecast" });
  expect(JSON.parse(shown.surface.nodes.w1.result)).toMatchObject({ structuredContent: { degrees: 21 } });
});
