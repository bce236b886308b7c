import { createHash } from "node:crypto";
import { canonical } from "../../lib/core/canonical.ts";
import { AppError } from "../../lib/core/errors.ts";
import type { IdempotencyKeys } from "../ports/people.ts";

/** Longer than the longest call that waits for an answer. */
const patienceMs = 330_000;
/** How often a double looks again whether another process has finished. */
const lookMs = 200;

export interface KeyUse {
  keys: IdempotencyKeys;
  ownerId: string;
  key: RequestKey;
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
    const { keys, ownerId, key } = use;
    const place = `${ownerId}\n${key.value}`;
    const deadline = performance.now() + patienceMs;
    for (;;) {
      const begun = await keys.begin(ownerId, key.value, key.hash);
      if (begun.is === "done") return { value: begun.body as T, replayed: true };
      if (begun.is === "mismatch") throw keyMismatch();
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
    const kept = status === null ? keys.abandon(ownerId, key.value) : keys.finish(ownerId, key.value, status, value);
    await kept.catch((error: unknown) => onTrouble("could not keep an answer under its Idempotency-Key", error));
    return value;
  } catch (error) {
    await keys
      .abandon(ownerId, key.value)
      .catch((trouble: unknown) => onTrouble("could not free an Idempotency-Key", trouble));
    throw error;
  }
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}

/** What a request's `Idempotency-Key` stands for. */
export interface RequestKey {
  value: string;
  /** Of what was asked: the same key for something else is refused. */
  hash: string;
  /** For commands: itself where it can be one, so that whoever reads the log knows it again. */
  commandId: string;
  /** For what a command needs to be there first, such as its session. */
  openingId: string;
}

export function keyOf(header: string | string[] | undefined, asked: readonly unknown[]): RequestKey | null {
  if (header === undefined) return null;
  if (typeof header !== "string" || !/^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/.test(header)) {
    const message = "must be 1 to 255 printable ASCII characters";
    throw new AppError("invalid", `Idempotency-Key ${message}.`, { fields: [{ path: "Idempotency-Key", message }] });
  }
  const hash = sha256(canonical(asked));
  return {
    value: header,
    hash,
    commandId: /^[A-Za-z0-9_:-]{1,100}$/.test(header) ? header : `key_${sha256(header)}`,
    openingId: `open_${sha256(`${header}\n${hash}`)}`,
  };
}

export function keyMismatch(): AppError {
  return new AppError("idempotency_mismatch", "This Idempotency-Key was used for another request. Take a new one.");
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
