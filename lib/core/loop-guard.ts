import { canonical } from "./canonical.ts";
import type { Call, Run } from "./state.ts";

/** Why a run seems to go in circles, in words for the agent and for the person. */
export type LoopSign =
  | "the same call three times in a row"
  | "two calls taking turns three times"
  | "five failures in a row";

/**
 * `free`: nothing to see. `told`: at this call the agent reads that it goes in circles (once).
 * `stuck`: it went on all the same; a person must decide.
 */
export type GuardVerdict =
  | { verdict: "free" }
  | { verdict: "told"; callId: string; sign: LoopSign }
  | { verdict: "stuck"; sign: LoopSign };

/** Looks at the calls since a person last let the run go on. Pure: the same log gives the same verdict for ever. */
export function watchForLoops(run: Run): GuardVerdict {
  const calls = run.calls.slice(run.guardFrom);
  const keys = calls.map((call) => `${call.tool} ${canonical(call.arguments)}`);
  let told: { call: Call; sign: LoopSign } | null = null;
  for (let index = 0; index < calls.length; index++) {
    const sign = signAt(keys, calls, index);
    if (!sign) continue;
    const call = calls[index] as Call;
    if (!told) told = { call, sign };
    else if (call.turnId !== told.call.turnId) return { verdict: "stuck", sign };
  }
  return told ? { verdict: "told", callId: told.call.callId, sign: told.sign } : { verdict: "free" };
}

function signAt(keys: readonly string[], calls: readonly Call[], index: number): LoopSign | null {
  const at = (back: number) => keys[index - back];
  if (index >= 2 && at(0) === at(1) && at(1) === at(2)) return "the same call three times in a row";
  if (index >= 5 && at(0) !== at(1) && at(0) === at(2) && at(2) === at(4) && at(1) === at(3) && at(3) === at(5)) {
    return "two calls taking turns three times";
  }
  const lastFive = calls.slice(Math.max(0, index - 4), index + 1);
  if (lastFive.length === 5 && lastFive.every((call) => call.status === "failed")) return "five failures in a row";
  return null;
}
