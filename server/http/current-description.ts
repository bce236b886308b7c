import type { ApiDescription } from "./openapi.ts";

/**
 * The description of the API of this process, for the page that shows it. Pages load their own copies of every module,
 * so it lives on `globalThis`; this file imports types only.
 */
const key = Symbol.for("troupe.api-description");

/** Null where no server runs in this process. */
export function currentDescription(): ApiDescription | null {
  const make = Reflect.get(globalThis, key) as (() => ApiDescription) | undefined;
  return make?.() ?? null;
}

/** `make` is called when somebody first wants to read it, and once only: it costs more than the rest of a start. */
export function setCurrentDescription(make: () => ApiDescription): void {
  let description: ApiDescription | null = null;
  Reflect.set(globalThis, key, () => {
    description ??= make();
    return description;
  });
}
