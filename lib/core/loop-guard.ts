import { equalJson } from "./equal-json.ts";
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

/** A circle shows in the newest calls: an agent that was told so long ago is told anew, and a long run costs no more than a short one. */
const lookBack = 100;

/** Looks at the calls since a person last let the run go on. Pure: the same log gives the same verdict for ever. */
export function watchForLoops(run: Run): GuardVerdict {
  const calls = run.calls.slice(Math.max(run.guardFrom, run.calls.length - lookBack));
  let told: { call: Call; sign: LoopSign } | null = null;
  for (const [index, call] of calls.entries()) {
    const sign = signAt(calls, index);
    if (!sign) continue;
    if (!told) told = { call, sign };
    else if (call.turnId !== told.call.turnId) return { verdict: "stuck", sign };
  }
  return told ? { verdict: "told", callId: told.call.callId, sign: told.sign } : { verdict: "free" };
}

function signAt(calls: readonly Call[], index: number): LoopSign | null {
  const equal = (back: number, further: number) => sameCall(calls[index - back], calls[index - further]);
  if (equal(0, 1) && equal(1, 2)) return "the same call three times in a row";
  if (equal(0, 2) && equal(2, 4) && equal(1, 3) && equal(3, 5)) return "two calls taking turns three times";
  const lastFive = calls.slice(Math.max(0, index - 4), index + 1);
  if (lastFive.length === 5 && lastFive.every((call) => call.status === "failed")) return "five failures in a row";
  return null;
}

function sameCall(a: Call | undefined, b: Call | undefined): boolean {
  return a !== undefined && b !== undefined && a.tool === b.tool && equalJson(a.arguments, b.arguments);
}
