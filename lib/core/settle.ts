import type { Recorded, SessionEvent } from "./events.ts";
import { follow } from "./follow.ts";
import { nextStepInAnyContext } from "./next-step.ts";
import { reduce } from "./reduce.ts";
import { sealedArguments } from "./sealed.ts";
import { openCalls, openRuns, type Run, type SessionState } from "./state.ts";
import type { Advance, Given } from "./world.ts";

export interface Settled {
  state: SessionState;
  /** Numbered and timed, ready for the log. */
  events: Recorded[];
}

/**
 * Folds in the events and all that follows from them, until nothing follows any more. What follows from an event
 * stands right behind it, before the next one: so each is decided on a state in which the others are already true.
 */
export function settle(
  before: SessionState,
  events: readonly SessionEvent[],
  given: Given,
  commandId?: string,
): Settled {
  let state = before;
  const recorded: Recorded[] = [];
  const queue = [...events];
  for (;;) {
    for (let event = queue.shift(); event; event = queue.shift()) {
      const numbered: Recorded = { ...event, seq: state.head + 1, at: given.at, ...(commandId && { commandId }) };
      state = reduce(state, numbered);
      recorded.push(numbered);
      queue.unshift(...follow(state, event, given));
    }
    const next = nextByItself(state, given);
    if (next.length === 0) return { state, events: recorded };
    queue.push(...next);
  }
}

/** A workflow goes on, a run that has nothing left to do ends, and one that goes in circles pauses: in the same breath. */
function nextByItself(state: SessionState, given: Given): SessionEvent[] {
  for (const run of openRuns(state)) {
    const step = nextStepInAnyContext(state, run.id, given.world);
    if (step.do === "advance") return [advanced(state, run, step.advance, given)];
    if (step.do === "pause") return [{ type: "run.paused", runId: run.id, reason: step.reason, by: "loop-guard" }];
    if (step.do === "finish") {
      const { do: _do, ...ending } = step;
      return [...closeCalls(run), { type: "run.finished", runId: run.id, ...ending }];
    }
  }
  return [];
}

function advanced(state: SessionState, run: Run, { calls, says, ...advance }: Advance, given: Given): SessionEvent {
  return {
    type: "workflow.advanced",
    runId: run.id,
    ...advance,
    calls: calls.map((call) => ({
      callId: given.newId("call"),
      ...call,
      arguments: sealedArguments(given.world, state, call.tool, call.arguments),
    })),
    ...(says !== undefined && {
      message: { id: given.newId("message"), content: says, author: { kind: "agent", id: run.agent } },
    }),
  };
}

/** Every start has an end: calls that still wait for somebody end with their run. */
function closeCalls(run: Run): SessionEvent[] {
  return openCalls(run).map((call) => ({
    type: "tool.failed",
    runId: run.id,
    callId: call.callId,
    error: { code: "cancelled", message: "The run ended before this call could run." },
    ms: 0,
  }));
}
