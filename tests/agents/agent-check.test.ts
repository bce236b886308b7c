import { describe, expect, test } from "vitest";
import { checkAgent } from "../../server/agents/check-agent.ts";
import type { ModelInfo } from "../../server/ports/models.ts";
import type { Tools } from "../../server/ports/tools.ts";
import { createTools } from "../../server/tools/registry.ts";
import { aTool } from "../tools/a-tool.ts";

const tools: Tools = createTools([{ tools: () => [aTool()] }]);

function model(name: string, unavailable: string | null = null): ModelInfo {
  const provider = name.split("/")[0] as string;
  return { name, provider, unavailable, contextTokens: 1000, images: false, isDefault: false, price: null };
}

const models = { list: () => [model("demo/demo"), model("openai/gpt-5.4-mini", "OPENAI_API_KEY is not set")] };
const check = (agent: Partial<Parameters<typeof checkAgent>[0]>) =>
  checkAgent({ tools: [], models: [], ...agent }, { tools, models });

describe("an agent may be published", () => {
  test("with tools that exist and models of known providers, also of one without a key", () => {
    expect(check({ tools: [{ name: "echo" }], models: ["demo/demo", "openai/some-new-model"] })).toEqual([]);
    expect(check({})).toEqual([]);
  });

  test("but not with tools that do not exist: each is named", () => {
    expect(check({ tools: [{ name: "echo" }, { name: "ecko" }, { name: "constructor" }] })).toEqual([
      { path: "tools.1", message: 'There is no tool "ecko"' },
      { path: "tools.2", message: 'There is no tool "constructor"' },
    ]);
  });

  test("but not with a model of a provider that nobody knows", () => {
    expect(check({ models: ["demo/demo", "acme/large"] })).toEqual([
      { path: "models.1", message: 'There is no model provider "acme"; there are demo, openai' },
    ]);
  });
});
