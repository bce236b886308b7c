import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { apiClient, expectProblem } from "./api-client.ts";
import { startServer, type TestServer } from "./start-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());
const call = apiClient(() => server);
const create = (body: object) => call("POST", "/api/v1/agents", body);

const translator = {
  name: "translator",
  description: "Translates.",
  instructions: "Translate into plain English.",
  models: ["demo/demo", "openai/gpt-5.4-mini"],
  tools: [{ name: "ask_user" }, { name: "save_data", approval: "always" }],
  limits: { turns: 5 },
};

describe("an agent", () => {
  test("is created, published at once, and can be talked to", async () => {
    const told = await create(translator);
    expect(told.status).toBe(201);
    expect(told.headers.get("location")).toBe("/api/v1/agents/translator");
    expect(told.body).toMatchObject({ ...translator, version: 1, limits: { turns: 5, tokens: 200_000 } });
    const answer = await call("POST", "/api/v1/messages", { content: "hello", agent: "translator", wait: true });
    expect(answer.body.reply.author.id).toBe("translator");
    const names = (await call("GET", "/api/v1/agents")).body.items.map((each: { name: string }) => each.name);
    expect(names).toContain("translator");
    expect(names).toEqual(names.toSorted());
  });

  test("is never changed by creating it", async () => {
    expectProblem(await create({ ...translator, name: "general" }), 409, "conflict");
    expect((await call("GET", "/api/v1/agents/general")).body.version).toBe(1);
  });

  test("is replaced as a new version, under its name", async () => {
    await create({ name: "changing", instructions: "Before." });
    const told = await call("PUT", "/api/v1/agents/changing", { instructions: "After." });
    expect(told.body).toMatchObject({ name: "changing", version: 2, instructions: "After." });
    expect((await call("PUT", "/api/v1/agents/changing", { name: "changing", instructions: "x" })).body.version).toBe(
      3,
    );
    expectProblem(
      await call("PUT", "/api/v1/agents/changing", { name: "other", instructions: "x" }),
      400,
      "invalid",
      /keeps its name/,
    );
    expectProblem(await call("PUT", "/api/v1/agents/missing", { instructions: "x" }), 404, "not_found");
  });

  test("is refused with everything that is wrong with it", async () => {
    expectProblem(await create({ name: "x" }), 400, "invalid", /instructions/);
    expectProblem(await create({ name: "Not A Slug", instructions: "x" }), 400, "invalid", /name: must be lower-case/);
    expectProblem(
      await create({ name: "x", instructions: "x", tools: ["nothing"] }),
      400,
      "invalid",
      /There is no tool "nothing"/,
    );
    expectProblem(
      await create({ name: "x", instructions: "x", models: ["nobody/x"] }),
      400,
      "invalid",
      /no model provider "nobody"/,
    );
    expectProblem(
      await create({ name: "x", instructions: "x", version: 9 }),
      400,
      "invalid",
      /version: is not a known field/,
    );
    expectProblem(await call("PUT", "/api/v1/agents/general", {}), 400, "invalid", /instructions/);
  });

  test("is archived, and gone from then on", async () => {
    await create({ name: "leaving", instructions: "x" });
    expect((await call("DELETE", "/api/v1/agents/leaving")).status).toBe(204);
    expectProblem(await call("GET", "/api/v1/agents/leaving"), 404, "not_found");
    expectProblem(await call("DELETE", "/api/v1/agents/leaving"), 404, "not_found");
    expectProblem(await call("POST", "/api/v1/messages", { content: "x", agent: "leaving" }), 404, "not_found");
  });

  test("that answers where none is named cannot be archived", async () => {
    expectProblem(await call("DELETE", "/api/v1/agents/general"), 409, "conflict", /Replace it instead/);
  });

  test("that is not there is not found, by whatever name", async () => {
    for (const name of ["nobody", "No%20Body", "%00", "constructor", "__proto__"]) {
      expectProblem(await call("GET", `/api/v1/agents/${name}`), 404, "not_found");
    }
  });
});
