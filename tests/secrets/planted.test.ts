import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { apiClient, expectProblem } from "../http/api-client.ts";
import { readSse } from "../http/sse-client.ts";
import { startServer, type TestServer } from "../http/start-server.ts";
import { addTool } from "../runtime/add-tool.ts";
import { temporaryFolder } from "../support/database.ts";

const value = "sk-planted-3d9c51e07f-Zq";
const forms = [value, Buffer.from(value).toString("base64"), encodeURIComponent(value)];
const folder = temporaryFolder();
let server: TestServer;
const call = apiClient(() => server);

beforeAll(async () => {
  server = await startServer({ env: { DATA_DIR: folder.path } });
  addTool(server, "leaky", async (_args, context) => {
    const secret = await server.runtime.ports.secrets.reveal(context.ownerId, "planted", "https://a.example/x");
    context.progress({ so: { far: [secret] } });
    return { content: `I sent ${secret}`, details: { [secret]: Buffer.from(secret).toString("base64") } };
  });
  addTool(server, "long", async (_args, context) => {
    const secret = await server.runtime.ports.secrets.reveal(context.ownerId, "planted", "https://a.example/x");
    return { content: "x".repeat(64 * 1024 - 10) + secret + "y".repeat(1_000) };
  });
  addTool(server, "broken", async (_args, context) => {
    const secret = await server.runtime.ports.secrets.reveal(context.ownerId, "planted", "https://a.example/x");
    throw new Error(`401 for Bearer ${secret}`);
  });
});
afterAll(async () => {
  await server.stop();
  folder.remove();
});

function expectClean(what: string, text: string | Buffer): void {
  for (const form of forms) expect(text.includes(form), `${what} holds the secret`).toBe(false);
}

