import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fold } from "../../lib/core/reduce.ts";
import { contentDisposition } from "../../server/http/content-disposition.ts";
import { apiClient, expectProblem } from "./api-client.ts";
import { startServer, type TestServer } from "./start-server.ts";

let server: TestServer;
let sessionId: string;
const call = apiClient(() => server);
beforeAll(async () => {
  server = await startServer();
  sessionId = (await call("POST", "/api/v1/sessions", { title: "Grüße an <alle>" })).body.id;
  await call("POST", `/api/v1/sessions/${sessionId}/messages`, { content: "What is 6*7?", wait: true });
});
afterAll(() => server.stop());

const take = (query = "") => call("GET", `/api/v1/sessions/${sessionId}/export${query}`);
const named = (ending: string) =>
  `attachment; filename="Gr__e an -alle.${ending}"; filename*=UTF-8''Gr%C3%BC%C3%9Fe%20an%20-alle.${ending}`;

describe("an export", () => {
  test("is the transcript as Markdown where nothing else is said", async () => {
    const told = await take();
    expect(told.headers.get("content-type")).toBe("text/markdown; charset=utf-8");
    expect(told.headers.get("content-disposition")).toBe(named("md"));
    expect(told.body).toBe((await call("GET", `/api/v1/sessions/${sessionId}/transcript`)).body);
    expect((await take("?format=markdown")).body).toBe(told.body);
  });

  test("as JSON is the whole log, from which the session comes again", async () => {
    const told = await take("?format=json");
    expect(told.headers.get("content-disposition")).toBe(named("json"));
    const { format, version, session, events } = told.body;
    expect({ format, version }).toEqual({ format: "troupe.session", version: 1 });
    expect(session).toMatchObject({ id: sessionId, title: "Grüße an <alle>", head: events.length });
    expect(events).toEqual(JSON.parse(JSON.stringify(await server.runtime.ports.log.read(sessionId, 0))));
    expect(fold(events)).toEqual(fold(await server.runtime.ports.log.read(sessionId, 0)));
  });

  test("as HTML is a page that no browser runs anything of", async () => {
    const told = await take("?format=html");
    expect(told.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(told.headers.get("content-disposition")).toBe(named("html"));
    expect(told.headers.get("content-security-policy")).toContain("sandbox; default-src 'none'");
    expect(told.headers.get("x-content-type-options")).toBe("nosniff");
    expect(told.body).toContain("<title>Grüße an &lt;alle&gt;</title>");
    expect(told.body).toContain("42");
  });

  test("in another format is refused, and of another's session not found", async () => {
    expectProblem(await take("?format=pdf"), 400, "invalid", /format/);
    const { id } = await server.runtime.openSession({ userId: "bob", role: "member" }, {});
    for (const format of ["markdown", "json", "html"]) {
      expectProblem(await call("GET", `/api/v1/sessions/${id}/export?format=${format}`), 404, "not_found");
    }
  });
});

describe("a file's name in a header", () => {
  test("cannot leave its quotes or its line", () => {
    expect(contentDisposition("attachment", 'a"; x="b\r\nSet-Cookie: c\\')).toBe(
      `attachment; filename="a_; x=_b__Set-Cookie: c_"; filename*=UTF-8''a%22%3B%20x%3D%22b%0D%0ASet-Cookie%3A%20c%5C`,
    );
    expect(contentDisposition("inline", "\ud800.png")).toMatch(/^inline; filename="_\.png"; filename\*=UTF-8''%EF/);
  });
});
