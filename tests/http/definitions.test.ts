import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { apiClient, expectProblem } from "./api-client.ts";
import { startServer, type TestServer } from "./start-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());
const call = apiClient(() => server);
const at = (rest = "") => `/api/v1/agents${rest}`;

describe("a definition", () => {
  test("begins as a draft, is published, compared and rolled back", async () => {
    const made = await call("POST", at(), { name: "poet", publish: false, emoji: "🪶" });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ name: "poet", state: "draft", version: null, emoji: "🪶" });
    expectProblem(await call("POST", "/api/v1/messages", { content: "x", agent: "poet" }), 404, "not_found");
    expectProblem(await call("POST", at("/poet/publish"), {}), 400, "invalid", /instructions/);

    const { body: edited } = await call("GET", at("/poet/draft"));
    expect(edited).toMatchObject({ body: { emoji: "🪶" }, version: null });
    const kept = await call("PUT", at("/poet/draft"), { instructions: "Rhyme.", expectedHash: edited.hash });
    expect(kept.body).toMatchObject({ body: { instructions: "Rhyme." } });
    expect((await call("POST", at("/poet/publish"), { note: "First." })).body).toMatchObject({
      version: 1,
      changed: true,
      definition: { state: "published", instructions: "Rhyme." },
    });
    expect((await call("POST", at("/poet/publish"), {})).body).toMatchObject({ version: 1, changed: false });

    await call("PUT", at("/poet?draft=true"), { instructions: "Do not rhyme." });
    expect((await call("GET", at("/poet"))).body).toMatchObject({ state: "changed", instructions: "Rhyme." });
    expect((await call("GET", at("/poet/diff"))).body).toEqual({
      from: 1,
      to: "draft",
      changes: [{ path: "instructions", before: "Rhyme.", after: "Do not rhyme." }],
    });
    await call("POST", at("/poet/publish"), { note: "Second." });
    expect((await call("POST", at("/poet/rollback"), { version: 1 })).body).toMatchObject({ version: 3 });
    expect((await call("GET", at("/poet/diff?from=1&to=3"))).body.changes).toEqual([]);
    const { items } = (await call("GET", at("/poet/versions"))).body;
    expect(items.map((each: { note: string }) => each.note)).toEqual([
      "Rolled back to version 1.",
      "Second.",
      "First.",
    ]);
    expect((await call("GET", at("/poet/versions/2"))).body.body).toEqual({ instructions: "Do not rhyme." });
    expectProblem(await call("GET", at("/poet/versions/9")), 404, "not_found");
    expectProblem(await call("GET", at("/poet/versions/0")), 404, "not_found");
    expectProblem(await call("GET", at("/poet/diff?from=9")), 404, "not_found");
  });

  test("is rolled back without an end of what is being written", async () => {
    await call("POST", at(), { name: "steady", instructions: "One." });
    await call("PUT", at("/steady"), { instructions: "Two." });
    const kept = await call("PUT", at("/steady/draft"), { instructions: "Three, in the making." });
    expect((await call("POST", at("/steady/rollback"), { version: 1 })).body).toMatchObject({ version: 3 });
    expect((await call("GET", at("/steady"))).body).toMatchObject({ state: "changed", instructions: "One." });
    const { body } = await call("GET", at("/steady/draft"));
    expect(body).toMatchObject({ body: { instructions: "Three, in the making." }, hash: kept.body.hash });
    await call("POST", at("/steady/publish"), { note: "Done." });
    expect((await call("GET", at("/steady"))).body).toMatchObject({ state: "published", version: 4 });
  });

  test("is not published with a schema that means nothing", async () => {
    const $ref = "https://example.com/schema.json";
    const outputSchema = { type: "object", properties: { a: { $ref } } };
    expectProblem(
      await call("POST", at(), { name: "far", instructions: "x", outputSchema }),
      400,
      "invalid",
      /outputSchema\.properties\.a refers to ".*", which is not in this schema/,
    );
    const made = { name: "far", language: "javascript", source: "export default () => 1", inputSchema: outputSchema };
    expect((await call("POST", "/api/v1/functions", made)).status).toBe(201);
    expectProblem(
      await call("POST", "/api/v1/functions/far/publish", {}),
      400,
      "invalid",
      /inputSchema\.properties\.a/,
    );
  });

  test("is tried on a share of sessions where sessions begin with it, and nowhere else", async () => {
    expect((await call("DELETE", "/api/v1/agents/poet/canary")).status).toBe(204);
    expectProblem(await call("DELETE", "/api/v1/functions/far/canary"), 404, "not_found");
    expectProblem(await call("POST", "/api/v1/functions/far/publish", { canary: 0.1 }), 400, "invalid", /canary/);
  });

  test("is not overwritten unseen, neither as a draft nor as a version", async () => {
    await call("POST", at(), { name: "shared", instructions: "One." });
    const { hash } = (await call("GET", at("/shared/draft"))).body;
    await call("PUT", at("/shared/draft"), { instructions: "Two.", expectedHash: hash });
    const late = { instructions: "Three.", expectedHash: hash };
    expectProblem(await call("PUT", at("/shared/draft"), late), 409, "conflict", /somebody else/);
    expectProblem(await call("PUT", at("/shared"), late), 409, "conflict");
    expectProblem(await call("POST", at("/shared/publish"), { expectedHash: hash }), 409, "conflict");
    expect((await call("GET", at("/shared/draft"))).body.body).toEqual({ instructions: "Two." });
  });

  test("that is a draft may leave fields out, but not get them wrong", async () => {
    expect((await call("PUT", at("/general/draft"), { limits: { turns: 3 } })).status).toBe(200);
    expectProblem(await call("PUT", at("/general/draft"), { limits: { turns: 0 } }), 400, "invalid", /limits\.turns/);
    expectProblem(await call("PUT", at("/general/draft"), { surprise: 1 }), 400, "invalid", /surprise/);
    expect((await call("DELETE", at("/general/draft"))).status).toBe(204);
    expect((await call("GET", at("/general"))).body.state).toBe("published");
  });

  test("is copied, tagged and archived with others", async () => {
    await call("POST", at(), { name: "first", instructions: "x", tags: ["work"] });
    const copy = await call("POST", at("/first/copy"), { name: "second" });
    expect(copy).toMatchObject({ status: 201, body: { name: "second", state: "draft", tags: ["work"] } });
    expectProblem(await call("POST", at("/first/copy"), { name: "second" }), 409, "conflict");
    const names = ["first", "second", "nobody"];
    const tagged = await call("POST", at("/bulk"), { names, action: "tag", tags: ["home"] });
    expect(tagged.body).toMatchObject({ done: ["first", "second"], refused: [{ name: "nobody", code: "not_found" }] });
    expect((await call("GET", at("?tag=home"))).body.items).toHaveLength(2);
    const archived = await call("POST", at("/bulk"), { names: ["first", "general"], action: "archive" });
    expect(archived.body).toMatchObject({ done: ["first"], refused: [{ name: "general", code: "conflict" }] });
    expect((await call("GET", at("?archived=true"))).body.items).toHaveLength(1);
    expect((await call("POST", at("/first/restore"))).body).toMatchObject({ archivedAt: null, version: 1 });
    expectProblem(await call("POST", at("/bulk"), { names, action: "tag" }), 400, "invalid", /tags/);
    expectProblem(await call("POST", at(), { name: "bulk", instructions: "x" }), 400, "invalid", /word of the API/);
  });

  test("is tried on some of the new sessions, each of which keeps to what it took", async () => {
    await call("POST", at(), { name: "tried", instructions: "One.", models: ["demo/demo"] });
    const old = (await call("POST", "/api/v1/sessions", { agent: "tried" })).body.id;
    await call("PUT", at("/tried/draft"), { instructions: "Two.", models: ["demo/demo"] });
    const published = await call("POST", at("/tried/publish"), { canary: 0.5 });
    expect(published.body).toMatchObject({
      version: 2,
      definition: { version: 1, canary: { version: 2, share: 0.5 } },
    });
    const used = async (sessionId: string) => {
      await call("POST", `/api/v1/sessions/${sessionId}/messages`, { content: "Hello", wait: true });
      return (await call("GET", `/api/v1/sessions/${sessionId}`)).body.runs.at(-1).agentVersion as number;
    };
    expect(await used(old)).toBe(1);
    const sessions = await Promise.all(
      Array.from({ length: 16 }, async () => (await call("POST", "/api/v1/sessions", { agent: "tried" })).body.id),
    );
    const first: number[] = [];
    for (const id of sessions) first.push(await used(id));
    expect(new Set(first)).toEqual(new Set([1, 2]));
    expect(await used(sessions[0])).toBe(first[0]);
    expect((await call("POST", at("/tried/promote"))).body).toMatchObject({ version: 2, canary: null });
    expect(await used(old)).toBe(2);
    expectProblem(await call("PUT", at("/tried/canary"), { version: 7, share: 0.5 }), 404, "not_found");
  });
});
