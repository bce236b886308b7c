import { type Agent, type AgentLimits, defaultLimits } from "../core/agent.ts";
import { unreachable } from "../core/errors.ts";
import { effectiveLimits, type Run, type SessionState } from "../core/state.ts";
import type { Advance } from "../core/world.ts";
import { conductManagedCrew } from "./crew/conduct-managed-crew.ts";
import { advanceGraph } from "./graph/advance-graph.ts";
import type { Graph } from "./graph/graph.ts";
import { planGraph } from "./graph/plan.ts";
import { graphOf } from "./graph-of.ts";
import { conductGroupChat } from "./group-chat/conduct-group-chat.ts";
import { conductRouter } from "./router/route.ts";
import type { Workflow } from "./workflow.ts";

/** A published version of a workflow, made ready: as the agent that its runs count as, and how it goes on. */
export interface Conductor {
  workflow: Workflow;
  agent: Agent;
  conduct(state: SessionState, run: Run): Advance | null;
}

/** What everything that one message sets going may use together, where the workflow does not say. `turns` are its steps. */
const usualLimits = { ...defaultLimits, turns: 200, tokens: 1_000_000, seconds: 3_600, depth: 4, children: 5 };

export function toConductor(workflow: Workflow, version: number): Conductor {
  const limits = { ...usualLimits, ...workflow.limits };
  const graph = graphOf(workflow);
  const agent: Agent = {
    name: workflow.name,
    version,
    description: workflow.description ?? "",
    instructions: "",
    models: [],
    tools: [{ name: "ask_user" }, ...functionsOf(graph).map((name) => ({ name }))],
    limits,
    ...(workflow.emoji && { emoji: workflow.emoji }),
  };
  return { workflow, agent, conduct: conducting(workflow, graph, limits) };
}

function conducting(workflow: Workflow, graph: Graph | null, limits: AgentLimits): Conductor["conduct"] {
  if (graph) {
    const plan = planGraph(graph);
    return (_state, run) => advanceGraph(plan, run, effectiveLimits(limits, run));
  }
  switch (workflow.kind) {
    case "router":
      return (state, run) => conductRouter(workflow, state, run);
    case "group-chat":
      return (_state, run) => conductGroupChat(workflow, run);
    case "crew":
      return (_state, run) => conductManagedCrew(workflow, run);
    case "chain":
    case "graph":
      throw new Error("A chain or a graph without its graph.");
    default:
      return unreachable(workflow);
  }
}

function functionsOf(graph: Graph | null): string[] {
  return [...new Set(graph?.nodes.flatMap((node) => (node.kind === "function" ? [node.function] : [])) ?? [])];
}
