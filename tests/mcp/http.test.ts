import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { apiClient, expectProblem } from "../http/api-client.ts";
import { startServer, type TestServer } from "../http/start-server.ts";
import { eventually } from "../support/eventually.ts";
import { type HttpServer, startEverything } from "./real-servers.ts";

let server: TestServer;
let far: HttpServer;
const call = apiClient(() => server);
const add = (name: string, url: string, more: object = {}) =>
  call("POST", "/api/v1/mcp-servers", { name, transport: { type: "http", url, ...more } });
const use = (name: string, tool: string, args: object = {}) =>
  call("POST", `/api/v1/mcp-servers/${name}/tools/${tool}/call`, { arguments: args });
const stateOf = async (name: string) => (await call("GET", `/api/v1/mcp-servers/${name}`)).body.health;

beforeAll(async () => {
  far = await startEverything();
  server = await startServer({ env: { GUARD_ALLOW_HOSTS: `127.0.0.1:${far.port}` } });
});
afterAll(async () => {
  await server.stop();
  await far.kill();
});

describe("the everything server over streamable HTTP", () => {
  test("is connected and used", async () => {
    const made = await add("everything", far.url);
    expect(made.body.health).toMatchObject({ state: "connected", error: null, pid: null });
    expect((await use("everything", "echo", { message: "hello" })).body.content).toBe("Echo: hello");
    expect((await use("everything", "get-sum", { a: 2, b: 3 })).body.content).toMatch(/5/);
    const picture = await use("everything", "get-tiny-image");
    expect(picture.body.details.files[0].mediaType).toBe("image/png");
  });

  test("that dies in mid-call gives a failed call, says so in its health, and is found again when it is back", async () => {
    const long = use("everything", "trigger-long-running-operation", { duration: 60, steps: 60 });
    await eventually("the call has reached it", 5_000, async () => {
      const { body } = await call("GET", "/api/v1/mcp-servers/everything/log");
      return body.items.length > 0 || undefined;
    });
    await far.kill();
    expectProblem(await long, 422, "tool_failed");
    await eventually("it is known to be gone", 20_000, async () =>
      (await stateOf("everything")).state === "connected" ? undefined : true,
    );
    const { error, nextTryAt } = await stateOf("everything");
    expect({ error, nextTryAt }).toEqual({
      error: expect.stringMatching(/could not be reached|closed|lost/i),
      nextTryAt: expect.any(String),
    });
    expect(server.runtime.ports.tools.get("mcp_everything_echo")?.unavailable()).toMatch(/not connected/);
    expectProblem(await use("everything", "echo", { message: "?" }), 503, "unavailable", /not connected/);
    far = await startEverything(far.port);
    await call("POST", "/api/v1/mcp-servers/everything/test");
    expect((await use("everything", "echo", { message: "back" })).body.content).toBe("Echo: back");
  });

  test("that was started anew and forgot our session is met anew", async () => {
    await far.kill();
    far = await startEverything(far.port);
    await eventually("it works again", 20_000, async () =>
      (await use("everything", "echo", { message: "new" })).status === 200 ? true : undefined,
    );
  });
});

describe("an address that may not be reached", () => {
  test("is refused by the guard, and the reason is told", async () => {
    const made = await add("inside", "http://127.0.0.1:9/mcp");
    expect(made.status).toBe(201);
    expect(made.body.health).toMatchObject({ state: "waiting", error: expect.stringMatching(/GUARD_ALLOW_HOSTS/) });
    await call("DELETE", "/api/v1/mcp-servers/inside");
  });

  test("with a password, or of another kind, is none", async () => {
    expectProblem(await add("bad", "https://user:pass@mcp.example/mcp"), 400, "invalid", /password/);
    expectProblem(await add("bad", "file:///etc/passwd"), 400, "invalid", /must begin with https/);
  });
});
