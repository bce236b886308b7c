import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { functionTemplates } from "../../server/http/stored/templates.ts";
import { apiClient, expectProblem } from "./api-client.ts";
import { startServer, type TestServer } from "./start-server.ts";

/** Repeats what it was sent, as some services do. */
const far = createServer((request, response) => {
  if (request.url === "/elsewhere") {
    response.writeHead(302, { location: `http://localhost:${(far.address() as AddressInfo).port}/` }).end();
    return;
  }
  response.setHeader("x-seen", String(request.headers.authorization ?? ""));
  response.end(JSON.stringify({ headers: request.headers, method: request.method }));
});
let server: TestServer;
let farHost = "";
let farPort = 0;
beforeAll(async () => {
  await new Promise<void>((resolve) => far.listen(0, "127.0.0.1", resolve));
  farPort = (far.address() as AddressInfo).port;
  farHost = `127.0.0.1:${farPort}`;
  server = await startServer({ env: { GUARD_ALLOW_HOSTS: `${farHost},localhost:${farPort}` } });
});
afterAll(async () => {
  await server.stop();
  far.close();
});
const call = apiClient(() => server);
const at = (rest = "") => `/api/v1/functions${rest}`;
const object = { type: "object" };

async function make(name: string, source: string, more: object = {}) {
  const made = await call("POST", at(), { name, language: "typescript", source, ...more });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
}
const run = (name: string, input: unknown = {}, version: unknown = "draft") =>
  call("POST", at(`/${name}/run`), { input, ...(version !== "current" && { version }) });

