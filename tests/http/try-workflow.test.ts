import { afterAll, beforeAll, expect, test } from "vitest";
import { apiClient, expectProblem } from "./api-client.ts";
import { startServer, type TestServer } from "./start-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());
const call = apiClient(() => server);
const at = (rest = "") => `/api/v1/workflows/steps${rest}`;
const how = (...titles: string[]) => ({
  kind: "chain",
  steps: titles.map((title) => ({ title, agent: "general", task: `${title}: {{ input }}` })),
});
const visited = async (sessionId: string) => {
  await call("POST", `/api/v1/sessions/${sessionId}/messages`, { content: "Hello", wait: true });
  const { runs } = (await call("GET", `/api/v1/sessions/${sessionId}`)).body;
  const { agent, agentVersion, id } = runs.findLast((run: { parent?: unknown }) => !run.parent);
  const made = runs.filter((run: { parent?: { runId: string } }) => run.parent?.runId === id);
  return { agent, version: agentVersion, steps: made.length };
};

test("a workflow's draft is tried in a session of its own, before and after it is published", async () => {
  await call("POST", "/api/v1/workflows", { name: "steps", how: how("One"), publish: false });
  expectProblem(await call("POST", "/api/v1/sessions", { workflow: "steps" }), 404, "not_found");
  const { version } = (await call("POST", at("/try"))).body;
  expect(version).toBeLessThan(0);
  const opened = await call("POST", "/api/v1/sessions", { workflow: "steps", workflowVersion: version });
  const trial = opened.body.id as string;
  expect(await visited(trial)).toEqual({ agent: "steps", version, steps: 1 });
  // What draws the picture of that run reads the version that it ran.
  expect((await call("GET", at(`/versions/${version}`))).body).toMatchObject({ version, body: { how: how("One") } });
  expectProblem(await call("GET", at("/versions/0")), 404, "not_found");

  await call("POST", at("/publish"), {});
  await call("PUT", at("/draft"), { how: how("One", "Two") });
  const next = (await call("POST", at("/try"))).body.version;
  const patched = await call("PATCH", `/api/v1/sessions/${trial}`, { workflowVersion: next });
  expect(patched.status).toBe(200);
  expect(await visited(trial)).toEqual({ agent: "steps", version: next, steps: 2 });
  const usual = (await call("POST", "/api/v1/sessions", { workflow: "steps" })).body.id as string;
  expect(await visited(usual)).toEqual({ agent: "steps", version: 1, steps: 1 });
});

test("a version that is not there is refused, and another workflow begins with what is published", async () => {
  const missing = { workflow: "coach", workflowVersion: 99 };
  expectProblem(await call("POST", "/api/v1/sessions", missing), 404, "not_found");
  const held = (await call("POST", "/api/v1/sessions", { workflow: "coach", workflowVersion: 1 })).body.id;
  expectProblem(await call("PATCH", `/api/v1/sessions/${held}`, { workflowVersion: 99 }), 404, "not_found");
  expect((await call("PATCH", `/api/v1/sessions/${held}`, { workflow: "debate" })).status).toBe(200);
  expect((await visited(held)).agent).toBe("debate");
});
