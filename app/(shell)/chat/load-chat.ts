import type { AgentCard } from "../../../components/session/agents-context.ts";
import type { WorkflowCard } from "../../../components/session/workflows-context.ts";
import { graphOf } from "../../../lib/workflows/graph-of.ts";
import { currentRuntime } from "../../../server/runtime/current-runtime.ts";

/** Who may answer, with which models, and how large a file may be, as the chat tells it. */
export function whoMayAnswer(): {
  agents: AgentCard[];
  workflows: WorkflowCard[];
  models: Record<string, number>;
  mostBytes: number;
} {
  const runtime = currentRuntime();
  const agents = runtime.world
    .agents()
    .map(({ name, description, emoji, suggestions, limits: { tokens, turns, cost } }) => ({
      name,
      description,
      ...(emoji && { emoji }),
      ...(suggestions?.length && { suggestions }),
      limits: { tokens, turns, ...(cost !== undefined && { cost }) },
    }));
  const usable = runtime.ports.models.list().filter((model) => model.unavailable === null);
  return {
    agents,
    workflows: runtime.world.workflows.all().map(({ workflow }) => {
      const { name, kind, description = "", emoji, suggestions = [] } = workflow;
      const nodes =
        graphOf(workflow)?.nodes.map(({ id, kind, title }) => ({ id, kind, ...(title && { title }) })) ?? [];
      return { name, kind, description, suggestions, nodes, ...(emoji && { emoji }) };
    }),
    models: Object.fromEntries(usable.map((model) => [model.name, model.contextTokens])),
    mostBytes: runtime.ports.files.mostBytes,
  };
}
