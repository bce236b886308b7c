import type { SessionState } from "../../lib/core/state.ts";
import type { ToolContext } from "../../server/ports/tools.ts";

/** A call's surroundings: outside of any session, unless the test says otherwise. */
export function toolContext(changes: Partial<ToolContext> = {}): ToolContext {
  return {
    ownerId: "ana",
    sessionId: null,
    runId: null,
    agent: null,
    callId: "call_1",
    effectId: "eff_1",
    signal: new AbortController().signal,
    state: () => null,
    progress: () => undefined,
    ...changes,
  };
}

/** A call that an agent made within a run of this session. */
export function callInSession(state: SessionState, changes: Partial<ToolContext> = {}): ToolContext {
  return toolContext({ sessionId: "ses_1", runId: "run_1", agent: "general", state: () => state, ...changes });
}
