import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AppError } from "../../lib/core/errors.ts";
import type { Runtime } from "../../server/runtime/create-runtime.ts";
import { testProviders } from "../support/database.ts";
import { apiClient, expectProblem } from "./api-client.ts";
import { startServer, type TestServer } from "./start-server.ts";

describe.each(testProviders)("on %s", (provider) => {
  let server: TestServer;
  /** What dispatching fails with, as long as it does. */
  let trouble: AppError | Error | null = null;
  const wrap = (runtime: Runtime): Runtime => ({
    ...runtime,
    async dispatch(...args) {
      if (trouble) throw trouble;
      return runtime.dispatch(...args);
    },
  });
  beforeAll(async () => {
    server = await startServer({ provider, wrap });
  });
  afterAll(() => server.stop());
  const call = apiClient(() => server);

  let number = 0;
  const newKey = () => `key-${++number}`;
  const post = (path: string, body: unknown, key: string) => call("POST", path, body, { "idempotency-key": key });
  const counts = async () => {
    const { body } = await call("GET", "/api/v1/stats");
    return { sessions: body.sessions.total as number, runs: body.runs.total as number };
  };

  /** Every POST that makes something, with what it makes. */
  const creating: [path: string, body: object][] = [
    ["/api/v1/sessions", { title: "Once" }],
    ["/api/v1/messages", { content: "hello" }],
    ["/api/v1/messages", { content: "hello", wait: true }],
    ["/api/v1/tasks", { task: "hello" }],
    ["/api/v1/tools/call", { tool: "calculate", arguments: { expression: "1+1" } }],
    ["/api/v1/models/test", { model: "demo/demo" }],
  ];

  describe("the same key and body", () => {
    for (const [path, body] of creating) {
      test(`give the same answer from ${path} with ${JSON.stringify(body)}`, async () => {
        const key = newKey();
        const first = await post(path, body, key);
        const before = await counts();
        const again = await post(path, body, key);
        expect({ status: again.status, body: again.body }).toEqual({ status: first.status, body: first.body });
        expect(again.headers.get("location")).toBe(first.headers.get("location"));
        expect(first.headers.get("idempotent-replay")).toBeNull();
        expect(again.headers.get("idempotent-replay")).toBe("true");
        expect(await counts()).toEqual(before);
      });

      test(`make it once where two come at once to ${path} with ${JSON.stringify(body)}`, async () => {
        const key = newKey();
        const before = await counts();
        const all = await Promise.all([1, 2, 3].map(() => post(path, body, key)));
        const [first] = all;
        for (const each of all)
          expect({ status: each.status, body: each.body }).toEqual({ status: first?.status, body: first?.body });
        expect(all.filter((each) => each.headers.get("idempotent-replay") === null)).toHaveLength(1);
        const after = await counts();
        expect(after.sessions - before.sessions).toBeLessThanOrEqual(1);
        expect(after.runs - before.runs).toBeLessThanOrEqual(1);
      });
    }

    test("mean the same in whatever order the fields come", async () => {
      const key = newKey();
      const first = await post("/api/v1/sessions", '{"title":"a","tags":["b"]}', key);
      const again = await post("/api/v1/sessions", '{ "tags": ["b"], "title": "a" }', key);
      expect(again.body).toEqual(first.body);
    });

    test("give the same answer after a restart", async () => {
      let own = await startServer({ provider });
      const ask = apiClient(() => own);
      try {
        const asked = ["/api/v1/messages", { content: "hello", wait: true }, { "idempotency-key": "k" }] as const;
        const first = await ask("POST", ...asked);
        own = await own.restart();
        const again = await ask("POST", ...asked);
        expect(again.body).toEqual(first.body);
        expect(again.headers.get("idempotent-replay")).toBe("true");
        expect((await ask("GET", "/api/v1/stats")).body.sessions.total).toBe(1);
      } finally {
        await own.stop();
      }
    });

    test("make it once even where the server died before it could keep the answer", async () => {
      let own = await startServer({ provider });
      const ask = apiClient(() => own);
      try {
        for (const [path, body] of creating.slice(0, 4)) {
          const headers = { "idempotency-key": `lost ${path} ${JSON.stringify(body)}` };
          const first = await ask("POST", path, body, headers);
          await own.runtime.ports.idempotency.abandon("local", headers["idempotency-key"]);
          own = await own.restart();
          const again = await ask("POST", path, body, headers);
          const ids = ({ body: { id, sessionId, messageId, runId } }: typeof first) => ({
            id,
            sessionId,
            messageId,
            runId,
          });
          expect(ids(again)).toEqual(ids(first));
        }
        expect((await ask("GET", "/api/v1/stats")).body.sessions.total).toBe(4);
      } finally {
        await own.stop();
      }
    });
  });

  describe("a key", () => {
    test("that was used for another body or another call is refused", async () => {
      const key = newKey();
      await post("/api/v1/sessions", { title: "a" }, key);
      expectProblem(await post("/api/v1/sessions", { title: "b" }, key), 422, "idempotency_mismatch", /new one/);
      expectProblem(await post("/api/v1/tasks", { task: "a" }, key), 422, "idempotency_mismatch");
    });

    test("is free again after a body that did not fit", async () => {
      const key = newKey();
      expectProblem(await post("/api/v1/sessions", { title: "" }, key), 400, "invalid");
      expect((await post("/api/v1/sessions", { title: "a" }, key)).status).toBe(201);
    });

    test("keeps a refusal that would be the same again", async () => {
      const key = newKey();
      const body = { content: "x", sessionId: "ses_nothing" };
      expectProblem(await post("/api/v1/messages", body, key), 404, "not_found");
      const again = await post("/api/v1/messages", body, key);
      expectProblem(again, 404, "not_found");
      expect(again.headers.get("idempotent-replay")).toBe("true");
    });

    test("is free again after a failure that may be over the next time", async () => {
      const { body: session } = await call("POST", "/api/v1/sessions", {});
      const path = `/api/v1/sessions/${session.id}/messages`;
      const passing: [AppError | Error, number, string][] = [
        [new AppError("busy", "Too many runs are waiting.", { retryAfterMs: 1_000 }), 429, "busy"],
        [new AppError("unavailable", "The database cannot be written."), 503, "unavailable"],
        [new Error("a surprise"), 500, "internal"],
      ];
      for (const [error, status, code] of passing) {
        const key = newKey();
        trouble = error;
        expectProblem(await post(path, { content: "x", whileRunning: "queue" }, key), status, code);
        trouble = null;
        expect((await post(path, { content: "x", whileRunning: "queue" }, key)).status).toBe(202);
      }
    });

    test("may be any printable text, and no other", async () => {
      for (const key of ["a", "a b/c?", "x".repeat(255), "{}"]) {
        expect((await post("/api/v1/sessions", {}, key)).status).toBe(201);
      }
      for (const key of ["x".repeat(256), "tab\there", "ümlaut"]) {
        expectProblem(await post("/api/v1/sessions", {}, key), 400, "invalid", /Idempotency-Key must be 1 to 255/);
      }
    });

    test("says nothing on calls that are harmless by nature", async () => {
      const { body } = await call("POST", "/api/v1/sessions", {});
      const headers = { "idempotency-key": "same" };
      await call("PATCH", `/api/v1/sessions/${body.id}`, { title: "a" }, headers);
      expect((await call("PATCH", `/api/v1/sessions/${body.id}`, { title: "b" }, headers)).body.title).toBe("b");
    });
  });
});
