import {
  type Call,
  childrenOf,
  type Run,
  type SessionState,
  type Visit,
  waitsForPerson,
} from "../../../lib/core/state.ts";
import type { StepFigures } from "../../../lib/workflows/progress.ts";
import type { WorkflowCard } from "../workflows-context.ts";

/** One step of a workflow's run, with what it has taken so far. */
export interface FlowStep extends StepFigures {
  visit: Visit;
  /** Who works on it, or did. */
  agents: string[];
  error: string | null;
}

/** The run of a workflow that a person looks at: the newest open one, else the newest. */
export function shownFlow(state: SessionState): Run | undefined {
  const flows = state.runs.filter((run) => run.flow && !run.parent);
  return flows.findLast((run) => !run.finished) ?? flows.at(-1);
}

/** The steps in the order in which they were entered. Where it begins and ends is no work. */
export function stepsOf(state: SessionState, run: Run, card: WorkflowCard | undefined): FlowStep[] {
  return allStepsOf(state, run).filter(({ visit }) => !isMark(card?.nodes.find(({ id }) => id === visit.node)?.kind));
}

/** With where it begins and ends, which a picture shows too. */
export function allStepsOf(state: SessionState, run: Run): FlowStep[] {
  return (run.flow?.visits ?? []).map((visit) => stepFrom(state, run, visit));
}

function stepFrom(state: SessionState, run: Run, visit: Visit): FlowStep {
  const calls = run.calls.filter((call) => call.visit === visit.id);
  const made = new Set(calls.map((call) => call.callId));
  const children = childrenOf(state, run.id).filter((child) => child.parent && made.has(child.parent.callId));
  const all = children.flatMap((child) => [child, ...belowOf(state, child)]);
  const costs = all.flatMap((each) => each.cost ?? []);
  return {
    visit,
    status: visit.status === "open" && calls.some(waitsForPerson) ? "waiting" : visit.status,
    agents: [...new Set(children.map((child) => child.agent))],
    tokens: all.reduce((sum, { usage }) => sum + usage.input + usage.output, 0),
    cost: costs.length > 0 ? costs.reduce((sum, each) => sum + each, 0) : null,
    ms: visit.leftAt ? Date.parse(visit.leftAt) - Date.parse(visit.at) : null,
    error: visit.status === "failed" ? (whyFailed(calls) ?? visit.leftBecause ?? null) : null,
  };
}

function whyFailed(calls: readonly Call[]): string | null {
  return calls.findLast((call) => call.error)?.error?.message ?? null;
}

function belowOf(state: SessionState, run: Run): Run[] {
  return childrenOf(state, run.id).flatMap((child) => [child, ...belowOf(state, child)]);
}

function isMark(kind: string | undefined): boolean {
  return kind === "start" || kind === "end";
}

/** As its author named it, else its own name in words. */
export function nodeTitle(card: WorkflowCard | undefined, node: string): string {
  const title = card?.nodes.find(({ id }) => id === node)?.title;
  if (title) return title;
  const text = node.replaceAll(/[_-]+/g, " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
