import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { singleUser } from "../../server/runtime/authorize.ts";
import { temporaryFolder } from "../support/database.ts";
import { publishAgent } from "../support/publish-agent.ts";
import { apiClient, expectProblem } from "./api-client.ts";
import { startServer, type TestServer } from "./start-server.ts";

let server: TestServer;
const folder = temporaryFolder();
const tools = [{ name: "calculate" }];
beforeAll(async () => {
  server = await startServer();
  await publishAgent(server, { name: "clerk", instructions: "You are a clerk.", tools });
});
afterAll(async () => {
  await server.stop();
  folder.remove();
});
const call = apiClient(() => server);

async function ran(): Promise<string> {
  const { body } = await call("POST", "/api/v1/sessions", { title: "Sums", agent: "clerk" });
  await call("POST", `/api/v1/sessions/${body.id}/messages`, { content: "calculate 6*7", wait: true });
  return (await server.runtime.state(singleUser, body.id)).runs[0]?.id ?? "";
}

/** What `npm run replay` runs, with no setting and no key. */
async function replay(...given: string[]): Promise<{ code: number; out: string; err: string }> {
  const run = promisify(execFile);
  try {
    const { stdout, stderr } = await run(process.execPath, ["--import", "tsx", "server/replay.ts", ...given], {
      env: { PATH: process.env.PATH, NODE_ENV: "production" },
    });
    return { code: 0, out: stdout, err: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, out: stdout, err: stderr };
  }
}

describe("a cassette", () => {
  test("is a file that the command plays, and that fails with other instructions and says where", async () => {
    const { body, headers, status } = await call("GET", `/api/v1/runs/${await ran()}/cassette`);
    expect([status, headers.get("content-disposition")]).toEqual([
      200,
      'attachment; filename="calculate 6-7.cassette.json"',
    ]);
    const path = join(folder.path, "sums.cassette.json");
    writeFileSync(path, JSON.stringify(body));
    expect(await replay(path)).toMatchObject({ code: 0, out: `✓ ${path}: 3 steps as they were recorded\n` });

    const other = join(folder.path, "bundle.json");
    const clerk = { name: "clerk", body: { instructions: "You are a pirate.", tools } };
    writeFileSync(other, JSON.stringify({ format: "troupe-bundle", version: 1, agents: [clerk] }));
    const failed = await replay(path, "--definitions", other);
    expect(failed.code).toBe(1);
    expect(failed.out).toMatch(/✗ .*: step 1, clerk asks the model\. The instructions \(- expected, \+ got\):/);
    expect(failed.out).toMatch(/- You are a clerk\.\n\s+\+ You are a pirate\./);
  }, 60_000);

  test("is refused where it is none", async () => {
    const path = join(folder.path, "wrong.json");
    writeFileSync(path, JSON.stringify({ format: "something else" }));
    expect(await replay(path)).toMatchObject({ code: 2, err: expect.stringContaining("is no cassette") });
    expect(await replay()).toMatchObject({ code: 2, err: expect.stringContaining("Name the files") });
    const told = await call("POST", "/api/v1/cassettes/play", { cassette: { format: "something else" } });
    expectProblem(told, 400, "invalid", /This is no cassette/);
  }, 60_000);

  test("is played by the server too, with what is published now or with what it was recorded with", async () => {
    const runId = await ran();
    const { body: made } = await call("GET", `/api/v1/runs/${runId}/cassette`);
    expect((await call("POST", `/api/v1/runs/${runId}/play`, {})).body).toEqual({ passed: true, steps: 3 });
    const body = { instructions: "You are another clerk.", tools };
    await server.runtime.ports.definitions.change("agent", "clerk", { do: "publish", body, note: "" }, "local");
    expect((await call("POST", `/api/v1/runs/${runId}/play`, {})).body).toMatchObject({
      passed: false,
      step: 1,
      what: "The instructions",
    });
    const again = await call("POST", "/api/v1/cassettes/play", { cassette: made, against: "recorded" });
    expect(again.body).toEqual({ passed: true, steps: 3 });
  }, 60_000);

  test("is not made of a run of somebody else's, or of one that is not over", async () => {
    expectProblem(await call("GET", "/api/v1/runs/run_none/cassette"), 404, "not_found");
    const { id } = await server.runtime.openSession(singleUser, {});
    const { state } = await server.runtime.dispatch(
      singleUser,
      id,
      { type: "task.create", task: "hello", dependsOn: [] },
      "command-1",
    );
    await server.runtime.dispatch(singleUser, id, { type: "run.cancel", runId: state.runs[0]?.id ?? "" }, "command-2");
    expectProblem(await call("GET", `/api/v1/runs/${state.runs[0]?.id}/cassette`), 409, "conflict", /cannot be made/);
  });
});
