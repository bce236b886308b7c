import { type Dispatcher, request } from "undici";

export interface Ollama {
  readonly url: string;
  /** Names of its models, or null while it does not answer. */
  models(): readonly string[] | null;
  /** Looks once, now. */
  look(): Promise<void>;
  close(): void;
}

export const usualOllamaUrl = "http://127.0.0.1:11434";
const lookEveryMs = 60_000;

/** Finds an Ollama by itself: looks at once and then every minute, and keeps no process alive for it. */
export function findOllama(url: string, dispatcher?: Dispatcher): Ollama {
  let found: readonly string[] | null = null;

  async function look(): Promise<void> {
    try {
      const answer = await request(`${url}/api/tags`, { dispatcher, signal: AbortSignal.timeout(2000) });
      const body = (await answer.body.json()) as { models?: { name?: unknown }[] };
      found =
        answer.statusCode === 200 && Array.isArray(body?.models)
          ? body.models.flatMap(({ name }) => (typeof name === "string" && !/embed/i.test(name) ? [name] : []))
          : null;
    } catch {
      found = null;
    }
  }

  void look();
  const timer = setInterval(() => void look(), lookEveryMs).unref();
  return { url, models: () => found, look, close: () => clearInterval(timer) };
}
