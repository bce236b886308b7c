import type { Message, SessionState } from "../core/state.ts";
import type { Routing } from "../core/world.ts";
import type { Conductor } from "./conductor.ts";
import { type FindAgent, routeAtOnce } from "./router/route.ts";

/** Who answers this message? Whoever the sender named; else the session's workflow says, and in `solo` it is the session's agent. */
export function whoIsNext(
  state: SessionState,
  message: Message,
  conductor: Conductor | null = null,
  agentOf: FindAgent = () => null,
): Routing {
  if (message.to?.length) return given(message.to, "user", "the sender named the agent");
  if (!conductor) return given([state.agent], "workflow", `${state.agent} answers in this session`);
  const { workflow } = conductor;
  if (workflow.kind === "router") return routeAtOnce(workflow, state, message, agentOf);
  const { name } = workflow;
  return { ...given([name], "workflow", `the workflow ${name} says who takes part`), conducts: true };
}

function given(to: string[], by: Routing["by"], reason: string): Routing {
  return { to, by, confidence: 1, reason, candidates: to.map((agent) => ({ agent, score: 1, hits: [] })) };
}
