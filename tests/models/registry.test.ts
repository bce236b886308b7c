import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readEnv } from "../../server/env.ts";
import { findOllama, type Ollama } from "../../server/models/ollama.ts";
import { createModels } from "../../server/models/registry.ts";
import { type ProviderServer, startProviderServer } from "../support/provider-server.ts";
import { createManualTime } from "./manual-time.ts";
import { ask, never, readFrom } from "./read-reply.ts";

let server: ProviderServer;
let folder: string;
const open: { close(): void }[] = [];

beforeEach(async () => {
  server = await startProviderServer();
  folder = mkdtempSync(join(tmpdir(), "models-"));
});
afterEach(async () => {
  for (const each of open.splice(0)) each.close();
  await server.close();
  rmSync(folder, { recursive: true });
});

function setUp(source: Record<string, string> = {}, found: readonly string[] | null = null) {
  const ollama: Ollama = { url: server.url, models: () => found, look: async () => undefined, close: () => undefined };
  const time = createManualTime();
  const env = readEnv({ DEMO_TOKENS_PER_SECOND: "0", DATA_DIR: folder, ...source });
  const models = createModels(env, { time, random: () => 0, ollama });
  open.push(models);
  return { models, time };
}

const base = () => `${server.url}/v1`;
const defaultName = (models: ReturnType<typeof setUp>["models"]) => models.chain([]).name;

describe("the default model", () => {
  it("is the demo where nothing is configured", () => {
    expect(defaultName(setUp().models)).toBe("demo/demo");
  });

  it("is a local Ollama's as soon as one is found", () => {
    let found: string[] | null = null;
    const ollama: Ollama = {
      url: server.url,
      models: () => found,
      look: async () => undefined,
      close: () => undefined,
    };
    const models = createModels(readEnv({ DATA_DIR: folder }), { ollama });
    expect(defaultName(models)).toBe("demo/demo");
    found = ["llama3:8b", "qwen3"];
    expect(defaultName(models)).toBe("ollama/llama3:8b");
    expect(models.info("ollama")).toMatchObject({ name: "ollama/llama3:8b", isDefault: true, unavailable: null });
  });

  it("is the first configured provider's, in a fixed order, or the one that is named", () => {
    const keys = { QWEN_API_KEY: "k", DEEPSEEK_API_KEY: "k", LOCAL_MODEL_URL: base() };
    expect(defaultName(setUp(keys, ["x"]).models)).toBe("deepseek/deepseek-v4-flash");
    expect(defaultName(setUp({ ...keys, ANTHROPIC_API_KEY: "k" }).models)).toBe("anthropic/claude-sonnet-4-6");
    expect(defaultName(setUp({ ...keys, DEFAULT_MODEL_PROVIDER: "local", LOCAL_MODEL_NAME: "m" }).models)).toBe(
      "local/m",
    );
    expect(defaultName(setUp({ LOCAL_MODEL_URL: base() }, ["x"]).models)).toBe("local/default");
  });
});

describe("a chain", () => {
  it.each([
    ["openai", "openai"],
    ["anthropic", "anthropic"],
    ["deepseek", "openai"],
    ["qwen", "openai"],
  ])("reaches %s at the address from the environment", async (provider, protocol) => {
    const name = provider.toUpperCase();
    const { models } = setUp({ [`${name}_API_KEY`]: "k", [`${name}_BASE_URL`]: base(), [`${name}_MODEL`]: "m-1" });
    server.script({ text: "Hello" });
    const reply = await readFrom(models.chain([provider]));
    expect(reply).toMatchObject({ text: "Hello", finish: { model: `${provider}/m-1`, cost: null } });
    expect(server.requests[0]).toMatchObject({ protocol, body: { model: "m-1" } });
  });

  it("reaches a local server and an Ollama, for nothing", async () => {
    const { models } = setUp({ LOCAL_MODEL_URL: base() }, []);
    expect((await readFrom(models.chain(["local/big/model"]))).finish).toMatchObject({
      model: "local/big/model",
      cost: 0,
    });
    expect((await readFrom(models.chain(["ollama/llama3:8b"]))).finish).toMatchObject({
      model: "ollama/llama3:8b",
      cost: 0,
    });
    expect(server.requests.map(({ path, body }) => [path, body.model])).toEqual([
      ["/v1/chat/completions", "big/model"],
      ["/v1/chat/completions", "llama3:8b"],
    ]);
  });

  it("puts the cost on the answer", async () => {
    server.script({ text: "Hi", usage: { input: 1_000_000, output: 0 } });
    const { models } = setUp({ OPENAI_API_KEY: "k", OPENAI_BASE_URL: base() });
    expect((await readFrom(models.chain(["openai/gpt-4o"]))).finish?.cost).toBeCloseTo(2.5);
  });

  it("fails over visibly from a broken stream to the next model, and names what cannot be used", async () => {
    const { models, time } = setUp({ OPENAI_API_KEY: "k", OPENAI_BASE_URL: base() });
    server.script({ tokens: 20, fault: { kind: "cut", after: 5 } });
    const chain = models.chain(["mistral/large", "anthropic", "openai/gpt-4o", "demo"]);
    expect(chain.name).toBe("mistral/large → anthropic/claude-sonnet-4-6 → openai/gpt-4o → demo/demo");
    const reading = readFrom(chain, ask("Who are you?"));
    for (const ms of [250, 500]) {
      await time.waitedFor(ms);
      time.pass(ms);
    }
    const reply = await reading;
    expect(reply.failed.map(({ error, model, nextModel }) => [error.code, model, nextModel])).toEqual([
      ["no_model", "mistral/large", "anthropic/claude-sonnet-4-6"],
      ["no_model", "anthropic/claude-sonnet-4-6", "openai/gpt-4o"],
      ["broken_stream", "openai/gpt-4o", "openai/gpt-4o"],
      ["broken_stream", "openai/gpt-4o", "openai/gpt-4o"],
      ["broken_stream", "openai/gpt-4o", "demo/demo"],
    ]);
    expect(reply.failed[1]?.error.message).toContain("set ANTHROPIC_API_KEY");
    expect(reply.text).toContain("demo model");
    expect(reply.text).not.toContain("word");
  });

  it("gives a silent provider up after its time, and asks the next", async () => {
    const { models, time } = setUp({ OPENAI_API_KEY: "k", OPENAI_BASE_URL: base() });
    server.script({ fault: { kind: "no-answer" } });
    const reading = readFrom(models.chain(["openai", "demo"]));
    const { gone } = await server.request(0);
    time.pass(60_000);
    expect((await reading).failed.map(({ error }) => error.code)).toEqual(["timeout"]);
    await gone;
  });

  it("shares one breaker among a provider's models, and tells how it is", async () => {
    const { models, time } = setUp({ OPENAI_API_KEY: "k", OPENAI_BASE_URL: base() });
    server.script({ fault: { kind: "status", status: 500 } });
    for (const name of ["openai/a", "openai/b"]) {
      const reading = readFrom(models.chain([name]));
      for (const ms of [250, 500]) {
        await time.waitedFor(ms);
        time.pass(ms);
      }
      expect((await reading).error?.code).toBe(name === "openai/a" ? "server_error" : "circuit_open");
    }
    expect(server.requests).toHaveLength(5);
    expect(models.health().find(({ provider }) => provider === "openai")).toMatchObject({
      circuit: "open",
      failures: 5,
      lastError: { code: "server_error" },
    });
  });

  it("divides the work among equals", async () => {
    const ollama: Ollama = { url: server.url, models: () => null, look: async () => undefined, close: () => undefined };
    let n = 0;
    const env = readEnv({ OPENAI_API_KEY: "k", OPENAI_BASE_URL: base(), DATA_DIR: folder });
    const models = createModels(env, { ollama, random: () => (n++ % 8) / 8 });
    for (let turn = 0; turn < 8; turn++) await readFrom(models.chain(["openai/a*3|openai/b*1"]));
    expect(
      server.requests
        .map(({ body }) => body.model)
        .sort()
        .join(""),
    ).toBe("aaaaaabb");
  });
});

