import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { apiClient, expectProblem } from "../http/api-client.ts";
import { startServer, type TestServer } from "../http/start-server.ts";
import { temporaryFolder } from "../support/database.ts";
import { eventually } from "../support/eventually.ts";
import { everything, filesystem, memory, node } from "./real-servers.ts";

const odd = join(import.meta.dirname, "odd-server.mjs");
const folder = temporaryFolder();
let server: TestServer;
const call = apiClient(() => server);
const add = (name: string, args: string[], more: object = {}) =>
  call("POST", "/api/v1/mcp-servers", { name, transport: { type: "stdio", command: node, args, ...more } });
const use = (name: string, tool: string, args: object = {}) =>
  call("POST", `/api/v1/mcp-servers/${name}/tools/${tool}/call`, { arguments: args });
const stateOf = async (name: string) => (await call("GET", `/api/v1/mcp-servers/${name}`)).body;
const connectedAgain = (name: string, oldPid: number) =>
  eventually("connected again", 15_000, async () => {
    const { health } = await stateOf(name);
    return health.state === "connected" && health.pid !== oldPid ? health : undefined;
  });
const isGone = (pid: number) =>
  eventually(`process ${pid} is gone`, 10_000, () => {
    try {
      process.kill(pid, 0);
      return undefined;
    } catch {
      return true;
    }
  });

beforeAll(async () => {
  server = await startServer({ env: { MCP_STDIO_COMMANDS: node, TROUPE_NOT_FOR_OTHERS: "1" } });
});
afterAll(async () => {
  await server.stop();
  folder.remove();
});

describe("the real servers over stdio", () => {
  test("everything: is connected, and its tools are there for agents", async () => {
    const made = await add("everything", [everything, "stdio"]);
    expect(made.status).toBe(201);
    expect(made.body.health).toMatchObject({ state: "connected", error: null, pid: expect.any(Number) });
    expect(made.body.health.server.name).toMatch(/everything/);
    const { body } = await call("GET", "/api/v1/tools");
    const echo = body.items.find(({ name }: { name: string }) => name === "mcp_everything_echo");
    expect(echo).toMatchObject({
      source: { kind: "mcp", name: "everything", tool: "echo" },
      parameters: { required: ["message"] },
      unavailable: null,
    });
    const told = await use("everything", "echo", { message: "hello" });
    expect(told.body).toMatchObject({ ok: true, tool: "mcp_everything_echo", content: "Echo: hello" });
    expectProblem(await use("everything", "echo", { message: 5 }), 400, "invalid", /message must be a text/);
    expectProblem(await use("everything", "nothing"), 404, "not_found");
  });

  test("everything: pictures become files, structures become details", async () => {
    const picture = await use("everything", "get-tiny-image");
    const [file] = picture.body.details.files;
    expect(file).toMatchObject({ mediaType: "image/png", size: expect.any(Number) });
    expect(picture.body.content).toContain(`kept as the file ${file.name} (${file.id})`);
    expect((await server.runtime.ports.files.bytes("local", file.id))?.length).toBe(file.size);
    const structured = await use("everything", "get-structured-content", { location: "New York" });
    expect(structured.body.details.structured).toMatchObject({ temperature: expect.any(Number) });
    const reference = await use("everything", "get-resource-reference", { resourceType: "Text", resourceId: 1 });
    expect(reference.body.content).toMatch(/demo:\/\/resource/);
  });

  test("everything: tells its resources and prompts", async () => {
    const resources = await call("GET", "/api/v1/mcp-servers/everything/resources");
    expect(resources.body.items.length).toBeGreaterThan(0);
    const prompts = await call("GET", "/api/v1/mcp-servers/everything/prompts");
    expect(prompts.body.items.map(({ id }: { id: string }) => id)).toContain("simple-prompt");
  });

  test("everything: offers what asks a person, and nothing that wants our models or folders", async () => {
    const { body } = await call("GET", "/api/v1/mcp-servers/everything/tools");
    const names = body.items.map(({ name }: { name: string }) => name);
    expect(names).toContain("trigger-long-running-operation");
    expect(names).toContain("trigger-elicitation-request");
    expect(names.filter((name: string) => /url-elicitation|sampling|roots/.test(name))).toEqual([]);
    // Whoever calls it without a conversation cannot be asked.
    expect((await use("everything", "trigger-elicitation-request", {})).body.content).toMatch(/declin/i);
  });

  test("filesystem: reads and writes where it may, and refuses elsewhere", async () => {
    expect((await add("files", [filesystem, folder.path])).body.health.state).toBe("connected");
    const path = join(folder.path, "note.txt");
    expect((await use("files", "write_file", { path, content: "kept" })).status).toBe(200);
    expect((await use("files", "read_text_file", { path })).body.content).toContain("kept");
    expectProblem(await use("files", "read_text_file", { path: "/etc/passwd" }), 422, "tool_failed", /denied|outside/i);
  });

  test("memory: remembers within its file", async () => {
    const env = { MEMORY_FILE_PATH: join(folder.path, "memory.json") };
    expect((await add("memory", [memory], { env })).body.health.state).toBe("connected");
    const entities = [{ name: "Ann", entityType: "person", observations: ["likes tea"] }];
    expect((await use("memory", "create_entities", { entities })).status).toBe(200);
    expect((await use("memory", "search_nodes", { query: "tea" })).body.content).toContain("Ann");
  });
});

