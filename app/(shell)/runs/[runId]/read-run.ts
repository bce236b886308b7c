import { isAppError } from "../../../../lib/core/errors.ts";
import type { Recorded } from "../../../../lib/core/events.ts";
import { findRun, type Run } from "../../../../lib/core/state.ts";
import { pagePrincipal } from "../../../../server/http/page-principal.ts";
import { currentRuntime } from "../../../../server/runtime/current-runtime.ts";
import { eventsOfRun } from "./events-of-run.ts";

export interface ReadRun {
  run: Run;
  sessionId: string;
  events: Recorded[];
}

/** Null where there is no such run, or its session was deleted a moment ago. */
export async function readRun(runId: string): Promise<ReadRun | null> {
  const principal = await pagePrincipal();
  const runtime = currentRuntime();
  try {
    const summary = await runtime.ports.lists.run(principal.userId, runId);
    if (!summary) return null;
    const { sessionId } = summary;
    const [state, log] = await Promise.all([
      runtime.state(principal, sessionId),
      runtime.events(principal, sessionId, 0),
    ]);
    const run = findRun(state, runId);
    return run ? { run, sessionId, events: eventsOfRun(log, run) } : null;
  } catch (error) {
    if (isAppError(error) && (error.code === "not_found" || error.code === "invalid")) return null;
    throw error;
  }
}
