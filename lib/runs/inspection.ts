import type { Agent } from "../core/agent.ts";
import { contextFor } from "../core/context.ts";
import type { Recorded } from "../core/events.ts";
import type { Chunks } from "../core/fields.ts";
import type { ModelMessage } from "../core/model.ts";
import { type Call, findRun, type Message, type Run, type Turn, type Visit } from "../core/state.ts";
import type { Moments } from "./moments.ts";
import type { Step, Trace } from "./step.ts";

/** All that is known of a step at a moment. */
export type Inspection =
  | { kind: "run"; run: Run }
  | { kind: "visit"; run: Run; visit: Visit }
  | { kind: "call"; run: Run; call: Call }
  | { kind: "summary"; run: Run; summary: string }
  | { kind: "turn"; run: Run; turn: Turn; said: Message | null; calls: Call[]; hops: Hop[]; before: Step | null };

/** One attempt at an answer: by which model, and what became of it. */
export interface Hop {
  turnId: string;
  model: string;
  attempt: number;
  status: Turn["status"];
  code: string | null;
  ms: number | null;
}

export function inspect(moments: Moments, until: number, { steps }: Trace, step: Step): Inspection | null {
  const state = moments.at(until);
  const run = findRun(state, step.runId);
  if (!run) return null;
  switch (step.kind) {
    case "run":
      return { kind: "run", run };
    case "visit": {
      const visit = run.flow?.visits.find(({ id }) => `${run.id} ${id}` === step.id);
      return visit ? { kind: "visit", run, visit } : null;
    }
    case "call": {
      const call = run.calls.find(({ callId }) => callId === step.id);
      return call ? { kind: "call", run, call } : null;
    }
    case "summary":
      return { kind: "summary", run, summary: (run.compressed ?? state.compressed)?.summary ?? "" };
    case "turn": {
      const turn = run.turns.find(({ id }) => id === step.id);
      if (!turn) return null;
      const said = state.messages.findLast(({ turnId }) => turnId === turn.id) ?? null;
      const calls = run.calls.filter(({ turnId }) => turnId === turn.id);
      const before = steps.findLast((each) => each.kind === "turn" && each.runId === run.id && each.seq < step.seq);
      return { kind: "turn", run, turn, said, calls, hops: hopsOf(run, turn), before: before ?? null };
    }
  }
}

/** The attempts that led to this one, and it. */
function hopsOf({ turns }: Run, turn: Turn): Hop[] {
  const last = turns.indexOf(turn);
  return turns.slice(Math.max(0, last - turn.attempt + 1), last + 1).map((each) => ({
    turnId: each.id,
    model: each.model,
    attempt: each.attempt,
    status: each.status,
    code: each.error?.code ?? null,
    ms: each.ms ?? null,
  }));
}

/** How a turn's answer came in; null while it has not ended, and in a log from before that was kept. */
export function chunksOf(events: readonly Recorded[], turnId: string): Chunks | null {
  for (const event of events)
    if ((event.type === "turn.completed" || event.type === "turn.failed") && event.turnId === turnId)
      return event.chunks ?? null;
  return null;
}

/** What the model was given to read with that turn, as far as the log tells: the state before it is asked again. */
export function messagesSent(moments: Moments, turn: Pick<Step, "seq" | "runId">, agent: Agent): ModelMessage[] {
  const state = moments.at(turn.seq - 1);
  const run = findRun(state, turn.runId);
  return run ? contextFor(state, run, agent) : [];
}

/** How many messages in a row two turns were both given. */
export function sameMessages(before: readonly ModelMessage[], now: readonly ModelMessage[]): number {
  let same = 0;
  while (same < before.length && same < now.length && JSON.stringify(before[same]) === JSON.stringify(now[same]))
    same++;
  return same;
}
