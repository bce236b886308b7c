import { openCalls, openQuestion, type Run, waitsForPerson } from "../../lib/core/state.ts";
import type { SessionSummary } from "../../lib/core/summary.ts";

/** Something that a person who looks elsewhere wants to hear of. */
export type News =
  | { kind: "approval"; key: string; agent: string; tool: string }
  | { kind: "question"; key: string; agent: string; question: string }
  | { kind: "finished"; key: string; agent: string; task: string }
  | { kind: "failed"; key: string; agent: string; error: string };

type Known = Pick<SessionSummary, "changedAt" | "waitingForPerson" | "openRuns">;

/**
 * Whether a session may have news since it was last looked at. `since` is the newest change that was known at the
 * beginning: what is older than that and only now becomes known is none.
 */
export function mayHaveNews(before: Known | undefined, now: Known, since: string): boolean {
  if (now.changedAt <= (before?.changedAt ?? since)) return false;
  return now.waitingForPerson > (before?.waitingForPerson ?? 0) || now.openRuns < (before?.openRuns ?? 1);
}

/** What happened in it after `since`. What a run handed on to others is the run's own affair. */
export function newsIn(runs: readonly Run[], before: Known | undefined, since: string): News[] {
  const last = before?.changedAt ?? since;
  return runs.flatMap((run): News[] => {
    const { id, agent, task, finished, finishedAt } = run;
    if (!finished)
      return openCalls(run)
        .filter(waitsForPerson)
        .map((call) => waitingNews(agent, call));
    if (run.parent || finishedAt === null || finishedAt <= last) return [];
    const key = `run:${id}`;
    if (finished.outcome === "done") return [{ kind: "finished", key, agent, task }];
    if (finished.outcome === "cancelled") return [];
    return [{ kind: "failed", key, agent, error: finished.error?.message ?? task }];
  });
}

function waitingNews(agent: string, call: ReturnType<typeof openCalls>[number]): News {
  const key = `call:${call.callId}`;
  const asked = openQuestion(call);
  return asked
    ? { kind: "question", key, agent, question: asked.question }
    : { kind: "approval", key, agent, tool: call.tool };
}
