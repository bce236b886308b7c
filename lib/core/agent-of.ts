import type { Agent } from "./agent.ts";
import type { Run } from "./state.ts";
import type { World } from "./world.ts";

/** Who works on the run, in the version that it began with: an agent, or a workflow as the agent that it counts as. */
export function agentOf(world: World, run: Run): Agent | null {
  return run.flow ? world.conductor(run.agent, run.agentVersion) : world.agent(run.agent, run.agentVersion);
}
