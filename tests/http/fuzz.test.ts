import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { Route } from "../../server/http/route.ts";
import { allRoutes } from "../../server/http/routes/all-routes.ts";
import { problemSchema } from "../../server/http/schemas/problem.ts";
import { testProviders } from "../support/database.ts";
import { startServer, type TestServer } from "./start-server.ts";

describe.each(testProviders)("on %s", (provider) => {
  let server: TestServer;
  let sessionId: string;
  let taskId: string;
  beforeAll(async () => {
    server = await startServer({ provider });
    const made = await ask("POST", "/api/v1/tasks", '{"task":"What is 6*7?"}');
    ({ sessionId, id: taskId } = JSON.parse(made.text));
  });
  afterAll(() => server.stop());

  async function ask(method: string, path: string, body?: string, type = "application/json") {
    const response = await fetch(server.url + path, {
      method,
      // What a page says is the page's own matter.
      redirect: "manual",
      headers: body === undefined ? {} : { "content-type": type },
      ...(body !== undefined && { body }),
    });
    const isStream = response.headers.get("content-type")?.startsWith("text/event-stream");
    if (isStream) await response.body?.cancel();
    return {
      status: response.status,
      type: response.headers.get("content-type"),
      text: isStream ? "" : await response.text(),
    };
  }

  /** Never a failure of ours; every refusal is a problem with a code and a sentence. */
  function expectOrderly({ status, type, text }: Awaited<ReturnType<typeof ask>>): void {
    if (status < 400) return;
    expect(type).toBe("application/problem+json; charset=utf-8");
    const problem = z.strictObject(problemSchema.shape).parse(JSON.parse(text));
    expect(problem.status).toBe(status);
    expect(problem.code).not.toBe("internal");
    expect(problem.detail.length).toBeGreaterThan(5);
  }

  /** Texts that have hurt somebody before, beside any others. */
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 30 }),
    fc.constantFrom(
      "",
      "\u0000",
      "\ud800",
      "__proto__",
      "constructor",
      "../../etc/passwd",
      "' OR 1=1 --",
      "null",
      "general",
      "message.post",
      "-1",
      "1e999",
      "ses_1",
      "run_1",
    ),
  );
  const names = fc.oneof(
    text,
    fc.constantFrom(
      "type",
      "content",
      "command",
      "commandId",
      "sessionId",
      "agent",
      "to",
      "title",
      "tags",
      "task",
      "message",
      "dependsOn",
      "limits",
      "wait",
      "tool",
      "name",
      "arguments",
      "instructions",
      "models",
      "tools",
      "model",
      "status",
      "expiresAt",
      "items",
      "callId",
      "runId",
      "answer",
      "priority",
      "whileRunning",
    ),
  );
  const json = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.constant(null),
      fc.boolean(),
      fc.integer(),
      fc.double(),
      text,
      tie("list"),
      tie("object"),
    ),
    list: fc.array(tie("value"), { maxLength: 4 }),
    object: fc.dictionary(names, tie("value"), { maxKeys: 6 }),
  }));

  const path = (route: Route, value: string) =>
    route.path.replace(/\{(\w+)\}/g, (_, name) =>
      encodeURIComponent(name === "sessionId" ? sessionId : name === "taskId" ? taskId : value.toWellFormed()),
    );

  /** What would end or change what the others need, or take long for good reason. */
  const writing = allRoutes.filter((route) => route.body && route.id !== "testModel");

  describe("whatever comes", () => {
    for (const route of writing) {
      test(`${route.method} ${route.path} refuses in order, or does what is asked`, async () => {
        await fc.assert(
          fc.asyncProperty(json.object, text, async (body, value) => {
            const safe = { ...(body as Record<string, unknown>), ...("wait" in (body as object) && { wait: false }) };
            expectOrderly(await ask(route.method, path(route, value), JSON.stringify(safe)));
          }),
          { numRuns: 60 },
        );
      });

      test(`${route.method} ${route.path} takes no field more than it knows, nor one of another kind`, async () => {
        const example = (route.example ?? {}) as Record<string, unknown>;
        const fields = Object.keys(example).length > 0 ? Object.keys(example) : ["unheardOf"];
        await fc.assert(
          fc.asyncProperty(fc.constantFrom(...fields), json.value, names, async (field, value, extra) => {
            const changed = {
              ...example,
              wait: undefined,
              [field]: value,
              ...(extra in example ? {} : { [extra]: value }),
            };
            expectOrderly(await ask(route.method, path(route, "general"), JSON.stringify(changed)));
          }),
          { numRuns: 40 },
        );
      });
    }

    test("bodies that are no JSON, in whatever format", async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...writing),
          fc.string({ unit: "binary" }),
          fc.constantFrom("application/json", "text/plain"),
          async (route, body, type) => {
            const told = await ask(route.method, path(route, "general"), body.toWellFormed(), type);
            expectOrderly(told);
          },
        ),
        { numRuns: 100 },
      );
    });

    test("paths and queries of any kind", async () => {
      const segment = text.map((each) => encodeURIComponent(each.toWellFormed()));
      const query = fc.dictionary(
        fc.oneof(
          fc.constantFrom("limit", "cursor", "after", "status", "search", "tag", "agent", "sessionId", "all", "open"),
          text,
        ),
        text,
        { maxKeys: 3 },
      );
      const reading = allRoutes
        .filter((route) => route.method === "GET" && route.path.startsWith("/api/"))
        // Not where a person is only sent on.
        .filter((route) => !(303 in route.answers))
        .map((route) => route.path);
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...reading),
          segment,
          fc.array(segment, { maxLength: 2 }),
          query,
          async (place, name, more, asked) => {
            const search = new URLSearchParams(
              Object.entries(asked).map(([key, value]) => [key.toWellFormed(), value.toWellFormed()]),
            );
            const given = place.replace(/\{(\w+)\}/g, (_, each) =>
              each === "sessionId" && more.length === 0 ? sessionId : name,
            );
            expectOrderly(await ask("GET", `${given}${more.map((each) => `/${each}`).join("")}?${search}`));
          },
        ),
        { numRuns: 300 },
      );
    });

    test("leaves nothing in the log of troubles", () => expect(server.troubles).toEqual([]));
  });
});
