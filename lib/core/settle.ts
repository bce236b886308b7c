import type { Recorded, SessionEvent } from "./events.ts";
import { follow } from "./follow.ts";
import { nextStepInAnyContext } from "./next-step.ts";
import { reduce } from "./reduce.ts";
import { openCalls, openRuns, type Run, type SessionState } from "./state.ts";
import type { Given } from "./world.ts";

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
    const endings = firstEnding(state, given);
    if (endings.length === 0) return { state, events: recorded };
    queue.push(...endings);
  }
}

/** A run that has nothing left to do ends in the same breath, and one that goes in circles pauses. */
function firstEnding(state: SessionState, given: Given): SessionEvent[] {
  for (const run of openRuns(state)) {
    const step = nextStepInAnyContext(state, run.id, given.world);
    if (step.do === "pause") return [{ type: "run.paused", runId: run.id, reason: step.reason, by: "loop-guard" }];
    if (step.do === "finish") {
      const { do: _do, ...ending } = step;
      return [...closeCalls(run), { type: "run.finished", runId: run.id, ...ending }];
    }
  }
  return [];
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
