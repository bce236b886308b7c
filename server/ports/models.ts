import type { ModelChunk, ModelError, ModelRequest } from "../../lib/core/model.ts";

/** A model streams chunks; failure is the last chunk. It must not throw once it has begun, and stops within a second of `signal`. */
export interface Model {
  /** `provider/model`, or for a chain the names joined by " → ". */
  readonly name: string;
  stream(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelChunk>;
}

export interface ModelInfo {
  name: string;
  provider: string;
  /** Why it cannot be used now ("OPENAI_API_KEY is not set"), or null when it can. */
  unavailable: string | null;
  contextTokens: number;
  isDefault: boolean;
  /** It looks at images. */
  images: boolean;
  /** US dollars per million tokens, where known. */
  price: { input: number; cached: number; output: number } | null;
}

export interface ProviderHealth {
  provider: string;
  circuit: "closed" | "open" | "half-open";
  failures: number;
  lastError: ModelError | null;
  lastMs: number | null;
}

/** The key of a provider that takes one; never the key itself. */
export interface ProviderKey {
  provider: string;
  /** Where it is sent. */
  url: string;
  /** Who gave it; null: nobody has. What the environment sets, the settings cannot change. */
  from: "environment" | "settings" | null;
}

/** Every model that this process knows, by name. */
export interface Models {
  /** The models in order, wrapped: retry in place, breaker, failover. No names means the default provider's model as of now. */
  chain(names: readonly string[]): Model;
  list(): ModelInfo[];
  info(name: string): ModelInfo | null;
  /** What every model of such a chain can read. Asked for every step of every run, so it costs next to nothing. */
  contextTokens(names: readonly string[]): number;
  /** One short real request: does it answer? */
  test(
    name: string,
    signal: AbortSignal,
  ): Promise<{ ok: true; ms: number; text: string } | { ok: false; ms: number; error: ModelError }>;
  health(): ProviderHealth[];
  keys(): ProviderKey[];
  /** The provider is asked with it from now on; null: without. Throws `not_found` for one that takes none, `conflict` where the environment sets it. */
  useKey(provider: string, apiKey: string | null): void;
}
