import type { Agent } from "../core/agent.ts";
import { openRuns, type SessionState } from "../core/state.ts";

/** Of those who can do it, the one with the least to do in this session; of equals the first by name. Null where nobody can. */
export function mostFree(agents: readonly Agent[], state: SessionState, capability: string): Agent | null {
  const wanted = capability.trim().toLowerCase();
  const busy = Map.groupBy(openRuns(state), (run) => run.agent);
  const load = (agent: Agent) => busy.get(agent.name)?.length ?? 0;
  const able = agents.filter((agent) => agent.capabilities?.includes(wanted));
  return able.sort((a, b) => load(a) - load(b) || (a.name < b.name ? -1 : 1))[0] ?? null;
}