describe("what is known of models", () => {
  it("names every provider, and what is missing for it", () => {
    const { models } = setUp({ OPENAI_API_KEY: "k" }, ["llama3:8b"]);
    const list = models.list();
    const of = (provider: string) => list.filter((info) => info.provider === provider);
    expect(of("anthropic")).toMatchObject([
      { unavailable: "it has no key: give one in the settings, or set ANTHROPIC_API_KEY", isDefault: false },
    ]);
    expect(of("ollama")).toMatchObject([{ name: "ollama/llama3:8b", unavailable: null, contextTokens: 8192 }]);
    expect(of("openai")[0]).toMatchObject({
      name: "openai/gpt-5.4-mini",
      isDefault: true,
      contextTokens: 400_000,
      price: { input: 0.75 },
    });
    expect(of("openai").length).toBeGreaterThan(5);
    expect(list.filter((info) => info.isDefault)).toHaveLength(1);
    expect(models.info("nobody/x")).toBeNull();
    expect(models.info("openai/brand-new")).toMatchObject({ contextTokens: 8192, price: null });
  });

  it("says that an Ollama does not answer, or has no model", () => {
    expect(setUp({}, null).models.info("ollama")?.unavailable).toContain("start it");
    expect(setUp({}, []).models.info("ollama")?.unavailable).toContain("ollama pull");
  });

  it("keeps to the context that the operator set", () => {
    const { models } = setUp({ MAX_CONTEXT_LENGTH: "32000" });
    expect(models.info("openai")?.contextTokens).toBe(32_000);
    expect(models.info("openai/gpt-4")?.contextTokens).toBe(8192);
    expect(models.info("local")?.contextTokens).toBe(32_000);
  });

  it("tests a model with one real request", async () => {
    const { models } = setUp({ OPENAI_API_KEY: "k", OPENAI_BASE_URL: base() });
    server.script([{ text: "ready" }, { fault: { kind: "status", status: 401 } }]);
    expect(await models.test("openai", never)).toMatchObject({ ok: true, text: "ready" });
    expect(await models.test("openai", never)).toMatchObject({ ok: false, error: { code: "unauthorized" } });
    expect(await models.test("anthropic", never)).toMatchObject({ ok: false, error: { code: "no_model" } });
    expect(server.requests).toHaveLength(2);
  });
});

describe("looking for an Ollama", () => {
  it("finds its models, without those that only embed, and notices when it goes", async () => {
    const far = await startProviderServer({}, { ollamaModels: ["llama3:8b", "nomic-embed-text"] });
    const ollama = findOllama(far.url);
    open.push(ollama);
    await ollama.look();
    expect(ollama.models()).toEqual(["llama3:8b"]);
    await far.close();
    await ollama.look();
    expect(ollama.models()).toBeNull();
  });

  it("is not misled by another server at that place", async () => {
    const ollama = findOllama(`${server.url}/other`);
    open.push(ollama);
    await ollama.look();
    expect(ollama.models()).toBeNull();
  });
});
