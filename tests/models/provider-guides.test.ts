import { expect, test } from "vitest";
import { providerGuides } from "../../app/welcome/provider-guides.ts";
import { readEnv } from "../../server/env.ts";
import { createModels } from "../../server/models/registry.ts";

test("every provider that may answer by default is told how to be had, by variables that the server reads", () => {
  const models = createModels(readEnv({ OLLAMA_URL: "http://127.0.0.1:9" }));
  const providers = [...new Set(models.list().map(({ provider }) => provider))];
  models.close();
  expect(providerGuides.map(({ name }) => name).sort()).toEqual(
    providers.filter((name) => name !== "openai-responses").sort(),
  );
});

test.each(providerGuides.filter(({ needs }) => needs.kind !== "nothing"))(
  "$label can be used once its lines are set",
  ({ name, needs }) => {
    const lines = needs.kind === "address" ? needs.lines : needs.kind === "nothing" ? [] : [needs.line];
    const variables = Object.fromEntries(lines.map((line) => line.split("=") as [string, string]));
    const ollama = {
      url: variables.OLLAMA_URL ?? "",
      models: () => ["qwen3"],
      look: async () => {},
      close: () => {},
    };
    const models = createModels(readEnv({ DEFAULT_MODEL_PROVIDER: name, ...variables }), { ollama });
    expect(models.list().find((model) => model.provider === name)).toMatchObject({
      unavailable: null,
      isDefault: true,
    });
    models.close();
  },
);
