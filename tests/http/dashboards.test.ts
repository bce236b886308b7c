import { afterAll, beforeAll, expect, test } from "vitest";
import { apiClient, expectProblem } from "./api-client.ts";
import { startServer, type TestServer } from "./start-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());
const call = apiClient(() => server);
const boards = "/api/v1/dashboards";
const made = async (name: string) => (await call("POST", boards, { name })).body as { id: string };
const metric = { type: "metric", label: "Waiting", value: { $bind: "/data/queue/queued" } };
const widget = { kind: "widget", title: "The queue", widgets: [metric] };

test("a board is made, renamed, shared, filled, arranged and removed, and outlives a restart", async () => {
  const { id } = await made("Spending");
  expect((await call("GET", boards)).body).toMatchObject({
    items: [{ id, name: "Spending", shared: false, tiles: 0 }],
  });
  expect((await call("PATCH", `${boards}/${id}`, { name: " Money ", shared: true })).body).toMatchObject({
    name: "Money",
    shared: true,
    revision: 2,
  });
  await call("POST", `${boards}/${id}/tiles`, widget);
  const pin = { kind: "pin", sessionId: "ses_1", surfaceId: "call_1" };
  await call("POST", `${boards}/${id}/tiles`, pin);
  const { body } = await call("POST", `${boards}/${id}/tiles`, pin);
  expect(body).toMatchObject({
    tiles: [
      { ...widget, place: { x: 0, y: 0 } },
      { ...pin, place: { x: 4, y: 0 } },
    ],
  });
  const [first, second] = body.tiles;
  const over = [first, { ...second, place: { ...second.place, x: 0 } }];
  const arranged = await call("PATCH", `${boards}/${id}`, { tiles: over, revision: body.revision });
  expect(arranged.body.tiles.map(({ place }: { place: { y: number } }) => place.y)).toEqual([0, 4]);
  server = await server.restart();
  expect((await call("GET", `${boards}/${id}`)).body).toEqual(arranged.body);
  expect((await call("DELETE", `${boards}/${id}`)).status).toBe(204);
  expectProblem(await call("GET", `${boards}/${id}`), 404, "not_found");
  expectProblem(await call("DELETE", `${boards}/${id}`), 404, "not_found");
});

test("what does not fit is refused by name, and a change of an old state as well", async () => {
  const { id } = await made("Mine");
  expectProblem(await call("POST", boards, { name: "  " }), 400, "invalid");
  const odd = { ...widget, widgets: [{ ...metric, value: { $bind: "/data/queue/nonsense" } }] };
  const refused = await call("POST", `${boards}/${id}/tiles`, odd);
  expectProblem(refused, 400, "invalid");
  expect(refused.body.detail).toMatch(/“The queue” does not fit.*no live figure/);
  expectProblem(await call("PATCH", `${boards}/${id}`, { name: "Other", revision: 7 }), 409, "conflict");
  expectProblem(await call("PATCH", `${boards}/${id}`, { tiles: [{ ...widget, id: "t" }] }), 400, "invalid");
});

test("the live figures are told with what they look like, and a person's runs are counted", async () => {
  const { items } = (await call("GET", `${boards}/sources`)).body;
  expect(items.find(({ name }: { name: string }) => name === "queue").fields).toContainEqual({
    bind: "/data/queue/queued",
    says: "runs that wait",
    example: 3,
    course: "/data/queue/queuedCourse",
  });
  await call("POST", "/api/v1/messages", { content: "hello", wait: true });
  await expect
    .poll(async () => (await call("GET", `${boards}/figures`)).body.byStatus.done ?? 0, { timeout: 10_000 })
    .toBeGreaterThan(0);
});

test("a person's own figures are told with how they went, from when they were first asked for", async () => {
  const figures = async () => (await call("GET", `${boards}/figures`)).body;
  const before = (await figures()).byStatus;
  const total = Object.values(before as Record<string, number>).reduce((sum, each) => sum + each, 0);
  await expect.poll(async () => (await figures()).course.waiting, { timeout: 10_000 }).toContain(0);
  await call("POST", "/api/v1/messages", { content: "Remember 4711 as door-password" });
  await expect.poll(async () => (await figures()).course.waiting.at(-1), { timeout: 10_000 }).toBe(1);
  await expect.poll(async () => (await figures()).course.runs.at(-1), { timeout: 10_000 }).toBe(total + 1);
  const { course } = await figures();
  expect(course.waiting).toContain(0);
  expect(course.runs).toContain(total);
  expect(course.runs).toHaveLength(course.waiting.length);
});

test("an agent makes a widget from a request in plain words, and the same conversation changes it", async () => {
  const { id } = await made("Asked");
  const ask = (content: string, more: object) =>
    call("POST", "/api/v1/messages", { content: `${content}. For my board “Asked” (${id}).`, wait: true, ...more });
  const first = await ask("runs by status as a pie", { agent: "dashboard-designer" });
  expect(first.body).toMatchObject({ outcome: "done" });
  const { sessionId } = first.body;
  expect((await call("GET", `${boards}/${id}`)).body.tiles).toMatchObject([
    { kind: "widget", title: "Runs by status", sessionId, widgets: [{ type: "chart", kind: "pie" }] },
  ]);
  await ask("runs by status as a bar chart", { sessionId });
  expect((await call("GET", `${boards}/${id}`)).body.tiles).toMatchObject([
    { widgets: [{ type: "chart", kind: "bar" }] },
  ]);
  await ask("the weather", { sessionId });
  expect((await call("GET", `${boards}/${id}`)).body.tiles).toHaveLength(1);
});
