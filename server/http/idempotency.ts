import { createHash } from "node:crypto";
import { canonical } from "../../lib/core/canonical.ts";
import { AppError } from "../../lib/core/errors.ts";
import type { IdempotencyKeys } from "../ports.ts";

/** Longer than the longest call that waits for an answer. */
const patienceMs = 330_000;
/** How often a double looks again whether another process has finished. */
const lookMs = 200;

export interface KeyUse {
  keys: IdempotencyKeys;
  ownerId: string;
  key: string;
  hash: string;
  onTrouble: (what: string, error: unknown) => void;
}

/** What was given the first time, and whether this is a later one. */
export interface Kept<T> {
  value: T;
  replayed: boolean;
}

/**
 * Gives a function that does some work once for each key: a second call with the same key gets what the first one got,
 * and waits for it where both come at once. `keeps` says which outcomes are worth keeping; after any other the key is
 * free again.
 */
export function createOnce() {
  const inFlight = new Map<string, Promise<unknown>>();

  return async function once<T>(
    use: KeyUse,
    work: () => Promise<T>,
    keeps: (value: T) => number | null,
  ): Promise<Kept<T>> {
    const { keys, ownerId, key, hash } = use;
    const place = `${ownerId}\n${key}`;
    const deadline = performance.now() + patienceMs;
    for (;;) {
      const begun = await keys.begin(ownerId, key, hash);
      if (begun.is === "done") return { value: begun.body as T, replayed: true };
      if (begun.is === "mismatch") throw mismatch();
      if (begun.is === "fresh") {
        const working = workAndKeep(use, work, keeps);
        const quiet = working.catch(() => {});
        inFlight.set(place, quiet);
        try {
          return { value: await working, replayed: false };
        } finally {
          if (inFlight.get(place) === quiet) inFlight.delete(place);
        }
      }
      if (performance.now() > deadline) {
        throw new AppError(
          "conflict",
          "The first request with this Idempotency-Key is still at work. Ask again later.",
          { retryAfterMs: 5_000 },
        );
      }
      await Promise.race([inFlight.get(place), wait(lookMs)].filter((each) => each !== undefined));
    }
  };
}

async function workAndKeep<T>(use: KeyUse, work: () => Promise<T>, keeps: (value: T) => number | null): Promise<T> {
  const { keys, ownerId, key, onTrouble } = use;
  try {
    const value = await work();
    const status = keeps(value);
    // What was done is done, even where its answer cannot be kept.
    const kept = status === null ? keys.abandon(ownerId, key) : keys.finish(ownerId, key, status, value);
    await kept.catch((error: unknown) => onTrouble("could not keep an answer under its Idempotency-Key", error));
    return value;
  } catch (error) {
    await keys
      .abandon(ownerId, key)
      .catch((trouble: unknown) => onTrouble("could not free an Idempotency-Key", trouble));
    throw error;
  }
}

function mismatch(): AppError {
  return new AppError(
    "idempotency_mismatch",
    "This Idempotency-Key was used for another request within the last 24 hours. Take a new one.",
  );
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}

/** The key of a request, or null. */
export function keyOf(header: string | string[] | undefined): string | null {
  if (header === undefined) return null;
  if (typeof header === "string" && /^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/.test(header)) return header;
  const message = "must be 1 to 255 printable ASCII characters";
  throw new AppError("invalid", `Idempotency-Key ${message}.`, { fields: [{ path: "Idempotency-Key", message }] });
}

export function hashOf(method: string, path: string, query: unknown, body: unknown): string {
  return createHash("sha256")
    .update(canonical([method, path, query, body]))
    .digest("hex");
}

/** A key as a command's id: itself where it can be one, so that whoever reads the log knows it again. */
export function commandIdOf(key: string): string {
  return /^[A-Za-z0-9_:-]{1,100}$/.test(key) ? key : `key_${createHash("sha256").update(key).digest("hex")}`;
}
