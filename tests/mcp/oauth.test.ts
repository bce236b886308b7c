import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { apiClient, expectProblem } from "../http/api-client.ts";
import { startServer, type TestServer } from "../http/start-server.ts";
import { type OauthServer, startOauthServer } from "./oauth-server.ts";

let server: TestServer;
let far: OauthServer;
const call = apiClient(() => server);
const use = () => call("POST", "/api/v1/mcp-servers/guarded/tools/token/call", {});
const health = async () => (await call("GET", "/api/v1/mcp-servers/guarded")).body.health;
const begin = () => call("POST", "/api/v1/mcp-servers/guarded/authorize", { origin: server.url });
const goTo = (url: string) => fetch(url, { redirect: "manual" });

/** What the person's browser does: to the authorization server, and back to us. */
async function agree(): Promise<Response> {
  const { body } = await begin();
  return goTo((await goTo(body.url)).headers.get("location") ?? "");
}

beforeAll(async () => {
  far = await startOauthServer();
  server = await startServer({ env: { GUARD_ALLOW_HOSTS: `127.0.0.1:${far.port}` } });
  await call("POST", "/api/v1/mcp-servers", { name: "guarded", transport: { type: "http", url: far.url } });
});
afterAll(async () => {
  await server.stop();
  await far.close();
});

describe("a server that wants to be authorized", () => {
  test("says so, and introduces us to nobody before a person asks", async () => {
    expect(await health()).toMatchObject({ state: "unauthorized" });
    expect(far.registered).toEqual([]);
  });

  test("is authorized by a person with a code and PKCE, and connected after that", async () => {
    const back = await agree();
    expect([back.status, back.headers.get("location")]).toEqual([303, "/tools/mcp?authorized=guarded"]);
    expect(far.registered).toMatchObject([{ redirect_uris: [`${server.url}/api/v1/mcp-oauth/callback`] }]);
    expect(await health()).toMatchObject({ state: "connected" });
  });

  test("keeps its tokens as a secret, and out of what tools give back", async () => {
    expect((await use()).body.content).toBe("You sent [secret]");
    const { body } = await call("GET", "/api/v1/secrets");
    expect(body.items).toMatchObject([{ name: "mcp:guarded:oauth", hosts: [far.url] }]);
    const log = await call("GET", "/api/v1/mcp-servers/guarded/log");
    const row = await server.runtime.ports.records.list({ ownerId: "local", limit: 10 });
    for (const text of [JSON.stringify(body), JSON.stringify(log.body), JSON.stringify(row)])
      expect(text).not.toMatch(/planted/);
  });

  test("gets new tokens by itself, also after a restart", async () => {
    const before = far.issued.length;
    far.expire();
    server = await server.restart();
    expect((await use()).status).toBe(200);
    expect(far.issued.length).toBe(before + 2);
    expect(far.registered).toHaveLength(1);
  });

  test("that takes everything back is to be authorized anew", async () => {
    far.revoke();
    expect((await use()).status).toBeGreaterThanOrEqual(400);
    await call("PATCH", "/api/v1/mcp-servers/guarded", { enabled: true });
    expect(await health()).toMatchObject({ state: "unauthorized" });
    expect((await agree()).headers.get("location")).toBe("/tools/mcp?authorized=guarded");
    expect((await use()).status).toBe(200);
  });
});

describe("an answer that nobody asked for", () => {
  test("is refused, and so is one that comes twice or says no", async () => {
    const back = await goTo(`${server.url}/api/v1/mcp-oauth/callback?state=made-up&code=x`);
    expect(back.headers.get("location")).toMatch(/^\/tools\/mcp\?refused=This\+authorization\+was\+not\+asked/);
    far.revoke();
    await call("DELETE", "/api/v1/secrets/mcp:guarded:oauth");
    await call("PATCH", "/api/v1/mcp-servers/guarded", { enabled: true });
    const { body } = await begin();
    const answer = (await goTo(body.url)).headers.get("location") ?? "";
    const state = new URL(answer).searchParams.get("state");
    const no = await goTo(`${server.url}/api/v1/mcp-oauth/callback?state=${state}&error=access_denied`);
    expect(no.headers.get("location")).toMatch(/refused=The\+authorization\+server\+did\+not\+agree%3A\+access_denied/);
    expect((await goTo(answer)).headers.get("location")).toMatch(/refused=/);
    expect(await health()).toMatchObject({ state: "unauthorized" });
  });

  test("cannot be prepared with an origin that is none", async () => {
    expectProblem(
      await call("POST", "/api/v1/mcp-servers/guarded/authorize", { origin: "javascript:alert(1)" }),
      400,
      "invalid",
    );
    const elsewhere = await call("POST", "/api/v1/mcp-servers/guarded/authorize", { origin: "https://evil.example" });
    expectProblem(elsewhere, 400, "invalid", /must be an address of this server/);
  });
});

describe("what a server is given beside its tokens", () => {
  const keysFor = (path: RegExp) => [...far.keys].flatMap(([at, key]) => (path.test(at) && key ? [key] : []));

  test("goes to it alone, not to those that it sends us to; a new value at once, a deleted one never again", async () => {
    await call("DELETE", "/api/v1/mcp-servers/guarded");
    const give = (value: string) => call("PUT", "/api/v1/secrets/far-key", { value, hosts: [far.url] });
    await give("first-value");
    const headers = { "x-key": { secret: "far-key" } };
    await call("POST", "/api/v1/mcp-servers", { name: "guarded", transport: { type: "http", url: far.url, headers } });
    await agree();
    far.expire();
    expect((await use()).status).toBe(200);
    expect(keysFor(/^\/mcp$/)).toEqual(["first-value"]);
    expect(keysFor(/token|register|well-known/)).toEqual([]);

    await give("second-value");
    expect((await use()).status).toBe(200);
    expect(keysFor(/^\/mcp$/)).toEqual(["second-value"]);
    await call("DELETE", "/api/v1/secrets/far-key");
    expectProblem(await use(), 422, "tool_failed", /no secret "far-key"/);
  });

  test("goes as a client's secret to where its owner let it go, wherever the server says that tokens are given", async () => {
    await call("DELETE", "/api/v1/mcp-servers/guarded");
    const token = far.url.replace(/mcp$/, "token");
    const give = (place: string) => call("PUT", "/api/v1/secrets/client", { value: "planted-client", hosts: [place] });
    await give(far.url);
    const oauth = { clientId: "known-here", clientSecret: { secret: "client" } };
    await call("POST", "/api/v1/mcp-servers", { name: "guarded", transport: { type: "http", url: far.url, oauth } });
    expectProblem(await begin(), 503, "unavailable", /was given for .*mcp, not for/);
    await give(token);
    expect((await agree()).headers.get("location")).toBe("/tools/mcp?authorized=guarded");
    expect(far.forms.at(-1)?.get("client_secret")).toBe("planted-client");
    expect((await use()).status).toBe(200);
  });
});
