import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { apiClient, expectProblem } from "../http/api-client.ts";
import { startServer, type TestServer } from "../http/start-server.ts";

interface Seen {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingMessage["headers"];
  body: string;
}

let server: TestServer;
let far: Server;
let base = "";
const seen: Seen[] = [];
const call = apiClient(() => server);
const use = (tool: string, args: object = {}) => call("POST", "/api/v1/tools/call", { tool, arguments: args });

const yaml = () => `
openapi: 3.1.0
info: { title: Lakes, version: "1" }
servers: [{ url: ${base}/v1 }]
paths:
  /lakes/{id}:
    get:
      operationId: getLake
      summary: Read a lake
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
        - { name: with, in: query, schema: { type: array, items: { type: string } } }
  /lakes:
    post:
      operationId: makeLake
      requestBody:
        required: true
        content: { application/json: { schema: { type: object, required: [name], properties: { name: { type: string } } } } }
  /away: { get: { operationId: away } }
  /broken: { get: { operationId: broken } }
`;

beforeAll(async () => {
  far = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const { method, url, headers } = request;
    seen.push({ method, url, headers, body: Buffer.concat(parts).toString() });
    if (url === "/openapi.yaml") return void response.end(yaml());
    if (url?.startsWith("/v1/away"))
      return void response.writeHead(302, { location: "http://127.0.0.1:9/steal" }).end();
    if (url?.startsWith("/v1/broken")) return void response.writeHead(500).end(`no ${headers.authorization}`);
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ you: headers.authorization }));
  });
  await new Promise<void>((resolve) => far.listen(0, "127.0.0.1", resolve));
  const { port } = far.address() as AddressInfo;
  base = `http://127.0.0.1:${port}`;
  server = await startServer({ env: { GUARD_ALLOW_HOSTS: `127.0.0.1:${port}` } });
});
afterAll(async () => {
  await server.stop();
  await new Promise((resolve) => far.close(resolve));
});

describe("importing an API", () => {
  test("begins with a look, from an address or a text", async () => {
    for (const given of [{ url: `${base}/openapi.yaml` }, { document: yaml() }]) {
      const { status, body } = await call("POST", "/api/v1/openapi-imports/preview", given);
      expect(status).toBe(200);
      expect(body).toMatchObject({ title: "Lakes", baseUrl: `${base}/v1`, truncated: false });
      expect(body.operations.map(({ id }: { id: string }) => id)).toEqual(["getLake", "makeLake", "away", "broken"]);
    }
    expect((await call("GET", "/api/v1/openapi-imports")).body.items).toEqual([]);
  });

  test("makes tools of what was chosen, calls nothing, and keeps the secret by name", async () => {
    await call("PUT", "/api/v1/secrets/lake-key", { value: "planted-lake-key-1", hosts: [base] });
    const before = seen.length;
    const made = await call("POST", "/api/v1/openapi-imports", {
      name: "lake-api",
      document: yaml(),
      operations: ["getLake", "makeLake", "away", "broken"],
      auth: { type: "bearer", secret: "lake-key" },
    });
    expect(made.status).toBe(201);
    expect(made.body.tools).toEqual(["lake_api_getLake", "lake_api_makeLake", "lake_api_away", "lake_api_broken"]);
    expect(seen.length).toBe(before);
    const { body } = await call("GET", "/api/v1/tools");
    const of = (name: string) => body.items.find((each: { name: string }) => each.name === name);
    expect(of("lake_api_getLake")).toMatchObject({ approval: "never", retry: "safe", source: { kind: "openapi" } });
    expect(of("lake_api_makeLake")).toMatchObject({ approval: "always", retry: "never" });
  });

  test("gives tools that call with the arguments in their places", async () => {
    const told = await use("lake_api_getLake", { id: "a/b ü", with: ["x", "y&z"] });
    expect(JSON.parse(told.body.content)).toEqual({ you: "Bearer [secret]" });
    expect(seen.at(-1)).toMatchObject({ method: "GET", url: "/v1/lakes/a%2Fb%20%C3%BC?with=x&with=y%26z" });
    expect(seen.at(-1)?.headers).toMatchObject({
      authorization: "Bearer planted-lake-key-1",
      "idempotency-key": expect.stringMatching(/^eff_/),
    });
    await use("lake_api_makeLake", { body: { name: "Saimaa" } });
    expect(seen.at(-1)).toMatchObject({ method: "POST", url: "/v1/lakes", body: '{"name":"Saimaa"}' });
    expectProblem(await use("lake_api_makeLake", { body: {} }), 400, "invalid", /body\.name is missing/);
  });

  test("gives tools that cannot be led elsewhere", async () => {
    for (const id of ["..", ".", ""])
      expectProblem(await use("lake_api_getLake", { id }), 422, "tool_failed", /cannot be a part/);
    const before = seen.length;
    expectProblem(await use("lake_api_away"), 422, "tool_failed", /not among the hosts/);
    expect(seen.length).toBe(before + 1);
  });

  test("gives tools that fail in the API's own words, without the secret", async () => {
    const told = await use("lake_api_broken");
    expectProblem(told, 422, "tool_failed", /answered 500\. no Bearer \[secret\]/);
  });

  test("refuses what does not fit", async () => {
    const add = (more: object) =>
      call("POST", "/api/v1/openapi-imports", { name: "other", document: yaml(), operations: ["getLake"], ...more });
    expectProblem(await add({ name: "lake-api" }), 409, "conflict", /"lake-api" already/);
    expectProblem(await add({ operations: ["nothing"] }), 400, "invalid", /no operation "nothing"/);
    expectProblem(await add({ auth: { type: "bearer", secret: "nobody" } }), 404, "not_found", /no secret/);
    expectProblem(
      await add({ baseUrl: "https://evil.example", auth: { type: "bearer", secret: "lake-key" } }),
      403,
      "forbidden",
      /was given for/,
    );
    expectProblem(await add({ url: "https://x.example" }), 400, "invalid", /either url or document/);
    expectProblem(await add({ document: "a: [" }), 400, "invalid", /neither JSON nor YAML/);
    expectProblem(await add({ document: { swagger: "2.0" } }), 400, "invalid", /no OpenAPI 3/);
    expectProblem(
      await add({ document: undefined, url: "http://127.0.0.1:9/x" }),
      403,
      "forbidden",
      /GUARD_ALLOW_HOSTS/,
    );
  });

  test("of a bomb of aliases is refused, and quickly over", async () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${"bcdefghij"
      .split("")
      .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${"abcdefghi"[index]}`).join(",")}]`)
      .join("\n")}`;
    expectProblem(
      await call("POST", "/api/v1/openapi-imports/preview", { document: bomb }),
      400,
      "invalid",
      /neither JSON nor YAML/,
    );
  });

  test("can be taken back with its tools", async () => {
    expect((await call("DELETE", "/api/v1/openapi-imports/lake-api")).status).toBe(204);
    expectProblem(await use("lake_api_getLake", { id: "1" }), 404, "not_found");
    expectProblem(await call("DELETE", "/api/v1/openapi-imports/lake-api"), 404, "not_found");
  });
});
