import type { FunctionExecution } from "../../../../lib/functions/execution.ts";
import { pagePrincipal } from "../../../../server/http/page-principal.ts";
import { currentRuntime } from "../../../../server/runtime/current-runtime.ts";

const most = 100;

/** What functions did in this run that others can undo, or have undone. */
export async function undoable(runId: string): Promise<FunctionExecution[]> {
  const { userId } = await pagePrincipal();
  const { items } = await currentRuntime().ports.functions.executions({
    ownerId: userId,
    runId,
    outcome: "done",
    limit: most,
  });
  return items.filter(({ compensate }) => compensate !== null);
}
