import { afterAll, beforeAll, expect, test } from "vitest";
import { apiClient, expectProblem } from "./api-client.ts";
import { startServer, type TestServer } from "./start-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());
const call = apiClient(() => server);
const mine = "/api/v1/users/me/preferences";

test("preferences are as usual until they are changed, and what is not named stays", async () => {
  expect((await call("GET", mine)).body).toEqual({ welcomed: false, agent: null, pins: [], runViews: [] });
  expect((await call("PATCH", mine, { welcomed: true })).body).toEqual({
    welcomed: true,
    agent: null,
    pins: [],
    runViews: [],
  });
  const general = { welcomed: true, agent: "general", pins: [], runViews: [] };
  expect((await call("PATCH", mine, { agent: "general" })).body).toEqual(general);
  expect((await call("PATCH", mine, {})).body).toEqual({ welcomed: true, agent: "general", pins: [], runViews: [] });
  server = await server.restart();
  expect((await call("GET", mine)).body).toEqual({ welcomed: true, agent: "general", pins: [], runViews: [] });
  expect((await call("PATCH", mine, { agent: null })).body).toEqual({
    welcomed: true,
    agent: null,
    pins: [],
    runViews: [],
  });
});

test("an agent that is not there, another person, and what is no preference are refused", async () => {
  expectProblem(await call("PATCH", mine, { agent: "nobody" }), 404, "not_found");
  expectProblem(await call("GET", "/api/v1/users/somebody-else/preferences"), 404, "not_found");
  expectProblem(await call("PATCH", mine, { theme: "dark" }), 400, "invalid");
});

test("pins are kept in their order, and what is no pin is refused by name", async () => {
  const pins = [
    { sessionId: "ses_1", surfaceId: "call_2", width: 3 },
    { sessionId: "ses_1", surfaceId: "call_1", width: 1 },
  ];
  expect((await call("PATCH", mine, { pins })).body).toMatchObject({ pins });
  expect((await call("GET", mine)).body).toMatchObject({ pins });
  expectProblem(await call("PATCH", mine, { pins: [{ ...pins[0], width: 4 }] }), 400, "invalid");
  expectProblem(await call("PATCH", mine, { pins: [{ ...pins[0], ownerId: "bob" }] }), 400, "invalid");
  expect((await call("PATCH", mine, { pins: [], runViews: [] })).body).toMatchObject({ pins: [] });
});
