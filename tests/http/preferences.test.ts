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
  expect((await call("GET", mine)).body).toEqual({ welcomed: false, agent: null, runViews: [] });
  expect((await call("PATCH", mine, { welcomed: true })).body).toEqual({
    welcomed: true,
    agent: null,
    runViews: [],
  });
  const general = { welcomed: true, agent: "general", runViews: [] };
  expect((await call("PATCH", mine, { agent: "general" })).body).toEqual(general);
  expect((await call("PATCH", mine, {})).body).toEqual({ welcomed: true, agent: "general", runViews: [] });
  server = await server.restart();
  expect((await call("GET", mine)).body).toEqual({ welcomed: true, agent: "general", runViews: [] });
  expect((await call("PATCH", mine, { agent: null })).body).toEqual({
    welcomed: true,
    agent: null,
    runViews: [],
  });
});

test("an agent that is not there, another person, and what is no preference are refused", async () => {
  expectProblem(await call("PATCH", mine, { agent: "nobody" }), 404, "not_found");
  expectProblem(await call("GET", "/api/v1/users/somebody-else/preferences"), 404, "not_found");
  expectProblem(await call("PATCH", mine, { theme: "dark" }), 400, "invalid");
});
