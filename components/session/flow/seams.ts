import { findRun, type Message, type Run, type SessionState, type Visit } from "../../../lib/core/state.ts";

/** What stands between messages: who was found, whose turn it was and why, who handed on to whom. */
export type Seam =
  | { kind: "routing"; key: string; agent: string }
  | { kind: "routed"; key: string; message: Message }
  /** `to`: whom it answers, where several talk with each other. */
  | { kind: "turn"; key: string; workflow: string; visit: Visit; to: string | null }
  | { kind: "handed"; key: string; from: string; to: string; reason: string };

/** Below a person's message: who is to answer it, where that was a question at all. */
export function seamsAfter(state: SessionState, message: Message): Seam[] {
  if (message.author.kind === "agent") return [];
  if (isWorthTelling(message)) return [{ kind: "routed", key: `${message.id}:routed`, message }];
  const asked = state.runs.find((run) => run.routes === message.id && !run.finished);
  return asked ? [{ kind: "routing", key: `${message.id}:routing`, agent: asked.agent }] : [];
}

/** Above the first that a run says. */
export function seamsBefore(state: SessionState, run: Run): Seam[] {
  const before = run.after === undefined ? undefined : findRun(state, run.after);
  if (before?.handoff) {
    const { to, reason } = before.handoff;
    return [{ kind: "handed", key: `${run.id}:handed`, from: before.agent, to, reason }];
  }
  const step = stepOf(state, run);
  return step ? [{ kind: "turn", key: `${run.id}:turn`, ...step }] : [];
}

/** The step of a workflow that the run is; null where it is none. */
export function stepOf(state: SessionState, run: Run): { workflow: string; visit: Visit; to: string | null } | null {
  const { parent } = run;
  const above = parent && findRun(state, parent.runId);
  const call = above?.calls.findLast((each) => each.callId === parent?.callId);
  const visit = above?.flow?.visits.findLast((each) => each.id === call?.visit);
  return above && visit ? { workflow: above.agent, visit, to: spokeBefore(above.flow?.visits ?? [], visit) } : null;
}

/** Whose turn it was before this one. What a workflow does of itself, such as choosing who is next, is nobody's turn. */
function spokeBefore(visits: readonly Visit[], visit: Visit): string | null {
  const before = visits.slice(0, visits.indexOf(visit));
  return before.findLast(({ node }) => !node.startsWith("_"))?.node ?? null;
}

/** That the only agent answers, or the one that was named, is no news. */
function isWorthTelling({ routed }: Message): boolean {
  return routed !== undefined && (routed.was !== undefined || (routed.by !== "workflow" && routed.by !== "user"));
}

export function sameSeam(a: Seam, b: Seam): boolean {
  if (a.kind === "routed" && b.kind === "routed") return a.message === b.message;
  if (a.kind === "turn" && b.kind === "turn") return a.visit === b.visit;
  return a.kind === b.kind && a.key === b.key;
}
