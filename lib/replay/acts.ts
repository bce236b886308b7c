import { resultOf } from "../core/context.ts";
import type { Usage } from "../core/model.ts";
import { type Call, findRun, type Run, type SessionState, type Turn } from "../core/state.ts";

/** One thing that a run, or one that worked for it, did: asked a model, or used a tool. */
export interface Act {
  kind: "turn" | "call";
  id: string;
  runId: string;
  agent: string;
  /** Below the run that is looked at. */
  depth: number;
  /** Of the tool; of a turn, the model that answered. */
  name: string;
  /** What a tool was called with; of a turn, the calls that the model made. */
  given: unknown;
  /** What the model said, or what came back to it. */
  said: string;
  /** The code of what went wrong. */
  failed: string | null;
  usage: Usage | null;
  cost: number | null;
  ms: number | null;
  at: string;
}

/**
 * What a run did, in an order that does not depend on who was quicker: what a call set to work stands behind the call.
 * Attempts that were made again are left out, because they say nothing about the agent.
 */
export function actsOf(state: SessionState, runId: string, depth = 0): Act[] {
  const run = findRun(state, runId);
  if (!run) return [];
  const callsOf = Map.groupBy(run.calls, (call) => call.turnId);
  const ofTurns = run.turns.flatMap((turn) => {
    const calls = callsOf.get(turn.id) ?? [];
    const asked = isAttempt(turn) ? [] : [actOfTurn(state, run, turn, calls, depth)];
    return [...asked, ...calls.flatMap((call) => actsOfCall(state, run, call, depth))];
  });
  // The steps of a workflow are calls that no turn made.
  const known = new Set(run.turns.map(({ id }) => id));
  const ofSteps = run.calls
    .filter((call) => !known.has(call.turnId))
    .flatMap((call) => actsOfCall(state, run, call, depth));
  const next = state.runs.filter((other) => other.after === run.id);
  return [...ofTurns, ...ofSteps, ...next.flatMap((other) => actsOf(state, other.id, depth))];
}

/** It was made again at once, because the model or the server had a moment. */
function isAttempt({ status, willRetryInMs, error }: Turn): boolean {
  return status === "failed" && (willRetryInMs !== undefined || error?.code === "interrupted");
}

function actOfTurn(state: SessionState, run: Run, turn: Turn, calls: readonly Call[], depth: number): Act {
  const said = state.messages.findLast((message) => message.turnId === turn.id)?.content;
  return {
    kind: "turn",
    id: turn.id,
    runId: run.id,
    agent: run.agent,
    depth,
    name: turn.model,
    given: calls.map(({ tool, arguments: given, proposedArguments }) => ({
      tool,
      arguments: proposedArguments ?? given,
    })),
    said: said ?? turn.error?.message ?? turn.partial ?? "",
    failed: turn.error?.code ?? null,
    usage: turn.usage ?? null,
    cost: turn.cost ?? null,
    ms: turn.ms ?? null,
    at: turn.startedAt,
  };
}

function actsOfCall(state: SessionState, run: Run, call: Call, depth: number): Act[] {
  const children = state.runs.filter((other) => other.parent?.callId === call.callId && !other.after);
  const act: Act = {
    kind: "call",
    id: call.callId,
    runId: run.id,
    agent: run.agent,
    depth,
    name: call.tool,
    given: call.arguments,
    said: resultOf(call),
    failed: call.error?.code ?? null,
    usage: null,
    cost: null,
    ms: call.ms ?? null,
    at: call.startedAt ?? run.startedAt ?? run.queuedAt,
  };
  return [act, ...children.flatMap((child) => actsOf(state, child.id, depth + 1))];
}
