import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AppError } from "../../lib/core/errors.ts";
import { apiClient, expectProblem } from "./api-client.ts";
import { startServer, type TestServer } from "./start-server.ts";

let server: TestServer;
let pagesReady = true;
let stopping = false;
beforeAll(async () => {
  server = await startServer({ pagesReady: () => pagesReady, stopping: () => stopping });
});
afterAll(() => server.stop());
const call = apiClient(() => server);

describe("the server", () => {
  test("says who it is and where to find what", async () => {
    const { body } = await call("GET", "/api/v1");
    expect(body).toMatchObject({
      name: "Troupe",
      version: "0.0.0-test",
      links: { docs: "/docs/api", openapi: "/api/openapi.json" },
    });
  });

  test("is well when its parts are, under both addresses", async () => {
    for (const path of ["/health", "/api/v1/health"]) {
      const { status, body } = await call("GET", path);
      expect({ status, said: body.status }).toEqual({ status: 200, said: "ok" });
      expect(Object.keys(body.components)).toEqual(["database", "queue", "models", "pages"]);
    }
  });

  test("is ready once its pages are prepared, and no more once it stops", async () => {
    expect((await call("GET", "/ready")).body).toEqual({ ready: true });
    pagesReady = false;
    const early = await call("GET", "/ready");
    expectProblem(early, 503, "unavailable", /the pages are not prepared yet/);
    expect(early.headers.get("retry-after")).toBe("1");
    expect((await call("GET", "/health")).body).toMatchObject({
      status: "degraded",
      components: { pages: { status: "starting" } },
    });
    pagesReady = true;
    stopping = true;
    expectProblem(await call("GET", "/ready"), 503, "unavailable", /stopping/);
    expect((await call("GET", "/health")).status).toBe(200);
    stopping = false;
  });

  test("gives metrics as Prometheus reads them", async () => {
    const told = await call("GET", "/metrics");
    expect(told.headers.get("content-type")).toMatch(/^text\/plain/);
    expect(told.body).toMatch(/^troupe_runs_queued 0$/m);
  });

  test("has every field of its stats from the start", async () => {
    const { body } = await call("GET", "/api/v1/stats");
    expect(body).toMatchObject({
      sessions: { total: 0, byStatus: { active: 0, paused: 0, completed: 0, expired: 0 } },
      messages: 0,
      runs: { total: 0, byStatus: { queued: 0, running: 0, waiting: 0, done: 0, failed: 0, cancelled: 0, limit: 0 } },
      queue: { queued: 0, running: 0, oldestWaitMs: 0, capacity: 1000, concurrency: 10 },
      byAgent: [],
      byModel: [],
      byTool: [],
      tokens: { input: 0, cached: 0, output: 0, reasoning: 0, total: 0 },
      cost: 0,
      errors: { turns: 0, tools: 0, internal: 0, total: 0 },
      connections: { sockets: null, streams: 0 },
    });
  });

  test("counts what was done, by agent, model and tool", async () => {
    await call("POST", "/api/v1/messages", { content: "What is 6*7?", wait: true });
    const { body } = await call("GET", "/api/v1/stats");
    expect(body).toMatchObject({ sessions: { total: 1 }, runs: { total: 1, byStatus: { done: 1 } }, messages: 3 });
    expect(body.byAgent).toMatchObject([{ name: "general", turns: 2, errors: 0, p50Ms: expect.any(Number) }]);
    expect(body.byModel).toMatchObject([{ name: "demo/demo", turns: 2 }]);
    expect(body.byTool).toMatchObject([{ name: "calculate", calls: 1, errors: 0 }]);
    expect(body.tokens.total).toBe(body.tokens.input + body.tokens.output);
  });
});

describe("the models", () => {
  test("are listed with why they cannot be used, and how their providers do", async () => {
    const { body } = await call("GET", "/api/v1/models");
    const demo = body.items.find((each: { name: string }) => each.name === "demo/demo");
    expect(demo).toMatchObject({ unavailable: null, isDefault: true });
    expect(body.items.find((each: { provider: string }) => each.provider === "openai").unavailable).toMatch(
      /OPENAI_API_KEY/,
    );
  });

  test("can be tested; one that does not answer is an answer too", async () => {
    expect((await call("POST", "/api/v1/models/test", { model: "demo/demo" })).body.ok).toBe(true);
    const told = await call("POST", "/api/v1/models/test", { model: "openai/gpt-5.4-mini" });
    expect(told.body).toMatchObject({ ok: false, error: { message: expect.stringMatching(/OPENAI_API_KEY/) } });
    expectProblem(await call("POST", "/api/v1/models/test", { model: "nobody/x" }), 404, "not_found");
    expectProblem(await call("POST", "/api/v1/models/test", {}), 400, "invalid", /model: is required/);
  });
});

