import { chainGraph } from "./chain/chain-graph.ts";
import { crewGraph } from "./crew/crew-graph.ts";
import type { Graph } from "./graph/graph.ts";
import type { Workflow } from "./workflow.ts";

/** The graph behind a workflow, which pictures of it draw too; null where who is next is not a matter of ways. */
export function graphOf(workflow: Workflow): Graph | null {
  switch (workflow.kind) {
    case "graph":
      return workflow;
    case "chain":
      return chainGraph(workflow.steps);
    case "crew":
      return workflow.process === "hierarchical" ? null : crewGraph(workflow);
    default:
      return null;
  }
}