describe("an odd server over stdio", () => {
  beforeAll(async () => {
    await call("PUT", "/api/v1/secrets/odd-key", { value: "planted-for-odd-42", hosts: ["stdio:odd"] });
    const env = { KEY: { secret: "odd-key" }, PLAIN: "text" };
    expect((await add("odd", [odd, "$(id)", "; true"], { env })).status).toBe(201);
  });

  test("gets its own environment and nothing else, a folder of its own, its arguments as they are, and the effect id", async () => {
    const shown = await use("odd", "show");
    const { env, cwd, meta, argv } = JSON.parse(shown.body.content);
    expect(env).toEqual({ KEY: "[secret]", PLAIN: "text" });
    expect(argv).toEqual(["$(id)", "; true"]);
    expect(cwd).toMatch(/mcp\/odd$/);
    expect(meta["troupe/effectId"]).toMatch(/^eff_/);
  });

  test("that offers more tools is followed", async () => {
    await use("odd", "grow");
    await eventually("the new tool", 5_000, async () => {
      const { body } = await call("GET", "/api/v1/tools");
      return body.items.some(({ name }: { name: string }) => name === "mcp_odd_grown_12") || undefined;
    });
  });

  test("with a big result is cut where it is read, and survives", async () => {
    const { body } = await use("odd", "big", { size: 3_000_000 });
    expect(Buffer.byteLength(body.content)).toBeLessThan(70_000);
    expect(body.content).toMatch(/Cut here: \d+ of 3000000 characters/);
  });

  test("that prints nonsense between its messages is still heard", async () => {
    expect((await use("odd", "rude")).body.content).toBe("survived");
    const { body } = await call("GET", "/api/v1/mcp-servers/odd/log");
    expect(body.items.map(({ text }: { text: string }) => text)).toContain("this is not JSON");
  });

  test("that says a call failed is told to the model in its own words", async () => {
    expectProblem(await use("odd", "fail"), 422, "tool_failed", /The lake is frozen/);
  });

  test("that ends in mid-call gives a failed call, takes what it started along, and is started again", async () => {
    const orphan = Number((await use("odd", "orphan")).body.content);
    const { pid } = (await stateOf("odd")).health;
    expectProblem(await use("odd", "crash"), 422, "tool_failed", /ended while this call was running/);
    await isGone(pid);
    await isGone(orphan);
    await connectedAgain("odd", pid);
    const { body } = await call("GET", "/api/v1/mcp-servers/odd/log");
    expect(JSON.stringify(body.items)).toContain("I have had enough");
    expect((await use("odd", "big", { size: 2 })).body.content).toBe("xx");
  });

  test("that is killed in mid-call gives a failed call", async () => {
    const { pid } = (await stateOf("odd")).health;
    const hanging = use("odd", "hang");
    await eventually("the call is under way", 5_000, async () => {
      const { calls } = JSON.parse((await use("odd", "show")).body.content);
      return calls >= 3 || undefined;
    });
    process.kill(pid, "SIGKILL");
    expectProblem(await hanging, 422, "tool_failed", /ended while this call was running/);
    await connectedAgain("odd", pid);
  });

  test("that floods is ended instead of filling the memory", async () => {
    const { pid } = (await stateOf("odd")).health;
    expectProblem(await use("odd", "flood"), 422, "tool_failed");
    await isGone(pid);
    await connectedAgain("odd", pid);
  });

  test("is ended when it is switched off, and its tools are gone until it is on again", async () => {
    const { pid } = (await stateOf("odd")).health;
    const off = await call("PATCH", "/api/v1/mcp-servers/odd", { enabled: false });
    expect(off.body.health).toMatchObject({ state: "off", pid: null });
    await isGone(pid);
    expect(server.runtime.ports.tools.get("mcp_odd_show")).toBeUndefined();
    expectProblem(await use("odd", "show"), 503, "unavailable", /switched off/);
    const on = await call("PATCH", "/api/v1/mcp-servers/odd", { enabled: true });
    expect(on.body.health.state).toBe("connected");
    expect(server.runtime.ports.tools.get("mcp_odd_show")?.unavailable()).toBeNull();
  });

  test("keeps its connection and its calls while its tools are changed, also all at once", async () => {
    const { pid } = (await stateOf("odd")).health;
    const { tools } = server.runtime.ports.mcp.get("odd") ?? { tools: [] };
    const approvals = tools.map((_, index) => (index % 2 === 0 ? "never" : "always"));
    const changes = tools.map(({ name }, index) =>
      call("PATCH", `/api/v1/mcp-servers/odd/tools/${name}`, { approval: approvals[index] }),
    );
    expect((await Promise.all(changes)).map(({ status }) => status)).toEqual(tools.map(() => 200));
    expect((await stateOf("odd")).health.pid).toBe(pid);
    const after = await call("GET", "/api/v1/mcp-servers/odd/tools");
    expect(after.body.items.map(({ approval }: { approval: string }) => approval)).toEqual(approvals);
    await call("PATCH", "/api/v1/mcp-servers/odd", { approval: "always", tools: {} });
    expect((await stateOf("odd")).health.pid).toBe(pid);
    expect(server.runtime.ports.tools.get("mcp_odd_big")).toMatchObject({ approval: "always" });
  });

  test("may have tools that cannot be used beside those that can", async () => {
    expect(server.runtime.ports.tools.get("mcp_odd_constructor")).toMatchObject({ approval: "always" });
    expect(server.runtime.ports.tools.get("mcp_odd___proto__")).toBeUndefined();
    expect(server.runtime.ports.tools.get("mcp_odd_deep")).toBeUndefined();
    const { body } = await call("GET", "/api/v1/mcp-servers/odd/log");
    expect(body.items.map(({ text }: { text: string }) => text)).toEqual(
      expect.arrayContaining([
        'The tool "__proto__" was left out: its name is not usable.',
        'The tool "deep" was left out: its schema is nested deeper than 64 levels.',
      ]),
    );
  });

  test("has tools that can be switched off, renamed, and bound to a person's yes", async () => {
    const change = (tool: string, setting: object) => call("PATCH", `/api/v1/mcp-servers/odd/tools/${tool}`, setting);
    expect((await change("show", { name: "show_me", approval: "never" })).status).toBe(200);
    expect(server.runtime.ports.tools.get("show_me")).toMatchObject({ approval: "never" });
    expect(server.runtime.ports.tools.get("mcp_odd_show")).toBeUndefined();
    expect(server.runtime.ports.tools.get("mcp_odd_big")).toMatchObject({ approval: "always" });
    await change("show", { enabled: false });
    expect(server.runtime.ports.tools.get("show_me")).toBeUndefined();
    const { body } = await call("GET", "/api/v1/mcp-servers/odd/tools");
    expect(body.items.find(({ name }: { name: string }) => name === "show")).toMatchObject({
      as: "show_me",
      enabled: false,
    });
    await change("show", { enabled: true, name: null, approval: null });
    expect(server.runtime.ports.tools.get("mcp_odd_show")).toMatchObject({ approval: "always" });
    expectProblem(await change("big", { name: "calculate" }), 409, "conflict", /another tool named "calculate"/);
    expectProblem(await change("nothing", { enabled: false }), 404, "not_found");
  });
});

