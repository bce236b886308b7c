import type { Operations } from "../../lib/operations/operations.ts";
import { currentRuntime } from "../runtime/current-runtime.ts";
import { readOperations } from "../runtime/read-operations.ts";

/** How this process stands, for the page that shows it. */
export function currentOperations(): Operations {
  return readOperations(currentRuntime());
}
