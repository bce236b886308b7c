import { afterAll, beforeAll, expect, test } from "vitest";
import { type ProviderServer, startProviderServer } from "../support/provider-server.ts";
import { apiClient, expectProblem } from "./api-client.ts";
import { startServer, type TestServer } from "./start-server.ts";

const apiKey = "sk-planted-7d1f0c2a9b";
let vendor: ProviderServer;
let server: TestServer;
beforeAll(async () => {
  vendor = await startProviderServer();
  const env = { OPENAI_BASE_URL: `${vendor.url}/v1`, ANTHROPIC_API_KEY: "sk-from-the-environment" };
  server = await startServer({ env });
});
afterAll(async () => {
  await server.stop();
  await vendor.close();
});
const call = apiClient(() => server);
const model = async () => (await call("POST", "/api/v1/models/test", { model: "openai/gpt-5.4-mini" })).body;
const keyOf = async (provider: string) =>
  (await call("GET", "/api/v1/providers")).body.items.find((each: { provider: string }) => each.provider === provider);

test("a key that is given is sent to its provider at once, after a restart too, and can be read nowhere", async () => {
  expect(await keyOf("openai")).toEqual({ provider: "openai", url: `${vendor.url}/v1`, from: null });
  expect(await model()).toMatchObject({ ok: false, error: { code: "no_model" } });

  const given = await call("PUT", "/api/v1/providers/openai/key", { apiKey });
  expect(given).toMatchObject({ status: 200, body: { provider: "openai", from: "settings" } });
  expect(await model()).toMatchObject({ ok: true });
  expect(vendor.requests.at(-1)?.headers.authorization).toBe(`Bearer ${apiKey}`);

  server = await server.restart();
  expect(await model()).toMatchObject({ ok: true });
  expect(vendor.requests.at(-1)?.headers.authorization).toBe(`Bearer ${apiKey}`);

  const told = JSON.stringify([
    given.body,
    (await call("GET", "/api/v1/providers")).body,
    (await call("GET", "/api/v1/secrets")).body,
  ]);
  expect(told).not.toContain(apiKey);
});

test("a key that is forgotten is sent no more", async () => {
  await call("PUT", "/api/v1/providers/openai/key", { apiKey });
  expect((await call("DELETE", "/api/v1/providers/openai/key")).status).toBe(204);
  expect(await model()).toMatchObject({ ok: false, error: { code: "no_model" } });
  expectProblem(await call("DELETE", "/api/v1/providers/openai/key"), 404, "not_found");
  server = await server.restart();
  expect(await keyOf("openai")).toMatchObject({ from: null });
});

test("what the environment sets, and what takes no key, is refused", async () => {
  expect(await keyOf("anthropic")).toMatchObject({ from: "environment" });
  expectProblem(await call("PUT", "/api/v1/providers/anthropic/key", { apiKey }), 409, "conflict");
  expectProblem(await call("PUT", "/api/v1/providers/demo/key", { apiKey }), 404, "not_found");
  expectProblem(await call("PUT", "/api/v1/providers/openai/key", { apiKey: "short" }), 400, "invalid");
});