describe("the cache", () => {
  test("tells what it holds, and is emptied, whole or by tag", async () => {
    const { cache } = server.runtime.ports;
    for (const n of [1, 2, 3]) await cache.set(`key ${n}`, n, { tags: n === 1 ? ["first"] : [] });
    expect((await call("GET", "/api/v1/cache")).body.entries).toBe(3);
    expect((await call("GET", "/api/v1/cache/stats")).body.entries).toBe(3);
    expect((await call("DELETE", "/api/v1/cache?tag=first")).body).toEqual({ cleared: 1 });
    expect((await call("DELETE", "/api/v1/cache")).body).toEqual({ cleared: 2 });
  });
});

describe("a person's files", () => {
  test("are listed and read, under me, the person's id and the older address", async () => {
    await call("POST", "/api/v1/messages", { content: "Remember the sea.", wait: true });
    for (const base of ["/api/v1/users/me/files", "/api/v1/users/local/files", "/api/v1/user/local/files"]) {
      const { body } = await call("GET", base);
      expect(body.items.map((each: { name: string }) => each.name)).toContain("conversations.md");
      const file = await call("GET", `${base}/conversations.md`);
      expect(file.headers.get("content-type")).toBe("text/markdown; charset=utf-8");
      expect(file.body).toMatch(/Remember the sea/);
    }
  });

  test("of somebody else, or of no such name, are not found", async () => {
    expectProblem(await call("GET", "/api/v1/users/somebody/files"), 404, "not_found");
    expectProblem(await call("GET", "/api/v1/users/me/files/..%2F..%2Fetc%2Fpasswd"), 404, "not_found");
  });
});

describe("a transcript", () => {
  test("is Markdown", async () => {
    const { body } = await call("POST", "/api/v1/messages", { content: "What is 6*7?", wait: true });
    const told = await call("GET", `/api/v1/sessions/${body.sessionId}/transcript`);
    expect(told.headers.get("content-type")).toBe("text/markdown; charset=utf-8");
    expect(told.body).toMatch(/What is 6\*7\?[\s\S]*calculate[\s\S]*42/);
  });
});

describe("while the log is not open", () => {
  test("health answers, readiness says no, and everything else asks to come back", async () => {
    const early = await startServer({ open: false });
    const ask = apiClient(() => early);
    try {
      expect((await ask("GET", "/health")).body).toMatchObject({
        status: "degraded",
        components: { database: { status: "starting" } },
      });
      expectProblem(await ask("GET", "/ready"), 503, "unavailable", /the log is not open yet/);
      for (const path of ["/api/v1/sessions", "/api/v1/stats", "/metrics"]) {
        const told = await ask("GET", path);
        expectProblem(told, 503, "unavailable", /starting/);
        expect(told.headers.get("retry-after")).toBe("1");
      }
      expectProblem(
        await ask("POST", "/api/v1/messages", { content: "x" }, { "idempotency-key": "k" }),
        503,
        "unavailable",
      );
      expect((await ask("GET", "/api/v1")).status).toBe(200);
      expect((await ask("GET", "/api/openapi.json")).status).toBe(200);
    } finally {
      await early.stop();
    }
  });
});

describe("when the database cannot be written", () => {
  test("writes are refused with 503, and reads go on", async () => {
    let broken = false;
    const sick = await startServer({
      wrap: (runtime) => ({
        ...runtime,
        async dispatch(...args) {
          if (broken) throw new AppError("unavailable", "The database cannot be written: the disk is full.");
          return runtime.dispatch(...args);
        },
      }),
    });
    const ask = apiClient(() => sick);
    try {
      const { body } = await ask("POST", "/api/v1/sessions", {});
      broken = true;
      expectProblem(
        await ask("POST", `/api/v1/sessions/${body.id}/messages`, { content: "x" }),
        503,
        "unavailable",
        /disk is full/,
      );
      expect((await ask("GET", `/api/v1/sessions/${body.id}`)).status).toBe(200);
    } finally {
      await sick.stop();
    }
  });
});
