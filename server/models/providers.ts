import type { Env } from "../env.ts";
import type { Model } from "../ports/models.ts";
import { anthropicMessages } from "./anthropic-messages/protocol.ts";
import { createDemoModel } from "./demo/demo-model.ts";
import { createHttpModel, type Endpoint } from "./http-model.ts";
import type { Ollama } from "./ollama.ts";
import type { OpenAiDialect } from "./openai-chat/body.ts";
import { openAiChat } from "./openai-chat/protocol.ts";
import { openAiResponsesModel } from "./openai-responses.ts";
import type { Time } from "./time.ts";

/** One door to models. */
export interface Provider {
  name: string;
  /** What must be set before it can be asked at all, or null. */
  readonly unset: string | null;
  /** Where its key goes, for one that has a key. Providers of one vendor share theirs. */
  endpoint?: Endpoint;
  /** Why it is not there just now, or null. It may be asked all the same. */
  absent(): string | null;
  defaultModel(): string | null;
  /** Models that it says it has. */
  found(): readonly string[];
  /** Never the default by itself. */
  onlyByName?: boolean;
  model(id: string): Model;
}

/**
 * Every provider, in the order in which a default is looked for. A vendor that speaks OpenAI chat completions is one more
 * `openAiLike`; any other is one more entry like `openai-responses`, with its AI SDK package.
 */
export function createProviders(env: Env["models"], time: Time, ollama: Ollama): Provider[] {
  const openai = withKey("openai", env.openai);
  const anthropic = withKey("anthropic", env.anthropic);
  const local: Endpoint = {
    provider: "local",
    baseUrl: env.local.url ?? "http://127.0.0.1",
    apiKey: env.local.apiKey,
    keyVariable: "LOCAL_MODEL_API_KEY",
  };
  const ollamaEndpoint: Endpoint = { provider: "ollama", baseUrl: `${ollama.url}/v1`, apiKey: null, keyVariable: null };
  return [
    openAiLike(openai, env.openai.model, { maxTokensField: "max_completion_tokens", structured: "schema" }),
    {
      ...always,
      name: "anthropic",
      endpoint: anthropic,
      get unset() {
        return missingKey(anthropic);
      },
      defaultModel: () => env.anthropic.model,
      model: (id) => createHttpModel(anthropic, id, anthropicMessages(`anthropic/${id}`)),
    },
    openAiLike(withKey("deepseek", env.deepseek), env.deepseek.model, { ...hosted, wantsReasoningBack: true }),
    openAiLike(withKey("qwen", env.qwen), env.qwen.model, hosted),
    {
      ...always,
      name: "local",
      defaultModel: () => env.local.model,
      model: openAiLike(local, null, selfHosted).model,
      unset: env.local.url === null ? "LOCAL_MODEL_URL is not set" : null,
    },
    {
      ...always,
      name: "ollama",
      model: openAiLike(ollamaEndpoint, null, selfHosted).model,
      unset: null,
      absent: () => absentOllama(ollama),
      defaultModel: () => env.ollama.model ?? ollama.models()?.[0] ?? null,
      found: () => ollama.models() ?? [],
    },
    {
      ...always,
      name: "openai-responses",
      get unset() {
        return missingKey(openai);
      },
      onlyByName: true,
      defaultModel: () => env.openai.model,
      model: (id) => openAiResponsesModel(openai, id),
    },
    {
      ...always,
      name: "demo",
      unset: null,
      defaultModel: () => "demo",
      model: () => createDemoModel({ tokensPerSecond: env.demoTokensPerSecond, time }),
    },
  ];
}

const always = { absent: () => null, found: () => [] };
const hosted: OpenAiDialect = { maxTokensField: "max_tokens", structured: "words" };
const selfHosted: OpenAiDialect = { maxTokensField: "max_tokens", structured: "schema-and-words" };

function openAiLike(endpoint: Endpoint, defaultModel: string | null, dialect: OpenAiDialect): Provider {
  const { provider } = endpoint;
  return {
    ...always,
    name: provider,
    endpoint,
    get unset() {
      return missingKey(endpoint);
    },
    defaultModel: () => defaultModel,
    model: (id) => createHttpModel(endpoint, id, openAiChat(provider, `${provider}/${id}`, dialect)),
  };
}

function withKey(provider: string, { baseUrl, apiKey }: { baseUrl: string; apiKey: string | null }): Endpoint {
  return { provider, baseUrl, apiKey, keyVariable: `${provider.toUpperCase()}_API_KEY` };
}

function missingKey({ apiKey, keyVariable }: Endpoint): string | null {
  return apiKey === null ? `it has no key: give one in the settings, or set ${keyVariable}` : null;
}

function absentOllama(ollama: Ollama): string | null {
  const models = ollama.models();
  if (models === null) return `no Ollama answers at ${ollama.url}: start it, or set OLLAMA_URL`;
  return models.length === 0 ? "Ollama has no model yet: get one with `ollama pull qwen3`" : null;
}