describe("what may be added", () => {
  test("is a program that the operator allows, by its whole path", async () => {
    const of = (command: string) =>
      call("POST", "/api/v1/mcp-servers", { name: "bad", transport: { type: "stdio", command } });
    expectProblem(await of("/bin/sh"), 403, "forbidden", /not among the programs of MCP_STDIO_COMMANDS/);
    expectProblem(await of("sh"), 400, "invalid", /whole path/);
    expectProblem(await of(`${node} -e`), 403, "forbidden");
    expect((await call("GET", "/api/v1/mcp-servers/bad")).status).toBe(404);
  });

  test("keeps its secrets as secrets, bound to it", async () => {
    const env = (value: unknown) => add("bad", [odd], { env: { API_KEY: value } });
    expectProblem(await env("plain"), 400, "invalid", /transport\.env\.API_KEY: must be kept as a secret/);
    expectProblem(await env({ secret: "nobody" }), 404, "not_found", /no secret "nobody"/);
    expectProblem(await env({ secret: "odd-key" }), 403, "forbidden", /was given for stdio:odd, not for stdio:bad/);
  });

  test("has a name of its own and known fields", async () => {
    expectProblem(await add("odd", [odd]), 409, "conflict", /named "odd" already/);
    expectProblem(await add("ODD", [odd]), 400, "invalid", /name/);
    expectProblem(await add("bad", [odd], { shell: true }), 400, "invalid", /shell/);
  });

  test("may be a program that does not work: it is kept, and says why", async () => {
    const made = await add("broken", ["/nowhere.js"]);
    expect(made.status).toBe(201);
    expect(made.body.health).toMatchObject({ state: "waiting", failures: 1, nextTryAt: expect.any(String) });
    expect((await call("DELETE", "/api/v1/mcp-servers/broken")).status).toBe(204);
    expectProblem(await call("DELETE", "/api/v1/mcp-servers/broken"), 404, "not_found");
  });
});

describe("a server that is not allowed to run programs", () => {
  test("says so, and forgets programs that were allowed before", async () => {
    const other = await startServer();
    const told = await apiClient(() => other)("POST", "/api/v1/mcp-servers", {
      name: "odd",
      transport: { type: "stdio", command: node, args: [odd] },
    });
    expectProblem(told, 403, "forbidden", /switched off\. The operator can name the programs in MCP_STDIO_COMMANDS/);
    await other.stop();
  });
});

describe("after a restart", () => {
  test("tools are known at once, and programs run again; after the end none is left", async () => {
    const before = (await stateOf("everything")).health.pid;
    server = await server.restart();
    await isGone(before);
    expect(server.runtime.ports.tools.get("mcp_everything_echo")).toBeDefined();
    expect((await use("everything", "echo", { message: "again" })).body.content).toBe("Echo: again");
  });
});
