import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createGuardedClient, type GuardedClient } from "../../server/http-client/guarded.ts";
import type { Resolve } from "../../server/http-client/guarded-lookup.ts";
import { matchesHost } from "../../server/http-client/host-patterns.ts";
import { isPublicAddress } from "../../server/http-client/public-address.ts";

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function listen(answer: RequestListener): Promise<{ port: number; seen: IncomingMessage[] }> {
  const seen: IncomingMessage[] = [];
  const server: Server = createServer((incoming, response) => {
    seen.push(incoming);
    answer(incoming, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push({
    close() {
      server.closeAllConnections();
      server.close();
    },
  });
  return { port: (server.address() as AddressInfo).port, seen };
}

function client(allowHosts: string[] = [], names: Record<string, string[]> = {}): GuardedClient {
  const resolve: Resolve = async (host) =>
    (names[host] ?? []).map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
  const made = createGuardedClient({ allowHosts, resolve });
  open.push(made);
  return made;
}

describe("addresses", () => {
  it.each([
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "255.255.255.255",
    "224.0.0.1",
    "198.18.0.1",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "fe80::1",
    "fc00::1",
    "ff02::1",
    "no address",
  ])("%s is not public", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(["1.1.1.1", "93.184.216.34", "::ffff:1.1.1.1", "2606:4700::1111"])("%s is public", (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});

describe("host patterns", () => {
  it.each([
    ["example.com", "https://example.com/x", true],
    ["example.com", "https://EXAMPLE.com./x", true],
    ["example.com", "https://a.example.com/", false],
    ["*.example.com", "https://a.b.example.com/", true],
    ["*.example.com", "https://example.com/", false],
    ["*.example.com", "https://badexample.com/", false],
    ["example.com:8443", "https://example.com:8443/", true],
    ["example.com:8443", "https://example.com/", false],
    ["example.com:443", "https://example.com/", true],
    ["[::1]:80", "http://[::1]/", true],
    ["10.0.0.5:8080", "http://10.0.0.5:8080/", true],
    ["bücher.example", "https://xn--bcher-kva.example/", true],
    ["*", "https://anything.example/", true],
    ["", "https://example.com/", false],
    ["a:b:c", "https://example.com/", false],
  ])("%s against %s: %s", (pattern, url, expected) => {
    expect(matchesHost([pattern], new URL(url))).toBe(expected);
  });
});

describe("the guarded client", () => {
  it.each([
    "http://127.0.0.1/",
    "http://10.0.0.1/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://169.254.169.254/latest/meta-data",
    "http://2130706433/",
    "http://0x7f.0.0.1/",
    "http://0177.0.0.1/",
    "http://127.1/",
  ])("refuses %s", async (url) => {
    await expect(client().request(url)).rejects.toMatchObject({ code: "forbidden" });
  });

  it.each([
    "file:///etc/passwd",
    "ftp://example.com/",
    "javascript:alert(1)",
    "not an address",
    "http://user:secret@example.com/",
  ])("refuses %s as no address that can be fetched", async (url) => {
    await expect(client().request(url)).rejects.toMatchObject({ code: "invalid" });
  });

  it("refuses a name with a private address, also among public ones, without connecting", async () => {
    const { port, seen } = await listen((_incoming, response) => response.end("inside"));
    const names = { "inside.example": ["127.0.0.1"], "both.example": ["93.184.216.34", "127.0.0.1"] };
    for (const host of Object.keys(names)) {
      await expect(client([], names).request(`http://${host}:${port}/`)).rejects.toMatchObject({ code: "forbidden" });
    }
    expect(seen).toHaveLength(0);
  });

  it("says that a host does not exist", async () => {
    await expect(client().request("http://nowhere.example/")).rejects.toMatchObject({ code: "unavailable" });
  });

  it("reaches a private host that the operator allowed, by host and port", async () => {
    const { port } = await listen((_incoming, response) => response.end("inside"));
    const allowed = client([`127.0.0.1:${port}`]);
    await expect(allowed.request(`http://127.0.0.1:${port}/a`)).resolves.toMatchObject({
      status: 200,
      text: "inside",
      url: `http://127.0.0.1:${port}/a`,
      truncated: false,
    });
    await expect(allowed.request(`http://127.0.0.1:${port + 1}/`)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("checks again at a redirect", async () => {
    const inside = await listen((_incoming, response) => response.end("inside"));
    const outside = await listen((_incoming, response) => {
      response.writeHead(302, { location: `http://127.0.0.1:${inside.port}/` }).end();
    });
    const request = client([`127.0.0.1:${outside.port}`]).request(`http://127.0.0.1:${outside.port}/`);
    await expect(request).rejects.toMatchObject({ code: "forbidden" });
    expect(inside.seen).toHaveLength(0);
  });

  it("keeps to the hosts that were given, also at a redirect", async () => {
    const { port } = await listen((_incoming, response) =>
      response.writeHead(301, { location: "https://elsewhere.example/" }).end(),
    );
    const request = client(["127.0.0.1"]).request(`http://127.0.0.1:${port}/`, { onlyHosts: ["127.0.0.1"] });
    await expect(request).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining("elsewhere.example"),
    });
  });

  it("follows a few redirects, asks with GET after a POST, and takes secrets to nobody else", async () => {
    const second = await listen((_incoming, response) => response.end("there"));
    const first = await listen((_incoming, response) => {
      response.writeHead(302, { location: `http://127.0.0.1:${second.port}/there` }).end();
    });
    const answer = await client(["127.0.0.1"]).request(`http://127.0.0.1:${first.port}/`, {
      method: "POST",
      body: "secret body",
      headers: { authorization: "Bearer secret", "x-other": "yes" },
    });
    expect(answer.url).toBe(`http://127.0.0.1:${second.port}/there`);
    expect(second.seen[0]).toMatchObject({ method: "GET" });
    expect(second.seen[0]?.headers).toMatchObject({ "x-other": "yes" });
    expect(second.seen[0]?.headers).not.toHaveProperty("authorization");
  });

  it("gives a circle of redirects up", async () => {
    const { port, seen } = await listen((_incoming, response) => response.writeHead(307, { location: "/again" }).end());
    await expect(client(["127.0.0.1"]).request(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({
      code: "unavailable",
    });
    expect(seen).toHaveLength(6);
  });

  it("refuses more bytes than allowed, or cuts them", async () => {
    const { port } = await listen((_incoming, response) => response.end("x".repeat(5000)));
    const url = `http://127.0.0.1:${port}/`;
    await expect(client(["127.0.0.1"]).request(url, { maxBytes: 100 })).rejects.toMatchObject({ code: "too_large" });
    const answer = await client(["127.0.0.1"]).request(url, { maxBytes: 100, cut: true });
    expect(answer).toMatchObject({ text: "x".repeat(100), truncated: true });
  });

  it("gives a server up that does not answer in time, and stops when told", async () => {
    const { port } = await listen(() => undefined);
    const url = `http://127.0.0.1:${port}/`;
    await expect(client(["127.0.0.1"]).request(url, { timeoutMs: 30 })).rejects.toMatchObject({ code: "timeout" });
    await expect(client(["127.0.0.1"]).request(url, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: "unavailable",
      message: expect.stringContaining("stopped"),
    });
  });
});