describe("a stored function", () => {
  test("is written, run as a draft, published, run, changed, compared and rolled back", async () => {
    const source = "export default ({ a }: { a: number }) => ({ twice: a * 2 });";
    const inputSchema = { type: "object", properties: { a: { type: "number" } }, required: ["a"] };
    await make("twice", source, { inputSchema, limits: { timeoutMs: 1_000 }, tags: ["sums"] });
    expect((await call("GET", at("/twice"))).body).toMatchObject({
      state: "draft",
      limits: { memoryMb: 64 },
      tags: ["sums"],
    });
    expectProblem(await run("twice", { a: 1 }, "current"), 409, "conflict", /not published/);

    const { status, body } = await run("twice", { a: 21 });
    expect([status, body.result, body.version, body.logs]).toEqual([200, { twice: 42 }, null, []]);
    expect(body.ms).toBeGreaterThan(0);
    expect(body.memoryBytes).toBeGreaterThan(0);

    expect((await call("POST", at("/twice/publish"), { note: "First." })).body).toMatchObject({ version: 1 });
    expect((await run("twice", { a: 2 }, "current")).body).toMatchObject({ result: { twice: 4 }, version: 1 });
    await call("PUT", at("/twice/draft"), {
      language: "typescript",
      source: source.replace("* 2", "* 20"),
      inputSchema,
    });
    expect((await run("twice", { a: 2 }, 1)).body.result).toEqual({ twice: 4 });
    await call("POST", at("/twice/publish"), {});
    expect((await run("twice", { a: 2 }, "current")).body.result).toEqual({ twice: 40 });
    expect(
      (await call("GET", at("/twice/diff?from=1&to=2"))).body.changes.map(({ path }: { path: string }) => path),
    ).toContain("source");
    await call("POST", at("/twice/rollback"), { version: 1 });
    expect((await run("twice", { a: 2 }, "current")).body).toMatchObject({ result: { twice: 4 }, version: 3 });
  });

  test("is checked without being run: syntax, imports, and what a draft may not get wrong", async () => {
    const { body } = await call("POST", at("/check"), {
      language: "typescript",
      source: "const a: number = 1;\nexport default () => a +;",
    });
    expect(body.errors).toEqual([{ kind: "syntax", message: 'Unexpected ";"', line: 2, column: 25, stack: null }]);
    expect(
      (await call("POST", at("/check"), { source: "import 'fs'; export default 1" })).body.errors[0].message,
    ).toContain("cannot be imported");
    expect(
      (await call("POST", at("/check"), { source: "import { sum } from 'troupe:math'; export default sum" })).body,
    ).toEqual({
      errors: [],
      warnings: [],
      imports: ["troupe:math"],
    });
    expectProblem(
      await call("POST", at(), { name: "x", source: "1", imports: ["left-pad"] }),
      400,
      "invalid",
      /imports/,
    );
    await make("broken", "export default () => {\n  return 1 +;\n}");
    expectProblem(await call("POST", at("/broken/publish"), {}), 400, "invalid", /Line 2, column 13/);
    expectProblem(await run("broken"), 422, "tool_failed", /Unexpected/);
  });

  test("fails with kind, place and logs, and is remembered with both", async () => {
    await make(
      "fails",
      "export default (input, host) => {\n  host.log('before');\n  const nothing: any = null;\n  return nothing.x;\n}",
    );
    const failed = await run("fails");
    expectProblem(failed, 422, "tool_failed");
    expect(failed.body).toMatchObject({ kind: "type", line: 4, column: 10, logs: [{ level: "log", text: "before" }] });
    expect(failed.body.stack).toContain("fails.ts:4:10");
    const { items } = (await call("GET", "/api/v1/function-executions?function=fails")).body;
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({
      id: failed.body.executionId,
      outcome: "failed",
      error: { kind: "type", line: 4 },
    });
  });

  test("has its input and its result checked, and what is secret in them is not kept", async () => {
    const secret = {
      type: "object",
      properties: { pin: { type: "string", "x-secret": true }, n: { type: "number" } },
      required: ["pin"],
    };
    const outputSchema = {
      type: "object",
      properties: { token: { type: "string", writeOnly: true } },
      required: ["token"],
    };
    await make("pin", "export default ({ pin, n }) => n ? {} : { token: 't-' + pin }", {
      inputSchema: secret,
      outputSchema,
    });
    expectProblem(await run("pin", { n: 1 }), 400, "invalid", /pin is missing/);
    const wrong = await run("pin", { pin: "1234", n: 1 });
    expect(wrong.body).toMatchObject({ code: "tool_failed", kind: "schema" });
    expect((await run("pin", { pin: "1234" })).body.result).toEqual({ token: "t-1234" });
    const { items } = (await call("GET", "/api/v1/function-executions?function=pin")).body;
    expect(items[0]).toMatchObject({ arguments: { pin: "•••" }, result: { token: "•••" } });
    expect(JSON.stringify(items)).not.toContain("1234");
  });

  test("is published only when its cases hold", async () => {
    await make("cased", "export default ({ a }) => a + 1", { inputSchema: object });
    await call("POST", at("/cased/cases"), { title: "One and one", input: { a: 1 }, expected: 2 });
    await call("POST", at("/cased/cases"), { title: "One and two", input: { a: 2 }, expected: 4 });
    const tried = await call("POST", at("/cased/cases/run"), {});
    expect(tried.body.results).toMatchObject([
      { passed: true },
      { passed: false, problems: ["it gave 3 instead of 4"], details: { result: 3 } },
    ]);
    expectProblem(
      await call("POST", at("/cased/publish"), {}),
      409,
      "conflict",
      /One and two \(it gave 3 instead of 4\)/,
    );
    const id = tried.body.results[1].caseId;
    await call("PUT", at(`/cased/cases/${id}`), { title: "One and two", input: { a: 2 }, expected: 3 });
    expect((await call("POST", at("/cased/publish"), {})).status).toBe(200);
  });

  test("may fetch what it is granted, with a secret that it never sees", async () => {
    await call("PUT", "/api/v1/secrets/far-key", { value: "abcdef-very-secret", hosts: [`http://${farHost}`] });
    const source = `export default async ({ path }, host) => {
      const answer = await host.fetch("http://${farHost}" + path, { headers: { authorization: host.secret("far-key", "Bearer ") } });
      host.log(answer.body, JSON.stringify(answer.headers));
      return { sent: answer.json().headers.authorization, whole: answer.body, seen: answer.headers["x-seen"] };
    }`;
    const hosts = [farHost, `localhost:${farPort}`];
    await make("asks", source, { grants: { hosts, secrets: ["far-key"] } });
    const { body } = await run("asks", { path: "/" });
    expect(body.result.sent).toBe("Bearer •••");
    expect(body.result.seen).toBe("Bearer •••");
    const redirected = await run("asks", { path: "/elsewhere" });
    expect(redirected.body.result?.sent).toBeUndefined();
    const executions = await call("GET", "/api/v1/function-executions?function=asks");
    expect(JSON.stringify([body, redirected.body, executions.body])).not.toContain("abcdef-very-secret");

    await make("asks-more", source, { grants: { hosts } });
    expect((await run("asks-more", { path: "/" })).body).toMatchObject({
      kind: "host",
      message: expect.stringContaining("Grant it first"),
    });
    await make("asks-elsewhere", source, { grants: { secrets: ["far-key"] } });
    expect((await run("asks-elsewhere", { path: "/" })).body).toMatchObject({
      kind: "host",
      message: expect.stringContaining("may not fetch"),
    });
  });

  test("reads and keeps only the saved data that it is granted", async () => {
    await make(
      "keeps",
      "export default async ({ name, value }, host) => { await host.data.set(name, value); return host.data.get(name) }",
      {
        grants: { data: ["notes"] },
      },
    );
    expect((await run("keeps", { name: "notes.today", value: [1] })).body.result).toEqual([1]);
    for (const name of ["other", "notesx", "notes", "../notes"].filter((each) => each !== "notes"))
      expect((await run("keeps", { name, value: 1 })).body).toMatchObject({ kind: "host" });
  });

  test("calls others that it is granted, and not for ever", async () => {
    await make("adds", "export default ({ a }) => a + 1");
    await call("POST", at("/adds/publish"), {});
    await make("calls", "export default async ({ a }, host) => (await host.call('adds', { a })) * 10", {
      grants: { functions: ["adds"] },
    });
    expect((await run("calls", { a: 1 })).body.result).toBe(20);
    expect((await call("GET", at("/adds/usage"))).body).toMatchObject({ runs: 1, failed: 0 });

    await make("loops", "export default () => 1");
    await call("POST", at("/loops/publish"), {});
    await call("PUT", at("/loops/draft"), {
      source: "export default (i, host) => host.call('loops', {})",
      grants: { functions: ["loops"] },
    });
    await call("POST", at("/loops/publish"), {});
    const looped = await run("loops", {}, "current");
    expect(looped.body).toMatchObject({ kind: "host", message: expect.stringContaining("3 levels deep") });
    expect(JSON.stringify((await call("GET", at("/adds/used-by"))).body.items)).toContain('"calls"');
  });

  test("can be undone by the function that it names for that, once", async () => {
    await make("unbook", "export default ({ input, result }) => ({ gone: result.id, was: input.what })");
    await call("POST", at("/unbook/publish"), {});
    await make("book", "export default ({ what }) => ({ id: what + '-1' })", { compensate: "unbook" });
    const { executionId } = (await run("book", { what: "room" })).body;
    const undo = () => call("POST", `/api/v1/function-executions/${executionId}/compensate`, {});
    expect((await undo()).body.result).toEqual({ gone: "room-1", was: "room" });
    expectProblem(await undo(), 409, "conflict", /undone already/);
    expectProblem(await call("POST", "/api/v1/function-executions/none/compensate", {}), 404, "not_found");
  });

  test("is tried again where that may help", async () => {
    await make("again", `export default async (_, host) => { await host.fetch("http://127.0.0.1:1/") }`, {
      grants: { hosts: ["127.0.0.1:1"] },
      retry: { attempts: 3, delayMs: 1 },
    });
    expect((await run("again")).body).toMatchObject({ kind: "host", attempts: 3 });
    await make("not-again", "export default () => { throw new Error('no') }", { retry: { attempts: 3 } });
    expect((await run("not-again")).body).toMatchObject({ kind: "thrown", attempts: 1 });
  });
});

