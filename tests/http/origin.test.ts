import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkOrigin } from "../../server/http/origin.ts";
import { apiClient, expectProblem } from "./api-client.ts";
import { startServer, type TestServer } from "./start-server.ts";

const loopback = { host: "127.0.0.1", corsOrigins: [] };
const codeOf = (
  headers: { host?: string; origin?: string },
  rules = loopback as { host: string; corsOrigins: string[] },
) => {
  const checked = checkOrigin(headers, rules);
  return checked.ok ? "ok" : checked.code;
};

describe("a server that is bound to loopback", () => {
  test("answers to its own names, with or without a port", () => {
    for (const host of ["localhost", "localhost:3000", "LocalHost:1", "127.0.0.1:3000", "[::1]", "[::1]:3000"]) {
      expect([host, codeOf({ host })]).toEqual([host, "ok"]);
    }
  });

  test("does not answer to a name that only resolves to it", () => {
    const foreign = [
      "evil.example",
      "evil.example:3000",
      "localhost.evil.example",
      "127.0.0.1.nip.io",
      "",
      "localhost:3000@evil.example",
      "[::1",
      "::1",
      "0.0.0.0",
    ];
    for (const host of foreign) expect([host, codeOf({ host })]).toEqual([host, "misdirected"]);
    expect(codeOf({})).toBe("misdirected");
  });

  test("answers to the name it is configured with", () => {
    expect(codeOf({ host: "127.0.0.5:3000" }, { host: "127.0.0.5", corsOrigins: [] })).toBe("ok");
    expect(codeOf({ host: "127.0.0.5:3000" })).toBe("misdirected");
  });
});

describe("a server that is bound to more", () => {
  test("answers to any name", () => {
    expect(codeOf({ host: "troupe.example" }, { host: "0.0.0.0", corsOrigins: [] })).toBe("ok");
    expect(codeOf({ host: "troupe.example" }, { host: "::", corsOrigins: [] })).toBe("ok");
  });
});

describe("an origin", () => {
  const host = "localhost:3000";

  test("passes where there is none, as programs send none", () => expect(codeOf({ host })).toBe("ok"));

  test("passes where it is ours, also behind a proxy that ends TLS", () => {
    expect(codeOf({ host, origin: "http://localhost:3000" })).toBe("ok");
    expect(
      codeOf({ host: "troupe.example", origin: "https://troupe.example" }, { host: "0.0.0.0", corsOrigins: [] }),
    ).toBe("ok");
  });

  test("does not pass where it is another's: other port, other name, none that has a name", () => {
    for (const origin of [
      "http://localhost:5173",
      "http://127.0.0.1:3000",
      "http://evil.example",
      "null",
      "",
      "file://",
      "http://localhost:3000.evil.example",
      "http://localhost:3000/x",
    ]) {
      expect([origin, codeOf({ host, origin })]).toEqual([origin, "forbidden"]);
    }
  });

  test("passes where CORS_ORIGINS names it, exactly, or names all", () => {
    const rules = { host: "127.0.0.1", corsOrigins: ["https://app.example", "http://Other.example:8080/"] };
    expect(codeOf({ host, origin: "https://app.example" }, rules)).toBe("ok");
    expect(codeOf({ host, origin: "http://other.example:8080" }, rules)).toBe("ok");
    for (const origin of [
      "http://app.example",
      "https://app.example:8443",
      "https://sub.app.example",
      "https://app.example.evil",
    ]) {
      expect([origin, codeOf({ host, origin }, rules)]).toEqual([origin, "forbidden"]);
    }
    expect(codeOf({ host, origin: "https://any.example" }, { host: "127.0.0.1", corsOrigins: ["*"] })).toBe("ok");
  });
});

describe("over HTTP", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ env: { CORS_ORIGINS: "https://app.example" } });
  });
  afterAll(() => server.stop());
  const call = apiClient(() => server);

  test("a foreign Host is answered 421, whatever is asked", async () => {
    for (const path of ["/api/v1/sessions", "/health", "/metrics", "/api/openapi.json", "/api/nothing"]) {
      expect(await statusWithHost(server.url + path, "evil.example")).toBe(421);
    }
  });

  test("a foreign Origin is answered 403, and gets no CORS headers", async () => {
    const told = await call("POST", "/api/v1/messages", { content: "x" }, { origin: "https://evil.example" });
    expectProblem(told, 403, "forbidden", /CORS_ORIGINS/);
    expect(told.headers.get("access-control-allow-origin")).toBeNull();
    expect((await call("GET", "/api/v1/stats")).body.sessions.total).toBe(0);
  });

  test("an allowed Origin gets what a browser needs to hand the answer on", async () => {
    const told = await call("GET", "/api/v1", undefined, { origin: "https://app.example" });
    expect(told.status).toBe(200);
    expect(told.headers.get("access-control-allow-origin")).toBe("https://app.example");
    expect(told.headers.get("access-control-expose-headers")).toMatch(/Idempotent-Replay/);
    expect(told.headers.get("vary")).toBe("Origin");
    const failed = await call("GET", "/api/v1/sessions/none", undefined, { origin: "https://app.example" });
    expect(failed.headers.get("access-control-allow-origin")).toBe("https://app.example");
    expect((await call("GET", "/api/v1")).headers.get("vary")).toBe("Origin");
  });

  test("a browser's question beforehand is answered for the path it asks about", async () => {
    const headers = {
      origin: "https://app.example",
      "access-control-request-method": "PATCH",
      "access-control-request-headers": "content-type",
    };
    const told = await call("OPTIONS", "/api/v1/sessions/ses_1", undefined, headers);
    expect(told.status).toBe(204);
    expect(told.headers.get("access-control-allow-methods")).toBe("GET, PATCH, DELETE, HEAD, OPTIONS");
    expect(told.headers.get("access-control-allow-headers")).toMatch(/Content-Type, Idempotency-Key, Last-Event-ID/);
    expectProblem(
      await call("OPTIONS", "/api/v1/sessions", undefined, { ...headers, origin: "https://evil.example" }),
      403,
      "forbidden",
    );
  });

  function statusWithHost(url: string, host: string): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      request(url, { headers: { host }, agent: false }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on("error", reject)
        .end();
    });
  }
});
