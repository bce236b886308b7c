import type { AgentCard } from "../../../components/session/agents-context.ts";
import { currentRuntime } from "../../../server/runtime/current-runtime.ts";

/** Who may answer, and with which models, as the chat tells it. */
export function whoMayAnswer(): { agents: AgentCard[]; models: Record<string, number> } {
  const runtime = currentRuntime();
  const agents = runtime.world.agents().map(({ name, description, emoji, limits: { tokens, turns, cost } }) => ({
    name,
    description,
    ...(emoji && { emoji }),
    limits: { tokens, turns, ...(cost !== undefined && { cost }) },
  }));
  const usable = runtime.ports.models.list().filter((model) => model.unavailable === null);
  return { agents, models: Object.fromEntries(usable.map((model) => [model.name, model.contextTokens])) };
}
