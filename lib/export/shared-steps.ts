import { type RunStatus, runStatus, type SessionState } from "../core/state.ts";
import { actsOf } from "../replay/acts.ts";

/** What somebody reads of the agents' work who was given a link: every step, and nothing that names its owner. */
export interface SharedRun {
  agent: string;
  status: RunStatus;
  at: string;
  task: string;
  steps: SharedStep[];
}

export interface SharedStep {
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
export function sharedSteps(state: SessionState, redact: (text: string) => string): SharedRun[] {
  return state.runs
    .filter(({ parent, after }) => !parent && !after)
    .map((run) => ({
      agent: run.agent,
      status: runStatus(run),
      at: run.queuedAt,
      task: redact(run.task),
      steps: actsOf(state, run.id).map(({ kind, agent, depth, name, given, said, failed, ms }): SharedStep => {
        // The words of a model's error may name addresses and keys of the installation.
        const isTold = kind === "call" || failed === null;
        return {
          kind,
          agent,
          depth,
          name,
          given: kind === "call" ? redact(JSON.stringify(given, null, 2) ?? "") : "",
          said: isTold ? redact(said) : "",
          failed: failed !== null,
          ms,
        };
      }),
    }));
}
