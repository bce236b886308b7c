import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { docx, pdf, png, zip } from "../files/make-files.ts";
import { temporaryFolder, testProviders } from "../support/database.ts";
import { apiClient, expectProblem } from "./api-client.ts";
import { startServer, type TestServer } from "./start-server.ts";

describe.each(testProviders)("files over REST, on %s", (provider) => {
  let server: TestServer;
  const folder = temporaryFolder();
  beforeAll(async () => {
    server = await startServer({ provider, env: { DATA_DIR: folder.path, MAX_UPLOAD_BYTES: "100000" } });
  });
  afterAll(async () => {
    await server.stop();
    folder.remove();
  });
  const call = apiClient(() => server);
  const stored = () =>
    readdirSync(join(folder.path, "files"), { recursive: true, withFileTypes: true }).filter((each) => each.isFile());

  async function send(name: string, body: BodyInit | Buffer, headers: Record<string, string> = {}) {
    const path = `/api/v1/files?name=${encodeURIComponent(name)}`;
    const response = await fetch(server.url + path, {
      method: "POST",
      body: body as BodyInit,
      headers,
      duplex: "half",
    } as RequestInit);
    return { status: response.status, headers: response.headers, body: JSON.parse(await response.text()) };
  }
  async function read(id: string) {
    await server.runtime.ports.files.drain();
    return (await call("GET", `/api/v1/files/${id}`)).body;
  }

  test("are taken, read, shown and deleted", async () => {
    const told = await send("a.pdf", pdf("Hello", "there"), { "content-type": "text/html" });
    expect(told.status).toBe(201);
    expect(told.body).toMatchObject({ name: "a.pdf", mediaType: "application/pdf", status: "parsing" });
    expect(told.headers.get("location")).toBe(`/api/v1/files/${told.body.id}`);
    expect(await read(told.body.id)).toMatchObject({ status: "ready", pages: 2, tokens: 3, error: null });
    expect((await call("DELETE", `/api/v1/files/${told.body.id}`)).status).toBe(204);
    for (const rest of ["", "/content"])
      expectProblem(await call("GET", `/api/v1/files/${told.body.id}${rest}`), 404, "not_found");
    expectProblem(await call("DELETE", `/api/v1/files/${told.body.id}`), 404, "not_found");
  });

  test("are ready at once where they need no reader", async () => {
    expect((await send("notes.md", "# Hi")).body).toMatchObject({
      mediaType: "text/markdown",
      status: "ready",
      tokens: 1,
    });
    expect((await send("x.png", png)).body).toMatchObject({ mediaType: "image/png", status: "ready", tokens: null });
    expect((await send("empty.txt", "")).body).toMatchObject({ size: 0, status: "ready" });
  });

  test("say why they cannot be read, and hurt nobody", async () => {
    const bomb = zip({ "word/document.xml": Buffer.alloc(70 * 1024 * 1024) });
    const hostile = [
      [bomb, /unpacks to more/],
      [Buffer.from("%PDF-1.4 broken"), /could not be read/],
      [docx("<w:p/>").subarray(0, 120), null],
    ] as const;
    for (const [bytes, why] of hostile) {
      const { body } = await send("bad.docx", bytes);
      const file = await read(body.id);
      if (why) expect(file).toMatchObject({ status: "failed", error: expect.stringMatching(why) });
      else expect(file).toMatchObject({ mediaType: "application/zip", status: "ready", tokens: null });
    }
    expect((await call("GET", "/health")).status).toBe(200);
  });

  test("are given back so that no browser runs anything of them", async () => {
    const get = async (id: string) => {
      const response = await fetch(`${server.url}/api/v1/files/${id}/content`);
      return { headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
    };
    const page = await get(
      (await send('a";b.html', "<script>alert(1)</script>", { "content-type": "text/html" })).body.id,
    );
    expect(page.bytes.toString()).toBe("<script>alert(1)</script>");
    expect(page.headers.get("content-type")).toBe("application/octet-stream");
    expect(page.headers.get("content-disposition")).toMatch(/^attachment; filename="a_;b\.html"/);
    const image = await get((await send("x.png", png)).body.id);
    expect(image.bytes).toEqual(png);
    expect(image.headers.get("content-type")).toBe("image/png");
    expect(image.headers.get("content-disposition")).toBe('inline; filename="x.png"');
    for (const { headers } of [page, image]) {
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("content-security-policy")).toBe("sandbox; default-src 'none'");
    }
  });

  test("keep the same content once, until the last of them is deleted", async () => {
    const before = stored().length;
    const [one, two] = await Promise.all([send("one.txt", "the same"), send("two.txt", "the same")]);
    expect(stored().length).toBe(before + 1);
    await call("DELETE", `/api/v1/files/${one.body.id}`);
    expect((await call("GET", `/api/v1/files/${two.body.id}/content`)).body).toBe("the same");
    await call("DELETE", `/api/v1/files/${two.body.id}`);
    expect(stored().length).toBe(before);
  });

  test("are refused when they are too large, said so or not, and leave nothing behind", async () => {
    const before = stored().length;
    expect(await send("large.txt", "x".repeat(100_001))).toMatchObject({ status: 413, body: { code: "too_large" } });
    const unsaid = new ReadableStream({
      pull(controller) {
        controller.enqueue(Buffer.alloc(60_000, "x"));
        if (controller.desiredSize === null) controller.close();
      },
    });
    const told = await send("large.txt", unsaid as never).catch(() => ({ status: 413 }));
    expect(told.status).toBe(413);
    expect(stored().length).toBe(before);
  });

  test("need a name that is one", async () => {
    for (const name of ["", "a/b", "a\\b", "a\r\nb", "x".repeat(256)])
      expect((await send(name, "x")).body.code).toBe("invalid");
  });

  test("of somebody else are not found", async () => {
    async function* body() {
      yield Buffer.from("his");
    }
    const { id } = await server.runtime.ports.files.add("bob", "his.txt", body());
    for (const [method, rest] of [
      ["GET", ""],
      ["GET", "/content"],
      ["DELETE", ""],
    ] as const) {
      expectProblem(await call(method, `/api/v1/files/${id}${rest}`), 404, "not_found");
    }
    expect(await server.runtime.ports.files.text("bob", id)).toBe("his");
  });
});
