import { AppError } from "../../lib/core/errors.ts";
import { findRun } from "../../lib/core/state.ts";
import { type Act, actsOf } from "../../lib/replay/acts.ts";
import { type Comparison, compareActs, type Totals, totalsOf } from "../../lib/replay/compare.ts";
import type { Call } from "./route.ts";
import { sessionOfRun } from "./session-of-run.ts";

export interface ComparedRuns extends Comparison {
  a: Totals;
  b: Totals;
}

/** What one run did beside what another did. Not found where one of them is not there for this person. */
export async function compareRuns(
  call: Pick<Call, "runtime" | "principal">,
  a: string,
  b: string,
): Promise<ComparedRuns> {
  const [left, right] = await Promise.all([read(call, a), read(call, b)]);
  return { a: left.totals, b: right.totals, ...compareActs(left.acts, right.acts) };
}

async function read(
  call: Pick<Call, "runtime" | "principal">,
  runId: string,
): Promise<{ totals: Totals; acts: Act[] }> {
  const state = await call.runtime.state(call.principal, await sessionOfRun(call, runId));
  const run = findRun(state, runId);
  if (!run) throw new AppError("not_found", `There is no run ${runId}.`);
  const acts = actsOf(state, runId);
  return { totals: totalsOf(run, acts), acts };
}
