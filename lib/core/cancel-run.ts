import type { SessionEvent } from "./events.ts";
import type { Run } from "./state.ts";

export function cancelRun(run: Run, by: string, reason?: string): SessionEvent {
  return { type: "run.cancelled", runId: run.id, by, ...(reason && { reason }) };
}
