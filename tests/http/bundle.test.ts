import { afterAll, beforeAll, expect, test } from "vitest";
import { apiClient, expectProblem } from "./api-client.ts";
import { startServer, type TestServer } from "./start-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());
const call = apiClient(() => server);
const head = { format: "troupe-bundle", version: 1 };

test("what was exported is planned as nothing to do", async () => {
  const { body: exported } = await call("GET", "/api/v1/bundle");
  expect(exported).toMatchObject(head);
  expect(exported.agents).toContainEqual(expect.objectContaining({ name: "general" }));
  const { body: told } = await call("POST", "/api/v1/bundle/plan", exported);
  expect(new Set(told.steps.map((each: { do: string }) => each.do))).toEqual(new Set(["same"]));
});

test("a bundle is taken over as drafts, with approvals that begin anew", async () => {
  const wanted = {
    ...head,
    agents: [
      { name: "general", body: { instructions: "Other words." } },
      { name: "poet", tags: ["fun"], body: { instructions: "x", tools: [{ name: "save_data", approval: "never" }] } },
      { name: "broken", body: { instructions: 7 } },
      { name: "odd", body: { instructions: "x", onImport: "run me" } },
    ],
  };
  const { body: told } = await call("POST", "/api/v1/bundle/plan", wanted);
  expect(
    told.steps.map((each: { name: string; do: string; problem: string | null }) => [
      each.name,
      each.do,
      each.problem === null,
    ]),
  ).toEqual([
    ["general", "change", true],
    ["poet", "create", true],
    ["broken", "create", false],
    ["odd", "create", false],
  ]);
  expectProblem(await call("GET", "/api/v1/agents/poet"), 404, "not_found");

  const { body: applied } = await call("POST", "/api/v1/bundle/apply", wanted);
  expect(applied.done.map((each: { name: string }) => each.name)).toEqual(["general", "poet"]);
  expect(applied.refused.map((each: { name: string }) => each.name)).toEqual(["broken", "odd"]);
  expect((await call("GET", "/api/v1/agents/poet")).body).toMatchObject({
    state: "draft",
    version: null,
    tags: ["fun"],
    tools: [{ name: "save_data" }],
  });
  expect((await call("GET", "/api/v1/agents/poet")).body.tools[0].approval).toBeUndefined();
  expect((await call("GET", "/api/v1/agents/general")).body).toMatchObject({ state: "changed", version: 1 });
});

test("settings are taken over as far as they switch nothing on and allow nothing", async () => {
  const settings = {
    answers: "general",
    toolRules: [
      { tool: "fetch_*", rule: "deny" },
      { tool: "calculate", agent: "general", rule: "allow" },
    ],
    mcpServers: [
      {
        name: "far",
        transport: { type: "http", url: "https://far.example/mcp", headers: { authorization: { secret: "far-key" } } },
        enabled: true,
        approval: "never",
        tools: { delete: { approval: "never", name: "far_delete" } },
      },
    ],
  };
  const { body: told } = await call("POST", "/api/v1/bundle/plan", { ...head, settings });
  expect(told.steps.map((each: { name: string; do: string }) => [each.name, each.do])).toEqual([
    ["who answers", "change"],
    ["rule for fetch_*", "create"],
    ["rule for calculate of general", "create"],
    ["MCP server far", "create"],
  ]);
  const { body: applied } = await call("POST", "/api/v1/bundle/apply", { ...head, settings });
  expect(applied.done).toHaveLength(3);
  expect(applied.refused).toEqual([expect.objectContaining({ name: "rule for calculate of general" })]);
  const { body: far } = await call("GET", "/api/v1/mcp-servers/far");
  expect(far).toMatchObject({ enabled: false, approval: null });
  expect(JSON.stringify(far)).not.toContain("never");
  expect((await call("GET", "/api/v1/users/me/preferences")).body.agent).toBe("general");

  const { body: exported } = await call("GET", "/api/v1/bundle?only=settings");
  expect(exported).toMatchObject({ agents: [], settings: { answers: "general" } });
  expect(exported.settings.mcpServers[0].transport.headers).toEqual({ authorization: { secret: "far-key" } });
  const { body: again } = await call("POST", "/api/v1/bundle/plan", exported);
  expect(new Set(again.steps.map((each: { do: string }) => each.do))).toEqual(new Set(["same"]));
  const other = { ...settings, mcpServers: [{ ...settings.mcpServers[0], timeoutMs: 5_000 }] };
  const { body: refused } = await call("POST", "/api/v1/bundle/apply", { ...head, settings: other });
  expect(refused.refused).toContainEqual(expect.objectContaining({ name: "MCP server far" }));
});

test("nobody answers in new chats who is not published here", async () => {
  const stranger = {
    ...head,
    agents: [{ name: "stranger", body: { instructions: "x" } }],
    settings: { answers: "stranger" },
  };
  const { body: told } = await call("POST", "/api/v1/bundle/plan", stranger);
  expect(told.steps.at(-1)).toMatchObject({
    name: "who answers",
    problem: expect.stringMatching(/no published agent/),
  });
  const { body: applied } = await call("POST", "/api/v1/bundle/apply", stranger);
  expect(applied.refused).toEqual([expect.objectContaining({ name: "who answers" })]);
  expect((await call("GET", "/api/v1/users/me/preferences")).body.agent).not.toBe("stranger");
});

test("a bundle with unknown fields, a name twice or another form is refused as a whole", async () => {
  const twice = [
    { name: "a", body: {} },
    { name: "a", body: {} },
  ];
  expectProblem(await call("POST", "/api/v1/bundle/apply", { ...head, agents: twice }), 400, "invalid", /twice/);
  expectProblem(await call("POST", "/api/v1/bundle/apply", { ...head, hooks: [] }), 400, "invalid", /hooks/);
  expectProblem(await call("POST", "/api/v1/bundle/apply", { ...head, version: 9 }), 400, "invalid");
});
