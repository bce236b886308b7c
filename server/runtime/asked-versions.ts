import type { Agent } from "../../lib/core/agent.ts";
import { AppError } from "../../lib/core/errors.ts";
import { requireAgent, requireWorkflow } from "../../lib/core/require.ts";
import type { LiveWorld } from "./live-world.ts";

/** The published one, or a version of it that is asked for: also one of an agent that was never published. */
export async function agentFor(world: LiveWorld, name: string, version: number | null | undefined): Promise<Agent> {
  if (typeof version !== "number") return requireAgent(world, name);
  const agent = await world.fetch(name, version);
  if (!agent) throw new AppError("not_found", `There is no version ${version} of the agent "${name}".`);
  return agent;
}

export async function workflowFor(world: LiveWorld, name: string, version: number | null | undefined): Promise<void> {
  if (typeof version === "number") await world.workflows.fetch(name, version);
  requireWorkflow(world, name, version ?? undefined);
}
