import type { z } from "zod";
import type { health } from "./check-health.ts";

export type Health = z.infer<typeof health>;

/**
 * What `/health` says of this process, for the page that shows it. Pages load their own copies of every module, so it
 * lives on `globalThis`; this file imports types only.
 */
const key = Symbol.for("troupe.health");

/** Null where no server runs in this process. */
export async function currentHealth(): Promise<Health | null> {
  const check = Reflect.get(globalThis, key) as (() => Promise<Health>) | undefined;
  return check ? check() : null;
}

export function setCurrentHealth(check: () => Promise<Health>): void {
  Reflect.set(globalThis, key, check);
}
