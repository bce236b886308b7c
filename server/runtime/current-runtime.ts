import { AppError } from "../../lib/core/errors.ts";
import type { Runtime } from "./create-runtime.ts";

/**
 * The one runtime of this process. Pages and routes load their own copies of every module, so it lives on `globalThis`;
 * this file imports types only.
 */
const key = Symbol.for("troupe.runtime");

export function currentRuntime(): Runtime {
  const runtime = Reflect.get(globalThis, key) as Runtime | undefined;
  if (!runtime)
    throw new AppError("unavailable", "The server is starting. Try again in a moment.", { retryAfterMs: 1_000 });
  return runtime;
}

export function setCurrentRuntime(runtime: Runtime): void {
  Reflect.set(globalThis, key, runtime);
}
