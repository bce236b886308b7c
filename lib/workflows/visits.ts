import { stepTool } from "../core/judge-calls.ts";
import { type Call, closedCalls, type Run, type Visit } from "../core/state.ts";
import type { Advance, Delegation } from "../core/world.ts";

/** One step after the other: for workflows that ask one, look at the answer, and say who is next. */

export interface Step {
  visit: Visit;
  call: Call | undefined;
}

/** Every step so far with what came of it; null while one is under way. */
export function stepsSoFar(run: Run): Step[] | null {
  const steps = (run.flow?.visits ?? []).map((visit) => ({
    visit,
    call: run.calls.findLast((call) => call.visit === visit.id),
  }));
  return steps.some(({ call }) => call && !closedCalls.has(call.status)) ? null : steps;
}

export function saidIn({ call }: Step): string {
  return call?.status === "finished" ? (call.content ?? "") : "";
}

export function whyFailed(step: Step | undefined): string | null {
  if (!step?.call || step.call.status === "finished") return null;
  return step.call.error?.message ?? "the step did not work";
}

export interface Next {
  node: string;
  reason: string;
  ask: Delegation | { question: string; choices?: string[] };
}

/** Leaves the step that is over and enters the next one. */
export function goOn(steps: readonly Step[], next: Next): Advance {
  const count = steps.filter(({ visit }) => visit.node === next.node).length + 1;
  const visit = `${next.node}#${count}`;
  const last = steps.at(-1);
  const call =
    "question" in next.ask
      ? { visit, tool: "ask_user", arguments: next.ask }
      : { visit, tool: stepTool, arguments: { ...next.ask, node: next.node } };
  return {
    ...leaveLast(steps),
    entered: [{ visit, node: next.node, reason: next.reason, ...(last && { from: [last.visit.id] }) }],
    calls: [call],
  };
}

export function endWith(steps: readonly Step[], output: string, says?: string): Advance {
  return {
    ...leaveLast(steps),
    entered: [],
    calls: [],
    ended: { outcome: "done", output },
    ...(says !== undefined && { says }),
  };
}

export function failWith(steps: readonly Step[], message: string): Advance {
  return {
    ...leaveLast(steps),
    entered: [],
    calls: [],
    ended: { outcome: "failed", error: { code: "step_failed", message } },
  };
}

function leaveLast(steps: readonly Step[]): Pick<Advance, "left"> {
  const last = steps.at(-1);
  if (last?.visit.status !== "open") return { left: [] };
  const failed = whyFailed(last);
  if (failed) return { left: [{ visit: last.visit.id, outcome: "failed", reason: failed }] };
  return { left: [{ visit: last.visit.id, outcome: "done", output: saidIn(last) }] };
}
