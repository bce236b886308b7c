export interface KnownModel {
  contextTokens: number;
  /** US dollars per million tokens. */
  price: { input: number; cached: number; output: number };
}

const k = 1000;
const m = 1_000_000;

function known(contextTokens: number, input: number, cached: number, output: number): KnownModel {
  return { contextTokens, price: { input, cached, output } };
}

/** List prices of mid 2026 for what is asked most, by the beginning of the name. A price file changes or adds to them. */
export const knownModels: Record<string, KnownModel> = {
  "openai/gpt-5.5": known(m, 5, 0.5, 30),
  "openai/gpt-5.4": known(m, 2.5, 0.25, 15),
  "openai/gpt-5.4-mini": known(400 * k, 0.75, 0.075, 4.5),
  "openai/gpt-5.4-nano": known(400 * k, 0.2, 0.02, 1.25),
  "openai/gpt-5.1": known(400 * k, 1.25, 0.125, 10),
  "openai/gpt-5": known(400 * k, 1.25, 0.125, 10),
  "openai/gpt-5-mini": known(400 * k, 0.25, 0.025, 2),
  "openai/gpt-5-nano": known(400 * k, 0.05, 0.005, 0.4),
  "openai/gpt-4.1": known(m, 2, 0.5, 8),
  "openai/gpt-4.1-mini": known(m, 0.4, 0.1, 1.6),
  "openai/gpt-4.1-nano": known(m, 0.1, 0.025, 0.4),
  "openai/gpt-4o": known(128 * k, 2.5, 1.25, 10),
  "openai/gpt-4o-mini": known(128 * k, 0.15, 0.075, 0.6),
  "openai/gpt-4-turbo": known(128 * k, 10, 10, 30),
  "openai/gpt-4": known(8192, 30, 30, 60),
  "openai/gpt-3.5-turbo": known(16_385, 0.5, 0.5, 1.5),
  "anthropic/claude-opus-4-8": known(m, 5, 0.5, 25),
  "anthropic/claude-opus-4-7": known(m, 5, 0.5, 25),
  "anthropic/claude-opus-4-6": known(m, 5, 0.5, 25),
  "anthropic/claude-opus-4-5": known(200 * k, 5, 0.5, 25),
  "anthropic/claude-opus-4-1": known(200 * k, 15, 1.5, 75),
  "anthropic/claude-opus-4": known(200 * k, 15, 1.5, 75),
  "anthropic/claude-sonnet-4-6": known(m, 3, 0.3, 15),
  "anthropic/claude-sonnet-4": known(200 * k, 3, 0.3, 15),
  "anthropic/claude-haiku-4-5": known(200 * k, 1, 0.1, 5),
  "anthropic/claude-3-haiku": known(200 * k, 0.25, 0.03, 1.25),
  "deepseek/deepseek-v4-flash": known(m, 0.14, 0.0028, 0.28),
  "deepseek/deepseek-flash": known(m, 0.14, 0.0028, 0.28),
  "deepseek/deepseek-v4-pro": known(m, 0.435, 0.003625, 0.87),
  "qwen/qwen-plus": known(m, 0.4, 0.08, 1.2),
  "qwen/qwen-flash": known(m, 0.05, 0.01, 0.4),
  "qwen/qwen-turbo": known(m, 0.05, 0.01, 0.2),
  "qwen/qwen3-max": known(256 * k, 1.2, 0.24, 6),
};

/** The entry with the longest key that begins the name and ends at one of its joints. */
export function longestPrefix<T>(table: Readonly<Record<string, T>>, name: string): T | null {
  let best = "";
  for (const key of Object.keys(table)) {
    if (key.length > best.length && name.startsWith(key) && /^$|^[-:@/]/.test(name.slice(key.length))) best = key;
  }
  return best === "" ? null : (table[best] ?? null);
}
