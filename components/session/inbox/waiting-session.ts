import { type Call, openCalls, type Run, waitsForPerson } from "../../../lib/core/state.ts";

/** What of a session waits for a person. */
export interface WaitingSession {
  id: string;
  title: string;
  head: number;
  runs: WaitingRun[];
}

export interface WaitingRun {
  id: string;
  agent: string;
  task: string;
  calls: Call[];
}

export function waitingRuns(runs: readonly Run[]): WaitingRun[] {
  return runs
    .filter((run) => !run.finished && !run.cancelled)
    .map((run) => ({ id: run.id, agent: run.agent, task: run.task, calls: openCalls(run).filter(waitsForPerson) }))
    .filter((run) => run.calls.length > 0);
}
