import type { z } from "zod";
import { readEnv } from "../env.ts";
import { currentRuntime } from "../runtime/current-runtime.ts";
import { checkHealth, type health } from "./check-health.ts";
import { currentDescription } from "./current-description.ts";

/** What `/health` says, for a page: whoever draws one has its pages ready. */
export async function pageHealth(): Promise<z.infer<typeof health>> {
  const runtime = currentRuntime();
  return checkHealth({
    runtime: () => runtime,
    env: readEnv(process.env),
    version: currentDescription()?.info.version ?? "",
    pagesReady: () => true,
    stopping: () => runtime.stopping,
  });
}