describe("a published function as a tool", () => {
  test("is listed, called, used by agents, and gone when it is archived", async () => {
    const inputSchema = { type: "object", properties: { city: { type: "string" } }, required: ["city"] };
    await make("weather", 'export default ({ city }) => "It is fine in " + city + "."', {
      inputSchema,
      description: "Tells the weather.",
      approval: "always",
    });
    expect((await call("GET", "/api/v1/tools")).body.items.map(({ name }: { name: string }) => name)).not.toContain(
      "weather",
    );
    await call("POST", at("/weather/publish"), {});
    const tools = (await call("GET", "/api/v1/tools")).body.items;
    expect(tools.find(({ name }: { name: string }) => name === "weather")).toMatchObject({
      parameters: inputSchema,
      approval: "always",
    });
    const called = await call("POST", "/api/v1/tools/call", { tool: "weather", arguments: { city: "Rome" } });
    expect(called.body).toMatchObject({
      ok: true,
      content: "It is fine in Rome.",
      details: { function: { version: 1 } },
    });
    expectProblem(
      await call("POST", "/api/v1/tools/call", { tool: "weather", arguments: {} }),
      400,
      "invalid",
      /city is missing/,
    );
    await call("POST", "/api/v1/agents", { name: "reporter", instructions: "Report.", tools: ["weather"] });
    expect(JSON.stringify((await call("GET", at("/weather/used-by"))).body.items)).toContain('"reporter"');
    await call("DELETE", at("/weather"));
    expectProblem(
      await call("POST", "/api/v1/tools/call", { tool: "weather", arguments: { city: "Rome" } }),
      404,
      "not_found",
    );
  });

  test("has no name of another tool", async () => {
    await make("todo", "export default () => 1");
    expectProblem(await call("POST", at("/todo/publish"), {}), 400, "invalid", /another tool named "todo"/);
  });
});

describe("the templates", () => {
  test.each(functionTemplates.map((each) => [each.definition.name, each] as const))(
    "%s is useful as it is",
    async (name, { definition, cases }) => {
      expect((await call("POST", at(), definition)).status).toBe(201);
      for (const each of cases) expect((await call("POST", at(`/${name}/cases`), each)).status).toBe(201);
      const tried = await call("POST", at(`/${name}/cases/run`), {});
      expect(tried.body.results.filter(({ passed }: { passed: boolean }) => !passed)).toEqual([]);
      expect((await call("POST", at(`/${name}/publish`), {})).status).toBe(200);
    },
  );

  test("are told, eight at least", async () => {
    expect((await call("GET", "/api/v1/function-templates")).body.items.length).toBeGreaterThanOrEqual(8);
  });
});
