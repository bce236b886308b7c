import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createGuardedClient, type GuardedClient } from "../../../server/http-client/guarded.ts";
import type { ToolContext } from "../../../server/ports/tools.ts";
import { fetchUrl } from "../../../server/tools/builtin/fetch-url.ts";
import { useTool } from "../../../server/tools/use-tool.ts";
import { toolContext } from "../tool-context.ts";

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

let answer: Answer;
let reached: string[];
const server = createServer((request, response) => {
  reached.push(`${request.headers.host}${request.url}`);
  answer(response, request);
});
let client: GuardedClient;
let host: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  host = `127.0.0.1:${port}`;
  const resolve = async () => [{ address: "127.0.0.1", family: 4 }];
  client = createGuardedClient({ allowHosts: [host], resolve });
});
afterAll(async () => {
  await client.close();
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  reached = [];
  answer = says("text/plain", "hello");
});

const says =
  (type: string, body: string | Uint8Array, status = 200): Answer =>
  (response) =>
    response.writeHead(status, { "content-type": type }).end(body);

const redirectsTo =
  (location: string): Answer =>
  (response, request) =>
    request.url === "/" ? response.writeHead(302, { location }).end() : response.end("arrived");

function fetched(url = `http://${host}/`, allowHosts: string[] = ["*"], context: Partial<ToolContext> = {}) {
  return useTool(fetchUrl(client, allowHosts), { url }, toolContext(context), () => 0);
}

const refused = (code: string, sentence = "") => ({
  ok: false,
  error: { code, message: expect.stringContaining(sentence) },
});

describe("fetching a page", () => {
  test("is off while the operator allows no hosts", async () => {
    expect(await fetched(undefined, [])).toMatchObject(refused("unavailable", "FETCH_ALLOW_HOSTS"));
    expect(reached).toEqual([]);
  });

  test("gives the text of a page with its title and address", async () => {
    answer = says("text/html; charset=utf-8", "<title>Tea</title><p>Strong &amp; hot</p><script>alert(1)</script>");
    expect(await fetched()).toMatchObject({
      ok: true,
      result: {
        content: `Tea (http://${host}/)\n\nStrong & hot`,
        details: { url: `http://${host}/`, status: 200, mediaType: "text/html", truncated: false, title: "Tea" },
      },
    });
  });

  test.each([
    ["application/json", '{"a":1}', '{"a":1}'],
    ["application/ld+json", "{}", "{}"],
    ["text/markdown", "# Tea", "# Tea"],
    ["TEXT/PLAIN; charset=ISO-8859-1", new Uint8Array([0x54, 0xe9]), "Té"],
    ['text/plain; charset="unheard-of"', "Té", "Té"],
    ["text/html", "<p></p>", "The page has no text."],
  ])("reads %s", async (type, body, text) => {
    answer = says(type, body);
    expect(await fetched()).toMatchObject({ ok: true, result: { content: `http://${host}/\n\n${text}` } });
  });

  test.each(["image/png", "application/octet-stream", "application/pdf", "video/mp4"])(
    "does not read %s",
    async (type) => {
      answer = says(type, "x");
      expect(await fetched()).toMatchObject(refused("unsupported_media_type", type));
    },
  );

  test.each([
    [404, "not_found"],
    [403, "unavailable"],
    [500, "unavailable"],
  ])("tells a status of %d as a failure", async (status, code) => {
    answer = says("text/html", "<p>sorry</p>", status);
    expect(await fetched()).toMatchObject(refused(code, `status ${status}`));
  });

  test("reads the beginning of a page that never ends, says so, and hangs up", async () => {
    const hungUp = new Promise<void>((resolve) => {
      answer = (response) => {
        response.writeHead(200, { "content-type": "text/html" });
        const more = () => {
          while (!response.destroyed && response.write("<p>more</p>".repeat(1000)));
        };
        response.on("drain", more).on("close", resolve);
        more();
      };
    });
    const outcome = await fetched();
    await hungUp;
    expect(outcome).toMatchObject({ ok: true, result: { details: { truncated: true, bytes: 1024 * 1024 } } });
    expect(outcome.ok && outcome.result.content.length).toBeLessThan(70_000);
  });

  test("says that a page was cut even where its text is short", async () => {
    answer = says("text/html", `<p>short</p><style>${"x".repeat(1_100_000)}</style><p>end</p>`);
    expect(await fetched()).toMatchObject({
      ok: true,
      result: { content: expect.stringMatching(/short\n\n\[Only the first 1024 KiB of this page were read\.\]$/) },
    });
  });

  test("ends at once when the run is stopped, and hangs up", async () => {
    const stop = new AbortController();
    const hungUp = new Promise<void>((resolve) => {
      answer = (response) => {
        response.on("close", resolve);
        stop.abort();
      };
    });
    expect(await fetched(undefined, ["*"], { signal: stop.signal })).toMatchObject(refused("cancelled"));
    await hungUp;
  });
});

describe("what may not be fetched", () => {
  test.each([
    "file:///etc/passwd",
    "ftp://example.com/",
    "data:text/plain,hi",
    "javascript:alert(1)",
    "gopher://example.com/",
    "ws://example.com/",
    "http://user:password@example.com/",
    "//example.com",
    "not an address",
    "http://",
  ])("%s", async (url) => {
    expect(await fetched(url)).toMatchObject(refused("invalid"));
    expect(reached).toEqual([]);
  });

  test.each([
    "http://localhost/",
    "http://127.0.0.1/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f.0.0.1/",
    "http://0.0.0.0/",
    "http://10.1.2.3/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[fe80::1]/",
    "http://[fd00::1]/",
    "http://name-that-means-this-machine.example/",
  ])("a private address, even where every host is allowed: %s", async (url) => {
    expect(await fetched(url)).toMatchObject(refused("forbidden", "not on the public network"));
  });

  test("a host that is not on the list", async () => {
    expect(await fetched("http://elsewhere.example/", ["example.com", "*.example.org"])).toMatchObject(
      refused("forbidden", "elsewhere.example is not among the hosts that may be fetched: example.com, *.example.org."),
    );
    expect(await fetched(`http://${host}/`, ["127.0.0.1:1"])).toMatchObject(
      refused("forbidden", "not among the hosts"),
    );
    expect(reached).toEqual([]);
  });

  test.each([
    "http://169.254.169.254/",
    "http://127.0.0.1:1/",
    "http://[::1]/",
    "http://name-that-means-this-machine.example/",
  ])("a redirect to a private address: %s", async (location) => {
    answer = redirectsTo(location);
    expect(await fetched()).toMatchObject(refused("forbidden", "not on the public network"));
    expect(reached).toEqual([`${host}/`]);
  });

  test("a redirect to a host that is not on the list, or to another kind of address", async () => {
    answer = redirectsTo("http://elsewhere.example/");
    expect(await fetched(undefined, [host])).toMatchObject(refused("forbidden", "not among the hosts"));
    answer = redirectsTo("file:///etc/passwd");
    expect(await fetched(undefined, [host])).toMatchObject(refused("invalid"));
  });

  test("but a redirect within the list is followed", async () => {
    answer = redirectsTo("/next");
    expect(await fetched(undefined, [host])).toMatchObject({
      ok: true,
      result: { content: `http://${host}/next\n\narrived` },
    });
  });

  test("redirects without an end", async () => {
    answer = (response) => void response.writeHead(302, { location: "/again" }).end();
    expect(await fetched()).toMatchObject(refused("unavailable", "redirects more than"));
  });
});
