import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import type { Usage } from "../../lib/core/model.ts";
import { knownModels, longestPrefix } from "./known-models.ts";
import { systemTime, type Time } from "./time.ts";

const dollars = z.number().nonnegative();
const priceSchema = z.strictObject({ input: dollars, cached: dollars, output: dollars });
const priceFileSchema = z.record(z.string().min(1), priceSchema);

export type Price = z.infer<typeof priceSchema>;

export interface Prices {
  /** US dollars per million tokens, or null where nobody said. */
  of(name: string): Price | null;
  cost(name: string, usage: Usage): number | null;
}

const free: Price = { input: 0, cached: 0, output: 0 };
const freeProviders = /^(demo|ollama|local)\//;
const builtIn = Object.fromEntries(Object.entries(knownModels).map(([name, { price }]) => [name, price]));

/** `<DATA_DIR>/prices.json`: `{ "openai/gpt-5.4": { "input": 2.5, "cached": 0.25, "output": 15 } }`, by the beginning of the name. */
export function priceFile(dataDir: string): string {
  return join(dataDir, "prices.json");
}

/** Puts the built-in table where a person can edit it; leaves a table that is there alone. */
export function writePriceFile(dataDir: string): string {
  const path = priceFile(dataDir);
  mkdirSync(dirname(path), { recursive: true });
  try {
    writeFileSync(path, `${JSON.stringify(builtIn, null, 2)}\n`, { flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  return path;
}

/** The built-in prices with the person's own before them. An edit counts within a second; a broken file does not count. */
export function createPrices(
  dataDir: string,
  warn: (sentence: string) => void,
  time: Pick<Time, "now"> = systemTime,
): Prices {
  const path = priceFile(dataDir);
  let own: Record<string, Price> = {};
  let readAt: number | null = null;
  let lookedAt = Number.NEGATIVE_INFINITY;

  function refresh(): void {
    // Replies may end thousands of times a second; the file is looked at once in that time.
    if (time.now() - lookedAt < 1_000) return;
    lookedAt = time.now();
    const changedAt = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? null;
    if (changedAt === readAt) return;
    readAt = changedAt;
    if (changedAt === null) {
      own = {};
      return;
    }
    try {
      own = priceFileSchema.parse(JSON.parse(readFileSync(path, "utf8")));
    } catch (error) {
      const problem = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
      warn(`${path} is not a table of prices and does not count: ${problem}`);
    }
  }

  function of(name: string): Price | null {
    refresh();
    return longestPrefix(own, name) ?? (freeProviders.test(name) ? free : longestPrefix(builtIn, pricedName(name)));
  }

  return {
    of,
    cost(name, usage) {
      const price = of(name);
      if (!price) return null;
      const fresh = Math.max(0, usage.input - usage.cached);
      return (fresh * price.input + usage.cached * price.cached + usage.output * price.output) / 1_000_000;
    },
  };
}

/** The same model through another door costs the same. */
function pricedName(name: string): string {
  return name.replace(/^openai-responses\//, "openai/");
}
