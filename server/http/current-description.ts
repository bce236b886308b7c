import type { ApiDescription } from "./openapi.ts";

/**
 * The description of the API of this process, for the page that shows it. Pages load their own copies of every module,
 * so it lives on `globalThis`; this file imports types only.
 */
const key = Symbol.for("troupe.api-description");

/** Null where no server runs in this process. */
export function currentDescription(): ApiDescription | null {
  return (Reflect.get(globalThis, key) as ApiDescription | undefined) ?? null;
}

export function setCurrentDescription(description: ApiDescription): void {
  Reflect.set(globalThis, key, description);
}
