import { atTheDoor } from "../core/begin-child.ts";
import { findRun, openCalls, openTurn, type Run, type SessionState, waitsForPerson } from "../core/state.ts";

/** Where an open run stands: at work, waiting for somebody, or until something. */
export type Place =
  | {
      is: "running";
      /** Who said in the log that it is theirs. */
      worker: string;
      since: string;
      doing: string;
      /** The log's head: a write that expects another one is refused, so this is the fence. */
      fence: number;
    }
  | { is: "waiting"; for: "worker" | "person" | "resume" | "runs" }
  | { is: "scheduled"; at: string | null; after: string[] };

/** Read from the log alone: it is what says who works on what (decision 1). */
export function placeOf(state: SessionState, run: Run): Place {
  const turn = openTurn(run);
  if (turn) return { is: "running", worker: turn.worker, since: turn.startedAt, doing: turn.model, fence: state.head };
  const open = openCalls(run);
  const running = open.find(
    (call) => call.status === "running" && call.worker !== undefined && call.worker !== atTheDoor,
  );
  if (running)
    return {
      is: "running",
      worker: running.worker ?? "",
      since: running.startedAt ?? run.queuedAt,
      doing: running.tool,
      fence: state.head,
    };
  if (run.paused) return { is: "waiting", for: "resume" };
  if (open.some(waitsForPerson)) return { is: "waiting", for: "person" };
  if (open.some((call) => call.status === "running")) return { is: "waiting", for: "runs" };
  const after = (run.dependsOn ?? []).filter((id) => !findRun(state, id)?.finished);
  if (after.length > 0) return { is: "scheduled", at: null, after };
  const last = run.turns.at(-1);
  if (last?.status === "failed" && last.willRetryInMs) {
    const at = Date.parse(last.startedAt) + (last.ms ?? 0) + last.willRetryInMs;
    return { is: "scheduled", at: new Date(at).toISOString(), after: [] };
  }
  return { is: "waiting", for: "worker" };
}
