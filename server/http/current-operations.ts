import type { Standing } from "../../lib/operations/operations.ts";
import { currentRuntime } from "../runtime/current-runtime.ts";
import { readStanding } from "../runtime/read-operations.ts";

/** How this process stands and stood, for the page that shows it. */
export function currentOperations(): Standing {
  return readStanding(currentRuntime());
}
