import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fold } from "../../lib/core/reduce.ts";
import { singleUser } from "../../server/runtime/authorize.ts";
import { apiClient, expectProblem } from "./api-client.ts";
import { startServer, type TestServer } from "./start-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());
const call = apiClient(() => server);

async function ran(content: string) {
  const { body } = await call("POST", "/api/v1/sessions", { title: "Sums" });
  const sessionId = body.id as string;
  await call("POST", `/api/v1/sessions/${sessionId}/messages`, { content, wait: true });
  const state = await server.runtime.state(singleUser, sessionId);
  return { sessionId, runId: state.runs[0]?.id ?? "" };
}

describe("a run as a file", () => {
  test("is every event of it, in a log that can be read again", async () => {
    const { sessionId, runId } = await ran("calculate 6*7");
    await call("POST", `/api/v1/sessions/${sessionId}/messages`, { content: "something else", wait: true });
    const { status, body, headers } = await call("GET", `/api/v1/runs/${runId}/export`);
    expect(status).toBe(200);
    expect(headers.get("content-disposition")).toBe(`attachment; filename="${runId}.json"`);
    expect(body).toMatchObject({ format: "troupe.run", version: 1, sessionId, run: { id: runId, status: "done" } });
    const state = fold(body.events);
    expect(state.runs.map(({ id }) => id)).toEqual([runId]);
    expect(JSON.stringify(body)).not.toContain("something else");
  });

  test("holds no secret, also where a person typed it", async () => {
    await call("PUT", "/api/v1/secrets/typed", { value: "planted-value-77", hosts: ["api.example"] });
    const { runId } = await ran("my key is planted-value-77");
    const { body } = await call("GET", `/api/v1/runs/${runId}/export?format=json`);
    expect(JSON.stringify(body)).toContain("[secret]");
    expect(JSON.stringify(body)).not.toContain("planted-value-77");
  });

  test("is a trace for OpenTelemetry, where that is asked for", async () => {
    const { runId } = await ran("calculate 6*7");
    const { body, headers } = await call("GET", `/api/v1/runs/${runId}/export?format=otlp`);
    expect(headers.get("content-disposition")).toContain(`${runId}.otlp.json`);
    const names = body.resourceSpans[0].scopeSpans[0].spans.map(({ name }: { name: string }) => name);
    expect(names).toContain("execute_tool calculate");
  });

  test("is not there for another's run, or in another form", async () => {
    const { runId } = await ran("hello");
    expectProblem(await call("GET", "/api/v1/runs/run_none/export"), 404, "not_found");
    expectProblem(await call("GET", `/api/v1/runs/${runId}/export?format=xml`), 400, "invalid");
  });
});

describe("two runs beside each other", () => {
  test("tell where they went apart, and what each took", async () => {
    const [a, b] = [await ran("calculate 6*7"), await ran("calculate 6*8")];
    const { status, body } = await call("GET", `/api/v1/runs/${a.runId}/compare?with=${b.runId}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ a: { turns: 2, calls: 1, status: "done" }, b: { turns: 2 }, first: 0 });
    expect(body.rows.map(({ is, differs }: { is: string; differs?: string[] }) => [is, differs])).toEqual([
      ["changed", ["given"]],
      ["changed", ["given", "said"]],
      ["changed", ["said"]],
    ]);
    const same = await call("GET", `/api/v1/runs/${a.runId}/compare?with=${a.runId}`);
    expect(same.body.first).toBeNull();
  });

  test("are both needed", async () => {
    const { runId } = await ran("hello");
    expectProblem(await call("GET", `/api/v1/runs/${runId}/compare?with=run_none`), 404, "not_found");
    expectProblem(await call("GET", `/api/v1/runs/${runId}/compare`), 400, "invalid");
  });
});
