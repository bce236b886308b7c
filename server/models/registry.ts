import { AppError } from "../../lib/core/errors.ts";
import type { ModelRequest } from "../../lib/core/model.ts";
import type { Env } from "../env.ts";
import type { Model, ModelInfo, Models, ProviderKey } from "../ports/models.ts";
import { drawOrder, parseEquals } from "./balance.ts";
import { Breaker, withBreaker } from "./breaker.ts";
import { failingModel } from "./failing-model.ts";
import { failover } from "./failover.ts";
import { knownModels, longestPrefix } from "./known-models.ts";
import { looksAtImages } from "./looks-at-images.ts";
import { findOllama, type Ollama, usualOllamaUrl } from "./ollama.ts";
import { withOwnSampling } from "./own-sampling.ts";
import { priced } from "./priced.ts";
import { createPrices } from "./prices.ts";
import { createProviders, type Provider } from "./providers.ts";
import { structured } from "./structured.ts";
import { systemTime, type Time } from "./time.ts";
import { withTimeouts } from "./timeouts.ts";

export interface ModelsDependencies {
  time?: Time;
  random?: () => number;
  warn?: (sentence: string) => void;
  ollama?: Ollama;
}

/** What a model is taken to read where nobody knows. */
const unknownContextTokens = 8192;
const mostKept = 1000;

const shortQuestion: ModelRequest = {
  messages: [{ role: "user", content: "Answer with the one word: ready" }],
  tools: [],
  sampling: { maxOutputTokens: 500 },
};

