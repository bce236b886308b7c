import type { Message, SessionState } from "../core/state.ts";
import type { Routing } from "../core/world.ts";

/** Who answers this message? A pure function of the workflow and the state; `solo` always names the session's agent, unless the sender named another. */
export function whoIsNext(state: SessionState, message: Message): Routing {
  const named = message.to?.length ? message.to : null;
  const to = named ?? [state.agent];
  return {
    to,
    by: named ? "user" : "workflow",
    confidence: 1,
    reason: named ? "the sender named the agent" : `${state.agent} answers in this session`,
    candidates: to.map((agent) => ({ agent, score: 1, hits: [] })),
  };
}
