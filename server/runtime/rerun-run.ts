import { AppError } from "../../lib/core/errors.ts";
import { requireRun } from "../../lib/core/require.ts";
import { type RerunFork, rerun } from "../../lib/core/rerun.ts";
import type { SessionState } from "../../lib/core/state.ts";
import type { Given } from "../../lib/core/world.ts";
import type { EventLog } from "../ports/log.ts";
import type { LiveWorld } from "./live-world.ts";

export interface WantedRerun {
  runId: string;
  from?: { turnId: string } | { callId: string };
  /** A number, or whatever is published now; none: the version that the run had. */
  version?: number | "published";
  models?: string[];
  content?: string;
  arguments?: unknown;
  title?: string;
}

/** Makes the log of a session in which the run is done again. Nothing is written. */
export async function rerunRun(
  { log, world }: { log: EventLog; world: LiveWorld },
  sessionId: string,
  state: SessionState,
  { version, title, ...wanted }: WantedRerun,
  given: Given,
): Promise<RerunFork> {
  const run = requireRun(state, wanted.runId);
  // Those that are over may be open again in the copy: their versions must be at hand.
  await world.prepare({ ...state, runs: state.runs.map((each) => ({ ...each, finished: null })) });
  const what = run.flow ? "workflow" : "agent";
  const agentVersion = await versionFor(world, run.agent, run.flow !== undefined, version);
  if (agentVersion === null) {
    const which = typeof version === "number" ? `version ${version} of the` : "published";
    throw new AppError("not_found", `There is no ${which} ${what} "${run.agent}".`);
  }
  const usual = version === undefined || agentVersion === run.agentVersion;
  const name = title ?? `Rerun: ${state.title}`.slice(0, 200);
  return rerun(await log.read(sessionId, 0), sessionId, { ...wanted, ...(usual ? {} : { agentVersion }) }, name, given);
}

/** The run that was done again, in a session that was made for it. */
export function rerunIn(state: SessionState): string {
  const run = state.runs.findLast((each) => each.rerunOf);
  if (!run) throw new AppError("conflict", "This Idempotency-Key opened another session.");
  return run.id;
}

/** Undefined where the run's own is meant, and null where there is no such version. */
async function versionFor(
  world: LiveWorld,
  name: string,
  conducts: boolean,
  version: number | "published" | undefined,
): Promise<number | null | undefined> {
  if (version === undefined) return undefined;
  if (version === "published") return (conducts ? world.conductor(name) : world.agent(name))?.version ?? null;
  if (conducts) {
    await world.workflows.fetch(name, version);
    return world.conductor(name, version)?.version ?? null;
  }
  return (await world.fetch(name, version))?.version ?? null;
}