/** Every model by name. Looks for a local Ollama at once and then every minute; `close` ends that. */
export function createModels(env: Env, dependencies: ModelsDependencies = {}): Models & { close(): void } {
  const { time = systemTime, random = Math.random, warn = () => undefined } = dependencies;
  const ollama = dependencies.ollama ?? findOllama(env.models.ollama.url ?? usualOllamaUrl);
  const prices = createPrices(env.dataDir, warn, time);
  const providers = new Map(createProviders(env.models, time, ollama).map((provider) => [provider.name, provider]));
  const breakers = new Map([...providers.keys()].map((name) => [name, new Breaker(time)]));
  const fromEnvironment = new Set(
    [...providers.values()].flatMap(({ name, endpoint }) => (endpoint?.apiKey ? name : [])),
  );
  const patience = { firstChunkMs: env.models.firstChunkTimeoutMs, chunkMs: env.models.chunkTimeoutMs };
  const kept = new Map<string, Model>();

  function defaultProvider(): Provider {
    const named = env.models.defaultProvider === null ? undefined : providers.get(env.models.defaultProvider);
    const usable = [...providers.values()].find(
      (provider) => !provider.onlyByName && provider.unset === null && provider.absent() === null,
    );
    return (named ?? usable) as Provider;
  }

  function nameOf(provider: Provider): string {
    return `${provider.name}/${provider.defaultModel() ?? "default"}`;
  }

  /** `provider/model`; a provider's name alone means its default model. */
  function find(name: string): { provider: Provider; id: string; name: string } | null {
    const slash = name.indexOf("/");
    const provider = providers.get(slash < 0 ? name : name.slice(0, slash));
    if (!provider) return null;
    const full = slash < 0 ? nameOf(provider) : name;
    return { provider, id: full.slice(full.indexOf("/") + 1), name: full };
  }

  function single(name: string): Model {
    const found = find(name);
    if (!found)
      return noModel(
        name,
        `There is no model "${name}": write provider/model, where the provider is one of ${[...providers.keys()].join(", ")}.`,
      );
    const { provider, id, name: full } = found;
    if (provider.unset !== null) return noModel(full, `${full} cannot be used: ${provider.unset}.`);
    const known = kept.get(full);
    if (known) return known;
    const breaker = breakers.get(provider.name) as Breaker;
    const patient = withTimeouts(provider.model(id), patience, time);
    const model = withOwnSampling(priced(withBreaker(patient, breaker, time), (usage) => prices.cost(full, usage)));
    if (kept.size >= mostKept) kept.clear();
    kept.set(full, model);
    return model;
  }

  function info(name: string): ModelInfo | null {
    const found = find(name);
    if (!found) return null;
    const { provider, name: full } = found;
    return {
      name: full,
      provider: provider.name,
      unavailable: provider.unset ?? provider.absent(),
      contextTokens: roomOf(full),
      images: looksAtImages(full),
      isDefault: full === nameOf(defaultProvider()),
      price: prices.of(full),
    };
  }

  function roomOf(full: string): number {
    const known = longestPrefix(knownModels, full)?.contextTokens;
    const most = env.maxContextLength;
    return most === null ? (known ?? unknownContextTokens) : Math.min(most, known ?? most);
  }

  function keyOf({ name, endpoint }: Provider): ProviderKey | null {
    if (!endpoint) return null;
    const from = fromEnvironment.has(name) ? "environment" : endpoint.apiKey === null ? null : "settings";
    return { provider: name, url: endpoint.baseUrl, from };
  }

  function stepsOf(names: readonly string[]) {
    const given = names.map(parseEquals).filter((step) => step.length > 0);
    return given.length > 0 ? given : [parseEquals(nameOf(defaultProvider()))];
  }

  return {
    info,
    contextTokens(names) {
      const rooms = stepsOf(names).flatMap((step) => step.map((equal) => roomOf(find(equal.name)?.name ?? equal.name)));
      return Math.min(...rooms);
    },
    chain(names) {
      const steps = stepsOf(names);
      const name = steps
        .map((step) => step.map((equal) => find(equal.name)?.name ?? equal.name).join(" | "))
        .join(" → ");
      const order = () => steps.flatMap((step) => drawOrder(step, random).map(single));
      return structured(failover(name, order, { time, random }));
    },
    list() {
      const names = [...providers.values()].flatMap((provider) => {
        const own =
          provider.unset === null
            ? Object.keys(knownModels).filter((name) => name.startsWith(`${provider.name}/`))
            : [];
        return [nameOf(provider), ...provider.found().map((id) => `${provider.name}/${id}`), ...own];
      });
      return [...new Set(names)].flatMap((name) => info(name) ?? []);
    },
    async test(name, signal) {
      const startedAt = time.now();
      const since = () => Math.round(time.now() - startedAt);
      const found = find(name);
      const model =
        found && found.provider.unset === null
          ? withTimeouts(found.provider.model(found.id), patience, time)
          : single(name);
      let text = "";
      for await (const chunk of model.stream(shortQuestion, signal)) {
        if (chunk.type === "text") text += chunk.text;
        if (chunk.type === "error") return { ok: false, ms: since(), error: chunk.error };
      }
      return { ok: true, ms: since(), text };
    },
    health() {
      return [...providers.values()]
        .filter((provider) => provider.unset === null && provider.absent() === null)
        .map(({ name }) => {
          const { circuit, failures, lastError, lastMs } = breakers.get(name) as Breaker;
          return { provider: name, circuit, failures, lastError, lastMs };
        });
    },
    keys: () => [...providers.values()].flatMap((provider) => keyOf(provider) ?? []),
    useKey(name, apiKey) {
      const provider = providers.get(name);
      const key = provider && keyOf(provider);
      if (!provider?.endpoint || !key)
        throw new AppError("not_found", `There is no provider "${name}" that takes a key.`);
      if (key.from === "environment")
        throw new AppError(
          "conflict",
          `The key of ${name} is set in the environment (${provider.endpoint.keyVariable}): change it there.`,
        );
      provider.endpoint.apiKey = apiKey;
      // A model keeps the key that it was made with, and the failures of the old one say nothing of the new one.
      kept.clear();
      breakers.set(name, new Breaker(time));
    },
    close: () => ollama.close(),
  };
}

/** Stands where a chain names a model that cannot be used, and says why. */
function noModel(name: string, message: string): Model {
  return failingModel(name, { code: "no_model", message });
}
