import { afterAll, beforeAll, expect, test } from "vitest";
import { awaitRun } from "../../server/runtime/await-answer.ts";
import { apiClient, expectProblem } from "./api-client.ts";
import { startServer, type TestServer } from "./start-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());
const call = apiClient(() => server);

interface Made {
  id: string;
  sessionId: string;
}

async function task(text: string): Promise<Made> {
  return (await call("POST", "/api/v1/tasks", { task: text })).body;
}

const over = ({ sessionId, id }: Made) =>
  awaitRun(server.runtime.sessions, server.runtime.ports.bus, sessionId, id, 10_000);
const ids = (body: { items: { id: string }[] }) => body.items.map(({ id }) => id);

test("runs are found by what is asked for, page by page", async () => {
  const first = await task("Calculate 6*7 for the Report");
  await over(first);
  const second = await task("What is 1+1?");
  await over(second);
  const find = async (query: string) => ids((await call("GET", `/api/v1/runs?${query}`)).body);
  expect(await find("text=report")).toEqual([first.id]);
  expect(await find("status=done&agent=general&workflow=solo")).toEqual([second.id, first.id]);
  expect(await find("workflow=crew")).toEqual([]);
  expect(await find("within=1h")).toEqual([second.id, first.id]);
  expect(await find("until=2020-01-01")).toEqual([]);
  expect(await find("since=2020-01-01&model=demo/demo")).toEqual([second.id, first.id]);
  expect(await find("tool=calculate&text=6*7")).toEqual([first.id]);
  expect(await find("tool=nothing")).toEqual([]);
  expect(await find("error=anything")).toEqual([]);
  expect(await find("minCost=1")).toEqual([]);
  const page = await call("GET", "/api/v1/runs?limit=1");
  expect(ids(page.body)).toEqual([second.id]);
  expect(await find(`limit=1&cursor=${page.body.nextCursor}`)).toEqual([first.id]);
  expectProblem(await call("GET", "/api/v1/runs?minCost=-1"), 400, "invalid", /minCost/);
  expectProblem(await call("GET", "/api/v1/runs?unknown=1"), 400, "invalid", /unknown/);
});

test("several are cancelled at once, each for itself", async () => {
  const waiting = [await task('ask me "Which colour?"'), await task('ask me "Which number?"')];
  for (const { sessionId, id } of waiting) {
    await expect
      .poll(async () => (await call("GET", `/api/v1/tasks/${id}`)).body.status, { message: sessionId })
      .toBe("waiting");
  }
  const done = await task("What is 2+2?");
  await over(done);
  const runIds = [...waiting.map(({ id }) => id), done.id, "run_nobody"];
  const { body } = await call("POST", "/api/v1/runs/cancel", { runIds, reason: "No longer needed" });
  expect(body.results.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
    "cancelled",
    "cancelled",
    "over",
    "failed",
  ]);
  await Promise.all(waiting.map(over));
  expect(ids((await call("GET", "/api/v1/runs?status=cancelled")).body).sort()).toEqual(
    waiting.map(({ id }) => id).sort(),
  );
  expectProblem(await call("POST", "/api/v1/runs/cancel", { runIds: [] }), 400, "invalid", /runIds/);
});

test("the queue tells what waits and for what, and who works", async () => {
  const asked = await task('ask me "Which colour?"');
  await expect.poll(async () => (await call("GET", `/api/v1/tasks/${asked.id}`)).body.status).toBe("waiting");
  const dependent = await call("POST", "/api/v1/tasks", {
    task: "What is 1+1?",
    sessionId: asked.sessionId,
    dependsOn: [asked.id],
  });
  const { body } = await call("GET", "/api/v1/queue");
  expect(body.waiting).toMatchObject([{ run: { id: asked.id }, for: "person" }]);
  expect(body.scheduled).toMatchObject([{ run: { id: dependent.body.id }, at: null, after: [asked.id] }]);
  expect(body).toMatchObject({ running: [], deadLetters: [], isMore: false });
  expect(body.workers).toMatchObject([{ id: server.runtime.ports.worker, alive: true, isThis: true, runs: 0 }]);
  await call("POST", "/api/v1/runs/cancel", { runIds: [asked.id, dependent.body.id] });
});

test("the analytics tell what was done, also a moment ago, and what people thought of it", async () => {
  const { body: posted } = await call("POST", "/api/v1/messages", { content: "Calculate 8*8", wait: true });
  const messages = async () => (await call("GET", `/api/v1/sessions/${posted.sessionId}/messages`)).body.items;
  const [question, ...answers] = await messages();
  const answer = answers.at(-1);
  const rate = (command: object) =>
    call("POST", `/api/v1/sessions/${posted.sessionId}/commands`, { type: "message.rate", ...command });
  await rate({ messageId: answer.id, rating: "up" });
  await rate({ messageId: answer.id, rating: "down", reasons: ["wrong"], note: "It is 63." });
  expect((await messages()).at(-1).ratings).toEqual([
    { by: "local", rating: "down", reasons: ["wrong"], note: "It is 63." },
  ]);
  const { body } = await call("GET", "/api/v1/analytics?within=24h");
  const [general] = body.byAgent;
  expect(general).toMatchObject({ name: "general", turnErrors: 0, ratedUp: 0, ratedDown: 1 });
  expect(general.turns).toBeGreaterThanOrEqual(2);
  expect(general.runsDone).toBeGreaterThanOrEqual(1);
  expect(general.p95Ms).toBeGreaterThanOrEqual(general.p50Ms);
  expect(body.byModel).toMatchObject([{ name: "demo/demo", turns: general.turns }]);
  expect(body.byTool.find(({ name }: { name: string }) => name === "calculate").calls).toBeGreaterThanOrEqual(1);
  expect(body.byOwner).toMatchObject([{ name: "local" }]);
  expect((await call("GET", "/api/v1/analytics?agent=nobody")).body.byAgent).toEqual([]);
  expect((await call("GET", "/api/v1/anomalies")).body).toEqual({ items: [] });
  expectProblem(await rate({ messageId: question.id, rating: "up" }), 409, "conflict", /agent said/);
});

test("what was given up is told until somebody tries it again", async () => {
  const { ports, sessions } = server.runtime;
  const { body: session } = await call("POST", "/api/v1/sessions", {});
  const asked = await call("POST", "/api/v1/tasks", { task: 'ask me "Which colour?"', sessionId: session.id });
  await expect.poll(async () => (await call("GET", `/api/v1/tasks/${asked.body.id}`)).body.status).toBe("waiting");
  const error = { code: "poison", message: "It broke the worker again and again." };
  const runId = asked.body.id;
  const [callId] = (await sessions.read(session.id)).runs.flatMap((run) => run.calls.map((each) => each.callId));
  await sessions.change(session.id, { by: ports.worker }, () => [
    { type: "tool.failed", runId, callId: callId ?? "", error, ms: 0 },
    { type: "run.finished", runId, outcome: "failed", error },
  ]);
  expect((await call("GET", "/api/v1/queue")).body.deadLetters).toMatchObject([{ id: runId, error: error.message }]);
  await call("POST", `/api/v1/sessions/${session.id}/commands`, { type: "run.retry", runId });
  expect((await call("GET", "/api/v1/queue")).body.deadLetters).toEqual([]);
});
