import { AppError } from "../../lib/core/errors.ts";
import type { Call } from "./route.ts";

/** The session that a run belongs to. Not found for a run of somebody else's. */
export async function sessionOfRun(
  { runtime, principal }: Pick<Call, "runtime" | "principal">,
  runId: string,
): Promise<string> {
  const summary = await runtime.ports.lists.run(principal.userId, runId);
  if (!summary) throw new AppError("not_found", `There is no run ${runId}.`);
  return summary.sessionId;
}
