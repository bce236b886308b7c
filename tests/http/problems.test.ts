import { request } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { firstError } from "../../server/http/parse-json.ts";
import type { Runtime } from "../../server/runtime/create-runtime.ts";
import { apiClient, expectProblem } from "./api-client.ts";
import { startServer, type TestServer } from "./start-server.ts";

let server: TestServer;
const mostBytes = 2_048;
beforeAll(async () => {
  server = await startServer({
    env: { MAX_BODY_BYTES: String(mostBytes) },
    wrap: (runtime): Runtime => ({
      ...runtime,
      async openSession(principal, wanted, ...rest) {
        if (wanted.title === "surprise") throw new Error("the secret inside");
        return runtime.openSession(principal, wanted, ...rest);
      },
    }),
  });
});
afterAll(() => server.stop());
const call = apiClient(() => server);
const raw = (body: string, headers: Record<string, string> = {}) =>
  call("POST", "/api/v1/sessions", body, { "content-type": "application/json", ...headers });

describe("a problem", () => {
  test("has a type, a title, a status, a code and a sentence, and names each wrong field", async () => {
    const { body } = await raw('{"title":"","colour":"red"}');
    expect(body).toEqual({
      type: "/docs/api#problem-invalid",
      title: "The request is not right",
      status: 400,
      code: "invalid",
      detail: "The body does not fit. title: must not be empty; colour: is not a known field.",
      errors: [
        { path: "title", message: "must not be empty" },
        { path: "colour", message: "is not a known field" },
      ],
    });
  });

  test("with a choice says what there is to choose from", async () => {
    expectProblem(
      await call("POST", "/api/v1/tasks", { task: "x", priority: "asap" }),
      400,
      "invalid",
      /priority: must be one of urgent, high, normal, low\.$/,
    );
  });

  test("that nobody foresaw tells nothing of its insides, and names what was logged", async () => {
    const told = await raw('{"title":"surprise"}');
    expectProblem(told, 500, "internal", /err_[0-9a-f]{12}/);
    expect(JSON.stringify(told.body)).not.toMatch(/secret|stack|\.ts/);
    const [, id] = /^urn:troupe:error:(err_.*)$/.exec(told.body.instance) ?? [];
    expect(server.troubles.find((each) => each.id === id)).toMatchObject({ err: { message: "the secret inside" } });
  });
});

describe("what is not there", () => {
  test("is not found, as a problem, whatever the path looks like", async () => {
    for (const path of [
      "/api",
      "/api/",
      "/api/v2",
      "/api/v1/nothing",
      "/api/v1/sessions/a/b/c",
      "/api/v1/%2e%2e/x",
      "/api//v1",
    ]) {
      expectProblem(await call("GET", path), 404, "not_found");
      expectProblem(await call("POST", path, { content: "x" }), 404, "not_found");
    }
  });

  test("but is not ours, is left to the pages", async () => {
    for (const path of ["/", "/apis", "/healthy", "/docs/api"]) expect((await call("GET", path)).body).toBe("a page");
  });

  test("is a method, and says which there are", async () => {
    const told = await call("PUT", "/api/v1/sessions", {});
    expectProblem(told, 405, "method_not_allowed", /PUT does not work here; GET, POST, HEAD, OPTIONS do/);
    expect(told.headers.get("allow")).toBe("GET, POST, HEAD, OPTIONS");
    expectProblem(await call("DELETE", "/health"), 405, "method_not_allowed");
    expectProblem(await call("PROPFIND", "/api/v1"), 405, "method_not_allowed");
  });
});

describe("HEAD and OPTIONS", () => {
  test("HEAD is GET without the body", async () => {
    const get = await call("GET", "/api/v1");
    const head = await call("HEAD", "/api/v1");
    expect(head.status).toBe(200);
    expect(head.headers.get("content-length")).toBe(get.headers.get("content-length"));
    expect((await call("HEAD", "/api/v1/sessions/ses_nothing")).status).toBe(404);
    expect((await call("HEAD", "/api/v1/messages")).status).toBe(405);
  });

  test("OPTIONS says what works here", async () => {
    const told = await call("OPTIONS", "/api/v1/messages");
    expect({ status: told.status, allow: told.headers.get("allow") }).toEqual({ status: 204, allow: "POST, OPTIONS" });
  });
});