describe("a planted secret", () => {
  test("is answered by name and last four only", async () => {
    const made = await call("PUT", "/api/v1/secrets/planted", { value, hosts: ["a.example"] });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ name: "planted", hosts: ["a.example"], lastFour: "f-Zq" });
    expect((await call("PUT", "/api/v1/secrets/planted", { value })).status).toBe(200);
    const list = await call("GET", "/api/v1/secrets");
    expect(list.body.items).toHaveLength(1);
    for (const answer of [made, list]) expectClean("an answer", JSON.stringify(answer.body));
    expectProblem(await call("GET", "/api/v1/secrets/planted"), 405, "method_not_allowed");
  });

  test("is not repeated by a refusal", async () => {
    const refused = await call("PUT", "/api/v1/secrets/other", { value: `${value}\n`, hosts: ["a.example"] });
    expectProblem(refused, 400, "invalid", /value: must be one line/);
    expectClean("a refusal", JSON.stringify(refused.body));
    const strange = await call("PUT", "/api/v1/secrets/other", {
      value: { [value]: value },
      hosts: ["a.example"],
      name: 1,
    });
    expectProblem(strange, 400, "invalid", /name: is not a known field/);
    expectClean("a refusal", JSON.stringify(strange.body));
    expectProblem(await call("PUT", "/api/v1/secrets/a:b", { value, hosts: ["a.example"] }), 404, "not_found");
  });

  test("that a model writes where a schema calls it secret reaches the tool and is sealed everywhere else", async () => {
    const code = "plant-2c7e19-code";
    const got: unknown[] = [];
    const parameters = {
      type: "object",
      properties: { code: { type: "string", "x-secret": true, pattern: "^plant-", const: code } },
      required: ["code"],
    };
    const check = (args: unknown) => {
      const fits = (args as { code?: unknown }).code === code;
      return fits ? { ok: true as const, value: args } : { ok: false as const, message: "That is not the code." };
    };
    const echo = async (args: unknown) => {
      got.push(args);
      return { content: `I used ${(args as { code: string }).code}` };
    };
    addTool(server, "vault", echo, { parameters, check, approval: "always" });
    await call("POST", "/api/v1/agents", {
      name: "keeper",
      instructions: "Use your tools.",
      models: ["demo/demo"],
      tools: ["vault"],
    });
    const { body: session } = await call("POST", "/api/v1/sessions", { agent: "keeper" });
    const path = `/api/v1/sessions/${session.id}`;
    const stream = await readSse(`${server.url}${path}/events`, {});
    const asked = async (times: number) => {
      await call("POST", `${path}/commands`, { type: "message.post", content: "Use vault now" });
      const proposals = () => stream.frames.filter(({ event }) => event === "tool.proposed");
      await stream.until(() => proposals().length >= times);
      return proposals().at(-1)?.data;
    };
    const approve = async (more: object, times: number) => {
      await stream.until(() => stream.frames.filter(({ event }) => event === "tool.proposed").length >= times);
      const proposed = stream.frames.findLast(({ event }) => event === "tool.proposed")?.data;
      const answer = await call("POST", `${path}/commands`, { type: "tool.approve", callId: proposed.callId, ...more });
      expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
      await stream.until(() => stream.frames.filter(({ event }) => event === "run.finished").length >= times);
    };
    expect((await asked(1)).arguments.code).toMatch(/^sealed:/);
    await approve({}, 1);
    // What a person leaves hidden stays what it was; what is written anew is sealed as well.
    await asked(2);
    await approve({ arguments: { code: "•••" } }, 2);
    await asked(3);
    await approve({ arguments: { code } }, 3);
    expect(got).toEqual([{ code }, { code }, { code }]);

    const holdsCode = (what: string, text: string | Buffer) =>
      expect(text.includes(code), `${what} holds the code`).toBe(false);
    holdsCode("the state", JSON.stringify(await server.runtime.sessions.read(session.id)));
    holdsCode("the stream", JSON.stringify(stream.frames));
    stream.hangUp();
    for (const format of ["markdown", "json", "html"]) {
      holdsCode(`the ${format} export`, JSON.stringify((await call("GET", `${path}/export?format=${format}`)).body));
    }
    const { items } = await server.runtime.ports.records.list({ ownerId: "local", tool: "vault", limit: 10 });
    expect(items.map((item) => item.arguments)).toEqual(Array(3).fill({ code: "•••" }));
    for (const file of filesUnder(folder.path)) holdsCode(file, readFileSync(file));
  });

  test("that a tool gives or throws is in no event, stream, export, record, log or byte of the data", async () => {
    await call("POST", "/api/v1/agents", {
      name: "spy",
      instructions: "Use your tools.",
      models: ["demo/demo"],
      tools: ["leaky", "broken"],
    });
    const { body: session } = await call("POST", "/api/v1/sessions", { agent: "spy" });
    const path = `/api/v1/sessions/${session.id}`;
    const stream = await readSse(`${server.url}${path}/events`, {});
    for (const [index, tool] of ["leaky", "broken"].entries()) {
      await call("POST", `${path}/commands`, { type: "message.post", content: `Use ${tool} now` });
      await stream.until(() => stream.frames.filter(({ event }) => event === "run.finished").length > index);
    }
    const finished = stream.frames.find(({ event }) => event === "tool.finished");
    expect(finished?.data).toMatchObject({ content: "I sent [secret]", details: { "[secret]": "[secret]" } });
    expect(stream.frames.find(({ event }) => event === "tool.progress")?.data.value).toEqual({
      so: { far: ["[secret]"] },
    });
    expectClean("the stream", JSON.stringify(stream.frames));
    stream.hangUp();

    for (const format of ["markdown", "json", "html"]) {
      const file = await call("GET", `${path}/export?format=${format}`);
      expectClean(`the ${format} export`, JSON.stringify(file.body));
    }
    expectClean(
      "a cut result",
      (await call("POST", "/api/v1/tools/call", { tool: "long" })).body.content.slice(-100_000),
    );
    expect((await call("POST", "/api/v1/tools/call", { tool: "long" })).body.content).not.toContain(value.slice(0, 8));
    const direct = await call("POST", "/api/v1/tools/call", { tool: "leaky" });
    expect(direct.body.content).toBe("I sent [secret]");
    const { items } = await server.runtime.ports.records.list({ ownerId: "local", limit: 100 });
    expect(items.length).toBeGreaterThanOrEqual(3);
    expectClean("a record", JSON.stringify(items));
    expectClean("the user's files", JSON.stringify((await call("GET", "/api/v1/users/me/files")).body));
    expectClean("the log", JSON.stringify(server.troubles));
    expect(JSON.stringify(server.troubles)).toContain("401 for Bearer [secret]");
    const files = filesUnder(folder.path);
    expect(files.some((file) => file.endsWith("troupe.db"))).toBe(true);
    for (const file of files) expectClean(file, readFileSync(file));
  });
});

function filesUnder(path: string): string[] {
  return readdirSync(path, { recursive: true })
    .map((name) => join(path, String(name)))
    .filter((file) => statSync(file).isFile());
}
