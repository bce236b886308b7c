import { type RunStatus, runStatus, type SessionState } from "../core/state.ts";
import { actsOf } from "../replay/acts.ts";

/** What somebody reads of the agents' work who was given a link, at one moment of the shared log. */
export interface SharedRun {
  id: string;
  agent: string;
  status: RunStatus;
  at: string;
  task: string;
  steps: SharedStep[];
}

export interface SharedStep {
  /** Of the turn or the call, as the shared log has it. */
  id: string;
  kind: "turn" | "call";
  agent: string;
  depth: number;
  name: string;
  /** What a tool was given; of a turn, nothing. */
  given: string;
  said: string;
  failed: boolean;
  ms: number | null;
}

/** The runs that no other asked for, in their order, each with all that worked for it. */
export function sharedSteps(state: SessionState): SharedRun[] {
  return state.runs
    .filter(({ parent, after }) => !parent && !after)
    .map((run) => ({
      id: run.id,
      agent: run.agent,
      status: runStatus(run),
      at: run.queuedAt,
      task: run.task,
      steps: actsOf(state, run.id).map(({ kind, id, agent, depth, name, given, said, failed, ms }): SharedStep => {
        return {
          id,
          kind,
          agent,
          depth,
          name,
          given: kind === "call" ? (JSON.stringify(given, null, 2) ?? "") : "",
          said,
          failed: failed !== null,
          ms,
        };
      }),
    }));
}