describe("a trailing slash", () => {
  test("makes no difference", async () => expect((await call("GET", "/api/v1/sessions/")).status).toBe(200));
});

describe("a body", () => {
  test("that is not JSON is refused with the place where it stops being so", async () => {
    expectProblem(await raw('{"title": "a",}'), 400, "invalid", /line 1, column 15 \(position 14\)/);
    expectProblem(await raw('{\n  "title": nope\n}'), 400, "invalid", /line 2, column 12/);
    expectProblem(await raw('{"title": "a"'), 400, "invalid", /column 14/);
  });

  test("in another format is refused", async () => {
    for (const type of [
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data",
      "application/jsonx",
      "application/json; charset=latin1",
    ]) {
      expectProblem(await raw("{}", { "content-type": type }), 415, "unsupported_media_type");
    }
    expectProblem(await raw("{}", { "content-encoding": "gzip" }), 415, "unsupported_media_type");
    for (const type of ["application/json;charset=UTF-8", "application/merge-patch+json", "APPLICATION/JSON"]) {
      expect((await raw("{}", { "content-type": type })).status).toBe(201);
    }
  });

  test("that is too large is refused before it is read, and the answer arrives", async () => {
    const text = JSON.stringify({ title: "x", tags: ["y".repeat(1024 * 1024)] });
    expectProblem(await raw(text), 413, "too_large", /larger than 2048 bytes/);
    expect((await raw("{}")).status).toBe(201);
  });

  test("that only says how large it will be is refused at once", async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { "content-type": "application/json", "content-length": mostBytes + 1 };
      const asking = request(`${server.url}/api/v1/sessions`, { method: "POST", agent: false, headers });
      asking.on("response", (response) => {
        resolve(response.statusCode);
        asking.destroy();
      });
      asking.on("error", reject);
      asking.flushHeaders();
    });
    expect(status).toBe(413);
  });

  test("that never ends is refused as soon as it is too large", async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const asking = request(`${server.url}/api/v1/sessions`, {
        method: "POST",
        agent: false,
        headers: { "content-type": "application/json" },
      });
      asking.on("response", (response) => {
        resolve(response.statusCode);
        asking.destroy();
      });
      asking.on("error", reject);
      asking.write("[");
      asking.write('"x",'.repeat(mostBytes));
    });
    expect(status).toBe(413);
  });

  test("that is not UTF-8 is refused", async () => {
    const response = await fetch(`${server.url}/api/v1/sessions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: new Uint8Array([0x22, 0xff, 0xfe, 0x22]),
    });
    expect({ status: response.status, ...(await response.json()) }).toMatchObject({
      status: 400,
      detail: "The body is not UTF-8.",
    });
  });

  test("that reaches for an object's prototype, or is nested without end, is refused", async () => {
    expectProblem(await raw('{"__proto__":{"title":"x"}}'), 400, "invalid", /__proto__/);
    expectProblem(await raw('{"title":{"a":{"__proto__":1}}}'), 400, "invalid", /__proto__/);
    expectProblem(
      await raw(`${"[".repeat(1_000)}${"]".repeat(1_000)}`),
      400,
      "invalid",
      /nested deeper than 100 levels/,
    );
  });

  test("whose sender hangs up in the middle does no harm", async () => {
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    await new Promise((resolve) => socket.once("connect", resolve));
    socket.write(
      "POST /api/v1/sessions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{",
    );
    await new Promise<void>((resolve) => server.http.once("request", () => resolve()));
    socket.destroy();
    await server.quiet();
    expect(server.troubles.filter((each) => !/surprise|secret/.test(JSON.stringify(each)))).toEqual([]);
  });
});

describe("the place where a text stops being JSON", () => {
  test.each([
    ["", 0],
    ["nope", 0],
    ['{"a":1,}', 7],
    ["[1,]", 3],
    ["[1 2]", 3],
    ['{"a" 1}', 5],
    ["{a:1}", 1],
    ['"abc', 4],
    ['"a\\x"', 2],
    ['"a\nb"', 2],
    ["01", 1],
    ["[1]]", 3],
    ["{}x", 2],
    ["[tru]", 1],
    ["-", 0],
    ['{"a":[1,{"b":}]}', 13],
  ])("of %j is %i", (text, position) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(firstError(text)).toBe(position);
  });
});
